"""How much personal data of each kind a year holds, and until when it is kept."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Final

from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.personal.marks import Personal, marks_of
from ita_desktop.domain.year import PLACES, YearData

REGISTER: Final = "personal-data-register"
"""The document, and what the names of its wordings begin with, by which the office says for how
long it keeps each kind."""
USUAL: Final = 10
"""Years until the office says otherwise: those of the rules of papers (ระเบียบงานสารบรรณ)."""


def counts(data: YearData) -> Mapping[Personal, int]:
    """How many rows of a year hold something of each kind; people are in every year."""
    found: Counter[Personal] = Counter()
    for record, field in PLACES.items():
        marks = marks_of(record)  # type: ignore[arg-type]  # mypy takes a class variable for unhashable
        if marks:
            for row in getattr(data, field):
                found.update({mark for name, mark in marks.items() if getattr(row, name)})
    return found


def kept_until(year: int, years: int) -> date:
    """The last day of keeping what belongs to the Buddhist fiscal ``year``, ``years`` long."""
    return fiscal_year_bounds(year + years)[1]


def over(data: YearData, years: Mapping[Personal, int], today: date) -> tuple[Personal, ...]:
    """The kinds that a year holds for longer than they are to be kept."""
    held = counts(data)
    return tuple(
        kind for kind, keep in years.items() if held[kind] and today > kept_until(data.year, keep)
    )
