"""Finds the empty cells of a row that are coloured, as the months of a plan are."""

from collections.abc import Hashable, Sequence
from typing import NamedTuple


class ColouredCell(NamedTuple):
    """The colour of a cell, or of several; false if it has none, or is white."""

    places: range
    """Its columns."""
    colour: Hashable
    is_empty: bool


def shaded(cells: Sequence[ColouredCell]) -> frozenset[int]:
    """Return the columns of the empty cells of another colour than the texts of their row."""
    of_texts = {cell.colour for cell in cells if not cell.is_empty}
    found = (cell for cell in cells if cell.is_empty and cell.colour)
    return frozenset(at for cell in found if cell.colour not in of_texts for at in cell.places)
