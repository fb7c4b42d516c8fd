"""Task 7: import last year's official report, check it, accept; five actions."""

from decimal import Decimal
from pathlib import Path

import pytest

from ita_desktop.domain.scores.progress import official_scores
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


def check_sheet() -> None:
    """What is to be accepted says which report it is, of which year, and every figure."""
    (sheet,) = shown(ImportDialog)
    assert "2569" in words(sheet.ui.source.text())
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
    return window.session.years == (2569, 2570) and not list(shown(ImportDialog))


def check(window: Window) -> None:
    """The figures are last year's official ones in the file; page and strip show them."""
    official = official_scores(window.session.workspace.year(2569))
    for code, figure in FIGURES.items():
        assert official[code] == Decimal(figure), code
    assert window.session.year == 2570
    assert arrives(window, PageKey.SCORES)
    assert "2569" in words(window.message.message.sentence)
    table = window.page(PageKey.SCORES).table
    assert table.isVisible(), "last year's figures are there to be compared with"
    assert [column.title for column in table.sheet.columns if column.key == "before"] == ["ปี 2569"]
    line, column = table.sheet.place("ITA"), table.sheet.column_index("before")
    assert words(table.sheet.index(line, column).data()) == "97.38"
    figures = {
        figure.label: (figure.value, figure.note) for figure in window.score_bar.values.figures
    }
    assert figures["IIT"] == ("98.88", "ผลปี 69")
    assert figures["EIT"] == ("92.38", "ผลปี 69")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return report_of(2569, tmp_path)


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
    check_sheet()
    yield hand.clicks(button("รับ 127 รายการ")) if by_mouse else hand.presses("Enter")
    yield hand.sees(lambda: is_in(window), "last year's figures")


@pytest.mark.parametrize("only", ["mouse", "keys"])
def test_the_report_is_taken(fresh: Window, only: str, report: Path) -> None:
    hand = Hand(only)
    hand.does(take_report(fresh, hand, report), at_most=AT_MOST)
    check(fresh)
