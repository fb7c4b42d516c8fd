"""Who holds a post over a year: stretches that follow each other without a day between them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.domain.roster.holders import is_of_one, stretches
from ita_desktop.domain.roster.orders import ACTING, Tenure

FIRST, LAST = date(2024, 10, 1), date(2025, 9, 30)
DAYS = st.one_of(st.none(), st.dates(date(2024, 6, 1), date(2026, 1, 31)))


def tenure(person: str, first: date | None, last: date | None, acting: str = "") -> Tenure:
    return Tenure(id=person, person_id=person, post="หัวหน้า", first=first, last=last, acting=acting)


def test_a_gap_and_an_overlap_are_stretches_of_their_own() -> None:
    found = stretches(
        [
            tenure("a", None, date(2024, 12, 31)),
            tenure("b", date(2025, 2, 1), None),
            tenure("c", date(2025, 9, 1), None),
        ],
        FIRST,
        LAST,
    )
    assert [(period.first, period.last, [held.id for held in period.own]) for period in found] == [
        (FIRST, date(2024, 12, 31), ["a"]),
        (date(2025, 1, 1), date(2025, 1, 31), []),
        (date(2025, 2, 1), date(2025, 8, 31), ["b"]),
        (date(2025, 9, 1), LAST, ["b", "c"]),
    ]
    assert [period.is_gap for period in found] == [False, True, False, False]
    assert [period.is_shared for period in found] == [False, False, False, True]


def test_a_single_day_at_either_end_of_the_year_counts() -> None:
    day = timedelta(1)
    found = stretches(
        [
            tenure("before", None, FIRST - day),
            tenure("a", None, FIRST),
            tenure("b", FIRST + day, LAST - day),
            tenure("c", LAST, None),
            tenure("after", LAST + day, None),
        ],
        FIRST,
        LAST,
    )
    assert [(period.first, period.last, [held.id for held in period.own]) for period in found] == [
        (FIRST, FIRST, ["a"]),
        (FIRST + day, LAST - day, ["b"]),
        (LAST, LAST, ["c"]),
    ]


def test_who_acts_beside_the_holder_is_no_overlap() -> None:
    [before, both] = stretches(
        [tenure("a", None, None), tenure("b", date(2025, 3, 1), None, ACTING[0])], FIRST, LAST
    )
    assert not both.is_shared
    assert [one.id for one in both.acting] == ["b"]
    assert before.acting == ()


def test_two_tenures_of_one_person_are_one_holder() -> None:
    again = Tenure(id="again", person_id="a", post="หัวหน้า", first=date(2025, 1, 1))
    found = stretches([tenure("a", None, None), again], FIRST, LAST)
    assert not any(period.is_shared for period in found)


@given(st.lists(st.tuples(st.sampled_from("abc"), DAYS, DAYS), max_size=5))
def test_every_day_is_in_one_stretch_that_says_who_holds_the_post(rows) -> None:
    tenures = [
        tenure(person, *days) for person, *days in rows if None in days or days[0] <= days[1]
    ]
    found = stretches(tenures, FIRST, LAST)
    assert (found[0].first, found[-1].last) == (FIRST, LAST)
    for before, after in pairwise(found):
        assert before.last + timedelta(1) == after.first
    for period in found:
        for day in (period.first, period.last):
            held = {other.person_id for other in tenures if other.covers(day)}
            assert {other.person_id for other in period.own} == held


@pytest.mark.parametrize(
    ("post", "alone"),
    [
        ("ผู้อำนวยการเขตตัวอย่าง", True),
        ("หัวหน้าฝ่ายปกครอง", True),
        ("ผู้ช่วยผู้อำนวยการเขต", False),
        ("นักจัดการงานทั่วไปชำนาญการ", False),
    ],
)
def test_only_a_head_is_one_at_a_time(post: str, alone: bool) -> None:
    assert is_of_one(post) is alone
