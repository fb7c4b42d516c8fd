"""A fiscal year that an import adds, because its rows state it and the workspace has it not yet."""

from typing import Final, NamedTuple

from ita_desktop.domain.records import Organisation, Record
from ita_desktop.domain.year import YearData
from ita_desktop.services.imports.found.planned_years import year_after
from ita_desktop.services.imports.plan import Insert
from ita_desktop.services.imports.year_source import YearSource
from ita_desktop.services.years.years import framework_for, year_record, year_rows

ADDED: Final = "แฟ้มนี้ยังไม่มีปีงบประมาณ {year} จะเพิ่มปีนี้ให้พร้อมกัน เลิกทำได้ในครั้งเดียว"
"""What is told of a year that is added."""


class NewYear(NamedTuple):
    """A year that is not stored yet, with the rows that store it."""

    data: YearData
    rows: tuple[Record, ...]


def new_year(years: YearSource, year: int) -> NewYear:
    """Return the Buddhist fiscal ``year`` as it begins, without what all years share. Raises
    InputError if no framework fits."""
    framework = framework_for(year)
    office = years.organisation() or Organisation(id="", name="")
    record = year_record(year, framework)
    rows = tuple(year_rows(framework, record))
    data = YearData(office, record, framework)
    return NewYear(year_after(data, [Insert(row) for row in rows]), rows)
