"""Long work in a dialog, with its progress above the buttons."""

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from ita_desktop.i18n import tr
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.widgets.sheet import Sheet
from ita_desktop.ui.widgets.status import ProgressLine


class SheetWork(QObject):
    """Runs one job at a time. Meanwhile the dialog cannot be accepted; cancelling it stops the
    job, and does nothing if that is no longer possible."""

    def __init__(
        self, sheet: Sheet, check: Callable[[], object], keeper: QObject | None = None
    ) -> None:
        """``check`` updates what can be accepted in the ``sheet``. The work ends with ``keeper``
        (the session it writes to), else with the sheet."""
        super().__init__(sheet)
        self._keeper = keeper
        self._sheet = sheet
        self._check = check
        self._job: Job | None = None
        self.is_decided = False
        """Whether the running job must not be dropped: then closing waits for it."""
        self._stopped: Callable[[], None] = lambda: None
        self.line = ProgressLine(sheet)
        self.line.stopped.connect(self._ask_to_stop)
        sheet.notes.addWidget(self.line)
        sheet.may_close = self.abandon

    @property
    def is_going(self) -> bool:
        """Whether a job is running."""
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
        """Starts ``work``; ``what`` describes it. ``done`` is called with its result, ``failed``
        with the error, also if it was stopped, unless ``stopped`` is given. ``decided``: closing
        waits for it, and the button can stop it only if ``may_stop``; its result is always
        reported. A running job is stopped and dropped."""
        words = tr("หยุดแล้ว ทุกอย่างยังเป็นอย่างเดิม")
        self._stopped = stopped or (lambda: failed(words))
        self.is_decided = decided
        self._sheet.set_accept(self._sheet.accept_button.text(), blocked=what)
        self.line.stop_button.setVisible(may_stop or not decided)
        self.line.start(what)
        job = self._job = Job(work, self._keeper or self, finishes=decided)

        def end(then: Callable[[Any], None], result: object) -> None:
            # Late results of a dropped job are ignored.
            if job is self._job:
                self._end()
                then(result)

        job.progressed.connect(lambda at, of, _what: self._advance(job, at, of))
        job.done.connect(lambda result: end(done, result))
        job.failed.connect(lambda problem: end(failed, problem))
        job.stopped.connect(lambda: end(lambda _none: self._stopped(), None))
        job.start()

    def wait_and_report(self, seconds: float) -> None:
        """Waits at most ``seconds`` for the work, and handles its result."""
        end = time.monotonic() + seconds
        while self._job is not None and (left := end - time.monotonic()) > 0:
            self._job.wait_and_report(left)

    def abandon(self) -> bool:
        """Stops and drops the running job; returns False if it can no longer be stopped."""
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
