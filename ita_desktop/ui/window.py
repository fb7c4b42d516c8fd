"""The main window: combines the frame, its pages, the open workspace and the commands."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QTimer, Signal

from ita_desktop import __version__
from ita_desktop.domain.pages import PageKey
from ita_desktop.i18n import tr
from ita_desktop.settings import Settings
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.frame.main_frame import MainFrame
from ita_desktop.ui.loading.asked import later

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from ita_desktop.ui.commands.search import Search
    from ita_desktop.ui.edit_news import EditNews
    from ita_desktop.ui.frame.bars import WindowBars
    from ita_desktop.ui.saving.desk import FileDesk
    from ita_desktop.ui.session import Session
    from ita_desktop.ui.shared.desk import SharedDesk

_REMEMBER_DELAY: Final = 500
"""Delay in ms before changed settings are written."""
_VERSION: Final = "version"
"""The setting with the version of the last start."""
_NEWS: Final = "news"
_AFTER_PAINT: Final = 60
"""Milliseconds from the first painting until initially hidden parts are created."""


class Window(MainFrame):
    """The program's window. Without a workspace it shows the welcome page."""

    idle = Signal()
    """Emitted shortly after the first painting, to create initially hidden parts."""

    def __init__(self, settings: Settings, *, populate: bool = True) -> None:
        super().__init__(settings, populate=False)
        self.settings = settings
        self.successor: Window | None = None
        """The window that replaced this one."""
        self.bars: WindowBars | None = None
        self.news: EditNews | None = None
        self.desk: SharedDesk | None = None
        self.file_desk: FileDesk | None = None
        self._is_begun = False
        if populate:
            self.populate()

    def populate(self) -> None:
        from ita_desktop.ui.commands.commands import Commands
        from ita_desktop.ui.commands.menus import Menus
        from ita_desktop.ui.navigation import Navigation
        from ita_desktop.ui.opening.workspace_opener import WorkspaceOpener

        super().populate()
        settings = self.settings
        self.navigation = Navigation(self)
        self.opener = WorkspaceOpener(
            self.navigation,
            settings,
            shown=self._show_session,
            left=self._leave_session,
            home=self._make_home,
            keep_sample=self._keep_sample,
            save_elsewhere=self._save_elsewhere,
        )
        self.commands = Commands(
            self.opener,
            {
                Command.SAVE: self._save_now,
                Command.HISTORY: self._show_history,
                # Deferred, because the sender is part of the window that is deleted.
                Command.REOPEN: lambda: later(self, 0, self.reopen),
            },
        )
        self.menus = Menus(self.navigation, self.commands.run)
        self.navigation.requested.connect(self.commands.run)
        self.opener.keep_requested.connect(lambda: self.commands.run(Command.KEEP_SAMPLE))
        self.opener.tour_requested.connect(lambda: self.commands.run(Command.TOUR))
        self._remember_timer = QTimer(self, singleShot=True, interval=_REMEMBER_DELAY)
        self._remember_timer.timeout.connect(settings.write)
        self._remember = self._remember_timer.start
        settings.on_change = self._remember
        self.closing.connect(self.opener.leave)
        self.closing.connect(self._write_settings)
        self.score_bar.figure_opened.connect(lambda node: self.visit(PageKey.SCORES, node))
        self.score_bar.sentence_opened.connect(lambda: self.visit(PageKey.SCORES, "plan"))
        self.top_bar.undo_requested.connect(lambda: self.commands.run(Command.UNDO))
        self.top_bar.history_requested.connect(self._show_history)
        self.top_bar.redo_requested.connect(lambda: self.commands.run(Command.REDO))
        self._search: Search | None = None
        self.top_bar.search_edited.connect(self._take_up_search)
        self.top_bar.year.year_chosen.connect(self._choose_year)
        self.top_bar.year.new_year_requested.connect(self.commands.new_year)
        self.top_bar.year.page_requested.connect(lambda: self.visit(PageKey.YEAR))
        self.message.acted.connect(self._on_message_acted)
        self._steps = self._finish_start()
        self._start_timer = QTimer(self, singleShot=True)
        self._start_timer.timeout.connect(self._turn)
        self.opener.first_shown.connect(lambda: self._start_timer.start(0))
        self.idle.connect(self.dress)
        self.idle.connect(self.stay_in_sight)

    @property
    def session(self) -> "Session | None":
        """The open workspace; None on the welcome page."""
        return self.opener.session

    def open_file(self, path: Path, *, remember: bool = True) -> None:
        """Opens a workspace and shows it synchronously."""
        self.opener.open_file(path, remember=remember)

    def go(self, key: str, target: str = "") -> None:
        """Shows a page at once, and the item ``target`` on it if given."""
        self.navigation.go(key, target)

    def visit(self, key: str, target: str = "") -> None:
        self.navigation.visit(key, target)

    def open_help(self, about: str = "") -> None:
        """Opens the manual's chapter on the topic ``about``, by default that of the page."""
        self.commands.show_help(about or self.help_place)

    # -- start

    def paintEvent(self, event: "QPaintEvent") -> None:
        super().paintEvent(event)
        if not self._is_begun:
            # When everything has been painted.
            later(self, 0, self.begin)

    def begin(self) -> None:
        """Begins to open the first workspace, unless that has begun."""
        if not self._is_begun:
            self._is_begun = True
            self.opener.begin_first()

    def _turn(self) -> None:
        wait = next(self._steps, None)
        if wait is not None:
            self._start_timer.start(wait)

    def _finish_start(self) -> Iterator[int]:
        """Creates initially hidden parts in steps, so that the window stays responsive; yields the
        delay in ms before the next step."""
        from ita_desktop.ui.theme.lines import words

        yield _AFTER_PAINT
        self.navigation.is_painted = True
        # The Thai word list can only be loaded as a whole, which would delay the first text that
        # needs it. Text elided during the first painting is painted again.
        words.breaker.warm()
        if words.cut_early:
            words.cut_early = False
            self.update()
        yield 0
        self.navigation.notify_painted()
        yield 0
        search = self._take_up_search()
        yield 0
        self.navigation.load_modules(search.prepare)
        yield 0
        from ita_desktop.ui.opening.dropped_files import DroppedFiles

        DroppedFiles(self, lambda: self.session)
        self.idle.emit()
        yield 0
        self._show_if_updated()
        self.opener.make_copy()

    def _take_up_search(self) -> "Search":
        """Returns the search, which takes up what has been typed before it was there."""
        if self._search is None:
            from ita_desktop.ui.commands.search import Search

            self._search = Search(self.navigation, self.menus.entries, self.commands.run)
        return self._search

    def _show_if_updated(self) -> None:
        """Shows a message once after the program's version has changed."""
        former = self.settings.get(_VERSION, "")
        self.settings.set(_VERSION, __version__)
        if former not in {"", __version__}:
            from ita_desktop.ui.widgets.status import Message, MessageKind

            sentence = tr("โปรแกรมเป็นรุ่น {version} แล้ว", version=__version__)
            self.message.display(Message(MessageKind.INFO, sentence, tr("มีอะไรใหม่"), key=_NEWS))

    # -- workspaces

    def _show_session(self, session: "Session") -> None:
        from ita_desktop.services import workspaces
        from ita_desktop.ui.edit_news import EditNews
        from ita_desktop.ui.frame.bars import WindowBars
        from ita_desktop.ui.saving.desk import FileDesk
        from ita_desktop.ui.shared.desk import SharedDesk

        workspace = session.workspace
        is_sample = workspaces.is_sample(workspace.path)
        self.menus.set_open(
            writable=not session.is_locked,
            is_sample=is_sample,
            is_shared=bool(workspace.address),
        )
        self.bars = WindowBars(self, self.menus.set_undo, session)
        self.news = EditNews(session, self.navigation)
        self.desk = SharedDesk(self, session)
        self.file_desk = FileDesk(self.opener, session)
        self.navigation.show(session)
        if self.navigation.is_painted:
            later(self, _AFTER_PAINT, self.opener.make_copy)

    def _leave_session(self) -> None:
        if self.bars is not None:
            self.bars.stop()
        for desk in (self.desk, self.file_desk):
            if desk is not None:
                desk.stop()
        self.bars, self.news, self.desk, self.file_desk = None, None, None, None
        self.menus.set_open(writable=None)

    def _make_home(self) -> "QWidget":
        from ita_desktop.ui.opening.welcome import Welcome

        return Welcome(self.commands)

    def _keep_sample(self, then: Callable[[], object]) -> None:
        self.commands.keep_sample(then)

    def _save_elsewhere(self, then: Callable[[], object]) -> None:
        from ita_desktop.ui.saving.elsewhere import save_elsewhere

        save_elsewhere(self.opener, then)

    def reopen(self) -> None:
        """Recreates the window with the same workspace and page after a change of language, as
        texts are set on creation. The frame comes first, then the page; the old window is deleted
        when the new one was painted. Two choices in one breath are one change."""
        if self.successor is not None:
            return
        fresh = Window(self.settings)
        fresh.setGeometry(self.geometry())
        fresh.setWindowState(self.windowState())
        self.successor = fresh
        if self.session is not None:
            fresh.opener.take(self.opener.detach(), remember=False)
            later(fresh, 0, fresh.navigation.begin_last_page)
        else:
            fresh.opener.show_welcome()
        fresh.show()
        self.close()
        fresh.idle.connect(self.deleteLater)

    def may_close(self) -> bool:
        """Returns whether nothing would be lost or left incomplete; else asks the clerk."""
        return self.opener.parting.may_leave(self.close, closing=True)

    def _write_settings(self) -> None:
        """Writes the settings now, and without delay from now on, because the window closes."""
        if self.settings.on_change is self._remember:
            self.settings.on_change = None
        self.settings.write()

    # -- requests of the bars

    def _save_now(self) -> None:
        if self.bars is not None:
            self.bars.save_now()

    def _show_history(self) -> None:
        if self.news is not None:
            self.news.show_history()

    def _choose_year(self, year: int) -> None:
        if self.session is not None:
            self.session.choose_year(year)

    def _on_message_acted(self, key: str) -> None:
        from ita_desktop.ui.opening.workspace_opener import AS_IT_IS_KEY, COPY_KEY, RESTORE_KEY
        from ita_desktop.ui.outside import open_saved
        from ita_desktop.ui.pages.page import Page

        if self.news is not None and self.news.act(key):
            return
        if self.desk is not None and self.desk.act(key):
            return
        if key == COPY_KEY:
            self.commands.run(Command.OPEN_COPY)
        elif key == _NEWS:
            self.commands.run(Command.NEWS)
        elif key == RESTORE_KEY:
            self.commands.restore_altered()
        elif key == AS_IT_IS_KEY:
            self.opener.open_as_it_is()
        elif not open_saved(key, self.show_failure):
            for page in self.made_pages().values():
                if isinstance(page, Page):
                    page.message_acted(key)

    def customEvent(self, event: QEvent) -> None:
        """Handles what an editor tells of typing and conflicts."""
        if self.desk is not None:
            self.desk.handle(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        active = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if active and self.is_populated and self.session is not None:
            self.session.follow_day()
            if self.file_desk is not None:
                self.file_desk.look()
