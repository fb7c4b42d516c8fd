"""Checks an Excel file before openpyxl opens it, and finds its pictures: on its sheets, each with
the row that it begins in, and those that are placed in cells, by Excel as rich values, by WPS as
formulas."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any, Final, NamedTuple, TypeVar

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.exchange.blocks import Picture
from ita_desktop.exchange.files import formats
from ita_desktop.exchange.files.formats import read_part, targets
from ita_desktop.exchange.files.reader_remarks import Hidden
from ita_desktop.exchange.sheets import column_index

_RICH: Final = "XLRICHVALUE"
"""The type of metadata that leads to a rich value."""
_LOCAL: Final = "_rvRel:LocalImageIdentifier"
_WORKBOOK: Final = "xl/workbook.xml"
_METADATA: Final = "xl/metadata.xml"
_VALUES: Final = "xl/richData/rdrichvalue.xml"
_STRUCTURES: Final = "xl/richData/rdrichvaluestructure.xml"
_RELATIONS: Final = "xl/richData/richValueRel.xml"
_WPS: Final = "xl/cellimages.xml"
_DISPIMG: Final = lazy_re(r"DISPIMG\(\s{0,3}\"(\w{1,64})\"", re.ASCII)
_CELL: Final = lazy_re(r"([A-Z]{1,3})(\d{1,7})")
_LINK: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ItemT = TypeVar("_ItemT")


class CellPicture(NamedTuple):
    """A picture with the cell that it is placed in."""

    picture: Picture
    column: int
    """From 0."""


class _Stored(NamedTuple):
    part: str
    caption: str


_PICTURES: Final = (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp", ".heic", ".tif", ".tiff")
_MEDIA: Final = ("xl/media/", "word/media/", "Pictures/")
_MOST: Final = 500
"""Number of pictures of one file."""
_RAW: Final = lazy_re(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff[\xe0\xe1]")
"""How the pictures begin that are in an old Excel file as they are."""


def pictures_in(data: bytes, source: str) -> tuple[Picture, ...]:
    """Return the pictures of a checked Excel file, in the order of its sheets; none for a file
    whose drawings cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = sheet_parts(archive, source)
            return tuple(
                picture
                for title, part in parts.items()
                for picture in _of_sheet(archive, data, title, part, source)
            )[:_MOST]
    except Exception:  # noqa: BLE001 - a broken drawing leaves the texts of the form
        return ()


def pictures_in_cells(data: bytes, source: str) -> tuple[CellPicture, ...]:
    """Return the pictures that are placed in cells of a checked Excel file; none for a file whose
    parts cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = cell_pictures(archive, data, sheet_parts(archive, source), source)
            return tuple(each for each in found if _is_picture(each.picture.part))[:_MOST]
    except Exception:  # noqa: BLE001 - a broken picture leaves the texts of the form
        return ()


def picture_parts(data: bytes) -> tuple[str, ...]:
    """Return the names of the pictures in an Office or OpenDocument file; in others, where."""
    if not data.startswith(b"PK"):
        return tuple(f"{found.start()}" for found in _RAW.finditer(data))[:_MOST]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
    return tuple(name for name in names if name.startswith(_MEDIA) and _is_picture(name))[:_MOST]


def _is_picture(part: str) -> bool:
    return part.lower().endswith(_PICTURES)


def _of_sheet(
    archive: zipfile.ZipFile, data: bytes, title: str, part: str, source: str
) -> Iterator[Picture]:
    for drawing in targets(archive, part, source).values():
        if "drawing" not in drawing or drawing not in archive.namelist():
            continue
        pictures = targets(archive, drawing, source)
        for row, description, link in _anchored(read_part(archive, drawing, source)):
            target = pictures.get(link, "")
            if _is_picture(target):
                yield Picture(target, description, title, row, package=data)


def _anchored(drawing: Any) -> Iterator[tuple[int, str, str]]:
    """Yield the row, from 1, the description and the link of each picture of a drawing."""
    for anchor in drawing:
        row = anchor.find(".//{*}from/{*}row")
        if row is None:
            continue
        named = anchor.find(".//{*}cNvPr")
        description = named.get("descr", "") if named is not None else ""
        for fill in anchor.iterfind(".//{*}blip"):
            if link := fill.get(f"{_LINK}embed"):
                yield int(row.text) + 1, description, link


def cell_pictures(
    archive: zipfile.ZipFile, data: bytes, sheets: Mapping[str, str], source: str
) -> Iterator[CellPicture]:
    """Yield the pictures in the cells of the ``sheets``, given as parts by title. Raises arbitrary
    errors for broken parts."""
    names = set(archive.namelist())
    rich = _rich(archive, source) if {_METADATA, _VALUES, _RELATIONS} <= names else []
    of_wps = _of_wps(archive, source) if _WPS in names else {}
    if not rich and not of_wps:
        return
    for title, part in sheets.items():
        for cell in read_part(archive, part, source).iter("{*}c"):
            place = _CELL.fullmatch(cell.get("r", ""))
            found = _stored(cell, rich, of_wps)
            if found is not None and place is not None:
                picture = Picture(found.part, found.caption, title, int(place[2]), package=data)
                yield CellPicture(picture, column_index(place[1]))


def _stored(
    cell: Any, rich: Sequence[_Stored | None], of_wps: Mapping[str, _Stored]
) -> _Stored | None:
    value = _index(cell.get("vm"))
    if value is not None and 0 < value <= len(rich):
        return rich[value - 1]
    text = " ".join(element.text or "" for element in cell.iterchildren("{*}f", "{*}v"))
    found = _DISPIMG.search(text)
    return of_wps.get(found[1]) if found else None


# Excel: a cell has metadata, these a rich value, this a link to the picture.


def _rich(archive: zipfile.ZipFile, source: str) -> list[_Stored | None]:
    """Return the picture of each value of the metadata, which cells count from 1."""
    values = _rich_values(archive, source)
    metadata = read_part(archive, _METADATA, source)
    types = [element.get("name") for element in metadata.iter("{*}metadataType")]
    rich = metadata.iterfind(f".//{{*}}futureMetadata[@name='{_RICH}']//{{*}}rvb")
    future = [_index(record.get("i")) for record in rich]
    found: list[_Stored | None] = []
    for record in metadata.iterfind(".//{*}valueMetadata//{*}rc"):
        kind, at = _index(record.get("t")), _index(record.get("v"))
        is_rich = kind is not None and _at(types, kind - 1) == _RICH
        found.append(_at(values, _at(future, at) if is_rich else None))
    return found


def _rich_values(archive: zipfile.ZipFile, source: str) -> list[_Stored | None]:
    """Return the picture of each rich value; None for one that is no picture."""
    structures = [
        [key.get("n", "") for key in structure]
        for structure in read_part(archive, _STRUCTURES, source).iterfind("{*}s")
    ]
    links = targets(archive, _RELATIONS, source)
    parts = [
        links.get(relation.get(f"{_LINK}id", ""), "")
        for relation in read_part(archive, _RELATIONS, source).iterfind("{*}rel")
    ]
    found: list[_Stored | None] = []
    for value in read_part(archive, _VALUES, source).iterfind("{*}rv"):
        keys = _at(structures, _index(value.get("s"))) or []
        fields = dict(zip(keys, (element.text or "" for element in value), strict=False))
        part = _at(parts, _index(fields.get(_LOCAL)))
        found.append(_Stored(part, fields.get("Text", "")) if part else None)
    return found


# WPS: a formula names a picture of the workbook.


def _of_wps(archive: zipfile.ZipFile, source: str) -> dict[str, _Stored]:
    links = targets(archive, _WPS, source)
    found = {}
    for picture in read_part(archive, _WPS, source).iter("{*}pic"):
        named, fill = picture.find(".//{*}cNvPr"), picture.find(".//{*}blip")
        part = links.get(fill.get(f"{_LINK}embed", ""), "") if fill is not None else ""
        if named is not None and part:
            found[named.get("name", "")] = _Stored(part, named.get("descr", ""))
    return found


def _index(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() and len(text) < 8 else None


def _at(items: Sequence[_ItemT], index: int | None) -> _ItemT | None:
    return items[index] if index is not None and 0 <= index < len(items) else None


# Bounded, so that a part consisting of incomplete tags takes linear time.
_MERGE = lazy_re(
    rb"<(?:\w{1,9}:)?mergeCell\s[^<>]{0,120}?"
    rb'ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)
_NOT_COMPUTED = lazy_re(
    rb'<(?:\w{1,9}:)?c\s[^<>]{0,120}?\br="([A-Z]{1,3}\d{1,7})"[^<>]{0,120}>'
    rb"<(?:\w{1,9}:)?f(?:\s[^<>]{0,400})?(?:/>|>[^<]{0,9000}</(?:\w{1,9}:)?f>)"
    rb"(?:<(?:\w{1,9}:)?v ?/>|<(?:\w{1,9}:)?v></(?:\w{1,9}:)?v>)?</(?:\w{1,9}:)?c>"
)
_EMPTY_TEXT = lazy_re(rb'[^<>]*<[^<>]*\bt="str"[^<>]*>.*<(?:\w{1,9}:)?v\b', re.DOTALL)
"""A formula whose result is stored, and is no text."""
_HIDDEN_ROW = lazy_re(
    rb'<(?:\w{1,9}:)?row\s(?=[^<>]{0,400}?\bhidden="(?:1|true)")[^<>]{0,400}?\br="(\d{1,7})"'
)
_HIDDEN_COLUMNS = lazy_re(
    rb'<(?:\w{1,9}:)?col\s(?=[^<>]{0,400}?\bhidden="(?:1|true)")'
    rb'(?=[^<>]{0,400}?\bmin="(\d{1,5})")[^<>]{0,400}?\bmax="(\d{1,5})"'
)
_LINK_TAG = lazy_re(rb"<(?:\w{1,9}:)?hyperlink\s[^<>]{0,9000}>")
_LINK_FORMULA = lazy_re(
    rb'<(?:\w{1,9}:)?c\s[^<>]{0,120}?\br="([A-Z]{1,3}\d{1,7})"[^<>]{0,120}>'
    rb'<(?:\w{1,9}:)?f>\s*HYPERLINK\((?:"|&quot;)([^"<>]{1,2000}?)(?:"|&quot;)'
)
_ATTRIBUTE = lazy_re(rb'(?:\w{1,9}:)?(\w{1,20})="([^"<>]{0,8000})"')
_SHEET = lazy_re(r"^xl/worksheets/[^/]+\.xml$")


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
    hidden: Hidden
    across: Mapping[tuple[int, int], int]
    """The last column of each cell merged to the right, by its row and first column."""
    links: Mapping[str, str]
    """The web address that a cell leads to."""
    printed: tuple[str, ...] = ()
    """What is printed at the head and the foot of its pages."""


def check_package(archive: zipfile.ZipFile, source: str) -> None:
    """Raise InputError for a package that is too large, or that no office program writes."""
    formats.check_sizes(archive, source, _most)
    formats.check_parts(archive, source)


def has_macros(archive: zipfile.ZipFile) -> bool:
    """Return whether a file has macros, which nothing here reads."""
    return any(name.lower().endswith("vbaproject.bin") for name in archive.namelist())


def _most(name: str) -> int:
    heavy = bool(_SHEET.match(name)) or name == "xl/sharedStrings.xml"
    return formats.MAX_SHEET_PART if heavy else formats.MAX_OTHER_PART


def sheet_facts(archive: zipfile.ZipFile, part: str, source: str) -> SheetFacts:
    """Return merged, uncomputed and hidden cells of the sheet in ``part``. Raises InputError."""
    data = archive.read(part)
    merges: list[MergedRows] = []
    across: dict[tuple[int, int], int] = {}
    for count, found in enumerate(_MERGE.finditer(data)):
        if count >= formats.MAX_MERGES:
            raise formats.too_large(source)
        first, last = int(found[2]), int(found[4])
        column, end = column_index(found[1].decode()), column_index(found[3].decode())
        if last > first:
            merges.append(MergedRows(column, first, last))
        if end > column:
            across[first, column] = min(end, formats.MAX_COLUMNS - 1)
    uncomputed = (
        frozenset(
            found[1].decode("ascii")
            for found in _NOT_COMPUTED.finditer(data)
            if not _EMPTY_TEXT.match(found[0])
        )
        if b"<f" in data or b":f" in data
        else frozenset()
    )
    links, printed = _links(archive, part, source, data), tuple(_printed_lines(data))
    return SheetFacts(tuple(merges), uncomputed, _hidden(data), across, links, printed)


def _hidden(data: bytes) -> Hidden:
    if b"hidden=" not in data:
        return Hidden()
    columns = (
        range(int(found[1]) - 1, min(int(found[2]), formats.MAX_COLUMNS))
        for found in _HIDDEN_COLUMNS.finditer(data)
    )
    rows = frozenset(int(found[1]) for found in _HIDDEN_ROW.finditer(data))
    of_columns = frozenset(at for each in columns for at in each)
    return Hidden(rows, of_columns, b"filterColumn" in data)


def _links(archive: zipfile.ZipFile, part: str, source: str, data: bytes) -> dict[str, str]:
    """Return the addresses of a sheet's links, drawn over cells or made by a formula."""
    targets: dict[str, str] = {}
    if b"hyperlink " in data:
        targets = {link.id: link.address for link in formats.relationships(archive, part, source)}
    found = {_shown(link[1]): _shown(link[2]) for link in _LINK_FORMULA.finditer(data)}
    for link in _LINK_TAG.finditer(data) if targets else ():
        named = dict(_ATTRIBUTE.findall(link[0]))
        address = targets.get(_shown(named.get(b"id", b"")), "")
        found[_shown(named.get(b"ref", b"")).partition(":")[0]] = address
    return {cell: address for cell, address in found.items() if address}


_PRINTED: Final = lazy_re(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)[^>]*>([^<]+)<")
_PRINT_CODE: Final = lazy_re(
    r"&(?:\"[^\"]*\"|\d{1,3}|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|[ABD-JM-QS-Z])"
)


def _printed_lines(data: bytes) -> Iterator[str]:
    """Yield what is printed at the head and the foot of the pages of a sheet."""
    for found in _PRINTED.finditer(data):
        for text in re.split(r"&[LCR]|\n", _PRINT_CODE.sub("", unescape(_shown(found[1])))):
            if text.strip():
                yield text.strip().replace("&&", "&")


def _shown(text: bytes) -> str:
    """Return the text of an attribute."""
    return unescape(text.decode("utf-8", "replace"))


def sheet_parts(archive: zipfile.ZipFile, source: str) -> dict[str, str]:
    """Return the zip part of each sheet by title.

    Raises KeyError, ValueError or a parse error if the package is broken.
    """
    from defusedxml.ElementTree import fromstring

    names, links = {*archive.namelist()}, targets(archive, _WORKBOOK, source)
    parts = {
        sheet.get("name", ""): links.get(_identity(sheet), "")
        for sheet in fromstring(archive.read(_WORKBOOK)).iterfind(".//{*}sheet")
    }
    return {title: part for title, part in parts.items() if part in names}


def _identity(sheet: Any) -> str:
    return next((text for name, text in sheet.items() if name.endswith("}id")), "")
