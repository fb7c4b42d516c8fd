"""Sort keys for Thai texts: dictionary order, and numbers by value.

A Thai dictionary (and ISO 14651) sorts by consonant first: a vowel that is written before its
consonant is sorted as if it followed it, and tone marks decide only between words that are
otherwise equal. ``sorted`` without a key puts เก after ขา; with :func:`sort_key` it does not.
"""

import re
from functools import lru_cache

from ita_desktop.domain.digits import to_arabic

_LEADING = re.compile("([เ-ไ])([ก-ฮ])")
_NUMBER = re.compile("[0-9]+")
_MARK = re.compile("[็-๎]")
_SIGN = re.compile(r"[^\w\sก-๎]|[_ฯๆ]")


@lru_cache(maxsize=1 << 14)
def sort_key(text: str) -> tuple[str, tuple[tuple[int, str], ...], str]:
    """Return the sort key of ``text``, for ``sorted(texts, key=sort_key)``.

    The order is spaces, signs, numbers, Latin letters, Thai letters; ฯ and ๆ are signs. O2 sorts
    before O10, 9.2 before 9.10; Thai and Arabic digits, and upper and lower case, are equal. Texts
    that are equal in this sense are ordered by code point.
    """
    plain = " ".join(to_arabic(text).split()).casefold()
    turned = _LEADING.sub(_swapped, plain)
    letters = _NUMBER.sub(_by_value, _SIGN.sub(_as_sign, _MARK.sub("", turned)))
    return letters, _marks(turned), text


# Functions, because for a template string ``re`` would import another module.


def _swapped(found: re.Match[str]) -> str:
    return f"{found[2]}{found[1]}"


def _as_sign(found: re.Match[str]) -> str:
    return f"!{found[0]}"


def _by_value(digits: re.Match[str]) -> str:
    """Return digits with their count in front, so that they sort by value and after signs."""
    number = digits[0].lstrip("0")
    return f"0{chr(0x30 + len(number))}{number}"


def _marks(text: str) -> tuple[tuple[int, str], ...]:
    """Return each tone mark with the negated number of letters before it: of two equal words, the
    one whose first mark comes later (or which has none) sorts first."""
    found = enumerate(_MARK.finditer(text))
    return tuple([(number - match.start(), match[0]) for number, match in found])
