"""ตั้งค่า, สำนักงาน: what the office is called and where it is."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from ita_desktop.services.roster import units
from ita_desktop.ui.forms.ui_settings_page import Ui_SettingsPage
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.fields.form import limit

FIELDS = {
    "office": "name",
    "shortName": "short_name",
    "agencyCode": "agency_code",
    "address": "address",
    "website": "website",
}
"""Fields of the form and what they hold of the organisation."""


class OfficeSection(QObject):
    """Each field is saved when it is left; what is refused goes back to what it was."""

    def __init__(self, ui: Ui_SettingsPage, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.fields: dict[str, QLineEdit] = {name: getattr(ui, name) for name in FIELDS}
        limit(self.fields.values())
        for name, field in self.fields.items():
            field.editingFinished.connect(lambda name=name: self._save(name))

    def refresh(self) -> None:
        """Shows the office as it is now."""
        office = self._session.data.organisation
        for name, field in self.fields.items():
            value = getattr(office, FIELDS[name])
            if field.text() != value:
                field.setText(value)
            field.setReadOnly(self._session.workspace.read_only)

    def leave(self) -> None:
        """Saves the field that is being typed in."""
        for name, field in self.fields.items():
            if field.hasFocus():
                self._save(name)

    def _save(self, name: str) -> None:
        session, field, column = self._session, self.fields[name], FIELDS[name]
        if field.text() == getattr(session.data.organisation, column):
            return
        values = {column: field.text()}
        session.attempt(lambda: units.edit_organisation(session.workspace, **values))
        self.refresh()
