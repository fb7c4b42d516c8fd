"""Cells laid out: what is measured once and painted many times.

:func:`lay_out` turns a cell's value into a :class:`Drawn` for a width; painting one measures
nothing and breaks no lines.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import floor
from typing import Any, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter

from ita_desktop.domain.dates import MONTHS_SHORT, buddhist_year
from ita_desktop.ui.table.column import Column, Kind, Row
from ita_desktop.ui.table.linestarts import line_starts
from ita_desktop.ui.table.schedule import paint_year, spoken_times
from ita_desktop.ui.table.sizes import BAR, FADE, Density
from ita_desktop.ui.table.texts import UNKNOWN, bare, owners_text, value_text
from ita_desktop.ui.table.values import (
    Bar,
    Changed,
    Occurrence,
    Owner,
    Part,
    Sign,
    Status,
    Toned,
    YearAxis,
)
from ita_desktop.ui.theme.fonts import baseline, font, metrics
from ita_desktop.ui.theme.icons import paint_icon
from ita_desktop.ui.theme.lines import wrap
from ita_desktop.ui.theme.tokens import IconSize, Space, Text, Tone, tokens
from ita_desktop.ui.widgets.bar import paint_bar
from ita_desktop.ui.widgets.check import BOX, paint_box
from ita_desktop.ui.widgets.marks import Mark, paint_mark

_MEDIUM: Final = {Text.BODY: Text.BODY_MEDIUM}


@dataclass(slots=True)
class Ground:
    """What a cell is painted on: its colour, and whether it is the hovered row's, where the
    faintest letters must be raised to be read."""

    colour: QColor
    hovered: bool = False

    def ink(self, tone: Tone) -> QColor:
        """The colour of letters of ``tone`` on this ground."""
        if self.hovered and tone is Tone.TEXT3:
            return tokens().text2
        return tone.colour


class Drawn(ABC):
    """A cell that is ready to be painted at one width."""

    lines: int = 1
    tip: str = ""
    """What the cell says in full where it shows less."""

    @abstractmethod
    def paint(self, painter: QPainter, area: QRectF, above: int, ground: Ground) -> None:
        """Paint into ``area`` (the cell without its side padding); the first line of letters
        begins ``above`` px below its top."""


class Nothing(Drawn):
    """An empty cell."""

    def paint(self, painter: QPainter, area: QRectF, above: int, ground: Ground) -> None:
        """Nothing to paint."""


@dataclass
class Words(Drawn):
    """Letters on one to three lines; ``fade`` lets the last one run out."""

    texts: tuple[str, ...]
    style: Text
    tone: Tone
    right: bool = False
    fade: bool = False
    tip: str = ""

    def __post_init__(self) -> None:
        self.lines = len(self.texts)

    def paint(self, painter: QPainter, area: QRectF, above: int, ground: Ground) -> None:
        painter.setPen(ground.ink(self.tone))
        painter.setFont(font(self.style))
        step = self.style.line
        y = baseline(self.style, area.top() + above, step)
        for text in self.texts if not self.fade else self.texts[:-1]:
            x = area.left()
            if self.right:
                x = floor(area.right() - metrics(self.style).horizontalAdvance(text))
            painter.drawText(QPointF(x, y), text)
            y += step
        if self.fade:
            self._paint_fading(painter, area, y, ground)

    def _paint_fading(self, painter: QPainter, area: QRectF, y: int, ground: Ground) -> None:
        """The last line, which goes on beyond the cell: clipped, and gone at its end."""
        step = self.style.line
        line = QRectF(area.left(), y - step, area.width(), 1.5 * step)
        painter.save()
        painter.setClipRect(line, Qt.ClipOperation.IntersectClip)
        painter.drawText(QPointF(area.left(), y), self.texts[-1])
        clear = QColor(ground.colour)
        clear.setAlpha(0)
        shade = QLinearGradient(area.right() - FADE, 0, area.right(), 0)
        shade.setColorAt(0, clear)
        shade.setColorAt(1, ground.colour)
        painter.fillRect(QRectF(area.right() - FADE, line.top(), FADE, line.height()), shade)
        painter.restore()


@dataclass
class Day(Drawn):
    """A date in three parts, each at its own edge: days right, months left, years left."""

    day: str
    month: str
    year: str
    style: Text
    tone: Tone

    def paint(self, painter: QPainter, area: QRectF, above: int, ground: Ground) -> None:
        digits, month_at, year_at = _day_edges(self.style)
        painter.setPen(ground.ink(self.tone))
        painter.setFont(font(self.style))
        y = baseline(self.style, area.top() + above, self.style.line)
        day = metrics(self.style).horizontalAdvance(self.day)
        x = area.left()
        painter.drawText(QPointF(x + digits - day, y), self.day)
        painter.drawText(QPointF(x + month_at, y), self.month)
        painter.drawText(QPointF(x + year_at, y), self.year)


@cache
def _day_edges(style: Text) -> tuple[float, float, float]:
    """Width of two digits, left edge of the month, left edge of the year."""
    measure = metrics(style).horizontalAdvance
    digits = measure("00")
    month_at = round(digits + measure(" "))
    longest = max(measure(month) for month in MONTHS_SHORT)
    return digits, month_at, round(month_at + longest + measure(" "))


@dataclass
class StateMark(Drawn):
    """A state's icon and its word; only late ones are coloured and heavier."""

    mark: Mark
    word: str

    def paint(self, painter: QPainter, area: QRectF, above: int, ground: Ground) -> None:
        line = Text.BODY.line
        top = area.top() + above + (line - IconSize.TEXT) / 2
        paint_mark(painter, self.mark, QPointF(area.left(), top))
        late = self.mark is Mark.LATE
        style = Text.BODY_MEDIUM if late else Text.BODY
        painter.setPen(ground.ink(Tone.LATE if late else Tone.TEXT2))
        painter.setFont(font(style))
        x = area.left() + IconSize.TEXT + Space.ICON_TO_WORD
        painter.drawText(QPointF(x, baseline(style, area.top() + above, line)), self.word)


@dataclass
class SignWord(Drawn):
    """An icon in its colour and a word."""

    sign: Sign

    def paint(self, painter: QPainter, area: QRectF, above: int, ground: Ground) -> None:
        line = Text.BODY.line
        top = area.top() + above + (line - IconSize.TEXT) / 2
        at = QPointF(area.left(), top)
        paint_icon(painter, self.sign.icon, self.sign.tone.colour, at, IconSize.TEXT)
        painter.setPen(ground.ink(Tone.TEXT))
        painter.setFont(font(Text.BODY))
        x = area.left() + IconSize.TEXT + Space.ICON_TO_WORD
        painter.drawText(QPointF(x, baseline(Text.BODY, area.top() + above, line)), self.sign.word)


@dataclass
class Progress(Drawn):
    """A bar of 4 px with its figure beside it."""

    share: float
    figure: str

    def paint(self, painter: QPainter, area: QRectF, above: int, ground: Ground) -> None:
        line = Text.BODY.line
        width = min(BAR, area.width())
        paint_bar(painter, QRectF(area.left(), area.top() + above, width, line), self.share)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if self.figure:
            painter.setPen(ground.ink(Tone.TEXT2))
            painter.setFont(font(Text.BODY))
            x = area.left() + width + Space.S
            y = baseline(Text.BODY, area.top() + above, line)
            painter.drawText(QPointF(x, y), self.figure)


@dataclass
class Box(Drawn):
    """A check box."""

    checked: bool

    def paint(self, painter: QPainter, area: QRectF, above: int, ground: Ground) -> None:  # noqa: ARG002 - a box has its own colours
        state = Qt.CheckState.Checked if self.checked else Qt.CheckState.Unchecked
        top = area.top() + above + (Text.BODY.line - BOX) / 2
        paint_box(painter, QPointF(area.left(), top), state)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


@dataclass
class Year(Drawn):
    """The occurrences of a measure on twelve months."""

    times: tuple[Occurrence, ...]
    axis: YearAxis
    tip: str = ""

    def paint(self, painter: QPainter, area: QRectF, above: int, ground: Ground) -> None:
        middle = area.top() + above + Text.BODY.line / 2
        paint_year(painter, area.left(), area.width(), middle, self.times, self.axis, ground.colour)


@dataclass
class Replaced(Drawn):
    """A new value with the old one below it."""

    new: Drawn
    old: Words
    tip: str = ""

    def __post_init__(self) -> None:
        self.lines = self.new.lines + self.old.lines

    def paint(self, painter: QPainter, area: QRectF, above: int, ground: Ground) -> None:
        self.new.paint(painter, area, above, ground)
        below = self.new.lines * Text.BODY.line
        self.old.paint(painter, area.adjusted(0, below, 0, 0), above, ground)


_NOTHING: Final = Nothing()


def lay_out(column: Column[Any], row: Row, width: float, density: Density) -> Drawn:
    """The cell of a row in a column whose content is ``width`` px wide."""
    value = column.value(row)
    tone = column.tone(row) if column.tone is not None else None
    if column.text is not None:
        text = column.text(row)
        if text or column.ghost is None:
            return _words(column, text, tone, width, density)
    if column.ghost is not None and bare(value) in (None, ""):
        return _words(column, column.ghost(row), Tone.TEXT3, width, density)
    return lay_out_value(column, value, tone, width, density)


def lay_out_value(
    column: Column[Any],
    value: object,
    tone: Tone | None,
    width: float,
    density: Density,
    strong: bool = False,
) -> Drawn:
    """A typed value in a column; ``strong`` for the sums of groups."""
    if isinstance(value, Toned):
        return lay_out_value(column, value.value, value.tone, width, density, value.strong)
    if isinstance(value, Changed):
        return _replaced(column, value, tone, width, density)
    make = next((make for types, make in _MAKERS if isinstance(value, types)), None)
    if make is not None:
        return make(column, value, tone, strong)
    if isinstance(value, tuple) and value:
        return _many(column, value, tone, width, density)
    text = value_text(value, column.numbers.decimals)
    if column.right:
        return _figure(text, value, tone, strong)
    if not text and column.kind is Kind.DATE:
        text, tone = UNKNOWN, Tone.TEXT3
    return _words(column, text, tone, width, density, strong)


def _day(column: Column[Any], value: date, tone: Tone | None, strong: bool) -> Drawn:  # noqa: ARG001 - one of the makers
    style = Text.BODY_MEDIUM if tone is Tone.LATE or strong else Text.BODY
    year = f"{buddhist_year(value) % 100:02d}"
    return Day(str(value.day), MONTHS_SHORT[value.month - 1], year, style, tone or Tone.TEXT)


def _state(column: Column[Any], value: Mark | Status, tone: Tone | None, strong: bool) -> Drawn:  # noqa: ARG001 - one of the makers
    return StateMark(value if isinstance(value, Mark) else value.mark, value.word)


def _sign(column: Column[Any], value: Sign, tone: Tone | None, strong: bool) -> Drawn:  # noqa: ARG001 - one of the makers
    return SignWord(value)


def _part(column: Column[Any], value: Part, tone: Tone | None, strong: bool) -> Drawn:
    style = Text.BODY_STRONG if strong else Text.BODY
    usual = Tone.TEXT if strong else Tone.TEXT2
    return Words((f"{value.done}/{value.of}",), style, tone or usual, right=column.right)


def _bar(column: Column[Any], value: Bar, tone: Tone | None, strong: bool) -> Drawn:  # noqa: ARG001 - one of the makers
    if value.share is None:
        return Words((UNKNOWN,), Text.BODY, Tone.TEXT3)
    return Progress(value.share, value.text)


def _box(column: Column[Any], value: bool, tone: Tone | None, strong: bool) -> Drawn:  # noqa: ARG001 - one of the makers
    return Box(value)


_MAKERS: Final[tuple[tuple[Any, Callable[..., Drawn]], ...]] = (
    (date, _day),
    (Mark | Status, _state),
    (Sign, _sign),
    (Part, _part),
    (Bar, _bar),
    (bool, _box),
)


def _figure(text: str, value: object, tone: Tone | None, strong: bool) -> Drawn:
    """A number at the right edge; – and 0.00 are faint."""
    faint = not text or (not isinstance(value, str) and not value)
    style = Text.BODY_STRONG if strong else Text.BODY
    if faint:
        usual = Tone.TEXT3
    elif tone is None:
        usual = Tone.TEXT
    else:
        usual = tone
    if faint and strong and text:
        usual = tone or Tone.TEXT
    return Words((text or UNKNOWN,), style, usual, right=True)


def _many(
    column: Column[Any],
    value: tuple[object, ...],
    tone: Tone | None,
    width: float,
    density: Density,
) -> Drawn:
    if isinstance(value[0], Occurrence):
        times = tuple(one for one in value if isinstance(one, Occurrence))
        return Year(times, column.axis, spoken_times(times)) if column.axis else _NOTHING
    owners = tuple(one for one in value if isinstance(one, Owner))
    drawn = _words(column, owners_text(owners), tone, width, density)
    if len(owners) > 1:
        drawn.tip = "\n".join(owner.label for owner in owners)
    return drawn


def _replaced(
    column: Column[Any], value: Changed, tone: Tone | None, width: float, density: Density
) -> Drawn:
    new = lay_out_value(column, value.new, tone, width, density)
    old = value_text(value.old, column.numbers.decimals) or UNKNOWN
    texts = _one_line(old, Text.NOTE, width)
    return Replaced(new, Words(texts, Text.NOTE, Tone.TEXT2, column.right), new.tip)


def _words(
    column: Column[Any],
    text: str,
    tone: Tone | None,
    width: float,
    density: Density,
    strong: bool = False,
) -> Drawn:
    """Text of a column on as many lines as it may take."""
    if not text:
        return _NOTHING
    style = Text.BODY
    if strong:
        style = Text.BODY_STRONG
    elif column.kind is Kind.CODE or tone is Tone.LATE:
        style = Text.BODY_MEDIUM
    most = density.lines if column.wrap else 1
    usual = tone or Tone.TEXT
    if most == 1:
        texts = _one_line(text, style, width)
        cut = texts[0] != text
        return Words(texts, style, usual, column.right, tip=text if cut else "")
    lines = wrap(text[: _enough(width)], style, width)
    if len(lines) <= most:
        return Words(tuple(lines), style, usual, column.right)
    # What would stand on the next line runs on, out of sight, so that the line has no end.
    starts = line_starts(text, lines[: most + 2])
    last = text[starts[most - 1] : starts[most] + len(lines[most])]
    if "\n" in last:
        # The line ends by itself: dots tell that more follows, where there is room for them.
        last = lines[most - 1]
        dotted = f"{last} …"
        if metrics(style).horizontalAdvance(dotted) <= width:
            return Words((*lines[: most - 1], dotted), style, usual, tip=text)
    return Words((*lines[: most - 1], last), style, usual, fade=True, tip=text)


def _enough(width: float) -> int:
    """More letters than four lines of ``width`` can hold; what is longer need not be broken."""
    return 2 * round(width) + 64


def _one_line(text: str, style: Text, width: float) -> tuple[str]:
    """The text on one line, cut with … at the end of a word."""
    plain = text.replace("\n", " ")
    measure = metrics(style).horizontalAdvance
    if measure(plain[: _enough(width)]) <= width:
        return (plain,)
    first = wrap(plain[: _enough(width)], style, width - measure("…"))[0]
    return (f"{first.rstrip()}…",)


def lay_out_text(text: str, style: Text, tone: Tone, width: float, right: bool = False) -> Words:
    """Words of the table itself, such as a group's title, on one line."""
    texts = _one_line(text, style, width)
    return Words(texts, style, tone, right, tip=text if texts[0] != text else "")
