"""The rows of a table of assignments that are of one item: gone on overleaf, one for each unit,
or one for each point beside the cell of the item."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ita_desktop.exchange.cells.owners import OwnerEntry
from ita_desktop.exchange.kinds.oit import AssignmentRow
from ita_desktop.services.imports.draft import ImportDraft


def whole_rows(draft: ImportDraft, rows: Iterable[AssignmentRow]) -> Iterator[AssignmentRow]:
    """Yield the rows, each with the details that go on below the item's code and name on the next
    page."""
    last: AssignmentRow | None = None
    for row in rows:
        goes_on = row.continued and not (row.owners or row.due or row.as_of or row.note)
        if last is not None and goes_on and row.details and row.item == last.item:
            draft.keep(row.origin)
            last = replace(last, details="\n".join(filter(None, (last.details, row.details))))
            continue
        if last is not None:
            yield last
        last = row
    if last is not None:
        yield last


class _SameItem:
    """Rows of one item that differ in nothing but the owners, as in a list with a row for each
    unit, or have a point of its details each beside the item's one cell."""

    def __init__(self, row: AssignmentRow) -> None:
        self.rows: list[AssignmentRow] = []
        self._owners: set[tuple[OwnerEntry, ...]] = set()
        self._says: dict[str, object] = {}
        self._add(row)

    def take(self, row: AssignmentRow) -> bool:
        """Add a row of this item if it is another unit's or another point; return whether it is."""
        is_point = row.merged and bool(row.details)
        is_unit = () not in self._owners and row.owners and row.owners not in self._owners
        says = {name: value for name, value in _says(row) if not (is_point and name == "details")}
        differs = any(self._says.get(name, value) != value for name, value in says.items())
        if differs or not (is_unit or is_point):
            return False
        self._add(row)
        return True

    def _add(self, row: AssignmentRow) -> None:
        self.rows.append(row)
        self._owners.add(row.owners)
        self._says.update(_says(row))


def _says(row: AssignmentRow) -> Iterator[tuple[str, object]]:
    for name in ("title", "due", "as_of", "note", "details"):
        if value := getattr(row, name):
            yield name, value


def rows_by_item(rows: Sequence[AssignmentRow]) -> list[list[AssignmentRow]]:
    """Return the rows one by one; those of an item that say it of several units, or point by point
    below one another, together."""
    first: dict[str, _SameItem] = {}
    found: list[list[AssignmentRow]] = []
    for row in rows:
        known = first.get(row.item)
        if known is not None and known.take(row):
            continue
        same = _SameItem(row)
        found.append(same.rows)
        first.setdefault(row.item, same)
    return found
