"""The content of an Excel file that others fill in and the program imports."""

from dataclasses import dataclass
from enum import Enum, auto

from ita_desktop.documents.wordings.paper_words import SHIPPED, PaperWords


class Others(Enum):
    """Whether a text that is none of a column's choices may be typed."""

    REFUSED = auto()
    ASKED = auto()
    """After a question."""
    TAKEN = auto()


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column: ``width`` in characters; ``fills`` marks it for input; ``choices`` become a
    drop-down list, beside which ``others`` may be typed or not, ``hint`` an input message. A
    ``hidden`` one is not shown; a ``high`` one has room for pictures or a longer text. Of a
    ``counts`` column whole numbers are written as numbers."""

    heading: str
    width: int
    fills: bool = False
    choices: tuple[str, ...] = ()
    hint: str = ""
    hidden: bool = False
    high: bool = False
    counts: bool = False
    others: Others = Others.REFUSED


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A sheet: ``notes`` above the headings, the first one as title, and ``rows`` with a text per
    column, behind rows that are ``examples``. With ``room`` for so many rows it is a list that
    grows: nothing is ruled, as its empty rows would be printed."""

    name: str
    notes: tuple[str, ...]
    columns: tuple[FormColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    examples: tuple[tuple[str, ...], ...] = ()
    room: int = 0


@dataclass(frozen=True, slots=True)
class FormTables:
    """A sheet of tables to fill in, as wide in characters as ``widths``. A row of several texts has
    headings; the first one, and each behind an empty one, is a title."""

    name: str
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A workbook to fill in."""

    title: str
    sheets: tuple[FormSheet, ...]
    author: str = ""
    words: PaperWords = SHIPPED
    mark: str = ""
    """What the program knows a returned form by; empty for a form that is not a unit's own."""
    locked: bool = False
    """Whether only columns to fill in can be typed in."""
    tables: tuple[FormTables, ...] = ()
    """Further sheets."""
