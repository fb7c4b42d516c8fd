"""ตั้งค่า, สำนักงาน: name and location of the office."""

from typing import Final

from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.services.roster import office
from ita_desktop.ui.editors.offices import office_choices
from ita_desktop.ui.editors.suggesting import Suggestions
from ita_desktop.ui.session import Session
from ita_desktop.ui.shared.stored_line import StoredLine
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

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.fields = {name: Field() for name in FIELDS}
        limit(self.fields.values())
        rows = [labelled(tr(words), self.fields[name]) for name, words in FIELDS.items()]
        margins = (Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, Space.PAGE_EDGE)
        vbox(*rows, None, on=self, margins=margins, gap=Space.S)
        self.setFocusProxy(self.fields["name"])
        self.suggestions = Suggestions(self.fields["name"], office_choices)
        self._lines = {name: self._line(name) for name in FIELDS}

    def _line(self, name: str) -> StoredLine:
        workspace, session = self._session.workspace, self._session

        def stored() -> str:
            return str(getattr(session.data.organisation, name))

        def store(text: str) -> None:
            office.edit_organisation(workspace, **{name: text})

        return StoredLine(self.fields[name], session, stored, store)

    def refresh(self) -> None:
        """Updates the fields from the session."""
        for name, line in self._lines.items():
            line.show()
            self.fields[name].setReadOnly(self._session.is_locked)

    def leave(self) -> None:
        """Stores what was typed."""
        for line in self._lines.values():
            line.take()
