"""The list of chapters, toggled by Space and moved by dragging."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.pages.book.rows import SHOWN, chapter_columns
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Stroke, Tone
from ita_desktop.ui.widgets.page.plate import Plate

_LEFT = Qt.MouseButton.LeftButton


class _DropLine(Plate):
    """The drop indicator between two chapters."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, ground=Tone.ACCENT)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()


class ChapterTable(SheetView):
    """A table whose rows are dragged vertically; Esc cancels the drag."""

    toggled = Signal()
    """The selected chapters should be shown or hidden."""
    put = Signal(str, int)
    """A chapter should be moved; carries its id and new index, from 0."""

    def __init__(self) -> None:
        super().__init__(chapter_columns(), filters=False)
        self.setAccessibleName(tr("บทของเล่ม"))
        self.tints_row = True
        self.moves_rows = True
        self._held: tuple[str, QPoint] | None = None
        self._to: int | None = None
        self._dragging = False
        self.drop_line = _DropLine(self.viewport())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._dragging:
            self._end_drag()
        elif event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.toggled.emit()
        else:
            super().keyPressEvent(event)

    # -- dragging

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        place = event.position().toPoint()
        at, span = self.rowAt(place.y()), self.header.span_at(place.x())
        plain = event.button() == _LEFT and not event.modifiers()
        if (
            plain
            and not self.filling.dragging
            and at >= 0
            and span is not None
            and span.column.key != SHOWN
        ):
            self._held = (self.sheet.lines[at].id, place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & _LEFT or self.filling.dragging:
            super().mouseMoveEvent(event)
            return
        if self._held is None:
            return
        place = event.position().toPoint()
        key, began = self._held
        if not self._dragging:
            if abs(place.y() - began.y()) < QApplication.startDragDistance():
                return
            if self.sheet.read_only or self.sheet.how.sort is not None:
                self._held = None
                self.move_requested.emit((key,), 0)  # shows the reason
                return
            self._dragging = True
        self._follow(key, place)

    def _follow(self, key: str, place: QPoint) -> None:
        """Shows the drop indicator, and scrolls near the edges."""
        high, row = self.viewport().height(), self.density.row
        bar = self.verticalScrollBar()
        if place.y() < row // 2 or place.y() > high - row // 2:
            bar.setValue(bar.value() + (row if place.y() > row else -row))
        lines = self.sheet.lines
        at = self.rowAt(min(max(place.y(), 0), high - 1))
        if at < 0:
            at = len(lines) - 1
        top = self.rowViewportPosition(at)
        gap = at + (place.y() > top + self.rowHeight(at) / 2)
        now = self.sheet.place(key)
        if now is None or gap in {now, now + 1}:
            self._to = None
            self.drop_line.hide()
            return
        self._to = gap - (gap > now)
        y = top if gap == at else top + self.rowHeight(at)
        self.drop_line.setGeometry(0, y - Stroke.FOCUS // 2, self.viewport().width(), Stroke.FOCUS)
        self.drop_line.raise_()
        self.drop_line.show()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        held, to, dragged = self._held, self._to, self._dragging
        self._end_drag()
        if dragged and held is not None and to is not None:
            self.put.emit(held[0], to)

    def _end_drag(self) -> None:
        self._held, self._to, self._dragging = None, None, False
        self.drop_line.hide()
