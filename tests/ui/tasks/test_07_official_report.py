"""Task 7: import last year's official report, check it, accept; five actions."""

from decimal import Decimal
from pathlib import Path

import pytest

from ita_desktop.domain.scores.progress import official_scores
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.dialogs.previews.imports import ImportDialog
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.support.places import FIXTURES
from tests.ui.support.arriving import arrives
from tests.ui.tasks.hand import Hand, Task, button, shown, words

AT_MOST = 5
REPORT = FIXTURES / "report_2567.txt"
FIGURES = {
    "ITA": "97.38",
    "1": "99.19",
    "I1": "99.30",
    "I5": "97.54",
    "E6": "89.24",
    "O7": "100.00",
}


def read(window: Window) -> bool:
    """The report has been read: its figures stand in the sheet, beside their lines."""
    (sheet,) = shown(ImportDialog)
    return sheet.plan is not None and button("รับ") is not None and sheet.table.hasFocus()


def check_sheet(year: int) -> None:
    """What is to be accepted says which report it is, of which year, and every figure."""
    (sheet,) = shown(ImportDialog)
    assert str(year) in words(sheet.ui.source.text())
    table = sheet.table.sheet
    messages = [
        {
            column.key: words(str(table.index(at, number).data() or ""))
            for number, column in enumerate(table.columns)
        }
        for at in range(len(table.lines))
    ]
    texts = [" ".join(row.values()) for row in messages]
    for code, figure in FIGURES.items():
        assert any(code in text.split() and figure in text for text in texts), code


def is_in(window: Window) -> bool:
    return has_result(window) and not list(shown(ImportDialog))


def has_result(window: Window) -> bool:
    year = window.session.year - 1
    return year in window.session.years and bool(window.session.workspace.year(year).scores)


def check(window: Window) -> None:
    """The figures are last year's official ones in the file; page and strip show them."""
    year = window.session.year - 1
    official = official_scores(window.session.workspace.year(year))
    for code, figure in FIGURES.items():
        assert official[code] == Decimal(figure), code
    assert arrives(window, PageKey.SCORES)
    assert str(year) in words(window.message.message.sentence)
    table = window.page(PageKey.SCORES).table
    assert table.isVisible(), "last year's figures are there to be compared with"
    assert [column.title for column in table.sheet.columns if column.key == "before"] == [
        f"ปี {year}"
    ]
    line, column = table.sheet.place("ITA"), table.sheet.column_index("before")
    assert words(table.sheet.index(line, column).data()) == "97.38"
    figures = {
        figure.label: (figure.value, figure.note) for figure in window.score_bar.values.figures
    }
    assert figures["IIT"] == ("98.88", f"ผลปี {year - 2500}")
    assert figures["EIT"] == ("92.38", f"ผลปี {year - 2500}")


def report_of(year: int, folder: Path) -> Path:
    """The official report, as if it were a year's."""
    text = REPORT.read_text(encoding="utf-8").replace("2567", str(year))
    path = folder / f"report_{year}.txt"
    path.write_text(text, encoding="utf-8")
    return path


def take_report(window: Window, hand: Hand, report: Path) -> Task:
    by_mouse = hand.only == "mouse"
    yield hand.clicks(button("คะแนน")) if by_mouse else hand.presses("Ctrl+5")
    ask = hand.clicks(button("นำเข้ารายงานผล")) if by_mouse else hand.presses("Ctrl+I")
    yield from hand.chooses_file(ask, report)
    yield hand.sees(lambda: read(window), "the figures beside their lines")
    check_sheet(window.session.year - 1)
    yield hand.clicks(button("รับ 127 รายการ")) if by_mouse else hand.presses("Enter")
    yield hand.sees(lambda: is_in(window), "last year's figures")


def without_last_result(workspace: Workspace) -> None:
    data = workspace.year(2567)
    with workspace.change("เอาผลออก") as change:
        for row in (*data.scores, *data.answers, *data.group_figures, *data.comments):
            change.delete(row)


@pytest.fixture
def prepare():
    return without_last_result


@pytest.mark.in_turn
@pytest.mark.parametrize("only", ["mouse", "keys"])
def test_the_report_is_taken(window: Window, only: str, tmp_path: Path) -> None:
    assert not has_result(window)
    hand = Hand(only)
    hand.does(take_report(window, hand, report_of(2567, tmp_path)), at_most=AT_MOST)
    check(window)
