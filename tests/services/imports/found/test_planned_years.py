"""A year after planned writes is the year that the workspace has after the same writes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ita_desktop.domain.records import Record, new_id
from ita_desktop.domain.year import PLACES, YearData
from ita_desktop.services.imports.found.planned_years import PlannedYears, year_after
from ita_desktop.services.imports.plan import Delete, Insert, RecordUpdate, Write
from ita_desktop.storage.workspace import Workspace
from tests.support.known_files import opened_sample

YEARS = (2567, 2568)


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Workspace]:
    with opened_sample(tmp_path / "ตัวอย่าง.ita") as workspace:
        yield workspace


def rows(sample: Workspace, year: int) -> Iterator[tuple[Record, ...]]:
    """The records of each kind that a year has, as they are when it is their turn."""
    return filter(None, (getattr(sample.year(year), field) for field in PLACES.values()))


def written(sample: Workspace, *writes: Write) -> list[tuple[YearData, YearData]]:
    """Both years as they are planned and as they are stored."""
    planned = [year_after(sample.year(year), writes) for year in YEARS]
    with sample.change("ทดสอบ") as change:
        for write in writes:
            if isinstance(write, Insert):
                change.insert(write.record)
            elif isinstance(write, Delete):
                change.delete(write.record)
            else:
                change.update(write.record, **write.fields)
    return list(zip(planned, map(sample.year, YEARS), strict=True))


@pytest.mark.in_turn
@pytest.mark.parametrize("year", YEARS)
def test_whatever_is_removed_goes_with_its_parts(sample: Workspace, year: int) -> None:
    for first, *_ in rows(sample, year):
        for planned, stored in written(sample, Delete(first)):
            assert planned == stored, type(first)
        sample.undo()


@pytest.mark.parametrize("year", YEARS)
def test_what_is_removed_and_put_back_is_in_its_place(sample: Workspace, year: int) -> None:
    """Rows of one year are not in another, and those of what both share are in both."""
    for all_of in rows(sample, year):
        last = all_of[-1]
        for planned, stored in written(sample, Delete(last), Insert(last)):
            assert planned == stored, type(last)
        sample.undo()


def test_what_is_added_to_a_year_that_lacks_it_is_there(sample: Workspace) -> None:
    data = sample.year(2568)
    last = data.calendar[-1]
    gone = year_after(data, [Delete(last)])
    assert last not in gone.calendar
    assert year_after(gone, [Insert(last)]) == data


def test_a_new_year_has_what_all_years_share_and_nothing_else(sample: Workspace) -> None:
    before, data = map(sample.year, YEARS)
    record = replace(data.fiscal_year, id="new", year=2570)
    years = PlannedYears(sample)
    made = years.with_shared(YearData(data.organisation, record, data.framework))
    for field in PLACES.values():
        shared = getattr(data, field) if getattr(before, field) == getattr(data, field) else ()
        assert getattr(made, field) == shared, field
    assert made.units
    assert made.people
    assert years.organisation() == data.organisation


def test_the_year_itself_is_changed_and_no_other(sample: Workspace) -> None:
    record = sample.year(2568).fiscal_year
    for planned, stored in written(sample, RecordUpdate(record, {"counts_from": date(2025, 1, 6)})):
        assert planned == stored


def test_a_row_that_is_not_there_is_left_alone(sample: Workspace) -> None:
    data = sample.year(2568)
    unknown = data.units[0].__class__(id=new_id(), name="ไม่มี", kind=data.units[0].kind)
    assert year_after(data, [Delete(unknown)]) == data
    assert year_after(data, [RecordUpdate(unknown, {"name": "ใหม่"})]) == data
    assert year_after(data, []) is data
