"""Where the cells of a table stand in the sheet, and how high its rows are.

Tables of one sheet share its columns: a column of the sheet ends wherever a column of some table
does. A row higher than Excel allows becomes several rows with merged cells, and so does one with
pictures: a row of the sheet begins where a picture does, so that a page can end between two.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from math import ceil
from typing import NamedTuple

from ita_desktop.documents.backends.xlsx.heights import HIGHEST, height
from ita_desktop.documents.content import Cell, Image, Paragraph, Picture, Table, TableRow
from ita_desktop.documents.layout.grid import Placed, dealt, placed
from ita_desktop.documents.layout.measures import MM, PICTURE_GAP
from ita_desktop.documents.layout.pictures import fitted
from ita_desktop.documents.styles import STYLES
from ita_desktop.typography.words import WordBreaker

_NO_TABLE = (0.0, 0.5, 1.0)
_ALONE = 2
"""Edges of one column."""
PART = 205.0
"""Points of the rows that a very high row is made of; low enough to fill printed pages."""
LOW = 65.0
"""The same of a table that is parted at the ends of pages, where they should be well filled."""
_LEAST = 12.0
"""Points of the lowest row that is made for a picture."""
_ABOVE = PICTURE_GAP / 2 * MM
"""Points between the top of a row and its picture."""
_NEAR = 0.01
_ROOMY = 1.2
"""Share of the height of words that stand above pictures: short paragraphs have nothing to spare,
and a picture would cover the last of them where the letter on the machine is a higher one."""
_SIDE = 1.0
"""Millimetres between a picture and the side of its cell."""


class Area(NamedTuple):
    """A cell and the places it covers, counted from 1 like Excel does, last ones included."""

    top: int
    left: int
    bottom: int
    right: int
    cell: Cell
    goes_on: bool = False
    """Whether it is the rest of a cell of the page before: it has no line of its own above it, by
    which an import knows it."""


class Caption(NamedTuple):
    """The words below a picture, which hang ``left`` points beyond its left side; width and height
    in points."""

    paragraphs: tuple[Paragraph, ...]
    width: float
    height: float
    left: float = 0.0


class PictureSpot(NamedTuple):
    """Where a picture stands: in that row and column of the sheet, so many points below and to
    the right of their beginning."""

    row: int
    column: int
    down: float
    right: float
    image: Image
    caption: Caption | None = None


@dataclass(frozen=True, slots=True)
class SheetPlan:
    heights: list[float]
    """Points of each sheet row, from the row that was asked for."""
    areas: list[Area]
    groups: list[int]
    """Rows that head the next one."""
    spots: list[PictureSpot]
    within: list[int]
    """Rows that head the next one, or end within a picture or a short text."""
    sources: list[int]
    """The row of the table that each sheet row belongs to."""
    ended: list[int] = field(default_factory=list)
    """Rows that end their page."""

    @property
    def joined(self) -> set[int]:
        """Rows that stay with the next one."""
        within = (row for area in self.areas for row in range(area.top, area.bottom))
        return {*within, *self.groups}


def edges_of(tables: Iterable[Table]) -> tuple[float, ...]:
    """Where the columns of the sheet begin and end, in parts of the text's width."""
    known = list(tables)
    edges = {edge for table in known for edge in _edges(table)}
    if len(edges) == _ALONE and not any(table.borders for table in known):
        # LibreOffice does not fit one column to the width of the paper, but it does two.
        return _NO_TABLE
    return tuple(sorted(edges)) if edges else _NO_TABLE


def _edges(table: Table) -> list[float]:
    total = sum(column.share for column in table.columns)
    ends = accumulate(column.share for column in table.columns)
    return [0.0, *(round(end / total, 2) for end in ends)]


def starts_of(table: Table, edges: Sequence[float]) -> list[int]:
    """The sheet's columns that those of a table begin in, and the one behind them."""
    return [edges.index(edge) for edge in _edges(table)]


def plan(
    table: Table,
    rows: tuple[TableRow, ...],
    first: int,
    edges: Sequence[float],
    widths: Sequence[float],
    breaker: WordBreaker,
    most: float = HIGHEST,
) -> SheetPlan:
    """The places of ``rows`` of ``table`` from sheet row ``first`` on.

    ``edges`` and ``widths`` (points) are those of the sheet's columns; no row is higher than
    ``most`` points.
    """
    starts = starts_of(table, edges)

    def high(place: Placed) -> float:
        columns = slice(starts[place.column], starts[place.column + place.columns])
        return _height(place.cell, sum(widths[columns]), breaker) / MM

    def high_text(place: Placed) -> float:
        columns = slice(starts[place.column], starts[place.column + place.columns])
        return _text_height(place.cell, sum(widths[columns]), breaker)

    rows = dealt(rows if table.borders else _captions_below(rows), len(table.columns), high)
    places = [place for row in placed(rows, len(table.columns)) for place in row]
    needs: list[float] = []
    for number in range(len(rows)):
        need = 0.0
        for place in places:
            if place.last_row == number:
                need = max(need, high(place) * MM - sum(needs[place.row :]))
        needs.append(max(need, _height(Cell(), widths[0], breaker)))
    tops = [0.0, *accumulate(needs)]
    standing = []
    for place in places:
        if place.cell.pictures:
            columns = slice(starts[place.column], starts[place.column + place.columns])
            standing += list(_standing(place, tops[place.row], widths[columns], starts, breaker))
    ends = list(_ends(tops, [cell.top - _ABOVE for cell in standing], most))
    at = {top: number for number, top in enumerate(ends)}
    areas = [
        Area(
            first + at[tops[place.row]],
            starts[place.column] + 1,
            first + at[tops[place.last_row + 1]] - 1,
            starts[place.column + place.columns],
            place.cell,
        )
        for place in places
    ]
    groups = [first + at[tops[number + 1]] - 1 for number, row in enumerate(rows) if row.group]
    spots = [cell.spot(ends, first) for cell in standing]
    solid = [(cell.top, cell.bottom) for cell in standing]
    if standing:
        solid += [
            (tops[place.row], tops[place.row] + tall)
            for place in places
            if place.rows == 1 and (tall := high_text(place)) <= PART
        ]
    within = [*groups, *(row for pair in solid for row in _rows_within(pair, ends, first))]
    sources = [bisect_right(tops, top + _NEAR) - 1 for top in ends[:-1]]
    return SheetPlan(
        [end - top for top, end in pairwise(ends)], areas, groups, spots, within, sources
    )


class _Standing(NamedTuple):
    """A picture and its distances from the top of the plan and the beginning of its column."""

    top: float
    column: int
    right: float
    image: Image
    caption: Caption | None

    @property
    def bottom(self) -> float:
        """Where it ends, with its words where these are short."""
        below = self.caption.height if self.caption is not None else 0.0
        return self.top + self.image.height * MM + (below if below <= PART else 0.0)

    def spot(self, ends: Sequence[float], first: int) -> PictureSpot:
        number = min(max(bisect_right(ends, self.top + _NEAR) - 1, 0), len(ends) - 2)
        down = max(self.top - ends[number], 0.0)
        return PictureSpot(first + number, self.column, down, self.right, self.image, self.caption)


def _rows_within(solid: tuple[float, float], ends: Sequence[float], first: int) -> Iterator[int]:
    """The rows of the sheet that end between the top and the bottom of something."""
    top, bottom = solid
    for number in range(bisect_right(ends, top + _NEAR), len(ends)):
        if ends[number] >= bottom - _NEAR:
            return
        yield first + number - 1


def _standing(
    place: Placed, top: float, widths: Sequence[float], starts: Sequence[int], breaker: WordBreaker
) -> Iterator[_Standing]:
    """The pictures of a cell whose row begins at ``top``, below its words."""
    room = sum(widths)
    at = top + _text_height(place.cell, room, breaker)
    for row in _rows(place.cell, room):
        wide = sum(picture.image.width for picture in row) + PICTURE_GAP * (len(row) - 1)
        left = max(room - wide * MM, 0.0) / 2
        for picture in row:
            column, right = 0, left
            while column < len(widths) - 1 and right >= widths[column]:
                right -= widths[column]
                column += 1
            words = caption_of(picture, _alone(row, room), breaker)
            yield _Standing(at + _ABOVE, starts[place.column] + column, right, picture.image, words)
            left += (picture.image.width + PICTURE_GAP) * MM
        at += tallest(row, _alone(row, room), breaker) + PICTURE_GAP * MM


def _ends(tops: Sequence[float], cuts: Iterable[float], most: float) -> Iterator[float]:
    """Where the rows of the sheet end, the beginning of the first one before them: at all
    ``tops``, at ``cuts`` that are not next to one, and wherever else a row would be too high."""
    known = sorted(tops)
    wanted = set(tops)
    for cut in cuts:
        place = bisect_right(known, cut)
        apart = [abs(cut - figure) for figure in known[max(place - 1, 0) : place + 1]]
        if min(apart, default=PART) > _LEAST:
            wanted.add(cut)
    last: float | None = None
    for end in sorted(wanted):
        if last is not None and end - last > most:
            count = ceil((end - last) / (PART if most == HIGHEST else LOW))
            yield from (last + (end - last) * part / count for part in range(1, count))
        yield end
        last = end


def _captions_below(rows: Iterable[TableRow]) -> tuple[TableRow, ...]:
    """Rows in which pictures alone stand beside each other, each with its words in a row of their
    own below it: in one cell Excel can show words only above a picture."""
    made: list[TableRow] = []
    for row in rows:
        words = [tuple(_words(cell)) for cell in row.cells]
        if not all(map(_is_picture, row.cells)) or not any(words):
            made.append(row)
            continue
        bare = tuple(
            replace(cell, paragraphs=(), pictures=tuple(map(_without_words, cell.pictures)))
            for cell in row.cells
        )
        below = (
            replace(cell, paragraphs=text, pictures=())
            for cell, text in zip(row.cells, words, strict=True)
        )
        made += [replace(row, cells=bare, group=True), replace(row, cells=tuple(below))]
    return tuple(made)


def _is_picture(cell: Cell) -> bool:
    """Whether a cell is one picture, and nothing else, or empty."""
    return not cell.paragraphs and [len(row) for row in cell.pictures] in ([], [1])


def _words(cell: Cell) -> Iterator[Paragraph]:
    return (words for row in cell.pictures for picture in row for words in picture.caption)


def _without_words(row: Sequence[Picture]) -> tuple[Picture, ...]:
    return tuple(replace(picture, caption=()) for picture in row)


def caption_of(
    picture: Picture, room: float, breaker: WordBreaker, spare: float = 1.0
) -> Caption | None:
    """The words below a picture, as wide as it is; where it stands alone in a column of ``room``
    points, as wide as that. ``spare`` is the part of the width that they are set in, to find their
    height."""
    if not any(paragraph.text for paragraph in picture.caption):
        return None
    own = picture.image.width * MM
    width = max(own, room - 2 * _SIDE * MM)
    size = STYLES[picture.caption[0].style].size
    points = height(picture.caption, width * spare, size, breaker)
    return Caption(picture.caption, width, points * _ROOMY, (width - own) / 2)


def tallest(row: Sequence[Picture], room: float, breaker: WordBreaker, spare: float = 1.0) -> float:
    """Points of a row of pictures with the words below them, each of which has so much ``room``
    or is as wide as its picture."""
    words = [caption_of(picture, room, breaker, spare) for picture in row]
    return max(
        picture.image.height * MM + (below.height if below is not None else 0.0)
        for picture, below in zip(row, words, strict=True)
    )


def _alone(row: Sequence[Picture], room: float) -> float:
    """The room that a picture alone in its row has for its words."""
    return room if len(row) == 1 else 0.0


def _rows(cell: Cell, width: float) -> Iterator[tuple[Picture, ...]]:
    """The rows of pictures, none of them wider than the cell or higher than a row can be."""
    room = width / MM - 2 * _SIDE
    return (fitted(row, room, HIGHEST / MM - PICTURE_GAP) for row in cell.pictures if row)


def _height(cell: Cell, width: float, breaker: WordBreaker) -> float:
    pictures = sum(
        tallest(row, _alone(row, width), breaker) + PICTURE_GAP * MM for row in _rows(cell, width)
    )
    return _text_height(cell, width, breaker) + pictures


def _text_height(cell: Cell, width: float, breaker: WordBreaker) -> float:
    paragraphs = cell.paragraphs
    if cell.pictures and not paragraphs:
        return PICTURE_GAP * MM
    style = paragraphs[0].style if paragraphs else "cell"
    needed = height(paragraphs, width, STYLES[style].size, breaker)
    return needed * _ROOMY if cell.pictures else needed
