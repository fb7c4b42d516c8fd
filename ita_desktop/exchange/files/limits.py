"""Size limits of imported files. A district's largest list has some hundred rows.

They protect the memory from hostile or broken files: openpyxl alone uses gigabytes for a sheet of a
few kilobytes that claims a million rows or merged cells.

An office file (a zip of XML parts) is checked before it is read: its safety and actual size. Its
parts, and what they refer to, are read here alone. A zip's directory has the unpacked size of each
part, and Python's zipfile never unpacks more than that, so the limits also hold for files with
wrong sizes.
"""

import posixpath
import zipfile
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from ita_desktop.domain.errors import InputError

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
