"""Records of documents: chapters of the book of measures, options of single documents, the office's
own wordings and files with templates of ``{fields}``, and papers as they were signed and sent
out."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Final, NamedTuple

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.personal_marks import FileKey, FreeText, NotPersonal, PersonName, PostWords
from ita_desktop.domain.records import Member, Named, Position, Record

GENERATED: Final = "{เนื้อหาของบท}"
"""A line of a chapter's text in the place of the content that the program generates."""


NOTHING: Final = "(ไม่มี)"
"""What is typed for a text in whose place a paper prints nothing, not the office's usual words."""
GAP: Final = "...................."
"""Dotted line that is printed for a value to be filled in by hand."""
_NOUN: Final = "การ"
"""What makes a noun of a verb."""
_LEAST_SAID: Final = 7
"""Letters from which on the same ones are the same words: ``ประเมิน``."""
_CLOSING: Final = (")", "]", "”")
_SHORT_FORM: Final = lazy_re(r"\([A-Z]{2,}\)$")
_FIELD = lazy_re(r"\{([^{}\n]+)\}")


APPOINTED: Final = frozenset({"member", "duty"})
"""The tables of what an order appoints."""
WITH_DUE: Final = "due"
"""The word of :attr:`SignedPaper.choices` for a column of due days."""


class ChapterState(StrEnum):
    SHOWN = ""
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter(Record):
    """A chapter of the book of measures. A year without chapters uses the default ones."""

    year_id: str
    part: Annotated[NotPersonal, Phrase("ส่วน")] = ""
    """Name of a generated part (``analysis``); empty for the office's own text or file."""
    title: Annotated[FreeText, Phrase("ชื่อเรื่อง")] = ""
    """Heading; empty for the default heading of the part."""
    text: Annotated[FreeText, Phrase("ข้อความ")] = ""
    """Text of the office's own chapter, as short rich text; of a generated part instead of its
    content, or around it if a line is :data:`GENERATED`."""
    file_name: Annotated[FreeText, Phrase("ชื่อไฟล์")] = ""
    media: Annotated[FileKey, Phrase("ไฟล์")] = ""
    """Key of a PDF file to insert."""
    state: Annotated[ChapterState, Phrase("สถานะ")] = ChapterState.SHOWN
    position: Position = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnWidths(Named):
    """Column widths of a document's table. ``name`` is that of the document, with a suffix such as
    ``/2`` for its further tables."""

    shares: Annotated[NotPersonal, Phrase("ความกว้างคอลัมน์")]
    """Relative width of each column, separated by spaces."""


class DocumentOption(StrEnum):
    """An option of a document that is off by default."""

    RUNNING_NUMBERS = "running-numbers"
    """Number the unnumbered steps consecutively within an indicator."""
    SIGNED_PAGES = "signed-pages"
    """Lay out the Word file for signing: with catchwords and a section for each page."""
    PRINTED_SHEET = "printed-sheet"
    """Lay out the Excel file like the printed pages instead of a plain list."""
    INTERNAL_NOTES = "internal-notes"
    """Print the program's notes on figures: doubts, and how they were computed."""
    NO_DRAFT_MARK = "no-draft-mark"
    """Leave out the line that the framework of the year is a draft."""
    CHANGES_SINCE = "changes-since"
    """Print what changed since an item was last filed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentChoices(Named):
    """The options of the document ``name``, for all years."""

    chosen: Annotated[NotPersonal, Phrase("ตัวเลือก")]
    """The selected :class:`DocumentOption` values, separated by spaces."""


@dataclass(frozen=True, kw_only=True)
class BookRows:
    """The fields of :class:`~ita_desktop.domain.year.YearData` that hold these records."""

    chapters: tuple[Chapter, ...] = ()
    column_widths: tuple[ColumnWidths, ...] = ()
    document_choices: tuple[DocumentChoices, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording(Named):
    """The office's replacement for a default wording; ``text`` is a template with ``{fields}``."""

    text: Annotated[FreeText, Phrase("ข้อความ")]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFile(Named):
    """A file for the office's documents: ``garuda``, ``logo``, ``reference-docx``,
    ``reference-pptx``."""

    file_name: Annotated[FreeText, Phrase("ชื่อไฟล์")]
    media: Annotated[FileKey, Phrase("ไฟล์")]
    """Key of the stored file."""


@dataclass(frozen=True, kw_only=True)
class WordingRows:
    """The fields of :class:`~ita_desktop.domain.year.YearData` that hold these records."""

    wordings: tuple[Wording, ...] = ()
    office_files: tuple[OfficeFile, ...] = ()


def fields_in(text: str) -> tuple[str, ...]:
    """Return the distinct field names of a template, in order.

    >>> fields_in("ลงวันที่ {วันที่คำสั่ง} ของ{สำนักงานเขต}")
    ('วันที่คำสั่ง', 'สำนักงานเขต')
    """
    return tuple(dict.fromkeys(found.strip() for found in _FIELD.findall(text)))


def chosen_text(own: str, usual: str) -> str:
    """Return the text to print: one's ``own``, else the ``usual`` one; none for
    :data:`NOTHING`."""
    return "" if own.strip() == NOTHING else own or usual


def fill(text: str, values: Mapping[str, str | None]) -> str:
    """Return the template ``text`` filled with ``values``. A missing or empty value is printed as
    :data:`GAP`, ``None`` as nothing. A Latin word or a closing sign at the end of a value is parted
    from the words that follow at once; what a value before it says already is not said again.

    >>> fill("{ก}{ข}", {"ก": "คณะทำงาน ITA", "ข": "การประเมิน"})
    'คณะทำงาน ITA การประเมิน'
    >>> fill("{หน่วยงาน}รับผิดชอบ", {"หน่วยงาน": "โรงเรียนวัดตัวอย่าง (สุขบูรณะ)"})
    'โรงเรียนวัดตัวอย่าง (สุขบูรณะ) รับผิดชอบ'
    >>> fill("{ก}{ข}", {"ก": "คณะทำงานประเมิน", "ข": "การประเมินคุณธรรม"})
    'คณะทำงานประเมินคุณธรรม'
    """
    end, before = -1, ""

    def value(found: re.Match[str]) -> str:
        nonlocal end, before
        given = values.get(found[1].strip(), "")
        shown = "" if given is None else given or GAP
        if found.start() == end:
            shown = not_said(before, shown)
            if _has_to_part(before, shown):
                shown = f" {shown}"
        end, before = found.end(), shown
        return f"{shown} " if _has_to_part(shown, text[end:]) else shown

    return _FIELD.sub(value, text)


def _has_to_part(before: str, words: str) -> bool:
    """Return whether a blank has to stand between a value and the Thai words behind it."""
    ends = before[-1:] in _CLOSING or (before[-1:].isascii() and before[-1:].isalpha())
    return ends and words[:1].isalpha() and not words[:1].isascii()


def not_said(before: str, words: str) -> str:
    """Return what of ``words`` is left to say right behind ``before``, which may end with their
    beginning or with the verb of it.

    >>> not_said("คณะทำงานการประเมินคุณธรรม", "การประเมินคุณธรรมและความโปร่งใส")
    'และความโปร่งใส'

    A name that ends with its short form says all of it.

    >>> not_said("คณะทำงานขับเคลื่อนการประเมินคุณธรรม (ITA)", "การประเมินคุณธรรมและความโปร่งใส")
    ''
    """
    if words.startswith(_NOUN) and _SHORT_FORM.search(before):
        return ""
    for noun in ("", _NOUN):
        said = words.removeprefix(noun)
        if words.startswith(noun) and said[:1].isalpha():
            for length in range(min(len(said), len(before)), _LEAST_SAID - 1, -1):
                if before.endswith(said[:length]):
                    return said[length:]
    return words


def fill_known(text: str, values: Mapping[str, str]) -> str:
    """Return ``text`` with only those fields filled in that have a value."""
    return _FIELD.sub(lambda found: values.get(found[1].strip(), "") or found[0], text)


def gaps(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """Return the field names of ``text`` that have no value."""
    return tuple(name for name in fields_in(text) if not values.get(name, ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedPaper(Record):
    """A paper as it was signed on a day. Several rows of the same paper are its versions; the
    newest counts. Nothing that it was made of is locked by it."""

    year_id: str
    document: Annotated[NotPersonal, Phrase("เอกสาร")]
    """Name of the document kind."""
    subject: Annotated[NotPersonal, Phrase("เรื่อง")] = ""
    """Key of the order, meeting, letter, unit or whatever else it is about. What that key means may
    be deleted later; the paper stays."""
    title: Annotated[FreeText, Phrase("ชื่อเรื่อง")] = ""
    """The title that it had."""
    number: Annotated[NotPersonal, Phrase("เลขที่")] = ""
    day: Annotated[date, Phrase("วันที่")]
    signed_by: Annotated[PersonName, Phrase("ผู้ลงนาม")] = ""
    signed_post: Annotated[PostWords, Phrase("ตำแหน่งผู้ลงนาม")] = ""
    copies_to: Annotated[FreeText, Phrase("สำเนาส่งถึง")] = ""
    """Who received copies, one a line."""
    media: Annotated[FileKey, Phrase("ไฟล์")] = ""
    """Key of the PDF that was signed."""
    file_name: Annotated[FreeText, Phrase("ชื่อไฟล์")] = ""
    """Name of the file that it was taken from; empty if the program made it."""
    made: Annotated[FileKey, Phrase("ข้อมูลที่ใช้ทำเอกสาร")] = ""
    """Key of the text of the paper as the program made it then, which is compared; empty where the
    signed one was given and can be read, which is compared itself."""
    made_on: Annotated[date | None, Phrase("วันที่ทำเอกสาร")] = None
    """The day as of which the program made it (:attr:`ReportContext.day`)."""
    digits: Annotated[NotPersonal, Phrase("เลขไทยหรืออารบิก")] = ""
    profile: Annotated[NotPersonal, Phrase("ผู้อ่านเอกสาร")] = ""
    choices: Annotated[NotPersonal, Phrase("ตัวเลือกของเอกสาร")] = ""
    """What the table of assignments was limited to: item codes separated by spaces, and
    :data:`WITH_DUE`."""
    appointed: Annotated[FreeText, Phrase("คณะที่แต่งตั้ง")] = ""
    """Of an order: its bodies with members and duties as signed (:func:`appointed_text`)."""
    position: Position = 0

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.day, self.position, self.id)

    @property
    def recipients(self) -> tuple[str, ...]:
        """Who received copies."""
        return tuple(filter(None, map(str.strip, self.copies_to.splitlines())))


class AppointedBody(NamedTuple):
    """A body as an order appointed it: the columns of its members, and its duties."""

    id: str
    members: tuple[Mapping[str, Any], ...]
    duties: tuple[str, ...]


_COLUMNS: Final = ("id", "kind", "person_id", "post", "unit_id", "role", "note", "position")


def member_columns(member: Member) -> dict[str, Any]:
    """Return the columns of a member that an order prints, as JSON values."""
    return {name: getattr(member, name) for name in _COLUMNS}


def appointed_text(bodies: Iterable[AppointedBody]) -> str:
    """Return bodies as :attr:`SignedPaper.appointed` keeps them."""
    return json.dumps([body._asdict() for body in bodies], ensure_ascii=False)


def appointed_bodies(paper: SignedPaper) -> dict[str, AppointedBody]:
    """Return the bodies of a signed order by key; empty for other papers."""
    kept = json.loads(paper.appointed) if paper.appointed else ()
    return {
        body["id"]: AppointedBody(body["id"], tuple(body["members"]), tuple(body["duties"]))
        for body in kept
    }


@dataclass(frozen=True, kw_only=True)
class SignedRows:
    """The fields of :class:`~ita_desktop.domain.year.YearData` that hold these records."""

    signed_papers: tuple[SignedPaper, ...] = ()
