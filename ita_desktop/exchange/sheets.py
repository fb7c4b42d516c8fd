"""What was read: sheets of rows of cells, each row with the number the user sees in Excel."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from ita_desktop.domain.errors import InputError, Phrase


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell whose content cannot be used; it matters only if its column is wanted."""

    why: str
    """Thai sentence template."""
    remedy: str


Value: TypeAlias = str | date | BadCell
"""A cell: cleaned text (empty for none), a day, or why it cannot be used."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row with content. ``values[0]`` is column A."""

    number: int
    values: tuple[Value, ...]
    merged: frozenset[int] = frozenset()
    """Columns whose value belongs to a cell merged with the row above."""


@dataclass(frozen=True, slots=True)
class DataSheet:
    """One sheet; ``name`` is empty for CSV and pasted text, ``source`` the file name."""

    name: str
    rows: tuple[SheetRow, ...]
    source: str = ""
    of_lines: bool = False
    """Its rows are lines of a text, ``name`` is the number of the page in a PDF."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row came from."""

    sheet: str
    row: int

    @property
    def place(self) -> str:
        """``แผ่น “รายชื่อ” แถว 7``."""
        if not self.sheet:
            return Phrase("แถว {row}", row=self.row)
        return Phrase("แผ่น “{sheet}” แถว {row}", sheet=self.sheet, row=self.row)

    @property
    def page(self) -> str:
        """The number of the page that a line of a PDF stands on; empty for everything else."""
        return ""

    @property
    def brief(self) -> str:
        """``รายชื่อ แถว 7``."""
        if not self.sheet:
            return self.place
        return Phrase("{sheet} แถว {row}", sheet=self.sheet, row=self.row)


class CancelledError(InputError):
    """The user stopped the work; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("ยกเลิกแล้ว ไม่มีอะไรเปลี่ยนแปลง")


@dataclass(frozen=True, slots=True)
class WorkProgress:
    """Tells how far long work is, and asks whether to go on. Free of threads and windows."""

    progress: Callable[[int, int], None] | None = None
    """Called with rows done and rows in all (0 while not known)."""
    cancelled: Callable[[], bool] | None = None

    def at(self, done: int, total: int = 0) -> None:
        """To be called for each row; raises :class:`CancelledError`. Speaks every 200 rows."""
        if done % 200 and done != total:
            return
        if self.cancelled is not None and self.cancelled():
            raise CancelledError
        if self.progress is not None:
            self.progress(done, total)


def column_letter(index: int) -> str:
    """The letter of a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
