"""Parses the schedule of a measure as printed in the measures tables.

For example ทุกเดือน, ทุก 6 เดือน, ปีงบประมาณ 2568, ทุกวันที่มีการให้บริการ, เดือนละ 1 ครั้ง, ตุลาคม 2567 - กันยายน
2568, 15 ธ.ค. 67, 15 มี.ค. 68.
"""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ita_desktop.domain.dates import (
    FISCAL_MONTHS,
    MONTHS,
    MONTHS_SHORT,
    fiscal_year_bounds,
    month_end,
)
from ita_desktop.domain.records import Frequency, Measure
from ita_desktop.domain.text import key


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
    for names in (MONTHS, MONTHS_SHORT)
    for number, word in enumerate(names, 1)
}
_TIMES = re.compile(
    r"(?:เดือน|ไตรมาส)ละ(\d{1,2})ครั้ง|(\d{1,2})ครั้ง(?:/|ต่อ)(?:เดือน|ไตรมาส)"
    r"|ปีละ(3|[5-9]|\d\d)ครั้ง|(?<!\d)(3|[5-9]|\d\d)ครั้ง(?:/|ต่อ)ปี"
)
"""Several times per month or quarter; times per year for which there is no frequency."""
_EVERY_OTHER = re.compile(r"ทุก(2|4|สอง|สี่)เดือน|(?<!\d)([24])เดือน(?:/|ต่อ)1?ครั้ง")
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
_RANGE = re.compile(r"^([ก-๙.]+?)(\d{2,4})?(?:-|–|—|ถึง)([ก-๙.]+?)(\d{2,4})?$")


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
    return (first, last) == (FISCAL_MONTHS[0], FISCAL_MONTHS[-1])


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
    from ita_desktop.domain.measures.schedule_points import periods

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
    last = fiscal_year_bounds(fiscal_year)[1]
    length = 2 if (found[1] or found[2]) in {"2", "สอง"} else 4
    ends = (
        month_end(date(last.year - (month > last.month), month, 1))
        for month in FISCAL_MONTHS[length - 1 :: length]
    )
    return tuple(ends)


def _within(
    frequency: Frequency, begins: date | None, ends: date | None, fiscal_year: int
) -> Schedule:
    """Return a range; that of the whole fiscal year has no days of its own."""
    first, last = fiscal_year_bounds(fiscal_year)
    if (begins or first) <= first and (ends or last) >= last and frequency is Frequency.OTHER:
        frequency = Frequency.FISCAL_YEAR
    is_whole = (begins or first, ends or last) == (first, last)
    return Schedule(frequency) if is_whole else Schedule(frequency, begins, ends)
