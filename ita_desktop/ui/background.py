"""Long work off the window's thread: progress, cancel, and an end that is told in the window."""

import contextlib
import logging
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal

from ita_desktop.domain.errors import ItaError
from ita_desktop.i18n import sentence, tr

PATIENCE = 5
"""Seconds that a closing workspace waits for work on it that still runs."""
AT_THE_END = 10 * 60
"""Seconds that the program, already out of sight, waits for what it still writes."""


class Cancelled(Exception):  # noqa: N818 - it is no error to stop when asked
    """The clerk stopped the work."""


class Progress:
    """What the work calls now and then: tells how far it is, and stops it when asked to."""

    def __init__(self, tell: Callable[[int, int, str], None]) -> None:
        self._tell = tell
        self._stop = threading.Event()

    def __call__(self, done: int, of: int, what: str = "") -> None:
        """Tells progress; raises Cancelled once :meth:`stop` was called."""
        if self._stop.is_set():
            raise Cancelled
        # Work goes on also where nobody is left to be told how far it is.
        with contextlib.suppress(RuntimeError):
            self._tell(done, of, what)

    def stop(self) -> None:
        """Asks the work to stop at its next step."""
        self._stop.set()


class Job(QObject):
    """One piece of long work. Exactly one of ``done``, ``failed`` and ``stopped`` is emitted."""

    progressed = Signal(int, int, str)
    done = Signal(object)
    failed = Signal(str)
    stopped = Signal()

    def __init__(self, work: Callable[[Progress], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._begun = False
        self._ended = threading.Event()
        self._progress = Progress(self.progressed.emit)

    def start(self) -> None:
        """Begins the work in another thread."""
        self._begun = True
        # A function, not a QRunnable: of those made in Python one is kept for ever now and then,
        # with all that its work has read.
        QThreadPool.globalInstance().start(self._run)

    def stop(self) -> None:
        """Asks the work to stop."""
        self._progress.stop()

    def end(self) -> None:
        """Stops work that can be stopped, and waits until it has come to its end."""
        self.stop()
        if self._begun:
            self._ended.wait(PATIENCE)

    def _run(self) -> None:
        # The program may end while the work goes on: then there is nobody left to tell.
        try:
            with contextlib.suppress(RuntimeError):
                self._work_and_tell()
        finally:
            self._ended.set()

    def _work_and_tell(self) -> None:
        try:
            result = self._work(self._progress)
        except Cancelled:
            self.stopped.emit()
        except ItaError as error:
            self.failed.emit(sentence(error))
        except Exception as error:
            # Whatever a library raises, the clerk gets a sentence; the traceback goes to the log.
            logging.getLogger(__name__).exception("background work failed")
            self.failed.emit(
                tr("ทำงานนี้ไม่สำเร็จ ({reason}) ข้อมูลยังเป็นอย่างเดิม", reason=type(error).__name__)
            )
        else:
            self.done.emit(result)


def wait_for_all() -> None:
    """Lets all running work come to its end: files that are being written and printed."""
    QThreadPool.globalInstance().waitForDone(AT_THE_END * 1000)
