"""Creates backups and copies of the open workspace in another thread while work continues."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.i18n import sentence, tr
from ita_desktop.services import workspaces
from ita_desktop.services.settings import safety_copies
from ita_desktop.services.settings.safety_copies import SecondPlace
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.frame.main_frame import MainFrame
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.button import TROUBLE
from ita_desktop.ui.widgets.status import Message, MessageKind

_SECOND: Final = "second-place"
"""The key of the message that no backup has reached the second location for long."""


def make_copy_if_old(frame: MainFrame, session: Session) -> None:
    """Creates a backup if the last one is old; shows a message if it fails."""
    _copy_quietly(frame, session, session.workspace.copies.make_if_old)


def make_copy_meanwhile(frame: MainFrame, session: Session) -> None:
    """Creates a backup of a workspace that stays open, if it was edited since the last one and that
    is hours old; shows a message if it fails."""
    copies, at = session.workspace.copies, session.workspace.saved.at
    # If they cannot be listed, the backup fails and reports the reason.
    with suppress(WorkspaceError):
        if not copies.is_due(at):
            return
    _copy_quietly(frame, session, partial(copies.make_quietly, "meanwhile"))


def _copy_quietly(frame: MainFrame, session: Session, make: Callable[[Progress], object]) -> None:
    workspace = session.workspace

    def report(_copy: object) -> None:
        session.copied.emit()
        if workspace.copies.problem is not None:
            frame.show_failure(sentence(workspace.copies.problem), TROUBLE)
        carry(frame, session)

    job = Job(make, session)
    job.done.connect(report)
    _begin(frame, job, tr("กำลังสำรองแฟ้ม"))


def back_up(frame: MainFrame, session: Session) -> None:
    """Creates a backup at the clerk's request."""
    workspace = session.workspace

    def report(copy: object) -> None:
        if copy is not None:
            frame.show_message(tr("สำรองแฟ้มแล้ว"))
            session.copied.emit()
            carry(frame, session)

    job = Job(lambda progress: workspace.copies.make("asked", progress), session)
    job.done.connect(report)
    _begin(frame, job, tr("กำลังสำรองแฟ้ม"))


def carry(frame: MainFrame, session: Session) -> None:
    """Copies the newest backup to the second location, if one is set and available; shows a message
    if that has not succeeded for long."""
    settings, workspace = session.settings, session.workspace
    if safety_copies.chosen_place(settings) is None or workspaces.is_sample(workspace.path):
        return

    def work(progress: Progress) -> tuple[SecondPlace | None, bool]:
        place = safety_copies.look_at_place(settings, workspace, datetime.now())  # noqa: DTZ005 - the clerk's own clock
        if place is None:
            return None, False
        return place, safety_copies.carry_there(workspace, place, progress) is not None

    def report(found: tuple[SecondPlace | None, bool]) -> None:
        place, is_carried = found
        if is_carried:
            safety_copies.note_carried(settings, workspace, datetime.now())  # noqa: DTZ005 - as above
            session.copied.emit()
        elif place is not None and place.is_late:
            words = tr(
                "ไม่มีสำเนาใหม่ในที่เก็บแห่งที่สองมา {days} วันแล้ว · ต่อ {path} แล้วสำรองแฟ้ม",
                days=place.days,
                path=place.folder,
            )
            frame.message.display(Message(MessageKind.WARNING, words, key=_SECOND))

    job = Job(work, session)
    job.done.connect(report)
    _begin(frame, job, tr("กำลังสำรองแฟ้มไว้แห่งที่สอง"))


def save_copy(
    frame: MainFrame,
    session: Session,
    path: Path,
    then: Callable[[], object],
    *,
    replaces: bool,
) -> None:
    """Copies the workspace to ``path``, then calls ``then``. ``replaces`` allows overwriting."""
    workspace = session.workspace
    job = Job(
        lambda progress: safety_copies.copy_to(workspace, path, progress, replaces=replaces),
        session,
        keeps_open=True,
    )
    _watch(frame, job, tr("กำลังทำสำเนา {path}", path=path.name))
    # Connected last, because it may close the window, which waits for watched jobs.
    job.done.connect(lambda _none: then())
    job.start()


def _begin(frame: MainFrame, job: Job, what: str) -> None:
    _watch(frame, job, what)
    job.start()


def _watch(frame: MainFrame, job: Job, what: str) -> None:
    frame.work.watch(job, what, stopped=tr("หยุดแล้ว ยังไม่ได้ทำสำเนา"))
