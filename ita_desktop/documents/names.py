"""Derives names of files and sheets from titles, shortened at a word boundary."""

from collections.abc import Callable
from itertools import accumulate, chain, count
from typing import Final

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import one_line
from ita_desktop.filing import file_names
from ita_desktop.typography.lines import clusters
from ita_desktop.typography.words import WordBreaker

_NUMBER_SLASH = lazy_re(r"(?<=[0-9๐-๙])/(?=[0-9๐-๙])")
"""The slash of a number and its year (12/2567), for which names have a hyphen."""
_BLANK = lazy_re(r"(?:(?:ครั้ง|เลข|(?:ลง)?วัน)ที่ *)?\.{4,}")
"""A dotted blank for an unknown value, with the word that announces it."""
_NO_SHEET = lazy_re(r"[\[\]:*?/\\']")
_LONGEST_FILE: Final = 180
"""Greatest size of a file name in UTF-8 bytes, of which a Thai character takes three; most file
systems allow 255."""
_LONGEST_SHEET: Final = 31
"""Greatest length of a sheet name in Excel."""
_LEFT_OVER: Final = " .,-–—([“‘"
"""Characters that are stripped from the end of a shortened name."""
_LEADING: Final = frozenset(
    ("และ", "หรือ", "ของ", "ใน", "ที่", "ตาม", "การ", "ความ", "เพื่อ", "โดย", "")
)
"""Words that a shortened name does not end with, such as prepositions."""
_FULL: Final = 2
"""Divisor of the length: a name shortened at a word boundary that is shorter is cut within a
word."""


def file_name(title: str) -> str:
    """Returns ``title`` without its dotted blanks as a file name without extension that is valid on
    Windows, too."""
    known = _NUMBER_SLASH.sub("-", _BLANK.sub(" ", one_line(title)))
    return file_names.allowed(shortened(file_names.plain(known), _LONGEST_FILE, _bytes))


def sheet_name(title: str, longest: int = _LONGEST_SHEET) -> str:
    """Returns ``title`` as a sheet name; empty if it has no allowed character."""
    return shortened(_NO_SHEET.sub(" ", _NUMBER_SLASH.sub("-", title)).strip(), longest, len)


def unused(name: str, is_taken: Callable[[str], bool]) -> str:
    """Returns ``name``, followed by the least number from 2 that it needs not to be taken."""
    numbered = (f"{name} ({number})" for number in count(2))
    return next(made for made in chain((name,), numbered) if not is_taken(made))


def shortened(text: str, most: int, size: Callable[[str], int]) -> str:
    """Returns as many whole words of ``text`` as have at most the ``size`` ``most``, or the
    beginning of the first word if that is longer."""
    if size(text) <= most:
        return text
    breaker = WordBreaker()
    for parts in (breaker.pieces(text), breaker.parts(text), clusters(text)):
        fitting = [part for part, whole in zip(parts, accumulate(parts), strict=True)
                   if size(whole) <= most]  # fmt: skip
        while fitting and fitting[-1].strip() in _LEADING:
            fitting.pop()
        found = "".join(fitting).rstrip(_LEFT_OVER)
        if size(found) * _FULL >= most:
            return found
    return ""


def _bytes(text: str) -> int:
    return len(text.encode(errors="ignore"))
