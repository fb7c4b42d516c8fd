"""A round's question goes out with the forms, and the answers come back with them."""

from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from openpyxl.drawing.image import Image
from PIL import Image as Pillow

from ita_desktop.domain.collecting import FormState, board
from ita_desktop.domain.collection_rounds import AskedSubject
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import Unit, UnitKind, new_id
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.reminding import add_memo
from ita_desktop.services.sending import RoundRequest, collection_of, send, send_again
from ita_desktop.services.settling import answer, take_back
from tests.services.imports.collecting.test_rounds import TODAY, UNITS, unit_of
from tests.support.taken_in import plan_file

QUESTION = "ปีนี้จัดอบรมกี่ครั้ง"
ANSWER = "สองครั้ง"


@pytest.fixture
def asked(workspace, year, tmp_path):
    """Asks three units a question and nothing else; the path of each one's form by unit."""
    units = tuple(unit_of(year(), name).id for name in UNITS)
    wanted = RoundRequest(about=(), question=QUESTION, unit_ids=units)
    made = send(workspace, 2568, wanted, tmp_path, today=TODAY)
    return {year().unit_name(unit): path for unit, path in made.file_of.items()}


def answered(path: Path, to: Path, text: str) -> Path:
    book = load_workbook(path)
    sheet = book["คำถาม"]
    sheet.cell(sheet.max_row, 2, text)
    book.save(to)
    return to


def _mail(path: Path) -> Any:
    return message_from_bytes(path.read_bytes(), policy=default)


def state_of(data: Any, unit: str) -> Any:
    states = board(data, collection_of(data), TODAY)
    return next(one for one in states if one.unit.name == unit)


def test_an_answer_is_asked_stored_counted_and_undone(workspace, asked, year, tmp_path):
    sheet = load_workbook(asked["ฝ่ายโยธา"])["คำถาม"]
    question, cell, _ = sheet[sheet.max_row]
    assert (question.value, question.protection.locked) == (QUESTION, True)
    assert not cell.protection.locked
    assert len(state_of(year(), "ฝ่ายโยธา").open) == 1
    back = answered(asked["ฝ่ายโยธา"], tmp_path / "คืน.xlsx", ANSWER)
    (taken,) = take_back(workspace, 2568, [back]).units
    assert (taken.unit, taken.new, taken.remarks, taken.refused) == ("ฝ่ายโยธา", 1, (), ())
    state = state_of(year(), "ฝ่ายโยธา")
    assert (state.state, state.open, state.form.answer) == (FormState.RETURNED, (), ANSWER)
    (taken,) = take_back(workspace, 2568, [back]).units
    assert (taken.new, taken.changed, taken.unchanged) == (0, 0, 1)
    memo = add_memo(workspace, 2568, "", today=TODAY)
    body = year().letter_by_id[memo].body
    assert body.count(QUESTION) == 2
    assert "ฝ่ายโยธา" not in body
    for _ in range(2):
        workspace.edits.undo()
    assert not state_of(year(), "ฝ่ายโยธา").form.answer


def test_an_empty_answer_leaves_the_question_open(workspace, asked, year):
    (taken,) = take_back(workspace, 2568, [asked["ฝ่ายโยธา"]]).units
    assert (taken.new, taken.unchanged) == (0, 1)
    assert state_of(year(), "ฝ่ายโยธา").state is FormState.EMPTY


def test_an_answer_by_telephone_counts_until_it_is_taken_out(workspace, asked, year, tmp_path):
    collection, unit = collection_of(year()).id, unit_of(year(), "ฝ่ายโยธา").id

    def say(text: str) -> Any:
        answer(workspace, 2568, collection, [CellEdit(unit, "answer", text)], today=TODAY)
        return state_of(year(), "ฝ่ายโยธา")

    said = say("สามครั้ง\nตอบทางโทรศัพท์")
    assert (said.state, said.form.answer) == (FormState.RETURNED, "สามครั้ง\nตอบทางโทรศัพท์")
    back = answered(asked["ฝ่ายโยธา"], tmp_path / "คืน.xlsx", ANSWER)
    assert take_back(workspace, 2568, [back]).units[0].conflicts
    assert state_of(year(), "ฝ่ายโยธา").form.answer.startswith("สามครั้ง")
    assert say("").state is FormState.SENT
    for _ in range(3):
        workspace.edits.undo()
    assert state_of(year(), "ฝ่ายโยธา").form.returned is None


def test_a_memo_to_each_unit_goes_with_its_form_and_is_one_letter(workspace, year, tmp_path):
    units = tuple(unit_of(year(), name).id for name in UNITS)
    wanted = RoundRequest(
        about=(), question=QUESTION, unit_ids=units, memos=True, mails=True, due=TODAY
    )
    sent = send(workspace, 2568, wanted, tmp_path, today=TODAY)
    assert sent.file_of[units[0]].suffix == ".xlsx"
    (letter,) = year().letters
    # ฝ่ายปกครอง sends it, and needs none.
    to = [year().unit_name(one.unit_id) for one in year().recipients_of(letter.id)]
    assert set(to) == {"ฝ่ายโยธา", "ฝ่ายการคลัง"}
    memos = [path for path in sent.files if path.suffix == ".docx"]
    texts = ["\n".join(line.text for line in Document(str(path)).paragraphs) for path in memos]
    assert all(f"เรียน\tหัวหน้า{name}" in text for name, text in zip(to, texts, strict=True))
    assert all("๑๔\xa0มีนาคม\xa0๒๕๖๘" in text for text in texts)
    assert [len(list(_mail(path).iter_attachments())) for path in sent.mails] == [1, 2, 2]
    workspace.edits.undo()
    assert not year().letters
    assert not year().collections


def test_a_form_that_went_out_with_the_former_word_for_a_unit_comes_back_whole(
    workspace, year, tmp_path
):
    unit = unit_of(year(), "ฝ่ายโยธา").id
    wanted = RoundRequest(about=(AskedSubject.PEOPLE,), question=QUESTION, unit_ids=(unit,))
    (path,) = send(workspace, 2568, wanted, tmp_path, today=TODAY).files
    book = load_workbook(answered(path, path, ANSWER))
    former = 0
    for cell in (cell for sheet in book for row in sheet.iter_rows() for cell in row):
        if isinstance(cell.value, str) and "หน่วย" in cell.value:
            cell.value = cell.value.replace("หน่วย", "หน่วยงาน")
            former += 1
    book.save(path)
    take_back(workspace, 2568, [path])
    form = state_of(year(), "ฝ่ายโยธา").form
    assert (former, form.answer, form.untaken) == (2, ANSWER, 0)


def test_a_second_answer_is_a_conflict_until_it_is_chosen(workspace, asked, year, tmp_path):
    first = answered(asked["ฝ่ายโยธา"], tmp_path / "1.xlsx", ANSWER)
    second = answered(asked["ฝ่ายโยธา"], tmp_path / "2.xlsx", "สามครั้ง")
    taken = take_back(workspace, 2568, [first, second]).units
    assert [bool(one.conflicts) for one in taken] == [False, True]
    assert "สองครั้ง → สามครั้ง" in taken[1].conflicts[0]
    state = state_of(year(), "ฝ่ายโยธา")
    assert (state.form.answer, state.form.untaken) == (ANSWER, 1)


def test_an_answer_in_word_comes_back_without_its_key(workspace, year, tmp_path):
    unit = unit_of(year(), "ฝ่ายโยธา").id
    asked = RoundRequest(about=(), question=QUESTION, unit_ids=(unit,), formats=("docx",))
    (path,) = send(workspace, 2568, asked, tmp_path, today=TODAY).files
    document = Document(str(path))
    cells = document.tables[0].rows[1].cells
    assert cells[0].text == QUESTION
    cells[1].text, cells[2].text = "สองครั้ง\nที่ห้องประชุม", ""
    document.save(str(path))
    (taken,) = take_back(workspace, 2568, [path]).units
    assert (taken.new, taken.refused) == (1, ())
    assert state_of(year(), "ฝ่ายโยธา").form.answer == "สองครั้ง\nที่ห้องประชุม"


def test_an_older_version_is_told_and_its_answer_is_that_of_the_unit(
    workspace, asked, year, tmp_path
):
    collection, unit = collection_of(year()).id, unit_of(year(), "ฝ่ายโยธา").id
    again = tmp_path / "ซ้ำ"
    again.mkdir()
    sent = send_again(workspace, 2568, collection, [unit], again, today=TODAY)
    newer = sent.file_of[unit]
    assert "ฉบับที่ 2" in str([cell.value for cell in load_workbook(newer)["คำถาม"]["A"]])
    old = answered(asked["ฝ่ายโยธา"], tmp_path / "เก่า.xlsx", ANSWER)
    (taken,) = take_back(workspace, 2568, [old]).units
    assert "เป็นฉบับที่ 1 ทั้งที่ส่งฉบับที่ 2 ไปแล้ว" in " ".join(taken.remarks)
    state = state_of(year(), "ฝ่ายโยธา")
    assert (state.form.version, state.form.answer) == (2, ANSWER)
    other = answered(newer, tmp_path / "ใหม่.xlsx", "สามครั้ง")
    assert take_back(workspace, 2568, [other]).units[0].conflicts
    assert state_of(year(), "ฝ่ายโยธา").form.answer == ANSWER
    with pytest.raises(InputError, match="ไม่มีเรื่องค้างแล้ว"):
        send_again(workspace, 2568, collection, [unit], again, today=TODAY)


def test_a_picture_and_a_form_of_another_file_are_told(workspace, asked, year, tmp_path):
    path = answered(asked["ฝ่ายโยธา"], tmp_path / "คืน.xlsx", ANSWER)
    book = load_workbook(path)
    Pillow.new("RGB", (64, 64), "red").save(tmp_path / "a.png")
    sheet = book["คำถาม"]
    sheet.add_image(Image(str(tmp_path / "a.png")), f"B{sheet.max_row}")
    book.save(path)
    (taken,) = take_back(workspace, 2568, [path], dry_run=True).units
    assert "คำตอบเป็นข้อความ" in taken.refused[0]
    assert taken.new == 1
    workspace.edits.undo()
    (taken,) = take_back(workspace, 2568, [path]).units
    assert "ไม่ได้ส่งจากแฟ้มนี้" in " ".join(taken.refused)
    plan = plan_file(workspace, 2568, "worksheet", path)
    assert plan.changes == ()
    assert ["จึงไม่รู้ว่าเป็นคำตอบของรอบใด" in one.why for one in plan.skipped] == [False, True]


@pytest.mark.in_turn
def test_of_twenty_returned_files_nothing_is_lost_and_nothing_overwritten(
    workspace, year, tmp_path
):
    with workspace.change("เพิ่มโรงเรียน") as change:
        for number in range(20):
            name = f"โรงเรียนตัวอย่าง {number}"
            change.insert(Unit(id=new_id(), name=name, kind=UnitKind.SCHOOL, position=90 + number))
    asked = RoundRequest(about=(), question=QUESTION)
    made = send(workspace, 2568, asked, tmp_path, today=TODAY)
    paths = list(made.file_of.items())[-20:]
    typed = {unit for unit, _ in paths[::4]}
    with workspace.change("แก้คำตอบ") as change:
        for form in year().collection_units:
            if form.unit_id in typed:
                change.update(form, answer=f"พิมพ์ไว้ {form.unit_id}")
    before = {form.unit_id: form.answer for form in year().collection_units}
    back = tmp_path / "คืน"
    back.mkdir()
    for unit, path in paths:
        answered(path, back / path.name, f"ตอบ {unit}")
    taken = take_back(workspace, 2568, [back]).units
    assert len(taken) == 20
    assert sum(one.new for one in taken) == 15
    conflicts = [one for one in taken if one.conflicts]
    assert {one.unit for one in conflicts} == {year().unit_name(unit) for unit in typed}
    assert all("พิมพ์ไว้" in one.conflicts[0] and "ตอบ" in one.conflicts[0] for one in conflicts)
    after = {form.unit_id: form for form in year().collection_units}
    for unit, _ in paths:
        assert after[unit].answer == (before[unit] if unit in typed else f"ตอบ {unit}")
        assert after[unit].untaken == int(unit in typed)
    assert sum(form.returned is not None for form in after.values()) == 20
