"""The detail pane of หนังสือ: a memo or letter with its fields, units and attachments.

Choices for the fields of a letter.

The endorsements of a memo (เกษียณ), each with its fields.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.documents.reports.letters.memo import post_of, signer_name
from ita_desktop.documents.reports.named_texts import words
from ita_desktop.documents.wordings.values import UNIT_FIELD, of_letter, order_number
from ita_desktop.domain.agenda import number_of
from ita_desktop.domain.documents import fill_known
from ita_desktop.domain.letters import (
    ENDORSEMENTS,
    LETTER_KINDS,
    URGENCIES,
    Endorsement,
    EndorsementKind,
    Letter,
    LetterKind,
    LetterMerge,
    Urgency,
    numbers_of,
)
from ita_desktop.domain.records import Unit
from ita_desktop.domain.tracking.units import UnitShare, addressed
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import caption, in_language, tr
from ita_desktop.services import letters
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.letters import detach
from ita_desktop.services.meetings.papers import letter_paper, missing_in_letter
from ita_desktop.services.roster.people import NewPerson
from ita_desktop.settings import today
from ita_desktop.ui.language import short_date
from ita_desktop.ui.pages.fields import Kind, a_choice, a_day, a_few_lines, a_line, a_person, a_unit
from ita_desktop.ui.pages.fields import Kind as Editing
from ita_desktop.ui.pages.meetings.attached_list import AttachedList
from ita_desktop.ui.pages.parts.pane_sections import PaneText
from ita_desktop.ui.pages.roster.order_pane import signatory_choices
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.values import ListChoice
from ita_desktop.ui.theme.tokens import Space, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import at_once, hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.cell import FieldCell
from ita_desktop.ui.widgets.fields.choices import CheckBox
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.lines import ValueLine, ValueLines
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.page.pane import DetailPane

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


def units(data: YearData) -> list[ListChoice]:
    """Returns the units of the office."""
    return [ListChoice(unit.id, unit.name, "", (unit.short_name,)) for unit in data.units]


def meetings(data: YearData) -> list[ListChoice]:
    """Returns the year's meetings."""
    found = data.meetings
    return [
        ListChoice(meeting.id, tr("ครั้งที่ {number}", number=number_of(meeting, data.year)))
        for meeting in found
    ]


def orders(data: YearData) -> list[ListChoice]:
    """Returns the year's orders."""
    return [ListChoice(order.id, tr("คำสั่งที่ {number}", number=order_number(data, order, today())))
            for order in data.orders]  # fmt: skip


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
        for kind, title in ENDORSEMENTS.items():
            menu.addAction(tr(title), partial(self._add, kind))
        menu.popup(self.add_button.mapToGlobal(self.add_button.rect().bottomLeft()))
        return menu

    # -- storing

    def _add(self, kind: EndorsementKind) -> None:
        letter = self._letter
        if letter is not None:
            self._session.write(letters.add_endorsement, letter.id, kind)

    def _write(self, row: str, field: str, value: object) -> None:
        session = self._session
        known = session.data.endorsement_by_id
        if isinstance(value, NewPerson):
            name: str = value
            session.write(letters.sign_endorsement, row, name)
        elif row in known and getattr(known[row], field) != value:
            session.write(letters.edit_endorsements, [CellEdit(row, field, value)])

    def _remove(self, row: str) -> None:
        session = self._session
        if session.could_write(letters.remove_endorsements, [row]):
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


class LetterPane(DetailPane):
    """Fields are edited in place; an edited text replaces the wording, an empty one restores it."""

    place_requested = Signal(object)
    attach_requested = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._letter: Letter | None = None
        self.cells: dict[str, FieldCell] = {}
        self.gaps = ThaiLabel("", self, style=Text.LABEL, tone=Tone.TEXT2, most=0)
        """All that the letter lacks, for which there is no room beside its mark."""
        self._gaps = QWidget(self.ui.body)
        vbox(self.gaps, on=self._gaps, margins=(0, 0, 0, Space.S), gap=None)
        self.ui.rows.addWidget(self._gaps)
        for key, title, kind in self._fields():
            self._add_cell(key, title, kind)
        self.open_button = Button(tr("ดูและพิมพ์"), self, icon_name="printer")
        self.open_button.clicked.connect(self._open)
        self.ui.rows.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        text = self.add_section(tr("ข้อความ"))
        self.text = PaneText(tr("ข้อความ"), self.ui.body, text)
        self.text.edited.connect(partial(self._write, "body"))
        text.column.addWidget(self.text)
        self.merge = CheckBox(tr("ทำฉบับแยกให้แต่ละหน่วย พร้อมข้อและกำหนดของหน่วยนั้น"), self)
        self.merge.clicked.connect(self._turn_merge)
        self.units = ValueLines(self)
        self.number_button = Button(tr("แก้เลขเฉพาะหน่วย…"), self, kind=ButtonKind.QUIET)
        self.number_button.set_flush()
        self.number_button.clicked.connect(self._offer_numbers)
        self._units = self.add_section(tr("ทำรายหน่วย"), self.merge, self.units, self.number_button)
        self.endorsements = EndorsementList(session, self.ui.body)
        self._endorsements = self.add_section(tr("การเกษียณบนบันทึก"), self.endorsements)
        self.attached = AttachedList(session, self)
        self.attached.add_requested.connect(self.attach_requested)
        self.attached.removed.connect(lambda attachment: session.write(detach, [attachment]))
        self.add_section(tr("สิ่งที่ส่งมาด้วย"), self.attached)

    def _fields(self) -> Sequence[tuple[str, str, Kind]]:
        data = self._data
        return (
            ("kind", tr("ชนิด"), a_choice(_kinds)),
            ("urgency", tr("ชั้นความเร็ว"), a_choice(_urgencies)),
            ("sender_id", tr("ส่วนราชการ"), a_unit(lambda: units(data()))),
            ("phone", tr("โทรศัพท์"), a_line()),
            ("addressee", tr("เรียน"), a_line()),
            ("refers", tr("อ้างถึง"), a_line()),
            ("signatory_id", caption("ผู้ลงนาม"), a_person(lambda: signatory_choices(data()))),
            ("signatory_post", tr("ตำแหน่ง"), a_few_lines()),
            ("acting_for", tr("ลงนามแทน"), a_few_lines()),
            ("meeting_id", tr("การประชุม"), a_choice(lambda: meetings(data()))),
            ("order_id", tr("คำสั่ง"), a_choice(lambda: orders(data()))),
        )

    def _data(self) -> YearData:
        return self._session.data

    def _add_cell(self, key: str, title: str, kind: Kind) -> None:
        # The editor's parent is the body, so that it may extend beyond the field.
        row = QWidget(self.ui.body)
        label = ThaiLabel(title, row, style=Text.LABEL, tone=Tone.TEXT2)
        label.setFixedWidth(Width.PANE_LABEL)
        cell = FieldCell(title, *kind, row)
        cell.entered.connect(partial(self._write, key))
        cell.problem.connect(self._session.failed)
        cell.problem_over.connect(self._session.failure_over)
        hbox(label, (cell, 1), on=row, margins=(0, 0, 0, Space.XS))
        self.ui.rows.addWidget(row)
        self.cells[key] = cell

    # -- content

    def show_letter(self, letter: Letter) -> None:
        """Shows a letter."""
        self._letter = letter
        with at_once(self.ui.column):
            self._fill(letter)

    def _fill(self, letter: Letter) -> None:
        data = self._data()
        locked = self._session.is_locked
        missing = missing_in_letter(data, letter)
        mark = Mark.DOING if missing else Mark.DONE
        word = tr("ยังไม่ครบ") if missing else tr("พร้อมพิมพ์")
        self.gaps.setText("\n".join(in_language(gap) for gap in missing))
        self._gaps.setVisible(bool(missing))
        subject = letters.subject_of(data, letter) or tr("ยังไม่มีเรื่อง")
        self.set_head("", mark, subject, word=word, of=letter.id)
        for key, text in self._shown_values(letter).items():
            words = " / ".join(text.splitlines())
            self.cells[key].set_value(words, locked=locked, thing=letter.id, typed=text)
        self.cells["signatory_id"].set_example(signer_name(data, letter))
        self.cells["signatory_post"].set_example(post_of(data, letter))
        self.cells["acting_for"].set_example(tr("ปฏิบัติราชการแทน …"))
        self.text.set_text(letter_text(data, letter), locked=locked, thing=letter.id)
        self._fill_units(letter, locked=locked)
        self._endorsements.setVisible(letter.kind is LetterKind.MEMO)
        self.endorsements.show_blocks(letter, locked=locked)
        self.attached.set_attached(data.attachments_of_letter(letter.id), locked=locked)

    def _shown_values(self, letter: Letter) -> dict[str, str]:
        data = self._data()
        person = data.person_by_id.get(letter.signatory_id or "")
        return {
            "kind": tr(LETTER_KINDS[letter.kind]),
            "urgency": tr(URGENCIES[letter.urgency]),
            "sender_id": data.unit_name(letter.sender_id),
            "phone": letter.phone,
            "addressee": letter.addressee,
            "refers": letter.refers,
            "signatory_id": person.full_name if person is not None else "",
            "signatory_post": letter.signatory_post,
            "acting_for": letter.acting_for,
            "meeting_id": _named(meetings(data), letter.meeting_id),
            "order_id": _named(orders(data), letter.order_id),
        }

    def _fill_units(self, letter: Letter, *, locked: bool) -> None:
        data = self._data()
        each = letter.merge is LetterMerge.UNITS
        shares = letters.shares(data, letter) if each else []
        asked = {of.unit.id: of.codes for of in letters.written(data, letter)} if each else {}
        made = len(asked)
        self.merge.setChecked(each)
        self.merge.setEnabled(not locked)
        to = addressed(data, letter) if each else []
        told = {"count": made, "of": len(to), "day": short_date(self._session.today)}
        counted = tr("หนังสือ {count} ฉบับ จากผู้รับ {of} หน่วย ณ {day}", **told)
        self._units.set_count(*(tr("{count} ฉบับ", count=made), counted) if each else ("", ""))
        own = [unit for unit in to if unit.id == letter.sender_id]
        numbers = numbers_of(letter)
        self.number_button.setVisible(bool(numbers) and not locked)
        # A name is too long for a label, where schools would be cut to the same letters.
        lines = [
            (numbers.get(share.unit.id, ""), share.unit, _asked_words(share, asked))
            for share in shares
        ]
        lines += [("", unit, tr("ผู้ส่ง ไม่มีหนังสือถึงตนเอง")) for unit in own]
        self.units.set_lines(
            [
                ValueLine(
                    number.rpartition("/")[2] or "–", " · ".join(filter(None, (unit.label, words)))
                )
                for number, unit, words in lines
            ]
        )

    # -- storing

    def _write(self, field: str, value: object) -> None:
        session, letter = self._session, self._letter
        if letter is None or getattr(letter, field) == value:
            return
        if field == "body" and value == letter_text(session.data, letter):
            return
        if field == "urgency" and value is None:
            value = Urgency.NONE
        if field == "kind" and value is None:
            return
        if isinstance(value, NewPerson):
            name: str = value
            session.write(letters.sign, letter.id, name)
            return
        session.write(letters.edit, [CellEdit(letter.id, field, value)])

    def _offer_numbers(self) -> None:
        """Opens the menu of units whose letters have numbers of their own."""
        letter = self._letter
        if letter is None:
            return
        menu = QMenu(self.number_button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        units = self._session.data.unit_by_id
        for unit, number in numbers_of(letter).items():
            if unit in units:
                words = f"{units[unit].label}  {number}"
                menu.addAction(words, partial(self._ask_number, letter.id, units[unit], number))
        menu.popup(self._below_button())

    def _ask_number(self, letter_id: str, unit: Unit, number: str) -> None:
        from ita_desktop.ui.pages.parts.popups import NamePopup

        title = tr("เลขที่หนังสือของ{unit}", unit=unit.label)
        popup = NamePopup(title, number, tr("แก้เลข"), self)
        popup.field.set_example(tr("เช่น กท 5301/123"))
        popup.named.connect(
            lambda typed: self._session.write(letters.number_unit, letter_id, unit.id, typed)
        )
        popup.open_below(self._below_button(), self.window())

    def _below_button(self) -> QPoint:
        return self.number_button.mapToGlobal(self.number_button.rect().bottomLeft())

    def _turn_merge(self) -> None:
        self._write("merge", LetterMerge.UNITS if self.merge.isChecked() else LetterMerge.ONE)

    def _open(self) -> None:
        if self._letter is not None:
            self.place_requested.emit(letter_paper(self._letter))


def letter_text(data: YearData, letter: Letter) -> str:
    """Returns the letter's own text, or that of its wording; unknown fields and those that vary by
    unit are kept."""
    text = letter.body or words(data, letter.wording or "memo-general")
    return fill_known(text, {**of_letter(data, letter), **_of_each(letter)})


def _of_each(letter: Letter) -> dict[str, str]:
    """Returns the fields that vary by unit."""
    return {UNIT_FIELD: ""} if letter.merge is LetterMerge.UNITS else {}


def _named(choices: Sequence[ListChoice], value: str | None) -> str:
    return next((choice.text for choice in choices if choice.value == value), "")


def _kinds() -> list[ListChoice]:
    return [ListChoice(kind, tr(word)) for kind, word in LETTER_KINDS.items()]


def _urgencies() -> list[ListChoice]:
    return [ListChoice(kind, tr(word)) for kind, word in URGENCIES.items()]


def _asked_words(share: UnitShare, asked: Mapping[str, Sequence[str]]) -> str:
    """Returns the codes of the items that a unit is asked for, or why no letter is made to it;
    ``asked``: the codes by unit."""
    if share.unit.id in asked:
        return " ".join(asked[share.unit.id])
    return tr("ไม่มีข้อที่จะขอ") if share.codes else tr("ยังไม่มีข้อที่มอบหมาย")
