"""Reads a file's bytes, and converts them to sheets."""

import os
from pathlib import Path
from typing import BinaryIO

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.reasons import NO_NAME, reason_of
from ita_desktop.exchange.files.delimited import decode, read_delimited
from ita_desktop.exchange.files.limits import MAX_FILE, MEBIBYTE
from ita_desktop.exchange.files.xlsx import read_xlsx
from ita_desktop.exchange.files.xlsx_guard import check_kind
from ita_desktop.exchange.sheets import DataSheet, WorkProgress
from ita_desktop.paths import open_given


def file_content(path: Path) -> bytes:
    """Return the bytes of a file to import. Raises InputError if it is missing, not readable, or
    larger than any list of an office."""
    try:
        with open_given(path) as file:
            size = os.fstat(file.fileno()).st_size
            data = b"" if size > MAX_FILE else _content(file)
    except FileNotFoundError:
        raise InputError("ไม่พบไฟล์นี้", where=str(path), remedy="ตรวจชื่อและโฟลเดอร์") from None
    except IsADirectoryError:
        raise InputError("นี่คือโฟลเดอร์ ไม่ใช่ไฟล์", where=str(path), remedy="เลือกไฟล์ในโฟลเดอร์") from None
    except (OSError, ValueError) as error:
        raise InputError(
            "อ่านไฟล์ไม่ได้ ({reason})",
            where=str(path),
            remedy="ตรวจสิทธิ์การอ่าน หรือปิดไฟล์ในโปรแกรมอื่นก่อน",
            reason=reason_of(error) if isinstance(error, OSError) else NO_NAME,
        ) from error
    if (size := max(size, len(data))) > MAX_FILE:
        raise InputError(
            "ไฟล์ใหญ่เกินไป ({size} MB)",
            where=path.name,
            remedy="คัดลอกเฉพาะตารางที่ต้องการไปไว้ในไฟล์ใหม่ แล้วนำเข้าใหม่",
            size=size // MEBIBYTE,
        )
    return data


def _content(file: BinaryIO) -> bytes:
    """Read at most a little more than the limit: a device reports size 0 and never ends. In pieces,
    because a large request allocates its memory at once."""
    pieces: list[bytes] = []
    while len(pieces) <= MAX_FILE // MEBIBYTE and (piece := file.read(MEBIBYTE)):
        pieces.append(piece)
    return b"".join(pieces)


def tables_in(data: bytes, source: str, work_progress: WorkProgress) -> list[DataSheet]:
    """Return the sheets with content of an .xlsx or .csv file called ``source``, recognised by its
    first bytes. Raises InputError with what is wrong, where, and what to do."""
    if not data.strip():
        raise _empty(source)
    check_kind(data, source)
    if data.startswith(b"PK"):
        sheets = read_xlsx(data, source, work_progress)
    else:
        sheets = [read_delimited(decode(data, source), source, work_progress)]
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        raise _empty(source)
    return sheets


def _empty(source: str) -> InputError:
    return InputError("ไฟล์นี้ว่าง ไม่มีข้อมูล", where=source, remedy="ตรวจว่าเลือกไฟล์ถูก และได้บันทึกแล้ว")
