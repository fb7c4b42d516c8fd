"""Recognises what a file is by its content, whatever its name says."""

import io
import zipfile
from enum import Enum, auto
from typing import Final

from ita_desktop.domain.errors import InputError
from ita_desktop.exchange.files import package_guard
from ita_desktop.exchange.files.suffixes import TABLES

_OTHER_FORMAT: Final = "เปิดในโปรแกรมเดิม บันทึกเป็นแบบใดแบบหนึ่งใน {formats} แล้วนำเข้าใหม่"
_SAVE_AS_XLSX: Final = "เปิดไฟล์ใน Excel แล้วบันทึกเป็น .xlsx แล้วนำเข้าใหม่"
_SAVE_AS_DOCX: Final = "เปิดไฟล์ใน Word แล้วบันทึกเป็น .docx แล้วนำเข้าใหม่"
_OPEN_DOCUMENTS: Final = (
    b"application/vnd.oasis.opendocument.text",
    b"application/vnd.oasis.opendocument.spreadsheet",
)
_OLE: Final = b"\xd0\xcf\x11\xe0"
_NOT_TABLES: Final = (b"\x89png", b"\xff\xd8\xff", b"gif8", b"rar!", b"7z\xbc\xaf")
_PAGES: Final = (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<body")
_OTHER_PAGES: Final = (b"<!doctype", b"<?xml", b"{\\rtf")


class FileFormat(Enum):
    """How a file is to be read."""

    TEXT = auto()
    EXCEL = auto()
    OLD_EXCEL = auto()
    WORD = auto()
    OPEN_DOCUMENT = auto()
    HTML = auto()
    PDF = auto()


def format_of(data: bytes, source: str) -> FileFormat:
    """Return the format of a file. Raises InputError for files that hold no table, with what can be
    read."""
    if is_package(data):
        return _packed(data, source)
    if data.startswith(_OLE):
        return _of_old_office(data, source)
    if is_pdf(data):
        return FileFormat.PDF
    start = _start(data)
    if start.startswith(_NOT_TABLES):
        raise _unknown("ไฟล์นี้ไม่ใช่ตาราง", source)
    if start.startswith(_PAGES) or (start.startswith(b"<?xml") and b"<html" in start):
        return FileFormat.HTML
    if start.startswith(_OTHER_PAGES):
        raise _unknown("ไฟล์นี้เป็นเอกสาร ไม่ใช่ตาราง", source)
    return FileFormat.TEXT


def is_package(data: bytes) -> bool:
    """Return whether a file is a ZIP archive, as office files are."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_pdf(data: bytes) -> bool:
    """Return whether a file is a PDF."""
    return data.lstrip()[:5] == b"%PDF-"


def _start(data: bytes) -> bytes:
    """Return the beginning of a file in small Latin letters, also that of UTF-16."""
    start = data[:4000]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.replace(b"\x00", b"")[2:]
    return start.lstrip(b"\xef\xbb\xbf \r\n\t").lower()


def _packed(data: bytes, source: str) -> FileFormat:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
            kind = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except Exception as error:  # a broken directory raises arbitrary exceptions
        raise InputError(
            "เปิดไฟล์นี้ไม่ได้ ไฟล์อาจเสียหรือไม่ครบ",
            where=source,
            remedy="คัดลอกไฟล์มาใหม่ หรือเปิดในโปรแกรมเดิม บันทึกเป็นไฟล์ใหม่ แล้วนำเข้าใหม่",
        ) from error
    if "xl/workbook.xml" in names:
        return FileFormat.EXCEL
    if any(name.startswith("word/") for name in names):
        return FileFormat.WORD
    if "content.xml" in names:
        if kind.startswith(_OPEN_DOCUMENTS):
            return FileFormat.OPEN_DOCUMENT
        raise _unknown("ไฟล์นี้ไม่ใช่ตาราง", source)
    if "xl/workbook.bin" in names:
        raise InputError("ไฟล์นี้เป็น Excel แบบ .xlsb", where=source, remedy=_SAVE_AS_XLSX)
    raise _unknown("ไฟล์นี้ไม่ใช่ตาราง", source)


def _of_old_office(data: bytes, source: str) -> FileFormat:
    if _stream("EncryptedPackage") in data:
        raise package_guard.encrypted(source)
    if _stream("Workbook") in data or _stream("Book") in data:
        return FileFormat.OLD_EXCEL
    if _stream("WordDocument") in data:
        raise InputError("ไฟล์นี้เป็น Word รุ่นเก่า (.doc)", where=source, remedy=_SAVE_AS_DOCX)
    raise _unknown("ไฟล์นี้ไม่ใช่ตาราง", source)


def _stream(name: str) -> bytes:
    """Return the name of a stream as it is in the directory of an old office file."""
    return name.encode("utf-16-le")


def _unknown(template: str, source: str) -> InputError:
    return InputError(template, where=source, remedy=_OTHER_FORMAT, formats=" ".join(TABLES))
