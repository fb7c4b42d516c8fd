"""What stands in the calendar of the year for a meeting."""

from dataclasses import replace
from datetime import date

import pytest

from ita_desktop.domain.agenda import (
    bodies_named,
    called_number,
    has_meeting_instead,
    is_first,
    kind_of,
    lines,
    meeting_before,
    number_of,
    open_actions,
    uncounted,
    unresolved,
)
from ita_desktop.domain.meetings import ActionItem, AgendaItem, AgendaKind, Meeting, MeetingBody
from ita_desktop.domain.records import Body, BodyKind, CalendarDate
from ita_desktop.domain.year import YearData
from tests.documents.factories.papers import bare_year
from tests.documents.factories.year import year_2566


@pytest.mark.parametrize(
    ("code", "title", "same_day", "other_day"),
    [
        ("first_meeting", "ประชุมชี้แจง", True, True),
        ("", "ประชุมคณะทำงาน ครั้งที่ 2", True, False),
        ("", "ประชุมคณะทำงาน ครั้งที่2/2568", True, False),
        ("", "ประชุมคณะทำงาน", False, False),
        ("oit_close", "ปิดรับข้อมูล ครั้งที่ 1", False, False),
    ],
)
def test_a_day_of_the_calendar_gives_way_to_its_meeting(
    code: str, title: str, same_day: bool, other_day: bool
) -> None:
    """The first meeting is not told twice, on its day and on the one that was planned."""
    day = CalendarDate(id="d", year_id="y", day=date(2025, 1, 15), title=title, code=code)
    for held, instead in ((day.day, same_day), (date(2025, 1, 20), other_day), (None, False)):
        meeting = Meeting(id="m", year_id="y", number=1, day=held)
        assert has_meeting_instead(bare_year(meetings=(meeting,)), day) is instead


@pytest.mark.parametrize(
    ("title", "instead"),
    [
        ("ประชุมคณะทำงาน ครั้งที่ 2/2568", True),
        ("ประชุมคณะกรรมการอำนวยการและคณะทำงาน ITA ครั้งที่ ๒", True),
        ("ประชุมคณะทำงาน ครั้งที่ 2/2567", False),
        ("ประชุมคณะทำงาน ครั้งที่ 3/2568", False),
        ("ประชุมหัวหน้าฝ่าย ครั้งที่ 2/2568", False),
    ],
)
def test_a_meeting_that_was_moved_is_not_told_on_its_former_day(title: str, instead: bool) -> None:
    day = CalendarDate(id="d", year_id="y", day=date(2025, 3, 20), title=title, code="")
    year = bare_year(meetings=(Meeting(id="m", year_id="y", number=2, day=date(2025, 3, 25)),))
    year = replace(year, fiscal_year=replace(year.fiscal_year, year=2568))
    assert has_meeting_instead(year, day) is instead


@pytest.mark.parametrize(
    ("meets", "title", "called", "that_day"),
    [
        ("s", "ประชุมคณะทำงาน ครั้งที่ 2/2568", 0, False),
        ("s", "ประชุมคณะกรรมการ ครั้งที่ 2", 2, True),
        ("s", "ประชุมคณะกรรมการอำนวยการและคณะทำงาน ครั้งที่ 2", 0, True),
        ("w", "ประชุมคณะทำงาน ครั้งที่ 2", 2, True),
        ("w", "ประชุมคณะกรรมการ ครั้งที่ 2", 0, False),
        ("w", "ประชุมคณะทำงานเว็บไซต์ ครั้งที่ 2", 0, False),
        ("x", "ประชุมคณะทำงานเว็บไซต์ ครั้งที่ 2", 2, True),
        ("x", "ประชุมคณะทำงาน ครั้งที่ 2", 0, False),
        ("wx", "ประชุมคณะทำงานและคณะทำงานเว็บไซต์ ครั้งที่ 2", 2, True),
        ("swx", "ประชุมคณะทำงาน ครั้งที่ 2", 2, True),
        ("", "ประชุมคณะทำงาน ครั้งที่ 2", 2, True),
    ],
)
def test_a_date_calls_no_meeting_of_another_body(
    meets: str, title: str, called: int, *, that_day: bool
) -> None:
    """Neither as planned for it, nor, where it stands on the day of one, as told by that."""
    names = {"s": "คณะกรรมการอำนวยการ", "w": "คณะทำงาน", "x": "คณะทำงานเว็บไซต์"}
    bodies = tuple(
        Body(id=key, year_id="year", name=name, kind=BodyKind.OTHER) for key, name in names.items()
    )
    year = replace(
        bare_year(),
        bodies=bodies,
        order_bodies=(),
        meetings=(Meeting(id="m", year_id="year", number=2, day=date(2025, 1, 10)),),
        meeting_bodies=tuple(
            MeetingBody(id=key, meeting_id="m", body_id=key, position=at)
            for at, key in enumerate(meets)
        ),
    )
    assert called_number(year, year.bodies_of_meeting("m"), title) == called
    day = CalendarDate(id="d", year_id="year", day=date(2025, 1, 20), title=title, code="")
    assert has_meeting_instead(year, day) is bool(called)
    assert has_meeting_instead(year, replace(day, day=date(2025, 1, 10))) is that_day


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
    assert [action.id for action in open_actions(data, third)] == ["m2None"]
    assert open_actions(data, second) == open_actions(data, first) == ()
    assert sorted(action.meeting_id for action in open_actions(data, fourth)) == ["m1", "m2", "m3"]
    assert [is_first(one) for one in MEETINGS] == [False, True, False, False]
    assert number_of(third, 2568) == "3/2568"


def item(key: str, position: int, parent: str | None = None, **fields) -> AgendaItem:
    fields.setdefault("title", key)
    return AgendaItem(id=key, meeting_id="m", parent_id=parent, position=position, **fields)


ITEMS = (
    item("third", 2),
    item("second", 1, number="5)"),
    item("first", 0),
    item("b", 1, "second"),
    item("a", 0, "second"),
    item("deep", 0, "a", number="-"),
    item("deeper", 0, "deep"),
    item("lost", 9, "removed"),
)


def test_numbers_run_on_from_what_was_typed_and_stand_below_it() -> None:
    found = {line.item.id: (line.number, line.depth, line.parents) for line in lines(ITEMS)}
    assert found == {
        "first": ("1", 0, ()),
        "second": ("5)", 0, ()),
        "a": ("5.1", 1, ("second",)),
        "deep": ("-", 2, ("second", "a")),
        "deeper": ("5.1.1.1", 3, ("second", "a", "deep")),
        "b": ("5.2", 1, ("second",)),
        "third": ("6", 0, ()),
        "lost": ("7", 0, ()),
    }
    assert list(found)[2:5] == ["a", "deep", "deeper"]


def test_a_typed_number_that_counting_gives_is_cleared() -> None:
    items = (item("a", 0, number="1."), item("b", 1), item("c", 2, number="3"),
             item("d", 3, number="9"), item("e", 4, number="10"))  # fmt: skip
    kept = {one.id: one.number for one in uncounted(items, {"a", "b", "d", "e"})}
    assert kept == {"a": "", "b": "", "c": "3", "d": "9", "e": ""}


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("เรื่องรับรองรายงานการประชุม", AgendaKind.MINUTES),
        ("เรื่องที่ประธานแจ้งให้ทราบ", AgendaKind.INFORM),
        ("เรื่องเพื่อทราบและพิจารณา", AgendaKind.CONSIDER),
        ("เรื่องสืบเนื่อง", AgendaKind.NOTE),
        ("เรื่องอื่น ๆ", AgendaKind.OTHER),
        ("พิธีเปิด", AgendaKind.FREE),
    ],
)
def test_a_heading_is_known_by_its_words(title: str, kind: AgendaKind) -> None:
    assert kind_of(title) is kind


def test_matters_without_a_resolution_are_named_where_they_stand_alone() -> None:
    second, first = (Meeting(id="m", year_id="y", number=number) for number in (2, 1))
    items = (
        item("minutes", 0, kind=AgendaKind.MINUTES),
        item("heading", 1, kind=AgendaKind.CONSIDER),
        item("open", 0, "heading"),
        item("done", 1, "heading", resolution="เห็นชอบ"),
        item("whole", 2, kind=AgendaKind.CONSIDER, resolution="ทราบ"),
        item("within", 0, "whole"),
    )
    own = lines(items)
    assert [line.item.id for line in unresolved(second, own)] == ["minutes", "open"]
    assert [line.item.id for line in unresolved(first, own)] == ["open"]
    detailed = lines((replace(items[0], detail="ครั้งที่ 1"), *items[1:]))
    assert [line.item.id for line in unresolved(second, detailed)] == ["open"]
