"""What becomes of what is typed and pasted in a table: small edits are written at once, pastes from
other programs are looked at before, large ones are read and written in another thread."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject

from ita_desktop.domain.year import YearData
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.i18n import tr
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.pages.pasting import (
    PasteFirst,
    PasteOver,
    PasteTable,
    on_clipboard,
    pasted_words,
)
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.editing.beneath import beneath
from ita_desktop.ui.table.editing.clipboard import Clip
from ita_desktop.ui.table.edits import Act, Edit
from ita_desktop.ui.table.view import SheetView

MANY: Final = 100
"""Rows that can be written in the window's thread: more take longer than a moment."""
A_MOMENT: Final = 0.03
"""Seconds that the window waits for a block to be read: a sheet that only says that it is being
read would come and go."""
Store = Callable[[YearData, Edit], object]


def _whole(edit: Edit) -> Edit:
    """All of a paste is taken."""
    return edit


def changed_rows(count: int) -> str:
    """What is said of several rows that were changed."""
    return tr("เปลี่ยน {count} แถวแล้ว", count=count)


class EditWriter(QObject):
    """Takes the edits of a ``table``, whose previews have a ``title``.

    ``store`` writes an edit into a year as one unit of work, a large one in another thread, so it
    speaks to nothing of Qt. Afterwards it says how many rows were pasted or,
    by ``changed``, changed, unless ``tell`` says it. ``trim`` leaves of a paste what is taken.
    """

    def __init__(
        self,
        session: Session,
        table: SheetView,
        title: str,
        store: Store,
        changed: Callable[[int], str] | None = None,
        *,
        tell: Callable[[Edit], object] | None = None,
        trim: Callable[[Edit], Edit] = _whole,
    ) -> None:
        super().__init__(table)
        self._session = session
        self._table = table
        self._title = title
        self._store = store
        self._changed = changed
        self.tell = tell or self.say
        self._trim = trim
        table.on_edit = self.write
        table.on_long_paste = self.read
        table.problem.connect(session.failed)
        table.problem_over.connect(session.failure_over)

    def write(self, edit: Edit) -> None:
        """Takes an edit; a larger paste from outside is shown first. Raises ItaError."""
        if self._needs_look(edit):
            from ita_desktop.ui.dialogs.previews.paste import PastePreview

            sheet = PastePreview(self._table, self._title, self, self._session)
            sheet.show_edit(beneath(self._table), self._trim(edit))
            sheet.open()
        elif self.is_many(edit):
            self._write_later(edit)
        else:
            self._store(self._session.data, edit)
            self.tell(edit)

    def read(self, clip: Clip) -> None:
        """Takes a block that takes longer than a moment to read."""
        table = self._table
        if self._session.workspace.read_only:
            table.tell_locked()
        else:
            self._read(PasteOver(table, clip, self._trim), looks=not clip.own)

    def paste_first(self, table: PasteTable) -> None:
        """Ctrl+V on an empty page: a list with headings is an import, and so are plain cells that
        cannot all be read, by the columns that are shown; others are rows."""
        clip = on_clipboard()
        if self._session.workspace.read_only or not (clip.text or clip.html):
            return
        paste = PasteFirst(table, clip)
        if clip.is_long:
            self._read(paste, looks=not clip.own)
            return
        block = paste.find(WorkProgress())
        edit = paste.edit(WorkProgress())
        if block is not None:
            table.list_pasted.emit(block)
        elif edit is not None:
            self._session.attempt(lambda: self.write(edit))
            table.take_focus()

    def _read(self, paste: PasteOver | PasteFirst, *, looks: bool) -> None:
        from ita_desktop.ui.dialogs.previews.paste import PastePreview

        sheet = PastePreview(self._table, self._title, self, self._session)
        sheet.read(paste, self._table.list_pasted.emit, looks=looks)
        sheet.work.wait_and_report(A_MOMENT)
        if sheet.is_wanted:
            sheet.open()

    def _needs_look(self, edit: Edit) -> bool:
        """Whether a paste has to be shown before it is done: it comes from another program and
        adds rows, changes more than one, has cells to be typed anew, or goes elsewhere than it
        was put."""
        rows = {*edit.rows, *(refused.id for refused in edit.refused if refused.id)}
        larger = bool(edit.new or edit.notes or edit.is_mendable) or len(rows) > 1
        return edit.act is Act.PASTE and larger and not on_clipboard().own

    # -- what is accepted of a paste

    def is_many(self, edit: Edit) -> bool:
        """Whether to write an edit takes longer than a moment."""
        return len(edit.rows) + len(edit.new) > MANY

    def take(self, edit: Edit) -> bool:
        """Writes an edit at once; whether that could be done."""
        done = self._session.do(lambda: self._store(self._session.data, edit))
        if done:
            self.tell(edit)
        return done

    def storing(self, edit: Edit) -> Callable[[Progress], object]:
        """What writes an edit in another thread. It raises ItaError, and what its argument
        raises."""
        workspace, data = self._session.workspace, self._session.data

        def store(progress: Progress) -> None:
            with workspace.telling(progress):
                self._store(data, edit)

        return store

    def say(self, edit: Edit) -> None:
        """Says how many rows were written."""
        edit = self._trim(edit)
        text = pasted_words(edit)
        if not text and self._changed is not None and len(edit.rows) > 1:
            text = self._changed(len(edit.rows))
        if text:
            self._session.notified.emit(text, True)

    def _write_later(self, edit: Edit) -> None:
        """Writes a large edit that need not be looked at, while the window goes on."""
        job = Job(self.storing(edit), self._session, finishes=True)
        job.done.connect(lambda _none: self.tell(edit))
        for end in (job.done, job.failed, job.stopped):
            end.connect(job.deleteLater)
        self._session.working.emit(job, tr("กำลังเขียนลงตาราง"))
        job.start()
