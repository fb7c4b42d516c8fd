"""What the program knows of a document before it is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, Protocol

from ita_desktop.documents.content import Document
from ita_desktop.documents.forms import Form
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.documents.book import DocumentOption
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.year import YearData

GARUDA: Final = "garuda"
"""The office file with the garuda of its papers."""
LOGO: Final = "logo"
"""The office file with the picture on the cover of its book."""
REFERENCE_DOCX: Final = "reference-docx"
"""The office's own Word file, whose styles, letters and margins its documents have."""

BY_QUESTION: Final = "item"
"""The form of a table with a row for each question; without a name the one by indicator."""


class Format(StrEnum):
    """A file format; its value is the file's extension."""

    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"


ALL_FORMATS = (Format.DOCX, Format.XLSX, Format.PDF)


class DocumentGroup(StrEnum):
    """Under which heading a document is listed; the value is the Thai heading."""

    ORDERS = "คำสั่งและหนังสือ"
    TABLES = "ตาราง"
    BOOKS = "เล่มรายงาน"


class Subject(StrEnum):
    """What one document of a kind is about."""

    YEAR = ""
    """The whole year."""
    ORDER = "order"
    MEETING = "meeting"
    LETTER = "letter"
    UNIT = "unit"
    """A unit of the office, or all of them where none is named."""
    FORM = "form"
    """The whole year, in one of the forms that the document has."""
    ROUND = "round"
    """A round of reporting, by its key; that of today where none is named."""


class Profile(StrEnum):
    """Who is to read a document."""

    INTERNAL = "internal"
    """The office itself."""
    PUBLIC = "public"
    """Anybody: what respondents wrote in their own words is left out."""


@dataclass(frozen=True, slots=True)
class ReportContext:
    """What a document is made of."""

    year: YearData
    previous: YearData | None = None
    """The newest year before it that the office has."""
    profile: Profile = Profile.PUBLIC
    subject: str = ""
    """Key of the order, meeting or letter that it is about, empty for the newest one; of the unit,
    empty for all; of the round, empty for that of today; name of the form, empty for the usual."""
    day: date | None = None
    """The day of the office's calendar on which it is made, for what is told as of today."""
    media: Callable[[str], bytes | None] = field(default=lambda _key: None, compare=False)
    """Gives the kept bytes of a file by their key, which changes with them."""
    items: tuple[str, ...] | None = None
    """Codes of the items that the table of assignments is to have alone; None: it has all."""
    document: str = ""
    """The document that this is bound into, whose choices count; empty where it stands alone."""
    printed_sheet: bool | None = None
    """Whether Excel files look like the printed pages; None: where the office chose so."""
    notes: bool | None = None
    """Whether internal notes are printed; None: where the office chose so."""
    with_due: bool = False
    """Whether the table of assignments has a column of due days, which the official form lacks."""

    def office_file(self, name: str) -> bytes | None:
        """A file that the office gave for its papers (``garuda``); None where it gave none."""
        found = next((file for file in self.year.office_files if file.name == name), None)
        return self.media(found.media) if found is not None else None


FIELD = "field"
"""The key under which a :class:`MissingData` names the field of the order, meeting or letter to
be filled in."""


@dataclass(frozen=True, slots=True)
class MissingData:
    """Something that a document still lacks: a Thai sentence with ``{fields}``, and what to do
    about it, where there is something to do."""

    template: str
    fields: Mapping[str, object] = field(default_factory=dict)
    remedy: str = ""
    page: PageKey | None = None
    """Where it is mended; None: on the page with the document's own data."""

    def __str__(self) -> str:
        return f"{self.template.format_map(self.fields)} {self.remedy}".rstrip()


class Report(Protocol):
    """What makes the documents of a kind: a module of ``reports/``, or a variant within one."""

    def missing(self, context: ReportContext, /) -> list[MissingData]: ...

    def build(self, context: ReportContext, digits: Digits, /) -> Document: ...


class TitledReport(Report, Protocol):
    """A report whose documents have a title each."""

    def called(self, context: ReportContext, /) -> str: ...


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One document of the ITA year."""

    name: str
    """What the command line calls it (``oit-assignments``)."""
    title: str
    group: DocumentGroup
    digits: Digits
    """The digits it is printed in unless the clerk chooses others."""
    page: PageKey
    """The page with the data that it is made of."""
    missing: Callable[[ReportContext], list[MissingData]]
    """What the data still lacks for it; empty when it can be printed."""
    build: Callable[[ReportContext, Digits], Document]
    formats: tuple[Format, ...] = ALL_FORMATS
    confidential: bool = False
    """Whether the internal profile says more than the public one."""
    internal: bool = False
    """Whether it is for the office only, and not made in the public profile at all."""
    of: Subject = Subject.YEAR
    """What one of them is about."""
    apart: tuple[Format, ...] = ()
    """Formats that are made only where they are asked for, not together with all documents."""
    choices: tuple[DocumentOption, ...] = ()
    """What the office can choose for it."""
    called: Callable[[ReportContext], str] | None = None
    """The title of one of them, where each has its own."""
    form: Callable[[ReportContext], Form] | None = None
    """Its Excel file, where that is a form to fill in and not the printed document."""
