"""A progress bar 4 px high."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Height, Tone, tokens


class BarSize:
    """Sizes of progress bars."""

    WIDTH: Final = 96
    LEAST: Final = 24
    TICK: Final = 16
    """Height of the target marker."""


STEPS = 10_000


def paint_bar(
    painter: QPainter,
    area: QRectF,
    fraction: float,
    tone: Tone = Tone.ACCENT,
    tick: float | None = None,
) -> None:
    """Paints a bar centred in ``area``; ``fraction`` and the target ``tick`` are 0 to 1."""
    theme = tokens()
    top = round(area.center().y() - Height.BAR / 2)
    whole = QRectF(area.left(), top, area.width(), Height.BAR)
    paint_plate(painter, whole, Height.BAR / 2, theme.bar)
    if fraction > 0:
        part = QRectF(whole)
        part.setWidth(max(Height.BAR, whole.width() * min(fraction, 1.0)))
        paint_plate(painter, part, Height.BAR / 2, tone.colour)
    if tick is not None:
        x = round(whole.left() + whole.width() * tick)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(theme.text, 2))
        middle = whole.center().y()
        painter.drawLine(x, round(middle - BarSize.TICK / 2), x, round(middle + BarSize.TICK / 2))


class Bar(QProgressBar):
    """A progress bar without text. ``tick`` is a target marker, 0 to 1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = Tone.ACCENT
        self._tick: float | None = None
        self.setRange(0, STEPS)
        self.setTextVisible(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_fraction(self, fraction: float, tone: Tone = Tone.ACCENT) -> None:
        """Sets the filled share, 0 to 1."""
        self._tone = tone
        self.setValue(round(min(max(fraction, 0.0), 1.0) * STEPS))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(BarSize.WIDTH, Height.BAR if self._tick is None else BarSize.TICK + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(BarSize.LEAST, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        fraction = self.value() / STEPS
        paint_bar(QPainter(self), QRectF(self.rect()), fraction, self._tone, self._tick)
