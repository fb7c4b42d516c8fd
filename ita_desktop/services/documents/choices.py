"""Options of single documents, selected by the office for all years.

The office's own column widths of document tables, for all years.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from ita_desktop.domain.documents import ColumnWidths, DocumentChoices, DocumentOption
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework_draft import is_draft
from ita_desktop.domain.records import new_id
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import still
from ita_desktop.storage.workspace import Workspace

if TYPE_CHECKING:
    from ita_desktop.documents.content import Table
    from ita_desktop.documents.kinds import ReportContext

_OF_DRAFTS = DocumentOption.NO_DRAFT_MARK


ADJUSTABLE: Final = frozenset(
    {
        "analysis-by-indicator",
        "analysis-by-item",
        "communication-plan",
        "measures-by-indicator",
        "measures-by-item",
        "monitoring-summary",
        "progress-report",
    }
)
"""Documents whose column widths can be set."""


def own_widths(data: YearData, name: str) -> tuple[float, ...]:
    """Return the office's widths for document ``name`` in per cent; empty if not set."""
    from ita_desktop.documents.kinds import shares_of

    return shares_of(next((width.shares for width in data.column_widths if width.name == name), ""))


def choose_widths(workspace: Workspace, year: int, name: str, shares: Sequence[float]) -> None:
    """Set the column widths of document ``name``. Raises InputError if a column would be too narrow
    for a letter."""
    from ita_desktop.documents.kinds import LEAST_WIDTH, shares_of

    text = " ".join(f"{share:.2f}" for share in shares)
    if not shares_of(text):
        raise InputError(
            "ช่องของตารางต้องกว้างอย่างน้อย {least:.0f}% ของตาราง",
            remedy="ขยายช่องที่แคบเกินไป",
            least=LEAST_WIDTH,
        )
    stored = _stored(workspace.year(year), name)
    if stored is not None and stored.shares == text:
        return
    with workspace.change("ปรับความกว้างช่องของเอกสาร") as change:
        if stored is None:
            change.insert(ColumnWidths(id=new_id(), name=name, shares=text))
        else:
            change.update(stored, shares=text)


def reset_widths(workspace: Workspace, year: int, name: str) -> None:
    """Restore the default column widths."""
    stored = still(_stored(workspace.year(year), name), "ความกว้างช่องของเอกสารนั้น")
    with workspace.change("คืนความกว้างช่องของเอกสาร") as change:
        change.delete(stored)


def _stored(data: YearData, name: str) -> ColumnWidths | None:
    return next((width for width in data.column_widths if width.name == name), None)


_THAI_LINE_END: Final = re.compile("(?<=[\u0e01-\u0e4e])\n(?=[\u0e01-\u0e4e])")


class AdjustableTable(NamedTuple):
    """A table of a document whose column widths can be set."""

    name: str
    """The name under which the widths are stored."""
    titles: tuple[str, ...]
    """The printed column headings."""
    shares: tuple[float, ...]
    """Present widths in per cent of the table."""


def adjustable(context: "ReportContext", name: str) -> tuple[AdjustableTable, ...]:
    """Return the tables of a document whose columns can be adjusted, with present widths; empty if
    there are none, or nothing to print yet."""
    from ita_desktop.documents.content import Table
    from ita_desktop.documents.registry import kind

    if name not in ADJUSTABLE:
        return ()
    found: list[AdjustableTable] = []
    document_kind = kind(name)
    for block in document_kind.build(context, document_kind.digits).blocks:
        if not isinstance(block, Table) or not block.heading:
            continue
        total = sum(column.share for column in block.columns)
        shares = tuple(column.share / total * 100 for column in block.columns)
        titles = _titles(block)
        if all(titles != known.titles for known in found):
            found.append(AdjustableTable(_stored_as(context, name, len(found)), titles, shares))
    return tuple(found)


def _stored_as(context: "ReportContext", name: str, before: int) -> str:
    """Return the storage name: the document's, with ``/2`` for its second form or table."""
    from ita_desktop.documents.kinds import BY_QUESTION

    second = before > 0 or context.subject == BY_QUESTION
    return f"{name}/2" if second else name


def _titles(table: "Table") -> tuple[str, ...]:
    """Return the lowest heading of each column; cells may span rows or columns."""
    found = [""] * len(table.columns)
    taken: dict[int, int] = {}
    for number, row in enumerate(table.heading):
        at = 0
        for cell in row.cells:
            while taken.get(at, 0) > number:
                at += 1
            words = " ".join(paragraph.text for paragraph in cell.paragraphs)
            for column in range(at, min(at + cell.columns, len(found))):
                found[column] = words
                taken[column] = number + cell.rows
            at += cell.columns
    # A line break between two Thai words of a heading is not a space.
    return tuple(" ".join(_THAI_LINE_END.sub("", words).split()) for words in found)


def offered_options(data: YearData, name: str) -> tuple[DocumentOption, ...]:
    """Return the options of document ``name`` that mean something in this year. Raises InputError
    for an unknown document."""
    from ita_desktop.documents.registry import kind

    drafted = is_draft(data)
    options = kind(name).choices
    return tuple(option for option in options if drafted or option is not _OF_DRAFTS)


def chosen_options(data: YearData, name: str) -> frozenset[DocumentOption]:
    """Return the selected options of document ``name``."""
    words = next(
        (choice.chosen for choice in data.document_choices if choice.name == name), ""
    ).split()
    return frozenset(choice for choice in DocumentOption if choice.value in words)


def choose_options(
    workspace: Workspace, year: int, name: str, choice: DocumentOption, *, on: bool
) -> None:
    """Switch an option of document ``name`` on or off, for all years."""
    data = workspace.year(year)
    now = chosen_options(data, name)
    wanted = now | {choice} if on else now - {choice}
    if wanted == now:
        return
    text = " ".join(option.value for option in DocumentOption if option in wanted)
    stored = next((choices for choices in data.document_choices if choices.name == name), None)
    with workspace.change("เลือกส่วนของเอกสาร") as change:
        if stored is None:
            change.insert(DocumentChoices(id=new_id(), name=name, chosen=text))
        else:
            change.update(stored, chosen=text)
