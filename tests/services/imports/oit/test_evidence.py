"""Evidence: links and files of items, what they fulfil, and the own mark."""

from datetime import date
from decimal import Decimal

HEAD = (
    "ข้อ",
    "ชื่อเอกสาร",
    "ลิงก์หรือชื่อไฟล์",
    "วันที่เผยแพร่",
    "ข้อกำหนดที่ครบ",
    "คะแนนประเมินตนเอง",
)
LINK = "https://district.example/o1"


def test_evidence_is_added_with_its_points_and_its_mark(take_in, year):
    take_in("evidence", HEAD, ("O1", "โครงสร้าง", LINK, "15/1/68", "O1.1; 2", "50"))
    (evidence,) = year().evidence_of("O1")
    assert (evidence.location, evidence.published) == (LINK, date(2025, 1, 15))
    assert year().met_requirements == {"O1.1", "O1.2"}
    (score,) = year().scores
    assert (score.node, score.value) == ("O1", Decimal(50))


def test_a_second_time_nothing_changes_and_a_new_mark_is_a_change(take_in, year):
    row = ("O1", "โครงสร้าง", LINK, "15/1/68", "ครบ", "50")
    take_in("evidence", HEAD, row)
    met = year().met_requirements
    assert {point.code for point in year().framework.item_by_code["O1"].requirements} == met
    assert len(take_in("evidence", HEAD, row).unchanged) == 1
    plan = take_in("evidence", HEAD, (*row[:5], "100"))
    assert plan.changed == 1
    assert [score.value for score in year().scores] == [Decimal(100)]


def test_a_link_without_a_title_is_called_by_itself(take_in, year):
    take_in("evidence", HEAD, ("O1", "", LINK, "", "", ""))
    assert year().evidence[0].title == LINK


def test_a_row_may_only_say_what_is_met(take_in, year):
    plan = take_in("evidence", HEAD, ("O1", "", "", "", "O1.3", "100"))
    assert (plan.changed, year().evidence) == (1, ())
    assert year().met_requirements == {"O1.3"}
    assert len(take_in("evidence", HEAD, ("O1", "", "", "", "O1.3", "100")).unchanged) == 1


def test_the_same_link_of_another_item_is_another_piece(take_in, year):
    take_in("evidence", HEAD, ("O1", "", LINK, "", "", ""), ("O2", "", LINK, "", "", ""))
    assert [len(year().evidence_of(item)) for item in ("O1", "O2")] == [1, 1]


def test_points_the_item_lacks_and_contradicting_marks_cost_their_rows_nothing_else(plan, year):
    made = plan(
        "evidence",
        HEAD,
        ("O1", "", LINK, "", "O1.1; O1.99", ""),
        ("O2", "", "ก.pdf", "", "", "50"),
        ("O2", "", "ข.pdf", "", "", "100"),
        ("O2", "ต่าง", "ก.pdf", "", "", ""),
        ("O77", "", "ก.pdf", "", "", ""),
    )
    assert [change.origins[0].row for change in made.changes] == [2, 3, 4]
    assert [(flaw.row, flaw.cell.heading) for flaw in made.flaws] == [
        (2, "ข้อกำหนดที่ครบ"),
        (4, "คะแนนประเมินตนเอง"),
    ]
    first, _, second = made.changes
    shown = {cell.heading: cell.new for cell in (*first.cells, *second.cells)}
    assert shown["คะแนนประเมินตนเอง"] == ""
    assert {cell.heading: cell.new for cell in first.cells}["ข้อกำหนดที่ครบ"] == "O1.1"
    assert [one.row for one in made.skipped] == [5, 6]
    known = [one.code for one in year().framework.item_by_code["O1"].requirements]
    assert f"ข้อ O1 ไม่มีข้อกำหนด O1.99 · ข้อนี้มี {' '.join(known)}" in made.flaws[0].why
    assert "คะแนนของ O2 ไม่ตรงกับแถว 3" in made.flaws[1].why


def test_evidence_that_the_file_lacks_goes_when_asked(take_in, year):
    take_in("evidence", HEAD, ("O1", "", LINK, "", "", ""), ("O1", "", "ก.pdf", "", "", ""))
    plan = take_in("evidence", HEAD, ("O1", "", LINK, "", "", ""), replace=True)
    assert plan.removed == 1
    assert [one.location for one in year().evidence] == [LINK]


def test_a_file_that_was_known_by_its_name_alone_keeps_it_when_it_gets_a_title(take_in, year):
    take_in("evidence", HEAD, ("O1", "โครงสร้าง.pdf", "", "", "", ""))
    row = ("O1", "โครงสร้างหน่วยงาน", "โครงสร้าง.pdf", "", "", "")
    take_in("evidence", HEAD, row)
    (evidence,) = year().evidence
    assert (evidence.title, evidence.location) == row[1:3]
    assert len(take_in("evidence", HEAD, row).unchanged) == 1


def test_a_piece_twice_is_taken_once_and_told(plan):
    row = ("O1", "โครงสร้าง", LINK, "", "", "")
    made = plan("evidence", HEAD, row, row)
    assert (made.added, [one.row for one in made.unchanged], made.skipped) == (1, [3], ())
    assert [(one.row, one.why) for one in made.warnings] == [(3, "หลักฐานของ O1 ซ้ำกับแถว 2")]


def test_what_a_row_without_a_document_says_of_one_is_told(plan):
    heads = ("ข้อ", "ข้อกำหนดที่ครบ", "รูปแบบไฟล์", "วันที่เผยแพร่", "หมายเหตุ")
    made = plan(
        "evidence",
        heads,
        ("O1", "O1.1", "PDF", "15/1/68", "ลงเว็บแล้ว"),
        ("O2", "O2.1", "", "", ""),
    )
    assert (made.changed, made.skipped) == (2, ())
    assert [(one.row, "“PDF · 15 ม.ค. 68 · ลงเว็บแล้ว”" in one.why) for one in made.warnings] == [
        (2, True)
    ]


def test_what_is_met_is_taken_once_of_all_rows_and_the_mark_of_the_first(take_in, year):
    take_in(
        "evidence",
        HEAD,
        ("O1", "", LINK, "", "O1.1", "50"),
        ("O1", "", "ก.pdf", "", "O1.1; O1.2", "50"),
    )
    assert sorted(mark.requirement for mark in year().check_marks) == ["O1.1", "O1.2"]
    assert [(score.node, score.value) for score in year().scores] == [("O1", Decimal(50))]


def test_pieces_of_an_item_keep_the_order_of_the_list(take_in, year):
    take_in("evidence", HEAD, ("O1", "ข", "ข.pdf", "", "", ""), ("O1", "ก", "ก.pdf", "", "", ""))
    take_in("evidence", HEAD, ("O1", "ค", "ค.pdf", "", "", ""))
    assert [one.title for one in year().evidence_of("O1")] == ["ข", "ก", "ค"]
    places = [one.position for one in year().evidence_of("O1")]
    assert places == sorted(set(places))


def test_what_a_unit_meets_is_taken_once_for_that_unit(take_in, year):
    take_in("assignments", ("ข้อ", "ผู้รับผิดชอบ"), ("O1", "ฝ่ายปกครอง; ฝ่ายโยธา"))
    heads = ("ข้อ", "หน่วยงานเจ้าของข้อมูล", "ข้อกำหนดที่ครบ")

    def met():
        rows = year().ticks_of("O1")
        return sorted((year().unit_name(row.unit_id), row.part) for row in rows)

    rows = (("O1", "ฝ่ายโยธา", "O1.1"), ("O1", "ฝ่ายโยธา", "O1.1; O1.2"))
    take_in("evidence", heads, *rows)
    assert met() == [("ฝ่ายโยธา", "O1.1"), ("ฝ่ายโยธา", "O1.2")]
    take_in("evidence", heads, rows[1], ("O1", "ฝ่ายปกครอง", "O1.1"))
    assert met() == [("ฝ่ายปกครอง", "O1.1"), ("ฝ่ายโยธา", "O1.1"), ("ฝ่ายโยธา", "O1.2")]


def test_marks_of_which_none_is_of_a_hundred_are_left_and_told(plan):
    head = ("ข้อ", "คะแนนประเมินตนเอง")
    made = plan("evidence", head, ("O1", "1"), ("O2", "0.5"), ("O3", "0"))
    assert not made.changes
    assert [flaw.cell.heading for flaw in made.flaws] == ["คะแนนประเมินตนเอง"] * 3
    assert "คะแนน 0.5 จึงคงไม่ใช่คะแนนเต็ม 100" in made.flaws[1].why
    sure = plan("evidence", head, ("O1", "100"), ("O2", "0.5"), ("O3", "0"))
    assert (len(sure.changes), sure.flaws) == (3, ())


def test_addresses_beside_codes_are_links_whatever_their_column_is_called(take_in, year):
    take_in("evidence", ("ข้อ", "ชื่อ", "ที่อยู่"), ("O1", "โครงสร้าง", LINK))
    assert [(each.title, each.location) for each in year().evidence] == [("โครงสร้าง", LINK)]


def test_a_link_is_of_the_section_beside_it(take_in, year):
    take_in("evidence", ("ข้อ", "ฝ่าย", "เอกสาร", "ลิงก์"), ("O6", "ฝ่ายโยธา", "คู่มือ", LINK))
    (evidence,) = year().evidence
    unit = next(each for each in year().units if each.id == evidence.unit_id)
    assert unit.name == "ฝ่ายโยธา"
