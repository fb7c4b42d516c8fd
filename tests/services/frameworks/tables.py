"""Tables of a circular, made from a framework as offices send them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from docx import Document
from openpyxl import Workbook

from ita_desktop.domain.framework import Framework, Item

HEADINGS = ("ข้อมูล", "องค์ประกอบด้านข้อมูล", "ผู้รับผิดชอบ")


def rows_of(framework: Framework, instrument: str = "OIT") -> Iterator[Sequence[str]]:
    """The rows of a table without codes; an indicator's name stands alone in its row."""
    for indicator in framework.indicators:
        items = [item for item in framework.items if item.indicator == indicator.code]
        if indicator.instrument == instrument and items:
            yield (f"ตัวชี้วัดย่อยที่ {indicator.code} {indicator.name}",)
            for item in items:
                yield _cells(item)


def _cells(item: Item) -> Sequence[str]:
    points = "\n".join(f"{at}) {point.text}" for at, point in enumerate(item.requirements, 1))
    return item.title, points, "\n".join(item.responsible)


def word_file(
    path: Path, rows: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS
) -> Path:
    document = Document()
    document.add_paragraph("แบบตรวจการเปิดเผยข้อมูลสาธารณะ")
    table = document.add_table(rows=0, cols=len(headings))
    for row in (headings, *rows):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=False):
            cell.text = text
        if len(row) == 1:
            cells[0].merge(cells[-1])
    document.save(str(path))
    return path


def excel_file(
    path: Path, rows: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS
) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (headings, *rows):
        sheet.append(list(row))
    book.save(path)
    return path
