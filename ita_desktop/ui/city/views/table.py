"""ตาราง: the districts of a fiscal year."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.city.districts import City
from ita_desktop.i18n import tr
from ita_desktop.ui.city.columns import year_columns
from ita_desktop.ui.city.rows import CityFilter, CityRow
from ita_desktop.ui.city.screen import CityView, Shown
from ita_desktop.ui.city.sheets import CitySheet, name_filter
from ita_desktop.ui.city.views.summary import SummaryStrip
from ita_desktop.ui.widgets.boxes import vbox

if TYPE_CHECKING:
    from ita_desktop.ui.widgets.memory import Memory

_MEMORY = "table"


class TableView(CityView):
    """The table. Enter or a double click leads to the district."""

    filtering = True
    file_requested = Signal(object)

    def __init__(self, memory: "Memory", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = CitySheet(year_columns(City(), 0), self)
        self.table.setAccessibleName(tr("ตารางเขต"))
        self.table.entered.connect(lambda row: self.district_requested.emit(row.district))
        self.table.menu_requested.connect(self._add_to_menu)
        self.table.remember_in(memory, _MEMORY)
        self.summary = SummaryStrip(self)
        vbox(self.summary, (self.table, 1), on=self)

    def show_city(self, shown: Shown) -> None:
        self.summary.show_summary(shown)
        columns = year_columns(shown.city, shown.year)
        self.table.show_other(shown.rows, columns, self.table.memory())

    def narrow(self, wanted: CityFilter) -> tuple[int, int] | None:
        name_filter(self.table, wanted, wanted.passes)
        return self.table.sheet.passed, self.table.sheet.total

    def _add_to_menu(self, menu: QMenu) -> None:
        row = self.table.current_row()
        if not isinstance(row, CityRow):
            return
        if row.year is not None:
            menu.addAction(
                tr("ดูเขตนี้เทียบกับทุกเขต"), lambda: self.district_requested.emit(row.district)
            )
        words = tr("เปิดแฟ้มของเขตนี้ (อ่านอย่างเดียว)")
        menu.addAction(words, lambda: self.file_requested.emit(row.district))
