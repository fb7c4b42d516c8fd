"""Photographs in rows: chosen, looked at, put in order, captioned; only those in sight are made."""

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
from ita_desktop.ui.loading.later import later
from ita_desktop.ui.theme.measures import PhotoSize
from ita_desktop.ui.theme.tokens import Stroke, tokens
from ita_desktop.ui.widgets.photos.model import ITEM, Index, PhotoItem, PhotoModel
from ita_desktop.ui.widgets.photos.painter import PhotoArea, PhotoPainter, part_at
from ita_desktop.ui.widgets.photos.thumbs import Load, Thumbnails, Wish

_PULL_EVERY = 40
"""Milliseconds between two steps of scrolling while photographs are dragged beyond the edge."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_TURNS = {QListView.CursorAction.MoveNext: 1, QListView.CursorAction.MovePrevious: -1}
_ROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class PhotoList(QListView):
    """The photographs, side by side. A click shows one large, a click on its pencil or caption
    begins the caption; the box in its corner chooses it beside others, as Ctrl and Shift do. The
    chosen ones are dragged, or moved with Alt and the arrows. F2 or a letter begins a caption,
    Enter or Space shows one large."""

    opened = Signal(str)
    removed = Signal(object)
    """Keys of the photographs to be taken out."""
    placed = Signal(object, object)
    """Keys of photographs, and the key of the one that they are to stand before, None for last."""

    def __init__(self, load: Load, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.photos = PhotoModel(self)
        self.thumbnails = Thumbnails(load, self)
        self.thumbnails.drawn.connect(self.viewport().update)
        self._pressed: QPoint | None = None
        self._clicked: QPoint | None = None
        """Where the button went down that may come to a click."""
        self._has_typed = False
        """Whether the event at hand ended the typing of a caption."""
        self._gap: int | None = None
        """Before which row the dragged photographs would stand."""
        self._at = QPoint()
        """Where they are dragged to."""
        self._pulling = QTimer(self, interval=_PULL_EVERY)
        self._pulling.timeout.connect(self._pull)
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

    # -- what is shown

    @property
    def locked(self) -> bool:
        """Whether the photographs can only be looked at."""
        return self.photos.locked

    @property
    def chosen(self) -> tuple[PhotoItem, ...]:
        """The chosen photographs, in their order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self.photos.items[row] for row in rows)

    @property
    def current(self) -> PhotoItem | None:
        """The photograph that has the keyboard."""
        at = self.currentIndex().row()
        return self.photos.items[at] if 0 <= at < len(self.photos.items) else None

    @property
    def columns(self) -> int:
        """How many stand side by side."""
        return max(1, self._room() // PhotoSize.CELL)

    def _room(self) -> int:
        """Width that Qt fills: always without the scroll bar, so that it does not come and go."""
        extent = QStyle.PixelMetric.PM_ScrollBarExtent
        bar = self.style().pixelMetric(extent, None, self.verticalScrollBar())
        return self.maximumViewportSize().width() - bar - 1

    def set_photos(self, items: Sequence[PhotoItem], *, locked: bool) -> None:
        """Shows these; what was chosen stays so where it is still there, and what is typed of a
        caption stays in its editor."""
        typed = self._typed()
        self._put(items, locked=locked)
        row = next((row for row, item in enumerate(items) if typed and item.key == typed[0]), None)
        if typed is not None and row is not None and not self.is_typing and not locked:
            self.setCurrentIndex(self.photos.index(row))
            self.edit(self.photos.index(row))
            if self._painter.editor is not None:
                self._painter.editor.go_on(typed[1])

    def _typed(self) -> tuple[str, str] | None:
        """Of which photograph a caption is typed that is not stored yet, and what."""
        editor = self._painter.editor if self.is_typing else None
        if editor is None or self.current is None or not editor.is_modified:
            return None
        return self.current.key, editor.text()

    def _put(self, items: Sequence[PhotoItem], *, locked: bool) -> None:
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
        """Chooses these and brings the last of them into sight."""
        wanted = set(keys)
        rows = [row for row, photo in enumerate(self.photos.items) if photo.key in wanted]
        self._select(rows)
        if rows:
            last = self.photos.index(rows[-1])
            self.selectionModel().setCurrentIndex(last, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(last)

    def _select(self, rows: Sequence[int]) -> None:
        """Chooses these alone, told once: what follows the choice looks at all of it."""
        chosen = QItemSelection()
        for row in rows:
            chosen.append(QItemSelectionRange(self.photos.index(row)))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    @property
    def is_typing(self) -> bool:
        """Whether a caption is being typed."""
        return self.state() == QListView.State.EditingState

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self._has_typed = True
        later(self, 0, self._forget_typing)

    def _forget_typing(self) -> None:
        self._has_typed = False

    def is_edited(self, index: Index) -> bool:
        """Whether a caption is being typed there."""
        return self.is_typing and index == self.currentIndex()

    def wish_of(self, item: PhotoItem) -> Wish:
        """The small picture of a photograph, sharp on this screen."""
        return Wish(item.media, item.crop, round(PhotoSize.WIDTH * self.devicePixelRatioF()))

    def rows_in_sight(self) -> range:
        """The rows whose photographs are seen, wholly or in part."""
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
        """The line between two photographs where dragged ones would go."""
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
        # A field lets Enter through when its caption is done.
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
        """Tab goes on to the next caption, beside this one; Qt would go down."""
        by = _TURNS.get(action)
        if by is None:
            return super().moveCursor(action, modifiers)
        return self.photos.index(self.currentIndex().row() + by)

    def keyboardSearch(self, _search: str) -> None:
        """Letters begin a caption."""

    def _type(self, letters: str) -> None:
        self.edit(self.currentIndex())
        if self._painter.editor is not None:
            self._painter.editor.start("", letters)

    def remove_chosen(self) -> None:
        """Lets the chosen photographs be taken out."""
        if self.chosen and not self.locked:
            self.removed.emit(tuple(item.key for item in self.chosen))

    def move_chosen(self, by: int) -> None:
        """Lets the chosen photographs stand so many places further back (or to the front)."""
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
        # In front of one that moves along is in front of the next that stays.
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
        # While a caption is typed, a click elsewhere ends the typing and does no more.
        opens = is_left and plain and index.isValid() and not self._has_typed
        self._clicked = at if opens else None
        self._pressed = at if is_left and index.isValid() and not self.locked else None
        if self._pressed is not None and self._keeps_chosen(event, index):
            # Dragging several begins on one of them; without a drag the click chooses that one.
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
            self._pulling.start()
        if self._gap is not None or far:
            self._at = at
            self._pull()

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
        """The second click does what a first one does; mostly that lies under what the first one
        opened already."""
        self.mousePressEvent(event)

    def _click(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if self._part_at(at, index) is PhotoArea.PICTURE:
            # The button is done with before something opens above the list.
            later(self, 0, partial(self.opened.emit, index.data(ITEM).key))
        elif not self.locked and self._part_at(at, index) is PhotoArea.CAPTION:
            self.edit(index)

    def _part_at(self, at: QPoint, index: Index) -> PhotoArea:
        return part_at(QPointF(at), QRectF(self.visualRect(index)))

    def _turn_choice(self, index: Index) -> None:
        """Chooses one beside the others, or no longer."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(index, flags.Toggle)
        self.selectionModel().setCurrentIndex(index, flags.NoUpdate)

    def _end_drag(self) -> None:
        self._pressed = self._clicked = self._gap = None
        self._pulling.stop()
        self.viewport().unsetCursor()
        self.viewport().update()

    def _gap_at(self, at: QPoint) -> int:
        """Before which row photographs would stand that are let go there."""
        size = self.gridSize()
        down = at.y() + self.verticalScrollBar().value()
        line = max(down, 0) // size.height()
        across = min(max((at.x() + size.width() // 2) // size.width(), 0), self.columns)
        return min(line * self.columns + across, len(self.photos.items))

    def _pull(self) -> None:
        """Follows the pointer that drags; beyond the edge it scrolls, even where it rests."""
        bar, y = self.verticalScrollBar(), self._at.y()
        bar.setValue(bar.value() + min(y, 0) + max(y - self.viewport().height(), 0))
        self._gap = self._gap_at(self._at)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.customContextMenuRequested.emit(event.pos())


def _types(event: QKeyEvent) -> bool:
    """Whether a key writes a letter."""
    held = event.modifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    )
    return (
        held == Qt.KeyboardModifier.NoModifier
        and event.text().strip().isprintable()
        and bool(event.text().strip())
    )
