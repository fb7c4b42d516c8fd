"""The table of assignments with some items alone, and with the days on which they are due."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ita_desktop.documents.content import Document, Paragraph, Table
from ita_desktop.documents.export import drawn, render
from ita_desktop.documents.kinds import Format, ReportContext
from ita_desktop.documents.registry import kind
from ita_desktop.domain.meetings import AgendaItem, Component, Meeting
from ita_desktop.domain.records import Evidence
from ita_desktop.domain.tracking.units import units_of_item
from ita_desktop.domain.year import YearData
from tests.documents.factories.year import year_2566
from tests.support.plain_text import plain_text
from tests.support.taken_in import plan_import, read_tables

NAME = "oit-assignments"


@pytest.fixture
def year() -> YearData:
    """The year, with a day for one item."""
    made = year_2566()
    dated = tuple(
        replace(assignment, due=date(2023, 1, 31)) if assignment.item_code == "O9" else assignment
        for assignment in made.assignments
    )
    return replace(made, assignments=dated)


def made(context: ReportContext) -> Document:
    one = kind(NAME)
    return one.build(context, one.digits)


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def detailed(year: YearData, typed: str) -> YearData:
    """The year, with details of the office for O9."""
    assignments = tuple(
        replace(one, details=typed) if one.item_code == "O9" else one for one in year.assignments
    )
    return replace(year, assignments=assignments)


def test_the_official_form_has_no_due_days(year: YearData) -> None:
    for table in tables(made(ReportContext(year))):
        assert [column.share for column in table.columns] == [7, 23, 48, 22]


def test_details_of_the_office_stand_in_the_place_of_the_points(year: YearData) -> None:
    typed = "ก. ผู้บริหาร\n• ชื่อ\n• ตำแหน่ง\nข. โครงสร้าง\n1. แผนผัง\n  1.1 อัตรากำลัง\n* ปรับปรุงทุกเดือน"
    own = detailed(year, typed)
    rows = [row for table in tables(made(ReportContext(own))) for row in table.rows]
    details = {row.cells[0].paragraphs[0].text: row.cells[2].paragraphs for row in rows}
    assert [(line.mark, line.text, line.level) for line in details["O9"]] == [
        ("", "ก. ผู้บริหาร", 0),
        ("•", "ชื่อ", 0),
        ("•", "ตำแหน่ง", 0),
        ("", "ข. โครงสร้าง", 0),
        ("1.", "แผนผัง", 0),
        ("1.1", "อัตรากำลัง", 1),
        ("", "* ปรับปรุงทุกเดือน", 0),
    ]
    underlined = [line.text for line in details["O9"] if all(run.underline for run in line.runs)]
    assert underlined == ["ก. ผู้บริหาร", "ข. โครงสร้าง"]
    before = [row for table in tables(made(ReportContext(year))) for row in table.rows]
    assert [row for row in rows if row.cells[0].paragraphs[0].text != "O9"] == [
        row for row in before if row.cells[0].paragraphs[0].text != "O9"
    ]


@pytest.mark.in_turn
@pytest.mark.parametrize("form", [Format.DOCX, Format.XLSX, Format.PDF])
def test_details_are_in_every_file_of_the_table(
    year: YearData, form: Format, tmp_path: Path
) -> None:
    typed = "- ผังเฉพาะของสำนักงานเขตเรา"
    own = detailed(year, typed)
    path = tmp_path / f"ก.{form.value}"
    path.write_bytes(drawn(kind(NAME), ReportContext(own), form))
    plan = plan_import(own, "assignments", read_tables(path))
    assert [change.cells for change in plan.changes] == []
    elsewhere = plan_import(year, "assignments", read_tables(path))
    changed = {cell.heading: cell.new for change in elsewhere.changes for cell in change.cells}
    assert changed["รายละเอียด"] == typed
    assert len(elsewhere.changes) == 1


def test_due_days_stand_in_a_column_of_their_own(year: YearData) -> None:
    for table in tables(made(ReportContext(year, with_due=True))):
        captions = [cell.paragraphs[0].text for cell in table.heading[0].cells]
        assert captions[-1] == "กำหนดส่ง"
        assert sum(column.share for column in table.columns) == pytest.approx(100)
        first = [[cell.paragraphs[0].text for cell in row.cells] for row in table.rows]
        days = {texts[0]: texts[-1] for texts in first}
        assert days.get("O9", "31 ม.ค. 66") == "31 ม.ค. 66"
        assert not any(day for code, day in days.items() if code != "O9")


def test_units_that_have_not_delivered_what_others_have_are_told_below_an_item(
    year: YearData,
) -> None:
    assert "ยังไม่มีหลักฐาน" not in plain_text(made(ReportContext(year)))
    first, second, *_ = units_of_item(year, "O3")
    proof = Evidence(id="own", year_id=year.fiscal_year.id, item_code="O3", title="แผน",
                     location="", unit_id=first.id)  # fmt: skip
    given = replace(year, evidence=(proof,))
    text = plain_text(made(ReportContext(given)))
    assert text.count("ยังไม่มีหลักฐานของ ") == 1
    assert first.label not in text.partition("ยังไม่มีหลักฐานของ ")[2].partition("\n")[0]
    for one, told in ((first, 0), (second, 1)):
        own = plain_text(made(ReportContext(given, subject=one.id)))
        assert own.count(f"ยังไม่มีหลักฐานของ {second.label}") == told


def test_the_agenda_tells_them_below_the_assignments(year: YearData) -> None:
    first, *others = units_of_item(year, "O3")
    proof = Evidence(id="own", year_id=year.fiscal_year.id, item_code="O3", title="แผน",
                     location="", unit_id=first.id)  # fmt: skip
    meeting = Meeting(id="m", year_id=year.fiscal_year.id, number=1, day=date(2023, 2, 1))
    matter = AgendaItem(id="a", meeting_id="m", title="ก", component=Component.ASSIGNMENTS)
    asked = replace(year, meetings=(meeting,), agenda_items=(matter,))
    agenda = kind("agenda")

    def text(data: YearData) -> str:
        return plain_text(agenda.build(ReportContext(data, subject="m"), agenda.digits))

    assert "ยังไม่มีหลักฐาน" not in text(asked)
    names = ", ".join(unit.label for unit in others)
    assert f"O3 ยังไม่มีหลักฐานของ {names}" in text(replace(asked, evidence=(proof,)))


@pytest.mark.parametrize("form", [Format.DOCX, Format.XLSX, Format.PDF])
def test_every_format_has_the_column(year: YearData, form: Format) -> None:
    context = ReportContext(year, with_due=True, items=("O9",))
    assert "กำหนดส่ง" in words_of(render(made(context), form), form)
    plain = render(made(replace(context, with_due=False)), form)
    assert "กำหนดส่ง" not in words_of(plain, form)


def words_of(content: bytes, form: Format) -> str:
    if form is Format.DOCX:
        from docx import Document as Word

        return " ".join(
            cell.text
            for table in Word(io.BytesIO(content)).tables
            for row in table.rows
            for cell in row.cells
        )
    if form is Format.XLSX:
        from openpyxl import load_workbook

        sheet = load_workbook(io.BytesIO(content)).active
        return " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    import pypdfium2

    pages = pypdfium2.PdfDocument(content)
    return " ".join(page.get_textpage().get_text_range() for page in pages)


def test_some_items_alone_stand_under_their_indicators_with_their_count(year: YearData) -> None:
    document = made(ReportContext(year, items=("O9", "O22")))
    codes = [row.cells[0].paragraphs[0].text for table in tables(document) for row in table.rows]
    assert codes == ["O9", "O22"]
    heads = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert "เฉพาะ 2 ข้อที่เลือก" in plain_text(document)
    assert any(text.startswith("ตัวชี้วัดที่ 9.3") and "จำนวน 1 ข้อมูล" in text for text in heads)
    assert not any("10.1" in text for text in heads)


def test_nothing_that_is_left_out_lacks_an_owner(year: YearData) -> None:
    bare = replace(year, assignment_owners=())
    (gap,) = kind(NAME).missing(ReportContext(bare, items=("O9",)))
    assert "O9" in str(gap)
    assert "O22" not in str(gap)
