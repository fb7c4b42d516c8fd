"""Copies of the open workspace: made in another thread, from one moment, while work goes on."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.i18n import sentence, tr
from ita_desktop.services import restoring
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.frame.main_frame import MainFrame
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.page.help_button import TROUBLE


def make_copy_if_old(frame: MainFrame, session: Session) -> None:
    """Makes a safety copy where the last is old; why none could be made is told."""
    _copy_quietly(frame, session, session.workspace.copies.make_if_old)


def make_copy_meanwhile(frame: MainFrame, session: Session) -> None:
    """Makes a safety copy of a workspace that stays open, where it was edited since the last one
    and that is hours ago; why none could be made is told."""
    copies, at = session.workspace.copies, session.workspace.saved.at
    # Where they cannot be seen, to make one tells why.
    with suppress(WorkspaceError):
        if not copies.is_due(at):
            return
    _copy_quietly(frame, session, partial(copies.make_quietly, "meanwhile"))


def _copy_quietly(frame: MainFrame, session: Session, make: Callable[[Progress], object]) -> None:
    workspace = session.workspace

    def tell(_copy: object) -> None:
        session.copied.emit()
        if workspace.copies.problem is not None:
            frame.tell_failure(sentence(workspace.copies.problem), TROUBLE)

    job = Job(make, session)
    job.done.connect(tell)
    _begin(frame, job, tr("กำลังสำรองแฟ้ม"))


def back_up(frame: MainFrame, session: Session) -> None:
    """Makes a safety copy because the clerk asks for it."""
    workspace = session.workspace

    def tell(copy: object) -> None:
        if copy is not None:
            frame.tell(tr("สำรองแฟ้มแล้ว"))
            session.copied.emit()

    job = Job(lambda progress: workspace.copies.make("asked", progress), session)
    job.done.connect(tell)
    _begin(frame, job, tr("กำลังสำรองแฟ้ม"))


def save_copy(
    frame: MainFrame,
    session: Session,
    path: Path,
    then: Callable[[], object],
    *,
    replaces: bool,
) -> None:
    """Writes a copy of the workspace to ``path`` and calls ``then``. ``replaces``: what lies there
    may go."""
    workspace = session.workspace
    job = Job(
        lambda progress: restoring.copy_to(workspace, path, progress, replaces=replaces),
        session,
        keeps_open=True,
    )
    _watch(frame, job, tr("กำลังทำสำเนา {path}", path=path.name))
    # Told last, because it may close the window, which waits for what is watched.
    job.done.connect(lambda _none: then())
    job.start()


def _begin(frame: MainFrame, job: Job, what: str) -> None:
    _watch(frame, job, what)
    job.start()


def _watch(frame: MainFrame, job: Job, what: str) -> None:
    frame.work.watch(job, what, stopped=tr("หยุดแล้ว ยังไม่ได้ทำสำเนา"))
    for end in (job.done, job.failed, job.stopped):
        end.connect(job.deleteLater)
