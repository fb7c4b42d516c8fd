"""The attendance list by people: one line for each, with all capacities."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.domain.attendance import Attendee, attendees
from ita_desktop.domain.meetings import Attendance, Meeting, MeetingBody, Presence
from ita_desktop.domain.records import GroupOf, Member, MemberKind, Person, Unit, UnitKind
from ita_desktop.domain.roster.orders import Tenure
from ita_desktop.domain.year import YearData
from tests.documents.factories.papers import BODIES, YEAR, bare_year

DAY = date(2024, 11, 8)
MEETING = Meeting(id="one", year_id=YEAR, number=1, day=DAY)
UNITS = (
    Unit(id="office", name="สำนักงานเขตตัวอย่าง", kind=UnitKind.OFFICE),
    Unit(id="admin", name="ฝ่ายปกครอง", kind=UnitKind.SECTION),
    Unit(id="works", name="ฝ่ายโยธา", kind=UnitKind.SECTION),
    Unit(id="sections", name="ทุกฝ่าย", kind=UnitKind.GROUP, group_of=GroupOf.SECTIONS),
)
PEOPLE = (
    Person(id="head", prefix="นาง", name="ตัวอย่าง หัวหน้า", job_title="หัวหน้าฝ่ายปกครอง"),
    Person(id="clerk", prefix="นางสาว", name="ตัวอย่าง หนึ่ง", job_title="นักจัดการงานทั่วไปปฏิบัติการ"),
    Person(id="works-head", prefix="นาย", name="ตัวอย่าง โยธา"),
)
TENURES = (
    Tenure(id="t1", person_id="works-head", post="หัวหน้าฝ่ายโยธา"),
    Tenure(id="t2", person_id="works-head", post="ผู้อำนวยการเขต", acting="รักษาราชการแทน"),
)


def _member(key: str, body: str, role: str, post: str = "", **more: object) -> Member:
    kind = MemberKind.POST
    if more.get("person_id"):
        kind = MemberKind.PERSON
    elif "ทุก" in post:
        kind = MemberKind.GROUP
    return Member(id=key, body_id=body, kind=kind, role=role, post=post, **more)  # type: ignore[arg-type]


MEMBERS = (
    _member("director", "b1", "ประธานกรรมการ", "ผู้อำนวยการเขต"),
    _member("heads", "b1", "กรรมการ", "หัวหน้าฝ่ายทุกฝ่าย"),
    _member("secretary", "b1", "กรรมการและเลขานุการ", "หัวหน้าฝ่ายปกครอง", unit_id="admin"),
    _member("clerk1", "b1", "ผู้ช่วยเลขานุการ", "นักจัดการงานทั่วไปปฏิบัติการ", person_id="clerk"),
    _member("vice", "b2", "รองประธานคณะทำงาน", "หัวหน้าฝ่ายปกครอง"),
    _member("clerk2", "b2", "คณะทำงานและเลขานุการ", "นักจัดการงานทั่วไปปฏิบัติการ", person_id="clerk"),
)
ROWS = (
    Attendance(id="r-director", meeting_id="one", member_id="director", position=0),
    Attendance(
        id="r-heads-admin",
        meeting_id="one",
        member_id="heads",
        post="หัวหน้าฝ่ายปกครอง",
        unit_id="admin",
        position=1,
    ),
    Attendance(
        id="r-heads-works",
        meeting_id="one",
        member_id="heads",
        post="หัวหน้าฝ่ายโยธา",
        unit_id="works",
        position=2,
    ),
    Attendance(id="r-secretary", meeting_id="one", member_id="secretary", position=3),
    Attendance(id="r-clerk1", meeting_id="one", member_id="clerk1", position=4),
    Attendance(id="r-vice", meeting_id="one", member_id="vice", position=5),
    Attendance(id="r-clerk2", meeting_id="one", member_id="clerk2", position=6),
)


def year(rows: tuple[Attendance, ...] = ROWS, **more: object) -> YearData:
    bodies = tuple(
        MeetingBody(id=f"mb-{one.id}", meeting_id="one", body_id=one.id, position=place)
        for place, one in enumerate(BODIES)
    )
    known: dict[str, object] = {"people": PEOPLE, "tenures": TENURES}
    return bare_year(
        units=UNITS,
        members=MEMBERS,
        meetings=(MEETING,),
        meeting_bodies=bodies,
        attendances=rows,
        **(known | more),
    )


def by_name(data: YearData) -> dict[str, Attendee]:
    return {attendee.name or attendee.posts[0]: attendee for attendee in attendees(data, MEETING)}


def test_who_sits_in_three_places_is_one_line_with_all_roles() -> None:
    lines = by_name(year())
    head = lines["นางตัวอย่าง หัวหน้า"]
    assert head.roles == ("กรรมการและเลขานุการ", "รองประธานคณะทำงาน")
    assert head.posts == ("หัวหน้าฝ่ายปกครอง",)
    clerk = lines["นางสาวตัวอย่าง หนึ่ง"]
    assert (clerk.body_id, clerk.roles) == ("b1", ("ผู้ช่วยเลขานุการ", "คณะทำงานและเลขานุการ"))
    assert {row.id for row in clerk.rows} == {"r-clerk1", "r-clerk2"}


def test_a_head_who_acts_for_the_director_stands_once_where_the_director_does() -> None:
    first, *_ = attendees(year(), MEETING)
    assert first.name == "นายตัวอย่าง โยธา"
    assert first.posts == ("หัวหน้าฝ่ายโยธา", "รักษาราชการแทน ผู้อำนวยการเขตตัวอย่าง")
    assert first.roles == ("ประธานกรรมการ",)
    assert len(attendees(year(), MEETING)) == 3


def test_a_post_that_nobody_is_known_to_hold_is_one_line_without_a_name() -> None:
    lines = attendees(year(people=PEOPLE[1:2], tenures=()), MEETING)
    assert [(line.name, line.posts) for line in lines] == [
        ("", ("ผู้อำนวยการเขตตัวอย่าง",)),
        ("", ("หัวหน้าฝ่ายโยธา",)),
        ("", ("หัวหน้าฝ่ายปกครอง",)),
        ("นางสาวตัวอย่าง หนึ่ง", ("นักจัดการงานทั่วไปปฏิบัติการ",)),
    ]


def test_a_name_that_was_typed_in_the_list_holds_for_its_place() -> None:
    rows = (replace(ROWS[0], name="Mr. Example Director"), *ROWS[1:])
    first, *_ = attendees(year(rows), MEETING)
    assert (first.name, first.posts) == ("Mr. Example Director", ("ผู้อำนวยการเขตตัวอย่าง",))


def test_nobody_is_there_before_it_was_said_and_what_is_said_once_holds_for_the_person() -> None:
    assert {attendee.presence for attendee in attendees(year(), MEETING)} == {Presence.UNKNOWN}
    rows = tuple(
        replace(row, presence=Presence.ABSENT, reason="ติดราชการ") if row.id == "r-vice" else row
        for row in ROWS
    )
    head = by_name(year(rows))["นางตัวอย่าง หัวหน้า"]
    assert (head.presence, head.reason) == (Presence.ABSENT, "ติดราชการ")
    assert len(head.rows) == 3


def test_what_was_noted_differently_stays_apart() -> None:
    rows = tuple(
        replace(row, presence=Presence.ABSENT)
        if row.id == "r-vice"
        else replace(row, presence=Presence.PRESENT)
        for row in ROWS
    )
    of_head = [
        attendee
        for attendee in attendees(year(rows), MEETING)
        if attendee.name == "นางตัวอย่าง หัวหน้า"
    ]
    assert [attendee.presence for attendee in of_head] == [Presence.PRESENT, Presence.ABSENT]


@given(
    st.lists(st.sampled_from(["", "head", "clerk", "works-head"]), min_size=7, max_size=7),
    st.lists(st.sampled_from(list(Presence)), min_size=7, max_size=7),
)
def test_each_place_is_in_just_one_line_and_nothing_noted_is_hidden(
    people: list[str], text: list[Presence]
) -> None:
    rows = tuple(
        replace(row, person_id=person or None, presence=presence)
        for row, person, presence in zip(ROWS, people, text, strict=True)
    )
    lines = attendees(year(rows), MEETING)
    assert sorted(row.id for line in lines for row in line.rows) == sorted(row.id for row in rows)
    for line in lines:
        noted = {row.presence for row in line.rows} - {Presence.UNKNOWN}
        assert noted <= {line.presence}


def guest(key: str, **fields: object) -> Attendance:
    return Attendance(id=key, meeting_id="one", position=9, **fields)  # type: ignore[arg-type]


def test_guests_stand_last_each_in_a_line_even_of_a_member_s_name() -> None:
    rows = (
        guest("later", name="นายแขก สอง", post="ผู้สังเกตการณ์"),
        replace(guest("unnamed", post="ผู้แทนสำนักงาน"), position=8),
        guest("same", name="นางตัวอย่าง หัวหน้า"),
        guest("person", person_id="clerk"),
        *ROWS,
    )
    found = attendees(year(rows), MEETING)
    assert [line.id for line in found][3:] == ["unnamed", "later", "same", "person"]
    assert [line.body_id for line in found] == ["b1"] * 3 + [""] * 4
    assert [line.name for line in found][3:] == [
        "", "นายแขก สอง", "นางตัวอย่าง หัวหน้า", "นางสาวตัวอย่าง หนึ่ง",
    ]  # fmt: skip
    assert [line.posts for line in found][3:5] == [("ผู้แทนสำนักงาน",), ("ผู้สังเกตการณ์",)]


def test_a_person_who_came_for_a_post_is_told_as_acting_if_that_was_so_on_the_day() -> None:
    chosen = replace(ROWS[0], person_id="works-head")
    first, *_ = attendees(year((chosen,)), MEETING)
    assert "รักษาราชการแทน ผู้อำนวยการเขตตัวอย่าง" in first.posts
    other = replace(ROWS[0], person_id="clerk")
    first, *_ = attendees(year((other,)), MEETING)
    assert first.name == "นางสาวตัวอย่าง หนึ่ง"
    assert not any("รักษาราชการแทน" in post for post in first.posts)
