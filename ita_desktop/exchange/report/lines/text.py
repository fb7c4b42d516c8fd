"""Plain text as rows of a sheet: a line is a row, a tab ends a cell."""

import re
from collections.abc import Iterator

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.text import clean
from ita_desktop.exchange.files.limits import MAX_COLUMNS, MAX_LINE, MAX_ROWS
from ita_desktop.exchange.sheets import DataSheet, SheetRow

_TAB = "\ue000"
"""Stands for a tab while a line is cleaned; it means nothing in any text."""
_THAI_DIGIT = re.compile("[๐-๙]")
_BEFORE_MARKS = re.compile(
    "(?<=[\u0e01-\u0e2e\u0e30-\u0e4e]) +(?=[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e])"
)
"""Blanks within a letter, which texts copied from a PDF have."""
_SCATTERED = re.compile("ตัวชี[้ ]*ว[ั้ ]*ด้?")
"""``ตัวชี้วัด`` with its marks wherever a PDF drew them."""
_BREAK = re.compile("\r\n|\r|\n|\x0c|\x0b|\u2028|\u2029|\x85")


def read_lines(text: str, source: str) -> DataSheet:
    """The lines of a report. Raises InputError where there are too many or one is too long."""
    return DataSheet("", line_rows(text, source), source, of_lines=True)


def line_rows(text: str, source: str) -> tuple[SheetRow, ...]:
    """The lines with content, numbered from 1 as an editor numbers them; raises InputError."""
    given = _BREAK.sub("\n", text)
    for number, line in enumerate(given.split("\n"), 1):
        if len(line) > MAX_LINE or line.count("\t") > MAX_COLUMNS:
            raise InputError(
                "บรรทัด {line} ยาวเกินกว่าจะเป็นรายงานผล",
                where=source,
                remedy="บันทึกรายงานเป็นข้อความใหม่ ให้แต่ละแถวอยู่คนละบรรทัด",
                line=number,
            )
    rows = [
        SheetRow(number, tuple([cell.strip() for cell in line.split(_TAB)]))
        for number, line in enumerate(_cleaned(given), 1)
        if line
    ]
    if len(rows) > MAX_ROWS:
        raise InputError(
            "มีเกิน {most} บรรทัด มากกว่าที่นำเข้าได้ครั้งเดียว",
            where=source,
            remedy="คัดลอกเฉพาะส่วนรายงานผลไปไว้ในไฟล์ใหม่",
            most=MAX_ROWS,
        )
    return tuple(rows)


def _cleaned(text: str) -> Iterator[str]:
    """All lines, cleaned together, which line by line would take ten times as long; without the
    tabs at their ends, where reports have any number of them."""
    if _THAI_DIGIT.search(text):
        text = to_arabic(text)
    # The mark keeps empty lines at the beginning, so that those below keep their numbers.
    text = _SCATTERED.sub("ตัวชี้วัด", _BEFORE_MARKS.sub("", text))
    whole = clean(f"{_TAB}\n{text.replace(_TAB, '')}".replace("\t", _TAB))
    for line in whole.split("\n")[1:]:
        yield line.rstrip(f" {_TAB}")
