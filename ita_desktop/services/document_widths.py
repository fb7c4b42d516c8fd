"""How wide the columns of the tables of documents are: the office's own choice, for all years."""

from collections.abc import Sequence

from ita_desktop.domain.book import ColumnWidths
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import gone
from ita_desktop.storage.workspace import Workspace


def own(data: YearData, name: str) -> tuple[float, ...]:
    """The shares that the office chose for document ``name``, in per cent; none without."""
    from ita_desktop.documents.widths import shares_of

    return shares_of(next((one.shares for one in data.column_widths if one.name == name), ""))


def choose(workspace: Workspace, year: int, name: str, shares: Sequence[float]) -> None:
    """Keeps the shares of the columns of document ``name``. Raises InputError where a column
    would be too narrow to hold a letter."""
    from ita_desktop.documents.widths import LEAST, shares_of

    text = " ".join(f"{one:.2f}" for one in shares)
    if not shares_of(text):
        raise InputError(
            "ช่องของตารางต้องกว้างอย่างน้อย {least:.0f}% ของตาราง",
            remedy="ขยายช่องที่แคบเกินไป",
            least=LEAST,
        )
    stored = _stored(workspace.year(year), name)
    if stored is not None and stored.shares == text:
        return
    with workspace.change("ปรับความกว้างช่องของเอกสาร") as change:
        if stored is None:
            change.insert(ColumnWidths(id=new_id(), name=name, shares=text))
        else:
            change.update(stored, shares=text)


def reset(workspace: Workspace, year: int, name: str) -> None:
    """Gives the columns their usual widths again."""
    stored = _stored(workspace.year(year), name)
    if stored is None:
        raise gone("ความกว้างช่องของเอกสารนั้น")
    with workspace.change("คืนความกว้างช่องของเอกสาร") as change:
        change.delete(stored)


def _stored(data: YearData, name: str) -> ColumnWidths | None:
    return next((one for one in data.column_widths if one.name == name), None)
