"""A kind of document: its name, formats and options, the functions that make it, and what they are
given. The office sets options and column widths of a document.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final, Protocol

from ita_desktop.documents.content import Document
from ita_desktop.documents.forms import Form
from ita_desktop.documents.slides import Deck
from ita_desktop.domain.documents import DocumentOption
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.text import Digits
from ita_desktop.domain.tracking.entries import Photo
from ita_desktop.domain.year import YearData

LEAST_WIDTH = 2.0
"""Least width of a column, in per cent of the table's width."""
OPTION_NAMES: Final[Mapping[DocumentOption, str]] = {
    DocumentOption.RUNNING_NUMBERS: Phrase("เลขต่อทั้งตัวชี้วัด"),
    DocumentOption.SIGNED_PAGES: Phrase("Word ฉบับลงนาม"),
    DocumentOption.PRINTED_SHEET: Phrase("Excel เหมือนหน้าพิมพ์"),
    DocumentOption.INTERNAL_NOTES: Phrase("หมายเหตุภายใน"),
    DocumentOption.NO_DRAFT_MARK: Phrase("ไม่พิมพ์คำว่าร่าง"),
    DocumentOption.CHANGES_SINCE: Phrase("ที่เปลี่ยนหลังยื่น"),
}
GARUDA: Final = "garuda"
"""Name of the office file with the garuda, for the head of papers."""
LOGO: Final = "logo"
"""Name of the office file with the picture for the cover of the book."""
REFERENCE_DOCX: Final = "reference-docx"
"""Name of the office's Word file, whose styles, fonts and margins Word documents take."""
REFERENCE_PPTX: Final = "reference-pptx"
"""Name of the office's PowerPoint file, whose masters and layouts slides take."""

BY_QUESTION: Final = "item"
"""Subject of an analysis with a row for each question; without it there is one an indicator."""


class Format(StrEnum):
    """A file format; its value is the file's extension."""

    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"
    PPTX = "pptx"


ALL_FORMATS = (Format.DOCX, Format.XLSX, Format.PDF)
"""The formats of pages and tables; slides are a format of few documents."""


class DocumentGroup(StrEnum):
    """The heading under which a document is listed; the value is the Thai heading."""

    ORDERS = "คำสั่งและหนังสือ"
    TABLES = "ตาราง"
    OIT = "งาน OIT"
    BOOKS = "เล่มรายงาน"


class Subject(StrEnum):
    """What one document of a kind is about."""

    YEAR = ""
    """The whole year."""
    ORDER = "order"
    MEETING = "meeting"
    LETTER = "letter"
    UNIT = "unit"
    """A unit of the office; all units if none is given."""
    FORM = "form"
    """The whole year; the subject is the name of one of the document's forms."""
    ROUND = "round"
    """A reporting round, by its key; today's if none is given."""
    LEVEL = "level"
    """A level to be reached, by its code; the next one if none is given."""
    SURVEY = "survey"
    """The link of a survey; the first of the year if none is given."""


class Profile(StrEnum):
    """The readers of a document."""

    INTERNAL = "internal"
    """The office itself."""
    PUBLIC = "public"
    """The public: respondents' free-text comments are omitted."""


@dataclass(frozen=True, slots=True)
class ReportContext:
    """The data and choices that a document is made from."""

    year: YearData
    previous: YearData | None = None
    """The newest year before ``year`` in the workspace."""
    profile: Profile = Profile.PUBLIC
    subject: str = ""
    """What the document is about: the key of an order, meeting or letter (empty: the newest), of a
    unit (empty: all), of a round (empty: today's) or of a level (empty: the next one), or the name
    of a form (empty: the default)."""
    day: date | None = None
    """The day on which the document is made, for statements as of today."""
    media: Callable[[str], bytes | None] = field(default=lambda _key: None, compare=False)
    """Returns the stored bytes of a file by their key (a digest of the bytes)."""
    lost_photo: Callable[[Photo], None] = field(default=lambda _photo: None, compare=False)
    """Called with a photograph that is missing or damaged; its place on the paper stays empty."""
    lost_letter: Callable[[str, str], object] = field(
        default=lambda _letter, _text: None, compare=False
    )
    """Called with a letter that no font has, and a text with it; it is printed as a box."""
    items: tuple[str, ...] | None = None
    """Codes of the only items in the table of assignments; None: all items."""
    document: str = ""
    """Name of the document that this one is bound into, whose options apply; empty if alone."""
    printed_sheet: bool | None = None
    """Whether Excel files look like the printed pages; None: as the office's option says."""
    notes: bool | None = None
    """Whether internal notes are printed; None: as the office's option says."""
    shortened: int = 0
    """How far a document of one page is shortened to fit on it (:attr:`DocumentKind.shorter`)."""
    with_due: bool = False
    """Whether the table of assignments has a column of due days; the official form has none."""

    @property
    def last_year(self) -> YearData | None:
        """The year directly before ``year``; None if the workspace lacks it. Older results are not
        printed as last year's."""
        before = self.previous
        return before if before is not None and before.year == self.year.year - 1 else None

    def office_file(self, name: str) -> bytes | None:
        """Returns a file that the office added for its documents (``garuda``), or None."""
        found = next((file for file in self.year.office_files if file.name == name), None)
        return self.media(found.media) if found is not None else None


FIELD = "field"
"""Key in :attr:`MissingData.fields` for the field of the order, meeting or letter to fill in."""


@dataclass(frozen=True, slots=True)
class MissingData:
    """Data that a document still needs: a Thai sentence with ``{fields}``, and the remedy where
    there is one."""

    template: str
    fields: Mapping[str, object] = field(default_factory=dict)
    remedy: str = ""
    page: PageKey | None = None
    """The page where it is filled in; None: the page of the document's own data."""
    is_all: bool = False
    """Whether the document has nothing to say without it: a poster without its link."""
    part: str = ""
    """The part of that page, as a target of a place."""

    def of_part(self) -> "MissingData":
        """Returns the same for a document of which only a part has nothing to say without it."""
        return replace(self, is_all=False)

    def __str__(self) -> str:
        return f"{self.template.format_map(self.fields)} {self.remedy}".rstrip()


class Report(Protocol):
    """Builds the documents of a kind: a module of ``reports/``, or a variant within one."""

    def missing(self, context: ReportContext, /) -> Iterable[MissingData]: ...

    def build(self, context: ReportContext, digits: Digits, /) -> Document: ...


class TitledReport(Report, Protocol):
    """A report whose documents have individual titles."""

    def called(self, context: ReportContext, /) -> str: ...


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A document that the program can make for a year."""

    name: str
    """Its name on the command line (``oit-assignments``)."""
    title: str
    group: DocumentGroup
    digits: Digits
    """The digits it is printed in unless the clerk chooses others."""
    page: PageKey
    """The page of the window with its data."""
    gaps: Callable[[ReportContext], Iterable[MissingData]]
    """Finds what :meth:`missing` returns."""
    build: Callable[[ReportContext, Digits], Document]
    formats: tuple[Format, ...] = ALL_FORMATS
    confidential: bool = False
    """Whether the internal profile prints more than the public one."""
    internal: bool = False
    """Whether it is for the office only; it cannot be made for the public profile."""
    names_people: bool = False
    """Whether its form names people in running text: orders, letters, agenda and minutes."""
    of: Subject = Subject.YEAR
    """What one document of the kind is about."""
    apart: tuple[Format, ...] = ()
    """Formats that are made on request only, not when all documents are exported."""
    choices: tuple[DocumentOption, ...] = ()
    """The options that the office can set for it."""
    called: Callable[[ReportContext], str] | None = None
    """Returns the title of one document, where each has its own."""
    form: Callable[[ReportContext], Form] | None = None
    """Builds its Excel file, where that is a form to fill in and not the printed document."""
    slides: Callable[[ReportContext, Digits], Deck] | None = None
    """Builds its slides, where it has that format."""
    shorter: int = 0
    """Of a document of one page: the number of its versions, the fullest first; the first that
    fits on the page is made. 0 for a document of any number of pages."""

    def missing(self, context: ReportContext) -> list[MissingData]:
        """Returns the data that is still missing; an empty list when the document is complete."""
        return list(self.gaps(context))

    def empty(self, context: ReportContext) -> MissingData | None:
        """Returns what is missing if the document has nothing to say without it."""
        return next((gap for gap in self.gaps(context) if gap.is_all), None)


def chose(context: ReportContext, name: str, choice: DocumentOption) -> bool:
    """Returns whether an option of document ``name`` is on; a bound document has the options of the
    one it is bound into. Internal notes and the layout of Excel files can be overridden on the
    command line."""
    text = {
        DocumentOption.INTERNAL_NOTES: context.notes,
        DocumentOption.PRINTED_SHEET: context.printed_sheet,
    }.get(choice)
    if text is not None:
        return text
    wanted = context.document or name
    return any(choice in choices.chosen.split() for choices in context.year.document_choices
               if choices.name == wanted)  # fmt: skip


def widths(context: ReportContext, name: str, usual: Sequence[float]) -> tuple[float, ...]:
    """Returns the column shares of document ``name`` (of its further tables: ``name/2``). Falls
    back to ``usual`` if the office set none, or for another number of columns."""
    own = next((width.shares for width in context.year.column_widths if width.name == name), "")
    chosen = shares_of(own)
    return chosen if len(chosen) == len(usual) else tuple(usual)


def shares_of(text: str) -> tuple[float, ...]:
    """Parses stored shares into percentages of their sum; empty if they are invalid."""
    try:
        shares = [float(word) for word in text.split()]
    except ValueError:
        return ()
    total = sum(shares)
    if not shares or not all(0 < share < float("inf") for share in shares):
        return ()
    made = tuple(share / total * 100 for share in shares)
    return made if min(made) >= LEAST_WIDTH - 0.01 else ()
