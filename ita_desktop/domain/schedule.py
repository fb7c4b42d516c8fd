"""Parses the schedule of a measure as printed in the measures tables (its frequency, and its days,
months and ranges), and computes its occurrences in a fiscal year.

For example ทุกเดือน, ทุก 6 เดือน, ปีงบประมาณ 2568, ทุกวันที่มีการให้บริการ, เดือนละ 1 ครั้ง, ตุลาคม 2567 - กันยายน
2568, 15 ธ.ค. 67, 15 มี.ค. 68. Years may be Buddhist or Christian, with two or four digits; a missing
year is taken from the neighbouring date or the fiscal year.

An occurrence is a span of days in which the measure is to be carried out once or several times: a
month, quarter, half year, other range, or single day. Its last day identifies it.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ita_desktop.domain import dates
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import Frequency, Measure
from ita_desktop.domain.text import clean, key, one_line, to_arabic

_LENGTHS = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: 3,
    Frequency.HALF_YEARLY: 6,
    Frequency.FISCAL_YEAR: 12,
}
DAILY = frozenset((Frequency.SERVICE_DAY, Frequency.WORKING_DAY))
"""Frequencies of daily work, which has no due dates."""


class DateSpan(NamedTuple):
    """A day, a month or a range of days; None for an open end."""

    first: date | None
    last: date | None
    is_month: bool = False
    """Whether it was written as a single month."""


@dataclass(frozen=True, slots=True)
class _Point:
    """A day or month as written; ``day`` is None for a whole month."""

    day: int | None
    month: int
    year: str
    """Its digits; empty if there is no year."""
    start: int
    end: int


_LETTER = r"[ก-๙]"
_MONTH_WORD = "|".join(
    (
        *dates.MONTHS,
        # With a dot it is always a month; without one (ตค 67) only as a separate word.
        *(re.escape(name).replace(r"\.", r"\.\s?", 1).removesuffix(r"\.") + r"\.?"
          for name in dates.MONTHS_SHORT),
        *(rf"(?<!{_LETTER}){name.replace('.', '')}(?!{_LETTER})" for name in dates.MONTHS_SHORT),
        *(rf"(?<![a-z]){name}(?![a-z])" for name in dates.MONTHS_ENGLISH),
        *(rf"(?<![a-z]){name[:3]}(?![a-z])\.?" for name in dates.MONTHS_ENGLISH),
    )
)  # fmt: skip
_ERA = r"\s*(?:ปี)?\s*(?:[พค]\.?\s?ศ\.?)?\s*"
_TOKEN = lazy_re(
    rf"""
    (?<!\d)(?P<iso_year>\d{{4}})-(?P<iso_month>\d{{1,2}})-(?P<iso_day>\d{{1,2}})(?!\d)
    | (?<!\d)(?P<day>\d{{1,2}})([/.-])(?P<month>\d{{1,2}})\5(?P<year>\d{{4}}|\d{{2}})(?!\d)
    | (?<!\d)(?P<only_month>\d{{1,2}})/(?P<its_year>\d{{4}}|[4-9]\d)(?![\d/])
    | (?<!\d)(?P<short_day>\d{{1,2}})/(?P<short_month>\d{{1,2}})(?![\d/])
    | (?:(?<!\d)(?P<day_of>\d{{1,2}})\s*)?(?P<word>{_MONTH_WORD})
      (?:{_ERA}(?P<year_of>\d{{4}}|[4-9]\d|\d{{2}}(?!\s*(?:{_MONTH_WORD})))(?!\d))?
    | (?<!\d)(?P<bare>\d{{1,2}})(?!\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DASHED = lazy_re(r"(\d)\s?-\s?([A-Za-z]{3,9})\s?-\s?(\d)")
"""31-Jan-68, the date format of an English Excel."""
_COUNTED = lazy_re(r"ครั้งที่\s*\d+")
_FILLERS = lazy_re(r"วัน\S*?ที่|เดือน|สิ้น|ประมาณ|ช่วง|\s|[()]")
_TO = lazy_re(r"^(?:-|–|—|~|จนถึง|ถึง)+$")
_AND = lazy_re(r"^(?:[,;/&]|และ|กับ|หรือ)+$")
_YEAR_DIGITS = r"((?:2[456]|20)\d\d|[4-9]\d)(?!\d)"
_FISCAL_YEAR = lazy_re(
    rf"(?:ปีงบประมาณ|ปีงบ|ตลอดปี|ทั้งปี){_ERA}{_YEAR_DIGITS}"
    rf"(?:\s*(?:-|–|—|ถึง)\s*(?:ปีงบประมาณ)?{_ERA}{_YEAR_DIGITS})?"
)
_QUARTERS = lazy_re(
    r"(?:ไตรมาส(?:ที่)?|(?<![A-Za-z])[Qq]\.?)\s*([1-4](?:\s*(?:,|-|–|—|ถึง|และ)\s*(?:ไตรมาส|[Qq])?(?:ที่)?\s*[1-4]"
    r"(?!\d|[/.]\d{1,2}(?!\d)))*)(?!\d)(?:\s*(?:/|ปี)\s*((?:2[456]|20)\d\d))?"
)
_THROUGH = lazy_re(r"-|–|—|ถึง")
_HALF = lazy_re(r"(?:(?:6|หก)\s*เดือน|ครึ่งปี)\s*(แรก|หลัง)")
_UNTIL = lazy_re(r"ภายใน|ไม่เกิน|ก่อน|จนถึง|ถึง")
_SINCE = lazy_re(r"ตั้งแต่|เริ่ม|เป็นต้นไป")


def periods(text: str, fiscal_year: int) -> tuple[DateSpan, ...]:
    """Return the days, months, quarters, half years and ranges in the text of a schedule, and
    fiscal years other than the Buddhist ``fiscal_year``.

    Raises InputError if a range ends before it begins, or a day does not exist.
    """
    plain = to_arabic(clean(text))
    named = _named_years(plain, fiscal_year)
    in_year = named[0] if named else fiscal_year
    plain = _FISCAL_YEAR.sub(" ", plain)
    found = [*_quarters(plain, in_year), *_halves(plain, in_year)]
    found += _spans(_QUARTERS.sub(" ", plain), in_year, text)
    if not found and named and named != (fiscal_year, fiscal_year):
        first, last = dates.fiscal_year_bounds(named[0])[0], dates.fiscal_year_bounds(named[1])[1]
        _in_order(first, last, text)
        found.append(DateSpan(first, last))
    return tuple(found)


def _named_years(text: str, fiscal_year: int) -> tuple[int, int] | None:
    """Return the first and last Buddhist fiscal year in a text, or None."""
    found = _FISCAL_YEAR.search(text)
    if found is None:
        return None
    christian = fiscal_year - dates.BUDDHIST_OFFSET
    years = [dates.christian_year(digits, christian) for digits in (found[1], found[2] or found[1])]
    return years[0] + dates.BUDDHIST_OFFSET, years[1] + dates.BUDDHIST_OFFSET


def _quarters(text: str, fiscal_year: int) -> Iterator[DateSpan]:
    """Yield quarters: ไตรมาสที่ 2, Q2, ไตรมาส 1 - 3, ไตรมาสที่ 1 และ 3/2568."""
    for found in _QUARTERS.finditer(text):
        christian = (
            dates.christian_year(found[2], fiscal_year - dates.BUDDHIST_OFFSET)
            if found[2]
            else None
        )
        year = fiscal_year if christian is None else christian + dates.BUDDHIST_OFFSET
        numbers = [int(digit) for digit in re.findall(r"\d", found[1])]
        if _THROUGH.search(found[1]):
            first, last = _quarter(numbers[0], year)[0], _quarter(numbers[-1], year)[1]
            _in_order(first, last, text)
            yield DateSpan(first, last)
        else:
            for number in numbers:
                yield DateSpan(*_quarter(number, year))


def _quarter(number: int, fiscal_year: int) -> tuple[date, date]:
    year = fiscal_year - dates.BUDDHIST_OFFSET - (number == 1)
    first = date(year, dates.FISCAL_MONTHS[3 * number - 3], 1)
    return first, dates.month_end(first.replace(month=dates.FISCAL_MONTHS[3 * number - 1]))


def _halves(text: str, fiscal_year: int) -> Iterator[DateSpan]:
    """Yield half years: 6 เดือนแรก, 6 เดือนหลัง."""
    found = {match[1] for match in _HALF.finditer(text)}
    if len(found) == 1:
        quarters = (1, 2) if found == {"แรก"} else (3, 4)
        first, last = (_quarter(number, fiscal_year) for number in quarters)
        yield DateSpan(first[0], last[1])


def _spans(plain: str, fiscal_year: int, text: str) -> list[DateSpan]:
    """Return the days, months and ranges in ``plain``; ``text`` is quoted in errors."""
    plain = _COUNTED.sub(" ", _DASHED.sub(r"\1 \2 \3", plain))
    points = list(_points(plain))
    found: list[DateSpan] = []
    at = 0
    while at < len(points):
        point = points[at]
        after = points[at + 1] if at + 1 < len(points) else None
        if after is not None and _TO.match(_FILLERS.sub("", plain[point.end : after.start])):
            found.append(_range(point, after, fiscal_year, text))
            at += 2
        else:
            found.append(_alone(point, fiscal_year, text))
            at += 1
    if len(points) == 1:
        if _UNTIL.search(plain[: points[0].start]):
            return [found[0]._replace(first=None)]
        if _SINCE.search(plain):
            return [found[0]._replace(last=None)]
    return found


def _points(text: str) -> Iterator[_Point]:
    """Return the days and months of a text. A bare number is a day if a full date follows it in a
    range or list: 1 - 15 มีนาคม 2568."""
    points: list[_Point] = []
    for found in reversed(list(_TOKEN.finditer(text))):
        if found["bare"] is None:
            points.append(_point(found))
            continue
        after = points[-1] if points else None
        if after is None or after.day is None:
            continue
        gap = _FILLERS.sub("", text[found.end() : after.start])
        if _TO.match(gap) or _AND.match(gap):
            day = int(found["bare"])
            points.append(_Point(day, after.month, after.year, found.start(), found.end()))
    return reversed(points)


def _point(found: re.Match[str]) -> _Point:
    place = found.start(), found.end()
    if found["iso_year"]:
        return _Point(int(found["iso_day"]), int(found["iso_month"]), found["iso_year"], *place)
    if found["day"]:
        return _Point(int(found["day"]), int(found["month"]), found["year"], *place)
    if found["only_month"]:
        return _Point(None, int(found["only_month"]), found["its_year"], *place)
    if found["short_day"]:
        return _Point(int(found["short_day"]), int(found["short_month"]), "", *place)
    month = dates.MONTH_WORDS[re.sub(r"[.\s]", "", found["word"]).lower()]
    day = int(found["day_of"]) if found["day_of"] else None
    return _Point(day, month, found["year_of"] or "", *place)


def _alone(point: _Point, fiscal_year: int, text: str) -> DateSpan:
    christian = _year(point, fiscal_year)
    return DateSpan(
        _first(point, christian, text), _last(point, christian, text), point.day is None
    )


def _range(point: _Point, after: _Point, fiscal_year: int, text: str) -> DateSpan:
    """Return the range between two points. A missing year is taken from the other point, or is the
    year before or after it if the months require that."""
    if not point.year and after.year:
        end = _year(after, fiscal_year)
        begin = end - (_place(point) > _place(after))
    else:
        begin = _year(point, fiscal_year)
        end = _year(after, fiscal_year) if after.year else begin + (_place(point) > _place(after))
    first, last = _first(point, begin, text), _last(after, end, text)
    _in_order(first, last, text)
    return DateSpan(first, last)


def _in_order(first: date, last: date, text: str) -> None:
    if last < first:
        raise InputError(
            "ช่วงเวลา “{text}” สิ้นสุดก่อนวันเริ่ม",
            remedy="พิมพ์วันเริ่มก่อนวันสิ้นสุด เช่น ต.ค. 67 - มี.ค. 68",
            text=one_line(text),
        )


def _place(point: _Point) -> tuple[int, int]:
    """Return month and day, to compare points within a year."""
    return point.month, point.day or 1


def _year(point: _Point, fiscal_year: int) -> int:
    """Return the Christian year of a point; without one, that of its month in the fiscal year."""
    in_year = fiscal_year - dates.BUDDHIST_OFFSET
    if not point.year:
        return in_year - (1 if point.month >= dates.FISCAL_MONTHS[0] else 0)
    return dates.christian_year(point.year, in_year)


def _first(point: _Point, christian: int, text: str) -> date:
    return dates.real_day(point.day or 1, point.month, christian, text)


def _last(point: _Point, christian: int, text: str) -> date:
    if point.day is not None:
        return dates.real_day(point.day, point.month, christian, text)
    return dates.month_end(dates.real_day(1, point.month, christian, text))


class Schedule(NamedTuple):
    """A frequency with a range, or single days.

    ``begins`` and ``ends`` are None where no such day is said, and both for the whole fiscal year;
    ``days`` are single days, in order.
    """

    frequency: Frequency = Frequency.NONE
    begins: date | None = None
    ends: date | None = None
    days: tuple[date, ...] = ()


FREQUENCY_WORDS = {
    Frequency.SERVICE_DAY: "ทุกวันที่มีการให้บริการ",
    Frequency.WORKING_DAY: "ทุกวันทำการ",
    Frequency.MONTHLY: "ทุกเดือน",
    Frequency.QUARTERLY: "ทุก 3 เดือน",
    Frequency.HALF_YEARLY: "ทุก 6 เดือน",
    Frequency.FISCAL_YEAR: "ตลอดปีงบประมาณ",
}
"""The label of each frequency in lists and templates."""

_WEEKDAY = "(?:จันทร์|อังคาร|พุธ|พฤหัส(?:บดี)?|ศุกร์|เสาร์|อาทิตย์)"
_RULES = (
    (Frequency.SERVICE_DAY, r"ทุกวันที่(?:มีการ|เปิด)?ให้บริการ|ทุกครั้งที่(?:มีการ)?ให้บริการ"),
    (Frequency.WORKING_DAY, rf"ทุกวัน(?!ที่\d|{_WEEKDAY})|รายวัน|วันทำการ"),
    (
        Frequency.MONTHLY,
        (
            r"ทุก1?เดือน|เดือนละ|รายเดือน|ทุกสิ้นเดือน|ที่\d{1,2}ของ(?:ทุก|แต่ละ)?เดือน"
            r"|ครั้ง(?:/|ต่อ)เดือน|(?<!\d)1?เดือน(?:/|ต่อ)1?ครั้ง"
            rf"|วัน{_WEEKDAY}(?:แรก|ที่\d|สุดท้าย)ของ(?:ทุก|แต่ละ)?เดือน"
        ),
    ),
    (
        Frequency.QUARTERLY,
        (
            r"(?:ทุก|ราย)(?:3|สาม)เดือน|ไตรมาส|(?<![a-z])q\.?[1-4](?!\d)|ปีละ(?:4|สี่)ครั้ง|4ครั้ง(?:/|ต่อ)ปี"
            r"|(?<!\d)3เดือน(?:/|ต่อ)1?ครั้ง"
        ),
    ),
    (
        Frequency.HALF_YEARLY,
        (
            r"(?:ทุก|รอบ|ราย)(?:6|หก)เดือน|(?:6|หก)เดือน(?:แรก|หลัง)|ปีละ(?:2|สอง)ครั้ง"
            r"|2ครั้ง(?:/|ต่อ)ปี|ครึ่งปี|(?<!\d)6เดือน(?:/|ต่อ)1?ครั้ง"
        ),
    ),
    (
        Frequency.FISCAL_YEAR,
        (
            r"ปีงบประมาณ|ตลอดปี|ทั้งปี|ตลอดทั้งปี|ปีละ|ทุกปี|รายปี|(?:ทุก|รอบ)12เดือน"
            r"|ครั้ง(?:/|ต่อ)ปี|(?<!\d)(?:1?ปี|12เดือน)(?:/|ต่อ)1?ครั้ง"
        ),
    ),
)
_RECURRING = {Frequency.MONTHLY, Frequency.QUARTERLY, Frequency.HALF_YEARLY}
_MONTH = {
    word.replace(".", ""): number
    for names in (dates.MONTHS, dates.MONTHS_SHORT)
    for number, word in enumerate(names, 1)
}
_TIMES = lazy_re(
    r"(?:เดือน|ไตรมาส)ละ(\d{1,2})ครั้ง|(\d{1,2})ครั้ง(?:/|ต่อ)(?:เดือน|ไตรมาส)"
    r"|ปีละ(3|[5-9]|\d\d)ครั้ง|(?<!\d)(3|[5-9]|\d\d)ครั้ง(?:/|ต่อ)ปี"
)
"""Several times per month or quarter; times per year for which there is no frequency."""
_EVERY_OTHER = lazy_re(r"ทุก(2|4|สอง|สี่)เดือน|(?<!\d)([24])เดือน(?:/|ต่อ)1?ครั้ง")
_WHEN = "|".join(
    (
        *(pattern for _frequency, pattern in _RULES),
        *sorted(_MONTH, key=len, reverse=True),
        "อย่างน้อย|ไม่น้อยกว่า|ในระหว่าง|ระหว่าง|ในช่วง|ช่วง|ตั้งแต่|เป็นต้นไป|เป็นประจำ|ต่อเนื่อง",
        "ภายใน|จนถึง|ถึง|และ|เดือน|วันที่|ครั้ง|พ?ศ|ปี|ที่|ละ|ราย|รอบ|แรก|หลัง",
        r"[^ก-๙a-z]",
    )
)
"""Words of a text that states only a schedule; compiled on first use."""
_RANGE = lazy_re(r"^([ก-๙.]+?)(\d{2,4})?(?:-|–|—|ถึง)([ก-๙.]+?)(\d{2,4})?$")


def frequency_of(text: str) -> Frequency:
    """Return the frequency in ``text``; NONE for an empty text, OTHER if none is recognised.

    >>> frequency_of("เดือนละ 1 ครั้ง (ต.ค. 67 - มี.ค. 68)").value
    'monthly'
    """
    plain = _plain(text)
    if not plain:
        return Frequency.NONE
    for frequency, pattern in _RULES:
        if re.search(pattern, plain):
            return frequency
    return Frequency.FISCAL_YEAR if _is_whole_year(plain) else Frequency.OTHER


def _plain(text: str) -> str:
    """Return ``text`` normalised for the patterns: ทุก ๆ 3 เดือน as ทุก3เดือน."""
    return key(text).replace("ๆ", "")


def _is_whole_year(plain: str) -> bool:
    """Return whether ``plain`` is a range of months from October to September."""
    found = _RANGE.match(plain)
    if found is None:
        return False
    first, last = (_MONTH.get(found[group].replace(".", "")) for group in (1, 3))
    return (first, last) == (dates.FISCAL_MONTHS[0], dates.FISCAL_MONTHS[-1])


@lru_cache(maxsize=512)
def states_only_when(text: str) -> bool:
    """Return whether ``text`` states only when or how often, and neither who nor how.

    >>> states_only_when("เดือนละ 1 ครั้ง (ต.ค. 67 - มี.ค.68)"), states_only_when("ผอ. ติดตามทุกเดือน")
    (True, False)
    """
    plain = _plain(text).replace(".", "")
    return any(map(str.isalpha, plain)) and not re.sub(_WHEN, "", plain)


def has_time(measure: Measure) -> bool:
    """Return whether a measure has a time of its own: a text, or days set by hand."""
    given = measure.schedule.strip(), measure.frequency, measure.days, measure.begins, measure.ends
    return any(given)


def time_said(measure: Measure) -> str:
    """Return what is said of when a measure is carried out: its schedule, or without any time of
    its own the follow-up that states only when (the table by question has one column for both)."""
    if has_time(measure) or not states_only_when(measure.monitoring):
        return measure.schedule
    return measure.monitoring


def times_of(text: str) -> int:
    """Return how many times a measure is carried out in each occurrence.

    >>> times_of("เดือนละ 2 ครั้ง"), times_of("ทุกเดือน")
    (2, 1)
    """
    found = _TIMES.search(_plain(text))
    return max(*(int(group) for group in found.groups() if group), 1) if found else 1


def schedule_of(text: str, fiscal_year: int) -> Schedule:
    """Parse a schedule in a Buddhist fiscal year.

    Raises InputError if a range ends before it begins, or a day does not exist.

    >>> schedule_of("ทุกเดือน ม.ค. - มี.ค. 68", 2568).ends
    datetime.date(2025, 3, 31)
    """
    frequency = frequency_of(text)
    if frequency is Frequency.NONE:
        return Schedule()
    # Imported on first use, because the date patterns are slow to compile.

    found = periods(text, fiscal_year)
    if not found:
        return Schedule(frequency, days=_every_other(text, fiscal_year))
    if len(found) == 1:
        (span,) = found
        if span.first is None or span.first != span.last:
            return _within(frequency, span.first, span.last, fiscal_year)
        on_a_day = frequency in {Frequency.OTHER, Frequency.FISCAL_YEAR}
        return Schedule(frequency, days=(span.first,)) if on_a_day else Schedule(frequency)
    if frequency in _RECURRING and all(span.is_month for span in found):
        # ทุก 6 เดือน (มีนาคม และกันยายน): the months only repeat the frequency.
        return Schedule(frequency)
    return Schedule(frequency, days=tuple(sorted({span.last for span in found if span.last})))


def _every_other(text: str, fiscal_year: int) -> tuple[date, ...]:
    """Return the ends of every second or fourth month; there is no frequency for these."""
    found = _EVERY_OTHER.search(_plain(text))
    if found is None:
        return ()
    last = dates.fiscal_year_bounds(fiscal_year)[1]
    length = 2 if (found[1] or found[2]) in {"2", "สอง"} else 4
    ends = (
        dates.month_end(date(last.year - (month > last.month), month, 1))
        for month in dates.FISCAL_MONTHS[length - 1 :: length]
    )
    return tuple(ends)


def _within(
    frequency: Frequency, begins: date | None, ends: date | None, fiscal_year: int
) -> Schedule:
    """Return a range; that of the whole fiscal year has no days of its own."""
    first, last = dates.fiscal_year_bounds(fiscal_year)
    if (begins or first) <= first and (ends or last) >= last and frequency is Frequency.OTHER:
        frequency = Frequency.FISCAL_YEAR
    is_whole = (begins or first, ends or last) == (first, last)
    return Schedule(frequency) if is_whole else Schedule(frequency, begins, ends)


class Occurrence(NamedTuple):
    """A span of days in which a measure is to be carried out ``times`` times."""

    first: date
    last: date
    """The last day, which identifies the occurrence."""
    times: int = 1

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def occurrences(measure: Measure, fiscal_year: int) -> tuple[Occurrence, ...]:
    """Return the occurrences of a measure in a Buddhist fiscal year, in order, clipped to the year;
    none for daily work and for schedules that could not be parsed."""
    return _found(time_said(measure), _schedule(measure, fiscal_year), fiscal_year)


def _schedule(measure: Measure, fiscal_year: int) -> Schedule:
    """Return when a measure is carried out; not parsed, if that is not possible."""
    own = Schedule(measure.frequency, measure.begins, measure.ends, days_of(measure))
    words = time_said(measure)
    # Frequency.OTHER alone was stored by an earlier version, which did not parse dates.
    if has_time(measure) and own != Schedule(Frequency.OTHER):
        return own
    return _parsed(words, fiscal_year) or own


def lies_elsewhere(measure: Measure, fiscal_year: int) -> bool:
    """Return whether all due days of a measure are in other fiscal years."""
    schedule = _schedule(measure, fiscal_year)
    described = schedule.begins or schedule.ends or schedule.days
    daily = schedule.frequency in DAILY
    return bool(described) and not daily and not occurrences(measure, fiscal_year)


def days_of(measure: Measure) -> tuple[date, ...]:
    """Return the single due days of a measure."""
    return tuple(date.fromisoformat(day) for day in measure.days.split())


def kept_days(days: tuple[date, ...]) -> str:
    """Format single due days for :attr:`Measure.days`."""
    return " ".join(day.isoformat() for day in days)


@lru_cache(maxsize=512)
def _parsed(words: str, fiscal_year: int) -> Schedule | None:
    """Return the schedule in a text, cached as below; None if it says none."""
    with suppress(InputError):
        return schedule_of(words, fiscal_year)
    return None


@lru_cache(maxsize=512)
def _found(words: str, schedule: Schedule, fiscal_year: int) -> tuple[Occurrence, ...]:
    """Cached, because many measures share a schedule."""
    times = times_of(words)
    return tuple(Occurrence(first, last, times) for first, last in _spans_of(schedule, fiscal_year))


def _spans_of(schedule: Schedule, fiscal_year: int) -> Iterator[tuple[date, date]]:
    first, last = dates.fiscal_year_bounds(fiscal_year)
    if schedule.days:
        for day in sorted(set(schedule.days)):
            if first <= day <= last:
                yield day, day
        return
    ranged = schedule.begins is not None or schedule.ends is not None
    begins, ends = max(schedule.begins or first, first), min(schedule.ends or last, last)
    length = _LENGTHS.get(schedule.frequency, len(dates.FISCAL_MONTHS) if ranged else 0)
    if not length or schedule.frequency in DAILY:
        return
    for number in range(0, len(dates.FISCAL_MONTHS), length):
        start = dates.month_later(first, number)
        end = dates.month_end(dates.month_later(first, number + length - 1))
        if start <= ends and end >= begins:
            yield max(start, begins), min(end, ends)
