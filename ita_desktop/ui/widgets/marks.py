"""The signs of states: icons, and progress blocks, one per item, finished ones first. Shape as well
as colour shows the state.

A finished block is filled, one in progress half filled, a late one has an exclamation mark cut out,
one not begun is an outline, one missed in a past year is crossed out; they differ in greyscale,
too.
"""

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.theme.lines import draw_text, metrics
from ita_desktop.ui.theme.shapes import paint_icon, paint_plate, round_pen
from ita_desktop.ui.theme.tokens import IconSize, Stroke, Text, Tone, tokens

if TYPE_CHECKING:
    from ita_desktop.domain.scores.progress import State
    from ita_desktop.domain.tracking.entries import EntryState


class MarkSize:
    """Shapes of the state icons on a square of 14 px."""

    RING: Final = (1.25, 1.25, 11.5, 11.5)
    DISC: Final = (0.5, 0.5, 13, 13)
    HALF: Final = (3.25, 3.25, 7.5, 7.5)
    HALF_FROM: Final = (7, 3.25)
    HALF_ARC: Final = (90, -180)
    """Start and span of the left half, in degrees."""
    TICK: Final = ((4.2, 7.3), (6.2, 9.2), (9.8, 5.2))
    DASH: Final = ((4.5, 7), (9.5, 7))
    STEM: Final = ((7, 3.9), (7, 7.4))
    """The stroke of the exclamation mark; ``POINT`` is below it."""
    POINT: Final = (7, 10.2)


class Mark(StrEnum):
    """The state of an item."""

    NONE = "none"
    DOING = "doing"
    DONE = "done"
    LATE = "late"
    MISSED = "missed"
    """Not done in a past year."""
    TOLD = "told"
    """Said to be done as a whole; nothing is recorded of it."""

    @classmethod
    def of(cls, state: "State | EntryState") -> "Mark":
        """Returns the icon of a state of work, or of what was recorded of it."""
        return cls.NONE if state.value in {"not_started", "unknown"} else cls(state.value)

    @property
    def word(self) -> str:
        """The state's word in the current language."""
        match self:
            case Mark.NONE:
                return tr("ยังไม่เริ่ม")
            case Mark.DOING:
                return tr("กำลังทำ")
            case Mark.DONE:
                return tr("ครบแล้ว")
            case Mark.LATE:
                return tr("เลยกำหนด")
            case Mark.MISSED:
                return tr("ไม่ครบ")
            case Mark.TOLD:
                return tr("ถือว่าครบ ไม่มีบันทึก")

    @property
    def tone(self) -> Tone:
        """The colour of the icon; its word has it only if late."""
        return Tone.NONE if self in {Mark.MISSED, Mark.TOLD} else Tone(self.value)


Sign = Mark | tuple[str, Tone]
"""A state icon, or the name of a Lucide icon with its colour."""


class MarkLabel(QWidget):
    """An icon alone, in the middle of its height, and a ``gap`` behind it: at 125 % an icon may be
    a fraction of a pixel wider than its size."""

    def __init__(
        self,
        parent: QWidget,
        sign: Sign | None = None,
        *,
        size: int = IconSize.TEXT,
        height: int = 0,
        gap: int = 0,
    ) -> None:
        super().__init__(parent)
        self._sign = sign
        self._size = size
        self.setFixedWidth(size + gap)
        if height:
            self.setFixedHeight(height)

    def show_sign(self, sign: Sign | None) -> None:
        self._sign = sign
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, size = QPainter(self), self._size
        at = QPointF(0, round((self.height() - size) / 2))
        match self._sign:
            case Mark() as mark:
                paint_mark(painter, mark, at, size)
            case (name, tone):
                paint_icon(painter, name, tone.colour, at, size)


def paint_mark(
    painter: QPainter, mark: Mark, at: QPointF, size: int = IconSize.TEXT, tone: Tone | None = None
) -> None:
    """Paints an icon with its top left corner ``at``; cut-out parts show the background."""
    ratio = painter.device().devicePixelRatioF()
    colour = (tone or mark.tone).colour
    place = QPointF(round(at.x() * ratio) / ratio, round(at.y() * ratio) / ratio)
    painter.drawPixmap(place, _picture(mark, colour.rgba(), size, ratio))


@lru_cache(maxsize=64)
def _picture(mark: Mark, rgba: int, size: int, ratio: float) -> QPixmap:
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    picture.setDevicePixelRatio(ratio)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / IconSize.TEXT, size / IconSize.TEXT)
    _draw(painter, mark, QColor.fromRgba(rgba))
    painter.end()
    return picture


def _draw(painter: QPainter, mark: Mark, colour: QColor) -> None:
    if mark in {Mark.NONE, Mark.DOING, Mark.MISSED, Mark.TOLD}:
        painter.setPen(QPen(colour, Stroke.STATE_RING))
        painter.drawEllipse(QRectF(*MarkSize.RING))
    if mark is Mark.MISSED:
        painter.drawLine(*(QPointF(*point) for point in MarkSize.DASH))
    if mark is Mark.TOLD:
        painter.drawPolyline([QPointF(*point) for point in MarkSize.TICK])
    if mark is Mark.DOING:
        half = QPainterPath(QPointF(*MarkSize.HALF_FROM))
        half.arcTo(QRectF(*MarkSize.HALF), *MarkSize.HALF_ARC)
        half.closeSubpath()
        painter.fillPath(half, colour)
    if mark in {Mark.DONE, Mark.LATE}:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QRectF(*MarkSize.DISC))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
        painter.setPen(round_pen(colour, Stroke.SIGN))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if mark is Mark.DONE:
            painter.drawPolyline([QPointF(*point) for point in MarkSize.TICK])
        else:
            painter.drawPolyline([QPointF(*point) for point in MarkSize.STEM])
            painter.drawPoint(QPointF(*MarkSize.POINT))


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
        block = _block_picture(mark, tone.colour.rgba(), round(width - BlockSize.GAP), ratio)
        for _ in range(pieces):
            painter.drawPixmap(QPointF(round(x * ratio) / ratio, top), block)
            x += width


@lru_cache(maxsize=128)
def _block_picture(mark: Mark, rgba: int, width: int, ratio: float) -> QPixmap:
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
