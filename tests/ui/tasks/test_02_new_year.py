"""Task 2: a new fiscal year from last, roster and owners carried over; four actions."""

import pytest
from PySide6.QtWidgets import QApplication

from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.widgets.sheet import Sheet
from ita_desktop.ui.window import Window
from tests.ui.tasks.hand import Hand, Task, button, words

AT_MOST = 4


def check(window: Window, year: int) -> None:
    """The new year is shown, with last year's people and owners in it, and due dates a year on."""
    session = window.session
    assert session.year == year
    assert window.top_bar.year.text() == f"ปีงบประมาณ {year}"
    before, after = session.workspace.year(year - 1), session.data
    assert len(after.members) == len(before.members) > 0
    assert [body.name for body in after.bodies] == [body.name for body in before.bodies]
    for code in (item.code for item in before.framework.items):
        assert [after.owner_label(owner) for owner in after.owners_of_item(code)] == [
            before.owner_label(owner) for owner in before.owners_of_item(code)
        ], code
    dues = {code: one.due for code, one in before.assignment_by_item.items() if one.due}
    assert dues
    for code, due in dues.items():
        assert after.assignment_by_item[code].due.year == due.year + 1, code
    text = words(window.message.message.sentence)
    assert text.startswith(f"เริ่มปี {year} แล้ว · คณะกรรมการ"), text
    assert f"คณะกรรมการ {len(after.members)} ลำดับ" in text
    overview = window.page(PageKey.OVERVIEW)
    assert overview.isVisible()
    assert len(overview.units.rows) > 0, "the units that own items are on the screen"


def start_year(window: Window, hand: Hand, year: int) -> Task:
    """Begins the year after the one that is shown."""
    if hand.only == "mouse":
        yield hand.clicks(button(f"ปีงบประมาณ {year - 1}"))
        yield hand.clicks(button("ปีงบประมาณใหม่"))
        yield hand.clicks(button(f"เริ่มปี {year}"))
    else:
        yield hand.presses("Ctrl+K")
        yield hand.types("ปีงบประมาณใหม่", "Enter")
        yield hand.sees(lambda: isinstance(QApplication.activeModalWidget(), Sheet), "the sheet")
        yield hand.presses("Enter")
    yield hand.sees(lambda: window.session.year == year, "the new year")


@pytest.mark.in_turn
@pytest.mark.parametrize("only", ["mouse", "keys"])
def test_the_new_year_is_begun(window: Window, only: str) -> None:
    hand = Hand(only)
    hand.does(start_year(window, hand, 2569), at_most=AT_MOST)
    check(window, 2569)
