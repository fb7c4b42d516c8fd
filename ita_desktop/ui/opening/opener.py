"""Opening a workspace: found, proved and read in another thread, handed over in the window's."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtWidgets import QApplication

from ita_desktop.domain.errors import ItaError
from ita_desktop.i18n import sentence, tr
from ita_desktop.services import workspaces
from ita_desktop.settings import Settings
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.background import Cancelled, Job, Progress
from ita_desktop.ui.loading.later import later
from ita_desktop.ui.session import first_year

if TYPE_CHECKING:
    from ita_desktop.ui.window import Window

_LOOK_EVERY: Final = 50
"""Milliseconds between two looks at whether a dialog that stands in the way has gone."""


class OpenJob(QObject):
    """One workspace on its way into the window. ``arrived`` once it may be taken."""

    arrived = Signal()

    def __init__(
        self,
        find: Callable[[Progress], Path],
        settings: Settings,
        parent: QObject,
        former: Sequence[threading.Event] = (),
        *,
        finishes: bool = False,
    ) -> None:
        """``find`` gives the file, and may make it; it is called in the other thread, once the
        ``former`` files are closed: it may be one of them. ``finishes``: closing waits for it."""
        super().__init__(parent)
        self._find = find
        self._settings = settings
        self._former = tuple(former)
        self._guard = threading.Lock()
        self._is_given_up = False
        self._workspace: Workspace | None = None
        self.job = Job(self._open, self, finishes=finishes)
        self.job.done.connect(self.arrived)

    def take(self) -> Workspace | None:
        """The open workspace, which belongs to the taker from now on; None where there is none."""
        with self._guard:
            workspace, self._workspace = self._workspace, None
        return workspace

    def give_up(self) -> None:
        """Nobody wants it any more: what was opened is closed, now or once it is open."""
        self.job.stop()
        with self._guard:
            self._is_given_up = True
            workspace, self._workspace = self._workspace, None
        if workspace is not None:
            workspace.close()

    def _open(self, progress: Progress) -> None:
        for closed in self._former:
            closed.wait()
        workspace = workspaces.open_workspace(
            self._find(progress), copy_later=True, progress=progress
        )
        try:
            _read_first(workspace, self._settings)
            progress(0, 0)
        except BaseException:
            workspace.close()
            raise
        with self._guard:
            if not self._is_given_up:
                self._workspace = workspace
                return
        workspace.close()
        raise Cancelled


class WorkspaceOpener(QObject):
    """How another workspace comes into a window. What is open stays so until the other one has
    been read, and where it cannot be; whoever opens yet another one meanwhile wants that one."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._open_job: OpenJob | None = None

    def begin(
        self,
        find: Callable[[Progress], Path],
        what: str,
        *,
        remember: bool,
        then: Callable[[], None] | None = None,
        former: Sequence[threading.Event] = (),
    ) -> None:
        """Opens what ``find`` gives, and calls ``then`` once it is shown. ``what`` says what is
        being done."""
        self.give_up()
        window = self._window
        opening = self._open_job = OpenJob(find, window.settings, self, former)
        opening.arrived.connect(lambda: self._take(opening, remember, then))
        for end in (opening.job.failed, opening.job.stopped):
            end.connect(lambda *_: self._forget(opening))
        window.work.watch(opening.job, what, stopped=tr("หยุดแล้ว ไม่ได้เปิดแฟ้มนั้น"))
        opening.job.start()

    def give_up(self) -> None:
        """What is being opened is not wanted any more."""
        opening = self._open_job
        if opening is not None:
            self._window.work.leave(opening.job)
            opening.give_up()
            self._forget(opening)

    def _forget(self, opening: OpenJob) -> None:
        if opening is self._open_job:
            self._open_job = None
        opening.deleteLater()

    def _take(self, opening: OpenJob, remember: bool, then: Callable[[], None] | None) -> None:
        if opening is not self._open_job:
            return
        if is_amid_something():
            # Under a dialog or a list that was opened meanwhile nothing is changed.
            later(self, _LOOK_EVERY, lambda: self._take(opening, remember, then))
            return
        self._forget(opening)
        workspace = opening.take()
        if workspace is None:
            return
        window = self._window
        try:
            window.take(workspace, remember=remember)
        except ItaError as error:
            window.tell_failure(sentence(error))
            return
        # The frame is painted before the page is made.
        later(window, 0, lambda: window.begin_last_page(then))


def is_amid_something() -> bool:
    """Whether a dialog, a menu or a list stands over the window."""
    is_inside = QThread.currentThread().loopLevel() > 1
    asked = QApplication.activeModalWidget() or QApplication.activePopupWidget()
    return is_inside or asked is not None


def _read_first(workspace: Workspace, settings: Settings) -> None:
    """Reads what the window shows first, so that it need not wait for that."""
    shown = first_year(workspace, settings.of_workspace(workspace.workspace_id))
    before = [year.year for year in workspace.years() if year.year < shown]
    for year in (shown, *before[-1:]):
        workspace.year(year)
