"""ส่งต่อแฟ้ม: the dialog to copy the workspace for others without some data."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import caption, in_language, tr
from ita_desktop.services.personal.handing_on import (
    HandedOn,
    LeftOut,
    free_texts,
    hand_on,
    mentioned,
    not_covered,
)
from ita_desktop.storage import SUFFIX
from ita_desktop.storage.files.kinds import kinds_of
from ita_desktop.ui.background import Job
from ita_desktop.ui.frame.main_frame import MainFrame
from ita_desktop.ui.saving.places import ask_place
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.measures import CheckSize
from ita_desktop.ui.theme.tokens import Space, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.fields.choices import CheckBox
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.section import RoomScroll
from ita_desktop.ui.widgets.sheet import Sheet


class HandOnSize:
    HEIGHT: Final = 572


_PARTS: Final[Mapping[LeftOut, tuple[str, str]]] = {
    LeftOut.COMMENTS: ("ความเห็นของผู้ตอบแบบวัด", "ข้อความที่ผู้ตอบเขียนเอง ซึ่งอาจบอกว่าเป็นใคร"),
    LeftOut.CONTACTS: ("โทรศัพท์และอีเมล", "ของบุคลากร และโทรศัพท์ท้ายหนังสือ ชื่อและตำแหน่งยังอยู่"),
    LeftOut.ORIGINALS: (
        "ไฟล์เดิมของภาพถ่าย ไฟล์หลักฐาน ฉบับลงนาม",
        "ไฟล์จากกล้อง ไฟล์หลักฐาน ฉบับลงนาม และสำเนาหน้าเว็บที่เก็บไว้ ภาพขนาดที่พิมพ์ยังอยู่",
    ),
    LeftOut.HISTORY: ("ประวัติการแก้ไข", "ใครแก้อะไรเมื่อใด และทุกอย่างที่เคยเอาออก ผู้รับเลิกทำย้อนหลังไม่ได้"),
}
"""Texts of the check boxes, with what is also left out."""


class HandOnSheet(Sheet):
    """Everything is checked by default. Omitted data is in the history, too, which is therefore
    omitted with any of it."""

    about = "hand-on"

    def __init__(self, name: str, free: Mapping[str, tuple[str, ...]], parent: QWidget) -> None:
        """``free`` are the columns of free text by table, which the copy has as they are."""
        super().__init__(parent, size=QSize(Width.SHEET_SMALL, HandOnSize.HEIGHT))
        self.boxes = {part: CheckBox(caption(words)) for part, (words, _) in _PARTS.items()}
        rows = []
        for part, (_, more) in _PARTS.items():
            box, note = (
                self.boxes[part],
                ThaiLabel(tr(more), style=Text.LABEL, tone=Tone.TEXT2, most=2),
            )
            note.setContentsMargins(CheckSize.WORDS, 0, 0, 0)
            box.setAccessibleDescription(tr(more))
            box.setChecked(True)
            box.toggled.connect(self._update_history_box)
            rows += [vbox(box, note)]
        intro = ThaiLabel(
            tr("สำเนานี้เว้นสิ่งที่เลือกไว้ โปรแกรมตรวจทุกไบต์ก่อนบอกว่าเสร็จ แฟ้มเดิมไม่เปลี่ยน"), most=0
        )
        margins = (Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, Space.S)
        content = QWidget()
        self.not_covered = ThaiLabel(in_language(not_covered(free)), tone=Tone.TEXT2, most=0)
        self.not_covered.setVisible(bool(free))
        column = vbox(intro, *rows, self.not_covered, on=content, margins=margins, gap=Space.M)
        column.addStretch(1)
        # The content does not fit on a low screen.
        self.body.addWidget(RoomScroll.around(content, self), 1)
        self.set_title(tr("ส่งต่อแฟ้ม"), name)
        self._update_history_box()
        self.boxes[LeftOut.COMMENTS].setFocus()

    @property
    def parts(self) -> frozenset[LeftOut]:
        """Returns the data to omit from the copy."""
        return frozenset(part for part, box in self.boxes.items() if box.isChecked())

    def _update_history_box(self) -> None:
        history = self.boxes[LeftOut.HISTORY]
        others = self.parts - {LeftOut.HISTORY}
        if others:
            history.setChecked(True)
        history.set_locked(bool(others))
        blocked = "" if self.parts else tr("ยังไม่ได้เลือกสิ่งที่จะเว้น ถ้าต้องการสำเนาทั้งแฟ้มใช้ บันทึกสำเนาเป็น")
        self.set_accept(tr("เลือกที่เก็บ…"), blocked=blocked)


def ask(frame: MainFrame, session: Session) -> None:
    """Asks what to omit and for a location, and writes the copy in another thread."""
    workspace = session.workspace
    own = workspace.path
    if own is None:
        return
    sheet = HandOnSheet(own.name, free_texts(workspace), frame)
    if not sheet.exec():
        return
    parts = sheet.parts
    place = ask_place(frame, tr("ส่งต่อแฟ้ม"), own.with_name(f"{own.stem} {tr('ส่งต่อ')}{SUFFIX}"))
    if place is None:
        return
    path, replaces = place
    job = Job(
        lambda progress: hand_on(workspace, path, parts, progress, replaces=replaces),
        session,
        keeps_open=True,
    )

    def report(made: HandedOn) -> None:
        words = tr("เขียนแฟ้มสำหรับส่งต่อ {path} แล้ว ตรวจแล้วไม่มีสิ่งที่เว้น", path=path.name)
        more = f" · {in_language(mentioned(made.mentions))}" if made.mentions else ""
        free = tr("ไม่ได้ตรวจข้อความที่พิมพ์เองใน {kinds}", kinds=kinds_of(made.free))
        frame.show_message(f"{words}{more}{f' · {free}' if made.free else ''}")

    job.done.connect(report)
    what = tr("กำลังเขียนแฟ้มสำหรับส่งต่อ {path}", path=path.name)
    frame.work.watch(job, what, stopped=tr("หยุดแล้ว ยังไม่ได้เขียนแฟ้ม"))
    job.start()
