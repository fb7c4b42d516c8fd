"""Shows long work in the window: progress in place of messages, a stop button, and its result."""

from PySide6.QtCore import QObject

from ita_desktop.i18n import tr
from ita_desktop.ui.background import Job
from ita_desktop.ui.widgets.status import Message, MessageKind, MessageLine, ProgressLine


def failure(work: str, why: str) -> Message:
    """Return the message that ``work``, described as while it is done, failed; it goes once the
    same is done."""
    return Message(MessageKind.BAD, why, key=f"failed {work}")


class FollowedJob:
    """A followed job: its description, and its latest progress."""

    def __init__(self, job: Job, sentence: str, stopped_text: str) -> None:
        self.job = job
        self.sentence = sentence
        self.stopped_text = stopped_text
        self.done = self.of = 0


class WorkLine(QObject):
    """Shows the most recent of the running jobs; results go to whoever started it."""

    def __init__(self, line: ProgressLine, message: MessageLine) -> None:
        super().__init__(line)
        self._line = line
        self._message = message
        self._watched: list[FollowedJob] = []
        line.stopped.connect(self._stop)

    def watch(self, job: Job, sentence: str, *, stopped: str = "") -> None:
        """Follows ``job``, which is about to start, until it ends; ``stopped`` is shown if it was
        stopped."""
        described = stopped or tr("หยุดแล้ว สิ่งที่ทำเสร็จก่อนหน้ายังอยู่")
        self._watched.append(FollowedJob(job, sentence, described))
        job.progressed.connect(self._advance)
        job.done.connect(self._finish)
        job.failed.connect(self._fail)
        job.stopped.connect(self._show_stopped)
        job.told.connect(self._message.display)
        self._line.start(sentence)

    def leave(self, job: Job) -> None:
        """Stops following ``job``."""
        self._forget(job)

    def keeping_open(self, parent: QObject | None = None) -> list[FollowedJob]:
        """The jobs that keep the window open, latest last; only those of ``parent`` if given."""
        kept = [watched for watched in self._watched if watched.job.keeps_open]
        return [watched for watched in kept if parent is None or watched.job.parent() is parent]

    def _stop(self) -> None:
        if self._watched:
            self._watched[-1].job.stop()

    def _advance(self, done: int, of: int, _what: str) -> None:
        for watched in self._watched:
            if watched.job is self.sender():
                watched.done, watched.of = done, of
                if watched is self._watched[-1]:
                    self._line.advance(done, of)

    def _finish(self) -> None:
        if (found := self._forget(self.sender())) is not None:
            self._message.withdraw(failure(found.sentence, "").key)

    def _fail(self, sentence: str) -> None:
        if (found := self._forget(self.sender())) is not None:
            self._message.display(failure(found.sentence, sentence))

    def _show_stopped(self) -> None:
        found = self._forget(self.sender())
        if found is not None:
            self._message.display(Message(MessageKind.INFO, found.stopped_text))

    def _forget(self, job: object) -> FollowedJob | None:
        """Removes a job that has ended; shows the one started before it."""
        found = next((watched for watched in self._watched if watched.job is job), None)
        if found is None:
            return None
        is_shown = found is self._watched[-1]
        self._watched.remove(found)
        if is_shown and self._watched:
            last = self._watched[-1]
            self._line.start(last.sentence, last.of)
            self._line.advance(last.done)
        elif is_shown:
            self._line.finish()
        return found
