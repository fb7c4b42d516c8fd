"""Reads a page of a PDF as lines, tables and pictures."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ita_desktop.exchange.files.pdf.content import (
    ContentCell,
    ContentGrid,
    ContentImage,
    ContentLine,
    ContentPage,
)
from ita_desktop.exchange.files.pdf.letters import PageReader, TextPiece
from ita_desktop.exchange.files.pdf.lines import lines_of, parts_of_lines
from ita_desktop.exchange.files.pdf.rulings import Ruled, tables

Keep = Callable[[Any, ContentImage], ContentImage | None]
"""Stores a picture and returns it with its name; None for what is no picture."""


def read_page(
    page: Any, text: Any, number: int, keep: Keep, report: str = "", *, is_ours: bool = False
) -> ContentPage:
    """Return the page with raw handles ``page`` and ``text``, of a file of this program if
    ``is_ours``. Raises TooMuchError."""
    reader = PageReader(page, text)
    drawn = reader.read()
    found = tables(drawn.edges)
    ruled = found or []
    images = [kept for thing, image in drawn.images if (kept := keep(thing, image)) is not None]
    marked = is_ours and any(piece.ends_a_paragraph for piece in drawn.pieces)
    pieces = drawn.pieces if marked else [piece._replace(is_whole=False) for piece in drawn.pieces]
    outside, inside = _sorted(pieces, ruled, _place_of_piece)
    shown, in_cells = _sorted(images, ruled, _place_of_image)
    grids = [
        ContentGrid(rulings.xs, rulings.ys, _cells(rulings, texts, pictures))
        for rulings, texts, pictures in zip(ruled, inside, in_cells, strict=True)
    ]
    if found is None:
        grids = [ContentGrid((), (), (), is_full=False)]
    return ContentPage(
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


def _place_of_image(image: ContentImage) -> tuple[float, float]:
    return (image.left + image.right) / 2, (image.top + image.bottom) / 2


def _sorted(
    things: Iterable[Any], ruled: Sequence[Ruled], place: Callable[[Any], tuple[float, float]]
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
    ruled: Ruled,
    texts: dict[tuple[int, int], list[TextPiece]],
    images: dict[tuple[int, int], list[ContentImage]],
) -> tuple[ContentCell, ...]:
    cells: list[ContentCell] = []
    for box in ruled.boxes:
        places = [
            (row, column)
            for row in range(box.row, box.row + box.rows)
            for column in range(box.column, box.column + box.columns)
        ]
        lines: Sequence[ContentLine] = lines_of(
            piece for at in places for piece in texts.get(at, ())
        )
        shown = [image for at in places for image in images.get(at, ())]
        cells.append(ContentCell(*box, tuple(lines), tuple(shown)))
    return tuple(cells)
