"""How a workspace comes into the frame, in the place of the one before, and leaves it."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.errors import ItaError
from ita_desktop.i18n import in_language, sentence, tr
from ita_desktop.services import sample, workspaces
from ita_desktop.settings import Settings
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.background import AT_THE_END, Job, Progress
from ita_desktop.ui.frame.main_frame import MainFrame
from ita_desktop.ui.loading.later import is_amid_something, later
from ita_desktop.ui.navigation.navigation import Navigation
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.page.help_button import TROUBLE
from ita_desktop.ui.widgets.status.message import Message, MessageKind

if TYPE_CHECKING:
    from ita_desktop.ui.opening.open_job import OpenJob
    from ita_desktop.ui.opening.parting import LeaveGuard

NAME: Final = "ITA Desktop"
"""What the program is called in the title of its window."""
COPY_KEY: Final = "copy"
"""The key of the message that offers a copy of a file which is only read."""
RESTORE_KEY: Final = "restore-altered"
AS_IT_IS_KEY: Final = "as-it-is"
"""The keys of what is offered where a file holds something else than was written."""
_OTHER_ANSWERS: Final = 300
"""Milliseconds in which another window answers that has a file open which is to be opened here."""
_COPY_EVERY: Final = 15 * 60_000
"""Milliseconds between two looks at whether an open file is to have another safety copy."""
_LOOK_EVERY: Final = 50
"""Milliseconds between two looks at whether a dialog that stands in the way has gone."""


class Opening(QObject):
    """Opens workspaces, one at a time, and closes them. What is open stays so until another one
    has been read, and where it cannot be; whoever opens yet another one meanwhile wants that."""

    keep_wanted = Signal()
    """The sample that is open is to become a file of the clerk's own."""
    tour_wanted = Signal()
    """The clerk wants to be led through the sample."""

    def __init__(
        self,
        navigation: Navigation,
        settings: Settings,
        *,
        shown: Callable[[Session], None],
        left: Callable[[], None],
        home: Callable[[], QWidget],
        keep_sample: Callable[[Callable[[], object]], None],
    ) -> None:
        """``shown`` is called for each workspace that is open now, ``left`` when none is any more;
        ``home`` makes the welcome page, ``keep_sample`` makes the sample a file and goes on."""
        super().__init__(navigation.frame)
        self.frame: MainFrame = navigation.frame
        self.navigation = navigation
        self.settings = settings
        self.session: Session | None = None
        self._shown, self._left, self._home = shown, left, home
        self._keep_sample = keep_sample
        self._parting: LeaveGuard | None = None
        self._open_job: OpenJob | None = None
        self.altered: Path | None = None
        """A file that was offered to be taken as it is."""
        self._former: list[threading.Event] = []
        """The closing of files that were shown before."""
        # A window may stand open for days.
        self._copying = QTimer(self, interval=_COPY_EVERY, timerType=Qt.TimerType.VeryCoarseTimer)
        self._copying.setObjectName("copying")
        self._copying.timeout.connect(self._copy_meanwhile)
        self._copying.start()

    @property
    def parting(self) -> "LeaveGuard":
        """What asks before a file is left."""
        from ita_desktop.ui.opening.parting import LeaveGuard

        self._parting = self._parting or LeaveGuard(
            self.frame, lambda: self.session, self._keep_sample
        )
        return self._parting

    # -- opening

    def open_file(self, path: Path, *, remember: bool = True) -> None:
        """Opens a workspace and shows it, at once: before there is a window to look at. Raises
        WorkspaceError; what was open then stays open."""
        if self._writes(path):
            return
        self._await_former()
        workspace = workspaces.open_workspace(path, copy_later=True)
        self.take(workspace, remember=remember, at_once=True)
        self.navigation.show_last_page()

    def begin(
        self, path: Path, *, remember: bool = True, then: Callable[[], None] | None = None
    ) -> None:
        """Opens a workspace in another thread and shows it once it is read; then calls ``then``."""
        if self._writes(path):
            if then is not None:
                then()
        elif not _shows_elsewhere(path):
            what = tr("กำลังเปิด {file}", file=path.name)
            self.begin_with(lambda _progress: path, what, remember=remember, then=then)

    def begin_with(
        self,
        find: Callable[[Progress], Path],
        what: str,
        *,
        remember: bool = True,
        then: Callable[[], None] | None = None,
        as_it_is: bool = False,
    ) -> None:
        """:meth:`begin` with a file that ``find`` gives or makes, in the other thread. ``what``
        says what is being done; ``as_it_is``: what the disk has changed in the file counts."""
        from ita_desktop.ui.opening.open_job import OpenJob

        def again() -> None:
            self.begin_with(find, what, remember=remember, then=then, as_it_is=as_it_is)

        if not self.parting.may_leave(again):
            return
        self._give_up()
        opening = self._open_job = OpenJob(
            find, self.settings, self, self._former, as_it_is=as_it_is
        )
        opening.arrived.connect(lambda: self._arrive(opening, remember, then))
        opening.job.failed.connect(lambda why: self._offer_instead(opening, why))
        for end in (opening.job.failed, opening.job.stopped):
            end.connect(lambda *_: self._forget(opening))
        self.frame.work.watch(opening.job, what, stopped=tr("หยุดแล้ว ไม่ได้เปิดแฟ้มนั้น"))
        opening.job.start()

    def _arrive(self, opening: "OpenJob", remember: bool, then: Callable[[], None] | None) -> None:
        if opening is not self._open_job:
            return
        if is_amid_something():
            # Under a dialog or a list that was opened meanwhile nothing is changed.
            later(self, _LOOK_EVERY, lambda: self._arrive(opening, remember, then))
            return
        self._forget(opening)
        workspace = opening.take()
        if workspace is None:
            return
        try:
            self.take(workspace, remember=remember)
        except ItaError as error:
            self.frame.tell_failure(sentence(error), TROUBLE)
            return
        # The frame is painted before the page is made.
        later(self, 0, lambda: self.navigation.begin_last_page(then))

    def _give_up(self) -> None:
        """What is being opened is not wanted any more."""
        opening = self._open_job
        if opening is not None:
            self.frame.work.leave(opening.job)
            opening.give_up()
            self._forget(opening)

    # -- a file that holds something else than was written

    def _offer_instead(self, opening: "OpenJob", why: str) -> None:
        if opening.altered is not None and opening is self._open_job:
            self.frame.work.leave(opening.job)
            self.offer_as_it_is(opening.altered, why)

    def offer_as_it_is(self, path: Path, why: str) -> None:
        """Tells ``why`` a file was not opened that the disk has changed, and offers both ways on: a
        safety copy in its place, or to take it as it is."""
        self.altered = path
        restore, take = tr("กู้คืนจากแฟ้มสำรอง…"), tr("ใช้ตามที่เป็นอยู่")
        self.frame.message.say(
            Message(
                MessageKind.BAD, why, restore, key=RESTORE_KEY, other=take, other_key=AS_IT_IS_KEY
            )
        )

    def open_as_it_is(self) -> None:
        """Opens that file, whatever the disk has made of it."""
        path = self.altered
        if path is not None:
            what = tr("กำลังเปิด {file}", file=path.name)
            self.begin_with(lambda _progress: path, what, as_it_is=True)

    def _forget(self, opening: "OpenJob") -> None:
        if opening is self._open_job:
            self._open_job = None
        opening.deleteLater()

    def _writes(self, path: Path) -> bool:
        """Whether this is the file that is open already: opened again, it would be in use."""
        if self.session is None or self.session.workspace.read_only:
            return False
        shown = self.session.workspace.path
        return shown is not None and path.exists() and shown.exists() and shown.samefile(path)

    def take(self, workspace: Workspace, *, remember: bool = True, at_once: bool = False) -> None:
        """Shows an open workspace in the place of the one before, which is closed in another
        thread or ``at_once``; all but a page. Raises InputError, and closes the workspace, where
        there is no year in it; what was open then stays open."""
        try:
            session = Session(workspace, self.settings, self.frame)
        except ItaError:
            workspace.close()
            raise
        self._clear(at_once=at_once)
        self.session = session
        frame, path = self.frame, workspace.path
        frame.use_memory(session.memory)
        is_sample = sample.is_sample(path)
        if remember and path is not None and not is_sample:
            self.settings.note_opened(path)
        frame.setWindowTitle(f"{path.stem} – {NAME}" if path is not None else NAME)
        self._show_sample_line(is_sample)
        frame.show_work()
        self._shown(session)
        if workspace.read_only:
            why = sentence(workspace.connections.why_read_only())
            other, other_key = "", ""
            if workspace.unknown:
                self.altered = path
                other, other_key = tr("ใช้ตามที่เป็นอยู่"), AS_IT_IS_KEY
            copy = tr("เปิดสำเนา…")
            frame.message.say(
                Message(MessageKind.INFO, why, copy, key=COPY_KEY, other=other, other_key=other_key)
            )
        if workspace.notice is not None:
            frame.tell(in_language(workspace.notice), MessageKind.INFO)
            workspace.notice = None

    def _show_sample_line(self, is_sample: bool) -> None:
        line = None
        if is_sample:
            from ita_desktop.ui.frame.sample_line import SampleLine

            line = SampleLine()
            line.keep_requested.connect(self.keep_wanted)
            line.tour_requested.connect(self.tour_wanted)
        self.frame.show_above(line)

    def make_copy(self) -> None:
        """Makes a safety copy where the last is old."""
        session = self.session
        if session is None or session.workspace.read_only:
            return
        from ita_desktop.ui.opening.copying import make_copy_if_old

        make_copy_if_old(self.frame, session)

    def _copy_meanwhile(self) -> None:
        session = self.session
        if session is not None and not session.workspace.read_only:
            from ita_desktop.ui.opening.copying import make_copy_meanwhile

            make_copy_meanwhile(self.frame, session)

    # -- closing

    def show_welcome(self, problem: str = "") -> None:
        """Shows the welcome page, with what went wrong where something did."""
        self._clear(at_once=False)
        self.frame.setWindowTitle(NAME)
        self._show_sample_line(False)
        self._left()
        self.frame.show_home(self._home())
        if problem:
            self.frame.tell_failure(problem, TROUBLE)

    def close_file(self) -> None:
        """Goes back to the welcome page, once nothing can be lost by that."""
        if self.parting.may_leave(self.show_welcome):
            self.show_welcome()

    def leave(self) -> None:
        """The window closes: nothing more is opened in it."""
        self._give_up()
        for job in self.frame.findChildren(Job):
            self.frame.work.leave(job)
            job.end()
        self.end()

    def end(self) -> None:
        """Closes the workspace; everything is already saved."""
        if self.session is not None:
            self._closing_of(self.detach())()
        self._await_former()

    def detach(self) -> Workspace:
        """Ends the session; its workspace stays open."""
        session = self.session
        assert session is not None
        self.navigation.leave()
        self.frame.finish_typing()
        self._left()
        # Documents are made from the year as it was, and go on without the workspace.
        for job in session.findChildren(Job):
            self.frame.work.leave(job)
            job.end()
        self.session = None
        self.settings.write()
        session.deleteLater()
        return session.detach()

    def _clear(self, *, at_once: bool) -> None:
        """Closes the workspace, and shows nothing of it any more. Where it need not be done at
        once, its file is put in order in another thread, while the window goes on."""
        if at_once:
            self.end()
        elif self.session is not None:
            self._close_later(self._closing_of(self.detach()))
        self.frame.forget_pages()
        self.frame.message.clear()

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
        job = Job(lambda _progress: close(), self, finishes=True)
        job.done.connect(job.deleteLater)
        job.start()
        former = [closed for closed in self._former if not closed.is_set()]
        self._former = [*former, job.ended]

    def _await_former(self) -> None:
        """Waits until the files are closed that are shown no longer."""
        for closed in self._former:
            closed.wait(AT_THE_END)
        self._former.clear()


def _shows_elsewhere(path: Path) -> bool:
    """Whether another window of this user has the file open, and has come to the front."""
    from ita_desktop.storage.files.lock import own_holder

    holder = own_holder(path)
    if holder is None:
        return False
    from ita_desktop.ui.opening.calling import call_once

    return call_once(holder, _OTHER_ANSWERS)
