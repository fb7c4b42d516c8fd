"""Default agenda and default resolutions."""

from collections.abc import Sequence
from typing import Final

from ita_desktop.documents.wordings.named_texts import words
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.meetings.agenda import AgendaLine, heading_of, is_first
from ita_desktop.domain.meetings.meetings import AgendaItem, AgendaKind, Component, Meeting
from ita_desktop.domain.year import YearData
from ita_desktop.storage.gateway import Change

HEADINGS: Final = (
    (AgendaKind.INFORM, "agenda-inform"),
    (AgendaKind.MINUTES, "agenda-minutes"),
    (AgendaKind.NOTE, "agenda-note"),
    (AgendaKind.CONSIDER, "agenda-consider"),
    (AgendaKind.OTHER, "agenda-other"),
)
"""The default headings in order, with the names of their wordings."""
_FIRST: Final = (
    (AgendaKind.INFORM, "matter-order", Component.NONE),
    (AgendaKind.NOTE, "matter-last-result", Component.LAST_RESULT),
    (AgendaKind.NOTE, "matter-framework", Component.FRAMEWORK),
    (AgendaKind.CONSIDER, "matter-assignments", Component.ASSIGNMENTS),
)
"""The matters of every first meeting."""
_LATER: Final = (
    (AgendaKind.MINUTES, "matter-minutes", Component.NONE),
    (AgendaKind.NOTE, "matter-actions", Component.OPEN_ACTIONS),
)
_NO_MINUTES: Final = "matter-first-minutes"
_RESOLUTIONS: Final = {
    AgendaKind.INFORM: "resolution-inform",
    AgendaKind.MINUTES: "resolution-minutes",
    AgendaKind.NOTE: "resolution-inform",
    AgendaKind.CONSIDER: "resolution-consider",
}
_WRITTEN_BY_PROGRAM: Final = {
    Component.LAST_RESULT,
    Component.FRAMEWORK,
    Component.OPEN_ACTIONS,
    Component.OPEN_REMARKS,
}
"""Components that are reports and need no resolution, even below a heading for both."""


def standing_headings(data: YearData, meeting: Meeting) -> tuple[AgendaItem, ...]:
    """Return new default headings; that of the minutes mentions if there are none."""
    return tuple(
        AgendaItem(
            id=new_id(),
            meeting_id=meeting.id,
            kind=kind,
            title=words(data, name),
            detail=_no_minutes(data, meeting) if kind is AgendaKind.MINUTES else "",
            position=position,
        )
        for position, (kind, name) in enumerate(HEADINGS)
    )


def _no_minutes(data: YearData, meeting: Meeting) -> str:
    return words(data, _NO_MINUTES) if is_first(meeting) else ""


def insert_agenda(change: Change, data: YearData, meeting: Meeting) -> None:
    """Insert the default headings and matters of a first or a later meeting."""
    heads = {heading.kind: change.insert(heading) for heading in standing_headings(data, meeting)}
    for position, (kind, name, component) in enumerate(_FIRST if is_first(meeting) else _LATER):
        change.insert(_agenda_item(data, heads[kind], name, component, position))


def _agenda_item(
    data: YearData, head: AgendaItem, name: str, component: Component, position: int
) -> AgendaItem:
    # Fields are kept in the text, as their values may be entered later.
    title, _, detail = words(data, name).partition("\n")
    return AgendaItem(
        id=new_id(),
        meeting_id=head.meeting_id,
        parent_id=head.id,
        title=title,
        detail=detail,
        component=component,
        position=position,
    )


def follow_number(change: Change, data: YearData, meeting: Meeting) -> None:
    """Update an unedited agenda's text about earlier minutes to the meeting's number."""
    none, approve = words(data, _NO_MINUTES), words(data, "matter-minutes")
    agenda = data.agenda_of(meeting.id)
    for head in agenda:
        if head.kind is not AgendaKind.MINUTES:
            continue
        below = [item for item in agenda if item.parent_id == head.id]
        if is_first(meeting) and [item.title for item in below] == [approve] and not head.detail:
            change.delete(below[0])
            change.update(head, detail=none)
        elif not is_first(meeting) and not below and head.detail == none:
            change.update(head, detail="")
            change.insert(_agenda_item(data, head, "matter-minutes", Component.NONE, 0))


def usual_resolution(
    data: YearData, meeting: Meeting, own: Sequence[AgendaLine], line: AgendaLine
) -> str:
    """Return the default resolution for a line of the agenda ``own``; empty for the minutes in a
    first meeting."""
    kind = AgendaKind.NOTE if line.item.component in _WRITTEN_BY_PROGRAM else heading_of(own, line)
    if kind is AgendaKind.MINUTES and is_first(meeting):
        return ""
    name = _RESOLUTIONS.get(kind)
    return words(data, name) if name else ""
