"""What an agenda begins with, and what is usually resolved: texts that fit it."""

from collections.abc import Sequence
from typing import Final

from ita_desktop.documents.wordings.templates import words
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
"""The usual headings in their order, with the names of their wordings."""
_FIRST: Final = (
    (AgendaKind.INFORM, "matter-order", Component.NONE),
    (AgendaKind.NOTE, "matter-last-result", Component.LAST_RESULT),
    (AgendaKind.NOTE, "matter-framework", Component.FRAMEWORK),
    (AgendaKind.CONSIDER, "matter-assignments", Component.ASSIGNMENTS),
)
"""What every first meeting treats."""
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
_WRITTEN_BY_PROGRAM: Final = {Component.LAST_RESULT, Component.FRAMEWORK, Component.OPEN_ACTIONS}
"""What is reported and not decided on, also where a heading is for both."""


def standing_headings(data: YearData, meeting: Meeting) -> tuple[AgendaItem, ...]:
    """The usual headings, still to be stored; that of the minutes says where there are none yet."""
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
    """The usual headings; below them what every meeting has, and what the first one has."""
    heads = {heading.kind: change.insert(heading) for heading in standing_headings(data, meeting)}
    for position, (kind, name, component) in enumerate(_FIRST if is_first(meeting) else _LATER):
        change.insert(_agenda_item(data, heads[kind], name, component, position))


def _agenda_item(
    data: YearData, head: AgendaItem, name: str, component: Component, position: int
) -> AgendaItem:
    # The fields stay in the text: what they stand for is typed elsewhere, perhaps later.
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
    """Brings what an untouched agenda says of the minutes before up to the meeting's number."""
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
    """What is usually resolved about a line of the agenda ``own``; nothing about minutes that a
    first meeting has none of."""
    kind = AgendaKind.NOTE if line.item.component in _WRITTEN_BY_PROGRAM else heading_of(own, line)
    if kind is AgendaKind.MINUTES and is_first(meeting):
        return ""
    name = _RESOLUTIONS.get(kind)
    return words(data, name) if name else ""
