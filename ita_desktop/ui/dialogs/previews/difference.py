"""Previews opened from a part of a page: of a paste, and of differences of the year's framework and
of settings from a file.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ita_desktop.domain.errors import InputError
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.frameworks.difference import ChangeKind, Difference, Key
from ita_desktop.i18n import caption, in_language, language, stored_translated, tr
from ita_desktop.services.frameworks.replacing import FrameworkUpdate, UpdateRow
from ita_desktop.services.settings.importing import (
    SETTING_PARTS,
    SettingRow,
    SettingsPart,
    SettingsPlan,
)
from ita_desktop.ui.background import Progress
from ita_desktop.ui.dialogs.previews.rows import (
    ADD,
    CHANGE,
    REMOVE,
    PreviewRow,
    accepted_edit,
    has_offers,
    headings_of_table,
    mended,
    offers,
    replaced,
    rows_of_edit,
)
from ita_desktop.ui.dialogs.previews.sheet import ALL, PreviewSheet
from ita_desktop.ui.table.editing.clipboard import CopiedCells
from ita_desktop.ui.table.editing.paste import TableSnapshot, refused_message
from ita_desktop.ui.table.grid import Edit
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.widgets.sheet import SheetWork
from ita_desktop.ui.widgets.status import Message, MessageKind

_MOST_NAMED = 3
"""Number of omitted settings that are listed."""
ACTIONS = {ChangeKind.ADDED: ADD, ChangeKind.CHANGED: CHANGE, ChangeKind.REMOVED: REMOVE}


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


class DifferencePreview(PreviewSheet):
    """Rows to select; read-only for the reason ``locked``, if not empty."""

    def __init__(self, parent: QWidget, *, locked: str = "") -> None:
        self._locked = locked
        super().__init__(parent)

    def set_count(self, count: int) -> None:
        if self._locked:
            self.set_accept(tr("รับ {count} รายการ", count=count), blocked=self._locked)
        else:
            super().set_count(count)

    def open_over(
        self, over: QWidget, texts: tuple[str, str], accept: Callable[[], object]
    ) -> None:
        """Opens with title and source; ``accept`` is called on acceptance. The focus returns to
        ``over``."""
        self.set_title(*texts)
        self.accepted.connect(accept)

        def leave(_result: int) -> None:
            self.deleteLater()
            over.activateWindow()
            over.setFocus()

        self.finished.connect(leave)
        self.open()


class FrameworkPreview(DifferencePreview):
    """Rows to select. Unchecked corrections of a shipped framework are recorded as declined, so it
    may be accepted without any row."""

    about = "framework-comparison"

    def __init__(self, update: FrameworkUpdate, parent: QWidget, *, locked: str = "") -> None:
        """``locked`` is the reason why nothing can be changed."""
        self._declines = update.is_shipped and any(row.corrected for row in update.rows)
        super().__init__(parent, locked=locked)
        self._keys = {_id(row.difference): row.difference.key for row in update.rows}
        ticked = set(update.proposed) if update.is_shipped else _without_losses(update)
        rows = [_framework_row(row, ticked=row.difference.key in ticked) for row in update.rows]
        self.show_rows(_framework_headings(), rows)
        self.set_filters([filter_ for filter_ in self.filters() if filter_.count], ALL)
        self.set_remark(tr("ข้อมูลที่กรอกไว้ไม่เปลี่ยน · เลิกทำได้ภายหลัง"))

    @property
    def chosen(self) -> frozenset[Key]:
        """Returns the checked differences."""
        return frozenset(self._keys[text] for text in self.ticked)

    def set_count(self, count: int) -> None:
        if not count and self._declines and not self._locked:
            self.set_accept(tr("คงของปีนี้ไว้ทั้งหมด"))
        else:
            super().set_count(count)


def open_framework(
    update: FrameworkUpdate,
    texts: tuple[str, str],
    over: QWidget,
    accept: Callable[[frozenset[Key]], object],
    refusal: Callable[[frozenset[Key]], InputError | None],
    *,
    locked: str = "",
) -> FrameworkPreview:
    """Opens the preview with title and source; ``accept`` is called with the checked differences,
    ``refusal`` before, whether they can be. The focus returns to ``over``."""
    sheet = FrameworkPreview(update, over.window(), locked=locked)
    sheet.check_by(lambda: refusal(sheet.chosen))
    sheet.open_over(over, texts, lambda: accept(sheet.chosen))
    return sheet


def _without_losses(update: FrameworkUpdate) -> set[Key]:
    """Returns all differences to a file but removals."""
    return {
        row.difference.key for row in update.rows if row.difference.turn is not ChangeKind.REMOVED
    }


def _framework_headings() -> list[str]:
    return [tr("รหัส"), tr("เรื่อง"), tr("เนื้อหา"), tr("ที่มา")]


def _id(difference: Difference) -> str:
    return f"{difference.key.code}\t{difference.key.field}"


def _framework_row(row: UpdateRow, *, ticked: bool) -> PreviewRow:
    """Returns a difference as a row, noting the clerk's own edits."""
    difference = row.difference
    old, new = in_language(difference.old), in_language(difference.new)
    value: object = replaced(new, old) if difference.turn is ChangeKind.CHANGED else new or old
    cells = (
        difference.key.code or tr("กรอบ"),
        in_language(difference.what),
        value,
        _origin(row),
    )
    cells_by_heading = dict(zip(_framework_headings(), cells, strict=True))
    return PreviewRow(_id(difference), ACTIONS[difference.turn], ticked, cells_by_heading)


def _origin(row: UpdateRow) -> str:
    if row.corrected and row.edited:
        return tr("โปรแกรมแก้ และปีนี้ก็แก้เอง")
    if row.corrected:
        return tr("โปรแกรมแก้แล้ว")
    return tr("ปีนี้แก้เอง") if row.edited else ""


class SettingsPreview(DifferencePreview):
    """Rows to select, grouped by kind. A unit with a name similar to another one's is unchecked by
    default."""

    about = "settings-file"

    def __init__(self, plan: SettingsPlan, parent: QWidget, *, locked: str = "") -> None:
        """``locked`` is the reason why nothing can be imported."""
        super().__init__(parent, locked=locked)
        rows = [_settings_row(row, ticked=row.id in plan.proposed) for row in plan.rows]
        self.show_rows(_settings_headings(), rows, group_by=_settings_headings()[0])
        self.set_filters([filter_ for filter_ in self.filters() if filter_.count], ALL)
        self.set_remark(tr("สิ่งที่ไม่มีในไฟล์คงไว้ · เลิกทำได้ภายหลัง"))
        for row in plan.rows:
            if row.near:
                near = " ".join(f"“{name}”" for name in row.near)
                text = tr("หน่วยใหม่? “{name}” ใกล้เคียงกับ {near}", name=row.title, near=near)
                self.note(Message(MessageKind.WARNING, text, key=row.id))
        if plan.left_out:
            first = " · ".join(
                f"{in_language(out.name)}: {out.why.sentence(language.translate)}"
                for out in plan.left_out[:_MOST_NAMED]
            )
            text = tr("ใช้ไม่ได้ {count} รายการ {first}", count=len(plan.left_out), first=first)
            self.note(Message(MessageKind.WARNING, text, key="left-out"))


def open_settings(
    plan: SettingsPlan,
    texts: tuple[str, str],
    over: QWidget,
    accept: Callable[[frozenset[str]], object],
    refusal: Callable[[frozenset[str]], InputError | None],
    *,
    locked: str = "",
) -> SettingsPreview:
    """Opens the preview with title and source; ``accept`` is called with the checked rows,
    ``refusal`` before, whether they can be. The focus returns to ``over``."""
    sheet = SettingsPreview(plan, over.window(), locked=locked)
    sheet.check_by(lambda: refusal(sheet.ticked))
    sheet.open_over(over, texts, lambda: accept(sheet.ticked))
    return sheet


def _settings_headings() -> list[str]:
    return [caption("ส่วน"), tr("รายการ"), tr("เนื้อหา")]


def _settings_row(row: SettingRow, *, ticked: bool) -> PreviewRow:
    new, old = _described(row, row.new), _described(row, row.old)
    value: object = new if row.is_new else replaced(new, old)
    title = " · ".join(stored_translated(words) for words in (row.paper, row.title) if words)
    cells = (tr(SETTING_PARTS[row.part]), title, value)
    action = ADD if row.is_new else CHANGE
    return PreviewRow(row.id, action, ticked, dict(zip(_settings_headings(), cells, strict=True)))


def _described(row: SettingRow, text: str) -> str:
    """Returns the name of a setting; options are translated, other names are the office's."""
    return (
        " · ".join(map(stored_translated, text.split(" · ")))
        if row.part is SettingsPart.CHOICES
        else text
    )
