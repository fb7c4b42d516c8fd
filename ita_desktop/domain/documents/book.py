"""How the office puts its book of measures together, and what it chose for single documents."""

from enum import StrEnum

from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal.marks import FileKey, FreeText, NotPersonal
from ita_desktop.domain.records import Named, Record


class ChapterState(StrEnum):
    SHOWN = ""
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter(Record):
    """A chapter in the office's own order. A year without any has the usual ones."""

    year_id: str
    part: NotPersonal = ""
    """The name of a part that the program makes (``analysis``); empty for the office's own text
    or file."""
    title: FreeText = ""
    """Its heading, where it is not the part's own."""
    text: FreeText = ""
    """The words of a chapter of the office's own, as short rich text."""
    file_name: FreeText = ""
    media: FileKey = ""
    """Key of a PDF that is bound in."""
    state: ChapterState = ChapterState.SHOWN
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnWidths(Named):
    """How wide the columns of a document's table are, in the office's own choice. It is named for
    the document; for its further tables with ``/2``."""

    shares: NotPersonal
    """The share of each column, with blanks between."""


class DocumentOption(StrEnum):
    """What is on in a document only where the office chose it."""

    RUNNING_NUMBERS = "running-numbers"
    """Steps without a number of their own are numbered on through an indicator."""
    SIGNED_PAGES = "signed-pages"
    """The Word file is as it is signed: with catchwords, a section for each page."""
    PRINTED_SHEET = "printed-sheet"
    """The Excel file looks like the printed pages, and is no list to work with."""
    INTERNAL_NOTES = "internal-notes"
    """The program's own notes on figures are printed: doubts, how they were computed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentChoices(Named):
    """What the office chose for the document that it is named for, for all years."""

    chosen: NotPersonal
    """The values of its :class:`DocumentOption` that are on, with blanks between."""


@dataclass(frozen=True, kw_only=True)
class BookRows:
    """Where a year holds these records."""

    chapters: tuple[Chapter, ...] = ()
    column_widths: tuple[ColumnWidths, ...] = ()
    document_choices: tuple[DocumentChoices, ...] = ()
