"""Two frameworks beside each other, row by row, and one with chosen rows of the other."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import Framework, Indicator, Item, Requirement, Rule, Scale
from ita_desktop.frameworks import faults_of, load
from ita_desktop.frameworks.difference import ChangeKind, Difference, Key, differences, merged
from ita_desktop.frameworks.editing import (
    moved_by,
    rescaled,
    with_fields,
    with_new,
    with_part,
    with_weights,
    without,
)
from tests.support.cost import examples

D = Decimal
YEARS = (2564, 2566, 2567)


def rows(own: Framework, other: Framework) -> dict[Key, Difference]:
    found = differences(own, other)
    assert len({difference.key for difference in found}) == len(found)
    return {difference.key: difference for difference in found}


def corrected(framework: Framework) -> Framework:
    """The framework of 2568 as a circular might correct it."""
    framework = with_fields(framework, "O12", {"title": "ระบบติดตามใบอนุญาต"})
    framework = with_fields(framework, "O12.2", {"text": "ผู้ยื่นทราบขั้นตอน", "optional": True})
    framework = with_fields(framework, "EIT", {"rule": Rule.MEAN_OF_PARTS})
    framework = with_weights(framework, {"9.1": D(9), "9.2": D(11)})
    framework = without(framework, ["O21", "O12.5"])
    framework = with_new(framework, Indicator("11", "EIT", "ความพึงพอใจ"))
    framework = with_new(framework, Item("E7", "11", "พึงพอใจ"))
    e7 = rescaled(framework, framework.item_by_code["E7"], Scale.LIKERT6, reverse=False, options={})
    o1 = framework.item_by_code["O1"]
    points = (*o1.requirements, Requirement("O1.13", "แผนที่", "ที่ตั้ง"))
    return with_part(with_part(framework, e7), replace(o1, requirements=points))


def test_how_an_item_is_answered_is_one_row_with_its_parts() -> None:
    own = load(2564)
    plain = with_fields(own, "I11", {"parts": 1, "turned_parts": (), "options_basis": ""})
    key = Key("I11", "scale")
    (found,) = rows(plain, own).items()
    assert found[0] == key
    assert found[1].old.startswith("สี่ระดับ (น้อยที่สุดหรือไม่มีเลย 0,")
    assert found[1].new == f"{found[1].old} · 2 ข้อย่อย · กลับคะแนนข้อย่อย 2"
    assert merged(plain, own, {key}).item_by_code["I11"] == own.item_by_code["I11"]


def test_a_correction_is_shown_row_by_row() -> None:
    own = load(2568)

    found = rows(own, corrected(own))

    assert {(key.code, key.field): one.turn for key, one in found.items()} == {
        ("EIT", "rule"): ChangeKind.CHANGED,
        ("11", ""): ChangeKind.ADDED,
        ("9.1", "weight"): ChangeKind.CHANGED,
        ("9.2", "weight"): ChangeKind.CHANGED,
        ("O21", ""): ChangeKind.REMOVED,
        ("E7", ""): ChangeKind.ADDED,
        ("O1.13", ""): ChangeKind.ADDED,
        ("O12", "title"): ChangeKind.CHANGED,
        ("O12.5", ""): ChangeKind.REMOVED,
        ("O12.2", "text"): ChangeKind.CHANGED,
    }
    shown = {
        (difference.key.code, difference.what): (difference.old, difference.new)
        for difference in found.values()
    }
    assert shown["9.1", "น้ำหนัก"] == ("8", "9")
    assert shown["EIT", "วิธีรวมคะแนน"] == ("ค่าเฉลี่ยของข้อ", "ค่าเฉลี่ยของส่วนย่อย")
    assert shown["O12.2", "รายการตรวจ"][1] == "ผู้ยื่นทราบขั้นตอน (ไม่บังคับ)"
    assert shown["O1.13", "รายการตรวจ"] == ("", "ที่ตั้ง: แผนที่")
    assert shown["E7", "ข้อ"] == ("", "พึงพอใจ")
    assert shown["O21", "ข้อ"] == (own.item_by_code["O21"].title, "")
    assert found[Key("O12.2", "text")].of == "O12"


def test_only_what_was_chosen_is_taken_over() -> None:
    own = load(2568)
    other = corrected(own)

    new = merged(own, other, [Key("O12", "title"), Key("O1.13")])

    assert new.item_by_code["O12"].title == "ระบบติดตามใบอนุญาต"
    assert new.item_by_code["O12"].requirements == own.item_by_code["O12"].requirements
    assert new.item_by_code["O1"].requirements[-1].code == "O1.13"
    assert set(rows(own, new)) == {Key("O12", "title"), Key("O1.13")}


def test_an_item_that_is_added_brings_its_indicator() -> None:
    own = load(2568)

    new = merged(own, corrected(own), [Key("E7")])

    assert set(rows(own, new)) == {Key("E7"), Key("11")}
    assert not faults_of(new)


def test_an_item_comes_back_where_it_stood() -> None:
    own = load(2568)

    new = merged(without(own, ["O12", "O1.3"]), own, [Key("O12"), Key("O1.3")])

    assert new == own


def test_what_lies_below_a_removed_indicator_is_not_taken_along_unasked() -> None:
    own = with_new(load(2568), Item("O30", "10.2", "ของเขตเอง"))
    other = without(load(2568), ["10.2"])

    new = merged(own, other, [Key("10.2"), Key("O22")])

    assert "O30" in new.item_by_code
    assert [fault.code for fault in faults_of(new) if fault.hard] == ["O30"]


def test_every_kind_of_value_is_shown_in_words() -> None:
    own, other = load(2566, used_in=2568), load(2568)
    found = [
        difference
        for difference in differences(own, other)
        if difference.key.code == "" or difference.of == "O9"
    ]
    for difference in (*found, *differences(other, own)):
        assert "Option(" not in difference.old + difference.new
        assert "<" not in difference.old + difference.new
        assert "Decimal" not in difference.old + difference.new
    shown = {difference.key.field: difference for difference in found}
    assert shown["levels"].new.startswith("ระดับผ่านดีเยี่ยมถึงต้องปรับปรุงโดยด่วน\nผ่านดีเยี่ยม 95, ผ่านดี 85")
    scale = next(
        difference for difference in differences(own, other) if difference.key == Key("I5", "scale")
    )
    assert isinstance(scale.new, Phrase)
    assert scale.new.startswith("หกระดับ กลับคะแนน (ไม่มีเลย 100, น้อยที่สุด 80")


@pytest.mark.parametrize("year", YEARS)
def test_a_framework_does_not_differ_from_itself(year: int) -> None:
    assert differences(load(year), load(year)) == ()


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("later", YEARS)
def test_taking_everything_over_makes_the_other_one(year: int, later: int) -> None:
    own, other = load(year, used_in=2569), load(later, used_in=2569)

    new = merged(own, other, {difference.key for difference in differences(own, other)})

    assert differences(new, other) == ()
    assert {place.code for place in new.outline} == {place.code for place in other.outline}


@settings(max_examples=examples(40))
@given(st.data())
def test_what_was_chosen_no_longer_differs_and_nothing_else_changed(data: st.DataObject) -> None:
    own = load(2568)
    other = corrected(own)
    found = differences(own, other)
    keys = set(data.draw(st.sets(st.sampled_from([difference.key for difference in found]))))

    new = merged(own, other, keys)

    brought = {Key("11")} if Key("E7") in keys else set()
    assert set(rows(own, new)) == keys | brought
    assert set(rows(new, other)) == {difference.key for difference in found} - keys - brought


def test_the_order_of_requirements_is_each_frameworks_own() -> None:
    own = load(2568)
    assert differences(own, moved_by(own, "O12.1", 2)) == ()
