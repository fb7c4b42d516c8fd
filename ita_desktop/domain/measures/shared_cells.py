"""Cells that several measures of a table have in common: one owner line, one follow-up.

Items that share a measure share all of its cells. Beside that an official table may merge single
cells of measures that each have steps of their own. Equal words are no shared cell: only what was
shared in the window, or merged in an imported sheet.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from ita_desktop.domain.records import Measure

OWNERS: Final = "owners"
SCHEDULE: Final = "schedule"
MONITORING: Final = "monitoring"
FINDING: Final = "finding"
METHOD: Final = "method"
COLUMNS: Final = (FINDING, METHOD, OWNERS, SCHEDULE, MONITORING)
"""The columns whose cells can be shared."""


def keys_of(measure: Measure) -> dict[str, str]:
    """The keys of the cells that a measure shares, by column.

    >>> keys_of(Measure(id="", year_id="", indicator="", method="", shares="owners:a finding:b"))
    {'owners': 'a', 'finding': 'b'}
    """
    pairs = (part.partition(":") for part in measure.shares.split())
    return {column: key for column, _, key in pairs if column and key}


def written(keys: Mapping[str, str]) -> str:
    """The keys as a measure holds them."""
    return " ".join(f"{column}:{keys[column]}" for column in COLUMNS if keys.get(column))


def shared(measures: Iterable[Measure]) -> dict[tuple[str, str], list[Measure]]:
    """The measures that share cells, by column and key; made once for many look-ups."""
    found: dict[tuple[str, str], list[Measure]] = {}
    for measure in measures:
        for pair in keys_of(measure).items():
            found.setdefault(pair, []).append(measure)
    return found


def sharing(measures: Iterable[Measure], measure: Measure, column: str) -> tuple[Measure, ...]:
    """The measures that share a cell with ``measure``, it among them; it alone where it shares
    none."""
    key = keys_of(measure).get(column)
    if not key:
        return (measure,)
    return tuple(one for one in measures if keys_of(one).get(column) == key)
