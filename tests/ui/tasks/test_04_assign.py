"""Task 4: give all items of 9.3 to ฝ่ายการคลัง with one due date; six actions."""

from datetime import date

from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.ui.tasks.hand import Hand, Task, button, cell, words

AT_MOST = 6
DUE = date(2025, 4, 30)


def check(window: Window) -> None:
    """All of 9.3 and nothing else belongs to the unit, and the table says so."""
    data = window.session.data
    codes = [item.code for item in data.framework.items if item.indicator == "9.3"]
    assert len(codes) == 3
    table = window.page(PageKey.OIT).table
    assert table.isVisible()
    for code in codes:
        assert [data.owner_label(owner) for owner in data.owners_of_item(code)] == ["ฝ่ายการคลัง"]
        assert data.assignment_by_item[code].due == DUE
        line = table.sheet.place(code)
        shown = {
            key: table.sheet.index(line, table.sheet.column_index(key)).data()
            for key in ("owners", "due")
        }
        assert words(shown["owners"]) == "ฝ่ายการคลัง"
        assert words(shown["due"]) == "30 เม.ย. 68"
    assert words(window.message.message.sentence) == "มอบหมาย 3 ข้อแล้ว"


def test_the_group_is_assigned_by_mouse(window: Window, mouse: Hand) -> None:
    def task() -> Task:
        yield mouse.clicks(button("งาน OIT"))
        table = window.page(PageKey.OIT).table
        yield mouse.turns_wheel_to(lambda: cell(table, "9.3", "title"))
        yield mouse.clicks(cell(table, "9.3", "title"))
        yield mouse.clicks(button("มอบหมาย"))
        yield mouse.types("ฝ่ายการคลัง", "Enter")
        yield mouse.types("30/4/68", "Enter")

    mouse.does(task(), at_most=AT_MOST)
    check(window)


def test_the_group_is_assigned_by_keyboard(window: Window, keys: Hand) -> None:
    def task() -> Task:
        yield keys.presses("Ctrl+3")
        table = window.page(PageKey.OIT).table
        yield keys.walks_until("Down", lambda: table.current_row().id == "9.3")
        yield keys.presses("Ctrl+M")
        yield keys.types("ฝ่ายการคลัง", "Enter")
        yield keys.types("30/4/68", "Enter")

    keys.does(task(), at_most=AT_MOST)
    check(window)


def test_who_was_typed_is_seen_ticked_while_the_date_is_typed(window: Window, keys: Hand) -> None:
    def task() -> Task:
        yield keys.presses("Ctrl+3")
        yield keys.presses("Ctrl+M")
        yield keys.types("ฝ่ายพัฒนาชุมชน", "Enter")
        box = button("ฝ่ายพัฒนาชุมชน").widget
        assert box.isChecked()
        assert box.visibleRegion().boundingRect() == box.rect()

    keys.does(task())
