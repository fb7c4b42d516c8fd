"""Meetings from a list: number, day, time, place and agenda."""

from datetime import date

import pytest

from ita_desktop.domain.agenda import lines
from ita_desktop.domain.meetings import AgendaKind
from ita_desktop.domain.text import to_arabic

HEAD = ("ครั้งที่", "คณะ", "วันประชุม", "เวลา", "สถานที่", "ระเบียบวาระ")


def agenda_items(year):
    """Title of each matter with the kind of its heading, by title."""
    heads = {item.id: item.kind for item in year.agenda_items if item.kind is not AgendaKind.ITEM}
    return sorted(
        (item.title, heads[item.parent_id]) for item in year.agenda_items if item.parent_id
    )


@pytest.fixture
def taken(take_in):
    return take_in(
        "meetings",
        HEAD,
        (
            "๑/๒๕๖๘",
            "",
            "8 พ.ย. 67",
            "๐๙.๓๐ - ๑๒.๐๐ น.",
            "ห้องประชุม",
            "ระเบียบวาระที่ ๓ เรื่องเพื่อทราบ\n๓.๑ สรุปผลปีก่อน\nระเบียบวาระที่ ๔ เรื่องเพื่อพิจารณา\n๔.๑ มอบหมายงาน",
        ),
        ("2", "คณะทำงาน", "", "", "", "ติดตามผล"),
    )


def test_meetings_come_with_their_bodies_day_time_and_agenda(taken, year):
    first, second = year().meetings
    assert (first.number, first.day, first.place) == (1, date(2024, 11, 8), "ห้องประชุม")
    assert (first.begins, first.ends) == ("09:30", "12:00")
    assert len(year().bodies_of_meeting(first.id)) == len(year().bodies)
    assert [body.name for body in year().bodies_of_meeting(second.id)] == ["คณะทำงาน"]
    assert agenda_items(year()) == [
        ("ติดตามผล", AgendaKind.CONSIDER),
        ("มอบหมายงาน", AgendaKind.CONSIDER),
        ("สรุปผลปีก่อน", AgendaKind.NOTE),
    ]
    assert taken.added == 2


def test_a_second_time_changes_nothing_and_new_matters_are_added(taken, take_in, plan, year):
    row = ("2", "คณะทำงาน", "", "", "", "ติดตามผล")
    assert plan("meetings", HEAD, row).changes == ()
    take_in("meetings", HEAD, (*row[:2], "1/2/68", "13", "", "ติดตามผล\nเรื่องใหม่"))
    _, second = year().meetings
    assert (second.day, second.begins) == (date(2025, 2, 1), "13:00")
    titles = [title for title, _ in agenda_items(year())]
    assert titles.count("ติดตามผล") == 1
    assert "เรื่องใหม่" in titles


def test_rows_that_cannot_be_used_are_told(take_in, year):
    plan = take_in(
        "meetings",
        HEAD,
        ("", "", "8/11/67", "", "", ""),
        ("1/2567", "", "8/11/67", "", "", ""),
        ("3", "คณะไม่มีจริง", "8/11/67", "", "", ""),
        ("5", "", "8/11/67", "", "ก", ""),
        ("5", "", "8/11/67", "", "ข", ""),
    )
    assert [one.row for one in plan.skipped] == [2, 3, 4, 6]
    assert [meeting.number for meeting in year().meetings] == [5]


@pytest.mark.parametrize(
    ("time", "begins", "ends"),
    [
        ("เวลา ๐๙.๓๐ นาฬิกา ถึง 12 น.", "09:30", "12:00"),
        ("13.00 น. เป็นต้นไป", "13:00", ""),
    ],
)
def test_a_time_is_known_with_the_words_around_it(take_in, year, time, begins, ends):
    plan = take_in("meetings", HEAD, ("1", "", "8/11/67", time, "", ""))
    assert not any("เวลา" in remark.why for remark in (*plan.skipped, *plan.warnings))
    assert [(meeting.begins, meeting.ends) for meeting in year().meetings] == [(begins, ends)]


@pytest.mark.parametrize(("time", "text"), [("บ่าย", "บ่าย"), ("09.30 - เสร็จสิ้น", "เสร็จสิ้น")])
def test_a_time_that_is_none_is_told_and_the_meeting_comes_in(take_in, year, time, text):
    plan = take_in("meetings", HEAD, ("4", "", "8/11/67", time, "ห้อง 1", "เรื่องแรก"))
    assert plan.skipped == ()
    [told] = [remark for remark in plan.warnings if "เวลา" in remark.why]
    assert (told.origin.row, f"“{text}”" in told.why) == (2, True)
    assert [(meeting.number, meeting.place) for meeting in year().meetings] == [(4, "ห้อง 1")]


def test_headings_are_known_without_the_word_for_a_number(take_in, year):
    written = (
        "วาระ 1 : แจ้งเพื่อทราบ",
        "วาระ ๒ เรื่องรับรองรายงาน",
        "วาระ 5",
        "เรื่องข้ามเลข",
        "5.2 ข้อที่สอง",
        "วาระ 4 ปีของกรรมการ",
    )
    take_in("meetings", HEAD, ("1", "", "", "", "", "\n".join(written)))
    assert outline(year) == [
        ("1", "แจ้งเพื่อทราบ"),
        ("2", "เรื่องรับรองรายงาน"),
        ("5", "เรื่องข้ามเลข"),
        ("5.2", "ข้อที่สอง"),
    ]
    (detail,) = (item.detail for item in year().agenda_items if item.title == "ข้อที่สอง")
    assert detail == "วาระ 4 ปีของกรรมการ"


def test_with_replace_meetings_go_that_the_list_lacks(taken, take_in, year):
    plan = take_in("meetings", HEAD, ("2", "คณะทำงาน", "", "", "", "ติดตามผล"), replace=True)
    assert plan.removed == 1
    assert [meeting.number for meeting in year().meetings] == [2]


def test_meetings_of_the_same_number_are_told_apart_by_their_bodies(take_in, plan, year):
    rows = (("2", "", "", "", "ห้อง 1", ""), ("2", "คณะทำงาน", "", "", "ห้อง 2", ""))
    for _ in range(4):
        take_in("meetings", HEAD, *rows, replace=True)
        assert plan("meetings", HEAD, *rows).changes == ()
        for meeting in year().meetings:
            assert (len(year().bodies_of_meeting(meeting.id)) > 1) is (meeting.place == "ห้อง 1")
        take_in("meetings", HEAD, ("1", "", "", "", "ห้อง", ""), replace=True)


def outline(year, at=0):
    """Number and title of each line of a meeting's agenda."""
    meeting = year().meetings[at]
    return [(line.number, line.item.title) for line in lines(year().agenda_of(meeting.id))]


FOUR = """ระเบียบวาระที่ ๑ เรื่องประธานแจ้งที่ประชุมทราบ
๑.๑ คำสั่งแต่งตั้ง
มติที่ประชุม รับทราบ
ระเบียบวาระที่ ๒
เรื่องรับรองรายงานการประชุม
ไม่มีเนื่องจากเป็นการประชุมครั้งแรก
ระเบียบวาระที่ ๓ เรื่องเพื่อทราบและพิจารณา
๓.๑ สรุปผลปีก่อน
- รายเครื่องมือ
๓.๑.๑ ผลของ IIT
๓.๓ การมอบหมาย
ระเบียบวาระที่ ๔ เรื่องอื่นๆ (ถ้ามี)"""


def test_headings_and_numbers_of_a_file_are_kept_as_they_are(take_in, year):
    taken = take_in("meetings", HEAD, ("1", "", "8/11/67", "", "", FOUR))
    assert outline(year) == [
        ("1", "เรื่องประธานแจ้งที่ประชุมทราบ"),
        ("1.1", "คำสั่งแต่งตั้ง"),
        ("2", "เรื่องรับรองรายงานการประชุม"),
        ("3", "เรื่องเพื่อทราบและพิจารณา"),
        ("3.1", "สรุปผลปีก่อน"),
        ("3.1.1", "ผลของ IIT"),
        ("3.3", "การมอบหมาย"),
        ("4", "เรื่องอื่นๆ (ถ้ามี)"),
    ]
    shown = {item.title: (item.detail, item.resolution) for item in year().agenda_items}
    assert shown["คำสั่งแต่งตั้ง"] == ("", "รับทราบ")
    assert shown["เรื่องรับรองรายงานการประชุม"] == ("ไม่มีเนื่องจากเป็นการประชุมครั้งแรก", "")
    assert shown["สรุปผลปีก่อน"] == ("- รายเครื่องมือ", "")
    (gap,) = taken.warnings
    assert gap.sentence(str) == ("ในไฟล์ไม่มีวาระเลข 3.2 · ตรวจว่าตกหล่นหรือไม่ เพิ่มได้ที่หน้าการประชุม")


def test_headings_that_do_not_begin_with_one_keep_their_numbers(taken, year):
    assert [number for number, _ in outline(year)] == ["3", "3.1", "4", "4.1"]


def test_a_file_of_six_headings_takes_the_place_of_the_usual_ones_and_says_so(take_in, year):
    take_in("meetings", HEAD, ("1", "", "8/11/67", "", "", ""))
    assert len(outline(year)) == 5
    six = "\n".join(
        f"วาระที่ {number} {title}"
        for number, title in enumerate(
            ("เปิดประชุม", "เรื่องรับรองรายงาน", "เรื่องสืบเนื่อง", "เพื่อทราบ", "เพื่อพิจารณา", "อื่น ๆ"), 1
        )
    )
    taken = take_in("meetings", HEAD, ("1", "", "8/11/67", "", "", f"{six}\n6.1 นัดประชุม"))
    assert [title for _, title in outline(year)] == [
        "เปิดประชุม",
        "เรื่องรับรองรายงาน",
        "เรื่องสืบเนื่อง",
        "เพื่อทราบ",
        "เพื่อพิจารณา",
        "อื่น ๆ",
        "นัดประชุม",
    ]
    assert "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ" in str(taken.warnings[0].fields["titles"])


def test_headings_that_the_file_words_anew_and_numbers_that_stand_twice_are_told(take_in, year):
    agenda = "วาระที่ 1 เรื่องแจ้งที่ประชุมทราบ\n1.1 คำสั่ง\nวาระที่ 2 เรื่องเพื่อพิจารณา\n2.1 กรอบ"
    take_in("meetings", HEAD, ("1", "", "8/11/67", "", "", agenda))
    anew = agenda.replace("เรื่องเพื่อพิจารณา", "เรื่องเสนอเพื่อพิจารณา").replace("กรอบ", "กรอบใหม่")
    taken = take_in("meetings", HEAD, ("1", "", "8/11/67", "", "", anew))
    assert outline(year)[2:] == [("2", "เรื่องเสนอเพื่อพิจารณา"), ("2.1", "กรอบ"), ("2.1", "กรอบใหม่")]
    reworded, twice = taken.warnings
    assert reworded.fields == {"titles": "เรื่องเพื่อพิจารณา → เรื่องเสนอเพื่อพิจารณา"}
    assert twice.fields == {"numbers": "2.1"}


def test_the_same_agenda_a_second_time_changes_nothing(take_in, plan):
    row = ("1", "", "8/11/67", "", "", FOUR)
    take_in("meetings", HEAD, row)
    assert plan("meetings", HEAD, row).changes == ()


def test_counted_headings_are_known_by_their_words(take_in, year):
    counted = "1. ประธานแจ้งให้ที่ประชุมทราบ\n2. รับรองรายงานการประชุม\n3. เรื่องพิจารณา\n3.1 แผน"
    take_in("meetings", HEAD, ("1", "", "8/11/67", "", "", counted))
    assert [number for number, _ in outline(year)] == ["1", "2", "3", "3.1"]


def test_marks_of_a_plain_list_stay_and_the_headings_are_told(take_in, year):
    taken = take_in("meetings", HEAD, ("1", "", "8/11/67", "", "", "1) แผน\n2) ผล"))
    assert ("1)", "แผน") in outline(year)
    assert ("2)", "ผล") in outline(year)
    assert "ไม่มีหัวข้อ" in taken.warnings[0].template


@pytest.mark.parametrize("marks", [("(1)", "(2)"), ("1)", "2)"), ("1.", "2."), ("-", "-")])
def test_lines_with_marks_are_beside_one_another_below_their_heading(take_in, plan, year, marks):
    first, second = marks
    agenda = (
        f"วาระที่ 1 เรื่องแจ้งเพื่อทราบ\n1.1 คำสั่ง\nวาระที่ 2 เรื่องเพื่อพิจารณา\n"
        f"{first} แผน\nรายละเอียด\n{second} ผล\nวาระที่ 3 เรื่องอื่น ๆ"
    )
    row = ("1", "", "8/11/67", "", "", agenda)
    take_in("meetings", HEAD, row)
    assert [title for _, title in outline(year)][2:5] == ["เรื่องเพื่อพิจารณา", "แผน", "ผล"]
    assert [item.detail for item in year().agenda_items if item.title == "แผน"] == ["รายละเอียด"]
    assert plan("meetings", HEAD, row).changes == ()


def test_lines_above_the_first_heading_are_matters_and_told(take_in, year):
    agenda = "0.1 แผน\n0.2 ผล\nวาระที่ 1 เรื่องเพื่อทราบ\n1.1 คำสั่ง\nวาระที่ 2 เรื่องเพื่อพิจารณา\nกรอบ"
    taken = take_in("meetings", HEAD, ("1", "", "8/11/67", "", "", agenda))
    assert {title for title, _ in agenda_items(year())} == {"แผน", "ผล", "คำสั่ง", "กรอบ"}
    above, bare = taken.warnings
    assert "ก่อนหัวข้อแรก" in above.template
    assert above.fields == {"count": 2}
    assert "ไม่มีเลข" in bare.template
    assert bare.fields == {"count": 1}


def test_an_agenda_is_compared_line_by_line_as_it_is_read(take_in, plan):
    row = ("1", "", "8/11/67", "", "", FOUR)
    take_in("meetings", HEAD, row)
    (change,) = plan("meetings", HEAD, (*row[:5], f"{FOUR}\n๔.๑ นัดประชุม")).changes
    (shown,) = (cell for cell in change.cells if cell.heading == "ระเบียบวาระ")
    assert shown.old == to_arabic(FOUR.replace("ที่ ๒\n", "ที่ ๒ "))
    assert shown.new == f"{shown.old}\n4.1 นัดประชุม"


def test_a_meeting_of_another_years_number_is_told(plan):
    made = plan("meetings", HEAD, ("1/2567", "", "8 พ.ย. 66", "", "ห้องประชุม", ""))
    assert made.changes == ()
    (lost,) = made.skipped
    assert "การประชุมครั้งที่ 1/2567 ไม่ใช่ของปี 2568" in lost.why


def test_a_title_that_names_a_body_alone_says_whose_meeting_it_is(take_in, plan, year):
    head = ("ครั้งที่", "การประชุม", "สถานที่")
    rows = (
        ("1", "คณะทำงาน", "ห้อง 1"),
        ("1", "ประชุมคณะกรรมการอำนวยการ", "ห้อง 1"),
        ("2", "ชี้แจง", "ห้อง 1"),
    )
    take_in("meetings", head, *rows)
    bodies = {
        meeting.title: [body.name for body in year().bodies_of_meeting(meeting.id)]
        for meeting in year().meetings
    }
    assert bodies == {
        "คณะทำงาน": ["คณะทำงาน"],
        "ประชุมคณะกรรมการอำนวยการ": ["คณะกรรมการอำนวยการ"],
        "ชี้แจง": ["คณะกรรมการอำนวยการ", "คณะทำงาน"],
    }
    assert plan("meetings", head, *rows).changes == ()


def test_the_number_of_a_meeting_may_stand_in_its_name(take_in, year):
    heads = ("การประชุม", "วันเดือนปี", "เวลา", "สถานที่")
    rows = (
        ("คณะทำงาน ITA ครั้งที่ ๑/2568", "15 มกราคม 2568", "09.00 น.", "ชั้น 3"),
        ("การประชุมครั้งที่ 2", "15 มีนาคม 2568", "", "ก"),
        *((f"คณะทำงาน ครั้งที่ {number}", "", "", "ก") for number in range(3, 12)),
        ("ประชุมใหญ่", "", "", "ก"),
    )
    made = take_in("meetings", heads, *rows)
    found = [(meeting.number, meeting.title) for meeting in year().meetings]
    assert found[:3] == [(1, "คณะทำงาน ITA"), (2, ""), (3, "คณะทำงาน")]
    assert [skipped.row for skipped in made.skipped] == [13]
