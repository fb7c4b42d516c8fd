"""What one unit returns of a measure that several have to do is its own."""

from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from ita_desktop.documents.kinds import Format
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.oit.parts import rows_of
from ita_desktop.domain.records import Statement
from ita_desktop.domain.tracking.standing import TimeState
from ita_desktop.domain.tracking.state import tracked_measure
from ita_desktop.domain.tracking.units import units_of_measure
from ita_desktop.services import measures, tracking
from ita_desktop.services.checks import checking
from ita_desktop.services.documents import exporting
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.oit import assignments
from ita_desktop.services.roster import units
from ita_desktop.services.several_units import changes, changes_in_words, changes_of_years_in_words
from ita_desktop.services.tracking import TimeKey
from ita_desktop.services.years import years
from tests.support.taken_in import plan_file, plan_import, read_text

MARCH = date(2025, 3, 31)


@pytest.fixture
def measure(take_in, year):
    take_in(
        "measures",
        ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ"),
        ("I1", "1. ประชุมชี้แจง", "ทุกฝ่าย", "ทุก 6 เดือน"),
    )
    return year().measures[0]


def unit_named(year, name):
    return next(unit for unit in year().units if unit.name == name)


def sent(workspace, year, unit, path):
    context = exporting.context_of(workspace, year(), subject=unit.id)
    context = replace(context, day=date(2025, 4, 10))
    return exporting.save(context, "unit-worksheet", path, Format.XLSX).files[0]


@pytest.mark.parametrize("key_is_lost", [False, True])
def test_a_returned_row_is_for_its_unit_alone(
    workspace, measure, take_in, year, tmp_path, key_is_lost
):
    civil = unit_named(year, "ฝ่ายโยธา")
    everybody = OwnerRef(unit_id=unit_named(year, "ทุกฝ่าย").id)
    assignments.assign(workspace, 2568, ["O9"], [everybody], None)
    path = sent(workspace, year, civil, tmp_path / "แบบ.xlsx")
    book = load_workbook(path)
    for row in book["มาตรการ"].iter_rows(min_row=5):
        if "มี.ค. 68" in str(row[2].value):
            row[5].value = "ประชุมแล้ว"
        row[-1].value = None if key_is_lost else row[-1].value
    for row in book["ข้อมูล OIT"].iter_rows(min_row=5):
        row[4].value = "https://example.go.th/civil"
        row[-1].value = None if key_is_lost else row[-1].value
    book.save(path)
    plan = plan_file(workspace, 2568, "worksheet", path)
    assert plan.skipped == ()
    apply_import(workspace, plan)
    (entry,) = year().entries
    assert (entry.unit_id, entry.occurrence, entry.text) == (civil.id, MARCH, "ประชุมแล้ว")
    time = tracked_measure(year(), year().measures[0], date(2025, 4, 10)).times[0]
    assert time.state is TimeState.LATE
    assert civil not in time.open_units
    assert {row.unit_id for row in year().evidence} == {civil.id}
    again = plan_file(workspace, 2568, "worksheet", path)
    assert (again.changes, again.skipped) == ((), ())


def test_a_unit_does_not_see_what_others_recorded_and_sees_what_is_given_for_all(
    workspace, measure, year, tmp_path
):
    civil, law = unit_named(year, "ฝ่ายโยธา"), unit_named(year, "ฝ่ายเทศกิจ")
    tracking.record(workspace, 2568, measure.id, unit_id=law.id, occurrence=MARCH, text="ของเทศกิจ")
    tracking.record(workspace, 2568, measure.id, occurrence=date(2025, 9, 30), text="ของทุกฝ่าย")
    book = load_workbook(sent(workspace, year, civil, tmp_path / "แบบ.xlsx"))
    texts = [row[5].value for row in book["มาตรการ"].iter_rows(min_row=5)]
    assert texts == [None, "ของทุกฝ่าย"]


def test_an_old_key_is_read_and_is_for_all(workspace, measure, year, tmp_path):
    civil = unit_named(year, "ฝ่ายโยธา")
    path = sent(workspace, year, civil, tmp_path / "แบบ.xlsx")
    book = load_workbook(path)
    row = next(book["มาตรการ"].iter_rows(min_row=5))
    row[2].value, row[5].value = "ต.ค. 67 - มี.ค. 68", "ประชุมแล้ว"
    row[-1].value = row[-1].value.partition("@")[0]
    book.save(path)
    apply_import(workspace, plan_file(workspace, 2568, "worksheet", path))
    (entry,) = year().entries
    assert entry.unit_id is None


def test_a_measure_is_recorded_for_units_or_for_all_at_once(workspace, measure, year):
    civil, law = unit_named(year, "ฝ่ายโยธา"), unit_named(year, "ฝ่ายเทศกิจ")
    made = tracking.record_each(
        workspace, 2568, measure.id, [civil.id, law.id], occurrence=MARCH, text="ประชุม"
    )
    assert [entry.unit_id for entry in year().entries] == [civil.id, law.id]
    assert workspace.undo() is not None
    assert year().entries == ()
    workspace.redo()
    assert {entry.id for entry in year().entries} == set(made)
    tracking.mark_done(workspace, 2568, [TimeKey(measure.id, MARCH)], MARCH)
    time = tracked_measure(year(), year().measures[0], MARCH).times[0]
    assert (time.state, len(time.entries)) == (TimeState.DONE, len(time.units))
    september = TimeKey(measure.id, date(2025, 9, 30))
    tracking.skip(workspace, 2568, [september._replace(unit_id=law.id)], "ไม่มีงาน")
    tracking.mark_done(workspace, 2568, [september._replace(unit_id=law.id)], MARCH)
    assert [entry.reason for entry in year().entries][-1] == "ไม่มีงาน"


def test_nothing_is_stated_for_a_month(workspace, year):
    years.add_year(workspace, 2566)
    everybody = OwnerRef(unit_id=unit_named(year, "ทุกฝ่าย").id)
    assignments.assign(workspace, 2566, ["O12"], [everybody], None)
    rows = (
        ("ข้อ", "หน่วยงาน", "เดือน", "ลิงก์หรือชื่อไฟล์", "หมายเหตุ"),
        ("O12", "ฝ่ายโยธา", "ต.ค. 65", "https://example.go.th/10"),
        ("O12", "ฝ่ายโยธา", "พฤศจิกายน 2565", "ไม่มี"),
        ("O13", "ฝ่ายดาวเทียม", "", "https://example.go.th/x"),
        ("O13", "ฝ่ายโยธา", "ต.ค. 60", "https://example.go.th/y"),
        ("O12", "ฝ่ายโยธา", "ธ.ค. 65", "ไม่มี", "ยังทำไม่เสร็จ"),
    )
    sheets = read_text("\n".join(map("\t".join, rows)))
    plan = plan_import(workspace.year(2566), "evidence", sheets)
    apply_import(workspace, plan)
    data = workspace.year(2566)
    first, second = data.evidence_of("O12")
    third, fourth = data.evidence_of("O13")
    assert (first.part, data.unit_name(first.unit_id)) == ("2022-10", "ฝ่ายโยธา")
    assert (second.part, second.statement, second.location) == ("2022-11", Statement.NOTHING, "")
    assert third.unit_id is None
    assert (data.unit_name(fourth.unit_id), fourth.part) == ("ฝ่ายโยธา", "")
    assert [(flaw.row, flaw.cell.heading) for flaw in plan.flaws] == [(4, "หน่วยงาน"), (5, "เดือน")]
    assert "ฝ่ายดาวเทียม" in plan.flaws[0].why
    assert "ข้อ O13 ไม่มีเดือนหรือกระบวนการ “ต.ค. 60”" in plan.flaws[1].why
    item = data.framework.item_by_code["O12"]
    rows = [row for row in rows_of(data, item) if row.unit and row.unit.name == "ฝ่ายโยธา"]
    assert rows[1].given == (second,)


def test_a_unit_that_a_group_gains_is_told_with_what_it_is_counted_in(workspace, measure, year):
    before = year()
    units.add_units(workspace, [{"name": "ฝ่ายกิจการใหม่"}])
    assert changes_in_words(before, year()) == "ฝ่ายกิจการใหม่ ถูกนับด้วยในงานของหลายหน่วย 1 เรื่อง"
    assert changes_in_words(year(), before).startswith("ฝ่ายกิจการใหม่ ไม่ถูกนับแล้ว")
    civil = unit_named(year, "ฝ่ายโยธา")
    tracking.record(workspace, 2568, measure.id, unit_id=civil.id, occurrence=MARCH, text="ก")
    (late,) = (
        found
        for found in checking.check(workspace, 2568, date(2025, 4, 10))
        if found.code == "late-measure"
    )
    assert "ฝ่ายกิจการใหม่" in late.message
    assert civil.name not in late.as_json()["units"]
    measures.edit(workspace, 2568, [CellEdit(measure.id, "owners", ())])
    with pytest.raises(InputError, match="บันทึกผลหรือหลักฐานของตนเอง 1 รายการ"):
        units.remove_units(workspace, [civil.id])


def test_an_import_tells_whom_it_asks_for_what_was_there_before(workspace, measure, year):
    before = year()
    old = units_of_measure(before, measure.id)
    head = "ข้อ\tวิธีการปฏิบัติ\tผู้รับผิดชอบ"
    asked = f"{head}\nI1\t{measure.method}\tฝ่ายโยธา; ฝ่ายรายได้\nI3\tอบรม\tฝ่ายโยธา; ฝ่ายเทศกิจ"
    apply_import(workspace, plan_import(before, "measures", read_text(asked)))
    found = changes(before, year())
    # What is new itself is no change of who is asked.
    assert {one.unit for one in found} == {unit.name for unit in old} - {"ฝ่ายโยธา", "ฝ่ายรายได้"}
    assert {one.more for one in found} == {-1}
    first = " ".join(one.unit for one in found[:3])
    rest = len(found) - 3
    assert changes_of_years_in_words([before], workspace) == (
        f"{first} และอีก {rest} ไม่ถูกนับแล้วในงานของหลายหน่วย 1 เรื่อง"
    )
