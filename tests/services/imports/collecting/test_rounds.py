"""Forms go out to units, and come back whatever was done to them: nothing is lost."""

import csv
import zipfile
from collections.abc import Callable
from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from uuid import uuid4

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook
from openpyxl.drawing.image import Image
from PIL import Image as Pillow

from ita_desktop.domain.collecting import FormState, board
from ita_desktop.domain.collection_rounds import AskedSubject, RowFate
from ita_desktop.domain.errors import InputError
from ita_desktop.services import measures, sending, tracking
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.frameworks import editing as framework_editing
from ita_desktop.services.imports import importing
from ita_desktop.services.imports.found.reading import find_in
from ita_desktop.services.imports.found.series import plan_parts
from ita_desktop.services.oit import assignments, evidence
from ita_desktop.services.sending import RoundRequest, collection_of, send, send_again, to_send
from ita_desktop.services.settling import take_back
from tests.documents.readers.libreoffice import convert

TODAY = date(2025, 3, 14)
DUE = date(2025, 4, 10)
UNITS = ("ฝ่ายปกครอง", "ฝ่ายโยธา", "ฝ่ายการคลัง")
FIRST = 1
"""The first cell of the row of headings."""


@pytest.fixture
def sent(workspace, take_in, year, tmp_path):
    """Sends a round to three units; the path of each one's form by unit."""
    take_in(
        "measures",
        ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ"),
        *((f"I{number}", f"**{number}. ทำ**ให้{unit}", unit, "ทุก 6 เดือน")
          for number, unit in enumerate(UNITS, 1)),
    )  # fmt: skip
    for number, unit in enumerate(UNITS, 7):
        owner = OwnerRef(unit_id=unit_of(year(), unit).id)
        assignments.assign(workspace, 2568, [f"O{number}"], [owner], None)
    out = tmp_path / "ส่ง"
    out.mkdir()
    made = send(workspace, 2568, RoundRequest(due=DUE), out, today=TODAY)
    names = {of.unit.id: of.unit.name for of in made.units}
    return {names[key]: path for key, path in made.file_of.items()}


def test_a_form_that_comes_back_untouched_says_nothing_and_is_waited_for(
    workspace, year, sent, tmp_path, monkeypatch
):
    """A measure of an indicator has a bare number in its row, which is ours; the mark of a form may
    have the year's digits in it."""
    monkeypatch.setattr(sending, "new_id", lambda: f"80c2568{uuid4().hex[7:]}")
    units = [unit_of(year(), name).id for name in UNITS]
    measures.add(
        workspace,
        2568,
        [{"indicator": "1", "method": "ทำป้าย", "owners": [OwnerRef(unit_id=units[0])]}],
    )
    asked = RoundRequest(unit_ids=tuple(units), due=DUE)
    made = send(workspace, 2568, asked, tmp_path, today=TODAY)
    (tmp_path / "คืน").mkdir()
    for path in made.files:
        path.rename(tmp_path / "คืน" / path.name)
    taken = take_back(workspace, 2568, [tmp_path / "คืน"])
    assert [one.remarks + one.refused + one.conflicts for one in taken.units] == [()] * 3
    states = board(year(), year().collection_by_id[made.collection.id], TODAY)
    assert [(one.state, one.is_filled) for one in states] == [(FormState.EMPTY, False)] * 3
    assert all(one.form.returned is not None for one in states)
    # That somebody else has done one of its rows is no answer of the unit.
    measure = next(one for one in year().measures if "ฝ่ายโยธา" in one.method)
    tracking.record(workspace, 2568, measure.id, occurrence=date(2025, 3, 31), text="ทำแล้ว")
    states = board(year(), year().collection_by_id[made.collection.id], TODAY)
    assert {one.state for one in states} == {FormState.EMPTY}
    late = board(year(), year().collection_by_id[made.collection.id], date(2025, 4, 20))
    assert {one.state for one in late} == {FormState.LATE}


def test_the_day_that_an_item_is_due_is_ours_unless_the_unit_changed_it(
    workspace, year, sent, tmp_path
):
    unit = unit_of(year(), "ฝ่ายโยธา")
    owner = [OwnerRef(unit_id=unit.id)]
    assignments.assign(workspace, 2568, ["O4"], owner, date(2025, 1, 27))
    assignments.assign(workspace, 2568, ["O5"], owner, date(2025, 1, 13))
    made = send(workspace, 2568, RoundRequest(unit_ids=(unit.id,), due=DUE), tmp_path, today=TODAY)

    def change(sheet: Any, row: int) -> None:
        for at in range(row, sheet.max_row + 1):
            if sheet.cell(at, 1).value == "O4":
                sheet.cell(at, 5, "https://office.example.go.th/o4")
            if sheet.cell(at, 1).value == "O5":
                sheet.cell(at, 3, "29 มกราคม 2568")
                sheet.cell(at, 5, "https://office.example.go.th/o5")

    path = fill(made.files[0], tmp_path / "คืน.xlsx", change, "ข้อมูล OIT")
    series = plan_parts(workspace, find_in([path], year()).parts, shown=2568)
    assert [(left.cell, left.text) for left in series.left] == [("", "29 มกราคม 2568")]


def test_a_row_that_is_not_taken_is_named_once_by_its_item(workspace, year, sent, tmp_path):
    path = answered(workspace, year, tmp_path, "ฝ่ายโยธา", {6: "5 ธ.ค. 67"})
    take_back(workspace, 2568, [path])
    (row,) = year().returned_rows
    title = year().framework.item_by_code["O6"].title
    assert row.what.count(title) == 1
    assert row.what.startswith("O6")
    assert "5 ธ.ค. 67" in row.came


def test_what_units_say_of_an_item_that_they_still_work_on_is_noted_there(
    workspace, year, sent, tmp_path
):
    def note() -> list[str]:
        return year().assignment_by_item["O6"].note.split("\n")

    assignments.edit(workspace, 2568, [CellEdit("O6", "note", "ดูปีก่อน")])
    said = {"ฝ่ายโยธา": "อยู่ระหว่างรวบรวม", "ฝ่ายการคลัง": "รอผู้บริหารลงนาม"}
    came = [answered(workspace, year, tmp_path, unit, {7: text}) for unit, text in said.items()]
    taken = take_back(workspace, 2568, came)
    assert not taken.is_incomplete
    assert sorted(note()) == sorted(["ดูปีก่อน", *(f"{unit}: {text}" for unit, text in said.items())])
    assert not year().evidence_of("O6"), "it proves nothing"
    assert {row.fate for row in year().returned_rows} == {RowFate.TAKEN}
    assert sorted(row.came for row in year().returned_rows) == sorted(
        f"หมายเหตุ: {unit}: {text}" for unit, text in said.items()
    ), "what others have noted there is not what the unit wrote"
    take_back(workspace, 2568, came)
    assert len(note()) == 3, "what is said again is not noted again"
    take_back(workspace, 2568, [answered(workspace, year, tmp_path, "ฝ่ายโยธา", {7: "ส่งตรวจแล้ว"})])
    assert sorted(note()) == sorted(["ดูปีก่อน", "ฝ่ายการคลัง: รอผู้บริหารลงนาม", "ฝ่ายโยธา: ส่งตรวจแล้ว"])


def test_who_waits_for_forms_hears_of_each_and_of_the_end(workspace, year, sent, tmp_path):
    heard = []
    units = tuple(unit_of(year(), name).id for name in UNITS)
    asked = RoundRequest(unit_ids=units, due=DUE)
    send(workspace, 2568, asked, tmp_path, today=TODAY, progress=lambda *step: heard.append(step))
    assert [step[:2] for step in heard] == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert heard[-1][2] == ""


def answered(workspace: Any, year: Any, folder: Path, name: str, cells: dict[int, str]) -> Path:
    """Sends a form about O6 to a unit; the form with these cells of its row filled in."""
    unit = unit_of(year(), name)
    owners = [OwnerRef(unit_id=one.unit_id) for one in year().owners_of_item("O6")]
    wanted = list(dict.fromkeys([*owners, OwnerRef(unit_id=unit.id)]))
    assignments.assign(workspace, 2568, ["O6"], wanted, date(2025, 1, 27))
    out = Path(mkdtemp(dir=folder))
    made = send(workspace, 2568, RoundRequest(unit_ids=(unit.id,), due=DUE), out, today=TODAY)

    def change(sheet: Any, row: int) -> None:
        for at in range(row, sheet.max_row + 1):
            if sheet.cell(at, 1).value == "O6":
                for column, text in cells.items():
                    sheet.cell(at, column, text)
                return

    return fill(made.files[0], out / f"{name} คืน.xlsx", change, "ข้อมูล OIT")


def unit_of(data: Any, name: str) -> Any:
    return next(unit for unit in data.units if unit.name == name)


def head_of(sheet: Any) -> int:
    return next(row[0].row for row in sheet.iter_rows() if row[0].value == "ข้อ")


def fill(path: Path, to: Path, change: Callable[[Any, int], None], sheet: str = "มาตรการ") -> Path:
    """Fills in a form as a unit does; ``change`` gets the sheet and its first row of data."""
    book = load_workbook(path)
    change(book[sheet], head_of(book[sheet]) + 1)
    book.save(to)
    return to


def done(text: str) -> Callable[[Any, int], None]:
    def change(sheet: Any, row: int) -> None:
        sheet.cell(row, 4, "ทำแล้ว")
        sheet.cell(row, 6, text)

    return change


def texts(data: Any) -> list[str]:
    return sorted(entry.text for entry in data.entries)


def test_a_form_is_small_plain_and_locked_but_for_what_is_asked(sent):
    book = load_workbook(sent["ฝ่ายโยธา"])
    sheet = book["มาตรการ"]
    row = head_of(sheet) + 1
    assert sheet.protection.sheet
    assert not sheet.protection.objects  # pictures can be placed
    cells = sheet[row]
    assert [cells[0].value, cells[1].value] == ["I2", "2. ทำให้ฝ่ายโยธา"]
    assert [cell.protection.locked for cell in cells[:4]] == [True, True, True, False]
    assert sheet.max_row == row  # one half of the year is due, the other is not
    notes = [line[0].value for line in sheet.iter_rows(max_row=row - 2)]
    assert "โปรดกรอกแล้วส่งคืนภายในวันที่ 10 เมษายน 2568" in notes


def test_months_to_come_are_not_asked_for_yet(workspace, year):
    unit = unit_of(year(), "ฝ่ายโยธา")
    framework_editing.edit(workspace, 2568, [CellEdit("O7.1", "unit", unit.name)])
    assignments.assign(workspace, 2568, ["O7", "O15"], [OwnerRef(unit_id=unit.id)], None)
    asked = RoundRequest(about=(AskedSubject.OIT,), unit_ids=(unit.id,))
    (of,) = to_send(year(), asked, date(2024, 12, 2))
    assert [row.part for row in of.rows] == ["O7.1", "2024-10", "2024-11", "2024-12"]


def test_what_units_return_is_taken_at_once_with_photographs_and_undone_at_once(
    workspace, sent, year, tmp_path
):
    def with_picture(sheet: Any, row: int) -> None:
        done("อบรมแล้ว")(sheet, row)
        sheet.cell(row, 12, "ภาพหน้าห้อง\nภาพการอบรม")
        for name, colour in (("a", "red"), ("b", "blue")):
            Pillow.new("RGB", (320, 240), colour).save(tmp_path / f"{name}.png")
            sheet.add_image(Image(str(tmp_path / f"{name}.png")), f"{'KE'[name == 'b']}{row}")

    back = tmp_path / "คืน"
    back.mkdir()
    fill(sent["ฝ่ายโยธา"], back / "1.xlsx", with_picture)
    fill(sent["ฝ่ายการคลัง"], back / "2.xlsx", done("ประชุมแล้ว"))
    fill(back / "2.xlsx", back / "2.xlsx", lambda sheet, row: sheet.cell(row, 5, "https://d.example/9"),
         "ข้อมูล OIT")  # fmt: skip
    dry = take_back(workspace, 2568, [back], dry_run=True)
    assert not year().entries
    taken = take_back(workspace, 2568, [back])
    assert [(one.unit, one.new, one.photographs) for one in taken.units] == [
        ("ฝ่ายโยธา", 1, 2),
        ("ฝ่ายการคลัง", 2, 0),
    ]
    assert [one.new for one in dry.units] == [1, 2]
    assert texts(year()) == ["ประชุมแล้ว", "อบรมแล้ว"]
    captions = [photo.caption for photo in year().photos]
    assert captions == ["ภาพหน้าห้อง", "ภาพการอบรม"]
    assert [one.location for one in year().evidence] == ["https://d.example/9"]
    states = {one.unit.name: one.state for one in board(year(), collection_of(year()), TODAY)}
    assert states == {
        "ฝ่ายปกครอง": FormState.SENT,
        "ฝ่ายโยธา": FormState.PART,
        "ฝ่ายการคลัง": FormState.RETURNED,
    }
    again = take_back(workspace, 2568, [back])
    assert [(one.new, one.changed, one.photographs) for one in again.units] == [(0, 0, 0)] * 2
    workspace.edits.undo()
    assert not year().entries
    assert {form.returned for form in year().collection_units} == {None}


def test_what_somebody_typed_meanwhile_stands_until_it_is_chosen(workspace, sent, year, tmp_path):
    measure = next(one for one in year().measures if "ฝ่ายโยธา" in one.method)
    tracking.record(workspace, 2568, measure.id, occurrence=date(2025, 3, 31), text="พิมพ์ไว้แล้ว")
    path = fill(sent["ฝ่ายโยธา"], tmp_path / "คืน.xlsx", done("ของหน่วยงาน"))
    taken = take_back(workspace, 2568, [path])
    assert texts(year()) == ["พิมพ์ไว้แล้ว"]
    (told,) = taken.units[0].conflicts
    assert "พิมพ์ไว้แล้ว" in told
    assert "ของหน่วยงาน" in told
    (state,) = [one for one in board(year(), collection_of(year()), DUE) if one.form.returned]
    assert (state.state, state.form.untaken) == (FormState.PART, 1)


def test_what_units_were_asked_for_counts_whenever_the_first_of_it_comes(
    workspace, sent, year, tmp_path, monkeypatch
):
    """The months that were asked for are not left out because a form came back late; and a unit
    whose form was taken but for a cell is not late."""

    def change(sheet: Any, row: int) -> None:
        done("ทำแล้วทุกข้อ")(sheet, row)
        sheet.cell(row, 7, "ประมาณ 50 คน")

    late = date(2025, 5, 20)
    monkeypatch.setattr(tracking, "today", lambda: late)
    monkeypatch.setattr(importing, "today", lambda: late)
    path = fill(sent["ฝ่ายปกครอง"], tmp_path / "คืน.xlsx", change)
    book = load_workbook(path)
    book["ข้อมูล OIT"].cell(head_of(book["ข้อมูล OIT"]) + 1, 5, "https://office.example.go.th/o7")
    book.save(path)
    taken = take_back(workspace, 2568, [path])
    assert len(taken.units[0].remarks) == 1
    assert year().fiscal_year.counts_from is None
    states = {one.unit.name: one for one in board(year(), collection_of(year()), late)}
    assert (states["ฝ่ายปกครอง"].state, states["ฝ่ายปกครอง"].open) == (FormState.PART, ())
    others = [states[name] for name in UNITS[1:]]
    assert [(one.state, len(one.open)) for one in others] == [(FormState.LATE, 2)] * 2


def test_a_number_of_people_with_its_word_is_taken_whole(workspace, sent, year, tmp_path):
    def change(sheet: Any, row: int) -> None:
        done("ประชุมแล้ว")(sheet, row)
        sheet.cell(row, 7, "๓๐ คน")

    path = fill(sent["ฝ่ายปกครอง"], tmp_path / "คืน.xlsx", change)
    taken = take_back(workspace, 2568, [path])
    assert [entry.participants for entry in year().entries] == [30]
    assert taken.units[0].remarks == ()


def test_two_answers_of_one_unit_do_not_overwrite_each_other(workspace, sent, year, tmp_path):
    first = fill(sent["ฝ่ายโยธา"], tmp_path / "1.xlsx", done("คำตอบแรก"))
    second = fill(sent["ฝ่ายโยธา"], tmp_path / "2.xlsx", done("คำตอบที่สอง"))
    taken = take_back(workspace, 2568, [first, second])
    assert texts(year()) == ["คำตอบแรก"]
    assert [bool(one.conflicts) for one in taken.units] == [False, True]


def test_an_evidence_link_that_both_changed_is_a_conflict_in_that_field_alone(
    workspace, year, take_in, tmp_path
):
    owner = OwnerRef(unit_id=unit_of(year(), "ฝ่ายโยธา").id)
    assignments.assign(workspace, 2568, ["O7"], [owner], None)
    evidence.add(workspace, 2568, "O7", {"location": "https://d.example/old", "title": "ข่าว",
                                         "note": "ยกมาจากปี 2567"})  # fmt: skip
    made = send(workspace, 2568, RoundRequest(), tmp_path, today=TODAY)

    def change(sheet: Any, row: int) -> None:
        sheet.cell(row, 5, "https://d.example/unit")

    path = fill(made.files[0], tmp_path / "คืน.xlsx", change, "ข้อมูล OIT")
    (stored,) = year().evidence
    evidence.edit(workspace, 2568, [CellEdit(stored.id, "title", "ข่าวประจำเดือน")])
    assert not take_back(workspace, 2568, [path]).is_incomplete
    (stored,) = year().evidence
    assert (stored.location, stored.title) == ("https://d.example/unit", "ข่าวประจำเดือน")


@pytest.mark.in_turn
@pytest.mark.parametrize("what", ["sorted", "renamed", "no key", "no property", "csv"])
def test_a_form_is_known_whatever_a_program_makes_of_it(workspace, sent, year, tmp_path, what):
    path = fill(sent["ฝ่ายโยธา"], tmp_path / "คืน.xlsx", done("ทำครบ"))
    book = load_workbook(path)
    sheet = book["มาตรการ"]
    if what == "sorted":
        sheet.insert_rows(head_of(sheet) + 1)
    elif what == "renamed":
        sheet.title = "Sheet1"
        sheet.cell(head_of(sheet) + 1, 5, "1 ก.พ. 2568")
    elif what == "no key":
        sheet.delete_cols(13)
    elif what == "no property":
        copied = Workbook()
        for row in sheet.iter_rows(min_row=head_of(sheet)):
            copied.active.append([cell.value for cell in row])
        book = copied
    if what == "csv":
        path = tmp_path / "คืน.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(sheet.iter_rows(values_only=True))
    else:
        book.save(path)
    (taken, *_) = take_back(workspace, 2568, [path]).units
    assert (taken.unit, taken.new, taken.refused) == ("ฝ่ายโยธา", 1, ())
    assert texts(year()) == ["ทำครบ"]


def test_a_row_copied_from_another_form_and_an_older_version_are_told(
    workspace, sent, year, tmp_path
):
    other = load_workbook(sent["ฝ่ายการคลัง"])["มาตรการ"]
    row = [cell.value for cell in other[head_of(other) + 1]]

    def paste(sheet: Any, first: int) -> None:
        for column, value in enumerate(row, 1):
            sheet.cell(first + 1, column, value)
        sheet.cell(first + 1, 6, "ของหน่วยอื่น")

    path = fill(sent["ฝ่ายโยธา"], tmp_path / "คืน.xlsx", paste)
    (taken,) = take_back(workspace, 2568, [path]).units
    assert "ฝ่ายการคลัง" in taken.refused[0]
    again = tmp_path / "ซ้ำ"
    again.mkdir()
    unit = unit_of(year(), "ฝ่ายโยธา").id
    (newer,) = send_again(
        workspace, 2568, collection_of(year()).id, [unit], again, today=TODAY
    ).files
    assert "ฉบับที่ 2" in str([cell.value for cell in load_workbook(newer)["มาตรการ"]["A"]])
    assert not year().entries


def test_mails_and_zips_carry_the_forms(workspace, sent, year, tmp_path):
    out = tmp_path / "อีเมล"
    out.mkdir()
    made = send(workspace, 2568, RoundRequest(mails=True, due=DUE), out, today=TODAY)
    mail = message_from_bytes(made.mails[0].read_bytes(), policy=default)
    (attachment,) = mail.iter_attachments()
    assert mail["X-Unsent"] == "1"
    assert "ภายในวันที่ 10 เมษายน 2568" in mail.get_body().get_content()
    filled = fill(made.files[0], tmp_path / "เดิม.xlsx", done("ทางอีเมล")).read_bytes()
    attachment.set_content(
        filled, maintype="application", subtype="octet-stream", filename="คืน.xlsx"
    )
    returned = tmp_path / "คืน.eml"
    returned.write_bytes(mail.as_bytes())
    (taken,) = take_back(workspace, 2568, [returned]).units
    assert (taken.unit, taken.new) == ("ฝ่ายปกครอง", 1)
    (packed,) = send(workspace, 2568, RoundRequest(zipped=True), out, today=TODAY).files
    with zipfile.ZipFile(packed) as archive:
        assert len(archive.namelist()) == len(UNITS)


def test_bad_files_are_told_and_nothing_of_them_is_taken(workspace, sent, year, tmp_path):
    def bomb(sheet: Any, row: int) -> None:
        done("มีระเบิด")(sheet, row)
        Pillow.new("1", (9000, 9000)).save(tmp_path / "bomb.png")
        sheet.add_image(Image(str(tmp_path / "bomb.png")), f"K{row}")

    bad = fill(sent["ฝ่ายโยธา"], tmp_path / "ภาพ.xlsx", bomb)
    macros = tmp_path / "แมโคร.xlsm"
    macros.write_bytes(fill(sent["ฝ่ายการคลัง"], tmp_path / "x.xlsx", done("มีแมโคร")).read_bytes())
    with zipfile.ZipFile(macros, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    locked = tmp_path / "รหัสผ่าน.xlsx"
    locked.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    taken = take_back(workspace, 2568, [bad, macros, locked])
    assert [bool(one.refused) for one in taken.units] == [True] * 3
    assert "ล้านจุด" in taken.units[0].refused[0]
    assert not year().entries


def test_nothing_open_is_told_and_no_round_is_kept(workspace, year, tmp_path):
    with pytest.raises(InputError, match="ไม่มีหน่วยใดมีเรื่องค้าง"):
        send(workspace, 2568, RoundRequest(), tmp_path, today=TODAY)
    assert not year().collections


@pytest.mark.needs_soffice
def test_a_form_that_libreoffice_saved_comes_back(workspace, sent, year, tmp_path):
    path = fill(sent["ฝ่ายโยธา"], tmp_path / "คืน.xlsx", done("จาก LibreOffice"))
    other = tmp_path / "ods"
    other.mkdir()
    convert([path], "ods", other, substitute=True)
    (taken,) = take_back(workspace, 2568, [other / "คืน.ods"]).units
    assert (taken.unit, taken.new, taken.refused) == ("ฝ่ายโยธา", 1, ())
    assert texts(year()) == ["จาก LibreOffice"]


def test_a_form_in_word_comes_back_with_its_photograph(workspace, sent, year, tmp_path):
    out = tmp_path / "word"
    out.mkdir()
    (path, *_) = send(workspace, 2568, RoundRequest(formats=("docx",)), out, today=TODAY).files
    document = Document(str(path))
    row = document.tables[0].rows[1]
    row.cells[3].text, row.cells[5].text, row.cells[11].text = "ทำแล้ว", "จาก Word", "ภาพงาน"
    Pillow.new("RGB", (320, 240), "green").save(tmp_path / "a.png")
    row.cells[10].paragraphs[0].add_run().add_picture(str(tmp_path / "a.png"))
    document.save(str(path))
    (taken,) = take_back(workspace, 2568, [path]).units
    assert (taken.new, taken.photographs) == (1, 1)
    assert [photo.caption for photo in year().photos] == ["ภาพงาน"]


def test_pictures_that_a_format_hides_are_told(workspace, sent, year, tmp_path):
    path = fill(sent["ฝ่ายโยธา"], tmp_path / "คืน.xlsx", done("มีภาพในช่อง"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/media/image1.png", b"a picture in a cell, without a place")
    (taken,) = take_back(workspace, 2568, [path]).units
    assert taken.new == 1
    assert "ภาพ" in taken.remarks[0]
