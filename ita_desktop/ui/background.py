"""Long work in other threads: progress, cancellation, and completion signals in the window's
thread.

The other threads use no Qt objects, and never drop the last reference to one: arguments and results
are read and released in the window's thread. Qt objects allow neither in another thread than their
own; the program may crash, immediately or much later.
"""

import sys
import threading
import time
from collections.abc import Callable
from enum import Enum, auto
from functools import cache, partial, wraps
from inspect import unwrap
from queue import SimpleQueue
from typing import Any, Final, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from shiboken6 import isValid

from ita_desktop import error_log
from ita_desktop.domain.errors import ItaError
from ita_desktop.i18n import sentence, tr

_T = TypeVar("_T")
_E = TypeVar("_E", bound=Exception)
PATIENCE: Final = 5
"""Seconds that closing a workspace waits for work that still uses it."""
AT_THE_END: Final = 10 * 60
"""Seconds that the program, already hidden, waits for work that still writes."""
EVERY: Final = 10
"""Interval in ms between checks for progress and results."""
_SHARE: Final = 0.001
"""Python's thread switch interval in seconds while work runs: with the default 0.005, each short
wait of the window for Qt takes five times as long."""


class Cancelled(BaseException):
    """The clerk stopped the work. As with the keyboard's interrupt, whoever heeds all errors of a
    broken file or server does not take it for one of them."""


class Progress:
    """Called by the work from time to time: reports progress, and stops the work on request."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._latest: tuple[int, int, str] | None = None

    def __call__(self, done: int, of: int, what: str = "") -> None:
        """Reports progress; raises Cancelled after :meth:`stop`."""
        if self._stop.is_set():
            raise Cancelled
        self._latest = (done, of, what)

    def stop(self) -> None:
        """Requests the work to stop at its next call."""
        self._stop.set()

    def news(self) -> tuple[int, int, str] | None:
        """Returns the latest progress once, then None."""
        latest, self._latest = self._latest, None
        return latest


def giving(work: Callable[[Progress], _T], kind: type[_E]) -> Callable[[Progress], _T | _E]:
    """Returns the work of a job that gives an error of a ``kind`` as its result."""

    @wraps(work)
    def attempt(progress: Progress) -> _T | _E:
        try:
            return work(progress)
        except kind as error:
            return error

    return attempt


class _Outcome(Enum):
    DONE = auto()
    FAILED = auto()
    STOPPED = auto()


class _Task:
    """The part of a job that the other thread uses; contains no Qt objects."""

    def __init__(self, work: Callable[[Progress], Any]) -> None:
        self._work: Callable[[Progress], Any] | None = work
        self._end: tuple[_Outcome, Any] = (_Outcome.STOPPED, None)
        self.name = _name_of(work)
        self.progress = Progress()
        self.ended = threading.Event()

    def run(self) -> None:
        """Runs in the other thread: does the work and stores its result."""
        assert self._work is not None
        try:
            self._end = (_Outcome.DONE, self._work(self.progress))
        except Cancelled:
            self._end = (_Outcome.STOPPED, None)
        except ItaError as error:
            self._end = (_Outcome.FAILED, sentence(error))
        except Exception as error:  # noqa: BLE001 - see below
            # Any exception becomes a sentence for the clerk; its traceback goes to the log.
            error_log.note(error)
            described = tr("ทำงานนี้ไม่สำเร็จ ({reason}) ข้อมูลยังเป็นอย่างเดิม", reason=type(error).__name__)
            self._end = (_Outcome.FAILED, described)
        finally:
            self.ended.set()

    def hand_over(self) -> tuple[_Outcome, Any]:
        """Returns the result in the window's thread, and drops all references."""
        end, self._end, self._work = self._end, (_Outcome.STOPPED, None), None
        return end


def _name_of(work: Callable[..., Any]) -> str:
    """The name of the function that does the work, for whoever looks for what does not end."""
    while isinstance(work, partial) or hasattr(work, "__wrapped__"):
        work = work.func if isinstance(work, partial) else unwrap(work)
    return getattr(work, "__qualname__", type(work).__name__)


class Job(QObject):
    """A unit of long work. Exactly one of ``done``, ``failed`` and ``stopped`` is emitted, in the
    window's thread; none if the job was ended or deleted before."""

    progressed = Signal(int, int, str)
    done = Signal(object)
    failed = Signal(str)
    stopped = Signal()
    told = Signal(object)
    """A message on its end for the window's message line, where whoever started it is gone."""

    def __init__(
        self,
        work: Callable[[Progress], Any],
        parent: QObject | None = None,
        *,
        finishes: bool = False,
        keeps_open: bool = False,
    ) -> None:
        """``finishes``: closing waits for it instead of stopping it. ``keeps_open``: it produces
        something outside the workspace, and the window stays open until its result was shown."""
        super().__init__(parent)
        self.keeps_open = keeps_open
        self._finishes = finishes
        self._task = _Task(work)
        self._begun = False
        self._is_over = False

    @property
    def ended(self) -> threading.Event:
        """Set when the work has ended; other threads may wait for it."""
        return self._task.ended

    def start(self) -> None:
        """Starts the work in another thread. The job exists until its end was signalled."""
        self._begun = True
        _running_jobs().begin(self, self._task)

    def stop(self) -> None:
        """Requests the work to stop."""
        self._task.progress.stop()

    def end(self) -> None:
        """Waits for the end of the work, after stopping it unless it ``finishes``. No signal is
        emitted any more."""
        self._is_over = True
        if not self._finishes:
            self.stop()
        self.wait(PATIENCE)

    def wait(self, seconds: float = AT_THE_END) -> None:
        """Waits for the end of the work, at most ``seconds``."""
        if self._begun:
            self._task.ended.wait(seconds)

    def wait_and_report(self, seconds: float) -> None:
        """Waits for the end of the work, at most ``seconds``, and emits its signal at once."""
        self.wait(seconds)
        _running_jobs().emit_ends()

    def emit_end(self, end: _Outcome, what: Any) -> None:
        """Emits the signal of the end."""
        if self._is_over:
            return
        if end is _Outcome.DONE:
            self.done.emit(what)
        elif end is _Outcome.FAILED:
            self.failed.emit(what)
        else:
            self.stopped.emit()
        if isValid(self):
            self.deleteLater()


class _RunningJobs(QObject):
    """All running work; exists as long as the application."""

    def __init__(self, application: QObject) -> None:
        super().__init__(application)
        self._at_work: list[tuple[Job, _Task]] = []
        self._thread = threading.get_ident()
        self._posted: SimpleQueue[tuple[QObject, Callable[[], object]]] = SimpleQueue()
        self._look = QTimer(self, singleShot=True, interval=EVERY)
        self._look.timeout.connect(self.emit_ends)

    def begin(self, job: Job, task: _Task) -> None:
        self._at_work.append((job, task))
        sys.setswitchinterval(_SHARE)
        threading.Thread(target=task.run, name=task.name, daemon=True).start()
        self._look.start()

    def post(self, owner: QObject, call: Callable[[], object]) -> None:
        if threading.get_ident() == self._thread:
            call()
        else:
            self._posted.put((owner, call))

    def deliver(self) -> None:
        while not self._posted.empty():
            owner, call = self._posted.get()
            if isValid(owner):
                call()

    def wait(self, seconds: float) -> tuple[str, ...]:
        end = time.monotonic() + seconds
        at_work = tuple(task for _, task in self._at_work)
        for task in at_work:
            task.ended.wait(max(0, end - time.monotonic()))
        self.emit_ends()
        return tuple(task.name for task in at_work)

    def emit_ends(self) -> None:
        if self._at_work:
            # Started first, because a slot may open a dialog, in which checks must continue.
            self._look.start()
        for pair in tuple(self._at_work):
            job, task = pair
            ended, news = task.ended.is_set(), task.progress.news()
            # Changes stored by the work are shown before its end is signalled.
            self.deliver()
            if news is not None and isValid(job):
                job.progressed.emit(*news)
            if ended and pair in self._at_work:
                self._at_work.remove(pair)
                end = task.hand_over()
                if isValid(job):
                    job.emit_end(*end)


def _running_jobs() -> _RunningJobs:
    application = QCoreApplication.instance()
    assert application is not None
    return _running_jobs_of(application)


@cache
def _running_jobs_of(application: QCoreApplication) -> _RunningJobs:
    # Cached, because searching the application's children would create Python wrappers for all of
    # them.
    return _RunningJobs(application)


def post_to_window() -> Callable[[QObject, Callable[[], object]], None]:
    """Returns a function by which a job schedules a call in the window's thread: at the next check,
    before the job's end is signalled, and only if ``owner`` still exists. From the window's thread
    the call is immediate. To be called in the window's thread."""
    return _running_jobs().post


def deliver_posted() -> None:
    """Makes the scheduled calls now; otherwise they wait for a job's next check."""
    _running_jobs().deliver()


def wait_for_all() -> tuple[str, ...]:
    """Waits for the end of all running work and emits its signals. Returns the names of what there
    was, because its end may have started more."""
    return _running_jobs().wait(AT_THE_END)
