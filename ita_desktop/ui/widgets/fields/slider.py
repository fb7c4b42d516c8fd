"""A slider over scores: whole points from 0 to 100, or only nothing and all."""

from decimal import Decimal
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider

from ita_desktop.ui.theme.tokens import Stroke, Tone, tokens
from ita_desktop.ui.widgets.status import paint_bar


class SliderSize:
    """The slider over a score."""

    WIDTH: Final = 240
    LEAST: Final = 120
    HEIGHT: Final = 28
    HANDLE: Final = 14


FULL = 100
PAGE = 5
"""Points that Page Up and Page Down move by."""


class ScoreSlider(QSlider):
    """``moved_to``: the user moved it, to this score. ``movement`` counts the user's movements, so
    that all of one can be taken back together: a drag is one, and so are keys after another.

    Between two whole points stands what was typed; from there keys go to whole points.
    """

    moved_to = Signal(object)

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.movement = 0
        self._exact: Decimal | None = None
        self._real: Decimal | None = None
        self._step = 1
        self.setRange(0, FULL)
        self.setPageStep(PAGE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.actionTriggered.connect(lambda _action: self._move_to(self.sliderPosition()))

    def show_score(self, score: Decimal | None, real: Decimal | None, *, all_or_none: bool) -> None:
        """Where it stands, the real score to compare with, and whether nothing lies between 0
        and 100. Nothing is told of it."""
        self._exact, self._real = score, real
        self._step = FULL if all_or_none else 1
        self.setSingleStep(self._step)
        self.setPageStep(FULL if all_or_none else PAGE)
        blocked = self.blockSignals(True)
        self.setValue(round(score) if score is not None else 0)
        self.blockSignals(blocked)
        self.update()

    def begin_movement(self) -> None:
        """What is moved from now on is taken back by itself."""
        self.movement += 1

    def _move_to(self, points: int) -> None:
        points = min(max(round(points / self._step) * self._step, 0), FULL)
        self.setSliderPosition(points)
        self._exact = Decimal(points)
        self.update()
        self.moved_to.emit(Decimal(points))

    # -- the mouse: the handle goes where it is pressed

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.begin_movement()
        self.setSliderDown(True)
        self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.setSliderDown(False)
        self.begin_movement()
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # turning the wheel moves the page, not a score

    def _follow(self, event: QMouseEvent) -> None:
        groove = self._groove()
        share = (event.position().x() - groove.left()) / groove.width()
        points = round(share * FULL / self._step) * self._step
        if self._exact != points:
            self._move_to(points)

    # -- painting

    def _groove(self) -> QRectF:
        radius = SliderSize.HANDLE / 2 + Stroke.FOCUS
        return QRectF(radius, 0, self.width() - 2 * radius, self.height())

    def sizeHint(self) -> QSize:
        return QSize(SliderSize.WIDTH, SliderSize.HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(SliderSize.LEAST, SliderSize.HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        groove = self._groove()
        share = float(self._exact) / FULL if self._exact is not None else 0.0
        moved = self._exact != self._real
        tick = float(self._real) / FULL if self._real is not None and moved else None
        paint_bar(painter, groove, share, Tone.ACCENT if moved else Tone.TEXT2, tick)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = SliderSize.HANDLE / 2
        at = QPointF(groove.left() + share * groove.width(), groove.center().y())
        painter.setPen(QPen(theme.accent if moved else theme.control, Stroke.STATE_RING))
        painter.setBrush(theme.hover if self.underMouse() else theme.surface)
        painter.drawEllipse(at, radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(theme.accent, Stroke.FOCUS))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, radius + 1, radius + 1)
