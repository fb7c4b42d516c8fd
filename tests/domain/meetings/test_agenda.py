"""What stands in the calendar of the year for a meeting."""

from dataclasses import replace
from datetime import date

import pytest

from ita_desktop.domain.meetings.agenda import (
    bodies_named,
    is_first,
    meeting_before,
    number_of,
    open_actions,
    stands_for_meeting,
)
from ita_desktop.domain.meetings.meetings import ActionItem, Meeting, MeetingBody
from ita_desktop.domain.records import CalendarDate
from ita_desktop.domain.year import YearData
from tests.documents.year_factory import year_2566


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


MEETINGS = tuple(Meeting(id=f"m{number}", year_id="year", number=number) for number in (3, 1, 2, 4))
"""The first is of one body, the second and third of the other, the last of nobody named."""


def met() -> YearData:
    bodies = {"m1": "b1", "m2": "b2", "m3": "b2"}
    return replace(
        year_2566(),
        meetings=MEETINGS,
        meeting_bodies=tuple(
            MeetingBody(id=meeting, meeting_id=meeting, body_id=body)
            for meeting, body in bodies.items()
        ),
        action_items=tuple(
            ActionItem(id=f"{meeting}{done}", meeting_id=meeting, text="ทำ", done=done)
            for meeting in ("m1", "m2", "m3")
            for done in (None, date(2025, 1, 15))
        ),
    )


def test_what_came_before_is_a_meeting_of_the_same_body() -> None:
    data = met()
    third, first, second, fourth = MEETINGS
    assert [meeting_before(data, one) for one in MEETINGS] == [second, None, None, third]
    assert [action.meeting_id for action in open_actions(data, third)] == ["m2"]
    assert open_actions(data, second) == open_actions(data, first) == ()
    assert sorted(action.meeting_id for action in open_actions(data, fourth)) == ["m1", "m2", "m3"]
    assert [is_first(one) for one in MEETINGS] == [False, True, False, False]
    assert number_of(third, 2568) == "3/2568"
