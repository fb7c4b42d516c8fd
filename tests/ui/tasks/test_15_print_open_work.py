"""Task 15: find today's open work of one unit and print it; four actions."""

from pathlib import Path

import pytest

from ita_desktop.documents.reports.oit import assignments as oit_assignments
from ita_desktop.services.documents import exporting
from ita_desktop.ui.pages.documents.preview import PreviewPages
from ita_desktop.ui.pages.oit.rows import OPEN
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.support.plain_text import plain_text
from tests.ui.tasks.hand import Hand, Spot, Task, button, words

AT_MOST = 4
UNIT = "ฝ่ายการคลัง"


def open_work(window: Window) -> set[str]:
    """The items that the unit owns, alone or as one of a group, and that are not complete."""
    rows = window.page(PageKey.OIT).table.sheet.all_rows()
    unit = next(unit for unit in window.session.data.units if unit.name == UNIT)
    return {row.id for row in rows if unit.id in row.unit_ids and row.state in OPEN}


def is_ready(window: Window) -> bool:
    """Just that work stands in the preview, as it will be printed."""
    page = window.page(PageKey.DOCUMENTS)
    return (
        window.current_page == PageKey.DOCUMENTS
        and page.row is not None
        and page.row.id == "oit-assignments"
        and page.pane.pages is not None
        and page.pane.print_button.isEnabled()
    )


def check(window: Window) -> None:
    """The document has the open items of the unit and none else, and says whose they are."""
    page = window.page(PageKey.DOCUMENTS)
    wanted = open_work(window)
    assert wanted
    assert set(page.context.items) == wanted
    document = oit_assignments.build(page.context, page.digits(page.row))
    assert page.pane.pages.pdf == exporting.render(page.context, "oit-assignments")
    text = plain_text(document)
    assert f"ส่วนที่{UNIT}รับผิดชอบ" in text
    assert f"เฉพาะ {len(wanted)} ข้อ" in text


def unit_row(window: Window) -> Spot:
    """The unit's line on ภาพรวม."""
    units = window.page(PageKey.OVERVIEW).units
    area = units.list.visualRect(units.list.model().index(_place(window), 0))
    return Spot(units.list.ground, area, UNIT)


def _place(window: Window) -> int:
    units = window.page(PageKey.OVERVIEW).units
    return next(number for number, row in enumerate(units.rows) if row.cells[0].text == UNIT)


def check_printed(window: Window, printed: Path) -> None:
    check(window)
    assert words(window.message.message.sentence).startswith("พิมพ์")
    assert len(PreviewPages(printed.read_bytes())) == len(window.page(PageKey.DOCUMENTS).pane.pages)


def print_open_work(window: Window, hand: Hand) -> Task:
    if hand.only == "mouse":
        yield hand.turns_wheel_to(lambda: unit_row(window))
        yield hand.clicks(unit_row(window))
        yield hand.sees(lambda: button("ยังไม่เสร็จ"), "the items")
        yield hand.clicks(button("ยังไม่เสร็จ"))
        yield hand.clicks(button("พิมพ์ตาราง"))
        yield hand.sees(lambda: is_ready(window), "the preview")
        yield hand.clicks(button("พิมพ์"))
    else:
        yield hand.presses("Ctrl+K")
        yield hand.types(f"งานค้าง {UNIT}", "Enter")
        yield hand.sees(lambda: window.current_page == PageKey.OIT, "the items of the unit")
        yield hand.presses("Ctrl+P")
        yield hand.sees(lambda: is_ready(window), "the preview")
        yield hand.presses("Ctrl+P")
    yield hand.sees(lambda: window.message.message is not None, "that it was printed")


@pytest.mark.in_turn
@pytest.mark.parametrize("only", ["mouse", "keys"])
def test_open_work_of_a_unit_is_printed(window: Window, only: str, printed: Path) -> None:
    hand = Hand(only)
    hand.does(print_open_work(window, hand), at_most=AT_MOST)
    check_printed(window, printed)
