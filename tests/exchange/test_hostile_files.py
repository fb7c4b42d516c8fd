"""Broken and hostile Excel files: a sentence, never a crash, never the machine's memory."""

import io
import random
import tracemalloc
import zipfile

import pytest
from xlsxwriter import Workbook

from ita_desktop.domain.errors import InputError, ItaError
from ita_desktop.exchange.files import formats
from ita_desktop.exchange.source import read_file
from tests.support.taken_in import read_tables

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(scope="module")
def good():
    """A file as Excel writes it, with its texts in a part of their own."""
    data = io.BytesIO()
    with Workbook(data) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["ข้อ", "ผู้รับผิดชอบ", "หมายเหตุ"])
        for number in range(1, 31):
            sheet.write_row(number, 0, [f"O{number}", "ฝ่ายปกครอง; ทุกฝ่าย", "ข้อความ" * 5])
    return data.getvalue()


def changed(good, part, change):
    """The good file with one part changed."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content) if name == part else content)
    return made.getvalue()


def read(tmp_path, data):
    path = tmp_path / "รายการ.xlsx"
    path.write_bytes(data)
    return read_tables(path)


def said_of(tmp_path, data):
    """What the remedy says if the file is refused; any other exception fails the test."""
    try:
        read(tmp_path, data)
    except ItaError as error:
        return error.remedy or pytest.fail("a refusal without a remedy")
    return ""


def test_a_file_cut_anywhere_is_refused_in_a_sentence(tmp_path, good):
    for size in range(0, len(good) - 1, max(1, len(good) // 60)):
        with pytest.raises(InputError, match=r"รายการ\.xlsx"):
            read(tmp_path, good[:size])


def test_flipped_bytes_never_raise_anything_but_our_own_error(tmp_path, good):
    chance = random.Random(2568)
    refused = 0
    for _ in range(150):
        data = bytearray(good)
        for _ in range(chance.choice((1, 3, 20))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        refused += said_of(tmp_path, bytes(data)) != ""
    assert refused


@pytest.mark.parametrize(
    "part",
    [
        SHEET,
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "[Content_Types].xml",
    ],
)
@pytest.mark.parametrize(
    "change",
    [
        lambda content: content[: len(content) // 2],
        lambda content: b"",
        lambda content: b"<a/>",
        lambda content: content.replace(b'"', b"'", 3).replace(b"main", b"other"),
    ],
)
def test_parts_that_are_broken_never_raise_anything_but_our_own_error(tmp_path, good, part, change):
    said_of(tmp_path, changed(good, part, change))


def test_macros_are_left_alone_and_told(tmp_path, good):
    made = io.BytesIO(good)
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    path = tmp_path / "รายการ.xlsm"
    path.write_bytes(made.getvalue())
    source = read_file(path)
    assert len(source.sheets[0].rows) == 31
    [remark] = source.remarks
    assert "แมโคร" in remark.why


def test_another_kind_of_office_file_is_refused(tmp_path):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("ppt/presentation.xml", "<p/>")
    with pytest.raises(InputError, match=r"PowerPoint.*\.docx"):
        read(tmp_path, made.getvalue())


def test_entities_are_refused(tmp_path, good):
    def with_entity(content):
        head, _, body = content.partition(b"?>")
        declared = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">]>'
        return head + b"?>" + declared + body if body else declared + content

    for part in (SHEET, "xl/sharedStrings.xml", "xl/workbook.xml"):
        with pytest.raises(InputError, match="โปรแกรมสำนักงานไม่สร้าง"):
            read(tmp_path, changed(good, part, with_entity))


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("part", "piece", "times"),
    [
        (SHEET, b" ", formats.MAX_SHEET_PART + 1),
        ("xl/sharedStrings.xml", b" ", formats.MAX_SHEET_PART + 1),
        ("xl/styles.xml", b" ", formats.MAX_OTHER_PART + 1),
        (SHEET, b"<row/>", formats.MAX_TAGS + 1),
        ("xl/sharedStrings.xml", b"<si/>", formats.MAX_TAGS + 1),
    ],
    ids=["sheet of blanks", "strings of blanks", "styles of blanks", "rows", "strings"],
)
def test_a_small_file_that_unpacks_to_a_huge_one_is_refused_before_it_is_loaded(
    tmp_path, good, part, piece, times
):
    data = changed(good, part, lambda _content: piece * times)
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match="ใหญ่เกิน"):
            read(tmp_path, data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20 * formats.MEBIBYTE


def test_one_merged_cell_over_the_whole_sheet_costs_nothing(tmp_path, good):
    merge = b'<mergeCells count="1"><mergeCell ref="C4:XFD1048576"/></mergeCells></worksheet>'
    data = changed(good, SHEET, lambda content: content.replace(b"</worksheet>", merge))
    (sheet,) = read(tmp_path, data)
    assert len(sheet.rows) == 31


@pytest.mark.in_turn
@pytest.mark.parametrize("piece", [b"<c ", b'<c r="A1" ', b'<c r="A1"><f>', b"<mergeCell "])
def test_a_part_of_beginnings_of_tags_is_refused_without_delay(tmp_path, good, piece):
    times = formats.MAX_TAGS // 4
    with pytest.raises(InputError):
        read(tmp_path, changed(good, SHEET, lambda content: content + piece * times))


def test_too_many_merged_cells_are_refused(tmp_path, good):
    merges = b'<mergeCell ref="A1:A2"/>' * (formats.MAX_MERGES + 1)
    data = changed(
        good, SHEET, lambda content: content.replace(b"</worksheet>", merges + b"</worksheet>")
    )
    with pytest.raises(InputError, match="ใหญ่เกิน"):
        read(tmp_path, data)


@pytest.mark.parametrize("number", ["1048576", "99999999999"])
def test_a_stray_cell_far_below_the_table_does_no_harm(tmp_path, good, number):
    stray = f'<row r="{number}"><c r="A{number}" t="str"><v>x</v></c></row></sheetData>'
    data = changed(good, SHEET, lambda content: content.replace(b"</sheetData>", stray.encode()))
    (sheet,) = read(tmp_path, data)
    assert len(sheet.rows) in {31, 32}
    assert max(row.number for row in sheet.rows) <= formats.LAST_EXCEL_ROW


def test_more_rows_than_any_list_has_are_refused(tmp_path, good):
    rows = b"".join(
        b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (number, number)
        for number in range(100, 100 + formats.MAX_ROWS + 1)
    )
    data = changed(
        good, SHEET, lambda content: content.replace(b"</sheetData>", rows + b"</sheetData>")
    )
    with pytest.raises(InputError, match="แถว"):
        read(tmp_path, data)
