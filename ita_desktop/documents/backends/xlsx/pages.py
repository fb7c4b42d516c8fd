"""Where the pages of a sheet end.

Excel turns the page before any row that does not fit, also between a heading and its table and
through cells that reach over several rows, where it cuts a line of text in two. It cannot be told
to keep rows together, so every page is ended where it should be.
"""

from collections.abc import Callable, Collection, Iterator, Sequence

_FILLED = 0.96
"""Part of a page that is filled: a printer's rows are a little higher than the screen's."""


def page_ends(
    heights: Sequence[float],
    joined: Collection[int],
    wanted: Collection[int],
    room: float,
    repeated: float = 0.0,
    within: Collection[int] = (),
    again: Callable[[int], float] = lambda _row: 0.0,
    begun: float = 0.0,
) -> list[int]:
    """The last rows of all pages but the last one; rows are counted from 1.

    ``heights`` are those of all rows, ``room`` that of a page, ``repeated`` that of headings which
    are printed again, ``again`` that of what is said again on a page that begins with a row; all in
    points. So much of the first page is ``begun`` already. A row in ``joined`` stays with the next
    one, a row in ``wanted`` ends its page in any case. Rows that stay together and are higher than
    a page begin where they are and are parted, but not at rows in ``within``, which head the next
    one or end within a picture.
    """
    ends: list[int] = []
    used, begun = begun, begun or repeated
    for first, last in _together(len(heights), joined):
        needs = sum(heights[first - 1 : last])
        full = begun + needs <= room and used + needs > room * _FILLED
        if first - 1 in wanted or (used and full and first > 1):
            ends.append(first - 1)
            used = begun = repeated + again(first)
        if used + needs <= room:
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
    """First and last row of each group of rows that stay together, from row ``first`` on."""
    for number in range(first, count + 1):
        if number not in joined or number == count:
            yield first, number
            first = number + 1
