"""Reads CSV files and pasted text: encoding, separator, and rows; also tables that are written in
text, with lines of strokes or with blanks between their columns."""

import csv
import io
import unicodedata
from collections.abc import Sequence
from statistics import median
from typing import Final, Literal

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.exchange.cells.row import text_value
from ita_desktop.exchange.files.formats import MAX_COLUMNS, MAX_FILE, MAX_ROWS
from ita_desktop.exchange.sheets import DataSheet, SheetRow, Value, WorkProgress, column_letter

_SAVE_AS_UTF8 = "เปิดไฟล์ใน Excel แล้วบันทึกเป็น “CSV UTF-8” หรือ .xlsx แล้วนำเข้าใหม่"
_SEPARATORS = (",", ";", "\t", "|")
_RULE: Final = lazy_re(r"^(?=.*[-=_─━═]{3})[-=_─━═|+:│║┃┼╋┬┴├┤┌┐└┘╔╗╚╝╠╣╬\s]+$")
"""A line that is drawn in a table."""
_IN_FIGURE: Final = lazy_re(r"(?<=\d),(?=\d{3}(?!\d))")
"""The comma of thousands."""
_CELL: Final = lazy_re(r"\S+(?: \S+)*")
"""What stands between two or more blanks."""
_HEAD: Final = lazy_re(r"(?=[^\W\d])(?:25\d\d|\D)+$")
"""The heading of a column: no member of a list, nor a code."""
_LONGEST: Final = 40
"""Number of letters of the longest heading."""
_NEAR: Final = 3
"""Number of letters by which a cell may stand beside its heading."""


def decode(data: bytes, source: str) -> str:
    """Return the text of a file: UTF-8, UTF-16 or Thai Windows (cp874). Raises InputError."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode(data, "utf-16", source)
    if b"\x00" in data[:2000] and not _is_thai_utf8(data):
        little = data[1:2000:2].count(0) >= data[0:2000:2].count(0)
        return _decode(data, "utf-16-le" if little else "utf-16-be", source)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.reason == "unexpected end of data":
            raise InputError("ไฟล์ขาดตอนท้าย จึงไม่ครบ", where=source, remedy="คัดลอกไฟล์มาใหม่") from None
    return _decode(data, "cp874", source)


def _is_thai_utf8(data: bytes) -> bool:
    """Return whether the data is UTF-8 with a stray NUL, which does not mean UTF-16 then: Thai
    letters use bytes above 127 in UTF-8, and never in UTF-16."""
    try:
        return not data.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


def _decode(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise InputError("อ่านตัวอักษรในไฟล์ไม่ได้", where=source, remedy=_SAVE_AS_UTF8) from None


def read_delimited(
    text: str, source: str, work_progress: WorkProgress, *, separator: str = ""
) -> DataSheet:
    """Return CSV or tab-separated ``text`` as one sheet. Raises InputError."""
    if "\x00" in text:
        raise InputError("ไฟล์นี้ไม่ใช่ไฟล์ข้อความ", where=source, remedy=_SAVE_AS_UTF8)
    # A field that is too long is reported with its row; the csv module would reject the file.
    csv.field_size_limit(MAX_FILE)
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        text, separator = f"\n{rest}", first.strip()[4]
    text = "\n".join("" if _RULE.match(line) else line for line in text.split("\n"))
    chosen = separator or _sniff(text)
    # Commas inside figures keep no columns apart where blanks do.
    plain = _IN_FIGURE.sub("", text)
    if not separator and _columns(plain, chosen)[0] < 2 and (spaced := _with_tabs(text)):
        text, chosen = spaced, "\t"
    rows = [
        SheetRow(number, values)
        for number, record in _records(text, chosen, source)
        if any(values := _values(record, number, source, work_progress))
    ]
    if len(rows) > MAX_ROWS:
        raise InputError(
            "มี {rows} แถว มากกว่าที่นำเข้าได้ครั้งเดียว ({most} แถว)",
            where=source,
            remedy="แบ่งเป็นหลายไฟล์",
            rows=len(rows),
            most=MAX_ROWS,
        )
    return DataSheet("", tuple(rows), source)


def _values(
    record: Sequence[str], number: int, source: str, work_progress: WorkProgress
) -> tuple[Value, ...]:
    work_progress.at(number)
    while record and not record[-1].strip():
        record = record[:-1]
    if len(record) > MAX_COLUMNS:
        raise InputError(
            "แถว {row} มี {columns} คอลัมน์ มากเกินไป (ไม่เกินคอลัมน์ {last})",
            where=source,
            remedy="ตรวจตัวคั่นคอลัมน์ หรือบันทึกเป็น .xlsx",
            row=number,
            columns=len(record),
            last=column_letter(MAX_COLUMNS - 1),
        )
    return tuple(map(text_value, record))


def _records(text: str, separator: str, source: str) -> list[tuple[int, list[str]]]:
    """Return the records with row numbers, counting blank lines as Excel does."""
    try:
        return list(enumerate(_parse(text, separator), 1))
    except csv.Error:
        pass
    # A single quotation mark is ordinary text if cells are not quoted (pasted tables).
    if separator == "\t":
        return list(enumerate(_parse(text, separator, quoting=csv.QUOTE_NONE), 1))
    raise InputError(
        'เครื่องหมายคำพูด (") ในไฟล์ไม่ครบคู่ จึงแยกช่องไม่ได้',
        where=source,
        remedy="เปิดไฟล์ใน Excel แล้วบันทึกเป็น .xlsx แล้วนำเข้าใหม่",
    )


def _parse(
    text: str, separator: str, *, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL
) -> list[list[str]]:
    lines = io.StringIO(text, newline="")
    return list(csv.reader(lines, delimiter=separator, quoting=quoting, strict=True))


def _sniff(text: str) -> str:
    """Return the separator that gives the first records the most columns."""
    head = "\n".join(text.splitlines()[:40])
    return max(
        _SEPARATORS,
        key=lambda separator: (*_columns(head, separator), -_SEPARATORS.index(separator)),
    )


def _columns(head: str, separator: str) -> tuple[float, float]:
    """Return how many columns a separator gives, and the share of records with as many."""
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
    try:
        counts = [len(record) for record in reader if record]
    except csv.Error:
        return 0, 0
    most = median(counts) if counts else 0
    return most, counts.count(int(most)) / max(1, len(counts))


def _with_tabs(text: str) -> str:
    """Return a text whose table has its columns below one another, with blanks between them, as
    one with tabs; empty for one without such a table. Lines keep their numbers."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        heads = _placed(line)
        if len(heads) > 1 and all(_HEAD.match(head) and len(head) <= _LONGEST for _, head in heads):
            rows = _below([place for place, _ in heads], lines[at + 1 :])
            if sum(len(list(filter(None, row))) > 1 for row in rows) > 1:
                rows = [[head for _, head in heads], *rows]
                table = ["\t".join(row).rstrip("\t") for row in rows]
                return "\n".join([*lines[:at], *table, *lines[at + len(table) :]])
    return ""


def _placed(line: str) -> list[tuple[int, str]]:
    """Return the cells of a line with their places, in letters that take room: Thai vowels and
    tone marks above and below others do not."""
    line = line.expandtabs()
    takes_room = [not unicodedata.category(each).startswith("M") for each in line]
    return [(sum(takes_room[: cell.start()]), cell[0]) for cell in _CELL.finditer(line)]


def _below(heads: Sequence[int], lines: Sequence[str]) -> list[list[str]]:
    """Return the rows of a table below headings at these places, one for each line, up to a line
    that stands otherwise. What goes on below a cell is part of it, and its own row is empty."""
    rows: list[list[str]] = []
    last: list[str] | None = None
    for line in lines:
        cells, row = _placed(line), [""] * len(heads)
        for number, (place, text) in enumerate(cells):
            off, nearest = min((abs(head - place), at) for at, head in enumerate(heads))
            is_full = len(cells) == len(heads)
            at = number if is_full else nearest
            if not is_full and (row[at] or off > _NEAR):
                return rows
            row[at] = text
        if last is not None and cells and not row[0]:
            last[:] = [" ".join(filter(None, both)) for both in zip(last, row, strict=True)]
            row = []
        elif cells:
            last = row
        rows.append(row)
    return rows
