"""The attendance list of a meeting: one line per person, with all of the person's roles.

Stored is one row per place (:class:`~ita_desktop.domain.meetings.Attendance`): a person
may be a member of two bodies and hold a post named besides. The attendee of a place is the person
of the row, else the member, else the holder of the post on the meeting's day; who was marked stays
in the row, whoever is the member later; places of one post
without a known holder are one attendee. Rows with different notes are kept as separate lines, so
that no note is hidden.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.meetings import Attendance, Meeting, Presence
from ita_desktop.domain.records import Member, MemberKind
from ita_desktop.domain.roster import holders
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData


@dataclass(frozen=True, slots=True)
class Attendee:
    """One line of an attendance list."""

    rows: tuple[Attendance, ...]
    """The places that it combines; their notes are equal or empty."""
    body_id: str
    """The body under which the line is listed; empty for a guest."""
    name: str
    """Full name; empty if the holder of the post is not known."""
    posts: tuple[str, ...]
    """Posts as printed."""
    roles: tuple[str, ...]
    """Roles in the bodies that meet, that of the first place first."""
    presence: Presence
    substitute: str
    substitute_post: str
    reason: str
    person_id: str | None = None
    """The person of the register who is in the place; None if not known."""

    @property
    def id(self) -> str:
        """The id of the first row, which identifies the line."""
        return self.rows[0].id


class _Place(NamedTuple):
    row: Attendance
    member: Member | None
    who: tuple[str, ...]
    name: str
    posts: tuple[str, ...]

    @property
    def body_id(self) -> str:
        return self.member.body_id if self.member is not None else ""

    @property
    def by_group(self) -> bool:
        return self.member is not None and self.member.kind is MemberKind.GROUP


def attendees(data: YearData, meeting: Meeting) -> tuple[Attendee, ...]:
    """Return the attendance list of a meeting, guests last. A person with several places is listed
    at the first place that names the person or post, rather than a group."""
    order = {body.id: place for place, body in enumerate(data.bodies_of_meeting(meeting.id))}
    rows = sorted(data.attendance_of(meeting.id), key=lambda attendance: attendance.position)
    lines: dict[tuple[str, ...], list[list[_Place]]] = {}
    for row in rows:
        place = _place(data, row, meeting.day)
        some = lines.setdefault(place.who, [])
        home = next((group for group in some if _agree(group, place)), None)
        if home is None:
            some.append([place])
        else:
            home.append(place)
    ranked = sorted(
        (
            sorted(group, key=lambda place: place.by_group)
            for some in lines.values()
            for group in some
        ),
        key=lambda places: _rank(order, places[0]),
    )
    return tuple(_attendee(places) for places in ranked)


def _rank(order: dict[str, int], place: _Place) -> tuple[int, int, int]:
    """Return a sort key: bodies in the order of the meeting, former bodies, guests; within a body
    by the member's position."""
    member = place.member
    if member is None:
        return len(order) + 1, 0, place.row.position
    return order.get(member.body_id, len(order)), member.position, place.row.position


def _place(data: YearData, row: Attendance, day: date | None) -> _Place:
    member = data.member_by_id.get(row.member_id or "")
    post, unit_id = _post(row, member)
    holder = _holder(data, row, member, post, unit_id, day)
    if member is not None and not row.post:
        words = holders.member_post(data, member)
    else:
        words = holders.post_words(data, post, unit_id)
    posts = holders.held_words(data, holder, words, day) if holder is not None else (words,)
    guest = "guest" if member is None else ""
    if holder is not None:
        return _Place(
            row, member, ("person", holder.person.id, guest), holder.person.full_name, posts
        )
    if row.name:
        return _Place(row, member, ("name", key(row.name), guest), row.name, posts)
    if member is None or member.vacant:
        return _Place(row, member, ("row", row.id), "", posts)
    return _Place(row, member, ("post", data.post_keys.key(post, unit_id)), "", posts)


def _post(row: Attendance, member: Member | None) -> tuple[str, str | None]:
    if member is None or row.post:
        return row.post, row.unit_id or (None if member is None else member.unit_id)
    return member.post, member.unit_id


def _holder(
    data: YearData,
    row: Attendance,
    member: Member | None,
    post: str,
    unit_id: str | None,
    day: date | None,
) -> holders.Holder | None:
    person = data.person_by_id.get(row.person_id or "")
    if person is not None:
        acting = next(
            (
                tenure.acting
                for tenure in data.tenures_by_post.get(data.post_keys.key(post, unit_id), ())
                if tenure.person_id == person.id and tenure.covers(day)
            ),
            "",
        )
        return holders.Holder(person, acting)
    if row.name or member is None:
        return None
    if member.kind is MemberKind.GROUP:
        return holders.holder_on(data, post, unit_id, day)
    return holders.holder_of(data, member, day)


def _agree(places: Iterable[_Place], new: _Place) -> bool:
    noted = _noted(new)
    return noted is None or all(_noted(place) in {None, noted} for place in places)


def _noted(place: _Place) -> tuple[str, ...] | None:
    """Return presence, substitute and reason of a place; None if none was entered."""
    row = place.row
    texts = (row.substitute, row.substitute_post, row.reason)
    if row.presence is Presence.UNKNOWN and not any(texts):
        return None
    return (row.presence, *texts)


def _attendee(places: list[_Place]) -> Attendee:
    first = places[0]
    described = next((place.row for place in places if _noted(place) is not None), first.row)
    return Attendee(
        rows=tuple(place.row for place in places),
        body_id=first.body_id,
        name=first.name,
        posts=tuple(dict.fromkeys(post for place in places for post in place.posts if post)),
        roles=tuple(dict.fromkeys(_roles(places))),
        presence=described.presence,
        substitute=described.substitute,
        substitute_post=described.substitute_post,
        reason=described.reason,
        person_id=first.who[1] if first.who[0] == "person" else None,
    )


def _roles(places: list[_Place]) -> Iterator[str]:
    """Yield the roles; that of a group only if the person has no other role in the body."""
    named = {place.body_id for place in places if not place.by_group}
    for place in places:
        if (
            place.member is not None
            and place.member.role
            and not (place.by_group and place.body_id in named)
        ):
            yield place.member.role
