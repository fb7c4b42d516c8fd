"""Functions that build horizontal and vertical layouts in one expression, and size policies."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

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
    made = QHBoxLayout() if on is None else QHBoxLayout(on)
    _fill(made, pieces, margins, gap)
    return made


def vbox(
    *pieces: Piece, on: QWidget | None = None, margins: Margins = 0, gap: int | None = 0
) -> QVBoxLayout:
    """Returns a column; see :func:`hbox`."""
    made = QVBoxLayout() if on is None else QVBoxLayout(on)
    _fill(made, pieces, margins, gap)
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
            put = box.addLayout if isinstance(part, QLayout) else box.addWidget
            put(part, *how)  # type: ignore[arg-type]


def set_height_for_width(widget: QWidget, across: QSizePolicy.Policy) -> None:
    """Lets the height of a widget follow from its width, as its words wrap."""
    policy = QSizePolicy(across, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


def _fill(box: QBoxLayout, pieces: Sequence[Piece], margins: Margins, gap: int | None) -> None:
    if margins is not None:
        sides: Sequence[int] = margins if isinstance(margins, tuple) else (margins, margins)
        left, top, *others = sides
        right, bottom = others or sides
        box.setContentsMargins(left, top, right, bottom)
    if gap is not None:
        box.setSpacing(gap)
    add(box, *pieces)
