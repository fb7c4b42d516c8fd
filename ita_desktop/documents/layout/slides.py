"""Sizes and places of what is on slides, in points, so that all text fits.

Text is measured in the bundled Sarabun, which has the letter forms of TH Sarabun. All parts of a
slide have one size of text, the largest in which they fit; what fits in none goes on to a further
slide.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final, NamedTuple, TypeAlias

from ita_desktop.documents.layout import fonts
from ita_desktop.documents.layout.fonts import ShapedFont, bundled, letter
from ita_desktop.documents.slides import (
    Deck,
    Slide,
    SlideChart,
    SlideLine,
    SlidePart,
    SlideTable,
    SlideText,
    SlideTiles,
)
from ita_desktop.documents.wordings.paper_words import mark_of
from ita_desktop.typography.lines import fill
from ita_desktop.typography.words import WordBreaker

_PITCH: Final = 1.3
"""Height of a line in font sizes: ascent and descent of Sarabun."""
_OFFICIAL_PITCH: Final = 1.75
"""The same where slides are in TH Sarabun, which has more room above its letters: with less than
this, programs cut their tops."""
CELL_SIDE: Final = 6.0
"""Space in points at each side of a cell's text."""
CELL_ABOVE: Final = 3.0
"""Space above a cell's text, and below it."""
MARK: Final = 1.1
"""Indent of a line after its mark, in font sizes."""
LARGE: Final = 1.7
"""Size of a large line, relative to the others."""
AFTER: Final = 0.35
"""Space below a paragraph, in font sizes."""
_SIZES: Final = (20.0, 18.0, 16.0, 14.0, 13.0, 12.0, 11.0)
_OPENING_SIZES: Final = (24.0, 22.0, *_SIZES)
_TITLE_SIZES: Final = (30.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0)
_ROOMY: Final = 0.94
"""Share of a width that a line fills at most, as other programs break lines differently."""
_GAP: Final = 12.0
"""Distance between parts."""
_CHART: Final = 150.0
"""Least height of a chart."""
_FIGURES: Final = (SlideChart, SlideTiles)
"""What takes the height that is left."""


class Box(NamedTuple):
    left: float
    top: float
    width: float
    height: float


class SlideRoom(NamedTuple):
    """The places on slides of one kind."""

    title: Box
    body: Box


class Rooms(NamedTuple):
    """The places on the title slide, and on the others."""

    opening: SlideRoom
    content: SlideRoom


class PlacedText(NamedTuple):
    """Text in a size in points, as of other parts."""

    box: Box
    text: SlideText
    size: float


class PlacedTable(NamedTuple):
    box: Box
    table: SlideTable
    size: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    """Heights of the rows, the heading first."""


class PlacedChart(NamedTuple):
    box: Box
    chart: SlideChart
    size: float


class PlacedTiles(NamedTuple):
    box: Box
    tiles: SlideTiles
    size: float


Placed: TypeAlias = PlacedText | PlacedTable | PlacedChart | PlacedTiles


class PlacedSlide(NamedTuple):
    slide: Slide
    title: Box
    title_size: float
    parts: tuple[Placed, ...]


def placed(deck: Deck, rooms: Rooms, breaker: WordBreaker) -> list[PlacedSlide]:
    """Returns the slides with the places of their parts; one with too much text becomes several."""
    setter = _Setter(breaker)
    return [
        made
        for slide in deck.slides
        for made in setter.slides(
            slide, rooms.opening if slide.opens else rooms.content, deck.words.continued
        )
    ]


@cache
def _fonts() -> tuple[ShapedFont, ShapedFont]:
    files = bundled()
    return letter(files.regular), letter(files.bold)


class _Setter:
    def __init__(self, breaker: WordBreaker) -> None:
        self._breaker = breaker

    def slides(self, slide: Slide, room: SlideRoom, continued: str) -> Iterator[PlacedSlide]:
        sizes = _OPENING_SIZES if slide.opens else _SIZES
        rest: Slide | None = slide
        while rest is not None:
            here, rest = self._fitting(rest, room.body, sizes)
            yield PlacedSlide(
                here,
                room.title,
                self._title_size(here.title, room.title),
                tuple(self._parts(here, room.body, self._size(here, room.body, sizes))),
            )
            if rest is not None:
                rest = replace(rest, title=f"{slide.title}{mark_of(continued)}")

    # Sizes.

    def _title_size(self, title: str, box: Box) -> float:
        line = SlideLine(title, bold=True)
        return next(
            (size for size in _TITLE_SIZES if self._line(line, box.width, size) <= box.height),
            _TITLE_SIZES[-1],
        )

    def _size(self, slide: Slide, body: Box, sizes: Sequence[float]) -> float:
        fitting = [size for size in sizes if self._fits(slide, body, size)] or [sizes[-1]]
        return next((size for size in fitting if self._is_whole(slide, body, size)), fitting[0])

    def _fits(self, slide: Slide, body: Box, size: float) -> bool:
        return all(
            self._height(parts, box.width, size) <= box.height for parts, box in _sides(slide, body)
        )

    def _is_whole(self, slide: Slide, body: Box, size: float) -> bool:
        """Returns whether no word in a cell is wider than its column."""
        return not any(
            self._cuts(text, room - 2 * CELL_SIDE, size)
            for parts, box in _sides(slide, body)
            for part in parts
            if isinstance(part, SlideTable)
            for row in (tuple(column.title for column in part.columns), *part.rows)
            for text, room in zip(row, _widths(part, box.width), strict=True)
        )

    def _cuts(self, text: str, width: float, size: float) -> bool:
        bold, room = _fonts()[1], width * _ROOMY * 1000 / size
        pieces = (piece.strip() for piece in self._breaker.pieces(text))
        return any(
            max(map(bold.advance, self._breaker.parts(piece) or (piece,))) > room
            for piece in pieces
            if bold.advance(piece) > room
        )

    def _fitting(
        self, slide: Slide, body: Box, sizes: Sequence[float]
    ) -> tuple[Slide, Slide | None]:
        """Returns a slide that fits, and one with the rest of its lines and rows."""
        least = sizes[-1]
        if self._fits(slide, body, least):
            return slide, None
        (left, left_box), *right = _sides(slide, body)
        here, rest = self._parted(left, left_box, least)
        beside = slide.beside
        beside_rest: tuple[SlidePart, ...] = ()
        for parts, box in right:
            beside, beside_rest = self._parted(parts, box, least)
        if not rest and not beside_rest:
            return slide, None
        if not rest:
            rest, beside_rest = beside_rest, ()
        return (
            replace(slide, parts=here, beside=beside),
            replace(slide, parts=rest, beside=beside_rest),
        )

    def _parted(
        self, parts: tuple[SlidePart, ...], box: Box, size: float
    ) -> tuple[tuple[SlidePart, ...], tuple[SlidePart, ...]]:
        """Parts what is too high between its lines and rows; at least one stays."""
        here: list[SlidePart] = []
        for number, part in enumerate(parts):
            if self._height((*here, part), box.width, size) <= box.height:
                here.append(part)
                continue
            count = _count(part)
            while count > 1 and (
                self._height((*here, _cut(part, 0, count)), box.width, size) > box.height
            ):
                count -= 1
            alone = self._height((*here, _cut(part, 0, count)), box.width, size) > box.height
            if here and (alone or isinstance(part, _FIGURES)):
                return tuple(here), parts[number:]
            if count == _count(part):
                return (*here, part), parts[number + 1 :]
            rest = (_cut(part, count, _count(part)), *parts[number + 1 :])
            return (*here, _cut(part, 0, count)), rest
        return tuple(here), ()

    # Heights.

    def _height(self, parts: Sequence[SlidePart], width: float, size: float) -> float:
        return sum(self._part(part, width, size) for part in parts) + _GAP * max(len(parts) - 1, 0)

    def _part(self, part: SlidePart, width: float, size: float) -> float:
        match part:
            case SlideText():
                return sum(self._line(line, width, size) for line in part.lines)
            case SlideTable():
                return sum(self._row_heights(part, width, size))
            case SlideChart() | SlideTiles():
                return _CHART

    def _line(self, line: SlideLine, width: float, size: float) -> float:
        own = size * (LARGE if line.large else 1)
        room = width - (MARK * own if line.mark else 0)
        return own * (pitch() * self._count(line.text, room, own, bold=line.bold) + AFTER)

    def _row_heights(self, table: SlideTable, width: float, size: float) -> list[float]:
        widths = _widths(table, width)
        last = len(table.rows)
        rows = (tuple(column.title for column in table.columns), *table.rows)
        return [
            2 * CELL_ABOVE
            + size
            * pitch()
            * max(
                self._count(text, room - 2 * CELL_SIDE, size, bold=bold)
                for text, room in zip(row, widths, strict=True)
            )
            for number, row in enumerate(rows)
            for bold in [number == 0 or (table.total and number == last)]
        ]

    def _count(self, text: str, width: float, size: float, *, bold: bool) -> int:
        regular, heavy = _fonts()
        room = max(width, size) * _ROOMY * 1000 / size
        measure = (heavy if bold else regular).advance
        return len(fill(self._breaker.pieces(text), room, measure, self._breaker.parts))

    # Places.

    def _parts(self, slide: Slide, body: Box, size: float) -> Iterator[Placed]:
        for parts, box in _sides(slide, body):
            charts = sum(isinstance(part, _FIGURES) for part in parts)
            spare = max(box.height - self._height(parts, box.width, size), 0.0)
            top = box.top
            for part in parts:
                height = self._part(part, box.width, size)
                if isinstance(part, _FIGURES):
                    height += spare / charts
                yield self._placed(part, Box(box.left, top, box.width, height), size)
                top += height + _GAP

    def _placed(self, part: SlidePart, box: Box, size: float) -> Placed:
        match part:
            case SlideText():
                return PlacedText(box, part, size)
            case SlideTable():
                heights = tuple(self._row_heights(part, box.width, size))
                return PlacedTable(box, part, size, _widths(part, box.width), heights)
            case SlideChart():
                return PlacedChart(box, part, size)
            case SlideTiles():
                return PlacedTiles(box, part, size)


def _sides(slide: Slide, body: Box) -> list[tuple[tuple[SlidePart, ...], Box]]:
    """Returns the parts at the left and at the right with their places."""
    if not slide.beside:
        return [(slide.parts, body)]
    wide = (body.width - 2 * _GAP) * slide.side_share
    left = body._replace(width=body.width - 2 * _GAP - wide)
    right = body._replace(left=body.left + body.width - wide, width=wide)
    return [(slide.parts, left), (slide.beside, right)]


def _widths(table: SlideTable, width: float) -> tuple[float, ...]:
    whole = sum(column.share for column in table.columns)
    return tuple(width * column.share / whole for column in table.columns)


def _count(part: SlidePart) -> int:
    """Returns the number of lines or rows."""
    match part:
        case SlideText():
            return len(part.lines)
        case SlideTable():
            return len(part.rows)
        case SlideChart() | SlideTiles():
            return 1


def _cut(part: SlidePart, first: int, last: int) -> SlidePart:
    """Returns the lines or rows from ``first`` to before ``last``."""
    match part:
        case SlideText():
            return SlideText(part.lines[first:last])
        case SlideTable():
            return replace(
                part, rows=part.rows[first:last], total=part.total and last == len(part.rows)
            )
        case SlideChart() | SlideTiles():
            return part


def pitch() -> float:
    """Returns the height of a line of slides, in sizes of the bundled letter."""
    return _PITCH if fonts.letters().name == bundled().name else _OFFICIAL_PITCH


def line_size(text: str, width: float, size: float) -> float:
    """Returns the size, ``size`` at most, in which a text fills one line of a width."""
    advance = _fonts()[0].advance(text) / 1000
    return min(size, width * _ROOMY / advance) if advance else size
