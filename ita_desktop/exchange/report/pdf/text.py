"""Takes the pages of a PDF as lines of a report."""

from collections.abc import Sequence

from ita_desktop.domain.errors import InputError
from ita_desktop.exchange.files.limits import MAX_PAGES, MAX_ROWS
from ita_desktop.exchange.report.lines.text import line_rows
from ita_desktop.exchange.sheets import DataSheet

_OTHER_WAY = "คัดลอกข้อความจากระบบประเมินมาวาง หรือกรอกในแบบ Excel ของโปรแกรม"


def report_sheets(texts: Sequence[str], source: str) -> list[DataSheet]:
    """Return the texts of pages as sheets of lines, named by their numbers. Raises InputError if
    they are too long, or have no text at all."""
    if len(texts) > MAX_PAGES:
        raise _too_long(source)
    sheets: list[DataSheet] = []
    lines = 0
    for number, text in enumerate(texts, 1):
        rows = line_rows(text, source)
        lines += len(rows)
        if lines > MAX_ROWS:
            raise _too_long(source)
        sheets.append(DataSheet(str(number), rows, source, of_lines=True))
    if not lines:
        raise InputError("PDF นี้เป็นภาพ ไม่มีข้อความให้อ่าน", where=source, remedy=_OTHER_WAY)
    return sheets


def _too_long(source: str) -> InputError:
    return InputError(
        "PDF นี้ยาวเกินกว่าจะเป็นรายงานผล (เกิน {pages} หน้า หรือ {lines} บรรทัด)",
        where=source,
        remedy="บันทึกเฉพาะหน้าที่เป็นรายงานผลเป็น PDF ใหม่",
        pages=MAX_PAGES,
        lines=MAX_ROWS,
    )
