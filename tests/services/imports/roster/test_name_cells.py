"""What else stands in the cell of a member's name: post, unit, remark, vacancy, another person."""

import pytest

HEAD = ("คณะ", "ชื่อ - นามสกุล", "ตำแหน่ง", "สังกัด", "บทบาท", "หมายเหตุ")


def member(name, post="", unit="", note=""):
    return ("คณะทำงาน", name, post, unit, "คณะทำงาน", note)


@pytest.mark.parametrize("between", [" ", "/", " – ", " - ", ", "])
def test_what_parts_post_and_unit_is_of_neither(take_in, year, between):
    take_in("roster", HEAD, member("นางตัวอย่าง สอง", f"นายช่างโยธา{between}ฝ่ายโยธา"))
    (found,) = year().members
    assert (found.post, year().unit_by_id[found.unit_id].name) == ("นายช่างโยธา", "ฝ่ายโยธา")


@pytest.mark.parametrize(
    ("cell", "name", "post", "unit", "note"),
    [
        ("นางตัวอย่าง สอง (แทน)", "ตัวอย่าง สอง", "นักจัดการ", "", "(แทน)"),
        ("นางตัวอย่าง สอง\n(ผู้แทนหัวหน้าฝ่าย)", "ตัวอย่าง สอง", "นักจัดการ", "", "(ผู้แทนหัวหน้าฝ่าย)"),
        ("นางตัวอย่าง สอง (ฝ่ายโยธา)", "ตัวอย่าง สอง", "นักจัดการ", "ฝ่ายโยธา", ""),
        ("นางตัวอย่าง\nสอง", "ตัวอย่าง สอง", "นักจัดการ", "", ""),
        ("ตัวอย่าง\nสอง", "ตัวอย่าง สอง", "นักจัดการ", "", ""),
        ("นางตัวอย่าง, สอง", "ตัวอย่าง สอง", "นักจัดการ", "", ""),
        ("นางตัวอย่าง , สอง, ฝ่ายโยธา", "ตัวอย่าง สอง", "นักจัดการ", "ฝ่ายโยธา", ""),
        ("นางตัวอย่าง สอง\nติดต่อ 5501", "ตัวอย่าง สอง", "นักจัดการ", "", "ติดต่อ 5501"),
        ("นางตัวอย่าง สอง นักจัดการ", "ตัวอย่าง สอง", "นักจัดการ", "", ""),
        ("นางตัวอย่าง ณ สอง", "ตัวอย่าง ณ สอง", "นักจัดการ", "", ""),
        ("ดร.ตัวอย่าง สอง รักษาราชการแทน", "ตัวอย่าง สอง", "นักจัดการ", "", "รักษาราชการแทน"),
    ],
)
def test_what_stands_beside_a_name_is_no_part_of_it(take_in, year, cell, name, post, unit, note):
    made = take_in("roster", HEAD, member(cell, "นักจัดการ"))
    assert (made.skipped, made.flaws) == ((), ())
    (person,) = year().people
    (found,) = year().members
    unit_name = year().unit_by_id[person.unit_id].name if person.unit_id else ""
    assert (person.name, found.post, unit_name, found.note) == (name, post, unit, note)


@pytest.mark.parametrize(
    ("cell", "post"),
    [
        ("นายตัวอย่าง หนึ่ง หัวหน้าฝ่ายโยธา", "หัวหน้าฝ่ายโยธา"),
        ("นายตัวอย่าง หนึ่ง ตำแหน่ง นายช่างโยธาชำนาญงาน", "นายช่างโยธาชำนาญงาน"),
        ("นายตัวอย่าง หนึ่ง (นายช่างโยธาชำนาญงาน)", "นายช่างโยธาชำนาญงาน"),
        ("นายตัวอย่าง หนึ่ง รักษาการหัวหน้าฝ่ายโยธา", "รักษาการหัวหน้าฝ่ายโยธา"),
    ],
)
def test_a_post_may_stand_behind_the_name(take_in, year, cell, post):
    take_in("roster", HEAD, member(cell))
    assert [(person.name, person.job_title) for person in year().people] == [("ตัวอย่าง หนึ่ง", post)]
    assert [found.post for found in year().members] == [post]


@pytest.mark.parametrize(
    "cell",
    [
        "นายตัวอย่าง หนึ่ง\nนางตัวอย่าง สอง",
        "1. นายตัวอย่าง หนึ่ง\n2. นางตัวอย่าง สอง",
        "1) นายตัวอย่าง หนึ่ง 2) นางตัวอย่าง สอง",
        "นายตัวอย่าง หนึ่ง นางตัวอย่าง สอง",
        "นายตัวอย่าง หนึ่ง กับ น.ส.ตัวอย่าง สอง",
        "นายตัวอย่าง หนึ่ง\nครู\nนางตัวอย่าง สอง\nครู",
    ],
)
@pytest.mark.parametrize("kind", ["roster", "people"])
def test_several_people_in_a_cell_are_told_and_none_is_made_of_them(plan, kind, cell):
    made = plan(kind, HEAD, member(cell, "ครู"))
    assert (made.changes, ["หลายคน" in one.why for one in made.skipped]) == ((), [True])


@pytest.mark.in_turn
@pytest.mark.parametrize(
    "cell",
    ["1.{}", "๑.{}", "1){}", "(1){}", "1 {}", "1/ {}", "1.- {}", "2.14{}", "๒.๑๔.{}", "1: {}",
     "ลำดับที่ 1 {}", "ก. {}", "– {}", "-{}", "➢ {}", "{},", "{} -", "{};", "{}."],
)  # fmt: skip
@pytest.mark.parametrize("name", ["นายตัวอย่าง หนึ่ง", "น.ส.ตัวอย่าง หนึ่ง", "Mr. ตัวอย่าง หนึ่ง"])
def test_number_bullet_and_what_is_left_of_a_list_are_no_part_of_a_name(take_in, year, cell, name):
    made = take_in("people", ("ชื่อ - นามสกุล",), (cell.format(name),))
    assert (made.skipped, made.warnings) == ((), ())
    (person,) = year().people
    assert (person.name, bool(person.prefix)) == ("ตัวอย่าง หนึ่ง", True)


@pytest.mark.parametrize(
    ("cell", "job", "unit", "phone"),
    [
        ("{}, นักวิชาการศึกษา", "นักวิชาการศึกษา", "", ""),
        ("{},หัวหน้าฝ่ายปกครอง", "หัวหน้าฝ่ายปกครอง", "", ""),
        ("{} – หัวหน้าฝ่ายปกครอง", "หัวหน้าฝ่ายปกครอง", "", ""),
        ("{}-หัวหน้าฝ่ายปกครอง", "หัวหน้าฝ่ายปกครอง", "", ""),
        ("{} : หัวหน้าฝ่ายปกครอง", "หัวหน้าฝ่ายปกครอง", "", ""),
        ("หัวหน้าฝ่ายปกครอง ({})", "หัวหน้าฝ่ายปกครอง", "", ""),
        ("{} ฝ่ายปกครอง", "", "ฝ่ายปกครอง", ""),
        ("{}, ฝ่ายปกครอง", "", "ฝ่ายปกครอง", ""),
        ("{} โทร.ภายใน 5501", "", "", "5501"),
        ("{} (โทร. ภายใน 5501)", "", "", "5501"),
        ("{} เบอร์ภายใน 5501", "", "", "5501"),
        ("{} ต่อ 5501", "", "", "5501"),
        ("{} ☎ 5501", "", "", "5501"),
        ("{}\n📞081-234-5678", "", "", "081-234-5678"),
        ("4.{} (พี่หนึ่ง) - ครู โทร.ภายใน 5501", "ครู", "", "5501"),
    ],
)
def test_what_stands_behind_a_name_has_its_own_place(take_in, year, cell, job, unit, phone):
    take_in("people", ("ชื่อ - นามสกุล",), (cell.format("นายตัวอย่าง หนึ่ง"),))
    (person,) = year().people
    unit_name = year().unit_by_id[person.unit_id].name if person.unit_id else ""
    found = (person.name, person.job_title, unit_name, person.phone)
    assert found == ("ตัวอย่าง หนึ่ง", job, unit, phone)


@pytest.mark.in_turn
@pytest.mark.parametrize(
    "cell",
    ["{} (พี่หนึ่ง)", "{}(หนึ่ง)", "{} “หนึ่ง”", '{} "หนึ่ง"', "{} [หนึ่ง]", "{} ชื่อเล่น หนึ่ง", "{}\n(หนึ่ง)",
     "{} ID Line: abc",
     "นายตัวอย่าง (หนึ่ง) สอง", "ตัวอย่าง สอง (หนึ่ง)", "{} (5501)", "{} 5501"],
)  # fmt: skip
def test_a_nickname_is_a_note_of_the_member_and_left_by_the_register(take_in, year, left, cell):
    cell = cell.format("นายตัวอย่าง สอง")
    rows = ("ชื่อ - นามสกุล", "ตำแหน่ง"), (cell, "ครู")
    (told,) = left("people", *rows)
    assert any(word in told for word in ("หนึ่ง", "5501", "ID Line: abc"))
    made = take_in("people", *rows)
    (person,) = year().people
    assert (person.name, person.job_title) == ("ตัวอย่าง สอง", "ครู")
    assert made.warnings == (), "it is told once"
    take_in("roster", HEAD, member(cell, "ครู"))
    (found,) = year().members
    assert found.note.strip('()[]“”"') in {"พี่หนึ่ง", "หนึ่ง", "ชื่อเล่น หนึ่ง", "5501", "ID Line: abc"}
    assert [each.name for each in year().people] == ["ตัวอย่าง สอง"]


@pytest.mark.parametrize(
    "post", ["ครู โทร.ภายใน 5501", "1. ครู (โทร. 5501)", "- ครู, ☎ 5501", "ครู\nโทร. 5501"]
)
@pytest.mark.parametrize("kind", ["people", "roster"])
def test_a_post_is_without_number_bullet_and_telephone(take_in, year, kind, post):
    take_in(kind, HEAD, member("นายตัวอย่าง หนึ่ง", post))
    assert [(one.job_title, one.phone) for one in year().people] == [("ครู", "5501")]


def test_the_telephone_behind_a_post_is_left_where_there_is_a_column_for_it(take_in, year, left):
    rows = ("ชื่อ - นามสกุล", "ตำแหน่ง", "โทรศัพท์"), ("นายตัวอย่าง หนึ่ง", "ครู โทร. 5501", "5502")
    assert ["5501" in told for told in left("people", *rows)] == [True]
    take_in("people", *rows)
    assert [(one.job_title, one.phone) for one in year().people] == [("ครู", "5502")]


def test_names_without_titles_beside_each_other_are_several_people(plan):
    made = plan("people", ("ชื่อ - นามสกุล",), ("ตัวอย่าง หนึ่ง, ตัวอย่าง สอง",))
    assert (made.changes, ["หลายคน" in one.why for one in made.skipped]) == ((), [True])


@pytest.mark.parametrize("name", ["นายตัวอย่าง นางงาม", "นายตัวอย่าง คุณวุฒิ", "นางตัวอย่าง ณ นครตัวอย่าง"])
def test_a_surname_that_begins_like_a_title_is_one_person(plan, name):
    made = plan("roster", HEAD, member(name, "ครู"))
    assert (made.added, made.skipped) == (1, ())


@pytest.mark.parametrize(
    "cell",
    ["ว่าง", "- ว่าง -", "(ว่าง)", "ตำแหน่งว่าง", "อัตราว่าง", "ว่าง (เกษียณอายุราชการ)", "อยู่ระหว่างสรรหา"],
)
def test_a_vacant_post_is_no_person_and_says_that_it_is_vacant(take_in, year, cell):
    made = take_in("roster", HEAD, member(cell, "หัวหน้าฝ่ายโยธา", "ฝ่ายโยธา"))
    assert (made.skipped, year().people) == ((), ())
    assert [(found.post, found.note) for found in year().members] == [("หัวหน้าฝ่ายโยธา", cell)]


def test_a_vacant_post_in_a_list_of_people_is_nobody_and_told(take_in, year):
    rows = (("นายตัวอย่าง หนึ่ง", "ครู"), ("- ว่าง -", "หัวหน้าฝ่ายเทศกิจ"))
    made = take_in("people", ("ชื่อ - นามสกุล", "ตำแหน่ง"), *rows)
    assert [person.name for person in year().people] == ["ตัวอย่าง หนึ่ง"]
    assert (made.skipped, ["ว่าง" in remark.why for remark in made.aside]) == ((), [True])


@pytest.mark.parametrize("cell", ["-", "โดยตำแหน่ง", "(โดยตำแหน่ง)", "....."])
def test_a_post_by_itself_has_no_note(take_in, year, cell):
    take_in("roster", HEAD, member(cell, "หัวหน้าฝ่ายโยธา", "ฝ่ายโยธา"))
    assert [(found.post, found.note) for found in year().members] == [("หัวหน้าฝ่ายโยธา", "")]


def test_a_head_or_his_delegate_is_of_the_heads_unit(take_in, year):
    made = take_in("roster", HEAD, member("หัวหน้าฝ่ายโยธาหรือผู้แทน"))
    assert made.flaws == ()
    (found,) = year().members
    assert (found.post, year().unit_by_id[found.unit_id].name) == ("หัวหน้าฝ่ายโยธาหรือผู้แทน", "ฝ่ายโยธา")


@pytest.mark.parametrize(
    ("cell", "name", "job"),
    [
        ("นายตัวอย่าง หนึ่ง\nนายช่างโยธา", "ตัวอย่าง หนึ่ง", "นายช่างโยธา"),
        ("นายตัวอย่าง\nหนึ่ง", "ตัวอย่าง หนึ่ง", ""),
        ("นายตัวอย่าง หนึ่ง นายช่างโยธา", "ตัวอย่าง หนึ่ง", "นายช่างโยธา"),
    ],
)
def test_the_register_reads_a_name_cell_alike(take_in, year, cell, name, job):
    take_in("people", ("ชื่อ - นามสกุล", "ตำแหน่ง"), (cell, ""))
    assert [(person.name, person.job_title) for person in year().people] == [(name, job)]


def test_the_register_has_no_place_for_a_remark_below_a_name_and_tells_it(plan):
    made = plan("people", ("ชื่อ - นามสกุล", "ตำแหน่ง"), ("นายตัวอย่าง หนึ่ง\nลาออกแล้ว", "ครู"))
    assert (made.changes, ["ลาออกแล้ว" in one.why for one in made.skipped]) == ((), [True])


def test_a_vacancy_may_stand_before_its_post(take_in, year):
    made = take_in("roster", HEAD, member("(ว่าง) หัวหน้าฝ่ายรายได้"), member("ตำแหน่งว่าง"))
    assert [remark.row for remark in made.skipped] == [3]
    (found,) = year().members
    assert (found.post, found.note) == ("หัวหน้าฝ่ายรายได้", "(ว่าง) หัวหน้าฝ่ายรายได้")


def test_one_word_without_a_title_is_told_as_no_sure_name(take_in, year):
    head = ("คณะ", "ลำดับ", "ชื่อ - นามสกุล", "ตำแหน่ง", "บทบาท")
    rows = [
        ("คณะทำงาน", str(at), name, "", "คณะทำงาน")
        for at, name in enumerate(("นายก", "ข ค", "ยกเลิก"))
    ]
    made = take_in("roster", head, *rows)
    assert len(year().people) == 3
    told = [remark.row for remark in made.warnings if "ชื่อคน" in remark.why]
    assert told == [4]


def test_a_name_in_brackets_below_each_post_is_of_its_row(take_in, year):
    posts = ("ผู้อำนวยการเขต", "หัวหน้าฝ่ายปกครอง", "หัวหน้าฝ่ายโยธา")
    heads = ("ลำดับ", "คณะ", "ตำแหน่ง", "บทบาท")
    rows = [
        row
        for at, post in enumerate(posts, 1)
        for row in ((str(at), "คณะทำงาน", post, "คณะทำงาน"), ("", "", "(นายตัวอย่าง หนึ่ง)", ""))
    ]
    made = take_in("roster", heads, *rows)
    assert (made.skipped, made.flaws) == ((), ())
    assert [found.post for found in year().members] == [f"{post} (นายตัวอย่าง หนึ่ง)" for post in posts]


def test_a_name_in_brackets_below_the_last_row_alone_is_of_who_signs(take_in, year):
    heads = ("ลำดับ", "คณะ", "ตำแหน่ง", "บทบาท")
    rows = [(str(at), "คณะทำงาน", f"หัวหน้าฝ่าย{at}", "คณะทำงาน") for at in (1, 2)]
    take_in("roster", heads, *rows, ("", "", "(นายตัวอย่าง หนึ่ง)", ""))
    assert [found.post for found in year().members] == ["หัวหน้าฝ่าย1", "หัวหน้าฝ่าย2"]
