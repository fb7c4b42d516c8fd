"""What districts did for an item, and how its score moved the year after."""

from dataclasses import replace
from decimal import Decimal

import pytest

from ita_desktop.domain.city.districts import City, DistrictMeasure, DistrictYear
from ita_desktop.domain.city.items import LibraryFilter, LibraryRow, MeasureLibrary
from ita_desktop.domain.scores.crosswalk import Crosswalk, ItemLink, Relation
from tests.domain.city.cities import OLDER, city, district, year

WALK = Crosswalk(
    {
        ("2566", "2567"): (
            ItemLink("O3", "O2", Relation.CHANGED),
            ItemLink("O1", "O1", Relation.MERGED),
            ItemLink("O4", "O1", Relation.MERGED),
        )
    }
)


def done(one: DistrictYear, *measures: tuple[str, str]) -> DistrictYear:
    """The year with measures: items and text."""
    made = (DistrictMeasure(tuple(items.split()), text, ("ฝ่าย ก",)) for items, text in measures)
    return replace(one, done=tuple(made))


@pytest.fixture
def some() -> City:
    before = {"O1": "60", "O3": "70", "O4": "80"}
    after = {"O1": "90", "O2": "75.5"}
    return city(
        district(
            "เขตหนึ่ง",
            done(
                year(2566, scores=before, outline=OLDER), ("O3", "1. ทำ**แผนผัง**"), ("O1", "ประกาศ")
            ),
            done(year(2567, scores=after), ("O1 O2", "ทำแผนผัง ขั้นที่ ๒")),
            year(2568, scores={"O1": "85", "O2": "75.5"}),
        ),
        district("เขตสอง", done(year(2567, scores={"O1": "50"}), ("O1", "ทำคู่มือ"))),
    )


def told(rows: object) -> list[tuple[str, int, str, Decimal | None]]:
    assert hasattr(rows, "__iter__")
    return [(row.district.name, row.fiscal_year, row.item, row.change) for row in rows]


def test_scores_go_on_by_the_crosswalk_and_a_merged_item_is_not_compared(some: City) -> None:
    rows = MeasureLibrary(some, WALK).find(LibraryFilter())
    assert told(rows) == [
        ("เขตหนึ่ง", 2566, "O3", Decimal("5.5")),
        ("เขตหนึ่ง", 2567, "O2", Decimal(0)),
        ("เขตหนึ่ง", 2567, "O1", Decimal(-5)),
        ("เขตสอง", 2567, "O1", None),
        ("เขตหนึ่ง", 2566, "O1", None),
    ]


def test_what_went_together_is_said_and_never_what_caused_it(some: City) -> None:
    rows = MeasureLibrary(some, WALK).find(LibraryFilter())
    assert [str(row.went_with) for row in rows] == [
        "ไปพร้อมกับคะแนนที่เพิ่มขึ้น 5.50",
        "ไปพร้อมกับคะแนนที่เท่าเดิม",
        "ไปพร้อมกับคะแนนที่ลดลง 5.00",
        "ไม่มีคะแนนสองปีให้เทียบ",
        "ไม่มีคะแนนสองปีให้เทียบ",
    ]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("0.01", "ไปพร้อมกับคะแนนที่เพิ่มขึ้น 0.01"),
        ("0.00", "ไปพร้อมกับคะแนนที่เท่าเดิม"),
        ("-0.01", "ไปพร้อมกับคะแนนที่ลดลง 0.01"),
    ],
)
def test_a_hundredth_is_a_change(some: City, change: str, words: str) -> None:
    row = MeasureLibrary(some, WALK).find(LibraryFilter())[0]
    assert str(row._replace(change=Decimal(change)).went_with) == words


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (LibraryFilter(item="O2", framework="2567"), [(2566, "O3"), (2567, "O2")]),
        (LibraryFilter(item="O3", framework="2566"), [(2566, "O3"), (2567, "O2")]),
        (LibraryFilter(gain=Decimal(0)), [(2566, "O3"), (2567, "O2")]),
        (LibraryFilter(gain=Decimal("5.51")), []),
        (LibraryFilter(district="สอง"), [(2567, "O1")]),
        (LibraryFilter(district="ไม่มี"), []),
        (LibraryFilter(fiscal_year=2566), [(2566, "O3"), (2566, "O1")]),
        (LibraryFilter(fiscal_year=2566, gain=Decimal(1)), [(2566, "O3")]),
        (LibraryFilter(text="แผนผัง"), [(2566, "O3"), (2567, "O2"), (2567, "O1")]),
        (LibraryFilter(text="แผนผัง 2"), [(2567, "O2"), (2567, "O1")]),
        (LibraryFilter(text="แผนผัง คู่มือ"), []),
        (LibraryFilter(item="O1", framework="2567", text="คู่มือ"), [(2567, "O1")]),
    ],
)
def test_all_that_is_asked_has_to_hold(
    some: City, wanted: LibraryFilter, found: list[tuple[int, str]]
) -> None:
    rows = MeasureLibrary(some, WALK).find(wanted)
    assert [(row.fiscal_year, row.item) for row in rows] == found
    assert len(rows) == len(found)
    assert list(rows[:1]) == list(rows)[:1]


@pytest.fixture
def many() -> MeasureLibrary:
    """Twelve measures of three districts, each in words of its own."""
    scores = {"O1": "90", "O2": "75.5"}
    districts = (
        district(
            name,
            *(
                done(
                    year(number, scores=scores),
                    ("O1", f"อบรม {name}"),
                    ("O2", f"ประกาศ {number} {name}"),
                )
                for number in (2567, 2568)
            ),
        )
        for name in ("เขตหนึ่ง", "เขตสอง", "เขตสาม")
    )
    return MeasureLibrary(city(*districts), WALK)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (LibraryFilter(district="สอง", fiscal_year=2567), ["O1", "O2"]),
        (LibraryFilter(district="สอง", fiscal_year=2567, item="O2"), ["O2"]),
        (LibraryFilter(district="สอง", fiscal_year=2567, text="ประกาศ"), ["O2"]),
        (LibraryFilter(district="สอง", fiscal_year=2567, text="ประกาศ 2567"), ["O2"]),
        (LibraryFilter(district="สอง", fiscal_year=2567, text="ประกาศ 2568"), []),
        (LibraryFilter(district="สอง", text="อบรม"), ["O1", "O1"]),
        (LibraryFilter(district="สอง", fiscal_year=2566), []),
    ],
)
def test_few_of_many_are_found_by_all_that_is_asked(
    many: MeasureLibrary, wanted: LibraryFilter, found: list[str]
) -> None:
    rows = many.find(wanted)
    assert sorted(row.item for row in rows) == found
    assert {row.district.name for row in rows} == ({"เขตสอง"} if found else set())


def test_a_row_bears_the_name_of_its_item_in_its_own_year(some: City) -> None:
    rows = MeasureLibrary(some, WALK).find(LibraryFilter())
    assert {(row.outline.code, row.item): row.title for row in rows} == {
        ("2566", "O3"): "ข้อมูลผู้บริหาร",
        ("2567", "O2"): "ข้อมูลผู้บริหาร",
        ("2567", "O1"): "โครงสร้าง",
        ("2566", "O1"): "โครงสร้าง",
    }
    assert rows[0]._replace(item="O99").title == ""


def test_no_person_is_in_a_row() -> None:
    assert {*LibraryRow._fields, *DistrictMeasure._fields} == {
        "district", "outline", "fiscal_year", "item", "measure", "score", "score_after", "change",
        "items", "method", "units", "undecided",
    }  # fmt: skip
