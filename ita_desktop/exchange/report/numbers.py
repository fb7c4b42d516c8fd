"""Parses the figures at the end of a table line: scores, counts and percentages as printed."""

import re
from decimal import Decimal
from typing import NamedTuple

from ita_desktop.exchange.remarks import LineError
from ita_desktop.typography.lines import beginning

FULL = Decimal(100)
MOST_RESPONDENTS = 9_999_999

_NUMBER = re.compile(r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,6})?%?", re.ASCII)
_DASHES = frozenset("-–—")
_DECIMAL = re.compile(r"(?<![\w.,/])[-−]?\d{1,6}\.\d{1,6}(?![\w.,%])(?!(?<=\.\d) \d$)", re.ASCII)
"""Not within other characters, nor a part of one: l00.00 is no 0.00, and 98.7 5 no 98.70."""
_UNIT = re.compile(r"(?<=\d)\s*คะแนน\s*$")
_PERCENT_APART = re.compile(r"(?<=\d)\s+(?=%)")
_THOUSANDS_APART = re.compile(r"(?<![\d,])(\d{1,3}), (?=\d{3}(?![\d,]))")
_POINTS_TWICE = re.compile(r"(?<=\d)\.\.(?=\d\d(?!\d))")
_POINT_APART = re.compile(r"(?<=\s)(\d{1,3})\. (\d\d)(?=%|(?:\s+[\d.,%-]+)*$)", re.ASCII)
"""Not after the number of a row, which begins it; before a percent sign, or figures to the end."""
_POINT_BEHIND = re.compile(r"(?<=\d) \.(?=\d\d(?!\d))", re.ASCII)
_POINT_RAISED = re.compile(r"(?<=\d)[·∙](?=\d\d(?!\d))", re.ASCII)
_LETTER_IN_FIGURE = re.compile("[lIOo]")
_HUNDRED = re.compile(r"(?<![\w.,])[1lI][0Oo]{2}\.[0Oo]{2}(?![\w.,])", re.ASCII)


class Number(NamedTuple):
    """A printed figure; ``value`` is None for a dash."""

    text: str
    value: Decimal | None
    percent: bool = False

    @property
    def has_decimals(self) -> bool:
        return "." in self.text


class NumberRow(NamedTuple):
    """A line as text and the figures after it."""

    words: str
    numbers: tuple[Number, ...]
    shape: str
    """``i`` for an integer, ``d`` for decimals, ``p`` for per cent, ``-`` for a dash: ``idid`` is
    count, score, count, score."""

    def dashes_back(self, wanted: int) -> "NumberRow":
        """Return the row with dashes moved from its text to the figures, if it lacks ``wanted``
        figures: ``ฝ่ายการศึกษา - - 55 76.00 76.00`` is a unit without IIT answers."""
        words, found, shape = self
        while len(found) < wanted and words[-2:-1] == " " and words[-1] in _DASHES:
            words, found, shape = words[:-2], (Number(words[-1], None), *found), f"-{shape}"
        return NumberRow(words, found, shape)


def mended(text: str) -> str:
    """Return a line without what scanners and PDF make of figures: ``1, 243``, ``84..71``,
    ``84. 71``, ``84 .71``, ``84·71``, ``lOO.OO``."""
    if ", " in text:
        text = _THOUSANDS_APART.sub(r"\1,", text)
    if ".." in text:
        text = _POINTS_TWICE.sub(".", text)
    if " ." in text:
        text = _POINT_BEHIND.sub(".", text)
    if ". " in text:
        text = _POINT_APART.sub(r"\1.\2", text)
    if "·" in text or "∙" in text:
        text = _POINT_RAISED.sub(".", text)
    return _HUNDRED.sub("100.00", text) if _LETTER_IN_FIGURE.search(text) else text


def row_of(text: str) -> NumberRow:
    """Split a cleaned line (Arabic digits) into text and trailing figures."""
    plain = _PERCENT_APART.sub("", text) if " %" in text else text
    if plain.endswith("คะแนน"):
        plain = _UNIT.sub("", plain)
    tokens = plain.split()
    at = len(tokens)
    while at and (tokens[at - 1] in _DASHES or _NUMBER.fullmatch(tokens[at - 1])):
        at -= 1
    while at < len(tokens) and tokens[at] in _DASHES:
        at += 1
    found = tuple(map(_number, tokens[at:]))
    return NumberRow(" ".join(tokens[:at]), found, "".join(map(_shape, found)))


def decimals_in(text: str) -> list[re.Match[str]]:
    """Return the figures with decimals anywhere in a line, except percentages."""
    return list(_DECIMAL.finditer(_PERCENT_APART.sub("", text)))


def score(number: Number) -> Decimal:
    """Return a figure as a score; raises LineError if it is not from 0 to 100."""
    if number.value is None or not 0 <= number.value <= FULL:
        raise LineError("คะแนน “{text}” ไม่ใช่ตัวเลข 0 ถึง 100", text=number.text)
    return number.value


def percent(number: Number) -> Decimal:
    """Return a figure as a percentage; raises LineError if it is not from 0 to 100."""
    if number.value is None or not 0 <= number.value <= FULL:
        raise LineError("ร้อยละ “{text}” ต้องอยู่ระหว่าง 0 ถึง 100", text=number.text)
    return number.value


def count(number: Number) -> int:
    """Return a figure as a number of people; raises LineError."""
    value = number.value
    if value is None or value != value.to_integral_value() or number.percent:
        raise LineError("“{text}” ไม่ใช่จำนวนคน", text=number.text)
    if value < 0:
        raise LineError("จำนวน “{text}” ติดลบ", text=number.text)
    if value > MOST_RESPONDENTS:
        raise LineError("จำนวน “{text}” มากเกินกว่าจำนวนผู้ตอบ", text=number.text)
    return int(value)


def quoted(text: str) -> str:
    """Return a line shortened for quoting."""
    return beginning(text, 80)


def _shape(number: Number) -> str:
    if number.value is None:
        return "-"
    return "p" if number.percent else "d" if number.has_decimals else "i"


def _number(token: str) -> Number:
    if token in _DASHES:
        return Number(token, None)
    plain = token.replace(",", "").replace("−", "-")
    return Number(token, Decimal(plain.removesuffix("%")), plain.endswith("%"))
