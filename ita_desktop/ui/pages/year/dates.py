"""ปฏิทินของปี: the year's dates."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.i18n import tr
from ita_desktop.services.years import calendar
from ita_desktop.ui.pages.letters.day_reminding import add_reminders
from ita_desktop.ui.pages.parts.list_table import ListTable, RowService
from ita_desktop.ui.pages.year.rows import DateRow, date_columns, date_rows
from ita_desktop.ui.session import Session


class DateTable(ListTable):
    """The dates of the shown year."""

    first = "title"
    service = RowService(calendar.add_many, calendar.edit, calendar.remove)
    outgoing = "calendar"
    opened = Signal(object)
    """The place of a letter that was written."""

    def __init__(self, session: Session) -> None:
        note = tr("วันที่ของปีงบประมาณ แก้ได้ตามหนังสือแจ้งเวียน")
        columns = date_columns(session.year, lambda: session.today)
        without = (
            tr("ยังไม่มีวันสำคัญของปีนี้"),
            tr("ใส่วันของการประเมินตามหนังสือแจ้งเวียน หน้าภาพรวมวางไว้บนเส้นเวลาของปี และบอกก่อนถึงวัน"),
        )
        super().__init__(session, columns, (tr("ปฏิทินของปี"), tr("เพิ่มวัน"), note), without)

    def refresh(self, *, flash: bool) -> None:
        """Updates the dates; ``flash`` is False for another year."""
        if not flash:
            session = self.session
            self.table.sheet.set_columns(date_columns(session.year, lambda: session.today))
        self.show_rows(date_rows(self.session.data), flash=flash)

    def _add_to_menu(self, menu: QMenu) -> None:
        super()._add_to_menu(menu)
        row = self.table.current_row()
        if isinstance(row, DateRow):
            add_reminders(menu, self.session, row.day, self.opened.emit)

    def blank(self) -> Mapping[str, Any]:
        """Returns today, limited to the year."""
        first, last = fiscal_year_bounds(self.session.year)
        today: date = self.session.today
        return {"title": tr("วันสำคัญใหม่"), "day": today if first <= today <= last else last}
