"""Plain text as rows of a sheet: a line is a row, a tab ends a cell."""

import re

from ita_desktop.domain.errors import InputError
from ita_desktop.exchange.cell_text import text_value
from ita_desktop.exchange.limits import MAX_COLUMNS, MAX_LINE, MAX_ROWS
from ita_desktop.exchange.sheets import Sheet, SheetRow

_BREAK = re.compile("\r\n|\r|\n|\x0c|\x0b|\u2028|\u2029|\x85")


def read_lines(text: str, source: str) -> Sheet:
    """The lines of a report. Raises InputError where there are too many or one is too long."""
    return Sheet("", line_rows(text, source), source, of_lines=True)


def line_rows(text: str, source: str) -> tuple[SheetRow, ...]:
    """The lines with content, numbered from 1 as an editor numbers them; raises InputError."""
    rows: list[SheetRow] = []
    for number, line in enumerate(_BREAK.split(text), 1):
        if not line.strip():
            continue
        if len(line) > MAX_LINE or line.count("\t") > MAX_COLUMNS:
            raise InputError(
                "บรรทัด {line} ยาวเกินกว่าจะเป็นรายงานผล",
                where=source,
                remedy="บันทึกรายงานเป็นข้อความใหม่ ให้แต่ละแถวอยู่คนละบรรทัด",
                line=number,
            )
        if len(rows) >= MAX_ROWS:
            raise InputError(
                "มีเกิน {most} บรรทัด มากกว่าที่นำเข้าได้ครั้งเดียว",
                where=source,
                remedy="คัดลอกเฉพาะส่วนรายงานผลไปไว้ในไฟล์ใหม่",
                most=MAX_ROWS,
            )
        rows.append(SheetRow(number, tuple(map(text_value, line.split("\t")))))
    return tuple(rows)
