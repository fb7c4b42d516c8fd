"""A day of another fiscal year is kept as it was put in, told at once, and can be undone."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.services import tracking
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.meetings import meetings
from ita_desktop.services.roster import orders
from ita_desktop.services.years import calendar
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.widgets.status import MessageKind
from tests.ui.support.keyboard import press, type_text

Key = Qt.Key


@pytest.fixture
def oit(window, qtbot):
    window.go(PageKey.OIT)
    shown = window.page(PageKey.OIT)
    qtbot.waitUntil(shown.table.hasFocus)
    shown.table.go_to("O9", "due")
    return shown


def _told(window) -> str:
    QApplication.processEvents()
    message = window.message.message
    return message.sentence if message is not None else ""


@pytest.mark.in_turn
def test_a_due_date_of_another_year_is_kept_told_and_undone(oit, window) -> None:
    before = window.session.data.assignment_by_item["O9"].due
    type_text("31/1/69")
    press(Key.Key_Return)
    assert window.session.data.assignment_by_item["O9"].due == date(2026, 1, 31)
    assert "กำหนดส่ง 31 ม.ค. 69 อยู่ในปีงบประมาณ 2569 ไม่ใช่ 2568" in _told(window)
    assert window.message.message.kind is MessageKind.WARNING
    window.message._act()
    assert window.session.data.assignment_by_item["O9"].due == before
    assert "2569" not in _told(window)


@pytest.mark.in_turn
def test_the_doubt_goes_when_the_day_is_mended(oit, window) -> None:
    type_text("31/1/69")
    press(Key.Key_Return)
    assert "2569" in _told(window)
    oit.table.go_to("O9", "due")
    type_text("31/1/68")
    press(Key.Key_Return)
    assert "2569" not in _told(window)


@pytest.mark.in_turn
def test_days_of_the_record_and_of_meetings_are_told_too(window) -> None:
    session = window.session
    measure = session.data.measures[0].id
    tracking.record(session.workspace, session.year, measure, text="ทำแล้ว", day=date(2024, 1, 31))
    assert "วันที่ทำ 31 ม.ค. 67" in _told(window)
    meetings.add(session.workspace, session.year, day=date(2023, 1, 31))
    assert "วันประชุม 31 ม.ค. 66" in _told(window)


@pytest.mark.in_turn
def test_days_of_orders_rounds_and_the_calendar_are_told_too(window) -> None:
    session = window.session
    year = session.year
    order = orders.add(session.workspace, year)
    orders.edit(session.workspace, year, [CellEdit(order, "signed", date(2026, 1, 31))])
    assert "วันที่ลงนามคำสั่ง 31 ม.ค. 69 อยู่ในปีงบประมาณ 2569 ไม่ใช่ 2568" in _told(window)
    orders.edit(session.workspace, year, [CellEdit(order, "signed", date(2024, 11, 1))])
    assert "2569" not in _told(window)
    orders.edit(session.workspace, year, [CellEdit(order, "effective", date(2026, 2, 1))])
    assert "วันมีผลของคำสั่ง 1 ก.พ. 69" in _told(window)
    tracking.add_round(session.workspace, year, "รอบพิเศษ", date(2025, 9, 1), date(2025, 10, 31))
    assert "วันสุดท้ายของรอบ 31 ต.ค. 68 อยู่ในปีงบประมาณ 2569" in _told(window)
    calendar.add(session.workspace, year, "วันประกาศผล", date(2023, 10, 1))
    assert "วันสำคัญ 1 ต.ค. 66" in _told(window)
    calendar.add(session.workspace, year, "วันประชุม", date(2025, 3, 1))
    assert "วันสำคัญ" not in _told(window)


@pytest.mark.in_turn
def test_a_typed_day_of_the_calendar_is_told_in_its_table(window, qtbot) -> None:
    window.go(PageKey.YEAR, "calendar")
    table = window.page(PageKey.YEAR).dates.table
    table.setFocus()
    table.go_to(table.sheet.all_rows()[0].id, "day")
    type_text("31/1/69")
    press(Key.Key_Return)
    assert "วันสำคัญ 31 ม.ค. 69" in _told(window)


@pytest.mark.in_turn
@pytest.mark.parametrize(("typed", "described"), [("30/9/67", False), ("30/9/66", True)])
def test_data_as_of_the_end_of_the_year_before_are_no_doubt(oit, window, typed, described) -> None:
    oit.table.edit_cell("O9", "as_of")
    type_text(typed)
    press(Key.Key_Return)
    assert ("ข้อมูล ณ วันที่" in _told(window)) is described
