"""The order of Thai texts in lists: as in a Thai dictionary, numbers by their value.

A Thai dictionary (and ISO 14651) sorts by consonant first: a vowel that is written before its
consonant counts as if it stood behind it, and tone marks decide only between words that are
otherwise the same. ``sorted`` without a key puts เก after ขา; with :func:`sort_key` it does not.
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
    """What to sort ``text`` by, with ``sorted(texts, key=sort_key)``.

    Spaces come before signs, signs before numbers, numbers before Latin and Latin before Thai
    letters; ฯ and ๆ are signs. O2 comes before O10, 9.2 before 9.10; Thai and Arabic digits,
    capital and small letters are the same. Texts that read the same keep an order of their own.
    """
    plain = " ".join(to_arabic(text).split()).casefold()
    turned = _LEADING.sub(_turned, plain)
    letters = _NUMBER.sub(_by_value, _SIGN.sub(_as_sign, _MARK.sub("", turned)))
    return letters, _marks(turned), text


# Functions: for a template Python imports a module of its own each time.


def _turned(found: re.Match[str]) -> str:
    return f"{found[2]}{found[1]}"


def _as_sign(found: re.Match[str]) -> str:
    return f"!{found[0]}"


def _by_value(digits: re.Match[str]) -> str:
    """Digits so that a longer number sorts behind a shorter one, all behind signs as ``0`` is."""
    number = digits[0].lstrip("0")
    return f"0{chr(0x30 + len(number))}{number}"


def _marks(text: str) -> tuple[tuple[int, str], ...]:
    """The tone marks and other signs above, each with how many letters stand before it, counted
    down: of two words the one whose first mark comes later (or never) goes first."""
    found = enumerate(_MARK.finditer(text))
    return tuple([(number - match.start(), match[0]) for number, match in found])
