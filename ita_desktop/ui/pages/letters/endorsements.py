"""The endorsements of a memo (เกษียณ), each with its fields."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.code_words import ENDORSEMENTS
from ita_desktop.domain.letters.letters import Endorsement, EndorsementKind, Letter
from ita_desktop.i18n import caption, tr
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.letters import endorsements
from ita_desktop.services.roster.people import NewPerson
from ita_desktop.ui.language.dates import short_date
from ita_desktop.ui.pages.cell_editors import Kind as Editing
from ita_desktop.ui.pages.cell_editors import a_day, a_line, a_person, a_unit
from ita_desktop.ui.pages.letters.choices import units
from ita_desktop.ui.pages.orders import signatory_choices
from ita_desktop.ui.pages.parts.pane_text import PaneText
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.tokens import Space, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.cell import FieldCell
from ita_desktop.ui.widgets.label import ThaiLabel

_SIGNED: Final = ("text", "signatory_id", "signatory_post", "day")
_FIELDS: Final = {
    EndorsementKind.UNITS: ("number", "addressee", *_SIGNED),
    EndorsementKind.NOTED: _SIGNED,
    EndorsementKind.ASSIGNED: ("unit_id", *_SIGNED),
    EndorsementKind.RECEIVED: ("unit_id",),
    EndorsementKind.SCHOOLS: ("unit_id", "number", "addressee", *_SIGNED),
}
"""The fields of each kind of endorsement."""
_TEXTS: Final = frozenset({"addressee", "text", "signatory_post"})


class EndorsementForm(QWidget):
    """An endorsement: its name, a remove button, and its fields."""

    written = Signal(str, object)
    """A field was edited; carries its name and value."""
    removed = Signal()

    def __init__(self, session: Session, kind: EndorsementKind, over: QWidget) -> None:
        super().__init__()
        self._session = session
        self.kind = kind
        self.cells: dict[str, FieldCell] = {}
        self.texts: dict[str, PaneText] = {}
        self.remove_button = Button(tr("เอาออก"), self, kind=ButtonKind.QUIET)
        self.remove_button.set_flush()
        self.remove_button.setAccessibleName(f"{tr('เอาออก')} {tr(ENDORSEMENTS[kind])}")
        self.remove_button.clicked.connect(self.removed)
        column = vbox(
            hbox(
                (ThaiLabel(tr(ENDORSEMENTS[kind]), self, style=Text.BODY_STRONG), 1),
                self.remove_button,
                gap=None,
            ),
            on=self,
            margins=(0, 0, 0, Space.S),
        )
        for field in _FIELDS[kind]:
            column.addWidget(self._row(field, over))

    def _row(self, field: str, over: QWidget) -> QWidget:
        title = _titles(self.kind)[field]
        row = QWidget(self)
        label = ThaiLabel(title, row, style=Text.LABEL, tone=Tone.TEXT2)
        label.setFixedWidth(Width.PANE_LABEL)
        line = hbox((label, 0, Qt.AlignmentFlag.AlignTop), on=row, margins=(0, 0, 0, Space.XS))
        if field in _TEXTS:
            text = PaneText(title, over, row)
            text.edited.connect(partial(self.written.emit, field))
            self.texts[field] = text
            line.addWidget(text, 1)
        else:
            cell = FieldCell(title, *self._editing(field), row)
            cell.entered.connect(partial(self.written.emit, field))
            cell.problem.connect(self._session.failed)
            cell.problem_over.connect(self._session.failure_over)
            self.cells[field] = cell
            line.addWidget(cell, 1)
        return row

    def _editing(self, field: str) -> Editing:
        session = self._session
        match field:
            case "day":
                return a_day(session)
            case "unit_id":
                return a_unit(lambda: units(session.data))
            case "signatory_id":
                return a_person(lambda: signatory_choices(session.data))
            case _:
                return a_line()

    def show_block(self, letter: Letter, endorsement: Endorsement, *, locked: bool) -> None:
        """Shows an endorsement; defaults of the wording are placeholders."""
        from ita_desktop.documents.reports.letters.endorsements import (
            addressee_of,
            number_of,
            text_of,
        )

        data = self._session.data
        person = data.person_by_id.get(endorsement.signatory_id or "")
        shown = {
            "number": number_of(data, letter, endorsement),
            "day": short_date(endorsement.day) if endorsement.day else "",
            "unit_id": data.unit_name(endorsement.unit_id),
            "signatory_id": person.full_name if person is not None else "",
        }
        for field, cell in self.cells.items():
            cell.set_value(shown[field], locked=locked, thing=endorsement.id)
        ghosts = {
            "addressee": addressee_of(data, letter, endorsement),
            "text": text_of(data, letter, endorsement),
            "signatory_post": "",
        }
        for field, text in self.texts.items():
            own = getattr(endorsement, field)
            text.set_text(own, locked=locked, thing=endorsement.id, ghost=ghosts[field])
        self.remove_button.setVisible(not locked)


class EndorsementList(QWidget):
    """The endorsements of a memo, and a button to add one."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session = session
        self._over = over
        self._letter: Letter | None = None
        self.forms: dict[str, EndorsementForm] = {}
        self.add_button = Button(tr("+ เพิ่มส่วนเกษียณ"), self, kind=ButtonKind.QUIET)
        self.add_button.set_flush()
        self.add_button.clicked.connect(self.offer)
        self._column = vbox((self.add_button, 0, Qt.AlignmentFlag.AlignLeft), on=self)

    def show_blocks(self, letter: Letter, *, locked: bool) -> None:
        """Shows the endorsements of a memo."""
        self._letter = letter
        rows = self._session.data.endorsements_of(letter.id)
        if [row.id for row in rows] != list(self.forms):
            self._make(rows)
        for row in rows:
            self.forms[row.id].show_block(letter, row, locked=locked)
        self.add_button.setVisible(not locked)

    def _make(self, rows: Sequence[Endorsement]) -> None:
        for form in self.forms.values():
            self._column.removeWidget(form)
            form.hide()
            form.deleteLater()
        self.forms = {}
        for place, row in enumerate(rows):
            form = EndorsementForm(self._session, row.kind, self._over)
            form.written.connect(partial(self._write, row.id))
            form.removed.connect(partial(self._remove, row.id))
            self._column.insertWidget(place, form)
            self.forms[row.id] = form

    def offer(self) -> QMenu:
        """Opens the menu of endorsements to add."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, words in ENDORSEMENTS.items():
            menu.addAction(tr(words), partial(self._add, kind))
        menu.popup(self.add_button.mapToGlobal(self.add_button.rect().bottomLeft()))
        return menu

    # -- storing

    def _add(self, kind: EndorsementKind) -> None:
        letter = self._letter
        if letter is not None:
            self._session.write(endorsements.add, letter.id, kind)

    def _write(self, row: str, field: str, value: object) -> None:
        session = self._session
        known = {endorsement.id: endorsement for endorsement in session.data.endorsements}
        if isinstance(value, NewPerson):
            name: str = value
            session.write(endorsements.sign, row, name)
        elif row in known and getattr(known[row], field) != value:
            session.write(endorsements.edit, [CellEdit(row, field, value)])

    def _remove(self, row: str) -> None:
        session = self._session
        if session.could_write(endorsements.remove, [row]):
            session.notified.emit(tr("เอาส่วนเกษียณออกแล้ว"), True)


def _titles(kind: EndorsementKind) -> Mapping[str, str]:
    return {
        "unit_id": tr("มอบให้") if kind is EndorsementKind.ASSIGNED else tr("หน่วย"),
        "number": caption("เลขที่"),
        "day": tr("วันที่"),
        "addressee": tr("เรียน"),
        "text": tr("ข้อความ"),
        "signatory_id": caption("ผู้ลงนาม"),
        "signatory_post": tr("ตำแหน่ง"),
    }
