"""Computes the page breaks of a sheet.

Excel breaks a page before any row that does not fit, even between a heading and its table and
through merged cells, where it cuts a line of text in two. It has no "keep with next", so every page
gets a manual break.
"""

from collections.abc import Callable, Collection, Iterator, Sequence

_FILLED = 0.96
"""Share of the page height that is used: printers draw rows a little higher than the screen."""


def page_ends(
    heights: Sequence[float],
    joined: Collection[int],
    wanted: Collection[int],
    room: float,
    repeated: float = 0.0,
    within: Collection[int] = (),
    again: Callable[[int], float] = lambda _row: 0.0,
    begun: float = 0.0,
    least: float = 0.0,
) -> list[int]:
    """Returns the last row of every page except the last page; rows are counted from 1.

    ``heights`` are the heights of all rows, ``room`` is that of a page, ``repeated`` that of the
    heading rows printed on every page, ``again(row)`` that of the rows repeated on a page that
    begins with ``row``, ``begun`` that already used on the first page; all in points. A row in
    ``joined`` stays on the page of the next one, a row in ``wanted`` always ends its page. A group
    of joined rows that is higher than a page, or that would leave no more than ``least`` points on
    the page before, as a title, starts in place and is split, but never after a row in ``within``
    (a heading row, or a row that ends inside a picture).
    """
    ends: list[int] = []
    used, begun = begun, begun or repeated
    for first, last in _together(len(heights), joined):
        needs = sum(heights[first - 1 : last])
        full = begun + needs <= room and used + needs > room * _FILLED
        moved = full and used - begun > least
        if first - 1 in wanted or (used and moved and first > 1):
            ends.append(first - 1)
            used = begun = repeated + again(first)
        if used + needs <= room and not (full and used > begun):
            used += needs
            continue
        for begin, end in _together(last, within, first):
            part = sum(heights[begin - 1 : end])
            if used > begun and used + part > room * _FILLED:
                ends.append(begin - 1)
                used = begun = repeated + again(begin)
            used += part
            used = used if used <= room else used % room
    return ends


def _together(count: int, joined: Collection[int], first: int = 1) -> Iterator[tuple[int, int]]:
    """Yields the first and last row of each group of joined rows, starting at row ``first``."""
    for number in range(first, count + 1):
        if number not in joined or number == count:
            yield first, number
            first = number + 1
