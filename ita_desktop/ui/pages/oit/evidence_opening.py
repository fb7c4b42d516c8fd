"""Opens evidence: pages in the browser, files in their programs, never an executable."""

from collections.abc import Iterator
from pathlib import Path

from ita_desktop.domain.records import Evidence
from ita_desktop.i18n import tr
from ita_desktop.services.oit.evidence_places import file_at, is_link
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.language.dates import short_date
from ita_desktop.ui.outside import open_file, open_link
from ita_desktop.ui.session import Session


def open_place(session: Session, location: str) -> None:
    """Opens a web address or a file; on failure shows a message with a remedy."""
    if is_link(location):
        if not open_link(location):
            session.failed.emit(tr("เปิด {link} ไม่ได้ คัดลอกลิงก์ไปวางในเว็บเบราว์เซอร์", link=location))
        return
    path = file_at(location, session.workspace.path)

    def look(_progress: Progress) -> tuple[bool, bool]:
        # A network share that does not respond would block the window.
        return path.is_file(), path.parent.is_dir()

    job = Job(look, session)
    job.done.connect(lambda found: _open_file(session, path, *found))
    job.failed.connect(session.failed)
    job.start()


def _open_file(session: Session, path: Path, is_there: bool, has_folder: bool) -> None:
    if not is_there:
        session.failed.emit(
            tr("ไม่พบไฟล์ {file} ตามที่จดไว้ กดดินสอแล้วเลือกไฟล์ใหม่ หรือวางลิงก์แทน", file=path.name)
        )
        return
    # Files that may be executable: only their folder is shown.
    if not has_folder or not open_file(path):
        session.failed.emit(
            tr(
                "เปิด {file} ไม่ได้ เปิดจากโฟลเดอร์ {folder} แทน",
                file=path.name,
                folder=str(path.parent),
            )
        )


def line_notes(row: Evidence) -> Iterator[str]:
    """Yields what a line of evidence tells besides: its as-of day, and that its file is
    kept."""
    if row.as_of is not None:
        yield tr("ณ {day}", day=short_date(row.as_of))
    if row.media:
        yield tr("เก็บไฟล์ไว้")
