"""Long work of a sheet: in another thread, with its progress over the buttons."""

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from ita_desktop.i18n import tr
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.widgets.sheet import Sheet
from ita_desktop.ui.widgets.status.progress import ProgressLine


class SheetWork(QObject):
    """One piece of work at a time. While it goes on nothing can be accepted."""

    def __init__(
        self, sheet: Sheet, check: Callable[[], object], keeper: QObject | None = None
    ) -> None:
        """``check`` says again what may be accepted in the ``sheet``. The work ends with the
        ``keeper`` (a session, whose workspace it writes), else with the sheet."""
        super().__init__(sheet)
        self._keeper = keeper
        self._sheet = sheet
        self._check = check
        self._job: Job | None = None
        self.is_decided = False
        """Whether what goes on has been decided on: then closing waits for it."""
        self._stopped: Callable[[], None] = lambda: None
        self.line = ProgressLine(sheet)
        self.line.stopped.connect(self._ask_to_stop)
        sheet.notes.addWidget(self.line)

    @property
    def is_going(self) -> bool:
        """Whether there is work."""
        return self._job is not None

    def begin(
        self,
        what: str,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[str], None],
        *,
        stopped: Callable[[], None] | None = None,
        decided: bool = False,
        may_stop: bool = False,
    ) -> None:
        """Begins ``work``; ``what`` says what is done. ``done`` gets what it gives, ``failed`` why
        it gave nothing, also where it was stopped, unless ``stopped`` is called then. ``decided``:
        closing waits for it, and only where it ``may_stop`` can the button stop it; what came of
        it is told all the same. Other work is stopped at once: nothing of it is wanted."""
        words = tr("หยุดแล้ว ทุกอย่างยังเป็นอย่างเดิม")
        self._stopped = stopped or (lambda: failed(words))
        self.is_decided = decided
        self._sheet.set_accept(self._sheet.accept_button.text(), blocked=what)
        self.line.stop_button.setVisible(may_stop or not decided)
        self.line.start(what)
        job = self._job = Job(work, self._keeper or self, finishes=decided)

        def end(then: Callable[[Any], None], result: object) -> None:
            # What comes late from a job that was let go is of no use.
            if job is self._job:
                self._end()
                then(result)

        job.progressed.connect(lambda at, of, _what: self._advance(job, at, of))
        job.done.connect(lambda result: end(done, result))
        job.failed.connect(lambda problem: end(failed, problem))
        job.stopped.connect(lambda: end(lambda _none: self._stopped(), None))
        for signal in (job.done, job.failed, job.stopped):
            signal.connect(job.deleteLater)
        job.start()

    def wait_and_report(self, seconds: float) -> None:
        """Waits a moment for the work to be done, and for what follows from it."""
        end = time.monotonic() + seconds
        while self._job is not None and (left := end - time.monotonic()) > 0:
            self._job.wait_and_report(left)

    def abandon(self) -> bool:
        """Stops what goes on, and wants nothing of it; False where it can no longer be stopped."""
        if self._job is None:
            return True
        if self.is_decided:
            return False
        self._job.stop()
        self._end()
        return True

    def _ask_to_stop(self) -> None:
        if self._job is None:
            return
        if self.is_decided:
            self._job.stop()
        elif self.abandon():
            self._stopped()

    def _advance(self, job: Job, done: int, of: int) -> None:
        if job is self._job:
            self.line.advance(done, of)

    def _end(self) -> None:
        self._job = None
        self.is_decided = False
        self.line.finish()
        self._check()
