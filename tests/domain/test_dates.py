"""Dates as a Thai office writes them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.domain.dates import (
    FISCAL_MONTHS,
    MONTHS,
    MONTHS_SHORT,
    DateError,
    buddhist_year,
    fiscal_year_bounds,
    fiscal_year_of,
    long_date,
    other_year,
    parse_date,
    short_date,
    weekday_date,
)
from ita_desktop.domain.text import to_thai

JAN_31 = date(2025, 1, 31)
DAYS = st.dates(date(1957, 1, 1), date(2056, 12, 31))
"""Days whose two-digit Buddhist year is meant for 2500-2599."""


@pytest.mark.parametrize(
    "text",
    [
        "31/1/68", "31/01/2568", "31-1-68", "31.1.68", "31/1/2025", "2568-01-31", "2025-01-31",
        "2568/1/31", "2025-01-31 00:00:00", "2025-01-31T08:30:00", "31 ม.ค. 68", "31 ม.ค. 2568",
        "31ม.ค.68",
        "31 มค 68", "31 มกราคม 2568", "31 มกราคม พ.ศ. 2568", "31 มกราคม พ.ศ.2568",
        "31 มกราคม พศ 2568", "วันศุกร์ที่ 31 มกราคม 2568", "วันที่ 31 ม.ค. 68", "๓๑/๑/๖๘",
        "๓๑ ม.ค. ๒๕๖๘", "๓๑ มกราคม พ.ศ. ๒๕๖๘", " 31/1/68 ", "31\u00a0ม.ค.\u00a068", "31 ม.ค.\n68",
        "31 ม.ค. 2025", "31 มกราคม ค.ศ. 2025", "31 ม.ค. ค.ศ. 25", "วันที่ ๓๑ เดือน มกราคม พ.ศ. ๒๕๖๘",
        "31-Jan-68", "31-JAN-2025", "31 Jan 2568", "31-ม.ค.-68",
    ],
)  # fmt: skip
def test_a_date_is_read_in_any_form_a_clerk_types(text: str) -> None:
    assert parse_date(text) == JAN_31


@pytest.mark.parametrize(
    ("text", "fiscal_year", "day"),
    [
        ("31/1", 2568, date(2025, 1, 31)),
        ("31 ม.ค.", 2568, date(2025, 1, 31)),
        ("31 ธ.ค.", 2568, date(2024, 12, 31)),
        ("1/10", 2568, date(2024, 10, 1)),
        ("30 กันยายน", 2568, date(2025, 9, 30)),
        ("29 ก.พ.", 2567, date(2024, 2, 29)),
    ],
)
def test_a_day_without_a_year_falls_into_the_fiscal_year(
    text: str, fiscal_year: int, day: date
) -> None:
    assert parse_date(text, fiscal_year=fiscal_year) == day


def test_without_any_year_the_day_falls_into_the_fiscal_year_of_today() -> None:
    assert parse_date("31 ธ.ค.", today=date(2024, 11, 5)) == date(2024, 12, 31)
    assert parse_date("31 ม.ค.", today=date(2024, 11, 5)) == date(2025, 1, 31)
    assert parse_date("31 ม.ค.", today=date(2025, 3, 1)) == date(2025, 1, 31)


def test_today_and_days_ahead_are_counted_from_today() -> None:
    assert parse_date("วันนี้", today=JAN_31) == JAN_31
    assert parse_date("+7", today=JAN_31) == date(2025, 2, 7)
    assert parse_date("+๓๐", today=JAN_31) == date(2025, 3, 2)
    assert parse_date("วันนี้") == date.today()  # noqa: DTZ011 - the office's own day


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "ไม่รู้จักวันที่"),
        ("เร็ว ๆ นี้", "ไม่รู้จักวันที่ “เร็ว ๆ นี้”"),
        ("31/1/568", "ไม่รู้จักวันที่"),
        ("1/2/3/4", "ไม่รู้จักวันที่"),
        ("45000", "ไม่รู้จักวันที่"),
        ("31 มกรา 68", "ไม่รู้จักวันที่"),
        ("31/13/68", "ไม่มีเดือนที่ 13"),
        ("31/0/68", "ไม่มีเดือนที่ 0"),
        ("30/2/68", "ไม่มีวันที่ 30 กุมภาพันธ์ พิมพ์ใหม่ เช่น 28/2/68"),
        ("30 ก.พ. 67", "เช่น 29/2/67"),
        ("31/4/68", "ไม่มีวันที่ 31 เมษายน พิมพ์ใหม่ เช่น 30/4/68"),
        ("0/4/68", "ไม่มีวันที่ 0 เมษายน"),
        ("1/1/2300", "นอกช่วง"),
        ("1/1/1900", "นอกช่วง"),
        ("1/1/9999", "นอกช่วง"),
        ("1/1/0001", "นอกช่วง"),
        ("31/12/0000", "นอกช่วง"),
        ("32/12/9999", "นอกช่วง"),
        ("31/12/1949", "นอกช่วง"),
        ("1/1/2151", "นอกช่วง"),
        ("32/12/2150", "ไม่มีวันที่ 32 ธันวาคม พิมพ์ใหม่ เช่น 31/12/93"),
        ("32/1/1950", "ไม่มีวันที่ 32 มกราคม พิมพ์ใหม่ เช่น 31/1/93"),
        ("+9999", "ไม่รู้จักวันที่"),
    ],
)
def test_what_is_no_date_is_told_with_an_example(text: str, says: str) -> None:
    with pytest.raises(DateError, match=says):
        parse_date(text)


def test_the_first_and_the_last_year_that_can_be_typed_are_read() -> None:
    assert parse_date("1/1/1950") == date(1950, 1, 1)
    assert parse_date("31/12/2150") == date(2150, 12, 31)


@given(DAYS, st.booleans())
def test_what_is_printed_is_read_back(day: date, thai: bool) -> None:
    for printed in (
        short_date(day),
        long_date(day),
        long_date(day, era=True),
        weekday_date(day),
        day.isoformat(),
        f"{day.day}/{day.month}/{buddhist_year(day)}",
    ):
        assert parse_date(to_thai(printed) if thai else printed) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31-Mar-25", date(2025, 3, 31)),
        ("31 March 25", date(2025, 3, 31)),
        ("1-Oct-24", date(2024, 10, 1)),
        ("31-Mar-68", date(2025, 3, 31)),
        ("31 March 2568", date(2025, 3, 31)),
        ("31 มี.ค. 68", date(2025, 3, 31)),
        ("31 มี.ค. 25", date(1982, 3, 31)),
    ],
)
def test_two_digits_beside_an_english_month_are_of_the_era_that_fits_the_fiscal_year(
    text: str, day: date
) -> None:
    assert parse_date(text, fiscal_year=2568) == day


@given(st.dates(date(2000, 1, 1), date(2049, 12, 31)))
def test_a_day_of_an_english_excel_is_read_in_its_own_year_in_either_era(day: date) -> None:
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    for year in (day.year, buddhist_year(day)):
        text = f"{day.day}-{months[day.month - 1]}-{year % 100:02d}"
        assert parse_date(text, fiscal_year=fiscal_year_of(day)) == day


@given(DAYS)
def test_a_day_lies_within_its_fiscal_year(day: date) -> None:
    first, last = fiscal_year_bounds(fiscal_year_of(day))
    assert first <= day <= last
    assert (first.day, first.month, last.day, last.month) == (1, 10, 30, 9)
    assert fiscal_year_of(last + timedelta(days=1)) == fiscal_year_of(day) + 1


@given(DAYS)
def test_a_day_typed_without_its_year_is_found_in_its_fiscal_year(day: date) -> None:
    assert parse_date(f"{day.day}/{day.month}", fiscal_year=fiscal_year_of(day)) == day


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_told_to_be_none(text: str) -> None:
    try:
        found = parse_date(text, fiscal_year=2568, today=JAN_31)
    except DateError as error:
        assert "พิมพ์" in str(error)  # noqa: PT017 - it may be a date, too
    else:
        assert 1950 <= found.year <= 2150


@given(st.from_regex(r"\A[0-9๐-๙+/. \-]{1,12}\Z"))
def test_any_digits_are_a_date_or_told_to_be_none(text: str) -> None:
    try:
        assert 1950 <= parse_date(text, today=JAN_31).year <= 2150
    except DateError as error:
        assert "พิมพ์" in str(error)  # noqa: PT017


def test_dates_are_printed_as_offices_do() -> None:
    assert short_date(JAN_31) == "31 ม.ค. 68"
    assert short_date(date(2057, 1, 1)) == "1 ม.ค. 00"
    assert long_date(JAN_31) == "31 มกราคม 2568"
    assert long_date(JAN_31, era=True) == "31 มกราคม พ.ศ. 2568"
    assert weekday_date(JAN_31) == "วันศุกร์ที่ 31 มกราคม 2568"


def test_a_fiscal_year_has_twelve_months_from_october() -> None:
    assert FISCAL_MONTHS[0] == 10
    assert FISCAL_MONTHS[-1] == 9
    assert sorted(FISCAL_MONTHS) == list(range(1, 13))
    assert len(set(MONTHS)) == len(set(MONTHS_SHORT)) == 12


def test_data_may_be_as_of_the_end_of_the_year_before_and_other_days_may_not() -> None:
    eve = date(2024, 9, 30)
    assert other_year(eve, 2568) == 2567
    assert other_year(eve, 2568, as_of=True) is None
    assert other_year(date(2024, 1, 31), 2568, as_of=True) == 2567
    assert other_year(date(2023, 9, 30), 2568, as_of=True) == 2566
    assert other_year(date(2024, 10, 1), 2568) is None


def test_the_example_of_a_date_is_of_the_year_at_hand() -> None:
    with pytest.raises(DateError, match=r"31/1/70 หรือ 31 ม\.ค\. 70"):
        parse_date("เร็ว ๆ นี้", fiscal_year=2570)
    with pytest.raises(DateError, match=r"31/1/71 หรือ 31 ม\.ค\. 71"):
        parse_date("31 มกรา", today=date(2027, 10, 1))
