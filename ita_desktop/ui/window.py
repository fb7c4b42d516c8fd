"""The main window: the frame, the pages, and the open workspace between them."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QPaintEvent

from ita_desktop.domain.errors import ItaError
from ita_desktop.i18n import sentence, tr
from ita_desktop.services import workspaces
from ita_desktop.settings import Settings
from ita_desktop.storage.workspace import Changed
from ita_desktop.ui.background import Job
from ita_desktop.ui.bars import Bars
from ita_desktop.ui.frame.main_frame import MainFrame
from ita_desktop.ui.menus import Command, Menus
from ita_desktop.ui.pages.page import Page, PageKey
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.lines import words
from ita_desktop.ui.widgets.message import Message, Tidings
from ita_desktop.ui.work_line import WorkLine

PAGES: Final = {
    PageKey.OVERVIEW: ("layout-dashboard", "ภาพรวม"),
    PageKey.ROSTER: ("users", "คณะกรรมการ"),
    PageKey.OIT: ("list-checks", "งาน OIT"),
    PageKey.MEASURES: ("target", "มาตรการ"),
    PageKey.SCORES: ("gauge", "คะแนน"),
    PageKey.DOCUMENTS: ("file-text", "เอกสาร"),
    PageKey.SETTINGS: ("settings", "ตั้งค่า"),
}
"""Icon and Thai title of each page, in the order of the rail."""

_UNDO_KEY = "undo"
_REFUSED_KEY = "refused"
_COPY_KEY = "copy"
_GO_KEY = "go-to:"
"""What the key of a message begins with whose action goes to a point of the history."""
_AFTER_PAINT: Final = 60
"""Milliseconds from the first painting until the window makes what nobody sees at first."""


class Window(MainFrame):
    """The program's one window. Without a workspace it shows the welcome page."""

    idle = Signal()
    """A moment after the first painting: the time for what nobody sees at first."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.settings = settings
        self.session: Session | None = None
        self.bars: Bars | None = None
        self.successor: Window | None = None
        """The window that took this one's place."""
        for key, (icon, title) in PAGES.items():
            self.add_page(key, icon, tr(title), self._maker(key), at_end=key is PageKey.SETTINGS)
        self.menus = Menus(self)
        self.work = WorkLine(self.progress, self.message)
        self.page_shown.connect(self._on_page_shown)
        self.closing.connect(self.end)
        self.strip.figure_opened.connect(lambda node: self.go(PageKey.SCORES, node))
        self.strip.sentence_opened.connect(lambda: self.go(PageKey.SCORES, "plan"))
        self.top_bar.undo_requested.connect(self.undo)
        self.top_bar.history_requested.connect(self.show_history)
        self.top_bar.redo_requested.connect(self.redo)
        self.top_bar.year.year_chosen.connect(self._choose_year)
        self.top_bar.year.new_year_requested.connect(self.menus.new_year)
        self.message.acted.connect(self._on_message_acted)
        self.setWindowTitle("ITA Desktop")
        self._painted = False
        self._rested = False
        self.idle.connect(self.dress)
        self.idle.connect(self._add_search)
        self.idle.connect(self._cut_at_words)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            # The time counts from when all has been painted, however long that takes.
            QTimer.singleShot(0, self._wait)

    def _wait(self) -> None:
        # The timer of a method ends with its object; that of a signal would outlive it.
        QTimer.singleShot(_AFTER_PAINT, self._rest)

    def _rest(self) -> None:
        self._rested = True
        pages = self.made_pages().values() if self.session is not None else ()
        for page in pages:
            if isinstance(page, Page):
                page.settle()
        self.idle.emit()

    # -- opening and closing

    def open_file(self, path: Path, *, remember: bool = True) -> None:
        """Opens a workspace and shows it. Raises WorkspaceError; what was open then stays open."""
        if self._writes(path):
            return
        workspace = workspaces.open_workspace(path)
        try:
            session = Session(workspace, self.settings, self)
        except ItaError:
            workspace.close()
            raise
        self.end()
        self.forget_pages()
        self.message.clear()
        self.session = session
        self.use_memory(session.memory)
        session.changed.connect(self._on_changed)
        session.year_changed.connect(self._on_year_changed)
        session.day_changed.connect(self._on_day_changed)
        session.failed.connect(self._tell_refused)
        session.failure_over.connect(lambda: self.message.withdraw(_REFUSED_KEY))
        session.told.connect(self._tell_done)
        if remember:
            self.settings.note_opened(path)
        self.setWindowTitle(f"{path.stem} – ITA Desktop")
        self.menus.set_open(writable=not workspace.read_only)
        self.show_work()
        self.bars = Bars(self, self.menus, session)
        self.bars.show_year()
        self.bars.show_saved()
        self.bars.show_backup()
        self.show_page(self.last_page or PageKey.OVERVIEW)
        if workspace.read_only:
            why = sentence(workspace.why_read_only())
            self.message.say(Message(Tidings.INFO, why, tr("เปิดสำเนา…"), key=_COPY_KEY))
        if workspace.backup_problem is not None:
            self.tell_failure(sentence(workspace.backup_problem))

    def _writes(self, path: Path) -> bool:
        """Whether this is the file that is open already: opened again, it would be in use."""
        if self.session is None or self.session.workspace.read_only:
            return False
        shown = self.session.workspace.path
        return shown is not None and path.exists() and shown.exists() and shown.samefile(path)

    def show_welcome(self, problem: str = "") -> None:
        """Shows the welcome page, with what went wrong where something did."""
        from ita_desktop.ui.welcome import Welcome

        self.end()
        self.forget_pages()
        self.message.clear()
        self.menus.set_open(writable=None)
        self.show_home(Welcome(self))
        if problem:
            self.tell_failure(problem)

    def reopen(self) -> None:
        """Makes the window anew with the same workspace and page: another language was chosen,
        and every text of a window is set when it is made."""
        session = self.session
        fresh = Window(self.settings)
        fresh.setGeometry(self.geometry())
        fresh.setWindowState(self.windowState())
        self.successor = fresh
        if session is not None and session.workspace.path is not None:
            page, path = self.current_page, session.workspace.path
            self.end()
            fresh.open_file(path, remember=path.resolve() in self.settings.recent_files())
            fresh.show_page(page)
        else:
            fresh.show_welcome()
        fresh.show()
        self.close()
        self.forget_pages()
        self.deleteLater()

    def end(self) -> None:
        """Closes the workspace; everything is already saved."""
        if self.session is not None:
            self.finish_typing()
            if self.bars is not None:
                self.bars.stop()
            # Documents are made from the year as it was, and go on without the workspace.
            for job in self.session.findChildren(Job):
                job.end()
            session, self.session, self.bars = self.session, None, None
            session.close()
            session.deleteLater()

    # -- pages

    def go(self, key: str, target: str = "") -> None:
        """Shows a page and, where ``target`` names one, a thing on it."""
        if self.session is None:
            return
        self.show_page(key)
        page = self.page(key)
        if target and isinstance(page, Page):
            page.show_target(target)

    def _add_search(self) -> None:
        """Lets the search field find and open things; after the first painting."""
        from ita_desktop.ui.search import Search

        Search(self)

    def _cut_at_words(self) -> None:
        """Paints again what was cut at a letter while the start painted."""
        words.make()
        self.update()

    def _maker(self, key: PageKey) -> Callable[[], Page]:
        def make() -> Page:
            if self.session is None:
                raise RuntimeError("no workspace is open")
            page = _page_class(key)(self.session)
            page.key = key
            if self._rested:
                page.settle()
            page.go.connect(self.go)
            page.status.connect(lambda text: self._on_status(page, text))
            page.wanted.connect(self.menus.run)
            page.told.connect(self.message.say)
            page.working.connect(self.work.watch)
            return page

        return make

    def _on_page_shown(self, key: str) -> None:
        page = self.page(key)
        self.status.set_note(page.status_text if isinstance(page, Page) else "")

    def _on_status(self, page: Page, text: str) -> None:
        if self.current_page and self.page(self.current_page) is page:
            self.status.set_note(text)

    # -- what the session tells

    def undo(self) -> None:
        """Takes the last edit back."""
        if self.session is not None:
            self.session.undo()

    def redo(self) -> None:
        """Does the last undone edit again."""
        if self.session is not None:
            self.session.redo()

    def show_history(self) -> None:
        """Opens the list of the last changes under the undo button."""
        from ita_desktop.services import history
        from ita_desktop.ui.frame.undo_list import UndoPopup, rows_of

        session = self.session
        if session is not None:
            line = history.timeline(session.workspace)
            popup = UndoPopup(rows_of(line, session.today), self)
            popup.picked.connect(self.go_to_point)
            popup.open_by(self.top_bar.undo)

    def go_to_point(self, point: int) -> None:
        """Undoes all edits after the one with this number, or does undone ones again up to it."""
        from ita_desktop.ui.going_back import GoingBack

        if self.session is not None:
            going = GoingBack(self.session, point, _GO_KEY)
            going.told.connect(self.message.say)
            self.work.watch(going.job, tr("กำลังย้อนการแก้ไข"))
            going.start()

    def tell_failure(self, text: str) -> None:
        """A sentence that stays until it is closed: what could not be done, and what to do."""
        self.message.say(Message(Tidings.BAD, text))

    def _tell_refused(self, text: str) -> None:
        """One refusal stands at a time: whoever tries again need not close the ones before."""
        self.message.say(Message(Tidings.BAD, text, key=_REFUSED_KEY))

    def tell(self, text: str, tidings: Tidings = Tidings.GOOD) -> None:
        """A sentence in the message line."""
        self.message.say(Message(tidings, text))

    def _tell_done(self, text: str, undoable: bool) -> None:
        if undoable:
            self.message.say(Message(Tidings.GOOD, text, tr("เลิกทำ"), "Ctrl+Z", _UNDO_KEY))
        else:
            self.message.withdraw(_UNDO_KEY)
            self.tell(text)

    def _on_message_acted(self, key: str) -> None:
        if key == _UNDO_KEY:
            self.undo()
            return
        if key == _COPY_KEY:
            self.menus.run(Command.OPEN_COPY)
            return
        if key.startswith(_GO_KEY):
            self.go_to_point(int(key.removeprefix(_GO_KEY)))
            return
        for page in self.made_pages().values():
            if isinstance(page, Page):
                page.message_acted(key)

    def _choose_year(self, year: int) -> None:
        if self.session is not None:
            self.session.choose_year(year)

    def _on_changed(self, changed: Changed) -> None:
        if self.bars is None:
            return
        # What was offered to be undone is no longer the last edit.
        self.message.withdraw(_UNDO_KEY)
        if changed.tables & {"organisation", "unit", "fiscal_year"}:
            self.bars.show_year()
        else:
            self.bars.show_scores()
            self.bars.show_undo()
        self.bars.show_saved()

    def _on_year_changed(self, _year: int) -> None:
        if self.bars is not None:
            self.bars.show_year()

    def _on_day_changed(self) -> None:
        if self.bars is not None:
            self.bars.show_scores()
            self.bars.show_saved()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        active = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if active and self.session is not None:
            self.session.follow_day()


def _page_class(key: PageKey) -> type[Page]:  # noqa: PLR0911 - one line a page
    """The class of a page, imported when the page is first shown."""
    match key:
        case PageKey.OVERVIEW:
            from ita_desktop.ui.pages.overview import OverviewPage

            return OverviewPage
        case PageKey.ROSTER:
            from ita_desktop.ui.pages.roster import RosterPage

            return RosterPage
        case PageKey.OIT:
            from ita_desktop.ui.pages.oit import OitPage

            return OitPage
        case PageKey.MEASURES:
            from ita_desktop.ui.pages.measures import MeasuresPage

            return MeasuresPage
        case PageKey.SCORES:
            from ita_desktop.ui.pages.scores import ScoresPage

            return ScoresPage
        case PageKey.DOCUMENTS:
            from ita_desktop.ui.pages.documents import DocumentsPage

            return DocumentsPage
        case PageKey.SETTINGS:
            from ita_desktop.ui.pages.settings import SettingsPage

            return SettingsPage
