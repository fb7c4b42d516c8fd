"""What several units do, each by itself, as the command line prints it: who has done what."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from ita_desktop.domain.framework import Item
from ita_desktop.domain.rich import first_words
from ita_desktop.domain.scores.progress import item_progress
from ita_desktop.domain.tracking.matrix import Matrix, MatrixRow, item_matrix, measure_matrices
from ita_desktop.domain.tracking.standing import COUNTED_DONE, TimeState
from ita_desktop.domain.tracking.state import tracked
from ita_desktop.domain.year import YearData
from ita_desktop.services.measures.names import label_of

_MISSING = frozenset({TimeState.LATE, TimeState.MISSED, TimeState.DUE})
"""States of what a unit is asked for on the day and has not given."""


def by_unit(data: YearData, today: date) -> list[dict[str, Any]]:
    """Return each measure and OIT item that several units have to do, with what each of them has
    done and what is missing: last days of occurrences, months or codes of requirements, an empty
    text for an item without parts."""
    return [_as_json(data, matrix) for matrix in _matrices(data, today)]


def missing(described: dict[str, Any]) -> list[str]:
    """Return the names of the units of which something is missing, if others gave something for
    themselves."""
    units = described["units"]
    if all(unit["done"] == unit["for_all"] for unit in units):
        return []
    return [unit["unit"] for unit in units if unit["missing"]]


def _matrices(data: YearData, today: date) -> Iterator[Matrix]:
    yield from measure_matrices(tracked(data, today))
    for progress in item_progress(data, today).values():
        if (matrix := item_matrix(progress)) is not None:
            yield matrix


def _as_json(data: YearData, matrix: Matrix) -> dict[str, Any]:
    if isinstance(matrix.of, Item):
        named = {"item": matrix.of.code, "what": matrix.of.title}
    else:
        named = {"measure": label_of(data, matrix.of), "what": first_words(matrix.of.method)}
    keys = [column.key for column in matrix.columns]
    return {**named, "units": [_of_unit(keys, row) for row in matrix.rows]}


def _of_unit(keys: list[str], row: MatrixRow) -> dict[str, Any]:
    states = list(zip(keys, row.states, row.for_all, strict=True))
    return {
        "unit": row.unit.name,
        "done": [key for key, state, _ in states if state in COUNTED_DONE],
        "missing": [key for key, state, _ in states if state in _MISSING],
        "for_all": [key for key, state, for_all in states if state in COUNTED_DONE and for_all],
    }
