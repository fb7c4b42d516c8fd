"""Sheets of rows of cells, each row with its number in Excel."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Self, TypeAlias

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.patterns import lazy_re


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell whose content cannot be used; reported only if its column is read."""

    why: str
    """Thai message template."""
    remedy: str


Value: TypeAlias = str | date | BadCell
"""A cell: cleaned text (may be empty), a date, or why it cannot be used."""
_WEB: Final = lazy_re(r"(?:https?|ftp)://\S+$", re.IGNORECASE)
_NOWHERE: Final = lazy_re(r"#|javascript:", re.IGNORECASE)
_TO_PEOPLE: Final = lazy_re(r"(?:mailto|tel):([^?]*)", re.IGNORECASE)


class LinkedText(str):
    """The text of a cell with links, whose addresses are not shown."""

    __slots__ = ("links",)
    links: Mapping[str, str]
    """The words of each link by its address; empty if they are not known."""

    @property
    def pages(self) -> Mapping[str, str]:
        """Those that lead to a page of the web, and to nobody's mail, telephone or disk."""
        return {each: words for each, words in self.links.items() if _WEB.match(each)}

    def __new__(cls, text: str, links: Mapping[str, str]) -> Self:
        made = super().__new__(cls, text)
        made.links = links
        return made


class CodedText(str):
    """The text of a cell with Arabic digits, whose codes were typed with others (``O๑๓``)."""

    __slots__ = ("typed",)
    typed: str
    """Its text as typed."""

    def __new__(cls, text: str, typed: str) -> Self:
        made = super().__new__(cls, text)
        made.typed = typed
        return made


def linked(value: Value, links: Iterable[tuple[str, str]]) -> Value:
    """Return a cell with the addresses that its text leads to and does not show. ``links`` are
    addresses with their words, which may be empty."""
    if not isinstance(value, str) or value == "":
        return value
    found: dict[str, str] = {}
    for address, words in links:
        to_people = _TO_PEOPLE.match(address)
        shown = to_people[1] if to_people else address.rstrip("/")
        if address and not _NOWHERE.match(address) and shown not in value:
            found.setdefault(address, words)
    return LinkedText(value, found) if found else value


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row with content. ``values[0]`` is column A."""

    number: int
    """From 1; the lines above a table of a document have lower ones."""
    values: tuple[Value, ...]
    merged: frozenset[int] = frozenset()
    """Columns whose cell is merged with the row above."""
    shaded: frozenset[int] = frozenset()
    """Columns whose cell is empty, and of another colour than the texts of the row; not known of
    PDFs."""

    @property
    def filled(self) -> int:
        """Number of its filled cells."""
        return sum(value != "" for value in self.values)

    def value(self, column: int | None) -> Value:
        """Return the cell of a column; empty beyond the last one, and of no column."""
        return self.values[column] if column is not None and column < len(self.values) else ""

    def text(self, column: int | None) -> str:
        """Return the text of a cell; empty for one of another type."""
        value = self.value(column)
        return value if isinstance(value, str) else ""

    def with_value(self, column: int, value: Value) -> Self:
        """Return the row with another cell in a column."""
        values = [*self.values, *[""] * (column + 1 - len(self.values))]
        values[column] = value
        return replace(self, values=tuple(values))


def lone_texts(rows: Iterable[SheetRow]) -> Iterator[str]:
    """Yield the cells of rows with one filled cell, as titles have; their empty cells, too."""
    return (str(value) for row in rows if row.filled == 1 for value in row.values)


@dataclass(frozen=True, slots=True)
class DataSheet:
    """One sheet; ``name`` is empty for CSV and pasted text, ``source`` is the file name."""

    name: str
    rows: tuple[SheetRow, ...]
    source: str = ""
    of_lines: bool = False
    """Whether its rows are lines of text; ``name`` is then the page number in a PDF."""
    why_waits: str = ""
    """Why its rows wait for a yes, a Thai message template; empty if they do not."""
    merges: bool = False
    """Whether its file knows merged cells, so that any other cell is one of its own."""
    office: str = ""
    """The office whose row or column this is, of a table of several; empty for another sheet."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The position of a row in its source."""

    sheet: str
    row: int

    @property
    def place(self) -> str:
        """``แผ่น “รายชื่อ” แถว 7``, ``เหนือตาราง 3``."""
        if self.row < 1:
            return Phrase("เหนือ{sheet}", sheet=self.sheet)
        if not self.sheet:
            return Phrase("แถว {row}", row=self.row)
        return Phrase("แผ่น “{sheet}” แถว {row}", sheet=self.sheet, row=self.row)

    def seen_from(self, other: "Origin") -> int | Phrase:
        """Return the number of this row for a sentence about the ``other``, with the sheet if it is
        another one: ``7 ของแผ่น “รายชื่อ”``."""
        if self.sheet == other.sheet or not self.sheet:
            return self.row
        return Phrase("{row} ของแผ่น “{sheet}”", row=self.row, sheet=self.sheet)

    @property
    def page(self) -> str:
        """The page number of a line of a PDF; empty for other sources."""
        return ""

    @property
    def brief(self) -> str:
        """``รายชื่อ แถว 7``."""
        if not self.sheet or self.row < 1:
            return self.place
        return Phrase("{sheet} แถว {row}", sheet=self.sheet, row=self.row)


class CancelledError(InputError):
    """The user cancelled the work; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("ยกเลิกแล้ว ไม่มีอะไรเปลี่ยนแปลง")


@dataclass(frozen=True, slots=True)
class WorkProgress:
    """Reports the progress of long work, and can cancel it. Independent of threads and windows."""

    progress: Callable[[int, int], None] | None = None
    """Called with rows done and the total (0 if not known)."""
    cancelled: Callable[[], bool] | None = None

    def at(self, done: int, total: int = 0, *, every: int = 200) -> None:
        """Call for each row; raises :class:`CancelledError`. Reports ``every`` so many rows: each
        one of what takes long."""
        if done % every and done != total:
            return
        if self.cancelled is not None and self.cancelled():
            raise CancelledError
        if self.progress is not None:
            self.progress(done, total)


def column_index(letters: str) -> int:
    """Return the index of a column by its letters: A is 0, AA is 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def column_letter(index: int) -> str:
    """Return the letter of a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
