"""How something that somebody has to deliver stands on a day: the one rule for data of OIT items,
results of measures, tasks of meetings and answers to surveys.

What is not delivered is late as soon as its last day is over, missed after the end of the fiscal
year, and coming before its first day. Without a last day it is never late.
"""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final, NamedTuple


class TimeState(StrEnum):
    """How one thing to deliver stands."""

    DONE = "done"
    SKIPPED = "skipped"
    TOLD = "told"
    """Marked as done as a whole, and nothing is recorded of it."""
    LATE = "late"
    """Past its last day, and not delivered."""
    DUE = "due"
    """Not delivered, and there is time left."""
    COMING = "coming"
    """Its time has not begun."""
    UNKNOWN = "unknown"
    """Past, without an entry, but not known to be missed: the measures were not decided yet, or
    nothing was recorded in the year."""
    EXCLUDED = "excluded"
    """Ended before ``FiscalYear.counts_from``."""
    MISSED = "missed"
    """Not delivered, in a year that has ended; of a survey, when it is closed: nobody can answer it
    any more."""


UNCOUNTED: Final = frozenset(
    {TimeState.UNKNOWN, TimeState.EXCLUDED, TimeState.TOLD, TimeState.SKIPPED}
)
"""States that are left out of shares. What is skipped on purpose is neither done nor wanted."""
FINISHED: Final = frozenset({TimeState.DONE, TimeState.SKIPPED, TimeState.TOLD})
COUNTED_DONE: Final = FINISHED - UNCOUNTED
"""What counts as done in shares: it is recorded so."""
OPEN: Final = frozenset(TimeState) - FINISHED - {TimeState.EXCLUDED}
"""What is not delivered. What is unknown is asked for as well: nobody has said that it was done."""
OVERDUE: Final = frozenset({TimeState.LATE, TimeState.MISSED})
"""What was not delivered in time."""
RECORDED_NEXT: Final = (TimeState.LATE, TimeState.DUE, TimeState.MISSED, TimeState.UNKNOWN)
"""What may be recorded without being pointed at, what is wanted first. What is past and unknown is
the last, but it is not passed over: else its result would be recorded outside all times."""
URGENCY: Final = (
    TimeState.LATE,
    TimeState.MISSED,
    TimeState.DUE,
    TimeState.COMING,
    TimeState.UNKNOWN,
    TimeState.EXCLUDED,
    TimeState.TOLD,
    TimeState.DONE,
    TimeState.SKIPPED,
)
"""States, the most urgent first."""


def undelivered(first: date | None, last: date | None, today: date, *, over: bool) -> TimeState:
    """Return how something stands that is not delivered, whose time is from ``first`` to ``last``;
    None: it is not limited. ``over``: the fiscal year has ended."""
    if over:
        return TimeState.MISSED
    if last is not None and last < today:
        return TimeState.LATE
    return TimeState.COMING if first is not None and first > today else TimeState.DUE


class DoneShare(NamedTuple):
    """The number of finished occurrences, and of all that count."""

    done: int
    of: int

    @property
    def percent(self) -> Decimal | None:
        """Per cent (0-100), rounded half-up to two decimals; None if nothing counts yet."""
        if not self.of:
            return None
        share = Decimal(100 * self.done) / self.of
        return share.quantize(Decimal("0.01"), ROUND_HALF_UP)


def share_of_states(states: Iterable[TimeState]) -> DoneShare:
    """Return the share of finished ones among the states of occurrences that count."""
    counted = [state for state in states if state not in UNCOUNTED]
    return DoneShare(sum(state in COUNTED_DONE for state in counted), len(counted))
