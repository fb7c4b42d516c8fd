"""Reads a file's bytes, and converts them to tables with the text around them."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from ita_desktop.domain.errors import NO_NAME, InputError, ItaError, reason_of
from ita_desktop.exchange.blocks import SourceBlocks
from ita_desktop.exchange.files.assembling import of_sheets
from ita_desktop.exchange.files.delimited import decode, read_delimited
from ita_desktop.exchange.files.excel.xlsx import read_xlsx
from ita_desktop.exchange.files.formats import FileFormat, format_of
from ita_desktop.exchange.files.limits import MAX_FILE, MEBIBYTE, broken
from ita_desktop.exchange.files.mending import mended_document
from ita_desktop.exchange.sheets import WorkProgress
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


def content_in(data: bytes, source: str, work_progress: WorkProgress) -> SourceBlocks:
    """Return the tables, and the text around them, of a file called ``source``, recognised by its
    content. Raises InputError with what is wrong, where, and what to do."""
    if not data.strip():
        raise _empty(source)
    read = _reader(format_of(data, source))
    try:
        blocks = mended_document(read(data, source, work_progress))
    except ItaError:
        raise
    except Exception as error:  # broken files raise arbitrary exceptions
        raise broken(source) from error
    if not blocks.blocks:
        raise _empty(source)
    return blocks


def _read_text(data: bytes, source: str, work_progress: WorkProgress) -> SourceBlocks:
    return of_sheets([read_delimited(decode(data, source), source, work_progress)])


def _reader(form: FileFormat) -> Callable[[bytes, str, WorkProgress], SourceBlocks]:
    """Return what reads files of a format; only its own libraries are loaded."""
    match form:
        case FileFormat.WORD:
            from ita_desktop.exchange.files.word_reader import read_word

            return read_word
        case FileFormat.OPEN_DOCUMENT:
            from ita_desktop.exchange.files.odf_reader import read_odf

            return read_odf
        case FileFormat.HTML:
            from ita_desktop.exchange.files.html_page import read_html

            return read_html
        case FileFormat.OLD_EXCEL:
            from ita_desktop.exchange.files.excel.xls import read_xls

            return read_xls
        case FileFormat.PDF:
            from ita_desktop.exchange.files.pdf.reader import read_pdf

            return read_pdf
    return read_xlsx if form is FileFormat.EXCEL else _read_text


def _empty(source: str) -> InputError:
    return InputError("ไฟล์นี้ว่าง ไม่มีข้อมูล", where=source, remedy="ตรวจว่าเลือกไฟล์ถูก และได้บันทึกแล้ว")
