"""Finds the holders of a post on a given day.

The tenures of the post decide. A person acting for the holder takes precedence, unless several
people hold the post (ผู้ช่วยผู้อำนวยการเขต). Without any tenure, it is the only person in the register
with that job title.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from ita_desktop.domain.documents import GAP
from ita_desktop.domain.meetings import Meeting
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import Member, MemberKind, Organisation, Person, UnitKind
from ita_desktop.domain.roster.orders import Tenure
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData

_OFFICE: Final = "สำนักงานเขต"


class Holder(NamedTuple):
    """The holder of a post, and the words before the post if the person is acting."""

    person: Person
    acting: str = ""


def holders_on(
    data: YearData, post: str, unit_id: str | None, day: date | None
) -> tuple[Holder, ...]:
    """Return the holders of a unit's post on ``day``; with None, the present holders."""
    wanted = data.post_keys.key(post, unit_id)
    if not wanted:
        return ()
    tenures = _tenures_of(data, wanted)
    if not tenures:
        alone = data.people_by_job.get(wanted, ())
        return (Holder(alone[0]),) if len(alone) == 1 else ()
    held = [tenure for tenure in tenures if tenure.covers(day)]
    own = [tenure for tenure in held if not tenure.acting]
    acting = [tenure for tenure in held if tenure.acting]
    if acting and len(own) < 2:
        held = acting
    return tuple(_distinct(data, held))


def _tenures_of(data: YearData, wanted: str) -> list[Tenure]:
    """Return all tenures of a post, including those with an additional charge (สั่งราชการ…)."""
    known = data.tenures_by_post
    of_all = (known[text] for text in known if data.post_keys.is_that(text, wanted))
    return sorted(
        (tenure for some in of_all for tenure in some), key=lambda tenure: tenure.position
    )


def _distinct(data: YearData, tenures: Iterable[Tenure]) -> Iterable[Holder]:
    seen: set[str] = set()
    for tenure in tenures:
        person = data.person_by_id.get(tenure.person_id)
        if person is not None and person.id not in seen:
            seen.add(person.id)
            yield Holder(person, tenure.acting)


def holder_on(data: YearData, post: str, unit_id: str | None, day: date | None) -> Holder | None:
    """Return the only holder of a post on ``day``; None if there is none or several."""
    found = holders_on(data, post, unit_id, day)
    return found[0] if len(found) == 1 else None


def holder_of(data: YearData, member: Member, day: date | None) -> Holder | None:
    """Return the person of a member's place on ``day``: the member, or the post's holder."""
    person = data.person_by_id.get(member.person_id or "")
    if person is not None:
        return Holder(person)
    if member.kind is not MemberKind.POST:
        return None
    return holder_on(data, member.post, member.unit_id, day)


def recorder(data: YearData, meeting: Meeting) -> str:
    """Return the name of the person who takes the minutes; empty if not known."""
    return _named(data, meeting.recorder_id, meeting.secretary_id, meeting.day)


def reviewer(data: YearData, meeting: Meeting) -> str:
    """Return the name of the person who checks the minutes, by default the chair."""
    person_id = meeting.reviewer_id or meeting.chair_person_id
    return _named(data, person_id, meeting.chair_id, meeting.day)


def _named(data: YearData, person_id: str | None, member_id: str | None, day: date | None) -> str:
    person = data.person_by_id.get(person_id or "")
    member = data.member_by_id.get(member_id or "")
    if person is None and member is not None:
        holder = holder_of(data, member, day)
        person = holder.person if holder is not None else None
    return person.full_name if person is not None else ""


# -- posts as printed


def own_post(data: YearData, person: Person, day: date | None) -> str:
    """Return a person's substantive post on ``day`` as printed: that of a tenure, else the job
    title in the register."""
    own = (
        tenure for tenure in data.tenures_of(person.id) if tenure.covers(day) and not tenure.acting
    )
    tenure = next(own, None)
    if tenure is not None:
        return post_words(data, tenure.post, tenure.unit_id)
    return post_words(data, person.job_title, person.unit_id)


def held_words(data: YearData, holder: Holder, post: str, day: date | None) -> tuple[str, ...]:
    """Return the lines of a post below its holder's name: of an acting person the own post first,
    then the other one after the words for acting."""
    if not holder.acting:
        return (post,)
    own = own_post(data, holder.person, day)
    return tuple(line for line in (own, f"{holder.acting} {post}") if line)


def post_words(data: YearData, post: str, unit_id: str | None, *, of_many: bool = False) -> str:
    """Return a post as printed: the director's with the district's name, others with the unit's
    name unless the post contains it or is one of many people (``of_many``)."""
    if post.endswith("อำนวยการเขต"):
        return f"{post}{district(data.organisation)}"
    unit = data.unit_by_id.get(unit_id or "")
    if unit is None or of_many or unit.kind is UnitKind.OFFICE:
        return post or (unit.name if unit else "")
    return post if key(unit.name) in key(post) else f"{post} {unit.name}".strip()


def member_post(data: YearData, member: Member) -> str:
    """Return a member's post as printed."""
    person = data.person_by_id.get(member.person_id or "")
    post = member.post or (person.job_title if person else "")
    unit_id = member.unit_id or (person.unit_id if person else None)
    return post_words(data, post, unit_id, of_many=member.kind is MemberKind.GROUP)


def director(organisation: Organisation) -> str:
    """Return ``ผู้อำนวยการเขตตัวอย่าง``."""
    return f"ผู้อำนวยการเขต{district(organisation)}"


def district(organisation: Organisation) -> str:
    """Return the name of the district alone; :data:`GAP` if it is not known."""
    return organisation.name.removeprefix(_OFFICE).strip() or GAP


# The holders of a post over a period, to find vacancies and posts held by several people.

_DAY: Final = timedelta(days=1)
_SINGLE_HOLDER: Final = lazy_re(r"(?:ผู้อำนวยการ|ผอ\.?|หัวหน้า|ปลัด|ประธาน|เลขานุการ)")
"""Beginnings of posts that only one person holds at a time, unlike ผู้ช่วย or นัก…."""


class PostPeriod(NamedTuple):
    """A period, both days included, in which the same people hold a post."""

    first: date
    last: date
    own: tuple[Tenure, ...]
    """Tenures of the holders, one per person."""
    acting: tuple[Tenure, ...]
    """Tenures of those acting for the holder, one per person."""

    @property
    def is_gap(self) -> bool:
        """Whether nobody holds or acts in the post."""
        return not self.own and not self.acting

    @property
    def is_shared(self) -> bool:
        """Whether more than one person holds the post, not counting those acting."""
        return len(self.own) > 1


def stretches(tenures: Iterable[Tenure], first: date, last: date) -> tuple[PostPeriod, ...]:
    """Split the days from ``first`` to ``last`` into periods with the same holders."""
    held = [tenure for tenure in tenures if _reaches(tenure, first, last)]
    begins = {first}
    for tenure in held:
        if tenure.first is not None and tenure.first > first:
            begins.add(tenure.first)
        if tenure.last is not None and tenure.last < last:
            begins.add(tenure.last + _DAY)
    starts = sorted(begins)
    ends = [*(start - _DAY for start in starts[1:]), last]
    return tuple(_period(held, *days) for days in zip(starts, ends, strict=True))


def _reaches(tenure: Tenure, first: date, last: date) -> bool:
    began = tenure.first is None or tenure.first <= last
    return began and (tenure.last is None or tenure.last >= first)


def _period(held: Iterable[Tenure], first: date, last: date) -> PostPeriod:
    own: dict[str, Tenure] = {}
    acting: dict[str, Tenure] = {}
    for tenure in held:
        if tenure.covers(first):
            (acting if tenure.acting else own).setdefault(tenure.person_id, tenure)
    return PostPeriod(first, last, tuple(own.values()), tuple(acting.values()))


def is_of_one(post: str) -> bool:
    """Return whether only one person holds such a post at a time."""
    return _SINGLE_HOLDER.match(key(post)) is not None
