"""Opens evidence: a page in the browser, a file in its own program, never a program itself."""

from pathlib import Path

from ita_desktop.i18n import tr
from ita_desktop.services.oit.evidence_places import file_at, is_link
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.outside import open_file, open_link
from ita_desktop.ui.session import Session


def open_place(session: Session, location: str) -> None:
    """Opens a web address or a file; what cannot be opened is told, with the way out."""
    if is_link(location):
        if not open_link(location):
            session.failed.emit(tr("เปิด {link} ไม่ได้ คัดลอกลิงก์ไปวางในเว็บเบราว์เซอร์", link=location))
        return
    path = file_at(location, session.workspace.path)

    def look(_progress: Progress) -> tuple[bool, bool]:
        # A share that does not answer keeps whoever asks waiting.
        return path.is_file(), path.parent.is_dir()

    job = Job(look, session)
    job.done.connect(lambda found: _open_file(session, path, *found))
    job.done.connect(job.deleteLater)
    job.failed.connect(session.failed)
    job.start()


def _open_file(session: Session, path: Path, is_there: bool, has_folder: bool) -> None:
    if not is_there:
        session.failed.emit(
            tr("ไม่พบไฟล์ {file} ตามที่จดไว้ กดดินสอแล้วเลือกไฟล์ใหม่ หรือวางลิงก์แทน", file=path.name)
        )
        return
    # Other files might run: their folder is shown, and the clerk decides.
    if not has_folder or not open_file(path):
        session.failed.emit(
            tr(
                "เปิด {file} ไม่ได้ เปิดจากโฟลเดอร์ {folder} แทน",
                file=path.name,
                folder=str(path.parent),
            )
        )
