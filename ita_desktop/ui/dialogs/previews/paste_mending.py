"""Correction of rejected cells in the preview of a paste."""

from collections.abc import Mapping
from dataclasses import replace

from ita_desktop.domain.text import one_line
from ita_desktop.i18n import sentence
from ita_desktop.ui.editors.search import EntrySearch
from ita_desktop.ui.table.column import ColumnKind
from ita_desktop.ui.table.editing.reading import read
from ita_desktop.ui.table.editing.snapshot import TableSnapshot
from ita_desktop.ui.table.editing.trial import NEW
from ita_desktop.ui.table.edits import CellChange, Edit, Refused
from ita_desktop.ui.table.values import ListChoice

_SEVERAL = (";", ",", "\n")
_MOST_NEAR = 3


def cell_key(refused: Refused) -> str:
    """Returns the key of a rejected cell."""
    return f"{refused.id}|{refused.key}"


def mended(table: TableSnapshot, edit: Edit, typed: Mapping[str, object]) -> Edit:
    """Returns the edit with corrections ``typed`` (a text, or the value of a choice) by cell key.
    Cells that are still invalid stay rejected, with the new reason."""
    changes, new, refused = list(edit.changes), [dict(row) for row in edit.new], []
    for refused_cell in edit.refused:
        value = typed.get(cell_key(refused_cell))
        if value is None:
            refused.append(refused_cell)
            continue
        column = table.column_by_key[refused_cell.key]
        try:
            if isinstance(value, str) and type(value) is str:
                value = read(column, table.row_by_id.get(refused_cell.id), value)
        except ValueError as problem:
            refused.append(replace(refused_cell, text=str(value), why=sentence(problem)))
            continue
        if refused_cell.id.startswith(NEW):
            new[int(refused_cell.id.removeprefix(NEW))][refused_cell.key] = value
        else:
            changes.append(CellChange(refused_cell.id, refused_cell.key, value))
    return replace(edit, changes=tuple(changes), new=tuple(new), refused=tuple(refused))


def offers(table: TableSnapshot, refused: Refused) -> tuple[ListChoice, ...]:
    """Returns possible meanings of a rejected name: similar choices, and those of its column."""
    column, text = table.column_by_key[refused.key], one_line(refused.text)
    if column.named is None or not has_offers(table, refused):
        return ()
    row = table.row_by_id.get(refused.id)
    near = EntrySearch(tuple(column.choices_of(row) or ())).find(text)[:_MOST_NEAR] if text else ()
    found = (*near, *column.named(row, text))
    if column.kind is ColumnKind.OWNERS:
        return tuple(replace(choice, value=(choice.value,)) for choice in found)
    return found


def has_offers(table: TableSnapshot, refused: Refused) -> bool:
    """Returns whether a rejected cell has a single name for which its column has suggestions."""
    several = any(mark in refused.text for mark in _SEVERAL)
    return table.column_by_key[refused.key].named is not None and not several
