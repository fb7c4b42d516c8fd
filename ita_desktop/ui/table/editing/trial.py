"""Finds the cells of a paste that its page would refuse to store, before it is shown."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from ita_desktop.ui.table.editing.snapshot import TableSnapshot, row_name
from ita_desktop.ui.table.edits import Edit, Refused
from ita_desktop.ui.table.texts import entered_text

NEW: Final = "new:"
"""Prefix of the id of a new row; its number in the paste follows."""
Problem = Callable[[Edit], str]
"""Returns why an edit would not be stored, as a sentence; empty if it would be."""


class _Blame(NamedTuple):
    """The cell that is refused, and whether its row is not stored without it."""

    key: str
    why: str
    holds: bool


def tried(table: TableSnapshot, edit: Edit, problem: Problem) -> Edit:
    """Returns the edit; cells that ``problem`` speaks against are refused with its reason. A row
    that cannot be stored without such a cell is held until it is corrected."""
    held = edit.held
    found: list[Refused] = []
    _try(table, edit, problem, [key for key in _rows(edit) if key not in held], [], found)
    for refused in found:
        edit = _with(edit, refused)
    return edit


def _rows(edit: Edit) -> list[str]:
    """Returns the keys of the rows that have something to store."""
    return [*edit.rows, *(f"{NEW}{at}" for at, row in enumerate(edit.new) if row)]


def _try(
    table: TableSnapshot,
    edit: Edit,
    problem: Problem,
    rows: Sequence[str],
    taken: list[str],
    found: list[Refused],
) -> None:
    """Tries rows behind those that are ``taken``: half by half, so that a few bad rows among many
    cost little."""
    why = problem(_part(edit, [*taken, *rows])) if rows else ""
    if not why:
        taken += rows
    elif len(rows) > 1:
        half = len(rows) // 2
        _try(table, edit, problem, rows[:half], taken, found)
        _try(table, edit, problem, rows[half:], taken, found)
    else:
        refused = _refused(table, edit, rows[0], _blamed(table, edit, problem, rows[0], taken, why))
        found.append(refused)
        less = _with(edit, refused)
        if not refused.holds and _cells(less, rows[0]):
            _try(table, less, problem, rows, taken, found)


def _blamed(
    table: TableSnapshot, edit: Edit, problem: Problem, row: str, taken: Sequence[str], why: str
) -> _Blame:
    """Returns the cell without which the row would be stored; else one that changes the reason."""
    keys = list(_cells(edit, row))
    other = ""
    for key in keys:
        without = _without(edit, row, key)
        told = problem(_part(without, [*taken, row]))
        needed = row.startswith(NEW) and table.column_by_key[key].needed
        if not told and not needed:
            return _Blame(key, why, holds=False)
        if told != why:
            other = other or key
    lacking = (column.key for column in table.columns if column.needed and column.key not in keys)
    return _Blame(other or next(lacking, keys[0]), why, holds=True)


def _refused(table: TableSnapshot, edit: Edit, row: str, blame: _Blame) -> Refused:
    column = table.column_by_key[blame.key]
    values = _cells(edit, row)
    before = table.row_by_id.get(row)
    text = entered_text(column, before, values[blame.key]) if blame.key in values else ""
    name = row_name(table.shown, before) if before is not None else text
    return Refused(name[:40], column.title, blame.why, row, blame.key, text, holds=blame.holds)


def _cells(edit: Edit, row: str) -> dict[str, object]:
    """Returns the new values of a row by column key."""
    if row.startswith(NEW):
        return dict(edit.new[int(row.removeprefix(NEW))])
    return {change.key: change.value for change in edit.changes if change.row == row}


def _part(edit: Edit, rows: Sequence[str]) -> Edit:
    """Returns the edit of some of its rows."""
    some = frozenset(rows)
    changes = tuple(change for change in edit.changes if change.row in some)
    new = tuple(row for at, row in enumerate(edit.new) if f"{NEW}{at}" in some)
    return replace(edit, changes=changes, new=new, refused=(), notes=())


def _without(edit: Edit, row: str, key: str) -> Edit:
    """Returns the edit without a cell."""
    if not row.startswith(NEW):
        kept = (change for change in edit.changes if (change.row, change.key) != (row, key))
        return replace(edit, changes=tuple(kept))
    new = [dict(values) for values in edit.new]
    new[int(row.removeprefix(NEW))].pop(key, None)
    return replace(edit, new=tuple(new))


def _with(edit: Edit, refused: Refused) -> Edit:
    """Returns the edit with a cell refused."""
    without = _without(edit, refused.id, refused.key)
    return replace(without, refused=(*edit.refused, refused))
