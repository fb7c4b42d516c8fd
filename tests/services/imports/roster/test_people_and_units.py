"""The registers of people and units."""

from datetime import date

import pytest

from ita_desktop.domain.records import GroupOf, UnitKind

PEOPLE = ("ชื่อ - นามสกุล", "ตำแหน่ง", "สังกัด", "โทรศัพท์")
UNITS = ("ชื่อหน่วยงาน", "ประเภท", "ชื่อย่อ", "ชื่ออื่น")


def test_a_person_is_added_once_and_moves_with_the_next_list(take_in, year):
    take_in("people", PEOPLE, ("นายก ข", "ครู", "ฝ่ายปกครอง", "1"))
    plan = take_in("people", PEOPLE, ("นาย ก ข", "", "ฝ่ายโยธา", ""))
    assert plan.changed == 1
    (person,) = year().people
    assert (person.job_title, person.phone) == ("ครู", "1")
    assert year().unit_name(person.unit_id) == "ฝ่ายโยธา"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("ทะเบียนบุคลากร ฝ่ายโยธา สำนักงานเขตตัวอย่าง", "ฝ่ายโยธา"),
        ("รายชื่อข้าราชการและลูกจ้างของฝ่ายโยธา ประจำปี พ.ศ. ๒๕๖๘", "ฝ่ายโยธา"),
        ("บัญชีรายชื่อเจ้าหน้าที่ สังกัดโรงเรียนบ้านตัวอย่าง", "โรงเรียนบ้านตัวอย่าง"),
        ("ทะเบียนบุคลากร สำนักงานเขตตัวอย่าง", ""),
        ("รายชื่อผู้ประสานงานกับฝ่ายโยธา", ""),
    ],
)
def test_the_list_of_a_unit_is_of_its_people(take_in, year, title, name):
    take_in("people", (title, "", "", ""), PEOPLE, ("นายก ข", "ครู", "", "1"))
    (person,) = year().people
    assert year().unit_name(person.unit_id) == name


def test_people_of_one_name_are_told_apart_by_their_units(take_in, year):
    rows = (PEOPLE, ("นายก ข", "ครู", "ฝ่ายปกครอง", ""), ("นายก ข", "ครู", "ฝ่ายโยธา", ""))
    plan = take_in("people", *rows)
    assert plan.added == 2
    assert any("หลายคน" in warning.why for warning in plan.warnings)
    assert len(take_in("people", *rows).unchanged) == 2
    assert len({person.unit_id for person in year().people}) == 2


def test_a_repeated_person_is_taken_once_and_a_contradiction_is_told(plan):
    same = plan("people", PEOPLE, ("นายก ข", "ครู", "", ""), ("นายก ข", "ครู", "", ""))
    assert (same.added, len(same.unchanged)) == (1, 1)
    other = plan("people", PEOPLE, ("นายก ข", "ครู", "", ""), ("นายก ข", "ครูผู้ช่วย", "", ""))
    assert (other.added, len(other.skipped)) == (1, 1)


def test_a_new_title_is_pointed_out(take_in, plan):
    take_in("people", PEOPLE, ("นางสาวก ข", "", "", ""))
    made = plan("people", PEOPLE, ("นางก ข", "", "", ""))
    assert (made.changed, "“นางสาว”" in made.warnings[0].why) == (1, True)


def test_a_person_with_work_is_not_removed(take_in, year):
    take_in("people", PEOPLE, ("นายก ข", "", "", ""), ("นายค ง", "", "", ""))
    take_in("roster", ("คณะ", "ชื่อ - นามสกุล", "บทบาท"), ("คณะทำงาน", "นายก ข", "คณะทำงาน"))
    plan = take_in("people", PEOPLE, ("นายจ ฉ", "", "", ""), replace=True)
    assert (plan.added, plan.removed) == (1, 1)
    assert [person.name for person in year().people] == ["ก ข", "จ ฉ"]
    assert any("“นายก ข”" in warning.why for warning in plan.warnings)


POSTS = ("ชื่อ - นามสกุล", "ตำแหน่ง", "ดำรงตำแหน่ง", "ตั้งแต่วันที่", "ถึงวันที่")


def test_posts_come_with_their_people_one_row_each_and_change_with_the_next_list(take_in, year):
    rows = (
        POSTS,
        ("นายก ข", "นักบริหาร", "ผู้อำนวยการเขต", "1 ต.ค. 2566", "31 ธ.ค. 2567"),
        ("นางค ง", "นักปกครอง", "หัวหน้าฝ่ายปกครอง", "", ""),
        ("นางค ง", "นักปกครอง", "รักษาราชการแทนผู้อำนวยการเขต", "1 ม.ค. 2568", ""),
    )
    plan = take_in("people", *rows)
    assert (plan.added, plan.skipped, plan.warnings) == (2, (), ())
    held = [(tenure.post, tenure.acting, tenure.first, tenure.last) for tenure in year().tenures]
    assert held == [
        ("ผู้อำนวยการเขต", "", date(2023, 10, 1), date(2024, 12, 31)),
        ("หัวหน้าฝ่ายปกครอง", "", None, None),
        ("ผู้อำนวยการเขต", "รักษาราชการแทน", date(2025, 1, 1), None),
    ]
    shown = {cell.heading: cell.new for cell in plan.changes[-1].cells}
    assert shown["ดำรงตำแหน่ง"] == ("หัวหน้าฝ่ายปกครอง\nรักษาราชการแทน ผู้อำนวยการเขต ตั้งแต่ 1 ม.ค. 68")
    assert len(take_in("people", *rows).unchanged) == 3
    ended = ("นางค ง", "", "หัวหน้าฝ่ายปกครอง", "", "31 มี.ค. 2568")
    assert take_in("people", POSTS, ended).changed == 1
    assert len(year().tenures) == 3
    assert year().tenures[1].last == date(2025, 3, 31)


def test_the_day_of_a_post_that_was_held_since_nobody_knew_when_is_filled_in(take_in, year):
    row = ("นายก ข", "", "ผู้อำนวยการเขต")
    take_in("people", POSTS, (*row, "", ""))
    assert take_in("people", POSTS, (*row, "1 ต.ค. 2566", "")).changed == 1
    assert [tenure.first for tenure in year().tenures] == [date(2023, 10, 1)]
    assert take_in("people", POSTS, (*row, "", "31 ธ.ค. 2567")).changed == 1
    assert take_in("people", POSTS, (*row, "1 ต.ค. 2567", "")).changed == 1
    held = [(tenure.first, tenure.last) for tenure in year().tenures]
    assert held == [(date(2023, 10, 1), date(2024, 12, 31)), (date(2024, 10, 1), None)]


def test_a_row_of_a_further_post_says_only_who_and_which(take_in, year):
    heads = (*POSTS, "สังกัด", "โทรศัพท์")
    plan = take_in(
        "people",
        heads,
        ("นายจ ฉ", "", "ผู้อำนวยการเขต", "1 ม.ค. 2568", "", "", "2"),
        ("นายจ ฉ", "ผู้ช่วยผู้อำนวยการเขต", "ผู้ช่วยผู้อำนวยการเขต", "", "", "ฝ่ายปกครอง", ""),
        ("นางค ง", "นักปกครอง", "หัวหน้าฝ่ายปกครอง", "", "", "ฝ่ายปกครอง", "1"),
        ("นางค ง", "", "หัวหน้าฝ่ายรายได้", "", "", "", ""),
    )
    assert (plan.added, plan.skipped, plan.warnings) == (2, (), ())
    people = {person.name: person for person in year().people}
    assert [
        (person.job_title, year().unit_name(person.unit_id), person.phone)
        for person in people.values()
    ] == [("ผู้ช่วยผู้อำนวยการเขต", "ฝ่ายปกครอง", "2"), ("นักปกครอง", "ฝ่ายปกครอง", "1")]
    assert {(tenure.person_id, tenure.post) for tenure in year().tenures} == {
        (people["จ ฉ"].id, "ผู้อำนวยการเขต"),
        (people["จ ฉ"].id, "ผู้ช่วยผู้อำนวยการเขต"),
        (people["ค ง"].id, "หัวหน้าฝ่ายปกครอง"),
        (people["ค ง"].id, "หัวหน้าฝ่ายรายได้"),
    }


def test_a_row_of_a_further_post_fills_in_what_the_first_left_empty(take_in, year):
    heads = (*POSTS[:3], "สังกัด", "โทรศัพท์", "อีเมล")
    plan = take_in(
        "people",
        heads,
        ("ก ข", "", "หัวหน้าฝ่ายปกครอง", "ฝ่ายปกครอง", "", ""),
        ("นายก ข", "นักปกครอง", "หัวหน้าฝ่ายรายได้", "", "1", "k@d.example"),
        ("นายก ข", "", "หัวหน้าฝ่ายโยธา", "", "2", ""),
    )
    person, other = year().people
    assert (person.full_name, person.job_title) == ("นายก ข", "นักปกครอง")
    assert (person.phone, person.email, other.phone) == ("1", "k@d.example", "2")
    assert [tenure.post for tenure in year().tenures_of(person.id)] == [
        "หัวหน้าฝ่ายปกครอง",
        "หัวหน้าฝ่ายรายได้",
    ]
    assert all("หลายคน" in one.why for one in plan.warnings), "with another telephone, another one"
    assert len(plan.warnings) == 2


def test_a_mark_in_place_of_a_unit_is_told_and_costs_nothing_else(take_in, year):
    made = take_in("people", PEOPLE, ("นายก ข", "ครู", "/", "1"))
    assert [(flaw.row, "“/” ไม่ใช่ชื่อหน่วย" in flaw.why) for flaw in made.flaws] == [(2, True)]
    (person,) = year().people
    assert (person.job_title, person.unit_id, person.phone) == ("ครู", None, "1")


def test_new_people_and_units_stand_behind_those_of_the_register(take_in, year):
    take_in("people", PEOPLE, ("นายก ข", "", "", ""), ("นายค ง", "", "", ""))
    take_in("people", PEOPLE, ("นายจ ฉ", "", "", ""), ("นายช ซ", "", "", ""))
    assert [person.name for person in year().people] == ["ก ข", "ค ง", "จ ฉ", "ช ซ"]
    take_in("units", UNITS, ("ฝ่ายใหม่หนึ่ง", "", "", ""), ("ฝ่ายใหม่สอง", "", "", ""))
    for records in (year().people, year().units):
        places = [record.position for record in records]
        assert places == sorted(set(places))
    assert [unit.name for unit in year().units[-2:]] == ["ฝ่ายใหม่หนึ่ง", "ฝ่ายใหม่สอง"]


def test_a_unit_twice_is_taken_once_and_a_contradiction_is_told(plan):
    row = ("ศูนย์ตัวอย่าง", "ฝ่าย", "ศตอ.", "")
    made = plan("units", UNITS, row, row, (row[0], "ฝ่าย", "", ""), (row[0], "ฝ่าย", "ศยต.", ""))
    assert (made.added, [one.row for one in made.unchanged]) == (1, [3, 4])
    assert [(one.row, "ซ้ำกับแถว 2" in one.why) for one in made.warnings] == [(3, True), (4, True)]
    assert [(one.row, "มีอยู่แล้วในแถว 2" in one.why) for one in made.skipped] == [(5, True)]


def test_a_short_name_that_a_unit_gives_up_is_free_for_another(take_in, year):
    take_in("units", UNITS, ("ฝ่ายหนึ่ง", "ฝ่าย", "ตย.", ""), ("ฝ่ายสอง", "ฝ่าย", "อื่น", ""))
    made = take_in("units", UNITS, ("ฝ่ายสอง", "", "ตย.", ""), ("ฝ่ายหนึ่ง", "", "หนึ่ง", ""))
    assert (made.changed, made.skipped) == (2, ())
    assert [unit.short_name for unit in year().units[-2:]] == ["หนึ่ง", "ตย."]


def test_units_that_stay_because_they_are_used_are_named(take_in):
    take_in("people", PEOPLE, ("นายก ข", "", "ฝ่ายโยธา", ""))
    plan = take_in("units", UNITS, ("ฝ่ายปกครอง", "", "", ""), replace=True)
    assert ["“ฝ่ายโยธา”" in one.why for one in plan.warnings] == [True]
    assert "“ฝ่ายปกครอง”" not in plan.warnings[0].why


def test_a_post_that_several_of_the_name_might_hold_is_left_out_and_told(take_in, year):
    plan = take_in(
        "people",
        (*POSTS, "สังกัด"),
        ("นายก ข", "ครู", "", "", "", "ฝ่ายปกครอง"),
        ("นายก ข", "", "หัวหน้าฝ่ายโยธา", "", "", ""),
        ("นายก ข", "ครู", "", "", "", "ฝ่ายโยธา"),
    )
    assert (plan.added, [skipped.origin.row for skipped in plan.skipped]) == (2, [3])
    assert year().tenures == ()


def test_days_without_a_post_and_days_turned_round_are_told_and_left_out(take_in, year):
    made = take_in(
        "people",
        POSTS,
        ("นายก ข", "", "", "1 ต.ค. 2567", ""),
        ("นายค ง", "", "ผู้อำนวยการเขต", "1 ต.ค. 2567", "1 ก.ย. 2567"),
    )
    assert (made.added, len(made.skipped)) == (2, 0)
    assert [flaw.cell.name for flaw in made.flaws] == ["first", "last"]
    (held,) = year().tenures
    assert (held.first, held.last) == (date(2024, 10, 1), None)


def test_who_is_in_the_list_stays_and_who_is_behind_them_goes(take_in, year):
    take_in(
        "people", PEOPLE, ("นายก ข", "", "", ""), ("นายค ง", "", "", ""), ("นายจ ฉ", "", "", "")
    )
    plan = take_in("people", PEOPLE, ("นายค ง", "", "", ""), replace=True)
    assert (plan.removed, plan.warnings) == (2, ())
    assert [person.name for person in year().people] == ["ค ง"]


def test_a_unit_is_known_by_its_short_name_and_keeps_its_full_one(take_in, year):
    plan = take_in("units", UNITS, ("ฝ่ายสิ่งแวดล้อมฯ", "", "ฝ่ายสวล.", "สวล."))
    assert (plan.added, plan.changed) == (0, 1)
    (unit,) = (unit for unit in year().units if unit.short_name == "ฝ่ายสวล.")
    assert unit.name == "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล"
    assert unit.aliases.split(";") == ["ฝ่ายสิ่งแวดล้อม", "สวล."]


def test_a_name_of_one_unit_does_not_become_another_name_of_a_second(plan):
    made = plan(
        "units",
        UNITS,
        ("ฝ่ายโยธา", "", "", "โรงเรียนวัดตัวอย่าง"),
        ("โรงเรียนวัดตัวอย่าง", "", "", ""),
        ("ฝ่ายรายได้", "", "ฝ่ายคลัง", ""),
    )
    assert (made.added, [one.row for one in made.skipped]) == (1, [2, 4])


def test_new_units_know_what_they_are(take_in, year):
    take_in("units", UNITS, ("รร.วัดตัวอย่าง", "", "", ""), ("ศูนย์ตัวอย่าง", "ฝ่าย", "", ""))
    school, section = year().units[-2:]
    assert (school.name, school.kind) == ("โรงเรียนวัดตัวอย่าง", UnitKind.SCHOOL)
    assert section.kind is UnitKind.SECTION


def test_a_unit_in_use_and_the_office_and_groups_are_not_removed(take_in, year):
    take_in("people", PEOPLE, ("นายก ข", "", "ฝ่ายโยธา", ""))
    plan = take_in("units", UNITS, ("ฝ่ายปกครอง", "", "", ""), replace=True)
    left = {unit.name for unit in year().units if unit.kind is UnitKind.SECTION}
    assert left == {"ฝ่ายปกครอง", "ฝ่ายโยธา"}
    assert plan.removed == 8
    assert {unit.group_of for unit in year().units} >= {GroupOf.SECTIONS, GroupOf.SCHOOLS}


def test_units_that_another_year_uses_are_not_removed(take_in, plan, year, workspace):
    from ita_desktop.services.years import years

    take_in("assignments", ("ข้อ", "ผู้รับผิดชอบ"), ("O1", "ฝ่ายโยธา"))
    years.add_year(workspace, 2569)
    from tests.support.taken_in import plan_import

    made = plan_import(
        workspace.year(2569),
        "units",
        plan_sheets(),
        replace=True,
        others=[workspace.year(2568)],
    )
    gone = {cell.new for change in made.changes for cell in change.cells}
    assert "ฝ่ายโยธา" not in gone
    assert "ฝ่ายทะเบียน" in gone


def plan_sheets():
    from tests.support.taken_in import read_text

    return read_text("ชื่อหน่วยงาน\nฝ่ายปกครอง\n")


def test_a_level_is_written_on_to_its_position_as_it_is_read(take_in, year):
    rows = [
        ("นายก ข", "นักวิชาการ", "ชำนาญการ"),
        ("นายค ง", "หัวหน้าฝ่าย", "อำนวยการต้น"),
        ("นายจ ฉ", "นักวิชาการ", "7ว"),
        ("นายช ซ", "นายช่างอาวุโส", "อาวุโส"),
        ("นายญ ด", "ครู", ""),
    ]
    take_in("people", ("ชื่อ - นามสกุล", "ตำแหน่ง", "ระดับ"), *rows)
    assert sorted(person.job_title for person in year().people) == [
        "ครู",
        "นักวิชาการ 7ว",
        "นักวิชาการชำนาญการ",
        "นายช่างอาวุโส",
        "หัวหน้าฝ่าย อำนวยการต้น",
    ]
