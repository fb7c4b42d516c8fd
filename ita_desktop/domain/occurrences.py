"""When in a fiscal year a measure is due, by its frequency.

Months count from 0 = October to 11 = September.
"""

from typing import NamedTuple

from ita_desktop.domain.records import Frequency

MONTHS_A_YEAR = 12

_LENGTHS = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: 3,
    Frequency.HALF_YEARLY: 6,
    Frequency.FISCAL_YEAR: 12,
}


class Span(NamedTuple):
    """One time that a measure is carried out: its first and last month."""

    first: int
    last: int


def spans(frequency: Frequency) -> tuple[Span, ...]:
    """The times of a fiscal year at which a measure of this frequency is due; none for daily work
    and for schedules in other words."""
    length = _LENGTHS.get(frequency)
    if length is None:
        return ()
    return tuple(Span(first, first + length - 1) for first in range(0, MONTHS_A_YEAR, length))
