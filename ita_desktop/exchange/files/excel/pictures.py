"""Finds the pictures on the sheets of an Excel file, each with the row that it begins in."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from ita_desktop.exchange.blocks import Picture
from ita_desktop.exchange.files.excel import guard
from ita_desktop.exchange.files.excel.cell_pictures import CellPicture, cell_pictures
from ita_desktop.exchange.files.excel.parts import read_part, targets

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
            pictures = (
                found_picture
                for found_picture in found
                if found_picture.picture.part.lower().endswith(_PICTURES)
            )
            return tuple(pictures)[:_MOST]
    except Exception:  # noqa: BLE001 - a broken picture leaves the texts of the form
        return ()


def picture_parts(data: bytes) -> tuple[str, ...]:
    """Return the names of the pictures in an Office or OpenDocument file; in others, where."""
    if not data.startswith(b"PK"):
        return tuple(f"{found.start()}" for found in _RAW.finditer(data))[:_MOST]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
    return tuple(
        name for name in names if name.startswith(_MEDIA) and name.lower().endswith(_PICTURES)
    )[:_MOST]


def _of_sheet(
    archive: zipfile.ZipFile, data: bytes, title: str, part: str, source: str
) -> Iterator[Picture]:
    for drawing in targets(archive, part, source).values():
        if "drawing" not in drawing or drawing not in archive.namelist():
            continue
        pictures = targets(archive, drawing, source)
        for row, description, link in _anchored(read_part(archive, drawing, source)):
            target = pictures.get(link, "")
            if target.lower().endswith(_PICTURES):
                yield Picture(target, description, title, row, package=data)


def _anchored(drawing: Any) -> Iterator[tuple[int, str, str]]:
    """Yield the row, from 1, the description and the link of each picture of a drawing."""
    for anchor in drawing:
        rows = [element for element in anchor.iter() if element.tag.endswith("}from")]
        row = (
            next((element for element in rows[0] if element.tag.endswith("}row")), None)
            if rows
            else None
        )
        if row is None:
            continue
        description = next(
            (
                element.get("descr", "")
                for element in anchor.iter()
                if element.tag.endswith("}cNvPr")
            ),
            "",
        )
        for fill in anchor.iter():
            if fill.tag.endswith("}blip") and fill.get(f"{_MAIN}embed"):
                yield int(row.text) + 1, description, fill.get(f"{_MAIN}embed")
