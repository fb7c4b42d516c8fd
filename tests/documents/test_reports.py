from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest

from ita_desktop.documents.content import (
    ContinuedCell,
    Document,
    PageBreak,
    PageNumbers,
    Paragraph,
    Table,
)
from ita_desktop.documents.export import render
from ita_desktop.documents.kinds import Format, ReportContext
from ita_desktop.documents.printable import marked
from ita_desktop.documents.registry import KINDS, kind
from ita_desktop.documents.reports.framework_summary import condition, reach
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.domain.text import Digits, one_line
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.kinds.registry import kind_named
from ita_desktop.exchange.parsing import parse
from ita_desktop.services.years.years import default_bodies
from tests.documents.factories.year import empty_year, year_2566, year_2568
from tests.support.plain_text import plain_text
from tests.support.taken_in import read_text

YEARS: dict[str, Callable[[], YearData]] = {
    "oit-assignments": year_2566,
    "committee-roster": year_2566,
    "measures-by-item": year_2568,
    "score-summary": year_2568,
    "framework-summary": year_2566,
}


def made(name: str, digits: Digits | None = None) -> Document:
    one = kind(name)
    return one.build(ReportContext(YEARS[name]()), digits or one.digits)


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def cells(table: Table) -> list[list[str]]:
    return [
        ["\n".join(paragraph.text for paragraph in cell.paragraphs) for cell in row.cells]
        for row in table.rows
    ]


@pytest.mark.parametrize("name", YEARS)
def test_each_document_reads_as_it_was_approved(name: str, golden: Any) -> None:
    golden(f"{name}.txt", plain_text(made(name)) + "\n")


@pytest.mark.parametrize("one", KINDS, ids=lambda one: one.name)
def test_an_empty_year_says_what_is_missing_and_can_still_be_printed(one: Any) -> None:
    missing = one.missing(ReportContext(empty_year()))
    # An empty year has its framework, which is all that the summary of it needs.
    assert bool(missing) is (one.name != "framework-summary")
    assert all(str(gap) and "{" not in str(gap) for gap in missing)
    assert plain_text(one.build(ReportContext(empty_year()), one.digits))


@pytest.mark.parametrize("one", KINDS, ids=lambda one: one.name)
def test_a_table_of_an_empty_year_says_what_it_has_none_of(one: Any) -> None:
    year = replace(empty_year(), bodies=default_bodies(empty_year().fiscal_year.id))
    document = one.build(ReportContext(year), one.digits)
    bound = (part.document for part in document.bound)
    for table in (table for each in (document, *bound) for table in tables(each)):
        assert not table.heading or table.rows, table.heading


@pytest.mark.parametrize("name", ["measures-by-item", "analysis-by-indicator", "committee-roster"])
def test_what_an_empty_table_says_is_no_row_to_import(name: str) -> None:
    year = replace(empty_year(), bodies=default_bodies(empty_year().fiscal_year.id))
    table = tables(kind(name).build(ReportContext(year), Digits.ARABIC))[0]
    heading = [one_line(cell.paragraphs[0].text) for cell in table.heading[0].cells]
    kind_of_rows = {"measures-by-item": "measures", "committee-roster": "roster"}
    text = "\n".join(["\t".join(heading), *("\t".join(row) for row in cells(table))])
    read = parse(
        kind_named(kind_of_rows.get(name, "analysis")), read_text(text), fiscal_year=year.year
    )
    assert (read.rows, read.skipped) == ((), ())
    assert [one.why for one in read.aside] == ["หมายเหตุใต้ตาราง"]


def test_a_complete_year_lacks_nothing() -> None:
    assert kind("oit-assignments").missing(ReportContext(year_2566())) == []
    assert kind("committee-roster").missing(ReportContext(year_2566())) == []
    assert kind("measures-by-item").missing(ReportContext(year_2568())) == []
    assert kind("score-summary").missing(ReportContext(year_2568())) == []


def test_few_lacks_are_all_named_and_many_are_counted() -> None:
    year = year_2566()
    none = replace(year, assignments=())
    [named] = kind("oit-assignments").missing(
        ReportContext(
            replace(
                year,
                assignments=tuple(
                    assignment for assignment in year.assignments if assignment.item_code != "O3"
                ),
            )
        )
    )
    [counted] = kind("oit-assignments").missing(ReportContext(none))
    assert str(named).startswith("O3 ยังไม่มีผู้รับผิดชอบ")
    assert str(counted).startswith("30 ข้อยังไม่มีผู้รับผิดชอบ เช่น O1 O2 O3 O4 O5")


def test_an_unknown_document_names_the_known_ones() -> None:
    with pytest.raises(InputError, match="oit-assignments"):
        kind("nothing")


def test_all_thirty_items_stand_under_their_indicators_with_their_numbers() -> None:
    document = made("oit-assignments")
    headings = [
        block.text
        for block in document.blocks
        if isinstance(block, Paragraph) and block.style != "title"
    ]
    assert headings == [
        "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล จำนวน 22 ข้อมูล",
        "ตัวชี้วัดที่ 9.1 ข้อมูลพื้นฐาน จำนวน 7 ข้อมูล",
        "ตัวชี้วัดที่ 9.2 การบริหารงาน จำนวน 1 ข้อมูล",
        "ตัวชี้วัดที่ 9.3 การบริหารเงินงบประมาณ จำนวน 12 ข้อมูล",
        "ตัวชี้วัดที่ 9.4 การบริหารและพัฒนาทรัพยากรบุคคล จำนวน 1 ข้อมูล",
        "ตัวชี้วัดที่ 9.5 การส่งเสริมความโปร่งใส จำนวน 1 ข้อมูล",
        "ตัวชี้วัดที่ 10 การป้องกันการทุจริต จำนวน 8 ข้อมูล",
        "ตัวชี้วัดที่ 10.1 การดำเนินการเพื่อป้องกันการทุจริต จำนวน 7 ข้อมูล",
        "ตัวชี้วัดที่ 10.2 มาตรการภายในเพื่อป้องกันการทุจริต จำนวน 1 ข้อมูล",
    ]
    codes = [row[0] for table in tables(document) for row in cells(table)]
    assert codes == [f"O{number}" for number in range(1, 31)]


def test_the_table_of_items_has_the_official_columns_under_every_heading() -> None:
    for table in tables(made("oit-assignments")):
        [heading] = table.heading
        assert [cell.paragraphs[0].text for cell in heading.cells] == [
            "ข้อ",
            "ข้อมูล",
            "รายละเอียดข้อมูลที่เผยแพร่",
            "ผู้รับผิดชอบ",
        ]


def test_the_table_of_one_unit_has_its_items_only() -> None:
    context = ReportContext(year_2566(), subject="works")
    document = kind("oit-assignments").build(context, Digits.ARABIC)
    assert document.title == "ตารางมอบหมายผู้รับผิดชอบ OIT ปีงบประมาณ 2566 ฝ่ายโยธา"
    codes = [row[0] for table in tables(document) for row in cells(table)]
    assert {"O15", "O17", "O3"} <= set(codes)
    assert not {"O2", "O9"} & set(codes)
    text = plain_text(document)
    assert "ส่วนที่ฝ่ายโยธารับผิดชอบ" in text
    assert "ตัวชี้วัดที่ 9.1 ข้อมูลพื้นฐาน จำนวน 5 ข้อมูล" in text


def test_a_unit_without_items_is_told() -> None:
    context = ReportContext(year_2566(), subject="office")
    [gap] = kind("oit-assignments").missing(context)
    assert str(gap) == "สำนักงานเขตตัวอย่าง ยังไม่ได้รับมอบหมายข้อ OIT กำหนดที่หน้างาน OIT"
    assert tables(kind("oit-assignments").build(context, Digits.ARABIC)) == []


def test_formats_and_date_are_printed_where_the_points_do_not_say_them() -> None:
    year = year_2566()
    bare = tuple(
        replace(item, requirements=()) if item.code in {"O1", "O9", "O15", "O23"} else item
        for item in year.framework.items
    )
    framework = replace(year.framework, items=bare)
    document = kind("oit-assignments").build(
        ReportContext(replace(year, framework=framework)), Digits.ARABIC
    )
    shown = {row[0]: row[2] for table in tables(document) for row in cells(table)}
    assert shown["O1"] == "ระบุข้อมูล ณ 31 ธันวาคม 2565"
    assert shown["O9"] == "รูปแบบ: PDF และ Excel หรือ Word"
    assert shown["O15"] == "รูปแบบ: PDF และ Word (เฉพาะแบบคำร้อง/แบบคำขอ)"
    assert shown["O23"] == "รูปแบบ: ภาษาไทยและภาษาอังกฤษ"


def test_owners_stand_one_a_line_behind_a_hyphen() -> None:
    rows = [row for table in tables(made("oit-assignments")) for row in table.rows]
    [environment] = [row for row in rows if row.cells[0].paragraphs[0].text == "O15"]
    owners = environment.cells[3].paragraphs
    assert [(owner.mark, owner.text) for owner in owners] == [
        ("-", "ฝ่ายโยธา"),
        ("-", "ฝ่ายสิ่งแวดล้อมฯ (สนับสนุน)"),
    ]


def test_parts_of_an_item_are_underlined_and_their_points_have_bullets() -> None:
    rows = [row for table in tables(made("oit-assignments")) for row in table.rows]
    [contact] = [row for row in rows if row.cells[0].paragraphs[0].text == "O6"]
    first, second, *_ = contact.cells[2].paragraphs
    assert (first.text, first.runs[0].underline, first.mark) == ("ข้อมูลการติดต่อ", True, "")
    assert (second.mark, second.runs[0].underline) == ("•", False)


def test_the_date_of_the_data_is_printed_unless_the_item_says_it() -> None:
    text = plain_text(made("oit-assignments"))
    of_o2, of_o5 = (text.partition(f"\n{code}\n")[2].split("\n- ")[0] for code in ("O2", "O5"))
    assert "• ระบุข้อมูล ณ 31 ธันวาคม 2565" in of_o5
    assert of_o2.count("31 ธันวาคม 2565") == 1  # the item says the date itself


@pytest.mark.in_turn
@pytest.mark.parametrize("one", KINDS, ids=lambda one: one.name)
def test_the_clerks_own_remarks_are_in_no_document(one: Any) -> None:
    remark = "มีเครื่องหมาย ✓"
    for year in (year_2566(), year_2568()):
        noted = {
            table: tuple(replace(record, note=remark) for record in getattr(year, table))
            for table in ("assignments", "measures", "members")
        }
        # The note of an official score is the assessor's.
        noted["scores"] = tuple(
            replace(record, note=remark, source=ScoreSource.SELF) for record in year.scores
        )
        noted_year = replace(year, fiscal_year=replace(year.fiscal_year, note=remark), **noted)
        assert remark not in plain_text(one.build(ReportContext(noted_year), one.digits))


def test_the_roster_is_in_thai_digits_unless_others_are_chosen() -> None:
    assert "๑.๒\nโดยตำแหน่ง\nหัวหน้าฝ่ายทุกฝ่าย\nกรรมการ" in plain_text(made("committee-roster"))
    arabic = plain_text(made("committee-roster", Digits.ARABIC))
    assert "2.1\nนางสาวตัวอย่าง สอง\nครูชำนาญการพิเศษ โรงเรียนวัดตัวอย่างเหนือ\nคณะทำงาน" in arabic


def test_a_post_that_names_its_unit_does_not_name_it_twice() -> None:
    assert "หัวหน้าฝ่ายปกครอง\nกรรมการและเลขานุการ" in plain_text(made("committee-roster"))


def test_items_that_share_a_measure_share_its_cells() -> None:
    [table] = tables(made("measures-by-item"))
    shared = [row for row in table.rows if row.cells[0].paragraphs[0].text.startswith("E1")]
    assert [cell.rows for cell in shared[0].cells] == [1, 3, 3, 3]
    starts = [row.cells[0].paragraphs[0].text[:2] for row in table.rows if len(row.cells) == 1]
    assert [start for start in starts if start[0] in "IE"] == ["I2", "E2", "E3"]


def test_measures_are_grouped_by_indicator_which_is_printed_again() -> None:
    [table] = tables(made("measures-by-item"))
    groups = [row.cells[0].paragraphs[0].text for row in table.rows if row.group]
    assert groups == [
        "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่",
        "ตัวชี้วัดที่ 6 คุณภาพการดำเนินงาน",
        "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล",
        "ตัวชี้วัดที่ 10 การป้องกันการทุจริต",
    ]
    assert table.repeat_groups is ContinuedCell.REPEAT


def test_steps_have_the_marks_that_were_typed() -> None:
    [table] = tables(made("measures-by-item"))
    steps = [
        [(paragraph.mark, paragraph.level) for paragraph in row.cells[1].paragraphs]
        for row in table.rows
        if len(row.cells) == 4
    ]
    assert steps == [
        [("1.", 0), ("2.", 0), ("3.", 0)],
        [("", 0)],
        [("", 0), ("", 0), ("-", 1), ("-", 1)],
        [("1.", 0)],
        [("", 0)],
    ]


def test_a_measure_without_words_for_its_schedule_prints_its_frequency() -> None:
    [table] = tables(made("measures-by-item"))
    assert cells(table)[3][3] == "ทุก 6 เดือน"


def test_the_summary_tells_the_level_and_what_the_next_one_needs() -> None:
    text = plain_text(made("score-summary"))
    assert "ระดับผลการประเมิน : ผ่านดี" in text
    assert "- คะแนน EIT ต้องไม่น้อยกว่า 95.00 ขณะนี้ได้ 92.50 ขาดอีก 2.50 คะแนน" in text


def test_without_scores_the_summary_says_that_the_level_is_open() -> None:
    year = replace(year_2568(), scores=())
    text = plain_text(kind("score-summary").build(ReportContext(year), Digits.ARABIC))
    assert "ระดับผลการประเมิน : ยังสรุปไม่ได้ เพราะยังไม่มีคะแนน IIT EIT OIT" in text


def test_the_summary_has_one_score_of_each_unless_internal_notes_are_chosen() -> None:
    def heads(notes: bool) -> list[list[str]]:
        of = ReportContext(YEARS["score-summary"](), notes=notes)
        document = kind("score-summary").build(of, Digits.ARABIC)
        return [
            [cell.paragraphs[0].text for cell in table.heading[0].cells]
            for table in tables(document)
        ]

    assert heads(notes=False)[1] == ["ตัวชี้วัด", "รายการ", "คะแนน"]
    assert all("คะแนนที่คำนวณ" not in head and "ผลต่าง" not in head for head in heads(notes=False))
    assert heads(notes=True)[1][2:] == ["คะแนนทางการ", "คะแนนที่คำนวณ", "ผลต่าง"]
    items = tables(made("score-summary"))[-1]
    assert [cell.paragraphs[0].text for cell in items.heading[0].cells] == ["ข้อ", "รายการ", "คะแนน"]
    assert cells(items)[0][2] == "98.75"


def test_items_without_any_score_are_not_listed() -> None:
    year = replace(year_2568(), scores=())
    document = kind("score-summary").build(ReportContext(year), Digits.ARABIC)
    assert len(tables(document)) == 2
    assert plain_text(document).count("ยังไม่มีคะแนนรายข้อ") == 3


def test_the_roster_counts_its_pages_like_an_order() -> None:
    header = made("committee-roster").header
    assert header is not None
    assert (header.numbers, header.from_page) == (PageNumbers.DASHES, 2)


def test_the_framework_handout_of_2566_is_one_page_of_its_printed_numbers() -> None:
    document = made("framework-summary")
    handout = [marked(block) for block in document.blocks[: document.blocks.index(PageBreak())]]
    assert handout[3] == "กรอบการประเมิน (ปีงบประมาณ พ.ศ. 2566) (ตามที่หน่วยงานผู้ประเมินกำหนด)"
    assert handout[4] == (
        "1. แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT) มี 5 ตัวชี้วัด 25 คำถาม (น้ำหนัก 30%) ดังนี้"
    )
    assert "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ จำนวน 7 ข้อ" in handout
    assert "กลุ่มตัวอย่าง จำนวน 3 กลุ่ม (จำนวนไม่น้อยกว่า 400 ตัวอย่าง) ดังนี้" in handout
    assert "ตัวชี้วัดที่ 9.3 การบริหารเงินงบประมาณ จำนวน 12 ข้อมูล" in handout
    shown = pypdfium2.PdfDocument(render(document, Format.PDF))
    assert "ความสำคัญของ ITA" in shown[1].get_textpage().get_text_range()


def test_levels_are_printed_with_the_totals_that_they_really_are_for() -> None:
    data = year_2568()
    levels = data.framework.levels
    reached = {level.name: reach(levels, level) for level in levels.levels}
    assert reached == {
        "ผ่านดีเยี่ยม": "95.00 - 100.00",
        "ผ่านดี": "85.00 - 100.00",
        "ผ่าน": "85.00 - 100.00",
        "ต้องปรับปรุง": "70.00 - 84.99",
        "ต้องปรับปรุงโดยด่วน": "0.00 - 69.99",
    }
    asked = [condition(data, level, ["IIT", "EIT", "OIT"]) for level in levels.levels]
    assert asked == [
        "IIT, EIT และ OIT ต้องมีคะแนนไม่น้อยกว่า 95 คะแนน",
        "IIT, EIT และ OIT ต้องมีคะแนนไม่น้อยกว่า 85 คะแนน",
        "IIT, EIT หรือ OIT บางเครื่องมือได้น้อยกว่า 85 คะแนน",
        "ไม่มีเงื่อนไข",
        "ไม่มีเงื่อนไข",
    ]
