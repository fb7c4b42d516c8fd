"""An Excel file that is filled in and taken back: what its sheets hold."""

from dataclasses import dataclass

from ita_desktop.documents.wordings.paper_words import SHIPPED, PaperWords


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column: ``width`` in letters; what is to be filled in is marked; ``choices`` are offered
    as a list, ``hint`` is told where a cell is chosen. A ``hidden`` one is out of sight."""

    heading: str
    width: int
    fills: bool = False
    choices: tuple[str, ...] = ()
    hint: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A sheet: ``notes`` above the headings, the first one as its title; then ``rows`` of texts,
    one for each column."""

    name: str
    notes: tuple[str, ...]
    columns: tuple[FormColumn, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A whole file."""

    title: str
    sheets: tuple[FormSheet, ...]
    author: str = ""
    words: PaperWords = SHIPPED
