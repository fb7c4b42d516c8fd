"""Number of rows with personal data of each kind, and their retention periods."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Final

from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.personal.marks import Personal, marks_of
from ita_desktop.domain.year import PLACES, YearData

REGISTER: Final = "personal-data-register"
"""Document of the register of personal data, and prefix of the wordings that hold the retention
periods."""
USUAL: Final = 10
"""Default retention period in years (ระเบียบงานสารบรรณ)."""


def counts(data: YearData) -> Mapping[Personal, int]:
    """Return the number of rows with data of each kind; people are counted in every year."""
    found: Counter[Personal] = Counter()
    for record, field in PLACES.items():
        marks = marks_of(record)  # type: ignore[arg-type]  # mypy takes a class variable for unhashable
        if marks:
            for row in getattr(data, field):
                found.update({mark for name, mark in marks.items() if getattr(row, name)})
    return found


def kept_until(year: int, years: int) -> date:
    """Return the last day of a retention period of ``years`` after the Buddhist fiscal ``year``."""
    return fiscal_year_bounds(year + years)[1]


def over(data: YearData, years: Mapping[Personal, int], today: date) -> tuple[Personal, ...]:
    """Return the kinds whose retention period has ended and of which the year still has data."""
    held = counts(data)
    return tuple(
        kind for kind, keep in years.items() if held[kind] and today > kept_until(data.year, keep)
    )
