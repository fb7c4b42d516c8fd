"""The tables of the city: they are read, copied, sorted and filtered, and never edited."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.city.rows import CityFilter
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.rows import RowGroup
from ita_desktop.ui.table.view import SheetView


class CitySheet(SheetView):
    """A table; ``entered`` is emitted with the current row on Enter or a double click."""

    entered = Signal(object)

    def __init__(
        self, columns: Sequence[Column[Any]], parent: QWidget, *, filters: bool = True
    ) -> None:
        super().__init__(columns, parent, filters=filters)
        self.detail_requested.connect(lambda _row: self._enter())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event.key()) and not event.modifiers():
            self._enter()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        row = self.current_row()
        if row is not None and not isinstance(row, RowGroup):
            self.entered.emit(row)


def name_filter(table: SheetView, wanted: CityFilter, passes: Callable[[Any], bool]) -> None:
    """Filters a table by what is chosen above it."""
    table.sheet.quick_filter("city", passes if wanted else None, tr("ตัวกรองด้านบน"))
