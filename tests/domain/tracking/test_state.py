"""How measures stand on a day, by what was recorded about them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.domain.framework import Framework, LevelSet
from ita_desktop.domain.records import (
    CalendarDate,
    FiscalYear,
    Frequency,
    Measure,
    MeasureStatus,
    Organisation,
)
from ita_desktop.domain.scores.progress import State
from ita_desktop.domain.tracking.entries import Entry, EntryState, Photo, Round
from ita_desktop.domain.tracking.standing import FINISHED, DoneShare, TimeState, share_of_states
from ita_desktop.domain.tracking.state import (
    DECIDED,
    TrackedMeasure,
    entries_of_round,
    photos_of_round,
    round_on,
    rounds_of,
    summary_of,
    tracked,
    tracked_measure,
)
from ita_desktop.domain.year import YearData

TODAY = date(2025, 3, 14)
DECEMBER, JANUARY, FEBRUARY = date(2024, 12, 31), date(2025, 1, 31), date(2025, 2, 28)
MARCH, SEPTEMBER = date(2025, 3, 31), date(2025, 9, 30)


def measure(key: str = "m", frequency=Frequency.QUARTERLY, **fields) -> Measure:
    return Measure(id=key, year_id="y", indicator="1", method="", frequency=frequency, **fields)


def entry(occurrence: date | None = None, **fields) -> Entry:
    fields.setdefault("id", f"{occurrence} {fields}")
    fields.setdefault("measure_id", "m")
    return Entry(occurrence=occurrence, **fields)


def year(
    *records, calendar: tuple[CalendarDate, ...] = (), counts_from: date | None = None
) -> YearData:
    """The year 2568 with these measures, entries and rounds."""
    return YearData(
        organisation=Organisation(id="office", name="สำนักงานเขตตัวอย่าง"),
        fiscal_year=FiscalYear(
            id="y",
            year=2568,
            framework_code="x",
            framework_title="",
            level_set="one",
            counts_from=counts_from,
        ),
        framework=Framework(
            code="x",
            title="",
            fiscal_years=(2568,),
            instruments=(),
            indicators=(),
            items=(),
            levels=LevelSet("one", "", ()),
        ),
        calendar=calendar,
        measures=tuple(record for record in records if isinstance(record, Measure)),
        entries=tuple(record for record in records if isinstance(record, Entry)),
        rounds=tuple(record for record in records if isinstance(record, Round)),
    )


def on(data: YearData, today: date = TODAY, key: str = "m") -> TrackedMeasure:
    return tracked(data, today)[key]


def states(one: TrackedMeasure) -> list[TimeState]:
    return [time.state for time in one.times]


def test_each_time_is_done_late_due_or_coming():
    one = on(year(measure(frequency=Frequency.MONTHLY), entry(DECEMBER), entry(JANUARY)))
    assert states(one)[:3] == [TimeState.LATE, TimeState.LATE, TimeState.DONE]
    assert states(one)[3:7] == [TimeState.DONE, TimeState.LATE, TimeState.DUE, TimeState.COMING]
    assert one.late_since == date(2024, 10, 31)
    assert one.state is State.LATE


def test_a_skipped_time_is_settled_with_its_reason():
    skipped = entry(DECEMBER, state=EntryState.SKIPPED, reason="รวมกับรอบหลัง")
    one = on(year(measure(), skipped))
    assert states(one)[0] is TimeState.SKIPPED
    assert one.times[0].entries == (skipped,)
    assert one.state is State.DOING


@pytest.mark.parametrize("state", [EntryState.DOING, EntryState.NOT_STARTED, EntryState.UNKNOWN])
def test_what_is_not_said_to_be_done_finishes_no_time_and_counts_in_no_share(state):
    one = on(year(measure(), entry(DECEMBER, state=state, text="รองบประมาณ")))
    assert states(one)[0] is TimeState.LATE
    assert one.share().done == 0
    assert one.state is State.LATE


def test_a_summary_of_a_round_that_is_done_counts_for_the_time_that_it_names():
    half = measure(frequency=Frequency.HALF_YEARLY)
    summary = entry(MARCH, round_id="half", text="ดำเนินการแล้ว")
    assert states(on(year(half, summary)))[0] is TimeState.DONE
    assert states(on(year(half, replace(summary, occurrence=None))))[0] is TimeState.DUE


def test_a_time_that_takes_two_is_done_with_the_second():
    twice = measure(frequency=Frequency.MONTHLY, schedule="เดือนละ 2 ครั้ง", begins=date(2025, 3, 1))
    half = on(year(twice, entry(MARCH, id="1")))
    assert (half.times[0].state, half.times[0].missing) == (TimeState.DUE, 1)
    whole = on(year(twice, entry(MARCH, id="1"), entry(MARCH, id="2")))
    assert (whole.times[0].state, whole.times[0].missing) == (TimeState.DONE, 0)


def test_an_entry_finds_its_time_after_the_schedule_was_changed():
    data = year(measure(frequency=Frequency.HALF_YEARLY), entry(JANUARY))
    assert states(on(data)) == [TimeState.DONE, TimeState.COMING]


def test_what_no_time_holds_is_told_beside_them():
    data = year(measure(frequency=Frequency.OTHER, days="2024-12-15"), entry(JANUARY), entry())
    one = on(data)
    assert one.loose == data.entries
    assert one.state is State.LATE


def test_a_measure_is_done_when_all_its_times_are_settled():
    days = "2024-12-15 2025-01-15"
    done = entry(date(2024, 12, 15))
    skipped = entry(date(2025, 1, 15), state=EntryState.SKIPPED, reason="ก")
    assert on(year(measure(frequency=Frequency.OTHER, days=days), done, skipped)).state is (
        State.DONE
    )


def test_daily_work_has_the_state_that_was_told_or_is_begun_with_its_first_entry():
    daily = measure(frequency=Frequency.SERVICE_DAY)
    assert on(year(daily)).state is State.NOT_STARTED
    assert on(year(daily, entry())).state is State.DOING
    described = measure(frequency=Frequency.SERVICE_DAY, status=MeasureStatus.DONE)
    assert on(year(described)).state is State.DONE


def test_a_measure_that_is_told_to_be_done_stays_done():
    one = on(year(measure(status=MeasureStatus.DONE), measure("n"), entry(MARCH, measure_id="n")))
    assert one.state is State.DONE
    assert set(states(one)) == {TimeState.TOLD}


def test_what_is_told_to_be_done_and_not_recorded_counts_neither_as_done_nor_as_missing():
    """'2/2' of a measure without any entry, one of its times still to come, was no result."""
    told = year(measure(status=MeasureStatus.DONE))
    assert on(told).share() == DoneShare(0, 0)
    recorded = on(replace(told, entries=(entry(DECEMBER),)))
    assert states(recorded)[:2] == [TimeState.DONE, TimeState.TOLD]
    assert (recorded.state, recorded.share()) == (State.DONE, DoneShare(1, 1))


# -- what nobody can know


def test_before_anything_is_recorded_or_told_nothing_is_late():
    one = on(year(measure()), SEPTEMBER)
    assert states(one)[:3] == [TimeState.UNKNOWN] * 3
    assert (one.state, one.share().percent) == (State.NOT_STARTED, Decimal(0))
    assert one.share(MARCH).percent is None


def test_where_only_states_are_told_what_is_not_begun_is_late_and_what_is_begun_is_not():
    data = year(measure(), measure("doing", status=MeasureStatus.DOING))
    assert on(data).late_since == DECEMBER
    assert on(data, key="doing").late_since is None
    assert on(data, SEPTEMBER + timedelta(days=1)).late_since is None


def test_with_the_first_entry_of_the_year_what_is_begun_tells_its_times_too():
    doing = measure("doing", status=MeasureStatus.DOING)
    data = year(measure(), doing, entry(DECEMBER))
    assert on(data, key="doing").late_since == DECEMBER
    over = on(data, date(2025, 10, 5), key="doing")
    assert (over.late_since, over.state) == (None, State.MISSED)


def test_in_a_year_that_is_over_what_has_no_record_was_missed_and_still_counts():
    data = year(measure(), entry(DECEMBER))
    over = on(data, date(2027, 9, 14))
    assert states(over) == [TimeState.DONE, *[TimeState.MISSED] * 3]
    assert over.share() == DoneShare(1, 4)
    assert on(year(measure()), date(2027, 9, 14)).state is State.MISSED
    assert on(year(measure(status=MeasureStatus.DONE)), date(2027, 9, 14)).state is State.DONE


def test_times_before_the_day_from_which_the_year_counts_are_not_counted():
    data = year(measure(), measure("n"), entry(SEPTEMBER), counts_from=date(2025, 3, 1))
    one = on(data, date(2025, 7, 15))
    assert states(one)[:3] == [TimeState.EXCLUDED, TimeState.LATE, TimeState.LATE]
    assert one.share(date(2025, 6, 30)) == DoneShare(0, 2)
    later = year(measure(), measure("n"), entry(SEPTEMBER), counts_from=date(2025, 7, 1))
    one = on(later, date(2025, 7, 15))
    assert states(one) == [*[TimeState.EXCLUDED] * 3, TimeState.DONE]
    assert (one.late_since, one.share()) == (None, DoneShare(1, 1))
    assert states(on(later, date(2027, 1, 1), key="n"))[0] is TimeState.EXCLUDED


def test_a_time_with_a_record_tells_for_itself_also_before_the_year_counts():
    one = on(year(measure(), entry(DECEMBER), counts_from=date(2025, 7, 1)), date(2025, 7, 15))
    assert one.share(date(2025, 6, 30)) == DoneShare(1, 1)


def test_times_before_the_measures_were_decided_were_never_due():
    decided = CalendarDate(id="c", year_id="y", code=DECIDED, title="ก", day=DECEMBER)
    data = year(measure(), measure("n"), entry(MARCH, measure_id="n"), calendar=(decided,))
    one = on(data, date(2025, 4, 1))
    assert states(one)[:2] == [TimeState.UNKNOWN, TimeState.LATE]
    assert one.share(MARCH) == DoneShare(0, 1)


# -- shares


def test_per_cent_done_is_of_what_is_over_by_a_day_or_of_the_whole_year():
    skipped = entry(MARCH, state=EntryState.SKIPPED, reason="ก")
    one = on(year(measure(), entry(DECEMBER), skipped), date(2025, 7, 15))
    assert one.share(date(2025, 6, 30)) == DoneShare(1, 2), "what is skipped is neither"
    assert one.share(date(2025, 6, 30)).percent == Decimal("50.00")
    assert one.share().percent == Decimal("33.33")


def test_measures_together_count_by_their_times():
    data = year(measure(), measure("n", Frequency.MONTHLY), entry(DECEMBER))
    times = (time for one in tracked(data, SEPTEMBER).values() for time in one.times)
    assert share_of_states(time.state for time in times) == DoneShare(1, 16)


@given(
    st.sampled_from(list(Frequency)),
    st.sampled_from(list(MeasureStatus)),
    st.lists(
        st.tuples(
            st.none() | st.dates(date(2024, 9, 1), date(2025, 10, 31)),
            st.sampled_from(list(EntryState)),
        ),
        max_size=6,
    ),
    st.dates(date(2024, 9, 1), date(2025, 12, 31)),
)
def test_every_entry_is_told_once_and_what_is_settled_stays_so_later(
    frequency, status, entries, today
):
    rows = [entry(day, state=state, id=str(at)) for at, (day, state) in enumerate(entries)]
    data = year(measure(frequency=frequency, status=status), *rows)
    one = tracked_measure(data, data.measures[0], today)
    texts = [*one.loose, *(row for time in one.times for row in time.entries)]
    assert sorted(row.id for row in texts) == sorted(row.id for row in rows)
    later = tracked_measure(data, data.measures[0], today + timedelta(days=40))
    for before, after in zip(one.times, later.times, strict=True):
        assert (before.state in FINISHED) == (after.state in FINISHED)
        assert before.state is not TimeState.LATE or before.last < today
    share = one.share(today)
    assert share.percent is None or 0 <= share.percent <= 100
    assert share.done <= share.of <= len(one.times)


# -- rounds


def test_a_year_has_two_rounds_until_it_gets_its_own():
    first, second = rounds_of(year())
    assert (first.title, first.first, first.last) == ("รอบ 6 เดือน", date(2024, 10, 1), MARCH)
    assert (second.title, second.last) == ("รอบ 12 เดือน", SEPTEMBER)
    own = Round(id="r", year_id="y", title="รอบ 9 เดือน", first=date(2024, 10, 1), last=JANUARY)
    assert rounds_of(year(own)) == (own,)


@pytest.mark.parametrize(
    ("occurrence", "day", "within"),
    [
        (MARCH, date(2025, 4, 5), True),
        (SEPTEMBER, date(2024, 12, 20), True),
        (None, date(2025, 3, 31), True),
        (None, date(2025, 4, 1), False),
        (SEPTEMBER, None, False),
        (None, None, False),
    ],
)
def test_a_round_collects_what_was_due_or_done_in_it(occurrence, day, within):
    one = entry(occurrence, day=day)
    data = year(measure(), one)
    assert entries_of_round(data, "m", rounds_of(data)[0]) == ((one,) if within else ())


def test_a_summary_of_a_round_stands_for_what_it_collected():
    summary = entry(round_id="half_year", text="ทำครบ")
    data = year(measure(), entry(DECEMBER), summary, entry(SEPTEMBER))
    half, whole = rounds_of(data)
    assert entries_of_round(data, "m", half) == (summary,)
    # Also in the round around it, which would else tell nothing of what only the summary says.
    described = entries_of_round(data, "m", whole)
    assert [one.text or one.occurrence for one in described] == ["ทำครบ", SEPTEMBER]
    assert on(data).loose == ()


def test_what_a_summary_tells_of_has_begun_and_is_not_missed_after_the_year():
    """A report of progress that was taken in is all that many offices have: their measures stood as
    not started, and a year later as not carried out."""
    for told in (measure(frequency=Frequency.NONE), measure(begins=date(2025, 6, 1))):
        data = year(told, entry(round_id="half_year", text="ทำครบ"))
        assert on(data).state is State.DOING
    daily = year(measure(frequency=Frequency.SERVICE_DAY), entry(round_id="half_year"))
    assert on(daily, date(2025, 12, 1)).state is State.DOING


def test_a_round_that_only_overlaps_another_is_summed_up_by_itself():
    first, second = (
        Round(id=key, year_id="y", title=key, first=begins, last=ends)
        for key, begins, ends in (
            ("a", date(2024, 10, 1), JANUARY),
            ("b", date(2024, 11, 1), MARCH),
        )
    )
    summary = entry(round_id="a", text="ทำครบ")
    data = year(measure(), first, second, entry(DECEMBER), summary, entry(MARCH))
    assert entries_of_round(data, "m", first) == (summary,)
    found = entries_of_round(data, "m", second)
    assert [one.occurrence for one in found] == [DECEMBER, MARCH]


def test_rounds_of_the_same_days_do_not_hide_each_other():
    rounds = [
        Round(id=key, year_id="y", title=key, first=date(2024, 10, 1), last=last)
        for key, last in (("a", MARCH), ("b", MARCH), ("whole", SEPTEMBER))
    ]
    summaries = [entry(round_id=key) for key in ("a", "b")]
    data = year(measure(), *rounds, *summaries, entry(DECEMBER))
    assert entries_of_round(data, "m", rounds[-1]) == tuple(summaries)


def test_a_summary_is_found_by_its_round_and_unit():
    for_all, of_unit = entry(round_id="half_year"), entry(round_id="half_year", unit_id="c")
    data = year(measure(), of_unit, entry(MARCH, unit_id="c"), for_all)
    half, whole = rounds_of(data)
    assert summary_of(data, "m", half) == for_all
    assert summary_of(data, "m", half, "c") == of_unit
    assert summary_of(data, "m", half, "r") is None
    assert summary_of(data, "m", whole) is None


def test_the_round_to_report_is_the_shortest_that_runs_else_the_nearest():
    half, whole = rounds_of(year())
    assert round_on(year(), date(2024, 10, 1)) == half
    assert round_on(year(), MARCH) == half
    assert round_on(year(), date(2025, 4, 1)) == whole
    first, last = (
        Round(id=key, year_id="y", title=key, first=begins, last=ends)
        for key, begins, ends in (("a", DECEMBER, JANUARY), ("b", FEBRUARY, MARCH))
    )
    own = year(last, first)
    assert round_on(own, date(2024, 12, 30)) == first
    assert round_on(own, JANUARY) == first
    assert round_on(own, FEBRUARY) == last
    assert round_on(own, date(2025, 2, 10)) == last, "between them the later one is next"
    assert round_on(own, date(2025, 4, 1)) == last


SIX, TWELVE = (
    Round(id=f"r{months}", year_id="y", title="", first=date(2024, 10, 1), last=last)
    for months, last in ((6, MARCH), (12, SEPTEMBER))
)


def pictured(*entries: Entry, without: tuple[str, ...] = ()) -> YearData:
    """A year in which each entry has a photograph of its name, but some."""
    photos = tuple(
        Photo(id=one.id, entry_id=one.id, media="", file_name="", width=1, height=1)
        for one in entries
        if one.id not in without
    )
    return replace(year(measure(), SIX, TWELVE, *entries), photos=photos)


def shown(data: YearData, round_: Round = TWELVE) -> list[str]:
    return [photo.id for photo in photos_of_round(data, "m", round_)]


def test_a_summary_without_photographs_shows_those_of_what_it_sums_up():
    times = entry(DECEMBER, id="dec"), entry(date(2025, 6, 30), id="jun")
    summary = entry(id="whole", round_id="r12")
    assert shown(pictured(*times)) == ["dec", "jun"]
    assert shown(pictured(*times), SIX) == ["dec"]
    assert shown(pictured(*times, summary)) == ["whole"]
    assert shown(pictured(*times, summary, without=("whole",))) == ["dec", "jun"]
    more = entry(id="more", round_id="r12")
    both = pictured(*times, summary, more, without=("whole", "more"))
    assert shown(both) == ["dec", "jun"], "once for two summaries"
    assert shown(pictured(*times, summary, more, without=("whole",))) == ["more"]


def test_what_was_skipped_shows_none_of_its_photographs():
    """They are kept: it is a word that is changed back, and the pictures are nowhere else."""
    skipped = entry(DECEMBER, id="dec", state=EntryState.SKIPPED, reason="เลื่อน")
    data = pictured(skipped, entry(date(2025, 6, 30), id="jun"))
    assert shown(data) == ["jun"]
    assert shown(data, SIX) == []
    assert data.photos_of("dec") != ()
    summary = entry(id="whole", round_id="r12")
    assert shown(pictured(skipped, summary, without=("whole",))) == []


def test_the_summary_of_a_unit_shows_photographs_of_that_unit_alone():
    times = entry(DECEMBER, id="a", unit_id="a"), entry(DECEMBER, id="b", unit_id="b")
    of_a = entry(id="sum", round_id="r12", unit_id="a")
    assert sorted(shown(pictured(*times, of_a))) == ["b", "sum"]
    assert sorted(shown(pictured(*times, of_a, without=("sum",)))) == ["a", "b"]
    half = entry(id="half", round_id="r6", unit_id="a")
    assert sorted(shown(pictured(*times, half, without=("half",)))) == ["a", "b"]
