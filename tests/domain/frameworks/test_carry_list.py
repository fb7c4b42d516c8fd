"""What becomes of the items of a year in another framework, and of what was entered for them."""

from dataclasses import replace
from datetime import date

import pytest

from ita_desktop.domain.carry_list import Entered, Fate, ItemFate, ItemMap, carry_list, entered_for
from ita_desktop.domain.framework import Indicator, Item
from ita_desktop.domain.records import Assignment, AssignmentOwner, Evidence, Measure, MeasureItem
from ita_desktop.domain.scores.crosswalk import ItemLink, Relation
from ita_desktop.domain.scores.results import Finding, FindingItem
from ita_desktop.domain.year import YearData
from tests.domain.scores.test_progress import EMPTY, FRAMEWORK

SAME, CHANGED, MERGED, SPLIT = Relation
CODES = ("O1", "O2", "O3", "O4", "O5", "O6")
BEFORE = replace(FRAMEWORK, items=tuple(Item(code, "9", "") for code in CODES))
AFTER = replace(
    FRAMEWORK,
    indicators=(Indicator("1", "IIT", ""),),
    items=tuple(Item(code, "1", "") for code in ("N1", "N2", "N3", "N4", "N5")),
)
LINKS = (
    ItemLink("O1", "N1", SAME),
    ItemLink("O2", "N2", CHANGED),
    ItemLink("O3", "N3", MERGED),
    ItemLink("O4", "N3", MERGED),
    ItemLink("O5", "N4", SPLIT),
    ItemLink("O5", "N5", SPLIT),
    ItemLink("O6", "N9", CHANGED),  # which the later framework has not
    ItemLink("O9", "N1", CHANGED),  # which the earlier one has not
)
ITEMS = ItemMap(BEFORE, AFTER, LINKS)


def year(*codes: str) -> YearData:
    """A year in which these items each have one row of evidence."""
    rows = (
        Evidence(id=code, year_id="y", item_code=code, title="", location="x") for code in codes
    )
    return replace(EMPTY, framework=BEFORE, evidence=tuple(rows))


def measure(name: str, indicator: str, *codes: str) -> dict[str, tuple[object, ...]]:
    links = tuple(MeasureItem(id=name + code, measure_id=name, item_code=code) for code in codes)
    found = Measure(id=name, year_id="y", indicator=indicator, method="")
    return {"measures": (found,), "measure_items": links}


def finding(name: str, indicator: str, *codes: str) -> dict[str, tuple[object, ...]]:
    links = tuple(FindingItem(id=name + code, finding_id=name, item_code=code) for code in codes)
    return {
        "findings": (Finding(id=name, year_id="y", indicator=indicator),),
        "finding_items": links,
    }


def test_items_are_linked_only_to_items_that_there_are() -> None:
    assert {code: ITEMS.new(code) for code in ("O1", "O5", "O6", "O9")} == {
        "O1": ("N1",), "O5": ("N4", "N5"), "O6": (), "O9": (),
    }  # fmt: skip
    assert (ITEMS.old("N1"), ITEMS.old("N3"), ITEMS.old("N9")) == (("O1",), ("O3", "O4"), ())


def test_what_is_the_same_is_not_changed() -> None:
    assert [code for code in CODES if ITEMS.is_changed(code)] == ["O2", "O3", "O4", "O5"]


def test_items_are_listed_by_what_becomes_of_them() -> None:
    one = {Entered.EVIDENCE: 1}
    assert carry_list(year(*CODES), ITEMS) == (
        ItemFate(("O6",), (), Fate.GONE, one),
        ItemFate(("O3", "O4"), ("N3",), Fate.UNITED, {Entered.EVIDENCE: 2}),
        ItemFate(("O5",), ("N4", "N5"), Fate.SPLIT, one),
        ItemFate(("O2",), ("N2",), Fate.CHANGED, one),
    )


def test_items_for_which_nothing_was_entered_are_left_out() -> None:
    assert carry_list(year(), ITEMS) == ()
    assert carry_list(year("O1"), ITEMS) == ()
    assert [fate.old for fate in carry_list(year("O4"), ITEMS)] == [("O3", "O4")]


def test_whatever_was_entered_for_an_item_is_counted() -> None:
    data = replace(
        year("O2", "O3"),
        assignments=(
            Assignment(id="a", year_id="y", item_code="O2", due=date(2025, 3, 1), note="ด่วน"),
            Assignment(id="b", year_id="y", item_code="O3", as_of=date(2025, 3, 1)),
            Assignment(id="c", year_id="y", item_code="O4"),
        ),
        assignment_owners=(
            AssignmentOwner(id="o", assignment_id="a", unit_id="u"),
            AssignmentOwner(id="p", assignment_id="a", unit_id="v"),
        ),
        **measure("m", "9", "O2", "O4"),
        **finding("f", "9", "O2"),
    )
    assert entered_for(data, "O2") == {
        Entered.OWNERS: 2, Entered.DATES: 1, Entered.NOTES: 1, Entered.EVIDENCE: 1,
        Entered.MEASURES: 1, Entered.FINDINGS: 1,
    }  # fmt: skip
    assert entered_for(data, "O3") == {Entered.DATES: 1, Entered.EVIDENCE: 1}
    assert entered_for(data, "O4") == {Entered.MEASURES: 1}
    assert entered_for(data, "O5") == {}


@pytest.mark.parametrize(
    ("indicator", "codes", "goes_on"),
    [
        ("9", ["O6"], False),
        ("9", ["O6", "O1"], True),
        ("1", ["O6"], True),
        ("9", [], False),
        ("1", [], True),
        ("", [], True),
    ],
)
def test_work_goes_on_with_another_item_or_the_indicator(
    indicator: str, codes: list[str], goes_on: bool
) -> None:
    assert ITEMS.goes_on(indicator, codes) is goes_on
    lost = [] if goes_on or not codes else [Entered.MEASURES]
    work = replace(year(), **measure("m", indicator, *codes))
    assert [kind for fate in carry_list(work, ITEMS) for kind in fate.entered] == lost
    lost = [] if goes_on or not codes else [Entered.FINDINGS]
    work = replace(year(), **finding("f", indicator, *codes))
    assert [kind for fate in carry_list(work, ITEMS) for kind in fate.entered] == lost


def test_only_items_that_stay_as_they_are_have_not_changed() -> None:
    assert [code for code in CODES if ITEMS.is_changed(code)] == ["O2", "O3", "O4", "O5"]
