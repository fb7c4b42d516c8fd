"""The order and the numbers of an agenda: headings 1-5, matters 3.1, 3.1.1 below them."""

from collections.abc import Iterator, Sequence
from typing import Final

from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.letters import Letter
from ita_desktop.domain.meetings import ActionItem, AgendaItem, AgendaKind, Meeting
from ita_desktop.domain.records import Body
from ita_desktop.domain.year import YearData

INVITATION: Final = "memo-invitation"
"""The wording that a letter is begun with which calls a meeting."""


@dataclass(frozen=True)
class Line:
    """A line of an agenda with its number (``3``, ``3.1``) and depth (0 for a heading)."""

    item: AgendaItem
    number: str
    depth: int


def lines(items: Sequence[AgendaItem]) -> tuple[Line, ...]:
    """An agenda from top to bottom. A matter whose parent is gone comes last, as a heading."""
    children: dict[str | None, list[AgendaItem]] = {}
    known = {item.id for item in items}
    for item in sorted(items, key=lambda one: (one.position, one.id)):
        parent = item.parent_id if item.parent_id in known else None
        children.setdefault(parent, []).append(item)
    return tuple(_below(children, None, "", 0))


def _below(
    children: dict[str | None, list[AgendaItem]], parent: str | None, before: str, depth: int
) -> Iterator[Line]:
    for place, item in enumerate(children.get(parent, ()), 1):
        number = f"{before}{place}"
        yield Line(item, number, depth)
        yield from _below(children, item.id, f"{number}.", depth + 1)


def heading_of(all_lines: Sequence[Line], line: Line) -> AgendaKind:
    """The kind of the standing heading that a line stands below (or is)."""
    top = line.number.split(".", 1)[0]
    return next((one.item.kind for one in all_lines if one.number == top), line.item.kind)


def invitation_of(data: YearData, meeting: Meeting) -> Letter | None:
    """The letter that calls a meeting; the first one where there are several."""
    return next(
        (one for one in data.letters if one.meeting_id == meeting.id and one.wording == INVITATION),
        None,
    )


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
    from ita_desktop.domain.committee import joined

    return joined(bodies) or "คณะกรรมการและคณะทำงาน"
