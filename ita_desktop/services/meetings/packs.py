"""The parts of a meeting pack: available, selected, ordered."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.meetings.packs import PartChoice, write_pack
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import meeting_of
from ita_desktop.services.meetings.meetings import display_name
from ita_desktop.storage.workspace import Workspace


class PackPart(NamedTuple):
    """A part with its name, and whether it is included."""

    key: str
    title: str
    given: bool


def parts(context: ReportContext, meeting_id: str) -> tuple[PackPart, ...]:
    """Return the available parts of a meeting's pack, in order. Raises InputError if the meeting
    does not exist."""
    from ita_desktop.documents.registry import KINDS
    from ita_desktop.documents.reports.meetings import pack_parts

    known = pack_parts.parts(context, meeting_of(context.year, meeting_id), KINDS)
    return tuple(PackPart(entry.key, entry.title, given) for entry, given in known)


def choose(workspace: Workspace, year: int, meeting_id: str, wanted: Sequence[PartChoice]) -> None:
    """Set the parts of a meeting's pack, in order; an empty list restores the default."""
    data = workspace.year(year)
    meeting = meeting_of(data, meeting_id)
    pack = write_pack(wanted)
    with workspace.change("เลือกส่วนของชุด {which}", which=display_name(data, meeting)) as change:
        change.update(meeting, pack=pack)


def with_parts(context: ReportContext, meeting_id: str, names: str) -> YearData:
    """Return the year with only these parts in a meeting's pack (``agenda,minutes``: keys or
    names), for one export. Raises InputError for an unknown part."""
    known = parts(context, meeting_id)
    by_name = {key(name): part.key for part in known for name in (part.key, part.title)}
    wanted = [part for part in names.split(",") if part.strip()]
    unknown = [text.strip() for text in wanted if key(text) not in by_name]
    if unknown or not wanted:
        raise InputError(
            "ชุดเอกสารไม่มีส่วน “{unknown}”",
            remedy="ใช้ {known}",
            unknown=", ".join(unknown) or names,
            known=", ".join(
                part.title if part.key.startswith("file:") else part.key for part in known
            ),
        )
    chosen = list(dict.fromkeys(by_name[key(text)] for text in wanted))
    left = [part.key for part in known if part.key not in chosen]
    given = [PartChoice(text, given=True) for text in chosen]
    pack = write_pack([*given, *(PartChoice(text, given=False) for text in left)])
    data = context.year
    meetings = tuple(
        replace(meeting, pack=pack) if meeting.id == meeting_id else meeting
        for meeting in data.meetings
    )
    return replace(data, meetings=meetings)
