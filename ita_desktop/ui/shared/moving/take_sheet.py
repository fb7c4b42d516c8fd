"""นำงานร่วมกลับบ้าน: whether the file is to be edited at home and merged later."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.theme.measures import CheckSize
from ita_desktop.ui.theme.tokens import Space, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import nest, vbox
from ita_desktop.ui.widgets.fields.check import CheckBox
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.sheet import Sheet


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
