"""What a person answered about words of a file is used for the next file, told, and undone with the
import."""

from dataclasses import replace

import pytest

from ita_desktop.domain.answers import AnswerAbout
from ita_desktop.domain.records import Person, new_id
from ita_desktop.exchange.source import ImportSource, read_pasted
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.imports.by_hand import (
    answer_about_name,
    column_answers,
    mapped_columns,
    not_remembered,
    office_words,
    used_answers,
    with_field,
)
from ita_desktop.services.imports.found.find import find_parts, only_list
from ita_desktop.services.imports.found.reading import ReadFiles, found_in
from ita_desktop.services.imports.found.series import apply_series, plan_parts
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.imports.name_questions import LEFT_OUT, NEW, NameAnswer
from ita_desktop.services.imports.pasted import is_headed
from ita_desktop.services.personal_removal import Erasable, erase
from ita_desktop.services.roster import units
from ita_desktop.services.settings.import_answers import Meaning, edit, forget, remembered
from tests.support.taken_in import plan_source, read_text

KIND = "assignments"
UNKNOWN = "งานที่\tใครทำ\tสี\nO1\tฝ่ายปกครอง\tแดง\n"
LATER = "สี\tใครทำ\tงานที่\nเขียว\tฝ่ายโยธา\tO2\n"
FIELDS = {"งานที่": "item", "ใครทำ": "owners"}
MISPRINT = "ข้อ\tผู้รับผิดชอบ\tหมายเหตุ\nO3\tฝ่ายปกคอง\tเร่ง\n"


def source(text):
    return ImportSource("งาน.csv", tuple(read_text(text, "งาน.csv")))


def mapped(text, fields):
    made = source(text)
    for heading, field in fields.items():
        columns = mapped_columns(made, KIND)
        (column,) = (each for each in columns if each.heading == heading)
        made = with_field(made, KIND, columns, column, field)
    return made


def told(plan):
    return [answer.phrase for answer in used_answers(plan)]


@pytest.fixture
def take(workspace):
    """Plans and applies a source; the plan."""

    def do(given, **more):
        plan = plan_source(workspace, 2568, KIND, given, **more)
        apply_import(workspace, plan)
        return plan

    return do


@pytest.fixture
def unit(year):
    return next(unit for unit in year().units if unit.name == "ฝ่ายปกครอง")


def test_columns_given_fields_by_hand_are_known_in_the_next_file(workspace, take, year):
    take(mapped(UNKNOWN, FIELDS | {"สี": ""}))
    plan = plan_source(workspace, 2568, KIND, source(LATER))
    assert (plan.added, plan.skipped, plan.ignored_columns) == (1, (), ())
    assert told(plan) == [
        "ไม่ใช้คอลัมน์ “สี”",
        "อ่านคอลัมน์ “ใครทำ” เป็น ผู้รับผิดชอบ",
        "อ่านคอลัมน์ “งานที่” เป็น ข้อ",
    ]
    by_heading = {each.heading: each for each in mapped_columns(
        source(LATER), KIND, office_words(year())
    )}  # fmt: skip
    assert {heading: each.field for heading, each in by_heading.items()} == {
        "สี": "",
        "ใครทำ": "owners",
        "งานที่": "item",
    }
    assert all(each.is_remembered for each in by_heading.values())


def test_a_file_of_such_columns_is_recognised_without_naming_its_kind(workspace, take, year):
    assert only_list(find_parts([source(LATER)])) is None
    take(mapped(UNKNOWN, FIELDS))
    parts = find_parts([source(LATER)], words=office_words(year()))
    only = only_list(parts)
    assert only is not None
    assert only.kind == KIND
    series = plan_parts(workspace, parts)
    doubts = [doubt.why for planned in series.parts for doubt in planned.doubts]
    assert any("ใช้คำตอบที่จำไว้" in doubt and "“งานที่”" in doubt for doubt in doubts)
    apply_series(workspace, series)
    assert "O2" in year().assignment_by_item


def test_answers_that_are_not_remembered_any_more_may_be_given_again(workspace, year):
    answers = column_answers(mapped(UNKNOWN, FIELDS), KIND)
    given = not_remembered(year(), answers)
    found = found_in(ReadFiles((source(LATER),), (), ()), year(), None, "", given)
    series = plan_parts(workspace, found.parts)
    doubts = [doubt.why for planned in series.parts for doubt in planned.doubts]
    assert "ใช้คำตอบที่ให้ไว้ก่อนหน้านี้: ใครทำ · งานที่" in doubts
    apply_series(workspace, series)
    assert "O2" in year().assignment_by_item
    assert {row.text: row.answer for row in year().import_answers} == FIELDS
    assert not_remembered(year(), answers) == ()


def test_pasted_cells_use_the_answers_too(workspace, take, year):
    cells = [line.split("\t") for line in LATER.splitlines()]
    assert not is_headed(KIND, cells, year())
    take(mapped(UNKNOWN, FIELDS))
    assert is_headed(KIND, cells, year())
    assert plan_source(workspace, 2568, KIND, read_pasted(cells, "ตารางที่วาง")).added == 1


def test_an_answer_about_columns_is_of_its_kind(workspace, take, year):
    take(mapped(UNKNOWN, FIELDS))
    columns = mapped_columns(source(LATER), "evidence", office_words(year()))
    assert [each.field for each in columns] == ["", "", ""]


def test_another_decision_replaces_the_remembered_one(workspace, take, year):
    take(mapped(UNKNOWN, FIELDS))
    words = office_words(year())
    made = source(LATER)
    columns = mapped_columns(made, KIND, words)
    (column,) = (each for each in columns if each.heading == "สี")
    take(with_field(made, KIND, columns, column, "note"))
    kept = {row.text: row.meaning for row in remembered(year())}
    assert kept == {"งานที่": "ข้อ", "ใครทำ": "ผู้รับผิดชอบ", "สี": "หมายเหตุ"}
    assert year().assignment_by_item["O2"].note == "เขียว"


def test_a_field_taken_by_hand_is_not_read_from_the_remembered_column(workspace, take, year):
    take(mapped(UNKNOWN, FIELDS))
    made, words = source("งานที่\tใครทำ\tเจ้าของ\nO2\tฝ่ายโยธา\tทุกฝ่าย\n"), office_words(year())
    columns = mapped_columns(made, KIND, words)
    made = with_field(made, KIND, columns, columns[2], "owners")
    take(made)
    (owner,) = year().owners_of_item("O2")
    assert year().owner_label(owner) == "ทุกฝ่าย"
    # That the other column was not read follows from this, and is no answer about it.
    kept = {row.text: row.meaning for row in remembered(year())}
    assert kept == {"งานที่": "ข้อ", "ใครทำ": "ผู้รับผิดชอบ", "เจ้าของ": "ผู้รับผิดชอบ"}


def test_a_name_is_asked_about_once_for_all_files(workspace, take, year, unit):
    take(source(MISPRINT), answers={"ฝ่ายปกคอง": NameAnswer(unit.id)})
    plan = take(source(MISPRINT.replace("O3", "O4")))
    assert plan.flaws == ()
    assert told(plan) == ["“ฝ่ายปกคอง” คือ ฝ่ายปกครอง"]
    (owner,) = year().owners_of_item("O4")
    assert owner.unit_id == unit.id


def test_a_typed_name_means_what_it_meant_in_a_file(workspace, take, year, unit):
    with workspace.change("-") as change:
        person = change.insert(Person(id=new_id(), prefix="นางสาว", name="ตัวอย่าง สมมติ"))
    take(mapped(UNKNOWN, FIELDS))
    take(source(MISPRINT), answers={"ฝ่ายปกคอง": NameAnswer(unit.id)})
    table = "ข้อ\tผู้รับผิดชอบ\nO4\tนางสาวตัวอยาง สมมติ\n"
    take(source(table), answers={"นางสาวตัวอยางสมมติ": NameAnswer(person_id=person.id)})
    words = ("- ฝ่าย ปกคอง", "น.ส.ตัวอยาง  สมมติ", "ใครทำ", "ฝ่ายโยทา")
    assert [answer_about_name(year(), word) for word in words] == [
        NameAnswer(unit.id),
        NameAnswer(person_id=person.id),
        None,
        None,
    ]


def test_a_later_answer_about_a_name_is_the_one_that_is_remembered(workspace, take, year, unit):
    other = next(unit for unit in year().units if unit.name == "ฝ่ายโยธา")
    for item, answer in (
        ("O3", NameAnswer(unit.id)),
        ("O4", NameAnswer(other.id)),
        ("O5", LEFT_OUT),
        ("O6", NameAnswer(unit.id)),
    ):
        take(source(MISPRINT.replace("O3", item)), answers={"ฝ่ายปกคอง": answer})
        (kept,) = year().import_answers
        assert kept.unit_id == (answer.unit_id or None)
    workspace.undo()
    assert year().import_answers[0].unit_id is None


def test_a_name_that_was_left_out_stays_out_and_is_told(workspace, take, year):
    take(source(MISPRINT), answers={"ฝ่ายปกคอง": LEFT_OUT})
    plan = take(source(MISPRINT.replace("O3", "O4")))
    assert (plan.flaws, told(plan)) == ((), ["เว้น “ฝ่ายปกคอง”"])
    assert year().owners_of_item("O4") == ()


def test_a_new_unit_needs_no_answer_and_ends_the_former_one(workspace, take, year, unit):
    take(source(MISPRINT), answers={"ฝ่ายปกคอง": NameAnswer(unit.id)})
    take(source(MISPRINT.replace("O3", "O4")), answers={"ฝ่ายปกคอง": NEW})
    assert year().import_answers == ()
    plan = plan_source(workspace, 2568, KIND, source(MISPRINT.replace("O3", "O5")))
    assert (plan.questions, plan.added) == ((), 1)


def test_one_undo_takes_back_import_and_answers(workspace, take, year, unit):
    take(source(MISPRINT), answers={"ฝ่ายปกคอง": NameAnswer(unit.id)})
    assert [row.about for row in year().import_answers] == [AnswerAbout.UNIT]
    workspace.undo()
    assert (year().import_answers, year().assignments) == ((), ())
    workspace.redo()
    assert len(year().import_answers) == 1


def test_what_is_not_imported_is_not_remembered(workspace, year, unit):
    answers = {"ฝ่ายปกคอง": NameAnswer(unit.id)}
    plan = plan_source(workspace, 2568, KIND, source(MISPRINT), answers=answers)
    apply_import(workspace, plan.accept(()))
    assert year().import_answers == ()


def test_data_in_the_place_of_headings_is_not_remembered(workspace, take, year):
    table = "O1\tนายตัวอย่าง สมมติ\tทุกฝ่าย\nO2\tก\tทุกฝ่าย\n"
    made = source(table)
    for at, field in enumerate(("item", "note", "owners")):
        columns = mapped_columns(made, KIND)
        made = with_field(made, KIND, columns, columns[at], field)
    take(made)
    assert "นายตัวอย่าง สมมติ" not in {row.text for row in year().import_answers}


@pytest.mark.parametrize(("length", "count"), [(200, 3), (201, 2)])
def test_a_heading_of_many_words_is_no_name_to_remember(workspace, take, year, length, count):
    long = "สี" + "ก" * (length - 2)
    take(mapped(UNKNOWN.replace("สี", long), FIELDS | {long: "note"}))
    assert len(year().import_answers) == count


def test_parts_after_one_another_use_what_was_answered_for_the_first(workspace, year, unit):
    texts = (MISPRINT, "ข้อ\tวิธีการปฏิบัติ\tผู้รับผิดชอบ\nI1\tทำ\tฝ่ายปกคอง\n")
    parts = list(find_parts([source(text) for text in texts]))
    parts[0] = replace(parts[0], answers={"ฝ่ายปกคอง": NameAnswer(unit.id)})
    series = plan_parts(workspace, parts)
    assert [planned.plan.flaws for planned in series.parts] == [(), ()]
    apply_series(workspace, series)
    assert [owner.unit_id for owner in year().measure_owners] == [unit.id]
    assert len(year().import_answers) == 1


def test_answers_are_changed_and_forgotten_and_both_undone(workspace, take, year, unit):
    take(source(MISPRINT), answers={"ฝ่ายปกคอง": LEFT_OUT})
    (row,) = remembered(year())
    assert (row.what, row.text, row.meaning) == ("หน่วย", "ฝ่ายปกคอง", "")
    edit(workspace, [CellEdit(row.id, "meaning", Meaning("unit_id", unit.id))])
    assert remembered(year())[0].meaning == "ฝ่ายปกครอง"
    assert forget(workspace, [row.id]) == 1
    assert remembered(year()) == ()
    assert workspace.edits.undo_label == "ลืมคำตอบของการนำเข้า “ฝ่ายปกคอง”"
    workspace.undo()
    assert remembered(year())[0].meaning == "ฝ่ายปกครอง"


def test_an_answer_goes_with_its_unit(workspace, take, year):
    (made,) = units.add_units(workspace, [{"name": "ฝ่ายชั่วคราวพิเศษ"}])
    take(source(MISPRINT), answers={"ฝ่ายปกคอง": NameAnswer(made)})
    workspace.undo()
    workspace.redo()
    assert len(year().import_answers) == 1
    with workspace.change("-") as change:
        change.delete(year().unit_by_id[made])
    assert year().import_answers == ()


@pytest.mark.on_disk
def test_who_is_erased_is_erased_from_the_answers_in_every_spelling(workspace, take, year):
    with workspace.change("-") as change:
        person = change.insert(Person(id=new_id(), prefix="นาย", name="ตัวอย่าง สมมติ"))
    table = "ข้อ\tผู้รับผิดชอบ\nO3\tนายตัวอยาง สมมติ\n"
    plan = plan_source(workspace, 2568, KIND, source(table))
    (question,) = plan.questions
    take(source(table), answers={question.key: NameAnswer(person_id=person.id)})
    take(
        source("ข้อ\tผู้รับผิดชอบ\tหมายเหตุ\nO4\tนางสาวไม่มี ใครรู้จัก\tก\n"),
        answers={"นางสาวไม่มีใครรู้จัก": LEFT_OUT},
    )
    answers = {row.text: row for row in year().import_answers}
    first, second = answers["นายตัวอยาง สมมติ"], answers["นางสาวไม่มี ใครรู้จัก"]
    forget(workspace, [first.id])
    workspace.undo()
    erase(workspace, Erasable.PERSON, [person.id], in_copies=False)
    assert [row.text for row in year().import_answers] == ["นางสาวไม่มี ใครรู้จัก"]
    workspace.publish()
    stored = workspace.path.read_bytes()
    assert "นายตัวอยาง".encode() not in stored
    assert second.text.encode() in stored


def test_abbreviations_of_sections_are_proposed_and_learnt_once(take, year):
    table = "ข้อ\tผู้รับผิดชอบ\nO1\tปค./ยธ.\nO2\tปค. และ คล.\n"
    plan = take(source(table))
    near = {question.name: question.near[0] for question in plan.questions}
    assert {name: unit.name for name, unit in near.items()} == {
        "ปค.": "ฝ่ายปกครอง",
        "ยธ.": "ฝ่ายโยธา",
        "คล.": "ฝ่ายการคลัง",
    }
    keys = {question.key: NameAnswer(near[question.name].id) for question in plan.questions}
    take(source(table), answers=keys)
    later = take(source("ข้อ\tผู้รับผิดชอบ\nO3\tคล. → ปค.\nO4\tทุกฝ่าย ยกเว้น ปค.\n"))
    assert [question.is_remembered for question in later.questions] == [True]
    assert "ฝ่ายปกครอง" not in map(year().owner_label, year().owners_of_item("O4"))
    assert [
        [year().owner_label(owner) for owner in year().owners_of_item(code)]
        for code in ("O1", "O2", "O3")
    ] == [["ฝ่ายปกครอง", "ฝ่ายโยธา"], ["ฝ่ายปกครอง", "ฝ่ายการคลัง"], ["ฝ่ายปกครอง"]]
