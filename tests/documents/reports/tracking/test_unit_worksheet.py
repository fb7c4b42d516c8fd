"""What a unit gets to fill in, printed and as an Excel file that is taken back."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from ita_desktop.documents.content import PageBreak, Table
from ita_desktop.documents.export import drawn, render
from ita_desktop.documents.kinds import Format, ReportContext
from ita_desktop.documents.registry import kind
from ita_desktop.domain.records import Evidence, Frequency, MeasureOwner
from ita_desktop.domain.tracking.entries import EntryState
from ita_desktop.domain.tracking.worksheet import (
    ITEM_COLUMNS,
    MEASURE_COLUMNS,
    ItemPlace,
    MeasurePlace,
    place_of,
)
from tests.documents.factories.book import Rows, context
from tests.documents.factories.results import OFFICE, bare_year
from tests.documents.factories.year import YEAR, year_2566
from tests.support.plain_text import plain_text

NAME = "unit-worksheet"


def given() -> ReportContext:
    """Two measures of finance, one of them through all sections, and its OIT item."""
    year = Rows(bare_year(2568, OFFICE))
    half = year.measure("1", ("I1", "I2"), "ประชุม\nชี้แจง", "ทุกฝ่าย", frequency=Frequency.HALF_YEARLY)
    year.measure("2", (), "=เผยแพร่ทุกวัน", "ฝ่ายการคลัง", frequency=Frequency.SERVICE_DAY,
                 schedule="ทุกวันที่มีการให้บริการ")  # fmt: skip
    year.measure("3", ("I7",), "ของฝ่ายอื่น", "ฝ่ายโยธา", frequency=Frequency.MONTHLY)
    year.entry(half, "ประชุมแล้ว", occurrence=date(2025, 3, 31), day=date(2025, 2, 3),
               participants=36)  # fmt: skip
    old = year_2566()
    owners = [owner for owner in old.assignment_owners if owner.assignment_id == "a-O9"]
    assignments = tuple(assignment for assignment in old.assignments if assignment.id == "a-O9")
    proof = Evidence(id="e9", year_id=YEAR, item_code="O9", title="แผน", location="https://d.example/9",
                     published=date(2025, 1, 15))  # fmt: skip
    data = replace(
        year.year(), assignments=assignments, assignment_owners=tuple(owners), evidence=(proof,)
    )
    return replace(context(data, "finance"), day=date(2025, 3, 14))


def workbook(of: ReportContext) -> Any:
    return load_workbook(BytesIO(drawn(kind(NAME), of, Format.XLSX)))


def table_of(sheet: Any) -> tuple[list[str], list[list[Any]]]:
    """The headings of a sheet, and what stands below them."""
    first = sheet.freeze_panes
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    at = int(first.removeprefix("A")) - 1
    return rows[at - 1], rows[at:]


def test_the_form_has_the_measures_of_the_unit_with_a_row_for_each_time() -> None:
    book = workbook(given())
    assert book.sheetnames == ["มาตรการ", "ข้อมูล OIT"]
    headings, rows = table_of(book["มาตรการ"])
    assert headings == [column.heading for column in MEASURE_COLUMNS]
    assert [row[0] for row in rows] == ["I1 I2", "I1 I2", "2"]
    assert [row[2] for row in rows] == [
        "ต.ค. 67 - มี.ค. 68",
        "เม.ย. 68 - ก.ย. 68\nฝ่ายการคลัง",
        "ทุกวันที่มีการให้บริการ",
    ]
    assert rows[0][3:7] == ["ทำแล้ว", "3 ก.พ. 68", "ประชุมแล้ว", 36]
    assert rows[1][3:7] == [None] * 4
    assert rows[2][1] == "=เผยแพร่ทุกวัน"


def test_each_row_is_known_by_its_key() -> None:
    of = given()
    book = workbook(of)
    places = [place_of(row[-1]) for row in table_of(book["มาตรการ"])[1]]
    half, daily, _other = of.year.measures
    assert places == [
        MeasurePlace(half.id, date(2025, 3, 31), of.year.entries[0].id),
        MeasurePlace(half.id, date(2025, 9, 30), unit_id="finance"),
        MeasurePlace(daily.id, None),
    ]
    headings, items = table_of(book["ข้อมูล OIT"])
    assert headings == [column.heading for column in ITEM_COLUMNS]
    assert [place_of(row[-1]) for row in items] == [
        ItemPlace(2568, "O9", "e9"),
        ItemPlace(2568, "O9", ""),
    ]
    assert items[0][3:6] == ["แผน", "https://d.example/9", "15 ม.ค. 68"]


def test_the_keys_are_out_of_sight_states_are_offered_and_nothing_is_locked() -> None:
    for sheet in workbook(given()).worksheets:
        hidden = [key for key, one in sheet.column_dimensions.items() if one.hidden]
        assert hidden == [sheet.cell(1, sheet.max_column).column_letter]
        assert not sheet.protection.sheet
        texts = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        counted = {column.heading for column in MEASURE_COLUMNS if column.name == "participants"}
        heads = {cell.column for cell in texts if cell.value in counted}
        assert {cell.data_type for cell in texts if cell.column not in heads} == {"s"}
    rules = workbook(given())["มาตรการ"].data_validations.dataValidation
    lists = [rule.formula1 for rule in rules if rule.type == "list"]
    assert lists == ['"ทำแล้ว,ไม่ต้องทำ,กำลังทำ,ยังไม่เริ่ม"']
    assert "วัน/เดือน/ปี พ.ศ. เช่น 31/1/68" in {rule.prompt for rule in rules}


def test_the_printed_list_has_the_same_rows(golden: Any) -> None:
    document = kind(NAME).build(given(), kind(NAME).digits)
    golden("unit-worksheet.txt", plain_text(document) + "\n")
    measures, items = (block for block in document.blocks if isinstance(block, Table))
    assert (len(measures.rows), len(items.rows)) == (3, 2)
    assert measures.rows[0].cells[0].rows == 2
    assert document.title == "แบบรายงานของฝ่ายการคลัง ปีงบประมาณ 2568"


def test_without_a_unit_each_one_begins_a_page_and_the_form_has_all_measures() -> None:
    of = replace(given(), subject="")
    document = kind(NAME).build(of, kind(NAME).digits)
    text = plain_text(document)
    assert "ฝ่ายโยธา ประจำปีงบประมาณ พ.ศ. 2568" in text
    assert "ฝ่ายการคลัง ประจำปีงบประมาณ พ.ศ. 2568" in text
    assert sum(isinstance(block, PageBreak) for block in document.blocks) > 1
    assert len(table_of(workbook(of)["มาตรการ"])[1]) == 2 + 1 + 12


def test_a_skipped_time_says_why() -> None:
    of = given()
    [entry] = of.year.entries
    skipped = replace(entry, state=EntryState.SKIPPED, reason="เปลี่ยนระบบ")
    of = replace(of, year=replace(of.year, entries=(skipped,)))
    _headings, rows = table_of(workbook(of)["มาตรการ"])
    assert (rows[0][3], rows[0][9]) == ("ไม่ต้องทำ", "เปลี่ยนระบบ")


def test_a_unit_without_anything_to_do_is_told() -> None:
    of = given()
    alone = tuple(
        MeasureOwner(id=f"a{number}", measure_id=one.id, unit_id="works")
        for number, one in enumerate(of.year.measures)
    )
    of = replace(of, year=replace(of.year, measure_owners=alone), subject="registry")
    [gap] = kind(NAME).missing(of)
    assert str(gap) == "ฝ่ายทะเบียน ยังไม่มีมาตรการหรือข้อ OIT ที่รับผิดชอบ กำหนดที่หน้ามาตรการ"
    assert "ไม่มีมาตรการหรือข้อมูลที่รับผิดชอบ" in plain_text(kind(NAME).build(of, kind(NAME).digits))


def test_the_same_form_is_written_twice_with_the_same_bytes() -> None:
    of = given()
    assert drawn(kind(NAME), of, Format.XLSX) == drawn(kind(NAME), of, Format.XLSX)
    document = kind(NAME).build(of, kind(NAME).digits)
    assert drawn(kind(NAME), of, Format.XLSX) != render(document, Format.XLSX)
