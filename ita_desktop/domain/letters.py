"""Records of memos and letters (บันทึกข้อความ หนังสือ), their recipients and attachments.

The register numbers of a letter that is made for each unit.

Each has a running number of its own, kept with the letter from the moment at which its number was
typed: what was printed keeps its number, whoever is added or left out later. A circular (``กท
5301/ว 12``) has one number for all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.personal_marks import FileKey, FreeText, NotPersonal, PostWords, Telephone
from ita_desktop.domain.records import LINES, Names, Note, Owner, PersonKey, Position, Record
from ita_desktop.domain.text import to_arabic

REMINDER: Final = "memo-reminder"
"""The wording of letters that remind each unit of its open items."""
SURVEY: Final = "memo-survey"
"""The wording of letters that remind each unit of answers to the surveys."""


class LetterKind(StrEnum):
    MEMO = "memo"
    """บันทึกข้อความ, within the office."""
    LETTER = "letter"
    """หนังสือภายนอก, to an addressee outside the office."""


LETTER_KINDS: Final[Mapping[LetterKind, str]] = {
    LetterKind.MEMO: "บันทึกข้อความ",
    LetterKind.LETTER: "หนังสือภายนอก",
}


class Urgency(StrEnum):
    """ชั้นความเร็ว: the urgency printed on the letter."""

    NONE = ""
    URGENT = "urgent"
    """ด่วน."""
    VERY_URGENT = "very_urgent"
    """ด่วนมาก."""
    MOST_URGENT = "most_urgent"
    """ด่วนที่สุด."""


URGENCIES: Final[Mapping[Urgency, str]] = {
    Urgency.NONE: "ปกติ",
    Urgency.URGENT: "ด่วน",
    Urgency.VERY_URGENT: "ด่วนมาก",
    Urgency.MOST_URGENT: "ด่วนที่สุด",
}


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
    kind: Annotated[LetterKind, Phrase("ชนิดหนังสือ")] = LetterKind.MEMO
    wording: Annotated[NotPersonal, Phrase("แบบข้อความ")] = ""
    """Name of the wording that the letter was created from."""
    number: Annotated[NotPersonal, Phrase("เลขที่หนังสือ")] = ""
    """Register number (``กท 5001/123``); empty on a draft. Of a letter for each unit the first of
    several, or all of them (``กท 5001/123-130, 134``)."""
    unit_numbers: Annotated[NotPersonal, Phrase("เลขที่ของแต่ละหน่วย")] = ""
    """The numbers that units have of their own (:func:`numbers_of`)."""
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
    body: Annotated[FreeText, Phrase("ข้อความ"), LINES] = ""
    """One paragraph per line."""
    merge: Annotated[LetterMerge, Phrase("การทำรายหน่วย")] = LetterMerge.ONE
    signatory_id: Annotated[PersonKey, Phrase("ผู้ลงนาม")] = None
    signatory_post: Annotated[PostWords, Phrase("ตำแหน่งผู้ลงนาม"), LINES] = ""
    acting_for: Annotated[PostWords, Phrase("ผู้ลงนามแทน"), LINES] = ""
    """The line below the post of a signatory who acts for another (ปฏิบัติราชการแทน …)."""
    order_id: Annotated[str | None, Phrase("คำสั่งที่อ้างถึง")] = None
    """The order that it encloses or refers to."""
    meeting_id: Annotated[str | None, Phrase("การประชุมที่อ้างถึง")] = None
    """The meeting that it calls or reports on."""
    note: Note = ""
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


ENDORSEMENTS: Final[Mapping[EndorsementKind, str]] = {
    EndorsementKind.UNITS: "แจ้งทุกฝ่าย",
    EndorsementKind.NOTED: "ทราบ",
    EndorsementKind.ASSIGNED: "มอบหมาย",
    EndorsementKind.RECEIVED: "ที่ว่างสำหรับตรารับหนังสือ",
    EndorsementKind.SCHOOLS: "แจ้งโรงเรียน",
}


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
    addressee: Annotated[FreeText, Phrase("เรียน"), LINES] = ""
    """Recipients of the forwarded memo, one per line."""
    text: Annotated[FreeText, Phrase("ข้อความ"), LINES] = ""
    """One paragraph per line."""
    signatory_id: Annotated[PersonKey, Phrase("ผู้ลงนาม")] = None
    signatory_post: Annotated[PostWords, Phrase("ตำแหน่งผู้ลงนาม"), LINES] = ""
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


_SPAN: Final = lazy_re(r"(\d{1,9})(?:\s*(?:[-–—]|ถึง)\s*(\d{1,9}))?")
_SPANS: Final = lazy_re(rf"{_SPAN.pattern}(?:\s*,\s*{_SPAN.pattern})*")
_YEAR: Final = lazy_re(r"2[456]\d\d")
_MOST: Final = 1_000
"""Greatest number of numbers in a span."""


def numbers_of(letter: Letter) -> Mapping[str, str]:
    """Return the numbers that units have of their own, by unit id; empty if all have the same."""
    lines = (line.partition(" ") for line in letter.unit_numbers.splitlines())
    return {unit: number for unit, _, number in lines}


def number_for(letter: Letter, unit_id: str) -> str:
    """Return the number of a unit's letter; empty if it has none yet."""
    own = numbers_of(letter)
    return own.get(unit_id, "") if own else letter.number


def numbered(letter: Letter, units: Sequence[str], *, anew: bool) -> str:
    """Return ``Letter.unit_numbers`` for the ids of ``units``: those without a number get the next
    ones, with ``anew`` all; empty if all letters have the same number."""
    kept = {} if anew else dict(numbers_of(letter))
    lacking = [unit for unit in units if unit not in kept]
    given = set(kept.values())
    free = [each for each in _running(letter.number, len(kept) + len(units)) if each not in given]
    if not free and not kept:
        return ""
    return written({**kept, **dict(zip(lacking, free, strict=False))})


def written(numbers: Mapping[str, str]) -> str:
    """Return numbers by unit id as ``Letter.unit_numbers`` holds them."""
    return "\n".join(f"{unit} {number}" for unit, number in numbers.items())


def span(numbers: Iterable[str]) -> str:
    """Return the first and the last of some numbers.

    >>> span(["กท 5301/120", "กท 5301/121", "กท 5301/122"])
    'กท 5301/120-122'
    """
    known = [number for number in numbers if number]
    if len(known) < 2:
        return "".join(known)
    return f"{known[0]}-{known[-1].rpartition('/')[2]}"


def _running(typed: str, count: int) -> list[str]:
    """Return the numbers of several letters: counted on from a typed one, or those of typed spans.
    Nothing for a number that is no plain one.

    >>> _running("กท 5301/120", 2), _running("กท 5301/8-9, 12", 3), _running("กท 5301/ว 12", 2)
    (['กท 5301/120', 'กท 5301/121'], ['กท 5301/8', 'กท 5301/9', 'กท 5301/12'], [])
    """
    before, slash, last = to_arabic(typed).rpartition("/")
    # A number of its own before the last stroke is followed by its year, else it is the office's.
    has_year = before.rpartition("/")[2].strip().isdecimal() and _YEAR.fullmatch(last.strip())
    if has_year or not _SPANS.fullmatch(last.strip()):
        return []
    spans = [found.groups() for found in _SPAN.finditer(last)]
    if len(spans) == 1 and spans[0][1] is None:
        first = spans[0][0]
        spans = [(first, str(int(first) + count - 1))]
    numbers = (number for first, to in spans for number in _counted(first, to or first))
    return [f"{before}{slash}{number}" for number in numbers][:count]


def _counted(first: str, last: str) -> Iterator[str]:
    """Yield the numbers of a span, as wide as its first."""
    for number in range(int(first), min(int(last), int(first) + _MOST) + 1):
        yield str(number).zfill(len(first))
