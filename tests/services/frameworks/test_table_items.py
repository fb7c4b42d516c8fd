"""Items of a circular's table: what the table gives, and what the earlier framework gives else."""

from collections.abc import Collection
from dataclasses import replace

import pytest

from ita_desktop.domain.framework import (
    Framework,
    Indicator,
    Item,
    ItemProcess,
    Requirement,
    RequirementsBasis,
)
from ita_desktop.domain.scores.crosswalk import Relation
from ita_desktop.exchange.frameworks import ItemTable, ItemTableRow
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.frameworks.crosswalk_proposals import Proposals, ProposedLink
from ita_desktop.services.frameworks.from_table import BuiltFramework, built
from tests.domain.scores.test_progress import FRAMEWORK

COPY: Framework = replace(
    FRAMEWORK,
    indicators=(
        Indicator("1", "IIT", "ปฏิบัติหน้าที่"),
        Indicator("9", "OIT", "เปิดเผย"),
        Indicator("9.1", "OIT", "ข้อมูลพื้นฐาน", parent="9"),
        Indicator("9.2", "OIT", "บริหารเงิน", parent="9"),
    ),
    items=(
        Item("I1", "1", "เต็มใจ"),
        Item(
            "O1", "9.1", "โครงสร้าง", responsible=("ฝ่ายปกครอง",), note="ตรวจทุกปี", source="004",
            requirements=(Requirement("O1.1", "ผัง"), Requirement("O1.2", "ชื่อ")),
            requirements_basis=RequirementsBasis.DISTRICT_MEASURES,
            processes=(ItemProcess("O1.2", "ฝ่ายโยธา"), ItemProcess("O9.9", "ฝ่ายรายได้")),
        ),
        Item("O2", "9.2", "แผน"),
    ),
)  # fmt: skip


def row(code: str, title: str, indicator: str = "", **more: object) -> ItemTableRow:
    return replace(
        ItemTableRow(
            origin=Origin("", 1), instrument={"I": "IIT", "O": "OIT"}[code[0]], code=code,
            number=0, title=title, points=(), formats=None, formats_text="", owners=(),
            indicator=indicator, indicator_name="", continued=False,
        ),
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def link(old: str, new: str, score: int = 100, *, doubtful: bool = False) -> ProposedLink:
    relation = Relation.SAME
    return ProposedLink(old, new, relation, score, "", doubtful, same_title=not doubtful)


def make(
    *rows: ItemTableRow, links: Collection[ProposedLink] = (), given: Collection[str] = ()
) -> BuiltFramework:
    table = ItemTable(
        items=rows,
        given=frozenset(given),
        skipped=(),
        aside=(),
        doubts=(),
        other_sheets=(),
        ignored_columns=(),
    )
    return built(COPY, table, Proposals(tuple(links), (), ()))


def test_items_of_the_table_stand_in_place_of_those_of_their_instrument_alone() -> None:
    found = make(row("O1", "แผน", "9.2"), row("O2", "ใหม่", "9.1"))
    assert [(item.code, item.indicator, item.title) for item in found.framework.items] == [
        ("I1", "1", "เต็มใจ"), ("O1", "9.2", "แผน"), ("O2", "9.1", "ใหม่"),
    ]  # fmt: skip
    assert found.guesses == ()


def test_an_item_that_keeps_its_title_keeps_what_the_table_does_not_give() -> None:
    found = make(row("O5", "โครงสร้าง", "9.1"), links=[link("O1", "O5")])
    item = found.framework.item_by_code["O5"]
    assert [(point.code, point.text) for point in item.requirements] == [
        ("O5.1", "ผัง"), ("O5.2", "ชื่อ"),
    ]  # fmt: skip
    assert item.processes == (ItemProcess("O5.2", "ฝ่ายโยธา"),)
    assert (item.requirements_basis, item.responsible, item.note, item.source) == (
        RequirementsBasis.DISTRICT_MEASURES, ("ฝ่ายปกครอง",), "ตรวจทุกปี", "",
    )  # fmt: skip


@pytest.mark.parametrize("doubt", [True, False])
def test_only_what_surely_is_the_same_is_kept(doubt: bool) -> None:
    known = link("O1", "O5") if not doubt else link("O1", "O5", doubtful=True)
    item = make(row("O5", "โครงสร้าง", "9.1"), links=[known]).framework.item_by_code["O5"]
    assert bool(item.requirements) is not doubt
    gone = replace(known, old="O77")
    assert make(row("O5", "ก", "9.1"), links=[gone]).framework.item_by_code["O5"].note == ""


def test_points_of_the_table_stand_in_place_of_the_earlier_ones() -> None:
    points = row("O5", "โครงสร้าง", "9.1", points=("ก", "ข"))
    item = make(points, links=[link("O1", "O5")]).framework.item_by_code["O5"]
    assert [(point.code, point.text) for point in item.requirements] == [
        ("O5.1", "ก"), ("O5.2", "ข"),
    ]  # fmt: skip
    assert (item.requirements_basis, item.processes) == (RequirementsBasis.OFFICIAL, ())
    bare = make(row("O5", "โครงสร้าง", "9.1"), links=[link("O1", "O5")], given={"contents"})
    item = bare.framework.item_by_code["O5"]
    assert (item.requirements, item.requirements_basis) == ((), RequirementsBasis.UNKNOWN)


def test_owners_and_formats_of_a_table_that_gives_them_are_the_items_own() -> None:
    given = {"owners", "formats"}
    rows = (
        row("O5", "โครงสร้าง", "9.1", owners=("ฝ่ายคลัง",), formats_text="สองแบบ"),
        row("O6", "แผน", "9.2"),
    )
    found = make(*rows, links=[link("O1", "O5")], given=given).framework.item_by_code
    assert found["O5"].responsible == ("ฝ่ายคลัง",)
    assert found["O5"].note == "รูปแบบตามหนังสือเวียน: สองแบบ"
    assert (found["O6"].responsible, found["O6"].note) == ((), "")
    kept = make(rows[0], links=[link("O1", "O5")]).framework.item_by_code["O5"]
    assert (kept.responsible, kept.note) == (("ฝ่ายปกครอง",), "ตรวจทุกปี")


@pytest.mark.parametrize(
    ("rows", "links", "indicators"),
    [
        ([row("O5", "ก", "9.2"), row("O6", "ข")], [], ["9.2", "9.2"]),
        ([row("O5", "ก")], [], ["9.1"]),
        ([row("O5", "ก", "9")], [], ["9.1"]),
        ([row("O5", "ก", "9")], [link("O2", "O5", doubtful=True)], ["9.2"]),
        ([row("O5", "ก", "1")], [], ["9.1"]),
        (
            [row("O5", "ก")],
            [link("O1", "O5", 40, doubtful=True), link("O2", "O5", 60, doubtful=True)],
            ["9.2"],
        ),
        ([row("O5", "ก")], [link("O1", "O5", 90, doubtful=True), link("O2", "O5", 10)], ["9.2"]),
    ],
)
def test_an_item_without_an_indicator_of_its_own_is_placed_and_told(
    rows: list[ItemTableRow], links: list[ProposedLink], indicators: list[str]
) -> None:
    found = make(*rows, links=links)
    codes = [item.code for item in rows]
    assert [found.framework.item_by_code[code].indicator for code in codes] == indicators
    assert found.guesses[-1] == (f"ตารางไม่บอกตัวชี้วัดของ {codes[-1]} จึงวางไว้ใต้ {indicators[-1]}")


def test_new_indicators_are_added_under_their_head_and_empty_ones_left_out() -> None:
    found = make(
        row("O5", "ก", "10.1", indicator_name="ป้องกัน"),
        row("O6", "ข", "9.1", indicator_name="ชื่อใหม่"),
        given={"indicator"},
    )
    assert [(one.code, one.name, one.parent) for one in found.framework.indicators] == [
        ("1", "ปฏิบัติหน้าที่", ""), ("9", "เปิดเผย", ""), ("9.1", "ชื่อใหม่", "9"),
        ("10", "10", ""), ("10.1", "ป้องกัน", "10"),
    ]  # fmt: skip
    assert found.guesses == (
        "ตัวชี้วัด 10 เป็นตัวชี้วัดใหม่ ยังไม่มีน้ำหนัก",
        "ตัวชี้วัด 10.1 เป็นตัวชี้วัดใหม่ ยังไม่มีน้ำหนัก",
        "ตัวชี้วัด 9.2 ไม่มีข้อในตาราง จึงไม่อยู่ในกรอบร่าง",
    )
