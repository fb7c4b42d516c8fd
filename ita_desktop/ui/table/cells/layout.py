"""Lays out cells: converts values to paintable objects for a column width, and keeps them until
that changes; and measures the height of a row when it first comes near the viewport.

QTableView takes row heights from its vertical header, which is always hidden. Heights are set there
with signals blocked and the view is notified once, so that measuring many rows costs a single
layout.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any, Final, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from ita_desktop.domain.dates import buddhist_year
from ita_desktop.domain.measure_cells import Typed, text_of
from ita_desktop.ui.language import month_name
from ita_desktop.ui.table.cells.drawn import (
    CellBackground,
    Day,
    Drawn,
    DrawnCheckBox,
    DrawnNothing,
    DrawnPicture,
    DrawnProgress,
    DrawnWords,
    Replaced,
    SignWord,
    Spans,
    StateMark,
    Year,
    accessible_spans,
)
from ita_desktop.ui.table.cells.richlines import line_starts
from ita_desktop.ui.table.column import Column, ColumnKind, Row, SheetLine
from ita_desktop.ui.table.grid import Grid
from ita_desktop.ui.table.heading import ColumnSpan
from ita_desktop.ui.table.schedule import accessible_times
from ita_desktop.ui.table.sizes import NEAR, Density
from ita_desktop.ui.table.texts import UNKNOWN, bare, owners_text, seen_text, value_text
from ita_desktop.ui.table.values import (
    CellOwner,
    ChangedValue,
    DoneCount,
    PictureCell,
    ProgressCell,
    ScheduledTime,
    Sign,
    SpreadCell,
    StatusCell,
    StyledValue,
    YearSpan,
)
from ita_desktop.ui.theme.lines import enough, metrics, one_line, wrap
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Radius, Stroke, Text, Tone, tokens
from ita_desktop.ui.widgets.marks import Mark

_TALL = frozenset(
    {ColumnKind.TEXT, ColumnKind.CODE, ColumnKind.OWNERS, ColumnKind.NUMBER, ColumnKind.DATE}
)
"""Kinds whose cells may have several lines."""


_NOTHING: Final = DrawnNothing()
_FULL: Final = 100


def lay_out(column: Column[Any], row: Row, width: float, density: Density) -> Drawn:
    """Returns the laid out cell of a row; the column's content is ``width`` px wide."""
    value = column.value(row)
    tone = column.tone(row) if callable(column.tone) else column.tone
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
    """Lays out a value; ``strong`` for the values of groups."""
    if isinstance(value, StyledValue):
        return lay_out_value(column, value.value, value.tone, width, density, value.strong)
    if isinstance(value, ChangedValue):
        return _replaced(column, value, tone, width, density)
    make = next((make for types, make in _MAKERS if isinstance(value, types)), None)
    if make is not None:
        return make(column, value, tone, strong).fitted(width)
    if isinstance(value, tuple) and value:
        return _many(column, value, tone, width, density)
    text = value_text(value, column.numbers.decimals)
    if column.right:
        return _figure(text, value, tone, strong).fitted(width)
    if not text and column.kind is ColumnKind.DATE:
        text, tone = UNKNOWN, Tone.TEXT3
    return _words(column, text, tone, width, density, strong)


def _day(column: Column[Any], value: date, tone: Tone | None, strong: bool) -> Drawn:  # noqa: ARG001 - one of the makers
    style = Text.BODY_MEDIUM if tone is Tone.LATE or strong else Text.BODY
    year = f"{buddhist_year(value) % 100:02d}"
    return Day(str(value.day), month_name(value.month), year, style, tone or Tone.TEXT)


def _state(column: Column[Any], value: Mark | StatusCell, tone: Tone | None, strong: bool) -> Drawn:  # noqa: ARG001 - one of the makers
    return StateMark(value if isinstance(value, Mark) else value.mark, value.word)


def _sign(column: Column[Any], value: Sign, tone: Tone | None, strong: bool) -> Drawn:  # noqa: ARG001 - one of the makers
    return SignWord(value)


def _picture(column: Column[Any], value: PictureCell, tone: Tone | None, strong: bool) -> Drawn:  # noqa: ARG001 - one of the makers
    return DrawnPicture(value)


def _part(column: Column[Any], value: DoneCount, tone: Tone | None, strong: bool) -> Drawn:
    style = Text.BODY_STRONG if strong else Text.BODY
    usual = Tone.TEXT if strong else Tone.TEXT2
    return DrawnWords((f"{value.done}/{value.of}",), style, tone or usual, right=column.right)


def _bar(column: Column[Any], value: ProgressCell, tone: Tone | None, strong: bool) -> Drawn:  # noqa: ARG001 - one of the makers
    if value.share is None:
        return DrawnWords((UNKNOWN,), Text.BODY, Tone.TEXT3)
    return DrawnProgress(value.share, value.text)


def _spread(column: Column[Any], value: SpreadCell, tone: Tone | None, strong: bool) -> Drawn:  # noqa: ARG001 - one of the makers
    return DrawnSpread(value, value.word)


def _box(column: Column[Any], value: bool, tone: Tone | None, strong: bool) -> Drawn:  # noqa: ARG001 - one of the makers
    return DrawnCheckBox(value)


_MAKERS: Final[tuple[tuple[Any, Callable[..., Drawn]], ...]] = (
    (date, _day),
    (Mark | StatusCell, _state),
    (Sign, _sign),
    (PictureCell, _picture),
    (DoneCount, _part),
    (ProgressCell, _bar),
    (SpreadCell, _spread),
    (bool, _box),
)


def _figure(text: str, value: object, tone: Tone | None, strong: bool) -> DrawnWords:
    """Returns a right-aligned number; – and 0.00 are grey."""
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
    return DrawnWords((text or UNKNOWN,), style, usual, right=True)


def _many(
    column: Column[Any],
    value: tuple[object, ...],
    tone: Tone | None,
    width: float,
    density: Density,
) -> Drawn:
    if isinstance(value[0], ScheduledTime):
        times = tuple(time for time in value if isinstance(time, ScheduledTime))
        return Year(times, column.axis, accessible_times(times)) if column.axis else _NOTHING
    if isinstance(value[0], YearSpan):
        spans = tuple(span for span in value if isinstance(span, YearSpan))
        return Spans(spans, accessible_spans(spans))
    owners = tuple(owner for owner in value if isinstance(owner, CellOwner))
    words = owners_text(Typed.of(owners, text_of(value)))
    if len(owners) > 1 and not text_of(value) and _most_lines(column, density) == 1:
        # The number of the others is not cut with the name: one owner would be all.
        more = words.removeprefix(owners[0].label)
        room = width - ceil(metrics(_style(column, tone)).horizontalAdvance(more))
        words = one_line(owners[0].label, _style(column, tone), room) + more
    drawn = _words(column, words, tone, width, density)
    if len(owners) > 1:
        drawn.tip = "\n".join(owner.label for owner in owners)
    return drawn


def _replaced(
    column: Column[Any], value: ChangedValue, tone: Tone | None, width: float, density: Density
) -> Drawn:
    new = lay_out_value(column, value.new, tone, width, density)
    old = value_text(value.old, column.numbers.decimals) or UNKNOWN
    texts = (one_line(old, Text.NOTE, width),)
    return Replaced(new, DrawnWords(texts, Text.NOTE, Tone.TEXT2, column.right), new.tip)


def _most_lines(column: Column[Any], density: Density) -> int:
    return (column.lines or density.lines) if column.wrap else 1


def _style(column: Column[Any], tone: Tone | None) -> Text:
    emphatic = column.kind is ColumnKind.CODE or tone is Tone.LATE
    return Text.BODY_MEDIUM if emphatic else Text.BODY


def _words(
    column: Column[Any],
    text: str,
    tone: Tone | None,
    width: float,
    density: Density,
    strong: bool = False,
) -> Drawn:
    """Lays out text on as many lines as allowed."""
    if not text.strip():
        return _NOTHING
    style = Text.BODY_STRONG if strong else _style(column, tone)
    most = _most_lines(column, density)
    usual = tone or Tone.TEXT
    if column.rich and most > 1:
        from ita_desktop.ui.table.cells.richlines import rich_words

        return rich_words(text, usual, width, most)
    text = seen_text(column, text)
    if most == 1:
        texts = (one_line(text, style, width),)
        cut = texts[0] != text
        return DrawnWords(texts, style, usual, column.right, tip=text if cut else "")
    lines = wrap(text[: enough(width)], style, width)
    if len(lines) <= most:
        return DrawnWords(tuple(lines), style, usual, column.right)
    # The text of the next line continues beyond the edge, where it fades.
    starts = line_starts(text, lines[: most + 2])
    last = text[starts[most - 1] : starts[most] + len(lines[most])]
    if "\n" in last:
        # A line that ends a paragraph gets … if there is space.
        last = lines[most - 1]
        dotted = f"{last} …"
        if metrics(style).horizontalAdvance(dotted) <= width:
            return DrawnWords((*lines[: most - 1], dotted), style, usual, tip=text)
    return DrawnWords((*lines[: most - 1], last), style, usual, fade=True, tip=text)


def lay_out_text(text: str, style: Text, tone: Tone, width: float) -> DrawnWords:
    """Returns text of the table itself, such as a group's title, elided to one line."""
    texts = (one_line(text, style, width),)
    return DrawnWords(texts, style, tone, tip=text if texts[0] != text else "")


# Paints a spread of values as a strip.


class SpreadSize:
    """Sizes of a strip."""

    BOX: Final = 8
    MEDIAN: Final = 12
    OWN: Final = 10
    """Width of the diamond that marks the own value."""


@dataclass
class DrawnSpread(Drawn):
    """A line over all values, a box over the middle half, a stroke at the median, and a diamond at
    the own value."""

    spread: SpreadCell
    tip: str = ""

    def paint(self, painter: QPainter, area: QRectF, above: int, ground: CellBackground) -> None:
        del ground
        theme, spread = tokens(), self.spread
        room = area.adjusted(SpreadSize.OWN / 2, 0, -SpreadSize.OWN / 2, 0)
        middle = area.top() + above + Text.BODY.line / 2

        def at(value: float) -> float:
            return room.left() + room.width() * (value - spread.low) / (_FULL - spread.low)

        line = QRectF(room.left(), middle, room.width(), Stroke.HAIR)
        painter.fillRect(line, theme.line2)
        whole = QRectF(at(spread.least), middle, at(spread.most) - at(spread.least), Stroke.FOCUS)
        painter.fillRect(whole.translated(0, -Stroke.HAIR / 2), theme.control)
        width = max(at(spread.upper) - at(spread.lower), Stroke.FOCUS)
        box = QRectF(at(spread.lower), middle - SpreadSize.BOX / 2, width, SpreadSize.BOX)
        paint_plate(painter, box, Radius.CHECK / 2, theme.bar, theme.control)
        stroke = QRectF(at(spread.median) - 1, middle - SpreadSize.MEDIAN / 2, 2, SpreadSize.MEDIAN)
        painter.fillRect(stroke, theme.text2)
        if spread.own is not None:
            _paint_diamond(painter, QPointF(at(spread.own), middle))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _paint_diamond(painter: QPainter, place: QPointF) -> None:
    theme, half = tokens(), SpreadSize.OWN / 2
    corners = [
        place + QPointF(x, y) for x, y in ((0.0, -half), (half, 0.0), (0.0, half), (-half, 0.0))
    ]
    painter.setPen(theme.surface)
    painter.setBrush(theme.accent)
    painter.drawPolygon(corners, Qt.FillRule.OddEvenFill)


def drawn_cell(line: SheetLine, span: ColumnSpan, density: Density) -> Drawn:
    """Returns the laid out cell of a row, cached for this column width."""
    cached = line.drawn.get(span.column.key)
    if cached is not None and cached[0] == span.width:
        return cached[1]
    row = line.kept.get(span.column.key, line.row)
    drawn = lay_out(span.column, row, span.inner_width, density)
    line.drawn[span.column.key] = (span.width, drawn)
    return drawn


def drawn_sum(line: SheetLine, span: ColumnSpan, density: Density) -> Drawn | None:
    """Returns the laid out value of a group in a column; None if it has none."""
    if line.group is None or span.column.key not in line.group.cells:
        return None
    cached = line.drawn.get(span.column.key)
    if cached is not None and cached[0] == span.width:
        return cached[1]
    value = line.group.cells[span.column.key]
    strong = not line.depth
    drawn = lay_out_value(span.column, value, None, span.inner_width, density, strong)
    line.drawn[span.column.key] = (span.width, drawn)
    return drawn


def letters_of(line: SheetLine, span: ColumnSpan, density: Density) -> Text:
    """Returns the text style of a cell, for its editor."""
    drawn = drawn_cell(line, span, density) if line.group is None else None
    drawn = drawn or drawn_sum(line, span, density)
    if isinstance(drawn, DrawnWords | Day | StateMark):
        return drawn.style
    return Text.BODY_MEDIUM if span.column.kind is ColumnKind.CODE else Text.BODY


class MeasuredGrid(Grid, Protocol):
    """A grid that is notified when its row heights have changed."""

    def rows_resized(self, grown: int, *, at_end: bool, seen: bool) -> None: ...


class Heights:
    """Sets the view's row heights to those of its lines."""

    def __init__(self, view: MeasuredGrid) -> None:
        self._view = view
        self._widths: tuple[tuple[str, int], ...] = ()
        """The columns with wrapping text, and their widths."""

    def reset(self) -> None:
        """Resets all rows: cached heights are set at once; other rows keep their height until they
        are visible, which for new rows is that of one line."""
        view = self._view
        header = view.verticalHeader()
        header.blockSignals(True)
        usual = view.density.row
        for at, line in enumerate(view.sheet.lines):
            now = header.sectionSize(at)
            first = self._at_first(line) if now == usual else now
            known = line.height if line.fits == self._widths else 0
            if (height := known or first) != now:
                header.resizeSection(at, height)
        header.blockSignals(False)

    def columns_changed(self) -> None:
        """Measures the rows again if a column with wrapping text was resized."""
        if self.take_widths():
            self.measure()

    def take_widths(self) -> bool:
        """Reads the column widths; returns whether that of a column with wrapping text has
        changed."""
        widths = tuple(
            (span.column.key, span.width)
            for span in self._view.header.spans()
            if span.column.wrap and span.column.kind in _TALL
        )
        if widths == self._widths:
            return False
        self._widths = widths
        return True

    def forget(self) -> None:
        """Discards all measurements, because of another density, language or word list."""
        self._view.sheet.forget_former()
        for line in self._view.sheet.lines:
            line.height = 0
            line.drawn.clear()

    def measure(self) -> None:
        """Measures the rows in and near the viewport."""
        view = self._view
        lines = view.sheet.lines
        if not lines or not view.header.spans():
            return
        first = max(view.rowAt(0), 0)
        bottom = view.viewport().height()
        y = view.rowViewportPosition(first)
        header = view.verticalHeader()
        at_end = view.verticalScrollBar().value() == view.verticalScrollBar().maximum() > 0
        changed = seen = False
        header.blockSignals(True)
        grown = sum(self._fit(at, lines[at]) for at in range(max(first - NEAR, 0), first))
        at, beyond = first, 0
        while at < len(lines) and beyond < NEAR:
            if self._fit(at, lines[at]):
                changed = True
                seen = seen or y <= bottom
            y += header.sectionSize(at)
            beyond += y > bottom
            at += 1
        header.blockSignals(False)
        if changed or grown:
            view.rows_resized(grown, at_end=at_end, seen=seen or grown != 0)

    def _fit(self, at: int, line: SheetLine) -> int:
        """Sets the height of a line's row; returns by how much it grew."""
        if not line.height or line.fits != self._widths:
            line.height = self._needed(line)
            line.fits = self._widths
        header = self._view.verticalHeader()
        delta = line.height - header.sectionSize(at)
        if delta:
            header.resizeSection(at, line.height)
        return delta

    def _at_first(self, line: SheetLine) -> int:
        density = self._view.density
        return density.group if line.group is not None and not line.depth else density.row

    def _needed(self, line: SheetLine) -> int:
        if line.group is not None:
            return self._at_first(line)
        density = self._view.density
        most = 1
        for span in self._view.header.spans():
            if span.column.kind in _TALL:
                most = max(most, drawn_cell(line, span, density).lines)
        return density.height(most)
