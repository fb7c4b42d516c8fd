"""Titles of reports that count their round, or name its last day."""

from datetime import date

import pytest
from openpyxl import Workbook

from ita_desktop.domain.tracking.entries import EntryState
from ita_desktop.services.imports.found.reading import find_in
from ita_desktop.services.imports.found.series import apply_series, plan_parts
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.imports.plan import Consent
from tests.support.taken_in import plan_file

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


MONTHLY = ("ข้อ", "มาตรการ", "ระยะเวลา")


@pytest.mark.parametrize(
    ("title", "month"),
    [
        ("รายงานผลมาตรการ ITA ประจำเดือนธันวาคม 2567 สำนักงานเขตตัวอย่าง", 12),
        ("รายงานผลการดำเนินการตามมาตรการ ITA เดือน ม.ค. 68 ฝ่ายโยธา", 1),
        ("ประจำเดือนมกราคม พ.ศ. 2568 สำนักงานเขตตัวอย่าง", 1),
        ("รายงานผลมาตรการ ปี 2568 ประจำเดือนมกราคม สำนักงานเขตตัวอย่าง", 1),
    ],
)
def test_the_month_of_a_title_is_the_time_of_the_measure(take_in, year, title, month):
    take_in("measures", MONTHLY, ("I1", "ทำข่าว", "ทุกเดือน"))
    rows = (("I1", "ทำข่าว", "ทำแล้ว 3 ข่าว", "เสร็จแล้ว"),)
    take_in("progress", (title,), (*HEAD, "สถานะ"), *rows)
    (entry,) = year().entries
    assert (year().rounds, entry.round_id) == ((), None)
    assert entry.occurrence is not None
    assert entry.occurrence.month == month


def test_months_of_sheets_are_results_of_their_own(workspace, year, tmp_path):
    book = Workbook()
    for name, text in (("ธันวาคม 2567", "12 ข่าว"), ("ม.ค.", "9 ข่าว")):
        sheet = book.create_sheet(name)
        for row in ((*HEAD, "สถานะ"), ("I1", "ทำข่าว", text, "ดำเนินการแล้ว")):
            sheet.append(row)
    del book["Sheet"]
    book.save(tmp_path / "ผล.xlsx")
    made = plan_file(workspace, 2568, "progress", tmp_path / "ผล.xlsx")
    apply_import(workspace, made.accept(change.key for change in made.changes))
    rounds = {each.id: each.last for each in year().rounds}
    told = [(entry.text, rounds[entry.round_id]) for entry in year().entries]
    assert told == [("12 ข่าว", date(2024, 12, 31)), ("9 ข่าว", date(2025, 1, 31))]


def test_nothing_is_done_in_a_month_to_come(take_in, year, monkeypatch):
    monkeypatch.setattr("ita_desktop.services.tracking.today", lambda: date(2024, 12, 20))
    title = ("รายงานผลมาตรการ ประจำเดือนมกราคม 2568 สำนักงานเขตตัวอย่าง",)
    row = ("I1", "ทำข่าว", "3 ข่าว", "เสร็จแล้ว")
    plan = take_in("progress", title, (*HEAD, "สถานะ"), row, with_all=True)
    assert [entry.state for entry in year().entries] == [EntryState.UNKNOWN]
    assert any("ยังไม่ถึง" in one.why for one in plan.warnings)


@pytest.mark.parametrize("line", ["ฝ่ายโยธา สำนักงานเขตตัวอย่าง", "หน่วยงาน : ฝ่ายโยธา เขตตัวอย่าง"])
def test_the_unit_above_a_table_is_the_reporter_whoever_it_belongs_to(take_in, year, line):
    take_in("units", ("หน่วยงาน",), ("ฝ่ายโยธา",), ("ฝ่ายรายได้",))
    heads = ("ข้อ", "มาตรการ", "ผู้รับผิดชอบ")
    take_in("measures", heads, ("I1", "ทำคู่มือ", "ฝ่ายโยธา, ฝ่ายรายได้"))
    title = ("รายงานผลการดำเนินการ ไตรมาสที่ 1",)
    take_in("progress", title, (line,), HEAD, ("I1", "ทำคู่มือ", "ทำแล้ว"))
    (entry,) = year().entries
    assert year().unit_name(entry.unit_id) == "ฝ่ายโยธา"


@pytest.mark.parametrize("beside", ["หมายเหตุ", "สถานะ"])
def test_ticks_below_months_of_results_are_done_then_and_change_no_plan(
    workspace, take_in, year, tmp_path, beside
):
    take_in("measures", MONTHLY, ("I1", "ทำข่าว", "ทุกเดือน"))
    before = year().measures
    path = tmp_path / "ก.csv"
    rows = (
        ("รายงานผลการดำเนินการตามมาตรการ ITA ปีงบประมาณ พ.ศ. 2568 รอบ 6 เดือนแรก",),
        ("ข้อ", "มาตรการ", "ผลการดำเนินการรายเดือน", "", "", "", ""),
        ("", "", "ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", beside),
        ("I1", "ทำข่าว", "/", "/", "-", "x", "ดำเนินการแล้ว"),
    )
    path.write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    (part,) = find_in([path], workspace.year(2568)).parts
    assert part.kind == "progress"
    series = plan_parts(workspace, [part], shown=2568, consents=[Consent.UNTICKED])
    told = [skipped.why for one in series.parts for skipped in one.plan.skipped]
    assert ["“x” บอกได้ทั้งว่าทำแล้วและไม่ได้ทำ" in why for why in told] == [True]
    apply_series(workspace, series)
    assert [(entry.state, entry.occurrence) for entry in year().entries] == [
        (EntryState.DONE, date(2024, 10, 31)),
        (EntryState.DONE, date(2024, 11, 30)),
    ]
    assert year().measures == before
