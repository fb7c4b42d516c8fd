"""Checks of posts: two holders at the same time, or no holder of the chair's post on the day of a
meeting."""

from collections.abc import Iterator

from ita_desktop.domain.dates import fiscal_year_bounds, short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.meetings.meetings import Meeting
from ita_desktop.domain.records import Member, MemberKind
from ita_desktop.domain.roster.committee import chair_of, members_on
from ita_desktop.domain.roster.holders import (
    PostPeriod,
    holders_on,
    is_of_one,
    post_words,
    stretches,
)
from ita_desktop.domain.year import YearData
from ita_desktop.services.checks.issues import CheckIssue, Severity
from ita_desktop.services.meetings.meetings import display_name


def posts(data: YearData) -> Iterator[CheckIssue]:
    """Yield the issues about the year's posts."""
    yield from _held_by_several(data)
    for meeting in data.meetings:
        yield from _without_chair(data, meeting)


def _held_by_several(data: YearData) -> Iterator[CheckIssue]:
    bounds = fiscal_year_bounds(data.year)
    for tenures in data.tenures_by_post.values():
        if not is_of_one(tenures[0].post):
            continue
        for stretch in stretches(tenures, *bounds):
            if stretch.is_shared:
                yield _shared(data, stretch)


def _shared(data: YearData, stretch: PostPeriod) -> CheckIssue:
    held = stretch.own[0]
    post = post_words(data, held.post, held.unit_id)
    text = Phrase(
        "{post} มีผู้ดำรงตำแหน่งพร้อมกัน {count} คน ตั้งแต่ {first} ถึง {last}: {people}",
        post=post,
        count=len(stretch.own),
        first=short_date(stretch.first),
        last=short_date(stretch.last),
        people=", ".join(data.person_name(tenure.person_id) for tenure in stretch.own),
    )
    fix = Phrase("แก้วันที่ หรือใส่ว่ารักษาราชการแทน ที่หน้าคณะกรรมการ ส่วนตำแหน่ง")
    return CheckIssue(Severity.WARNING, "post-shared", post, text, fix)


def _without_chair(data: YearData, meeting: Meeting) -> Iterator[CheckIssue]:
    """Yield an issue if the chair is a post without holder on the meeting's day. A post without any
    tenure is not reported, as the office may not use tenures."""
    chair = _chair(data, meeting)
    if meeting.day is None or chair is None or chair.kind is not MemberKind.POST:
        return
    if holders_on(data, chair.post, chair.unit_id, meeting.day):
        return
    wanted = data.post_keys.key(chair.post, chair.unit_id)
    known = any(data.post_keys.is_that(tenure, wanted) for tenure in data.tenures_by_post)
    text = Phrase(
        "{meeting} วันที่ {day} ไม่มีผู้ดำรงตำแหน่ง {post} ซึ่งเป็นประธาน",
        meeting=display_name(data, meeting),
        day=short_date(meeting.day),
        post=post_words(data, chair.post, chair.unit_id),
    )
    fix = Phrase("ใส่ผู้ดำรงตำแหน่งหรือผู้รักษาราชการแทนที่หน้าคณะกรรมการ ส่วนตำแหน่ง หรือเลือกประธานที่หน้าการประชุม")
    severity = Severity.WARNING if known else Severity.INFO
    yield CheckIssue(severity, "no-chair", display_name(data, meeting), text, fix)


def _chair(data: YearData, meeting: Meeting) -> Member | None:
    """Return the member in the chair; None if it is a person without a place, or nobody."""
    if meeting.chair_person_id:
        return None
    named = data.member_by_id.get(meeting.chair_id or "")
    if named is not None:
        return named
    return chair_of(
        [
            member
            for body in data.bodies_of_meeting(meeting.id)
            for member in members_on(data, body.id, meeting.day)
        ]
    )
