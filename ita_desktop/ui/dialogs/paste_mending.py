"""Pasted cells that could not be taken, typed anew in the preview of a paste."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ita_desktop.domain.text import one_line
from ita_desktop.i18n import sentence
from ita_desktop.ui.editors.search import Search
from ita_desktop.ui.table.column import Column, Kind
from ita_desktop.ui.table.edits import Change, Edit, Refused
from ita_desktop.ui.table.reading import read
from ita_desktop.ui.table.values import Choice
from ita_desktop.ui.table.view import SheetView

NEW = "new:"
"""What the id of a new row begins with; its number in the paste follows."""
_SEVERAL = (";", ",", "\n")
_MOST_NEAR = 3


def cell_key(refused: Refused) -> str:
    """What a refused cell is known by."""
    return f"{refused.id}|{refused.key}"


def mended(table: SheetView, edit: Edit, typed: Mapping[str, object]) -> Edit:
    """A paste with what was ``typed`` (a text, or the value of an offer) into refused cells, by
    their keys. What still cannot be taken stays refused, with the new reason."""
    columns = {one.key: one for one in table.sheet.columns}
    rows = {row.id: row for row in table.sheet.all_rows()}
    changes, new, refused = list(edit.changes), [dict(row) for row in edit.new], []
    for one in edit.refused:
        value = typed.get(cell_key(one))
        if value is None:
            refused.append(one)
            continue
        column = columns[one.key]
        try:
            if isinstance(value, str) and type(value) is str:
                value = read(column, rows.get(one.id), value)
        except ValueError as problem:
            refused.append(replace(one, text=str(value), why=sentence(problem)))
            continue
        if one.id.startswith(NEW):
            new[int(one.id.removeprefix(NEW))][one.key] = value
        else:
            changes.append(Change(one.id, one.key, value))
    return replace(edit, changes=tuple(changes), new=tuple(new), refused=tuple(refused))


def offers(table: SheetView, refused: Refused) -> tuple[Choice, ...]:
    """What a refused name may be: the likest choices, and what else its column says it may be."""
    column = next((s.column for s in table.header.spans() if s.column.key == refused.key), None)
    text = one_line(refused.text)
    if column is None or column.named is None or any(mark in refused.text for mark in _SEVERAL):
        return ()
    near = Search(_choices(table, column, refused)).find(text)[:_MOST_NEAR] if text else ()
    found = (*near, *column.named(text))
    if column.kind is Kind.OWNERS:
        return tuple(replace(one, value=(one.value,)) for one in found)
    return found


def _choices(table: SheetView, column: Column[Any], refused: Refused) -> tuple[Choice, ...]:
    row = next((row for row in table.sheet.all_rows() if row.id == refused.id), None)
    if row is not None and column.choices is not None:
        return tuple(column.choices(row))
    return tuple(column.choices_of_new()) if column.choices_of_new is not None else ()
