"""ตั้งค่า, หน่วย: the office's units."""

from collections.abc import Mapping, Sequence
from typing import Any

from ita_desktop.i18n import in_language, tr
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.roster import units
from ita_desktop.services.tracking.unit_changes import changes_in_words
from ita_desktop.ui.pages.parts.list_table import ListTable
from ita_desktop.ui.pages.settings.rows import unit_columns
from ita_desktop.ui.session import Session


class UnitTable(ListTable):
    """Units with their names, short names and aliases."""

    outgoing = "units"

    def __init__(self, session: Session) -> None:
        columns = unit_columns(lambda: session.data)
        note = tr("ชื่อย่อใช้ในตารางและเอกสาร ชื่ออื่นใช้จับคู่เมื่อนำเข้า")
        without = (
            tr("ยังไม่มีหน่วย"),
            tr(
                "ใส่ฝ่ายและหน่วยของสำนักงานไว้ที่นี่ครั้งเดียว แล้วเลือกเป็นผู้รับผิดชอบงาน มาตรการ และคณะกรรมการได้ทุกปี"
            ),
        )
        super().__init__(session, columns, (tr("หน่วย"), tr("เพิ่มหน่วย"), note), without)

    def refresh(self, *, flash: bool) -> None:
        """Updates the units from the session."""
        self.show_rows(self.session.data.units, flash=flash)

    def write(self, new: Sequence[Mapping[str, Any]], edits: Sequence[CellEdit]) -> list[str]:
        session, made = self.session, []
        before = session.data
        if new:
            made = units.add_units(session.workspace, new, edits=edits)
        else:
            units.edit_units(session.workspace, edits)
        changed = changes_in_words(before, session.workspace.year(session.year))
        if changed:
            session.notified.emit(in_language(changed), True)
        return made

    def remove(self, ids: Sequence[str]) -> None:
        units.remove_units(self.session.workspace, ids)

    def blank(self) -> Mapping[str, Any]:
        """Returns an unused placeholder name."""
        taken = {unit.name for unit in self.session.data.units}
        name, number = tr("หน่วยใหม่"), 1
        while name in taken:
            number += 1
            name = tr("หน่วยใหม่ {number}", number=number)
        return {"name": units.NewUnit(name)}
