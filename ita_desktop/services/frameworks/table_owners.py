"""Assigns the items of a draft to the units that its table names."""

from typing import NamedTuple

from ita_desktop.domain.records import OwnerRole
from ita_desktop.exchange.cells.owners import OwnerEntry
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.frameworks.from_table import TableDraft
from ita_desktop.services.oit.assignments import edit
from ita_desktop.services.roster.owner_names import OwnerNames
from ita_desktop.storage.workspace import Workspace


class AssignedItems(NamedTuple):
    """What was assigned, and the names that no unit has."""

    items: tuple[str, ...]
    unknown: tuple[str, ...]


def assign_units(workspace: Workspace, draft: TableDraft) -> AssignedItems:
    """Set the owners of the OIT items of ``draft``, whose year was added, to the units that its
    table names, in one unit of work. Names of no unit are left out; an item without a known one
    keeps its owners."""
    data = workspace.year(draft.year)
    names = OwnerNames(data.unit_finder, lambda _name: None)
    edits: list[CellEdit] = []
    unknown: list[str] = []
    for row in draft.table.items:
        if row.instrument != "OIT":
            continue
        read = names.read([OwnerEntry(text, OwnerRole.LEAD) for text in row.owners])
        refs: tuple[OwnerRef, ...] = tuple(name.ref for name in read if name.ref is not None)
        unknown += [name.entry.text for name in read if name.ref is None]
        if refs:
            edits.append(CellEdit(row.code, "owners", tuple(dict.fromkeys(refs))))
    if edits:
        edit(workspace, draft.year, edits)
    return AssignedItems(tuple(cell_edit.row for cell_edit in edits), tuple(dict.fromkeys(unknown)))
