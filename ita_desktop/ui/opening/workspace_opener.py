"""Opens workspaces in the main window, one at a time, and closes them; at a start the window shows
that the first file is being read.
"""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.domain.errors import ItaError
from ita_desktop.i18n import in_language, sentence, tr
from ita_desktop.settings import Place, Settings, SharedPlace
from ita_desktop.ui.background import AT_THE_END, Job, Progress
from ita_desktop.ui.failures import error_sentence
from ita_desktop.ui.frame.main_frame import MainFrame
from ita_desktop.ui.loading.asked import is_amid_something, later, load
from ita_desktop.ui.navigation import Navigation
from ita_desktop.ui.theme.lines import font
from ita_desktop.ui.theme.shapes import paint_app_mark
from ita_desktop.ui.theme.tokens import Height, Space, Text, tokens
from ita_desktop.ui.widgets.button import TROUBLE
from ita_desktop.ui.widgets.status import Message, MessageKind

if TYPE_CHECKING:
    from ita_desktop.storage.workspace import Workspace
    from ita_desktop.ui.opening.open_job import OpenJob
    from ita_desktop.ui.saving.leaving import LeaveGuard
    from ita_desktop.ui.session import Session

COPY_KEY: Final = "copy"
"""The key of the message that offers to copy a read-only file."""
RESTORE_KEY: Final = "restore-altered"
AS_IT_IS_KEY: Final = "as-it-is"
"""The keys of the actions offered if a file was altered on disk."""
_OTHER_ANSWERS: Final = 300
"""Time in ms for another window to respond that has the requested file open."""
_COPY_EVERY: Final = 15 * 60_000
"""Interval in ms between checks whether an open file needs another backup."""
_LOOK_EVERY: Final = 50
"""Interval in ms between checks whether a blocking dialog was closed."""


_MARK: Final = Height.ROW + Space.M
_MOVING: Final = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_F10)
"""Keys that are not held, as they lead to the menus and to what stops the work."""


class OpeningPage(QWidget):
    """The program's mark and what is being opened, in the middle of the window. Painted as a whole:
    it stands there before anything else of the window is loaded. Keys are held for the page to
    come."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self._what = what
        self._held: list[QKeyEvent] = []
        self.setAccessibleName(what)

    def release_keys(self) -> None:
        """Delivers the held keys, in order, to where the focus is now."""
        held, self._held = self._held, []
        for key in held:
            QApplication.sendEvent(QApplication.focusWidget() or self.window(), key)

    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return super().event(event)
        if event.type() == QEvent.Type.ShortcutOverride and event.key() not in _MOVING:
            # Otherwise it would be handled as a shortcut of the window.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVING:
            super().keyPressEvent(event)
        else:
            self._held.append(event.clone())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints mark and words."""
        painter = QPainter(self)
        theme = tokens()
        painter.setFont(font(Text.SECTION))
        words = painter.fontMetrics().elidedText(
            self._what, Qt.TextElideMode.ElideMiddle, self.width() - _MARK - Space.L - Space.XXL
        )
        size = QSize(_MARK + Space.L + painter.fontMetrics().horizontalAdvance(words), _MARK)
        area = self.rect()
        area.setSize(size)
        area.moveCenter(self.rect().center())
        paint_app_mark(painter, QRectF(area.x(), area.y(), _MARK, _MARK))
        painter.setPen(theme.text2)
        area.setLeft(area.left() + _MARK + Space.L)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()


class WorkspaceOpener(QObject):
    """Opens and closes workspaces. The open one is kept until another has been read, also if that
    fails; a further request replaces a pending one."""

    keep_requested = Signal()
    """The open sample should be saved as the clerk's own file."""
    tour_requested = Signal()
    """The tour of the sample was requested."""
    first_shown = Signal()
    """The first page of the window is there: of the first workspace, else the welcome page."""

    def __init__(
        self,
        navigation: Navigation,
        settings: Settings,
        *,
        shown: "Callable[[Session], None]",
        left: Callable[[], None],
        home: Callable[[], QWidget],
        keep_sample: Callable[[Callable[[], object]], None],
        save_elsewhere: Callable[[Callable[[], object]], None],
    ) -> None:
        """``shown`` is called for each opened workspace, ``left`` when none is open any more;
        ``home`` creates the welcome page; ``keep_sample`` and ``save_elsewhere`` save it before it
        is left, and continue."""
        super().__init__(navigation.frame)
        self.frame: MainFrame = navigation.frame
        self.navigation = navigation
        self.settings = settings
        self.session: Session | None = None
        self._shown, self._left, self._home = shown, left, home
        self._keep_sample, self._save_elsewhere = keep_sample, save_elsewhere
        self.held_by: Path | None = None
        """A file to which everything of the open one was written, because its own cannot be."""
        self._parting: LeaveGuard | None = None
        self._open_job: OpenJob | None = None
        self.altered: Path | None = None
        """A file that was altered on disk, offered to be opened as it is."""
        self.former: list[threading.Event] = []
        """Events that an opening waits for: above all, that earlier workspaces are closed."""
        self._first: Callable[[], None] | None = None
        """Opens the first workspace, once the window has painted."""
        self._opening_page: OpeningPage | None = None
        self.is_first_shown = False
        # A window may stay open for days.
        self._copying = QTimer(self, interval=_COPY_EVERY, timerType=Qt.TimerType.VeryCoarseTimer)
        self._copying.setObjectName("copying")
        self._copying.timeout.connect(self._copy_meanwhile)
        self._copying.start()

    @property
    def parting(self) -> "LeaveGuard":
        """Asks before a workspace is left."""
        from ita_desktop.ui.saving.leaving import LeaveGuard

        self._parting = self._parting or LeaveGuard(
            self.frame, lambda: self.session, self._keep_sample, self._save_elsewhere
        )
        return self._parting

    # -- the first workspace

    def announce_first(
        self, find: Callable[[Progress], Place], what: str, *, remember: bool = True
    ) -> None:
        """Shows ``what`` is opened first; :meth:`begin_first` begins that, with the arguments of
        :meth:`begin_with`. Where it fails, the welcome page tells why."""
        self._opening_page = OpeningPage(what)
        self.frame.show_home(self._opening_page)
        self._first = lambda: self.begin_with(find, what, remember=remember)

    def begin_first(self) -> None:
        """Begins to open the announced workspace. What is typed meanwhile waits for its page."""
        begin, self._first = self._first, None
        if begin is None:
            self._end_first()
        else:
            begin()

    def _end_first(self) -> None:
        if self.is_first_shown:
            return
        self.is_first_shown = True
        page, self._opening_page = self._opening_page, None
        self.first_shown.emit()
        if page is not None:
            page.release_keys()

    def _fail_first(self) -> None:
        if not self.is_first_shown:
            self.show_welcome()
            self._end_first()

    # -- opening

    def open_file(self, path: Path, *, remember: bool = True) -> None:
        """Opens a workspace and shows it synchronously, before the window is shown. Raises
        WorkspaceError; the open workspace is then kept."""
        from ita_desktop.services import workspaces

        if self._writes(path):
            return
        self._await_former()
        workspace = workspaces.open_workspace(path, copy_later=True)
        self.take(workspace, remember=remember, at_once=True)
        self.navigation.show_last_page()

    def begin(
        self,
        place: Place,
        *,
        remember: bool = True,
        then: Callable[[], None] | None = None,
        read_only: bool = False,
    ) -> None:
        """Opens a workspace in another thread and shows it, then calls ``then``. A file that is
        already open here stays as it is, also if it is wanted ``read_only``."""
        if isinstance(place, Path) and self._writes(place):
            if then is not None:
                then()
        elif isinstance(place, SharedPlace) or not _shows_elsewhere(place):
            what = tr("กำลังเปิด {file}", file=place.name)
            self.begin_with(
                lambda _progress: place, what, remember=remember, then=then, read_only=read_only
            )

    def begin_with(
        self,
        find: Callable[[Progress], Place],
        what: str,
        *,
        remember: bool = True,
        then: Callable[[], None] | None = None,
        as_it_is: bool = False,
        read_only: bool = False,
    ) -> None:
        """Like :meth:`begin` with a place that ``find`` returns or creates in the other thread.
        ``what`` describes the work; ``as_it_is`` accepts changes to the file made on disk."""
        from ita_desktop.ui.opening.open_job import OpenJob

        def again() -> None:
            self.begin_with(
                find, what, remember=remember, then=then, as_it_is=as_it_is, read_only=read_only
            )

        if not self._may_leave(again):
            return
        self._cancel_pending()
        opening = self._open_job = OpenJob(
            find,
            self.settings,
            self,
            self.former,
            as_it_is=as_it_is,
            read_only=read_only,
        )
        opening.arrived.connect(lambda: self._on_opened(opening, remember, then))
        for end in (opening.job.failed, opening.job.stopped):
            end.connect(lambda why="": self._on_failed(opening, why))
        self.frame.work.watch(opening.job, what, stopped=tr("หยุดแล้ว ไม่ได้เปิดแฟ้มนั้น"))
        opening.job.start()

    def close_and_open(
        self, path: Path, *, read_only: bool = False, then: Callable[[], None] | None = None
    ) -> None:
        """Closes the open workspace, if nothing is lost or the clerk agrees, before it opens a
        file that may be the same; then calls ``then``."""

        def go_on() -> None:
            self.show_welcome()
            what = tr("กำลังเปิด {file}", file=path.name)
            self.begin_with(lambda _progress: path, what, read_only=read_only, then=then)

        if self.parting.may_leave(go_on):
            go_on()

    @property
    def is_opening(self) -> bool:
        return self._open_job is not None

    def _may_leave(self, again: Callable[[], None]) -> bool:
        in_use = self.session is not None or self.frame.work.keeping_open()
        return not in_use or self.parting.may_leave(again)

    def ask_for_shared(self, place: SharedPlace | None = None, problem: str = "") -> None:
        """Asks for a shared workspace and opens it; ``place`` and ``problem`` are those of an
        attempt that failed."""
        load("ita_desktop.ui.shared.login")
        from ita_desktop.ui.shared.login import ConnectSheet

        if not self._may_leave(lambda: self.ask_for_shared(place, problem)):
            return
        self._cancel_pending()
        sheet = ConnectSheet(self.settings, self.frame, place, problem)
        workspace = sheet.workspace if sheet.exec() else None
        if workspace is not None:
            self._show_opened(workspace, remember=True, then=None)
            if not sheet.kept:
                self.frame.show_message(tr("เก็บรหัสผ่านไม่ได้ ครั้งหน้าต้องพิมพ์อีก"), MessageKind.WARNING)

    def _on_opened(
        self, opening: "OpenJob", remember: bool, then: Callable[[], None] | None
    ) -> None:
        if opening is not self._open_job:
            return
        if is_amid_something():
            # Nothing is changed below a dialog or popup opened in the meantime.
            later(self, _LOOK_EVERY, lambda: self._on_opened(opening, remember, then))
            return
        self._forget(opening)
        workspace = opening.worker.take()
        if workspace is not None:
            self._show_opened(workspace, remember=remember, then=then)

    def _show_opened(
        self, workspace: "Workspace", *, remember: bool, then: Callable[[], None] | None
    ) -> None:
        if self._opening_page is not None:
            # The page to come takes its focus; Qt would look for another widget first.
            self._opening_page.clearFocus()
        try:
            self.take(workspace, remember=remember)
            if not self.is_first_shown:
                self.navigation.show_last_page()
        except Exception as error:  # noqa: BLE001 - there must be a page, whatever is in the file
            self._fail_first()
            self.frame.show_failure(error_sentence(error), TROUBLE)
            return
        if self.is_first_shown:
            # The frame is painted before the page is created.
            later(self, 0, lambda: self.navigation.begin_last_page(then))
            return
        self._end_first()
        if then is not None:
            then()

    def _on_failed(self, opening: "OpenJob", why: str) -> None:
        """Tells ``why`` a file was not opened; without a reason it was stopped."""
        if opening is self._open_job:
            self._fail_first()
            if why:
                self.frame.work.leave(opening.job)
                self._show_failure(opening, why)
        self._forget(opening)

    def _show_failure(self, opening: "OpenJob", why: str) -> None:
        asked, altered = opening.worker.unknown_password, opening.worker.altered
        if altered is not None:
            self.offer_as_it_is(altered, why)
        elif asked is not None:
            # The end of the job is handled before the dialog has events of its own.
            later(self, 0, lambda: self.ask_for_shared(asked, why))
        else:
            self.frame.show_failure(why, TROUBLE)

    def _cancel_pending(self) -> None:
        """Cancels the pending request."""
        opening = self._open_job
        if opening is not None:
            self.frame.work.leave(opening.job)
            opening.give_up()
            self._forget(opening)

    # -- files altered on disk

    def offer_as_it_is(self, path: Path, why: str) -> None:
        """Shows ``why`` an altered file was not opened; offers to restore a backup or open it as it
        is."""
        self.altered = path
        restore, take = tr("กู้คืนจากแฟ้มสำรอง…"), tr("ใช้ตามที่เป็นอยู่")
        self.frame.message.display(
            Message(
                MessageKind.BAD, why, restore, key=RESTORE_KEY, other=take, other_key=AS_IT_IS_KEY
            )
        )

    def open_as_it_is(self) -> None:
        """Opens the altered file as it is."""
        path = self.altered
        if path is not None:
            what = tr("กำลังเปิด {file}", file=path.name)
            self.begin_with(lambda _progress: path, what, as_it_is=True)

    def _forget(self, opening: "OpenJob") -> None:
        if opening is self._open_job:
            self._open_job = None
        opening.deleteLater()

    def _writes(self, path: Path) -> bool:
        """Whether this file is already open for writing; opening it again would find it locked."""
        if self.session is None or self.session.workspace.read_only:
            return False
        shown = self.session.workspace.path
        return shown is not None and path.exists() and shown.exists() and shown.samefile(path)

    def take(self, workspace: "Workspace", *, remember: bool = True, at_once: bool = False) -> None:
        """Shows an open workspace without a page, and closes the previous one in another thread, or
        ``at_once``. Raises InputError and closes the workspace if it contains no year; the previous
        one is then kept."""
        from ita_desktop.services import workspaces
        from ita_desktop.ui.session import Session

        try:
            session = Session(workspace, self.settings, self.frame)
        except ItaError:
            workspace.close()
            raise
        self._clear(at_once=at_once)
        self.session = session
        frame, path = self.frame, workspace.path
        frame.use_memory(session.memory)
        is_sample = workspaces.is_sample(path)
        place = path or workspace.address
        if remember and place and not is_sample:
            self.settings.note_opened(place)
        frame.file_name = path.stem if path is not None else SharedPlace(workspace.address).name
        self._show_first_lines(is_sample)
        frame.show_work()
        self._shown(session)
        if workspace.read_only and workspace.shared is not None:
            frame.message.display(Message(MessageKind.INFO, session.locked))
        elif workspace.read_only:
            why = sentence(workspace.connections.why_read_only())
            other, other_key = "", ""
            if workspace.unknown:
                self.altered = path
                other, other_key = tr("ใช้ตามที่เป็นอยู่"), AS_IT_IS_KEY
            copy = tr("เปิดสำเนา…")
            frame.message.display(
                Message(MessageKind.INFO, why, copy, key=COPY_KEY, other=other, other_key=other_key)
            )
        if workspace.notice is not None:
            frame.show_message(in_language(workspace.notice), MessageKind.INFO)
            workspace.notice = None

    def _show_first_lines(self, is_sample: bool) -> None:
        line = None
        if is_sample:
            from ita_desktop.ui.saving.standing_line import SampleLine

            line = SampleLine()
            line.keep_requested.connect(self.keep_requested)
            line.tour_requested.connect(self.tour_requested)
        self.frame.show_above(line)
        self.frame.show_below(None)

    def make_copy(self) -> None:
        """Creates a backup if the last one is old."""
        session = self.session
        if session is None or session.workspace.read_only:
            return
        from ita_desktop.ui.saving.copying import make_copy_if_old

        make_copy_if_old(self.frame, session)

    def _copy_meanwhile(self) -> None:
        session = self.session
        if session is not None and not session.workspace.read_only:
            from ita_desktop.ui.saving.copying import make_copy_meanwhile

            make_copy_meanwhile(self.frame, session)

    # -- closing

    def show_welcome(self, problem: str = "") -> None:
        """Shows the welcome page, with an error if there was one."""
        self._clear(at_once=False)
        self.frame.file_name = ""
        self.frame.show_title()
        self._show_first_lines(False)
        self._left()
        self.frame.show_home(self._home())
        if problem:
            self.frame.show_failure(problem, TROUBLE)

    def close_file(self) -> None:
        """Returns to the welcome page, if nothing is lost or the clerk agrees."""
        if self.parting.may_leave(self.show_welcome):
            self.show_welcome()

    def leave(self) -> None:
        """Cancels everything pending because the window is closing."""
        self._cancel_pending()
        for job in self.frame.findChildren(Job):
            self.frame.work.leave(job)
            job.end()
        self.end()

    def end(self) -> None:
        """Closes the workspace; everything is already saved. One that is being opened is closed
        once it is open: nobody would have it."""
        self._cancel_pending()
        if self.session is not None:
            self._closing_of(self.detach())()
        self._await_former()

    def detach(self) -> "Workspace":
        """Ends the session; its workspace stays open."""
        session = self.session
        assert session is not None
        self.navigation.leave()
        self.frame.finish_typing()
        self._left()
        # Jobs that make documents continue: they use the year's data, not the workspace.
        for job in session.findChildren(Job):
            self.frame.work.leave(job)
            job.end()
        self.session = None
        self.settings.write()
        session.deleteLater()
        return session.detach()

    def _clear(self, *, at_once: bool) -> None:
        """Closes the workspace and clears the window. Unless ``at_once``, the file is finalized in
        another thread."""
        if at_once:
            self.end()
        elif self.session is not None:
            self._close_later(self._closing_of(self.detach()))
        self.frame.forget_pages()
        self.frame.message.clear()

    def _closing_of(self, workspace: "Workspace") -> Callable[[], None]:
        """Returns a function that closes a workspace in any thread, and deletes a sample that
        contains nothing to keep."""
        from ita_desktop.services import workspaces

        path = workspace.path
        is_own_sample = workspaces.is_sample(path) and not workspace.read_only
        spent = path if is_own_sample and self.parting.is_spent(workspace) else None
        held_by, self.held_by = self.held_by, None

        def close() -> None:
            workspace.close(held_by=held_by)
            if spent is not None:
                workspaces.drop_sample(spent)

        return close

    def _close_later(self, close: Callable[[], None]) -> None:
        job = Job(lambda _progress: close(), self, finishes=True)
        job.start()
        self.wait_for(job.ended)

    def wait_for(self, ended: threading.Event) -> None:
        """Lets the next opening, and the end of the program, wait for an event."""
        self.former = [*(event for event in self.former if not event.is_set()), ended]

    def _await_former(self) -> None:
        """Waits until earlier workspaces are closed."""
        for closed in self.former:
            closed.wait(AT_THE_END)
        self.former.clear()


def _shows_elsewhere(path: Path) -> bool:
    """Returns whether another window of this user has the file open and was activated."""
    from ita_desktop.storage.files.lock import own_holder

    holder = own_holder(path)
    if holder is None:
        return False
    from ita_desktop.ui.opening.instance_listener import call_once

    return call_once(holder, _OTHER_ANSWERS)
