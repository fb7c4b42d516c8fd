"""Finds the letters of a page that are struck through: a level line is drawn through their middle.

Lengths are points, ``y`` downwards.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Final

from ita_desktop.exchange.files.pdf.letters import TextPiece
from ita_desktop.exchange.files.pdf.rulings import Edge, Ruled

_HIGHEST: Final = 0.5
"""Greatest height of such a line over the baseline, in sizes of the letters."""
_LOWEST: Final = 0.12
"""Least height; a lower one underlines."""
_SAME: Final = 1.5
"""Greatest distance of a line that is one of a table."""
_MOST: Final = 0.2
"""Greatest share of a piece that such a line may leave out at either side."""


def with_strikes(
    pieces: Sequence[TextPiece], edges: Iterable[Edge], ruled: Sequence[Ruled]
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


def _free(edges: Iterable[Edge], ruled: Sequence[Ruled]) -> Iterator[Edge]:
    """Yield the level lines that are none of a table."""
    for edge in edges:
        if edge.is_level and not any(
            table.xs[0] - _SAME <= edge.begin
            and edge.end <= table.xs[-1] + _SAME
            and any(abs(edge.at - y) <= _SAME for y in table.ys)
            for table in ruled
        ):
            yield edge
