"""Reads a page of a PDF as lines, tables and pictures: the pieces of text of a page or cell are put
on lines, with Thai marks on their letters."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any, Final

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import DRAWN
from ita_desktop.exchange.cells.row import STRUCK_BEGINS, STRUCK_ENDS
from ita_desktop.exchange.files.pdf import content
from ita_desktop.exchange.files.pdf.letters import PageReader, TextPiece
from ita_desktop.typography.thai_letters import BEFORE_MARKS, MARKS, in_order

_ON_LINE: Final = 0.45
"""Greatest distance of the baselines of one line, in sizes of its letters."""
_SPACE: Final = 0.22
"""Least gap of words, in sizes of the letters, where the file has no letter for it."""
_NUMBER: Final = lazy_re(rf"(?:[\d๐-๙]{{1,2}}(?:\.[\d๐-๙]{{1,2}})*[.)]|[-–{DRAWN}])$")
"""The number or bullet of a list at the beginning of a line."""
_AFTER_NUMBER: Final = 0.02
"""Least gap behind it where a list is counted, because its text begins at a place of its own."""
_STATED: Final = 0.3
"""What a gap is wider behind letters whose text is stated: they are measured as drawn."""
_TAB: Final = 1.2
"""Least gap of columns, in sizes of the letters."""
_NARROW: Final = 1.5
_ENDINGS: Final = " \n\t\v"

Keep = Callable[[Any, content.ContentImage], content.ContentImage | None]
"""Stores a picture and returns it with its name; None for what is no picture."""


def read_page(
    page: Any, text: Any, number: int, keep: Keep, report: str = "", *, is_ours: bool = False
) -> content.ContentPage:
    """Return the page with raw handles ``page`` and ``text``, of a file of this program if
    ``is_ours``. Raises TooMuchError."""
    reader = PageReader(page, text)
    drawn = reader.read()
    found = content.tables(drawn.edges)
    ruled = found or []
    images = [kept for thing, image in drawn.images if (kept := keep(thing, image)) is not None]
    marked = is_ours and any(piece.ends_a_paragraph for piece in drawn.pieces)
    pieces = drawn.pieces if marked else [piece._replace(is_whole=False) for piece in drawn.pieces]
    pieces = list(with_strikes(pieces, drawn.edges, ruled))
    outside, inside = _sorted(pieces, ruled, _place_of_piece)
    shown, in_cells = _sorted(images, ruled, _place_of_image)
    grids = [
        content.ContentGrid(rulings.xs, rulings.ys, _cells(rulings, texts, pictures))
        for rulings, texts, pictures in zip(ruled, inside, in_cells, strict=True)
    ]
    if found is None:
        grids = [content.ContentGrid((), (), (), is_full=False)]
    return content.ContentPage(
        number,
        *(reader.width, reader.height),
        tuple(parts_of_lines(outside)),
        tuple(grids),
        tuple(sorted(shown, key=lambda image: image.top)),
        report,
    )


def _place_of_piece(piece: TextPiece) -> tuple[float, float]:
    """Return where a text is: the beginning of a whole line, the middle of a letter."""
    across = piece.left + 1.0 if piece.is_whole else (piece.left + piece.right) / 2
    return across, piece.base - piece.size / 4


def _place_of_image(image: content.ContentImage) -> tuple[float, float]:
    return (image.left + image.right) / 2, (image.top + image.bottom) / 2


def _sorted(
    things: Iterable[Any],
    ruled: Sequence[content.Ruled],
    place: Callable[[Any], tuple[float, float]],
) -> tuple[list[Any], list[dict[tuple[int, int], list[Any]]]]:
    """Return the things outside tables, and those in each table by row and column."""
    outside: list[Any] = []
    inside: list[dict[tuple[int, int], list[Any]]] = [{} for _ in ruled]
    for thing in things:
        x, y = place(thing)
        for rulings, found in zip(ruled, inside, strict=True):
            at = rulings.at(x, y)
            if at is not None:
                found.setdefault(at, []).append(thing)
                break
        else:
            outside.append(thing)
    return outside, inside


def _cells(
    ruled: content.Ruled,
    texts: dict[tuple[int, int], list[TextPiece]],
    images: dict[tuple[int, int], list[content.ContentImage]],
) -> tuple[content.ContentCell, ...]:
    cells: list[content.ContentCell] = []
    for box in ruled.boxes:
        places = [
            (row, column)
            for row in range(box.row, box.row + box.rows)
            for column in range(box.column, box.column + box.columns)
        ]
        lines: Sequence[content.ContentLine] = lines_of(
            piece for at in places for piece in texts.get(at, ())
        )
        shown = [image for at in places for image in images.get(at, ())]
        cells.append(content.ContentCell(*box, tuple(lines), tuple(shown)))
    return tuple(cells)


def lines_of(pieces: Iterable[TextPiece]) -> list[content.ContentLine]:
    """Return the lines of a cell from top to bottom; a wide gap in one is a tab."""
    return [line for row in _rows(pieces) if (line := _line(row)) is not None]


def parts_of_lines(pieces: Iterable[TextPiece]) -> list[content.ContentLine]:
    """Return the lines of a page outside tables, from top to bottom and left to right; what is
    parted by a wide gap, as columns without ruling lines are, is a line of its own."""
    parts = (part for row in _rows(pieces) for part in _parted(row))
    return [line for part in parts if (line := _line(part)) is not None]


def _rows(pieces: Iterable[TextPiece]) -> list[list[TextPiece]]:
    """Return the pieces of each line from top to bottom."""
    rows: list[list[TextPiece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.base, piece.left)):
        if rows and _is_on(rows[-1], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda piece: piece.left)
    return rows


def _parted(row: Sequence[TextPiece]) -> Iterator[list[TextPiece]]:
    """Yield the pieces between wide gaps, and between cells that the file tells."""
    part: list[TextPiece] = []
    end, is_cell = 0.0, False
    for piece in row:
        if not piece.text.strip():
            # A space that the file has parts words however narrow it is.
            part += [piece] * bool(part and piece.text.isspace() and not piece.is_whole)
            continue
        wide = piece.left - end > _TAB * max(piece.size, 1.0)
        if part and (wide or is_cell):
            yield part
            part = []
        part.append(piece)
        end = max(end, piece.right) if len(part) > 1 else piece.right
        is_cell = piece.text.endswith("\t")
    if part:
        yield part


def _is_on(row: Sequence[TextPiece], piece: TextPiece) -> bool:
    first = row[0]
    return abs(piece.base - first.base) <= _ON_LINE * min(first.size, piece.size)


def _line(row: list[TextPiece]) -> content.ContentLine | None:
    written = [piece for piece in row if piece.text.strip()]
    if not written:
        return None
    ends = content.UNKNOWN
    last = written[-1]
    if last.is_whole:
        ends = last.text[-1] if last.text[-1:] in tuple(_ENDINGS) else ""
    text = BEFORE_MARKS.sub("", "".join(_texts(row))).strip()
    if not text:
        return None
    return content.ContentLine(
        text,
        round(min(piece.left for piece in written), 1),
        round(max(piece.right for piece in written), 1),
        round(written[0].base, 1),
        round(max(piece.size for piece in written), 1),
        bold=all(piece.bold for piece in written),
        again=all(piece.again for piece in written),
        ends=ends,
        heading=min(piece.heading for piece in written),
        spaced=row[-1].text.isspace(),
    )


def _texts(row: Sequence[TextPiece]) -> Iterator[str]:
    """Yield the texts of a line, with the spaces between them."""
    end: float | None = None
    before, done, stated, struck = " ", "", 0.0, False
    for piece, text in _with_marks(row):
        if end is not None and not before.isspace() and not text.isspace():
            gap = (piece.left - end) / max(piece.size, 1.0)
            if gap > _TAB:
                yield "\t"
            elif gap > (_AFTER_NUMBER if _NUMBER.match(done) else _SPACE + stated):
                yield " "
        if piece.struck != struck and not text.isspace():
            struck = piece.struck
            yield STRUCK_BEGINS if struck else STRUCK_ENDS
        yield text
        done += text
        stated = _STATED if len(piece.text) > 1 else 0.0
        before = text[-1:]
        end = max(end or 0.0, piece.right)
    if struck:
        yield STRUCK_ENDS


def _with_marks(row: Sequence[TextPiece]) -> Iterator[tuple[TextPiece, str]]:
    """Yield the pieces of a line, each with the marks over it: a file may draw them at any time."""
    bases = [piece for piece in row if piece.text not in MARKS]
    marks = [piece for piece in row if piece.text in MARKS]
    texts = [piece.text.rstrip("\t\n\v") if piece.is_whole else piece.text for piece in bases]
    for mark in marks:
        middle = (mark.left + mark.right) / 2
        own = _own(bases, middle)
        if own is None:
            continue
        texts[own] = in_order(texts[own] + mark.text)
    return zip(bases, texts, strict=True)


def _own(bases: Sequence[TextPiece], middle: float) -> int | None:
    """Return the index of the letter below a mark."""
    over = [
        at
        for at, base in enumerate(bases)
        if not base.text.isspace() and base.left - _NARROW <= middle <= base.right + _NARROW
    ]
    if not over:
        return len(bases) - 1 if bases else None
    # A mark is above the right half of its letter.
    return min(over, key=lambda at: abs(middle - (bases[at].left + 2 * bases[at].right) / 3))


_HIGHEST: Final = 0.5
"""Greatest height of such a line over the baseline, in sizes of the letters."""
_LOWEST: Final = 0.12
"""Least height; a lower one underlines."""
_SAME: Final = 1.5
"""Greatest distance of a line that is one of a table."""
_MOST: Final = 0.2
"""Greatest share of a piece that such a line may leave out at either side."""


def with_strikes(
    pieces: Sequence[TextPiece], edges: Iterable[content.Edge], ruled: Sequence[content.Ruled]
) -> Sequence[TextPiece]:
    """Return the pieces of text, marked where a line that is none of the tables strikes them."""
    lines = sorted(_free(edges, ruled), key=attrgetter("at"))
    if not lines:
        return pieces
    places = [line.at for line in lines]

    def is_struck(piece: TextPiece) -> bool:
        first = bisect_left(places, piece.base - _HIGHEST * piece.size)
        last = bisect_right(places, piece.base - _LOWEST * piece.size)
        apart = _MOST * (piece.right - piece.left)
        return any(
            line.begin <= piece.left + apart and piece.right - apart <= line.end
            for line in lines[first:last]
        )

    return [piece._replace(struck=True) if is_struck(piece) else piece for piece in pieces]


def _free(edges: Iterable[content.Edge], ruled: Sequence[content.Ruled]) -> Iterator[content.Edge]:
    """Yield the level lines that are none of a table."""
    for edge in edges:
        if edge.is_level and not any(
            table.xs[0] - _SAME <= edge.begin
            and edge.end <= table.xs[-1] + _SAME
            and any(abs(edge.at - y) <= _SAME for y in table.ys)
            for table in ruled
        ):
            yield edge
