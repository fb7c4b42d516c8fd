"""What the overview of the city holds of a district's year."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from ita_desktop.domain.city.districts import DueItem, measures_of, outline_of, reduced
from ita_desktop.domain.records import Assignment, Measure, MeasureItem, MeasureOwner
from ita_desktop.domain.scores.results import Score, ScoreSource
from ita_desktop.domain.year import YearData
from tests.documents.factories.year import YEAR, empty_year, year_2568

DUE = date(2025, 3, 31)


def scored(**scores: str) -> YearData:
    """A year with official scores, in which three items are due and one is not."""
    return replace(
        empty_year(),
        assignments=tuple(
            Assignment(id=code, year_id=YEAR, item_code=code, due=due)
            for code, due in (("O1", DUE), ("O2", None), ("O3", DUE), ("O4", DUE))
        ),
        scores=tuple(
            Score(id=code, year_id=YEAR, node=code, source=ScoreSource.OFFICIAL,
                  value=Decimal(value))
            for code, value in scores.items()
        ),
    )  # fmt: skip


def test_items_that_are_due_are_open_until_they_have_all_points() -> None:
    data = scored(O1="100", O3="50")
    found = reduced(data, outline_of(data.framework), place="a.ita", shown_day=DUE)
    assert found.open_items == (DueItem("O3", DUE), DueItem("O4", DUE))
    assert (found.place, found.shown_day, found.fiscal_year) == ("a.ita", DUE, 2568)
    assert [found.items[code] for code in ("O1", "O2", "O3")] == [100, None, 50]
    assert set(found.official) == {"O1", "O3"}


def test_what_follows_from_a_part_is_told_as_such() -> None:
    data = scored(O1="100", IIT="90")
    found = reduced(data, outline_of(data.framework))
    indicator = data.framework.item_by_code["O1"].indicator
    assert {indicator, "OIT"} <= found.partial
    assert not {"IIT", "O1", "EIT"} & found.partial
    assert found.score("IIT") == 90
    assert found.whole(indicator) is None


def test_measures_are_counted_by_item_and_told_with_their_units() -> None:
    data = year_2568()
    found = reduced(data, outline_of(data.framework))
    assert found.measures is not None
    assert sum(found.measures.values()) == len(data.measure_items)
    link = data.measure_items[0]
    alike = [one for one in data.measure_items if one.item_code == link.item_code]
    assert found.measures[link.item_code] == len(alike)
    assert found.done == tuple(measures_of(data))


def test_a_measure_without_items_or_words_is_no_practice() -> None:
    said = [
        Measure(id=key, year_id=YEAR, indicator="1", method=method)
        for key, method in (("a", "1. ทำ"), ("b", " "), ("c", "1. ลอย"))
    ]
    data = replace(
        year_2568(),
        measures=tuple(said),
        measure_items=tuple(
            MeasureItem(id=f"{key}", measure_id=key, item_code="I1") for key in "ab"
        ),
        measure_owners=(
            MeasureOwner(id="1", measure_id="a", unit_id="environment"),
            MeasureOwner(id="2", measure_id="a", post="หัวหน้าฝ่ายโยธา"),
        ),
    )
    assert list(measures_of(data)) == [(("I1",), "1. ทำ", ("ฝ่ายสิ่งแวดล้อมฯ",), ())]


def test_scores_that_rest_on_a_draft_say_of_which_framework() -> None:
    data = scored(O1="100")
    outline = outline_of(data.framework)
    assert reduced(data, outline).drafted_from == ""
    draft = replace(data, framework=replace(data.framework, drafted_from="2566"))
    assert reduced(draft, outline).drafted_from == "2566"
