"""Blocks to and from Excel and LibreOffice Calc, as these programs put them on the clipboard."""

import csv
import subprocess
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.domain.dates import parse_date
from ita_desktop.ui.table.editing import clipboard
from tests.ui.table.pages import CTRL, SHIFT, from_html

Key = Qt.Key

EXCEL_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Excel.Sheet>
<meta name=Generator content="Microsoft Excel 15">
<style>
<!--table
	{mso-displayed-decimal-separator:"\\.";
	mso-displayed-thousand-separator:"\\,";}
.font5
	{color:windowtext;font-size:8.0pt;font-family:"TH SarabunPSK", sans-serif;}
tr
	{mso-height-source:auto;}
br
	{mso-data-placement:same-cell;}
.xl65
	{mso-number-format:"_-* \\#\\,\\#\\#0\\.00_-\\;_-* \\0022-\\0022??_-\\;_-\\@_-";}
.xl66
	{mso-number-format:"[$-107041E\\]d\\\\ mmm\\\\ yy\\;\\@";}
-->
</style>
</head>

<body link="#0563C1" vlink="#954F72">

<table border=0 cellpadding=0 cellspacing=0 width=420 style='border-collapse:
 collapse;width:315pt'>
<!--StartFragment-->
 <col width=64 style='width:48pt'>
 <col width=178 style='mso-width-source:userset;mso-width-alt:6509;width:134pt'>
"""
EXCEL_FOOT = """<!--EndFragment-->
</table>

</body>

</html>
"""
MERGED_HTML = f"""{EXCEL_HEAD} <tr height=24 style='height:18.0pt'>
  <td rowspan=2 height=48 class=xl67 width=64 style='height:36.0pt;width:48pt'>ฝ่ายโยธา</td>
  <td class=xl65 align=right width=178 style='width:134pt'><span
  style='mso-spacerun:yes'>&nbsp;</span>1,234.50 </td>
  <td class=xl66 align=right>31 มี.ค. 68</td>
 </tr>
 <tr height=24 style='height:18.0pt'>
  <td class=xl65 height=24 style='height:18.0pt'><span
  style='mso-spacerun:yes'>&nbsp;</span>-<span style='mso-spacerun:yes'>&nbsp;&nbsp;
  </span></td>
  <td></td>
 </tr>
 <tr height=24 style='height:18.0pt'>
  <td height=24 colspan=2 style='height:18.0pt;mso-ignore:colspan'>ข้อ ๑๒ ข้อความยาวเลยช่อง</td>
  <td align=right>๙๗.๓๘</td>
 </tr>
 <![if supportMisalignedColumns]>
 <tr height=0 style='display:none'>
  <td width=64 style='width:48pt'></td>
  <td width=178 style='width:134pt'></td>
  <td width=178 style='width:134pt'></td>
 </tr>
 <![endif]>
{EXCEL_FOOT}"""
MERGED_TSV = "ฝ่ายโยธา\t 1,234.50 \t31 มี.ค. 68\r\n\t -   \t\r\nข้อ ๑๒ ข้อความยาวเลยช่อง\t\t๙๗.๓๘\r\n"
QUOTES_HTML = f"""{EXCEL_HEAD} <tr height=19>
  <td height=19>&quot;ใหม่&quot;</td>
  <td>บรรทัดหนึ่ง &quot;ก&quot;<br>
    บรรทัดสอง</td>
  <td></td>
  <td></td>
 </tr>
{EXCEL_FOOT}"""
QUOTES_TSV = '"ใหม่"\t"บรรทัดหนึ่ง ""ก""\nบรรทัดสอง"\t\t\r\n'

CELLS = [
    ["O5", "แผนปฏิบัติราชการ\nและรายงานผล", "31 มี.ค. 68", "1/3", "97.38"],
    ["O1-2", "=1+1", "๑๒", "2-3", "100.00"],
    ["007", "ที่ ปู่ ญู ฐู", "", "+7", "0.50"],
    ['คำ "ใหม่"', '"ทั้งคำ"', "ก & ข < ค", "-", "-5.25"],
    ["0123456789012", "97.3.1", "1e5", "@ก", "7"],
]


def put(text: str = "", html: str = "") -> None:
    """What another program leaves on the clipboard."""
    data = QMimeData()
    data.setText(text)
    data.setHtml(html)
    QApplication.clipboard().setMimeData(data)


def paste(page, text: str, html: str = "") -> None:
    put(text, html)
    page.press(Key.Key_V, modifier=CTRL)


def read() -> clipboard.CellRange:
    return clipboard.read(QApplication.clipboard().mimeData())


# -- from Excel


def test_merged_and_formatted_cells_of_excel_stand_where_they_stood() -> None:
    put(MERGED_TSV, MERGED_HTML)
    cells = [[text.strip() for text in row] for row in read()]
    assert cells == [
        ["ฝ่ายโยธา", "1,234.50", "31 มี.ค. 68"],
        ["", "-", ""],
        ["ข้อ ๑๒ ข้อความยาวเลยช่อง", "", "๙๗.๓๘"],
    ]
    assert from_html(MERGED_HTML) == cells, "the last row only keeps Excel's widths"


def test_quotes_that_belong_to_a_cell_stay() -> None:
    put(QUOTES_TSV, QUOTES_HTML)
    assert read() == [['"ใหม่"', 'บรรทัดหนึ่ง "ก"\nบรรทัดสอง', "", ""]]


@pytest.mark.parametrize(
    ("text", "number"),
    [(" 85.50 ", "85.5"), ("๙๗.๓๘", "97.38"), ("97.38%", "97.38"), ("+7", "7")],
)
def test_numbers_are_read_however_excel_shows_them(page, text, number) -> None:
    page.go("O5", "score")
    paste(page, f"{text}\r\n")
    assert page.row("O5").score == Decimal(number)


def test_a_thousands_comma_is_no_decimal_point(page) -> None:
    page.go("O5", "score")
    paste(page, "1,234.50\r\n")
    assert page.row("O5").score == 0
    assert "1234.50 อยู่นอกช่วง" in page.problems[0]


@pytest.mark.in_turn
@pytest.mark.parametrize(
    "text",
    [
        "31/1/2568",
        "31/01/2025",
        "31-Jan-68",
        "31 ม.ค. 68",
        "๓๑ ม.ค. ๖๘",
        "31 มกราคม 2568",
        "2025-01-31",
        "วันศุกร์ที่ 31 มกราคม พ.ศ. 2568",
    ],
)
def test_dates_are_read_however_excel_shows_them(page, text) -> None:
    page.go("O5", "due")
    paste(page, f"{text}\r\n")
    assert page.row("O5").due == date(2025, 1, 31)


def test_empty_cells_at_the_end_of_rows_empty_the_cells_below_them(page) -> None:
    page.go("O5", "due")
    paste(page, "31/1/2568\t\t\t50\r\n\t\t\t\r\n")
    assert page.row("O5").score == 50
    assert page.row("O6").due is None
    assert page.row("O6").score is None


# -- out and back


def test_what_is_copied_here_comes_back_by_text_and_by_table() -> None:
    assert clipboard.from_tsv(clipboard.to_tsv(CELLS)) == CELLS
    assert from_html(clipboard.to_html(CELLS)) == CELLS


def test_a_block_copied_and_pasted_elsewhere_is_the_same(page) -> None:
    page.go("O6", "owners")
    page.press(Key.Key_Right, modifier=SHIFT)
    page.press(Key.Key_C, modifier=CTRL)
    page.go("O1", "owners")
    page.press(Key.Key_V, modifier=CTRL)
    assert page.row("O1").owners == page.row("O6").owners
    assert page.row("O1").due == page.row("O6").due


DAYS = [date(2025, 1, 31), date(2025, 2, 5), date(2024, 12, 1), date(2025, 9, 30)]
SHOWN = ["31 ม.ค. 68", "5 ก.พ. 68", "1 ธ.ค. 67", "30 ก.ย. 68"]


def test_days_go_out_as_they_are_read_and_as_the_number_that_excel_keeps(page) -> None:
    for code, day in zip(("O1", "O2"), DAYS, strict=False):
        page.put(code, "due", day)
    page.refresh()
    page.go("O1", "due")
    page.press(Key.Key_Down, modifier=SHIFT)
    page.press(Key.Key_C, modifier=CTRL)
    data = QApplication.clipboard().mimeData()
    assert data.text() == "31 ม.ค. 68\n5 ก.พ. 68\n"
    assert from_html(data.html()) == [["31 ม.ค. 68"], ["5 ก.พ. 68"]]
    assert "xmlns:x='urn:schemas-microsoft-com:office:excel'" in data.html()
    assert r".d{mso-number-format:'[$-107041E\]d\\ mmm\\ yy';}" in data.html()
    for number in ("45688", "45693"):
        assert f'<td class=d x:num="{number}"' in data.html(), "31/1/2025 and 5/2/2025 in Excel"
    page.go("O6", "due")
    page.press(Key.Key_V, modifier=CTRL)
    assert [page.row(code).due for code in ("O6", "O10")] == DAYS[:2]


# -- LibreOffice Calc itself


def office(source: Path, target: str, *options: str) -> Path:
    """A file that LibreOffice made of another one."""
    folder = source.parent / "made"
    profile = f"-env:UserInstallation={(source.parent / 'profile').as_uri()}"
    what = ("--convert-to", target, "--outdir", str(folder), str(source))
    command = ["soffice", profile, "--headless", *options, *what]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return max(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)


AS_HTML = "html:HTML (StarCalc)"
READ_TABLE = "--infilter=HTML (StarCalc)"
"""What Calc reads a pasted table with."""
READ_TEXT = "--infilter=Text - txt - csv (StarCalc):9,34,76,1,,1054,false,false"


@pytest.mark.in_turn
@pytest.mark.needs_soffice
def test_calc_shows_the_cells_that_were_copied(tmp_path) -> None:
    source = tmp_path / "cells.html"
    source.write_text(clipboard.write(CELLS).html(), encoding="utf-8")
    made = office(source, AS_HTML, READ_TABLE)
    assert from_html(made.read_text(encoding="utf-8")) == CELLS


@pytest.mark.in_turn
@pytest.mark.needs_soffice
def test_calc_reads_copied_text_by_rows_and_cells(tmp_path) -> None:
    source = tmp_path / "cells.tsv"
    source.write_text(clipboard.write(CELLS).text(), encoding="utf-8")
    made = office(source, AS_HTML, READ_TEXT)
    rows = from_html(made.read_text(encoding="utf-8"))
    # Bare text is read as if it were typed: 007 is 7 there, and 100.00 is 100.
    kept = [(0, 1), (1, 2), (2, 1), (3, 0), (3, 2), (3, 3)]
    assert [rows[row][at] for row, at in kept] == [CELLS[row][at] for row, at in kept]
    assert [float(row[4]) for row in rows] == [float(row[4]) for row in CELLS]


@pytest.mark.in_turn
@pytest.mark.needs_soffice
def test_calc_can_add_up_the_figures_and_keeps_codes_as_words(tmp_path) -> None:
    source = tmp_path / "cells.html"
    source.write_text(clipboard.write(CELLS).html(), encoding="utf-8")
    made = office(source, "ods", READ_TABLE)
    content = zipfile.ZipFile(made).read("content.xml").decode()
    for code in ("O1-2", "007", "=1+1", "1/3", "0123456789012"):
        before = content[: content.index(f"<text:p>{code}<")]
        assert before.rpartition("<table:table-cell ")[2].count('office:value-type="string"') == 1
    assert 'office:value="97.38"' in content
    assert "table:formula" not in content


@pytest.mark.in_turn
@pytest.mark.needs_soffice
def test_calc_takes_days_as_days_and_gives_the_same_ones_back(tmp_path) -> None:
    source = tmp_path / "days.html"
    source.write_text(clipboard.write([DAYS]).html(), encoding="utf-8")
    made = office(source, "ods", READ_TABLE)
    content = zipfile.ZipFile(made).read("content.xml").decode()
    for day, shown in zip(DAYS, SHOWN, strict=True):
        before = content[: content.index(f"<text:p>{shown}<")]
        kept = before.rpartition("<table:table-cell ")[2]
        assert f'office:date-value="{day.isoformat()}"' in kept
    (row,) = from_html(office(source, AS_HTML, READ_TABLE).read_text(encoding="utf-8"))
    assert row == SHOWN
    assert [parse_date(text) for text in row] == DAYS
    book = office(source, "xlsx", READ_TABLE)
    styles = zipfile.ZipFile(book).read("xl/styles.xml").decode()
    assert "[$-107041E]d\\ mmm\\ yy" in styles, "Excel gets the format that it is given itself"


@pytest.mark.in_turn
@pytest.mark.needs_soffice
def test_what_calc_copies_is_read(tmp_path) -> None:
    source = tmp_path / "sheet.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [
                ["ข้อ", "ข้อมูล", "กำหนดส่ง", "คะแนน"],
                ["O5", "แผน\nและรายงาน", "2025-03-31", "1,234.50"],
                ["O6", 'คำ "ใหม่"', "", "97.38"],
                ["007", "ที่ ปู่", "๓๑ มี.ค. ๖๘", ""],
            ]
        )
    made = office(source, AS_HTML, "--infilter=Text - txt - csv (StarCalc):44,34,76,1,1/2,1033")
    cells = from_html(made.read_text(encoding="utf-8"))
    assert cells[0] == ["ข้อ", "ข้อมูล", "กำหนดส่ง", "คะแนน"]
    assert cells[1][:2] == ["O5", "แผน\nและรายงาน"]
    assert cells[1][3].replace(",", "") in {"1234.50", "1234.5"}
    assert cells[2] == ["O6", 'คำ "ใหม่"', "", "97.38"]
    assert cells[3] == ["007", "ที่ ปู่", "๓๑ มี.ค. ๖๘", ""]
