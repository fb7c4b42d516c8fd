"""The order and the numbers of an agenda: headings 1, 2, matters 3.1, 3.1.1 below them."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from typing import Final

from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.letters.letters import Letter
from ita_desktop.domain.meetings.meetings import ActionItem, AgendaItem, AgendaKind, Meeting
from ita_desktop.domain.records import Body
from ita_desktop.domain.year import YearData

INVITATION: Final = "memo-invitation"
"""The wording of the letter that calls a first meeting and sends the order."""
LATER_INVITATION: Final = "memo-invitation-later"
"""The wording of the letter that calls a later meeting."""
INVITATIONS: Final = frozenset({INVITATION, LATER_INVITATION})


@dataclass(frozen=True)
class AgendaLine:
    """A line of an agenda with its number (``3``, ``3.1``) and depth (0 for a heading)."""

    item: AgendaItem
    number: str
    depth: int
    parents: tuple[str, ...] = ()
    """Ids of the lines it stands below, the heading first."""


def lines(items: Sequence[AgendaItem]) -> tuple[AgendaLine, ...]:
    """An agenda from top to bottom. A matter whose parent is gone comes last, as a heading."""
    children: dict[str | None, list[AgendaItem]] = {}
    known = {item.id for item in items}
    for item in sorted(items, key=lambda item: (item.position, item.id)):
        parent = item.parent_id if item.parent_id in known else None
        children.setdefault(parent, []).append(item)
    return tuple(_below(children, None, "", ()))


def _below(
    children: dict[str | None, list[AgendaItem]],
    parent: str | None,
    before: str,
    parents: tuple[str, ...],
) -> Iterator[AgendaLine]:
    """A line is counted on from the one before it, also where that one's number was typed."""
    last = 0
    for item in children.get(parent, ()):
        last = _last_of(item.number) or last + 1
        yield AgendaLine(item, item.number or f"{before}{last}", len(parents), parents)
        typed = item.number.strip("().") if _last_of(item.number) else ""
        inner = typed or f"{before}{last}"
        yield from _below(children, item.id, f"{inner}.", (*parents, item.id))


def _last_of(number: str) -> int:
    """What a typed number counts up to; 0 where it counts nothing.

    >>> _last_of("3.2"), _last_of("(4)"), _last_of("-")
    (2, 4, 0)
    """
    last = number.strip("(). ").rpartition(".")[2]
    return int(last) if last.isdecimal() else 0


def uncounted(items: Sequence[AgendaItem], of: Container[str]) -> tuple[AgendaItem, ...]:
    """The items, those whose ids are in ``of`` without a typed number that they have by their place
    anyway."""
    kept = {item.id: item for item in items}
    for line in lines(items):
        if line.item.id not in of or not line.item.number:
            continue
        plain = replace(line.item, number="")
        tried = lines([*(item for item in kept.values() if item.id != plain.id), plain])
        counted = next(line.number for line in tried if line.item.id == plain.id)
        if counted == line.item.number.rstrip("."):
            kept[plain.id] = plain
    return tuple(kept.values())


_WORDS: Final = (
    ("รับรอง", AgendaKind.MINUTES),
    ("แจ้ง", AgendaKind.INFORM),
    ("พิจารณา", AgendaKind.CONSIDER),
    ("ทราบ", AgendaKind.NOTE),
    ("สืบเนื่อง", AgendaKind.NOTE),
    ("ติดตาม", AgendaKind.NOTE),
    ("อื่น", AgendaKind.OTHER),
)


def kind_of(title: str) -> AgendaKind:
    """What a heading is by its words; one for information and consideration is for the latter."""
    return next((kind for word, kind in _WORDS if word in title), AgendaKind.FREE)


def unresolved(meeting: Meeting, own: Sequence[AgendaLine]) -> tuple[AgendaLine, ...]:
    """The matters of a meeting's agenda with none below them of which nothing was resolved, nor
    above them; and the approval of minutes that is a heading alone, where there are some."""
    approval = None if is_first(meeting) else AgendaKind.MINUTES
    resolved = {line.item.id for line in own if line.item.resolution}
    holding = {of for line in own for of in line.parents}
    return tuple(
        line
        for line in own
        if line.item.id not in holding
        and not resolved & {line.item.id, *line.parents}
        and (line.depth or (line.item.kind is approval and not line.item.detail))
    )


def heading_of(all_lines: Sequence[AgendaLine], line: AgendaLine) -> AgendaKind:
    """The kind of the heading that a line stands below (or is)."""
    top = line.parents[0] if line.parents else line.item.id
    return next(
        (agenda_line.item.kind for agenda_line in all_lines if agenda_line.item.id == top),
        line.item.kind,
    )


def invitation_of(data: YearData, meeting: Meeting) -> Letter | None:
    """The letter that calls a meeting; the first one where there are several."""
    return next(
        (
            letter
            for letter in data.letters
            if letter.meeting_id == meeting.id and letter.wording in INVITATIONS
        ),
        None,
    )


def is_first(meeting: Meeting) -> bool:
    """Whether a meeting has none before it, whose minutes it could approve."""
    return meeting.number == 1


def meets_with(data: YearData, meeting: Meeting) -> frozenset[str]:
    """Ids of the bodies that a meeting is of."""
    return frozenset(body.id for body in data.bodies_of_meeting(meeting.id))


def meeting_before(data: YearData, meeting: Meeting) -> Meeting | None:
    """The meeting of the same bodies before this one in its year; None for the first."""
    bodies = meets_with(data, meeting)
    earlier = [
        one
        for one in data.meetings
        if one.number < meeting.number and (not bodies or bodies & meets_with(data, one))
    ]
    return max(earlier, key=lambda one: one.number, default=None)


def open_actions(data: YearData, meeting: Meeting) -> tuple[ActionItem, ...]:
    """What earlier meetings of the same bodies left to be done that is not done yet."""
    bodies = meets_with(data, meeting)
    return tuple(
        action
        for one in data.meetings
        if one.number < meeting.number and (not bodies or bodies & meets_with(data, one))
        for action in data.actions_of(one.id)
        if action.done is None
    )


def number_of(meeting: Meeting, fiscal_year: int) -> str:
    """``1/2568``: meetings are counted by fiscal year."""
    return f"{meeting.number}/{fiscal_year}"


def bodies_named(bodies: Sequence[Body]) -> str:
    """What an agenda calls those who meet."""
    from ita_desktop.domain.roster.committee import joined

    return joined(bodies) or "คณะกรรมการและคณะทำงาน"
