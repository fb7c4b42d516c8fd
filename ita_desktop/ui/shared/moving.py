"""Moving work between a file and a server, from the menu.

รวมงานที่ทำที่บ้าน: what a file that was taken home would change, before it does.

นำงานร่วมกลับบ้าน: whether the file is to be edited at home and merged later.

ย้ายแฟ้มนี้ขึ้นเครื่องแม่ข่าย: the dialog to move the open file into an empty database.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFileDialog, QWidget

from ita_desktop.i18n import in_language, tr
from ita_desktop.settings import SharedPlace
from ita_desktop.storage import SUFFIX
from ita_desktop.storage.server.address import parse_address
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.opening.workspace_opener import WorkspaceOpener
from ita_desktop.ui.saving.places import ask_place
from ita_desktop.ui.session import Session
from ita_desktop.ui.shared.login import ConnectSheet, keep_password
from ita_desktop.ui.theme.measures import CheckSize, SheetHeight
from ita_desktop.ui.theme.tokens import Space, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import nest, vbox
from ita_desktop.ui.widgets.fields.choices import CheckBox
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.section import RoomScroll
from ita_desktop.ui.widgets.sheet import Sheet, SheetWork

if TYPE_CHECKING:
    from ita_desktop.services.server import MergeResult, Moved
    from ita_desktop.storage.server.address import Address


_MOST_LINES: Final = 300
"""Of a preview: a clerk reads no more, and the command line lists all."""


class MergeSheet(Sheet):
    """Tries the merge in another thread and lists what it would write, and both texts of what it
    would leave. Accepted, :attr:`result_of_merge` is what was merged."""

    about = "merge"

    def __init__(
        self,
        address: "Address",
        path: Path,
        parent: QWidget,
        tried: "MergeResult | None" = None,
    ) -> None:
        """``tried`` is the result of a trial that was made already."""
        super().__init__(parent, size=QSize(Width.SHEET_SMALL, SheetHeight.CONNECT))
        self.result_of_merge: MergeResult | None = None
        """What was merged; None before."""
        self._address = address
        self._path = path
        self._tried: MergeResult | None = None
        self.list = ThaiLabel("", self, most=0)
        content = QWidget()
        margins = (Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, Space.S)
        vbox(self.list, None, on=content, margins=margins)
        self.body.addWidget(RoomScroll.around(content, self), 1)
        self.mine = CheckBox(tr("ที่แก้ตรงกัน ให้ใช้ของแฟ้มนี้"))
        self.problem = ThaiLabel("", self, tone=Tone.LATE, most=0)
        self.problem.hide()
        edges = (Space.PAGE_EDGE, 0, Space.PAGE_EDGE, 0)
        nest(self.notes, vbox(self.mine, self.problem, margins=edges, gap=Space.S))
        self.set_title(tr("รวมงานที่ทำที่บ้าน"), path.name)
        self.work = SheetWork(self, self._check)
        self.mine.toggled.connect(self._try)
        if tried is None:
            self._try()
        else:
            self._show(tried)

    def accept(self) -> None:
        """Merges what was listed."""
        if self._tried is None or self.work.is_going or not self.accept_button.isEnabled():
            return
        self._begin(tr("กำลังรวม"), is_trial=False)

    def _try(self) -> None:
        self._tried = None
        self._begin(tr("กำลังดูว่าจะเปลี่ยนอะไร"), is_trial=True)

    def _begin(self, what: str, *, is_trial: bool) -> None:
        path, address, mine = self._path, self._address, self.mine.isChecked()
        self.problem.hide()

        def work(progress: Progress) -> "MergeResult":
            from ita_desktop.services import server

            return server.merge(path, address, progress, mine=mine, is_trial=is_trial)

        done = self._show if is_trial else self._finish
        self.work.begin(what, work, done, self._fail, decided=not is_trial)

    def _show(self, found: "MergeResult") -> None:
        from ita_desktop.services import server

        self._tried = found
        lines = [in_language(line) for line in server.result_phrases(found, is_trial=True)]
        more = len(lines) - _MOST_LINES
        if more > 0:
            lines = [*lines[:_MOST_LINES], tr("และอีก {count} บรรทัด", count=more)]
        self.list.setText("\n".join(lines))
        self.list.setAccessibleName(lines[0])
        self._check()
        self.accept_button.setFocus()

    def _finish(self, merged: "MergeResult") -> None:
        self.result_of_merge = merged
        self.done(self.DialogCode.Accepted)

    def _fail(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.show()
        self._check()

    def _check(self) -> None:
        blocked = ""
        if self._tried is None:
            blocked = tr("ยังไม่ได้ดูว่าจะเปลี่ยนอะไร")
        elif not self._tried.labels:
            blocked = tr("ไม่มีอะไรให้รวม")
        self.set_accept(tr("รวมเข้างานร่วม"), blocked=blocked)


class TakeHomeSize:
    HEIGHT: Final = 300


class TakeSheet(Sheet):
    """Asked before the place of the file."""

    about = "take"

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent, size=QSize(Width.SHEET_SMALL, TakeHomeSize.HEIGHT))
        intro = ThaiLabel(tr("ได้แฟ้ม .ita ที่มีทุกอย่างของงานร่วมในตอนนี้ ตรวจแล้วว่าตรงกันทั้งสองฝั่ง"), most=0)
        more = tr("สิ่งที่แก้ในแฟ้มรวมกลับเข้ามาได้ด้วย “รวมงานที่ทำที่บ้าน” โดยดูก่อนว่าจะเปลี่ยนอะไร")
        self.branch = CheckBox(tr("จะนำไปแก้ต่อ"))
        self.branch.setChecked(True)
        self.branch.setAccessibleDescription(more)
        note = ThaiLabel(more, style=Text.LABEL, tone=Tone.TEXT2, most=0)
        note.setContentsMargins(CheckSize.WORDS, 0, 0, 0)
        margins = (Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, Space.S)
        column = vbox(intro, vbox(self.branch, note), margins=margins, gap=Space.M)
        column.addStretch(1)
        nest(self.body, column)
        self.set_title(tr("นำงานร่วมกลับบ้าน"), name)
        self.set_accept(tr("เลือกที่เก็บ…"))
        self.branch.setFocus()

    @property
    def is_branch(self) -> bool:
        """Returns whether the file is to be edited and merged."""
        return self.branch.isChecked()


class PutSheet(ConnectSheet):
    """Moves in another thread, and stays open with a sentence where that fails. Accepted,
    :attr:`moved_to` is where the work is now."""

    about = "put"

    def __init__(self, session: Session, parent: QWidget) -> None:
        self._moving = session.workspace
        self.moved_to: SharedPlace | None = None
        self.moved: Moved | None = None
        super().__init__(session.settings, parent)
        about = tr("ลงในฐานข้อมูลว่างที่คุณเป็นผู้ดูแล ทั้งข้อมูล ไฟล์แนบ และประวัติ แฟ้มนี้ยังอยู่อย่างเดิม")
        self.set_title(tr("ย้ายแฟ้มนี้ขึ้นเครื่องแม่ข่าย"), about)

    def accept(self) -> None:
        """Moves the file; on failure the dialog stays open."""
        place = None if self.work.is_going else self._read_place()
        if place is None or not self.accept_button.isEnabled():
            return
        workspace, keeps = self._moving, self.keeps.isChecked()

        def work(progress: Progress) -> "tuple[Moved, bool]":
            from dataclasses import replace

            from ita_desktop.services import server

            address = replace(parse_address(place.address), password=place.password)
            moved = server.put(workspace, address, progress)
            return moved, not keeps or keep_password(place)

        def done(end: "tuple[Moved, bool]") -> None:
            (self.moved, self.kept), self.moved_to = end, place
            self.done(self.DialogCode.Accepted)

        self._begin(tr("กำลังย้ายขึ้น {name} และเทียบทั้งสองฝั่ง", name=place.name), work, done)

    def _check(self) -> None:
        super()._check()
        blocked = self.accept_button.toolTip() if not self.accept_button.isEnabled() else ""
        self.set_accept(tr("ย้ายขึ้นแล้วเปิด"), blocked=blocked)


def put_up(opener: WorkspaceOpener) -> None:
    """Asks for a database, moves the open file into it, and opens it there."""
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
        from ita_desktop.services.server import take

        return take(address, path, progress, replaces=replaces, as_branch=is_branch)

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
