"""Undoing much: to a point of the history, or one large edit; in another thread, as one step."""

from PySide6.QtCore import QObject, Signal

from ita_desktop.i18n import tr, translated
from ita_desktop.services import history
from ita_desktop.storage.history import EditKind
from ita_desktop.ui.background import Job
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.status.message import Message, MessageKind


class HistoryJump(QObject):
    """One way to a point. ``told`` carries the message of what came of it; its action has the
    key ``action_key`` with the number of the point that was left."""

    notified = Signal(object)

    def __init__(self, session: Session, point: int, action_key: str) -> None:
        super().__init__(session)
        self._action_key = action_key
        workspace = session.workspace
        line = history.timeline(workspace)
        self._back = any(
            history_point.group == point and history_point.stands for history_point in line.points
        )
        self._back = self._back or point == line.begin
        begin = line.begin if line.begin is not None else 0
        self._before = next(
            (history_point.group for history_point in line.points if history_point.stands), begin
        )
        self.job = Job(lambda progress: history.go_to(workspace, point, progress), self)
        self.job.done.connect(self._tell)
        for end in (self.job.done, self.job.failed, self.job.stopped):
            end.connect(self.deleteLater)

    def start(self) -> None:
        """Begins."""
        self.job.start()

    def _tell(self, count: int) -> None:
        if not count:
            return
        text = tr("เลิกทำ {count} รายการแล้ว", count=count)
        action = tr("ทำซ้ำทั้งหมด")
        if not self._back:
            text = tr("ทำซ้ำ {count} รายการแล้ว", count=count)
            action = tr("เลิกทำทั้งหมด")
        self.notified.emit(
            Message(MessageKind.GOOD, text, action, key=f"{self._action_key}{self._before}")
        )


class ReplayJob(QObject):
    """One large edit that is undone or done again. ``what`` says so while it lasts."""

    def __init__(self, session: Session, kind: EditKind) -> None:
        super().__init__(session)
        self._session = session
        self._kind = kind
        edits = session.workspace.edits
        is_undo = kind is EditKind.UNDO
        label = translated((edits.undo_label if is_undo else edits.redo_label) or "")
        words = tr("กำลังเลิกทำ: {label}") if is_undo else tr("กำลังทำซ้ำ: {label}")
        self.what = words.format(label=label)
        self.job = Job(edits.undo if is_undo else edits.redo, self)
        self.job.done.connect(self._tell)
        for end in (self.job.done, self.job.failed, self.job.stopped):
            end.connect(self.deleteLater)

    def start(self) -> None:
        """Begins."""
        self.job.start()

    def _tell(self, label: str | None) -> None:
        if label:
            self._session.tell_replayed(self._kind, label)
