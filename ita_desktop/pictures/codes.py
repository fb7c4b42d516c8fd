"""QR codes, as squares to be drawn and as pictures of one bit a dot: sharp at any size."""

from functools import lru_cache
from io import BytesIO
from itertools import groupby
from typing import Final, NamedTuple

_DOTS: Final = 16
"""Dots of the picture for each square of the code."""
_QUIET: Final = 4
"""Squares of white around the code, as its standard asks."""


class DarkSquares(NamedTuple):
    """Dark squares beside one another, counted from the top left of the code."""

    x: int
    y: int
    length: int


class QrCode(NamedTuple):
    """A code with the white around it."""

    side: int
    """Number of squares of a side."""
    dark: tuple[DarkSquares, ...]
    png: bytes


@lru_cache(maxsize=256)
def qr_code(text: str) -> QrCode:
    """Returns the code of ``text``; a seventh of it may be unreadable. The last ones are kept: each
    preview and each check of a paper with many links would make all of them anew."""
    import segno

    code = segno.make_qr(text, error="m", boost_error=False)
    made = BytesIO()
    code.save(made, kind="png", scale=_DOTS, border=_QUIET)
    rows = [list(row) for row in code.matrix_iter(border=_QUIET)]
    dark = tuple(run for y, row in enumerate(rows) for run in _dark(row, y))
    return QrCode(len(rows), dark, made.getvalue())


def _dark(row: list[int], y: int) -> list[DarkSquares]:
    runs, x = [], 0
    for is_dark, squares in groupby(map(bool, row)):
        count = len(list(squares))
        if is_dark:
            runs.append(DarkSquares(x, y, count))
        x += count
    return runs
