"""Stores the edits of tables: small ones at once, pastes from other programs after a preview, large
ones in another thread."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject

from ita_desktop.domain.year import YearData
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.i18n import sentence, tr
from ita_desktop.ui.background import Progress
from ita_desktop.ui.loading.asked import load, work_out
from ita_desktop.ui.pages.pasting import (
    PasteFirst,
    PasteOver,
    PasteTable,
    on_clipboard,
    pasted_words,
    pastes_files,
)
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.editing.clipboard import ClipboardContent
from ita_desktop.ui.table.editing.snapshot import TableSnapshot, beneath
from ita_desktop.ui.table.editing.trial import tried
from ita_desktop.ui.table.edits import Act, Edit
from ita_desktop.ui.table.view import SheetView

MANY: Final = 100
"""Number of rows that can be written in the window's thread without delay."""
A_MOMENT: Final = 0.03
"""Seconds to wait for a block to be parsed before a progress dialog is shown, which would only
flash."""
Store = Callable[[YearData, Edit], object]


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
        if pastes_files(table) or self._session.is_locked:
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
