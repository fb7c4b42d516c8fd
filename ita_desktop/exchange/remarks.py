"""What is to be said about a row: why it is left out, or what to look at before accepting it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Self

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.exchange.sheets import Origin


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell of a row: its column's name in the kind, index and heading in the file."""

    name: str
    index: int
    heading: str


class RowError(InputError):
    """A row that cannot be read; ``column`` names the cell as the user sees it, ``of`` is the name
    of its column in the kind and ``cell`` the cell itself, where one is to blame."""

    of = ""
    cell: CellPlace | None = None

    def __init__(
        self, template: str, *, remedy: str = "", column: str = "", **fields: object
    ) -> None:
        self.column = column
        super().__init__(template, where="", remedy=remedy, **fields)

    def about(self, column: str, cell: CellPlace | None = None) -> Self:
        """The same error, with the column (its name in the kind) that is to blame."""
        self.of, self.cell = column, cell
        return self


class LineError(RowError):
    """What a report says in one place and cannot be read; what it says is typed afterwards."""

    def __init__(self, template: str, *, column: str = "", **fields: object) -> None:
        super().__init__(template, remedy="ดูในรายงาน แล้วกรอกเองหลังนำเข้า", column=column, **fields)


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about a row (or about the whole file, when ``origin`` is None).

    ``template`` and ``remedy`` are Thai, with ``{fields}``, so that the edges can translate them.
    """

    origin: Origin | None
    template: str
    remedy: str = ""
    fields: Mapping[str, object] = field(default_factory=dict)
    column: str = ""
    cell: CellPlace | None = None
    """The cell that would have to say something else."""

    @classmethod
    def of(cls, origin: Origin, error: RowError) -> Self:
        """The remark that tells a row's failure."""
        return cls(origin, error.template, error.remedy, error.fields, error.column, error.cell)

    @property
    def sheet(self) -> str:
        return self.origin.sheet if self.origin else ""

    @property
    def row(self) -> int | None:
        return self.origin.row if self.origin else None

    @property
    def place(self) -> str:
        """``แผ่น “รายชื่อ” แถว 7``; ``ไฟล์นี้`` for a remark about the whole file."""
        return self.origin.place if self.origin else Phrase("ไฟล์นี้")

    @property
    def why(self) -> str:
        """The sentence in Thai, without the place of the row."""
        return self.sentence()

    @property
    def text(self) -> str:
        """The sentence in Thai with its place: ``แถว 7: …``."""
        return f"{self.place}: {self.why}"

    def sentence(self, translate: Callable[[str], str] | None = None) -> str:
        """The sentence without its row; ``translate`` turns templates into another language."""
        error = InputError(self.template, where=self.column, remedy=self.remedy, **self.fields)
        return error.sentence(translate)


@dataclass(frozen=True, slots=True)
class Skipped(Remark):
    """A row that is left out, and why. There is none without a row, and none without a reason:
    ValueError is raised."""

    def __post_init__(self) -> None:
        if self.origin is None:
            raise ValueError("a row that is left out has to say which")
        if not self.why.strip():
            raise ValueError("a row that is left out has to say why")


@dataclass(frozen=True, slots=True)
class Flaw(Remark):
    """A cell that is left out, while the rest of its row is taken in, and why."""
