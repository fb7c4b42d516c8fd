"""Rosters without a column of roles: body and role stand in titles and rows of their own."""

import pytest

from ita_desktop.exchange.kinds.people import unit_group

HEAD = ("ลำดับ", "ชื่อ - สกุล", "ตำแหน่ง")


def members(year):
    return [
        (
            year().body_by_id[member.body_id].name,
            year().person_by_id[member.person_id].name,
            member.role,
        )
        for member in year().members
    ]


def test_rows_of_roles_are_the_roles_of_the_members_below(take_in, year):
    made = take_in(
        "roster",
        ("คณะทำงาน", "", ""),
        HEAD,
        ("ประธานคณะทำงาน", "", ""),
        ("1", "นายตัวอย่าง หนึ่ง", "ครู"),
        ("คณะทำงาน", "", ""),
        ("2", "นายตัวอย่าง สอง", "ครู"),
        ("เลขานุการ", "", ""),
        ("3", "นายตัวอย่าง สาม", "ครู"),
    )
    assert made.skipped == ()
    assert members(year) == [
        ("คณะทำงาน", "ตัวอย่าง หนึ่ง", "ประธานคณะทำงาน"),
        ("คณะทำงาน", "ตัวอย่าง สอง", "คณะทำงาน"),
        ("คณะทำงาน", "ตัวอย่าง สาม", "เลขานุการ"),
    ]


def test_without_such_rows_no_role_is_made_up(take_in, year):
    take_in("roster", ("คณะทำงาน", "", ""), HEAD, ("1", "นายตัวอย่าง หนึ่ง", "ครู"))
    assert members(year) == [("คณะทำงาน", "ตัวอย่าง หนึ่ง", "")]


def test_the_titles_of_two_lists_side_by_side_are_no_body_of_both_names(take_in, year):
    titles = ("คณะกรรมการอำนวยการ", "", "", "คณะทำงาน", "", "")
    people = ("1", "นายตัวอย่าง หนึ่ง", "ครู", "1", "นายตัวอย่าง สอง", "ครู")
    made = take_in("roster", titles, (*HEAD, *HEAD), people)
    assert members(year) == [("คณะกรรมการอำนวยการ", "ตัวอย่าง หนึ่ง", "")]
    assert made.ignored_columns


@pytest.mark.parametrize("title", ["", "รายชื่อบุคลากร"])
def test_a_list_of_no_body_is_told_row_by_row(plan, title):
    made = plan("roster", (title, "", ""), HEAD, ("1", "นายตัวอย่าง หนึ่ง", "ครู"))
    assert (made.changes, ["คณะใด" in one.why for one in made.skipped]) == ((), [True])


@pytest.mark.parametrize(
    ("heading", "role"), [("หน้าที่ในคณะทำงาน", "เลขานุการ"), ("บทบาท", "คณะทำงานและเลขานุการ")]
)
def test_roles_may_be_all_that_names_the_body(take_in, year, heading, role):
    made = take_in("roster", (*HEAD, heading), ("1", "นายตัวอย่าง หนึ่ง", "ครู", role))
    assert made.skipped == ()
    assert members(year) == [("คณะทำงาน", "ตัวอย่าง หนึ่ง", role)]


@pytest.mark.parametrize(
    "heading",
    [
        "หน้าที่ใน คกก.",
        "หน้าที่ในคกก",
        "หน้าที่ในคณะกรรมการ",
        "หน้าที่ในคณะทำงาน",
        "ตำแหน่งใน คทง.",
        "ตำแหน่งในคณะทำงาน",
    ],
)
def test_the_role_is_known_by_a_heading_that_shortens_the_body(take_in, year, heading):
    body = ("คณะกรรมการอำนวยการ", "", "", "")
    made = take_in("roster", body, (*HEAD, heading), ("1", "นายตัวอย่าง หนึ่ง", "ครู", "กรรมการ"))
    assert (made.skipped, made.questions, made.ignored_columns) == ((), (), ())
    assert members(year) == [(body[0], "ตัวอย่าง หนึ่ง", "กรรมการ")]


PHRASES = [
    "ฝ่ายโยธาจัดทำป้ายประชาสัมพันธ์",
    "ฝ่ายโยธาจัดทำ…",
    "ฝ่ายโยธา รายงานผลทุกเดือน",
    "ฝ่ายที่เกี่ยวข้องดำเนินการ",
    "โรงเรียนทุกแห่งจัดส่งข้อมูล",
]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        *((phrase, "") for phrase in PHRASES),
        ("ฝ่ายรักษาฯ", "ฝ่ายรักษาฯ"),
        ("หน่วยงาน: ฝ่ายโยธา:", "ฝ่ายโยธา"),
        ("ฝ่ายปกครอง และฝ่ายทะเบียน", "ฝ่ายปกครอง และฝ่ายทะเบียน"),
        ("2. โรงเรียนวัดตัวอย่าง สำนักงานเขตตัวอย่าง", "โรงเรียนวัดตัวอย่าง"),
    ],
)
def test_names_of_units_are_groups_and_phrases_about_them_are_not(text, unit) -> None:
    assert unit_group(text) == unit


@pytest.mark.parametrize("phrase", PHRASES[:2])
def test_a_phrase_in_a_list_of_units_is_none(take_in, year, phrase) -> None:
    before = year().units
    (skipped,) = take_in("units", ("ชื่อหน่วยงาน",), (phrase,)).skipped
    assert "ไม่ใช่ชื่อหน่วย" in skipped.why
    assert year().units == before


@pytest.mark.parametrize(
    "title", ["ฝ่ายปกครองขอส่งรายชื่อผู้แทนเป็นคณะทำงาน ดังนี้", "ฝ่ายปกครองมีผู้แทนดังต่อไปนี้"]
)
def test_a_sentence_that_begins_with_a_unit_is_no_unit(take_in, year, title):
    before = len(year().units)
    take_in("people", (title, "", ""), HEAD, ("1", "นายตัวอย่าง หนึ่ง", "ครู"))
    assert len(year().units) == before
    assert [person.unit_id for person in year().people] == [None]


def test_who_writes_for_a_body_is_a_role_and_no_body(take_in, year):
    take_in(
        "roster",
        ("ลำดับ", "ชื่อ - สกุล", "ตำแหน่ง"),
        ("ประธานคณะทำงาน", "", ""),
        ("1", "นายสมมติ หนึ่ง", "หัวหน้าฝ่ายปกครอง"),
        ("คณะทำงานและเลขานุการ", "", ""),
        ("2", "นางสาวสมมติ สอง", "นักจัดการงานทั่วไป"),
    )
    assert "คณะทำงานและเลขานุการ" not in [body.name for body in year().bodies]
    assert [member.role for member in year().members] == ["ประธานคณะทำงาน", "คณะทำงานและเลขานุการ"]
