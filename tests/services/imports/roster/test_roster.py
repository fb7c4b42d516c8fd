"""Rosters: who, in which place, and what an import may change."""

import pytest

from ita_desktop.domain.records import MemberKind
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.roster import orders

HEAD = ("คณะ", "ลำดับ", "ชื่อ - นามสกุล", "ตำแหน่ง", "สังกัด", "บทบาท")
BODY = "คณะทำงาน"


def row(order, name, position="ครู", unit="ฝ่ายปกครอง", role="คณะทำงาน", body=BODY):
    return (body, order, name, position, unit, role)


def named(year, body=BODY):
    """The members of a body in their order."""
    (found,) = (one for one in year.bodies if one.name == body)
    people = year.person_by_id
    return [
        people[member.person_id].name if member.person_id else member.post
        for member in sorted(year.members_of(found.id), key=lambda one: one.position)
    ]


@pytest.fixture
def three(take_in):
    take_in("roster", HEAD, row("2.1", "นายก ข"), row("2.2", "นายค ง"), row("2.3", "นายจ ฉ"))


def test_a_member_is_a_person_a_post_or_a_group(take_in, year):
    take_in(
        "roster",
        HEAD,
        row("1", "", "ผู้อำนวยการเขต", "สำนักงานเขต"),
        row("2", "", "หัวหน้าฝ่ายทุกฝ่าย", "ทุกฝ่าย"),
        row("3", "นางสาวก ข", "นักจัดการงานทั่วไปปฏิบัติการ"),
    )
    post, group, person = year().members
    assert [one.kind for one in (post, group, person)] == [
        MemberKind.POST,
        MemberKind.GROUP,
        MemberKind.PERSON,
    ]
    assert year().unit_name(group.unit_id) == "ทุกฝ่าย"
    assert year().unit_name(post.unit_id) == "สำนักงานเขต"


def test_what_a_new_member_changes_in_the_register_is_told(take_in, year):
    take_in("roster", HEAD, row("1", "นายก ข", "ครู", "ฝ่ายปกครอง", body="คณะกรรมการอำนวยการ"))
    same = take_in("roster", HEAD, row("1", "นายก ข", "ครู", "ฝ่ายปกครอง"))
    assert same.warnings == ()
    plan = take_in("roster", HEAD, row("1", "นายก ข", "ครูชำนาญการ", "ฝ่ายโยธา", body="คณะกรรมการอื่น"))
    told = " ".join(warning.why for warning in plan.warnings)
    assert "ตำแหน่งของ นายก ข ในทะเบียนเปลี่ยนจาก “ครู” เป็น “ครูชำนาญการ” ด้วย" in told
    assert "หน่วยของ นายก ข ในทะเบียนเปลี่ยนจาก “ฝ่ายปกครอง” เป็น “ฝ่ายโยธา” ด้วย" in told


def test_the_districts_name_makes_no_second_office_and_no_second_post(take_in, year):
    take_in("roster", HEAD, row("1", "", "ผู้อำนวยการเขต", "สำนักงานเขต"))
    plan = take_in("roster", HEAD, row("1", "", "ผู้อำนวยการเขตตัวอย่าง", "สำนักงานเขตตัวอย่าง"))
    assert (plan.added, plan.changed, plan.warnings) == (0, 1, ())
    assert [member.post for member in year().members] == ["ผู้อำนวยการเขตตัวอย่าง"]


def test_a_group_without_a_unit_belongs_to_those_it_stands_for(take_in, year):
    take_in("roster", HEAD, row("1", "", "ผู้อำนวยการสถานศึกษาโรงเรียนในสังกัดทุกโรงเรียน", ""))
    assert year().unit_name(year().members[0].unit_id) == "โรงเรียนในสังกัด"


def test_the_head_of_a_section_belongs_to_it(take_in, year):
    take_in("roster", HEAD, row("1", "", "หัวหน้าฝ่ายปกครอง", ""))
    assert year().unit_name(year().members[0].unit_id) == "ฝ่ายปกครอง"


def test_one_person_in_two_bodies_is_one_person(take_in, year):
    take_in(
        "roster",
        HEAD,
        row("1.6", "นางสาวก ข", body="คณะกรรมการอำนวยการ", role="ผู้ช่วยเลขานุการ"),
        row("2.9", "น.ส. ก  ข", role="คณะทำงานและเลขานุการ"),
    )
    assert [person.full_name for person in year().people] == ["นางสาวก ข"]
    assert len(year().members) == 2


@pytest.mark.parametrize("unit", ["ฝ่ายปกครอง", "ฝ่ายทะเบียน"])
def test_two_units_of_one_person_are_told_and_the_last_is_the_registers(take_in, year, unit):
    plan = take_in(
        "roster", HEAD, row("1.1", "นายก ข", body="คณะกรรมการ"), row("2.1", "นายก ข", unit=unit)
    )
    (person,) = year().people
    assert year().unit_by_id[person.unit_id].name == unit
    told = [each.why.partition(" · ")[0] for each in plan.warnings if "ในแถวก่อน" in each.why]
    assert told == (
        []
        if unit == "ฝ่ายปกครอง"
        else ["นายก ข อยู่ ฝ่ายทะเบียน ที่นี่ และอยู่ ฝ่ายปกครอง ในแถวก่อน ทะเบียนจะเป็น ฝ่ายทะเบียน"]
    )


def test_members_stand_in_the_order_of_their_numbers(take_in, year):
    take_in("roster", HEAD, row("2.10", "นายก ข"), row("๒.๙", "นายค ง"), row("2.2", "นายจ ฉ"))
    assert named(year()) == ["จ ฉ", "ค ง", "ก ข"]


def test_numbers_that_excel_mangled_leave_the_order_of_the_rows(take_in, year):
    plan = take_in("roster", HEAD, row("2.1", "นายก ข"), row("2.2", "นายค ง"), row("2.1", "นายจ ฉ"))
    assert named(year()) == ["ก ข", "ค ง", "จ ฉ"]
    (told,) = plan.warnings
    assert (told.row, "ลำดับในคณะทำงาน ซ้ำกัน" in told.why) == (2, True)


def test_a_new_member_is_put_where_its_number_says(three, take_in, year):
    plan = take_in("roster", HEAD, row("2.2", "นายใหม่ หนึ่ง"))
    assert (plan.added, plan.changed) == (1, 0)
    assert named(year()) == ["ก ข", "ใหม่ หนึ่ง", "ค ง", "จ ฉ"]


def test_a_new_member_follows_the_one_before_it_in_the_file(three, take_in, year):
    take_in("roster", HEAD, row("", "นายค ง"), row("", "นายใหม่ หนึ่ง"))
    assert named(year()) == ["ก ข", "ค ง", "ใหม่ หนึ่ง", "จ ฉ"]


def test_only_the_member_that_moved_is_changed(three, take_in, year):
    plan = take_in("roster", HEAD, row("2.1", "นายจ ฉ"), row("2.2", "นายก ข"), row("2.3", "นายค ง"))
    (change,) = plan.changes
    assert {c.heading: (c.old, c.new) for c in change.cells if c.old is not None} == {
        "ลำดับ": ("3", "1")
    }
    assert named(year()) == ["จ ฉ", "ก ข", "ค ง"]


def test_a_move_that_is_not_ticked_does_not_happen(three, plan, workspace, year):
    from ita_desktop.services.imports.importing import apply_import

    made = plan(
        "roster", HEAD, row("2.1", "นายจ ฉ"), row("2.2", "นายใหม่ หนึ่ง"), row("2.3", "นายก ข")
    )
    added = [change.key for change in made.changes if not change.moves]
    apply_import(workspace, made.accept(added))
    assert named(year()) == ["ก ข", "ค ง", "จ ฉ", "ใหม่ หนึ่ง"]


def test_a_part_of_the_members_without_numbers_moves_nobody(three, take_in, year):
    plan = take_in("roster", HEAD, row("", "นายจ ฉ"), row("", "นายก ข"))
    assert (plan.changes, len(plan.unchanged)) == ((), 2)


def test_members_that_the_file_lacks_stay_or_go_as_asked(three, take_in, year):
    take_in("roster", HEAD, row("2.1", "นายก ข"))
    assert named(year()) == ["ก ข", "ค ง", "จ ฉ"]
    plan = take_in("roster", HEAD, row("2.1", "นายก ข"), replace=True)
    assert (plan.removed, len(plan.unchanged)) == (2, 1)
    assert named(year()) == ["ก ข"]


def test_an_empty_cell_clears_nothing(three, take_in, year):
    plan = take_in("roster", HEAD, row("2.1", "นายก ข", "", "", ""))
    assert len(plan.unchanged) == 1


def test_a_new_school_is_added_once_and_told(take_in, year):
    plan = take_in(
        "roster",
        HEAD,
        row("1", "นายก ข", unit="รร.วัดตัวอย่าง"),
        row("2", "นายค ง", unit="โรงเรียนวัดตัวอย่าง"),
    )
    assert [unit.name for unit in year().units][-1] == "โรงเรียนวัดตัวอย่าง"
    assert plan.added_units == ("โรงเรียนวัดตัวอย่าง",)
    assert [[one.row for one in rows] for rows in plan.asked_by.values()] == [[2, 3]]


def test_a_section_that_is_nearly_a_known_one_is_not_made(plan):
    made = plan("roster", HEAD, row("1", "นายก ข", unit="ฝ่ายเทคนิค"))
    assert "“ฝ่ายเทศกิจ”" in made.flaws[0].why
    assert (made.added, made.added_units) == (1, ())


def test_a_title_that_differs_from_the_register_is_pointed_out_and_taken_over(three, take_in, year):
    plan = take_in("roster", HEAD, row("2.1", "ว่าที่ร้อยตรี ก ข"))
    assert "“ว่าที่ร้อยตรี”" in plan.warnings[0].why.replace(" ”", "”")
    assert "“นาย”" in plan.warnings[0].why
    assert plan.changed == 1
    assert "ก ข" in {person.name for person in year().people}
    assert not any(person.full_name == "นายก ข" for person in year().people)


def test_a_woman_with_the_name_of_a_man_may_be_somebody_else(three, take_in, year):
    plan = take_in("roster", HEAD, row("2.1", "นางสาวก ข"))
    (reason,) = plan.reasons
    assert "“นางสาว”" in reason.remark.why
    assert "“นาย”" in reason.remark.why
    assert (plan.changed, plan.accepted) == (0, frozenset())
    assert "นายก ข" in {person.full_name for person in year().people}


def test_the_newest_years_roster_tells_where_people_work_and_an_older_one_does_not(
    three, take_in, year, workspace
):
    from ita_desktop.services.years import years

    years.add_year(workspace, 2569)
    later = [workspace.year(2569)]
    moved = row("2.1", "นายก ข", "หัวหน้างาน", "ฝ่ายโยธา")
    take_in("roster", HEAD, moved, others=later)
    assert year().unit_name(year().people[0].unit_id) == "ฝ่ายปกครอง"
    assert year().unit_name(year().members[0].unit_id) == "ฝ่ายโยธา"
    assert len(take_in("roster", HEAD, moved, others=later).unchanged) == 1
    assert take_in("roster", HEAD, moved).changed == 1
    assert year().unit_name(year().people[0].unit_id) == "ฝ่ายโยธา"


def test_a_name_twice_in_one_body_is_taken_once(plan):
    same = plan("roster", HEAD, row("1", "นายก ข"), row("2", "นายก ข"))
    assert (same.added, len(same.unchanged), same.skipped) == (1, 1, ())
    other = plan("roster", HEAD, row("1", "นายก ข"), row("2", "นายก ข", "หัวหน้างาน"))
    assert (other.added, len(other.skipped)) == (1, 1)
    assert "“นายก ข” อยู่ในคณะทำงานแล้วที่แถว 2" in other.skipped[0].why
    assert "“นายก ข” ซ้ำกับแถว 2" in same.warnings[0].why


def test_a_body_of_its_own_name_is_made_and_a_longer_name_of_a_known_one_is_not(take_in, year):
    take_in("roster", HEAD, row("1", "นายก ข", body="คณะทำงานประเมิน ITA ปี 2568"))
    take_in("roster", HEAD, row("1", "นายก ข", body="คณะอนุกรรมการสื่อสาร"))
    assert [body.name for body in year().bodies] == [
        "คณะกรรมการอำนวยการ",
        "คณะทำงานประเมิน ITA",
        "คณะอนุกรรมการสื่อสาร",
    ]


def test_a_cell_of_thousands_of_letters_is_kept_but_quoted_short(take_in, year):
    unit = f"ฝ่าย{'ก' * 9_000}"
    plan = take_in(
        "roster",
        ("คณะ", "ชื่อ", "สังกัด", "บทบาท"),
        *[("คณะทำงาน", f"นายตัวอย่าง {'ก' * 9_000}", unit, "คณะทำงาน")] * 2,
    )
    assert unit in {unit.name for unit in year().units}
    assert plan.added_units == (unit,)
    assert max(len(warning.why) for warning in plan.warnings) < 600


def test_who_left_by_an_order_is_no_row_that_a_file_lacks(take_in, workspace, year):
    rows = (("คณะทำงาน", "นายก ข", "คณะทำงาน"), ("คณะทำงาน", "นายค ง", "คณะทำงาน"))
    head = ("คณะ", "ชื่อ - นามสกุล", "บทบาท")
    take_in("roster", head, *rows)
    gone = year().members_of(year().bodies[1].id)[1]
    change = orders.amend(workspace, 2568, orders.add(workspace, 2568))
    orders.take_out(workspace, 2568, change, [gone.id])
    plan = take_in("roster", head, rows[0], replace=True)
    assert (plan.removed, len(plan.unchanged)) == (0, 1)
    assert gone.id in year().member_by_id


@pytest.mark.parametrize("whole", [False, True])
def test_another_role_of_a_member_needs_a_yes_of_its_own(three, plan, whole):
    """Where the whole list is replaced, that was the yes."""
    rows = [
        row("2.1", "นายก ข", role="ที่ปรึกษา"),
        row("2.2", "นายค ง", "ครูชำนาญการ"),
        row("2.4", "นายใหม่ หนึ่ง"),
    ]
    made = plan("roster", HEAD, *rows, replace=whole)
    ticked = {change.cells[2].new for change in made.changes if change.key in made.accepted}
    changed = {"นายค ง", "นายใหม่ หนึ่ง"}
    assert ticked == (changed | {"นายก ข", "นายจ ฉ"} if whole else changed)
    assert [why.remark.template for why in made.reasons] == (
        [] if whole else ["บทบาทในคณะของ {count} คนไม่ตรงกับที่มี"]
    )


def test_guests_of_other_agencies_are_not_ticked(plan):
    made = plan(
        "roster",
        ("คณะ", "ชื่อ-สกุล", "ตำแหน่ง", "หน่วยงาน", "หน้าที่ในคณะ"),
        ("คณะทำงาน", "นายสมมติ หนึ่ง", "หัวหน้าฝ่ายปกครอง", "ฝ่ายปกครอง", "ประธาน"),
        ("คณะทำงาน", "นายสมมติ สอง", "นักวิชาการ", "สำนักงาน ป.ป.ช.", "ที่ปรึกษา"),
        ("คณะทำงาน", "นางสมมติ สาม", "ผู้แทนสำนักงาน ป.ป.ช.", "", "ที่ปรึกษา"),
    )
    ticked = [origin.row for change in made.changes if change.key in made.accepted
              for origin in change.origins]  # fmt: skip
    assert ticked == [2]
    assert any("มีคนของสำนักงาน ป.ป.ช." in each.why for each in made.warnings)


def test_who_holds_a_post_takes_its_place_in_the_body(take_in, year):
    take_in(
        "roster",
        HEAD,
        row("1", "", "ผู้อำนวยการเขต", "", "ประธานกรรมการ"),
        row("2", "", "หัวหน้าฝ่ายปกครอง", "", "กรรมการและเลขานุการ"),
    )
    rows = (
        row("1", "นายก ข", "ผู้อำนวยการเขตตัวอย่าง", "", "ประธานกรรมการ"),
        row("2", "นายค ง", "หัวหน้าฝ่ายปกครอง", "", "กรรมการและเลขานุการ"),
    )
    plan = take_in("roster", HEAD, *rows)
    assert (plan.added, plan.changed, plan.reasons) == (0, 2, ())
    assert named(year()) == ["ก ข", "ค ง"]
    assert {member.kind for member in year().members} == {MemberKind.PERSON}
    again = take_in("roster", HEAD, row("1", "", "ผู้อำนวยการเขต", "", "ประธานกรรมการ"))
    assert again.added == 0
    assert named(year()) == ["ก ข", "ค ง"]


@pytest.mark.parametrize("role", ["ประธานคณะทำงาน", "คณะทำงานและเลขานุการ"])
def test_a_second_chair_or_secretary_is_told_and_unticked(take_in, year, role):
    take_in("roster", HEAD, row("1", "นายก ข", role=role))
    plan = take_in("roster", HEAD, row("1", "นายค ง", role=role))
    assert f"คณะทำงานมี{role}อยู่แล้ว คือ “นายก ข”" in plan.warnings[0].why
    assert named(year()) == ["ก ข"]
    helper = take_in("roster", HEAD, row("2", "นายค ง", role="คณะทำงานและผู้ช่วยเลขานุการ"))
    assert helper.reasons == ()


@pytest.mark.parametrize("words", ["แทนตำแหน่งว่าง", "ผู้แทนฝ่ายโยธา", "รักษาการในตำแหน่ง", "แทนผู้ที่ย้าย"])
def test_what_somebody_does_for_another_one_is_no_part_of_the_name(take_in, year, words) -> None:
    take_in("roster", HEAD, row("1", "นายก ขคง"))
    plan = take_in("roster", HEAD, row("1", f"นายก ขคง {words}"))
    assert (plan.added, plan.added_people) == (0, ())
    assert [member.note for member in year().members] == [words]


def register(year) -> dict[str, tuple[str, str]]:
    """Post and unit of the people of the register by name."""
    return {one.name: (one.job_title, year().unit_name(one.unit_id)) for one in year().people}


@pytest.mark.parametrize("is_known", [True, False])
def test_a_row_that_is_refused_changes_nothing_in_the_register(take_in, year, is_known):
    if is_known:
        take_in("people", ("ชื่อ-สกุล", "ตำแหน่ง", "หน่วย"), ("นายก ข", "ครู", "ฝ่ายปกครอง"))
    again = row("2", "นายก ข", "ผู้อำนวยการโรงเรียน", "ฝ่ายโยธา", "เลขานุการ")
    plan = take_in("roster", HEAD, row("1", "นายก ข"), again, with_all=True)
    assert [each.row for each in plan.skipped] == [3]
    assert register(year) == {"ก ข": ("ครู", "ฝ่ายปกครอง")}


@pytest.mark.parametrize("is_known", [True, False])
@pytest.mark.parametrize("last", [True, False])
def test_a_row_that_is_not_ticked_changes_nothing_in_the_register(
    workspace, take_in, plan, year, is_known, last
):
    take_in("roster", HEAD, row("1", "นางค ง", role="ประธานกรรมการ", body="คณะกรรมการ"))
    if is_known:
        take_in("people", ("ชื่อ-สกุล", "ตำแหน่ง", "หน่วย"), ("นายก ข", "ครู", "ฝ่ายปกครอง"))
    second = row("1", "นายก ข", "ครูใหญ่", "ฝ่ายโยธา", "ประธานกรรมการ", "คณะกรรมการ")
    rows = [row("1", "นายก ข"), second][:: 1 if last else -1]
    made = plan("roster", HEAD, *rows)
    assert len(made.accepted) == 1
    apply_import(workspace, made)
    assert register(year)["ก ข"] == ("ครู", "ฝ่ายปกครอง")
    take_in("roster", HEAD, *rows, with_all=True)
    assert register(year)["ก ข"] == (("ครูใหญ่", "ฝ่ายโยธา") if last else ("ครู", "ฝ่ายปกครอง"))


def test_a_list_of_others_that_counts_from_one_comes_behind_those_of_its_roles(take_in, year):
    take_in(
        "roster",
        HEAD,
        row("1", "นายก ข", role="ประธานคณะทำงาน"),
        row("2", "นายค ง"),
        row("3", "นายจ ฉ"),
        row("4", "นายช ซ", role="คณะทำงานและเลขานุการ"),
    )
    take_in(
        "roster",
        HEAD,
        row("1", "นายฌ ญ"),
        row("2", "นายฐ ฒ", role="คณะทำงานและผู้ช่วยเลขานุการ"),
        row("3", "นายณ ด"),
    )
    assert named(year()) == ["ก ข", "ค ง", "จ ฉ", "ฌ ญ", "ณ ด", "ช ซ", "ฐ ฒ"]
