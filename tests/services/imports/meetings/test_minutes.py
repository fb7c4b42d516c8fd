"""Minutes from a list: what was said and resolved, who does what, and both papers of a meeting."""

from dataclasses import replace
from datetime import date

import pytest

from ita_desktop.domain.agenda import lines, owner_words
from ita_desktop.domain.meetings import AgendaKind
from tests.support.taken_in import plan_import, read_text

HEAD = ("ครั้งที่", "คณะ", "วันประชุม", "เวลา", "ระเบียบวาระ", "รายงานการประชุม")
BODY = "คณะทำงาน"
OPENING = "ระเบียบวาระที่ 1 เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ\n1.1 คำสั่งแต่งตั้ง"


def row(minutes="", agenda="", number="1", day="8/11/67", begins="", body=BODY):
    return number, body, day, begins, agenda, minutes


def resolved(*tasks):
    return "\n".join((OPENING, "มติที่ประชุม เห็นชอบ", *tasks))


@pytest.mark.parametrize(
    ("task", "text", "of", "due"),
    [
        ("1) ส่งข้อมูล ผู้รับผิดชอบ ฝ่ายรายได้", "ส่งข้อมูล", "ฝ่ายรายได้", None),
        ("2) ส่งข้อมูล ผู้รับผิดชอบ นายก ข", "ส่งข้อมูล", "นายก ข", None),
        ("1) ส่งข้อมูล ผู้รับผิดชอบ นายค ง", "ส่งข้อมูล", "นายค ง (ตามที่พิมพ์)", None),
        ("1) ส่งข้อมูล ผู้รับผิดชอบ เลขานุการ", "ส่งข้อมูล", "เลขานุการ (ตามที่พิมพ์)", None),
        ("1) ส่งข้อมูล ภายในวันที่ 28 กุมภาพันธ์ 2568", "ส่งข้อมูล", "", date(2025, 2, 28)),
        ("1) ส่งข้อมูล ผู้รับผิดชอบ นายก ข ภายในวันที่ 1/3/68", "ส่งข้อมูล", "นายก ข", date(2025, 3, 1)),
        ("1) ส่งข้อมูล ภายในวันที่ 31/2/68", "ส่งข้อมูล ภายในวันที่ 31/2/68", "", None),
    ],
)
def test_a_task_of_minutes_tells_what_who_and_until_when(take_in, plan, year, task, text, of, due):
    """A post, or a name that two people have, stays as it is typed."""
    people = (("นายก ข", ""), ("นายค ง", "ฝ่ายโยธา"), ("นายค ง", "ฝ่ายรายได้"), ("นายจ ฉ", ""))
    take_in("people", ("ชื่อ - นามสกุล", "สังกัด"), *people)
    assert take_in("meetings", HEAD, row(resolved(task))).warnings == ()
    (made,) = year().action_items
    person = year().person_by_id.get(made.person_id)
    typed = f"{made.post} (ตามที่พิมพ์)" if made.post else ""
    named = [year().unit_name(made.unit_id), person.full_name if person else "", typed]
    assert (made.text, made.due) == (text, due)
    assert [name for name in named if name] == ([of] if of else [])
    assert plan("meetings", HEAD, row(resolved(task))).changes == ()


def test_several_units_do_a_task_and_an_unknown_one_is_asked(plan, take_in, year):
    line = "1) ส่งข้อมูล ผู้รับผิดชอบ ฝ่ายรายได้, ฝ่ายโยธา ภายในวันที่ 1/3/68"
    other = "2) ตรวจเว็บ ผู้รับผิดชอบ ฝ่ายรายไดั"
    rows = row(resolved(line, other))
    assert [asked.name for asked in plan("meetings", HEAD, rows).questions] == ["ฝ่ายรายไดั"]
    take_in("meetings", HEAD, rows)
    told = [(task.text, owner_words(year(), task)) for task in year().action_items]
    assert told == [("ส่งข้อมูล", "ฝ่ายรายได้, ฝ่ายโยธา"), ("ตรวจเว็บ", "ฝ่ายรายไดั")]


def test_tasks_come_once_in_their_order_behind_those_of_the_meeting(take_in, year):
    one, two, three = (f"{at}) งาน {at} ผู้รับผิดชอบ ฝ่ายรายได้" for at in (1, 2, 3))
    take_in("meetings", HEAD, row(resolved(one, two, one)))
    take_in("meetings", HEAD, row(resolved(three, two, "4) งาน 3 ผู้รับผิดชอบ ฝ่ายโยธา")))
    assert [(task.text, task.position) for task in year().action_items] == [
        ("งาน 1", 0),
        ("งาน 2", 1),
        ("งาน 3", 2),
        ("งาน 3", 3),
    ]


AGENDA = f"{OPENING}\nเอกสารประกอบ: คำสั่ง\nระเบียบวาระที่ 2 เรื่องเพื่อพิจารณา\n2.1 กรอบการทำงาน\nตามเอกสาร"
SAID = (
    f"{OPENING}\nประธานแจ้งว่า ได้ลงนามแล้ว\nมติที่ประชุม รับทราบ\n"
    "ระเบียบวาระที่ 2 เรื่องเพื่อพิจารณา\n2.1 กรอบการทำงาน\nตามเอกสาร\nที่ประชุมอภิปราย\nมติที่ประชุม เห็นชอบ"
)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("begins", "later"), [("09.30 - 12.00 น.", "9:30 น."), ("", "09.30"), ("09.30", "")]
)
def test_the_agenda_and_the_minutes_of_a_meeting_are_one_row_of_the_preview(
    take_in, plan, year, begins, later, turned
):
    both = [row(agenda=AGENDA, begins=begins), row(SAID, day="", begins=later)]
    if turned:
        both.reverse()
    made = take_in("meetings", HEAD, *both)
    assert (len(made.changes), made.skipped, made.warnings) == (1, (), ())
    (meeting,) = year().meetings
    assert (meeting.day, meeting.begins) == (date(2024, 11, 8), "09:30")
    items = {item.title: item for item in year().agenda_items}
    first, second = items["คำสั่งแต่งตั้ง"], items["กรอบการทำงาน"]
    assert (first.detail, first.minutes, first.resolution) == (
        "",
        "ประธานแจ้งว่า ได้ลงนามแล้ว",
        "รับทราบ",
    )
    assert (second.detail, second.minutes) == ("ตามเอกสาร", "ที่ประชุมอภิปราย")
    (handout,) = year().attachments_of_agenda_item(first.id)
    assert (handout.title, handout.position) == ("คำสั่ง", 0)
    (cell,) = (cell for cell in made.changes[0].cells if cell.heading == "ระเบียบวาระ")
    assert cell.new.splitlines() == [
        *OPENING.splitlines(),
        "ประธานแจ้งว่า ได้ลงนามแล้ว",
        "มติที่ประชุม รับทราบ",
        "ระเบียบวาระที่ 2 เรื่องเพื่อพิจารณา",
        "2.1 กรอบการทำงาน",
        "ตามเอกสาร",
        "ที่ประชุมอภิปราย",
        "มติที่ประชุม เห็นชอบ",
    ]
    assert plan("meetings", HEAD, *both).changes == ()


@pytest.mark.parametrize(
    "other",
    [
        row(SAID, day="9/11/67"),
        row(SAID, begins="10.00"),
        row(agenda=SAID),
        row(SAID, begins="08.30 น."),
    ],
)
def test_papers_that_contradict_each_other_are_two_rows_of_one_meeting_and_told(plan, other):
    made = plan(
        "meetings", HEAD, row(agenda=AGENDA, begins="09.30"), other, row(agenda=AGENDA, number="2")
    )
    assert (len(made.changes), [one.row for one in made.skipped]) == (2, [3])
    assert "ครั้งที่ 1 มีอยู่แล้วในแถว 2" in made.skipped[0].why


def test_a_meeting_has_one_agenda_and_one_minutes(plan):
    rows = row(agenda=AGENDA), row(SAID), row(f"{SAID}\nทุกฝ่าย"), row(agenda=f"{AGENDA}\nใหม่")
    made = plan("meetings", HEAD, *rows)
    assert (len(made.changes), [one.row for one in made.skipped]) == (1, [4, 5])


def test_a_row_without_bodies_is_the_only_meeting_of_its_number(take_in, year):
    """A row that names the bodies is another one, unless the meeting has none yet."""
    take_in("meetings", HEAD, row(agenda="ก", number="3"))
    take_in("meetings", HEAD, row(agenda="ข", number="3", body="", day="9/11/67"))
    assert [meeting.day for meeting in year().meetings] == [date(2024, 11, 9)]
    take_in("meetings", HEAD, row(agenda="ค", number="3", body="คณะกรรมการอำนวยการ"))
    assert len(year().meetings) == 2


def test_minutes_add_nothing_where_they_say_there_was_nothing(take_in, plan, year):
    said = (
        f"{OPENING}\nไม่มี\nระเบียบวาระที่ 2 เรื่องรับรองรายงานการประชุม\nไม่มี\n"
        "ระเบียบวาระที่ 3 เรื่องอื่น ๆ\n- ไม่มี -\nปิดประชุม"
    )
    take_in("meetings", HEAD, row(said))
    assert {item.title: item.minutes for item in year().agenda_items} == {
        "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ": "",
        "คำสั่งแต่งตั้ง": "ไม่มี",
        "เรื่องรับรองรายงานการประชุม": "",
        "เรื่องอื่น ๆ": "ปิดประชุม",
    }
    assert plan("meetings", HEAD, row(said)).changes == ()
    agenda = "ระเบียบวาระที่ 1 เรื่องแจ้ง\n1.1 ก\nระเบียบวาระที่ 2 เรื่องรับรองรายงานการประชุม\nไม่มี"
    take_in("meetings", HEAD, row(agenda=agenda, number="2"))
    (head,) = (
        item for item in year().agenda_of(year().meetings[1].id) if item.kind is AgendaKind.MINUTES
    )
    assert head.detail == "ไม่มี"


@pytest.mark.parametrize(
    ("lines", "resolution"),
    [
        (("ที่ประชุมมีมติเห็นชอบ", "1. ส่งข้อมูล"), "ที่ประชุมมีมติเห็นชอบ\n1. ส่งข้อมูล"),
        (("ที่ประชุมพิจารณาแล้ว มีมติรับทราบ",), "ที่ประชุมพิจารณาแล้ว มีมติรับทราบ"),
        (("ที่ประชุมพิจารณาแล้วมีมติ", "เห็นชอบ"), "ที่ประชุมพิจารณาแล้วมีมติ\nเห็นชอบ"),
        (("ที่ประชุมพิจารณาแล้วเห็นชอบ", "มติที่ประชุม เห็นชอบ"), "เห็นชอบ"),
        (("มติที่ประชุม", "ที่ประชุมมีมติเห็นชอบ"), "ที่ประชุมมีมติเห็นชอบ"),
        (("ที่ประชุมมีมติในครั้งก่อน", "มติ รับทราบ"), "รับทราบ"),
    ],
)
def test_a_sentence_that_says_so_is_the_resolution_word_for_word(
    take_in, plan, year, lines, resolution
):
    said = "\n".join((OPENING, "ประธานชี้แจง", *lines))
    take_in("meetings", HEAD, row(said))
    (item,) = (item for item in year().agenda_items if item.title == "คำสั่งแต่งตั้ง")
    assert item.resolution == resolution
    assert plan("meetings", HEAD, row(said)).changes == ()


@pytest.mark.parametrize("heading", ["ระเบียบวาระที่ {}", "วาระที่ {}", "วาระ {}", "{}."])
@pytest.mark.parametrize("mark", ["มติ: {}", "มติ {}", "มติที่ประชุม : {}"])
def test_a_heading_behind_a_resolution_on_one_line_is_no_part_of_it(take_in, year, heading, mark):
    """However the headings are counted; a term (วาระ 4 ปี) is none."""
    titles = ("เรื่องแจ้งเพื่อทราบ", "รับรองรายงานการประชุม", "เรื่องเพื่อพิจารณา")
    said = [
        line
        for number, title in enumerate(titles, 1)
        for line in (
            f"{heading.format(number)} {title}",
            mark.format(f"เห็นชอบ {number}"),
            "กรรมการอยู่ใน",
            "วาระ 4 ปี",
        )
    ]
    take_in("meetings", HEAD, row("\n".join(said)))
    told = {item.title: item.resolution for item in year().agenda_items}
    assert told == {
        title: f"เห็นชอบ {number}\nกรรมการอยู่ใน\nวาระ 4 ปี" for number, title in enumerate(titles, 1)
    }


def test_what_an_agenda_has_below_a_matter_is_left_out_of_the_minutes_once(take_in, year):
    take_in("meetings", HEAD, row(agenda=f"{OPENING}\nตามคำสั่ง\nปีนี้"))
    said = f"{OPENING}\nตามคำสั่ง\nปีนี้\nตามคำสั่ง\nอีกครั้ง"
    take_in("meetings", HEAD, row(said))
    (item,) = (item for item in year().agenda_items if item.parent_id)
    assert (item.detail, item.minutes) == ("ตามคำสั่ง\nปีนี้", "ตามคำสั่ง\nอีกครั้ง")
    own = lines(year().agenda_items)
    assert [(line.number, line.item.number) for line in own] == [("1", ""), ("1.1", "")]


def test_who_wrote_and_checked_the_minutes_comes_with_the_meeting_that_names_them(
    take_in, plan, year
):
    heads = (*HEAD, "ผู้จดรายงานการประชุม", "ผู้ตรวจรายงานการประชุม")
    cells = (*row(SAID), "นายก ข", "นางใหม่ มาก")
    take_in("people", ("ชื่อ - นามสกุล",), ("นายก ข",))
    take_in("meetings", heads, cells)
    (meeting,) = year().meetings
    named = year().person_by_id
    assert named[meeting.recorder_id].full_name == "นายก ข"
    assert named[meeting.reviewer_id].full_name == "นางใหม่ มาก"
    assert plan("meetings", heads, cells).changes == ()
    take_in("meetings", heads, (*cells[:-1], "นายก ข"))
    (meeting,) = year().meetings
    assert meeting.recorder_id == meeting.reviewer_id


def test_a_meeting_of_no_body_is_that_of_any_row_of_its_number(workspace, take_in, year):
    take_in("meetings", HEAD, row(agenda="ก", number="3"))
    bare = replace(year(), meeting_bodies=())
    sheets = read_text("ครั้งที่\tคณะ\tสถานที่\n3\tคณะกรรมการอำนวยการ\tห้อง 1")
    made = plan_import(bare, "meetings", sheets)
    assert (made.added, made.changed) == (0, 1)
    assert plan_import(year(), "meetings", sheets).added == 1


@pytest.mark.parametrize(
    ("said", "matters"),
    [
        (
            "1) แผน\nที่ประชุมอภิปราย\nมติ: ทราบ\n2) งบประมาณ\nมติ: เห็นชอบ\n3) เรื่องอื่น",
            [("แผน", "ทราบ"), ("งบประมาณ", "เห็นชอบ"), ("เรื่องอื่น", "")],
        ),
        ("- แผน\nมติ: ทราบ\n- งบประมาณ\nมติที่ประชุม เห็นชอบ", [("แผน", "ทราบ"), ("งบประมาณ", "เห็นชอบ")]),
        ("- ประธานแจ้งแผน\nมติ: เห็นชอบ\n- ฝ่ายโยธาส่งข้อมูล\n- ฝ่ายรายได้ตรวจ", []),
        ("2.1 แผน\n- ประธานแจ้ง\nมติ: ให้\n- ส่งข้อมูล\n2.2 งบประมาณ\nมติ: ทราบ", [
            ("แผน", "ให้\n- ส่งข้อมูล"), ("งบประมาณ", "ทราบ")]),
    ],
)  # fmt: skip
def test_marked_lines_with_resolutions_of_their_own_are_matters(take_in, year, said, matters):
    minutes = f"ระเบียบวาระที่ 1 เรื่องแจ้ง\nไม่มี\nระเบียบวาระที่ 2 เรื่องเพื่อพิจารณา\n{said}"
    take_in("meetings", HEAD, row(minutes))
    items = [item for item in year().agenda_items if item.kind is AgendaKind.ITEM]
    assert [(item.title, item.resolution) for item in items] == matters
