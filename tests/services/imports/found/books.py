"""Tables of a book, and what is found in it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from ita_desktop.exchange.blocks import Heading, Paragraph, Picture, TextRun
from ita_desktop.exchange.cells.row import text_value
from ita_desktop.exchange.files.assembling import Part as DocumentPart
from ita_desktop.exchange.files.assembling import TablePart, assembled, of_sheets
from ita_desktop.exchange.sheets import DataSheet, SheetRow
from ita_desktop.exchange.source import ImportSource, read_file
from ita_desktop.services.imports.found.find import find_parts
from ita_desktop.services.imports.found.part import Part

Rows = Sequence[Sequence[object]]
Book = Callable[..., Path]


def parts_of(*paths: Path, year: int | None = 2568) -> tuple[Part, ...]:
    """The parts of files."""
    sources: list[ImportSource] = [read_file(path) for path in paths]
    return find_parts(sources, fiscal_year=year)


def told(parts: Sequence[Part]) -> list[tuple[str, int | None, int]]:
    """Kind, year and rows of each part."""
    return [(part.kind, part.year, part.rows) for part in parts]


def document(*content: str | DocumentPart | Rows, name: str = "เล่ม.docx") -> ImportSource:
    """A document of headings (``# ``), paragraphs, tables and pictures in order, without a file."""
    made: list[DocumentPart] = []
    for block in content:
        if isinstance(block, str):
            title = block.removeprefix("# ")
            made.append(Paragraph((TextRun(block),)) if title == block else Heading(1, title))
        elif isinstance(block, Sequence):
            made.append(table_part(block))
        else:
            made.append(block)
    found = assembled(made, name)
    return ImportSource(name, found.sheets, blocks=found.blocks)


def workbook(*sheets: Rows, name: str = "เล่ม.xlsx") -> ImportSource:
    """Sheets of rows, called ก, ข, ค and so on, without a file; rows without cells are empty."""
    made = [
        DataSheet(title, tuple(row for row in _sheet_rows(rows) if any(row.values)), name)
        for title, rows in zip("กขคงจฉ", sheets, strict=False)
    ]
    return ImportSource(name, tuple(made), blocks=of_sheets(made).blocks)


def table_part(rows: Rows, *pictures: Picture) -> TablePart:
    """A table of a document, with the pictures in it."""
    return TablePart(_sheet_rows(rows), len(rows), max(map(len, rows)), pictures=pictures)


def _sheet_rows(rows: Rows) -> tuple[SheetRow, ...]:
    return tuple(
        SheetRow(number, tuple(text_value(str(value)) for value in row))
        for number, row in enumerate(rows, 1)
    )


ROSTER = (
    ("คณะ", "ลำดับ", "ชื่อ - นามสกุล", "ตำแหน่ง", "สังกัด", "บทบาท"),
    ("คณะทำงาน", 1, "นายตัวอย่าง หนึ่ง", "หัวหน้าฝ่ายโยธา", "ฝ่ายโยธา", "ประธาน"),
    ("คณะทำงาน", 2, "นางตัวอย่าง สอง", "นายช่าง", "ฝ่ายโยธา", "กรรมการ"),
)
ASSIGNMENTS = (
    ("ข้อ", "ข้อมูล", "ผู้รับผิดชอบ", "กำหนดส่ง"),
    ("O1", "ข้อมูลพื้นฐาน", "ฝ่ายปกครอง", "31 มี.ค."),
    ("O2", "นโยบายผู้ว่าราชการ", "ทุกฝ่าย", "31 มี.ค."),
    ("O3", "โรงเรียนในพื้นที่เขต", "ฝ่ายโยธา", ""),
)
MEASURES = (
    ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ"),
    ("I1", "1. ทำคู่มือ", "ทุกฝ่าย", "ทุกเดือน"),
    ("I2", "1. ติดแผนผัง", "ฝ่ายทะเบียน", "ทุก 3 เดือน"),
)
ANALYSIS = (
    ("ข้อ", "จุดเด่น", "จุดด้อย", "ประเด็นที่ต้องปรับปรุง"),
    ("I1", "เต็มใจ", "ช้า", "ลดเวลา"),
    ("I2", "สะดวก", "ไกล", "ทำป้าย"),
)
UNITS = (
    ("ชื่อหน่วยงาน", "ประเภท", "ชื่อย่อ"),
    ("โรงเรียนวัดตัวอย่างนอก", "โรงเรียน", ""),
    ("โรงเรียนวัดตัวอย่างใน", "โรงเรียน", ""),
)
RESULTS = (
    ("ข้อ", "ชื่อข้อ", "คะแนน"),
    ("I1", "เต็มใจให้บริการ", "98.50"),
    ("I2", "อำนวยความสะดวก", "97.25"),
    ("E1", "ปฏิบัติหน้าที่", "95.00"),
)
CONTACTS = (
    ("ห้อง", "เบอร์ภายใน", "ชั้น"),
    ("ห้องประชุม 1", "101", "2"),
    ("ห้องประชุม 2", "102", "3"),
)


def titled(title: str, rows: Rows) -> Rows:
    """Rows with a title above them."""
    return ((title,), *rows)
