"""What units sent and was not taken is found and settled later, without the file."""

from datetime import date
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from openpyxl import load_workbook

from ita_desktop.domain.collecting import FormState, board
from ita_desktop.domain.collection_rounds import RowFate
from ita_desktop.domain.errors import InputError
from ita_desktop.services import settling, tracking
from ita_desktop.services.edits import OwnerRef
from ita_desktop.services.oit import assignments
from ita_desktop.services.sending import RoundRequest, collection_of, send
from ita_desktop.services.settling import take_back

TODAY = date(2025, 3, 14)
END = date(2025, 3, 31)


@pytest.fixture
def came(workspace, take_in, year, tmp_path):
    """The rows of ฝ่ายโยธา's form: of four measures one is taken, one contradicts what was typed
    meanwhile, one cannot be read, of one a cell cannot; the link of an item is taken."""
    methods = ("จัดอบรม", "ทำป้าย", "ตรวจถนน", "ขุดลอก")
    take_in(
        "measures",
        ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ"),
        *((f"I{at}", method, "ฝ่ายโยธา", "ทุก 6 เดือน") for at, method in enumerate(methods, 1)),
    )
    unit = next(unit for unit in year().units if unit.name == "ฝ่ายโยธา")
    assignments.assign(workspace, 2568, ["O7"], [OwnerRef(unit_id=unit.id)], None)
    made = send(workspace, 2568, RoundRequest(), tmp_path, today=TODAY)
    typed = next(one for one in year().measures if one.method == "ทำป้าย")
    tracking.record(workspace, 2568, typed.id, occurrence=END, text="พิมพ์ไว้แล้ว")
    path = Path(made.files[0])
    book = load_workbook(path)
    sheet: Any = book["มาตรการ"]
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "ข้อ")
    at = {cell.value: cell.column for cell in sheet[head]}
    rows = {sheet.cell(row, at["วิธีการปฏิบัติ"]).value: row for row in range(head + 1, head + 5)}
    sheet.cell(rows["จัดอบรม"], at["สิ่งที่ทำ"], "อบรมแล้ว")
    sheet.cell(rows["จัดอบรม"], sheet.max_column + 1, "ยังขาดภาพ\nรอช่างส่ง")
    sheet.cell(rows["ทำป้าย"], at["สิ่งที่ทำ"], "ติดป้ายครบแล้ว")
    sheet.cell(rows["ทำป้าย"], at["วันที่ทำ"], "5/3/68")
    sheet.cell(rows["ตรวจถนน"], at["สถานะ"], "ไม่ต้องทำ")
    sheet.cell(rows["ตรวจถนน"], at["สิ่งที่ทำ"], "1. ถนนแรก: ดี\n2. ถนนที่สอง: ชำรุด")
    sheet.cell(rows["ตรวจถนน"], at["วันที่ทำ"], "4/3/68")
    sheet.cell(rows["ขุดลอก"], at["สิ่งที่ทำ"], "ขุดแล้ว")
    sheet.cell(rows["ขุดลอก"], at["จำนวนผู้เข้าร่วม"], "หลายคน")
    items: Any = book["ข้อมูล OIT"]
    row = next(row[0].row for row in items.iter_rows() if row[0].value == "O7")
    items.cell(row, 4, "ข่าว")
    items.cell(row, 5, "https://d.example/7")
    book.save(path)
    (tmp_path / "again").mkdir()
    copyfile(path, tmp_path / "again" / path.name)
    taken = take_back(workspace, 2568, [path])
    path.unlink()
    assert taken.is_incomplete
    return lambda: year().returned_rows


def state(year: Any) -> Any:
    (one,) = board(year, collection_of(year), TODAY)
    return one


def test_all_that_came_is_kept_with_what_became_of_it(came, year) -> None:
    rows = came()
    taken, both, unread, dug, cell, link, beside = (
        next(row for row in rows if word in f"{row.what} {row.came}")
        for word in ("จัดอบรม", "ทำป้าย", "ตรวจถนน", "ขุดแล้ว", "หลายคน", "d.example/7", "ยังขาดภาพ")
    )
    assert [row.fate for row in (taken, dug, link)] == [RowFate.TAKEN] * 3
    assert [row.fate for row in (both, unread, cell, beside)] == [RowFate.LEFT] * 4
    assert link.what == f"O7 {year().framework.item_by_code['O7'].title}"
    assert "สิ่งที่ทำ: อบรมแล้ว" in taken.came
    assert [one.partition(":")[0] for one in settling.came_fields(link)] == [
        "ชื่อเอกสาร",
        "ลิงก์หรือชื่อไฟล์",
    ], "not whose it is"
    assert settling.came_fields(unread) == (
        "สถานะ: ไม่ต้องทำ",
        "วันที่ทำ: 4/3/68",
        "สิ่งที่ทำ: 1. ถนนแรก: ดี\n2. ถนนที่สอง: ชำรุด",
    ), "an answer of several lines is one field"
    assert taken.why == ""
    assert beside.what.startswith("I1 จัดอบรม")
    assert "ยังขาดภาพ รอช่างส่ง" in beside.why, "what a reason quotes makes no further ones"
    [both_texts] = settling.both_texts(year(), beside)
    assert both_texts == ("สิ่งที่ทำ", "อบรมแล้ว\nยังขาดภาพ\nรอช่างส่ง", "อบรมแล้ว")
    assert "สิ่งที่ทำ: ติดป้ายครบแล้ว" in both.came
    assert "มีคนแก้" in both.why
    texts = {one.heading: one[1:] for one in settling.both_texts(year(), both)}
    assert texts == {"สิ่งที่ทำ": ("ติดป้ายครบแล้ว", "พิมพ์ไว้แล้ว"), "วันที่ทำ": ("5 มี.ค. 68", "")}
    assert "เหตุผล" in unread.why
    assert cell.came == "จำนวนผู้เข้าร่วม: หลายคน"
    assert not settling.can_take(year(), unread)
    assert state(year()).form.untaken == 4


def test_a_cell_that_could_not_be_read_is_typed_into_the_row_that_was_taken(
    workspace, came, year
) -> None:
    cell = next(row for row in came() if "หลายคน" in row.came)
    assert not settling.can_take(year(), cell)
    assert settling.cell_to_type(year(), cell) == ("จำนวนผู้เข้าร่วม", "หลายคน")
    for wrong in ("หลายคน", " ", "-3"):
        with pytest.raises(InputError):
            settling.use_typed(workspace, 2568, cell.id, wrong)
    settling.use_typed(workspace, 2568, cell.id, "๔๕ คน")
    assert {entry.text: entry.participants for entry in year().entries}["ขุดแล้ว"] == 45
    assert year().returned_row_by_id[cell.id].fate is RowFate.THEIRS
    assert state(year()).form.untaken == 3
    workspace.edits.undo()
    assert year().returned_row_by_id[cell.id].fate is RowFate.LEFT
    unread = next(row for row in came() if "ตรวจถนน" in row.what)
    assert settling.cell_to_type(year(), unread) is None, "nothing of it was taken"
    assert settling.place_of(year(), unread) == ("measures", "I3", "")


def test_the_units_text_is_taken_without_the_file(workspace, came, year) -> None:
    row = next(row for row in came() if "ทำป้าย" in row.what)
    settling.use_theirs(workspace, 2568, [row.id])
    assert sorted(entry.text for entry in year().entries) == ["ขุดแล้ว", "ติดป้ายครบแล้ว", "อบรมแล้ว"]
    assert year().returned_row_by_id[row.id].fate is RowFate.THEIRS
    assert state(year()).form.untaken == 3
    workspace.edits.undo()
    assert sorted(entry.text for entry in year().entries) == ["ขุดแล้ว", "พิมพ์ไว้แล้ว", "อบรมแล้ว"]
    assert state(year()).form.untaken == 4


def test_our_text_stays_and_the_units_can_still_be_read_and_taken(workspace, came, year) -> None:
    rows = [row for row in came() if row.fate is RowFate.LEFT]
    settling.use_ours(workspace, 2568, [row.id for row in rows])
    assert (state(year()).form.untaken, state(year()).state) == (0, FormState.PART)
    both = next(row for row in came() if "ทำป้าย" in row.what)
    assert (both.fate, "ติดป้ายครบแล้ว" in both.came) == (RowFate.OURS, True)
    settling.use_theirs(workspace, 2568, [both.id])
    assert "ติดป้ายครบแล้ว" in [entry.text for entry in year().entries]
    assert state(year()).form.untaken == 0


def test_what_cannot_be_taken_says_what_to_do(workspace, came, year) -> None:
    rows = came()
    unread = next(row for row in rows if "ตรวจถนน" in row.what)
    with pytest.raises(InputError, match="อ่านสิ่งที่หน่วยพิมพ์"):
        settling.use_theirs(workspace, 2568, [unread.id])
    both = next(row for row in rows if "ทำป้าย" in row.what)
    tracking.remove(workspace, 2568, [entry.id for entry in year().entries if entry.text[0] == "พ"])
    with pytest.raises(InputError, match="ถูกเอาออกแล้ว"):
        settling.use_theirs(workspace, 2568, [both.id])
    assert {row.fate for row in came()} == {RowFate.TAKEN, RowFate.LEFT}


def test_what_was_decided_is_not_asked_again_when_the_form_comes_again(
    workspace, came, year, tmp_path
) -> None:
    rows = came()
    theirs = [row.id for row in rows if "ยังขาดภาพ" in row.came]
    ours = [row.id for row in rows if row.fate is RowFate.LEFT and row.id not in theirs]
    settling.use_theirs(workspace, 2568, theirs)
    settling.use_ours(workspace, 2568, ours)
    decided = year().returned_rows
    take_back(workspace, 2568, [tmp_path / "again"])
    assert year().returned_rows == decided
    assert state(year()).form.untaken == 0
    # A row that says something else now is asked.
    (path,) = (tmp_path / "again").iterdir()
    book = load_workbook(path)
    sheet: Any = book["มาตรการ"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "ติดป้ายครบแล้ว")
    cell.value = "ติดป้ายแล้ว 3 จุด"
    book.save(path)
    take_back(workspace, 2568, [path])
    [new] = settling.left_rows(year(), state(year()).form)
    assert "สิ่งที่ทำ: ติดป้ายแล้ว 3 จุด" in new.came
