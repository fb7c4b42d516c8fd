"""The pane of คณะกรรมการ with the year's appointment orders and their changes; one is edited."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ita_desktop.documents.reports.appointment_order import post_of, signer_name
from ita_desktop.documents.reports.named_texts import filled
from ita_desktop.documents.wordings.values import of_order
from ita_desktop.domain.records import Member
from ita_desktop.domain.roster.orders import AppointmentOrder, OrderChange, OrderChangeKind
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import caption, in_language, tr
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.roster import orders, roster
from ita_desktop.services.roster.people import NewPerson, listed_names, post_and_unit
from ita_desktop.settings import today
from ita_desktop.ui.editors.dates import typed_form
from ita_desktop.ui.language import short_date
from ita_desktop.ui.pages.fields import Kind, a_day, a_few_lines, a_line, a_person
from ita_desktop.ui.pages.parts.pane_sections import PaneText
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.values import ListChoice
from ita_desktop.ui.theme.tokens import Space, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import add, at_once, hbox, nest
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.cell import FieldCell
from ita_desktop.ui.widgets.fields.choices import CheckList, RequirementPoint
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.lines import Linked, LinkList
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.page.pane import DetailPane, PaneSection

TEXTS: Final = {
    "title": "เรื่อง",
    "ground": "เหตุที่ออกคำสั่ง",
    "purpose": "ข้อความแต่งตั้ง",
    "note": "หมายเหตุ",
}
"""The longer texts of an order, with their titles."""


def order_words(data: YearData, order: AppointmentOrder) -> str:
    """Returns the name of an order in the current language."""
    return in_language(orders.display_name(data, order))


def order_lines(data: YearData, chosen: str, today: date) -> list[Linked]:
    """Returns the year's orders, newest first: name, date, and content."""
    return [
        Linked(
            appointment_order.id,
            order_words(data, appointment_order),
            _about(data, appointment_order, today),
            Mark.DONE if appointment_order.is_signed(today) else Mark.DOING,
            appointment_order.id == chosen,
        )
        for appointment_order in sorted(data.orders, key=lambda order: -order.position)
    ]


def _about(data: YearData, order: AppointmentOrder, today: date) -> str:
    day = tr("ยังไม่ลงนาม")
    if order.signed is not None:
        signed = order.signed <= today
        template = "ลงนาม {day}" if signed else "ลงวันที่ {day} ยังไม่ถึงวัน"
        day = tr(template, day=short_date(order.signed))
    if order.amends_id is None:
        what = tr("แต่งตั้ง {count} คณะ", count=len(data.bodies_of_order(order.id)))
    else:
        what = tr("เปลี่ยนรายชื่อ {count} แถว", count=len(changes_of(data, order)))
    return f"{day} · {what}"


def changes_of(data: YearData, order: AppointmentOrder) -> list[OrderChange]:
    """The changes of an order; a replacement includes the removal of the person replaced."""
    rows = data.changes_of_order(order.id)
    replaced = {row.replaces_id for row in rows if row.replaces_id is not None}
    return [row for row in rows if row.member_id not in replaced]


def change_lines(data: YearData, order: AppointmentOrder) -> list[Linked]:
    """Returns the changes of an order, one per line."""
    names = {
        row.id: row.name or row.post for _, some in roster.rows(data, left=True) for row in some
    }
    lines = []
    for row in changes_of(data, order):
        member = data.member_by_id.get(row.member_id)
        if member is None:
            continue
        name = names.get(member.id, "") or tr("ยังไม่ใส่ชื่อ")
        body = data.body_by_id[member.body_id].name
        if row.kind is OrderChangeKind.REMOVED:
            what, icon = tr("พ้นจาก{body}", body=body), "minus"
        elif row.replaces_id is not None:
            old = names.get(row.replaces_id, "")
            what, icon = tr("แทน {name} ใน{body}", name=old, body=body), "users"
        else:
            what, icon = tr("เพิ่มใน{body}", body=body), "plus"
        lines.append(Linked(row.id, name, what, icon))
    return lines


def member_of_change(data: YearData, change_id: str) -> Member | None:
    """Returns the member that a change is about."""
    row = next((change for change in data.order_changes if change.id == change_id), None)
    return data.member_by_id.get(row.member_id) if row is not None else None


def usual_words(data: YearData, order: AppointmentOrder) -> dict[str, str]:
    """Returns the default texts of an order from the office's wordings."""
    kind = "order" if order.amends_id is None else "amendment"
    values = of_order(data, order, today())
    return {name: filled(data, f"{kind}-{name}", values) for name in ("title", "ground", "purpose")}


def signatory_choices(data: YearData) -> list[ListChoice]:
    """Returns the people of the register with position and unit."""
    names = listed_names(data)
    return [
        ListChoice(person.id, names[person.id], post_and_unit(data, person))
        for person in data.people
    ]


class OrderPane(DetailPane):
    """Shows the orders of the year and the fields of the selected one; input is stored at once."""

    about = "order"

    member_requested = Signal(str)
    """A member changed by an order should be shown in the table."""
    document_requested = Signal(str)
    """The document of an order should be shown."""
    chosen = Signal()
    """Another order was selected."""
    drafted = Signal()
    """An order was added."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.order_id = ""
        """The id of the shown order; empty if the year has none."""
        self.list = LinkList(self.ui.body)
        self.list.opened.connect(self.choose)
        self.new = Button(
            tr("ร่างคำสั่งแต่งตั้งใหม่"), self.ui.body, kind=ButtonKind.QUIET, icon_name="plus"
        )
        self.new.clicked.connect(self.draft)
        add(self.ui.rows, self.list, self.new)
        self._fields = QWidget(self.ui.body)
        self.cells = {
            "number": self._cell("number", caption("เลขที่"), a_line()),
            "signed": self._cell("signed", tr("วันที่ลงนาม"), a_day(session), "calendar"),
            "effective": self._cell("effective", tr("วันมีผล"), a_day(session), "calendar"),
            "signatory_id": self._cell("signatory_id", caption("ผู้ลงนาม"), a_person(self._people)),
            "signatory_post": self._cell("signatory_post", tr("ตำแหน่ง"), a_few_lines()),
            "acting_for": self._cell("acting_for", tr("ลงนามแทน"), a_few_lines()),
        }
        self._lay_out()
        self.bodies = CheckList(self.ui.body)
        self.bodies.toggled.connect(self._appoint)
        self._bodies = self.add_section(tr("คณะที่แต่งตั้ง"), self.bodies)
        self.changes = LinkList(self.ui.body)
        self.changes.opened.connect(self._show_member)
        self.changes.removed.connect(self._take_back)
        self._hint = ThaiLabel("", self.ui.body, style=Text.NOTE, tone=Tone.TEXT2, most=3)
        self._changes = self.add_section(tr("รายชื่อที่เปลี่ยน"), self.changes, self._hint)
        self._sections: dict[str, PaneSection] = {}
        self.texts: dict[str, PaneText] = {}
        for field, title in TEXTS.items():
            section = self._sections[field] = self.add_section(tr(title))
            section.acted.connect(lambda field=field: self._write(field, ""))
            text = self.texts[field] = PaneText(tr(title), self.ui.body, section)
            text.edited.connect(lambda typed, field=field: self._write(field, typed))
            section.column.addWidget(text)

    def _cell(self, field: str, name: str, kind: Kind, icon: str = "") -> FieldCell:
        cell = FieldCell(name, *kind, self._fields, icon=icon)
        cell.entered.connect(lambda value: self._write(field, value))
        cell.problem.connect(self._session.failed)
        cell.problem_over.connect(self._session.failure_over)
        return cell

    def _lay_out(self) -> None:
        grid = QGridLayout(self._fields)
        grid.setContentsMargins(0, Space.S, 0, Space.XS)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnMinimumWidth(0, Width.PANE_LABEL)
        grid.setColumnStretch(1, 1)
        for row, cell in enumerate(self.cells.values()):
            label = ThaiLabel(
                cell.accessibleName(), self._fields, style=Text.LABEL, tone=Tone.TEXT2
            )
            grid.addWidget(label, row, 0)
            grid.addWidget(cell, row, 1)
        self.paper = Button(tr("ดูคำสั่ง"), self._fields, icon_name="file-text")
        self.amend = Button(tr("คำสั่งแก้ไข"), self._fields, icon_name="plus")
        self.amend.setToolTip(tr("ร่างคำสั่งที่เพิ่ม เอาออก หรือแทนรายชื่อของคำสั่งนี้"))
        self.out = Button("", self._fields, kind=ButtonKind.QUIET, icon_name="trash-2")
        self.paper.clicked.connect(lambda: self.document_requested.emit(self.order_id))
        self.amend.clicked.connect(self._amend)
        self.out.clicked.connect(self.remove)
        nest(
            grid,
            hbox(self.paper, self.amend, None, self.out, margins=(0, Space.XS, 0, 0), gap=Space.S),
            grid.rowCount(),
            0,
            1,
            2,
        )
        self.ui.rows.addWidget(self._fields)

    # -- content

    @property
    def order(self) -> AppointmentOrder | None:
        """The shown order."""
        return self._session.data.order_by_id.get(self.order_id)

    def refresh(self) -> None:
        """Updates the orders from the session; by default shows the newest."""
        data = self._session.data
        if self.order_id not in data.order_by_id:
            newest = max(data.orders, key=lambda order: order.position, default=None)
            self.order_id = newest.id if newest is not None else ""
        with at_once(self.ui.column):
            self._fill(data)

    def choose(self, order_id: str) -> None:
        """Shows another order."""
        self.order_id = order_id
        self.refresh()
        self.chosen.emit()

    def begin(self) -> None:
        """Gives the focus to the first empty field."""
        waiting = (cell for cell in self.cells.values() if cell.is_empty)
        next(waiting, self.cells["number"]).setFocus()

    def _fill(self, data: YearData) -> None:
        order = self.order
        self.list.set_links(order_lines(data, self.order_id, self._session.today))
        self.new.setVisible(not self._session.is_locked)
        for part in (self._fields, self._bodies, self._changes, *self._sections.values()):
            part.setVisible(order is not None)
        title = tr("คำสั่งของปี {year}") if order else tr("ยังไม่มีคำสั่งของปี {year}")
        self.set_head("", None, title.format(year=data.year))
        if order is not None:
            self._fill_fields(data, order)
            self._fill_parts(data, order)
            self._fill_texts(data, order)

    def _fill_fields(self, data: YearData, order: AppointmentOrder) -> None:
        locked = self._session.is_locked
        cells = self.cells
        next_number = orders.suggest_number(data, order, self._session.today)
        cells["number"].set_example(
            tr("ต่อไปคือ {number}", number=next_number) if next_number else ""
        )
        cells["number"].set_value(order.number, locked=locked, thing=order.id)
        cells["effective"].set_example(tr("ตั้งแต่วันลงนาม"))
        for field, day in (("signed", order.signed), ("effective", order.effective)):
            typed = typed_form(day) if day else ""
            shown = short_date(day) if day else ""
            cells[field].set_value(shown, locked=locked, thing=order.id, typed=typed)
        person = data.person_by_id.get(order.signatory_id or "")
        expected = signer_name(data, order) or tr("เลือกจากทะเบียน หรือพิมพ์ชื่อใหม่")
        cells["signatory_id"].set_example(expected)
        signer = person.full_name if person else ""
        cells["signatory_id"].set_value(signer, locked=locked, thing=order.id)
        cells["signatory_post"].set_example(post_of(data, order))
        for field in ("signatory_post", "acting_for"):
            text = getattr(order, field)
            words = " / ".join(text.splitlines())
            cells[field].set_value(words, locked=locked, thing=order.id, typed=text)
        cells["acting_for"].set_example(tr("ปฏิบัติราชการแทน …"))
        self.out.setToolTip(tr("เอา “{name}” ออก", name=order_words(data, order)))
        for button in (self.amend, self.out):
            button.setVisible(not locked)
        self.amend.setVisible(not locked and order.amends_id is None)

    def _fill_parts(self, data: YearData, order: AppointmentOrder) -> None:
        locked = self._session.is_locked
        appoints = order.amends_id is None
        self._bodies.setVisible(appoints)
        self._changes.setVisible(not appoints)
        if appoints:
            ids = {body.id for body in data.bodies_of_order(order.id)}
            points = [RequirementPoint(body.id, body.name, body.id in ids) for body in data.bodies]
            self.bodies.set_points(points, locked=locked)
        else:
            lines = change_lines(data, order)
            self.changes.set_links(lines)
            self._changes.set_total_of(len(lines), tr("คำสั่งแก้ไขรายชื่อ"), self._session.today)
            hint = tr("Delete ที่แถวเพื่อถอนการเปลี่ยน")
            if not lines:
                hint = tr("เลือกแถวในตาราง แล้วใช้เมนู “แทนที่ด้วยคำสั่ง…” หรือ “พ้นจากคำสั่ง…”")
            self._hint.setText(hint)
            self._hint.setVisible(not locked)

    def _fill_texts(self, data: YearData, order: AppointmentOrder) -> None:
        locked = self._session.is_locked
        usual = usual_words(data, order)
        for field, text in self.texts.items():
            own = getattr(order, field)
            text.set_text(own, locked=locked, thing=order.id, ghost=usual.get(field, ""))
            resets = field in usual and own and not locked
            self._sections[field].set_action(tr("ใช้ถ้อยคำตามแบบ") if resets else "")

    def _people(self) -> Sequence[ListChoice]:
        return signatory_choices(self._session.data)

    # -- storing

    def _write(self, field: str, value: object) -> None:
        session, order = self._session, self.order
        if order is None or getattr(order, field) == value:
            return
        if isinstance(value, NewPerson):
            session.write(orders.sign, order.id, value)
            return
        edits = [CellEdit(order.id, field, value)]
        person = session.data.person_by_id.get(str(value)) if field == "signatory_id" else None
        if person is not None and not order.signatory_post and person.job_title:
            edits.append(CellEdit(order.id, "signatory_post", person.job_title))
        session.write(orders.edit, edits)

    def edit(self, field: str) -> None:
        """Opens the editor of a field."""
        if field in self.cells and not self._session.is_locked:
            self.ui.scroll.ensureWidgetVisible(self.cells[field])
            self.cells[field].setFocus(Qt.FocusReason.OtherFocusReason)
            self.cells[field].begin()

    def _appoint(self, body_id: str, wanted: bool) -> None:
        session, order = self._session, self.order
        if order is None:
            return
        ids = [body.id for body in session.data.bodies_of_order(order.id)]
        ids = [*ids, body_id] if wanted else [id_ for id_ in ids if id_ != body_id]
        ranked = [body.id for body in session.data.bodies if body.id in ids]
        session.write(orders.appoint, order.id, ranked)

    def draft(self) -> None:
        """Adds an order that appoints the bodies not appointed yet, or all."""
        made = self._session.write(orders.add)
        if made:
            self.choose(made)
            self.begin()
            self.drafted.emit()

    def _amend(self) -> None:
        order = self.order
        if order is None:
            return
        made = self._session.write(orders.amend, order.id)
        if made:
            self.choose(made)
            self.begin()
            self.drafted.emit()

    def remove(self) -> None:
        """Removes the shown order and its amendments."""
        session, order = self._session, self.order
        if order is None:
            return
        name = order_words(session.data, order)

        if session.could_write(orders.remove, [order.id]):
            session.notified.emit(tr("เอา{name}ออกแล้ว", name=name), True)

    def _show_member(self, change_id: str) -> None:
        member = member_of_change(self._session.data, change_id)
        if member is not None:
            self.member_requested.emit(member.id)

    def _take_back(self, change_id: str) -> None:
        session = self._session
        if not session.is_locked:
            session.write(orders.take_back, [change_id])
