"""The documents of a meeting, from invitation to minutes, with their missing data.

The parts of a meeting pack: available, selected, ordered.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.domain.agenda import invitation_of, lines, unresolved
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.letters import Letter, LetterMerge
from ita_desktop.domain.meetings import AgendaKind, Meeting, PartChoice, write_pack
from ita_desktop.domain.scores.progress import State
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import meeting_of
from ita_desktop.services.meetings.meetings import display_name
from ita_desktop.services.meetings.state import MeetingState, standing
from ita_desktop.services.places import Place, letter_place, paper_place
from ita_desktop.services.step_context import StepContext
from ita_desktop.storage.workspace import Workspace

MEMO: Final = "memo"
AGENDA: Final = "agenda"
ATTENDANCE: Final = "attendance"
MINUTES: Final = "minutes"
PACK: Final = "meeting-pack"
UNIT_LETTERS: Final = "unit-letters"
_TITLES: Final = {
    MEMO: "บันทึกข้อความเชิญประชุม",
    AGENDA: "ระเบียบวาระการประชุม",
    ATTENDANCE: "ใบลงชื่อผู้เข้าประชุม",
    MINUTES: "รายงานการประชุม",
    PACK: "เอกสารประกอบการประชุม",
}


class MeetingPaper(NamedTuple):
    """A document: whether it is ready, what is missing (or that it is ready) in words, and where it
    is shown. ``place`` is None for an invitation that does not exist yet."""

    name: str
    title: str
    state: State
    words: str
    place: Place | None


def papers_of(step_context: StepContext, meeting: Meeting) -> tuple[MeetingPaper, ...]:
    """Return the documents of a meeting in the order in which they are needed."""
    return tuple(_papers(step_context, meeting))


def missing_in_letter(data: YearData, letter: Letter) -> tuple[str, ...]:
    """Return what a memo or letter lacks, and what speaks against letters to units, in words; empty
    if it can be printed."""
    from ita_desktop.documents.reports.letters.memo import signer_name
    from ita_desktop.documents.reports.letters.of_units import contradicted

    missing = []
    if not letter.number:
        missing.append(Phrase("ขาดเลขที่หนังสือ"))
    if letter.day is None:
        missing.append(Phrase("ขาดวันที่"))
    if not data.recipients_of(letter.id) and not letter.addressee:
        missing.append(Phrase("ขาดผู้รับ"))
    if not signer_name(data, letter):
        missing.append(Phrase("ขาดผู้ลงนาม"))
    if letter.merge is LetterMerge.UNITS:
        missing += (Phrase(gap.template, **gap.fields) for gap in contradicted(data, letter))
    return tuple(missing)


def letter_paper(letter: Letter) -> Place:
    """Return where a letter is shown as printed: alone, or for all units."""
    return paper_place(UNIT_LETTERS if letter.merge is LetterMerge.UNITS else MEMO, letter.id)


def missing_in_meeting(data: YearData, meeting: Meeting) -> tuple[str, ...]:
    """Return which of date, time, place and bodies are missing."""
    known = (
        (meeting.day, "ขาดวันที่"),
        (meeting.begins, "ขาดเวลา"),
        (meeting.place, "ขาดสถานที่"),
        (data.bodies_of_meeting(meeting.id), "ขาดคณะที่ประชุม"),
    )
    return tuple(Phrase(words) for value, words in known if not value)


def open_minutes(data: YearData, meeting: Meeting) -> int:
    """Return the number of matters without discussion and resolution."""
    waiting = unresolved(meeting, lines(data.agenda_of(meeting.id)))
    return sum(not line.item.minutes for line in waiting)


def _papers(step_context: StepContext, meeting: Meeting) -> Iterator[MeetingPaper]:
    data = step_context.data
    yield _invitation(data, meeting)
    missing = called = missing_in_meeting(data, meeting)
    has_items = any(item.kind is AgendaKind.ITEM for item in data.agenda_of(meeting.id))
    if not has_items:
        missing = (*missing, Phrase("ยังไม่มีวาระ"))
    yield _paper(AGENDA, meeting, missing or _missing_in_document(step_context, meeting, AGENDA))
    if not data.attendance_of(meeting.id):
        called = (Phrase("ยังไม่มีรายชื่อ"),)
    gaps = called or _missing_in_document(step_context, meeting, ATTENDANCE)
    yield _paper(ATTENDANCE, meeting, gaps)
    yield _paper(PACK, meeting, _missing_in_document(step_context, meeting, PACK))
    yield _minutes(step_context, meeting)


def _invitation(data: YearData, meeting: Meeting) -> MeetingPaper:
    letter = invitation_of(data, meeting)
    title = Phrase(_TITLES[MEMO])
    if letter is None:
        return MeetingPaper(MEMO, title, State.NOT_STARTED, Phrase("ยังไม่ได้ทำ"), None)
    missing = missing_in_letter(data, letter)
    if missing:
        return MeetingPaper(MEMO, title, State.DOING, missing[0], letter_place(letter.id))
    return MeetingPaper(MEMO, title, State.DONE, Phrase("พร้อมพิมพ์"), letter_paper(letter))


def _minutes(step_context: StepContext, meeting: Meeting) -> MeetingPaper:
    data, title = step_context.data, Phrase(_TITLES[MINUTES])
    place = paper_place(MINUTES, meeting.id)
    stands = standing(meeting, step_context.today)
    if stands is MeetingState.CLOSED:
        return MeetingPaper(MINUTES, title, State.DONE, _approved(data, meeting), place)
    if stands in {MeetingState.UNSET, MeetingState.COMING}:
        return MeetingPaper(MINUTES, title, State.NOT_STARTED, Phrase("หลังวันประชุม"), place)
    waiting = open_minutes(data, meeting)
    if waiting:
        text = Phrase("ยังไม่มีมติ {count} วาระ", count=waiting)
        return MeetingPaper(MINUTES, title, State.DOING, text, place)
    return _paper(MINUTES, meeting, _missing_in_document(step_context, meeting, MINUTES))


def _approved(data: YearData, meeting: Meeting) -> str:
    later = data.meeting_by_id.get(meeting.approved_in_id or "")
    if later is None:
        return Phrase("รับรองแล้ว")
    return Phrase("รับรองแล้วในครั้งที่ {number}/{year}", number=later.number, year=data.year)


def _paper(name: str, meeting: Meeting, missing: tuple[str, ...]) -> MeetingPaper:
    state = State.DOING if missing else State.DONE
    words = missing[0] if missing else Phrase("พร้อมพิมพ์")
    return MeetingPaper(name, Phrase(_TITLES[name]), state, words, paper_place(name, meeting.id))


def _missing_in_document(step_context: StepContext, meeting: Meeting, name: str) -> tuple[str, ...]:
    """Return what a document lacks of the data of the year."""
    from ita_desktop.documents.registry import KINDS

    context = ReportContext(step_context.data, step_context.previous, subject=meeting.id)
    missing = [gap for kind in KINDS if kind.name == name for gap in kind.missing(context)]
    return tuple(Phrase(missing_data.template, **missing_data.fields) for missing_data in missing)


class PackPart(NamedTuple):
    """A part with its name, and whether it is included."""

    key: str
    title: str
    given: bool


def parts(context: ReportContext, meeting_id: str) -> tuple[PackPart, ...]:
    """Return the available parts of a meeting's pack, in order. Raises InputError if the meeting
    does not exist."""
    from ita_desktop.documents.registry import KINDS
    from ita_desktop.documents.reports.meetings import pack

    known = pack.parts(context, meeting_of(context.year, meeting_id), KINDS)
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
