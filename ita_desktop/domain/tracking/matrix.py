"""Who has done what: the units of the office against times of measures and parts of items."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ita_desktop.domain.framework import Item
from ita_desktop.domain.oit.parts import part_title, parts_of
from ita_desktop.domain.records import Measure, Unit
from ita_desktop.domain.scores.progress import ItemProgress, State
from ita_desktop.domain.tracking.standing import COUNTED_DONE, UNCOUNTED, URGENCY, TimeState
from ita_desktop.domain.tracking.state import TrackedMeasure
from ita_desktop.domain.tracking.worksheet import span


class MatrixColumn(NamedTuple):
    """A time of a measure (its last day), or a month or process of an item (its code)."""

    key: str
    title: str

    @property
    def month(self) -> str:
        """The month (``2025-03``) that it ends in or is; empty for a process."""
        return self.key[:7] if self.key[:4].isdecimal() else ""


class MatrixRow(NamedTuple):
    """The states of one unit, one for each column; None where the unit has nothing to do."""

    unit: Unit
    states: tuple[TimeState | None, ...]
    for_all: tuple[bool, ...]
    """Whether what is done was given for all units, and not for this one."""


class SummaryCell(NamedTuple):
    """What a unit has done of a measure or item, of the whole year or of a month."""

    state: TimeState
    """The most urgent state."""
    done: int
    of: int
    """How many count; zero where all is told or unknown."""
    for_all: bool
    """Whether all that is done was given for all units."""


class Matrix(NamedTuple):
    """A measure or item that several units have to do, each by itself."""

    of: Measure | Item
    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def key(self) -> str:
        """The code of the item, or the id of the measure."""
        return self.of.code if isinstance(self.of, Item) else self.of.id

    def cell(self, unit_id: str, month: str = "") -> SummaryCell | None:
        """Return what a unit has done, of a month if one is given; None if it has nothing to do."""
        row = next((row for row in self.rows if row.unit.id == unit_id), None)
        if row is None:
            return None
        cells = [
            (state, for_all)
            for column, state, for_all in zip(self.columns, row.states, row.for_all, strict=True)
            if state is not None and (not month or column.month == month)
        ]
        if not cells:
            return None
        counted = [state for state, _ in cells if state not in UNCOUNTED]
        done = [for_all for state, for_all in cells if state in COUNTED_DONE]
        state = min((state for state, _ in cells), key=URGENCY.index)
        return SummaryCell(state, len(done), len(counted), bool(done) and all(done))


def months_of(matrices: Iterable[Matrix]) -> tuple[str, ...]:
    """Return the months in which anything of these ends, in order."""
    return tuple(sorted({column.month for matrix in matrices for column in matrix.columns} - {""}))


def units_of_all(matrices: Iterable[Matrix]) -> tuple[Unit, ...]:
    """Return the units that have anything to do of these, in the order of the register."""
    found = {row.unit.id: row.unit for matrix in matrices for row in matrix.rows}
    return tuple(sorted(found.values(), key=lambda unit: (unit.position, unit.name)))


def measure_matrix(tracked: TrackedMeasure) -> Matrix | None:
    """Return the units of a measure against its times; None if it is done as a whole."""
    if not tracked.units or not tracked.times:
        return None
    columns = tuple(
        MatrixColumn(time.last.isoformat(), span(time.occurrence.first, time.last))
        for time in tracked.times
    )
    alone = [{entry.unit_id for entry in time.entries} for time in tracked.times]
    rows = tuple(
        MatrixRow(
            unit,
            tuple(time.state_of(unit.id) for time in tracked.times),
            tuple(None in given and unit.id not in given for given in alone),
        )
        for unit in tracked.units
    )
    return Matrix(tracked.measure, columns, rows)


def measure_matrices(tracked: Mapping[str, TrackedMeasure]) -> Iterator[Matrix]:
    """Yield the matrices of the measures that several units do, in order."""
    for tracked_measure in tracked.values():
        found = measure_matrix(tracked_measure)
        if found is not None:
            yield found


def item_matrix(progress: ItemProgress) -> Matrix | None:
    """Return the units of an item against its months and processes; None if it is delivered as a
    whole. An item that is complete by its checklist was given for all."""
    item = progress.item
    parts = {(part.unit.id, part.part): part for part in progress.parts if part.unit is not None}
    found = [row for row in progress.rows if row.unit is not None]
    if not found:
        return None
    complete = progress.state is State.DONE
    codes = [part.code for part in parts_of(item)] or [""]
    codes += [""] if "" not in codes and any(not row.part for row in found) else []
    by_place = {(row.unit.id, row.part): row for row in found if row.unit is not None}
    units = {row.unit.id: row.unit for row in found if row.unit is not None}
    rows = []
    for unit in units.values():
        places = [(unit.id, code) for code in codes]
        states = tuple(parts[place].state if place in parts else None for place in places)
        for_all = tuple(
            place in by_place
            and (by_place[place].for_all if by_place[place].is_given else complete)
            for place in places
        )
        rows.append(MatrixRow(unit, states, for_all))
    columns = tuple(MatrixColumn(code, part_title(item, code)) for code in codes)
    return Matrix(item, columns, tuple(rows))
