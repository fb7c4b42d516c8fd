"""Which measures are known to be late."""

from datetime import date

import pytest

from ita_desktop.domain.records import MeasureStatus
from ita_desktop.domain.tracking.state import late_measures, next_times
from ita_desktop.services import measures, tracking
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.tracking import TimeKey
from ita_desktop.services.years import calendar
from ita_desktop.storage.workspace import Workspace
from tests.domain.tracking.test_state import MARCH, SEPTEMBER
from tests.domain.tracking.test_units import CIVIL, EVERYBODY, LAW, REVENUE, by, given_to

YEAR = 2567


def _add(office: Workspace, item: str, schedule: str) -> str:
    fields = {"items": (item,), "method": "ทำตามแผน", "schedule": schedule}
    return measures.add(office, YEAR, [fields])[0]


def _set(office: Workspace, measure: str, status: MeasureStatus) -> None:
    measures.edit(office, YEAR, [CellEdit(measure, "status", status)])


def _late(office: Workspace, today: date) -> list[tuple[str, date]]:
    return [
        (measure.measure.id, measure.due) for measure in late_measures(office.year(YEAR), today)
    ]


@pytest.fixture
def kept(office: Workspace) -> Workspace:
    """A year in which one measure is in work, so that statuses are kept."""
    _set(office, _add(office, "I1", "ทุกเดือน"), MeasureStatus.DOING)
    return office


def test_a_measure_not_begun_is_late_when_its_first_whole_run_is_over(kept: Workspace) -> None:
    monthly = _add(kept, "I2", "ทุกเดือน")
    assert _late(kept, date(2024, 1, 31)) == []
    assert _late(kept, date(2024, 2, 1)) == [(monthly, date(2024, 1, 31))]


def test_runs_before_the_measures_were_decided_do_not_count(kept: Workspace) -> None:
    monthly = _add(kept, "I2", "ทุกเดือน")
    decided = next(
        calendar_date
        for calendar_date in kept.year(YEAR).calendar
        if calendar_date.code == "measures_decided"
    )
    calendar.edit(kept, YEAR, [CellEdit(decided.id, "day", date(2023, 11, 15))])
    assert _late(kept, date(2024, 2, 1)) == [(monthly, date(2023, 11, 30))]


def test_a_half_yearly_measure_waits_for_the_end_of_march(kept: Workspace) -> None:
    half = _add(kept, "I2", "ทุก 6 เดือน")
    assert _late(kept, date(2024, 3, 31)) == []
    assert _late(kept, date(2024, 4, 1)) == [(half, date(2024, 3, 31))]


@pytest.mark.parametrize("status", [MeasureStatus.DOING, MeasureStatus.DONE])
def test_of_what_is_begun_nobody_knows_that_it_is_late(
    kept: Workspace, status: MeasureStatus
) -> None:
    _set(kept, _add(kept, "I2", "ทุกเดือน"), status)
    assert _late(kept, date(2024, 9, 30)) == []


def test_daily_work_has_no_day_on_which_it_is_late(kept: Workspace) -> None:
    _add(kept, "I2", "ทุกวันที่มีการให้บริการ")
    assert _late(kept, date(2024, 9, 30)) == []


def test_as_long_as_nobody_has_told_any_status_nothing_is_late(office: Workspace) -> None:
    _add(office, "I1", "ทุกเดือน")
    _add(office, "I2", "ทุก 3 เดือน")
    assert _late(office, date(2024, 9, 30)) == []


def test_in_a_year_that_is_over_nothing_is_left_to_begin(kept: Workspace) -> None:
    monthly = _add(kept, "I2", "ทุกเดือน")
    assert _late(kept, date(2024, 9, 30)) == [(monthly, date(2024, 1, 31))]
    assert _late(kept, date(2024, 10, 1)) == []


def test_what_is_next_is_the_time_that_today_lies_in(kept: Workspace) -> None:
    quarterly = _add(kept, "I2", "ทุก 3 เดือน")
    found = next_times(kept.year(YEAR), date(2024, 2, 15))[quarterly]
    assert found.occurrence[:2] == (date(2024, 1, 1), date(2024, 3, 31))


def test_what_is_done_or_has_no_time_left_has_no_next(kept: Workspace) -> None:
    half, monthly = _add(kept, "I2", "ทุก 6 เดือน"), _add(kept, "I3", "ทุกเดือน")
    _set(kept, half, MeasureStatus.DONE)
    assert set(next_times(kept.year(YEAR), date(2024, 2, 15))) == {
        kept.year(YEAR).measures[0].id, monthly,
    }  # fmt: skip
    assert next_times(kept.year(YEAR), date(2024, 10, 1)) == {}


def test_once_anything_is_recorded_each_time_tells_for_itself(kept: Workspace) -> None:
    half, monthly = _add(kept, "I2", "ทุก 6 เดือน"), _add(kept, "I3", "ทุกเดือน")
    _set(kept, half, MeasureStatus.DOING)
    tracking.mark_done(kept, YEAR, [TimeKey(monthly, date(2024, 1, 31))], date(2024, 1, 20))
    late = {
        measure.measure.id: measure for measure in late_measures(kept.year(YEAR), date(2024, 4, 15))
    }
    assert late[half].due == date(2024, 3, 31)
    assert late[half].begun
    assert [time.last for time in late[monthly].times] == [date(2024, 2, 29), date(2024, 3, 31)]


def test_what_was_recorded_or_skipped_is_late_no_more(kept: Workspace) -> None:
    half = _add(kept, "I2", "ทุก 6 เดือน")
    for measure in kept.year(YEAR).measures:
        _set(kept, measure.id, MeasureStatus.DONE)
    _set(kept, half, MeasureStatus.NOT_STARTED)
    today = date(2024, 4, 15)
    assert _late(kept, today) == [(half, date(2024, 3, 31))]
    tracking.skip(kept, YEAR, [TimeKey(half, date(2024, 3, 31))], "รวมกับรอบหลัง")
    assert _late(kept, today) == []
    kept.undo()
    tracking.mark_done(kept, YEAR, [TimeKey(half, date(2024, 3, 31))], today)
    assert _late(kept, today) == []
    assert _late(kept, date(2024, 10, 1)) == []  # the year is over: nobody is late any more


def test_units_are_late_in_part_where_another_has_done_the_same() -> None:
    today = date(2025, 4, 1)
    (none,) = late_measures(given_to(EVERYBODY, entries=(by(CIVIL, SEPTEMBER),)), today)
    assert (none.is_partial, none.units) == (False, (CIVIL, REVENUE, LAW))
    (part,) = late_measures(given_to(EVERYBODY, entries=(by(CIVIL, MARCH),)), today)
    assert (part.is_partial, part.units) == (True, (CIVIL, REVENUE, LAW))
    each = [by(unit, time.last) for unit in (CIVIL, LAW) for time in part.times]
    (one,) = late_measures(given_to(EVERYBODY, entries=tuple(each)), today)
    assert (one.is_partial, one.units) == (True, (REVENUE,))
