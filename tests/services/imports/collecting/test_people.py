"""Units correct the register: their own people go out, and what they changed comes back."""

import json
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from openpyxl.drawing.image import Image as Picture
from PIL import Image

from ita_desktop.domain.collecting import FormState, board
from ita_desktop.domain.collection_rounds import AskedSubject
from ita_desktop.domain.tracking.worksheet import PEOPLE_COLUMNS
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.roster import people
from ita_desktop.services.sending import RoundRequest, collection_of, send, send_again
from ita_desktop.services.settling import take_back
from tests.services.imports.collecting.test_rounds import TODAY, UNITS, unit_of
from tests.support.taken_in import plan_file

WORKS = "ฝ่ายโยธา"
NAME, JOB, PHONE, EMAIL, GONE, KEY = range(1, 7)


@pytest.fixture
def register(workspace, take_in):
    take_in(
        "people",
        ("ชื่อ - นามสกุล", "ตำแหน่ง", "สังกัด", "โทรศัพท์"),
        ("นางตัวอย่าง หนึ่ง", "นายช่างโยธา", WORKS, "020000001"),
        ("นายตัวอย่าง สอง", "วิศวกรโยธา", WORKS, "020000002"),
        ("นางสาวตัวอย่าง สาม", "นักจัดการงานทั่วไป", "ฝ่ายปกครอง", "020000003"),
    )


def test_a_photograph_among_the_people_is_told(workspace, sent, tmp_path):
    path = corrected(sent[WORKS], tmp_path / "กลับ.xlsx", (1, JOB, "นายช่างอาวุโส"))
    book = load_workbook(path)
    Image.new("RGB", (320, 240), "red").save(tmp_path / "ก.png")
    sheet = book["บุคลากร"]
    sheet.add_image(Picture(str(tmp_path / "ก.png")), f"C{head(sheet) + 1}")
    book.save(path)
    (taken,) = take_back(workspace, 2568, [path]).units
    assert taken.changed == 1
    assert any(
        "เพราะเป็นรายชื่อบุคลากร" in told for told in (*taken.refused, *map(str, taken.conflicts))
    )


@pytest.fixture
def sent(workspace, register, year, tmp_path):
    """Sends three units their people; the path of each one's form by unit."""
    return _send(workspace, year, tmp_path, "xlsx")


def _send(workspace, year, folder: Path, form: str) -> dict[str, Path]:
    units = tuple(unit_of(year(), name).id for name in UNITS)
    asked = RoundRequest(about=(AskedSubject.PEOPLE,), unit_ids=units, formats=(form,))
    made = send(workspace, 2568, asked, folder, today=TODAY)
    return {year().unit_name(unit): path for unit, path in made.file_of.items()}


def head(sheet: Any) -> int:
    return next(row[0].row for row in sheet.iter_rows() if row[0].value == "ชื่อ - นามสกุล")


def corrected(path: Path, to: Path, *cells: tuple[int, int, str | int]) -> Path:
    """Types into a returned form: row below the headings, column, text."""
    book = load_workbook(path)
    sheet = book["บุคลากร"]
    for row, column, text in cells:
        sheet.cell(head(sheet) + row, column, text)
    book.save(to)
    return to


def named(data: Any, name: str) -> Any:
    return next(person for person in data.people if person.name == name)


def state(data: Any, unit: str = WORKS) -> Any:
    return next(one for one in board(data, collection_of(data), TODAY) if one.unit.name == unit)


def test_a_unit_gets_its_own_people_alone_and_no_trace_of_them_is_stored_twice(sent, year):
    book = load_workbook(sent[WORKS])
    texts = " ".join(str(cell.value) for row in book["บุคลากร"].iter_rows() for cell in row)
    assert "ตัวอย่าง สอง" in texts
    assert "020000002" in texts
    assert "ตัวอย่าง สาม" not in texts
    stored = state(year()).form.rows
    own = [person.id for person in year().people if year().unit_name(person.unit_id) == WORKS]
    assert json.loads(stored) == {f"P/{key}": {} for key in own}  # no digest of a number
    assert len(state(year()).open) == 1
    assert not state(year(), "ฝ่ายการคลัง").form.returned  # asked, though it has nobody


def test_changes_new_people_and_who_is_gone_come_back_and_are_undone_at_once(
    workspace, sent, year, tmp_path
):
    back = corrected(
        sent[WORKS], tmp_path / "คืน.xlsx",
        (1, PHONE, "020000099"), (2, GONE, "ไม่อยู่แล้ว"),
        (3, NAME, "น.ส.ตัวอย่าง สี่"), (3, JOB, "ธุรการ"),
    )  # fmt: skip
    dry = take_back(workspace, 2568, [back], dry_run=True)
    assert named(year(), "ตัวอย่าง หนึ่ง").phone == "020000001"
    (taken,) = take_back(workspace, 2568, [back]).units
    assert (taken.unit, taken.new, taken.changed, taken.refused) == (WORKS, 1, 2, ())
    assert [one.new for one in dry.units] == [1]
    assert named(year(), "ตัวอย่าง หนึ่ง").phone == "020000099"
    assert named(year(), "ตัวอย่าง สอง").unit_id is None
    new = named(year(), "ตัวอย่าง สี่")
    assert (new.prefix, year().unit_name(new.unit_id)) == ("นางสาว", WORKS)
    assert (state(year()).state, state(year()).open) == (FormState.RETURNED, ())
    (again,) = take_back(workspace, 2568, [back]).units
    assert (again.new, again.changed) == (0, 0)
    for _ in range(2):
        workspace.edits.undo()
    assert len(year().people) == 3
    assert named(year(), "ตัวอย่าง สอง").unit_id == unit_of(year(), WORKS).id


def test_the_first_zero_that_excel_took_from_a_number_comes_back_and_is_told(
    workspace, sent, year, tmp_path
):
    back = corrected(
        sent[WORKS], tmp_path / "คืน.xlsx",
        (1, PHONE, 20000077), (3, NAME, "น.ส.ตัวอย่าง สี่"), (3, PHONE, 812345678),
    )  # fmt: skip
    (taken,) = take_back(workspace, 2568, [back]).units
    assert named(year(), "ตัวอย่าง หนึ่ง").phone == "020000077"
    assert named(year(), "ตัวอย่าง สี่").phone == "0812345678"
    told = "\n".join(map(str, taken.remarks))
    assert all(f"โทรศัพท์ “{number}” ไม่มีเลข 0" in told for number in ("20000077", "812345678"))


def test_what_was_changed_meanwhile_stands_and_unchanged_cells_overwrite_nothing(
    workspace, sent, year, tmp_path
):
    one, two = named(year(), "ตัวอย่าง หนึ่ง"), named(year(), "ตัวอย่าง สอง")
    edits = [CellEdit(one.id, "phone", "021"), CellEdit(two.id, "job_title", "หัวหน้าฝ่าย")]
    people.edit(workspace, 2568, edits)
    back = corrected(sent[WORKS], tmp_path / "คืน.xlsx", (1, PHONE, "022"), (2, PHONE, "023"))
    (taken,) = take_back(workspace, 2568, [back]).units
    assert "021 → 022" in taken.conflicts[0]
    assert "มีคนแก้ โทรศัพท์ ในโปรแกรมหลังส่งแบบ" in str(taken.remarks)
    assert named(year(), "ตัวอย่าง หนึ่ง").phone == "021"
    two = named(year(), "ตัวอย่าง สอง")
    assert (two.phone, two.job_title) == ("023", "หัวหน้าฝ่าย")
    assert state(year()).state is FormState.PART


def test_rows_that_cannot_be_meant_are_told_and_nothing_is_removed(workspace, sent, year, tmp_path):
    book = load_workbook(sent[WORKS])
    sheet = book["บุคลากร"]
    first = head(sheet)
    sheet.cell(first + 1, GONE, "อาจจะ")
    sheet.cell(first + 4, PHONE, "09")
    sheet.delete_rows(first + 2)
    book.save(tmp_path / "คืน.xlsx")
    (taken,) = take_back(workspace, 2568, [tmp_path / "คืน.xlsx"]).units
    assert "อาจจะ" in str(taken.refused) + str(taken.remarks)
    assert "ไม่มีชื่อ" in str(taken.refused)
    assert "ตัวอย่าง สอง" in str(taken.remarks)
    assert len(year().people) == 3


def test_a_row_that_was_cleared_changes_nothing_and_is_told(workspace, sent, year, tmp_path):
    cleared = [(1, column, "") for column in (NAME, JOB, PHONE, EMAIL)]
    back = corrected(sent[WORKS], tmp_path / "คืน.xlsx", *cleared)
    before = year().people
    (taken,) = take_back(workspace, 2568, [back]).units
    assert ["แถวของ นางตัวอย่าง หนึ่ง ถูกล้างจนว่าง" in str(one) for one in taken.remarks] == [True]
    assert year().people == before


def test_of_one_who_is_gone_the_cells_may_be_cleared(workspace, sent, year, tmp_path):
    cleared = [(1, column, "") for column in (NAME, JOB, PHONE, EMAIL)]
    back = corrected(sent[WORKS], tmp_path / "คืน.xlsx", *cleared, (1, GONE, "ไม่อยู่แล้ว"))
    (taken,) = take_back(workspace, 2568, [back]).units
    assert (taken.changed, taken.remarks) == (1, ())
    gone = named(year(), "ตัวอย่าง หนึ่ง")
    assert (gone.unit_id, gone.phone) == (None, "020000001")


def test_a_table_of_people_that_is_missing_is_told(workspace, register, take_in, year, tmp_path):
    take_in("measures", ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ"), ("I1", "1. ทำคู่มือ", WORKS))
    asked = RoundRequest(
        about=(AskedSubject.MEASURES, AskedSubject.PEOPLE),
        unit_ids=(unit_of(year(), WORKS).id,),
        formats=("xlsx",),
    )
    (path,) = send(workspace, 2568, asked, tmp_path, today=TODAY).file_of.values()
    book = load_workbook(path)
    del book["บุคลากร"]
    book.save(path)
    (taken,) = take_back(workspace, 2568, [path]).units
    assert "ไฟล์นี้ไม่มีตารางบุคลากรที่ส่งไป" in str(taken.remarks)
    assert len(year().people) == 3


def test_the_people_of_a_form_that_was_not_sent_from_here_are_told(workspace, sent, year, tmp_path):
    back = corrected(sent[WORKS], tmp_path / "คืน.xlsx", (1, PHONE, "022"))
    workspace.edits.undo()
    plan = plan_file(workspace, 2568, "worksheet", back)
    assert plan.changes == ()
    told = [one.why for one in plan.skipped]
    assert sum("จึงไม่รู้ว่าเป็นบุคลากรของหน่วยใด" in why for why in told) == len(told) == 2


def test_what_one_who_is_gone_still_does_is_told(workspace, sent, take_in, year, tmp_path):
    take_in("assignments", ("ข้อ", "ผู้รับผิดชอบ"), ("O1", "นางตัวอย่าง หนึ่ง"))
    posts = ("ชื่อ - นามสกุล", "ดำรงตำแหน่ง", "ถึงวันที่")
    take_in(
        "people",
        posts,
        ("นางตัวอย่าง หนึ่ง", "หัวหน้าฝ่ายโยธา", ""),
        ("นางตัวอย่าง หนึ่ง", "หัวหน้าฝ่ายรายได้", "1 ม.ค. 2567"),
    )
    gone = (1, GONE, "ไม่อยู่แล้ว"), (2, GONE, "ไม่อยู่แล้ว")
    back = corrected(sent[WORKS], tmp_path / "คืน.xlsx", *gone)
    (taken,) = take_back(workspace, 2568, [back]).units
    (told,) = (one for one in taken.remarks if "ไม่อยู่แล้ว" in str(one))
    assert "นางตัวอย่าง หนึ่ง" in str(told)
    assert "หัวหน้าฝ่ายโยธา" in str(told)
    assert "รับผิดชอบงาน OIT" in str(told)
    assert "หัวหน้าฝ่ายรายได้" not in str(told), "that post ended"


def test_one_person_has_one_row_and_strangers_cannot_leave(workspace, sent, year, tmp_path):
    back = corrected(
        sent[WORKS], tmp_path / "คืน.xlsx",
        (3, NAME, "นางตัวอย่าง หนึ่ง"), (3, PHONE, "024"),
        (4, NAME, "นายไม่มี ใครรู้จัก"), (4, GONE, "ไม่อยู่แล้ว"),
    )  # fmt: skip
    (taken,) = take_back(workspace, 2568, [back]).units
    assert (taken.new, taken.changed) == (0, 0)
    assert "“นางตัวอย่าง หนึ่ง” มีอยู่แล้วในแถว" in str(taken.refused)
    assert "“นายไม่มี ใครรู้จัก” ไม่ได้อยู่ในหน่วยนี้อยู่แล้ว" in str(taken.refused)
    assert state(year()).form.untaken == 2
    assert named(year(), "ตัวอย่าง หนึ่ง").phone == "020000001"


def test_without_keys_names_find_people_and_a_doubtful_change_waits(
    workspace, sent, year, tmp_path
):
    path = corrected(
        sent[WORKS], tmp_path / "คืน.xlsx", (1, PHONE, "022"), (2, EMAIL, "a@b.example")
    )
    book = load_workbook(path)
    book["บุคลากร"].delete_cols(KEY)
    book.save(path)
    (taken,) = take_back(workspace, 2568, [path]).units
    assert (taken.new, taken.changed) == (0, 1)
    assert "020000001 → 022" in taken.conflicts[0]
    assert "โทรศัพท์ ไม่ตรงกับในโปรแกรม และไม่รู้ว่าส่งไปว่าอะไร" in str(taken.remarks)
    assert named(year(), "ตัวอย่าง สอง").email == "a@b.example"


def test_in_word_too_and_a_second_version_asks_only_who_has_not_answered(
    workspace, register, year, tmp_path
):
    sent = _send(workspace, year, tmp_path, "docx")
    document = Document(str(sent[WORKS]))
    row = document.tables[0].rows[1]
    assert len(row.cells) == len(PEOPLE_COLUMNS)
    row.cells[JOB - 1].text = "นายช่างโยธาอาวุโส"
    document.save(str(sent[WORKS]))
    (taken,) = take_back(workspace, 2568, [sent[WORKS]]).units
    assert (taken.changed, taken.refused) == (1, ())
    assert named(year(), "ตัวอย่าง หนึ่ง").job_title == "นายช่างโยธาอาวุโส"
    units = [unit_of(year(), name).id for name in UNITS]
    again = send_again(workspace, 2568, collection_of(year()).id, units, tmp_path, today=TODAY)
    assert WORKS not in {of.unit.name for of in again.units}
    assert len(again.units) == 2


def test_a_form_that_comes_in_as_a_plain_worksheet_is_on_the_board(workspace, sent, year, tmp_path):
    from ita_desktop.exchange.source import read_file
    from ita_desktop.services.imports.importing import apply_import
    from tests.support.taken_in import plan_source

    back = corrected(sent[WORKS], tmp_path / "คืน.xlsx", (1, PHONE, "029"))
    for count, told in ((1, ""), (2, "ส่งแบบฉบับนี้คืนมาแล้ว")):
        plan = plan_source(workspace, 2568, "worksheet", read_file(back, "worksheet"))
        assert told in str([remark.why for remark in plan.warnings])
        apply_import(workspace, plan)
        assert state(year()).state is FormState.RETURNED, count
