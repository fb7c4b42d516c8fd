"""The content of an Excel file that others fill in, or edit as a list, and the program imports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from typing import TypeAlias

from ita_desktop.documents.wordings.paper_words import SHIPPED, PaperWords
from ita_desktop.domain.text import Digits


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


ListValue: TypeAlias = str | date | Decimal | int | None
"""What a cell holds; a text may have several lines."""


class Holds(Enum):
    """What the cells of a column hold, new ones too."""

    TEXT = auto()
    DAY = auto()
    COUNT = auto()
    MONEY = auto()


@dataclass(frozen=True, slots=True)
class ListFileColumn:
    """A column: ``width`` in characters, ``choices`` for a drop-down list beside which others may
    be typed, a ``hint`` as input message."""

    heading: str
    width: int
    holds: Holds = Holds.TEXT
    choices: Sequence[str] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list: a heading row and its rows, and nothing else, so that Excel sorts and filters it. Its
    last column is hidden: ``keys`` below ``key_heading``."""

    title: str
    columns: Sequence[ListFileColumn]
    rows: Sequence[Sequence[ListValue]]
    key_heading: str
    keys: Sequence[str]
    digits: Digits = Digits.ARABIC
    """In which digits Excel shows figures and days; they are numbers either way."""
