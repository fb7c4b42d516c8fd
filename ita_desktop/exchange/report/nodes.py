"""Finds the node of the score tree that a line is about, allowing for scanning errors."""

import re
from decimal import Decimal
from typing import NamedTuple

from ita_desktop.domain.dates import MONTHS, MONTHS_SHORT
from ita_desktop.domain.framework import TOTAL
from ita_desktop.exchange.cells.codes import read_codes

_INDICATOR = re.compile(r"ตัวชี้วัด(?:ย่อย)?(?:ที่)?\s*(\d{1,2}(?:\.\d{1,2})?)(?![\d.]*\d)\s*(.*)")
_OF_INSTRUMENT = re.compile(
    r"(?:คะแนน(?:เฉลี่ย)?\s*)?(IIT|EIT|OIT|ITA)\b\s*(?:\(\s*(\d{1,3})\s*%\s*\))?\s*:?\s*(.*)"
)
_TOTAL_WORDS = re.compile(
    r"(?:คะแนนรวม|คะแนน\s*ITA|ผลคะแนนรวม)(?:\s*ITA)?\s*:?(?:\s*ระดับ(?:ผลการประเมิน)?)?$"
)
_HEAD_OF_ONE = re.compile(r"คะแนน\s*(IIT|EIT|OIT)\s*(?:\(\s*(\d{1,3})\s*%\s*\))?\s*")
_BEFORE = re.compile(r"(?:ข้อ(?:ที่)?|[-–—•*])\s*(?=[^\s\d]?\s?[-.]?\d|[IEOQ][l|])")
"""Words or bullets before a code."""
_CODE = re.compile(
    r"(?:([IEOQieol|○◯〇●])\s?[-.]?\s?|(0))([\dlIiOo○|]{1,2})(?![\dA-Za-z|]|[.,]\d|%)"
)
_LETTERS = str.maketrans("Qlie|o○◯〇●", "OIIEIOOOOO")
_DIGITS = str.maketrans("lIi|Oo○", "1111000")
_COUNTED = "|".join(map(re.escape, ("คน", "คะแนน", "ข้อ", "ครั้ง", "ปี", "วัน", *MONTHS, *MONTHS_SHORT)))
_BARE = re.compile(rf"(\d{{1,3}})(?![\d.,/:]|\s*(?:{_COUNTED})(?![\u0e00-\u0e7f]))\s*(\D.*)?$")
_SEVERAL = re.compile(r"[IEO]\s?\d{1,2}\s*(?:-|–|—|ถึง|,|และ)\s*[IEO]?\s?\d{1,2}")

_AFTER = " .:-–\t)"
_FIRST_DIGIT, _HEAD = 8, 24
"""Maximum positions of a code's first digit and of its end."""


class Node(NamedTuple):
    """A node, and the text after its code."""

    code: str
    remainder: str
    weight: Decimal | None = None
    """Weight, if the figure is in points of the total (29.66 of 30) instead of a score of 100."""
    bare: bool = False
    """Whether the code had lost its letter."""


def indicator_at(text: str) -> Node | None:
    """Return the indicator of ``ตัวชี้วัด 9.1 ข้อมูลพื้นฐาน``, or None."""
    found = _INDICATOR.match(text)
    return Node(found[1], found[2]) if found else None


def instrument_at(words: str) -> Node | None:
    """Return the instrument in ``คะแนน IIT (30%)``, the text before a line's only figure."""
    if _TOTAL_WORDS.fullmatch(words):
        return Node(TOTAL, "")
    found = _OF_INSTRUMENT.fullmatch(words)
    if found is None or found[3].strip(" .:"):
        return None
    weight = Decimal(found[2]) if found[2] else None
    return Node(TOTAL if found[1] == "ITA" else found[1], "", weight)


def adjacent_instruments(text: str) -> tuple[Node, ...]:
    """Return the instruments of adjacent headings, ``คะแนน IIT (30%) คะแนน EIT (30%)``, whose
    figures are on the next line; empty for other lines."""
    found = list(_HEAD_OF_ONE.finditer(text))
    if len(found) < 2 or "".join(match[0] for match in found) != text:
        return ()
    return tuple(Node(match[1], "", Decimal(match[2]) if match[2] else None) for match in found)


def item_at(text: str, letter: str, last: str) -> Node | None:
    """Return the item whose code begins a line. ``letter`` is the expected instrument, for numbers
    that lost their letter, and ``last`` the previous item."""
    if not _may_begin(text):
        return None
    if before := _BEFORE.match(text):
        text = text[before.end() :]
    if _SEVERAL.match(text):
        return None
    if (spelt := _spelt(text, letter)) is not None:
        return spelt
    return _misread(text, letter, last)


def _misread(text: str, letter: str, last: str) -> Node | None:
    """Return the item of a code that lost its letter, or has one that only the context explains."""
    bare = _BARE.match(text) if letter else None
    if bare is not None and not text.startswith("0"):
        code = _by_place(bare[1], letter, last)
        return Node(code, (bare[2] or "").strip(), bare=True) if code else None
    if text[:1].isdigit() and not text.startswith("0"):
        return None
    read = read_codes(text[:_HEAD], letter)
    if len(read.codes) != 1:
        return None
    rest = text[text.find(read.remainder, 0, _HEAD) if read.remainder else _HEAD :]
    return Node(read.codes[0], rest.lstrip(_AFTER))


def items_at(text: str) -> tuple[str, ...]:
    """Return the items that a line combines: ``O1 – O5, O7-O9``; empty for one or none."""
    if not _may_begin(text) or not _SEVERAL.match(text):
        return ()
    codes = read_codes(text).codes
    return codes if len(codes) > 1 else ()


def _may_begin(text: str) -> bool:
    return any(map(str.isdigit, text[:_FIRST_DIGIT])) or text[1:2] in {"l", "|"}


def _spelt(text: str, letter: str) -> Node | None:
    """Return the item of a complete, perhaps misread code: ``I-1``, ``Il0``, ``Q5``."""
    found = _CODE.match(text)
    if found is None or not (any(map(str.isdigit, found[3])) or text[0] == letter):
        return None
    number = int(found[3].translate(_DIGITS))
    head = "O" if found[2] else found[1].translate(_LETTERS)
    return Node(f"{head}{number}", text[found.end() :].lstrip(_AFTER)) if number else None


def _by_place(digits: str, letter: str, last: str) -> str:
    """Return the item that a number means: ``112`` is I12; ``11`` is I11 after I10, else I1."""
    wanted = int(last[1:]) + 1 if last.startswith(letter) else 1
    choices = [int(digits)] if len(digits) < 3 else []
    if letter == "I" and digits.startswith("1") and len(digits) > 1 and int(digits[1:]):
        choices.insert(0, int(digits[1:]))
    if letter == "O" and digits.startswith("0"):
        choices.insert(0, int(digits[1:]))
    number = wanted if wanted in choices else next(iter(choices), 0)
    return f"{letter}{number}" if number else ""
