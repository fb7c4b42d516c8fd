"""The preview of a paste."""

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import QObject
from shiboken6 import isValid

from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.i18n import tr
from ita_desktop.ui.background import Progress
from ita_desktop.ui.dialogs.previews.rows import (
    PreviewRow,
    accepted_edit,
    has_offers,
    headings_of_table,
    mended,
    offers,
    rows_of_edit,
)
from ita_desktop.ui.dialogs.previews.sheet import ALL, PreviewSheet
from ita_desktop.ui.table.editing.clipboard import CopiedCells
from ita_desktop.ui.table.editing.paste import TableSnapshot, refused_message
from ita_desktop.ui.table.grid import Edit
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.widgets.sheet import SheetWork
from ita_desktop.ui.widgets.status import Message, MessageKind


class LongPaste(Protocol):
    """A block that takes long to parse. Created in the window's thread, in which :meth:`aim` is
    also called; other methods are called in another thread."""

    @property
    def table(self) -> TableSnapshot:
        """The table that is pasted into."""

    def find(self, work_progress: WorkProgress) -> CopiedCells | None:
        """Returns the block if it is a list to import; else None."""

    def aim(self) -> None:
        """Determines the target."""

    def edit(self, work_progress: WorkProgress) -> Edit | None:
        """Returns the edit; None if there is nothing to change."""

    def choose_covered(self) -> None:
        """Selects the covered cells."""


class PasteTarget(Protocol):
    """Stores the accepted part of a paste."""

    def tried(self, table: TableSnapshot, edit: Edit, progress: Progress | None = None) -> Edit:
        """Returns an edit with the cells refused that it would not store."""

    def take(self, edit: Edit) -> bool:
        """Stores an edit at once; returns whether it succeeded."""

    def is_many(self, edit: Edit) -> bool:
        """Returns whether storing an edit takes long."""

    def storing(self, edit: Edit) -> Callable[[Progress], object]:
        """Returns a function that stores an edit in another thread; raises ItaError."""

    def show_result(self, edit: Edit) -> object:
        """Shows a message on the stored edit."""


class PastePreview(PreviewSheet):
    """Shows what a paste into ``table`` would change; ``taker`` gets the checked rows."""

    about = "paste"

    def __init__(self, table: SheetView, title: str, taker: PasteTarget, keeper: QObject) -> None:
        """``keeper`` is the session that the paste is stored in."""
        super().__init__(table.window())
        self._over = table
        self._title = title
        self._taker = taker
        self._beneath: TableSnapshot | None = None
        self._edit: Edit | None = None
        self.is_wanted = True
        """Whether the dialog is still needed."""
        self.work = SheetWork(self, self._check, keeper)
        self.typed = self._apply_corrections
        self.finished.connect(self._leave)
        # A file that was asked to close closes when it is stored: what is pasted has no place then.
        table.destroyed.connect(self._lose_place)

    # -- parsing

    def read(
        self, paste: LongPaste, listed: Callable[[CopiedCells], object], *, looks: bool
    ) -> None:
        """Parses a long block; ``listed`` is called if it is a list to import. If it needs no
        preview (``looks``), it is stored at once."""
        what = tr("กำลังอ่านตารางที่วาง")
        self.set_title(self._title, what)

        def lay(progress: Progress) -> tuple[Edit | None, list[PreviewRow]]:
            work_progress = WorkProgress(progress)
            edit = paste.edit(work_progress)
            if edit and looks:
                edit = self._taker.tried(paste.table, edit, progress)
            rows = (
                rows_of_edit(paste.table, edit, frozenset(), work_progress)
                if edit and looks
                else []
            )
            return edit, rows

        def found(block: CopiedCells | None) -> None:
            if block is not None:
                self.reject()
                listed(block)
                return
            paste.aim()
            self.work.begin(what, lay, laid, self._give_up)

        def laid(result: tuple[Edit | None, list[PreviewRow]]) -> None:
            edit, rows = result
            if edit is None or not (edit.changes or edit.new or (looks and edit.is_mendable)):
                self._give_up(refused_message(edit) if edit is not None else "")
                return
            paste.choose_covered()
            if looks:
                self.show_edit(paste.table, edit, rows)
            else:
                self._beneath, self._edit = paste.table, edit
                self.set_title(self._title, tr("กำลังวาง"))
                self.accept()

        self.work.begin(
            what,
            lambda progress: paste.find(WorkProgress(progress)),
            found,
            self._give_up,
        )

    def _give_up(self, problem: str) -> None:
        """Closes the dialog because nothing can be shown."""
        self._edit = None
        self.reject()
        if problem:
            self._over.problem.emit(problem)

    # -- content

    def show_edit(
        self, table: TableSnapshot, edit: Edit, rows: list[PreviewRow] | None = None
    ) -> None:
        """Shows an edit of a table; ``rows`` if they were computed already."""
        if rows is None:
            edit = self._taker.tried(table, edit)
            rows = rows_of_edit(table, edit, self.unticked)
        self._beneath, self._edit = table, edit
        text = tr("ข้อมูลที่วางจากโปรแกรมอื่น · ต่างจากเดิม {count} แถว", count=len(rows))
        self.set_title(self._title, text)
        offered = {
            refused.title for refused in edit.refused if refused.id and has_offers(table, refused)
        }
        self.show_rows(
            headings_of_table(table, edit),
            rows,
            offers={title: lambda cell: offers(table, cell) for title in offered},
        )
        self.set_filters([filter_ for filter_ in self.filters() if filter_.count], ALL)
        self.withdraw_notes()
        if described := " · ".join(filter(None, (refused_message(edit), *edit.notes))):
            kind = MessageKind.WARNING if edit.refused else MessageKind.INFO
            self.note(Message(kind, described))

    def _apply_corrections(self, typed: Mapping[str, object]) -> None:
        """Applies corrections of rejected cells."""
        self.is_corrected = True
        table, shown = self._beneath, self._edit
        if table is None or shown is None or self.work.is_going:
            return
        edit, unticked = mended(table, shown, typed), self.unticked
        if not self._taker.is_many(edit):
            self.show_edit(table, edit)
            return

        def lay(progress: Progress) -> tuple[Edit, list[PreviewRow]]:
            shown = self._taker.tried(table, edit, progress)
            return shown, rows_of_edit(table, shown, unticked, WorkProgress(progress))

        self.work.begin(
            tr("กำลังอ่านตารางที่วาง"),
            lay,
            lambda found: self.show_edit(table, *found),
            self._show_stopped,
        )

    def _check(self) -> None:
        self.set_count(self.ticked_records)

    # -- storing

    def accept(self) -> None:
        """Stores the checked rows. A large edit is stored in another thread, and the dialog stays
        open until it is done."""
        shown, taker = self._edit, self._taker
        if shown is None or self.work.is_going:
            return
        taken = accepted_edit(shown, self.unticked)
        if not (taken.changes or taken.new):
            super().accept()
            if shown.refused:
                self._over.problem.emit(refused_message(shown))
        elif taker.is_many(taken):
            self.work.begin(
                tr("กำลังวาง"),
                taker.storing(taken),
                lambda _none: self._end(taken),
                self._show_stopped,
                decided=True,
                may_stop=True,
            )
        else:
            super().accept()
            taker.take(taken)

    def _end(self, taken: Edit) -> None:
        super().accept()
        self._taker.show_result(taken)

    def _show_stopped(self, problem: str) -> None:
        self.note(Message(MessageKind.BAD, problem))

    def _lose_place(self) -> None:
        if isValid(self.over):  # else the window goes with its tables
            self.done(PastePreview.DialogCode.Rejected)

    def _leave(self, result: int) -> None:
        self.is_wanted = False
        self.deleteLater()
        shown, table = self._edit, self._over
        if not isValid(table):
            return
        if shown is not None and not (result and shown.refused):
            table.problem_over.emit()
        table.activateWindow()
        table.take_focus()
