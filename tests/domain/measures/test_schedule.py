"""Frequencies in the words of the measures tables."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import Frequency
from ita_desktop.domain.schedule import (
    FREQUENCY_WORDS,
    Schedule,
    frequency_of,
    schedule_of,
    states_only_when,
    times_of,
)


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        ("", Frequency.NONE),
        ("ทุกเดือน", Frequency.MONTHLY),
        ("เดือนละ 1 ครั้ง (ต.ค. 67 - มี.ค.68)", Frequency.MONTHLY),
        ("ทุก 3 เดือน", Frequency.QUARTERLY),
        ("รายไตรมาส", Frequency.QUARTERLY),
        ("ทุก ๖ เดือน", Frequency.HALF_YEARLY),
        ("ปีงบประมาณ 2568", Frequency.FISCAL_YEAR),
        ("ตุลาคม 2567 - กันยายน 2568", Frequency.FISCAL_YEAR),
        ("ต.ค. 67 – ก.ย. 68", Frequency.FISCAL_YEAR),
        ("ต.ค. 67 - มี.ค. 68", Frequency.OTHER),
        ("ทุกวันทำการ", Frequency.WORKING_DAY),
        ("ทุกวันที่มีการให้บริการ", Frequency.SERVICE_DAY),
        ("จนกว่าจะดำเนินการแล้วเสร็จ", Frequency.OTHER),
        ("ทุก ๆ เดือน", Frequency.MONTHLY),
        ("ทุกๆ ๓ เดือน", Frequency.QUARTERLY),
        ("ทุก ๆ 6 เดือน", Frequency.HALF_YEARLY),
        ("ทุก ๆ วัน", Frequency.WORKING_DAY),
        ("1 เดือน/ครั้ง", Frequency.MONTHLY),
        ("3 เดือน/ครั้ง", Frequency.QUARTERLY),
        ("6 เดือน ต่อ 1 ครั้ง", Frequency.HALF_YEARLY),
        ("12 เดือน/ครั้ง", Frequency.FISCAL_YEAR),
        ("ราย 3 เดือน", Frequency.QUARTERLY),
        ("ทุกวันพฤหัสบดีแรกของเดือน", Frequency.MONTHLY),
        ("ทุกวันจันทร์", Frequency.OTHER),
        ("5 เดือน/ครั้ง", Frequency.OTHER),
    ],
)
def test_the_words_of_the_tables_are_understood(text, frequency):
    assert frequency_of(text) is frequency


@pytest.mark.parametrize("frequency", FREQUENCY_WORDS)
def test_the_word_a_list_offers_reads_back_as_its_frequency(frequency):
    assert frequency_of(FREQUENCY_WORDS[frequency]) is frequency


YEAR = 2568
OCTOBER, JANUARY, MARCH = date(2024, 10, 1), date(2025, 1, 1), date(2025, 3, 31)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Schedule()),
        ("ทุกวันที่มีการให้บริการ", Schedule(Frequency.SERVICE_DAY)),
        ("ทุกวันทำการ", Schedule(Frequency.WORKING_DAY)),
        ("เดือนละ 1 ครั้ง ในระหว่างเดือน ตุลาคม 2567 - กันยายน 2568", Schedule(Frequency.MONTHLY)),
        ("เดือนละ 1 ครั้ง (ต.ค. 67 - มี.ค.68)", Schedule(Frequency.MONTHLY, OCTOBER, MARCH)),
        ("ทุก ๖ เดือน (มีนาคม และกันยายน)", Schedule(Frequency.HALF_YEARLY)),
        ("6 เดือนแรก", Schedule(Frequency.HALF_YEARLY, OCTOBER, MARCH)),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๘", Schedule(Frequency.FISCAL_YEAR)),
        ("6 เดือนหลัง", Schedule(Frequency.HALF_YEARLY, date(2025, 4, 1), date(2025, 9, 30))),
        ("ปีงบประมาณ 69", Schedule(Frequency.FISCAL_YEAR, date(2025, 10, 1), date(2026, 9, 30))),
        ("ปีงบประมาณ 2569", Schedule(Frequency.FISCAL_YEAR, date(2025, 10, 1), date(2026, 9, 30))),
        ("1 ต.ค. 67 - 30 ก.ย. 68", Schedule(Frequency.FISCAL_YEAR)),
        ("ตุลาคม 2567 - มีนาคม 2568", Schedule(Frequency.OTHER, OCTOBER, MARCH)),
        ("ต.ค. - มี.ค.", Schedule(Frequency.OTHER, OCTOBER, MARCH)),
        ("ม.ค. - มี.ค. 2568", Schedule(Frequency.OTHER, JANUARY, MARCH)),
        ("ม.ค.25-มี.ค.25", Schedule(Frequency.OTHER, JANUARY, MARCH)),
        ("Jan 2025 - Mar 2025", Schedule(Frequency.OTHER, JANUARY, MARCH)),
        ("1/2568 ถึง 3/2568", Schedule(Frequency.OTHER, JANUARY, MARCH)),
        ("1 - 31 มีนาคม 2568", Schedule(Frequency.OTHER, date(2025, 3, 1), MARCH)),
        ("ตั้งแต่ ม.ค. 68 เป็นต้นไป", Schedule(Frequency.OTHER, JANUARY, None)),
        ("ภายในเดือนมีนาคม 2568", Schedule(Frequency.OTHER, None, MARCH)),
        ("มีนาคม 2568", Schedule(Frequency.OTHER, date(2025, 3, 1), MARCH)),
        ("ไตรมาสที่ 2", Schedule(Frequency.QUARTERLY, JANUARY, MARCH)),
        ("Q2/2568", Schedule(Frequency.QUARTERLY, JANUARY, MARCH)),
        ("Q1-Q2/2568", Schedule(Frequency.QUARTERLY, OCTOBER, MARCH)),
        ("ไตรมาสที่ 2/68", Schedule(Frequency.QUARTERLY, JANUARY, MARCH)),
        ("พ.ย. - มี.ค. 2568", Schedule(Frequency.OTHER, date(2024, 11, 1), MARCH)),
        ("มี.ค. 68 - มี.ค.", Schedule(Frequency.OTHER, date(2025, 3, 1), MARCH)),
        ("มี.ค. - มี.ค. 68", Schedule(Frequency.OTHER, date(2025, 3, 1), MARCH)),
        ("มี.ค. - 1 มี.ค. 68", Schedule(Frequency.OTHER, days=(date(2025, 3, 1),))),
        ("31 มี.ค. 68 - 31 มี.ค. 68", Schedule(Frequency.OTHER, days=(MARCH,))),
        ("1 ต.ค. 67 - 15 ธ.ค. 67, 31 มี.ค. 68",
         Schedule(Frequency.OTHER, days=(date(2024, 12, 15), MARCH))),
        ("15/12", Schedule(Frequency.OTHER, days=(date(2024, 12, 15),))),
        ("31 มี.ค. 68 ชั้น 5", Schedule(Frequency.OTHER, days=(MARCH,))),
        ("ไตรมาส 1-2/2568", Schedule(Frequency.QUARTERLY, OCTOBER, MARCH)),
        ("31-Mar-68", Schedule(Frequency.OTHER, days=(MARCH,))),
        ("15 ธ.ค. 67, 31 มี.ค.", Schedule(Frequency.OTHER, days=(date(2024, 12, 15), MARCH))),
        ("ครั้งที่ 1 15 ธ.ค. 67 ครั้งที่ 2 31 มี.ค. 68",
         Schedule(Frequency.OTHER, days=(date(2024, 12, 15), MARCH))),
        ("15 และ 31 มีนาคม 2568", Schedule(Frequency.OTHER, days=(date(2025, 3, 15), MARCH))),
        ("ธ.ค. 67, มี.ค. 68", Schedule(Frequency.OTHER, days=(date(2024, 12, 31), MARCH))),
        ("ไตรมาส 1 และ 2", Schedule(Frequency.QUARTERLY, days=(date(2024, 12, 31), MARCH))),
        ("ปีละ 1 ครั้ง 31 มี.ค. 68", Schedule(Frequency.FISCAL_YEAR, days=(MARCH,))),
        ("ทุก 4 เดือน", Schedule(
            Frequency.OTHER, days=(date(2025, 1, 31), date(2025, 5, 31), date(2025, 9, 30))
        )),
        ("1 ครั้ง/เดือน", Schedule(Frequency.MONTHLY)),
        ("ทุก 2 เดือน", Schedule(Frequency.OTHER, days=(
            date(2024, 11, 30), date(2025, 1, 31), MARCH,
            date(2025, 5, 31), date(2025, 7, 31), date(2025, 9, 30),
        ))),
        ("2 เดือน/ครั้ง", schedule_of("ทุก 2 เดือน", 2568)),
        ("ทุก ๆ 4 เดือน", Schedule(
            Frequency.OTHER, days=(date(2025, 1, 31), date(2025, 5, 31), date(2025, 9, 30))
        )),
        ("2 ครั้งต่อปี", Schedule(Frequency.HALF_YEARLY)),
        ("อย่างน้อย 1 ครั้ง/ปี", Schedule(Frequency.FISCAL_YEAR)),
        ("เป็นประจำทุกเดือน จนกว่าจะดำเนินการแล้วเสร็จ", Schedule(Frequency.MONTHLY)),
    ],
)  # fmt: skip
def test_a_typed_schedule_tells_how_often_from_when_to_when_and_on_which_days(text, expected):
    assert schedule_of(text, YEAR) == expected


@pytest.mark.parametrize(
    "text", ["มี.ค. 68 - ต.ค. 67", "31/3/68 - 1/3/68", "ไตรมาส 3 - 1", "ปีงบประมาณ 2569 - 2567"]
)
def test_a_schedule_that_ends_before_it_begins_is_refused(text):
    with pytest.raises(InputError, match="สิ้นสุดก่อนวันเริ่ม"):
        schedule_of(text, YEAR)


def test_a_day_that_no_month_has_is_refused():
    with pytest.raises(InputError, match="ไม่มีวันที่ 31 กุมภาพันธ์"):
        schedule_of("31 ก.พ. 68", YEAR)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("เดือนละ 2 ครั้ง", 2),
        ("เดือนละ ๑ ครั้ง", 1),
        ("ปีละ 2 ครั้ง", 1),
        ("ปีละ 3 ครั้ง", 3),
        ("ทุกเดือน", 1),
        ("2 ครั้ง/เดือน", 2),
        ("3 ครั้งต่อปี", 3),
        ("1 ครั้ง/ปี", 1),
        ("เดือน ๆ ละ 3 ครั้ง", 3),
    ],
)
def test_how_many_times_within_each_span_is_told_by_the_words(text, times):
    assert times_of(text) == times


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("เดือนละ ๑ ครั้ง\n(ต.ค. ๖๗ – มี.ค.๖๘)", True),
        ("เดือนละ 1 ครั้ง ในระหว่างเดือน ตุลาคม 2567 - กันยายน 2568", True),
        ("ทุก 6 เดือน (มี.ค. และ ก.ย. 68)", True),
        ("รายไตรมาส", True),
        ("ผู้อำนวยการเขต ติดตามในการประชุมผู้บริหารเขต เป็นประจำทุกเดือน", False),
        ("รายงานทุกเดือน", False),
        ("ไม่มีเรื่องร้องเรียน", False),
        ("-", False),
        ("", False),
    ],
)
def test_words_that_tell_who_or_how_do_not_tell_only_when(text, only):
    assert states_only_when(text) is only


PIECES = [
    "ต.ค.", "มีนาคม", " ", "67", "2568", "-", "ถึง", "ไตรมาส", "1", "31", "/", "ปีงบประมาณ", ",",
    "ทุกเดือน",
]  # fmt: skip


@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_words_are_read_or_refused(text):
    with suppress(InputError):
        found = schedule_of(text, YEAR)
        assert found.begins is None or found.ends is None or found.begins <= found.ends
        assert list(found.days) == sorted(set(found.days))


@pytest.mark.parametrize(
    "text", ["พ.ย. 67 - มี.ค. 68", "พ.ย. 24 - มี.ค. 25", "พ.ย. 2567 - มี.ค. 2025"]
)
def test_a_year_in_two_digits_is_of_the_era_that_is_near(text: str) -> None:
    found = schedule_of(text, 2568)
    assert (found.begins, found.ends) == (date(2024, 11, 1), date(2025, 3, 31))
