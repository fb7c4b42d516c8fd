"""A dumbbell chart of indicators in two years: two dots each on a common axis.

Dots instead of bars: on an axis from zero the decisive differences would be too small to see. An
axis that does not begin at zero has a break symbol and a note.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ita_desktop.domain.text import short_number
from ita_desktop.i18n import tr
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.theme.lines import baseline, draw_text, elide, metrics, set_tip
from ita_desktop.ui.theme.measures import ChartSize
from ita_desktop.ui.theme.shapes import hairline
from ita_desktop.ui.theme.tokens import Radius, Space, Stroke, Text, Tone, tokens
from ita_desktop.ui.widgets.boxes import vbox

FULL, USUAL_START, STEP = 100, 80, 5
MOST_STEPS = 5


class PlotSize:
    AXIS_LEAST: Final = 64
    """Least width of the axis; names are elided before."""
    ROW: Final = 24
    NUMBER: Final = 20
    """Width of an indicator's right-aligned number."""
    VALUE: Final = 46
    DOT: Final = 4.5
    """Radius of this year's dot."""
    RING: Final = 3.75
    """Radius of the previous year's ring."""
    AXIS: Final = 20
    LEGEND: Final = 28
    CUT: Final = 4
    """Half the size of a stroke of the axis break."""
    NEAR: Final = 20
    """Axis labels nearer to the decisive score's than this are omitted."""


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """An indicator: its scores (0-100) in this and the previous year."""

    code: str
    name: str
    now: Decimal | None
    before: Decimal | None


@dataclass(frozen=True, slots=True)
class ChartScale:
    """The axis from ``start`` to 100, with the score that is decisive for the level."""

    start: int = USUAL_START
    mark: Decimal = Decimal(95)

    @classmethod
    def around(cls, bells: Sequence[Dumbbell], mark: Decimal) -> "ChartScale":
        """Returns an axis that starts at the lowest value, rounded down to 5, at most at 80."""
        values = [
            figure for bell in bells for figure in (bell.now, bell.before) if figure is not None
        ]
        return cls(min(USUAL_START, floor(min([*values, mark]) / STEP) * STEP), mark)

    @property
    def is_cut(self) -> bool:
        """Whether it does not begin at zero."""
        return self.start > 0

    def share(self, value: Decimal) -> float:
        """Returns the position of a value, 0 to 1."""
        return float((value - self.start) / (FULL - self.start))

    def ticks(self) -> list[int]:
        """Returns the labels of the axis."""
        step = STEP
        while (FULL - self.start) / step > MOST_STEPS:
            step *= 2
        return list(range(FULL, self.start - 1, -step))[::-1]


class Bell(QAbstractButton):
    """A row; Enter and Space open its node in the table, ↑ and ↓ move between rows."""

    def __init__(self, parent: "Dumbbells") -> None:
        super().__init__(parent)
        self._chart = parent
        self.bell = Dumbbell("", "", None, None)
        self.setFixedHeight(PlotSize.ROW)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_bell(self, bell: Dumbbell, text: str) -> None:
        """Sets the indicator, and its accessible text."""
        self.bell = bell
        self.setAccessibleName(text)
        set_tip(self, text)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if is_enter(key):
            self.click()
        elif key == Qt.Key.Key_Down:
            self.focusNextChild()
        elif key == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse():
            painter.setPen(
                QPen(theme.accent, Stroke.FOCUS) if self.hasFocus() else Qt.PenStyle.NoPen
            )
            painter.setBrush(theme.hover if self.underMouse() else Qt.BrushStyle.NoBrush)
            area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(area, Radius.CHECK, Radius.CHECK)
        self._paint_words(painter)
        self._paint_dots(painter)

    def _paint_words(self, painter: QPainter) -> None:
        theme = tokens()
        bell, style = self.bell, Text.LABEL
        line = baseline(style, 0, self.height())
        painter.setPen(theme.text)
        edge = Space.XS
        number = metrics(style).horizontalAdvance(bell.code)
        draw_text(painter, style, edge + PlotSize.NUMBER - number, line, bell.code)
        left = edge + PlotSize.NUMBER + Space.ICON_TO_WORD
        room = self._chart.axis()[0] - left - Space.M
        draw_text(painter, style, left, line, elide(bell.name, style, room))
        value = "–" if bell.now is None else f"{bell.now:.2f}"
        painter.setPen(theme.text if bell.now is not None else theme.text2)
        x = self.width() - edge - metrics(style).horizontalAdvance(value)
        draw_text(painter, style, x, line, value)

    def _paint_dots(self, painter: QPainter) -> None:
        theme = tokens()
        scale, y = self._chart.scale, self.height() / 2
        places = [
            None if value is None else self._chart.x_of(value)
            for value in (self.bell.before, self.bell.now)
        ]
        then, now = places
        if then is not None and now is not None:
            painter.setPen(QPen(theme.line2, 2))
            painter.drawLine(QPointF(then, y), QPointF(now, y))
        if then is not None:
            painter.setPen(QPen(theme.text2, Stroke.STATE_RING))
            painter.setBrush(theme.surface)
            painter.drawEllipse(QPointF(then, y), PlotSize.RING, PlotSize.RING)
        if now is not None and self.bell.now is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent if self.bell.now >= scale.mark else theme.doing)
            painter.drawEllipse(QPointF(now, y), PlotSize.DOT, PlotSize.DOT)


class Dumbbells(QWidget):
    """The chart; ``opened`` is emitted with the code of a clicked row."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.scale = ChartScale()
        self._year = 0
        self._before: int | None = None
        self._rows: list[Bell] = []
        self._column = vbox(on=self, margins=(0, Space.XS, 0, PlotSize.AXIS + PlotSize.LEGEND))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def bells(self) -> tuple[Dumbbell, ...]:
        """The shown indicators."""
        return tuple(row.bell for row in self._rows)

    @property
    def rows(self) -> tuple[Bell, ...]:
        """The rows as buttons."""
        return tuple(self._rows)

    def set_bells(
        self, bells: Sequence[Dumbbell], mark: Decimal, year: int, before: int | None
    ) -> None:
        """Sets the indicators of a Buddhist year, with the previous year ``before`` if there is
        one."""
        self.scale = ChartScale.around(bells, mark)
        self._year, self._before = year, before
        while len(self._rows) > len(bells):
            row = self._rows.pop()
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(bells):
            row = Bell(self)
            row.clicked.connect(lambda _=False, row=row: self.opened.emit(row.bell.code))
            self._column.addWidget(row)
            self._rows.append(row)
        for row, bell in zip(self._rows, bells, strict=True):
            row.show_bell(bell, self._described(bell))
        self.setAccessibleName(tr("ตัวชี้วัด ปี {year}", year=year))
        texts = [self._described(bell) for bell in bells]
        self.setAccessibleDescription("\n".join([*texts, *[self.axis_note()] * self.scale.is_cut]))
        below = PlotSize.AXIS + PlotSize.LEGEND * (1 + self.scale.is_cut)
        self._column.setContentsMargins(0, Space.XS, 0, below)
        self.updateGeometry()
        self.update()

    def _described(self, bell: Dumbbell) -> str:
        words = [f"{bell.code} {bell.name}", self._figure(self._year, bell.now)]
        if self._before is not None:
            words.append(self._figure(self._before, bell.before))
        return ", ".join(words)

    def axis_note(self) -> str:
        """The note on where the axis begins."""
        return tr("แกนเริ่มที่ {start} ไม่ใช่ 0", start=self.scale.start)

    def _figure(self, year: int, value: Decimal | None) -> str:
        described = tr("ยังไม่มีคะแนน") if value is None else f"{value:.2f}"
        return tr("ปี {year} {value}", year=year, value=described)

    def axis(self) -> tuple[float, float]:
        """Returns both ends of the axis in px."""
        left = Space.XS + PlotSize.NUMBER + Space.ICON_TO_WORD
        names = [metrics(Text.LABEL).horizontalAdvance(row.bell.name) for row in self._rows]
        end = self.width() - PlotSize.VALUE - Space.M
        begin = left + max(names, default=0) + Space.L
        return max(left, min(begin, end - PlotSize.AXIS_LEAST)), end

    def x_of(self, value: Decimal) -> float:
        """Returns the position of a value in px."""
        first, last = self.axis()
        return first + (last - first) * self.scale.share(value)

    def sizeHint(self) -> QSize:
        return QSize(
            ChartSize.WIDTH,
            Space.XS
            + len(self._rows) * PlotSize.ROW
            + PlotSize.AXIS
            + PlotSize.LEGEND * (1 + self.scale.is_cut),
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(ChartSize.LEAST, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._rows:
            return
        theme = tokens()
        painter = QPainter(self)
        bottom = Space.XS + len(self._rows) * PlotSize.ROW
        mark_x = self.x_of(self.scale.mark)
        for tick in self.scale.ticks():
            x = self.x_of(Decimal(tick))
            hairline(painter, round(x), 0, Stroke.HAIR, bottom, theme.line)
            if abs(x - mark_x) >= PlotSize.NEAR:
                self._write(painter, str(tick), Text.TINY, Tone.TEXT2, x, bottom)
        hairline(painter, round(mark_x), 0, Stroke.HAIR, bottom, theme.control)
        mark = short_number(self.scale.mark)
        self._write(painter, mark, Text.TINY_STRONG, Tone.TEXT, mark_x, bottom)
        self._paint_legend(painter, bottom + PlotSize.AXIS, mark)
        if self.scale.is_cut:
            self._paint_cut(painter, bottom)

    def _paint_cut(self, painter: QPainter, bottom: int) -> None:
        """Paints the break symbol of the axis with its note."""
        theme, size = tokens(), PlotSize.CUT
        x = self.x_of(Decimal(self.scale.start))
        painter.setPen(QPen(theme.text2, Stroke.STATE_RING))
        for middle in (bottom - 2 * size, bottom - size):
            painter.drawLine(
                QPointF(x - size, middle + size / 2), QPointF(x + size, middle - size / 2)
            )
        painter.setPen(theme.text2)
        left = Space.XS + PlotSize.NUMBER + Space.ICON_TO_WORD
        top = bottom + PlotSize.AXIS + PlotSize.LEGEND
        line = baseline(Text.NOTE, top, PlotSize.LEGEND)
        draw_text(painter, Text.NOTE, left, line, self.axis_note())

    def _write(
        self, painter: QPainter, text: str, style: Text, tone: Tone, middle: float, top: float
    ) -> None:
        painter.setPen(tone.colour)
        x = middle - metrics(style).horizontalAdvance(text) / 2
        draw_text(painter, style, round(x), baseline(style, top, PlotSize.AXIS), text)

    def _paint_legend(self, painter: QPainter, top: int, mark: str) -> None:
        theme = tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = float(Space.XS + PlotSize.NUMBER + Space.ICON_TO_WORD)
        entries = [
            (Tone.ACCENT, tr("ปี {year} ตั้งแต่ {mark}", year=self._year, mark=mark)),
            (Tone.DOING, tr("ต่ำกว่า {mark}", mark=mark)),
        ]
        y = top + PlotSize.LEGEND / 2
        if self._before is not None:
            painter.setPen(QPen(theme.text2, Stroke.STATE_RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(x + PlotSize.DOT, y), PlotSize.RING, PlotSize.RING)
            x = self._legend(painter, tr("ปี {year}", year=self._before), x, top)
        for tone, words in entries:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tone.colour)
            painter.drawEllipse(QPointF(x + PlotSize.DOT, y), PlotSize.DOT, PlotSize.DOT)
            x = self._legend(painter, words, x, top)

    def _legend(self, painter: QPainter, words: str, x: float, top: int) -> float:
        painter.setPen(tokens().text2)
        x += 2 * PlotSize.DOT + Space.ICON_TO_WORD
        draw_text(painter, Text.NOTE, round(x), baseline(Text.NOTE, top, PlotSize.LEGEND), words)
        return x + metrics(Text.NOTE).horizontalAdvance(words) + Space.L
