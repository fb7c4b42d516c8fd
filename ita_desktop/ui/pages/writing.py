"""What is typed and pasted into tables. Into some a whole list may be pasted: a block with the
headings of such a list, or with its item codes, is imported; other blocks are cells. Edits are
stored: small ones at once, pastes from other programs after a preview, large ones in another
thread.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.domain.year import YearData
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.i18n import sentence, tr
from ita_desktop.ui.background import Progress
from ita_desktop.ui.loading.asked import load, work_out
from ita_desktop.ui.session import Session
from ita_desktop.ui.shared.editor_events import FilesPastedEvent, tell
from ita_desktop.ui.table.column import Column, read
from ita_desktop.ui.table.editing import clipboard
from ita_desktop.ui.table.editing.clipboard import CellRange, ClipboardContent, CopiedCells
from ita_desktop.ui.table.editing.paste import BlockPaste, TableSnapshot, beneath, tried
from ita_desktop.ui.table.grid import Act, Edit
from ita_desktop.ui.table.sizes import NORMAL, Density
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.widgets.fields.field import are_files

MANY: Final = 100
"""Number of rows that can be written in the window's thread without delay."""
A_MOMENT: Final = 0.03
"""Seconds to wait for a block to be parsed before a progress dialog is shown, which would only
flash."""
Store = Callable[[YearData, Edit], object]


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


def imports_files(page: QWidget) -> bool:
    """Returns whether files are on the clipboard, which the window then imports."""
    holds = are_files(QApplication.clipboard().mimeData())
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


def changed_rows(count: int) -> str:
    """Returns the message on several changed rows."""
    return tr("เปลี่ยน {count} แถวแล้ว", count=count)


class EditWriter(QObject):
    """Handles the edits of a ``table``; ``title`` is that of its previews.

    ``store`` writes an edit into a year as one unit of work, a large one in another thread, so it
    must not use Qt. Afterwards a message with the number of pasted rows or, by ``changed``, of
    changed rows is shown, unless ``tell`` is given. ``trim`` reduces a paste to what is accepted.
    """

    def __init__(
        self,
        session: Session,
        table: SheetView,
        title: str,
        store: Store,
        changed: Callable[[int], str] | None = None,
        *,
        show_result: Callable[[Edit], object] | None = None,
        trim: Callable[[Edit], Edit] = lambda edit: edit,
    ) -> None:
        super().__init__(table)
        self._session = session
        self._table = table
        self._title = title
        self._store = store
        self._changed = changed
        self.show_result = show_result or self.show_count
        self._trim = trim
        self._cut = (0, "")
        """The last edit that cut cells, and what the clipboard has of them."""
        table.on_edit = self.write
        table.previews = self._needs_look
        table.on_long_paste = self.read
        table.problem.connect(session.failed)
        table.problem_over.connect(session.failure_over)

    def write(self, edit: Edit) -> None:
        """Stores an edit; a larger paste from another program is previewed first. Raises
        ItaError."""
        if self._needs_look(edit):
            load("ita_desktop.ui.dialogs.previews.paste")
            from ita_desktop.ui.dialogs.previews.paste import PastePreview

            sheet = PastePreview(self._table, self._title, self, self._session)
            sheet.show_edit(beneath(self._table), self._trim(edit))
            sheet.open()
        elif self.is_many(edit):
            self._write_later(edit)
        else:
            self._store(self._session.data, edit)
            self._written(edit)

    def read(self, clip: ClipboardContent) -> None:
        """Handles a block that takes long to parse."""
        table = self._table
        if self._session.is_locked:
            table.show_locked()
        else:
            self._read(PasteOver(table, clip, self._trim), looks=not clip.own)

    def paste_first(self, table: PasteTable) -> None:
        """Pastes into an empty page with Ctrl+V: a list with headings is imported, and so are cells
        that cannot all be parsed by the visible columns; others become rows."""
        clip = on_clipboard()
        if imports_files(table) or self._session.is_locked:
            return
        if not (clip.text or clip.html):
            return
        paste = PasteFirst(table, clip)
        if clip.is_long:
            self._read(paste, looks=not clip.own)
            return
        load("ita_desktop.services.imports.pasted")
        block, edit = work_out(lambda: (paste.find(WorkProgress()), paste.edit(WorkProgress())))
        if block is not None:
            table.list_pasted.emit(block)
        elif edit is not None:
            self._session.attempt(lambda: self.write(edit))
            table.take_focus()

    def _read(self, paste: PasteOver | PasteFirst, *, looks: bool) -> None:
        load("ita_desktop.ui.dialogs.previews.paste")
        from ita_desktop.ui.dialogs.previews.paste import PastePreview

        sheet = PastePreview(self._table, self._title, self, self._session)
        sheet.read(paste, self._table.list_pasted.emit, looks=looks)
        sheet.work.wait_and_report(A_MOMENT)
        if sheet.is_wanted:
            sheet.open()

    def _needs_look(self, edit: Edit) -> bool:
        """Returns whether a paste needs a preview: it is from another program and adds rows,
        changes more than one, has cells to correct, or goes elsewhere than selected."""
        rows = {*edit.rows, *(refused.id for refused in edit.refused if refused.id)}
        larger = bool(edit.new or edit.notes or edit.is_mendable) or len(rows) > 1
        return edit.act is Act.PASTE and larger and not on_clipboard().own

    # -- storing

    def tried(self, table: TableSnapshot, edit: Edit, progress: Progress | None = None) -> Edit:
        """Returns an edit without the cells that storing it would refuse: these are among its
        refused ones, with the reason. Raises exceptions of ``progress``."""
        workspace = self._session.workspace

        def problem(part: Edit) -> str:
            with workspace.reporting(progress):
                refusal = workspace.refusal(lambda: self._store(self._session.data, part))
            return sentence(refusal) if refusal is not None else ""

        return tried(table, edit, problem)

    def is_many(self, edit: Edit) -> bool:
        """Returns whether writing an edit takes long."""
        return len(edit.rows) + len(edit.new) > MANY

    def take(self, edit: Edit) -> bool:
        """Writes an edit at once; returns whether it succeeded."""
        done = self._session.do(lambda: self._store(self._session.data, edit))
        if done:
            self._written(edit)
        return done

    def storing(self, edit: Edit) -> Callable[[Progress], object]:
        """Returns a function that writes an edit in another thread. It raises ItaError, and
        exceptions of its argument."""
        workspace, data = self._session.workspace, self._session.data

        def store(progress: Progress) -> None:
            with workspace.reporting(progress):
                self._store(data, edit)

        return store

    def _written(self, edit: Edit) -> None:
        """Shows what was written. Cells that were cut and pasted are one deed, so one undo."""
        edits = self._session.workspace.edits
        if edit.act is Act.CUT:
            self._cut = edits.last_edit, on_clipboard().text
        elif edit.act is Act.PASTE and self._cut[1] == on_clipboard().text:
            edits.go_together(self._cut[0])
        self.show_result(edit)

    def show_count(self, edit: Edit) -> None:
        """Shows a message with the number of written rows."""
        edit = self._trim(edit)
        text = pasted_words(edit)
        if not text and self._changed is not None and len(edit.rows) > 1:
            text = self._changed(len(edit.rows))
        if text:
            self._session.notified.emit(text, True)

    def _write_later(self, edit: Edit) -> None:
        """Writes a large edit that needs no preview in another thread."""
        self._session.run(
            self.storing(edit),
            lambda _none: self._written(edit),
            tr("กำลังเขียนลงตาราง"),
            finishes=True,
        )
