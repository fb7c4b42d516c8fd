"""Opens evidence: pages in the browser, files in their programs, never an executable."""

from collections.abc import Iterator

from ita_desktop.domain.oit.locations import is_address
from ita_desktop.domain.records import Evidence
from ita_desktop.i18n import tr
from ita_desktop.services.oit.evidence_places import file_at
from ita_desktop.ui.language.dates import short_date
from ita_desktop.ui.outside import open_link, open_or_report
from ita_desktop.ui.session import Session


def open_place(session: Session, location: str) -> None:
    """Opens a web address or a file; on failure shows a message with a remedy."""
    if is_address(location):
        if not open_link(location):
            session.failed.emit(tr("เปิด {link} ไม่ได้ คัดลอกลิงก์ไปวางในเว็บเบราว์เซอร์", link=location))
        return
    path = file_at(location, session.workspace.path)

    def report(is_there: bool) -> None:
        if is_there:
            open_or_report(session, path)
        else:
            session.failed.emit(
                tr("ไม่พบไฟล์ {file} ตามที่จดไว้ กดดินสอแล้วเลือกไฟล์ใหม่ หรือวางลิงก์แทน", file=path.name)
            )

    # A network share that does not respond would block the window.
    session.run(lambda _progress: path.is_file(), report)


def line_notes(row: Evidence) -> Iterator[str]:
    """Yields what a line of evidence tells besides: its as-of day, and that its file is
    kept."""
    if row.as_of is not None:
        yield tr("ณ {day}", day=short_date(row.as_of))
    if row.media:
        yield tr("เก็บไฟล์ไว้")
