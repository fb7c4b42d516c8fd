"""กู้คืนจากแฟ้มสำรอง: goes back to one of the safety copies, or to another file."""

import threading
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from ita_desktop.domain.errors import ItaError
from ita_desktop.i18n import sentence, tr
from ita_desktop.services import restoring, workspaces
from ita_desktop.settings import backup_root, today
from ita_desktop.storage.files.replacing import Prepared
from ita_desktop.storage.workspace import SUFFIX, Workspace
from ita_desktop.ui.background import Progress
from ita_desktop.ui.dialogs.backup_rows import BackupRow, backup_columns, backup_rows
from ita_desktop.ui.dialogs.sheet_work import SheetWork
from ita_desktop.ui.opening.open_job import OpenJob
from ita_desktop.ui.opening.opening import Opening
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.measures import SheetHeight
from ita_desktop.ui.theme.tokens import Space, Tone, Width
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.sheet import Sheet


def ask(opening: Opening) -> None:
    """Puts a copy that the clerk chooses in the place of the open workspace and shows that; asks
    for a place where nothing is open."""
    if opening.session is None:
        _without_workspace(opening)
    else:
        RestoreDialog(opening.session, opening).exec()


def _without_workspace(opening: Opening) -> None:
    """A copy and a place for it are asked for one after the other; that is opened then."""
    copy = _choose_copy(opening.frame)
    if copy is None:
        return
    name, _ = QFileDialog.getSaveFileName(opening.frame, tr("กู้คืนไปไว้ที่"), str(Path.home()), _files())
    if not name:
        return
    _restore_to(opening, copy, workspaces.with_suffix(Path(name)))


def ask_for_altered(opening: Opening) -> None:
    """Puts a copy that the clerk chooses in the place of a file that the disk has changed."""
    copy = _choose_copy(opening.frame)
    if copy is not None and opening.altered is not None:
        _restore_to(opening, copy, opening.altered)


def _restore_to(opening: Opening, copy: Path, target: Path) -> None:
    def restore(progress: Progress) -> Path:
        restoring.restore(copy, target, progress)
        return target

    what = tr("กำลังกู้คืน {file}", file=target.name)
    opening.begin_with(restore, what, then=lambda: _tell_restored(opening))


def _tell_restored(opening: Opening) -> None:
    opening.frame.tell(tr("กู้คืนแฟ้มแล้ว"))


def _choose_copy(parent: QWidget) -> Path | None:
    name, _ = QFileDialog.getOpenFileName(parent, tr("เลือกแฟ้มสำรอง"), str(backup_root()), _files())
    return Path(name) if name else None


def _files() -> str:
    return tr("แฟ้มงาน ITA") + f" (*{SUFFIX})"


class RestoreDialog(Sheet):
    """The safety copies of the open workspace, newest first. Enter goes back to the chosen one."""

    about = "restore"

    def __init__(self, session: Session, opening: Opening) -> None:
        super().__init__(opening.frame, size=QSize(Width.SHEET_SMALL, SheetHeight.RESTORE))
        self._opening = opening
        self._swap: _Swap | None = None
        """What is being made ready."""
        self._open_job: OpenJob | None = None
        self._workspace = session.workspace
        self.table = SheetView(backup_columns(), filters=False)
        self.table.setAccessibleName(tr("แฟ้มสำรอง"))
        self.table.tints_row = True
        self.table.installEventFilter(self)
        self.table.detail_wanted.connect(self.accept)
        self.table.current_changed.connect(self._check)
        self._problem = ThaiLabel("", self, tone=Tone.LATE, most=3)
        self._problem.setContentsMargins(Space.XXL, Space.S, Space.XXL, 0)
        self._problem.hide()
        self.other_button = Button(tr("เลือกแฟ้มอื่น…"), kind=ButtonKind.QUIET, icon_name="folder-open")
        self.other_button.clicked.connect(self._choose_other)
        opening.frame.closing.connect(self._leave_window)
        self.body.addWidget(self.table, 1)
        self.notes.addWidget(self._problem)
        self.work = SheetWork(self, self._check)
        self.ui.footer.insertWidget(1, self.other_button)
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
            self._tell(sentence(error))
        self.table.sheet.set_rows(rows)
        if rows:
            self.table.go_to(rows[0].id)
        self.table.setFocus()
        self._check()

    def _check(self, _row_id: str = "") -> None:
        chosen = self.table.current_row() is not None
        self.set_accept(tr("กู้คืน"), blocked="" if chosen else tr("ยังไม่มีแฟ้มสำรอง"))

    def accept(self) -> None:
        """Goes back to the chosen copy."""
        row = self.table.current_row()
        if isinstance(row, BackupRow):
            self._restore(row.path)

    def reject(self) -> None:
        """Esc and ยกเลิก: stops what is being made ready; a file that gives its place does so."""
        if self.work.abandon() and self._open_job is None:
            self._drop()
            super().reject()

    def _choose_other(self) -> None:
        copy = _choose_copy(self)
        if copy is not None:
            self._restore(copy)

    # -- the first half: all is made ready beside the open workspace

    def _restore(self, copy: Path) -> None:
        """Keeps what is there now, and makes ready what is to take its place."""
        path = self._workspace.path
        if path is None or self.work.is_going or self._open_job is not None:
            return
        self._drop()
        self._tell("")
        swap = self._swap = _Swap(self._workspace, path)
        self.other_button.hide()
        self.work.begin(
            tr("กำลังเตรียมแฟ้มสำรอง"),
            lambda progress: swap.prepare(copy, progress),
            lambda _none: self._put(swap),
            self._fail,
        )

    def _fail(self, problem: str) -> None:
        self._drop()
        self._end(problem)

    def _drop(self) -> None:
        """What was made ready is not wanted."""
        if self._swap is not None:
            self._swap.drop()
            self._swap = None

    # -- the second half: the workspace is closed, and the copy takes its place

    def _put(self, swap: "_Swap") -> None:
        opening = self._opening
        opening.detach()
        opening.frame.forget_pages()
        job = self._open_job = OpenJob(
            lambda _progress: swap.put(), opening.settings, opening, finishes=True
        )
        job.arrived.connect(lambda: self._show(job, swap))
        job.job.failed.connect(self._lose)
        for end in (job.job.done, job.job.failed):
            end.connect(job.deleteLater)
        self.set_accept(tr("กู้คืน"), blocked=tr("กำลังกู้คืน {file}", file=self._name()))
        job.job.start()

    def _show(self, job: OpenJob, swap: "_Swap") -> None:
        """The workspace is open again, as it was where the copy could not take its place."""
        workspace, opening = job.take(), self._opening
        self._open_job = None
        if workspace is None:
            return
        opening.take(workspace)
        opening.navigation.show_last_page()
        if swap.problem:
            self._workspace = workspace
            self._end(swap.problem)
        else:
            super().accept()
            _tell_restored(opening)

    def _lose(self, problem: str) -> None:
        """Not even the former file can be opened any more: its disk is gone, perhaps."""
        self._open_job = None
        super().reject()
        self._opening.show_welcome(problem)

    def _leave_window(self) -> None:
        """The window closes. Where the copy has taken its place, it is shown the next time."""
        self._drop()
        if self._open_job is not None:
            self._open_job.give_up()
        super().reject()

    # -- what is shown

    def _end(self, problem: str) -> None:
        self.other_button.show()
        self._check()
        self._tell(problem)

    def _tell(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Nothing is typed in this table, so Enter takes the row."""
        enter = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in enter:
                self.accept()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.reject()
                return True
        return super().eventFilter(watched, event)


class _Swap:
    """A copy that takes the place of the open workspace; used in another thread."""

    def __init__(self, workspace: Workspace, path: Path) -> None:
        self._workspace = workspace
        self._path = path
        self._guard = threading.Lock()
        self._is_dropped = False
        self._prepared: Prepared | None = None
        self.problem = ""
        """Why the copy could not take the place."""

    def prepare(self, copy: Path, progress: Progress) -> None:
        """Keeps what is there now, and lays a proven copy beside it. Raises WorkspaceError."""
        if not self._workspace.read_only:
            self._workspace.copies.make("restore", progress)
        prepared = restoring.prepare(copy, self._path, progress)
        with self._guard:
            if not self._is_dropped:
                self._prepared = prepared
                return
        prepared.drop()

    def drop(self) -> None:
        """It is not wanted any more."""
        with self._guard:
            self._is_dropped = True
            prepared, self._prepared = self._prepared, None
        if prepared is not None:
            prepared.drop()

    def put(self) -> Path:
        """Closes the workspace and lets the copy take its place; where the file lies."""
        self._workspace.close()
        prepared, self._prepared = self._prepared, None
        if prepared is not None:
            try:
                restoring.put(prepared)
            except ItaError as error:
                self.problem = sentence(error)
            finally:
                prepared.drop()
        return self._path
