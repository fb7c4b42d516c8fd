"""Reads CSV files and pasted text: encoding, separator, and rows."""

import csv
import io
from collections.abc import Sequence
from statistics import median
from typing import Literal

from ita_desktop.domain.errors import InputError
from ita_desktop.exchange.cells.row import text_value
from ita_desktop.exchange.files.limits import MAX_COLUMNS, MAX_FILE, MAX_ROWS
from ita_desktop.exchange.sheets import DataSheet, SheetRow, Value, WorkProgress, column_letter

_SAVE_AS_UTF8 = "เปิดไฟล์ใน Excel แล้วบันทึกเป็น “CSV UTF-8” หรือ .xlsx แล้วนำเข้าใหม่"
_SEPARATORS = (",", ";", "\t", "|")


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
    chosen = separator or _sniff(text)
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
