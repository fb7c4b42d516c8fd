"""Types of cell values other than text, numbers and dates."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from functools import cached_property
from typing import TYPE_CHECKING, overload

from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.text import key
from ita_desktop.domain.tracking.standing import TimeState, share_of_states
from ita_desktop.ui.theme.tokens import Tone
from ita_desktop.ui.widgets.marks import Mark

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap


@dataclass(frozen=True, slots=True)
class StatusCell:
    """A state with a word of its own (พร้อมพิมพ์); a ``Mark`` has its standard word."""

    mark: Mark
    word: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A word with a coloured Lucide icon: what an import does to a row."""

    icon: str
    word: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class PictureCell:
    """A small picture with its name; drawn when it is there."""

    name: str
    find: Callable[[int], "QPixmap | None"] = field(compare=False)
    """Returns the picture for a longer side in device pixels; None while it is being made."""


@dataclass(frozen=True, slots=True)
class DoneCount:
    """A number of done items and the total, such as 3/5."""

    done: int
    of: int


@dataclass(frozen=True, slots=True)
class ProgressCell:
    """A progress bar with a figure: a share from 0 to 1, None if unknown."""

    share: float | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class SpreadCell:
    """How values up to 100 are spread, as a strip from ``low`` to 100: all of them, the middle
    half, the median, and one that is marked; None if that one is missing."""

    least: float
    lower: float
    median: float
    upper: float
    most: float
    own: float | None
    low: float
    word: str
    """The spread in words, for copies, tool tips and screen readers."""


@dataclass(frozen=True, slots=True)
class CellOwner:
    """An owner in an owners cell: a unit, a group, a person or a position."""

    id: str
    label: str
    lead: bool = True
    note: str = ""
    """The kind of owner, shown right-aligned in lists (ฝ่าย, กลุ่ม, the person's unit)."""


@dataclass(frozen=True, slots=True)
class ScheduledTime:
    """An occurrence of a measure in a fiscal year.

    ``start`` and ``month`` are its first and last month, 0 = October. Its mark is in the last
    month; if it lasts longer than a month, a line leads to the mark.
    """

    id: str
    month: int
    step: TimeState
    start: int | None = None
    label: str = ""
    """The occurrence in words, for tool tips and screen readers (มี.ค. 68)."""
    within: float = 0.5
    """Position of the mark within its month, 0 to 1."""


def share_of(times: Iterable[ScheduledTime]) -> DoneCount:
    """Returns the number of finished occurrences among those that count."""
    share = share_of_states(time.step for time in times)
    return DoneCount(share.done, share.of)


class HoldingKind(Enum):
    """How a position is held during a period."""

    OWN = auto()
    ACTING = auto()
    TOGETHER = auto()
    """By several persons, as intended."""
    SEVERAL = auto()
    """By several persons, although only one is intended."""
    NOBODY = auto()


@dataclass(frozen=True, slots=True)
class YearSpan:
    """A part of a fiscal year, from 0 to 1, during which a position is held in the same way."""

    begin: float
    end: float
    how: HoldingKind
    label: str
    """The holder and the dates, for tool tips and screen readers."""


@dataclass(frozen=True, slots=True)
class YearAxis:
    """The year of a schedule column: fiscal year (Buddhist), and today's date."""

    fiscal_year: int
    today: date


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """A new value with the replaced one below."""

    new: object
    old: object
    is_sentence: bool = False
    """Whether what stands below says itself what it is, as the reason of a refusal does."""


@dataclass(frozen=True, slots=True)
class StyledValue:
    """A value with its own colour and weight, for figures in group rows."""

    value: object
    tone: Tone
    strong: bool = False


@dataclass(frozen=True, slots=True)
class ListChoice:
    """An entry of a list: its value, its text, and a note."""

    value: object
    text: str
    note: str = ""
    also: tuple[str, ...] = ()
    """Other names it is found by: short names, earlier spellings."""


class Choices(Sequence[ListChoice]):
    """A list of choices indexed by name and value, for parsing many texts."""

    def __init__(self, entries: Iterable[ListChoice]) -> None:
        self._entries = tuple(entries)

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, at: int) -> ListChoice: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[ListChoice]: ...
    def __getitem__(self, at: int | slice) -> ListChoice | Sequence[ListChoice]:
        return self._entries[at]

    def __iter__(self) -> Iterator[ListChoice]:
        return iter(self._entries)

    @cached_property
    def by_name(self) -> Mapping[str, ListChoice]:
        """The first entry of each name, ignoring spaces, case and kind of digits."""
        named = [(key(name), choice) for choice in self for name in (choice.text, *choice.also)]
        return dict(reversed(named))

    @cached_property
    def by_value(self) -> Mapping[object, ListChoice]:
        """The first entry of each value."""
        return {entry.value: entry for entry in reversed(self._entries)}


@dataclass(frozen=True, slots=True)
class Numbers:
    """The range of numbers that a column accepts, and the displayed decimals."""

    low: Decimal = field(default=Decimal(0))
    high: Decimal = field(default=Decimal(100))
    decimals: int = 2
