"""Finds the pictures of an Excel file: on its sheets, each with the row that it begins in, and
those that are placed in cells, by Excel as rich values, by WPS as formulas."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeVar

from ita_desktop.exchange.blocks import Picture
from ita_desktop.exchange.files.excel import guard
from ita_desktop.exchange.files.package_guard import read_part, targets
from ita_desktop.exchange.sheets import column_index

_RICH: Final = "XLRICHVALUE"
"""The type of metadata that leads to a rich value."""
_LOCAL: Final = "_rvRel:LocalImageIdentifier"
_METADATA: Final = "xl/metadata.xml"
_VALUES: Final = "xl/richData/rdrichvalue.xml"
_STRUCTURES: Final = "xl/richData/rdrichvaluestructure.xml"
_RELATIONS: Final = "xl/richData/richValueRel.xml"
_WPS: Final = "xl/cellimages.xml"
_DISPIMG: Final = re.compile(r"DISPIMG\(\s{0,3}\"(\w{1,64})\"", re.ASCII)
_CELL: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
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
_MAIN: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


_RAW: Final = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff[\xe0\xe1]")
"""How the pictures begin that are in an old Excel file as they are."""


def pictures_in(data: bytes, source: str) -> tuple[Picture, ...]:
    """Return the pictures of a checked Excel file, in the order of its sheets; none for a file
    whose drawings cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = guard.sheet_parts(archive)
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
            found = cell_pictures(archive, data, guard.sheet_parts(archive), source)
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
            if link := fill.get(f"{_MAIN}embed"):
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
        for cell in _cells(read_part(archive, part, source)):
            place = _CELL.fullmatch(cell.get("r", ""))
            found = _stored(cell, rich, of_wps)
            if found is not None and place is not None:
                picture = Picture(found.part, found.caption, title, int(place[2]), package=data)
                yield CellPicture(picture, column_index(place[1]))


def _cells(sheet: Any) -> Iterator[Any]:
    return (element for element in sheet.iter() if _name(element) == "c")


def _stored(
    cell: Any, rich: Sequence[_Stored | None], of_wps: Mapping[str, _Stored]
) -> _Stored | None:
    value = _index(cell.get("vm"))
    if value is not None and 0 < value <= len(rich):
        return rich[value - 1]
    text = " ".join(element.text or "" for element in cell if _name(element) in {"f", "v"})
    found = _DISPIMG.search(text)
    return of_wps.get(found[1]) if found else None


# Excel: a cell has metadata, these a rich value, this a link to the picture.


def _rich(archive: zipfile.ZipFile, source: str) -> list[_Stored | None]:
    """Return the picture of each value of the metadata, which cells count from 1."""
    values = _rich_values(archive, source)
    metadata = read_part(archive, _METADATA, source)
    types = [element.get("name") for element in metadata.iter() if _name(element) == "metadataType"]
    future = [
        _index(record.get("i"))
        for block in metadata.iter()
        if _name(block) == "futureMetadata" and block.get("name") == _RICH
        for record in block.iter()
        if _name(record) == "rvb"
    ]
    found: list[_Stored | None] = []
    for block in metadata.iter():
        if _name(block) != "valueMetadata":
            continue
        for record in (element for element in block.iter() if _name(element) == "rc"):
            kind, at = _index(record.get("t")), _index(record.get("v"))
            is_rich = kind is not None and _at(types, kind - 1) == _RICH
            value = _at(future, at) if is_rich else None
            found.append(_at(values, value))
    return found


def _rich_values(archive: zipfile.ZipFile, source: str) -> list[_Stored | None]:
    """Return the picture of each rich value; None for one that is no picture."""
    structures = [
        [key.get("n", "") for key in structure]
        for structure in read_part(archive, _STRUCTURES, source)
        if _name(structure) == "s"
    ]
    links = targets(archive, _RELATIONS, source)
    parts = [
        links.get(relation.get(f"{_LINK}id", ""), "")
        for relation in read_part(archive, _RELATIONS, source)
        if _name(relation) == "rel"
    ]
    found: list[_Stored | None] = []
    for value in (value for value in read_part(archive, _VALUES, source) if _name(value) == "rv"):
        keys = _at(structures, _index(value.get("s"))) or []
        fields = dict(zip(keys, (element.text or "" for element in value), strict=False))
        part = _at(parts, _index(fields.get(_LOCAL)))
        found.append(_Stored(part, fields.get("Text", "")) if part else None)
    return found


# WPS: a formula names a picture of the workbook.


def _of_wps(archive: zipfile.ZipFile, source: str) -> dict[str, _Stored]:
    links = targets(archive, _WPS, source)
    found = {}
    for picture in read_part(archive, _WPS, source).iter():
        if _name(picture) != "pic":
            continue
        named = _first(picture, lambda element: _name(element) == "cNvPr")
        fill = _first(picture, lambda element: _name(element) == "blip")
        part = links.get(fill.get(f"{_LINK}embed", ""), "") if fill is not None else ""
        if named is not None and part:
            found[named.get("name", "")] = _Stored(part, named.get("descr", ""))
    return found


def _first(element: Any, is_it: Callable[[Any], bool]) -> Any:
    return next((inner for inner in element.iter() if is_it(inner)), None)


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _index(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() and len(text) < 8 else None


def _at(items: Sequence[_ItemT], index: int | None) -> _ItemT | None:
    return items[index] if index is not None and 0 <= index < len(items) else None
