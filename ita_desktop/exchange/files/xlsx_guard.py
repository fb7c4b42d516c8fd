"""Checks an Excel file before it is loaded: its type, safety, and actual size.

A zip's directory has the unpacked size of each part, and Python's zipfile never unpacks more than
that, so the limits also hold for files with wrong sizes.
"""

import re
import zipfile
from dataclasses import dataclass

from ita_desktop.domain.errors import InputError
from ita_desktop.exchange.files import limits

_SAVE_AS_XLSX = "เปิดไฟล์ใน Excel แล้วบันทึกเป็น .xlsx แล้วนำเข้าใหม่"
# Bounded, so that a part consisting of incomplete tags takes linear time.
_MERGE = re.compile(
    rb"<(?:\w{1,9}:)?mergeCell\s[^<>]{0,120}?"
    rb'ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)
_NOT_COMPUTED = re.compile(
    rb'<(?:\w{1,9}:)?c\s[^<>]{0,120}?\br="([A-Z]{1,3}\d{1,7})"[^<>]{0,120}>'
    rb"<(?:\w{1,9}:)?f(?:\s[^<>]{0,400})?(?:/>|>[^<]{0,9000}</(?:\w{1,9}:)?f>)"
    rb"(?:<(?:\w{1,9}:)?v ?/>|<(?:\w{1,9}:)?v></(?:\w{1,9}:)?v>)?</(?:\w{1,9}:)?c>"
)
_SHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$")


@dataclass(frozen=True, slots=True)
class MergedRows:
    """Cells merged over several rows: rows as in Excel, column as an index from 0."""

    column: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """Properties of a sheet that openpyxl's read-only mode does not provide."""

    merges: tuple[MergedRows, ...]
    not_computed: frozenset[str]
    """Cells (``C5``) with a formula without a stored result."""


def check_kind(data: bytes, source: str) -> None:
    """Raise InputError for files that only look like a table."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise InputError(
                "ไฟล์นี้ใส่รหัสผ่านไว้ จึงอ่านไม่ได้",
                where=source,
                remedy="เปิดใน Excel เอารหัสผ่านออก บันทึกเป็น .xlsx แล้วนำเข้าใหม่",
            )
        raise InputError("ไฟล์นี้เป็น Excel รุ่นเก่า (.xls)", where=source, remedy=_SAVE_AS_XLSX)
    start = data[:400].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"%pdf", b"\x89png", b"\xff\xd8\xff", b"gif8", b"rar!", b"7z\xbc\xaf")):
        raise InputError("ไฟล์นี้ไม่ใช่ตาราง", where=source, remedy="นำเข้าได้เฉพาะ .xlsx และ .csv")
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"{\\rtf")):
        raise InputError("ไฟล์นี้เป็นหน้าเว็บหรือเอกสาร ไม่ใช่ตาราง", where=source, remedy=_SAVE_AS_XLSX)


def check_package(archive: zipfile.ZipFile, source: str) -> None:
    """Raise InputError for a zip that is not a plain .xlsx, or too large."""
    names = {info.filename for info in archive.infolist()}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise InputError("ไฟล์นี้มีแมโคร จึงไม่เปิด", where=source, remedy=_SAVE_AS_XLSX)
    if "xl/workbook.xml" not in names:
        raise InputError("ไฟล์นี้ไม่ใช่ Excel แบบ .xlsx", where=source, remedy=_SAVE_AS_XLSX)
    if any(info.flag_bits & 1 for info in archive.infolist()):
        raise InputError("ไฟล์นี้ใส่รหัสผ่านไว้ จึงอ่านไม่ได้", where=source, remedy="เอารหัสผ่านออกแล้วนำเข้าใหม่")
    if len(archive.infolist()) > limits.MAX_PARTS:
        raise _too_large(source)
    for info in archive.infolist():
        if info.filename.lower().endswith((".xml", ".rels")):
            heavy = bool(_SHEET.match(info.filename)) or info.filename == "xl/sharedStrings.xml"
            most = limits.MAX_SHEET_PART if heavy else limits.MAX_OTHER_PART
            if info.file_size > most:
                raise _too_large(source)


def check_parts(archive: zipfile.ZipFile, source: str) -> None:
    """Raise InputError for parts that no office program writes: entities, or too many tags."""
    for info in archive.infolist():
        if info.filename.lower().endswith((".xml", ".rels")):
            tags = 0
            with archive.open(info) as part:
                piece = part.read(limits.MEBIBYTE)
                if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
                    raise InputError(
                        "ไฟล์นี้มีเนื้อหาที่ Excel ไม่สร้าง จึงไม่เปิด", where=source, remedy=_SAVE_AS_XLSX
                    )
                while piece:
                    tags += piece.count(b"<")
                    piece = part.read(limits.MEBIBYTE)
            if tags > limits.MAX_TAGS:
                raise _too_large(source)


def sheet_facts(archive: zipfile.ZipFile, part: str, source: str) -> SheetFacts:
    """Return merged cells and uncomputed formulas of the sheet in ``part``. Raises InputError."""
    data = archive.read(part)
    merges: list[MergedRows] = []
    for count, found in enumerate(_MERGE.finditer(data)):
        if count >= limits.MAX_MERGES:
            raise _too_large(source)
        first, last = int(found[2]), int(found[4])
        if last > first:
            merges.append(MergedRows(_column(found[1]), first, last))
    uncomputed = (
        frozenset(found[1].decode("ascii") for found in _NOT_COMPUTED.finditer(data))
        if b"<f" in data or b":f" in data
        else frozenset()
    )
    return SheetFacts(tuple(merges), uncomputed)


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the zip part of each sheet by title.

    Raises KeyError, ValueError or a parse error if the package is broken.
    """
    from defusedxml.ElementTree import fromstring

    names = set(archive.namelist())
    targets: dict[str, str] = {}
    for link in fromstring(archive.read("xl/_rels/workbook.xml.rels")):
        target = link.attrib.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        targets[link.attrib.get("Id", "")] = path
    parts: dict[str, str] = {}
    for element in fromstring(archive.read("xl/workbook.xml")).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            identity = next(
                (text for name, text in element.attrib.items() if name.endswith("}id")), ""
            )
            if (path := targets.get(identity, "")) in names:
                parts[element.attrib.get("name", "")] = path
    return parts


def _column(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - ord("A") + 1
    return index - 1


def _too_large(source: str) -> InputError:
    return InputError(
        "ไฟล์ใหญ่เกินกว่าที่รายการของสำนักงานเขตจะมี จึงไม่เปิด",
        where=source,
        remedy="ลบแถวและคอลัมน์ว่างท้ายแผ่น หรือคัดลอกเฉพาะตารางไปไว้ในไฟล์ใหม่ แล้วนำเข้าใหม่",
    )
