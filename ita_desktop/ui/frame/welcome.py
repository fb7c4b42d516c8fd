"""The welcome page: the sample, a new workspace, an existing one, an Excel file, recent ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.forms.ui_welcome import Ui_Welcome
from ita_desktop.ui.frame.welcome_entry import RecentLine
from ita_desktop.ui.theme.measures import WelcomeSize
from ita_desktop.ui.theme.tokens import Height, tokens


@dataclass(frozen=True)
class Recent:
    """A workspace that was opened lately; ``path`` comes back when it is chosen."""

    path: str
    name: str
    folder: str
    when: str


class WelcomePage(QWidget):
    """Shown while no workspace is open. Enter opens the sample."""

    sample_requested = Signal()
    new_requested = Signal()
    open_requested = Signal()
    excel_requested = Signal()
    recent_chosen = Signal(str)
    """A recent workspace; carries its path."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._year = 0
        self._recent: list[RecentLine] = []
        self.ui = Ui_Welcome()
        self.ui.setupUi(self)
        self.ui.outer.setStretch(0, 1)
        self.ui.outer.setStretch(2, 2)
        self.ui.block.setMaximumWidth(WelcomeSize.WIDTH)
        self.ui.middle.setStretch(1, 100)
        self.ui.sample.clicked.connect(self.sample_requested)
        self.ui.new_file.clicked.connect(self.new_requested)
        self.ui.open_file.clicked.connect(self.open_requested)
        self.ui.excel.clicked.connect(self.excel_requested)
        self.setFocusProxy(self.ui.sample)
        self.set_recent(())
        self.retranslate()

    @property
    def recent_lines(self) -> tuple[RecentLine, ...]:
        return tuple(self._recent)

    def set_year(self, year: int) -> None:
        """The Buddhist fiscal year that a new workspace would begin with."""
        self._year = year
        self.retranslate()

    def set_recent(self, recent: Sequence[Recent]) -> None:
        """Show the workspaces that were opened lately, the newest first."""
        for line in self._recent:
            line.hide()
            line.deleteLater()
        self._recent = []
        for one in recent:
            line = RecentLine(one.name, one.folder, one.when, self)
            line.clicked.connect(lambda _=False, path=one.path: self.recent_chosen.emit(path))
            self.ui.recentRows.addWidget(line)
            self._recent.append(line)
        self._fit_recent()

    def _fit_recent(self) -> None:
        """As many of them as have room; the others are in the dialog that opens a file."""
        ui = self.ui
        above = ui.headColumn.sizeHint().height() + ui.entries.count() * WelcomeSize.ENTRY_LOW
        above += ui.overRecent.sizeHint().height() + ui.recentTitle.sizeHint().height()
        margins = ui.outer.contentsMargins()
        above += ui.underRecent.sizeHint().height() + margins.top() + margins.bottom()
        room = max(self.height() - above, 0) // Height.ROW
        for number, line in enumerate(self._recent):
            line.setVisible(number < room)
        ui.recentTitle.setVisible(bool(self._recent) and room > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_recent()

    def retranslate(self) -> None:
        self.ui.retranslateUi(self)
        self.ui.sample.set_texts(
            "layout-dashboard",
            tr("เปิดตัวอย่าง"),
            tr("ข้อมูลสมมติครบทั้งปี ลองแก้ได้ ไม่กระทบของจริง"),
            "Enter",
        )
        year = self._year
        self.ui.new_file.set_texts(
            "plus",
            tr("เริ่มปีงบประมาณ {year}", year=year) if year else tr("เริ่มแฟ้มใหม่"),
            tr("ตั้งชื่อสำนักงาน เลือกกรอบการประเมิน และที่เก็บแฟ้ม"),
            "Ctrl+N",
        )
        self.ui.open_file.set_texts(
            "folder-open",
            tr("เปิดแฟ้มที่มีอยู่"),
            tr("แฟ้ม .ita ในเครื่อง แฟลชไดรฟ์ หรือเครือข่าย"),
            "Ctrl+O",
        )
        self.ui.excel.set_texts(
            "table",
            tr("เริ่มจากไฟล์ Excel"),
            tr("รายชื่อคณะกรรมการหรือตารางมอบหมายของปีก่อน"),
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.ui.sample.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), tokens().surface)
