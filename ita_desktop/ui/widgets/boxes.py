"""Functions that build horizontal and vertical layouts in one expression, and size policies."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLayout,
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
