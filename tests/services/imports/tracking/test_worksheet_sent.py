"""The worksheet that a unit gets and fills in with a spreadsheet program comes back as meant."""

from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from ita_desktop.documents.kinds import Format
from ita_desktop.services import tracking
from ita_desktop.services.documents import exporting
from ita_desktop.services.edits import OwnerRef
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.oit import assignments, evidence
from tests.support.taken_in import plan_file

UNIT = "ฝ่ายปกครอง"
WORDS = "1. **ประชุม**\n  - ทุกฝ่าย\n2. เวียน"


@pytest.fixture
def sent(workspace, take_in, year, tmp_path):
    """Writes the worksheet of a unit with something recorded already; its path."""
    take_in(
        "measures",
        ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ"),
        ("I1", "1. ก\n2. ข", "ทุกฝ่าย", "ทุก 6 เดือน"),
        ("I4", "1. ค", UNIT, "ทุกวันทำการ"),
    )
    half, daily = year().measures
    shown = {"day": date(2025, 2, 3), "text": WORDS, "participants": 36}
    tracking.record(workspace, 2568, half.id, occurrence=date(2025, 3, 31), **shown)
    tracking.record(workspace, 2568, daily.id, text="เผยแพร่แล้ว", links="https://d.example/1")
    unit = next(unit for unit in year().units if unit.name == UNIT)
    assignments.assign(workspace, 2568, ["O7"], [OwnerRef(unit_id=unit.id)], None)
    evidence.add(workspace, 2568, "O7", {"location": "https://d.example/7", "title": "ข่าว"})
    context = exporting.context_of(workspace, year(), subject=unit.id)
    context = replace(context, day=date(2025, 3, 14))
    return exporting.save(context, "unit-worksheet", tmp_path / "แบบ.xlsx", Format.XLSX).files[0]


def test_a_sheet_that_comes_back_untouched_changes_nothing(workspace, sent):
    plan = plan_file(workspace, 2568, "worksheet", sent)
    assert plan.changes == ()
    assert not plan.skipped


def test_what_was_filled_in_is_recorded_although_rows_were_sorted(workspace, sent, year):
    book = load_workbook(sent)
    sheet = book["มาตรการ"]
    empty = [row for row in sheet.iter_rows(min_row=5) if row[5].value is None]
    empty[0][3].value, empty[0][5].value, empty[0][6].value = "ทำแล้ว", "อบรม", 40
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    for number, row in enumerate(reversed(rows), 5):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    items = book["ข้อมูล OIT"]
    last = items.max_row
    items.cell(last, 5, "https://d.example/8")
    book.save(sent)
    plan = plan_file(workspace, 2568, "worksheet", sent)
    apply_import(workspace, plan)
    half, daily = year().measures
    assert [entry.text for entry in year().entries_of(half.id)] == [WORDS, "อบรม"]
    added = year().entries_of(half.id)[-1]
    assert (added.occurrence, added.participants) == (date(2025, 9, 30), 40)
    assert [entry.text for entry in year().entries_of(daily.id)] == ["เผยแพร่แล้ว"]
    links = [one.location for one in year().evidence_of("O7")]
    assert links == ["https://d.example/7", "https://d.example/8"]
