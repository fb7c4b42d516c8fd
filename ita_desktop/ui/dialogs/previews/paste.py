"""What a paste would change, before it is done."""

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import QObject

from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.i18n import tr
from ita_desktop.ui.background import Progress
from ita_desktop.ui.dialogs.previews.paste_mending import has_offers, mended, offers
from ita_desktop.ui.dialogs.previews.rows import (
    PreviewRow,
    accepted_edit,
    headings_of_table,
    rows_of_edit,
)
from ita_desktop.ui.dialogs.previews.sheet import ALL, PreviewSheet
from ita_desktop.ui.dialogs.sheet_work import SheetWork
from ita_desktop.ui.table.editing.beneath import Beneath
from ita_desktop.ui.table.editing.clipboard import Copied
from ita_desktop.ui.table.editing.paste import tell_refused
from ita_desktop.ui.table.edits import Edit
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.widgets.status.message import Message, MessageKind


class LongPaste(Protocol):
    """A block that takes longer than a moment to read. It is made in the window's thread; only
    :meth:`aim` is called there again."""

    @property
    def table(self) -> Beneath:
        """The table beneath the block."""

    def find(self, work_progress: WorkProgress) -> Copied | None:
        """The block where it is a list of its own, which an import takes; else None."""

    def aim(self) -> None:
        """Finds where it goes."""

    def edit(self, work_progress: WorkProgress) -> Edit | None:
        """What it asks for; None where that is nothing."""

    def choose_covered(self) -> None:
        """Chooses the cells that it came to lie on."""


class Taker(Protocol):
    """Takes what is accepted of a paste."""

    def take(self, edit: Edit) -> bool:
        """Takes it at once; whether that was done."""

    def is_many(self, edit: Edit) -> bool:
        """Whether that would take longer than a moment."""

    def storing(self, edit: Edit) -> Callable[[Progress], object]:
        """What takes it in another thread, and raises ItaError."""

    def tell(self, edit: Edit) -> object:
        """Says what was stored."""


class PastePreview(PreviewSheet):
    """Shows what a paste over ``table`` would do; ``taker`` gets what was left ticked."""

    def __init__(self, table: SheetView, title: str, taker: Taker, keeper: QObject) -> None:
        """``keeper`` is the session that the paste is written in."""
        super().__init__(table.window())
        self._over = table
        self._title = title
        self._taker = taker
        self._beneath: Beneath | None = None
        self._edit: Edit | None = None
        self.is_wanted = True
        """Whether there is anything to wait for or to look at."""
        self.work = SheetWork(self, self._check, keeper)
        self.set_remark(tr("เลิกทำได้ภายหลัง"))
        self.typed = self._mend
        self.finished.connect(self._leave)

    # -- reading

    def read(self, paste: LongPaste, listed: Callable[[Copied], object], *, looks: bool) -> None:
        """Reads a long block; ``listed`` gets one that is a list of its own. Where it need not be
        looked at, it is taken at once."""
        what = tr("กำลังอ่านตารางที่วาง")
        self.set_title(self._title, what)

        def lay(progress: Progress) -> tuple[Edit | None, list[PreviewRow]]:
            work_progress = WorkProgress(progress)
            edit = paste.edit(work_progress)
            rows = (
                rows_of_edit(paste.table, edit, frozenset(), work_progress)
                if edit and looks
                else []
            )
            return edit, rows

        def found(block: Copied | None) -> None:
            if block is not None:
                self._close()
                listed(block)
                return
            paste.aim()
            self.work.begin(what, lay, laid, self._give_up)

        def laid(result: tuple[Edit | None, list[PreviewRow]]) -> None:
            edit, rows = result
            if edit is None or not (edit.changes or edit.new or (looks and edit.is_mendable)):
                self._give_up(tell_refused(edit) if edit is not None else "")
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
        """Nothing of the block can be shown."""
        self._edit = None
        self._close()
        if problem:
            self._over.problem.emit(problem)

    def _close(self) -> None:
        super().reject()

    # -- showing

    def show_edit(self, table: Beneath, edit: Edit, rows: list[PreviewRow] | None = None) -> None:
        """Shows what a paste over a table asks for; ``rows`` where they were found already."""
        self._beneath, self._edit = table, edit
        rows = rows_of_edit(table, edit, self.unticked) if rows is None else rows
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
        if described := " · ".join(filter(None, (tell_refused(edit), *edit.notes))):
            kind = MessageKind.WARNING if edit.refused else MessageKind.INFO
            self.note(Message(kind, described))

    def _mend(self, typed: Mapping[str, object]) -> None:
        """Takes what was typed into cells that cannot be read."""
        table, shown = self._beneath, self._edit
        if table is None or shown is None or self.work.is_going:
            return
        edit, unticked = mended(table, shown, typed), self.unticked
        if not self._taker.is_many(edit):
            self.show_edit(table, edit)
            return

        def lay(progress: Progress) -> list[PreviewRow]:
            return rows_of_edit(table, edit, unticked, WorkProgress(progress))

        self.work.begin(
            tr("กำลังอ่านตารางที่วาง"),
            lay,
            lambda rows: self.show_edit(table, edit, rows),
            self._say_stopped,
        )

    def _check(self) -> None:
        self.set_count(len(self.ticked))

    # -- taking

    def accept(self) -> None:
        """Takes what is ticked. A large edit is written in another thread, and the sheet stays
        until that is done."""
        shown, taker = self._edit, self._taker
        if shown is None or self.work.is_going:
            return
        taken = accepted_edit(shown, self.unticked)
        if not (taken.changes or taken.new):
            super().accept()
            if shown.refused:
                self._over.problem.emit(tell_refused(shown))
        elif taker.is_many(taken):
            self.work.begin(
                tr("กำลังวาง"),
                taker.storing(taken),
                lambda _none: self._end(taken),
                self._say_stopped,
                decided=True,
                may_stop=True,
            )
        else:
            super().accept()
            taker.take(taken)

    def _end(self, taken: Edit) -> None:
        super().accept()
        self._taker.tell(taken)

    def _say_stopped(self, problem: str) -> None:
        self.note(Message(MessageKind.BAD, problem))

    def reject(self) -> None:
        """Esc and ยกเลิก: what goes on is stopped, and nothing is pasted."""
        if self.work.abandon():
            super().reject()

    def _leave(self, result: int) -> None:
        self.is_wanted = False
        shown, table = self._edit, self._over
        if shown is not None and not (result and shown.refused):
            table.problem_over.emit()
        # The keyboard goes back to where the paste was asked for.
        self.deleteLater()
        table.activateWindow()
        table.take_focus()
