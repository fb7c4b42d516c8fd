"""The city's overview as the command line tells it in JSON."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ita_desktop.cli.city_json import as_json, item_json
from ita_desktop.domain.city.districts import Blocked, City
from ita_desktop.domain.errors import InputError
from ita_desktop.services.city.library import item_over, usual_year
from tests.domain.city.cities import city, district, year

TODAY = date(2024, 3, 14)
LACKS = Blocked("OIT", Decimal("85.00"), Decimal("50.00"))
NORTH = district(
    "เขตเหนือ",
    year(2566, "80", {"O1": "0"}, source="computed"),
    replace(
        year(2567, "90.5", {"OIT": "50", "O1": "100", "O2": "0"}, place="b.ita",
             blocked_by=(LACKS,), late=(("O2", date(2024, 3, 1)),), partial=("O2",)),
        next_level="ผ่านดี",
    ),
)  # fmt: skip
SOUTH = replace(
    district("เขตใต้", year(2567, None, level="")),
    also=(year(2567, "70", place="c.csv"), year(2566, "60")),
)
LOST = replace(district("เขตหาย"), problem=InputError("อ่านแฟ้มไม่ได้"))
CITY: City = city(NORTH, SOUTH, LOST)


def told(fiscal_year: int | None = None) -> dict[str, list[dict[str, object]]]:
    """The years of each district by its name."""
    found = as_json(CITY, TODAY, str, fiscal_year)
    return {row["name"]: row["years"] for row in found["districts"]}


def test_every_district_is_told_with_its_file_and_what_is_wrong_with_it() -> None:
    found = as_json(replace(CITY, notes=(InputError("ก"),)), TODAY, str)
    assert [(row["name"], row["source"], row["problem"]) for row in found["districts"]] == [
        ("เขตเหนือ", "เขตเหนือ.ita", None),
        ("เขตใต้", "เขตใต้.ita", None),
        ("เขตหาย", "เขตหาย.ita", "อ่านแฟ้มไม่ได้"),
    ]
    assert found["notes"] == ["ก"]


def test_a_year_is_told_whole() -> None:
    _before, now = told()["เขตเหนือ"]
    assert now == {
        "fiscal_year": 2567, "total": "90.50", "level": "ผ่าน", "rank": 1, "counted": True,
        "file": "b.ita", "origin": "official", "known": "100.00", "framework": "2567",
        "framework_status": "printed", "change": "10.50", "instruments": {"OIT": "50.00"},
        "blocked_by": [{"level": "ผ่านดี", "subject": "OIT", "needs": "85.00", "has": "50.00",
                        "missing": "35.00"}],
        "late": ["O2"], "items": {"O1": "100.00", "O2": "0.00"}, "partial": ["O2"],
    }  # fmt: skip


def test_what_is_not_known_is_null_and_not_zero() -> None:
    _older, year_of, other = told()["เขตใต้"]
    assert (year_of["total"], year_of["level"], year_of["rank"], year_of["counted"]) == (
        None, None, None, True,
    )  # fmt: skip
    assert (other["total"], other["counted"], other["rank"], other["late"], other["change"]) == (
        "70.00", False, None, [], None,
    )  # fmt: skip


def test_years_are_in_order_those_that_count_before_what_other_files_say() -> None:
    years = {name: [(one["fiscal_year"], one["counted"]) for one in rows]
             for name, rows in told().items()}  # fmt: skip
    assert years == {
        "เขตเหนือ": [(2566, True), (2567, True)],
        "เขตใต้": [(2566, False), (2567, True), (2567, False)],
        "เขตหาย": [],
    }
    one = {name: [row["fiscal_year"] for row in rows] for name, rows in told(2566).items()}
    assert one == {"เขตเหนือ": [2566], "เขตใต้": [2566], "เขตหาย": []}


def test_the_usual_year_is_the_newest_with_a_total() -> None:
    assert usual_year(CITY) == 2567
    assert usual_year(city(SOUTH, district("ก", year(2566)))) == 2566
    assert usual_year(city(SOUTH)) == 2567
    assert usual_year(city(LOST)) is None


def test_an_item_is_told_over_all_districts_and_an_unknown_one_refused() -> None:
    found = item_json(item_over(CITY, 2567, "O1"), {})
    assert (found["code"], found["name"], found["framework"]) == ("O1", "โครงสร้าง", "2567")
    assert {row["name"]: row["score"] for row in found["districts"]} == {
        "เขตเหนือ": "100.00", "เขตใต้": None,
    }  # fmt: skip
    with pytest.raises(InputError, match="ไม่มีเขตใดมีข้อ O99 ในปี 2567"):
        item_over(CITY, 2567, "O99")
