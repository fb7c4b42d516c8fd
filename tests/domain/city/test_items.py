"""One item over all districts, and the years of one district side by side."""

from dataclasses import replace
from decimal import Decimal

from ita_desktop.domain.city.items import item_over
from ita_desktop.domain.city.tables import across_years, city_years
from ita_desktop.domain.scores.crosswalk import Crosswalk, ItemLink, Relation
from tests.domain.city.cities import OLDER, OUTLINE, city, district, year

D = Decimal
LINKS = Crosswalk(
    {
        ("2566", "2567"): (
            ItemLink("O3", "O1", Relation.SAME),
            ItemLink("O1", "O2", Relation.MERGED),
            ItemLink("O4", "O2", Relation.MERGED),
        )
    }
)
BEFORE = year(2566, "80", {"O1": "10", "O3": "60", "O4": "20", "OIT": "70"}, outline=OLDER)
NOW = year(2567, "90", {"O1": "100", "O2": "0", "OIT": "75"}, outline=OUTLINE)


def test_an_item_is_what_the_crosswalk_says_in_the_year_before() -> None:
    found = city(district("ก", BEFORE, NOW), district("ข", year(scores={"O1": "40"})))
    over = item_over(found, 2567, "O1", LINKS)
    assert over is not None
    assert [(row.score, row.rank, row.before, row.change) for row in over.rows] == [
        (D(100), 1, D(60), D(40)),
        (D(40), 2, None, None),
    ]
    assert [row.district.name for row in over.full] == ["ก"]
    instrument = item_over(found, 2567, "OIT", LINKS)
    assert instrument is not None
    assert instrument.rows[0].change == D(5)


def test_a_merged_item_has_no_year_before() -> None:
    over = item_over(city(district("ก", BEFORE, NOW)), 2567, "O2", LINKS)
    assert over is not None
    assert (over.rows[0].score, over.rows[0].before) == (D(0), None)


def test_districts_of_another_framework_are_told_and_not_mixed_in() -> None:
    other = district("ค", year(outline=OLDER, scores={"O1": "5"}))
    found = city(district("ก", NOW), district("ข", NOW), other)
    over = item_over(found, 2567, "O1", LINKS)
    assert over is not None
    assert (over.framework, len(over.rows), over.apart) == ("2567", 2, (other,))
    assert item_over(found, 2567, "O77", LINKS) is None


def test_years_stand_side_by_side_by_the_crosswalk() -> None:
    rows = {row.code: row for row in across_years(district("ก", BEFORE, NOW), LINKS)}
    assert list(rows) == ["ITA", "OIT", "9", "O1", "O2"]
    assert rows["ITA"].change(2566, 2567) == D(10)
    assert rows["O1"].change(2566, 2567) == D(40)
    assert rows["OIT"].change(2566, 2567) == D(5)
    merged = rows["O2"].by_year[2566]
    assert [(one.code, one.score, one.is_comparable) for one in merged] == [
        ("O1", D(10), False),
        ("O4", D(20), False),
    ]
    assert rows["O2"].change(2566, 2567) is None
    assert rows["9"].by_year[2566] == ()


def test_the_years_of_the_city_count_who_has_a_total() -> None:
    found = city(district("ก", BEFORE, NOW), district("ข", year(total=None)))
    before, now = city_years(found)
    assert (before.fiscal_year, before.districts, now.districts) == (2566, 1, 2)
    assert now.total is not None
    assert (now.total.known, now.total.mean) == (1, D("90.00"))
    assert now.levels == {"ผ่าน": 1, "": 1}
    assert {code: one.mean for code, one in now.instruments.items()} == {"OIT": D("75.00")}
    (unknown,) = city_years(city(district("ค", year(scores={"O1": "40"}))))
    assert unknown.instruments == {}


def test_a_partly_known_indicator_is_neither_full_nor_ranked_nor_compared() -> None:
    before = year(2566, "80", {"OIT": "70"}, outline=OLDER, partial=("OIT",))
    partly = year(scores={"OIT": "100"}, partial=("OIT",))
    found = city(district("ก", before, partly), district("ข", before, NOW))
    over = item_over(found, 2567, "OIT", LINKS)
    assert over is not None
    assert [(row.rank, row.has_full, row.change) for row in over.rows] == [
        (None, False, None),
        (1, False, None),
    ]


def test_a_partly_known_score_stands_beside_other_years_and_is_not_compared() -> None:
    partly = year(2567, "95", {"OIT": "75"}, known="60", partial=("OIT",))
    rows = {row.code: row for row in across_years(district("ก", BEFORE, partly), LINKS)}
    for code, score in (("ITA", D(95)), ("OIT", D(75))):
        (now,) = rows[code].by_year[2567]
        assert (now.score, now.is_comparable, now.is_regrouped) == (score, False, False)
        assert rows[code].change(2566, 2567) is None


def test_some_years_of_a_district_are_chosen() -> None:
    some = district("ก", BEFORE, NOW)
    (first, *_) = across_years(some, LINKS, (2566,))
    assert list(first.by_year) == [2566]
    assert across_years(some, LINKS, (2560,)) == ()
    rows = {row.code: row for row in across_years(some, LINKS)}
    assert [rows["OIT"].by_year[number][0].relation for number in (2566, 2567)] == [
        Relation.SAME, None,
    ]  # fmt: skip


def test_an_item_says_whose_score_is_official_and_how_many_measures_it_has() -> None:
    own = replace(NOW, official=("O1",), measures={"O1": 2})
    other = replace(NOW, measures={})
    over = item_over(city(*(district(str(at), one) for at, one in enumerate((own, other, NOW)))),
                     2567, "O1", LINKS)  # fmt: skip
    assert over is not None
    assert over.name == "โครงสร้าง"
    assert [(row.official, row.measures) for row in over.rows] == [
        (True, 2), (False, 0), (False, None),
    ]  # fmt: skip
