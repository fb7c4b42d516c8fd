"""What stands in the calendar of the year for a meeting."""

from datetime import date

import pytest

from ita_desktop.domain.meetings.agenda import bodies_named, stands_for_meeting
from ita_desktop.domain.records import CalendarDate


@pytest.mark.parametrize(
    ("code", "title", "stands"),
    [
        ("first_meeting", "ประชุมชี้แจง", True),
        ("", "ประชุมคณะทำงาน ครั้งที่ 2", True),
        ("", "ประชุมคณะทำงาน ครั้งที่2/2568", True),
        ("", "ประชุมคณะทำงาน", False),
        ("oit_close", "ปิดรับข้อมูล ครั้งที่ 1", False),
    ],
)
def test_a_day_of_the_calendar_stands_for_a_meeting(code: str, title: str, stands: bool) -> None:
    day = CalendarDate(id="d", year_id="y", day=date(2025, 1, 15), title=title, code=code)
    assert stands_for_meeting(day) is stands


def test_a_meeting_without_bodies_is_called_by_both() -> None:
    assert bodies_named(()) == "คณะกรรมการและคณะทำงาน"
