"""Undo of many edits or of a large one, in another thread and as one step."""

from collections.abc import Callable

from ita_desktop.i18n import tr, translated
from ita_desktop.services import history
from ita_desktop.storage.edits.changes import EditKind
from ita_desktop.ui.background import Job
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.status import Message, MessageKind
from ita_desktop.ui.work_line import WorkLine


def go_to_point(
    session: Session,
    work: WorkLine,
    point: int,
    display: Callable[[Message], None],
    action_key: str,
) -> None:
    """Undoes all edits after the one with this number, or redoes undone ones up to it; ``say``
    shows the result with an action to return, whose key is ``action_key`` and the number of the
    previous point."""
    workspace = session.workspace
    line = history.timeline(workspace)
    standing = [passed.edit.id for passed in line.points if passed.edit.stands]
    back = point == line.begin or point in standing
    before = standing[0] if standing else line.begin or 0

    def report(count: int) -> None:
        text, action = tr("เลิกทำ {count} รายการแล้ว", count=count), tr("ทำซ้ำทั้งหมด")
        if not back:
            text, action = tr("ทำซ้ำ {count} รายการแล้ว", count=count), tr("เลิกทำทั้งหมด")
        if count:
            display(Message(MessageKind.GOOD, text, action, key=f"{action_key}{before}"))

    job = Job(lambda progress: workspace.edits.go_to(point, progress), session)
    job.done.connect(report)
    _begin(job, work, tr("กำลังย้อนการแก้ไข"))


def replay(session: Session, work: WorkLine, kind: EditKind) -> None:
    """Undoes or redoes a large edit."""
    edits = session.workspace.edits
    is_undo = kind is EditKind.UNDO
    label = translated((edits.undo_label if is_undo else edits.redo_label) or "")
    words = tr("กำลังเลิกทำ: {label}") if is_undo else tr("กำลังทำซ้ำ: {label}")

    def report(done: str | None) -> None:
        if done:
            session.announce_replayed(kind, done)

    job = Job(edits.undo if is_undo else edits.redo, session)
    job.done.connect(report)
    _begin(job, work, words.format(label=label))


def _begin(job: Job, work: WorkLine, what: str) -> None:
    work.watch(job, what, stopped=tr("หยุดแล้ว ทุกอย่างยังเป็นอย่างเดิม"))
    job.start()
