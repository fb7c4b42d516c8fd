"""The colours of the cells of .xlsx files."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ita_desktop.exchange.files.grid import ColouredCell

_WHITE = frozenset({"FFFFFFFF", "00FFFFFF"})


def coloured(
    cells: Sequence[Any], number: int, across: Mapping[tuple[int, int], int]
) -> Iterator[ColouredCell]:
    """Yield the coloured ``cells`` of row ``number``; ``across`` has the last column of cells
    merged to the right."""
    for at, cell in enumerate(cells):
        if colour := _colour(cell):
            places = range(at, across.get((number, at), at) + 1)
            yield ColouredCell(places, colour, cell.value is None)


def _colour(cell: Any) -> tuple[object, ...]:
    """Return the colour of a cell; empty if it has none, or is white."""
    style = getattr(cell, "style_array", None)
    if not style or style.fillId < 2:  # no fill, or the one that Excel keeps for itself
        return ()
    fill = cell.fill
    if fill.fill_type != "solid":
        return ()
    colour = fill.fgColor
    white = colour.value in _WHITE or (
        colour.type == "theme" and colour.value == 0 and not colour.tint
    )
    return () if white else (colour.type, colour.value, colour.tint)
