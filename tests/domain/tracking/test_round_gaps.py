"""What units lack of a round that others of the same measure have done."""

from dataclasses import replace
from datetime import date

from ita_desktop.domain.records import Frequency, MeasureStatus
from ita_desktop.domain.tracking.deliveries import gaps_of_round
from ita_desktop.domain.tracking.entries import Entry
from ita_desktop.domain.tracking.state import rounds_of
from ita_desktop.domain.year import YearData
from tests.domain.tracking.test_state import DECEMBER, MARCH, SEPTEMBER, measure, on
from tests.domain.tracking.test_units import CIVIL, EVERYBODY, LAW, REVENUE, by, given_to

APRIL = date(2025, 4, 10)


def lacking(
    *entries: Entry, data: YearData | None = None, today: date = APRIL
) -> list[tuple[str, list[date]]]:
    """Who lacks what of the first half of the year, on a day."""
    data = given_to(EVERYBODY, entries=entries) if data is None else data
    half, _whole = rounds_of(data)
    found = gaps_of_round(data, on(data, today), half)
    return [(gap.unit.id, [time.last for time in gap.times]) for gap in found]


def test_a_unit_lacks_what_others_have_done() -> None:
    entries = by(CIVIL), by(CIVIL, MARCH), by(REVENUE), by(LAW, MARCH)
    assert lacking(*entries) == [("r", [MARCH]), ("l", [DECEMBER])]


def test_a_unit_that_recorded_nothing_is_named_without_its_times() -> None:
    assert lacking(by(CIVIL), by(REVENUE)) == [("l", [])]


def test_what_nobody_has_done_by_itself_is_no_gap_of_one() -> None:
    assert lacking() == []
    assert lacking(by(None)) == []
    assert lacking(by(CIVIL, SEPTEMBER)) == [], "that is another round"


def test_what_was_given_for_all_leaves_what_one_alone_has_done() -> None:
    assert lacking(by(None, MARCH), by(CIVIL)) == [("r", [DECEMBER]), ("l", [DECEMBER])]


def test_a_summary_stands_for_all_times_of_its_unit_and_one_for_all_for_everybodys() -> None:
    of_unit = by(CIVIL, None, round_id="half_year")
    assert lacking(of_unit, by(REVENUE)) == [("r", [MARCH]), ("l", [])]
    assert lacking(of_unit, by(REVENUE), by(None, None, round_id="half_year")) == []


def test_nothing_is_missing_of_a_measure_that_is_told_to_be_done() -> None:
    data = given_to(EVERYBODY, entries=(by(CIVIL),))
    assert lacking(data=data) == [("r", []), ("l", [])]
    done = replace(data.measures[0], status=MeasureStatus.DONE)
    assert lacking(data=replace(data, measures=(done,))) == []


def test_of_work_without_times_only_who_recorded_nothing_is_missing() -> None:
    entries = by(CIVIL, None, day=DECEMBER), by(LAW, None, day=MARCH)
    daily = measure(frequency=Frequency.WORKING_DAY)
    data = replace(given_to(EVERYBODY, entries=entries), measures=(daily,))
    assert on(data, APRIL).times == ()
    assert lacking(data=data) == [("r", [])]
    with_all = replace(data, entries=(*data.entries, by(None, None, day=MARCH)))
    assert lacking(data=with_all) == []


def test_what_goes_on_is_asked_for_once_one_has_done_it_and_what_is_to_come_is_not() -> None:
    entries = by(CIVIL), by(CIVIL, MARCH), by(REVENUE), by(LAW)
    assert lacking(*entries, today=date(2024, 12, 31)) == []
    assert lacking(*entries, today=date(2025, 1, 1)) == [("r", [MARCH]), ("l", [MARCH])]
    assert lacking(*entries, today=MARCH) == [("r", [MARCH]), ("l", [MARCH])]


def test_what_the_year_does_not_count_is_not_asked_for() -> None:
    data = given_to(EVERYBODY, entries=(by(CIVIL), by(CIVIL, MARCH), by(REVENUE, MARCH)))
    assert lacking(data=data) == [("r", [DECEMBER]), ("l", [])]
    later = replace(data.fiscal_year, counts_from=date(2025, 1, 1))
    assert lacking(data=replace(data, fiscal_year=later)) == [("l", [])]
