"""Titles of reports that count their round, or name its last day."""

from datetime import date

import pytest

HEAD = ("ข้อ", "มาตรการ", "ความก้าวหน้า")


@pytest.mark.parametrize(
    ("title", "last"),
    [
        ("รายงานความก้าวหน้า ITA ครั้งที่ 1 ณ 31 มี.ค. 68", date(2025, 3, 31)),
        ("รายงานผลการดำเนินการตามมาตรการ ณ วันที่ 30 มิถุนายน 2568", date(2025, 6, 30)),
        ("สรุปผลการดำเนินงาน ITA ครั้งที่ 2", date(2025, 9, 30)),
        ("เรื่อง รายงานผลการดำเนินการตามมาตรการ รอบ 6 เดือนแรก ปี 2568", date(2025, 3, 31)),
        ("ติดตามมาตรการ รอบ 6 เดือน ปี 2568", date(2025, 3, 31)),
    ],
)
def test_they_state_the_round(take_in, year, title, last):
    made = take_in("progress", (title, "", ""), HEAD, ("I1", "ทำคู่มือ", "ทำแล้ว"))
    assert made.skipped == ()
    (entry,) = year().entries
    (found,) = (each for each in year().rounds if each.id == entry.round_id)
    assert found.last == last


def test_a_result_with_such_words_is_no_title(take_in, year):
    rows = (("I1", "ทำคู่มือ", "ทำแล้ว"), ("", "", "รายงานผู้บริหาร ครั้งที่ 2"))
    take_in("progress", ("รายงานผล รอบ 6 เดือน", "", ""), HEAD, *rows)
    (entry,) = year().entries
    assert entry.text == "ทำแล้ว\nรายงานผู้บริหาร ครั้งที่ 2"
