"""กู้คืนจากแฟ้มสำรอง: goes back to one of the safety copies, or to another file."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFileDialog

from ita_desktop.domain.errors import ItaError
from ita_desktop.i18n import sentence, tr
from ita_desktop.services import restoring, workspaces
from ita_desktop.settings import backup_root, today
from ita_desktop.storage.workspace import SUFFIX
from ita_desktop.ui.dialogs.backup_rows import BackupRow, backup_columns, backup_rows
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.measures import SheetHeight
from ita_desktop.ui.theme.tokens import Space, Tone, Width
from ita_desktop.ui.widgets.button import Button, Kind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from ita_desktop.ui.window import Window


def ask(window: "Window") -> Path | None:
    """Puts a copy that the clerk chooses in the place of the open workspace, and tells where it
    lies; None when she changes her mind. The workspace is closed before."""
    if window.session is None:
        return _without_workspace(window)
    dialog = RestoreDialog(window.session, window)
    return dialog.restored if dialog.exec() == QDialog.DialogCode.Accepted else None


def _without_workspace(window: "Window") -> Path | None:
    """Nothing is open: a copy and a place for it are asked for one after the other.

    Raises WorkspaceError where the copy cannot be put there.
    """
    copy = _choose_copy(window)
    if copy is None:
        return None
    name, _ = QFileDialog.getSaveFileName(window, tr("กู้คืนไปไว้ที่"), str(Path.home()), _files())
    if not name:
        return None
    target = workspaces.with_suffix(Path(name))
    restoring.restore(copy, target)
    return target


def _choose_copy(parent: "Window | RestoreDialog") -> Path | None:
    name, _ = QFileDialog.getOpenFileName(parent, tr("เลือกแฟ้มสำรอง"), str(backup_root()), _files())
    return Path(name) if name else None


def _files() -> str:
    return tr("แฟ้มงาน ITA") + f" (*{SUFFIX})"


class RestoreDialog(Sheet):
    """The safety copies of the open workspace, newest first. Enter goes back to the chosen one."""

    def __init__(self, session: Session, window: "Window") -> None:
        super().__init__(window, size=QSize(Width.SHEET_SMALL, SheetHeight.RESTORE))
        self.restored: Path | None = None
        """The workspace that was restored."""
        self._window = window
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
        self.other_button = Button(tr("เลือกแฟ้มอื่น…"), kind=Kind.QUIET, icon_name="folder-open")
        self.other_button.clicked.connect(self._choose_other)
        self.body.addWidget(self.table, 1)
        self.notes.addWidget(self._problem)
        self.ui.footer.insertWidget(1, self.other_button)
        self.set_title(tr("กู้คืนจากแฟ้มสำรอง"), self._name())
        self.set_remark(tr("ข้อมูลตอนนี้จะสำรองไว้ก่อน"))
        self._fill(today())

    def _name(self) -> str:
        path = self._workspace.path
        return path.name if path is not None else ""

    def _fill(self, today: date) -> None:
        try:
            rows = backup_rows(self._workspace.backups(), today)
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

    def _choose_other(self) -> None:
        copy = _choose_copy(self)
        if copy is not None:
            self._restore(copy)

    def _restore(self, copy: Path) -> None:
        """Keeps what is there now, closes the workspace and puts the copy in its place."""
        path = self._workspace.path
        if path is None:
            return
        try:
            if not self._workspace.read_only:
                self._workspace.back_up("restore")
            self._window.end()
            try:
                restoring.restore(copy, path)
            except ItaError:
                self._reopen(path)
                raise
        except ItaError as error:
            self._tell(sentence(error))
            return
        self.restored = path
        super().accept()

    def _reopen(self, path: Path) -> None:
        """The restore failed: the workspace is as it was, and open again."""
        self._window.open_file(path)
        if self._window.session is not None:
            self._workspace = self._window.session.workspace

    def _tell(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.show()

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
