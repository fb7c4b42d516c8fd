"""How long personal data of a year is kept, and of which kinds the year still has some."""

from dataclasses import replace
from datetime import date

import pytest

from ita_desktop.domain.personal_data import counts, kept_until, over
from ita_desktop.domain.personal_marks import Personal
from ita_desktop.domain.records import Person
from tests.domain.scores.test_progress import EMPTY

PEOPLE = (
    Person(id="1", prefix="นาย", name="ตัวอย่าง หนึ่ง"),
    Person(id="2", prefix="", name="ตัวอย่าง สอง", phone="0 0000 0000"),
)
DATA = replace(EMPTY, people=PEOPLE)
LAST = date(2027, 9, 30)


def test_rows_are_counted_once_for_each_kind_that_they_hold() -> None:
    found = counts(DATA)
    assert (found[Personal.NAME], found[Personal.TELEPHONE]) == (2, 1)
    assert counts(EMPTY)[Personal.NAME] == 0


def test_a_period_ends_with_the_fiscal_year_so_many_years_later() -> None:
    assert kept_until(2568, 2) == LAST


@pytest.mark.parametrize(
    ("today", "years", "kinds"),
    [
        (LAST, 2, ()),
        (date(2027, 10, 1), 2, (Personal.NAME,)),
        (date(2027, 10, 1), 3, ()),
    ],
)
def test_a_kind_is_over_the_day_after_its_period(today, years, kinds) -> None:
    assert over(DATA, {Personal.NAME: years}, today) == kinds
    assert over(EMPTY, {Personal.NAME: years}, today) == ()
