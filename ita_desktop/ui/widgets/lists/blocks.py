"""Progress blocks: one per item, finished ones first. Shape as well as colour shows the state.

A finished block is filled, one in progress half filled, a late one has an exclamation mark cut out,
one not begun is an outline, one missed in a past year is crossed out; they differ in greyscale,
too.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap

from ita_desktop.ui.theme.fonts import draw_text, metrics
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Text, Tone, tokens
from ita_desktop.ui.widgets.marks import Mark


class BlockSize:
    """Sizes of blocks: one per item."""

    HEIGHT: Final = 10
    GAP: Final = 3
    MOST: Final = 22
    LEAST: Final = 5
    """Width below which the blocks of a state become one segment."""
    LATE_LEAST: Final = 8
    """Least width of a segment with an exclamation mark."""
    RADIUS: Final = 2
    STROKE: Final = 1.25
    STEM: Final = (1.5, 4.5)
    """Size of the exclamation mark's stroke in a late block."""
    POINT: Final = 1.5
    SIGN_TOP: Final = 2
    SIGN_LEAST: Final = 5
    """Width below which a late block has no exclamation mark."""
    SIGN_GAP: Final = 1


class LegendSize:
    """Sizes of the legend."""

    BLOCK: Final = 10
    WORD_GAP: Final = 5
    GAP: Final = 9


ORDER = (Mark.DONE, Mark.DOING, Mark.LATE, Mark.NONE, Mark.MISSED)
"""The order of states."""


def paint_blocks(painter: QPainter, area: QRectF, marks: Sequence[Mark], scale: int = 0) -> None:
    """Paints blocks for ``marks`` from the left; ``scale`` is the greatest number of blocks in any
    row.

    If they do not fit, each state becomes a segment of a bar of the same length.
    """
    most = max(scale, len(marks), 1)
    step = min(float(BlockSize.MOST), (area.width() + BlockSize.GAP) / most)
    top = round(area.center().y() - BlockSize.HEIGHT / 2)
    single = step - BlockSize.GAP >= BlockSize.LEAST
    x = area.left()
    ratio = painter.device().devicePixelRatioF()
    for mark, some in groupby(sorted(marks, key=ORDER.index)):
        count = len(list(some))
        pieces = count if single else 1
        width = step * count / pieces
        if mark is Mark.LATE and not single:
            width = max(width, float(BlockSize.LATE_LEAST + BlockSize.GAP))
        tone = Tone.CONTROL if mark in {Mark.NONE, Mark.MISSED} else mark.tone
        block = _picture(mark, tone.colour.rgba(), round(width - BlockSize.GAP), ratio)
        for _ in range(pieces):
            painter.drawPixmap(QPointF(round(x * ratio) / ratio, top), block)
            x += width


@lru_cache(maxsize=128)
def _picture(mark: Mark, rgba: int, width: int, ratio: float) -> QPixmap:
    """Returns a cached pixmap of a block."""
    size = QSize(max(width, 1), BlockSize.HEIGHT)
    picture = QPixmap((QSizeF(size) * ratio).toSize())
    picture.fill(Qt.GlobalColor.transparent)
    picture.setDevicePixelRatio(ratio)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_block(painter, mark, QRectF(QPointF(), QSizeF(size)), QColor.fromRgba(rgba))
    painter.end()
    return picture


def paint_block(painter: QPainter, mark: Mark, area: QRectF, colour: QColor) -> None:
    """Paints one block that fills ``area``."""
    shape = QPainterPath()
    if mark in {Mark.DONE, Mark.LATE}:
        shape.addRoundedRect(area, BlockSize.RADIUS, BlockSize.RADIUS)
        if mark is Mark.LATE and area.width() >= BlockSize.SIGN_LEAST:
            _cut_sign(shape, area)
        painter.fillPath(shape, colour)
        return
    half = BlockSize.STROKE / 2
    edge = area.adjusted(half, half, -half, -half)
    paint_plate(painter, area, BlockSize.RADIUS, None, colour, BlockSize.STROKE)
    if mark is Mark.MISSED:
        middle = edge.center().y()
        painter.drawLine(QPointF(area.left(), middle), QPointF(area.right(), middle))
    if mark is Mark.DOING:
        left = QRectF(area)
        left.setWidth(area.width() / 2)
        shape.addRoundedRect(left, BlockSize.RADIUS, BlockSize.RADIUS)
        painter.fillPath(shape, colour)


def _cut_sign(shape: QPainterPath, area: QRectF) -> None:
    """Cuts an exclamation mark out of a filled block."""
    width, height = BlockSize.STEM
    left = area.center().x() - width / 2
    top = area.top() + BlockSize.SIGN_TOP
    shape.addRect(QRectF(left, top, width, height))
    shape.addRect(QRectF(left, top + height + BlockSize.SIGN_GAP, width, BlockSize.POINT))


def legend_width(marks: Sequence[Mark]) -> float:
    """Returns the width of the legend of ``marks`` in px."""
    measure = metrics(Text.NOTE).horizontalAdvance
    words = sum(measure(mark.word) + LegendSize.BLOCK + LegendSize.WORD_GAP for mark in marks)
    return words + (len(marks) - 1) * LegendSize.GAP


def paint_legend(painter: QPainter, left: float, at: float, marks: Sequence[Mark]) -> None:
    """Paints the legend of ``marks`` on baseline ``at``."""
    middle = at - metrics(Text.NOTE).xHeight() / 2
    for mark in marks:
        top = round(middle - BlockSize.HEIGHT / 2)
        paint_blocks(painter, QRectF(round(left), top, LegendSize.BLOCK, BlockSize.HEIGHT), [mark])
        left = round(left) + LegendSize.BLOCK + LegendSize.WORD_GAP
        painter.setPen(tokens().text2)
        draw_text(painter, Text.NOTE, left, at, mark.word)
        left += metrics(Text.NOTE).horizontalAdvance(mark.word) + LegendSize.GAP
