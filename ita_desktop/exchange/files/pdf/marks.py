"""Moves Thai marks of a PDF page to their letters.

A PDF may draw a tone mark later in its stream, often after the word, so that the extracted text is
``ตัวชีวัด้``. The mark's position on the page determines its letter.
"""

from collections.abc import Iterator
from ctypes import byref, c_double
from functools import cached_property
from typing import Any

from ita_desktop.typography.thai_letters import MARKS, in_order

_NARROW = 1.5
"""Maximum distance between letters of one word, in points."""


class _Letter:
    """A letter of a page; it is measured when that is asked for, as for most it never is."""

    def __init__(self, text: str, page: Any, at: int) -> None:
        self.text = text
        self._page, self._at = page, at

    @cached_property
    def sides(self) -> tuple[float, float]:
        """Its left and right edge."""
        from pypdfium2 import raw

        left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
        box = (byref(left), byref(right), byref(bottom), byref(top))
        raw.FPDFText_GetCharBox(self._page, self._at, *box)
        return left.value, right.value

    @cached_property
    def generated(self) -> bool:
        """Whether it is a space or line end that is not on the page."""
        from pypdfium2 import raw

        return bool(raw.FPDFText_IsGenerated(self._page, self._at) == 1)


def text_of(page: Any) -> str:
    """Return the text of a ``PdfTextPage``, line by line, each mark after its letter."""
    return "\n".join("".join(_in_place(line)) for line in _lines(page))


def _lines(page: Any) -> Iterator[list[_Letter]]:
    from pypdfium2 import raw

    line: list[_Letter] = []
    for at in range(page.count_chars()):
        text = chr(raw.FPDFText_GetUnicode(page, at))
        if text == "\r":
            continue
        if text == "\n":
            yield line
            line = []
            continue
        line.append(_Letter(text, page, at))
    yield line


def _in_place(line: list[_Letter]) -> list[str]:
    """Return the letters of a line in reading order."""
    bases = [letter for letter in line if letter.text not in MARKS]
    texts = [letter.text for letter in bases]
    at = -1
    moved = False
    for letter in line:
        if letter.text not in MARKS:
            at += 1
            continue
        own = _own(bases, at, letter)
        moved = moved or own != at
        if own < 0:
            continue
        texts[own] = in_order(texts[own] + letter.text)
    return [text for place, text in enumerate(texts) if not (moved and _is_within(bases, place))]


def _own(bases: list[_Letter], at: int, mark: _Letter) -> int:
    """Return the index of the letter below a mark: the one before it, if it is there."""
    middle = sum(mark.sides) / 2
    if at >= 0 and _is_over(bases[at], middle, _NARROW):
        return at
    return next((place for place, base in enumerate(bases) if _is_over(base, middle, 0)), at)


def _is_over(base: _Letter, middle: float, leeway: float) -> bool:
    if base.text == " " or base.generated:
        return False
    left, right = base.sides
    return left - leeway <= middle <= right + leeway


def _is_within(bases: list[_Letter], place: int) -> bool:
    """Return whether a space that is not on the page would split a word."""
    if not bases[place].generated or not 0 < place < len(bases) - 1:
        return False
    return abs(bases[place + 1].sides[0] - bases[place - 1].sides[1]) < _NARROW
