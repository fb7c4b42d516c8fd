"""Laid out cells: measured once, painted many times, among them dates, whose parts are aligned, and
the timeline of a position over a fiscal year with its holders, vacancies and overlaps.

Painting them neither measures text nor breaks lines, apart from what is cached on first use.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import floor
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPen

from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.i18n import language
from ita_desktop.ui.language import month_names
from ita_desktop.ui.table import values
from ita_desktop.ui.table.schedule import paint_year
from ita_desktop.ui.table.sizes import MOST_LINES
from ita_desktop.ui.theme.lines import baseline, draw_text, elide, font, metrics
from ita_desktop.ui.theme.measures import CheckSize
from ita_desktop.ui.theme.shapes import paint_icon
from ita_desktop.ui.theme.tokens import IconSize, Space, Stroke, Text, Tone, tokens
from ita_desktop.ui.widgets.fields.choices import paint_box
from ita_desktop.ui.widgets.marks import Mark, paint_mark
from ita_desktop.ui.widgets.status import paint_bar

_RADIUS: Final = 2


class DayEdges(NamedTuple):
    """Distances in px from the left edge of the text, integers so that glyphs stay sharp."""

    days_end: int
    month: int
    year: int

    def day(self, width: float) -> int:
        """Returns where a day ``width`` px wide begins."""
        return round(self.days_end - width)


def day_edges(style: Text) -> DayEdges:
    """Returns the edges for a date column: two digits, then the longest month."""
    return _edges(style, language.code)


@cache
def _edges(style: Text, _language: str) -> DayEdges:
    measure = metrics(style).horizontalAdvance
    month = round(measure("00") + measure(" "))
    longest = max(measure(name) for name in month_names())
    return DayEdges(round(measure("00")), month, round(month + longest + measure(" ")))


class YearSpanSize:
    SPAN: Final = 8
    """Height of a bar of a timeline."""
    SPAN_LEAST: Final = 3
    """Least width of such a bar."""


def share_of_year(day: date, fiscal_year: int) -> float:
    """Returns the start of a day within its Buddhist fiscal year, from 0 to 1."""
    first, last = fiscal_year_bounds(fiscal_year)
    return min(max((day - first).days / ((last - first).days + 1), 0.0), 1.0)


def paint_spans(
    painter: QPainter,
    left: float,
    width: float,
    middle: float,
    spans: Iterable[values.YearSpan],
    ground: QColor,
) -> None:
    """Paints bars over the dates: filled for the holder, outlined for an acting holder, stacked for
    several, and a dotted line for a vacancy."""
    theme = tokens()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    high = YearSpanSize.SPAN
    for span in spans:
        begin, end = left + span.begin * width, left + span.end * width
        # Short bars have a minimum width, and neighbours a gap.
        wide = max(end - begin - Stroke.HAIR, YearSpanSize.SPAN_LEAST)
        area = QRectF(begin, middle - high / 2, wide, high)
        if span.how is values.HoldingKind.NOBODY:
            painter.setPen(QPen(theme.doing, Stroke.STATE_RING, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(begin, middle), QPointF(begin + wide, middle))
            continue
        painter.setPen(Qt.PenStyle.NoPen)
        if span.how in {values.HoldingKind.SEVERAL, values.HoldingKind.TOGETHER}:
            painter.setBrush(theme.doing if span.how is values.HoldingKind.SEVERAL else theme.fill)
            half = (high - Stroke.STATE_RING) / 2
            for top in (area.top() - 1, area.bottom() - half + 1):
                painter.drawRoundedRect(QRectF(begin, top, wide, half), 1, 1)
            continue
        painter.setBrush(theme.fill)
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        if span.how is values.HoldingKind.ACTING:
            edge = Stroke.STATE_RING
            painter.setBrush(ground)
            painter.drawRoundedRect(area.adjusted(edge, edge, -edge, -edge), 1, 1)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def accessible_spans(spans: Iterable[values.YearSpan]) -> str:
    """Returns the periods in words, one per line."""
    return "\n".join(span.label for span in spans)


class DrawnSize:
    FADE: Final = 48
    """Width over which the last line fades out."""
    BAR: Final = 86


@dataclass(slots=True)
class CellBackground:
    """The background of a cell; in a hovered row the faintest text colour is darkened for
    contrast."""

    colour: QColor
    hovered: bool = False

    def ink(self, tone: Tone) -> QColor:
        """Returns the text colour for ``tone`` on this background."""
        if self.hovered and tone is Tone.TEXT3:
            return tokens().text2
        return tone.colour


class Drawn(ABC):
    """A cell laid out for a column width."""

    lines: int = 1
    tip: str = ""
    """The full text if the cell shows less."""

    def fitted(self, width: float) -> "Drawn":
        """Returns the cell for a narrower column: itself, or a shortened one with a tool tip."""
        del width
        return self

    def taken(self, width: float) -> tuple[float, ...]:
        """Returns the width used by each line; other things may be painted in the rest."""
        return (width,) * self.lines

    @abstractmethod
    def paint(self, painter: QPainter, area: QRectF, above: int, ground: CellBackground) -> None:
        """Paints into ``area`` (the cell without horizontal padding); the first line of text begins
        ``above`` px below its top."""


class DrawnNothing(Drawn):
    """An empty cell."""

    def paint(self, painter: QPainter, area: QRectF, above: int, ground: CellBackground) -> None:
        """Paints nothing."""

    def taken(self, width: float) -> tuple[float, ...]:  # noqa: ARG002 - nothing at any width
        return (0.0,)


@dataclass
class DrawnWords(Drawn):
    """Text on up to three lines; ``fade`` fades out the last one."""

    texts: tuple[str, ...]
    style: Text
    tone: Tone
    right: bool = False
    fade: bool = False
    tip: str = ""

    def __post_init__(self) -> None:
        self.lines = len(self.texts)
        self._depth: float | None = None
        measure = metrics(self.style).horizontalAdvance
        self._wide = [measure(text) for text in self.texts] if self.right else []

    def fitted(self, width: float) -> "DrawnWords":
        """Replaces a number that does not fit by …, because a truncated one would be misread."""
        if max(self._wide, default=0) <= width:
            return self
        return DrawnWords(("…",), self.style, self.tone, self.right, tip=self.texts[0])

    def taken(self, width: float) -> tuple[float, ...]:
        wide = [metrics(self.style).horizontalAdvance(text) for text in self.texts]
        return (*wide[:-1], width) if self.fade else tuple(wide)

    def paint(self, painter: QPainter, area: QRectF, above: int, ground: CellBackground) -> None:
        painter.setPen(ground.ink(self.tone))
        step = self.style.line
        y = baseline(self.style, area.top() + above, step)
        for at in range(self.lines - 1 if self.fade else self.lines):
            self._paint_line(painter, at, area, y)
            y += step
        if self.fade:
            self._paint_fading(painter, area, y, ground)

    def _paint_line(self, painter: QPainter, at: int, area: QRectF, y: int) -> None:
        draw_text(painter, self.style, self._begin(at, area), y, self.texts[at])

    def _begin(self, at: int, area: QRectF) -> float:
        return floor(area.right() - self._wide[at]) if self.right else area.left()

    def outline(self, area: QRectF, above: int) -> QPainterPath:
        """Returns the outline of the last line's text as :meth:`paint` draws it."""
        shape = QPainterPath()
        place = QPointF(self._begin(self.lines - 1, area), self.foot(area, above))
        shape.addText(place, font(self.style), self.texts[-1])
        return shape

    def depth(self) -> float:
        """Returns how far the last line's text extends below the baseline; cached."""
        if self._depth is None:
            shape = QPainterPath()
            shape.addText(QPointF(0, 0), font(self.style), self.texts[-1])
            self._depth = shape.boundingRect().bottom()
        return self._depth

    def foot(self, area: QRectF, above: int) -> int:
        """Returns the baseline of the last line."""
        first = baseline(self.style, area.top() + above, self.style.line)
        return first + (len(self.texts) - 1) * self.style.line

    def _paint_fading(
        self, painter: QPainter, area: QRectF, y: int, ground: CellBackground
    ) -> None:
        """Paints the last line clipped to the cell and fading out."""
        step = self.style.line
        line = QRectF(area.left(), y - step, area.width(), 1.5 * step)
        painter.save()
        painter.setClipRect(line, Qt.ClipOperation.IntersectClip)
        self._paint_line(painter, self.lines - 1, area, y)
        clear = QColor(ground.colour)
        clear.setAlpha(0)
        shade = QLinearGradient(area.right() - DrawnSize.FADE, 0, area.right(), 0)
        shade.setColorAt(0, clear)
        shade.setColorAt(1, ground.colour)
        painter.fillRect(
            QRectF(area.right() - DrawnSize.FADE, line.top(), DrawnSize.FADE, line.height()), shade
        )
        painter.restore()


@dataclass
class Day(Drawn):
    """A date with aligned parts: day right-aligned, month and year left-aligned."""

    day: str
    month: str
    year: str
    style: Text
    tone: Tone

    def __post_init__(self) -> None:
        self._begin = day_edges(self.style).day(metrics(self.style).horizontalAdvance(self.day))

    def taken(self, width: float) -> tuple[float, ...]:  # noqa: ARG002 - it fits, or is words
        return (day_edges(self.style).year + metrics(self.style).horizontalAdvance(self.year),)

    def fitted(self, width: float) -> Drawn:
        if self.taken(width)[0] <= width:
            return self
        whole = f"{self.day} {self.month} {self.year}"
        return DrawnWords((elide(whole, self.style, width),), self.style, self.tone, tip=whole)

    def paint(self, painter: QPainter, area: QRectF, above: int, ground: CellBackground) -> None:
        edges = day_edges(self.style)
        painter.setPen(ground.ink(self.tone))
        y = baseline(self.style, area.top() + above, self.style.line)
        x = area.left()
        draw_text(painter, self.style, x + self._begin, y, self.day)
        draw_text(painter, self.style, x + edges.month, y, self.month)
        draw_text(painter, self.style, x + edges.year, y, self.year)


@dataclass
class StateMark(Drawn):
    """A state's icon and word; only late ones are coloured and heavier."""

    mark: Mark
    word: str
    tip: str = ""

    def fitted(self, width: float) -> Drawn:
        word = next_to_icon(self.word, self.style, width)
        return self if word == self.word else StateMark(self.mark, word, self.word)

    @property
    def style(self) -> Text:
        """The text style of the word."""
        return Text.BODY_MEDIUM if self.mark is Mark.LATE else Text.BODY

    def taken(self, width: float) -> tuple[float, ...]:  # noqa: ARG002 - its word fits
        word = metrics(self.style).horizontalAdvance(self.word)
        return (IconSize.TEXT + Space.ICON_TO_WORD + word,)

    def paint(self, painter: QPainter, area: QRectF, above: int, ground: CellBackground) -> None:
        line = Text.BODY.line
        top = area.top() + above + (line - IconSize.TEXT) / 2
        paint_mark(painter, self.mark, QPointF(area.left(), top))
        tone = Tone.LATE if self.mark is Mark.LATE else Tone.TEXT2
        painter.setPen(ground.ink(tone))
        x = area.left() + IconSize.TEXT + Space.ICON_TO_WORD
        draw_text(painter, self.style, x, baseline(self.style, area.top() + above, line), self.word)


@dataclass
class SignWord(Drawn):
    """A coloured icon and a word."""

    sign: values.Sign
    tip: str = ""

    def fitted(self, width: float) -> Drawn:
        word = next_to_icon(self.sign.word, Text.BODY, width)
        return (
            self
            if word == self.sign.word
            else SignWord(values.Sign(self.sign.icon, word, self.sign.tone), self.sign.word)
        )

    def paint(self, painter: QPainter, area: QRectF, above: int, ground: CellBackground) -> None:
        line = Text.BODY.line
        top = area.top() + above + (line - IconSize.TEXT) / 2
        at = QPointF(area.left(), top)
        paint_icon(painter, self.sign.icon, self.sign.tone.colour, at, IconSize.TEXT)
        painter.setPen(ground.ink(Tone.TEXT))
        x = area.left() + IconSize.TEXT + Space.ICON_TO_WORD
        draw_text(
            painter, Text.BODY, x, baseline(Text.BODY, area.top() + above, line), self.sign.word
        )


def next_to_icon(word: str, style: Text, width: float) -> str:
    """Elides a word to fit beside its icon in ``width`` px."""
    room = width - IconSize.TEXT - Space.ICON_TO_WORD
    if metrics(style).horizontalAdvance(word) <= room:
        return word
    return elide(word, style, room) if room > IconSize.TEXT else ""


@dataclass
class DrawnPicture(Drawn):
    """A small picture, three lines high; its place until it is there."""

    cell: values.PictureCell

    def __post_init__(self) -> None:
        self.lines = MOST_LINES
        self.tip = self.cell.name

    def paint(self, painter: QPainter, area: QRectF, above: int, ground: CellBackground) -> None:
        del ground
        room = QRectF(area.left(), area.top() + above, area.width(), self.lines * Text.BODY.line)
        ratio = painter.device().devicePixelRatio()
        picture = self.cell.find(round(min(room.width(), 2 * room.height()) * ratio))
        if picture is None:
            painter.fillRect(QRectF(room.left(), room.top(), room.height(), room.height()),
                             tokens().hover)  # fmt: skip
            return
        size = QSizeF(picture.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(QRectF(room.topLeft(), size), picture, QRectF(picture.rect()))


@dataclass
class DrawnProgress(Drawn):
    """A bar 4 px high with a figure beside it."""

    share: float
    figure: str
    tip: str = ""

    def fitted(self, width: float) -> Drawn:
        figure = metrics(Text.BODY).horizontalAdvance(self.figure) + Space.S
        if not self.figure or IconSize.TEXT + figure <= width:
            return self
        return DrawnProgress(self.share, "", self.figure)

    def paint(self, painter: QPainter, area: QRectF, above: int, ground: CellBackground) -> None:
        line = Text.BODY.line
        figure = metrics(Text.BODY).horizontalAdvance(self.figure) + Space.S if self.figure else 0
        width = min(DrawnSize.BAR, area.width() - figure)
        paint_bar(painter, QRectF(area.left(), area.top() + above, width, line), self.share)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if self.figure:
            painter.setPen(ground.ink(Tone.TEXT2))
            x = area.left() + width + Space.S
            y = baseline(Text.BODY, area.top() + above, line)
            draw_text(painter, Text.BODY, x, y, self.figure)


@dataclass
class DrawnCheckBox(Drawn):
    """A check box."""

    checked: bool

    def paint(self, painter: QPainter, area: QRectF, above: int, ground: CellBackground) -> None:  # noqa: ARG002 - a box has its own colours
        state = Qt.CheckState.Checked if self.checked else Qt.CheckState.Unchecked
        top = area.top() + above + (Text.BODY.line - CheckSize.BOX) / 2
        paint_box(painter, QPointF(area.left(), top), state)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


@dataclass
class Year(Drawn):
    """The occurrences of a measure on a timeline."""

    times: tuple[values.ScheduledTime, ...]
    axis: values.YearAxis
    tip: str = ""

    def paint(self, painter: QPainter, area: QRectF, above: int, ground: CellBackground) -> None:
        middle = area.top() + above + Text.BODY.line / 2
        paint_year(painter, area.left(), area.width(), middle, self.times, self.axis, ground.colour)


@dataclass
class Spans(Drawn):
    """The holders of a position on a timeline."""

    spans: tuple[values.YearSpan, ...]
    tip: str = ""

    def paint(self, painter: QPainter, area: QRectF, above: int, ground: CellBackground) -> None:
        middle = area.top() + above + Text.BODY.line / 2
        paint_spans(painter, area.left(), area.width(), middle, self.spans, ground.colour)


@dataclass
class Replaced(Drawn):
    """A new value with the old one below."""

    new: Drawn
    old: DrawnWords
    tip: str = ""

    def __post_init__(self) -> None:
        self.lines = self.new.lines + self.old.lines

    def paint(self, painter: QPainter, area: QRectF, above: int, ground: CellBackground) -> None:
        self.new.paint(painter, area, above, ground)
        below = self.new.lines * Text.BODY.line
        self.old.paint(painter, area.adjusted(0, below, 0, 0), above, ground)
