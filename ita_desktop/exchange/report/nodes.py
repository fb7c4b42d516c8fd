"""Which place of the score tree a line is about, whatever the scanner made of its code."""

import re
from typing import NamedTuple

from ita_desktop.domain.framework import TOTAL
from ita_desktop.exchange.codes import read_codes

_INDICATOR = re.compile(r"ตัวชี้วัด(?:ย่อย)?(?:ที่)?\s*(\d{1,2}(?:\.\d{1,2})?)(?![\d.]*\d)\s*(.*)")
_OF_INSTRUMENT = re.compile(
    r"(?:คะแนน(?:เฉลี่ย)?\s*)?(IIT|EIT|OIT|ITA)\b\s*(\(\s*\d{1,3}\s*%\s*\))?\s*:?\s*(.*)"
)
_TOTAL_WORDS = re.compile(r"(?:คะแนนรวม|คะแนน\s*ITA|ผลคะแนนรวม)(?:\s*ITA)?\s*:?$")
_BARE = re.compile(r"(\d{1,3})(?![\d.,])\s*(\D.*)?$")
_SEVERAL = re.compile(r"[IEO]\s?\d{1,2}\s*(?:-|–|—|ถึง|,|และ)\s*[IEO]?\s?\d{1,2}")

_FIRST_DIGIT, _HEAD = 5, 24
"""A code has its first digit, and ends, within so many letters."""


class Node(NamedTuple):
    """A place and the words that follow its code."""

    code: str
    rest: str
    weighted: bool = False
    """Points of the total (29.66 of 30), not a score of 100."""


def indicator_at(text: str) -> Node | None:
    """``ตัวชี้วัด 9.1 ข้อมูลพื้นฐาน``."""
    found = _INDICATOR.match(text)
    return Node(found[1], found[2]) if found else None


def instrument_at(words: str) -> Node | None:
    """``คะแนน IIT (30%)``, ``คะแนน ITA``: the words of a line before its one figure."""
    if _TOTAL_WORDS.fullmatch(words):
        return Node(TOTAL, "")
    found = _OF_INSTRUMENT.fullmatch(words)
    if found is None or found[3].strip(" .:"):
        return None
    return Node(TOTAL if found[1] == "ITA" else found[1], "", weighted=bool(found[2]))


def item_at(text: str, letter: str, last: str) -> Node | None:
    """The item whose code a line begins with. ``letter`` says which items stand here, so that
    numbers that lost their letter are known, and ``last`` the item before."""
    if not any(map(str.isdigit, text[:_FIRST_DIGIT])) or _SEVERAL.match(text):
        return None
    bare = _BARE.match(text) if letter else None
    if bare is not None and not text.startswith("0"):
        code = _by_place(bare[1], letter, last)
        return Node(code, (bare[2] or "").strip()) if code else None
    read = read_codes(text[:_HEAD], letter)
    if len(read.codes) != 1:
        return None
    rest = text[text.find(read.rest, 0, _HEAD) if read.rest else _HEAD :]
    return Node(read.codes[0], rest.lstrip(" .:-–\t"))


def _by_place(digits: str, letter: str, last: str) -> str:
    """The item meant by a number: ``112`` is I12; ``11`` is I11 after I10, else I1."""
    wanted = int(last[1:]) + 1 if last.startswith(letter) else 1
    choices = [int(digits)] if len(digits) < 3 else []
    if letter == "I" and digits.startswith("1") and len(digits) > 1 and int(digits[1:]):
        choices.insert(0, int(digits[1:]))
    if letter == "O" and digits.startswith("0"):
        choices.insert(0, int(digits[1:]))
    number = wanted if wanted in choices else next(iter(choices), 0)
    return f"{letter}{number}" if number else ""
