"""The welcome page: recent files, and ways to begin, connected to the program's commands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from ita_desktop import __version__
from ita_desktop.domain.dates import fiscal_year_of
from ita_desktop.i18n import tr
from ita_desktop.settings import SharedPlace, place_of, today
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.commands.commands import Commands
from ita_desktop.ui.forms.ui_welcome import Ui_Welcome
from ita_desktop.ui.language import short_date
from ita_desktop.ui.loading.asked import later
from ita_desktop.ui.opening.welcome_entry import RecentLine, WelcomeEntry
from ita_desktop.ui.saving.left_works import LeftWorks
from ita_desktop.ui.theme.measures import WelcomeSize
from ita_desktop.ui.theme.tokens import Height, Space, Tone
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.page.section import Plate

FOLDERS_SHOWN = 2
"""Number of parent folders shown for a recent file."""
_DENSITIES: Final = (
    (True, WelcomeSize.ENTRY),
    (True, WelcomeSize.ENTRY_LOW),
    (True, WelcomeSize.ENTRY_LINE),
    (False, WelcomeSize.ENTRY_LINE),
)
"""Whether the program's name is shown, and the height of an entry, in the order in which a low
window reduces them."""


class WelcomePageSize:
    RECENT_LEAST: Final = 3
    """Number of recent files shown before entries get a second line."""


@dataclass(frozen=True)
class Recent:
    """A recent workspace; ``path`` is emitted when it is selected."""

    path: str
    name: str
    folder: str
    when: str
    is_file: bool = True
    """Whether it is a file; not a shared workspace."""


class WelcomePage(Plate):
    """Shown while no workspace is open. Enter opens the most recent file; if there is none, the
    sample, which is otherwise last."""

    sample_requested = Signal()
    new_requested = Signal()
    new_year_requested = Signal(str)
    """A new fiscal year in the most recent file was requested; carries its path."""
    open_requested = Signal()
    excel_requested = Signal()
    shared_requested = Signal()
    city_requested = Signal()
    """The window of many districts was requested."""
    recent_chosen = Signal(str)
    """A recent workspace was selected; carries its path."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, ground=Tone.SURFACE)
        self._year = 0
        self.recent_lines: list[RecentLine] = []
        self._last: Recent | None = None
        self.ui = Ui_Welcome()
        self.ui.setupUi(self)
        self.ui.outer.setStretch(0, 1)
        self.ui.outer.setStretch(2, 2)
        self.ui.block.setMaximumWidth(WelcomeSize.WIDTH)
        self.ui.middle.setStretch(1, 100)
        self.ui.sample.clicked.connect(self.sample_requested)
        self.ui.new_year.clicked.connect(self._ask_new_year)
        self.ui.new_file.clicked.connect(self.new_requested)
        self.ui.open_file.clicked.connect(self.open_requested)
        self.ui.excel.clicked.connect(self.excel_requested)
        self.ui.shared.clicked.connect(self.shared_requested)
        self.city_button = Button(
            tr("ภาพรวมเมือง…"), self, kind=ButtonKind.QUIET, icon_name="map-pin"
        )
        self.city_button.setToolTip(tr("หลายเขตเทียบกัน จากแฟ้มและผลประเมิน อ่านอย่างเดียว"))
        self.city_button.clicked.connect(self.city_requested)
        self.set_recent(())

    def set_year(self, year: int) -> None:
        """Sets the Buddhist fiscal year of a new workspace."""
        self._year = year
        self._fill_entries()

    def set_recent(self, recent: Sequence[Recent]) -> None:
        """Sets the recent workspaces, newest first."""
        for line in self.recent_lines:
            line.hide()
            line.deleteLater()
        self.recent_lines = []
        for file in recent:
            line = RecentLine(file.name, file.folder, file.when, self)
            line.clicked.connect(lambda _=False, path=file.path: self.recent_chosen.emit(path))
            self.ui.recentRows.addWidget(line)
            self.recent_lines.append(line)
        self._last = next((file for file in recent if file.is_file), None)
        self.setFocusProxy(next(iter(self.recent_lines), self.ui.sample))
        self._order()
        self._fill_entries()
        self._fit()

    def _entries(self) -> tuple[WelcomeEntry, ...]:
        """The ways to begin in order: the sample is last if there are recent files."""
        ui = self.ui
        if self.recent_lines:
            first = (ui.new_year,) if self._last is not None else ()
            return (*first, ui.open_file, ui.shared, ui.new_file, ui.excel, ui.sample)
        return ui.sample, ui.new_file, ui.open_file, ui.shared, ui.excel

    def _order(self) -> None:
        self.ui.new_year.setVisible(self._last is not None)
        for entry in self._entries():
            self.ui.entries.removeWidget(entry)
            self.ui.entries.addWidget(entry)

    def _fit(self) -> None:
        """Chooses the height of the entries to leave space for some recent files, then shows as
        many of those as fit; the others are in the file dialog."""
        ui, entries = self.ui, self._entries()
        above = ui.recentTitle.sizeHint().height() + ui.underRecent.sizeHint().height()
        files = len(self.recent_lines)
        for has_head, height in _DENSITIES:
            for part in (ui.mark, ui.title, ui.about):
                part.setVisible(has_head)
            left = self._room(has_head) - len(entries) * height - (above if files else 0)
            if left >= min(files, WelcomePageSize.RECENT_LEAST) * Height.ROW:
                break
        for entry in entries:
            entry.setFixedHeight(height)
        for number, line in enumerate(self.recent_lines):
            line.setVisible(number < max(left // Height.ROW, 1))
        ui.recentTitle.setVisible(files > 0)

    def _room(self, has_head: bool) -> int:
        """Returns the height for entries and recent files."""
        ui, margins = self.ui, self.ui.outer.contentsMargins()
        head = (ui.title, ui.about) if has_head else ()
        parts = (*head, ui.underMark, ui.underAbout, ui.belowRecent)
        taken: int = sum(part.sizeHint().height() for part in parts)
        taken += WelcomeSize.MARK if has_head else 0
        return self.height() - margins.top() - margins.bottom() - taken

    def minimumSizeHint(self) -> QSize:
        """No minimum: the page adapts to any size."""
        return QSize(0, 0)

    def _ask_new_year(self) -> None:
        if self._last is not None:
            self.new_year_requested.emit(self._last.path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._place_city()

    def _place_city(self) -> None:
        """Places the button of the city in the corner, where it takes no room from the files."""
        self.city_button.adjustSize()
        left = self.width() - self.city_button.width() - Space.PAGE_EDGE
        self.city_button.move(left, Space.XS)

    def _fill_entries(self) -> None:
        self.ui.sample.set_texts(
            "layout-dashboard",
            tr("เปิดตัวอย่าง"),
            tr("ข้อมูลสมมติครบทั้งปี ลองแก้ได้ ไม่กระทบของจริง"),
            "" if self.recent_lines else "Enter",
        )
        self.ui.new_year.set_texts(
            "calendar-days",
            tr("ปีงบประมาณใหม่ในแฟ้มเดิม"),
            tr("เปิด {file} แล้วเพิ่มปี ยกข้อมูลจากปีก่อนมาได้", file=self._last.name)
            if self._last is not None
            else "",
        )
        self.ui.new_file.set_texts(
            "plus",
            tr("เริ่มแฟ้มใหม่"),
            tr("สำนักงานที่ยังไม่มีแฟ้ม เริ่มที่ปีงบประมาณ {year}", year=self._year),
            "Ctrl+N",
        )
        self.ui.open_file.set_texts(
            "folder-open",
            tr("เปิดแฟ้มที่มีอยู่"),
            tr("แฟ้ม .ita ในเครื่อง แฟลชไดรฟ์ หรือเครือข่าย"),
            "Ctrl+O",
        )
        self.ui.shared.set_texts(
            "users",
            tr("เปิดงานร่วม"),
            tr("หลายคนทำงานปีเดียวกันพร้อมกัน บนเครื่องแม่ข่ายของสำนักงาน"),
        )
        self.ui.excel.set_texts(
            "table",
            tr("เริ่มจากไฟล์ Excel"),
            tr("รายชื่อหรือตารางมอบหมายที่มีอยู่ เติมชื่อสำนักงานภายหลังได้"),
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()


class Welcome(WelcomePage):
    """Shown while no workspace is open."""

    def __init__(self, commands: Commands) -> None:
        super().__init__(commands.frame)
        self._commands = commands
        self._opening = commands.opener
        run, status = commands.run, commands.frame.status
        status.set_note(tr("ทำงานได้โดยไม่ต่ออินเทอร์เน็ต แฟ้มไม่ถูกส่งออกไปที่ใด"))
        status.set_backup(tr("รุ่น {version} · ไทย", version=__version__))
        self.set_year(fiscal_year_of(today()))
        self.set_recent([_recent(name) for name in self._opening.settings.recent()])
        self.sample_requested.connect(lambda: run(Command.SAMPLE))
        self.new_requested.connect(lambda: run(Command.NEW))
        self.new_year_requested.connect(self._begin_year)
        self.open_requested.connect(lambda: run(Command.OPEN))
        self.excel_requested.connect(self._begin_with_excel)
        self.shared_requested.connect(lambda: run(Command.OPEN_SHARED))
        self.city_requested.connect(lambda: run(Command.CITY))
        self.recent_chosen.connect(lambda path: self._opening.begin(place_of(path)))
        self.left_works = LeftWorks(self._opening, self)
        # When this page is shown.
        later(self, 0, self.left_works.begin)

    def _begin_with_excel(self) -> None:
        """Creates a workspace, then starts an import; the office can be named later."""
        commands = self._commands
        commands.new_file(lambda: commands.run(Command.IMPORT), needs_name=False)

    def _begin_year(self, path: str) -> None:
        """Opens a file and asks for its new year; not if it is read-only."""

        def ask() -> None:
            session = self._opening.session
            if session is not None and not session.workspace.read_only:
                self._commands.run(Command.NEW_YEAR)

        self._opening.begin(Path(path), then=ask)


def _recent(name: str) -> Recent:
    path = place_of(name)
    if isinstance(path, SharedPlace):
        return Recent(name, path.name, path.server, tr("งานร่วม"), is_file=False)
    try:
        when = short_date(datetime.fromtimestamp(path.stat().st_mtime).date())  # noqa: DTZ006 - the clerk's own clock
    except OSError:
        when = ""
    return Recent(str(path), path.name, _folder(path), when)


def _folder(path: Path) -> str:
    """Returns the last folders of a path, relative to the home folder: ``เอกสาร › ITA``."""
    folder = path.parent
    if folder.is_relative_to(Path.home()):
        parts = folder.relative_to(Path.home()).parts
    else:
        parts = folder.parts
    return " › ".join(parts[-FOLDERS_SHOWN:])
