"""Stores edits of the table of measures through services."""

from collections.abc import Mapping
from typing import Any

from ita_desktop.domain.records import MeasureKind
from ita_desktop.domain.year import YearData
from ita_desktop.services import measures
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.measures import parse_items
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.pages.measures.rows import KIND_GROUP, STRIP, kind_choices, status_of
from ita_desktop.ui.pages.owners import refs
from ita_desktop.ui.table.edits import Edit
from ita_desktop.ui.widgets.marks import Mark


def write(workspace: Workspace, data: YearData, edit: Edit) -> None:
    """Writes an edit as one unit of work into the year of ``data``. Raises ItaError."""
    cells = [
        CellEdit(change.row, change.key, _stored_value(data, change.key, change.value))
        for change in edit.changes
    ]
    if edit.new:
        new = [_fields(data, row, edit.after) for row in edit.new]
        measures.add(workspace, data.year, new, after=edit.after, edits=cells)
    elif cells:
        measures.edit(workspace, data.year, cells)


def of_group(group_id: str) -> dict[str, Any]:
    """Returns the fields of a new measure in a group: its indicator, or its kind."""
    if group_id.startswith(KIND_GROUP):
        return {"kind": MeasureKind(group_id.removeprefix(KIND_GROUP))}
    return {"indicator": group_id}


def _fields(data: YearData, row: Mapping[str, object], after: str | None) -> dict[str, Any]:
    """Returns the fields of a pasted row; without items it belongs to the target's group."""
    fields = {key: _stored_value(data, key, value) for key, value in row.items() if key != STRIP}
    if not fields.get("items") and after is not None and after not in data.measure_by_id:
        fields |= of_group(after)
    return fields


def _stored_value(data: YearData, key: str, value: object) -> object:
    """Converts a cell's value to the service's."""
    if key == "items" and isinstance(value, str):
        return parse_items(data, value)
    if key == "owners" and isinstance(value, tuple):
        return refs(value)
    if key == "kind":
        return value if isinstance(value, MeasureKind) else _kind_of(value)
    if key == "status" and isinstance(value, Mark):
        return status_of(value)
    return value


def _kind_of(words: object) -> MeasureKind:
    """Parses a pasted kind."""
    for kind in kind_choices():
        if kind.text == words and isinstance(kind.value, MeasureKind):
            return kind.value
    return MeasureKind.ITEM
