"""The pages of the window (all that is said of each, but what its own room in ``ui/pages`` does),
and navigation to them and to items on them. They are created on request or beforehand.
"""

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from ita_desktop.i18n import tr
from ita_desktop.services.places import PageKey
from ita_desktop.ui import keyboard
from ita_desktop.ui.background import Job
from ita_desktop.ui.frame.main_frame import MainFrame
from ita_desktop.ui.keyboard import Shortcut
from ita_desktop.ui.loading.asked import ComingDialog, later
from ita_desktop.ui.widgets.status import HERE, Message

if TYPE_CHECKING:
    from ita_desktop.ui.loading.idle import ModuleLoader
    from ita_desktop.ui.loading.pages import PagePreloader
    from ita_desktop.ui.pages.page import Page
    from ita_desktop.ui.session import Session


class PageEntry(NamedTuple):
    """What the window says of a page without importing it."""

    icon: str
    """Empty if the page is not in the rail."""
    title: str
    """In Thai."""
    shortcuts: tuple[Shortcut, ...] = ()
    """Those of the page and its parts, in addition to those of the window and of all tables."""


PAGES: Final = {
    PageKey.OVERVIEW: PageEntry(
        "layout-dashboard", "ภาพรวม", (keyboard.SEND_FORM, keyboard.PASTE_FILE)
    ),
    PageKey.ROSTER: PageEntry(
        "users", "คณะกรรมการ",
        (keyboard.ADD_ROW, keyboard.REMOVE_ROWS, keyboard.PASTE, keyboard.TURN_PANE),
    ),
    PageKey.OIT: PageEntry(
        "list-checks", "งาน OIT",
        (keyboard.ASSIGN, keyboard.LINK, keyboard.TICK_ALL, keyboard.OPEN_WORK, keyboard.TURN_PANE),
    ),
    PageKey.MEASURES: PageEntry(
        "target", "มาตรการ",
        (
            keyboard.RECORD, keyboard.RECORD_TIME, keyboard.FINISH, keyboard.ADD_ROW,
            keyboard.REMOVE_ROWS, keyboard.PASTE, keyboard.PRINT_MEASURES, keyboard.TURN_PANE,
        ),
    ),
    PageKey.SCORES: PageEntry("gauge", "คะแนน", (keyboard.PASTE, keyboard.TURN_INDICATORS)),
    PageKey.MEETINGS: PageEntry(
        "calendar-days", "การประชุม",
        (
            keyboard.ADD_MEETING, keyboard.ATTACH, keyboard.ADD_ROW, keyboard.REMOVE_ROWS,
            keyboard.TURN_PANE,
        ),
    ),
    PageKey.DOCUMENTS: PageEntry(
        "file-text", "เอกสาร",
        (keyboard.SAVE_DOCUMENT, keyboard.ADD_ROW, keyboard.REMOVE_ROWS, keyboard.TURN_PREVIEW),
    ),
    PageKey.SURVEYS: PageEntry(
        "qr-code", "แบบสำรวจ", (keyboard.ADD_ROW, keyboard.REMOVE_ROWS, keyboard.PASTE)
    ),
    PageKey.COLLECTING: PageEntry(
        "upload", "ส่ง-รับ", (keyboard.SEND_ROUND, keyboard.TAKE_BACK, keyboard.PASTE_FILE)
    ),
    PageKey.SETTINGS: PageEntry(
        "settings", "ตั้งค่า",
        (keyboard.ADD_ROW, keyboard.REMOVE_ROWS, keyboard.PASTE, keyboard.TURN_PANE),
    ),
    PageKey.YEAR: PageEntry(
        "", "ปฏิทินและกรอบของปี",
        (keyboard.ADD_ROW, keyboard.REMOVE_ROWS, keyboard.PASTE, keyboard.TURN_PANE),
    ),
}  # fmt: skip
"""In the order of the rail."""


def module_of(key: str) -> str:
    """Returns the name of a page's module, in the room that is named for its key."""
    return f"ita_desktop.ui.pages.{key}.page"


def page_class(key: PageKey) -> "type[Page]":
    """Returns the class of a page (``RosterPage``), imported when the page is first made."""
    made: type[Page] = getattr(import_module(module_of(key)), f"{key.title()}Page")
    return made


class Navigation(QObject):
    """Fills a frame with the pages of a session, and shows them and items on them."""

    requested = Signal(str, str)
    """A page requests a command; carries its name and argument."""
    exited = Signal()
    """The session ends."""

    def __init__(self, frame: MainFrame) -> None:
        super().__init__(frame)
        self.frame = frame
        self.session: Session | None = None
        self.is_painted = False
        """Whether the window has painted: from then on pages are created in steps."""
        self._pages: dict[str, Page] = {}
        self._preloader: PagePreloader | None = None
        self._loading: ModuleLoader | None = None
        for key, page in PAGES.items():
            at_end = key is PageKey.SETTINGS
            make = partial(self._make, key)
            frame.add_page(key, page.icon, tr(page.title), make, at_end=at_end)
        frame.page_shown.connect(self._on_page_shown)

    def show(self, session: "Session") -> None:
        """Sets the session of the pages, without showing one yet."""
        self.session = session
        self._preload_pages()

    def leave(self) -> None:
        """Ends the session."""
        if self._preloader is not None:
            self._preloader.stop()
        self.session = None
        self._pages.clear()
        self.exited.emit()

    # -- showing pages

    def go(self, key: str, target: str = "") -> None:
        """Shows a page at once, and the item ``target`` on it if given."""
        if self.session is None:
            return
        if self._preloader is not None:
            self._preloader.cancel_request()
        self.frame.show_page(key)
        if target and key in self._pages:
            self._pages[key].show_target(target)

    def visit(self, key: str, target: str = "", then: Callable[[], None] | None = None) -> None:
        """Like :meth:`go`, but a page not created yet is created in steps first, so that the window
        stays responsive; then calls ``then``. Keys typed meanwhile are held for the new page."""
        if self.session is None:
            return
        frame = self.frame
        if key in frame.made_pages():
            self.go(key, target)
            if then is not None:
                then()
            return
        frame.rail.select(key)
        focus = frame.focusWidget()
        if focus is not None and not frame.rail.isAncestorOf(focus):
            from ita_desktop.ui.editors.base import may_be_typed_in

            if QApplication.activePopupWidget() is not None or may_be_typed_in(focus):
                frame.finish_typing()
        self.preloader.request(key, lambda: self.go(key, target), then)

    def show_last_page(self) -> None:
        """Shows the last page if none is shown yet."""
        if self.session is not None and not self.frame.current_page:
            self.frame.show_page(self.frame.last_page or PageKey.OVERVIEW)

    def begin_last_page(self, then: Callable[[], None] | None = None) -> None:
        """Like :meth:`show_last_page` in steps; then calls ``then``, unless another workspace was
        opened meanwhile."""
        if self.session is not None:
            key = self.frame.last_page or PageKey.OVERVIEW
            self.preloader.request(key, self.show_last_page, then)

    @property
    def coming(self) -> str:
        """The requested page that is being created; empty if there is none."""
        return self._preloader.requested if self._preloader is not None else ""

    # -- creating pages

    @property
    def preloader(self) -> "PagePreloader":
        """Creates pages in steps."""
        from ita_desktop.ui.loading.pages import PagePreloader

        self._preloader = self._preloader or PagePreloader(self.frame, self._imports)
        return self._preloader

    def notify_painted(self) -> None:
        """Notifies the pages that the window has painted."""
        for page in self._pages.values():
            page.after_first_paint()

    def load_modules(self, then: Callable[[], None]) -> None:
        """Imports the modules of pages and dialogs in steps, calls ``then``, and creates the
        remaining pages. Meanwhile the frameworks are read, which a new file or year offers."""
        from ita_desktop.services.years.years import shipped
        from ita_desktop.ui.loading.idle import ModuleLoader

        Job(lambda _progress: shipped(), self.frame).start()

        def end() -> None:
            self._loading = None
            then()
            self._preload_pages()

        self._loading = ModuleLoader(
            self.frame, lambda: self.preloader.is_awaited or ComingDialog.is_expected()
        )
        self._loading.ended.connect(end)

    def _imports(self, key: str) -> Iterator[None]:
        """Imports what a page needs in steps, before what is loaded anyway; what is shown first at
        once, which takes less."""
        from ita_desktop.ui.loading.idle import pieces

        return pieces(module_of(key)) if self.frame.current_page else iter(())

    def _preload_pages(self) -> None:
        if self.session is not None and self.is_painted and self._loading is None:
            self.preloader.preload(PAGES)

    def _make(self, key: PageKey) -> "Page":
        if self.session is None:
            raise RuntimeError("no workspace is open")
        page = self._pages[key] = page_class(key)(self.session, self.frame.ui.pages)
        page.key = key
        if self.is_painted:
            page.after_first_paint()
        page.go.connect(self.visit)
        page.status.connect(lambda text: self._on_status(page, text))
        page.requested.connect(self.requested)
        page.notified.connect(lambda message: self._show_of_page(page, message))
        page.working.connect(self.frame.work.watch)
        return page

    # -- the shown page

    def show_here(self, message: Message) -> None:
        """Shows a message that belongs to the shown page, or to the one about to be shown."""
        line = self.frame.message
        line.display(message._replace(place=HERE))
        later(self, 0, lambda: line.keep_for(self.coming or self.frame.current_page))

    def _show_of_page(self, page: "Page", message: Message) -> None:
        """Shows a message that belongs to ``page``; one that arrives while another page is shown,
        such as the end of a job, is shown there."""
        if page.isVisible():
            self.show_here(message)
        else:
            self.frame.message.display(message)

    def _on_page_shown(self, key: str) -> None:
        self.frame.message.leave(key)
        page = self._pages.get(key)
        tip = page.status_tip if page is not None else ""
        self.frame.status.set_note(page.status_text if page is not None else "", tip)

    def _on_status(self, page: "Page", text: str) -> None:
        if self.frame.current_page and self.frame.page(self.frame.current_page) is page:
            self.frame.status.set_note(text, page.status_tip)
