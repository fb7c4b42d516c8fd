"""Remarks about rows: why one is skipped, or what to check before importing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.exchange.sheets import Origin


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell of a row: its column's name in the kind, index and heading in the file."""

    name: str
    index: int
    heading: str


class RowError(InputError):
    """A row that cannot be read; ``column`` names the faulty cell as displayed, ``of`` is its
    column's name in the kind and ``cell`` the cell itself, if any."""

    of = ""
    cell: CellPlace | None = None

    def __init__(
        self, template: str, *, remedy: str = "", column: str = "", **fields: object
    ) -> None:
        self.column = column
        super().__init__(template, where="", remedy=remedy, **fields)

    def about(self, column: str, cell: CellPlace | None = None) -> Self:
        """Return the error with the faulty column (its name in the kind)."""
        self.of, self.cell = column, cell
        return self


class NoRecordError(RowError):
    """A row that says, with a dash, that there is nothing to record: it is put aside and
    reported."""


class LineError(RowError):
    """A line of a report that cannot be read, to be typed afterwards."""

    def __init__(self, template: str, *, column: str = "", **fields: object) -> None:
        super().__init__(template, remedy="ดูในรายงาน แล้วกรอกเองหลังนำเข้า", column=column, **fields)


@dataclass(frozen=True, slots=True)
class Remark:
    """A message about a row (or about the whole file, if ``origin`` is None).

    ``template`` and ``remedy`` are Thai, with ``{fields}``, to be translated for display.
    """

    origin: Origin | None
    template: str
    remedy: str = ""
    fields: Mapping[str, object] = field(default_factory=dict)
    column: str = ""
    cell: CellPlace | None = None
    """The cell to correct."""

    @classmethod
    def of(cls, origin: Origin, error: RowError) -> Self:
        """Return the remark for a row's error."""
        return cls(origin, error.template, error.remedy, error.fields, error.column, error.cell)

    @property
    def sheet(self) -> str:
        return self.origin.sheet if self.origin else ""

    @property
    def row(self) -> int | None:
        """The number of its row; None for the whole file and for a line above a table."""
        return self.origin.row if self.origin and self.origin.row > 0 else None

    @property
    def place(self) -> str:
        """``แผ่น “รายชื่อ” แถว 7``; ``ไฟล์นี้`` for a remark about the whole file."""
        return self.origin.place if self.origin else Phrase("ไฟล์นี้")

    @property
    def why(self) -> str:
        """The message in Thai, without the row."""
        return self.sentence()

    @property
    def text(self) -> str:
        """The message in Thai with the row: ``แถว 7: …``."""
        return f"{self.place}: {self.why}"

    def sentence(self, translate: Callable[[str], str] | None = None) -> str:
        """Return the message without the row; ``translate`` maps templates to another language."""
        error = InputError(self.template, where=self.column, remedy=self.remedy, **self.fields)
        return error.sentence(translate)


@dataclass(frozen=True, slots=True)
class Skipped(Remark):
    """A skipped row, and why. Raises ValueError without a row or without a reason."""

    def __post_init__(self) -> None:
        if self.origin is None:
            raise ValueError("a row that is left out has to say which")
        if not self.why.strip():
            raise ValueError("a row that is left out has to say why")


@dataclass(frozen=True, slots=True)
class Flaw(Remark):
    """A skipped cell of a row that is otherwise imported, and why."""


class UnreadPart(NamedTuple):
    """A text that is not read, whole, and where it stands if that is known."""

    text: str
    origin: Origin | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class TickedHeads(Remark):
    """Headings in one row that are read as what is ticked below them."""

    heads: tuple[tuple[int, str], ...] = ()
    """The index of each, and its text."""


@dataclass(frozen=True, slots=True)
class UnreadText(Remark):
    """Texts that are not read, as the file says, and why."""

    texts: tuple[UnreadPart, ...] = ()
    is_struck: bool = False
    """Whether somebody has struck them through: they stand nowhere, whatever they say."""
