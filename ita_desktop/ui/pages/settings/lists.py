"""ตั้งค่า, หน่วย and ปฏิทินของปี: the office's units and the year's dates."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.i18n import tr
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.roster import units
from ita_desktop.services.years import calendar
from ita_desktop.ui.pages.settings.rows import date_columns, date_rows, unit_columns, unit_rows
from ita_desktop.ui.pages.settings.table import ListTable
from ita_desktop.ui.session import Session


class UnitTable(ListTable):
    """Units with the names by which they are printed and found."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        columns = unit_columns(lambda: session.data)
        note = tr("ชื่อย่อใช้ในตารางและเอกสาร ชื่ออื่นใช้จับคู่เมื่อนำเข้า")
        without = (
            tr("ยังไม่มีหน่วย"),
            tr(
                "ใส่ฝ่ายและหน่วยงานของสำนักงานไว้ที่นี่ครั้งเดียว "
                "แล้วเลือกเป็นผู้รับผิดชอบงาน มาตรการ และคณะกรรมการได้ทุกปี"
            ),
        )
        super().__init__(session, columns, (tr("เพิ่มหน่วย"), note), without, parent)
        self.table.setAccessibleName(tr("หน่วย"))

    def refresh(self, *, flash: bool) -> None:
        """Shows the units as they are now."""
        self.show_rows(unit_rows(self.session.data), flash=flash)

    def write(self, new: Sequence[Mapping[str, Any]], edits: Sequence[CellEdit]) -> list[str]:
        if new:
            return units.add_units(self.session.workspace, new, edits=edits)
        units.edit_units(self.session.workspace, edits)
        return []

    def remove(self, ids: Sequence[str]) -> None:
        units.remove_units(self.session.workspace, ids)

    def blank(self) -> Mapping[str, Any]:
        """A name that no unit has yet, to be typed over."""
        taken = {unit.name for unit in self.session.data.units}
        name, number = tr("หน่วยใหม่"), 1
        while name in taken:
            number += 1
            name = tr("หน่วยใหม่ {number}", number=number)
        return {"name": units.NewUnit(name)}


class DateTable(ListTable):
    """The dates of the shown year."""

    first = "title"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        note = tr("วันที่ของปีงบประมาณ แก้ได้ตามหนังสือแจ้งเวียน")
        columns = date_columns(session.year, lambda: session.today)
        without = (
            tr("ยังไม่มีวันสำคัญของปีนี้"),
            tr("ใส่วันของการประเมินตามหนังสือแจ้งเวียน หน้าภาพรวมวางไว้บนเส้นเวลาของปี และบอกก่อนถึงวัน"),
        )
        super().__init__(session, columns, (tr("เพิ่มวัน"), note), without, parent)
        self.table.setAccessibleName(tr("ปฏิทินของปี"))

    def refresh(self, *, flash: bool) -> None:
        """Shows the dates as they are now; without ``flash`` those of another year."""
        if not flash:
            session = self.session
            self.table.sheet.set_columns(date_columns(session.year, lambda: session.today))
        self.show_rows(date_rows(self.session.data), flash=flash)

    def write(self, new: Sequence[Mapping[str, Any]], edits: Sequence[CellEdit]) -> list[str]:
        session = self.session
        if new:
            return calendar.add_many(session.workspace, session.year, new, edits=edits)
        calendar.edit(session.workspace, session.year, edits)
        return []

    def remove(self, ids: Sequence[str]) -> None:
        calendar.remove(self.session.workspace, self.session.year, ids)

    def blank(self) -> Mapping[str, Any]:
        """Today, or the year's last day where today is outside it."""
        first, last = fiscal_year_bounds(self.session.year)
        today: date = self.session.today
        return {"title": tr("วันสำคัญใหม่"), "day": today if first <= today <= last else last}
