"""The window ภาพรวมเมือง, and its opening beside the main window."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from ita_desktop.domain.city.districts import City, District
from ita_desktop.domain.errors import ItaError
from ita_desktop.i18n import sentence, tr
from ita_desktop.services.city.library import crosswalk_of, take_over
from ita_desktop.settings import Settings, WorkspaceMemory
from ita_desktop.storage import SUFFIX
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.city.screen import TARGETS, CityFilter, CityView, FilterBar, Shown, shown_of
from ita_desktop.ui.city.sheets import CityExport, CitySheet
from ita_desktop.ui.city.sources import CitySources, is_address
from ita_desktop.ui.city.table import HandedInView, TableView
from ita_desktop.ui.frame.window_geometry import FRAME, WindowPlace, in_sight
from ita_desktop.ui.keyboard import in_both_layouts
from ita_desktop.ui.outside import open_link, open_saved
from ita_desktop.ui.table.sizes import LOW, NORMAL
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Breakpoint, Width
from ita_desktop.ui.widgets import tab_order
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.chip import Tabs
from ita_desktop.ui.widgets.page.empty import EmptyPlace, EmptyState
from ita_desktop.ui.widgets.page.header import PageHeader
from ita_desktop.ui.widgets.status import Message, MessageKind, MessageLine, ProgressLine, WorkLine

if TYPE_CHECKING:
    from ita_desktop.domain.city.items import LibraryRow
    from ita_desktop.domain.scores.crosswalk import Crosswalk
    from ita_desktop.ui.opening.workspace_opener import WorkspaceOpener
    from ita_desktop.ui.session import Session

ABOUT: Final = "city"
"""The topic of the manual's chapter."""
_MEMORY: Final = "city"
_YEAR: Final = "year"
_TAB: Final = "view"
_TARGET: Final = "target"
_MOST_NOTES: Final = 3
"""Notes below the view, which has three lines for them."""


class CityTab(StrEnum):
    """The views."""

    TABLE = "table"
    MAP = "map"
    DISTRICT = "district"
    ITEM = "item"
    YEARS = "years"
    LIBRARY = "library"
    GROUPS = "groups"
    HANDED_IN = "handed-in"


TITLES: Final = {
    CityTab.TABLE: "ตาราง",
    CityTab.MAP: "แผนที่",
    CityTab.DISTRICT: "เขต",
    CityTab.ITEM: "รายข้อ",
    CityTab.YEARS: "ปี",
    CityTab.LIBRARY: "คลังมาตรการ",
    CityTab.GROUPS: "กลุ่มเขต",
    CityTab.HANDED_IN: "การส่ง",
}


class CityWindow(QWidget):
    """Districts that were read from folders, files and addresses. ``file_requested`` asks for a
    district's file in the main window, read-only; ``help_requested`` for a chapter of the manual;
    ``measures_requested`` to take measures (rows of the library, with the crosswalk) over into the
    year that is open there."""

    accessible_role = Role.Window
    file_requested = Signal(str)
    measures_requested = Signal(object, object)
    help_requested = Signal(str)

    def __init__(self, settings: Settings) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setWindowTitle(tr("ภาพรวมเมือง"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._memory = WorkspaceMemory(settings, _MEMORY)
        self._job: Job | None = None
        self._shown: Shown | None = None
        self._views: dict[CityTab, CityView] = {}
        self._stale: set[CityTab] = set()
        """Views that have not been shown what is shown now."""
        self.tab = CityTab.TABLE
        self.header = PageHeader(tr("ภาพรวมเมือง"))
        titles = {tab: tr(title) for tab, title in TITLES.items()}
        self.tabs = Tabs(titles, self.show_tab)
        self.header.set_tabs([*self.tabs.values()])
        self.sources_button = Button(tr("แหล่งข้อมูล"), icon_name="folder-open")
        self.again_button = Button(tr("อ่านใหม่"), icon_name="redo-2")
        self.header.add_button(self.sources_button, yields=True)
        self.header.add_button(self.again_button, yields=True)
        self.export_button = Button(tr("ส่งออก"), icon_name="upload")
        self.header.add_button(self.export_button, yields=True)
        self.sources = CitySources(self._memory, self.sources_button, self)
        self.bar = FilterBar(self)
        self.stack = QStackedWidget(self)
        self.empty = EmptyPlace(EmptyState())
        self.message = MessageLine(self)
        self.progress = ProgressLine(self)
        self.work = WorkLine(self.progress, self.message)
        vbox(
            self.header,
            self.bar,
            (self.stack, 1),
            (self.empty, 1),
            self.progress,
            self.message,
            on=self,
        )
        self.export = CityExport(
            self._memory,
            self.export_button,
            self,
            lambda: self._shown,
            self._about,
            self._shown_table,
        )
        self._connect()
        self._show_empty()
        self._place = WindowPlace(self, self._memory)
        kept = self._memory.get(_TAB, "")
        self.show_tab(next((tab for tab in CityTab if tab == kept), CityTab.TABLE))

    def _connect(self) -> None:
        self.sources.changed.connect(self.read)
        self.sources.failed.connect(self.show_failure)
        self.export.working.connect(self.work.watch)
        self.export.done.connect(self.message.display)
        self.export.failed.connect(self.show_failure)
        self.message.acted.connect(lambda key: open_saved(key, self.show_failure))
        self.again_button.clicked.connect(self.read)
        self.empty.state.acted.connect(self.sources.ask_folder)
        self.bar.changed.connect(lambda _wanted: self._narrow())
        self.bar.year_changed.connect(self.show_year)
        self.bar.target_changed.connect(self.show_target)
        for keys, act in (
            ("Ctrl+K", self._find),
            ("F5", self.read),
            ("F6", lambda: self._move_focus(1)),
            ("Shift+F6", lambda: self._move_focus(-1)),
            ("Ctrl+W", self.close),
        ):
            self._add_key(keys, act)
        for at, tab in enumerate(CityTab, 1):
            self._add_key(f"Ctrl+{at}", partial(self.show_tab, tab))

    def _add_key(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(self)
        shortcut.setKeys(in_both_layouts(keys))
        shortcut.activated.connect(act)

    def open_over(self, window: QWidget) -> None:
        """Shows it where it was last, at first over ``window``, and reads."""
        if self._memory.get("frame.geometry") is None:
            place = QRect(window.geometry())
            free = window.screen().availableGeometry()
            least = QSize(Width.WINDOW_MIN, Width.WINDOW_MIN_HEIGHT)
            self.setMinimumSize(least.boundedTo(free.size()))
            self.setGeometry(in_sight(place, free, FRAME))
        else:
            self._place.restore()
        self.show()
        self.read()

    def come_forward(self) -> None:
        """Raises and activates the window."""
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def open_help(self, about: str = "") -> None:
        """Opens the manual's chapter on the topic ``about``, by default that of this window."""
        self.help_requested.emit(about or ABOUT)

    # -- reading

    def read(self) -> None:
        """Reads all sources in another thread; what is shown stays until they are read."""
        self._drop_job()
        sources, kept = self.sources.to_read(), self._memory.get(_YEAR, 0)
        target = self._target
        if not sources:
            from ita_desktop.domain.scores.crosswalk import Crosswalk

            self.show_city(City(), Crosswalk({}))
            return

        def work(progress: Progress) -> Shown:
            from ita_desktop.services.city.reading import read_city

            city = read_city(sources, progress)
            return shown_of(city, crosswalk_of(city), kept, target)

        job = self._job = Job(work, self)
        self.work.watch(job, tr("กำลังอ่านแฟ้มของเขต"), stopped=tr("หยุดแล้ว ยังแสดงชุดที่อ่านไว้ก่อน"))
        job.done.connect(lambda found: self._take(job, found))
        for end in (job.failed, job.stopped):
            end.connect(lambda _why="": self._forget(job))
        job.start()

    @property
    def is_reading(self) -> bool:
        """Whether sources are being read."""
        return self._job is not None

    def _drop_job(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            self.work.leave(job)
            job.stop()

    def _forget(self, job: Job) -> None:
        if job is self._job:
            self._job = None

    def _take(self, job: Job, found: Shown) -> None:
        if job is not self._job:
            return
        self._job = None
        chosen = self._memory.get(_YEAR, 0)  # perhaps another one since
        is_other = chosen != found.year and chosen in found.city.fiscal_years
        is_other = is_other or found.target != self._target
        number = chosen if chosen in found.city.fiscal_years else found.year
        self._show(self._shown_in(found, number) if is_other else found)
        self._show_notes(found.city)

    def _show_notes(self, city: City) -> None:
        self.message.withdraw("notes")
        texts = [sentence(note) for note in city.notes[:_MOST_NOTES]]
        if more := len(city.notes) - len(texts):
            texts.append(tr("อีก {count} ข้อสังเกตอยู่ในเอกสารที่ส่งออก", count=more))
        if city.problems:
            texts.insert(
                0, tr("อ่านไม่ได้ {count} แหล่ง ดูสาเหตุในตาราง ช่องหมายเหตุ", count=len(city.problems))
            )
        if texts:
            kind = MessageKind.WARNING if city.problems else MessageKind.INFO
            self.message.display(Message(kind, " · ".join(texts), key="notes", about=ABOUT))

    # -- what is shown

    def show_city(self, city: City, crosswalk: "Crosswalk") -> None:
        """Shows other districts, in the year shown before if they have it."""
        self._show(shown_of(city, crosswalk, self._memory.get(_YEAR, 0), self._target))

    def show_year(self, year: int) -> None:
        """Shows another fiscal year."""
        if self._shown is not None and year != self._shown.year:
            self._memory.set(_YEAR, year)
            self._show(self._shown_in(self._shown, year))

    def show_target(self, target: str) -> None:
        """Holds the districts beside another total; an empty text: beside that of the year."""
        if self._shown is not None and target != self._memory.get(_TARGET, ""):
            self._memory.set(_TARGET, target)
            self._show(self._shown_in(self._shown, self._shown.year))

    @property
    def _target(self) -> Decimal | None:
        """The total that was chosen; None for that of the year."""
        kept = self._memory.get(_TARGET, "")
        return Decimal(kept) if kept in TARGETS else None

    def _shown_in(self, shown: Shown, year: int) -> Shown:
        """Returns the same districts in a year, beside the chosen target."""
        return Shown(shown.city, year, shown.crosswalk, self._target)

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        self._stale = set(CityTab)
        self.bar.show_year(shown.city, shown.year, self._memory.get(_TARGET, ""))
        filled = bool(shown.city.districts)
        self.empty.setVisible(not filled)
        self.stack.setVisible(filled)
        self.bar.setVisible(self._has_bar)
        self._refresh()

    @property
    def _has_bar(self) -> bool:
        """Whether the filters are shown: there are districts, and the library has its own."""
        filled = self._shown is not None and bool(self._shown.city.districts)
        return filled and self.tab is not CityTab.LIBRARY

    def _show_empty(self) -> None:
        self.empty.state.set_texts(
            tr("ยังไม่มีแฟ้มของเขต"),
            tr("เลือกโฟลเดอร์ที่มีแฟ้ม .ita หรือไฟล์ผลประเมินของหลายเขต โปรแกรมอ่านอย่างเดียว ไม่แก้แฟ้มใด"),
            tr("เลือกโฟลเดอร์…"),
            tr("หรือลากแฟ้มและโฟลเดอร์มาวางที่นี่ ที่อยู่งานร่วมเพิ่มได้ที่ แหล่งข้อมูล"),
        )
        self.stack.hide()
        self.bar.hide()

    def show_tab(self, tab: CityTab) -> None:
        """Shows a view."""
        self.tab = tab
        self.tabs.select(tab)
        self._memory.set(_TAB, tab.value)
        view = self.view(tab)
        self.bar.set_filtering(view.filtering)
        self.bar.setVisible(self._has_bar)
        self.stack.setCurrentWidget(self._views[tab])
        self._refresh()
        if self.isVisible() and not self.tabs[tab].hasFocus():
            view.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def view(self, tab: CityTab) -> CityView:
        """Returns a view, made now if necessary."""
        if tab not in self._views:
            made = self._views[tab] = self._make(tab)
            self.stack.addWidget(made)
            self._fit_height()
            self._stale.add(tab)
        return self._views[tab]

    def _make(self, tab: CityTab) -> CityView:
        makers: dict[CityTab, Callable[[], CityView]] = {
            CityTab.TABLE: self._make_table,
            CityTab.MAP: self._make_map,
            CityTab.DISTRICT: self._make_district,
            CityTab.ITEM: self._make_item,
            CityTab.YEARS: self._make_years,
            CityTab.LIBRARY: self._make_library,
            CityTab.GROUPS: self._make_groups,
            CityTab.HANDED_IN: self._make_handed_in,
        }
        return makers[tab]()

    def _make_table(self) -> CityView:
        view = TableView(self._memory, self)
        view.district_requested.connect(self.show_district)
        view.file_requested.connect(self._open_file)
        view.table.problem.connect(partial(self.show_message, MessageKind.WARNING))
        return view

    def _make_map(self) -> CityView:
        from ita_desktop.ui.city.map import MapView

        view = MapView(self)
        view.district_requested.connect(self.show_district)
        return view

    def _make_district(self) -> CityView:
        from ita_desktop.ui.city.district import DistrictView

        view = DistrictView(self)
        view.file_requested.connect(self._open_file)
        view.item_requested.connect(self.show_item)
        view.years_requested.connect(lambda district: self._lead(CityTab.YEARS, district))
        return view

    def _make_item(self) -> CityView:
        from ita_desktop.ui.city.item import ItemView

        view = ItemView(self)
        view.district_requested.connect(self.show_district)
        view.link_requested.connect(self._open_link)
        return view

    def _make_years(self) -> CityView:
        from ita_desktop.ui.city.years import YearsView

        view = YearsView(self)
        view.district_requested.connect(lambda district: self._lead(CityTab.YEARS, district))
        return view

    def _make_library(self) -> CityView:
        from ita_desktop.ui.city.library import LibraryView

        view = LibraryView(self)
        view.district_requested.connect(self.show_district)
        view.take_requested.connect(self.measures_requested)
        return view

    def _make_groups(self) -> CityView:
        from ita_desktop.ui.city.district import GroupsView

        view = GroupsView(self)
        view.group_requested.connect(self._show_group)
        return view

    def _make_handed_in(self) -> CityView:
        view = HandedInView(self)
        view.district_requested.connect(self.show_district)
        return view

    def _show_group(self, group: str) -> None:
        """Leads to the districts of a group, or to all, in the table."""
        self.show_tab(CityTab.TABLE)
        self.bar.group.choose(group)

    def show_message(self, kind: MessageKind, words: str) -> None:
        """Shows a message below the view."""
        self.message.display(Message(kind, words, about=ABOUT))

    def show_failure(self, words: str) -> None:
        """Shows what failed until it is closed."""
        self.show_message(MessageKind.BAD, words)

    def _about(self) -> tuple[str, str]:
        """Returns the district and the item that are shown, empty if none is."""
        view = self._views.get(self.tab)
        district = getattr(view, "district", None) if self.tab is CityTab.DISTRICT else None
        item = getattr(view, "code", "") if self.tab is CityTab.ITEM else ""
        return district.name if district is not None else "", item

    def _shown_table(self) -> SheetView | None:
        table = self.view(self.tab).first
        return table if isinstance(table, SheetView) else None

    def show_district(self, district: District) -> None:
        """Leads to a district among all."""
        if district.problem is None:
            self._lead(CityTab.DISTRICT, district)

    def show_item(self, code: str) -> None:
        """Leads to an item over all districts."""
        self.show_tab(CityTab.ITEM)
        self.view(CityTab.ITEM).show_item(code)  # type: ignore[attr-defined]

    def _lead(self, tab: CityTab, district: District) -> None:
        self.show_tab(tab)
        self.view(tab).show_district(district)

    def _refresh(self) -> None:
        """Brings the shown view up to date."""
        view = self.view(self.tab)
        if self.tab in self._stale and self._shown is not None:
            self._stale.discard(self.tab)
            view.show_city(self._shown)
        self._narrow()

    def _narrow(self) -> None:
        view = self.view(self.tab)
        wanted = self.bar.filter if view.filtering else CityFilter()
        counts = view.narrow(wanted)
        if counts is not None:
            self.bar.show_counts(*counts)

    def _open_link(self, link: str) -> None:
        if not open_link(link):
            self.show_failure(tr("เปิดลิงก์นี้ไม่ได้: {link}", link=link))

    def _open_file(self, district: District) -> None:
        sources = (district.source, *district.sources)
        files = (source for source in sources if source.lower().endswith(SUFFIX))
        self.file_requested.emit(next(files, district.source))

    # -- keyboard, sizes

    def _find(self) -> None:
        view = self.view(self.tab)
        if view.filtering:
            self.bar.focus_text()
        elif self.tab is CityTab.LIBRARY:
            view.text.setFocus()  # type: ignore[attr-defined]

    def _move_focus(self, step: int) -> None:
        """Moves to the next part on F6: tabs, filters, view, message."""
        view = self.view(self.tab).first
        parts = [self.tabs[self.tab], self.bar.year, view, self.message]
        parts = [part for part in parts if part.isVisible()]
        focus = QApplication.focusWidget()
        here = (n for n, part in enumerate(parts) if focus and _holds(part, focus))
        if parts:
            to = parts[(next(here, -1) + step) % len(parts)]
            to.setFocus(Qt.FocusReason.TabFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Moves the focus in reading order."""
        return tab_order.step(self, forward=forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def _fit_height(self) -> None:
        """Lowers head and rows in a low window."""
        low = self.height() < Breakpoint.LOW
        self.header.set_low(low)
        for table in self.findChildren(CitySheet):
            table.set_density(LOW if low else NORMAL)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._drop_job()
        self._place.keep()
        super().closeEvent(event)


def _holds(part: QWidget, focus: QWidget) -> bool:
    return part is focus or part.isAncestorOf(focus)


def show_city(opener: "WorkspaceOpener", show_help: Callable[[str], object]) -> CityWindow:
    """Opens the window, or raises it. It closes with the main window; ``show_help`` opens a chapter
    of the manual."""
    known = next((shown for shown in _windows() if shown.isVisible()), None)
    if known is not None:
        known.come_forward()
        return known
    frame = opener.frame
    window = CityWindow(opener.settings)
    window.help_requested.connect(show_help)
    window.file_requested.connect(lambda source: _open_file(opener, source))
    window.measures_requested.connect(
        lambda rows, crosswalk: window.show_message(*take_measures(opener.session, rows, crosswalk))
    )
    frame.closing.connect(window.close)
    window.open_over(frame)
    return window


def _windows() -> list[CityWindow]:
    return [shown for shown in QApplication.topLevelWidgets() if isinstance(shown, CityWindow)]


def _open_file(opener: "WorkspaceOpener", source: str) -> None:
    """Shows a district's file in the main window, read-only."""
    opener.frame.come_forward()
    path = Path(source)
    if is_address(source) or path.suffix.lower() != ".ita":
        opener.frame.show_failure(tr("แหล่งข้อมูลนี้ไม่ใช่แฟ้มงาน .ita จึงเปิดที่นี่ไม่ได้ · ดูผลได้ในภาพรวมเมือง"))
        return
    opener.begin(path, remember=False, read_only=True)


def take_measures(
    session: "Session | None", rows: "Sequence[LibraryRow]", crosswalk: "Crosswalk"
) -> tuple[MessageKind, str]:
    """Takes the measures of ``rows`` over into the shown year by one edit; returns words on it."""
    if session is None:
        return MessageKind.WARNING, tr("ยังไม่มีแฟ้มงานที่เปิดอยู่ · เปิดแฟ้มที่จะใส่มาตรการก่อน")

    try:
        made = take_over(session.workspace, session.year, rows, crosswalk)
    except ItaError as error:
        return MessageKind.WARNING, sentence(error)
    text = tr(
        "เพิ่ม {count} มาตรการในปี {year} พร้อมที่มาแล้ว · กำหนดผู้รับผิดชอบและระยะเวลาที่หน้ามาตรการ",
        count=len(made),
        year=session.year,
    )
    return MessageKind.GOOD, text
