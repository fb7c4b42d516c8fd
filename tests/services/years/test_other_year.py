"""Days of another fiscal year that an edit stored are found, whatever they were typed into."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from ita_desktop.domain.year import PLACES
from ita_desktop.services.years.moved import WATCHED, OtherDay, days_of_other_year
from ita_desktop.storage.edits.changes import RowChange
from ita_desktop.storage.tables import TABLE_RECORDS
from tests.documents.factories.papers import bare_year

OWN = tuple(SimpleNamespace(id=key) for key in "xb")
DATA = replace(  # 2568
    bare_year(), **{PLACES[TABLE_RECORDS[table]]: OWN for table, _ in WATCHED}
)
INSIDE, BEFORE, AFTER = date(2024, 10, 1), date(2024, 9, 30), date(2025, 10, 1)


def found(table: str, key: str = "x", **new: object) -> list[OtherDay]:
    return list(days_of_other_year([RowChange(table, key, None, new)], DATA))


@pytest.mark.parametrize("place", WATCHED, ids=".".join)
def test_a_day_outside_the_year_is_found_with_its_own(place: tuple[str, str]) -> None:
    table, column = place
    assert found(table, **{column: INSIDE}) == []
    assert found(table, **{column: AFTER.isoformat()}) == [OtherDay(place, AFTER, 2569)]
    eve = [] if column == "as_of" else [OtherDay(place, BEFORE, 2567)]
    assert found(table, **{column: BEFORE}) == eve


def test_what_is_no_day_of_this_years_work_is_passed_over() -> None:
    days = {"due": AFTER.isoformat(), "as_of": AFTER}
    assert len(found("assignment", **days)) == 2
    assert len(found("assignment", note="ก", **days)) == 2
    assert found("assignment", "of another year", **days) == []
    assert found("assignment", due=None, as_of="", note=AFTER.isoformat()) == []
    assert found("unit", **days) == []
    gone = RowChange("assignment", "x", {"due": AFTER.isoformat()}, None)
    assert list(days_of_other_year([gone], DATA)) == []


def test_all_rows_of_an_edit_are_looked_at() -> None:
    rows = [
        RowChange("assignment", "of another year", None, {"due": AFTER}),
        RowChange("assignment", "b", None, {"due": None, "as_of": INSIDE}),
        RowChange("letter", "x", None, {"number": "1", "day": BEFORE}),
    ]
    found_days = list(days_of_other_year(rows, DATA))
    assert found_days == [OtherDay(("letter", "day"), BEFORE, 2567)]
