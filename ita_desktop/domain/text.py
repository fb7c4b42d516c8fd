"""Thai texts: cleaned of what Excel, Word and scanners put into them, compared, sorted, and their
digits and marks of lists.

Text is stored with Arabic digits; Thai ones are set on output.

A Thai dictionary (and ISO 14651) sorts by consonant first: a vowel that is written before its
consonant is sorted as if it followed it, and tone marks decide only between words that are
otherwise equal. ``sorted`` without a key puts เก after ขา; with :func:`sort_key` it does not.
"""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache, wraps
from typing import Final, TypeVar

from ita_desktop.domain.patterns import lazy_re

MAX_TEXT = 20_000
MAX_LONG_TEXT = 200_000
"""Maximum number of characters of one field; longer text is rejected on input."""

# Word joiners and zero-width characters of office programs; U+200B is only added for display.
_INVISIBLE = lazy_re("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
# Hyphens and dashes of Word, Excel and scanners that Thai fonts lack.
_DASHES = str.maketrans("\u2010\u2011\u2212\u2012\u2015", "---–—")
_SPACES = lazy_re("[\u00a0\u2000\u2001\u2002\u2003\u2007\u2009\u202f\u3000]")
_CONTROL = lazy_re("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_EXCEL_ESCAPE = lazy_re(r"_x00[01][0-9A-Fa-f]_")
_RUNS = lazy_re(r"[ \t]+")
# Sara am is often typed as nikhahit + sara aa, with a tone mark between or after.
_SARA_AM = lazy_re("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
# A tone mark typed before the vowel of its letter looks the same as one typed after it.
_TONE_FIRST = lazy_re("([\u0e48-\u0e4c])([\u0e31\u0e34-\u0e3a\u0e47])")
# All of the above: a single search for the many texts that need no change.
_UNCLEAN = lazy_re(
    "[\r\u200b\u200c\u200d\u2060\ufeff\u00ad\u2010\u2011\u2212\u2012\u2015"
    "\u00a0\u2000\u2001\u2002\u2003\u2007\u2009\u202f\u3000"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\u0e4d]"
    "|_x00|เเ"
)
_SHORT = 500
T = TypeVar("T")

_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_A_THAI_DIGIT = lazy_re("[๐-๙]")
_THOUSANDS = lazy_re(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_DECIMAL_COMMA = lazy_re(r"([-−]?[0-9]+),([0-9]{1,2})|([-−]?0),([0-9]+)")
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")

# The marks that offices set before the lines of a list, as classes of regular expressions.
WITHOUT_GLYPH: Final = "▪‣◦➢❖\uf020-\uf0ff"
"""Those that Thai fonts lack, as a part of a class; the last are Word's, of Symbol and
Wingdings."""
DRAWN: Final = f"•·✓✔▫○●◆■□{WITHOUT_GLYPH}"
"""Those that are nothing but marks, as a part of a class."""
BULLET: Final = f"[-–—*{DRAWN}]"
"""All of them, with the dashes and the star, which are other things within a line."""

MOST_PEOPLE: Final = 1_000_000
_WHOLE: Final = lazy_re(r"[0-9]{1,3}(?:,?[0-9]{3})*|[0-9]+")
_LEADING = lazy_re("([เ-ไ])([ก-ฮ])")
_NUMBER = lazy_re("[0-9]+")
_MARK = lazy_re("[็-๎]")
_SIGN = lazy_re(r"[^\w\sก-๎]|[_ฯๆ]")


class Digits(StrEnum):
    """The digits that a document is printed with."""

    THAI = "thai"
    ARABIC = "arabic"


def to_thai(text: str) -> str:
    """Return ``text`` with Arabic digits replaced by Thai ones."""
    return text.translate(_TO_THAI)


def to_arabic(text: str) -> str:
    """Return ``text`` with Thai digits replaced by Arabic ones; applied to all input."""
    # Most texts have no Thai digits, and searching is faster than translating.
    return text.translate(_TO_ARABIC) if _A_THAI_DIGIT.search(text) else text


def plain_number(text: str) -> str:
    """Return a number as typed in Thai or Arabic digits with a decimal point and without thousands
    separators, for Decimal to read. A comma before one or two last digits is a decimal comma
    (85,5); any other that separates no thousands stays, so that no number is read there."""
    plain = to_arabic(text).strip()
    if comma := _DECIMAL_COMMA.fullmatch(plain):
        return ".".join(filter(None, comma.groups()))
    return _THOUSANDS.sub("", plain)


def short_number(number: Decimal) -> str:
    """Return a number without trailing zeros.

    >>> short_number(Decimal("30.00")), short_number(Decimal("12.50"))
    ('30', '12.5')
    """
    return f"{number.normalize():f}"


def signed_number(points: Decimal) -> str:
    """Return points with their sign: ``+5.37``, ``−1.75`` or ``0.00``."""
    return f"{points:+.2f}".replace("-", "−") if points else "0.00"


def number_in(text: str) -> int | None:
    """Return the whole number that a text is, with Thai digits, thousands separators and the unit
    คน, too; None if it is none."""
    written = to_arabic(text).strip().removesuffix("คน").strip()
    return int(written.replace(",", "")) if _WHOLE.fullmatch(written) else None


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
