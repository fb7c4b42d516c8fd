"""Pasted cells that could not be taken, typed anew in the preview of a paste."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ita_desktop.domain.text import one_line
from ita_desktop.i18n import sentence
from ita_desktop.ui.editors.search import EntrySearch
from ita_desktop.ui.table.column import Column, ColumnKind, Row
from ita_desktop.ui.table.editing.beneath import Beneath
from ita_desktop.ui.table.editing.reading import read
from ita_desktop.ui.table.edits import CellChange, Edit, Refused
from ita_desktop.ui.table.values import ListChoice

NEW = "new:"
"""What the id of a new row begins with; its number in the paste follows."""
_SEVERAL = (";", ",", "\n")
_MOST_NEAR = 3


def cell_key(refused: Refused) -> str:
    """What a refused cell is known by."""
    return f"{refused.id}|{refused.key}"


def mended(table: Beneath, edit: Edit, typed: Mapping[str, object]) -> Edit:
    """A paste with what was ``typed`` (a text, or the value of an offer) into refused cells, by
    their keys. What still cannot be taken stays refused, with the new reason."""
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


def offers(table: Beneath, refused: Refused) -> tuple[ListChoice, ...]:
    """What a refused name may be: the likest choices, and what else its column says it may be."""
    column, text = table.column_by_key[refused.key], one_line(refused.text)
    if column.named is None or not has_offers(table, refused):
        return ()
    row = table.row_by_id.get(refused.id)
    near = EntrySearch(_choices(column, row)).find(text)[:_MOST_NEAR] if text else ()
    found = (*near, *column.named(row, text))
    if column.kind is ColumnKind.OWNERS:
        return tuple(replace(choice, value=(choice.value,)) for choice in found)
    return found


def has_offers(table: Beneath, refused: Refused) -> bool:
    """Whether a refused cell holds one name, of which its column says what it may be."""
    several = any(mark in refused.text for mark in _SEVERAL)
    return table.column_by_key[refused.key].named is not None and not several


def _choices(column: Column[Any], row: Row | None) -> tuple[ListChoice, ...]:
    if row is not None and column.choices is not None:
        return tuple(column.choices(row))
    return tuple(column.choices_of_new()) if column.choices_of_new is not None else ()
