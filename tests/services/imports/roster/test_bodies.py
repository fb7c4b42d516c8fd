"""Which body a name is, and the bodies that rows make."""

from collections import Counter
from dataclasses import replace
from itertools import permutations

import pytest
from openpyxl import Workbook

from ita_desktop.domain.records import Body, BodyKind, Member
from ita_desktop.domain.roster.matching import kind_of_body
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.imports.name_questions import NEW
from ita_desktop.services.imports.plan import Insert, RecordUpdate
from ita_desktop.services.imports.roster.bodies import Bodies
from tests.support.known_files import begun_year
from tests.support.taken_in import plan_file, plan_import, read_text

KINDS = {
    "คณะกรรมการอำนวยการ": BodyKind.STEERING,
    "คณะอำนวยการ ITA": BodyKind.STEERING,
    "คณะทำงาน": BodyKind.WORKING_GROUP,
    "คณะทำงานย่อย": BodyKind.WORKING_GROUP,
    "คณะอนุกรรมการ": BodyKind.OTHER,
    "อนุคณะทำงาน": BodyKind.OTHER,
}


@pytest.mark.parametrize("name", KINDS)
def test_the_kind_of_a_body_is_told_by_its_name(name):
    assert kind_of_body(name) is KINDS[name]


def test_a_body_is_found_by_its_name_or_as_the_only_one_of_its_kind():
    known = begun_year(2568).bodies
    bodies = Bodies(known)
    found = ("คณะ กรรมการอำนวยการ", "คณะกรรมการอำนวยการ ITA", "คณะทำงาน ITA", "คณะอื่น")
    assert [bodies.find(name) for name in found] == [known[0], known[0], known[1], None]
    bodies.add(replace(known[1], id="2", name="คณะทำงานย่อย"))
    assert bodies.find("คณะทำงาน ITA") is None
    assert [bodies.find(name).id for name in ("คณะทำงาน", "คณะทำงานย่อย")] == [known[1].id, "2"]
    bodies.add(replace(known[1], id="3", name="คณะอื่น", kind=BodyKind.OTHER))
    assert bodies.find("คณะอื่นอีก") is None


@pytest.mark.parametrize(
    "name", ["คณะทำงานฝ่ายเลขานุการ", "คณะทำงาน ด้าน OIT", "คณะทำงานย่อย", "คณะทำงานชุดที่ 2"]
)
def test_a_body_that_is_one_of_several_is_not_the_only_one_of_its_kind(name):
    assert Bodies(begun_year(2568).bodies).find(name) is None


def test_new_bodies_of_a_roster_stand_one_behind_the_other():
    rows = (
        ("คณะกรรมการอำนวยการ", "ก ข"),
        ("คณะทำงาน", "ค ง"),
        ("คณะทำงาน ITA", "จ ฉ"),
        ("คณะอื่น", "ช ซ"),
    )
    text = "\n".join(
        ["คณะ\tชื่อ - นามสกุล\tบทบาท", *(f"{body}\tนาย{name}\tกรรมการ" for body, name in rows)]
    )
    for known, first in ((), 0), (begun_year(2568).bodies[:1], 1):
        year = replace(begun_year(2568), bodies=known)
        made = plan_import(year, "roster", read_text(text))
        bodies = [one.write.record for one in made.shared.values()]
        assert {type(one.write) for one in made.shared.values()} == {Insert}
        bodies = [record for record in bodies if isinstance(record, Body)]
        assert [body.position for body in bodies] == list(range(first, 3))
        assert [body.name for body in bodies] == ["คณะกรรมการอำนวยการ", "คณะทำงาน", "คณะอื่น"][first:]


def test_a_name_that_a_paper_tells_on_with_the_rest_of_the_assessments_is_of_that_body():
    known = begun_year(2568).bodies[1]
    names = ("คณะทำงานขับเคลื่อนการประเมินคุณธรรม", "คณะทำงานประเมิน")
    bodies = Bodies(replace(known, id=name, name=name) for name in names)
    rest = "และความโปร่งใสในการดำเนินงาน"
    found = (f"{names[0]}{rest}", f"{names[1]}คุณธรรม{rest}", f"{names[1]}โครงการ{rest}")
    assert [getattr(bodies.find(name), "id", None) for name in found] == [*names, None]


@pytest.mark.parametrize("name", ["คณะทำงานตรวจหลักฐาน", "คณะทำงานรับเรื่องร้องเรียน"])
def test_a_body_with_a_task_of_its_own_is_not_the_only_one_of_its_kind(name):
    assert Bodies(begun_year(2568).bodies).find(name) is None


@pytest.mark.parametrize(
    "name",
    [
        "คณะทำงานการประเมินคุณธรรมและความโปร่งใส",
        "คณะทำงานขับเคลื่อน ITA",
        "คณะทำงาน ประจำปีงบประมาณ พ.ศ. 2568",
        "คณะทำงานสำนักงานเขตตัวอย่าง",
        "คณะทำงานฯ",
    ],
)
def test_the_long_name_of_the_working_group_is_the_working_group(name):
    known = begun_year(2568).bodies
    assert Bodies(known).find(name) is known[1]


def test_two_long_names_in_one_list_are_two_bodies():
    names = ("คณะทำงานการประเมิน ITA", "คณะทำงานรวบรวมข้อมูลการประเมิน ITA")
    text = "\n".join(
        ["คณะ\tชื่อ - นามสกุล\tบทบาท", *(f"{name}\tนายตัวอย่าง หนึ่ง\tคณะทำงาน" for name in names)]
    )
    made = plan_import(begun_year(2568), "roster", read_text(text))
    assert made.skipped == ()
    assert (
        len({write.record.body_id for write in made.writes() if hasattr(write.record, "body_id")})
        == 2
    )


@pytest.mark.parametrize(
    ("name", "is_told"), [("คณะทำงานขับเคลื่อนการประเมิน ITA", True), ("คณะทำงานฯ", False)]
)
def test_another_name_for_a_body_with_members_is_told(take_in, name, is_told):
    head = ("คณะ", "ชื่อ - นามสกุล", "บทบาท")
    take_in("roster", head, ("คณะทำงาน", "นายตัวอย่าง หนึ่ง", "คณะทำงาน"))
    made = take_in(
        "roster", head, *[(name, f"นายตัวอย่าง {who}", "คณะทำงาน") for who in ("สอง", "สาม")]
    )
    told = [remark.text for remark in made.warnings if "ปีนี้ไม่มีคณะชื่อ" in remark.template]
    assert len(told) == is_told
    assert all(name in text and "“คณะทำงาน”" in text for text in told)


def test_a_title_of_an_appointment_names_the_body(take_in, year):
    made = take_in(
        "roster",
        ("คำสั่งแต่งตั้งคณะทำงาน ITA 2568", "", ""),
        ("ลำดับ", "ชื่อ-นามสกุล", "ตำแหน่ง"),
        ("ประธานคณะทำงาน", "", ""),
        ("1", "นายตัวอย่าง หนึ่ง", "ผู้ช่วยผู้อำนวยการเขต"),
        ("คณะทำงาน", "", ""),
        ("2", "นางตัวอย่าง สอง", "หัวหน้าฝ่าย"),
    )
    assert made.skipped == ()
    assert [member.role for member in year().members] == ["ประธานคณะทำงาน", "คณะทำงาน"]
    assert {year().body_by_id[member.body_id].name for member in year().members} == {"คณะทำงาน ITA"}


def test_a_sheet_may_be_called_by_its_body(workspace, tmp_path):
    book = Workbook()
    book.active.title = "คณะทำงาน"
    book.active.append(("ลำดับ", "ชื่อ-สกุล", "ตำแหน่ง"))
    book.active.append(("1", "นายตัวอย่าง หนึ่ง", "ครู"))
    book.save(tmp_path / "ก.xlsx")
    plan = plan_file(workspace, 2568, "roster", tmp_path / "ก.xlsx")
    assert (plan.skipped, plan.added) == ((), 1)
    assert plan.changes[0].cells[0].new == "คณะทำงาน"


def test_the_usual_body_gets_the_name_of_the_roster_as_long_as_nobody_is_in_it(take_in, year):
    head = ("คณะ", "ชื่อ - นามสกุล", "บทบาท")
    first = take_in("roster", head, ("คณะทำงานขับเคลื่อน ITA", "นายตัวอย่าง หนึ่ง", "คณะทำงาน"))
    assert first.changes[0].cells[0].new == "คณะทำงานขับเคลื่อน ITA"
    take_in("roster", head, ("คณะทำงานประเมินคุณธรรม", "นายตัวอย่าง สอง", "คณะทำงาน"))
    assert [body.name for body in year().bodies] == ["คณะกรรมการอำนวยการ", "คณะทำงานขับเคลื่อน ITA"]
    assert len(year().members) == 2


def test_a_body_keeps_its_name_if_no_row_with_the_other_is_taken(plan, workspace, year):
    made = plan("roster", ("คณะ", "ชื่อ - นามสกุล", "บทบาท"), ("คณะทำงาน ITA", "นายก ข", "คณะทำงาน"))
    apply_import(workspace, made.accept(()))
    assert [body.name for body in year().bodies] == ["คณะกรรมการอำนวยการ", "คณะทำงาน"]


def test_a_longer_name_of_a_body_with_members_is_shown_and_may_be_answered_otherwise(
    take_in, plan, year
):
    head = ("คณะ", "ชื่อ - นามสกุล", "บทบาท")
    take_in("roster", head, ("คณะทำงาน", "นายตัวอย่าง หนึ่ง", "คณะทำงาน"))
    row = ("คณะทำงานขับเคลื่อน ITA", "นายตัวอย่าง สอง", "คณะทำงาน")
    made = plan("roster", head, row)
    (question,) = made.questions
    assert question.answer.body_id == year().bodies[1].id
    assert made.added == 1
    take_in("roster", head, row, answers={question.key: NEW})
    assert [body.name for body in year().bodies][-1] == "คณะทำงานขับเคลื่อน ITA"


@pytest.mark.in_turn
@pytest.mark.parametrize("names", list(permutations(("คณะทำงาน", "คณะทำงานประเมิน"))))
def test_a_name_under_which_another_presides_is_another_body(names):
    rows = [
        f"{name}\tนาย{chair}\tประธาน\n{name}\tนาย{other}\tกรรมการ"
        for name, chair, other in zip(names, ("ก ข", "ค ง"), ("จ ฉ", "ช ซ"), strict=True)
    ]
    text = "\n".join(["คณะ\tชื่อ - นามสกุล\tบทบาท", *rows])
    made = plan_import(begun_year(2570), "roster", read_text(text))
    added = [write.record for write in made.writes() if isinstance(write, Insert)]
    members = Counter(record.body_id for record in added if isinstance(record, Member))
    assert sorted(members.values()) == [2, 2]
    assert [record.name for record in added if isinstance(record, Body)] == ["คณะทำงานประเมิน"]
    assert not any(isinstance(write, RecordUpdate) for write in made.writes())


def test_a_chair_of_advisers_presides_over_no_body():
    rows = [
        f"{name}\tนาย{person}\t{role}"
        for name, adviser in (("คณะทำงาน", "ค ง"), ("คณะทำงาน ITA", "จ ฉ"))
        for person, role in (("ก ข", "ประธาน"), (adviser, "ประธานที่ปรึกษา"))
    ]
    text = "\n".join(["คณะ\tชื่อ - นามสกุล\tบทบาท", *rows])
    made = plan_import(begun_year(2570), "roster", read_text(text))
    assert not any(
        isinstance(write, Insert) and isinstance(write.record, Body) for write in made.writes()
    )
