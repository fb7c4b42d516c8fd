"""A chart as printed in documents, in the fonts and colours of the window."""

from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.pictures.charts import SIZE, Chart, Curve, draw, draw_curve, in_words
from ita_desktop.pictures.shapes import RAMP, Dot, Drawing, FilledRect, Ink, StraightLine, TextLabel
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.theme.lines import draw_text, elide, metrics, set_tip
from ita_desktop.ui.theme.measures import ChartSize
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Radius, Stroke, Text, Tokens, tokens
from ita_desktop.ui.widgets.boxes import set_height_for_width

_SHADES = (1.0, 0.88, 0.76, 0.42, 0.2, 0.06)
"""Share of the accent colour in each step of the colour ramp; text on any of them has a contrast of
at least 4.5:1."""

_WIDTHS = 8
"""Number of widths for which a drawing is cached."""


class ChartPicture(QWidget):
    """Draws a chart as wide as the widget. Its description is the accessible text, and the tool tip
    if names had to be elided."""

    accessible_role = Role.Graphic

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart: Chart | Curve | None = None
        """The current chart."""
        self._drawings: dict[int, Drawing] = {}
        """Drawings by width: layouts query the height for several widths."""
        set_height_for_width(self, QSizePolicy.Policy.Expanding)
        # Focusable, so that the keyboard can scroll it into view.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()

    def set_chart(self, chart: Chart | Curve | None, text: str = "") -> None:
        """Sets the chart; None shows nothing. ``text`` replaces its own description."""
        if chart == self.chart:
            return
        self.chart = chart
        self._drawings.clear()
        text = text or _words(chart)
        self.setAccessibleName(text)
        set_tip(self, text)
        self.setVisible(chart is not None)
        self.updateGeometry()
        self.update()

    def _drawn(self, width: int) -> Drawing | None:
        if self.chart is None:
            return None
        if width not in self._drawings:
            if len(self._drawings) >= _WIDTHS:
                self._drawings.clear()
            self._drawings[width] = _draw(self.chart, float(width))
        return self._drawings[width]

    def heightForWidth(self, width: int) -> int:
        drawing = self._drawn(max(width, ChartSize.LEAST))
        return ceil(drawing.height) + 2 * Stroke.FOCUS if drawing is not None else 0

    def sizeHint(self) -> QSize:
        return QSize(ChartSize.WIDTH, self.heightForWidth(ChartSize.WIDTH))

    def minimumSizeHint(self) -> QSize:
        return QSize(ChartSize.LEAST, self.heightForWidth(max(self.width(), ChartSize.LEAST)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawing = self._drawn(self.width())
        if drawing is None:
            return
        theme = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            paint_plate(painter, self.rect(), Radius.CHECK, None, theme.accent, Stroke.FOCUS)
        painter.translate(0, Stroke.FOCUS)
        for shape in drawing.shapes:
            match shape:
                case FilledRect():
                    _paint_box(painter, theme, shape)
                case StraightLine():
                    _paint_rule(painter, theme, shape)
                case Dot():
                    _paint_dot(painter, theme, shape)
                case TextLabel():
                    _paint_label(painter, theme, shape)


def _draw(chart: Chart | Curve, width: float) -> Drawing:
    return draw_curve(chart, width) if isinstance(chart, Curve) else draw(chart, width)


def _words(chart: Chart | Curve | None) -> str:
    if chart is None:
        return ""
    return chart.words if isinstance(chart, Curve) else in_words(chart)


def _paint_box(painter: QPainter, theme: Tokens, box: FilledRect) -> None:
    edge = QPen(ink_colour(theme, box.edge), Stroke.HAIR) if box.edge else QPen(Qt.PenStyle.NoPen)
    painter.setPen(edge)
    painter.setBrush(ink_colour(theme, box.fill))
    painter.drawRect(QRectF(box.x, box.y, box.width, box.height))


def _paint_rule(painter: QPainter, theme: Tokens, rule: StraightLine) -> None:
    pen = QPen(ink_colour(theme, rule.ink), max(rule.thickness, Stroke.HAIR))
    if rule.dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawLine(QPointF(rule.x1, rule.y1), QPointF(rule.x2, rule.y2))


def _paint_dot(painter: QPainter, theme: Tokens, dot: Dot) -> None:
    colour = ink_colour(theme, dot.ink)
    painter.setPen(Qt.PenStyle.NoPen if dot.filled else QPen(colour, Stroke.STATE_RING))
    painter.setBrush(colour if dot.filled else theme.surface)
    painter.drawEllipse(QPointF(dot.x, dot.y), dot.radius, dot.radius)


def _paint_label(painter: QPainter, theme: Tokens, label: TextLabel) -> None:
    style = _style(label)
    text = elide(label.text, style, label.room) if label.room else label.text
    left = label.x - metrics(style).horizontalAdvance(text) * label.anchor.share
    painter.setPen(ink_colour(theme, label.ink))
    draw_text(painter, style, left, label.y, text)


def _style(label: TextLabel) -> Text:
    if label.size < SIZE:
        return Text.TINY_STRONG if label.bold else Text.TINY
    return Text.NOTE_MEDIUM if label.bold else Text.NOTE


def ink_colour(theme: Tokens, ink: Ink) -> QColor:
    """Returns the theme colour of a chart ink."""
    if ink in RAMP:
        return _mixed(theme.accent, theme.surface, _SHADES[RAMP.index(ink)])
    named: dict[Ink, QColor] = {
        Ink.TEXT: theme.text,
        Ink.MUTED: theme.text2,
        Ink.RULE: theme.line,
        Ink.MARK: theme.control,
        Ink.GOOD: theme.accent,
        Ink.WEAK: theme.doing,
        Ink.PALE: theme.bar,
        Ink.ON_DARK: theme.surface,
        Ink.GROUND: theme.surface,
    }
    return named[ink]


def _mixed(color: QColor, other: QColor, share: float) -> QColor:
    return QColor(
        round(color.red() * share + other.red() * (1 - share)),
        round(color.green() * share + other.green() * (1 - share)),
        round(color.blue() * share + other.blue() * (1 - share)),
    )
