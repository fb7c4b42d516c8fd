"""Names of units that nobody knows are asked about: a slip of the pen makes no unit."""

import pytest

from ita_desktop.services.imports.name_questions import LEFT_OUT, NEW, NameAnswer
from ita_desktop.services.roster import people

ASSIGNED = ("ข้อ", "ผู้รับผิดชอบ", "กำหนดส่ง")
MEMBERS = ("คณะ", "ชื่อ", "ตำแหน่ง", "สังกัด", "บทบาท")
PEOPLE = ("ชื่อ - นามสกุล", "สังกัด")
MISPRINT = "ฝ่ายปกคอง"


def owners(year, code):
    return [year.owner_label(owner) for owner in year.owners_of_item(code)]


def unit_names(year):
    return {unit.name for unit in year.units}


def tables(name):
    return {
        "assignments": (ASSIGNED, ("O1", name, "31/1/68"), ("O2", f"ทุกฝ่าย; {name}", "31/1/68")),
        "roster": (MEMBERS, ("คณะทำงาน", "นายก ข", "นักวิชาการ", name, "คณะทำงาน")),
        "people": (PEOPLE, ("นายก ข", name)),
        "measures": (("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ"), ("I1", "ทำ", name)),
        "units": (("ชื่อหน่วยงาน",), (name,)),
    }


KINDS = tuple(tables(""))


@pytest.mark.parametrize("kind", KINDS)
def test_a_misprint_makes_no_unit_and_only_its_cell_is_left_out_with_the_nearest_name(
    kind, take_in, year
):
    """In a table of units the name is all that a row is about."""
    before = unit_names(year())
    made = take_in(kind, *tables(MISPRINT)[kind])
    assert unit_names(year()) == before
    rows = len(tables(MISPRINT)[kind]) - 1
    assert (len(made.skipped), made.added) == ((rows, 0) if kind == "units" else (0, rows))
    described = made.skipped or made.flaws
    assert len(described) == rows
    for one in described:
        assert MISPRINT in one.why
        assert "“ฝ่ายปกครอง”" in one.why
        assert one.cell is not None


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_that_is_like_no_other_is_a_new_unit_and_told(kind, take_in, year):
    made = take_in(kind, *tables("ฝ่ายพัสดุกลาง")[kind])
    assert made.added_units == ("ฝ่ายพัสดุกลาง",)
    assert "ฝ่ายพัสดุกลาง" in unit_names(year())
    assert made.skipped == ()


@pytest.mark.parametrize(
    ("kind", "heading", "is_asked"),
    [
        ("assignments", "ผู้รับผิดชอบ", True),
        ("measures", "ผู้รับผิดชอบ", True),
        ("roster", "สังกัด", True),
        ("people", "กลุ่มงาน", True),
        ("people", "หน่วยงาน", True),
        ("roster", "ฝ่าย/โรงเรียน", False),
        ("people", "ฝ่าย", False),
    ],
)
def test_what_may_be_anything_is_a_unit_where_the_heading_says_so_and_else_is_asked(
    kind, heading, is_asked, plan
):
    heads, row = tables("พัสดุกลาง")[kind][:2]
    heads = [heading if head in {"สังกัด", "ผู้รับผิดชอบ"} else head for head in heads]
    made = plan(kind, heads, row)
    assert made.added_units == (() if is_asked else ("พัสดุกลาง",))
    assert [question.answer is None for question in made.questions] == [is_asked]


@pytest.mark.parametrize("kind", KINDS)
def test_a_misprint_is_asked_once_for_all_rows_and_can_be_answered(kind, plan, take_in, year):
    table = tables(MISPRINT)[kind]
    (question,) = plan(kind, *table).questions
    assert (question.name, question.near[0].name, question.answer) == (MISPRINT, "ฝ่ายปกครอง", None)
    known = year().units[1]
    made = plan(kind, *table, answers={question.key: NameAnswer(known.id)})
    assert (made.added_units, made.skipped, made.flaws) == ((), (), ())
    made = take_in(kind, *table, answers={question.key: NEW})
    assert made.added_units == (MISPRINT,)
    assert MISPRINT in unit_names(year())


def test_a_unit_that_a_name_is_taken_for_owns_the_item(plan, take_in, year):
    unit = next(unit for unit in year().units if unit.name == "ฝ่ายปกครอง")
    take_in(
        "assignments", *tables(MISPRINT)["assignments"], answers={MISPRINT: NameAnswer(unit.id)}
    )
    assert (owners(year(), "O1"), owners(year(), "O2")) == (["ฝ่ายปกครอง"], ["ทุกฝ่าย", "ฝ่ายปกครอง"])


def test_until_there_is_an_answer_only_the_name_is_left_out_and_told(plan, take_in, year):
    made = take_in("assignments", *tables(MISPRINT)["assignments"])
    assert (owners(year(), "O1"), owners(year(), "O2")) == ([], ["ทุกฝ่าย"])
    assert [(flaw.row, flaw.cell.name) for flaw in made.flaws] == [(2, "owners"), (3, "owners")]
    assert year().assignment_by_item["O1"].due is not None


def test_owners_stay_as_they_are_while_a_name_in_their_cell_waits(take_in, year):
    take_in("assignments", ASSIGNED, ("O1", "ฝ่ายปกครอง; ฝ่ายโยธา", ""))
    take_in("assignments", ASSIGNED, ("O1", f"ฝ่ายการคลัง; {MISPRINT}", "1/2/68"))
    assert owners(year(), "O1") == ["ฝ่ายปกครอง", "ฝ่ายโยธา"]
    leave = {MISPRINT: LEFT_OUT}
    made = take_in("assignments", ASSIGNED, ("O1", f"ฝ่ายการคลัง; {MISPRINT}", ""), answers=leave)
    assert owners(year(), "O1") == ["ฝ่ายการคลัง"]
    assert made.skipped == ()


def test_a_new_unit_is_made_only_with_a_row_that_is_taken(plan):
    made = plan("roster", *tables("ฝ่ายพัสดุกลาง")["roster"])
    assert made.accept([]).added_units == ()


def test_a_whole_table_of_an_unknown_office_is_one_action(take_in, year):
    names = ("ฝ่ายพัสดุกลาง", "ฝ่ายวิเคราะห์นโยบาย", "โรงเรียนวัดใหม่", "โรงเรียนวัดเก่า")
    made = take_in(
        "assignments", ASSIGNED, *((f"O{n}", name, "") for n, name in enumerate(names, 1))
    )
    assert made.added_units == names
    assert [owners(year(), f"O{n}") for n in range(1, 5)] == [[name] for name in names]
    again = take_in("assignments", ASSIGNED, ("O1", names[0], ""))
    assert (again.changes, again.added_units) == ((), ())


STRANGER = "นางสาวไม่มี ในทะเบียน"
OWNERS = {
    "assignments": (ASSIGNED, ("O1", f"ฝ่ายปกครอง; {STRANGER}", ""), ("O2", STRANGER, "")),
    "measures": (("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ"), ("I1", "ทำ", STRANGER)),
}


@pytest.mark.parametrize("kind", OWNERS)
def test_a_person_whom_nobody_knows_is_asked_about_and_no_unit(kind, plan, year):
    units, known = unit_names(year()), year().people
    made = plan(kind, *OWNERS[kind])
    (question,) = made.questions
    assert (question.name, question.kind, question.answer) == (STRANGER, None, None)
    assert all("ทะเบียนบุคลากร" in flaw.why for flaw in made.flaws)
    assert len(made.flaws) == len(OWNERS[kind]) - 1
    assert (unit_names(year()), year().people) == (units, known)


@pytest.mark.parametrize("kind", OWNERS)
def test_a_person_is_put_into_the_register_on_the_spot(kind, plan, take_in, year):
    (question,) = plan(kind, *OWNERS[kind]).questions
    made = take_in(kind, *OWNERS[kind], answers={question.key: NEW})
    assert (made.added_people, made.flaws, made.skipped) == ((STRANGER,), (), ())
    (person,) = (person for person in year().people if person.full_name == STRANGER)
    owners = (*year().assignment_owners, *year().measure_owners)
    assert person.id in {owner.person_id for owner in owners}
    again = take_in(kind, *OWNERS[kind])
    assert (again.changes, again.questions) == ((), ())


def test_a_new_person_is_made_only_with_a_row_that_is_taken(plan, year):
    (question,) = plan("assignments", *OWNERS["assignments"]).questions
    made = plan("assignments", *OWNERS["assignments"], answers={question.key: NEW})
    assert made.added_people == (STRANGER,)
    assert made.accept([]).added_people == ()


def test_a_misprinted_person_is_offered_the_one_who_is_meant_or_left_out(plan, take_in, year):
    take_in("people", PEOPLE, ("นายตัวอย่าง ชื่อยาวพอ", "ฝ่ายปกครอง"))
    table = (ASSIGNED, ("O1", "ฝ่ายโยธา; นายตัวอยาง ชื่อยาวพอ", ""))
    (question,) = plan("assignments", *table).questions
    (near,) = question.near
    assert near.full_name == "นายตัวอย่าง ชื่อยาวพอ"
    leave = {question.key: LEFT_OUT}
    take_in("assignments", *table, answers=leave)
    assert owners(year(), "O1") == ["ฝ่ายโยธา"]
    take_in("assignments", *table, answers={question.key: NameAnswer(person_id=near.id)})
    assert owners(year(), "O1") == ["ฝ่ายโยธา", "นายตัวอย่าง ชื่อยาวพอ"]


def test_of_namesakes_the_import_asks_who_is_meant(workspace, plan):
    people.add(workspace, 2568, [{"name": "นายก ซ้ำกัน", "unit": "ฝ่ายปกครอง"}])
    people.add(workspace, 2568, [{"name": "นายก ซ้ำกัน", "unit": "ฝ่ายโยธา"}])
    (question,) = plan("assignments", ASSIGNED, ("O1", "นายก ซ้ำกัน", "")).questions
    assert [one.full_name for one in question.near] == ["นายก ซ้ำกัน", "นายก ซ้ำกัน"]
