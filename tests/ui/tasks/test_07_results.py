"""Task 7: import last year's official report, check it, accept; five actions."""

from decimal import Decimal

from ita_desktop.domain.scores.progress import official_scores
from ita_desktop.ui.dialogs.previews.imports import ImportDialog
from ita_desktop.ui.window import Window
from tests.support.places import FIXTURES
from tests.ui.tasks.hand import Hand, Task, button

AT_MOST = 5
REPORT = FIXTURES / "report_2567.txt"


def preview(window: Window) -> ImportDialog | None:
    """The dialog, once it shows what was read."""
    dialog = window.findChild(ImportDialog)
    return dialog if dialog is not None and dialog.plan is not None else None


def told(window: Window) -> bool:
    """Figures and lines stand in the preview, with the year that they go into."""
    dialog = preview(window)
    if dialog is None or not dialog.table.hasFocus():
        return False
    first = next(row for row in dialog._rows if row.cells["รหัส"] == "I5")
    return first.cells["ค่าที่อ่านได้"] == "97.54" and "2567" in dialog.ui.source.text()


def stands(window: Window) -> bool:
    """The score bar stands on last year's figures."""
    figures = window.score_bar.values.figures
    return len(figures) > 1 and figures[1].value == "92.38"


def check(window: Window) -> None:
    """Last year is there with its official figures."""
    assert window.session.years == (2567, 2568)
    official = official_scores(window.session.workspace.year(2567))
    assert (official["ITA"], official["E6"]) == (Decimal("97.38"), Decimal("89.24"))


def test_the_report_is_taken_by_mouse(fresh: Window, mouse: Hand) -> None:
    def task() -> Task:
        yield mouse.clicks(button("คะแนน"))
        yield from mouse.chooses_file(mouse.clicks(button("นำเข้ารายงานผล")), REPORT)
        yield mouse.sees(lambda: told(fresh), "the figures beside their lines")
        yield mouse.clicks(button("รับ 127 รายการ"))
        yield mouse.sees(lambda: stands(fresh), "last year's figures in the strip")

    mouse.does(task(), at_most=AT_MOST)
    check(fresh)


def test_the_report_is_taken_by_keyboard(fresh: Window, keys: Hand) -> None:
    def task() -> Task:
        yield from keys.chooses_file(keys.presses("Ctrl+I"), REPORT)
        yield keys.sees(lambda: told(fresh), "the figures beside their lines")
        yield keys.presses("Enter")
        yield keys.sees(lambda: stands(fresh), "last year's figures in the strip")

    keys.does(task(), at_most=AT_MOST)
    check(fresh)
