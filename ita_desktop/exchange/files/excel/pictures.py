"""Finds the pictures on the sheets of an Excel file, each with the row that it begins in."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from ita_desktop.exchange.blocks import Picture
from ita_desktop.exchange.files.excel import guard
from ita_desktop.exchange.files.excel.cell_pictures import CellPicture, cell_pictures
from ita_desktop.exchange.files.package_guard import read_part, targets

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
