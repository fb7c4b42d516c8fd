"""The registers in คณะกรรมการ: people, and positions with their holders."""

from collections.abc import Mapping
from typing import Any

from ita_desktop.i18n import caption, tr
from ita_desktop.services.roster import people
from ita_desktop.ui.pages.parts.list_table import ListTable, RowService
from ita_desktop.ui.pages.roster.register_rows import (
    PersonTableRow,
    person_columns,
    person_rows,
    tenure_columns,
    tenure_groups,
)
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.button import Button


class PeopleTable(ListTable):
    """People with units and contact details."""

    about = "people"

    service = RowService(people.add, people.edit, people.remove)
    outgoing = "people"

    def __init__(self, session: Session) -> None:
        note = tr("ใช้ได้ทุกปี โทรศัพท์และอีเมลไม่อยู่ในเอกสารเผยแพร่")
        without = (
            tr("ยังไม่มีบุคลากรในทะเบียน"),
            tr("ใส่ชื่อ ตำแหน่ง และสังกัดไว้ที่นี่ครั้งเดียว แล้วเลือกเป็นกรรมการ ผู้ลงนาม และผู้เข้าประชุมได้ทุกปี"),
        )
        columns = person_columns(lambda: session.data)
        super().__init__(session, columns, (tr("บุคลากร"), tr("เพิ่มบุคลากร"), note), without)
        self._known: dict[str, PersonTableRow] = {}
        """The rows that are shown."""

    def refresh(self, *, flash: bool) -> None:
        """Updates the register from the session."""
        rows = person_rows(self.session.data, self.session.today, self._known)
        self._known = {row.id: row for row in rows}
        self.show_rows(rows, flash=flash)

    def blank(self) -> Mapping[str, Any]:
        """Returns an unused placeholder name."""
        taken = {person.full_name for person in self.session.data.people}
        name, number = tr("บุคลากรใหม่"), 1
        while name in taken:
            number += 1
            name = tr("บุคลากรใหม่ {number}", number=number)
        return {"name": name}


class TenureTable(ListTable):
    """Positions with holders and dates."""

    about = "people"

    first = "post"
    service = RowService(people.add_tenure, people.edit_tenures, people.remove_tenures)

    def __init__(self, session: Session) -> None:
        note = tr("ใบลงชื่อ รายงานการประชุม และช่องลงนามพิมพ์ชื่อผู้ดำรงตำแหน่งในวันนั้น คำสั่งพิมพ์ตำแหน่งตามเดิม")
        without = (
            tr("ยังไม่มีผู้ดำรงตำแหน่งในทะเบียน"),
            tr("ใส่ว่าใครดำรงตำแหน่งผู้อำนวยการเขต ผู้ช่วย หัวหน้าฝ่าย หรือรักษาราชการแทน ตั้งแต่วันใดถึงวันใด"),
        )
        words = (caption("การดำรงตำแหน่ง"), tr("เพิ่มผู้ดำรงตำแหน่ง"), note)
        super().__init__(session, self._columns(session), words, without)

    @staticmethod
    def _columns(session: Session) -> list[Any]:
        return list(tenure_columns(lambda: session.data, session.year, lambda: session.today))

    def refresh(self, *, flash: bool) -> None:
        """Updates the positions; ``flash`` is False for another year."""
        if not flash:
            self.table.sheet.set_columns(self._columns(self.session))
        self.show_rows(tenure_groups(self.session.data, self.session.today), flash=flash)

    def blank(self) -> Mapping[str, Any]:
        """Returns nothing: rows are added with a person (:meth:`add_row`), or pasted."""
        return {}

    def add_row(self) -> None:
        """Asks for the person, adds a row, and edits its position."""
        from ita_desktop.ui.pages.parts.name_popup import NamePopup

        below: Button = self.add_button if self.add_button.isVisible() else self.empty.state.button
        popup = NamePopup(caption("ผู้ดำรงตำแหน่ง"), "", tr("เพิ่ม"), self)
        popup.field.set_example(tr("คำนำหน้า ชื่อ และนามสกุล"))
        popup.named.connect(self.add_for)
        popup.open_below(below.mapToGlobal(below.rect().bottomLeft()), self.window())

    def add_for(self, name: str) -> None:
        """Adds a position of a person and edits its name."""
        row = {"person": name, "post": tr("ตำแหน่งใหม่")}
        made = self.session.attempt(lambda: self.write([row], ()))
        if made:
            self.table.sheet.clear_filters()
            self.table.edit_cell(made[0], self.first)
