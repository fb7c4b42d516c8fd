"""ตั้งค่า, สำนักงาน: name and location of the office."""

from typing import Final

from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.services.roster import units
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.fields.field import Field
from ita_desktop.ui.widgets.fields.form import labelled, limit

FIELDS: Final = {
    "name": "ชื่อสำนักงาน",
    "short_name": "ชื่อย่อ",
    "agency_code": "รหัสหน่วยงาน",
    "address": "ที่อยู่",
    "website": "เว็บไซต์",
}
"""Fields of the organisation with their labels."""


class OfficeSection(QWidget):
    """Fields are stored when they lose the focus; rejected input is reverted."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.fields = {name: Field() for name in FIELDS}
        limit(self.fields.values())
        rows = [labelled(tr(words), self.fields[name]) for name, words in FIELDS.items()]
        margins = (Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, Space.PAGE_EDGE)
        vbox(*rows, None, on=self, margins=margins, gap=Space.S)
        self.setFocusProxy(self.fields["name"])
        for name, field in self.fields.items():
            field.editingFinished.connect(lambda name=name: self._save(name))

    def refresh(self) -> None:
        """Updates the fields from the session."""
        office = self._session.data.organisation
        for name, field in self.fields.items():
            value = getattr(office, name)
            if field.text() != value:
                field.setText(value)
            field.setReadOnly(self._session.workspace.read_only)

    def leave(self) -> None:
        """Stores the field being edited."""
        for name, field in self.fields.items():
            if field.hasFocus():
                self._save(name)

    def _save(self, name: str) -> None:
        session, field = self._session, self.fields[name]
        if field.text() == getattr(session.data.organisation, name):
            return
        values = {name: field.text()}
        session.attempt(lambda: units.edit_organisation(session.workspace, **values))
        self.refresh()
