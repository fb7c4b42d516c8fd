"""The list of documents, with links to missing data."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from ita_desktop.i18n import tr
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.pages.documents.rows import MISSING, DocumentRow, Gap, document_columns
from ita_desktop.ui.table.view import SheetView


class DocumentTable(SheetView):
    """A read-only table: Enter on missing data opens its place, elsewhere shows the document."""

    gap_opened = Signal(object)
    """A :class:`Gap` was clicked."""

    def __init__(self) -> None:
        super().__init__(document_columns(), filters=False)
        self.setAccessibleName(tr("เอกสาร"))
        self.tints_row = True
        self._pressed: Gap | None = None

    def gap_at(self, place: QPoint) -> Gap | None:
        """Returns the missing data at a point of the viewport, if it is a link."""
        index, span = self.indexAt(place), self.header.span_at(place.x())
        if not index.isValid() or span is None or span.column.key != MISSING:
            return None
        return _open_gap(self.sheet.lines[index.row()].row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self.gap_at(event.position().toPoint()) if left else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is not None and self.gap_at(event.position().toPoint()) == pressed:
            self.gap_opened.emit(pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self.gap_at(event.position().toPoint()) is not None:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        cell = self.current_cell()
        enter = is_enter(event.key()) and not event.modifiers()
        if not enter or cell is None or cell[0].group is not None:
            super().keyPressEvent(event)
            return
        gap = _open_gap(cell[0].row) if cell[1].key == MISSING else None
        if gap is not None:
            self.gap_opened.emit(gap)
        else:
            self.open_detail()


def _open_gap(row: object) -> Gap | None:
    """Returns the first piece of missing data of a document."""
    if not isinstance(row, DocumentRow):
        return None
    return next(iter(row.gaps), None)
