"""Converts one cell's content: cleaned text, a Christian date, or why it cannot be used."""

import re
import sys
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from ita_desktop.domain.dates import BUDDHIST_OFFSET
from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.text import MAX_TEXT, clean, one_line
from ita_desktop.exchange.sheets import BadCell, Value

TOO_LONG = BadCell("ข้อความยาวเกินไป (เกิน 20,000 ตัวอักษร)", "ย่อข้อความ หรือแยกเป็นหลายแถว แล้วนำเข้าใหม่")
FORMULA_ERROR = BadCell("สูตรในช่องนี้ให้ผลผิดพลาด", "แก้สูตรใน Excel ให้ได้ผลก่อน แล้วนำเข้าใหม่")
NOT_COMPUTED = BadCell(
    "ช่องนี้เป็นสูตรที่ยังไม่มีผลลัพธ์เก็บไว้", "เปิดไฟล์ใน Excel บันทึก แล้วนำเข้าใหม่ หรือพิมพ์ค่าแทนสูตร"
)
_ERRORS = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!")
)
_ADDRESS = re.compile(r"(https?://\S+)", re.IGNORECASE)
_LARGEST = 10**20
"""Larger numbers are not displayed; lists have no such numbers."""
_FLOAT = int(sys.float_info.max)
_PERCENT = re.compile(r"^0(?:\.(0+))?%$")
_DECIMALS = re.compile(r"^(?:#,##)?0\.(0+)(?:_\))?(?:;.*)?$")


def text_value(text: str) -> Value:
    """Return the value of a text cell; Thai digits become Arabic ones, as in all stored text."""
    if not text or text.isspace():
        return ""
    if len(text) > MAX_TEXT * 2:
        return TOO_LONG
    cleaned = _with_arabic(clean(text))
    if len(cleaned) > MAX_TEXT:
        return TOO_LONG
    return FORMULA_ERROR if cleaned in _ERRORS else cleaned


def _with_arabic(text: str) -> str:
    """Return a text with Arabic digits, but for those of an address, which would lead elsewhere."""
    if "://" not in text:
        return to_arabic(text)
    parts = _ADDRESS.split(text)
    return "".join(part if at % 2 else to_arabic(part) for at, part in enumerate(parts))


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """Return a text on one line, with Arabic digits as in all stored text. Readers of a paper ask
    for the same lines one after the other."""
    return one_line(str(text_value(text)))


def excel_value(value: Any, number_format: str) -> Value:  # noqa: PLR0911 - one line a type
    """Return the value of a cell as read by openpyxl: numbers as displayed, dates as dates."""
    if value is None:
        return ""
    if isinstance(value, str):
        return text_value(value)
    if isinstance(value, datetime):
        return _day(value.date())
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, time):
        return f"{value.hour:02d}.{value.minute:02d}"
    if isinstance(value, timedelta):
        return str(value)
    return text_value(str(value))


def _day(day: date) -> date:
    """Return the intended date: an English Excel reads the year of 31/1/2568 as Christian, and that
    of 31/1/68 as 1968. No list of an ITA year has dates of the last century."""
    year = day.year
    if year >= 2400:
        year -= BUDDHIST_OFFSET
    elif 1950 <= year < 2000:
        year += 2500 - BUDDHIST_OFFSET - 1900
    last = monthrange(year, day.month)[1]
    return date(year, day.month, min(day.day, last))


def _number(value: float, number_format: str) -> str:
    if not abs(value) < _LARGEST:  # including NaN
        return f"{float(min(max(value, -_FLOAT), _FLOAT)):g}"
    if share := _PERCENT.match(number_format or ""):
        places = Decimal(1).scaleb(-len(share[1] or ""))
        shown_as = (Decimal(repr(value)) * 100).quantize(places, ROUND_HALF_UP)
        return f"{shown_as}%"
    if isinstance(value, int):
        return str(value)
    if shown := _DECIMALS.match(number_format or ""):
        return f"{value:.{len(shown[1])}f}"
    text = format(value, ".15g")
    return str(Decimal(text).quantize(Decimal(1))) if value.is_integer() and "e" in text else text
