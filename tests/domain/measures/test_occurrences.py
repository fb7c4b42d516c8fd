"""When in a fiscal year a measure is due."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.domain.dates import (
    BUDDHIST_OFFSET,
    MONTHS,
    MONTHS_SHORT,
    fiscal_year_bounds,
    month_end,
)
from ita_desktop.domain.records import Frequency, Measure
from ita_desktop.domain.schedule import (
    Occurrence,
    kept_days,
    lies_elsewhere,
    occurrences,
    schedule_of,
)

YEARS = st.integers(2550, 2650)
DAYS = st.dates(date(2005, 1, 1), date(2109, 12, 31))
SPANNED = st.sampled_from(
    [
        Frequency.MONTHLY,
        Frequency.QUARTERLY,
        Frequency.HALF_YEARLY,
        Frequency.FISCAL_YEAR,
    ]
)
A_DAY = timedelta(days=1)


def measure(frequency=Frequency.OTHER, words="", begins=None, ends=None, days=()) -> Measure:
    return Measure(
        id="m",
        year_id="y",
        indicator="1",
        method="",
        frequency=frequency,
        schedule=words,
        begins=begins,
        ends=ends,
        days=kept_days(tuple(days)),
    )


def typed(words: str, year: int = 2568) -> list[tuple[date, date]]:
    """The spans of a measure whose schedule is typed."""
    found = schedule_of(words, year)
    one = measure(found.frequency, words, found.begins, found.ends, found.days)
    return [(span.first, span.last) for span in occurrences(one, year)]


@given(SPANNED, YEARS, st.none() | DAYS, st.none() | DAYS)
def test_times_cover_the_range_within_the_year_and_nothing_else(frequency, year, begins, ends):
    first, last = fiscal_year_bounds(year)
    found = occurrences(measure(frequency, begins=begins, ends=ends), year)
    start, end = max(begins or first, first), min(ends or last, last)
    if start > end:
        assert found == ()
        return
    assert (found[0].first, found[-1].last) == (start, end)
    assert all(occurrence.first <= occurrence.last for occurrence in found)
    assert all(after.first == before.last + A_DAY for before, after in pairwise(found))


@given(SPANNED, YEARS)
def test_a_whole_year_is_parted_into_whole_months(frequency, year):
    found = occurrences(measure(frequency), year)
    assert all(
        occurrence.first.day == 1 and occurrence.last == month_end(occurrence.last)
        for occurrence in found
    )
    assert 12 % len(found) == 0


@given(YEARS)
def test_february_ends_on_its_last_day_in_leap_years_too(year):
    february = next(
        occurrence
        for occurrence in occurrences(measure(Frequency.MONTHLY), year)
        if occurrence.first.month == 2
    )
    christian = year - BUDDHIST_OFFSET
    is_leap = christian % 4 == 0 and (christian % 100 != 0 or christian % 400 == 0)
    assert february.last == date(christian, 2, 29 if is_leap else 28)


@given(YEARS, st.lists(DAYS, max_size=8))
def test_single_days_are_those_within_the_year_in_order(year, days):
    first, last = fiscal_year_bounds(year)
    found = occurrences(measure(days=days), year)
    assert [occurrence.last for occurrence in found] == sorted(
        {day for day in days if first <= day <= last}
    )
    assert all(occurrence.first == occurrence.last for occurrence in found)


@given(
    st.integers(0, 11),
    st.integers(0, 11),
    YEARS,
    st.sampled_from([MONTHS, MONTHS_SHORT]),
    st.sampled_from(["-", " - ", "–", " ถึง "]),
)
def test_a_range_of_months_is_the_same_in_buddhist_and_christian_years(
    begin, end, year, months, to
):
    first = fiscal_year_bounds(year)[0]
    begin, end = sorted((begin, end))
    days = [
        date(first.year + (first.month - 1 + one) // 12, (first.month - 1 + one) % 12 + 1, 1)
        for one in (begin, end)
    ]
    expected = [(days[0], month_end(days[1]))]
    for offset in (BUDDHIST_OFFSET, 0):
        texts = [f"{months[day.month - 1]} {day.year + offset}" for day in days]
        assert typed(to.join(texts), year) == expected
    two_digits = [f"{months[day.month - 1]}{(day.year + 543) % 100:02d}" for day in days]
    if year < 2600:
        assert typed(to.join(two_digits), year) == expected


@given(YEARS, DAYS)
def test_a_single_day_reads_the_same_in_every_way_of_writing_it(year, day):
    year = day.year + BUDDHIST_OFFSET + (day.month >= 10)
    buddhist = day.year + BUDDHIST_OFFSET
    for words in (
        f"{day.day} {MONTHS[day.month - 1]} {buddhist}",
        f"{day.day} {MONTHS_SHORT[day.month - 1]} {day.year}",
        f"{day.day}/{day.month}/{buddhist}",
        f"{day:%d/%m/%Y}",
        day.isoformat(),
        f"วันที่ {day.day} {MONTHS[day.month - 1]} พ.ศ. {buddhist}",
    ):
        assert typed(words, year) == [(day, day)]


@pytest.mark.parametrize(
    ("words", "spans"),
    [
        ("ต.ค. 67 - มี.ค.68", [(date(2024, 10, 1), date(2025, 3, 31))]),
        ("ส.ค. 67 - พ.ย. 67", [(date(2024, 10, 1), date(2024, 11, 30))]),
        ("ส.ค. 68 - พ.ย. 68", [(date(2025, 8, 1), date(2025, 9, 30))]),
        ("ต.ค. 66 - มี.ค. 67", []),
        ("ปีงบประมาณ 2569", []),
        ("ปีงบประมาณ 2567 - 2570", [(date(2024, 10, 1), date(2025, 9, 30))]),
        ("15 ธ.ค. 67, 15 มี.ค. 68", [(date(2024, 12, 15),) * 2, (date(2025, 3, 15),) * 2]),
        ("ทุก 3 เดือน ภายในมีนาคม 2568", [
            (date(2024, 10, 1), date(2024, 12, 31)), (date(2025, 1, 1), date(2025, 3, 31)),
        ]),
        ("ทุกวันทำการ", []),
        ("จนกว่าจะดำเนินการแล้วเสร็จ", []),
        ("", []),
    ],
)  # fmt: skip
def test_what_reaches_over_the_edges_of_the_year_is_cut(words, spans):
    assert typed(words) == spans


def test_several_times_a_month_are_one_time_that_takes_several():
    one = measure(Frequency.MONTHLY, "เดือนละ 2 ครั้ง")
    assert {time.times for time in occurrences(one, 2568)} == {2}


def test_dates_of_a_measure_that_an_earlier_version_kept_in_words_are_understood():
    one = measure(Frequency.OTHER, "ต.ค. 67 - มี.ค. 68")
    assert occurrences(one, 2568) == (Occurrence(date(2024, 10, 1), date(2025, 3, 31)),)
    assert occurrences(measure(Frequency.OTHER, "มี.ค. 68 - ต.ค. 67"), 2568) == ()


@pytest.mark.parametrize(
    ("given", "elsewhere"),
    [
        ({}, False),
        ({"begins": date(2025, 1, 1)}, False),
        ({"begins": date(2025, 10, 1)}, True),
        ({"ends": date(2024, 9, 30)}, True),
        ({"days": (date(2025, 9, 30),)}, False),
        ({"days": (date(2025, 10, 1),)}, True),
        ({"frequency": Frequency.WORKING_DAY, "begins": date(2025, 10, 1)}, False),
        ({"frequency": Frequency.MONTHLY, "begins": date(2025, 10, 1)}, True),
    ],
)
def test_a_measure_lies_elsewhere_when_all_its_days_are_of_other_years(given, elsewhere) -> None:
    assert lies_elsewhere(measure(**given), 2568) is elsewhere


def test_a_range_that_begins_with_the_last_day_of_a_month_touches_that_month() -> None:
    found = occurrences(
        measure(Frequency.MONTHLY, begins=date(2025, 1, 31), ends=date(2025, 3, 1)), 2568
    )
    assert [(span.first, span.last) for span in found] == [
        (date(2025, 1, 31), date(2025, 1, 31)),
        (date(2025, 2, 1), date(2025, 2, 28)),
        (date(2025, 3, 1), date(2025, 3, 1)),
    ]
