"""The description of a column: what it shows, how it is read back, what may be done with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from typing import Generic, Protocol, TypeVar

from ita_desktop.ui.table.values import ListChoice, Numbers, YearAxis
from ita_desktop.ui.theme.columns import ColumnWidth
from ita_desktop.ui.theme.tokens import Tone


class Row(Protocol):
    """A row is any immutable value with an ``id``; two equal rows look the same."""

    @property
    def id(self) -> str: ...


RowT = TypeVar("RowT", bound=Row)


class ColumnKind(Enum):
    """How a column's values are painted, aligned, sorted, read and edited."""

    TEXT = auto()
    CODE = auto()
    NUMBER = auto()
    DATE = auto()
    STATE = auto()
    FRACTION = auto()
    BAR = auto()
    SCHEDULE = auto()
    SPANS = auto()
    OWNERS = auto()
    CHECK = auto()


OF_YEAR = frozenset({ColumnKind.SCHEDULE, ColumnKind.SPANS})
"""Kinds that have the months of a year for a caption, with today's line through all rows."""
RIGHT = frozenset({ColumnKind.NUMBER, ColumnKind.FRACTION})
"""Kinds whose values and captions stand at the right edge."""


@dataclass(frozen=True, kw_only=True)
class Column(Generic[RowT]):
    """One column. The functions get the page's own row objects, never those of groups.

    ``value`` gives the kind's typed value: str, Decimal or None, date or None,
    ``Mark`` or ``StatusCell``, ``DoneCount``, ``ProgressCell``, tuple of ``ScheduledTime``,
    ``YearSpan`` or ``CellOwner``, bool or None (no box); a ``ChangedValue`` or ``Toned`` may stand
    around it.
    """

    key: str
    title: str
    value: Callable[[RowT], object]
    kind: ColumnKind = ColumnKind.TEXT
    width: int = ColumnWidth.USUAL
    """Logical px at first; the user's own width is kept in the header's state."""
    wide: int = 0
    """What it grows to where there is room; 0: it keeps its width."""
    unused: int = 0
    """Its width while no cell of it holds anything and none was typed into; 0: as otherwise."""
    stretch: bool = False
    """Takes the room that the others leave. One with ``wide`` lets them grow, too, from then on."""
    lines: int = 0
    """On how many lines it is read to its end, however few the others have; 0: as they have."""
    text: Callable[[RowT], str] | None = None
    """What is shown and copied where it is not the value's own text."""
    ghost: Callable[[RowT], str] | None = None
    """What stands faintly in an empty cell (โดยตำแหน่ง)."""
    tone: Callable[[RowT], Tone] | None = None
    tip: Callable[[RowT], str] | None = None
    """Tool tip; by itself a cell tells its whole text where it is cut."""
    sort: Callable[[RowT], object] | None = None
    """What to sort by, comparable among the column's rows."""
    editable: Callable[[RowT], bool] | bool = False
    parse: Callable[[str], object] | None = None
    """Typed or pasted text to a value; raises ValueError with a Thai sentence."""
    choices: Callable[[RowT], Sequence[ListChoice]] | None = None
    choices_of_new: Callable[[], Sequence[ListChoice]] | None = None
    """What pasted text of a row that is yet to be made is read by; a group's own choices."""
    doubt: Callable[[RowT | None, object], None] | None = None
    """Raises ValueError with a Thai sentence where what was read cannot be that row's value; None
    stands for a row that is yet to be made."""
    named: Callable[[RowT | None, str], Sequence[ListChoice]] | None = None
    """What a typed name may stand for that is no choice: it is offered, and never taken unasked."""
    only_choices: bool = False
    """Nothing but a choice may be entered."""
    empty: object = None
    """The value that Delete enters."""
    required: bool = False
    """May not be empty."""
    numbers: Numbers = field(default=Numbers())
    axis: YearAxis | None = None
    """The year over a schedule column; its fiscal year is also that of typed dates."""
    fiscal_year: int | None = None
    """Buddhist fiscal year that a typed day without a year falls into."""
    today: Callable[[], date] = date.today
    """The day that +7 and the calendar's quick picks count from; the sample has one of its own."""
    wrap: bool = True
    rich: bool = False
    """Holds short rich text: its lists and bold are typed as such."""
    filterable: bool = True
    hideable: bool = True
    group: Callable[[RowT], str] | None = None
    """The code of the group of a row that stands in none: what is filtered by among codes, too."""
    hidden: bool = False
    """Not shown until the user asks for it."""
    sunken: bool = False
    """Read-only among columns that are typed in: painted as such."""

    def may_edit(self, row: RowT) -> bool:
        """Whether a cell of this column may be edited."""
        return self.editable if isinstance(self.editable, bool) else self.editable(row)

    @property
    def right(self) -> bool:
        """Whether values and caption stand at the right edge."""
        return self.kind in RIGHT
