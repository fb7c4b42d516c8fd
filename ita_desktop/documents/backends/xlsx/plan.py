"""Plans the cells of a table on the sheet and the heights of its rows.

Tables of one sheet share its columns: a sheet column ends wherever a column of any table does. A
row higher than Excel allows becomes several rows with merged cells, and so does a row with
pictures: a sheet row begins at the top of each picture, so that a page can end between two.

Excel cannot adapt rows to merged cells, and breaks lines differently, so a height is that of the
program's own line breaks in the bundled font at official size, with a small reserve.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import accumulate, pairwise
from math import ceil, floor
from typing import NamedTuple

from ita_desktop.documents.content import Cell, Image, Paragraph, Picture, Table, TableRow
from ita_desktop.documents.layout.fonts import ShapedFont, bundled, letter
from ita_desktop.documents.layout.grid import END, PlacedCell, before_last, cut, dealt, placed
from ita_desktop.documents.layout.pictures import fitted
from ita_desktop.documents.printable import marked
from ita_desktop.documents.styles import LEVEL_INDENT, MM, PICTURE_GAP, SHORT, STYLES
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.typography.lines import fill_pieces
from ita_desktop.typography.words import WordBreaker

_NO_TABLE = (0.0, 0.5, 1.0)
_LAST_ROWS = 4
"""Number of rows on the last page of a table. The PDF keeps fewer, as it counts their lines; those
of a sheet are an estimate."""
_ALONE = 2
"""Edges of a table with one column."""
PART = 205.0
"""Height in points of the rows into which a very high row is split."""
LOW = 65.0
"""The same for tables that are split at page breaks: lower, so that pages fill better."""
_LEAST = 12.0
"""Least height in points of a row that begins at a picture."""
_ABOVE = PICTURE_GAP / 2 * MM
"""Distance in points between the top of a row and its picture."""
_NEAR = 0.01
_ROOMY = 1.2
"""Factor on the height of text above pictures: a substitute font may be higher, and a picture would
then cover the last line."""
_SIDE = 1.0
"""Distance between a picture and the sides of its cell, in mm."""
HIGHEST = 409.0
"""Excel's greatest row height, in points."""

_PITCH = 1.38
_SPARE = 3.0
_LATIN = lazy_re("[!-~]{12,}")
_WHOLE = 8
"""Paragraphs with more lines than this may be split at a page break."""
_NARROWER = 0.96
"""Share of a width that a line fills at most, as other programs break lines differently."""
_SIDES = 10.0
"""Left and right padding of a cell in Excel, together, in points."""


@cache
def _letters() -> tuple[ShapedFont, ShapedFont, float]:
    files = bundled()
    return letter(files.regular), letter(files.bold), files.ratio


def height(
    paragraphs: tuple[Paragraph, ...], width: float, size: float, breaker: WordBreaker
) -> float:
    """Height in points of a cell with ``paragraphs`` in a column ``width`` points wide."""
    return high(sum(line_count(paragraph, width, size, breaker) for paragraph in paragraphs), size)


def high(lines: int, size: float) -> float:
    """Height in points of a cell with that many lines in ``size`` points."""
    return max(lines, 1) * size * _PITCH + _SPARE


def line_count(paragraph: Paragraph, width: float, size: float, breaker: WordBreaker) -> int:
    """Returns the number of lines of a paragraph in a column ``width`` points wide, with one to
    spare for each word longer than a line, as an address: every program parts those elsewhere."""
    return len(_lines(paragraph, width * _NARROWER, size, breaker)) + _long_words(
        paragraph, width, size
    )


def _long_words(paragraph: Paragraph, width: float, size: float) -> int:
    """Returns the number of Latin words longer than a line."""
    used, room = _measure(paragraph, width, size)
    return sum(used.advance(word) > room for word in _LATIN.findall(paragraph.text))


def lines_of(paragraph: Paragraph, width: float, size: float, breaker: WordBreaker) -> list[str]:
    """Returns the lines of a paragraph in slightly less than ``width`` points."""
    lines = _lines(paragraph, width * _NARROWER, size, breaker)
    return ["".join(line).strip() for line in lines]


def parted(
    paragraphs: tuple[Paragraph, ...], points: float, width: float, breaker: WordBreaker
) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """Splits a cell's text into the part that fits into ``points`` of height, and the rest. Only
    very long paragraphs are split; the import relies on others being whole."""
    size = STYLES[paragraphs[0].style].size if paragraphs else 1.0
    free = max(floor((points - _SPARE) / (size * _PITCH) + _NEAR), 0)
    for number, paragraph in enumerate(paragraphs):
        lines = _lines(paragraph, width * _NARROWER, size, breaker)
        if len(lines) > free:
            here, rest = _cut(paragraph, lines, free if len(lines) > _WHOLE else 0)
            return (*paragraphs[:number], *here), (*rest, *paragraphs[number + 1 :])
        free -= len(lines) + _long_words(paragraph, width, size)
    return paragraphs, ()


def _cut(
    paragraph: Paragraph, lines: list[list[str]], count: int
) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """Splits a paragraph after ``count`` lines, unless it contains tabs."""
    shown, at = marked(paragraph), 0
    for line in lines[:count]:
        text = "".join(line)
        at = shown.index(text, at) + len(text)
    at -= len(shown) - len(paragraph.text)
    if "\t" in paragraph.text or at <= 0:
        return (), (paragraph,)
    at += len(paragraph.text[at:]) - len(paragraph.text[at:].lstrip(" \n"))
    rest = replace(cut(paragraph, at, END), mark="")
    return (cut(paragraph, 0, at),), (rest,)


def _lines(
    paragraph: Paragraph, width: float, size: float, breaker: WordBreaker
) -> list[list[str]]:
    """Returns the lines of a paragraph, including its list mark."""
    used, room = _measure(paragraph, width, size)
    pieces = breaker.pieces(marked(paragraph))
    return fill_pieces(pieces, room, used.advance, breaker.parts)


def _measure(paragraph: Paragraph, width: float, size: float) -> tuple[ShapedFont, float]:
    """Returns the font of a paragraph, and the room for a line in its units."""
    regular, bold, ratio = _letters()
    indent = LEVEL_INDENT * MM * paragraph.level
    room = max(max(width - _SIDES, size) - indent, size)
    used = bold if STYLES[paragraph.style].bold else regular
    return used, room * 1000 / (size * ratio)


class Area(NamedTuple):
    """A cell and the rows and columns it covers, counted from 1, inclusive."""

    top: int
    left: int
    bottom: int
    right: int
    cell: Cell
    goes_on: bool = False
    """Whether it continues a cell of the page before; it then has no top border, by which the
    import recognises it."""


class Caption(NamedTuple):
    """The caption of a picture, which begins ``left`` points left of it; sizes in points."""

    paragraphs: tuple[Paragraph, ...]
    width: float
    height: float
    left: float = 0.0


class PictureSpot(NamedTuple):
    """A picture's place: its row and column, and the offsets from their corner in points."""

    row: int
    column: int
    down: float
    right: float
    image: Image
    caption: Caption | None = None


@dataclass(frozen=True, slots=True)
class SheetPlan:
    heights: list[float]
    """Height of each sheet row, in points."""
    areas: list[Area]
    groups: list[int]
    """Group rows, which stay with the next row."""
    spots: list[PictureSpot]
    within: list[int]
    """Group rows, and rows that end within a picture or a short text."""
    sources: list[int]
    """The table row that each sheet row belongs to."""
    together: list[int]
    """Rows that stay with the next row, so that no page has one row of the table alone."""
    ended: list[int] = field(default_factory=list)
    """Rows that end a page."""

    @property
    def joined(self) -> set[int]:
        """Rows that stay on the page of the next row."""
        within = (row for area in self.areas for row in range(area.top, area.bottom))
        return {*within, *self.groups, *self.together}


def edges_of(tables: Iterable[Table]) -> tuple[float, ...]:
    """Returns the column edges of the sheet, as shares of the text width."""
    known = list(tables)
    edges = {edge for table in known for edge in _edges(table)}
    if len(edges) == _ALONE and not any(table.borders for table in known):
        # LibreOffice fits two or more columns to the paper's width, but not a single one.
        return _NO_TABLE
    return tuple(sorted(edges)) if edges else _NO_TABLE


def _edges(table: Table) -> list[float]:
    total = sum(column.share for column in table.columns)
    ends = accumulate(column.share for column in table.columns)
    return [0.0, *(round(end / total, 2) for end in ends)]


def starts_of(table: Table, edges: Sequence[float]) -> list[int]:
    """Returns the first sheet column of each table column, and the one after the last."""
    return [edges.index(edge) for edge in _edges(table)]


def plan(
    table: Table,
    rows: tuple[TableRow, ...],
    first: int,
    edges: Sequence[float],
    widths: Sequence[float],
    breaker: WordBreaker,
    room: float,
    most: float = HIGHEST,
) -> SheetPlan:
    """Returns the layout of ``rows`` from sheet row ``first`` on.

    ``edges`` and ``widths`` (points) are those of the sheet's columns, ``room`` the height of a
    page; no row is made higher than ``most`` points.
    """
    starts = starts_of(table, edges)

    def high(place: PlacedCell) -> float:
        columns = slice(starts[place.column], starts[place.column + place.columns])
        return _height(place.cell, sum(widths[columns]), breaker) / MM

    def high_text(place: PlacedCell) -> float:
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
            standing += list(
                _placed_pictures(place, tops[place.row], widths[columns], starts, breaker)
            )
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
    together = [first + at[tops[number + 1]] - 1 for number in kept_together(needs, room, rows)]
    return SheetPlan(
        [end - top for top, end in pairwise(ends)], areas, groups, spots, within, sources, together
    )


def kept_together(
    heights: Sequence[float], room: float, rows: Sequence[TableRow] = ()
) -> Iterator[int]:
    """Yields the rows of a table that stay with the next one: the first row, and those before the
    last that make the :data:`_LAST_ROWS` with it, as far as they are low on a page with ``room``;
    ``rows`` tell of a table with group rows which these are."""
    last = len(heights) - 1
    kept = [(0, 1, SHORT)]
    above = last
    for _row in range(_LAST_ROWS - 1):
        above = before_last(rows[: above + 1]) if rows else above - 1
        kept.append((above, last, 2 * SHORT))
    for begin, end, most in kept:
        if 0 <= begin < end <= last and sum(heights[begin : end + 1]) <= most * room:
            yield from range(begin, end)


class _PlacedPicture(NamedTuple):
    """A picture and its offsets in points from the top of the plan and the left of its column."""

    top: float
    column: int
    right: float
    image: Image
    caption: Caption | None

    @property
    def bottom(self) -> float:
        """Its lower edge in points, including a short caption."""
        below = self.caption.height if self.caption is not None else 0.0
        return self.top + self.image.height * MM + (below if below <= PART else 0.0)

    def spot(self, ends: Sequence[float], first: int) -> PictureSpot:
        number = min(max(bisect_right(ends, self.top + _NEAR) - 1, 0), len(ends) - 2)
        down = max(self.top - ends[number], 0.0)
        return PictureSpot(first + number, self.column, down, self.right, self.image, self.caption)


def _rows_within(solid: tuple[float, float], ends: Sequence[float], first: int) -> Iterator[int]:
    """Yields the sheet rows that end between the two heights of ``solid``."""
    top, bottom = solid
    for number in range(bisect_right(ends, top + _NEAR), len(ends)):
        if ends[number] >= bottom - _NEAR:
            return
        yield first + number - 1


def _placed_pictures(
    place: PlacedCell,
    top: float,
    widths: Sequence[float],
    starts: Sequence[int],
    breaker: WordBreaker,
) -> Iterator[_PlacedPicture]:
    """Yields the pictures of a cell below its text; its row begins at ``top``."""
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
            words = caption_of(picture, _caption_room(row, room), breaker)
            yield _PlacedPicture(
                at + _ABOVE, starts[place.column] + column, right, picture.image, words
            )
            left += (picture.image.width + PICTURE_GAP) * MM
        at += tallest(row, _caption_room(row, room), breaker) + PICTURE_GAP * MM


def _ends(tops: Sequence[float], cuts: Iterable[float], most: float) -> Iterator[float]:
    """Yields the edges of sheet rows in points: all ``tops``, each of ``cuts`` that is not close to
    another edge, and further ones where a row would be higher than ``most``."""
    known = sorted(tops)
    wanted = set(tops)
    for edge in cuts:
        place = bisect_right(known, edge)
        apart = [abs(edge - figure) for figure in known[max(place - 1, 0) : place + 1]]
        if min(apart, default=PART) > _LEAST:
            wanted.add(edge)
    last: float | None = None
    for end in sorted(wanted):
        if last is not None and end - last > most:
            count = ceil((end - last) / (PART if most == HIGHEST else LOW))
            yield from (last + (end - last) * part / count for part in range(1, count))
        yield end
        last = end


def _captions_below(rows: Iterable[TableRow]) -> tuple[TableRow, ...]:
    """Moves the captions of rows of pictures into a row below: Excel can show a cell's text only
    above its pictures."""
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
    """Returns whether a cell is empty or holds one picture and no text."""
    return not cell.paragraphs and [len(row) for row in cell.pictures] in ([], [1])


def _words(cell: Cell) -> Iterator[Paragraph]:
    return (words for row in cell.pictures for picture in row for words in picture.caption)


def _without_words(row: Sequence[Picture]) -> tuple[Picture, ...]:
    return tuple(replace(picture, caption=()) for picture in row)


def caption_of(
    picture: Picture, room: float, breaker: WordBreaker, spare: float = 1.0
) -> Caption | None:
    """Returns the caption of a picture, as wide as the picture or as ``room`` (points) if that is
    more. Its height is computed at ``spare`` times that width."""
    if not any(paragraph.text for paragraph in picture.caption):
        return None
    own = picture.image.width * MM
    width = max(own, room - 2 * _SIDE * MM)
    size = STYLES[picture.caption[0].style].size
    points = height(picture.caption, width * spare, size, breaker)
    return Caption(picture.caption, width, points * _ROOMY, (width - own) / 2)


def tallest(row: Sequence[Picture], room: float, breaker: WordBreaker, spare: float = 1.0) -> float:
    """Height in points of a row of pictures with captions; each caption is ``room`` points wide or
    as wide as its picture."""
    words = [caption_of(picture, room, breaker, spare) for picture in row]
    return max(
        picture.image.height * MM + (below.height if below is not None else 0.0)
        for picture, below in zip(row, words, strict=True)
    )


def _caption_room(row: Sequence[Picture], room: float) -> float:
    """The width for the caption of a picture that is alone in its row, otherwise 0."""
    return room if len(row) == 1 else 0.0


def _rows(cell: Cell, width: float) -> Iterator[tuple[Picture, ...]]:
    """Yields the rows of pictures, scaled to the cell's width and the greatest row height."""
    room = width / MM - 2 * _SIDE
    return (fitted(row, room, HIGHEST / MM - PICTURE_GAP) for row in cell.pictures if row)


def _height(cell: Cell, width: float, breaker: WordBreaker) -> float:
    pictures = sum(
        tallest(row, _caption_room(row, width), breaker) + PICTURE_GAP * MM
        for row in _rows(cell, width)
    )
    return _text_height(cell, width, breaker) + pictures


def _text_height(cell: Cell, width: float, breaker: WordBreaker) -> float:
    paragraphs = cell.paragraphs
    if cell.pictures and not paragraphs:
        return PICTURE_GAP * MM
    style = paragraphs[0].style if paragraphs else "cell"
    needed = height(paragraphs, width, STYLES[style].size, breaker)
    return needed * _ROOMY if cell.pictures else needed
