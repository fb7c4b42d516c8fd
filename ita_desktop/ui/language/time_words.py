"""Short texts for points in time."""

from datetime import date, datetime

from ita_desktop.i18n import tr
from ita_desktop.ui.language.dates import short_date


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
