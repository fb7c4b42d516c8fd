"""What the program knows to believe a table by: frameworks, the office and its units."""

from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.frameworks.shipped import available, load
from ita_desktop.services.imports.evidence.seen import Knowledge


def known_of(year: YearData | None) -> Knowledge:
    """Return what is known with a year; without one what comes with the program."""
    shipped = {number: load(number) for info in available() for number in info.fiscal_years}
    if year is None:
        return Knowledge(shipped)
    units = frozenset(key(unit.name) for unit in year.units)
    office = year.organisation.name
    bodies = frozenset(key(body.name) for body in year.bodies)
    return Knowledge({**shipped, year.year: year.framework}, year.year, office, units, bodies)
