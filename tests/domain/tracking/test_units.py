"""Measures that several units have to do, each by itself."""

from dataclasses import replace
from datetime import date
from time import thread_time

import pytest

from ita_desktop.domain.records import (
    Frequency,
    GroupOf,
    Measure,
    MeasureOwner,
    MeasureStatus,
    OwnerRole,
    Unit,
    UnitKind,
)
from ita_desktop.domain.scores.progress import State
from ita_desktop.domain.tracking.entries import Entry, EntryState
from ita_desktop.domain.tracking.standing import TimeState
from ita_desktop.domain.tracking.state import tracked
from ita_desktop.domain.tracking.units import is_helping, units_of_measure
from ita_desktop.domain.year import YearData
from tests.domain.tracking.test_state import DECEMBER, MARCH, entry, measure, on, year

EVERYBODY = Unit(id="all", name="ทุกฝ่าย", kind=UnitKind.GROUP, group_of=GroupOf.SECTIONS)
CIVIL, REVENUE, LAW = (
    Unit(id=key, name=name, kind=UnitKind.SECTION)
    for key, name in (("c", "ฝ่ายโยธา"), ("r", "ฝ่ายรายได้"), ("l", "ฝ่ายเทศกิจ"))
)
SCHOOL = Unit(id="s", name="โรงเรียนวัดตัวอย่าง", kind=UnitKind.SCHOOL)


def given_to(*owners: Unit | MeasureOwner, entries: tuple[Entry, ...] = ()) -> YearData:
    """A year in which these own a quarterly measure."""
    rows = tuple(
        owner
        if isinstance(owner, MeasureOwner)
        else MeasureOwner(id=f"o{owner.id}", measure_id="m", unit_id=owner.id)
        for owner in owners
    )
    units = (EVERYBODY, CIVIL, REVENUE, LAW, SCHOOL)
    return replace(year(measure(), *entries), units=units, measure_owners=rows)


def by(unit: Unit | None, occurrence: date = DECEMBER, **fields) -> Entry:
    return entry(occurrence, unit_id=unit.id if unit else None, **fields)


def first(data: YearData):
    return on(data).times[0]


def test_a_group_is_the_units_of_the_day_and_a_person_or_supporter_is_none() -> None:
    data = given_to(EVERYBODY, SCHOOL)
    assert units_of_measure(data, "m") == (CIVIL, REVENUE, LAW, SCHOOL)
    fewer = replace(data, units=tuple(unit for unit in data.units if unit is not LAW))
    assert units_of_measure(fewer, "m") == (CIVIL, REVENUE, SCHOOL)
    help_ = MeasureOwner(id="h", measure_id="m", unit_id="l", role=OwnerRole.SUPPORT)
    post = MeasureOwner(id="p", measure_id="m", post="ผู้อำนวยการเขต")
    assert units_of_measure(given_to(CIVIL, help_, post), "m") == (CIVIL,)
    assert units_of_measure(given_to(post, CIVIL, LAW), "m") == (CIVIL, LAW)


def test_who_supports_helps_only_where_somebody_leads() -> None:
    lead = MeasureOwner(id="c", measure_id="m", unit_id="c")
    helps = MeasureOwner(id="l", measure_id="m", unit_id="l", role=OwnerRole.SUPPORT)
    assert [is_helping(one, (lead, helps)) for one in (lead, helps)] == [False, True]
    assert not is_helping(lead, (lead,))
    assert not is_helping(helps, (helps,))
    assert units_of_measure(given_to(helps), "m") == (LAW,)


def test_what_all_do_is_done_when_each_has_done_it() -> None:
    one = given_to(EVERYBODY, entries=(by(CIVIL), by(REVENUE)))
    assert first(one).state is TimeState.LATE
    assert first(one).open_units == on(one).late_units == (LAW,)
    states = [first(one).state_of(unit.id) for unit in (CIVIL, REVENUE, LAW)]
    assert states == [TimeState.DONE, TimeState.DONE, TimeState.LATE]
    every = replace(one, entries=(*one.entries, by(LAW, state=EntryState.SKIPPED, reason="ก")))
    assert (first(every).state, first(every).open_units) == (TimeState.DONE, ())
    assert first(every).state_of("l") is TimeState.SKIPPED


def test_an_entry_without_unit_is_given_for_all() -> None:
    data = given_to(EVERYBODY, entries=(by(None),))
    assert (first(data).state, first(data).open_units, first(data).missing) == (
        TimeState.DONE,
        (),
        0,
    )


def test_a_unit_that_is_added_is_missing_where_each_recorded_and_not_where_all_did() -> None:
    data = given_to(EVERYBODY, entries=(by(CIVIL), by(REVENUE), by(LAW), by(None, MARCH)))
    assert first(data).state is TimeState.DONE
    new = Unit(id="n", name="ฝ่ายการคลัง", kind=UnitKind.SECTION)
    more = replace(data, units=(*data.units, new))
    december, march, *_ = on(more).times
    assert (december.state, december.open_units) == (TimeState.LATE, (new,))
    assert march.state is TimeState.DONE


def test_entries_of_a_unit_that_has_it_no_more_stay_and_close_nothing() -> None:
    data = given_to(CIVIL, entries=(by(LAW),))
    assert (first(data).state, len(first(data).entries)) == (TimeState.LATE, 1)
    assert first(given_to(CIVIL, LAW, entries=(by(SCHOOL),))).open_units == (CIVIL, LAW)


def test_a_measure_of_one_unit_is_done_as_a_whole() -> None:
    data = given_to(CIVIL, entries=(by(None),))
    assert (first(data).state, first(data).units, on(data).units) == (TimeState.DONE, (), ())
    assert first(given_to(CIVIL, entries=(by(CIVIL),))).state is TimeState.DONE


def test_a_measure_with_the_status_done_is_done_by_all() -> None:
    data = given_to(EVERYBODY)
    done = replace(data.measures[0], status=MeasureStatus.DONE)
    here = on(replace(data, measures=(done,)))
    assert (here.state, here.times[0].state_of("c")) == (State.DONE, TimeState.TOLD)


def test_a_unit_that_has_to_do_it_twice_is_missing_once_more() -> None:
    data = given_to(CIVIL, LAW, entries=(by(CIVIL), by(LAW), by(LAW, day=date(2024, 11, 1))))
    twice = measure(schedule="เดือนละ 2 ครั้ง", frequency=Frequency.MONTHLY)
    time = on(replace(data, measures=(twice,))).times[2]
    assert time.occurrence.times == 2
    assert (time.open_units, time.missing_of("c"), time.missing_of("l")) == ((CIVIL,), 1, 0)


@pytest.mark.parametrize("recorded", [False, True])
def test_a_years_states_are_there_at_once(recorded: bool) -> None:
    units = tuple(Unit(id=f"u{at}", name=f"ฝ่าย {at}", kind=UnitKind.SECTION) for at in range(20))
    measures = tuple(
        Measure(id=f"m{at}", year_id="y", indicator="1", method="", frequency=Frequency.MONTHLY)
        for at in range(300)
    )
    owners = tuple(
        MeasureOwner(id=f"o{one.id}", measure_id=one.id, unit_id="all") for one in measures
    )
    data = replace(year(), units=(EVERYBODY, *units), measures=measures, measure_owners=owners)
    lasts = [time.last for time in tracked(data, DECEMBER)["m0"].times]
    entries = tuple(
        Entry(id=f"{one.id} {unit.id} {last}", measure_id=one.id, unit_id=unit.id, occurrence=last)
        for one in measures
        for unit in units[:-1]
        for last in lasts
        if recorded
    )
    data = replace(data, entries=entries)
    tracked(data, DECEMBER)  # the indexes of the year
    begun = thread_time()
    states = tracked(data, DECEMBER)
    took = thread_time() - begun
    assert len(states["m0"].times[0].open_units) == (1 if recorded else 20)
    assert took < 1  # a tenth of that alone on a machine
