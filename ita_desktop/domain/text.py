"""Cleans text from Excel, Word and scanners, to store and to compare it."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from ita_desktop.domain.digits import to_arabic

MAX_TEXT = 20_000
MAX_LONG_TEXT = 200_000
"""Maximum number of characters of one field; longer text is rejected on input."""

# Word joiners and zero-width characters of office programs; U+200B is only added for display.
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
# Hyphens and dashes of Word, Excel and scanners that Thai fonts lack.
_DASHES = str.maketrans("\u2010\u2011\u2212\u2012\u2015", "---–—")
_SPACES = re.compile("[\u00a0\u2000\u2001\u2002\u2003\u2007\u2009\u202f\u3000]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_EXCEL_ESCAPE = re.compile(r"_x00[01][0-9A-Fa-f]_")
_RUNS = re.compile(r"[ \t]+")
# Sara am is often typed as nikhahit + sara aa, with a tone mark between or after.
_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
# A tone mark typed before the vowel of its letter looks the same as one typed after it.
_TONE_FIRST = re.compile("([\u0e48-\u0e4c])([\u0e31\u0e34-\u0e3a\u0e47])")
# All of the above: a single search for the many texts that need no change.
_UNCLEAN = re.compile(
    "[\r\u200b\u200c\u200d\u2060\ufeff\u00ad\u2010\u2011\u2212\u2012\u2015"
    "\u00a0\u2000\u2001\u2002\u2003\u2007\u2009\u202f\u3000"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\u0e4d]"
    "|_x00|เเ"
)


_SHORT = 500
T = TypeVar("T")


def of_text(reads: Callable[[str], T]) -> Callable[[str], T]:
    """Return a function of a text that remembers what it said of the last short ones: names and
    headings come again and again, long texts seldom."""
    known = lru_cache(maxsize=1 << 14)(reads)

    @wraps(reads)
    def asked(text: str) -> T:
        return known(text) if len(text) <= _SHORT else reads(text)

    return asked


@of_text
def clean(text: str) -> str:
    """Return ``text`` without control and invisible characters, with runs of spaces collapsed, line
    breaks kept, and hyphens and dashes replaced by plain ones.

    >>> clean("ฝ่าย\\u00a0โยธา\\u200b ")
    'ฝ่าย โยธา'
    """
    text = unicodedata.normalize("NFC", text)
    if _UNCLEAN.search(text):
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = _INVISIBLE.sub("", _EXCEL_ESCAPE.sub("", text))
        text = _CONTROL.sub("", _SPACES.sub(" ", text)).translate(_DASHES)
        text = _SARA_AM.sub(_sara_am, text).replace("เเ", "แ")
    if "  " in text or "\t" in text:
        text = _RUNS.sub(" ", text)
    if "\n" not in text:
        return text.strip()
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def one_line(text: str) -> str:
    """Like :func:`clean`, with line breaks replaced by spaces."""
    text = clean(text)
    return _RUNS.sub(" ", text.replace("\n", " ")).strip() if "\n" in text else text


@of_text
def key(text: str) -> str:
    """Return a comparison key: no spaces, case folded, Arabic digits, tone marks in order."""
    plain = to_arabic("".join(clean(text).split())).casefold()
    return _TONE_FIRST.sub(_swapped, plain)


# Functions, because for a template string ``re`` would import another module.


def _sara_am(found: re.Match[str]) -> str:
    return f"{found[1]}\u0e33"


def _swapped(found: re.Match[str]) -> str:
    return f"{found[2]}{found[1]}"
