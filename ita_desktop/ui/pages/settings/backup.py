"""ตั้งค่า, แฟ้มและสำเนา: where everything lies, the safety copies to go back to, and the settings as
a file."""

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from ita_desktop.domain.errors import ItaError
from ita_desktop.home import data_folder
from ita_desktop.i18n import sentence, tr
from ita_desktop.settings import backup_root
from ita_desktop.ui.dialogs.backup_rows import backup_columns, backup_rows
from ita_desktop.ui.forms.ui_settings_page import Ui_SettingsPage
from ita_desktop.ui.pages.settings.sharing import SettingsSharing
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.measures import FieldSize
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.boxes import add, hbox
from ita_desktop.ui.widgets.button import Button


class BackupSection(QObject):
    """``back_up_wanted`` and ``restore_wanted``: the window does both."""

    back_up_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, ui: Ui_SettingsPage, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._ui = ui
        self._session = session
        self.back_up_button = Button(tr("สำรองตอนนี้"), icon_name="save")
        self.restore_button = Button(tr("กู้คืน…"), icon_name="history")
        self.export_button = Button(tr("ส่งออกการตั้งค่า…"), icon_name="upload")
        self.import_button = Button(tr("นำเข้าการตั้งค่า…"), icon_name="download")
        self.table = SheetView(backup_columns(), filters=False)
        self.sharing = SettingsSharing(session, self.table)
        self.table.setAccessibleName(tr("แฟ้มสำรอง"))
        self.table.tints_row = True
        for row, place in (
            (ui.fileRow, ui.file),
            (ui.backupFolderRow, ui.backupFolder),
            (ui.ownFolderRow, ui.ownFolder),
        ):
            place.setMaximumWidth(FieldSize.PLACE)
            row.setStretchFactor(place, 1)
            row.addStretch()
        add(
            ui.backups,
            hbox(
                self.back_up_button,
                self.restore_button,
                self.export_button,
                self.import_button,
                None,
                margins=(Space.PAGE_EDGE, Space.XS),
                gap=Space.S,
            ),
            (self.table, 1),
        )
        ui.backupPageColumn.setStretchFactor(ui.backups, 1)
        self.back_up_button.clicked.connect(self.back_up_wanted)
        self.restore_button.clicked.connect(self.restore_wanted)
        self.export_button.clicked.connect(self.sharing.export)
        self.import_button.clicked.connect(self.sharing.take)
        self.table.detail_wanted.connect(self.restore_wanted)
        session.copied.connect(self.refresh)
        ui.openFile.clicked.connect(lambda: _open(self._file_folder()))
        ui.openBackups.clicked.connect(lambda: _open(self._folder()))
        ui.openOwn.clicked.connect(lambda: _open(data_folder()))

    def refresh(self) -> None:
        """Shows the copies as they are on the disk now."""
        self._ui.file.setText(str(self._session.workspace.path or ""))
        self._ui.backupFolder.setText(str(self._folder()))
        self._ui.ownFolder.setText(str(data_folder()))
        try:
            rows = backup_rows(self._session.workspace.copies.all(), self._session.today)
        except ItaError as error:
            rows = []
            self._session.failed.emit(sentence(error))
        self.table.sheet.set_rows(rows, flash=False)

    def _file_folder(self) -> Path:
        path = self._session.workspace.path
        return path.parent if path is not None else Path.home()

    def _folder(self) -> Path:
        return backup_root() / self._session.workspace.workspace_id


def _open(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
