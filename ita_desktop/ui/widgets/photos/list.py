"""A list view of photographs; thumbnails are created only for visible ones."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QListView, QStyle, QStyledItemDelegate, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.loading.asked import later
from ita_desktop.ui.theme.measures import PhotoSize
from ita_desktop.ui.theme.tokens import Stroke, tokens
from ita_desktop.ui.widgets.painted_list import SpokenList
from ita_desktop.ui.widgets.photos.model import (
    ITEM,
    Index,
    Load,
    PhotoItem,
    PhotoModel,
    ThumbnailRequest,
    Thumbnails,
)
from ita_desktop.ui.widgets.photos.painter import PhotoArea, PhotoPainter, part_at

_DRAG_INTERVAL = 40
"""Interval of scrolling steps while dragging beyond the edge, in ms."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_TURNS = {QListView.CursorAction.MoveNext: 1, QListView.CursorAction.MovePrevious: -1}
_ROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class PhotoList(SpokenList):
    """Photographs in rows. A click opens the viewer, a click on the pencil or caption edits the
    caption; checkbox, Ctrl and Shift select several. Selected ones are moved by dragging, or with
    Alt and arrow keys. F2 or typing edits the caption, Enter or Space opens the viewer."""

    opened = Signal(str)
    removed = Signal(object)
    """Ids of photographs to remove."""
    placed = Signal(object, object)
    """Ids of photographs to move, and the id of the one to insert them before, None for the end."""

    def __init__(self, load: Load, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.photos = PhotoModel(self)
        self.thumbnails = Thumbnails(load, self)
        self.thumbnails.drawn.connect(self.viewport().update)
        self._pressed: QPoint | None = None
        self._clicked: QPoint | None = None
        """Position of a button press that may become a click."""
        self._has_typed = False
        """Whether the current event closed the caption editor."""
        self._gap: int | None = None
        """The row before which dragged photographs would be inserted."""
        self._at = QPoint()
        """The current drag position."""
        self._drag_timer = QTimer(self, interval=_DRAG_INTERVAL)
        self._drag_timer.timeout.connect(self._update_drop_position)
        self.setModel(self.photos)
        self._painter = PhotoPainter(self, self, self.thumbnails)
        self.setItemDelegate(self._painter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setAcceptDrops(False)
        self.setAccessibleName(tr("ภาพถ่าย"))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)

    # -- content

    @property
    def locked(self) -> bool:
        """Whether the photographs can only be viewed."""
        return self.photos.locked

    @property
    def chosen(self) -> tuple[PhotoItem, ...]:
        """The selected photographs in order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self.photos.items[row] for row in rows)

    @property
    def current(self) -> PhotoItem | None:
        """The current photograph."""
        at = self.currentIndex().row()
        return self.photos.items[at] if 0 <= at < len(self.photos.items) else None

    @property
    def columns(self) -> int:
        """The number of columns."""
        return max(1, self._room() // PhotoSize.CELL)

    def _room(self) -> int:
        """Returns the width available for items, always without the scroll bar, so that showing it
        does not change the layout."""
        extent = QStyle.PixelMetric.PM_ScrollBarExtent
        bar = self.style().pixelMetric(extent, None, self.verticalScrollBar())
        return self.maximumViewportSize().width() - bar - 1

    def set_photos(self, items: Sequence[PhotoItem], *, locked: bool) -> None:
        """Sets the photographs; keeps the selection, and an open caption editor with its text."""
        typed = self._typed()
        self._set_items(items, locked=locked)
        row = next((row for row, item in enumerate(items) if typed and item.key == typed[0]), None)
        if typed is not None and row is not None and not self.is_typing and not locked:
            self.setCurrentIndex(self.photos.index(row))
            self.edit(self.photos.index(row))
            if self._painter.editor is not None:
                self._painter.editor.go_on(typed[1])

    def _typed(self) -> tuple[str, str] | None:
        """Returns key and text of a caption that is being edited and not stored yet."""
        editor = self._painter.editor if self.is_typing else None
        if editor is None or self.current is None or not editor.is_modified:
            return None
        return self.current.key, editor.text()

    def _set_items(self, items: Sequence[PhotoItem], *, locked: bool) -> None:
        self.photos.locked = locked
        at, keys = self.currentIndex().row(), {item.key for item in self.chosen}
        current = self.current.key if self.current is not None else ""
        if not self.photos.set_items(items):
            self.viewport().update()
            return
        selection = self.selectionModel()
        self._select([row for row, item in enumerate(items) if item.key in keys])
        if at >= 0 and items:
            last = min(at, len(items) - 1)
            row = next((row for row, item in enumerate(items) if item.key == current), last)
            flag = QItemSelectionModel.SelectionFlag
            kept = flag.NoUpdate if keys & {item.key for item in items} else flag.ClearAndSelect
            selection.setCurrentIndex(self.photos.index(row), kept)
            self.scrollTo(self.photos.index(row))

    def choose(self, keys: Sequence[str]) -> None:
        """Selects photographs by key and scrolls to the last one."""
        wanted = set(keys)
        rows = [row for row, photo in enumerate(self.photos.items) if photo.key in wanted]
        self._select(rows)
        if rows:
            last = self.photos.index(rows[-1])
            self.selectionModel().setCurrentIndex(last, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(last)

    def _select(self, rows: Sequence[int]) -> None:
        """Selects only the given rows, with a single selection change."""
        chosen = QItemSelection()
        for row in rows:
            chosen.append(QItemSelectionRange(self.photos.index(row)))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    @property
    def is_typing(self) -> bool:
        """Whether a caption is being edited."""
        return self.state() == QListView.State.EditingState

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self._has_typed = True
        later(self, 0, self._forget_typing)

    def _forget_typing(self) -> None:
        self._has_typed = False

    def is_edited(self, index: Index) -> bool:
        """Returns whether the caption at ``index`` is being edited."""
        return self.is_typing and index == self.currentIndex()

    def wish_of(self, item: PhotoItem) -> ThumbnailRequest:
        """Returns the thumbnail request for a photograph, in device pixels."""
        return ThumbnailRequest(
            item.media, item.crop, round(PhotoSize.WIDTH * self.devicePixelRatioF())
        )

    def rows_in_sight(self) -> range:
        """Returns the rows that are at least partly visible."""
        rows = range(len(self.photos.items))

        def bottom(row: int) -> int:
            return self.visualRect(self.photos.index(row)).bottom()

        def top(row: int) -> int:
            return self.visualRect(self.photos.index(row)).top()

        first = bisect_left(rows, 0, key=bottom)
        return range(first, bisect_left(rows, self.viewport().height(), key=top))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.thumbnails.want([self.wish_of(self.photos.items[row]) for row in self.rows_in_sight()])
        if self._gap is not None:
            painter = QPainter(self.viewport())
            painter.fillRect(*self._mark(self._gap), tokens().accent)

    def _mark(self, gap: int) -> tuple[int, int, int, int]:
        """Returns the drop indicator between two photographs."""
        last = gap == len(self.photos.items)
        place = self.visualRect(self.photos.index(gap - 1 if last else gap))
        x = place.right() - 1 if last else place.left()
        return x, place.top(), Stroke.FOCUS, place.height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setGridSize(QSize(self._room() // self.columns, PhotoSize.CELL_HEIGHT))
        super().resizeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.photos.items:
            self.setCurrentIndex(self.photos.index(0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # -- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current = Qt.Key(event.key()), self.current
        is_plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        opens = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        # The editor passes Enter on once the caption is finished.
        if current is None or self.is_typing:
            super().keyPressEvent(event)
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and key in _STEPS | _ROWS:
            self.move_chosen(_STEPS.get(key, 0) + self.columns * _ROWS.get(key, 0))
        elif is_plain and key in opens:
            self.opened.emit(current.key)
        elif is_plain and key == Qt.Key.Key_Delete:
            self.remove_chosen()
        elif is_plain and key == Qt.Key.Key_Escape and self._gap is not None:
            self._end_drag()
        elif _types(event) and not self.locked:
            self._type(event.text())
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QListView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Moves Tab to the next photograph in the row; Qt would move down."""
        by = _TURNS.get(action)
        if by is None:
            return super().moveCursor(action, modifiers)
        return self.photos.index(self.currentIndex().row() + by)

    def keyboardSearch(self, _search: str) -> None:
        """Does nothing: typing edits the caption instead."""

    def _type(self, letters: str) -> None:
        self.edit(self.currentIndex())
        if self._painter.editor is not None:
            self._painter.editor.start("", letters)

    def remove_chosen(self) -> None:
        """Emits a request to remove the selected photographs."""
        if self.chosen and not self.locked:
            self.removed.emit(tuple(item.key for item in self.chosen))

    def move_chosen(self, by: int) -> None:
        """Emits a request to move the selected photographs by ``by`` places."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        if not rows:
            return
        gap = rows[-1] + 1 + by if by > 0 else rows[0] + by
        self._place(rows, min(max(gap, 0), len(self.photos.items)))

    def _place(self, rows: Sequence[int], gap: int) -> None:
        items = self.photos.items
        is_there = list(rows) == list(range(rows[0], rows[0] + len(rows))) and (
            rows[0] <= gap <= rows[-1] + 1
        )
        if self.locked or is_there:
            return
        # Moved photographs are skipped when looking for the one to insert before.
        follows = next((row for row in range(gap, len(items)) if row not in rows), None)
        before = items[follows].key if follows is not None else None
        self.placed.emit(tuple(items[row].key for row in rows), before)

    # -- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        is_left = event.button() == Qt.MouseButton.LeftButton
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if is_left and plain and index.isValid() and self._part_at(at, index) is PhotoArea.BOX:
            self._turn_choice(index)
            return
        # A click elsewhere while a caption is edited only closes the editor.
        opens = is_left and plain and index.isValid() and not self._has_typed
        self._clicked = at if opens else None
        self._pressed = at if is_left and index.isValid() and not self.locked else None
        if self._pressed is not None and self._keeps_chosen(event, index):
            # A press on a selected item may start a drag; otherwise the click selects only that
            # item.
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            return
        super().mousePressEvent(event)

    def _keeps_chosen(self, event: QMouseEvent, index: Index) -> bool:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        return plain and self.selectionModel().isSelected(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._gap is None and far:
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._drag_timer.start()
        if self._gap is not None or far:
            self._at = at
            self._update_drop_position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        gap, pressed, clicked = self._gap, self._pressed, self._clicked
        self._end_drag()
        if gap is not None:
            self._place(
                sorted(index.row() for index in self.selectionModel().selectedIndexes()), gap
            )
            return
        if pressed is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.setCurrentIndex(self.indexAt(pressed))
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        if clicked is not None and self.indexAt(at) == self.indexAt(clicked):
            self._click(clicked)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Handles a double click's second press like a first one."""
        self.mousePressEvent(event)

    def _click(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if self._part_at(at, index) is PhotoArea.PICTURE:
            # Opened after the release was handled.
            later(self, 0, partial(self.opened.emit, index.data(ITEM).key))
        elif not self.locked and self._part_at(at, index) is PhotoArea.CAPTION:
            self.edit(index)

    def _part_at(self, at: QPoint, index: Index) -> PhotoArea:
        return part_at(QPointF(at), QRectF(self.visualRect(index)))

    def _turn_choice(self, index: Index) -> None:
        """Toggles the selection of an item."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(index, flags.Toggle)
        self.selectionModel().setCurrentIndex(index, flags.NoUpdate)

    def _end_drag(self) -> None:
        self._pressed = self._clicked = self._gap = None
        self._drag_timer.stop()
        self.viewport().unsetCursor()
        self.viewport().update()

    def _gap_at(self, at: QPoint) -> int:
        """Returns the row before which a drop at ``at`` would insert."""
        size = self.gridSize()
        down = at.y() + self.verticalScrollBar().value()
        line = max(down, 0) // size.height()
        across = min(max((at.x() + size.width() // 2) // size.width(), 0), self.columns)
        return min(line * self.columns + across, len(self.photos.items))

    def _update_drop_position(self) -> None:
        """Updates the drop position; scrolls while the pointer is beyond the edge."""
        bar, y = self.verticalScrollBar(), self._at.y()
        bar.setValue(bar.value() + min(y, 0) + max(y - self.viewport().height(), 0))
        self._gap = self._gap_at(self._at)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.customContextMenuRequested.emit(event.pos())


def _types(event: QKeyEvent) -> bool:
    """Returns whether a key event inserts a character."""
    held = event.modifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    )
    return (
        held == Qt.KeyboardModifier.NoModifier
        and event.text().strip().isprintable()
        and bool(event.text().strip())
    )
