"""The small form in the detail pane that adds evidence or changes it."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ita_desktop.domain.dates import DateError, parse_date
from ita_desktop.domain.records import Evidence
from ita_desktop.i18n import tr
from ita_desktop.ui.editors.fiscal import typed_form
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.button import Button, Kind
from ita_desktop.ui.widgets.field import Field, FieldWithError


class EvidenceForm(QWidget):
    """Enter in any field accepts; Esc closes."""

    accepted = Signal(str, object)
    """Id of the evidence that was changed (empty: new), and its fields by name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._changes = ""
        self.location = self._field(tr("วางลิงก์ หรือพิมพ์ชื่อไฟล์"), tr("ลิงก์หรือชื่อไฟล์"))
        self.title = self._field(tr("ชื่อที่แสดง (เว้นไว้ได้)"), tr("ชื่อที่แสดง"))
        self.format = self._field(tr("รูปแบบ เช่น PDF, Excel"), tr("รูปแบบ"))
        self.day = self._field(tr("วันที่เผยแพร่ เช่น 31/1/68"), tr("วันที่เผยแพร่"))
        self.note = self._field(tr("หมายเหตุ"), tr("หมายเหตุ"))
        self._day_row = FieldWithError(self.day, self)
        self.accept = Button("", self, kind=Kind.PRIMARY)
        self.cancel = Button(tr("ยกเลิก"), self)
        self.accept.clicked.connect(self._accept)
        self.cancel.clicked.connect(self.hide)
        pair = QHBoxLayout()
        pair.setSpacing(Space.S)
        pair.addWidget(self.format, 1)
        pair.addWidget(self._day_row, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, Space.S)
        column.setSpacing(Space.S)
        column.addWidget(self.location)
        column.addWidget(self.title)
        column.addLayout(pair)
        column.addWidget(self.note)
        column.addLayout(buttons)

    def _field(self, example: str, name: str) -> Field:
        field = Field(self, example=example)
        field.setAccessibleName(name)
        return field

    def begin(self, evidence: Evidence | None = None) -> None:
        """Opens for new evidence, or to change ``evidence``, with the keyboard in the form."""
        self._changes = evidence.id if evidence else ""
        self.location.setText(evidence.location if evidence else "")
        self.title.setText(evidence.title if evidence else "")
        self.format.setText(evidence.format if evidence else "")
        published = evidence.published if evidence else None
        self.day.setText(typed_form(published) if published else "")
        self.note.setText(evidence.note if evidence else "")
        self.accept.setText(tr("บันทึก") if evidence else tr("เพิ่ม"))
        self._day_row.set_error("")
        self.show()
        self.location.setFocus(Qt.FocusReason.OtherFocusReason)

    def _accept(self) -> None:
        text = self.day.text().strip()
        try:
            day = parse_date(text) if text else None
        except DateError as error:
            self._day_row.set_error(str(error))
            return
        self._day_row.set_error("")
        location = self.location.text().strip()
        fields: Mapping[str, Any] = {
            "location": location,
            "title": self.title.text().strip() or location,
            "format": self.format.text().strip() or format_of(location),
            "published": day,
            "note": self.note.text().strip(),
        }
        self.accepted.emit(self._changes, fields)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)


_FORMATS = {
    ".pdf": "PDF",
    ".doc": "Word",
    ".docx": "Word",
    ".xls": "Excel",
    ".xlsx": "Excel",
    ".csv": "CSV",
    ".jpg": "ภาพ",
    ".png": "ภาพ",
}


def format_of(location: str) -> str:
    """The format that a file's ending tells; empty where it tells none."""
    plain = location.partition("?")[0]
    return _FORMATS.get(PurePosixPath(plain.replace("\\", "/")).suffix.lower(), "")
