"""What is wrong with a framework that is being edited, told at its place."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from ita_desktop.domain.framework import Framework, Indicator, LevelSet, Requirement, Rule
from ita_desktop.frameworks import faults_of, load

D = Decimal
YEARS = (2564, 2565, 2566, 2567, 2568)


def test_a_shipped_framework_has_no_faults() -> None:
    assert [fault.sentence() for year in YEARS for fault in faults_of(load(year))] == []


def told(framework: Framework) -> dict[tuple[str, str], tuple[str, bool]]:
    return {
        (fault.code, fault.key): (fault.sentence(), fault.hard) for fault in faults_of(framework)
    }


def with_indicator(framework: Framework, code: str, **changes: object) -> Framework:
    return replace(
        framework,
        indicators=tuple(
            replace(indicator, **changes) if indicator.code == code else indicator
            for indicator in framework.indicators
        ),
    )


def with_item(framework: Framework, at: str, **changes: object) -> Framework:
    return replace(
        framework,
        items=tuple(
            replace(item, **changes) if item.code == at else item for item in framework.items
        ),
    )


@pytest.mark.parametrize(
    ("edited", "place", "says", "hard"),
    [
        (lambda f: with_item(f, "O12", title=""), ("O12", "title_th"), "ยังไม่มีข้อความ", True),
        (lambda f: with_item(f, "O12", code="O11"), ("O11", "code"), "รหัส O11 ซ้ำ", True),
        (lambda f: with_item(f, "O12", code="o๑๑"), ("o๑๑", "code"), "รหัส o๑๑ ซ้ำ", True),
        (lambda f: with_item(f, "O12", code="9.1"), ("9.1", "code"), "รหัส 9.1 ซ้ำ", True),
        (lambda f: with_item(f, "O12", indicator="9"), ("O12", "indicator"), "ตัวชี้วัดย่อย", True),
        (lambda f: with_item(f, "O12", indicator="12"), ("O12", "indicator"), "ไม่มีตัวชี้วัด 12", True),
        (lambda f: with_item(f, "I1", options=()), ("I1", "scale"), "ไม่มีตัวเลือก", False),
        (lambda f: with_item(f, "I10", indicator="3"), ("4", "code"), "ตัวชี้วัด 4 ไม่มีข้อ", False),
        (lambda f: with_item(f, "O1", requirements=(Requirement("O2.1", "ก"),)),
         ("O2.1", "code"), "รหัสข้อ O1", True),
        (lambda f: with_indicator(f, "9.1", parent="9.1"), ("9.1", "parent"), "9.1 → 9.1", True),
        (lambda f: with_indicator(f, "9", parent="9.1"), ("9", "parent"), "9 → 9.1 → 9", True),
        (lambda f: with_indicator(f, "9.1", parent="10.1"), ("9.1", "parent"), "10.1 เป็น", True),
        (lambda f: with_indicator(f, "9.1", parent="11"), ("9.1", "parent"), "ไม่มีตัวชี้วัด 11", True),
        (lambda f: with_indicator(f, "9.1", parent="1"), ("9.1", "instrument"), "คนละ", True),
        (lambda f: with_indicator(f, "1", rule=Rule.WEIGHTED), ("1", "rule"), "ถ่วงน้ำหนักไม่ได้", True),
        (lambda f: with_indicator(f, "9.1", weight=None), ("9", "weight"), "ไม่ครบทุกตัว", False),
        (lambda f: with_indicator(f, "9.1", weight=D(9)), ("9", "weight"), "ได้ 31", False),
        (lambda f: with_indicator(f, "9.1", weight=D(101)), ("9.1", "weight"), "0 ถึง 100", True),
        (lambda f: replace(f, instruments=f.instruments[1:]), ("", "instruments"), "ได้ 70", False),
        (lambda f: replace(f, instruments=()), ("", "instruments"), "ไม่มี instruments เลย", True),
        (lambda f: replace(f, code="{a b}"), ("{a b}", "code"), "ใช้ไม่ได้", True),
        (lambda f: replace(f, levels=LevelSet("x", "x", ())), ("", "levels"), "ไม่มีระดับ", False),
        (lambda f: replace(f, levels=replace(f.levels, levels=f.levels.levels[:2])),
         ("", "levels"), "คะแนนต่ำสุดไม่มีระดับ", True),
        (lambda f: replace(f, levels=replace(f.levels, levels=f.levels.levels[::-1])),
         ("passes", "total_min"), "ไม่ได้ต่ำกว่า", True),
    ],
)  # fmt: skip
def test_a_fault_of_an_edited_framework_is_told_at_its_place(
    edited: Callable[[Framework], Framework], place: tuple[str, str], says: str, hard: bool
) -> None:
    found = told(edited(load(2568)))

    assert place in found, found
    assert says in found[place][0]
    assert found[place][1] is hard


def test_weights_of_a_whole_instrument_must_make_up_its_own() -> None:
    framework = with_indicator(load(2568), "10.2", weight=D(4))
    assert told(with_indicator(framework, "10", weight=D(12)))[("OIT", "weight")] == (
        "OIT: น้ำหนักตัวชี้วัดย่อยรวมกันได้ 42 ไม่ตรงกับ 40 · แก้น้ำหนักให้ตรงกัน",
        False,
    )


def test_sub_indicators_that_all_weigh_nothing_cannot_be_weighted() -> None:
    framework = load(2568)
    nothing = [
        replace(indicator, weight=D(0)) if indicator.parent == "10" else indicator
        for indicator in framework.indicators
    ]
    (fault,) = faults_of(replace(framework, indicators=tuple(nothing)))
    assert (fault.code, fault.key) == ("10", "rule")


def test_no_shape_of_an_indicator_tree_is_too_much_to_look_at() -> None:
    base = load(2568)
    looped = replace(
        base,
        indicators=(
            *base.indicators,
            Indicator("a", "OIT", "ก", parent="b"),
            Indicator("b", "OIT", "ข", parent="c"),
            Indicator("c", "OIT", "ค", parent="b"),
        ),
    )
    found = told(looped)
    assert "b → c → b" in found["b", "parent"][0]
    assert "c → b → c" in found["c", "parent"][0]
    assert "b เป็นตัวชี้วัดย่อย" in found["a", "parent"][0]
    assert found["a", "code"][1] is False
