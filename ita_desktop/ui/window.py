"""The main window: the frame, the pages, and the open workspace between them."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QPaintEvent

from ita_desktop.domain.errors import ItaError
from ita_desktop.i18n import in_language, sentence, tr
from ita_desktop.services import sample, workspaces
from ita_desktop.settings import Settings
from ita_desktop.storage.edit_history import Changed
from ita_desktop.storage.history import EditKind
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.bars import WindowBars
from ita_desktop.ui.frame.main_frame import MainFrame
from ita_desktop.ui.frame.saved_state import SaveState
from ita_desktop.ui.loading.later import later
from ita_desktop.ui.menus import Command, Menus
from ita_desktop.ui.pages.page import Page, PageKey
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.lines import words
from ita_desktop.ui.widgets.status.message import HERE, Message, MessageKind
from ita_desktop.ui.work_line import WorkLine

if TYPE_CHECKING:
    from ita_desktop.ui.edits.step_offer import StepOffer
    from ita_desktop.ui.loading.modules import ModuleLoader
    from ita_desktop.ui.loading.pages import PagePreloader
    from ita_desktop.ui.opening.opener import WorkspaceOpener
    from ita_desktop.ui.opening.parting import LeaveGuard
    from ita_desktop.ui.search.popup import Search

PAGES: Final = {
    PageKey.OVERVIEW: ("layout-dashboard", "ภาพรวม"),
    PageKey.ROSTER: ("users", "คณะกรรมการ"),
    PageKey.OIT: ("list-checks", "งาน OIT"),
    PageKey.MEASURES: ("target", "มาตรการ"),
    PageKey.SCORES: ("gauge", "คะแนน"),
    PageKey.MEETINGS: ("calendar-days", "การประชุม"),
    PageKey.DOCUMENTS: ("file-text", "เอกสาร"),
    PageKey.SETTINGS: ("settings", "ตั้งค่า"),
    PageKey.YEAR: ("", "ปฏิทินและกรอบของปี"),
}
"""Icon and Thai title of each page, in the order of the rail; without an icon it has no place
there."""

NAME: Final = "ITA Desktop"
"""What the program is called in the title of its window."""
WELCOME: Final = "welcome"
"""What the manual calls the window without a workspace."""
_UNDO_KEY = "undo"
_REFUSED_KEY = "refused"
_COPY_KEY = "copy"
_SAVED_KEY = "saved"
_COUNT_KEY = "counts-from"
_STEPS_KEY = "step-lines"
_OTHER_YEAR_KEY = "other-year"
_GO_KEY = "go-to:"
"""What the key of a message begins with whose action goes to a point of the history."""
_KIND_OF_SAVED: Final = {
    SaveState.SAVED: MessageKind.GOOD,
    SaveState.SAVING: MessageKind.INFO,
    SaveState.FAILED: MessageKind.BAD,
    SaveState.READ_ONLY: MessageKind.INFO,
}
_REMEMBERED: Final = 500
"""Milliseconds after which what was chosen is written into the settings."""
_OTHER_ANSWERS: Final = 300
"""Milliseconds in which another window answers that has a file open which is to be opened here."""
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
        self.bars: WindowBars | None = None
        self.successor: Window | None = None
        """The window that took this one's place."""
        self._opener: WorkspaceOpener | None = None
        self._parting: LeaveGuard | None = None
        self._preloader: PagePreloader | None = None
        self._loading: ModuleLoader | None = None
        self._search: Search | None = None
        self._steps: StepOffer | None = None
        self._is_save_asked = False
        """Whether somebody waits to be told that all is saved."""
        self._former: list[tuple[Job, threading.Event]] = []
        """The closing of files that were shown before."""
        for key, (icon, title) in PAGES.items():
            self.add_page(key, icon, tr(title), self._maker(key), at_end=key is PageKey.SETTINGS)
        self.menus = Menus(self)
        self.work = WorkLine(self.progress, self.message)
        self.page_shown.connect(self._on_page_shown)
        self._remembering = QTimer(self, singleShot=True, interval=_REMEMBERED)
        self._remembering.timeout.connect(settings.write)
        self._remember = self._remembering.start
        settings.on_change = self._remember
        self.closing.connect(self._leave)
        self.closing.connect(self._write_settings)
        self.score_bar.figure_opened.connect(lambda node: self.visit(PageKey.SCORES, node))
        self.score_bar.sentence_opened.connect(lambda: self.visit(PageKey.SCORES, "plan"))
        self.top_bar.undo_requested.connect(self.undo)
        self.top_bar.history_requested.connect(self.show_history)
        self.top_bar.redo_requested.connect(self.redo)
        self.top_bar.year.year_chosen.connect(self._choose_year)
        self.top_bar.year.new_year_requested.connect(self.menus.new_year)
        self.top_bar.year.page_requested.connect(lambda: self.visit(PageKey.YEAR))
        self.message.acted.connect(self._on_message_acted)
        self.setWindowTitle(NAME)
        self._painted = False
        self._start_is_finished = False
        self.idle.connect(self.dress)
        self.idle.connect(self.stay_in_sight)
        self.idle.connect(self._take_files)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            # The time counts from when all has been painted, however long that takes.
            later(self, 0, self._wait)

    def _wait(self) -> None:
        # The timer of a method ends with its object; that of a signal would outlive it.
        later(self, _AFTER_PAINT, self._finish_start)

    def _finish_start(self) -> None:
        """Makes what nobody sees at first, in several turns, so that the window answers between."""
        self._start_is_finished = True
        self._turns = iter(
            (
                self._load_words,
                self._after_first_paint,
                self._add_search,
                self._load_modules,
                self.idle.emit,
            )
        )
        self._turning = QTimer(self, interval=0)
        self._turning.timeout.connect(self._turn)
        self._turning.start()

    def _turn(self) -> None:
        step = next(self._turns, None)
        if step is not None:
            step()
        else:
            self._turning.stop()
            self._make_copy()

    def _load_words(self) -> None:
        """Loads the list of Thai words, which can only be had whole: a text that met it first
        would wait for both. What was cut at a letter while the start painted is painted again."""
        words.breaker.warm()
        self.update()

    def _take_files(self) -> None:
        """From now on files can be dropped."""
        from ita_desktop.ui.opening.dropped_files import DroppedFiles

        DroppedFiles(self)

    def _after_first_paint(self) -> None:
        pages = self.made_pages().values() if self.session is not None else ()
        for page in pages:
            if isinstance(page, Page):
                page.after_first_paint()

    # -- opening and closing

    def open_file(self, path: Path, *, remember: bool = True) -> None:
        """Opens a workspace and shows it, at once: before there is a window to look at. Raises
        WorkspaceError; what was open then stays open."""
        if self._writes(path):
            return
        self._await_former()
        workspace = workspaces.open_workspace(path, copy_later=True)
        self.take(workspace, remember=remember, at_once=True)
        self.show_last_page()

    def begin_opening(
        self, path: Path, *, remember: bool = True, then: Callable[[], None] | None = None
    ) -> None:
        """Opens a workspace in another thread and shows it once it is read; then calls ``then``.
        What is open stays so until then, and where the other one cannot be opened."""
        if self._writes(path):
            if then is not None:
                then()
            return
        if self._shows_elsewhere(path):
            return
        what = tr("กำลังเปิด {file}", file=path.name)
        self.begin_opening_of(lambda _progress: path, what, remember=remember, then=then)

    def begin_opening_of(
        self,
        find: Callable[[Progress], Path],
        what: str,
        *,
        remember: bool = True,
        then: Callable[[], None] | None = None,
    ) -> None:
        """:meth:`begin_opening` of a file that ``find`` gives or makes, in the other thread."""
        from ita_desktop.ui.opening.opener import WorkspaceOpener

        def again() -> None:
            self.begin_opening_of(find, what, remember=remember, then=then)

        if not self.parting.may_leave(again):
            return
        self._opener = self._opener or WorkspaceOpener(self)
        former = tuple(closed for _job, closed in self._former)
        self._opener.begin(find, what, remember=remember, then=then, former=former)

    @property
    def parting(self) -> "LeaveGuard":
        """What asks before a file is left."""
        from ita_desktop.ui.opening.parting import LeaveGuard

        self._parting = self._parting or LeaveGuard(self)
        return self._parting

    def may_close(self) -> bool:
        """Whether nothing would be lost or left half done; else the clerk is asked."""
        return self.parting.may_leave(self.close, closing=True)

    def show_last_page(self) -> None:
        """Shows the page that stood there last, where none stands there yet."""
        if self.session is not None and not self.current_page:
            self.show_page(self.last_page or PageKey.OVERVIEW)

    def begin_last_page(self, then: Callable[[], None] | None = None) -> None:
        """:meth:`show_last_page` in pieces, between which the window answers; then calls
        ``then``, unless another workspace has come meanwhile."""
        if self.session is None:
            return

        key = self.last_page or PageKey.OVERVIEW
        self._in_pieces().request(key, self.show_last_page, then)

    def take(self, workspace: Workspace, *, remember: bool = True, at_once: bool = False) -> None:
        """Shows an open workspace in the place of the one before, which is closed in another
        thread or ``at_once``; all but a page. Raises InputError, and closes the workspace, where
        there is no year in it; what was open then stays open."""
        try:
            session = Session(workspace, self.settings, self)
        except ItaError:
            workspace.close()
            raise
        self.end(later=not at_once)
        self.forget_pages()
        self.message.clear()
        self.session = session
        self.use_memory(session.memory)
        session.changed.connect(self._on_changed)
        session.year_changed.connect(self._on_year_changed)
        session.day_changed.connect(self._on_day_changed)
        session.failed.connect(self._tell_refused)
        session.failure_over.connect(lambda: self.message.withdraw(_REFUSED_KEY))
        session.stepped.connect(lambda: self.message.withdraw(_REFUSED_KEY))
        session.notified.connect(self._tell_done)
        session.saved.connect(self._tell_saved)
        self._steps = None
        session.replay_wanted.connect(self._replay)
        session.working.connect(self.work.watch)
        session.saving.connect(self._answer_saved)
        path = workspace.path
        is_sample = sample.is_sample(path)
        if remember and path is not None and not is_sample:
            self.settings.note_opened(path)
        self.setWindowTitle(f"{path.stem} – {NAME}" if path is not None else NAME)
        self.menus.set_open(writable=not workspace.read_only, is_sample=is_sample)
        self._show_sample_line(is_sample)
        self.show_work()
        self.bars = WindowBars(self, self.menus, session)
        self.bars.show_year()
        self.bars.show_saved()
        self.bars.show_backup()
        if workspace.read_only:
            why = sentence(workspace.connections.why_read_only())
            self.message.say(Message(MessageKind.INFO, why, tr("เปิดสำเนา…"), key=_COPY_KEY))
        if workspace.notice is not None:
            self.message.say(Message(MessageKind.INFO, in_language(workspace.notice)))
            workspace.notice = None
        if self._start_is_finished:
            later(self, _AFTER_PAINT, self._make_copy)
            self._preload_pages()

    def _show_sample_line(self, is_sample: bool) -> None:
        line = None
        if is_sample:
            from ita_desktop.ui.frame.sample_line import SampleLine

            line = SampleLine()
            line.keep_requested.connect(lambda: self.menus.run(Command.KEEP_SAMPLE))
        self.show_above(line)

    def _make_copy(self) -> None:
        """Makes a safety copy where the last is old."""
        session = self.session
        if session is None or session.workspace.read_only:
            return
        from ita_desktop.ui.opening.copying import make_copy_if_old

        make_copy_if_old(self, session)

    def _writes(self, path: Path) -> bool:
        """Whether this is the file that is open already: opened again, it would be in use."""
        if self.session is None or self.session.workspace.read_only:
            return False
        shown = self.session.workspace.path
        return shown is not None and path.exists() and shown.exists() and shown.samefile(path)

    @staticmethod
    def _shows_elsewhere(path: Path) -> bool:
        """Whether another window of this user has the file open, and has come to the front."""
        from ita_desktop.storage.files.lock import own_holder

        holder = own_holder(path)
        if holder is None:
            return False
        from ita_desktop.ui.opening.calling import call_once

        return call_once(holder, _OTHER_ANSWERS)

    def show_welcome(self, problem: str = "") -> None:
        """Shows the welcome page, with what went wrong where something did."""
        from ita_desktop.ui.opening.welcome import Welcome

        self.end(later=True)
        self.forget_pages()
        self.message.clear()
        self.setWindowTitle(NAME)
        self._show_sample_line(False)
        self.menus.set_open(writable=None)
        self.show_home(Welcome(self))
        if problem:
            self.tell_failure(problem)

    def reopen(self) -> None:
        """Makes the window anew with the same workspace and page: another language was chosen,
        and every text of a window is set when it is made. The frame comes first, then the page;
        the old window goes when the new one has been painted."""
        session = self.session
        fresh = Window(self.settings)
        fresh.setGeometry(self.geometry())
        fresh.setWindowState(self.windowState())
        self.successor = fresh
        if session is not None:
            fresh.take(self._detach(session), remember=False)
            later(fresh, 0, fresh.begin_last_page)
        else:
            fresh.show_welcome()
        fresh.show()
        self.close()
        fresh.idle.connect(self.deleteLater)

    def _write_settings(self) -> None:
        """The window closes: what was chosen is written now, and at once from now on."""
        if self.settings.on_change is self._remember:
            self.settings.on_change = None
        self.settings.write()

    def end(self, *, later: bool = False) -> None:
        """Closes the workspace; everything is already saved. ``later``: its file is put in order
        in another thread, while the window goes on with something else."""
        if self.session is not None:
            workspace = self._detach(self.session)
            close = self._closing_of(workspace)
            if later:
                self._close_later(close)
            else:
                close()
        if not later:
            self._await_former()

    def detach(self) -> Workspace | None:
        """Ends the session and shows none of its pages any more; its workspace stays open."""
        if self.session is None:
            return None
        workspace = self._detach(self.session)
        self.forget_pages()
        return workspace

    def _detach(self, session: Session) -> Workspace:
        """Ends the session; its workspace stays open."""
        if self._preloader is not None:
            self._preloader.stop()
        self.finish_typing()
        if self.bars is not None:
            self.bars.stop()
        # Documents are made from the year as it was, and go on without the workspace.
        for job in session.findChildren(Job):
            self.work.leave(job)
            job.end()
        self.session, self.bars = None, None
        self.settings.write()
        session.deleteLater()
        return session.detach()

    def _closing_of(self, workspace: Workspace) -> Callable[[], None]:
        """What closes a workspace, in whatever thread; a sample in which nothing is left to be
        lost goes with it."""
        path = workspace.path
        is_own_sample = sample.is_sample(path) and not workspace.read_only
        spent = path if is_own_sample and self.parting.is_spent(workspace) else None

        def close() -> None:
            workspace.close()
            if spent is not None:
                sample.drop(spent)

        return close

    def _close_later(self, close: Callable[[], None]) -> None:
        closed = threading.Event()

        def work(_progress: Progress) -> None:
            try:
                close()
            finally:
                closed.set()

        job = Job(work, self, finishes=True)
        job.done.connect(job.deleteLater)
        job.start()
        self._former = [pair for pair in self._former if not pair[1].is_set()]
        self._former.append((job, closed))

    def _await_former(self) -> None:
        """Waits until the files are closed that are shown no longer."""
        for job, _closed in self._former:
            job.wait()
        self._former.clear()

    def _leave(self) -> None:
        """The window closes: nothing more is opened in it."""
        if self._opener is not None:
            self._opener.give_up()
        for job in self.findChildren(Job):
            self.work.leave(job)
            job.end()
        self.end()

    # -- pages

    def show_page(self, key: str) -> None:
        """Puts a page on the paper; without a workspace there is none."""
        if self.session is not None:
            super().show_page(key)

    def go(self, key: str, target: str = "") -> None:
        """Shows a page at once and, where ``target`` names one, a thing on it."""
        if self.session is None:
            return
        if self._preloader is not None:
            self._preloader.cancel_request()
        self.show_page(key)
        page = self.page(key)
        if target and isinstance(page, Page):
            page.show_target(target)

    def visit(self, key: str, target: str = "") -> None:
        """Shows a page, as :meth:`go` does, but one that was never made only when it is, piece by
        piece: what somebody clicks must not keep the window from answering. The keyboard waits for
        it, too: what is typed meanwhile is not meant for the page before."""
        if self.session is None:
            return
        if not self._start_is_finished or key in self.made_pages():
            self.go(key, target)
            return
        self.rail.select(key)
        focus = self.focusWidget()
        if focus is not None and not self.rail.isAncestorOf(focus):
            self.finish_typing()
        self._in_pieces().request(key, lambda: self.go(key, target))

    def hurry(self) -> None:
        """Shows at once the page that was asked for and is being made."""
        if self._preloader is not None:
            self._preloader.finish_now()

    @property
    def coming(self) -> str:
        """The page that was asked for and is being made; empty where there is none."""
        return self._preloader.requested if self._preloader is not None else ""

    def is_loading(self, key: str) -> bool:
        """Whether the module of a page is still being loaded, which it now is before others."""
        name = f"ita_desktop.ui.pages.{key}.page"
        if self._loading is None or name in sys.modules:
            return False
        self._loading.hurry(name)
        return True

    def _in_pieces(self) -> "PagePreloader":
        from ita_desktop.ui.loading.pages import PagePreloader

        self._preloader = self._preloader or PagePreloader(self)
        return self._preloader

    def _preload_pages(self) -> None:
        """Makes the pages that were not seen yet, once all is loaded that they are made with."""
        if self.session is not None and self._start_is_finished and self._loading is None:
            self._in_pieces().preload(PAGES)

    def _add_search(self) -> None:
        """Lets the search field find and open things; after the first painting."""
        from ita_desktop.ui.search.popup import Search

        self._search = Search(self)

    def _load_modules(self) -> None:
        """Loads what pages and dialogs need that were not opened yet, bit by bit."""
        from ita_desktop.ui.loading.modules import ModuleLoader

        self._loading = ModuleLoader(self)
        self._loading.ended.connect(self._on_loaded)

    def _on_loaded(self) -> None:
        self._loading = None
        if self._search is not None:
            self._search.prepare()
        self._preload_pages()

    def _maker(self, key: PageKey) -> Callable[[], Page]:
        def make() -> Page:
            if self.session is None:
                raise RuntimeError("no workspace is open")
            page = _page_class(key)(self.session)
            page.key = key
            if self._start_is_finished:
                page.after_first_paint()
            page.go.connect(self.visit)
            page.status.connect(lambda text: self._on_status(page, text))
            page.wanted.connect(self.menus.run)
            page.notified.connect(lambda message: self._say_of(page, message))
            page.working.connect(self.work.watch)
            return page

        return make

    def _say_of(self, page: Page, message: Message) -> None:
        """What a page tells belongs to it; news of work that was begun there and ends while
        another one is shown is told wherever the clerk is."""
        if page.isVisible():
            self._say_here(message)
        else:
            self.message.say(message)

    def _say_here(self, message: Message) -> None:
        """A message about the page that is shown, or is on its way as the one tells it."""
        self.message.say(message._replace(place=HERE))
        later(self, 0, lambda: self.message.keep_for(self.coming or self.current_page))

    def _on_page_shown(self, key: str) -> None:
        self.message.leave(key)
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

    def _replay(self, kind: EditKind) -> None:
        """Undoes a large edit, or does it again."""
        from ita_desktop.ui.edits.going_back import ReplayJob

        if self.session is not None:
            replaying = ReplayJob(self.session, kind)
            stopped = tr("หยุดแล้ว ทุกอย่างยังเป็นอย่างเดิม")
            self.work.watch(replaying.job, replaying.what, stopped=stopped)
            replaying.start()

    def save_now(self) -> None:
        """Takes what is being typed, carries all that was done into the file, as happens by itself
        a moment after each edit, and answers when it is there or why it could not be."""
        if self.session is None or not self.take_typing():
            return
        self._is_save_asked = True
        if self.session.workspace.saved.is_all:
            self._answer_saved()
        else:
            self.session.workspace.publish_soon()

    def _answer_saved(self) -> None:
        """Says what came of saving where that was asked for, once anything has."""
        if self.session is None or self.bars is None or not self._is_save_asked:
            return
        what = self.session.workspace.saved
        if what.is_all or what.problem is not None:
            self._is_save_asked = False
            self.bars.show_saved()
            saved = self.top_bar.saved
            self.message.say(Message(_KIND_OF_SAVED[saved.state], saved.answer, key=_SAVED_KEY))

    @property
    def help_place(self) -> str:
        return WELCOME if self.at_home else self.current_page

    def open_help(self) -> None:
        """Opens the manual at the chapter of what is shown; in the manual F1 closes it."""
        from PySide6.QtWidgets import QApplication

        from ita_desktop.ui.help.help_window import open_help
        from ita_desktop.ui.widgets.sheet import FloatingDialog

        sheet = QApplication.activeModalWidget()
        if isinstance(sheet, FloatingDialog):
            sheet.open_help()
        else:
            open_help(self, self.help_place)

    def show_help(self, about: str) -> None:
        """Opens the manual at the chapter ``about`` something."""
        from ita_desktop.ui.help.help_window import show_help

        show_help(self, about)

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
        from ita_desktop.ui.edits.going_back import HistoryJump

        if self.session is not None:
            going = HistoryJump(self.session, point, _GO_KEY)
            going.notified.connect(self.message.say)
            stopped = tr("หยุดแล้ว ทุกอย่างยังเป็นอย่างเดิม")
            self.work.watch(going.job, tr("กำลังย้อนการแก้ไข"), stopped=stopped)
            going.start()

    def tell_failure(self, text: str) -> None:
        """A sentence that stays until it is closed: what could not be done, and what to do."""
        self.message.say(Message(MessageKind.BAD, text))

    def _tell_refused(self, text: str) -> None:
        """One refusal stands at a time: whoever tries again need not close the ones before."""
        self._say_here(Message(MessageKind.BAD, text, key=_REFUSED_KEY))

    def tell(self, text: str, kind: MessageKind = MessageKind.GOOD) -> None:
        """A sentence in the message line."""
        self.message.say(Message(kind, text))

    def _tell_saved(self, text: str, file: Path) -> None:
        from ita_desktop.ui.opening.saved_files import saved

        self._say_here(saved(text, file.parent, file))

    def _tell_done(self, text: str, undoable: bool) -> None:
        if undoable:
            self._say_here(Message(MessageKind.GOOD, text, tr("เลิกทำ"), "Ctrl+Z", _UNDO_KEY))
        else:
            self.message.withdraw(_UNDO_KEY)
            self._say_here(Message(MessageKind.GOOD, text))

    def _on_message_acted(self, key: str) -> None:
        if key in {_UNDO_KEY, _OTHER_YEAR_KEY}:
            self.undo()
            return
        if key == _COUNT_KEY and self.session is not None:
            from ita_desktop.ui.edits import late_start

            late_start.choose(self.session, self.message)
            return
        if key == _STEPS_KEY and self._steps is not None:
            self._steps.take()
            return
        if key == _COPY_KEY:
            self.menus.run(Command.OPEN_COPY)
            return
        if key.startswith(_GO_KEY):
            self.go_to_point(int(key.removeprefix(_GO_KEY)))
            return
        from ita_desktop.ui.opening.saved_files import open_saved

        if open_saved(key, self.tell_failure):
            return
        for page in self.made_pages().values():
            if isinstance(page, Page):
                page.message_acted(key)

    def _choose_year(self, year: int) -> None:
        if self.session is not None:
            self.session.choose_year(year)

    def _offer_lines(self, changed: Changed) -> None:
        """Offers steps that came in within one paragraph as lines."""
        self.message.withdraw(_STEPS_KEY)
        if self.session is None or not changed.tables & {"measure", "finding"}:
            return
        if self._steps is None:
            from ita_desktop.ui.edits.step_offer import StepOffer

            self._steps = StepOffer(self.session)
        offer = self._steps.message_of(changed)
        if offer is not None:
            self._say_here(offer._replace(key=_STEPS_KEY))

    def _on_changed(self, changed: Changed) -> None:
        if self.bars is None:
            return
        # What was offered to be undone is no longer the last edit, and who went on after a refusal
        # has mended what it was about, or left it.
        self.message.withdraw(_UNDO_KEY)
        self.message.withdraw(_REFUSED_KEY)
        self._offer_lines(changed)
        self._doubt_year(changed)
        if changed.tables & {"organisation", "unit", "fiscal_year"}:
            self.bars.show_year()
        else:
            self.bars.show_scores()
            self.bars.show_undo()
        self.bars.show_saved()
        if "fiscal_year" in changed.tables and self.session is not None:
            from ita_desktop.ui.edits import late_start

            late_start.follow(changed, self.session, self.message, self._say_here)

    def _doubt_year(self, changed: Changed) -> None:
        """Says of days that were just stored that they lie in another fiscal year."""
        self.message.withdraw(_OTHER_YEAR_KEY)
        if changed.kind is not EditKind.DO or self.session is None:
            return
        from ita_desktop.ui.edits.other_year import doubt

        text = doubt(changed, self.session)
        if text:
            doubted = Message(MessageKind.WARNING, text, tr("เลิกทำ"), "Ctrl+Z", _OTHER_YEAR_KEY)
            # What was done is told first.
            later(self, 0, lambda: self._say_here(doubted))

    def _on_year_changed(self, _year: int) -> None:
        self.message.leave()
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
            from ita_desktop.ui.pages.overview.page import OverviewPage

            return OverviewPage
        case PageKey.ROSTER:
            from ita_desktop.ui.pages.roster.page import RosterPage

            return RosterPage
        case PageKey.OIT:
            from ita_desktop.ui.pages.oit.page import OitPage

            return OitPage
        case PageKey.MEASURES:
            from ita_desktop.ui.pages.measures.page import MeasuresPage

            return MeasuresPage
        case PageKey.SCORES:
            from ita_desktop.ui.pages.scores.page import ScoresPage

            return ScoresPage
        case PageKey.MEETINGS:
            from ita_desktop.ui.pages.meetings.page import MeetingsPage

            return MeetingsPage
        case PageKey.DOCUMENTS:
            from ita_desktop.ui.pages.documents.page import DocumentsPage

            return DocumentsPage
        case PageKey.SETTINGS:
            from ita_desktop.ui.pages.settings.page import SettingsPage

            return SettingsPage
        case PageKey.YEAR:
            from ita_desktop.ui.pages.year.page import YearPage

            return YearPage
