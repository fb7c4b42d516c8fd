"""What files are taken: recognised by their content, whatever their names say; their suffixes, for
file dialogs and messages; and their size limits. A district's largest list has some hundred rows.

The limits protect the memory from hostile or broken files: openpyxl alone uses gigabytes for a
sheet of a few kilobytes that claims a million rows or merged cells.

An office file (a zip of XML parts) is checked before it is read: its safety and actual size. Its
parts, and what they refer to, are read here alone. A zip's directory has the unpacked size of each
part, and Python's zipfile never unpacks more than that, so the limits also hold for files with
wrong sizes.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from enum import Enum, auto
from typing import Any, Final, NamedTuple

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.patterns import lazy_re

TABLES: Final = (
    *(".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt"),
    *(".docx", ".docm", ".odt", ".pdf", ".html", ".htm", ".mht", ".mhtml"),
)
"""Files that tables are read from."""
NAMED: Final = (".doc", ".rtf", ".xlsb", ".ppt", ".pptx", ".zip", ".rar", ".7z")
"""Files of an office that are not read: whoever gives one is told what to save it as."""
MAILS: Final = (".eml", ".msg")
"""Mails, whose attached files are read."""
REPORTS: Final = (".json",)
"""Further files of an official report of results."""
GIVEN: Final = (*TABLES, *REPORTS, *MAILS, *NAMED)
"""Files that can contain a list, or have one attached, and those that are read to tell what they
are: what is taken wherever files are chosen, dropped or pasted."""

_OTHER_FORMAT: Final = "เปิดในโปรแกรมเดิม บันทึกเป็นแบบใดแบบหนึ่งใน {formats} แล้วนำเข้าใหม่"
_AS_XLSX: Final = "เปิดไฟล์ใน Excel แล้วบันทึกเป็น .xlsx แล้วนำเข้าใหม่"
_AS_USUAL_XLSX: Final = "เปิดไฟล์ใน Excel แล้วบันทึกเป็นชนิด Excel Workbook (*.xlsx) แล้วนำเข้าใหม่"
_AS_DOCX: Final = "เปิดไฟล์ใน Word แล้วบันทึกเป็น .docx แล้วนำเข้าใหม่"
_UNPACK: Final = "แตกไฟล์ก่อน แล้วนำเข้าไฟล์ที่อยู่ข้างใน"
_FROM_SLIDES: Final = "คัดลอกตารางหรือข้อความไปไว้ใน Word บันทึกเป็น .docx แล้วนำเข้าใหม่"
_OPEN_DOCUMENTS: Final = (
    b"application/vnd.oasis.opendocument.text",
    b"application/vnd.oasis.opendocument.spreadsheet",
)
_BOOK, _STRICT = "xl/workbook.xml", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_OLE: Final = b"\xd0\xcf\x11\xe0"
_OLDEST_EXCEL: Final = tuple(bytes((9, version)) for version in (0, 2, 4, 8))
"""The first record of Excel files from before they were kept in OLE files."""
_PAGES: Final = (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<body")
_HEADER: Final = lazy_re(rb"[a-z-]{2,30}:")
_PAGE: Final = lazy_re(rb"text/html", re.IGNORECASE)
_KNOWN: Final = (
    ((b"{\\rtf",), "RTF", _AS_DOCX),
    ((b"rar!", b"7z\xbc\xaf", b"\x1f\x8b"), "RAR, 7z หรือ gz", _UNPACK),
    (
        (b"\x89png", b"\xff\xd8\xff", b"gif8", b"ii*\x00", b"mm\x00*", b"\x00\x00\x00"),
        "ภาพ",
        "ขอไฟล์ Word หรือ Excel ต้นฉบับ หรือพิมพ์ข้อมูลในภาพเอง",
    ),
    ((b"\x00\x01\x00\x00standard",), "Access", "ส่งออกตารางเป็น Excel (.xlsx) แล้วนำเข้าใหม่"),
)
"""Formats by how their files begin, in small letters, with the way out."""
_XML: Final = (
    (b"urn:schemas-microsoft-com:office:spreadsheet", "Excel 2003 XML", _AS_XLSX),
    (b"schemas.microsoft.com/office/word/2003/wordml", "Word 2003 XML", _AS_DOCX),
    (b"schemas.microsoft.com/office/2006/xmlpackage", "Word XML", _AS_DOCX),
    (
        b"urn:oasis:names:tc:opendocument",
        "OpenDocument XML (.fodt .fods)",
        "เปิดไฟล์ใน LibreOffice แล้วบันทึกเป็น .odt หรือ .ods แล้วนำเข้าใหม่",
    ),
)
"""The same of XML files, by what their beginning names."""
_STREAMS: Final = (
    ("PowerPoint Document", "PowerPoint", _FROM_SLIDES),
    (
        "__properties_version1.0",
        "อีเมลของ Outlook (.msg)",
        "ตั้งชื่อไฟล์ให้ลงท้ายด้วย .msg หรือบันทึกไฟล์แนบจากโปรแกรมอีเมล แล้วนำเข้าไฟล์นั้น",
    ),
)
"""The same of OLE files, by a stream that they have."""
_WORD, _BOOKS = "WordDocument", ("Workbook", "Book")
"""Streams of old Word and Excel."""
SAVE_ANEW: Final = "เปิดในโปรแกรมเดิม บันทึกเป็นไฟล์ใหม่ แล้วนำเข้าใหม่"
"""The remedy for a file that its program can save again."""

MACROS: Final = "ไฟล์นี้มีแมโคร ซึ่งไม่ได้เรียกใช้และไม่ได้อ่าน"
"""The remark about a file with macros."""
MEBIBYTE = 1024 * 1024

MAX_FILE = 50 * MEBIBYTE
"""Maximum size of a file in bytes."""
MAX_TEXT_FILE = 2 * MEBIBYTE
"""Maximum size of a report as text or JSON in bytes; a real one has some ten kilobytes."""
MAX_PAGES = 500
"""Maximum number of pages of a PDF."""
MAX_LINE = 20_000
"""Maximum length of a line of a report; a table within a cell has two thousand characters."""
MAX_SHEET_PART = 64 * MEBIBYTE
"""Maximum unpacked size of a sheet or text list inside an Excel file in bytes."""
MAX_OTHER_PART = 8 * MEBIBYTE
"""Maximum unpacked size of another XML part (styles, workbook) in bytes."""
MAX_PARTS = 2_000
"""Maximum number of parts inside an office file."""
MAX_PICTURE = 32 * MEBIBYTE
"""Maximum unpacked size of a picture inside an office file in bytes."""
MAX_TAGS = 4_000_000
"""Maximum number of XML tags in one part, to limit the memory for parsing."""
MAX_TEXT_PART = 32 * MEBIBYTE
"""Maximum unpacked size of a part of a text document in bytes; such a part is read as a whole."""
MAX_TEXT_TAGS = 1_000_000
"""Maximum number of XML tags in a part of a text document."""
MAX_BLOCKS = 50_000
"""Maximum number of paragraphs and tables in a document."""
MAX_MERGES = 20_000
"""Maximum number of merged cells in one sheet."""
MAX_ROWS = 20_000
"""Maximum number of rows with content in one sheet."""
MAX_COLUMNS = 200
"""Maximum number of columns."""
LAST_EXCEL_ROW = 1_048_576


class Relationship(NamedTuple):
    """What a part refers to: another part, or an address outside the file, which is never
    followed."""

    id: str
    kind: str
    """The last word of its type, such as ``numbering``."""
    part: str
    """Name of the part; empty for what is outside."""
    address: str
    """The address outside; empty for a part."""


def check_sizes(
    archive: zipfile.ZipFile, source: str, most: Callable[[str], int] | None = None
) -> None:
    """Raise InputError for a package that is encrypted or has too many or too large XML parts;
    ``most`` gives the greatest size of a part by name."""
    parts = archive.infolist()
    if any(info.flag_bits & 1 for info in parts):
        raise encrypted(source)
    if len(parts) > MAX_PARTS:
        raise too_large(source)
    for info in xml_parts(archive):
        if info.file_size > (most(info.filename) if most else MAX_OTHER_PART):
            raise too_large(source)


def check_parts(archive: zipfile.ZipFile, source: str, most_tags: int = MAX_TAGS) -> None:
    """Raise InputError for parts that no office program writes: entities, or too many tags."""
    for info in xml_parts(archive):
        tags = 0
        with archive.open(info) as part:
            piece = part.read(MEBIBYTE)
            if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
                raise strange(source)
            while piece:
                tags += piece.count(b"<")
                piece = part.read(MEBIBYTE)
        if tags > most_tags:
            raise too_large(source)


def xml_parts(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the XML parts of a package."""
    return [
        info for info in archive.infolist() if info.filename.lower().endswith((".xml", ".rels"))
    ]


def parsed(data: bytes, source: str) -> Any:
    """Return the root element of an XML part, without comments. Nothing outside it is read, and no
    entity is expanded. Raises InputError for entities, and lxml's errors for broken XML."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    root: Any = etree.fromstring(data, parser)
    if root.getroottree().docinfo.doctype:
        raise strange(source)
    return root


def relationships(archive: zipfile.ZipFile, part: str, source: str) -> list[Relationship]:
    """Return what a part, or the file itself (empty ``part``), refers to. Raises lxml's errors for
    broken or too large XML."""
    folder, name = posixpath.split(part)
    links = posixpath.join(folder, "_rels", f"{name}.rels")
    if links not in archive.namelist():
        return []
    found = []
    for link in read_part(archive, links, source):
        target, address = link.get("Target", ""), ""
        if link.get("TargetMode") == "External":
            target, address = "", target
        elif target:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = link.get("Type", "").rpartition("/")[2]
        found.append(Relationship(link.get("Id", ""), kind, target, address))
    return found


def targets(archive: zipfile.ZipFile, part: str, source: str) -> Mapping[str, str]:
    """Return the parts that a part refers to, by their links."""
    return {link.id: link.part for link in relationships(archive, part, source) if link.part}


def read_part(archive: zipfile.ZipFile, part: str, source: str) -> Any:
    """Return the root element of a part. Raises lxml's errors for broken or too large XML."""
    info = archive.getinfo(part)
    return parsed(archive.read(info) if info.file_size <= MAX_OTHER_PART else b"", source)


def strange(source: str) -> InputError:
    """Return the error for XML with entities."""
    return InputError("ไฟล์นี้มีเนื้อหาที่โปรแกรมสำนักงานไม่สร้าง จึงไม่เปิด", where=source, remedy=SAVE_ANEW)


def broken(source: str) -> InputError:
    """Return the error for a file that its program would not open, either."""
    return InputError(
        "เปิดไฟล์นี้ไม่ได้ ไฟล์อาจเสียหรือไม่ครบ",
        where=source,
        remedy="คัดลอกไฟล์มาใหม่ หรือเปิดในโปรแกรมเดิม บันทึกเป็นไฟล์ใหม่ แล้วนำเข้าใหม่",
    )


def encrypted(source: str) -> InputError:
    """Return the error for a file with a password."""
    return InputError("ไฟล์นี้ใส่รหัสผ่านไว้ จึงอ่านไม่ได้", where=source, remedy="เอารหัสผ่านออกแล้วนำเข้าใหม่")


def too_large(source: str) -> InputError:
    """Return the error for a file that is larger than any of a district office."""
    return InputError(
        "ไฟล์ใหญ่เกินกว่าที่รายการของสำนักงานเขตจะมี จึงไม่เปิด",
        where=source,
        remedy="ลบแถวและคอลัมน์ว่างท้ายแผ่น หรือคัดลอกเฉพาะตารางไปไว้ในไฟล์ใหม่ แล้วนำเข้าใหม่",
    )


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
    if data.startswith(_OLDEST_EXCEL) and b"\x00" in data[:8]:
        return FileFormat.OLD_EXCEL
    is_xml = start.startswith((b"<!doctype", b"<?xml"))
    if start.startswith(_PAGES) or (is_xml and b"<html" in start) or is_archive(data):
        return FileFormat.HTML
    for begins, name, remedy in _KNOWN:
        if start.startswith(begins):
            raise _named(name, remedy, source)
    if is_xml:
        raise _of_xml(start, source)
    return FileFormat.TEXT


def _of_xml(start: bytes, source: str) -> InputError:
    for uri, name, remedy in _XML:
        if uri in start:
            return _named(name, remedy, source)
    return _unknown(source)


def is_package(data: bytes) -> bool:
    """Return whether a file is a ZIP archive, as office files are."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_archive(data: bytes) -> bool:
    """Return whether a file is a web page kept with its pictures, as by Word and Excel (.mht)."""
    head = _start(data)
    is_mime = _HEADER.match(head) and b"mime-version:" in head
    return bool(is_mime) and _PAGE.search(data) is not None


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
            strict = _BOOK in names and _STRICT in archive.read(_BOOK)
    except Exception as error:  # a broken directory raises arbitrary exceptions
        raise broken(source) from error
    if strict:
        raise _named("Excel (Strict Open XML)", _AS_USUAL_XLSX, source)
    if _BOOK in names:
        return FileFormat.EXCEL
    if any(name.startswith("word/") for name in names):
        return FileFormat.WORD
    if "content.xml" in names:
        if kind.startswith(_OPEN_DOCUMENTS):
            return FileFormat.OPEN_DOCUMENT
        raise _unknown(source)
    if "xl/workbook.bin" in names:
        raise _named("Excel (.xlsb)", _AS_XLSX, source)
    if "ppt/presentation.xml" in names:
        raise _named("PowerPoint", _FROM_SLIDES, source)
    if "[Content_Types].xml" in names or kind or "Index/Document.iwa" in names:
        raise _unknown(source)
    raise _named("zip", _UNPACK, source)


def _of_old_office(data: bytes, source: str) -> FileFormat:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise encrypted(source)
    streams = _streams_in(data)
    if not streams.isdisjoint(_BOOKS):
        return FileFormat.OLD_EXCEL
    if _WORD in streams:
        raise _named(Phrase("Word รุ่นเก่า (.doc)"), _AS_DOCX, source)
    for stream, name, remedy in _STREAMS:
        if stream in streams:
            raise _named(name, remedy, source)
    raise _unknown(source)


def _streams_in(data: bytes) -> AbstractSet[str]:
    """Return the known streams of an OLE file, without those of files that are embedded in it."""
    from xlrd.compdoc import CompDoc

    known = {_WORD, *_BOOKS, *(stream for stream, _, _ in _STREAMS)}
    try:
        compound = CompDoc(data, logfile=io.StringIO())
        return {name for name in known if compound.locate_named_stream(name)[0] is not None}
    except Exception:  # noqa: BLE001 - broken files raise arbitrary exceptions
        return {name for name in known if name.encode("utf-16-le") in data}


def _named(name: str, remedy: str, source: str) -> InputError:
    return InputError("ไฟล์นี้เป็น {format}", where=source, remedy=remedy, format=Phrase(name))


def _unknown(source: str) -> InputError:
    return InputError("ไฟล์นี้ไม่ใช่ตาราง", where=source, remedy=_OTHER_FORMAT, formats=" ".join(TABLES))
