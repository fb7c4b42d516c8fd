"""A day of another fiscal year is kept as it was put in, told at once, and can be undone."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.services import meetings, tracking
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.widgets.message import Tidings
from tests.ui.keyboard import press, type_text

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


def test_a_due_date_of_another_year_is_kept_told_and_undone(oit, window) -> None:
    before = window.session.data.assignment_by_item["O9"].due
    type_text("31/1/69")
    press(Key.Key_Return)
    assert window.session.data.assignment_by_item["O9"].due == date(2026, 1, 31)
    assert "กำหนดส่ง 31 ม.ค. 69 อยู่ในปีงบประมาณ 2569 ไม่ใช่ 2568" in _told(window)
    assert window.message.message.tidings is Tidings.WARNING
    window.message._act()
    assert window.session.data.assignment_by_item["O9"].due == before
    assert "2569" not in _told(window)


def test_the_doubt_goes_when_the_day_is_mended(oit, window) -> None:
    type_text("31/1/69")
    press(Key.Key_Return)
    assert "2569" in _told(window)
    oit.table.go_to("O9", "due")
    type_text("31/1/68")
    press(Key.Key_Return)
    assert "2569" not in _told(window)


def test_days_of_the_record_and_of_meetings_are_told_too(window) -> None:
    session = window.session
    measure = session.data.measures[0].id
    tracking.record(session.workspace, session.year, measure, text="ทำแล้ว", day=date(2026, 1, 31))
    assert "วันที่ทำ 31 ม.ค. 69" in _told(window)
    meetings.add(session.workspace, session.year, day=date(2023, 1, 31))
    assert "วันประชุม 31 ม.ค. 66" in _told(window)


@pytest.mark.parametrize(("typed", "told"), [("30/9/67", False), ("30/9/66", True)])
def test_data_as_of_the_end_of_the_year_before_are_no_doubt(oit, window, typed, told) -> None:
    oit.table.edit_cell("O9", "as_of")
    type_text(typed)
    press(Key.Key_Return)
    assert ("ข้อมูล ณ วันที่" in _told(window)) is told
