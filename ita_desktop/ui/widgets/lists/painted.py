"""Lists whose rows are painted: what they say, how high they are, and on which ground."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Radius, tokens

Index = QModelIndex | QPersistentModelIndex
ROW: Final = Qt.ItemDataRole.UserRole
"""The role that gives the row itself."""
_ROOT: Final = QModelIndex()


class Rows(QAbstractListModel):
    """Rows of one kind; subclasses say what a row shows and what a screen reader says of it."""

    def __init__(self, parent: QWidget, rows: Sequence[Any] = ()) -> None:
        super().__init__(parent)
        self.rows: tuple[Any, ...] = tuple(rows)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Shows other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def shown(self, at: int) -> str:
        """What a row shows."""
        raise NotImplementedError

    def spoken(self, at: int) -> str | None:
        """What a screen reader says of a row."""
        raise NotImplementedError

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.shown(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index.row())
        return self.rows[index.row()] if role == ROW else None


class RowPainter(QStyledItemDelegate):
    """Paints rows of one height."""

    height = 0

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self.height)

    @staticmethod
    def paint_state(painter: QPainter, option: QStyleOptionViewItem, area: QRectF) -> None:
        """The ground of a row that is chosen or lies under the pointer."""
        # PySide makes all of QStyle for the first state that is asked: not while a start paints.
        from PySide6.QtWidgets import QStyle

        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            ground = tokens().tint if chosen else tokens().hover
            paint_plate(painter, area, Radius.CONTROL, ground)


class PaintedList(QListView):
    """Shows such rows on what lies behind it."""

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
        """What is listed, and who paints it."""
        self.setModel(rows)
        self.setItemDelegate(painter)
