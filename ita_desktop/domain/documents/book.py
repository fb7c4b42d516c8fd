"""Records of the book of measures' chapters and of the options of single documents."""

from enum import StrEnum
from typing import Annotated, Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal.marks import FileKey, FreeText, NotPersonal
from ita_desktop.domain.records import Named, Position, Record

GENERATED: Final = "{เนื้อหาของบท}"
"""A line of a chapter's text in the place of the content that the program generates."""


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
