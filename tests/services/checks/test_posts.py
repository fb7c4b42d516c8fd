"""What is wrong with the posts of the register: two hold one, or nobody has the chair's."""

from datetime import date

import pytest

from ita_desktop.domain.meetings import Meeting, MeetingBody
from ita_desktop.domain.records import Body, BodyKind, Member, MemberKind, Person
from ita_desktop.domain.roster.orders import ACTING, Tenure
from ita_desktop.domain.year import YearData
from ita_desktop.services.checks.checking import posts
from ita_desktop.services.checks.issues import CheckIssue, Severity
from tests.documents.factories.papers import bare_year

DIRECTOR = "ผู้อำนวยการเขต"
CHANGE = date(2025, 1, 6)
DAY = date(2025, 3, 14)
PEOPLE = tuple(Person(id=text, prefix="นาย", name=f"ตัวอย่าง {text}") for text in "ab")


def tenure(person: str, post: str = DIRECTOR, **more: object) -> Tenure:
    return Tenure(id=f"{person}-{post}", person_id=person, post=post, **more)  # type: ignore[arg-type]


def found(*tenures: Tenure, meeting: Meeting | None = None, **more: object) -> list[CheckIssue]:
    body = Body(id="body", year_id="year", name="คณะทำงาน", kind=BodyKind.WORKING_GROUP)
    chair = Member(
        id="chair", body_id="body", kind=MemberKind.POST, post=DIRECTOR, role="ประธานกรรมการ"
    )
    data: YearData = bare_year(
        people=PEOPLE,
        tenures=tenures,
        bodies=(body,),
        members=(chair,),
        meetings=(meeting,) if meeting else (),
        meeting_bodies=(MeetingBody(id="m", meeting_id="one", body_id="body"),),
        **more,
    )
    return list(posts(data))


def met(**more: object) -> Meeting:
    return Meeting(id="one", year_id="year", number=1, day=DAY, **more)  # type: ignore[arg-type]


def test_a_post_that_two_hold_is_told_with_the_days_and_where_it_is_mended() -> None:
    [one] = found(tenure("a"), tenure("b", first=CHANGE))
    assert (one.code, one.severity) == ("post-shared", Severity.WARNING)
    assert "6 ม.ค. 68" in one.message
    assert "30 ก.ย. 68" in one.message
    assert "นายตัวอย่าง a, นายตัวอย่าง b" in one.message
    assert "หน้าคณะกรรมการ" in one.fix


@pytest.mark.parametrize(
    "second",
    [
        tenure("b", first=CHANGE, acting=ACTING[0]),
        tenure("b", first=date(2025, 10, 1)),
        tenure("b", last=date(2024, 9, 30)),
        tenure("a", first=CHANGE),
        tenure("b", post="ผู้ช่วยผู้อำนวยการเขต"),
    ],
)
def test_one_at_a_time_with_or_without_who_acts_is_nothing_to_tell(second: Tenure) -> None:
    assert found(tenure("a"), second) == []


def test_each_post_is_looked_at_whatever_was_found_before() -> None:
    assistant = "ผู้ช่วยผู้อำนวยการเขต"
    alike = [tenure("a", assistant), tenure("b", assistant)]
    told = [
        *(tenure(person, first=day) for person, day in zip("ab", (None, CHANGE), strict=True)),
        *(tenure(person, "หัวหน้าฝ่ายโยธา") for person in "ab"),
    ]
    assert len(found(*alike, *told)) == 2


def test_assistants_are_several_as_a_matter_of_course() -> None:
    post = "ผู้ช่วยผู้อำนวยการเขต"
    assert found(tenure("a", post), tenure("b", post)) == []


def test_a_meeting_on_a_day_on_which_nobody_holds_the_chairs_post_is_told() -> None:
    for chair in ("chair", None):
        [one] = found(tenure("a", last=CHANGE), meeting=met(chair_id=chair))
        assert (one.code, one.severity) == ("no-chair", Severity.WARNING)
        assert "ประชุมครั้งที่ 1/2568" in one.where
        assert "14 มี.ค. 68" in one.message
        assert "หน้าการประชุม" in one.fix


def test_who_acts_or_another_person_in_the_chair_is_enough() -> None:
    acting = tenure("b", first=CHANGE, acting=ACTING[0])
    gone = tenure("a", last=CHANGE)
    assert found(gone, acting, meeting=met(chair_id="chair")) == []
    assert found(gone, meeting=met(chair_person_id="b")) == []
    assert found(tenure("a"), meeting=met(chair_id="chair")) == []


def test_where_the_register_knows_nobody_at_all_it_is_only_mentioned() -> None:
    [one] = found(meeting=met(chair_id="chair"))
    assert one.severity is Severity.INFO
