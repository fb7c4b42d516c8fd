"""The table of a circular gives the items of a framework, however it is laid out."""

from collections.abc import Mapping, Sequence

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.text import key
from ita_desktop.exchange.frameworks import ItemTable, read_items
from ita_desktop.exchange.source import read_pasted

NAMES: Mapping[str, str] = {key("ข้อมูลพื้นฐาน"): "9.1", key("การบริหารงาน"): "9.2"}


def read(*rows: Sequence[str], merged: Sequence[tuple[int, int]] = ()) -> ItemTable:
    return read_items(read_pasted(rows, "ตาราง", merged=merged).sheets, NAMES, source="ตาราง")


@pytest.mark.parametrize("code", ["O12", "๐๑๒", "O๑๒", "ข้อ 12", "12", "12.", "ข้อ O12", "012"])
def test_a_code_may_be_written_in_many_ways(code: str) -> None:
    table = read(("ข้อ", "ข้อมูล", "รายละเอียด"), (code, "คู่มือ", "1) ก"))
    assert [(item.code, item.title) for item in table.items] == [("O12", "คู่มือ")]


@pytest.mark.parametrize("title", ["O12 คู่มือ", "12. คู่มือ", "๑๒) คู่มือ", "ข้อ 12 คู่มือ"])
def test_a_code_may_stand_before_the_title(title: str) -> None:
    table = read(("ข้อมูล", "รายละเอียด"), (title, "1) ก"))
    assert [(item.code, item.title) for item in table.items] == [("O12", "คู่มือ")]


def test_items_without_a_code_are_numbered_in_their_order() -> None:
    table = read(
        ("ตัวชี้วัด", "คำถาม", "รายละเอียด"),
        ("1 การปฏิบัติหน้าที่", "ถาม ก", ""),
        ("", "ถาม ข", ""),
        ("6 คุณภาพ", "ถาม ค", ""),
        ("9.1 ข้อมูลพื้นฐาน", "คู่มือ", "ก"),
    )
    assert [item.code for item in table.items] == ["I1", "I2", "E1", "O1"]
    assert [item.indicator for item in table.items] == ["1", "1", "6", "9.1"]


def test_numbers_that_begin_again_count_on_and_are_told() -> None:
    table = read(
        ("ที่", "ข้อมูล", "รายละเอียด"),
        ("ตัวชี้วัดย่อย 9.1 ข้อมูลพื้นฐาน",),
        ("1", "ก", "x"),
        ("2", "ข", "x"),
        ("การบริหารงาน",),
        ("1", "ค", "x"),
    )
    assert [(item.code, item.indicator) for item in table.items] == [
        ("O1", "9.1"),
        ("O2", "9.1"),
        ("O3", "9.2"),
    ]
    assert "เริ่มใหม่" in table.doubts[0].why
    assert len(table.aside) == 2


def test_rows_of_one_item_are_joined() -> None:
    table = read(
        ("ข้อ", "ข้อมูล", "องค์ประกอบด้านข้อมูล", "ผู้รับผิดชอบ"),
        ("O1", "โครงสร้าง", "แผนผัง", "ฝ่ายปกครอง"),
        ("", "", "อัตรากำลัง", ""),
        ("O2", "คู่มือ", "คู่มือทุกฝ่าย", "ทุกฝ่าย"),
        ("O2", "คู่มือ (ต่อ)", "แผนผังบริการ", ""),
    )
    assert [(item.code, item.points) for item in table.items] == [
        ("O1", ("แผนผัง", "อัตรากำลัง")),
        ("O2", ("คู่มือทุกฝ่าย", "แผนผังบริการ")),
    ]
    assert [item.owners for item in table.items] == [("ฝ่ายปกครอง",), ("ทุกฝ่าย",)]


def test_a_merged_title_has_all_its_rows() -> None:
    table = read(
        ("ข้อ", "ข้อมูล", "รายละเอียด"),
        ("O1", "โครงสร้าง", "แผนผัง"),
        ("O1", "โครงสร้าง", "อัตรากำลัง"),
        merged=[(2, 0), (2, 1)],
    )
    assert [item.points for item in table.items] == [("แผนผัง", "อัตรากำลัง")]


def test_nothing_is_left_out_without_a_word() -> None:
    table = read(
        ("ข้อ", "ข้อมูล", "รายละเอียด", "สีของปก"),
        ("", "", "รายละเอียดลอย", ""),
        ("O1", "โครงสร้าง", "แผนผัง", "แดง"),
        ("O1", "คู่มือ", "ก", ""),
        ("ก ข", "ข่าว", "ข", ""),
        ("หมายเหตุ ใช้ตั้งแต่ 1 ต.ค.",),
    )
    assert [(item.code, item.title) for item in table.items] == [("O1", "โครงสร้าง"), ("O2", "ข่าว")]
    told = [remark.why for remark in table.skipped]
    assert len(told) == 3
    assert any("ซ้ำ" in why for why in told)
    assert any("ไม่มีข้อ" in why for why in told)
    assert any("ไม่ใช่รหัส" in why for why in told)
    assert table.ignored_columns == ("สีของปก",)
    assert len(table.aside) == 1


def test_the_column_of_items_may_have_the_titles() -> None:
    table = read(("ข้อ", "รายละเอียด"), ("โครงสร้าง", "แผนผัง"), ("คู่มือ", "ก"))
    assert [(item.code, item.title) for item in table.items] == [("O1", "โครงสร้าง"), ("O2", "คู่มือ")]


def test_a_list_longer_than_all_codes_is_refused() -> None:
    rows = [("ข้อ", "ข้อมูล"), *(("", f"เรื่องที่ {at}") for at in range(298))]
    with pytest.raises(InputError, match="298") as refused:
        read(*rows)
    assert refused.value.remedy


def test_a_table_of_something_else_is_refused_with_a_remedy() -> None:
    with pytest.raises(InputError, match="ไม่พบตารางข้อ") as refused:
        read(("ห้อง", "เบอร์"), ("ประชุม", "101"))
    assert refused.value.remedy
