"""A bare number in a column of items is an indicator, and that is told."""

import pytest


@pytest.mark.parametrize(
    ("kind", "heads", "cells"),
    [
        ("analysis", ("ประเด็นที่ต้องปรับปรุง", "วิธีการปฏิบัติ"), ("ควรมีคู่มือ", "ทำคู่มือ")),
        ("measures", ("วิธีการปฏิบัติ", "ผู้รับผิดชอบ"), ("ทำคู่มือ", "ทุกฝ่าย")),
        ("results", ("คะแนน",), ("90",)),
    ],
)
def test_a_number_without_an_instrument_is_told_once(plan, kind, heads, cells) -> None:
    made = plan(kind, ("ข้อ", *heads), ("1", *cells), ("๒", *cells))
    told = [warning.why for warning in made.warnings if "ไม่บอกเครื่องมือ" in warning.why]
    assert len(made.changes) == 2
    (text,) = told
    assert "ตัวชี้วัดที่ 1" in text
    assert "แถว 2 3" in text


@pytest.mark.parametrize(
    "rows",
    [
        [("I1", "ทำคู่มือ", "ทุกฝ่าย")],
        [("ตัวชี้วัดที่ 1", "ทำคู่มือ", "ทุกฝ่าย")],
        [("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "", ""), ("1", "ทำคู่มือ", "ทุกฝ่าย")],
    ],
)
def test_a_number_whose_instrument_is_known_is_not_told(plan, rows) -> None:
    made = plan("measures", ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ"), *rows)
    assert not any("ไม่บอกเครื่องมือ" in warning.why for warning in made.warnings)
