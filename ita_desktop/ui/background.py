"""Long work off the window's thread: progress, cancel, and an end that is told in the window.

The other thread speaks to no object of Qt, and never lets the last hold on one go: what the work
needs, says and gives back is read and dropped in the window's thread. Qt's objects bear neither
in another thread than their own; the program may end without a word, at once or much later.
"""

import sys
import threading
import time
from collections.abc import Callable
from enum import Enum, auto
from functools import cache
from queue import SimpleQueue
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from shiboken6 import isValid

from ita_desktop import error_log
from ita_desktop.domain.errors import ItaError
from ita_desktop.i18n import sentence, tr

PATIENCE: Final = 5
"""Seconds that a closing workspace waits for work on it that still runs."""
AT_THE_END: Final = 10 * 60
"""Seconds that the program, already out of sight, waits for what it still writes."""
EVERY: Final = 10
"""Milliseconds between two looks at what the work has to tell."""
_SHARE: Final = 0.001
"""Seconds that work keeps Python to itself while the window wants it: with Python's usual 0.005
each of the window's many short waits for Qt costs it five times as much."""


class Cancelled(Exception):  # noqa: N818 - it is no error to stop when asked
    """The clerk stopped the work."""


class Progress:
    """What the work calls now and then: tells how far it is, and stops it when asked to."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._latest: tuple[int, int, str] | None = None

    def __call__(self, done: int, of: int, what: str = "") -> None:
        """Tells progress; raises Cancelled once :meth:`stop` was called."""
        if self._stop.is_set():
            raise Cancelled
        self._latest = (done, of, what)

    def stop(self) -> None:
        """Asks the work to stop at its next step."""
        self._stop.set()

    def news(self) -> tuple[int, int, str] | None:
        """What was told last, once."""
        latest, self._latest = self._latest, None
        return latest


class _End(Enum):
    DONE = auto()
    FAILED = auto()
    STOPPED = auto()


class _Task:
    """What the other thread knows of a job: nothing of Qt."""

    def __init__(self, work: Callable[[Progress], Any]) -> None:
        self._work: Callable[[Progress], Any] | None = work
        self._end: tuple[_End, Any] = (_End.STOPPED, None)
        self.progress = Progress()
        self.ended = threading.Event()

    def run(self) -> None:
        """In the other thread: works, and keeps what came of it."""
        assert self._work is not None
        try:
            self._end = (_End.DONE, self._work(self.progress))
        except Cancelled:
            self._end = (_End.STOPPED, None)
        except ItaError as error:
            self._end = (_End.FAILED, sentence(error))
        except Exception as error:  # noqa: BLE001 - see below
            # Whatever a library raises, the clerk gets a sentence; where it arose goes to the log.
            error_log.note(error)
            described = tr("ทำงานนี้ไม่สำเร็จ ({reason}) ข้อมูลยังเป็นอย่างเดิม", reason=type(error).__name__)
            self._end = (_End.FAILED, described)
        finally:
            self.ended.set()

    def hand_over(self) -> tuple[_End, Any]:
        """In the window's thread, after the end: what came of it. Nothing is held any more."""
        end, self._end, self._work = self._end, (_End.STOPPED, None), None
        return end


class Job(QObject):
    """One piece of long work. Exactly one of ``done``, ``failed`` and ``stopped`` is emitted, in
    the window's thread; none where the job was ended or deleted meanwhile."""

    progressed = Signal(int, int, str)
    done = Signal(object)
    failed = Signal(str)
    stopped = Signal()

    def __init__(
        self,
        work: Callable[[Progress], Any],
        parent: QObject | None = None,
        *,
        finishes: bool = False,
        keeps_open: bool = False,
    ) -> None:
        """``finishes``: what it does has been decided on, so that closing waits for it; else
        closing stops it. ``keeps_open``: it makes what the clerk has asked for outside of the
        workspace, so that a window that is watching it does not close before she knows."""
        super().__init__(parent)
        self.keeps_open = keeps_open
        self._finishes = finishes
        self._task = _Task(work)
        self._begun = False
        self._is_over = False

    @property
    def ended(self) -> threading.Event:
        """Set when the work has come to its end; for other threads to wait for."""
        return self._task.ended

    def start(self) -> None:
        """Begins the work in another thread. The job lives until its end was told."""
        self._begun = True
        _crew().begin(self, self._task)

    def stop(self) -> None:
        """Asks the work to stop."""
        self._task.progress.stop()

    def end(self) -> None:
        """Waits until the work has come to its end, its own or because it was stopped. Nobody is
        told of it any more: what it was done for is being closed."""
        self._is_over = True
        if not self._finishes:
            self.stop()
        self.wait(PATIENCE)

    def wait(self, seconds: float = AT_THE_END) -> None:
        """Waits until the work has come to its end, but no longer than ``seconds``."""
        if self._begun:
            self._task.ended.wait(seconds)

    def wait_and_report(self, seconds: float) -> None:
        """Waits a moment for the end, and has it told at once where it comes."""
        self.wait(seconds)
        _crew().tell()

    def tell(self, end: _End, what: Any) -> None:
        """Emits the signal of the end."""
        if self._is_over:
            return
        if end is _End.DONE:
            self.done.emit(what)
        elif end is _End.FAILED:
            self.failed.emit(what)
        else:
            self.stopped.emit()


class _Crew(QObject):
    """All work that goes on; as old as the application."""

    def __init__(self, application: QObject) -> None:
        super().__init__(application)
        self._at_work: list[tuple[Job, _Task]] = []
        self._thread = threading.get_ident()
        self._posted: SimpleQueue[tuple[QObject, Callable[[], object]]] = SimpleQueue()
        self._look = QTimer(self, singleShot=True, interval=EVERY)
        self._look.timeout.connect(self.tell)

    def begin(self, job: Job, task: _Task) -> None:
        self._at_work.append((job, task))
        sys.setswitchinterval(_SHARE)
        threading.Thread(target=task.run, daemon=True).start()
        self._look.start()

    def post(self, owner: QObject, call: Callable[[], object]) -> None:
        if threading.get_ident() == self._thread:
            call()
        else:
            self._posted.put((owner, call))

    def _deliver(self) -> None:
        while not self._posted.empty():
            owner, call = self._posted.get()
            if isValid(owner):
                call()

    def wait(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        at_work = tuple(self._at_work)
        for _, task in at_work:
            task.ended.wait(max(0, end - time.monotonic()))
        self.tell()
        return bool(at_work)

    def tell(self) -> None:
        if self._at_work:
            # Before anything is told: that may open a dialog, in which the next look is taken.
            self._look.start()
        for pair in tuple(self._at_work):
            job, task = pair
            ended, news = task.ended.is_set(), task.progress.news()
            # What the work has stored is shown before it is said to be done.
            self._deliver()
            if news is not None and isValid(job):
                job.progressed.emit(*news)
            if ended and pair in self._at_work:
                self._at_work.remove(pair)
                end = task.hand_over()
                if isValid(job):
                    job.tell(*end)


def _crew() -> _Crew:
    application = QCoreApplication.instance()
    assert application is not None
    return _crew_of(application)


@cache
def _crew_of(application: QCoreApplication) -> _Crew:
    # To look for it among the application's children would make Python objects of them all.
    return _Crew(application)


def post_to_window() -> Callable[[QObject, Callable[[], object]], None]:
    """What a job calls for something that the window's thread is to do: at the next look, before
    the job's own end is told, and only while ``owner`` is there. From the window's own thread it
    is done at once. To be asked for in the window's thread."""
    return _crew().post


def wait_for_all() -> bool:
    """Lets all running work come to its end, files that are being written and printed, and has
    it told. Returns whether there was any: its end may have begun more."""
    return _crew().wait(AT_THE_END)
