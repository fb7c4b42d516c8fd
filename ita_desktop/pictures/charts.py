"""Charts: their data (figures with their names, without layout or colours), laid out as shapes for
a given width: bars, tiles of equal size shaded by a value, and the curve of a number that grows day
by day, with the number that is needed.

Figures are per cent or points (0-100); None is an unknown figure, which has no bar.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil, floor, log10
from typing import Final, TypeAlias

from ita_desktop.domain.text import short_number
from ita_desktop.pictures.shapes import (
    RAMP,
    Anchor,
    Dot,
    Drawing,
    FilledRect,
    Ink,
    Shape,
    StraightLine,
    TextLabel,
)

SIZE = 13.0
"""Font size of all text in points, of TH Sarabun, in which tables have 14."""
_ROW = 19.0
_BAR = 9.0
_NAME_SHARE = 0.36
"""Share of the width for the names; in a thermometer its maximum."""
_FIGURE_WIDTH = 52.0
_GAP = 8.0
_AXIS = 16.0
_LEGEND = 18.0
_DIGIT = 0.42
"""Width of a digit in em, a little more than in any font in use."""
_LETTER = 0.62
"""Width of a letter in em, also in the window's font."""
_BASELINE = 0.32
"""Distance of the baseline below the middle of a row, in em."""
_DARK_STEPS = 3
"""Number of dark steps of the ramp, which need light text."""
_STEPS = 5
_BREAK_OFFSET = 10.0
"""Distance of the break mark from the start of a cut axis."""
_BREAK_WIDTH = 3.0
_FULL = Decimal(100)
TILE_GAP: Final = 3.0
"""Distance between tiles in points."""
_HEIGHT: Final = 38.0
_SIZE: Final = 11.0
"""Font size of names in points."""
_SIDE: Final = 2.0
_TILE_LEGEND: Final = 26.0
_SAMPLE: Final = 12.0
_DARK_TILES: Final = 3
"""Number of dark steps of the ramp, which need light text."""
_CURVE_SIZE = 12.0
_CURVE_HEIGHT = 168.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 40.0, 12.0, 16.0, 20.0
_TICKS = 4
_DOT = 3.0
_CURVE_STEPS = (1, 2, 2.5, 5, 10)
LOW = "{low}"
"""Placeholder in ``axis_cut``, the note below an axis that does not start at 0: its start."""


@dataclass(frozen=True, slots=True)
class ChartBar:
    """A bar: a figure, and its previous value."""

    label: str
    value: Decimal | None
    before: Decimal | None = None


@dataclass(frozen=True, slots=True)
class GroupedBars:
    """A bar for each figure, and the target as a line."""

    title: str
    bars: tuple[ChartBar, ...]
    target: Decimal | None = None
    now_name: str = ""
    before_name: str = ""


@dataclass(frozen=True, slots=True)
class Stack:
    """The answers to a question, in per cent, in the order of the chart's ``parts``."""

    label: str
    shares: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Stacks:
    """A stacked bar of answers for each question, the best answer first."""

    title: str
    parts: tuple[str, ...]
    """At most six."""
    stacks: tuple[Stack, ...]


@dataclass(frozen=True, slots=True)
class Loss:
    """Points of the total lost in one place."""

    label: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The points lost from 100 down to the total."""

    title: str
    losses: tuple[Loss, ...]
    total_name: str
    total: Decimal
    axis_cut: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """The least figure of a level."""

    name: str
    least: Decimal


@dataclass(frozen=True, slots=True)
class Thermometer:
    """Figures on a scale divided into levels."""

    title: str
    levels: tuple[Threshold, ...]
    """The best first."""
    marks: tuple[ChartBar, ...]
    axis_cut: str


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile of a grid, with its name and its value in words."""

    column: int
    row: int
    label: str
    words: str
    step: int | None = None
    """The class of its value, 0 the best; None if there is none."""


@dataclass(frozen=True, slots=True)
class Tiles:
    """Tiles shaded by the class of a value."""

    title: str
    columns: int
    rows: int
    tiles: tuple[Tile, ...]
    steps: tuple[str, ...]
    """The names of the classes, the best first; at most six."""
    without: str
    """The name of tiles without a value."""


Graph: TypeAlias = GroupedBars | Stacks | Waterfall | Thermometer
"""What Excel and slides draw themselves."""
Chart: TypeAlias = Graph | Tiles


def in_words(chart: Chart) -> str:
    """Returns the chart's alternative text: all its figures in one paragraph."""
    match chart:
        case GroupedBars():
            parts = [_bar_words(bar, chart.before_name) for bar in chart.bars]
            if chart.target is not None:
                parts.append(target_words(chart.target))
        case Stacks():
            parts = [
                f"{stack.label}: "
                + " ".join(
                    f"{name} {share:.2f}%"
                    for name, share in zip(chart.parts, stack.shares, strict=True)
                )
                for stack in chart.stacks
            ]
        case Waterfall():
            parts = [f"{loss.label} หายไป {loss.points:.2f}" for loss in chart.losses]
            parts.append(f"{chart.total_name} {chart.total:.2f}")
        case Thermometer():
            levels = sorted(chart.levels, key=lambda threshold: -threshold.least)
            parts = [_bar_words(mark, "") for mark in chart.marks]
            parts += [f"{level.name} ตั้งแต่ {level.least:.2f}" for level in levels]
        case Tiles():
            parts = [f"{tile.label} {tile.words}" for tile in chart.tiles]
    return f"{chart.title}: {_joined(parts)}"


def target_words(target: Decimal) -> str:
    """Returns what the line of a target means."""
    return f"เป้าหมาย {target:.2f}"


def _bar_words(bar: ChartBar, before_name: str) -> str:
    figure = "ไม่มีคะแนน" if bar.value is None else f"{bar.value:.2f}"
    before = "" if bar.before is None else f" ({before_name} {bar.before:.2f})"
    return f"{bar.label} {figure}{before}"


def _joined(parts: Sequence[str]) -> str:
    return ", ".join(parts)


def draw(chart: Chart, width: float) -> Drawing:
    """Returns the chart as shapes, ``width`` points wide and as high as it needs."""
    match chart:
        case GroupedBars():
            shapes, height = _bars(chart, width)
        case Stacks():
            shapes, height = _stacks(chart, width)
        case Waterfall():
            shapes, height = _waterfall(chart, width)
        case Thermometer():
            shapes, height = _thermometer(chart, width)
        case Tiles():
            shapes, height = tile_shapes(chart, width)
    return Drawing(width, height, tuple(shapes), in_words(chart))


class _Scale:
    """Maps figures from ``low`` to 100 to x from ``left`` to ``right``."""

    def __init__(self, low: Decimal, left: float, right: float) -> None:
        self.low, self.left, self.right = low, left, right

    def at(self, value: Decimal) -> float:
        share = (max(value, self.low) - self.low) / (_FULL - self.low)
        return self.left + float(share) * (self.right - self.left)

    def ticks(self) -> list[Decimal]:
        step = (_FULL - self.low) / _STEPS
        return [self.low + step * number for number in range(_STEPS + 1)]


def axis_low(values: Sequence[Decimal | None], *, bars: bool = True) -> Decimal:
    """Returns the start of an axis cut to show differences: the multiple of ten below the lowest
    figure; without ``bars``, which need a length, it may equal that figure."""
    lowest = min([value for value in values if value is not None], default=Decimal(0))
    low = ceil(lowest / 10) * 10 - 10 if bars else min(floor(lowest / 10) * 10, 90)
    return Decimal(max(low, 0))


def axis_note(chart: Chart, low: Decimal) -> str:
    """Returns the chart's note below a cut axis; empty if the axis starts at 0."""
    if not low or not isinstance(chart, Waterfall | Thermometer):
        return ""
    return chart.axis_cut.replace(LOW, short_number(low))


def _axis_break(scale: _Scale, rows: Iterable[int], label: TextLabel) -> Iterator[Shape]:
    """Yields a break mark through the bars of ``rows``, and the ``label`` that explains it."""
    x = scale.left + _BREAK_OFFSET
    for row in rows:
        y = row * _ROW + _ROW / 2
        yield StraightLine(x - 2, y + _BAR, x + 2, y - _BAR, Ink.GROUND, _BREAK_WIDTH)
        for side in (-_BREAK_WIDTH / 2, _BREAK_WIDTH / 2):
            yield StraightLine(x - 2 + side, y + _BAR, x + 2 + side, y - _BAR, Ink.MUTED)
    yield label


# -- bars


def _bars(chart: GroupedBars, width: float) -> tuple[list[Shape], float]:
    scale = _Scale(Decimal(0), width * _NAME_SHARE, width - _FIGURE_WIDTH)
    top = 0.0 if chart.target is None else _LEGEND
    bottom = top + len(chart.bars) * _ROW
    shapes: list[Shape] = list(_grid(scale, bottom, top))
    for number, bar in enumerate(chart.bars):
        shapes += _bar(bar, scale, top + number * _ROW + _ROW / 2, width, chart.target)
    if chart.target is not None:
        x, words = scale.at(chart.target), target_words(chart.target)
        shapes.append(StraightLine(x, top, x, bottom, Ink.MARK, 1.0, dashed=True))
        shapes.append(TextLabel(x, SIZE, words, SIZE - 1, Ink.MUTED, Anchor.MIDDLE))
    height = bottom + _AXIS
    if any(bar.before is not None for bar in chart.bars):
        shapes += _legend(chart, width * _NAME_SHARE, height + _LEGEND / 2)
        height += _LEGEND
    return shapes, height


def _bar(
    bar: ChartBar, scale: _Scale, middle: float, width: float, target: Decimal | None
) -> Iterator[Shape]:
    y = middle + SIZE * _BASELINE
    yield TextLabel(0, y, bar.label, SIZE, room=scale.left - _GAP)
    if bar.value is None:
        yield TextLabel(width, y, "–", SIZE, Ink.MUTED, Anchor.END)
    else:
        enough = target is None or bar.value >= target
        fill = Ink.GOOD if enough else Ink.WEAK
        length = scale.at(bar.value) - scale.left
        yield FilledRect(scale.left, middle - _BAR / 2, length, _BAR, fill)
        yield TextLabel(width, y, f"{bar.value:.2f}", SIZE, anchor=Anchor.END, bold=True)
    if bar.before is not None:
        yield Dot(scale.at(bar.before), middle, _BAR / 2.5, Ink.TEXT, filled=False)


def _legend(chart: GroupedBars, left: float, middle: float) -> Iterator[Shape]:
    y = middle + SIZE * _BASELINE
    yield FilledRect(left, middle - _BAR / 2, _BAR * 2, _BAR, Ink.GOOD)
    yield TextLabel(left + _BAR * 2 + 4, y, chart.now_name, SIZE, Ink.MUTED)
    right = left + _BAR * 2 + 12 + len(chart.now_name) * SIZE * _DIGIT
    yield Dot(right + 12, middle, _BAR / 2.5, Ink.TEXT, filled=False)
    yield TextLabel(right + 22, y, chart.before_name, SIZE, Ink.MUTED)


def _grid(scale: _Scale, bottom: float, top: float = 0.0) -> Iterator[Shape]:
    for tick in scale.ticks():
        x = scale.at(tick)
        yield StraightLine(x, top, x, bottom, Ink.RULE)
        text = short_number(tick)
        yield TextLabel(x, bottom + SIZE, text, SIZE - 2, Ink.MUTED, Anchor.MIDDLE)


# -- stacked bars


def _stacks(chart: Stacks, width: float) -> tuple[list[Shape], float]:
    scale = _Scale(Decimal(0), width * _NAME_SHARE, width)
    shapes: list[Shape] = list(_parts(chart, width))
    for number, stack in enumerate(chart.stacks):
        middle = _LEGEND + number * _ROW + _ROW / 2
        y = middle + SIZE * _BASELINE
        shapes.append(TextLabel(0, y, stack.label, SIZE, room=scale.left - _GAP))
        begin = Decimal(0)
        for place, share in enumerate(stack.shares):
            left, right = scale.at(begin), scale.at(min(begin + share, _FULL))
            begin += share
            if right <= left:
                continue
            box = FilledRect(
                left, middle - _ROW * 0.4, right - left, _ROW * 0.8, RAMP[place], Ink.RULE
            )
            shapes.append(box)
            text = f"{share:.0f}"
            if right - left > (len(text) + 1) * SIZE * _DIGIT:
                ink = Ink.ON_DARK if place < _DARK_STEPS else Ink.TEXT
                at = (left + right) / 2
                shapes.append(TextLabel(at, y, text, SIZE, ink, Anchor.MIDDLE))
    return shapes, _LEGEND + len(chart.stacks) * _ROW


def _parts(chart: Stacks, width: float) -> Iterator[Shape]:
    step = width * (1 - _NAME_SHARE) / max(len(chart.parts), 1)
    middle = _LEGEND / 2 - 2
    for place, name in enumerate(chart.parts):
        left = width * _NAME_SHARE + place * step
        yield FilledRect(left, middle - _BAR / 2, _BAR, _BAR, RAMP[place], Ink.RULE)
        at = left + _BAR + 4
        yield TextLabel(
            at, middle + SIZE * _BASELINE, name, SIZE - 1, Ink.MUTED, room=step - _BAR - 6
        )


# -- waterfall


def _waterfall(chart: Waterfall, width: float) -> tuple[list[Shape], float]:
    scale = _Scale(axis_low([chart.total]), width * _NAME_SHARE, width - _FIGURE_WIDTH)
    rows = len(chart.losses) + 2
    shapes: list[Shape] = list(_grid(scale, rows * _ROW))
    shapes += _level_row("100", _FULL, scale, 0, width, "100.00")
    left = _FULL
    for number, loss in enumerate(chart.losses, 1):
        middle = number * _ROW + _ROW / 2
        y = middle + SIZE * _BASELINE
        start, end = scale.at(left - loss.points), scale.at(left)
        shapes.append(TextLabel(0, y, loss.label, SIZE, room=scale.left - _GAP))
        shapes.append(FilledRect(start, middle - _BAR / 2, max(end - start, 0.75), _BAR, Ink.WEAK))
        shapes.append(
            StraightLine(end, middle - _ROW + _BAR / 2, end, middle - _BAR / 2, Ink.MUTED)
        )
        figure = f"-{loss.points:.2f}" if loss.points else "0.00"
        shapes.append(TextLabel(width, y, figure, SIZE, anchor=Anchor.END))
        left -= loss.points
    shapes += _level_row(
        chart.total_name, chart.total, scale, rows - 1, width, f"{chart.total:.2f}"
    )
    if scale.low:
        at, text = rows * _ROW + SIZE, axis_note(chart, scale.low)
        label = TextLabel(scale.left - _GAP, at, text, SIZE - 2, Ink.MUTED, Anchor.END)
        shapes += _axis_break(scale, (0, rows - 1), label)
    return shapes, rows * _ROW + _AXIS


def _level_row(
    name: str, value: Decimal, scale: _Scale, row: int, width: float, figure: str
) -> Iterator[Shape]:
    middle = row * _ROW + _ROW / 2
    y = middle + SIZE * _BASELINE
    yield TextLabel(0, y, name, SIZE, bold=True, room=scale.left - _GAP)
    yield FilledRect(scale.left, middle - _BAR / 2, scale.at(value) - scale.left, _BAR, Ink.GOOD)
    yield TextLabel(width, y, figure, SIZE, anchor=Anchor.END, bold=True)


# -- thermometer


def _thermometer(chart: Thermometer, width: float) -> tuple[list[Shape], float]:
    # Of several levels with the same limit the first, best one is named.
    first = {level.least: level for level in reversed(chart.levels)}
    levels = sorted(first.values(), key=lambda threshold: threshold.least)
    known = [mark for mark in chart.marks if mark.value is not None]
    starts = (level.least for level in levels if level.least > 0)
    low = axis_low([*(bar.value for bar in known), *starts], bars=False)
    longest = max((len(mark.label) for mark in chart.marks), default=0)
    names = min(longest * SIZE * _LETTER + _GAP, width * _NAME_SHARE)
    scale = _Scale(low, names, width - _FIGURE_WIDTH)
    rows = len(chart.marks)
    bottom = rows * _ROW
    shapes: list[Shape] = []
    for number, bar in enumerate(chart.marks):
        middle = number * _ROW + _ROW / 2
        y = middle + SIZE * _BASELINE
        shapes.append(TextLabel(0, y, bar.label, SIZE, bold=number == 0, room=scale.left - _GAP))
        shapes.append(FilledRect(scale.left, middle - 2, scale.right - scale.left, 4, Ink.PALE))
        if bar.value is None:
            shapes.append(TextLabel(width, y, "–", SIZE, Ink.MUTED, Anchor.END))
            continue
        x = scale.at(bar.value)
        shapes.append(FilledRect(scale.left, middle - 2, x - scale.left, 4, Ink.GOOD))
        shapes.append(Dot(x, middle, _BAR / 2, Ink.GOOD))
        shapes.append(TextLabel(width, y, f"{bar.value:.2f}", SIZE, anchor=Anchor.END, bold=True))
    for number, level in enumerate(levels):
        if level.least < low:
            continue
        x = scale.at(level.least)
        # The name of the best level may extend over the column of figures.
        end = scale.at(levels[number + 1].least) if number + 1 < len(levels) else width
        room = end - x - 3
        shapes.append(StraightLine(x, 0, x, bottom + _AXIS / 2, Ink.MARK, 1.0, dashed=True))
        shapes.append(
            TextLabel(x + 2, bottom + SIZE, short_number(level.least), SIZE - 2, Ink.MUTED)
        )
        name = TextLabel(x + 2, bottom + SIZE * 2, level.name, SIZE - 1, Ink.MUTED, room=room)
        shapes.append(name)
    height = bottom + _AXIS + SIZE + 4
    if scale.low:
        # The line above has the names of the levels.
        label = TextLabel(scale.left, height + SIZE - 4, axis_note(chart, low), SIZE - 2, Ink.MUTED)
        shapes += _axis_break(scale, range(rows), label)
        height += SIZE
    return shapes, height


def ground_of(tile: Tile) -> Ink:
    """Returns the ink of a tile's ground: the darker, the better its step."""
    return Ink.GROUND if tile.step is None else RAMP[tile.step]


def ink_of(tile: Tile) -> Ink:
    """Returns the ink of a tile's text."""
    dark = tile.step is not None and tile.step < _DARK_TILES
    return Ink.ON_DARK if dark else Ink.TEXT


def tile_shapes(chart: Tiles, width: float) -> tuple[list[Shape], float]:
    """Returns the shapes of the tiles and their height, for a width in points."""
    pitch = width / chart.columns
    shapes: list[Shape] = []
    for tile in chart.tiles:
        shapes += _tile(tile, tile.column * pitch, tile.row * _HEIGHT, pitch - TILE_GAP)
    top = chart.rows * _HEIGHT
    shapes += _tile_legend(chart, top, width)
    return shapes, top + _TILE_LEGEND


def _tile(tile: Tile, x: float, y: float, width: float) -> Iterator[Shape]:
    height, ink, room = _HEIGHT - TILE_GAP, ink_of(tile), width - 2 * _SIDE
    yield FilledRect(x, y, width, height, ground_of(tile), Ink.MUTED)
    middle = x + width / 2
    yield TextLabel(middle, y + 14, tile.label, _SIZE, ink, Anchor.MIDDLE, room=room)
    yield TextLabel(middle, y + 28, tile.words, _SIZE + 1, ink, Anchor.MIDDLE, bold=True, room=room)


def _tile_legend(chart: Tiles, top: float, width: float) -> Iterator[Shape]:
    names = (*chart.steps, chart.without)
    room = width / len(names)
    for number, name in enumerate(names):
        x, y = number * room, top + (_TILE_LEGEND - _SAMPLE) / 2
        ground = RAMP[number] if number < len(chart.steps) else Ink.GROUND
        yield FilledRect(x, y, _SAMPLE, _SAMPLE, ground, Ink.MUTED)
        yield TextLabel(
            x + _SAMPLE + 4, y + _SAMPLE - 2, name, _SIZE, room=room - _SAMPLE - 4 - TILE_GAP
        )


@dataclass(frozen=True, slots=True)
class Curve:
    """Numbers by day, in order; days and numbers are not negative."""

    title: str
    points: tuple[tuple[date, int], ...]
    needed: int | None
    needed_name: str
    first: date
    """The axis begins on this day, or the first of the points."""
    last: date
    labels: tuple[str, str]
    """The first and the last day in words."""
    words: str
    """Alternative text."""


def draw_curve(curve: Curve, width: float) -> Drawing:
    """Returns the curve as shapes, ``width`` points wide."""
    scale = _CurveScale(curve, width)
    shapes = [*_axes(curve, scale, width), *_line(curve, scale)]
    return Drawing(width, _CURVE_HEIGHT, tuple(shapes), curve.words)


class _CurveScale:
    """Maps days and numbers to points of the drawing."""

    def __init__(self, curve: Curve, width: float) -> None:
        self.top = _nice(max([number for _day, number in curve.points] + [curve.needed or 0, 1]))
        self._first = curve.first.toordinal()
        self._days = max(curve.last.toordinal() - self._first, 1)
        self._width = width - _LEFT - _RIGHT

    def x(self, day: date) -> float:
        share = (day.toordinal() - self._first) / self._days
        return _LEFT + min(max(share, 0), 1) * self._width

    def y(self, number: float) -> float:
        return _CURVE_HEIGHT - _BOTTOM - number / self.top * (_CURVE_HEIGHT - _TOP - _BOTTOM)


def _nice(most: int) -> int:
    """Return the end of an axis with whole ticks."""
    step = most / _TICKS
    power = 10 ** int(log10(step)) if step >= 1 else 1
    fitting = next(factor for factor in _CURVE_STEPS if factor * power >= step)
    return max(ceil(fitting * power), 1) * _TICKS


def _axes(curve: Curve, scale: _CurveScale, width: float) -> Iterator[Shape]:
    for tick in range(_TICKS + 1):
        number = scale.top * tick // _TICKS
        y = scale.y(number)
        yield StraightLine(_LEFT, y, width - _RIGHT, y, Ink.RULE)
        yield TextLabel(_LEFT - 6, y + 4, f"{number:,}", _CURVE_SIZE, Ink.MUTED, Anchor.END)
    y = _CURVE_HEIGHT - 4
    yield TextLabel(_LEFT, y, curve.labels[0], _CURVE_SIZE, Ink.MUTED)
    yield TextLabel(width - _RIGHT, y, curve.labels[1], _CURVE_SIZE, Ink.MUTED, Anchor.END)
    if curve.needed:
        y = scale.y(curve.needed)
        yield StraightLine(_LEFT, y, width - _RIGHT, y, Ink.MARK, 1.0, dashed=True)
        yield TextLabel(width - _RIGHT, y - 4, curve.needed_name, _CURVE_SIZE, Ink.TEXT, Anchor.END)


def _line(curve: Curve, scale: _CurveScale) -> Iterator[Shape]:
    enough = curve.needed is None or (bool(curve.points) and curve.points[-1][1] >= curve.needed)
    ink = Ink.GOOD if enough else Ink.WEAK
    before: tuple[float, float] | None = None
    for day, number in curve.points:
        here = scale.x(day), scale.y(number)
        if before is not None:
            yield StraightLine(*before, *here, ink, 1.5)
        before = here
    for day, number in curve.points:
        yield Dot(scale.x(day), scale.y(number), _DOT, ink)
    if before is not None:
        x, y = before
        text = f"{curve.points[-1][1]:,}"
        at_end = x > scale.x(curve.last) - len(text) * _CURVE_SIZE
        back = _CURVE_SIZE * 0.6 * len(text) + 4
        left = x - back - _DOT if at_end else x + _DOT + 2
        yield FilledRect(left, y + 3, back, _CURVE_SIZE, Ink.GROUND)
        yield TextLabel(
            left + 2, y + 3 + _CURVE_SIZE * 0.82, text, _CURVE_SIZE, Ink.TEXT, bold=True
        )
