"""How the office puts its book of measures together, and how wide the columns of its tables are."""

from enum import StrEnum

from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.records import Record


class ChapterState(StrEnum):
    SHOWN = ""
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter(Record):
    """A chapter in the office's own order. A year without any has the usual ones."""

    year_id: str
    part: str = ""
    """The name of a part that the program makes (``analysis``); empty for the office's own text
    or file."""
    title: str = ""
    """Its heading, where it is not the part's own."""
    text: str = ""
    """The words of a chapter of the office's own, as short rich text."""
    file_name: str = ""
    media: str = ""
    """Key of a PDF that is bound in."""
    state: ChapterState = ChapterState.SHOWN
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnWidths(Record):
    """How wide the columns of a document's table are, in the office's own choice."""

    name: str
    """The document's name; of its further tables with ``/2``."""
    shares: str
    """The share of each column, with blanks between."""
