"""Chooses fonts for characters missing in the document font: Chinese, Lao, Cyrillic, symbols,
emoji.

PDF and pictures use bundled fonts; Word and Excel are given the name of a font of the reader's
computer. A character in no font is shown as a box, never dropped.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import groupby
from typing import Final, NamedTuple
from unicodedata import category

from ita_desktop.documents.layout.text.letters import bundled
from ita_desktop.fonts import FALLBACKS
from ita_desktop.paths import resource


class FontRun(NamedTuple):
    """A run of text in one font: the number of a fallback, or ``OWN`` for the document font."""

    text: str
    font: int


OWN: Final = -1
_KEY: Final = "\u20e3"
"""The combining keycap, which follows a letter (and a variation selector): one symbol."""


def stretches(text: str, own: frozenset[str]) -> Iterator[FontRun]:
    """Splits ``text`` into runs by font; ``own`` are the characters of the document font."""
    if own.issuperset(text):
        yield FontRun(text, OWN)
        return
    fonts: list[int] = []
    has_keys = _KEY in text
    for at, letter in enumerate(text):
        framed = has_keys and text[at + 1 : at + 3].lstrip("\ufe0f").startswith(_KEY)
        fonts.append(_font_of(_KEY if framed else letter, own, fonts[-1] if fonts else OWN))
    at = 0
    for font, run in groupby(fonts):
        count = len(list(run))
        yield FontRun(text[at : at + count], font)
        at += count


def _font_of(letter: str, own: frozenset[str], before: int) -> int:
    if letter in own:
        return OWN
    kind = category(letter)
    if kind in {"Cc", "Cf", "Zs"} or (kind in {"Mn", "Me"} and before != OWN):
        return before
    return _fallback(letter)


@lru_cache(10_000)
def _fallback(letter: str) -> int:
    """Returns the first fallback that has a letter."""
    return next((at for at in range(len(FALLBACKS)) if letter in covered(at)), OWN)


def without_glyph(texts: Iterable[str]) -> Mapping[str, str]:
    """Returns the characters that no font has, each with the first of the ``texts`` that has it."""
    found: dict[str, str] = {}
    for text in texts:
        if not covered(OWN).issuperset(text):
            for letter in text:
                if _fallback(letter) == OWN and not _is_covered(letter):
                    found.setdefault(letter, text)
    return found


def _is_covered(letter: str) -> bool:
    return letter in covered(OWN) or category(letter) in {"Cc", "Cf", "Zs", "Mn", "Me"}


@cache
def covered(font: int) -> frozenset[str]:
    """Returns the characters of a fallback, or of the bundled document font (``OWN``)."""
    import uharfbuzz as hb

    path = bundled().regular if font == OWN else resource("fonts", FALLBACKS[font].file)
    return frozenset(map(chr, hb.Face(hb.Blob.from_file_path(path)).unicodes))


def in_office_fonts(text: str) -> Iterator[tuple[str, str]]:
    """Splits ``text`` into parts with the font name for Word and Excel; empty for the style's."""
    parts = stretches(text, covered(OWN))
    for font, run in groupby(parts, _office_font):
        yield "".join(font_run.text for font_run in run), font


def _office_font(part: FontRun) -> str:
    return "" if part.font == OWN else FALLBACKS[part.font].office
