"""Task 4: give all items of 9.3 to ฝ่ายการคลัง with one due date; six actions."""

from datetime import date

import pytest

from ita_desktop.domain.dates import short_date
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.ui.tasks.hand import Hand, Task, button, cell, words

AT_MOST = 6


def check(window: Window, due: date) -> None:
    """All of 9.3 and nothing else belongs to the unit, and the table says so."""
    data = window.session.data
    codes = [item.code for item in data.framework.items if item.indicator == "9.3"]
    assert len(codes) == 3
    table = window.page(PageKey.OIT).table
    assert table.isVisible()
    for code in codes:
        assert [data.owner_label(owner) for owner in data.owners_of_item(code)] == ["ฝ่ายการคลัง"]
        assert data.assignment_by_item[code].due == due
        line = table.sheet.place(code)
        shown = {
            key: table.sheet.index(line, table.sheet.column_index(key)).data()
            for key in ("owners", "due")
        }
        assert words(shown["owners"]) == "ฝ่ายการคลัง"
        assert words(shown["due"]) == words(str(short_date(due)))
    assert words(window.message.message.sentence) == "มอบหมาย 3 ข้อแล้ว"


def assign_group(window: Window, hand: Hand, day: str) -> Task:
    by_mouse = hand.only == "mouse"
    yield hand.clicks(button("งาน OIT")) if by_mouse else hand.presses("Ctrl+3")
    yield hand.sees(lambda: window.current_page == PageKey.OIT, "the items")
    table = window.page(PageKey.OIT).table
    if by_mouse:
        yield hand.turns_wheel_to(lambda: cell(table, "9.3", "title"))
        yield hand.clicks(cell(table, "9.3", "title"))
        yield hand.clicks(button("มอบหมาย"))
    else:
        yield hand.walks_until("Down", lambda: table.current_row().id == "9.3")
        yield hand.presses("Ctrl+M")
    yield hand.types("ฝ่ายการคลัง", "Enter")
    yield hand.types(day, "Enter")


@pytest.mark.in_turn
@pytest.mark.parametrize("only", ["mouse", "keys"])
def test_the_group_is_assigned(window: Window, only: str) -> None:
    hand = Hand(only)
    hand.does(assign_group(window, hand, "30/4/68"), at_most=AT_MOST)
    check(window, date(2025, 4, 30))


@pytest.mark.in_turn
def test_who_was_typed_is_seen_ticked_while_the_date_is_typed(window: Window, keys: Hand) -> None:
    def task() -> Task:
        yield keys.presses("Ctrl+3")
        yield keys.presses("Ctrl+M")
        yield keys.types("ฝ่ายพัฒนาชุมชน", "Enter")
        box = button("ฝ่ายพัฒนาชุมชน").widget
        assert box.isChecked()
        assert box.visibleRegion().boundingRect() == box.rect()

    keys.does(task())
