"""Measures of the chapters of text: preparation, permit centre, image of the services."""

from dataclasses import replace

import openpyxl
import pytest

from ita_desktop.documents.export import drawn
from ita_desktop.documents.kinds import Format
from ita_desktop.documents.registry import kind as document
from ita_desktop.documents.reports.measures.words import TOPICS
from ita_desktop.domain.records import MEASURE_KINDS, Frequency, MeasureKind, MeasureStatus
from ita_desktop.exchange.kinds.book import CHAPTER_WORDS, chapter_of
from ita_desktop.services import measures
from ita_desktop.services.documents.exporting import context_of
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.imports.templates import write_template
from tests.support.taken_in import plan_file

HEAD = ("บท", "มาตรการ/กิจกรรม", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ", "การกำกับติดตาม", "สถานะ", "หมายเหตุ")
IMAGE = "สภาพแวดล้อมและจุดให้บริการ:\n- จัดที่นั่งพักคอย\n- จัดป้ายขั้นตอน"
ROWS = (
    ("4. มาตรการยกระดับคุณธรรมและความโปร่งใสภายในหน่วยงาน เพื่อเตรียมความพร้อมรับการประเมิน",),
    ("", "1. ออกคำสั่งแต่งตั้งคณะทำงาน", "ฝ่ายปกครอง", "15 พ.ย. 67", "ผอ.", "เสร็จแล้ว", "ก"),
    ("", "2. ประชุมชี้แจงทุกฝ่ายและโรงเรียน", "ฝ่ายปกครอง", "", "", "", ""),
    ("5. มาตรการส่งเสริม สนับสนุน และประชาสัมพันธ์ศูนย์รับคำขออนุญาตของกรุงเทพมหานคร",),
    ("(Bangkok Metropolitan Administration One Stop Service – BMA OSS)",),
    ("", "1. จัดทำคู่มือ E-service", "ฝ่ายโยธา", "ทุกเดือน", "", "", ""),
    ("สื่อสารภาพลักษณ์", IMAGE, "ทุกฝ่าย", "ทุก 6 เดือน", "ผอ. ติดตาม", "", ""),
)


@pytest.fixture
def table(take_in):
    return take_in("texts", HEAD, *(row + ("",) * (7 - len(row)) for row in ROWS))


def test_each_row_is_a_measure_of_the_chapter_above_it_as_it_is_typed(table, year):
    assert (table.skipped, table.flaws, table.added) == ((), (), 4)
    assert [(measure.kind, measure.method) for measure in year().measures] == [
        (MeasureKind.PREPARATION, "1. ออกคำสั่งแต่งตั้งคณะทำงาน"),
        (MeasureKind.PREPARATION, "2. ประชุมชี้แจงทุกฝ่ายและโรงเรียน"),
        (MeasureKind.ONE_STOP, "1. จัดทำคู่มือ E-service"),
        (MeasureKind.IMAGE, IMAGE),
    ]
    first, _second, third, fourth = year().measures
    assert (first.status, first.days, first.monitoring, first.note) == (
        MeasureStatus.DONE, "2024-11-15", "ผอ.", "ก",
    )  # fmt: skip
    assert (third.frequency, fourth.frequency) == (Frequency.MONTHLY, Frequency.HALF_YEARLY)
    assert [year().owner_label(owner) for owner in year().owners_of_measure(third.id)] == [
        "ฝ่ายโยธา"
    ]
    assert [measure.position for measure in year().measures] == [0, 1, 2, 3]


def test_the_same_table_a_second_time_changes_nothing(workspace, table, plan):
    rows = [row + ("",) * (7 - len(row)) for row in ROWS]
    before = workspace.dump()
    again = plan("texts", HEAD, *rows)
    assert (again.changes, len(again.unchanged)) == ((), 4)
    turned = plan("texts", HEAD, *rows[:1], rows[2], rows[1], *rows[3:], replace=True)
    assert turned.changes == ()
    assert workspace.dump() == before


def test_a_measure_is_known_by_its_first_line_or_half_of_its_lines(table, take_in, year):
    before = {measure.method: measure.id for measure in year().measures}
    more = f"{IMAGE}\n- ปรับปรุงห้องน้ำ"
    done = take_in(
        "texts",
        HEAD[:2],
        ("สื่อสารภาพลักษณ์", more),
        ("ศูนย์ BMA OSS", "เปิดช่องทางรับฟังความคิดเห็น"),
    )
    assert (done.changed, done.added, done.removed) == (1, 1, 0)
    now = {measure.method: measure.id for measure in year().measures}
    assert now[more] == before[IMAGE]
    assert "1. จัดทำคู่มือ E-service" in now, "another measure of the chapter is not written over"


def test_only_measures_of_the_chapters_of_the_file_go_when_asked(workspace, table, take_in, year):
    fields = {"items": ("I1",), "method": "ชี้แจง", "kind": MeasureKind.COMMUNICATION}
    measures.add(workspace, 2568, [fields])
    done = take_in("texts", HEAD[:2], ("การเตรียมการ", "ออกคำสั่งแต่งตั้งคณะทำงาน"), replace=True)
    assert done.removed == 1
    assert len(year().measures) == 4


def test_a_measure_that_is_linked_with_items_keeps_them(workspace, plan, take_in, year):
    fields = {"items": ("E4",), "method": "ทำคู่มือ", "kind": MeasureKind.ONE_STOP}
    measures.add(workspace, 2568, [fields])
    rows = (HEAD[:3], ("ศูนย์ BMA OSS", "ทำคู่มือ", "ฝ่ายโยธา"))
    assert take_in("texts", *rows).changed == 1
    (measure,) = year().measures
    assert [item.item_code for item in year().items_of_measure(measure.id)] == ["E4"]
    assert plan("texts", *rows).changes == ()


def test_a_row_of_no_chapter_or_without_a_measure_is_left_out_and_told(plan):
    made = plan("texts", HEAD[:2], ("", "ก"), ("บทที่สิบ", "ข"), ("ศูนย์ BMA OSS", "ค"), ("", "-"))
    assert [one.row for one in made.skipped] == [2, 3]
    assert [one.row for one in made.aside] == [5]
    assert "บทที่สิบ" in made.skipped[1].why
    assert made.added == 1


@pytest.mark.parametrize("kind", CHAPTER_WORDS)
def test_a_chapter_has_the_names_of_the_window_and_of_the_papers(kind, year):
    assert MEASURE_KINDS[kind] == CHAPTER_WORDS[kind]
    assert {chapter_of(CHAPTER_WORDS[kind]), chapter_of(TOPICS[kind].of(year()))} == {kind}


def test_the_sheet_to_fill_in_offers_the_chapters(workspace, tmp_path, year):
    path = write_template("texts", tmp_path / "แบบ.xlsx", year())
    book = openpyxl.load_workbook(path)
    lists = [cell.value for cell in book["รายการให้เลือก"]["A"] if cell.value]
    assert lists == list(CHAPTER_WORDS.values())
    sheet = book.worksheets[0]
    row = next(cell.row for cell in sheet["A"] if str(cell.value).startswith("ตัวอย่าง"))
    sheet.cell(row, 1).value = "ศูนย์ BMA OSS"
    book.save(path)
    plan = plan_file(workspace, 2568, "texts", path)
    assert (plan.added, plan.skipped) == (1, ())


# -- what was done


ROUND = ("การรายงานผลการดำเนินการ รอบ 6 เดือนแรก (ตุลาคม 2567 - มีนาคม 2568)", "", "")
REPORT = ("ประเด็นการประเมิน", "มาตรการ/กิจกรรม", "ผลการดำเนินการ")


@pytest.mark.in_turn
@pytest.mark.parametrize("pages", [False, True], ids=["list", "pages"])
@pytest.mark.parametrize("kind", [*CHAPTER_WORDS, MeasureKind.COMMUNICATION])
def test_what_was_done_of_a_chapter_is_taken_in_and_read_back(
    workspace, tmp_path, take_in, year, kind, pages
):
    topic = TOPICS[kind].of(year())
    steps = ("1. ทำคู่มือ\n2. เผยแพร่", "เปิดช่องทาง")
    measures.add(workspace, 2568, [{"method": step, "kind": kind} for step in steps])
    done = take_in(
        "progress",
        ROUND,
        REPORT,
        ("ตัวชี้วัดที่ 10 การป้องกันการทุจริต", "", ""),
        ("O18 ก", "1. ประกาศ", "ประกาศแล้ว"),
        ("อื่น ๆ", "", ""),
        (topic, steps[0], "ทำแล้ว"),
        (topic, steps[1], "เปิดแล้ว"),
        (topic, "งานใหม่", "ทำเพิ่มแล้ว"),
    )
    assert done.skipped == ()
    assert ["1 รายการ เช่นของ" in one.why for one in done.warnings] == [True], "งานใหม่"
    made = [measure for measure in year().measures if measure.kind is kind]
    assert [one.method for one in made] == [*steps, "งานใหม่"]
    assert {one.indicator for one in made} == {""}
    shown = {entry.measure_id: entry.text for entry in year().entries}
    assert [shown[one.id] for one in made] == ["ทำแล้ว", "เปิดแล้ว", "ทำเพิ่มแล้ว"]
    before = workspace.dump()
    context = context_of(workspace, year(), subject=year().rounds[0].id)
    report = document("progress-report")
    content = drawn(report, replace(context, printed_sheet=pages), Format.XLSX)
    (tmp_path / "ผล.xlsx").write_bytes(content)
    again = plan_file(workspace, 2568, "progress", tmp_path / "ผล.xlsx")
    assert (again.changes, again.skipped) == ((), ())
    assert len(again.unchanged) == 2
    apply_import(workspace, again)
    assert workspace.dump() == before


def test_the_steps_of_one_measure_a_row_each_are_that_measure(take_in, plan, year):
    """As the running text of a book prints them."""
    steps = "1. จัดที่นั่งพักคอย\n2. จัดป้ายขั้นตอน"
    take_in("texts", HEAD, ("สื่อสารภาพลักษณ์", steps, "ทุกฝ่าย", "ทุกเดือน", "", "", ""))
    rows = [("สื่อสารภาพลักษณ์", step, *[""] * 5) for step in steps.split("\n")]
    made = plan("texts", HEAD, *rows)
    assert (made.changes, [one.row for one in made.unchanged]) == ((), [2, 3])
    kept = take_in("texts", HEAD, *rows, replace=True)
    assert (kept.changes, len(year().measures)) == ((), 1)
    more = plan("texts", HEAD, *rows, ("สื่อสารภาพลักษณ์", "3. เปิดเพลง", *[""] * 5))
    assert (more.added, more.changed, len(more.unchanged)) == (1, 0, 2)
    other = plan("texts", HEAD, ("เตรียมความพร้อมรับการประเมิน", "1. จัดที่นั่งพักคอย", *[""] * 5), rows[1])
    assert other.unchanged == (), "the step of another chapter is none of it"
    longer = f"{steps}\n3. เปิดเพลง"
    take_in("texts", HEAD, ("สื่อสารภาพลักษณ์", longer, *[""] * 5))
    assert plan("texts", HEAD, *rows).unchanged == (), "a step is missing"
