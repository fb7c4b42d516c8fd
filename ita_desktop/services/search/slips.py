"""Mistakes of typing: a letter that is wrong, and the other keyboard layout."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.services.search.entries import COMMANDS_ONLY, PEOPLE_ONLY
from ita_desktop.services.search.synonyms import is_known

_LEAST_NEAR: Final = 4
"""Letters from which on one of them may be wrong."""
_LEAST_LATIN: Final = 6
"""The same of English words, of which many are alike."""
_LATIN: Final = (
    "1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:\"ZXCVBNM<>?"
)
_THAI: Final = 'ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ+๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ'
_TO_THAI: Final = str.maketrans(_LATIN, _THAI)
_TO_LATIN: Final = str.maketrans(_THAI, _LATIN)
_A_THAI: Final = lazy_re("[ก-๛]")
_A_LATIN: Final = lazy_re("[A-Za-z]")
_NO_THAI: Final = lazy_re(r"[^ก-๛\d\s]|(?<![ก-๛])[ะ-ฺๅ-๎]|[เ-ไ](?![ก-ฮ])|[ัิ-ู็][ะ-ู็]|[่-์][ิ-ู่-์]")
"""What is not written in Thai: a vowel or a mark without its consonant, or two in one place."""


def in_other_layout(text: str) -> str:
    """Return what the same keys write in the other layout, Thai (Kedmanee) or English, numbers as
    they are; empty if that would be no word, or if both were written.

    >>> in_other_layout("leiv'-hv,^]")
    'สำรองข้อมูล'
    >>> in_other_layout("ิฟแาีย")
    'backup'
    >>> in_other_layout("ส่งออก")
    ''
    """
    only = text.strip()[:1]
    only = only if only in (COMMANDS_ONLY, PEOPLE_ONLY) else ""
    typed = text.strip().removeprefix(only)
    if not _A_THAI.search(typed):
        parts = (part if part.isdigit() else part.translate(_TO_THAI) for part in typed.split())
        meant = " ".join(parts)
        return only + meant if len(meant) > 1 and not _NO_THAI.search(meant) else ""
    if _A_LATIN.search(typed):
        return ""
    meant = typed.translate(_TO_LATIN).casefold()
    is_word = _NO_THAI.search(typed) or is_known("".join(meant.split()))
    return only + meant if is_word and meant.replace(" ", "").isalnum() else ""


@lru_cache(maxsize=512)
def nearly(word: str) -> Callable[[str], bool]:
    """Return whether a text contains a word with one letter wrong, missing, one too many, or two
    exchanged; short words have to be right. The time is in line with the word's length."""
    if len(word) < (_LEAST_LATIN if word.isascii() else _LEAST_NEAR):
        return lambda text: word in text
    first, second, middle = right_parts(word)
    half, backwards = len(first), first[::-1]

    def holds(text: str) -> bool:
        if middle in text or any(
            _begins_nearly(text[at + half : at + len(word) + 1], second)
            for at in _places_of(first, text)
        ):
            return True
        before = (text[max(at - half - 1, 0) : at] for at in _places_of(second, text))
        return any(_begins_nearly(part[::-1], backwards) for part in before)

    return holds


@lru_cache(maxsize=512)
def right_parts(word: str) -> tuple[str, ...]:
    """Return parts of a word, of which one has to be right where there is one mistake at most: its
    halves, and the whole with the two letters around its middle exchanged; a short word itself."""
    if len(word) < (_LEAST_LATIN if word.isascii() else _LEAST_NEAR):
        return (word,)
    half = len(word) // 2
    middle = word[: half - 1] + word[half] + word[half - 1] + word[half + 1 :]
    return word[:half], word[half:], middle


def _places_of(part: str, text: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _begins_nearly(text: str, part: str) -> bool:
    """Return whether a text begins with a part in which there is one mistake at most."""
    pairs = zip(text, part, strict=False)
    at = next(
        (at for at, (one, other) in enumerate(pairs) if one != other), min(len(text), len(part))
    )
    rest, wanted = text[at:], part[at:]
    return rest.startswith((wanted[1:], wanted[1::-1] + wanted[2:])) or rest[1:].startswith(
        (wanted, wanted[1:])
    )
