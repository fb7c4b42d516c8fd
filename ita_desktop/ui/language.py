"""Dates in the current language, and Qt's own texts in Thai: standard buttons, edit menu, file and
print dialogs.

Years are Buddhist in both languages, as in all files and rules. Qt ships no Thai translation; in
English its own texts are shown. The program's texts are translated by :mod:`ita_desktop.i18n`.
"""

import json
from datetime import date, datetime
from functools import cache

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from ita_desktop.domain import dates
from ita_desktop.domain.dates import MONTHS, MONTHS_SHORT, WEEKDAYS, WEEKDAYS_SHORT, buddhist_year
from ita_desktop.i18n import in_language, language, tr
from ita_desktop.paths import resource


def short_date(day: date) -> str:
    """Returns 31 ม.ค. 68 or 31 Jan 68."""
    return in_language(dates.short_date(day))


def long_date(day: date) -> str:
    """Returns 31 มกราคม 2568 or 31 January 2568."""
    return in_language(dates.long_date(day))


def weekday_date(day: date) -> str:
    """Returns วันศุกร์ที่ 31 มกราคม 2568 or Friday 31 January 2568."""
    return in_language(dates.weekday_date(day))


def reading(day: date) -> str:
    """Returns จันทร์ที่ 31 มีนาคม 2568, for comparison with typed text."""
    return tr("{weekday}ที่ {date}", weekday=tr(WEEKDAYS[day.weekday()]), date=long_date(day))


def month_name(number: int) -> str:
    """Returns ม.ค. or Jan for a month number."""
    return tr(MONTHS_SHORT[number - 1])


def month_names() -> tuple[str, ...]:
    """Returns the short names of all months."""
    return tuple(month_name(number) for number in range(1, len(MONTHS_SHORT) + 1))


def month_title(month: date) -> str:
    """Returns มีนาคม 2568 or March 2568."""
    return f"{tr(MONTHS[month.month - 1])} {buddhist_year(month)}"


def weekday_name(number: int) -> str:
    """Returns จ. or Mo for a weekday number, Monday 0."""
    return tr(WEEKDAYS_SHORT[number])


# Short texts for points in time.


def is_today(at: datetime, today: date) -> bool:
    """Returns whether a local time is on the current day, or on ``today``, the sample's date."""
    return at.date() in {today, date.today()}  # noqa: DTZ011 - the clerk's own clock


def time_or_day(at: datetime, today: date) -> str:
    """Returns ``10:42`` for today, else ``14 มี.ค. 68``."""
    return f"{at:%H:%M}" if is_today(at, today) else short_date(at.date())


def day_and_time(at: datetime, today: date) -> str:
    """Returns ``10:42`` for today, else ``14 มี.ค. 68 10:42``."""
    time = f"{at:%H:%M}"
    return time if is_today(at, today) else f"{short_date(at.date())} {time}"


def today_or_day(at: datetime, today: date) -> str:
    """Returns ``วันนี้ 10:42`` for today, else ``14 มี.ค. 68``."""
    if is_today(at, today):
        return tr("วันนี้ {time}", time=f"{at:%H:%M}")
    return short_date(at.date())


@cache
def _words() -> dict[str, dict[str, str]]:
    """Returns the translations by Qt's context and English text; loaded on first use."""
    path = resource("translations", "qt.th.json")
    words: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return words


class QtWords(QTranslator):
    """Translates Qt's texts if the current language is Thai."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self,
        context: str,
        source: str,
        disambiguation: str | None = None,  # noqa: ARG002 - Qt's signature
        n: int = -1,  # noqa: ARG002
    ) -> str | None:
        """Returns the translation; None (Qt's null string) keeps the English text."""
        return _words().get(context, {}).get(source) if language.code == "th" else None


def install(app: QApplication) -> QtWords:
    """Installs the translator."""
    words = QtWords(app)
    app.installTranslator(words)
    return words
