"""What an import kind is: its columns with the headings they go by, and how a row is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Generic, TypeVar

from ita_desktop.exchange.cells.row import Cells

RowT_co = TypeVar("RowT_co", covariant=True)


class ChoiceList(Enum):
    """Lists that a template offers for a column."""

    NONE = auto()
    UNITS = auto()
    ITEMS = auto()
    OIT_ITEMS = auto()
    INDICATORS = auto()
    BODIES = auto()
    ROLES = auto()
    FREQUENCIES = auto()
    STATUSES = auto()
    ENTRY_STATES = auto()
    UNIT_KINDS = auto()
    PREFIXES = auto()
    FORMATS = auto()
    CHAPTERS = auto()


@dataclass(frozen=True, slots=True)
class ImportColumn:
    """One column of a kind.

    ``heading`` is what templates print. ``also`` are other headings that mean it; one that ends
    in ``*`` stands for every heading that begins so.
    """

    name: str
    heading: str
    also: tuple[str, ...] = ()
    hint: str = ""
    """What to type, one short sentence for the template."""
    width: int = 18
    """Width in the template, in characters."""
    choice: ChoiceList = ChoiceList.NONE
    many: bool = False
    """Several values in one cell, separated by ``;`` or line breaks."""
    in_template: bool = True
    """Templates print it; else it is only read where a table has it."""
    inherit: bool = False
    """An empty cell means the value above (a name written once for a block of rows)."""


@dataclass(frozen=True)
class ImportKind(Generic[RowT_co]):
    """One kind of list that can be imported."""

    name: str
    title: str
    """Thai name of the list, as in "รายชื่อคณะกรรมการ"."""
    columns: tuple[ImportColumn, ...]
    required: tuple[tuple[str, ...], ...]
    """Of each group of columns one must be there, or the table is not of this kind."""
    read: Callable[[Cells], RowT_co]
    """Reads one row; raises RowError."""
    group: Callable[[str], Mapping[str, str]]
    """What a row that only names a group says for the rows below it; empty if it is none."""
    identity: frozenset[str]
    """The columns by which a row is known: without one of them that cannot be read the row cannot
    be taken in, without any other cell it can."""
    lists_whole_year: bool = False
    """Its files list everything of a year, so that what a file lacks may have to go."""
    examples: tuple[Mapping[str, str], ...] = field(default=())
    """Rows that a template shows."""
    has_totals: bool = False
    """A row of a total is one of its rows, as in results."""

    def column(self, name: str) -> ImportColumn:
        """The column of this name."""
        return next(column for column in self.columns if column.name == name)


def no_groups(_text: str) -> Mapping[str, str]:
    """For kinds whose tables have no group rows."""
    return {}
