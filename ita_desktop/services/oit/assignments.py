"""Owners and due dates of OIT items."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.records import Assignment, AssignmentOwner, new_id
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import CellEdit, OwnerRef, edited_field, fields_by_row, names, text
from ita_desktop.services.measures import check_items
from ita_desktop.services.roster.owning import owner_of, write_owners
from ita_desktop.services.scores.scores import ScoreEdit, check_scores, write_scores
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

_TEXTS = ("details", "note")


def edit(
    workspace: Workspace,
    year: int,
    edits: Sequence[CellEdit],
    *,
    marks: Sequence[ScoreEdit] = (),
) -> None:
    """Write edits of ``owners`` (tuple of OwnerRef), ``due``, ``as_of`` (dates or None),
    ``details`` and ``note`` of items, and the clerk's own ``marks``, in one unit of work. Rows are
    item codes of the year's framework.

    Raises InputError for an unknown item or a mark out of range.
    """
    what = edited_field(edits, Assignment, "การมอบหมาย", owners=Phrase("ผู้รับผิดชอบ"))
    _edit(workspace, year, edits, marks, "แก้{what} {which}", what)


def _edit(
    workspace: Workspace,
    year: int,
    edits: Sequence[CellEdit],
    marks: Sequence[ScoreEdit],
    template: str,
    what: str = "",
) -> None:
    """Write the edits as one unit of work labelled by ``template``."""
    data = workspace.year(year)
    by_item = fields_by_row(edits)
    check_items(data, by_item)
    check_scores(data, marks)
    with workspace.change(template, what=what, which=names(list(by_item), "{count} ข้อ")) as change:
        for code, values in by_item.items():
            write(change, data, code, values)
        write_scores(change, data, marks, ScoreSource.SELF)


def assign(
    workspace: Workspace,
    year: int,
    items: Iterable[str],
    owners: Sequence[OwnerRef] | None = None,
    due: date | None = None,
) -> None:
    """Set the owners and due date of many items; None leaves a value unchanged."""
    values = {"owners": None if owners is None else tuple(owners), "due": due}
    edits = [
        CellEdit(item, field, value)
        for item in items
        for field, value in values.items()
        if value is not None
    ]
    if edits:
        _edit(workspace, year, edits, (), "มอบหมาย {which}")


def write(change: Change, data: YearData, item: str, values: Mapping[str, Any]) -> None:
    """Write an item's assignment inside a unit of work; create its row if necessary."""
    assignment = data.assignment_by_item.get(item)
    fields = {name: value for name, value in values.items() if name != "owners"}
    fields |= {name: text(fields[name]) for name in _TEXTS if name in fields}
    if assignment is None:
        if not any((*fields.values(), values.get("owners"))):
            return
        assignment = change.insert(
            Assignment(id=new_id(), year_id=data.fiscal_year.id, item_code=item, **fields)
        )
    elif fields:
        assignment = change.update(assignment, **fields)
    if "owners" in values:
        make = owner_of(AssignmentOwner, assignment_id=assignment.id)
        present = data.owners_of_item(item)
        change.update(assignment, **write_owners(change, data, present, values["owners"], make))
