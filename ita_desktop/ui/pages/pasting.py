"""Tables that a whole list may be pasted into: where a block has the headings of such a list, or
names the items that it is about, it is an import, else plain cells."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.i18n import tr
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.editing import clipboard
from ita_desktop.ui.table.editing.beneath import Beneath, beneath
from ita_desktop.ui.table.editing.clipboard import CellRange, Clip, Copied
from ita_desktop.ui.table.editing.paste import BlockPaste
from ita_desktop.ui.table.editing.reading import read
from ita_desktop.ui.table.edits import Act, Edit
from ita_desktop.ui.table.sizes import NORMAL, Density
from ita_desktop.ui.table.view import SheetView

if TYPE_CHECKING:
    from ita_desktop.domain.year import YearData


class PasteTable(SheetView):
    """A table of one kind of list. A pasted block that is such a list is handed over whole.
    ``data`` gives the year by whose units a list without headings is known, ``names`` what an
    import calls columns whose keys are others."""

    def __init__(
        self,
        kind: str,
        columns: Sequence[Column[Any]],
        parent: QWidget | None = None,
        *,
        density: Density = NORMAL,
        filters: bool = True,
        takes_new: bool = True,
        data: "Callable[[], YearData] | None" = None,
        names: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(columns, parent, density=density, filters=filters)
        self.kind = kind
        self.names = names or {}
        self.takes_new = takes_new
        self._data = data

    def is_list(self, clip: Clip, block: Copied) -> bool:
        return is_list(self.kind, clip, block, self._data() if self._data is not None else None)

    def names_group(self, texts: Sequence[str]) -> bool:
        """Whether a pasted row names a group; rows that a table takes in are nobody's to leave
        out."""
        from ita_desktop.services.imports.pasted import names_group

        return not self.takes_new and names_group(self.kind, texts)


def on_clipboard() -> Clip:
    """What the clipboard holds."""
    return clipboard.clip_of(QApplication.clipboard().mimeData())


def is_list(kind: str, clip: Clip, block: Copied, data: "YearData | None" = None) -> bool:
    """Whether a block from outside brings the headings of a list of ``kind``, or is one of the
    year ``data`` without them."""
    from ita_desktop.services.imports.pasted import is_headed, unheaded

    if clip.own:
        return False
    cells = block.spread()
    return is_headed(kind, cells, data) or (data is not None and bool(unheaded(kind, cells, data)))


class PasteOver(BlockPaste):
    """What the clipboard holds, laid over the rows of a table. ``trim`` leaves of what it asks for
    what the page takes."""

    def __init__(self, table: SheetView, clip: Clip, trim: Callable[[Edit], Edit]) -> None:
        super().__init__(table, mends=not clip.own)
        self._clip = clip
        self._trim = trim
        self._is_list = None if table.sheet.read_only else table.is_list

    def find(self, work_progress: WorkProgress) -> Copied | None:
        """The block where it is a list; else its cells are taken."""
        block = self._clip.read(work_progress)
        if self._is_list is not None and self._is_list(self._clip, block):
            return block
        self.take(block.spread(), work_progress)
        return None

    def edit(self, work_progress: WorkProgress | None = None) -> Edit | None:
        edit = super().edit(work_progress)
        return self._trim(edit) if edit is not None else None


class PasteFirst:
    """What the clipboard holds, pasted into a table without rows."""

    def __init__(self, table: PasteTable, clip: Clip) -> None:
        self.table = beneath(table)
        self._kind, self._names = table.kind, table.names
        self._clip = clip
        self._new: list[dict[str, object]] = []

    def find(self, work_progress: WorkProgress) -> Copied | None:
        """The block where it is a list, or has to be read as one."""
        block = self._clip.read(work_progress)
        if is_list(self._kind, self._clip, block):
            return block
        try:
            self._new = new_rows(self.table, block.spread(), work_progress)
        except ValueError:
            return self._with_headings(block)
        return None

    def aim(self) -> None:
        """There is but one place."""

    def edit(self, _work_progress: WorkProgress) -> Edit | None:
        """The new rows."""
        return Edit(Act.PASTE, (), tuple(self._new)) if self._new else None

    def choose_covered(self) -> None:
        """There is nothing beneath."""

    def _with_headings(self, block: Copied) -> Copied:
        """A block of plain cells as a list, under the headings by which an import knows the
        columns that it fills; those that are not shown follow, for what else is typed in the
        preview."""
        from ita_desktop.exchange.kinds import kind_named

        filled = _columns_of(self.table, block.spread())
        columns = [*filled, *(column for column in self.table.columns if column not in filled)]
        known = {column.name: column.heading for column in kind_named(self._kind).columns}
        headings = [
            known.get(self._names.get(column.key, column.key), column.title) for column in columns
        ]
        merged = frozenset((at + 1, column) for at, column in block.merged)
        return Copied([headings, *block.cells], merged)


def import_list(session: Session, table: PasteTable, block: Copied) -> None:
    """Opens the import of a list that was pasted into its table."""
    from ita_desktop.ui.dialogs.previews.imports import import_pasted

    import_pasted(session, table.kind, block, table.window())


def pasted_words(edit: Edit) -> str:
    """What a paste of several rows did, for the message line; empty for anything else."""
    added, changed = len(edit.new), len(edit.rows)
    if edit.act is not Act.PASTE or added + changed < 2:
        return ""
    counts = (
        tr("เพิ่ม {count} แถว", count=added) if added else "",
        tr("เปลี่ยน {count} แถว", count=changed) if changed else "",
    )
    text = tr("วาง {count} แถวแล้ว", count=added + changed)
    return f"{text} · {' '.join(filter(None, counts))}"


def new_rows(
    table: Beneath, cells: CellRange, work_progress: WorkProgress | None = None
) -> list[dict[str, object]]:
    """A block's rows as new ones of an empty table, by the position of the shown columns.

    Raises ValueError with a Thai sentence for a cell that cannot be read.
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


def _columns_of(table: Beneath, cells: CellRange) -> list[Column[Any]]:
    """The shown columns as a block fills them; a first column that cannot take the block's first
    cells (numbers, codes) is passed over."""
    columns = list(table.shown)
    if all(_takes(columns[0], row[0]) for row in cells if row and row[0].strip()):
        return columns
    return columns[1:]


def _takes(column: Column[Any], text: str) -> bool:
    try:
        read(column, None, text)
    except ValueError:
        return False
    return True
