"""A layout that wraps a row of widgets onto further lines."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class WrapLayout(QLayout):
    """Lays widgets out from left to right: with their size hints if they fit into one line,
    otherwise with their minimum sizes on several lines. ``gap`` is the spacing between them,
    ``line_gap`` that between the lines, in px."""

    def __init__(self, gap: int, line_gap: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._line_gap = line_gap
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._laid_out(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._laid_out(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _laid_out(self, rect: QRect, *, move: bool) -> int:
        """Returns the height of the items in ``rect``, and places them if ``move`` is True."""
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        shown = [item for item in self._items if not item.isEmpty()]
        sizes = [item.sizeHint() for item in shown]
        if sum(size.width() + self.spacing() for size in sizes) - self.spacing() > inner.width():
            sizes = [item.minimumSize() for item in shown]
        x, y, height = inner.x(), inner.y(), 0
        for item, size in zip(shown, sizes, strict=True):
            if height and x + size.width() > inner.x() + inner.width():
                x, y, height = inner.x(), y + height + self._line_gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self.spacing()
            height = max(height, size.height())
        return y + height - rect.y() + margins.bottom()
