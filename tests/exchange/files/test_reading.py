"""Files and pasted text become rows with the numbers that Excel shows."""

import io
import os
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from ita_desktop.domain.errors import InputError
from ita_desktop.exchange.files.formats import MAX_COLUMNS, MAX_ROWS
from ita_desktop.exchange.sheets import BadCell, CancelledError, Origin, WorkProgress
from ita_desktop.exchange.source import read_file
from tests.support.taken_in import read_tables, read_text

THAI = "ข้อ,ผู้รับผิดชอบ\nO1,ฝ่ายปกครอง\n"


def written(tmp_path, data, name="งาน.csv"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def values(sheet):
    return [row.values for row in sheet.rows]


@pytest.mark.parametrize(
    "data",
    [
        THAI.encode(),
        THAI.encode("utf-8-sig"),
        THAI.encode("cp874"),
        THAI.encode("utf-16"),
        THAI.encode("utf-16-le"),
        THAI.encode("utf-16-be"),
        THAI.replace(",", ";").encode(),
        THAI.replace(",", "\t").encode(),
        THAI.replace("\n", "\r\n").encode(),
        THAI.replace("\n", "\r").encode(),
        ("sep=;\n" + THAI.replace(",", ";")).encode(),
    ],
    ids=[
        *("utf-8", "utf-8 with mark", "cp874", "utf-16", "utf-16-le", "utf-16-be"),
        *("semicolon", "tab", "crlf", "cr", "sep line"),
    ],
)
def test_a_csv_reads_the_same_in_every_encoding_and_with_every_separator(tmp_path, data):
    (sheet,) = read_tables(written(tmp_path, data))
    assert values(sheet) == [("ข้อ", "ผู้รับผิดชอบ"), ("O1", "ฝ่ายปกครอง")]


def test_commas_of_figures_do_not_separate_where_semicolons_do(tmp_path):
    """So writes Excel where a decimal has a comma, in quotation marks or without."""
    for figure in ('"90,10"', "90,10"):
        text = f"เครื่องมือ;คะแนน ITA ปี 2568\nIIT;{figure}\nEIT;{figure}\n"
        (sheet,) = read_tables(written(tmp_path, text.encode("utf-8-sig")))
        assert values(sheet)[1:] == [("IIT", "90,10"), ("EIT", "90,10")]


def test_rows_of_a_csv_are_counted_as_excel_counts_them(tmp_path):
    text = 'ข้อ,หมายเหตุ\n\nO1,"บรรทัดหนึ่ง\nบรรทัดสอง"\nO2,ข\n'
    (sheet,) = read_tables(written(tmp_path, text.encode()))
    assert [row.number for row in sheet.rows] == [1, 3, 4]
    assert sheet.rows[1].values == ("O1", "บรรทัดหนึ่ง\nบรรทัดสอง")


def test_text_is_cleaned_of_what_office_programs_leave_behind(tmp_path):
    text = "ข้อ,ชื่อ\nO1,\u200bฝ่าย\u00a0โยธา_x000D_\x07 \n"
    (sheet,) = read_tables(written(tmp_path, text.encode()))
    assert sheet.rows[1].values == ("O1", "ฝ่าย โยธา")


def test_rows_copied_from_excel_are_read(tmp_path):
    (sheet,) = read_text('นายตัวอย่าง หนึ่ง\t"ครู\n""ชำนาญการ"""\r\nนางตัวอย่าง สอง\tครู\r\n')
    assert values(sheet) == [("นายตัวอย่าง หนึ่ง", 'ครู\n"ชำนาญการ"'), ("นางตัวอย่าง สอง", "ครู")]


def test_a_lone_quotation_mark_in_pasted_text_is_text():
    (sheet,) = read_text('"ข้อความ\tก\nข\tค\n')
    assert values(sheet) == [('"ข้อความ', "ก"), ("ข", "ค")]


def test_nothing_pasted_is_no_sheet():
    assert read_text("  \n\t\n") == []


def excel(tmp_path, fill, name="งาน.xlsx"):
    book = Workbook()
    fill(book.active)
    path = tmp_path / name
    book.save(path)
    return path


def test_excel_cells_read_as_they_are_shown(tmp_path):
    def fill(sheet):
        sheet.append(["ลำดับ", "วัน", "จำนวน", "ร้อยละ", "ข้อความ"])
        day = datetime(2025, 1, 31, 9, 30)  # noqa: DTZ001 - as Excel keeps days
        sheet.append([2.1, day, 7, 99.5, " ก  ข "])
        sheet["A2"].number_format = "0.00"

    (sheet,) = read_tables(excel(tmp_path, fill))
    assert sheet.rows[1].values == ("2.10", date(2025, 1, 31), "7", "99.5", "ก ข")


@pytest.mark.parametrize("typed", [date(2568, 1, 31), date(1968, 1, 31), date(2025, 1, 31)])
def test_a_day_typed_in_the_buddhist_era_is_the_same_day(tmp_path, typed):
    (sheet,) = read_tables(excel(tmp_path, lambda sheet: sheet.append(["วัน", typed])))
    assert sheet.rows[0].values[1] == date(2025, 1, 31)


def test_rows_keep_their_number_below_empty_ones(tmp_path):
    def fill(sheet):
        sheet["B7"] = "ข้อ"
        sheet["B9"] = "O1"

    (sheet,) = read_tables(excel(tmp_path, fill))
    assert [(row.number, row.values) for row in sheet.rows] == [(7, ("", "ข้อ")), (9, ("", "O1"))]


def test_cells_merged_downwards_say_the_same_in_every_row(tmp_path):
    def fill(sheet):
        sheet.append(["ข้อ", "ผู้รับผิดชอบ"])
        sheet.append(["O1", "ฝ่ายปกครอง"])
        sheet.append(["O2", None])
        sheet.append(["O3", None])
        sheet.merge_cells("B2:B3")

    (sheet,) = read_tables(excel(tmp_path, fill))
    assert [row.values for row in sheet.rows[1:]] == [
        ("O1", "ฝ่ายปกครอง"),
        ("O2", "ฝ่ายปกครอง"),
        ("O3",),
    ]
    assert [set(row.merged) for row in sheet.rows[1:]] == [set(), {1}, set()]


def test_hidden_sheets_are_not_read_and_told(tmp_path):
    book = Workbook()
    book.active.append(["ก"])
    for name in ("ซ่อน", "รายการให้เลือก"):
        book.create_sheet(name).append(["ข"])
        book[name].sheet_state = "hidden"
    book.save(tmp_path / "ก.xlsx")
    read = read_file(tmp_path / "ก.xlsx", "roster")
    assert [sheet.name for sheet in read.sheets] == ["Sheet"]
    [unread] = read.remarks
    assert unread.fields == {"sheets": "ซ่อน"}
    assert [(each.text, each.origin) for each in unread.texts] == [("ข", Origin("ซ่อน", 1))]


def test_a_formula_without_a_stored_result_and_an_error_are_told_apart_from_text(tmp_path):
    def fill(sheet):
        sheet.append(["ก", "=1+1", "#REF!"])

    (sheet,) = read_tables(excel(tmp_path, fill))
    text, formula, error = sheet.rows[0].values
    assert text == "ก"
    assert isinstance(formula, BadCell)
    assert "สูตร" in formula.why
    assert isinstance(error, BadCell)


def test_a_long_cell_is_kept_and_one_that_is_too_long_is_marked(tmp_path):
    def fill(sheet):
        sheet.append(["ก" * 10_000, "ข" * 30_000])

    (sheet,) = read_tables(excel(tmp_path, fill))
    assert sheet.rows[0].values[0] == "ก" * 10_000
    assert isinstance(sheet.rows[0].values[1], BadCell)


def test_a_wrong_size_in_the_file_loses_no_rows(tmp_path):
    import zipfile

    path = excel(tmp_path, lambda sheet: [sheet.append([f"O{n}", "ก"]) for n in range(1, 6)])
    data = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(data, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                assert b'ref="A1:B5"' in content
                content = content.replace(b'ref="A1:B5"', b'ref="A1"')
            target.writestr(name, content)
    (sheet,) = read_tables(written(tmp_path, data.getvalue(), "ข.xlsx"))
    assert len(sheet.rows) == 5
    assert len(sheet.rows[0].values) == 2


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", "ว่าง"),
        (b"  \n ", "ว่าง"),
        (b",,,\n,,\n", "ว่าง"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, ".xls"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "รหัสผ่าน"),
        (b"%PDF-1.7", "อ่าน PDF"),
        (b"\xef\xbb\xbf <html><table>", "ว่าง"),
        (b"PK\x03\x04" + b"x" * 100, "เสียหรือไม่ครบ"),
        ("ข้อ,ชื่อ\nO1,ฝ่าย".encode()[:-1], "ขาดตอนท้าย"),
        (b"\x81\x8d\x8f\x90\xfc\xfd", "อ่านตัวอักษร"),
        ("ข้อ,หมายเหตุ\nO1,ก\x00ข\n".encode(), "ไม่ใช่ไฟล์ข้อความ"),
        ('ข้อ,"ชื่อ\nO1,ก\n'.encode(), "เครื่องหมายคำพูด"),
        (("ก," * 300 + "ก\n").encode(), "คอลัมน์"),
        (("O1,ก\n" * (MAX_ROWS + 1)).encode(), "แถว"),
    ],
)
def test_what_cannot_be_read_is_refused_with_file_and_remedy(tmp_path, data, text):
    with pytest.raises(InputError) as caught:
        read_tables(written(tmp_path, data, "รายการ.csv"))
    assert text in str(caught.value)
    assert "รายการ.csv" in str(caught.value)
    assert caught.value.remedy


@pytest.mark.posix("Windows has no endless device")
def test_a_device_that_never_ends_is_refused():
    with pytest.raises(InputError, match="เป็นท่อหรืออุปกรณ์ ไม่ใช่แฟ้ม"):
        read_tables(Path("/dev/zero"))


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(InputError, match="ไม่พบไฟล์"):
        read_tables(tmp_path / "ไม่มี.xlsx")
    with pytest.raises(InputError, match="โฟลเดอร์"):
        read_tables(tmp_path)


def test_content_far_to_the_right_is_refused_and_empty_formatted_cells_are_not(tmp_path):
    from openpyxl.styles import Font

    def formatted(sheet):
        sheet["A1"] = "ข้อ"
        sheet.cell(1, MAX_COLUMNS + 50).font = Font(bold=True)

    def filled(sheet):
        sheet.cell(1, MAX_COLUMNS + 50, "ก")

    assert len(read_tables(excel(tmp_path, formatted))) == 1
    with pytest.raises(InputError, match="คอลัมน์"):
        read_tables(excel(tmp_path, filled))


def test_reading_tells_how_far_it_is_and_can_be_stopped(tmp_path):
    path = written(tmp_path, ("O1,ก\n" * 1000).encode())
    texts = []
    read_tables(path, WorkProgress(progress=lambda done, total: texts.append(done)))
    assert texts == sorted(texts)
    assert len(texts) >= 4
    with pytest.raises(CancelledError):
        read_tables(path, WorkProgress(cancelled=lambda: True))


@pytest.mark.posix("Windows has no named pipes among files")
@pytest.mark.parametrize("name", ["ท่อ.xlsx", "ท่อ.csv"])
def test_a_pipe_is_refused_at_once(tmp_path, name):
    os.mkfifo(tmp_path / name)
    with pytest.raises(InputError, match="ไม่ใช่แฟ้ม"):
        read_tables(tmp_path / name)
