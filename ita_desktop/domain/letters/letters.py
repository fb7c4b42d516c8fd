"""Memos and letters (บันทึกข้อความ หนังสือ) of the working group, and what goes with them."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated

from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal.marks import FileKey, FreeText, NotPersonal, PostWords, Telephone
from ita_desktop.domain.records import Names, Owner, PersonKey, Record


class LetterKind(StrEnum):
    MEMO = "memo"
    """บันทึกข้อความ, within the office."""
    LETTER = "letter"
    """หนังสือภายนอก, to somebody outside of it."""


class Urgency(StrEnum):
    """ชั้นความเร็ว."""

    NONE = ""
    URGENT = "urgent"
    """ด่วน."""
    VERY_URGENT = "very_urgent"
    """ด่วนมาก."""
    MOST_URGENT = "most_urgent"
    """ด่วนที่สุด."""


class LetterMerge(StrEnum):
    """How many papers one letter makes."""

    ONE = ""
    """One, to all recipients."""
    UNITS = "units"
    """One for each recipient unit, with its own items, dates and measures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(Record):
    """A memo or letter. A text that is empty is what the wording ``wording`` says."""

    year_id: str
    kind: LetterKind = LetterKind.MEMO
    wording: NotPersonal = ""
    """The name of the wording that it was begun with."""
    number: NotPersonal = ""
    """Its number in the register (``กท 5001/123``); empty on a draft."""
    day: date | None = None
    urgency: Urgency = Urgency.NONE
    subject: FreeText = ""
    sender_id: Annotated[str | None, Names("unit")] = None
    """The unit that sends it."""
    phone: Telephone = ""
    addressee: FreeText = ""
    """What stands after เรียน; may stay empty, to be filled in by hand."""
    body: FreeText = ""
    """A paragraph a line."""
    merge: LetterMerge = LetterMerge.ONE
    signatory_id: PersonKey = None
    signatory_post: PostWords = ""
    acting_for: PostWords = ""
    """The line below the post of one who signs for another (ปฏิบัติราชการแทน …)."""
    order_id: str | None = None
    """The order that it sends or speaks of."""
    meeting_id: str | None = None
    """The meeting that it calls or reports."""
    note: FreeText = ""
    position: int = 0


def prefix_of(letters: Iterable[Letter]) -> str:
    """What the number of the newest numbered letter begins with (``กท 5301/``); empty for none."""
    numbered = [letter for letter in letters if "/" in letter.number]
    if not numbered:
        return ""
    before, slash, _ = max(numbered, key=lambda letter: letter.position).number.rpartition("/")
    return f"{before}{slash}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRecipient(Owner):
    """To whom a letter goes: a unit (or group), a person, or a post in words."""

    letter_id: str


class EndorsementKind(StrEnum):
    """What a block on the sheet of a memo is for (เกษียณ)."""

    UNITS = "units"
    """Sends it on to the heads of all units, with its own number."""
    NOTED = "noted"
    """ทราบ."""
    ASSIGNED = "assigned"
    """มอบ … to do what is asked."""
    RECEIVED = "received"
    """Room for the stamp of a unit that receives it."""
    SCHOOLS = "schools"
    """A unit sends it on to the schools, with a number of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endorsement(Record):
    """A block that a memo gets as it travels, below its signature. A text that is empty is what the
    wording of its kind says."""

    letter_id: str
    kind: EndorsementKind
    unit_id: str | None = None
    """The unit that receives it or sends it on."""
    number: NotPersonal = ""
    """Its number where it is sent on; empty: the memo's, or room for one."""
    day: date | None = None
    addressee: FreeText = ""
    """Whom it is sent on to, one a line."""
    text: FreeText = ""
    """A paragraph a line."""
    signatory_id: PersonKey = None
    signatory_post: PostWords = ""
    """Post of who signs, in one or two lines."""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Record):
    """What goes with a paper: a document that the program makes (``document``), or a file that is
    kept in the workspace (``media``)."""

    title: FreeText
    document: NotPersonal = ""
    """Name of a document kind."""
    file_name: FreeText = ""
    media: FileKey = ""
    """Key of the kept bytes."""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAttachment(Attachment):
    """What goes with a letter (สิ่งที่ส่งมาด้วย)."""

    letter_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaAttachment(Attachment):
    """What is handed out with a matter of the agenda (เอกสารประกอบ)."""

    agenda_item_id: str


@dataclass(frozen=True, kw_only=True)
class LetterRows:
    """Where a year holds these records."""

    agenda_attachments: tuple[AgendaAttachment, ...] = ()
    letters: tuple[Letter, ...] = ()
    letter_recipients: tuple[LetterRecipient, ...] = ()
    letter_attachments: tuple[LetterAttachment, ...] = ()
    endorsements: tuple[Endorsement, ...] = ()
