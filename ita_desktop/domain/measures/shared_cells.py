"""Cells of the measures table that several measures share, such as one owners cell.

Items that share a measure share all of its cells. In addition, an official table may merge single
cells of different measures. Cells with equal text are not shared: only those that were shared in
the window or merged in an imported sheet.
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
    """Return the keys of the shared cells of a measure, by column.

    >>> keys_of(Measure(id="", year_id="", indicator="", method="", shares="owners:a finding:b"))
    {'owners': 'a', 'finding': 'b'}
    """
    pairs = (part.partition(":") for part in measure.shares.split())
    return {column: key for column, _, key in pairs if column and key}


def written(keys: Mapping[str, str]) -> str:
    """Format keys for :attr:`Measure.shares`."""
    return " ".join(f"{column}:{keys[column]}" for column in COLUMNS if keys.get(column))


def shared(measures: Iterable[Measure]) -> dict[tuple[str, str], list[Measure]]:
    """Return the measures of each shared cell, by column and key."""
    found: dict[tuple[str, str], list[Measure]] = {}
    for measure in measures:
        for pair in keys_of(measure).items():
            found.setdefault(pair, []).append(measure)
    return found
