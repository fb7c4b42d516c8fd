"""Which measure and time a row of a returned form is of, by what the row shows."""

from datetime import date

import pytest

from ita_desktop.domain.tracking.worksheet import MEASURE_COLUMNS, measure_key

HEADINGS = tuple(column.heading for column in MEASURE_COLUMNS)
MARCH, SEPTEMBER = date(2025, 3, 31), date(2025, 9, 30)
GONE = "0" * 32


@pytest.fixture
def listed(take_in, year):
    head = ("วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ")
    take_in(
        "measures",
        ("ข้อ", *head),
        ("I1", "1. ประชุมชี้แจงเจ้าหน้าที่ทุกฝ่าย", "ทุกฝ่าย", "ทุก 6 เดือน"),
        ("I4", "1. เผยแพร่แผน", "ทุกฝ่าย", "ปีละ 1 ครั้ง"),
    )
    take_in("measures", ("ตัวชี้วัด", *head), ("2", "- ตรวจสอบภายใน", "ทุกฝ่าย", "ปีละ 1 ครั้ง"))
    take_in("measures", ("ตัวชี้วัด", *head), ("3", "- ทบทวนอำนาจ", "ทุกฝ่าย", "ปีละ 1 ครั้ง"))
    return year().measures


def row(**cells):
    return tuple(cells.get(column.name, "") for column in MEASURE_COLUMNS)


@pytest.mark.parametrize(
    ("cells", "number", "occurrence"),
    [
        ({"items": "I4"}, 1, SEPTEMBER),
        ({"items": "ตัวชี้วัด 2"}, 2, SEPTEMBER),
        ({"items": "ตัวชี้วัด 3"}, 3, SEPTEMBER),
        ({"method": "- ทบทวนอำนาจ"}, 3, SEPTEMBER),
        ({"items": "I1", "due": "15 มี.ค. 68"}, 0, MARCH),
        ({"items": "I1", "due": "เม.ย. 68 - ก.ย. 68"}, 0, SEPTEMBER),
        ({"items": "I1", "due": "6 เดือนแรก"}, 0, MARCH),
        ({"items": "I1", "due": "ตุลาคม 2567 ถึงมีนาคม 2568"}, 0, MARCH),
        ({"items": "I1", "due": "มีนาคม 2568"}, 0, MARCH),
        ({"items": "I1", "due": "4/68"}, 0, SEPTEMBER),
        ({"items": "I1", "day": "15 มี.ค. 68"}, 0, MARCH),
        ({"method": "1. ประชุมชี้แจงเจ้าหน้าที่ทุกๆฝ่าย", "due": "15 พ.ค. 68"}, 0, SEPTEMBER),
    ],
)
def test_a_row_without_key_is_of_what_it_shows(listed, take_in, year, cells, number, occurrence):
    plan = take_in("worksheet", HEADINGS, row(text="ทำ", **cells))
    assert plan.skipped == ()
    (entry,) = year().entries
    assert (entry.measure_id, entry.occurrence) == (listed[number].id, occurrence)


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"items": "I1"}, "ของ I1 (ตรงกัน 2 แห่ง)"),
        ({"items": "I1", "due": "เมื่อใดก็ได้"}, "กำหนด “เมื่อใดก็ได้” ของแถวนี้ไม่ตรงกับรอบใดของ I1"),
        ({"items": "I1", "due": "15 มี.ค. 67"}, "ไม่ตรงกับรอบใดของ I1"),
        ({"items": "I1", "due": "มี.ค. 68 - เม.ย. 68"}, "ไม่ตรงกับรอบใดของ I1"),
        ({"method": "เรื่องอื่นทั้งหมด"}, "ไม่มีมาตรการของ เรื่องอื่นทั้งหมด"),
        ({"items": "I9"}, "ไม่มีมาตรการของ I9"),
        ({"key": measure_key(GONE, MARCH)}, "มาตรการของแถวนี้ไม่มีในปี 2568"),
        ({"key": measure_key(GONE, MARCH), "items": "I9"}, "ไม่มีมาตรการของ I9"),
    ],
)
def test_a_row_that_shows_no_certain_place_is_refused(listed, take_in, year, cells, why):
    plan = take_in("worksheet", HEADINGS, row(text="ทำ", **cells))
    assert [why in one.why for one in plan.skipped] == [True]
    assert year().entries == ()


@pytest.mark.parametrize(
    ("place", "cells", "words"),
    [
        pytest.param(MARCH, {"items": "I1", "due": "15 มี.ค. 68"}, "15 มี.ค. 68", id="same place"),
        pytest.param(MARCH, {"items": "I9"}, "I9", id="only the key is known"),
        pytest.param(None, {"items": "I1", "due": "15 มี.ค. 68"}, "15 มี.ค. 68", id="no key"),
    ],
)
def test_words_that_differ_from_the_program_are_told(listed, take_in, year, place, cells, words):
    key = measure_key(listed[0].id, place) if place else ""
    plan = take_in("worksheet", HEADINGS, row(text="ทำ", key=key, **cells))
    assert [f"ข้อความ “{words}” ในแถวนี้ต่าง" in one.why for one in plan.warnings] == [True]
    assert [entry.occurrence for entry in year().entries] == [MARCH]


def test_a_period_has_one_name_in_forms_and_in_what_came_back(listed, take_in, year):
    key = measure_key(listed[0].id, MARCH)
    due = "ต.ค. 67 - มี.ค. 68"
    plan = take_in("worksheet", HEADINGS, row(text="ทำ", key=key, items="I1", due="6 เดือนแรก"))
    assert (plan.warnings, plan.left) == ((), ()), "the same period in other words"
    (change,) = plan.changes
    assert {cell.heading: cell.new for cell in change.cells}["กำหนด"] == due
