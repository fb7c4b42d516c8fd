"""Task 7: import last year's official report, check it, accept; five actions."""

from decimal import Decimal

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


def check_sheet(window: Window) -> None:
    """What is to be accepted says which report it is, of which year, and every figure."""
    (sheet,) = shown(ImportDialog)
    assert "2567" in words(sheet.ui.source.text())
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
    return window.session.years == (2567, 2568) and not list(shown(ImportDialog))


def check(window: Window) -> None:
    """The figures are last year's official ones in the file; page and strip show them."""
    official = official_scores(window.session.workspace.year(2567))
    for code, figure in FIGURES.items():
        assert official[code] == Decimal(figure), code
    assert window.session.year == 2568
    assert arrives(window, PageKey.SCORES)
    assert "2567" in words(window.message.message.sentence)
    table = window.page(PageKey.SCORES).table
    assert table.isVisible(), "last year's figures are there to be compared with"
    assert [column.title for column in table.sheet.columns if column.key == "before"] == ["ปี 2567"]
    line, column = table.sheet.place("ITA"), table.sheet.column_index("before")
    assert words(table.sheet.index(line, column).data()) == "97.38"
    figures = {
        figure.label: (figure.value, figure.note) for figure in window.score_bar.values.figures
    }
    assert figures["IIT"] == ("98.88", "ผลปี 67")
    assert figures["EIT"] == ("92.38", "ผลปี 67")


def test_the_pages_button_takes_the_report(fresh: Window, mouse: Hand) -> None:
    def task() -> Task:
        yield mouse.clicks(button("คะแนน"))
        yield from mouse.chooses_file(mouse.clicks(button("นำเข้ารายงานผล")), REPORT)
        yield mouse.sees(lambda: read(fresh))
        check_sheet(fresh)
        yield mouse.clicks(button("รับ"))
        yield mouse.sees(lambda: is_in(fresh))

    mouse.does(task(), at_most=AT_MOST)
    check(fresh)


def test_a_key_takes_the_report(fresh: Window, keys: Hand) -> None:
    def task() -> Task:
        yield keys.presses("Ctrl+5")
        yield from keys.chooses_file(keys.presses("Ctrl+I"), REPORT)
        yield keys.sees(lambda: read(fresh))
        check_sheet(fresh)
        yield keys.presses("Enter")
        yield keys.sees(lambda: is_in(fresh))

    keys.does(task(), at_most=AT_MOST)
    check(fresh)
