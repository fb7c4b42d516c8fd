"""The commands of the menu that move work between a file and a server."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from ita_desktop.i18n import tr
from ita_desktop.storage import SUFFIX
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.opening.workspace_opener import WorkspaceOpener
from ita_desktop.ui.saving.places import ask_place

if TYPE_CHECKING:
    from ita_desktop.services.server.moving import Moved


def put_up(opener: WorkspaceOpener) -> None:
    """Asks for a database, moves the open file into it, and opens it there."""
    load("ita_desktop.ui.shared.moving.merge_sheet")
    from ita_desktop.ui.shared.moving.merge_sheet import PutSheet

    session = opener.session
    if session is None or session.workspace.path is None:
        return
    sheet = PutSheet(session, opener.frame)
    if not sheet.exec() or sheet.moved_to is None or sheet.moved is None:
        return
    words = _equal(sheet.moved)
    if not sheet.kept:
        words += " · " + tr("เก็บรหัสผ่านไม่ได้ ครั้งหน้าต้องพิมพ์อีก")
    opener.begin(sheet.moved_to, then=lambda: opener.frame.show_message(words))


def take_home(opener: WorkspaceOpener) -> None:
    """Asks for a location, and writes the open shared work to a file there in another thread."""
    load("ita_desktop.ui.shared.moving.merge_sheet")
    from ita_desktop.ui.shared.moving.merge_sheet import TakeSheet

    frame, session = opener.frame, opener.session
    if session is None or not session.workspace.address:
        return
    sheet = TakeSheet(session.workspace.address_to_connect().database, frame)
    if not sheet.exec():
        return
    is_branch = sheet.is_branch
    address = session.workspace.address_to_connect()
    proposed = Path.home() / f"{address.database}{SUFFIX}"
    place = ask_place(frame, tr("นำงานร่วมกลับบ้าน"), proposed)
    if place is None:
        return
    path, replaces = place

    def work(progress: Progress) -> "Moved":
        from ita_desktop.services.server import moving

        return moving.take(address, path, progress, replaces=replaces, as_branch=is_branch)

    job = Job(work, session, keeps_open=True)
    job.done.connect(
        lambda moved: frame.show_message(
            f"{tr('นำงานร่วมลงมาที่ {path} แล้ว', path=path.name)} · {_equal(moved)}"
        )
    )
    what = tr("กำลังนำงานร่วมลงมาที่ {path}", path=path.name)
    frame.work.watch(job, what, stopped=tr("หยุดแล้ว ยังไม่ได้เขียนแฟ้ม"))
    job.start()


def merge_home(opener: WorkspaceOpener) -> None:
    """Asks for a file that was taken home, shows what it would change, and merges it."""
    load("ita_desktop.ui.shared.moving.merge_sheet")
    from ita_desktop.ui.shared.moving.merge_sheet import MergeSheet

    frame, session = opener.frame, opener.session
    if session is None or not session.workspace.address:
        return
    kinds = tr("แฟ้มงาน ITA") + f" (*{SUFFIX})"
    name, _ = QFileDialog.getOpenFileName(frame, tr("เลือกแฟ้มที่นำกลับบ้าน"), str(Path.home()), kinds)
    if not name:
        return
    sheet = MergeSheet(session.workspace.address_to_connect(), Path(name), frame)
    if not sheet.exec() or sheet.result_of_merge is None:
        return
    merged = sheet.result_of_merge
    words = tr("รวมแล้ว {edits} การแก้ไข", edits=len(merged.labels))
    if merged.conflicts:
        words += " · " + tr("เว้นไว้ {count} แห่ง", count=len(merged.conflicts))
    frame.show_message(words)


def _equal(moved: "Moved") -> str:
    held = moved.contents
    return tr(
        "ตรงกันทั้งสองฝั่ง: ข้อมูล {records} แถว ไฟล์ {files} รายการ ประวัติ {edits} ครั้ง",
        records=f"{held.records:,}",
        files=held.files,
        edits=f"{held.edits:,}",
    )
