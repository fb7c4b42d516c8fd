"""Definition of an import kind: its columns with their headings, and how a row is read."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from datetime import date
from enum import Enum, auto
from functools import cache
from itertools import chain
from typing import Any, Final, Generic, TypeVar, get_type_hints

from ita_desktop.domain.pages import Place
from ita_desktop.domain.records import Record, typed_fields
from ita_desktop.exchange.cells.row import Cells

RowT = TypeVar("RowT")
RowT_co = TypeVar("RowT_co", covariant=True)
Reader = Callable[[Cells, str], object]
"""Reads the cell of a row in the column of this name; raises RowError."""
_READERS: Final[Mapping[object, Reader]] = {
    str: Cells.text,
    date | None: Cells.day,
    tuple[str, ...]: Cells.several,
}
"""What reads a cell, by the type of its field."""
_COLUMNS, _READS = "columns", "reads"


class ChoiceList(Enum):
    """Choice lists that a template offers for a column."""

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
    SURVEYS = auto()
    SURVEY_GROUPS = auto()
    REMARK_STATES = auto()


@dataclass(frozen=True, slots=True)
class ImportColumn:
    """One column of a kind.

    ``heading`` is printed in templates. ``also`` are other accepted headings; one that ends in
    ``*`` matches every heading with that beginning.
    """

    name: str
    heading: str
    also: tuple[str, ...] = ()
    hint: str = ""
    """Hint for the template, one short sentence."""
    width: int = 18
    """Width in the template, in characters."""
    choice: ChoiceList = ChoiceList.NONE
    many: bool = False
    """Whether a cell has several values, separated by ``;`` or line breaks."""
    in_template: bool = True
    """Whether it is in templates; otherwise it is only read if a table has it."""
    inherit: bool = False
    """Whether an empty cell has the value above (a name written once for a block of rows)."""
    looks: Callable[[str], bool] | None = None
    """Whether a cell is surely of this column, which is then known below any heading."""
    tells_kind: bool = True
    """Whether it makes its kind likelier; otherwise tables of other kinds have it as often."""


def column(
    heading: ImportColumn | str,
    also: tuple[str, ...] = (),
    reads: Reader | None = None,
    *,
    beside: tuple[ImportColumn, ...] = (),
    name: str = "",
    default: object = MISSING,
    **more: Any,
) -> Any:
    """Return a field of a row that tells its column: one that kinds share, or the heading and what
    else :class:`ImportColumn` has, called like the field. ``reads`` reads its cell where the type
    of the field does not say how. Columns ``beside`` it follow it, and say something of the same.
    """
    if not isinstance(heading, ImportColumn):
        heading = ImportColumn(name, heading, also, **more)
    return field(default=default, metadata={_COLUMNS: (heading, *beside), _READS: reads})


@cache
def _described(row: type) -> Mapping[str, tuple[tuple[ImportColumn, ...], Reader]]:
    """Return the columns and the reader of the fields that are columns, by their names."""
    types = get_type_hints(row)
    return {
        each.name: (
            tuple(replace(told, name=told.name or each.name) for told in each.metadata[_COLUMNS]),
            each.metadata[_READS] or _READERS.get(types[each.name], Cells.text),
        )
        for each in fields(row)
        if _COLUMNS in each.metadata
    }


More = tuple[tuple[str, Any], ...]
"""The fields of a row's record that its columns have beside those that the row describes."""


def _record_columns(row: Any) -> Mapping[str, tuple[ImportColumn, Reader]]:
    """Return the columns of the fields of a row's ``record`` that have headings, by field, but for
    those that the row describes itself."""
    own = {*_described(row)}
    record = getattr(row, "record", None)
    told = typed_fields(record) if record is not None else ()
    return {
        each.name: (
            ImportColumn(each.name, each.headings[0], (each.name, *each.headings[1:])),
            Cells.lines
            if each.has_lines
            else _READERS.get(each.takes | None if each.may_lack else each.takes, Cells.text),
        )
        for each in told
        if each.headings and each.name not in own
    }


def columns_of(row: type) -> tuple[ImportColumn, ...]:
    """Return the columns that the fields of a row describe, in their order, and those of its
    record."""
    own = chain.from_iterable(told for told, _ in _described(row).values())
    return (*own, *(column for column, _ in _record_columns(row).values()))


def read_row(row: type[RowT], cells: Cells, **own: object) -> RowT:
    """Return a row: its ``own`` values, and the cells of all other columns. Raises RowError."""
    make: Any = row
    read = {
        name: reads(cells, told[0].name)
        for name, (told, reads) in _described(make).items()
        if name not in own
    }
    more = tuple(
        (name, reads(cells, column.name)) for name, (column, reads) in _record_columns(make).items()
    )
    if more:
        read["more"] = more
    made: RowT = make(origin=cells.origin, **read, **own)
    return made


@dataclass(frozen=True, slots=True)
class AcrossColumns:
    """A column that a table may have several times, as the results of each round."""

    column: str
    """Its name."""
    of: Callable[[str], str]
    """What a heading says that tells its column from the others (``รอบ 6 เดือน``), from there to
    its end; empty if it says nothing of the kind."""
    is_alone: Callable[[str], bool]
    """Whether a heading is known by that alone."""
    tells: Callable[[str], bool]
    """Whether a cell tells it below a heading of a time alone, which may be of a plan as well."""
    beside: str = ""
    """The name of a column that it is read from where cells there tell it, and it has none."""


def no_groups(_text: str) -> Mapping[str, str]:
    """For kinds whose tables have no group rows."""
    return {}


@dataclass(frozen=True, kw_only=True)
class ImportKind(Generic[RowT_co]):
    """A kind of list that can be imported."""

    name: str
    title: str
    """Thai name of the list, such as "รายชื่อคณะกรรมการ"."""
    columns: tuple[ImportColumn, ...] = ()
    row: type | None = None
    """What its rows are read as, if the fields of that describe the columns."""
    required: tuple[tuple[str, ...], ...]
    """Groups of columns: a table of this kind has at least one column of each."""
    read: Callable[[Cells], RowT_co]
    """Reads one row; raises RowError."""
    group: Callable[[str], Mapping[str, str]] = no_groups
    """Returns the values of a group row for the rows below it; empty if it is none."""
    identity: frozenset[str]
    """The columns that identify a row: if one of them cannot be read, the row is skipped, otherwise
    only the cell."""
    place: Place
    """Where the window shows its rows: a page, and the part of it as the page's target."""
    elsewhere: Mapping[type[Record], Place] = field(default_factory=dict)
    """Where it shows those rows that are stored as other records, by the type of these."""
    lists_whole_year: bool = False
    """Whether its files list everything of a year, so that missing rows may be removed."""
    examples: tuple[Mapping[str, str], ...] = field(default=())
    """Example rows of the template."""
    goes_on: frozenset[str] = frozenset()
    """The values of titles and group rows that hold for a table with the same headings and no title
    below it, too."""
    across: AcrossColumns | None = None
    """The column that stands once for each round, if a table has several of them."""
    has_totals: bool = False
    """Whether totals are rows of the table, as in results."""
    of_each_link: bool = False
    """Whether each link of a row is a record."""
    sheets: tuple[frozenset[str], ...] = ()
    """The columns of each sheet of a form of several; a table has those of one."""

    def __post_init__(self) -> None:
        if self.row is not None:
            object.__setattr__(self, "columns", columns_of(self.row))

    def column(self, name: str) -> ImportColumn:
        """Return the column of this name."""
        return next(column for column in self.columns if column.name == name)

    def width(self, names: Collection[str]) -> int:
        """Return how many of the columns of these ``names`` that tell the kind a table of it
        has."""
        told = {*names}.difference(each.name for each in self.columns if not each.tells_kind)
        return max((len(sheet & told) for sheet in self.sheets), default=len(told))
