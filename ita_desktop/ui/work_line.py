"""Long work in the window: its progress where messages stand, a way to stop it, how it ended."""

from PySide6.QtCore import QObject

from ita_desktop.i18n import tr
from ita_desktop.ui.background import Job
from ita_desktop.ui.widgets.message import Message, MessageLine, Tidings
from ita_desktop.ui.widgets.progress import ProgressLine


class WorkLine(QObject):
    """Shows the job that was begun last; what it gives back goes to whoever began it."""

    def __init__(self, line: ProgressLine, message: MessageLine) -> None:
        super().__init__(line)
        self._line = line
        self._message = message
        self._job: Job | None = None
        line.stopped.connect(self._stop)

    def watch(self, job: Job, sentence: str) -> None:
        """Follows ``job``, which is about to start, until it ends."""
        self._job = job
        job.progressed.connect(self._advance)
        job.done.connect(self._finish)
        job.failed.connect(self._fail)
        job.stopped.connect(self._tell_stopped)
        self._line.start(sentence)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()

    def _advance(self, done: int, of: int, _what: str) -> None:
        if self.sender() is self._job:
            self._line.advance(done, of)

    def _finish(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self._line.finish()

    def _fail(self, sentence: str) -> None:
        self._finish()
        self._message.say(Message(Tidings.BAD, sentence))

    def _tell_stopped(self) -> None:
        self._finish()
        self._message.say(Message(Tidings.INFO, tr("หยุดแล้ว สิ่งที่ทำเสร็จก่อนหน้ายังอยู่")))
