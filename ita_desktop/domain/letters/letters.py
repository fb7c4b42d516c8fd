"""Records of memos and letters (บันทึกข้อความ หนังสือ), their recipients and attachments."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal.marks import FileKey, FreeText, NotPersonal, PostWords, Telephone
from ita_desktop.domain.records import Names, Owner, PersonKey, Position, Record

REMINDER: Final = "memo-reminder"
"""The wording of letters that remind each unit of its open items."""
SURVEY: Final = "memo-survey"
"""The wording of letters that remind each unit of answers to the surveys."""


class LetterKind(StrEnum):
    MEMO = "memo"
    """บันทึกข้อความ, within the office."""
    LETTER = "letter"
    """หนังสือภายนอก, to an addressee outside the office."""


class Urgency(StrEnum):
    """ชั้นความเร็ว: the urgency printed on the letter."""

    NONE = ""
    URGENT = "urgent"
    """ด่วน."""
    VERY_URGENT = "very_urgent"
    """ด่วนมาก."""
    MOST_URGENT = "most_urgent"
    """ด่วนที่สุด."""


class LetterMerge(StrEnum):
    """Whether one document is made for a letter, or one for each recipient unit."""

    ONE = ""
    """One document, to all recipients."""
    UNITS = "units"
    """One document per recipient unit, with the unit's own items, dates and measures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(Record):
    """A memo or letter. Empty texts are taken from the wording named ``wording``."""

    year_id: str
    kind: Annotated[LetterKind, Phrase("ประเภท")] = LetterKind.MEMO
    wording: Annotated[NotPersonal, Phrase("แบบข้อความ")] = ""
    """Name of the wording that the letter was created from."""
    number: Annotated[NotPersonal, Phrase("เลขที่")] = ""
    """Register number (``กท 5001/123``); empty on a draft. Of a letter for each unit the first of
    several, or all of them (``กท 5001/123-130, 134``)."""
    unit_numbers: Annotated[NotPersonal, Phrase("เลขที่ของแต่ละหน่วย")] = ""
    """The numbers that units have of their own (:mod:`ita_desktop.domain.letters.numbers`)."""
    day: Annotated[date | None, Phrase("วันที่")] = None
    urgency: Annotated[Urgency, Phrase("ชั้นความเร็ว")] = Urgency.NONE
    subject: Annotated[FreeText, Phrase("เรื่อง")] = ""
    sender_id: Annotated[str | None, Names("unit"), Phrase("ส่วนราชการ")] = None
    """The sending unit."""
    phone: Annotated[Telephone, Phrase("โทรศัพท์")] = ""
    addressee: Annotated[FreeText, Phrase("เรียน")] = ""
    """The text after เรียน; may stay empty, to be filled in by hand."""
    refers: Annotated[FreeText, Phrase("อ้างถึง")] = ""
    """The text after อ้างถึง: the earlier letter that it refers to."""
    body: Annotated[FreeText, Phrase("ข้อความ")] = ""
    """One paragraph per line."""
    merge: Annotated[LetterMerge, Phrase("ข้อความของแต่ละหน่วย")] = LetterMerge.ONE
    signatory_id: Annotated[PersonKey, Phrase("ผู้ลงนาม")] = None
    signatory_post: Annotated[PostWords, Phrase("ตำแหน่งผู้ลงนาม")] = ""
    acting_for: Annotated[PostWords, Phrase("ผู้ลงนามแทน")] = ""
    """The line below the post of a signatory who acts for another (ปฏิบัติราชการแทน …)."""
    order_id: str | None = None
    """The order that it encloses or refers to."""
    meeting_id: str | None = None
    """The meeting that it calls or reports on."""
    note: Annotated[FreeText, Phrase("หมายเหตุ")] = ""
    position: Position = 0


def prefix_of(letters: Iterable[Letter]) -> str:
    """Return the prefix of the newest numbered letter's number (``กท 5301/``); empty if none."""
    numbered = [letter for letter in letters if "/" in letter.number]
    if not numbered:
        return ""
    before, slash, _ = max(numbered, key=lambda letter: letter.position).number.rpartition("/")
    return f"{before}{slash}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRecipient(Owner):
    """A recipient of a letter: a unit (or group), a person, or a post in words."""

    letter_id: str


class EndorsementKind(StrEnum):
    """The purpose of an endorsement note on a memo (เกษียณ)."""

    UNITS = "units"
    """Forwards it to the heads of all units, with a number of its own."""
    NOTED = "noted"
    """ทราบ."""
    ASSIGNED = "assigned"
    """มอบ …: assigns the work."""
    RECEIVED = "received"
    """Space for the receiving stamp of a unit."""
    SCHOOLS = "schools"
    """A unit forwards it to the schools, with a number of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endorsement(Record):
    """An endorsement note below the signature of a memo. Empty texts are taken from the wording of
    its kind."""

    letter_id: str
    kind: Annotated[EndorsementKind, Phrase("ประเภท")]
    unit_id: Annotated[str | None, Phrase("หน่วย")] = None
    """The unit that receives or forwards it."""
    number: Annotated[NotPersonal, Phrase("เลขที่")] = ""
    """Number of the forwarded memo; empty to print the memo's number, or space for one."""
    day: Annotated[date | None, Phrase("วันที่")] = None
    addressee: Annotated[FreeText, Phrase("เรียน")] = ""
    """Recipients of the forwarded memo, one per line."""
    text: Annotated[FreeText, Phrase("ข้อความ")] = ""
    """One paragraph per line."""
    signatory_id: Annotated[PersonKey, Phrase("ผู้ลงนาม")] = None
    signatory_post: Annotated[PostWords, Phrase("ตำแหน่งผู้ลงนาม")] = ""
    """The signatory's post, in one or two lines."""
    position: Position = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Record):
    """An attachment: a generated document (``document``) or a stored file (``media``)."""

    title: Annotated[FreeText, Phrase("ชื่อเรื่อง")]
    document: Annotated[NotPersonal, Phrase("เอกสาร")] = ""
    """Name of a document kind."""
    file_name: Annotated[FreeText, Phrase("ชื่อไฟล์")] = ""
    media: Annotated[FileKey, Phrase("ไฟล์")] = ""
    """Key of the stored file."""
    position: Position = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAttachment(Attachment):
    """An enclosure of a letter (สิ่งที่ส่งมาด้วย)."""

    letter_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaAttachment(Attachment):
    """A handout for an agenda item (เอกสารประกอบ)."""

    agenda_item_id: str


@dataclass(frozen=True, kw_only=True)
class LetterRows:
    """The fields of :class:`~ita_desktop.domain.year.YearData` that hold these records."""

    agenda_attachments: tuple[AgendaAttachment, ...] = ()
    letters: tuple[Letter, ...] = ()
    letter_recipients: tuple[LetterRecipient, ...] = ()
    letter_attachments: tuple[LetterAttachment, ...] = ()
    endorsements: tuple[Endorsement, ...] = ()
