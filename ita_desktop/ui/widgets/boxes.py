"""Layouts: rows and columns in one expression, a row that wraps, a pause while many widgets change.

Also size policies, and the two forms in which Qt makes a widget.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import createdByPython, invalidate

Piece = (
    QWidget
    | QLayout
    | tuple[QWidget | QLayout, int]
    | tuple[QWidget, int, Qt.AlignmentFlag]
    | int
    | None
)
"""A widget or layout, optionally with stretch and alignment; spacing in px; None for a stretch."""
Margins = tuple[int, int, int, int] | tuple[int, int] | int | None
"""Margins in px: (left, top, right, bottom), (horizontal, vertical), one for all, or None for Qt's
default."""


_PASSES: Final = 4
"""At most; a text that wraps differently once its width is known takes a second pass."""


def hbox(
    *pieces: Piece, on: QWidget | None = None, margins: Margins = 0, gap: int | None = 0
) -> QHBoxLayout:
    """A row, installed ``on`` a widget or for nesting; ``gap`` None: the parent's spacing."""
    made = QHBoxLayout()
    _fill(made, pieces, margins, gap, on)
    return made


def vbox(
    *pieces: Piece, on: QWidget | None = None, margins: Margins = 0, gap: int | None = 0
) -> QVBoxLayout:
    """Returns a column; see :func:`hbox`."""
    made = QVBoxLayout()
    _fill(made, pieces, margins, gap, on)
    return made


def add(box: QBoxLayout, *pieces: Piece) -> None:
    """Appends to a row or column."""
    for piece in pieces:
        if piece is None:
            box.addStretch(1)
        elif isinstance(piece, int):
            box.addSpacing(piece)
        else:
            part, *how = piece if isinstance(piece, tuple) else (piece,)
            if isinstance(part, QLayout):
                nest(box, part, *how)
            else:
                box.addWidget(part, *how)  # type: ignore[arg-type]


def nest(outer: QBoxLayout | QGridLayout, inner: QLayout, *how: int, at: int | None = None) -> None:
    """Appends ``inner``, inserts it ``at`` a place of a row or column, or puts it into a cell of a
    grid; ``how`` is as for ``addLayout()``. Every layout goes into another one by this function.

    If ``outer`` is installed, ``addLayout()`` makes wrappers of the items of ``inner``, and
    PySide6 keeps them as long as ``outer``, also when Qt has freed an item with its widget.
    Another Python object of Qt may get the freed address, for instance a QMimeData. When Qt
    deletes that one, PySide6 takes the wrapper of the former item for it and frees memory twice:
    the program crashes, immediately or much later.
    """
    knows_items = outer.parentWidget() is not None
    if at is not None and isinstance(outer, QBoxLayout):
        outer.insertLayout(at, inner, *how)
    else:
        outer.addLayout(inner, *how)  # type: ignore[call-overload]
    if knows_items:
        _forget_items(inner)


def _forget_items(layout: QLayout) -> None:
    """Ends the connection of the wrappers of Qt's own items to their addresses."""
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if isinstance(item, QLayout):
            _forget_items(item)
        elif item is not None and not createdByPython(item):
            invalidate(item)


def set_height_for_width(widget: QWidget, across: QSizePolicy.Policy) -> None:
    """Lets the height of a widget follow from its width, as its words wrap."""
    policy = QSizePolicy(across, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


def _fill(
    box: QBoxLayout, pieces: Sequence[Piece], margins: Margins, gap: int | None, on: QWidget | None
) -> None:
    if margins is not None:
        sides: Sequence[int] = margins if isinstance(margins, tuple) else (margins, margins)
        left, top, *others = sides
        right, bottom = others or sides
        box.setContentsMargins(left, top, right, bottom)
    if gap is not None:
        box.setSpacing(gap)
    add(box, *pieces)
    # Installed last, because PySide6 then makes no wrappers of the items, see :func:`nest`.
    if on is not None:
        on.setLayout(box)


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


@contextmanager
def at_once(*layouts: QLayout) -> Iterator[None]:
    """Disables the layouts in the ``with`` block; otherwise each widget shown would trigger a
    relayout. What is in sight is laid out at the end of the block, or it would be painted twice:
    Qt lays out each level of nested widgets an event after the one within it, and first fits the
    content of a scroll area to the size it had before."""
    for layout in layouts:
        layout.setEnabled(False)
    try:
        yield
    finally:
        for layout in layouts:
            layout.setEnabled(True)
    for layout in layouts:
        content = layout.parentWidget()
        around = content.parentWidget() if content is not None else None
        if content is not None and around is not None and around.isVisible():
            _settle(content, around)


def _settle(content: QWidget, around: QWidget) -> None:
    """Lays out all of ``content`` from the inside out, until nothing changes."""
    for _pass in range(_PASSES):
        inner = reversed(content.findChildren(QLayout))
        changed = [one.activate() for one in inner if _is_seen(one)]
        if not any(changed):
            return
        QCoreApplication.sendEvent(around, QEvent(QEvent.Type.LayoutRequest))


def _is_seen(layout: QLayout) -> bool:
    on = layout.parent()
    return isinstance(on, QWidget) and on.isVisible()


def text_and_parent(text: str | QWidget, parent: QWidget | None) -> tuple[str, QWidget | None]:
    """Returns text and parent for both ``Button("มอบหมาย", page)`` and ``Button(page)``."""
    return ("", text) if isinstance(text, QWidget) else (text, parent)
