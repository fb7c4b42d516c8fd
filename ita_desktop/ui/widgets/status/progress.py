"""Progress of long work: after one second, a sentence, a count, a bar and a stop button.

A progress bar 4 px high.
"""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Duration, Height, Space, Tone, tokens
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.plate import Plate


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


class ProgressLine(Plate):
    """Replaces the message line during long work. ``stopped`` is emitted by the stop button."""

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, ground=Tone.SURFACE, edge=Qt.Edge.TopEdge)
        self._sentence = ""
        self._total = 0
        self._label = ThaiLabel("", self)
        self.stop_button = Button(tr("หยุด"), self, kind=ButtonKind.QUIET, hint="Esc")
        self.stop_button.set_flush()
        self.stop_button.clicked.connect(self._stop)
        self._bar = Bar(self)
        vbox(
            hbox((self._label, 1), self.stop_button, gap=Space.M),
            self._bar,
            on=self,
            margins=(Space.PAGE_EDGE, Space.XS, Space.PAGE_EDGE, Space.S),
            gap=Space.XS,
        )
        self._wait = QTimer(self, singleShot=True, interval=Duration.BEFORE_PROGRESS)
        self._wait.timeout.connect(self.show)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._escape.activated.connect(self._stop)
        self.hide()

    def minimumSizeHint(self) -> QSize:
        # A fixed minimum height would be used even if the text needs more.
        return super().minimumSizeHint().expandedTo(QSize(0, Height.MESSAGE))

    def start(self, sentence: str, total: int = 0) -> None:
        """Starts; ``sentence`` describes the work, ``total`` is its number of steps (0:
        unknown)."""
        self._sentence = sentence
        self._total = total
        self.stop_button.setEnabled(True)
        self._bar.setAccessibleName(sentence)
        self.advance(0)
        self._wait.start()

    def advance(self, done: int, total: int | None = None) -> None:
        """Updates the number of finished steps, and the ``total`` if it is known only now."""
        if total is not None:
            self._total = total
        if self._total:
            count = tr("{done} จาก {total}", done=done, total=self._total)
            self._label.setText(f"{self._sentence} {count}")
            self._bar.set_fraction(done / self._total)
        else:
            self._label.setText(self._sentence)
        self._bar.setVisible(bool(self._total))
        self.setAccessibleName(self._label.text())

    def finish(self) -> None:
        """Hides the line at the end of the work."""
        self._wait.stop()
        self.hide()

    def _stop(self) -> None:
        self.stop_button.setEnabled(False)
        self.stopped.emit()
