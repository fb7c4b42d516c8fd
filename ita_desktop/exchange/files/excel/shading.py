"""Finds the empty cells of a row that are coloured, as the months of a plan are."""

from collections.abc import Mapping, Sequence
from typing import Any

_WHITE = frozenset({"FFFFFFFF", "00FFFFFF"})


def shaded(cells: Sequence[Any], number: int, across: Mapping[tuple[int, int], int]) -> set[int]:
    """Return the columns of the empty ``cells`` of row ``number`` that are of another colour than
    its texts; ``across`` has the last column of cells merged to the right."""
    empty = {
        at: colour
        for at, cell in enumerate(cells)
        if cell.value is None and (colour := _colour(cell))
    }
    if not empty:
        return set()
    of_texts = {_colour(cell) for cell in cells if cell.value is not None}
    return {
        column
        for at, colour in empty.items()
        if colour not in of_texts
        for column in range(at, across.get((number, at), at) + 1)
    }


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
