"""What a cell can hold beside plain text, numbers and dates."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from functools import cached_property
from typing import overload

from ita_desktop.domain.text import key
from ita_desktop.ui.theme.tokens import Tone
from ita_desktop.ui.widgets.marks import Mark


@dataclass(frozen=True, slots=True)
class StatusCell:
    """A state mark with a word of its own (พร้อมพิมพ์); a bare ``Mark`` brings its own word."""

    mark: Mark
    word: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A word with an icon (a Lucide name) in a colour of its own: what an import does to a row."""

    icon: str
    word: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class DoneCount:
    """So many of so many: 3/5."""

    done: int
    of: int


@dataclass(frozen=True, slots=True)
class ProgressCell:
    """A progress bar: a share from 0 to 1, None where it is not known; a figure beside it."""

    share: float | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class CellOwner:
    """One owner in an owners cell: a unit, a group that stands for many, a person or a post."""

    id: str
    label: str
    lead: bool = True
    note: str = ""
    """What the owner is, shown at the right of a list (ฝ่าย, กลุ่ม, the person's unit)."""


class OccurrenceState(Enum):
    """How one occurrence of a measure stands."""

    DONE = auto()
    SKIPPED = auto()
    """It was not to be done after all."""
    LATE = auto()
    DUE = auto()
    COMING = auto()
    UNKNOWN = auto()
    """Over, and nobody has said anything of it."""
    EXCLUDED = auto()
    """Over before the day from which times of the year count."""
    MISSED = auto()
    """Not recorded, in a year that is over."""


FINISHED = frozenset({OccurrenceState.DONE, OccurrenceState.SKIPPED})
"""Of what nothing is to be done any more."""
UNCOUNTED = frozenset({OccurrenceState.UNKNOWN, OccurrenceState.EXCLUDED})
"""What no share counts."""


@dataclass(frozen=True, slots=True)
class ScheduledTime:
    """One time that a measure is to be carried out in a fiscal year.

    ``start`` and ``month`` are the first and the last month it may take, counted from 0 = October.
    Its mark stands in the last month; when it may take longer than a month a line leads there.
    """

    id: str
    month: int
    step: OccurrenceState
    start: int | None = None
    label: str = ""
    """The occurrence in words, for tool tips and screen readers (มี.ค. 68)."""
    within: float = 0.5
    """Where in its month the mark stands, from 0 to 1."""


def share_of(times: Iterable[ScheduledTime]) -> DoneCount:
    """How many of the occurrences that count are settled."""
    counted = [time.step for time in times if time.step not in UNCOUNTED]
    return DoneCount(sum(step in FINISHED for step in counted), len(counted))


class Held(Enum):
    """How a post is held for a time."""

    OWN = auto()
    ACTING = auto()
    TOGETHER = auto()
    """By several, as a matter of course."""
    SEVERAL = auto()
    """By several, where one is to hold it."""
    NOBODY = auto()


@dataclass(frozen=True, slots=True)
class YearSpan:
    """A part of a fiscal year, from 0 to 1, over which a post is held in one way."""

    begin: float
    end: float
    how: Held
    label: str
    """Who holds it from when to when, for tool tips and screen readers."""


@dataclass(frozen=True, slots=True)
class YearAxis:
    """The year over a schedule column: which fiscal year (Buddhist), and today."""

    fiscal_year: int
    today: date


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """A value with the one that it replaces, shown below it."""

    new: object
    old: object


@dataclass(frozen=True, slots=True)
class Toned:
    """A value in a colour and weight of its own; for figures in group rows."""

    value: object
    tone: Tone
    strong: bool = False


@dataclass(frozen=True, slots=True)
class ListChoice:
    """One entry of a list: what it stands for, its text, and where it comes from."""

    value: object
    text: str
    note: str = ""
    also: tuple[str, ...] = ()
    """Other names it is found by: short names, earlier spellings."""


class Choices(Sequence[ListChoice]):
    """A list by which many texts are read: it knows its entries by their names and values."""

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
        """The first entry of each name, whatever its spaces, case and digits."""
        named = [(key(name), choice) for choice in self for name in (choice.text, *choice.also)]
        return dict(reversed(named))

    @cached_property
    def by_value(self) -> Mapping[object, ListChoice]:
        """The first entry of each value."""
        return {entry.value: entry for entry in reversed(self._entries)}


@dataclass(frozen=True, slots=True)
class Numbers:
    """Which numbers a column takes, and how many decimals it shows."""

    low: Decimal = field(default=Decimal(0))
    high: Decimal = field(default=Decimal(100))
    decimals: int = 2
