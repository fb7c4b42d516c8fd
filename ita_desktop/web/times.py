"""Finds what a text says of times: fiscal years, days, months, and of which day its data is.

Years are Buddhist; texts have Arabic digits.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from ita_desktop.domain.dates import (
    BUDDHIST_OFFSET,
    FISCAL_MONTHS,
    MONTH_WORDS,
    MONTHS,
    MONTHS_ENGLISH,
    MONTHS_SHORT,
    christian_of,
    fiscal_year_of,
)
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.web.link import GAPS

_SHORT: Final = [re.escape(name[:-1]).replace(r"\.", r"\.\s?") + r"\.?" for name in MONTHS_SHORT]
_NUMBER_OF: Final = {**MONTH_WORDS, "sept": 9}
_MONTH: Final = (
    rf"(?:{'|'.join(MONTHS)}|{'|'.join(_SHORT)}"
    rf"|\b(?:{'|'.join(MONTHS_ENGLISH)}|sept|{'|'.join(name[:3] for name in MONTHS_ENGLISH)})\b\.?)"
)
_ERA: Final = r"(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|B\.?E\.?|A\.?D\.?|ปี)?"
_YEAR: Final = r"(?:2[45]\d\d|20[0-4]\d)"
_DAY_WORDS: Final = lazy_re(
    rf"(?<![\d.,])(0?[1-9]|[12]\d|3[01])[ \t]*({_MONTH})[ \t]*,?\s*{_ERA}\s*({_YEAR}|\d\d)(?!\d)",
    re.IGNORECASE,
)
_ENGLISH_DAY: Final = lazy_re(
    rf"({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,\s*({_YEAR})", re.IGNORECASE
)
_DAY_NUMBERS: Final = lazy_re(rf"(?<![\d/.-])(\d{{1,2}})[/.-](\d{{1,2}})[/.-]({_YEAR})(?![\d/])")
_ISO: Final = lazy_re(rf"(?<![\d-])({_YEAR})-(\d\d)(?:-(\d\d))?(?![\d-])")
_MONTH_YEAR: Final = lazy_re(
    rf"({_MONTH})\s*,?\s*{_ERA}\s*({_YEAR}|\d\d(?!\s*[:.,]?\d))(?!\d)", re.IGNORECASE
)
_RANGE: Final = lazy_re(
    rf"({_MONTH})\s*{_ERA}\s*({_YEAR}|\d\d)?\s*(?:-|–|—|ถึง|to\b)\s*(?:\d{{1,2}}\s*|เดือน\s*)?"
    rf"({_MONTH})\s*{_ERA}\s*({_YEAR}|\d\d)(?!\d)",
    re.IGNORECASE,
)
_MONTH_ALONE: Final = lazy_re(rf"{_MONTH}", re.IGNORECASE)
_QUARTERS: Final = lazy_re(
    r"(?:ไตรมาส\s*(?:ที่)?|quarter|\bQ)\s*([1-4])(?:\s*(?:-|–|ถึง|และ|,)\s*([1-4]))?", re.IGNORECASE
)
_HALF: Final = lazy_re(r"(?:รอบ)?\s*6\s*เดือน\s*(แรก|หลัง)|ครึ่งปี(แรก|หลัง)")
_YEARS: Final = (
    rf"{_YEAR}(?:\s*(?:-|–|—|/|,|ถึง|และ|to|and)\s*(?:พ\.?\s?ศ\.?\s*)?(?:{_YEAR}|\d\d(?!\d)))*"
)
_NAMED: Final = lazy_re(
    r"(?:ปี\s?งบ(?:ประมาณ)?|งบประมาณ(?:รายจ่าย)?(?:ประจำปี)?|ประจำ\s?ปี(?:การศึกษา)?"
    r"|(?:fiscal|financial|budget)\s+year|annual\s+report|\bFY)"
    rf"\s*(?:พุทธศักราช|{_ERA})\s*(?:of\s+|for\s+)?({_YEARS}|\d\d(?!\d))(?!\d)",
    re.IGNORECASE,
)
_OF_YEAR: Final = lazy_re(rf"(?<!เมื่อ)(?<!ตั้งแต่)(?<!จาก)(?<!ใน)ปี\s*{_ERA}\s*({_YEARS})(?!\d)")
_ANY_YEARS: Final = lazy_re(
    rf"(?<![\d,.\-])({_YEARS})(?![\d%]|[,.]\d|\s*-\s*\d|\s*(?:บาท|คน|ราย|เรื่อง|ครั้ง|แห่ง|หลัง|ตาราง))"
)
_ONE: Final = lazy_re(rf"({_YEAR})|(?<!\d)(\d\d)(?!\d)")
_AS_OF: Final = lazy_re(
    r"(?:(?<!ประกาศ)(?<!ประกาศ )(?<!สั่ง)(?<!สั่ง )(?<!ให้ไว้)(?<!ให้ไว้ )"
    r"(?:ข้อมูล\s*)?ณ\s*(?:วัน(?:ที่)?|เดือน|สิ้น(?:เดือน|ปี)?)?|\bas\s+(?:of|at))\s*(?:วันที่\s*)?",
    re.IGNORECASE,
)
ASIDE: Final = lazy_re(
    r"(?:©|\(c\)|copyright|สงวนลิขสิทธิ์|all rights reserved|ปรับปรุง(?:ข้อมูล)?(?:ล่าสุด|เมื่อ|\s*:)"
    r"|แก้ไข(?:ล่าสุด|เมื่อ)|อัป?[เพ]+[ดเต]+ท(?:ล่าสุด|เมื่อ|\s*:)|(?:last\s+)?(?:updated?|modified)\s*(?:on\b|:)"
    r"|พิมพ์เมื่อ|(?:เผยแพร่|ลงประกาศ|โพสต์)(?:เมื่อ|\s*:)|วันที่(?:เผยแพร่|ลงประกาศ|โพสต์)|(?:posted|published)\s*(?:on\b|:)"
    r"|(?:จำนวน)?ผู้เข้าชม|เข้าชม\s*:|ฮิต\s*:|hits\s*:|views\s*:)[^\n]{0,60}",
    re.IGNORECASE,
)
"""What a page says of itself: when it was made, by whom, how often it was read."""
_MOST_SPAN: Final = 15
_NEAR: Final = 25
_BEFORE_A_YEAR: Final = lazy_re(
    r"(?:ปี|ศ\.?|งบประมาณ|งบ|ITA|/|-|–|,|และ|ถึง|กับ|\d{4}|\(|(?:^|\n))\s*$", re.IGNORECASE
)
_CELL: Final = 30
"""Letters of a line that is a cell or a row of years."""


@dataclass(frozen=True)
class Times:
    """What a text says of times."""

    named: frozenset[int]
    """Fiscal years that it names as such: ``ปีงบประมาณ พ.ศ. 2568``."""
    mentioned: frozenset[int]
    """Other years outside dates, and those of the months."""
    days: tuple[date, ...]
    """All days, the first of a month for months."""
    months: frozenset[str]
    """Months with their year, each named by itself (``2024-10``)."""
    dated_months: frozenset[str]
    """Months of full dates."""
    loose_months: frozenset[int]
    """Months without a year, each named by itself."""
    spans: frozenset[str]
    """Months within spans, such as ``ต.ค. 67 - มี.ค. 68``."""
    quarters: frozenset[int]
    """Months of quarters and halves that are named (10 to 9)."""
    as_of: date | None
    """The newest day of which it says that its data is of it."""


def times_in(text: str, *, is_title: bool = False) -> Times:
    """Return what a text says of times. Of a title every number that may be a year is one."""
    as_of = max(_as_of(text), default=None)
    plain = _without(ASIDE, text)
    rest, spans, days, dated = plain, set[str](), list[date](), set[str]()
    for found in _RANGE.finditer(plain):
        spans.update(_span(found))
    rest = _without(_RANGE, rest)
    for pattern, order in (
        (_DAY_WORDS, "dmy"),
        (_ENGLISH_DAY, "mdy"),
        (_DAY_NUMBERS, "dmy"),
        (_ISO, "ymd"),
    ):
        for found in pattern.finditer(rest):
            day = _day(found, order)
            if day is not None:
                days.append(day)
                dated.add(f"{day:%Y-%m}")
        rest = _without(pattern, rest)
    months = {code for found in _MONTH_YEAR.finditer(rest) if (code := _month(found[1], found[2]))}
    alone = _without(_MONTH_YEAR, rest)
    loose = {_number(found[0]) for found in _MONTH_ALONE.finditer(alone)}
    named = {year for found in _NAMED.finditer(plain) for year in _years(found[1])}
    named |= {year for found in _OF_YEAR.finditer(alone) for year in _years(found[1])}
    mentioned = {
        year
        for found in _ANY_YEARS.finditer(alone)
        if is_title or _is_year(found)
        for year in _years(found[1])
    }
    first_days = [date(int(code[:4]), int(code[5:]), 1) for code in months | spans]
    mentioned |= {fiscal_year_of(day) for day in first_days}
    return Times(
        frozenset(named),
        frozenset(mentioned),
        tuple(days + first_days),
        frozenset(months),
        frozenset(dated),
        frozenset(loose),
        frozenset(spans),
        frozenset(_quarters(plain)),
        as_of,
    )


def _without(pattern: re.Pattern[str], text: str) -> str:
    """Return a text without what a pattern finds, and without the wide gaps that this leaves."""
    return GAPS.sub(" ", pattern.sub(" ", text))


def _is_year(found: re.Match[str]) -> bool:
    """Return whether a number is a year by what is around it, and no amount or telephone."""
    text, at = found.string, found.start()
    # Not the whole line is looked for: it may be all of the text.
    before = text[max(0, at - _CELL) : at].rpartition("\n")[2]
    after = text[at : at + _CELL + 1].partition("\n")[0]
    is_cell = len(before) + len(after) <= _CELL
    return is_cell or bool(_BEFORE_A_YEAR.search(text, max(0, at - 12), at))


def _as_of(text: str) -> Iterator[date]:
    for found in _AS_OF.finditer(text):
        near = text[found.end() : found.end() + 2 * _NEAR]
        for pattern, order in ((_DAY_WORDS, "dmy"), (_DAY_NUMBERS, "dmy"), (_ISO, "ymd")):
            named = pattern.search(near)
            if named and named.start() <= _NEAR // 2 and (day := _day(named, order)):
                yield day
                break
        else:
            month = _MONTH_YEAR.search(near)
            code = _month(month[1], month[2]) if month and month.start() < 3 else ""
            if code:
                yield date(int(code[:4]), int(code[5:]), 1)


def _day(found: re.Match[str], order: str) -> date | None:
    values = dict(zip(order, found.groups(), strict=True))
    year, month = christian_of(values["y"]), values["m"]
    number = int(month) if month.isdecimal() else _number(month)
    try:
        return date(year, number, int(values["d"] or 1))
    except ValueError:
        return None


def _number(word: str) -> int:
    return _NUMBER_OF.get(re.sub(r"[.\s]", "", word).lower(), 0)


def _month(word: str, digits: str) -> str:
    """Return the code of a month; empty for two digits that are no near year."""
    number, year = _number(word), christian_of(digits)
    return f"{year:04d}-{number:02d}" if number and 1990 < year < 2060 else ""


def _span(found: re.Match[str]) -> Iterator[str]:
    """Yield the months of a span."""
    last = _month(found[3], found[4])
    if not last:
        return
    year, month = int(last[:4]), int(last[5:])
    begins = _number(found[1])
    first_year = christian_of(found[2]) if found[2] else year - (begins > month)
    at = first_year * 12 + begins - 1
    until = year * 12 + month - 1
    for number in range(at, min(until, at + 36) + 1):
        yield f"{number // 12:04d}-{number % 12 + 1:02d}"


def _years(text: str) -> Iterator[int]:
    """Yield the Buddhist years of a list or span: ``2566-2570``, ``2566, 2567``, ``68``."""
    before: int | None = None
    last_end = 0
    for found in _ONE.finditer(text):
        year = christian_of(found[0]) + BUDDHIST_OFFSET
        between = text[last_end : found.start()]
        last_end = found.end()
        if before is not None and re.search(r"-|–|—|ถึง|to", between):
            yield from range(before + 1, min(year, before + _MOST_SPAN))
        yield year
        before = year


def _quarters(text: str) -> Iterator[int]:
    for found in _QUARTERS.finditer(text):
        first, last = int(found[1]), int(found[2] or found[1])
        yield from FISCAL_MONTHS[3 * (first - 1) : 3 * last]
    for found in _HALF.finditer(text):
        yield from FISCAL_MONTHS[:6] if "แรก" in (found[1] or found[2]) else FISCAL_MONTHS[6:]
