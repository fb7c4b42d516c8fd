"""Who holds a post on a day, whatever the post is called, as the register of people has it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.domain.meetings import Meeting
from ita_desktop.domain.records import Member, MemberKind, Person, Unit, UnitKind
from ita_desktop.domain.roster.holders import (
    Holder,
    director,
    held_words,
    holder_of,
    holder_on,
    holders_on,
    member_post,
    post_words,
    recorder,
    reviewer,
)
from ita_desktop.domain.roster.orders import Tenure
from ita_desktop.domain.year import YearData
from tests.documents.factories.papers import bare_year

CHANGE = date(2025, 1, 6)
UNITS = (
    Unit(id="office", name="สำนักงานเขตตัวอย่าง", kind=UnitKind.OFFICE),
    Unit(id="admin", name="ฝ่ายปกครอง", kind=UnitKind.SECTION),
    Unit(
        id="green",
        name="ฝ่ายสิ่งแวดล้อมและสุขาภิบาล",
        short_name="ฝ่ายสิ่งแวดล้อมฯ",
        kind=UnitKind.SECTION,
    ),
    Unit(id="school", name="โรงเรียนวัดตัวอย่าง", kind=UnitKind.SCHOOL),
)
PEOPLE = tuple(
    Person(id=name, prefix="นาย", name=f"ตัวอย่าง {name}", job_title=title)
    for name, title in (("a", "นักบริหาร"), ("b", "นักปกครอง"), ("c", ""), ("d", ""))
)


def year(*tenures: Tenure, people: tuple[Person, ...] = PEOPLE) -> YearData:
    return bare_year(units=UNITS, people=people, tenures=tenures)


def tenure(person: str, post: str, **more: object) -> Tenure:
    return Tenure(id=f"{person}-{post}", person_id=person, post=post, **more)  # type: ignore[arg-type]


def names(found: tuple[Holder, ...]) -> list[str]:
    return [holder.person.id for holder in found]


def test_a_post_changes_hands_on_its_day() -> None:
    data = year(
        tenure("a", "ผู้อำนวยการเขต", last=CHANGE - timedelta(1)),
        tenure("b", "ผู้อำนวยการเขต", first=CHANGE),
    )
    before, on = CHANGE - timedelta(1), CHANGE
    assert names(holders_on(data, "ผู้อำนวยการเขต", None, before)) == ["a"]
    assert names(holders_on(data, "ผู้อำนวยการเขต", None, on)) == ["b"]
    assert names(holders_on(data, "ผู้อำนวยการเขต", None, None)) == ["b"]


@given(st.dates(date(2024, 1, 1), date(2026, 12, 31)))
def test_one_of_two_who_follow_each_other_holds_a_post_on_any_day(day: date) -> None:
    data = year(
        tenure("a", "ผู้อำนวยการเขต", last=CHANGE - timedelta(1)),
        tenure("b", "ผู้อำนวยการเขต", first=CHANGE),
    )
    holder = holder_on(data, "ผู้อำนวยการเขตตัวอย่าง", None, day)
    assert holder is not None
    assert holder.person.id == ("a" if day < CHANGE else "b")


@pytest.mark.parametrize(
    ("held", "unit_of_held", "named", "unit_of_named"),
    [
        ("ผู้อำนวยการเขตตัวอย่าง", None, "ผู้อำนวยการเขต", "office"),
        ("ผู้อำนวยการเขต", "office", "ผู้อำนวยการเขตตัวอย่าง", None),
        ("หัวหน้าฝ่ายปกครอง", None, "หัวหน้าฝ่ายปกครอง สำนักงานเขตตัวอย่าง", None),
        ("หัวหน้าฝ่าย", "admin", "หัวหน้าฝ่ายปกครอง", "admin"),
        ("หัวหน้าฝ่ายสิ่งแวดล้อมฯ", None, "หัวหน้าฝ่ายสิ่งแวดล้อมและสุขาภิบาล", "green"),
        ("ผู้อำนวยการสถานศึกษา", "school", "ผู้อำนวยการโรงเรียนวัดตัวอย่าง", None),
        ("ผู้อำนวยการโรงเรียน", "school", "ผู้อำนวยการสถานศึกษา โรงเรียนวัดตัวอย่าง", None),
        ("นักประชาสัมพันธ์", "admin", "นักประชาสัมพันธ์ ฝ่ายปกครอง", None),
    ],
)
def test_a_post_is_known_however_it_is_written(
    held: str, unit_of_held: str | None, named: str, unit_of_named: str | None
) -> None:
    data = year(tenure("a", held, unit_id=unit_of_held))
    assert names(holders_on(data, named, unit_of_named, CHANGE)) == ["a"]


@pytest.mark.parametrize(
    "other",
    ["รองผู้อำนวยการเขต", "ผู้ช่วยผู้อำนวยการเขต", "หัวหน้าฝ่ายปกครอง", "ผู้อำนวยการโรงเรียนวัดตัวอย่าง", ""],
)
def test_another_post_is_not_taken_for_it(other: str) -> None:
    data = year(tenure("a", "ผู้อำนวยการเขต"))
    assert holders_on(data, other, None, CHANGE) == ()


def test_who_is_charged_with_a_section_is_one_of_the_assistants_but_not_the_other_way() -> None:
    data = year(
        tenure("a", "ผู้ช่วยผู้อำนวยการเขต สั่งราชการฝ่ายปกครอง"),
        tenure("b", "ผู้ช่วยผู้อำนวยการเขต"),
    )
    assert names(holders_on(data, "ผู้ช่วยผู้อำนวยการเขต", "office", CHANGE)) == ["a", "b"]
    assert names(holders_on(data, "ผู้ช่วยผู้อำนวยการเขต สั่งราชการฝ่ายปกครอง", None, CHANGE)) == ["a"]
    assert holder_on(data, "ผู้ช่วยผู้อำนวยการเขต", None, CHANGE) is None


def test_who_acts_goes_before_the_holder_and_says_so_under_the_own_post() -> None:
    data = year(
        tenure("a", "ผู้อำนวยการเขต"),
        tenure("b", "ผู้อำนวยการเขต", acting="รักษาราชการแทน", first=CHANGE, last=CHANGE),
        tenure("b", "หัวหน้าฝ่ายปกครอง"),
    )
    holder = holder_on(data, "ผู้อำนวยการเขต", None, CHANGE)
    assert holder is not None
    assert held_words(data, holder, "ผู้อำนวยการเขตตัวอย่าง", CHANGE) == (
        "หัวหน้าฝ่ายปกครอง",
        "รักษาราชการแทน ผู้อำนวยการเขตตัวอย่าง",
    )
    assert names(holders_on(data, "ผู้อำนวยการเขต", None, CHANGE + timedelta(1))) == ["a"]


def test_who_acts_for_one_of_several_holders_stands_beside_them() -> None:
    post, acting = "ผู้ช่วยผู้อำนวยการเขต", "รักษาราชการแทน"
    one, other = tenure("a", post), tenure("b", post)
    acts = tenure("c", post, acting=acting)
    assert names(holders_on(year(one, acts), post, None, None)) == ["c"]
    assert sorted(names(holders_on(year(one, other, acts), post, None, None))) == ["a", "b", "c"]


def test_the_position_of_one_person_tells_a_post_that_has_no_days() -> None:
    people = (*PEOPLE, Person(id="e", prefix="นาง", name="จ", job_title="ผู้อำนวยการเขตตัวอย่าง"))
    assert names(holders_on(year(people=people), "ผู้อำนวยการเขต", None, None)) == ["e"]
    dated = year(tenure("a", "ผู้อำนวยการเขต", last=CHANGE), people=people)
    assert holders_on(dated, "ผู้อำนวยการเขต", None, CHANGE + timedelta(1)) == ()
    two = (*people, Person(id="f", prefix="นาง", name="ฉ", job_title="ผู้อำนวยการเขต"))
    assert holders_on(year(people=two), "ผู้อำนวยการเขต", None, None) == ()


def test_who_holds_a_post_twice_is_one_holder_and_who_is_not_in_the_register_none() -> None:
    post = "หัวหน้าฝ่ายปกครอง"
    twice = year(tenure("a", post), replace(tenure("a", post, first=CHANGE), id="again"))
    assert names(holders_on(twice, post, None, CHANGE)) == ["a"]
    assert holder_on(twice, post, None, CHANGE) == Holder(PEOPLE[0])
    assert holders_on(year(tenure("gone", post)), post, None, CHANGE) == ()


def test_an_office_without_a_name_or_district_of_its_own_finds_posts_as_well() -> None:
    for name in ("", "สำนักงานเขต", "ศาลาว่าการตัวอย่าง"):
        data = year(tenure("a", "ผู้อำนวยการเขต"), tenure("b", "ผู้อำนวยการศาลาว่าการตัวอย่าง"))
        data = replace(data, organisation=replace(data.organisation, name=name))
        assert names(holders_on(data, "ผู้อำนวยการเขต", None, CHANGE)) == ["a"]


def test_a_members_person_has_the_place_whoever_holds_such_a_post() -> None:
    data = year(tenure("a", "หัวหน้าฝ่ายปกครอง"))
    named = Member(
        id="m", body_id="b1", kind=MemberKind.PERSON, person_id="c", post="หัวหน้าฝ่ายปกครอง"
    )
    by_post = Member(id="m", body_id="b1", kind=MemberKind.POST, post="หัวหน้าฝ่ายปกครอง")
    group = Member(id="m", body_id="b1", kind=MemberKind.GROUP, post="หัวหน้าฝ่ายทุกฝ่าย")
    found = [holder_of(data, member, CHANGE) for member in (named, by_post, group)]
    assert [holder.person.id if holder else None for holder in found] == ["c", "a", None]


@pytest.mark.parametrize(
    ("post", "unit", "printed"),
    [
        ("ผู้อำนวยการเขต", "office", "ผู้อำนวยการเขตตัวอย่าง"),
        ("หัวหน้าฝ่ายปกครอง", "admin", "หัวหน้าฝ่ายปกครอง"),
        ("นักปกครอง", "admin", "นักปกครอง ฝ่ายปกครอง"),
        ("นักปกครอง", "office", "นักปกครอง"),
        ("นักปกครอง", None, "นักปกครอง"),
        ("", "admin", "ฝ่ายปกครอง"),
        ("", "office", "สำนักงานเขตตัวอย่าง"),
        ("", None, ""),
    ],
)
def test_a_post_is_printed_with_its_unit_unless_it_names_it(
    post: str, unit: str | None, printed: str
) -> None:
    assert post_words(year(), post, unit) == printed


def test_the_post_of_many_and_the_director_are_printed_without_a_unit() -> None:
    data = year()
    assert post_words(data, "หัวหน้าฝ่าย", "admin", of_many=True) == "หัวหน้าฝ่าย"
    assert director(data.organisation) == "ผู้อำนวยการเขตตัวอย่าง"


def test_a_members_post_is_its_own_or_else_that_of_the_register() -> None:
    placed = replace(PEOPLE[0], unit_id="admin")
    data = year(people=(placed, *PEOPLE[1:]))
    member = Member(id="m", body_id="x", kind=MemberKind.PERSON, person_id="a")
    assert member_post(data, member) == "นักบริหาร ฝ่ายปกครอง"
    own = replace(member, post="ครู", unit_id="school")
    assert member_post(data, own) == "ครู โรงเรียนวัดตัวอย่าง"
    group = Member(id="g", body_id="x", kind=MemberKind.GROUP, post="หัวหน้าฝ่าย", unit_id="admin")
    assert member_post(data, group) == "หัวหน้าฝ่าย"


def test_who_checks_minutes_is_named_or_the_chair_and_who_takes_them_may_be_unknown() -> None:
    chair = Member(id="m", body_id="x", kind=MemberKind.POST, post="ผู้อำนวยการเขต")
    data = replace(year(tenure("c", "ผู้อำนวยการเขต")), members=(chair,))
    meeting = Meeting(id="x", year_id="year", number=1, day=CHANGE)
    assert (reviewer(data, meeting), recorder(data, meeting)) == ("", "")
    led = replace(meeting, chair_id="m", secretary_id="m")
    assert (reviewer(data, led), recorder(data, led)) == ("นายตัวอย่าง c", "นายตัวอย่าง c")
    instead = replace(led, chair_person_id="a", recorder_id="d")
    assert (reviewer(data, instead), recorder(data, instead)) == ("นายตัวอย่าง a", "นายตัวอย่าง d")
    assert reviewer(data, replace(instead, reviewer_id="b")) == "นายตัวอย่าง b"
