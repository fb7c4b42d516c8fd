"""Thai marks of a PDF page put back on their letters.

A PDF draws a tone mark wherever it comes in its stream, often after the word, so that the text of
the page reads ``ตัวชีวัด้``. Where the mark stands on the page tells its letter.
"""

from collections.abc import Iterator
from ctypes import byref, c_double
from typing import Any, NamedTuple

_TONES = frozenset("่้๊๋์")
_MARKS = frozenset("ัิีึืฺุู็ํ๎") | _TONES
_NARROW = 1.5
"""Letters of one word stand no farther apart, in points."""


class _Letter(NamedTuple):
    text: str
    left: float
    right: float
    generated: bool
    """A blank or line end that the page does not have."""


def text_of(page: Any) -> str:
    """The text of a ``PdfTextPage``, line by line, each mark after its letter."""
    return "\n".join("".join(_in_place(line)) for line in _lines(page))


def _lines(page: Any) -> Iterator[list[_Letter]]:
    from pypdfium2 import raw

    line: list[_Letter] = []
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    for at in range(page.count_chars()):
        text = chr(raw.FPDFText_GetUnicode(page, at))
        if text == "\r":
            continue
        if text == "\n":
            yield line
            line = []
            continue
        raw.FPDFText_GetCharBox(page, at, byref(left), byref(right), byref(bottom), byref(top))
        generated = raw.FPDFText_IsGenerated(page, at) == 1
        line.append(_Letter(text, left.value, right.value, generated))
    yield line


def _in_place(line: list[_Letter]) -> list[str]:
    """The letters of a line in the order of reading."""
    bases = [letter for letter in line if letter.text not in _MARKS]
    texts = [letter.text for letter in bases]
    at = -1
    moved = False
    for letter in line:
        if letter.text not in _MARKS:
            at += 1
            continue
        own = _own(bases, at, letter)
        moved = moved or own != at
        if own < 0:
            continue
        # A vowel comes before the tone, whichever the page draws first.
        kept = texts[own]
        after = letter.text in _TONES or kept[-1] not in _TONES
        texts[own] = kept + letter.text if after else kept[:-1] + letter.text + kept[-1]
    return [text for place, text in enumerate(texts) if not (moved and _is_within(bases, place))]


def _own(bases: list[_Letter], at: int, mark: _Letter) -> int:
    """The place of the letter that a mark stands over: the one before it, if it stands there."""
    middle = (mark.left + mark.right) / 2
    if at >= 0 and _is_over(bases[at], middle, _NARROW):
        return at
    return next((place for place, base in enumerate(bases) if _is_over(base, middle, 0)), at)


def _is_over(base: _Letter, middle: float, leeway: float) -> bool:
    if base.generated or base.text == " ":
        return False
    return base.left - leeway <= middle <= base.right + leeway


def _is_within(bases: list[_Letter], place: int) -> bool:
    """Whether a blank that the page does not have would part a word."""
    if not bases[place].generated or not 0 < place < len(bases) - 1:
        return False
    return abs(bases[place + 1].left - bases[place - 1].right) < _NARROW
