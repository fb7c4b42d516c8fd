"""What typing in the roster does to members, people and units."""

from dataclasses import replace

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import BodyKind, MemberKind, UnitKind
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.roster import people, roster
from ita_desktop.storage.workspace import Workspace
from tests.support.known_files import opened_sample

YEAR = 2568


@pytest.fixture
def workspace(tmp_path):
    with opened_sample(tmp_path / "a.ita") as opened:
        yield opened


def row(workspace: Workspace, number: str) -> roster.MemberRow:
    listed = roster.rows(workspace.year(YEAR))
    return next(member for _, members in listed for member in members if member.number == number)


def type_in(workspace: Workspace, number: str, **fields: str) -> roster.MemberRow:
    key = row(workspace, number).id
    roster.edit(workspace, YEAR, [CellEdit(key, name, text) for name, text in fields.items()])
    return row(workspace, number)


def test_another_known_person_brings_an_own_position_and_unit(workspace):
    now = type_in(workspace, "2.3", name="นางตัวอย่าง สามสิบเอ็ด")
    assert (now.post, now.unit) == ("เจ้าพนักงานจัดเก็บรายได้ชำนาญงาน", "ฝ่ายรายได้")


def test_a_person_named_for_a_post_leaves_the_post_as_it_is(workspace):
    now = type_in(workspace, "2.2", name="นางตัวอย่าง สามสิบเอ็ด")
    assert (now.name, now.post) == ("นางตัวอย่าง สามสิบเอ็ด", "หัวหน้าฝ่ายปกครอง")


def test_a_new_name_adds_a_person_whose_register_learns_what_is_typed_later(workspace):
    people = len(workspace.year(YEAR).people)
    body = workspace.year(YEAR).bodies[1].id
    roster.add(workspace, YEAR, body, [{"name": "น.ส.ทดลอง ใหม่"}])
    type_in(workspace, "2.37", post="นักพัฒนาสังคมปฏิบัติการ", unit="ฝ่ายพัฒนาชุมชนฯ")
    added = workspace.year(YEAR).people[people]
    assert added.full_name == "นางสาวทดลอง ใหม่"
    assert added.job_title == "นักพัฒนาสังคมปฏิบัติการ"
    assert workspace.year(YEAR).unit_name(added.unit_id) == "ฝ่ายพัฒนาชุมชนและสวัสดิการสังคม"
    type_in(workspace, "2.37", post="ประธาน", unit="ฝ่ายปกครอง")
    assert workspace.year(YEAR).people[people] == added, "what the register knows stays"


def test_the_office_by_its_own_name_is_the_unit_that_stands_for_it(workspace):
    units = workspace.year(YEAR).units
    now = type_in(workspace, "2.2", unit=workspace.year(YEAR).organisation.name)
    assert now.unit == "สำนักงานเขต"
    assert workspace.year(YEAR).units == units


def test_clearing_a_name_leaves_a_vacant_place_and_the_person_in_the_register(workspace):
    people = workspace.year(YEAR).people
    now = type_in(workspace, "2.7", name="")
    assert now.member.vacant
    assert now.post == "ครู วิทยฐานะครูชำนาญการพิเศษ"
    assert workspace.year(YEAR).people == people
    assert not row(workspace, "1.1").member.vacant


def test_a_vacant_place_can_be_made_one_of_a_post_and_back(workspace):
    type_in(workspace, "2.7", name="ว่าง")
    assert type_in(workspace, "2.7", name="โดยตำแหน่ง").member.kind is MemberKind.POST
    assert type_in(workspace, "2.7", name="ว่าง").member.vacant


def test_namesakes_are_told_apart_by_their_unit_in_brackets(workspace):
    body = workspace.year(YEAR).bodies[1].id
    roster.add(workspace, YEAR, body, [{"name": "นายชื่อ ซ้ำ", "unit": "ฝ่ายโยธา", "post": "นายช่าง"}])
    with workspace.change("ชื่อซ้ำ") as change:
        from ita_desktop.domain.records import Person, new_id

        unit = next(unit for unit in workspace.units() if unit.name == "ฝ่ายเทศกิจ")
        second = change.insert(
            Person(id=new_id(), prefix="นาย", name="ชื่อ ซ้ำ", unit_id=unit.id, job_title="เทศกิจ")
        )
    now = type_in(workspace, "2.3", name="นายชื่อ ซ้ำ (ฝ่ายเทศกิจ)")
    assert now.member.person_id == second.id


def test_a_typed_number_moves_the_row_there_and_the_others_follow(workspace):
    names = [member_row.name for member_row in roster.rows(workspace.year(YEAR))[1][1]]
    roster.place(workspace, YEAR, row(workspace, "2.36").id, 3)
    after = [member_row.name for member_row in roster.rows(workspace.year(YEAR))[1][1]]
    assert after == [*names[:2], names[35], *names[2:35]]


def test_moving_past_the_end_changes_nothing(workspace):
    before = workspace.edits.undo_label
    roster.move(workspace, YEAR, [row(workspace, "1.1").id], -1)
    assert workspace.edits.undo_label == before


def test_a_group_stands_for_the_posts_of_its_units_and_can_be_split(workspace):
    group = row(workspace, "1.3")
    those = roster.stands_for(workspace.year(YEAR), group.member)
    assert len(those) == 10
    assert those[0].post == "หัวหน้าฝ่ายปกครอง"
    roster.split_group(workspace, YEAR, group.id)
    assert row(workspace, "1.3").post == "หัวหน้าฝ่ายปกครอง"
    assert row(workspace, "1.12").post == "หัวหน้าฝ่ายพัฒนาชุมชนและสวัสดิการสังคม"
    assert row(workspace, "1.13").member.kind is MemberKind.GROUP
    assert row(workspace, "1.3").role == group.role
    workspace.undo()
    assert row(workspace, "1.3") == group


def test_the_places_of_a_body_have_no_gaps_where_a_group_was_split(workspace):
    group = row(workspace, "1.3").member
    before = [member.id for member in roster.in_order(workspace.year(YEAR), group.body_id)]
    made = roster.split_group(workspace, YEAR, group.id)
    members = roster.in_order(workspace.year(YEAR), group.body_id)
    at = before.index(group.id)
    assert [member.id for member in members] == [*before[:at], *made, *before[at + 1 :]]
    assert [member.position for member in members] == list(range(len(members)))


def test_the_executives_are_the_director_and_the_assistants(workspace):
    data = workspace.year(YEAR)
    member = replace(row(workspace, "1.3").member, post="ผู้บริหารเขต")
    office = next(unit.name for unit in data.units if unit.kind is UnitKind.OFFICE)
    assert roster.stands_for(data, member) == (
        roster.GroupMember("ผู้อำนวยการเขต", office),
        roster.GroupMember("ผู้ช่วยผู้อำนวยการเขต", office),
    )
    alone = replace(member, kind=MemberKind.POST)
    assert roster.stands_for(data, alone) == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("คณะกรรมการอำนวยการ", BodyKind.STEERING),
        ("คณะทำงาน ITA", BodyKind.WORKING_GROUP),
        ("คณะกรรมการตรวจรับ", BodyKind.OTHER),
    ],
)
def test_a_name_tells_what_a_body_is(name, kind):
    assert roster.body_kind(name) is kind


def test_one_post_cannot_be_split(workspace):
    with pytest.raises(InputError, match="แยกไม่ได้"):
        roster.split_group(workspace, YEAR, row(workspace, "1.1").id)


def test_bodies_are_named_moved_and_taken_out(workspace):
    key = roster.add_body(workspace, YEAR, "คณะทำงานย่อยด้านข้อมูล")
    roster.rename_body(workspace, YEAR, key, "คณะทำงานเผยแพร่ข้อมูล")
    roster.move_body(workspace, YEAR, key, -1)
    assert [body.name for body in workspace.year(YEAR).bodies] == [
        "คณะกรรมการอำนวยการ",
        "คณะทำงานเผยแพร่ข้อมูล",
        "คณะทำงาน",
    ]
    assert row(workspace, "3.1").post == "ผู้ช่วยผู้อำนวยการเขต สั่งราชการฝ่ายปกครอง"
    roster.remove_body(workspace, YEAR, key)
    assert len(workspace.year(YEAR).bodies) == 2


def test_a_role_tells_the_body_unless_several_have_it(workspace):
    data = workspace.year(YEAR)
    assert roster.body_of_role(data, "คณะทำงานและเลขานุการ") == data.bodies[1]
    assert roster.body_of_role(data, "กรรมการ") == data.bodies[0]
    assert roster.body_of_role(data, "ผู้ทรงคุณวุฒิ") is None
    roster.add_body(workspace, YEAR, "คณะทำงานย่อย")
    assert roster.body_of_role(workspace.year(YEAR), "คณะทำงาน") is None


def named(workspace: Workspace) -> set[str]:
    return {person.full_name for person in workspace.year(YEAR).people}


def test_a_corrected_name_is_that_of_the_same_person(workspace):
    body = workspace.year(YEAR).bodies[1].id
    roster.add(workspace, YEAR, body, [{"name": "นายทดรอง สะกดผิด", "post": "นายช่างโยธา"}])
    before, count = row(workspace, "2.37"), len(workspace.year(YEAR).people)
    now = type_in(workspace, "2.37", name="ทดลอง สะกดผิด")
    assert (now.name, now.post) == ("นายทดลอง สะกดผิด", "นายช่างโยธา")
    assert now.member.person_id == before.member.person_id
    assert len(workspace.year(YEAR).people) == count
    assert "นายทดรอง สะกดผิด" not in named(workspace), "a ghost in suggestions"
    workspace.undo()
    assert row(workspace, "2.37").name == "นายทดรอง สะกดผิด"
    type_in(workspace, "2.37", name="นางมาลี คนละคน")
    assert {"นายทดรอง สะกดผิด", "นางมาลี คนละคน"} <= named(workspace)


def test_a_name_that_is_used_elsewhere_is_corrected_when_it_is_the_same_person(workspace):
    first, second = workspace.year(YEAR).bodies
    roster.add(workspace, YEAR, first.id, [{"name": "นายทดรอง สะกดผิด"}])
    roster.add(workspace, YEAR, second.id, [{"name": "นายทดรอง สะกดผิด"}])
    key = row(workspace, "2.37").id
    found = roster.edit(workspace, YEAR, [CellEdit(key, "name", "นายทดลอง สะกดผิด")])
    assert found is not None
    assert {"นายทดรอง สะกดผิด", "นายทดลอง สะกดผิด"} <= named(workspace)
    assert row(workspace, "1.7").name == "นายทดรอง สะกดผิด"
    people.respell(workspace, YEAR, found.member, found.before.id, found.now.id)
    assert row(workspace, "1.7").name == row(workspace, "2.37").name == "นายทดลอง สะกดผิด"
    assert "นายทดรอง สะกดผิด" not in named(workspace)
    workspace.undo()
    assert row(workspace, "1.7").name == "นายทดรอง สะกดผิด"


def test_members_move_to_another_body_in_their_order(workspace):
    first, second = workspace.year(YEAR).bodies
    chosen = [row(workspace, number) for number in ("2.3", "2.5", "2.9")]
    assert roster.move_to(workspace, YEAR, [one.id for one in chosen], first.id) == 3
    assert [row(workspace, number).id for number in ("1.7", "1.8", "1.9")] == [
        one.id for one in chosen
    ]
    assert len(workspace.year(YEAR).members_of(second.id)) == 33
    workspace.undo()
    assert row(workspace, "2.5").id == chosen[1].id
    assert roster.move_to(workspace, YEAR, [chosen[0].id], second.id) == 0
