"""Thai dates: Buddhist years, Thai month names, fiscal years, days on which an office is closed.

Dates are ``datetime.date`` (Christian years) inside the program. Values named ``year`` or
``fiscal_year`` are Buddhist (พ.ศ. = Christian + 543). Fiscal year 2568 runs from 1 October 2567 to
30 September 2568.

Closed are weekends and the public holidays with a fixed date. Those that follow the moon (มาฆบูชา,
วิสาขบูชา, อาสาฬหบูชา, เข้าพรรษา), the ploughing day and those that the cabinet announces for one year
are not known here.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Final

from ita_desktop.domain.errors import Phrase, UnreadableError
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import one_line, to_arabic

FIRST_YEAR, LAST_YEAR = 2550, 2699
"""Range of Buddhist fiscal years of workspaces and frameworks."""
_SATURDAY: Final = 5
_FIXED: Final = {
    (1, 1): Phrase("วันขึ้นปีใหม่"),
    (4, 6): Phrase("วันจักรี"),
    (4, 13): Phrase("วันสงกรานต์"),
    (4, 14): Phrase("วันสงกรานต์"),
    (4, 15): Phrase("วันสงกรานต์"),
    (5, 4): Phrase("วันฉัตรมงคล"),
    (6, 3): Phrase("วันเฉลิมพระชนมพรรษาสมเด็จพระราชินี"),
    (7, 28): Phrase("วันเฉลิมพระชนมพรรษา"),
    (8, 12): Phrase("วันแม่แห่งชาติ"),
    (10, 13): Phrase("วันนวมินทรมหาราช"),
    (10, 23): Phrase("วันปิยมหาราช"),
    (12, 5): Phrase("วันพ่อแห่งชาติ"),
    (12, 10): Phrase("วันรัฐธรรมนูญ"),
    (12, 31): Phrase("วันสิ้นปี"),
}
"""Holidays of government offices by month and day, as kept since 2567."""


BUDDHIST_OFFSET = 543

BANGKOK: Final = timezone(timedelta(hours=7))
MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
MONTHS_SHORT = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
    "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
MONTH_NAMES: Final = "|".join(map(re.escape, (*MONTHS, *MONTHS_SHORT)))
"""All of them, as alternatives of a pattern."""
WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
WEEKDAYS_SHORT = ("จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส.", "อา.")
FISCAL_MONTHS = (10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9)
"""Calendar month numbers in the order of the fiscal year."""
_DAY = "{day} {month} {year}"


def buddhist_year(day: date) -> int:
    """Return the Buddhist calendar year of ``day``."""
    return day.year + BUDDHIST_OFFSET


def fiscal_year_of(day: date) -> int:
    """Return the Buddhist fiscal year of ``day``."""
    return buddhist_year(day) + (1 if day.month >= 10 else 0)


def fiscal_year_bounds(fiscal_year: int) -> tuple[date, date]:
    """Return the first and last day of the Buddhist ``fiscal_year``."""
    christian = fiscal_year - BUDDHIST_OFFSET
    return date(christian - 1, 10, 1), date(christian, 9, 30)


def other_year(day: date, fiscal_year: int, *, as_of: bool = False) -> int | None:
    """Return the Buddhist fiscal year of ``day`` if it is not ``fiscal_year``, else None. With
    ``as_of``, also None for September of the previous year, at whose end data is often dated."""
    other = fiscal_year_of(day)
    eve = as_of and other == fiscal_year - 1 and day.month == FISCAL_MONTHS[-1]
    return None if other == fiscal_year or eve else other


def month_later(day: date, months: int) -> date:
    """Return the first day of the month that is ``months`` after that of ``day``."""
    number = day.month - 1 + months
    return date(day.year + number // 12, number % 12 + 1, 1)


def month_end(day: date) -> date:
    """Return the last day of the month of ``day``."""
    return month_later(day, 1) - timedelta(days=1)


def short_month(day: date) -> str:
    """Return the month and year of a day as ``ต.ค. 67``."""
    return f"{MONTHS_SHORT[day.month - 1]} {buddhist_year(day) % 100:02d}"


def moment_text(moment: datetime) -> str:
    """Return an aware moment as records and the history keep it: in UTC, with milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def short_date(day: date) -> Phrase:
    """Return ``31 ม.ค. 68``."""
    return _short_date(day)


@lru_cache(maxsize=1024)
def _short_date(day: date) -> Phrase:
    # Apart from short_date, because a cached function accepts arguments of any type.
    year = f"{buddhist_year(day) % 100:02d}"
    return Phrase(_DAY, day=day.day, month=Phrase(MONTHS_SHORT[day.month - 1]), year=year)


def long_date(day: date, *, era: bool = False) -> Phrase:
    """Return ``31 มกราคม 2568``, with ``era`` ``31 มกราคม พ.ศ. 2568`` (the form of orders)."""
    year = f"พ.ศ. {buddhist_year(day)}" if era else str(buddhist_year(day))
    return Phrase(_DAY, day=day.day, month=Phrase(MONTHS[day.month - 1]), year=year)


def weekday_date(day: date) -> Phrase:
    """Return ``วันศุกร์ที่ 31 มกราคม 2568``."""
    weekday = Phrase(WEEKDAYS[day.weekday()])
    return Phrase("วัน{weekday}ที่ {date}", weekday=weekday, date=long_date(day))


class DateError(UnreadableError):
    """Raised for a text that is not a date; the message ends with an example."""


MONTHS_ENGLISH = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
"""English month names; Excel writes them in full or as three letters (31-Jan-68)."""
MONTH_WORDS = {
    re.sub(r"[.\s]", "", word): number
    for names in (MONTHS, MONTHS_SHORT, MONTHS_ENGLISH, [name[:3] for name in MONTHS_ENGLISH])
    for number, word in enumerate(names, 1)
}
"""Month numbers by Thai and English name, in lower case without dots and spaces."""
_NUMERIC = lazy_re(r"^(\d{1,2})[/\-.](\d{1,2})(?:[/\-.](\d{2}|\d{4}))?$")
_ISO = lazy_re(r"^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:[T ][\d:.]+)?$")
_WORDS = lazy_re(
    r"^(?:วัน\S*?\s*ที่\s*)?(\d{1,2})[\s-]*(?:เดือน\s*)?([ก-๙.]+?|[A-Za-z]{3,9})[\s-]*"
    r"(?:(พ|ค)\.?\s?ศ\.?\s*)?(\d{2}|\d{4})?$"
)
_PLUS = lazy_re(r"^\+(\d{1,3})$")


def parse_date(text: str, *, fiscal_year: int | None = None, today: date | None = None) -> date:
    """Parse a date in any form that a clerk types.

    Accepts ``31/1/68``, ``31-01-2568``, ``31 ม.ค.``, ``31 มกราคม พ.ศ. 2568``, ``31/1/2025``,
    ``31 มกราคม ค.ศ. 2025``, ``31-Jan-68``, ``2568-01-31``, ``2025-01-31``, ``วันนี้`` and ``+7``,
    with Thai or Arabic digits. Two-digit years are Buddhist; after an English month they are read
    as Buddhist or Christian, whichever is nearer to ``fiscal_year`` (``31-Mar-25`` is 2025). A date
    without a year is placed in ``fiscal_year``, by default the fiscal year of ``today``.

    Raises :class:`DateError` with a Thai message.
    """
    plain = to_arabic(one_line(text))
    now = today or date.today()  # noqa: DTZ011 - the office's own calendar day
    in_year = fiscal_year if fiscal_year is not None else fiscal_year_of(now)
    word = ""
    if plain == "วันนี้":
        return now
    if match := _PLUS.match(plain):
        return now + timedelta(days=int(match[1]))
    if match := _ISO.match(plain):
        return real_day(int(match[4]), int(match[3]), christian_of(match[1]), text)
    if match := _NUMERIC.match(plain):
        day, month, year = int(match[1]), int(match[2]), match[3]
    elif match := _WORDS.match(plain):
        word = re.sub(r"[.\s]", "", match[2]).lower()
        if word not in MONTH_WORDS:
            raise _no_date(text, in_year)
        day, month, year = int(match[1]), MONTH_WORDS[word], match[4]
        if match[3] == "ค" and year is not None and len(year) == len("25"):
            year = f"20{year}"
    else:
        raise _no_date(text, in_year)
    if year is None:
        christian = in_year - BUDDHIST_OFFSET - (1 if month >= 10 else 0)
    elif len(year) == 2 and word and word.isascii():
        christian = christian_year(year, in_year - BUDDHIST_OFFSET)
    else:
        christian = christian_of(year)
    return real_day(day, month, christian, text)


def _no_date(text: str, in_year: int) -> DateError:
    message = "ไม่รู้จักวันที่ “{text}” พิมพ์เช่น 31/1/{year} หรือ 31 ม.ค. {year}"
    return DateError(message, text=one_line(text), year=f"{in_year % 100:02d}")


def christian_of(digits: str) -> int:
    """Return the Christian year of Buddhist or Christian ``digits``; two are Buddhist."""
    year = int(digits)
    if len(digits) == 2:
        return 2500 + year - BUDDHIST_OFFSET
    return year - BUDDHIST_OFFSET if year >= 2400 else year


def christian_year(digits: str, near: int) -> int:
    """Return the Christian year of two or four ``digits``; two are read as Buddhist or Christian,
    whichever is nearer to the year ``near``."""
    if len(digits) == 4:
        return christian_of(digits)
    both = 2000 + int(digits), christian_of(digits)
    return min(both, key=lambda year: abs(year - near))


def real_day(day: int, month: int, christian: int, text: str) -> date:
    """Return the date in the Christian year ``christian``. Raises :class:`DateError`, quoting the
    typed ``text``, if there is no such day or the year is not in 1950-2150."""
    if not 1 <= month <= 12:
        raise DateError(
            "ไม่มีเดือนที่ {month} ใน “{text}” พิมพ์เช่น 31/1/68", month=month, text=one_line(text)
        )
    if not 1950 <= christian <= 2150:
        raise DateError("ปีใน “{text}” อยู่นอกช่วงที่ใช้ได้ พิมพ์ปี พ.ศ. เช่น 2568", text=one_line(text))
    try:
        return date(christian, month, day)
    except ValueError:
        last = month_end(date(christian, month, 1)).day
        raise DateError(
            "ไม่มีวันที่ {day} {month} พิมพ์ใหม่ เช่น {example}",
            day=day,
            month=MONTHS[month - 1],
            example=f"{last}/{month}/{(christian + BUDDHIST_OFFSET) % 100:02d}",
        ) from None


def day_off(day: date) -> Phrase | None:
    """Return why offices are closed on a day (``วันอาทิตย์``, ``วันจักรี``); None for a working day."""
    if name := _FIXED.get((day.month, day.day)):
        return name
    if day.weekday() >= _SATURDAY:
        return Phrase("วัน{weekday}", weekday=Phrase(WEEKDAYS[day.weekday()]))
    return Phrase("วันหยุดชดเชย") if _makes_up(day) else None


def planned_day(day: date) -> Phrase:
    """Return ``8 พ.ย. 69``, with what it falls on if offices are closed then."""
    closed = day_off(day)
    if closed is None:
        return short_date(day)
    return Phrase("{day} (ตรงกับ{closed})", day=short_date(day), closed=closed)


def working_day(day: date) -> date:
    """Return the first working day from ``day`` on."""
    while day_off(day):
        day += timedelta(1)
    return day


def _makes_up(day: date) -> bool:
    """Return whether a weekday makes up for holidays on the weekend before: it is the first one
    behind them that is no holiday itself. One day makes up for two that follow one another."""
    while True:
        day -= timedelta(1)
        fixed = (day.month, day.day) in _FIXED
        if day.weekday() >= _SATURDAY and fixed:
            return True
        if day.weekday() < _SATURDAY and not fixed:
            return False
