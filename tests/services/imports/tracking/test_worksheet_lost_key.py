"""A worksheet that comes back without its hidden key, with another sheet name, sorted, cut, as CSV
or pasted: each row goes to the measure, item and time that it shows, or is refused aloud."""

import csv
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from ita_desktop.documents.kinds import Format
from ita_desktop.exchange.source import read_file, read_pasted
from ita_desktop.services import tracking
from ita_desktop.services.documents import exporting
from ita_desktop.services.imports.found.find import find_parts, only_list
from ita_desktop.services.imports.importing import apply_import
from tests.support.taken_in import plan_file, plan_source

HEAD = 4
"""The row of headings of the form."""


@pytest.fixture
def sent(workspace, take_in, year, tmp_path):
    """The form of all units; something is recorded for the first half year already."""
    take_in(
        "measures",
        ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ"),
        ("I1", "1. ทำคู่มือ\n2. ประชุม", "ทุกฝ่าย", "ทุก 6 เดือน"),
        ("I4", "1. เผยแพร่แผน", "ทุกฝ่าย", "ทุกวันทำการ"),
        ("I5", "1. ตรวจการใช้รถ", "ทุกฝ่าย", "ทุก 6 เดือน"),
    )
    tracking.record(
        workspace, 2568, year().measures[0].id, occurrence=date(2025, 3, 31), text="ประชุมแล้ว"
    )
    context = replace(exporting.context_of(workspace, year()), day=date(2025, 3, 14))
    made = exporting.save(context, "unit-worksheet", tmp_path / "แบบ.xlsx", Format.XLSX)
    return made.files[0]


def filled(path, action=lambda book: None):
    """The form with three rows filled in, then with ``action`` done to it."""
    book = load_workbook(path)
    sheet = book["มาตรการ"]
    for row in sheet.iter_rows(min_row=HEAD + 1):
        item, due = row[0].value, row[2].value
        if item == "I1" and due.startswith("เม.ย."):
            row[3].value, row[5].value, row[6].value = "ทำแล้ว", "อบรม", 40
        if item == "I5" and due.startswith("ต.ค."):
            row[5].value = "ตรวจแล้ว"
        if item == "I4":
            row[5].value = "เผยแพร่ทุกวัน"
    items = book["ข้อมูล OIT"]
    for row in items.iter_rows(min_row=HEAD + 1):
        if row[0].value == "O7":
            row[4].value = "https://d.example/7"
    action(book)
    book.save(path)
    return path


def told(year):
    texts = {
        (year().items_of_measure(entry.measure_id)[0].item_code, entry.occurrence, entry.text)
        for entry in year().entries
    }
    return texts, [(one.item_code, one.location) for one in year().evidence]


EXPECTED = (
    {
        ("I1", date(2025, 3, 31), "ประชุมแล้ว"),
        ("I1", date(2025, 9, 30), "อบรม"),
        ("I5", date(2025, 3, 31), "ตรวจแล้ว"),
        ("I4", None, "เผยแพร่ทุกวัน"),
    },
    [("O7", "https://d.example/7")],
)


def _cut_key(book):
    for sheet in book.worksheets:
        sheet.delete_cols(sheet.max_column)


def _rename(book):
    book["มาตรการ"].title = "Sheet1"


def _insert(book):
    sheet = book["มาตรการ"]
    sheet.insert_rows(HEAD + 3)
    sheet.insert_rows(HEAD + 2)
    sheet.cell(HEAD + 2, 1, "ส่วนที่ 2")


def _reversed(book, columns=None):
    sheet = book["มาตรการ"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEAD + 1)]
    for number, row in enumerate(reversed(rows), HEAD + 1):
        for column, value in enumerate(row[:columns], 1):
            sheet.cell(number, column).value = value


def _sort_what_is_seen(book):
    """The hidden column stays where it is."""
    _reversed(book, 10)


def _cut_key_and_sort(book):
    _cut_key(book)
    _reversed(book)


def _without_steps(book):
    _cut_key(book)
    book["มาตรการ"].delete_cols(2)


def _shifted(book):
    for sheet in book.worksheets:
        sheet.insert_cols(1)


@pytest.mark.in_turn
@pytest.mark.parametrize(
    "action",
    [
        _cut_key, _rename, _insert, _reversed, _sort_what_is_seen, _cut_key_and_sort,
        _without_steps, _shifted,
    ],
)  # fmt: skip
def test_rows_find_their_place_whatever_became_of_the_sheet(workspace, sent, year, action):
    path = filled(sent, action)
    plan = plan_file(workspace, 2568, "worksheet", path)
    apply_import(workspace, plan)
    assert told(year) == EXPECTED
    doubts = [warning for warning in plan.warnings if "รหัสแถวที่ซ่อนอยู่ไม่ตรง" in warning.why]
    assert bool(doubts) == (action is _sort_what_is_seen), "only a key that another row has"
    again = plan_file(workspace, 2568, "worksheet", path)
    assert (again.changes, len(again.skipped)) == ((), len(plan.skipped))


def test_a_form_saved_as_csv_or_pasted_without_its_key_finds_its_places(
    workspace, sent, year, tmp_path
):
    book = load_workbook(filled(sent, _cut_key))
    rows = [
        ["" if value is None else str(value) for value in row]
        for row in book["มาตรการ"].iter_rows(values_only=True)
    ]
    path = tmp_path / "แบบ.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    only = only_list(find_parts([read_file(path)]))
    assert only is not None
    assert only.kind == "worksheet"
    apply_import(workspace, plan_file(workspace, 2568, "worksheet", path))
    assert told(year)[0] == EXPECTED[0]
    pasted = read_pasted(rows, "ตาราง")
    assert plan_source(workspace, 2568, "worksheet", pasted).changes == ()


def test_a_row_that_could_be_of_two_times_is_refused_with_a_sentence(workspace, sent, year):
    def cut(book):
        _cut_key(book)
        book["มาตรการ"].delete_cols(3)

    plan = plan_file(workspace, 2568, "worksheet", filled(sent, cut))
    apply_import(workspace, plan)
    assert {text for _, _, text in told(year)[0]} == {"ประชุมแล้ว", "เผยแพร่ทุกวัน"}
    filled_rows = [skipped.why for skipped in plan.skipped]
    assert all("I1" in why or "I5" in why for why in filled_rows)
    assert all("แล้วรับกลับใหม่" in why for why in filled_rows)


def test_rows_of_a_measure_that_is_not_there_are_refused(workspace, sent, year):
    def other_words(book):
        _cut_key(book)
        for row in book["มาตรการ"].iter_rows(min_row=HEAD + 1):
            row[1].value = "เรื่องอื่นที่ไม่เคยมีในแฟ้มนี้เลย"

    plan = plan_file(workspace, 2568, "worksheet", filled(sent, other_words))
    assert not [change for change in plan.changes if "สิ่งที่ทำ" in plan.headings]
    assert all("ไม่มีมาตรการ" in one.why for one in plan.skipped)
    assert len(plan.skipped) == 5


def test_what_the_unit_wrote_into_cells_that_are_not_taken_in_is_told(workspace, sent):
    def scribble(book):
        sheet = book["มาตรการ"]
        sheet.cell(HEAD + 1, 2).value = "1. ทำคู่มือ\n2. ประชุมทุกเดือน"
        sheet.cell(HEAD + 2, 14, "ขอเลื่อน")

    plan = plan_file(workspace, 2568, "worksheet", filled(sent, scribble))
    text = " ".join(warning.why for warning in plan.warnings)
    assert "ประชุมทุกเดือน" in text
    assert "ขอเลื่อน" in text
    assert "คอลัมน์ N" in text


def test_a_filled_cell_of_the_other_sheet_is_named(workspace, sent, year):
    key = f"M/{year().measures[0].id}/2025-09-30"
    rows = (("สิ่งที่ทำ", "ลิงก์หรือชื่อไฟล์", "รหัสแถว"), ("", "https://d.example/9", key))
    plan = plan_source(workspace, 2568, "worksheet", read_pasted(rows, "ตาราง"))
    assert "https://d.example/9" in " ".join(warning.why for warning in plan.warnings)
    assert not plan.says_nothing_new


def test_nothing_new_is_said_only_of_what_was_compared(workspace, sent):
    assert plan_file(workspace, 2568, "worksheet", sent).says_nothing_new
