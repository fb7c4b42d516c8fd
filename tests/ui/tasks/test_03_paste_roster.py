"""Task 3: paste 36 roster rows from Excel, all in place; three actions."""

import csv

import pytest

from ita_desktop.services.roster import roster
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.support.places import FIXTURES
from tests.ui.tasks.excel import copy_from_excel
from tests.ui.tasks.hand import Hand, Task, button, entry, words

AT_MOST = 3
ROSTER = FIXTURES / "roster_2568.csv"
HEADINGS = ["ลำดับ", "ชื่อ - สกุล", "ตำแหน่ง", "สังกัด", "บทบาท"]


@pytest.fixture
def rows() -> list[list[str]]:
    """The working group as a clerk keeps it in Excel: number, name, position, unit, role."""
    with ROSTER.open(encoding="utf-8") as file:
        listed = [one for one in csv.DictReader(file) if one["body"] == "คณะทำงาน"]
    assert len(listed) == 36
    return [
        [str(number), one["name"], one["position"], one["department"], one["role"]]
        for number, one in enumerate(listed, 1)
    ]


def in_place(window: Window) -> bool:
    page = window.page(PageKey.ROSTER)
    return page.table.isVisible() and len(window.session.data.members) == 36


def check_stored(window: Window, rows: list[list[str]]) -> None:
    listed = {body.name: some for body, some in roster.rows(window.session.data) if some}
    assert list(listed) == ["คณะทำงาน"]
    assert [[row.name, row.post, row.unit, row.role] for row in listed["คณะทำงาน"]] == [
        row[1:] for row in rows
    ]


def check(window: Window, rows: list[list[str]]) -> None:
    """Every row stands in the file and in the table as it stood in Excel, in its order."""
    check_stored(window, rows)
    page = window.page(PageKey.ROSTER)
    assert page.table.isVisible()
    assert page.table.hasFocus()
    sheet = page.table.sheet
    name = sheet.column_index("name")
    shown = [
        words(sheet.index(at, name).data())
        for at, line in enumerate(sheet.lines)
        if line.group is None
    ]
    assert shown == [row[1] for row in rows]
    assert "36" in words(window.message.message.sentence)


@pytest.mark.in_turn
def test_rows_are_pasted_on_the_empty_page(fresh: Window, rows) -> None:
    """One hand points, the other holds Ctrl+V, as in Excel."""
    hand = Hand()
    copy_from_excel(rows)

    def task() -> Task:
        yield hand.clicks(button("คณะกรรมการ"))
        yield hand.presses("Ctrl+V")
        yield hand.sees(lambda: button("รับ 36 รายการ"))
        yield hand.clicks(button("รับ 36 รายการ"))
        yield hand.sees(lambda: in_place(fresh))

    hand.does(task(), at_most=AT_MOST)
    check(fresh, rows)


@pytest.mark.in_turn
def test_a_list_is_pasted_by_mouse_where_the_file_opens(fresh: Window, mouse: Hand, rows) -> None:
    """By its headings it is known on any page."""
    copy_from_excel([HEADINGS, *rows])

    def task() -> Task:
        yield from mouse.opens_menu("แก้ไข")
        yield mouse.clicks(entry("วาง"))
        yield mouse.sees(lambda: button("รับ 36 รายการ"))
        yield mouse.clicks(button("รับ 36 รายการ"))
        yield mouse.sees(lambda: len(fresh.session.data.members) == 36)

    mouse.does(task(), at_most=AT_MOST)
    assert "36" in words(fresh.message.message.sentence)
    check_stored(fresh, rows)


@pytest.mark.in_turn
def test_rows_without_headings_are_pasted_by_mouse(fresh: Window, mouse: Hand, rows) -> None:
    """Where nothing says what rows are, there is a page more to open, which offers to paste."""
    copy_from_excel(rows)

    def task() -> Task:
        yield mouse.clicks(button("คณะกรรมการ"))
        yield mouse.clicks(button("วางตารางจาก Excel"))
        yield mouse.sees(lambda: button("รับ 36 รายการ"))
        yield mouse.clicks(button("รับ 36 รายการ"))
        yield mouse.sees(lambda: in_place(fresh))

    mouse.does(task(), at_most=AT_MOST)
    check(fresh, rows)


@pytest.mark.in_turn
@pytest.mark.parametrize("headings", [[], [HEADINGS]], ids=["rows", "with headings"])
def test_rows_are_pasted_by_keyboard(fresh: Window, keys: Hand, rows, headings) -> None:
    copy_from_excel([*headings, *rows])

    def task() -> Task:
        yield keys.presses("Ctrl+2")
        yield keys.presses("Ctrl+V")
        yield keys.sees(lambda: button("รับ 36 รายการ"))
        yield keys.presses("Enter")
        yield keys.sees(lambda: in_place(fresh))

    keys.does(task(), at_most=AT_MOST)
    check(fresh, rows)
