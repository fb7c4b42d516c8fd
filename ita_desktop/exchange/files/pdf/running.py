"""Takes headers, footers and page numbers out of the lines of pages."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Final

from ita_desktop.exchange.files.pdf.content import UNKNOWN, ContentLine, ContentPage

_ZONE: Final = 0.12
"""Share of a page at its top and at its foot that headers and footers are in."""
_DIGITS: Final = re.compile(r"[\d๐-๙]+")
_NUMBER: Final = re.compile(
    r"^[-–—\s]*(?:หน้า(?:ที่)?\s*)?[\d๐-๙]{1,4}(?:\s*(?:/|จาก)\s*[\d๐-๙]{1,4})?[-–—\s]*$"
)
_CATCHWORD: Final = re.compile(r"^/\s*\S.{0,40}(?:\.{2,}|…)$")
_LEAST_SHARE: Final = 0.5
"""Least share of the pages that have a header."""


def without_running(pages: Sequence[ContentPage]) -> list[ContentPage]:
    """Return the pages without what is printed on each: what the file says to be that, or where it
    says nothing of its lines, those that are repeated in the same place, and page numbers."""
    kept = [_without(page, {line for line in page.lines if line.again}) for page in pages]
    if any(line.ends != UNKNOWN for page in pages for line in _all_lines(page)):
        return kept
    zones = [{line for line in page.lines if _in_zone(line, page)} for page in kept]
    keys = [{_key(line, page) for line in zone} for page, zone in zip(kept, zones, strict=True)]
    least = max(2, _LEAST_SHARE * len(pages))
    counted = Counter(key for of_page in keys for key in of_page)
    often = {key for key, count in counted.items() if count >= least}
    made = [
        _without(
            page,
            {line for line in zone if _key(line, page) in often or _is_number(line, page)},
        )
        for page, zone in zip(kept, zones, strict=True)
    ]
    return made if any(page.lines or page.grids for page in made) else kept


def _without(page: ContentPage, left: Collection[ContentLine]) -> ContentPage:
    return replace(page, lines=tuple(line for line in page.lines if line not in left))


def _all_lines(page: ContentPage) -> Iterator[ContentLine]:
    yield from page.lines
    for grid in page.grids:
        for cell in grid.cells:
            yield from cell.lines


def _in_zone(line: ContentLine, page: ContentPage) -> bool:
    within = any(grid.ys and grid.ys[0] <= line.base <= grid.ys[-1] for grid in page.grids)
    share = line.base / max(page.height, 1.0)
    return not within and not _ZONE < share < 1 - _ZONE


def _key(line: ContentLine, page: ContentPage) -> tuple[str, bool, int]:
    """Return a text without its numbers, and where it is."""
    at_top = line.base < page.height / 2
    from_edge = line.base if at_top else page.height - line.base
    return _DIGITS.sub("#", line.text), at_top, round(from_edge / 6)


def _is_number(line: ContentLine, page: ContentPage) -> bool:
    """Return whether a line, the first or last one of its page, is a page number or the word that
    the next page begins with."""
    if not (_NUMBER.match(line.text) or _CATCHWORD.match(line.text)):
        return False
    bases = [other.base for other in page.lines]
    edges = [edge for grid in page.grids if grid.ys for edge in (grid.ys[0], grid.ys[-1])]
    places = [*bases, *edges]
    return line.base in {min(places), max(places)}
