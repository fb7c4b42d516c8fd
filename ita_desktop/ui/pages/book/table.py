"""The list of chapters, toggled by Space and moved by dragging."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from ita_desktop.i18n import tr
from ita_desktop.ui.pages.book.rows import SHOWN, chapter_columns
from ita_desktop.ui.table.view import SheetView


class ChapterTable(SheetView):
    """A table whose rows are dragged by any cell but the tick."""

    toggled = Signal()
    """The selected chapters should be shown or hidden."""

    def __init__(self) -> None:
        super().__init__(chapter_columns(), filters=False)
        self.setAccessibleName(tr("บทของเล่ม"))
        self.tints_row = True
        self.moves_rows = True
        self.row_drag.columns = frozenset(
            column.key for column in self.sheet.columns if column.key != SHOWN
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.toggled.emit()
        else:
            super().keyPressEvent(event)
