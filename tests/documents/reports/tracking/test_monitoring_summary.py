"""How far the measures are, by unit, and what is late."""

from dataclasses import replace
from datetime import date
from typing import Any

from ita_desktop.documents.content import Document, Table
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.printable import marked
from ita_desktop.documents.registry import kind
from ita_desktop.domain.records import Frequency, MeasureKind
from ita_desktop.domain.tracking.entries import EntryState
from tests.documents.factories.book import Rows, context
from tests.documents.factories.results import OFFICE, bare_year
from tests.support.plain_text import plain_text

NAME = "monitoring-summary"


def given(day: date = date(2025, 3, 14)) -> ReportContext:
    year = Rows(bare_year(2568, OFFICE))
    monthly = year.measure("1", ("I1", "I2"), "1. ประชุม\n2. ชี้แจง", "ฝ่ายปกครอง;ฝ่ายการคลัง",
                           frequency=Frequency.MONTHLY)  # fmt: skip
    year.measure("2", (), "เผยแพร่", "ฝ่ายปกครอง", frequency=Frequency.HALF_YEARLY)
    year.measure("3", ("I7",), "ตลอดเวลา", "", frequency=Frequency.SERVICE_DAY)
    for month, day_ in ((10, 31), (11, 30)):
        year.entry(monthly, "ทำแล้ว", occurrence=date(2024, month, day_))
    year.entry(
        monthly, "", occurrence=date(2024, 12, 31), state=EntryState.SKIPPED, reason="หยุดยาว"
    )
    return replace(context(year.year()), day=day)


def made(of: ReportContext) -> Document:
    return kind(NAME).build(of, kind(NAME).digits)


def rows(table: Table) -> list[list[str]]:
    return [["\n".join(map(marked, cell.paragraphs)) for cell in row.cells] for row in table.rows]


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def test_the_summary_reads_as_it_was_approved(golden: Any) -> None:
    golden("monitoring-summary.txt", plain_text(made(given())) + "\n")


def test_each_unit_has_its_times_and_the_total_counts_a_measure_once() -> None:
    by_unit, _late = tables(made(given()))
    assert [row[1:] for row in rows(by_unit)] == [
        ["ฝ่ายปกครอง", "2", "5", "2", "1", "2", "50.00"],
        ["ฝ่ายการคลัง", "1", "5", "2", "1", "2", "50.00"],
        ["ไม่ระบุผู้รับผิดชอบ", "1", "0", "0", "0", "0", "-"],
        ["รวม", "3", "5", "2", "1", "2", "50.00"],
    ]


def test_the_share_is_what_the_note_says_and_the_brief_counts() -> None:
    of = replace(given(), notes=True)
    by_unit, _late = tables(made(of))
    *_, due, done, skipped, _late_ones, percent = rows(by_unit)[-1]
    wanted = int(due) - int(skipped)
    assert f"{100 * int(done) / wanted:.2f}" == percent
    assert "ดำเนินการแล้ว ต่อครั้งที่ครบกำหนดและต้องดำเนินการ" in plain_text(made(of))
    brief = kind("director-brief")
    said = plain_text(brief.build(of, brief.digits))
    assert f"ดำเนินการแล้ว {done} จาก {wanted} ครั้งที่ครบกำหนดและต้องดำเนินการ (ร้อยละ {percent})" in said


def test_what_is_late_is_told_with_its_days() -> None:
    _by_unit, late = tables(made(given()))
    assert rows(late) == [
        [
            "I1+I2",
            "1. ประชุม\n2. ชี้แจง",
            "ฝ่ายปกครอง\nฝ่ายการคลัง",
            "31 ม.ค. 68 (ล่าช้า 42 วัน)\n28 ก.พ. 68 (ล่าช้า 14 วัน)",
        ]
    ]


def test_late_measures_are_called_by_what_they_are_about() -> None:
    year = Rows(bare_year(2568, OFFICE))
    every = tuple(f"O{number}" for number in range(1, 18))
    for codes, kind_ in ((every, MeasureKind.ITEM), ((), MeasureKind.IMAGE)):
        year.measure("", codes, "ทำ", "ฝ่ายปกครอง", kind_, frequency=Frequency.MONTHLY)
    year.entry(year.measures[0], "ทำแล้ว", occurrence=date(2024, 10, 31))
    _by_unit, late = tables(made(replace(context(year.year()), day=date(2025, 3, 14))))
    assert [row[0] for row in rows(late)] == ["O1-O17", "การสื่อสารภาพลักษณ์การให้บริการ"]


def test_from_when_on_times_count_is_told_and_earlier_ones_are_left_out() -> None:
    whole = given()
    year = whole.year
    record = replace(year.fiscal_year, counts_from=date(2025, 3, 1))
    late = replace(whole, year=replace(year, fiscal_year=record))
    assert "31 ม.ค. 68" not in plain_text(made(late))
    # That is a note of the program's own.
    text = "นับเฉพาะครั้งที่ครบกำหนดตั้งแต่ 1 มีนาคม 2568"
    assert text not in plain_text(made(late))
    assert text in plain_text(made(replace(late, notes=True)))


def test_where_nothing_is_late_it_says_so() -> None:
    assert "ไม่มีมาตรการที่ล่าช้า" in plain_text(made(given(date(2024, 10, 5))))


def test_the_summary_of_a_year_that_is_over_is_of_its_last_day() -> None:
    text = plain_text(made(given(date(2026, 2, 1))))
    assert "ข้อมูล ณ วันที่ 30 กันยายน 2568" in text
    assert "31 มี.ค. 68 (ไม่มีบันทึก)" in text
    assert "30 ก.ย. 68 (ไม่มีบันทึก)" in text
    assert "(ล่าช้า" not in text


def test_what_several_units_do_counts_for_each_by_what_it_has_done() -> None:
    of = given()
    finance = next(unit for unit in of.year.units if unit.name == "ฝ่ายการคลัง")
    entries = tuple(replace(entry, unit_id=finance.id) for entry in of.year.entries)
    by_unit, _late = tables(made(replace(of, year=replace(of.year, entries=entries))))
    assert [row[1:] for row in rows(by_unit)][:2] == [
        ["ฝ่ายปกครอง", "2", "5", "0", "0", "5", "0.00"],
        ["ฝ่ายการคลัง", "1", "5", "2", "1", "2", "50.00"],
    ]


def test_without_measures_nothing_is_counted_or_called_on_time() -> None:
    text = plain_text(made(context(bare_year(2568, OFFICE))))
    assert "ยังไม่มีมาตรการ" in text
    assert "ไม่มีมาตรการที่ล่าช้า" not in text
