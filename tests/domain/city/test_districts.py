"""Districts of several sources are one, however their name is written."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ita_desktop.domain.city.districts import (
    Blocked,
    City,
    District,
    DistrictMeasure,
    name_key,
    short_name,
    united,
)
from ita_desktop.domain.errors import InputError
from tests.domain.city.cities import district, year


@pytest.mark.parametrize(
    "name",
    ["สำนักงานเขตบางนา", "เขตบางนา", "บางนา", " สำนักงานเขต บางนา กรุงเทพมหานคร", "สํานักงานเขตบางนา"],
)
def test_a_district_is_the_same_with_and_without_its_office(name: str) -> None:
    assert name_key(name) == "บางนา"
    assert short_name(name) == "บางนา"


@pytest.mark.parametrize("name", ["สนข.บางนา", "สำนักงานเขตบางนา กทม.", "เขตบางนา กทม"])
def test_short_forms_are_the_same_district(name: str) -> None:
    assert name_key(name) == "บางนา"


def test_a_name_that_is_no_office_stays() -> None:
    assert short_name("เทศบาลตัวอย่าง") == "เทศบาลตัวอย่าง"


def test_sources_of_one_district_are_joined() -> None:
    found = united([district("สำนักงานเขตบางนา", year(2567)), district("เขตบางนา", year(2566))])
    (one,) = found
    assert [of.fiscal_year for of in one.years] == [2566, 2567]
    assert one.sources == ("สำนักงานเขตบางนา.ita", "เขตบางนา.ita")
    assert City(found).find("บางนา") is one


def test_of_two_sources_of_a_year_the_official_one_counts_and_both_are_kept() -> None:
    computed, official = year(total="80", source="computed"), year(total="70", source="official")
    (one,) = united([district("ก", computed), district("เขตก", official)])
    assert (one.years, one.also) == ((official,), (computed,))


def test_what_cannot_be_read_stays_apart_from_its_district() -> None:
    broken = District("ก", "x.ita", problem=InputError("เสีย"))
    found = united([broken, district("ข", year()), district("ก", year())])
    assert [one.name for one in found] == ["ก", "ข", "ก"]
    city = City(found)
    assert (city.problems, len(city.readable)) == ((broken,), 2)
    assert city.find("ก") is found[0]


def test_a_result_file_takes_no_measures_and_no_lateness_from_the_workspace() -> None:
    done = (DistrictMeasure(("O1",), "1. ทำแผนผัง", ("ฝ่ายปกครอง",)),)
    due = date(2024, 2, 1)
    own = replace(
        year(total="80", source="computed", late=(("O1", due), ("O2", due)), place="a.ita"),
        done=done,
        measures={"O1": 1},
    )
    result = year(total="70", scores={"O1": "100"}, place="ผล.xlsx")
    (one,) = united([district("ก", own), district("เขตก", result)])
    (counted,) = one.years
    assert (counted.total, counted.place, counted.work_place) == (70, "ผล.xlsx", "a.ita")
    assert (counted.done, counted.measures) == (done, {"O1": 1})
    assert [item.code for item in counted.open_items] == ["O2"]
    assert one.also == (own,)


def test_the_scores_of_a_year_are_told_by_kind_and_those_of_a_part_are_not_ranked() -> None:
    some = year(scores={"OIT": "80", "9": "70", "O1": "100"}, partial=("9",))
    assert some.instruments == {"OIT": 80}
    assert some.indicators == {"9": 70}
    assert some.items == {"O1": 100, "O2": None}
    assert [some.score_or_total(code) for code in ("ITA", "OIT", "O9")] == [90, 80, None]
    assert [some.whole(code) for code in ("ITA", "OIT", "9")] == [90, 80, None]
    part = year(scores={"OIT": "80"}, known="60")
    assert (part.whole("ITA"), part.whole("OIT"), part.is_complete) == (None, 80, False)
    assert not part.is_draft
    assert replace(part, drafted_from="ITA 2567").is_draft


def test_how_much_is_missing_of_a_level_is_known_only_with_a_score() -> None:
    assert Blocked("OIT", Decimal(85), Decimal("84.5")).missing == Decimal("0.5")
    assert Blocked("OIT", Decimal(85), None).missing is None


def test_an_item_is_late_after_its_day_and_in_its_year_alone() -> None:
    some = year(late=(("O1", date(2024, 3, 31)), ("O2", date(2024, 9, 30))))
    found = {
        day: some.late_on(day)
        for day in (date(2024, 3, 31), date(2024, 4, 1), date(2024, 9, 30), date(2024, 10, 1))
    }
    assert list(found.values()) == [(), ("O1",), ("O1",), ()]
    shown = replace(some, shown_day=date(2024, 4, 1))
    assert shown.late_on(date(2024, 3, 1)) == ("O1",)


@pytest.mark.parametrize(
    ("office", "name"),
    [
        ("สำนักงานเขตบางนา", "บางนา"),
        ("เขตบางนา กรุงเทพมหานคร", "บางนา"),
        ("บางนา", "บางนา"),
        ("เขตตัวอย่าง", "ตัวอย่าง"),
        ("ฝ่ายโยธา", "ฝ่ายโยธา"),
    ],
)
def test_an_office_is_shown_by_the_name_of_its_district(office: str, name: str) -> None:
    assert short_name(office) == name


@pytest.mark.parametrize(
    ("office", "short"),
    [
        ("สำนักงานเขตบางนา กรุงเทพมหานคร", "บางนา"),
        ("บางนา กรุงเทพมหานคร", "บางนา"),
        ("เขตสมมติ กรุงเทพมหานคร", "สมมติ"),
        ("เทศบาลเมือง กรุงเทพมหานคร", "เทศบาลเมือง กรุงเทพมหานคร"),
    ],
)
def test_the_short_name_of_a_district(office: str, short: str) -> None:
    assert short_name(office) == short
