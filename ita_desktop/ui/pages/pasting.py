"""Tables that a whole list may be pasted into: where a block has the headings of such a list, or
names the items that it is about, it is an import, else plain cells."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.session import Session
from ita_desktop.ui.table import clipboard
from ita_desktop.ui.table.clipboard import Block, Copied
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.edits import Act, Edit
from ita_desktop.ui.table.reading import read
from ita_desktop.ui.table.sizes import NORMAL, Density
from ita_desktop.ui.table.view import SheetView

if TYPE_CHECKING:
    from ita_desktop.domain.year import YearData


class PasteTable(SheetView):
    """A table of one kind of list. A pasted block that is such a list is handed over whole
    (``list_pasted``, as :class:`Copied`), because its rows and columns need not be those of the
    table. ``data`` gives the year by whose units a list without headings is known, ``names`` what
    an import calls columns whose keys are others."""

    list_pasted = Signal(object)

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

    def paste(self) -> None:
        block = copied()
        data = self._data() if self._data is not None else None
        if not self.sheet.read_only and is_list(self.kind, block, data):
            self.list_pasted.emit(block)
        else:
            super().paste()

    def names_group(self, texts: Sequence[str]) -> bool:
        """Whether a pasted row names a group; rows that a table takes in are nobody's to leave
        out."""
        from ita_desktop.services.import_source import names_group

        return not self.takes_new and names_group(self.kind, texts)


def paste_first(
    session: Session, table: PasteTable, title: str, write: Callable[[Edit], object]
) -> None:
    """Ctrl+V on an empty page: a list with headings is an import, and so are plain cells that
    cannot all be read, by the columns that are shown; others are rows, which are shown with
    ``title`` before ``write`` takes them."""
    block = copied()
    if session.workspace.read_only or not block.cells:
        return
    if is_list(table.kind, block):
        table.list_pasted.emit(block)
        return
    try:
        new = new_rows(table, block.spread())
    except ValueError:
        table.list_pasted.emit(_with_headings(table, block))
        return
    edit = Edit(Act.PASTE, (), tuple(new))
    if needs_look(edit):
        look_first(session, table, edit, title, write)
    else:
        session.attempt(lambda: write(edit))
        table.take_focus()


def copied() -> Copied:
    """The block that the clipboard holds."""
    return clipboard.copied(QApplication.clipboard().mimeData())


def is_list(kind: str, block: Copied, data: "YearData | None" = None) -> bool:
    """Whether a block from outside brings the headings of a list of ``kind``, or is one of the
    year ``data`` without them."""
    from ita_desktop.services.import_source import is_headed, unheaded

    if clipboard.is_own(QApplication.clipboard().mimeData()):
        return False
    cells = block.spread()
    return is_headed(kind, cells) or (data is not None and bool(unheaded(kind, cells, data)))


def needs_look(edit: Edit) -> bool:
    """Whether a paste has to be shown before it is done: it comes from another program and adds
    rows, changes more than one, has cells to be typed anew, or goes elsewhere than it was put."""
    own = clipboard.is_own(QApplication.clipboard().mimeData())
    rows = {*edit.rows, *(one.id for one in edit.refused if one.id)}
    larger = bool(edit.new or edit.notes or edit.is_mendable) or len(rows) > 1
    return edit.act is Act.PASTE and larger and not own


def take(
    session: Session, table: SheetView, edit: Edit, title: str, write: Callable[[Edit], object]
) -> None:
    """``write`` takes an edit of a table; a larger paste from outside is shown first, with
    ``title``."""
    if needs_look(edit):
        look_first(session, table, edit, title, write)
    else:
        write(edit)


def import_list(session: Session, table: PasteTable, block: Copied) -> None:
    """Opens the import of a list that was pasted into its table."""
    from ita_desktop.ui.dialogs.import_preview import import_pasted

    import_pasted(session, table.kind, block, table.window())


def look_first(
    session: Session, table: SheetView, edit: Edit, title: str, write: Callable[[Edit], object]
) -> None:
    """Shows what a paste would do; ``write`` takes what is accepted of it."""
    from ita_desktop.ui.dialogs.paste_preview import preview_paste

    preview_paste(table, edit, title, lambda accepted: session.attempt(lambda: write(accepted)))


def pasted_words(edit: Edit) -> str:
    """What a paste of several rows did, for the message line; empty for anything else."""
    added, changed = len(edit.new), len(edit.rows)
    if edit.act is not Act.PASTE or added + changed < 2:
        return ""
    counts = (
        tr("เพิ่ม {count} แถว", count=added) if added else "",
        tr("เปลี่ยน {count} แถว", count=changed) if changed else "",
    )
    said = tr("วาง {count} แถวแล้ว", count=added + changed)
    return f"{said} · {' '.join(filter(None, counts))}"


def new_rows(table: SheetView, cells: Block) -> list[dict[str, object]]:
    """A block's rows as new ones of an empty table, by the position of the shown columns.

    Raises ValueError with a Thai sentence for a cell that cannot be read.
    """
    columns = _columns_of(table, cells)
    rows = []
    for texts in cells:
        values = {
            column.key: read(column, None, text)
            for column, text in zip(columns, texts, strict=False)
            if text.strip()
        }
        if values:
            rows.append(values)
    return rows


def _columns_of(table: SheetView, cells: Block) -> list[Column[Any]]:
    """The shown columns as a block fills them; a first column that cannot take the block's first
    cells (numbers, codes) is passed over."""
    columns = [span.column for span in table.header.spans()]
    if all(_takes(columns[0], row[0]) for row in cells if row and row[0].strip()):
        return columns
    return columns[1:]


def _with_headings(table: PasteTable, block: Copied) -> Copied:
    """A block of plain cells as a list, under the headings by which an import knows the columns
    that it fills; those that are not shown follow, for what else is typed in the preview."""
    from ita_desktop.services.import_source import headings_of

    filled = _columns_of(table, block.spread())
    columns = [*filled, *(one for one in table.sheet.columns if one not in filled)]
    known = headings_of(table.kind)
    headings = [known.get(table.names.get(one.key, one.key), one.title) for one in columns]
    merged = frozenset((at + 1, column) for at, column in block.merged)
    return Copied([headings, *block.cells], merged)


def _takes(column: Column[Any], text: str) -> bool:
    try:
        read(column, None, text)
    except ValueError:
        return False
    return True
