"""Base classes of lists with painted rows: model, delegate and view."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QPainter, QPalette
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Radius, tokens

Index = QModelIndex | QPersistentModelIndex
ROW: Final = Qt.ItemDataRole.UserRole
"""The item role of the row object."""
_ROOT: Final = QModelIndex()


class Rows(QAbstractListModel):
    """A list model of row objects; subclasses return their texts."""

    def __init__(self, parent: QWidget, rows: Sequence[Any] = ()) -> None:
        super().__init__(parent)
        self.rows: tuple[Any, ...] = tuple(rows)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Sets the rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def shown(self, at: int) -> str:
        """Returns the display text of a row."""
        raise NotImplementedError

    def accessible_text(self, at: int) -> str | None:
        """Returns the accessible text of a row."""
        raise NotImplementedError

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.shown(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.accessible_text(index.row())
        return self.rows[index.row()] if role == ROW else None


class RowPainter(QStyledItemDelegate):
    """A delegate for rows of equal height."""

    height = 0

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self.height)

    @staticmethod
    def paint_state(painter: QPainter, option: QStyleOptionViewItem, area: QRectF) -> None:
        """Paints the background of a selected or hovered row."""
        # QStyle is imported here: it takes PySide long to initialize, too long during the first
        # painting.
        from PySide6.QtWidgets import QStyle

        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            ground = tokens().tint if chosen else tokens().hover
            paint_plate(painter, area, Radius.CONTROL, ground)


class SpokenList(QListView):
    """A list view whose current row is heard when the keyboard comes into it, after its name."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if QAccessible.isActive():
            # Qt tells of the list itself after this event.
            QTimer.singleShot(0, self, self._tell_current)

    def _tell_current(self) -> None:
        index = self.currentIndex()
        if self.hasFocus() and index.isValid():
            current = QAccessibleEvent(self, QAccessible.Event.Focus)
            current.setChild(index.row())
            QAccessible.updateAccessibility(current)


class PaintedList(SpokenList):
    """A transparent list view for such rows."""

    def __init__(self, parent: QWidget | None, name: str) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)

    def paint_by(self, rows: Rows, painter: RowPainter) -> None:
        """Sets the model and the delegate."""
        self.setModel(rows)
        self.setItemDelegate(painter)
