"""กู้คืนจากแฟ้มสำรอง: the dialog to restore a backup, or another file."""

import threading
from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from ita_desktop.domain.errors import ItaError
from ita_desktop.i18n import in_language, sentence, tr
from ita_desktop.services import workspaces
from ita_desktop.services.settings import differences, safety_copies
from ita_desktop.services.settings.differences import KindDifference, RestoredCount
from ita_desktop.settings import backup_root, today
from ita_desktop.storage import SUFFIX
from ita_desktop.storage.files.replacing import PreparedCopy
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.dialogs.backups import BackupRow, backup_columns, backup_rows, other_row
from ita_desktop.ui.dialogs.previews.rows import ADD, CHANGE, PreviewRow, replaced
from ita_desktop.ui.dialogs.previews.sheet import ALL, ChangeFilter, PreviewSheet
from ita_desktop.ui.keyboard import Shortcut, is_enter
from ita_desktop.ui.opening.open_job import OpenJob
from ita_desktop.ui.opening.workspace_opener import WorkspaceOpener
from ita_desktop.ui.pages.page import add_key
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.measures import SheetHeight
from ita_desktop.ui.theme.tokens import Space, Tone, Width
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.sheet import Sheet, SheetWork

_COMPARE_DELAY: Final = 150
"""Delay in ms before a selected backup is compared."""
_AT_MOST: Final = 5.0
"""Greatest time in seconds to wait for an unneeded comparison to end."""
_SINCE_LINES: Final = 3
_PARTS: Final = Shortcut("F4", "นำกลับบางส่วน…")


def ask(opener: WorkspaceOpener, chosen: str = "") -> None:
    """Replaces the open workspace by a backup that the clerk selects, at first the one at the path
    ``chosen``, else the newest; without an open workspace, asks for a location."""
    if opener.session is None:
        _without_workspace(opener)
    else:
        dialog = RestoreDialog(opener.session, opener)
        if chosen:
            dialog.table.go_to(chosen)
        dialog.exec()


def compare_with(opener: WorkspaceOpener, other: Path | None) -> None:
    """Compares the open workspace with another file of it, and with the backups; without one, with
    the backups alone."""
    if opener.session is not None:
        RestoreDialog(opener.session, opener, other).exec()


def _without_workspace(opener: WorkspaceOpener) -> None:
    """Asks for a backup and a location, restores it, and opens it."""
    copy = _choose_copy(opener.frame)
    if copy is None:
        return
    name, _ = QFileDialog.getSaveFileName(opener.frame, tr("กู้คืนไปไว้ที่"), str(Path.home()), _files())
    if not name:
        return
    _restore_to(opener, copy, workspaces.with_suffix(Path(name)))


def ask_for_altered(opener: WorkspaceOpener) -> None:
    """Replaces a file altered on disk by a backup that the clerk selects."""
    copy = _choose_copy(opener.frame)
    if copy is not None and opener.altered is not None:
        _restore_to(opener, copy, opener.altered)


def _restore_to(opener: WorkspaceOpener, copy: Path, target: Path) -> None:
    def restore(progress: Progress) -> Path:
        safety_copies.restore(copy, target, progress)
        return target

    what = tr("กำลังกู้คืน {file}", file=target.name)
    opener.begin_with(restore, what, then=lambda: _show_restored(opener))


def _show_restored(opener: WorkspaceOpener, since: Sequence[KindDifference] = ()) -> None:
    """Shows what was reverted (changes ``since`` the backup), and how to undo the restore."""
    if not since:
        opener.frame.show_message(tr("กู้คืนแฟ้มแล้ว"))
        return
    words = tr(
        "กู้คืนแฟ้มแล้ว: กลับมา {gone} แถว กลับเป็นเดิม {changed} เอาออก {added} · ย้อนได้ด้วยสำเนา “ก่อนกู้คืน”",
        gone=sum(kind.gone for kind in since),
        changed=sum(kind.changed for kind in since),
        added=sum(kind.added for kind in since),
    )
    opener.frame.show_message(words)


def _choose_copy(parent: QWidget) -> Path | None:
    name, _ = QFileDialog.getOpenFileName(parent, tr("เลือกแฟ้มสำรอง"), str(backup_root()), _files())
    return Path(name) if name else None


def _files() -> str:
    return tr("แฟ้มงาน ITA") + f" (*{SUFFIX})"


class RestoreDialog(Sheet):
    """The backups of the open workspace, newest first, after another file of the same work if one
    is given. Enter restores the selected one."""

    about = "restore-copy"

    def __init__(
        self, session: Session, opener: WorkspaceOpener, other: Path | None = None
    ) -> None:
        super().__init__(opener.frame, size=QSize(Width.SHEET_SMALL, SheetHeight.RESTORE))
        self._opener = opener
        self._replacement: _Replacement | None = None
        """The restore being prepared."""
        self._open_job: OpenJob | None = None
        self._session, self._workspace = session, session.workspace
        self._other = other
        self._found: dict[Path, list[KindDifference]] = {}
        """The changes since each compared backup."""
        self._comparing: Job | None = None
        self._compare_timer = QTimer(self, singleShot=True, interval=_COMPARE_DELAY)
        self._compare_timer.timeout.connect(self._compare)
        self.table = SheetView(backup_columns(), filters=False)
        self.table.setAccessibleName(tr("แฟ้มสำรอง"))
        self.table.tints_row = True
        self.table.installEventFilter(self)
        self.table.detail_requested.connect(self.accept)
        self.table.current_changed.connect(self._on_chosen)
        self._problem = ThaiLabel("", self, tone=Tone.LATE, most=3)
        self._problem.setContentsMargins(Space.XXL, Space.S, Space.XXL, 0)
        self._problem.hide()
        self.other_button = Button(tr("เลือกแฟ้มอื่น…"), kind=ButtonKind.QUIET, icon_name="folder-open")
        self.other_button.clicked.connect(self._choose_other)
        self.part_button = Button(tr("นำกลับบางส่วน…"), kind=ButtonKind.QUIET, hint=_PARTS.keys)
        self.part_button.clicked.connect(self._choose_records)
        add_key(self, _PARTS, self.part_button.click, with_children=True)
        self.since = ThaiLabel("", self, tone=Tone.TEXT2, most=_SINCE_LINES)
        self.since.setContentsMargins(Space.XXL, Space.S, Space.XXL, 0)
        opener.frame.closing.connect(self._leave_window)
        self.body.addWidget(self.table, 1)
        self.notes.addWidget(self.since)
        self.notes.addWidget(self._problem)
        self.work = SheetWork(self, self._check)
        self.ui.footer.insertWidget(1, self.other_button)
        self.ui.footer.insertWidget(2, self.part_button)
        self.set_title(tr("กู้คืนจากแฟ้มสำรอง"), self._name())
        self.set_remark(tr("ข้อมูลตอนนี้จะสำรองไว้ก่อน"))
        self._fill(today())

    def _name(self) -> str:
        path = self._workspace.path
        return path.name if path is not None else ""

    def _fill(self, today: date) -> None:
        try:
            rows = backup_rows(self._workspace.copies.all(), today)
        except ItaError as error:
            rows = []
            self._show_problem(sentence(error))
        if self._other is not None:
            rows.insert(0, other_row(self._other, today))
        self.table.sheet.set_rows(rows)
        if rows:
            self.table.go_to(rows[0].id)
        self.table.setFocus()
        self._check()

    # -- comparison

    def _on_chosen(self, _row_id: str = "") -> None:
        self._check()
        self._show_since()
        if self._chosen() not in self._found:
            self._compare_timer.start()

    def _chosen(self) -> Path | None:
        row = self.table.current_row()
        return row.path if isinstance(row, BackupRow) else None

    def _compare(self) -> None:
        """Compares the selected backup with the workspace in another thread."""
        self._stop_comparing()
        copy, workspace = self._chosen(), self._workspace
        if copy is None or copy in self._found or self.work.is_going or self._open_job is not None:
            return
        job = self._comparing = Job(
            lambda progress: differences.compare(workspace, copy, progress), self
        )
        job.done.connect(lambda found: self._take_found(job, copy, found))
        job.failed.connect(lambda why: self.since.setText(why) if job is self._comparing else None)
        job.start()

    def _take_found(self, job: Job, copy: Path, found: list[KindDifference]) -> None:
        if job is self._comparing:
            self._comparing = None
            self._found[copy] = found
            self._show_since()

    def _stop_comparing(self) -> None:
        """Stops a comparison; afterwards no thread reads the workspace."""
        self._compare_timer.stop()
        job, self._comparing = self._comparing, None
        if job is not None:
            job.stop()
            job.ended.wait(_AT_MOST)

    def _show_since(self) -> None:
        copy = self._chosen()
        found = self._found.get(copy) if copy is not None else None
        self.part_button.setVisible(bool(found) and not self._workspace.read_only)
        if found is None:
            self.since.setText(tr("กำลังเทียบสำเนากับข้อมูลตอนนี้") if copy is not None else "")
            return
        kinds = " · ".join(map(_words, found))
        same = tr("ข้อมูลตอนนี้เหมือนสำเนานี้ทุกแถว")
        self.since.setText(tr("ตั้งแต่สำเนานี้: {kinds}", kinds=kinds) if kinds else same)
        self.since.setToolTip(kinds)

    def _choose_records(self) -> None:
        """Shows the records that differ from the backup."""
        copy = self._chosen()
        if copy is not None and copy in self._found:
            open_records(
                self._found[copy],
                self,
                lambda chosen: self._bring_back(
                    partial(differences.bring_back_records, self._workspace, copy, chosen)
                ),
            )

    def _bring_back(self, bring: Callable[[Progress], RestoredCount]) -> None:
        self._stop_comparing()
        self._show_problem("")
        self.work.begin(
            tr("กำลังนำกลับมาจากแฟ้มสำรอง"),
            bring,
            self._show_brought,
            self._end,
            decided=True,
            may_stop=True,
        )

    def _show_brought(self, brought: RestoredCount) -> None:
        super().accept()
        self._opener.frame.show_message(
            tr(
                "นำกลับมา {count} แถว: {kinds} · เลิกทำได้ด้วย Ctrl+Z",
                count=brought.rows,
                kinds=in_language(brought.kinds),
            )
        )

    def _check(self, _row_id: str = "") -> None:
        chosen = self.table.current_row() is not None
        self.set_accept(tr("กู้คืน"), blocked="" if chosen else tr("ยังไม่มีแฟ้มสำรอง"))

    def accept(self) -> None:
        """Restores the selected backup."""
        row = self.table.current_row()
        if isinstance(row, BackupRow):
            self._restore(row.path)

    def reject(self) -> None:
        """Cancels the preparation; the replacement itself cannot be cancelled."""
        if self.may_close() and self._open_job is None:
            self._stop_comparing()
            self._discard()
            super().reject()

    def _choose_other(self) -> None:
        copy = _choose_copy(self)
        if copy is not None:
            self._restore(copy)

    # -- preparation beside the open workspace

    def _restore(self, copy: Path) -> None:
        """Backs up the current workspace, and prepares the replacement."""
        path = self._workspace.path
        if path is None or self.work.is_going or self._open_job is not None:
            return
        self._discard()
        self._stop_comparing()
        self._show_problem("")
        swap = self._replacement = _Replacement(self._workspace, path, self._found.get(copy))
        self.other_button.hide()
        self.work.begin(
            tr("กำลังเตรียมแฟ้มสำรอง"),
            lambda progress: swap.prepare(copy, progress),
            lambda _none: self._replace_workspace(swap),
            self._fail,
        )

    def _fail(self, problem: str) -> None:
        self._discard()
        self._end(problem)

    def _discard(self) -> None:
        """Discards the preparation."""
        if self._replacement is not None:
            self._replacement.drop()
            self._replacement = None

    # -- replacement of the closed workspace

    def _replace_workspace(self, swap: "_Replacement") -> None:
        opener = self._opener
        opener.detach()
        opener.frame.forget_pages()
        job = self._open_job = OpenJob(
            lambda _progress: swap.put(), opener.settings, opener, finishes=True
        )
        job.arrived.connect(lambda: self._show(job, swap))
        job.job.failed.connect(self._show_lost)
        for end in (job.job.done, job.job.failed):
            end.connect(job.deleteLater)
        self.set_accept(tr("กู้คืน"), blocked=tr("กำลังกู้คืน {file}", file=self._name()))
        job.job.start()

    def _show(self, job: OpenJob, swap: "_Replacement") -> None:
        """Shows the reopened workspace, unchanged if the replacement failed."""
        workspace, opener = job.worker.take(), self._opener
        self._open_job = None
        if workspace is None:
            return
        opener.take(workspace)
        opener.navigation.show_last_page()
        if swap.problem:
            self._workspace = workspace
            self._end(swap.problem)
        else:
            super().accept()
            _show_restored(opener, swap.since or ())

    def _show_lost(self, problem: str) -> None:
        """Shows the welcome page: even the previous file cannot be opened, perhaps because its disk
        was removed."""
        self._open_job = None
        super().reject()
        self._opener.show_welcome(problem)

    def _leave_window(self) -> None:
        """Stops all work because the window closes. A completed replacement is shown at the next
        start."""
        self._stop_comparing()
        self._discard()
        if self._open_job is not None:
            self._open_job.give_up()
        self.done(self.DialogCode.Rejected)

    # -- messages

    def _end(self, problem: str) -> None:
        self.other_button.show()
        self._check()
        self._show_problem(problem)

    def _show_problem(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handles Enter, as the table has no editors."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if is_enter(event.key()):
                self.accept()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.reject()
                return True
        return super().eventFilter(watched, event)


def _words(difference: KindDifference) -> str:
    """Returns ``มาตรการ เพิ่ม 2 เอาออก 1``."""
    counts = (
        (difference.added, tr("เพิ่ม {count}", count=difference.added)),
        (difference.changed, tr("แก้ {count}", count=difference.changed)),
        (difference.gone, tr("เอาออก {count}", count=difference.gone)),
    )
    return " ".join((in_language(difference.kind), *(words for count, words in counts if count)))


class _Replacement:
    """The replacement of the open workspace by a backup; used in another thread."""

    def __init__(
        self, workspace: Workspace, path: Path, since: list[KindDifference] | None
    ) -> None:
        """``since``: the changes since the backup, if known."""
        self._workspace = workspace
        self.since = since
        self._path = path
        self._guard = threading.Lock()
        self._is_dropped = False
        self._prepared: PreparedCopy | None = None
        self.problem = ""
        """The reason why the replacement failed."""

    def prepare(self, copy: Path, progress: Progress) -> None:
        """Backs up the current workspace, and writes a checked copy of the backup beside it. Raises
        WorkspaceError."""
        if not self._workspace.read_only:
            self._workspace.copies.make("restore", progress)
        prepared = safety_copies.prepare_restore(copy, self._path, progress)
        try:
            if self.since is None:
                self.since = differences.compare(self._workspace, copy, progress)
        except BaseException:
            prepared.drop()
            raise
        with self._guard:
            if not self._is_dropped:
                self._prepared = prepared
                return
        prepared.drop()

    def drop(self) -> None:
        """Discards the prepared copy."""
        with self._guard:
            self._is_dropped = True
            prepared, self._prepared = self._prepared, None
        if prepared is not None:
            prepared.drop()

    def put(self) -> Path:
        """Closes the workspace, replaces it, and returns its path."""
        self._workspace.close()
        prepared, self._prepared = self._prepared, None
        if prepared is not None:
            try:
                safety_copies.put_back(prepared)
            except ItaError as error:
                self.problem = sentence(error)
            finally:
                prepared.drop()
        return self._path


# The list of records to restore from a backup.


class RestoreRecordsSheet(PreviewSheet):
    """Records that were changed or removed since the backup, by kind. None is checked at first: a
    double click or Enter restores the current one, a chip and its button those of a kind."""

    about = "restore-rows"

    def __init__(self, kinds: Sequence[KindDifference], parent: QWidget) -> None:
        super().__init__(parent)
        self.set_title(tr("นำกลับเป็นรายการ"), tr("เลือกรายการที่จะให้เป็นเหมือนในสำเนา"))
        self.set_remark(tr("รายการอื่นไม่เปลี่ยน · เลิกทำได้ภายหลัง"))
        self.all_button = Button(tr("ติ๊กทั้งหมดที่แสดง"), self)
        self.all_button.clicked.connect(self._tick_shown)
        self.ui.sourceRow.setStretchFactor(self.ui.source, 1)
        self.ui.sourceRow.addWidget(self.all_button)
        self.table.detail_requested.connect(self._restore_one)
        self.table.current_changed.connect(lambda _row: self.set_count(self.ticked_records))
        self._records = {
            f"{record.table}/{record.key}": record for kind in kinds for record in kind.records
        }
        group, name, text = tr("ชนิด"), tr("รายการ"), tr("ข้อความ")
        rows = [
            PreviewRow(
                key,
                ADD if record.is_gone else CHANGE,
                ticked=False,
                cells={
                    group: in_language(record.kind),
                    name: record.name,
                    text: replaced(
                        in_language(record.before), in_language(record.now), tr("ขณะนี้ {old}")
                    )
                    if record.before != record.now
                    else "",
                },
            )
            for key, record in self._records.items()
        ]
        self.show_rows([group, name, text], rows, group_by=group)
        # What went is looked for more often than what reads otherwise.
        lost = next((row.id for row in rows if row.action == ADD), "")
        if lost:
            self.table.go_to(lost)
        of_kinds = (
            ChangeFilter(str(kind.kind), in_language(kind.kind), len(kind.records))
            for kind in kinds
        )
        self.set_filters([ChangeFilter(ALL, tr("ทั้งหมดที่ต่าง"), len(rows)), *of_kinds], ALL)

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Returns table and key of the checked records; of the current one, where none is."""
        ids = sorted(self.ticked) or [self._current] * bool(self._current)
        return [(self._records[key].table, self._records[key].key) for key in ids]

    @property
    def _current(self) -> str:
        row = self.table.current_row()
        return row.id if isinstance(row, PreviewRow) else ""

    def set_count(self, count: int) -> None:
        if count:
            self.set_accept(tr("นำกลับ {count} รายการ", count=count))
        else:
            blocked = "" if self._current else tr("ยังไม่ได้เลือกแถวใด")
            self.set_accept(tr("นำกลับแถวนี้"), blocked=blocked)

    def is_shown(self, row: PreviewRow) -> bool:
        return self._shown in (ALL, str(self._records[row.id].kind))

    def _tick_shown(self) -> None:
        self.tick(row.id for row in self.rows if self.is_shown(row))
        self.table.setFocus()

    def _restore_one(self, row_id: str) -> None:
        """Restores a row by a double click; where others are checked, checks it, too."""
        if self.ticked:
            self.tick([row_id])
        else:
            self.accept_button.click()


def open_records(
    kinds: Sequence[KindDifference],
    over: QWidget,
    then: Callable[[Collection[tuple[str, str]]], None],
) -> RestoreRecordsSheet:
    """Opens the list; ``then`` gets the records that the clerk checked."""
    sheet = RestoreRecordsSheet(kinds, over)
    sheet.accepted.connect(lambda: then(sheet.chosen))
    sheet.finished.connect(sheet.deleteLater)
    sheet.open()
    return sheet
