"""Days on which an office is closed, as far as the program knows them."""

from datetime import date

import pytest

from ita_desktop.domain.dates import day_off, planned_day, working_day


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 11, 8), "วันอาทิตย์"),
        (date(2026, 11, 7), "วันเสาร์"),
        (date(2026, 11, 9), None),
        (date(2027, 4, 6), "วันจักรี"),
        (date(2026, 12, 5), "วันพ่อแห่งชาติ"),
        (date(2026, 12, 7), "วันหยุดชดเชย"),
        (date(2026, 12, 8), None),
        (date(2027, 1, 1), "วันขึ้นปีใหม่"),
        (date(2024, 4, 16), "วันหยุดชดเชย"),
        (date(2024, 4, 17), None),
        (date(2022, 1, 3), "วันหยุดชดเชย"),
        (date(2023, 1, 2), "วันหยุดชดเชย"),
        (date(2023, 1, 3), None),
    ],
)
def test_a_day_off_is_told_with_its_cause(day: date, why: str | None) -> None:
    assert day_off(day) == why


def test_the_first_working_day_is_found_from_a_day_on() -> None:
    assert working_day(date(2026, 11, 8)) == date(2026, 11, 9)
    assert working_day(date(2026, 12, 31)) == date(2027, 1, 4)
    assert working_day(date(2027, 11, 8)) == date(2027, 11, 8)


def test_a_planned_day_says_that_offices_are_closed() -> None:
    assert planned_day(date(2026, 11, 8)) == "8 พ.ย. 69 (ตรงกับวันอาทิตย์)"
    assert planned_day(date(2026, 11, 9)) == "9 พ.ย. 69"
