"""Measures and OIT items that several units do, each by itself: what a change of units, of groups
of them or of owners means for them, and who has done what, as the command line prints it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.framework import Item
from ita_desktop.domain.records import Unit
from ita_desktop.domain.rich import first_words
from ita_desktop.domain.scores.progress import item_progress
from ita_desktop.domain.tracking.standing import COUNTED_DONE, TimeState
from ita_desktop.domain.tracking.state import tracked
from ita_desktop.domain.tracking.units import of_several, units_of_item, units_of_measure
from ita_desktop.domain.tracking.worksheet import Matrix, MatrixRow, item_matrix, measure_matrices
from ita_desktop.domain.year import YearData
from ita_desktop.services.measure_names import label_of
from ita_desktop.services.step_context import few
from ita_desktop.storage.workspace import Workspace

_MISSING = frozenset({TimeState.LATE, TimeState.MISSED, TimeState.DUE})
"""States of what a unit is asked for on the day and has not given."""


class UnitChange(NamedTuple):
    """A unit that is counted in more or (negative) fewer measures and items than before."""

    unit: str
    more: int


def changes(before: YearData, after: YearData) -> tuple[UnitChange, ...]:
    """Return the units that are counted for what several units do more often than before, then
    those that are less often. What is new itself, or gone, does not count."""
    both = _things(before) & _things(after)
    old, new = _counted(before, both), _counted(after, both)
    came = _named(after.units, new, old)
    return (*came, *(UnitChange(unit, -less) for unit, less in _named(before.units, old, new)))


def changes_in_words(before: YearData, after: YearData) -> str:
    """Return which units are counted now for what several units do, and which no more; empty if
    that did not change."""
    return words_of(changes(before, after))


def changes_of_years(
    before: Iterable[YearData], workspace: Workspace
) -> dict[int, tuple[UnitChange, ...]]:
    """Return :func:`changes` of years as they were before an import, and as they are now, by
    year; only of years with changes."""
    known = {year.year for year in workspace.years()}
    found = {
        year.year: changes(year, workspace.year(year.year)) for year in before if year.year in known
    }
    return {year: of_year for year, of_year in found.items() if of_year}


def changes_of_years_in_words(before: Iterable[YearData], workspace: Workspace) -> str:
    """Return :func:`changes_of_years` in words."""
    found = changes_of_years(before, workspace).values()
    return joined(*dict.fromkeys(map(words_of, found)))


def words_of(found: Sequence[UnitChange]) -> str:
    """Return such changes in words; empty if there are none."""
    counts: dict[int, list[str]] = {}
    for unit, more in found:
        counts.setdefault(more, []).append(unit)
    return joined(*(_words(few(units), more) for more, units in counts.items()))


def _words(units: str, more: int) -> str:
    if more > 0:
        return Phrase("{unit} ถูกนับด้วยในงานของหลายหน่วย {count} เรื่อง", unit=units, count=more)
    return Phrase("{unit} ไม่ถูกนับแล้วในงานของหลายหน่วย {count} เรื่อง", unit=units, count=-more)


def _named(
    units: Iterable[Unit], counted: dict[str, int], other: dict[str, int]
) -> tuple[UnitChange, ...]:
    """Return the units that are counted more often than in ``other``, with how much more."""
    return tuple(
        UnitChange(unit.name, more)
        for unit in units
        if (more := counted.get(unit.id, 0) - other.get(unit.id, 0)) > 0
    )


def _things(data: YearData) -> frozenset[str]:
    """Return the ids of the measures and assignments of a year."""
    return frozenset(record.id for record in (*data.measures, *data.assignments))


def _counted(data: YearData, things: frozenset[str]) -> dict[str, int]:
    """Return in how many of these that several units do each unit is counted, by id."""
    counted: dict[str, int] = {}
    for units in _groups(data, things):
        for unit in units if of_several(units) else ():
            counted[unit.id] = counted.get(unit.id, 0) + 1
    return counted


def _groups(data: YearData, things: frozenset[str]) -> Iterator[tuple[Unit, ...]]:
    for measure in data.measures:
        if measure.id in things:
            yield units_of_measure(data, measure.id)
    for assignment in data.assignments:
        if assignment.id in things:
            yield units_of_item(data, assignment.item_code)


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
