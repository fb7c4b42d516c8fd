"""Tables into which a whole list may be pasted: a block with the headings of such a list, or with
its item codes, is imported; other blocks are cells."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.i18n import tr
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.session import Session
from ita_desktop.ui.shared.editor_events import FilesPastedEvent, tell
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.editing import clipboard
from ita_desktop.ui.table.editing.clipboard import CellRange, ClipboardContent, CopiedCells
from ita_desktop.ui.table.editing.paste import BlockPaste
from ita_desktop.ui.table.editing.reading import read
from ita_desktop.ui.table.editing.snapshot import TableSnapshot, beneath
from ita_desktop.ui.table.edits import Act, Edit
from ita_desktop.ui.table.sizes import NORMAL, Density
from ita_desktop.ui.table.view import SheetView

if TYPE_CHECKING:
    from ita_desktop.domain.year import YearData


class PasteTable(SheetView):
    """A table of a kind of list; a pasted block that is such a list is emitted as a whole. ``data``
    returns the year whose units identify a list without headings, ``names`` are the import's column
    names where they differ from keys."""

    def __init__(
        self,
        kind: str,
        columns: Sequence[Column[Any]],
        *,
        density: Density = NORMAL,
        filters: bool = True,
        takes_new: bool = True,
        data: "Callable[[], YearData] | None" = None,
        names: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(columns, density=density, filters=filters)
        self.kind = kind
        self.names = names or {}
        self.takes_new = takes_new
        self._data = data

    def is_list(self, clip: ClipboardContent, block: CopiedCells) -> bool:
        return is_list(self.kind, clip, block, self._data() if self._data is not None else None)

    def names_group(self, texts: Sequence[str]) -> bool:
        """Returns whether a pasted row names a group; never in a table that accepts new rows."""
        from ita_desktop.services.imports.pasted import names_group

        return not self.takes_new and names_group(self.kind, texts)


def on_clipboard() -> ClipboardContent:
    """Returns the content of the clipboard."""
    return clipboard.clip_of(QApplication.clipboard().mimeData())


def pastes_files(page: QWidget) -> bool:
    """Returns whether files are on the clipboard, which the window then imports."""
    holds = clipboard.holds_files(QApplication.clipboard().mimeData())
    if holds:
        tell(page, FilesPastedEvent())
    return holds


def is_list(
    kind: str, clip: ClipboardContent, block: CopiedCells, data: "YearData | None" = None
) -> bool:
    """Returns whether a block of another program has the headings of a list of ``kind``, or is such
    a list of the year ``data`` without headings, or the official report."""
    from ita_desktop.services.imports.pasted import is_headed, list_kind, unheaded

    if clip.own:
        return False
    cells = block.spread()
    if list_kind(kind, cells, data) != kind or is_headed(kind, cells, data):
        return True
    return data is not None and bool(unheaded(kind, cells, data))


class PasteOver(BlockPaste):
    """A paste of the clipboard over the rows of a table. ``trim`` restricts the edit to what the
    page accepts."""

    def __init__(
        self, table: SheetView, clip: ClipboardContent, trim: Callable[[Edit], Edit]
    ) -> None:
        super().__init__(table, mends=not clip.own)
        self._clip = clip
        self._trim = trim
        self._is_list = None if table.sheet.read_only else table.is_list

    def find(self, work_progress: WorkProgress) -> CopiedCells | None:
        """Returns the block if it is a list; else stores its cells."""
        block = self._clip.read(work_progress)
        if self._is_list is not None and self._is_list(self._clip, block):
            return block
        self.take(block.spread(), work_progress)
        return None

    def edit(self, work_progress: WorkProgress | None = None) -> Edit | None:
        edit = super().edit(work_progress)
        return self._trim(edit) if edit is not None else None


class PasteFirst:
    """A paste of the clipboard into a table without rows."""

    def __init__(self, table: PasteTable, clip: ClipboardContent) -> None:
        self.table = beneath(table)
        self._kind, self._names = table.kind, table.names
        self._clip = clip
        self._new: list[dict[str, object]] = []

    def find(self, work_progress: WorkProgress) -> CopiedCells | None:
        """Returns the block if it is a list, or must be imported as one."""
        block = self._clip.read(work_progress)
        if is_list(self._kind, self._clip, block):
            return block
        try:
            self._new = new_rows(self.table, block.spread(), work_progress)
        except ValueError:
            return self._with_headings(block)
        return None

    def aim(self) -> None:
        """Does nothing: there is only one target."""

    def edit(self, _work_progress: WorkProgress) -> Edit | None:
        """Returns the new rows."""
        return Edit(Act.PASTE, (), tuple(self._new)) if self._new else None

    def choose_covered(self) -> None:
        """Does nothing: no cells were covered."""

    def _with_headings(self, block: CopiedCells) -> CopiedCells:
        """Returns a block of cells as a list, with the import's headings of the columns that show
        by their content, then of those it fills in their order; hidden columns follow, for input
        in the preview."""
        from ita_desktop.exchange.kinds.registry import kind_named
        from ita_desktop.services.imports.pasted import shown_headings

        cells = block.spread()
        filled = _columns_of(self.table, cells)
        columns = [*filled, *(column for column in self.table.columns if column not in filled)]
        known = {column.name: column.heading for column in kind_named(self._kind).columns}
        titles = [
            known.get(self._names.get(column.key, column.key), column.title) for column in columns
        ]
        shown = shown_headings(self._kind, cells)
        others = iter([title for title in titles if title not in shown.values()])
        headings = [shown.get(at) or next(others) for at in range(len(titles))]
        merged = frozenset((at + 1, column) for at, column in block.merged)
        return CopiedCells([headings, *block.cells], merged, first=0)


def import_list(session: Session, table: PasteTable, block: CopiedCells) -> None:
    """Opens the import of a list pasted into its table."""
    load("ita_desktop.ui.dialogs.previews.found")
    from ita_desktop.ui.dialogs.previews.found import import_pasted

    import_pasted(session, table.kind, block, table.window())


def pasted_words(edit: Edit) -> str:
    """Returns the message on a paste of several rows; empty for other edits."""
    added, changed = len(edit.new), len(edit.rows)
    if edit.act is not Act.PASTE or added + changed < 2:
        return ""
    counts = (
        tr("เพิ่ม {count} แถว", count=added) if added else "",
        tr("เปลี่ยน {count} แถว", count=changed) if changed else "",
        tr("ไม่ได้วาง {count} ช่อง", count=len(edit.refused)) if edit.refused else "",
    )
    text = tr("วาง {count} แถวแล้ว", count=added + changed)
    return f"{text} · {' '.join(filter(None, counts))}"


def new_rows(
    table: TableSnapshot, cells: CellRange, work_progress: WorkProgress | None = None
) -> list[dict[str, object]]:
    """Returns a block's rows as new rows of an empty table, by position of the visible columns.

    Raises ValueError with a Thai sentence for a cell that cannot be parsed.
    """
    work_progress = work_progress or WorkProgress()
    columns = _columns_of(table, cells)
    rows = []
    for done, texts in enumerate(cells):
        work_progress.at(done, len(cells))
        values = {
            column.key: read(column, None, text)
            for column, text in zip(columns, texts, strict=False)
            if text.strip()
        }
        if values:
            rows.append(values)
    return rows


def _columns_of(table: TableSnapshot, cells: CellRange) -> list[Column[Any]]:
    """Returns the visible columns that a block fills; the first one is skipped if it cannot accept
    the first cells (numbers, codes)."""
    columns = list(table.shown)
    if all(_can_read(columns[0], row[0]) for row in cells if row and row[0].strip()):
        return columns
    return columns[1:]


def _can_read(column: Column[Any], text: str) -> bool:
    try:
        read(column, None, text)
    except ValueError:
        return False
    return True
