"""The small form that adds evidence in the detail pane: a link or file name, a title, a date."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ita_desktop.domain.dates import DateError, parse_date
from ita_desktop.i18n import tr
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.button import Button, Kind
from ita_desktop.ui.widgets.field import Field, FieldWithError


class EvidenceForm(QWidget):
    """Enter in any field adds; Esc closes."""

    accepted = Signal(str, str, object)
    """Location, title, and the day it was published or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.location = Field(self)
        self.location.set_example(tr("วางลิงก์ หรือพิมพ์ชื่อไฟล์"))
        self.location.setAccessibleName(tr("ลิงก์หรือชื่อไฟล์"))
        self.title = Field(self)
        self.title.set_example(tr("ชื่อที่แสดง (เว้นไว้ได้)"))
        self.title.setAccessibleName(tr("ชื่อที่แสดง"))
        self.day = Field(self)
        self.day.set_example(tr("วันที่เผยแพร่ เช่น 31/1/68"))
        self.day.setAccessibleName(tr("วันที่เผยแพร่"))
        self._day_row = FieldWithError(self.day, self)
        self.add = Button(tr("เพิ่ม"), self, kind=Kind.PRIMARY)
        self.cancel = Button(tr("ยกเลิก"), self)
        self.add.clicked.connect(self._accept)
        self.cancel.clicked.connect(self.hide)
        for field in (self.location, self.title, self.day):
            field.returnPressed.connect(self._accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, Space.S)
        column.setSpacing(Space.S)
        for part in (self.location, self.title, self._day_row):
            column.addWidget(part)
        column.addLayout(buttons)

    def clear(self) -> None:
        """Empties the fields."""
        for field in (self.location, self.title, self.day):
            field.clear()
        self._day_row.set_error("")

    def begin(self) -> None:
        """Puts the keyboard into the first field."""
        self.location.setFocus(Qt.FocusReason.OtherFocusReason)

    def _accept(self) -> None:
        text = self.day.text().strip()
        try:
            day = parse_date(text) if text else None
        except DateError as error:
            self._day_row.set_error(str(error))
            return
        self._day_row.set_error("")
        self.accepted.emit(self.location.text(), self.title.text(), day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
