"""Finds the pictures on the sheets of an OpenDocument workbook, each with the row of its cell."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from ita_desktop.exchange.blocks import Picture
from ita_desktop.exchange.files import limits
from ita_desktop.exchange.files.limits import LAST_EXCEL_ROW
from ita_desktop.exchange.files.odf.names import DRAW, OFFICE, SVG, TABLE, XLINK, count
from ita_desktop.exchange.files.package_guard import parsed

_CONTENT: Final = "content.xml"
_MOST: Final = 500
"""Number of pictures of one file."""


def pictures_in_sheets(data: bytes, source: str) -> tuple[Picture, ...]:
    """Return the pictures in the cells of a checked workbook, in the order of its sheets; none for
    a text, or a file that cannot be read. Pictures on the page have no cell and are left out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            info = archive.getinfo(_CONTENT)
            if info.file_size > limits.MAX_TEXT_PART:
                return ()
            root = parsed(archive.read(info), source)
        book = root.find(f"{OFFICE}body/{OFFICE}spreadsheet")
        tables = book.iterfind(f"{TABLE}table") if book is not None else ()
        return tuple(picture for table in tables for picture in _of_sheet(table, data))[:_MOST]
    except Exception:  # noqa: BLE001 - a broken picture leaves the texts of the form
        return ()


def _of_sheet(table: Any, data: bytes) -> Iterator[Picture]:
    number = 1
    for row in table.iter(f"{TABLE}table-row"):
        for frame in row.iter(f"{DRAW}frame"):
            part = _part(frame)
            if part:
                yield Picture(
                    part, _words(frame), table.get(f"{TABLE}name", ""), number, package=data
                )
        number += count(row, f"{TABLE}number-rows-repeated", LAST_EXCEL_ROW)


def _part(frame: Any) -> str:
    for image in frame.iterfind(f"{DRAW}image"):
        link = image.get(f"{XLINK}href", "").removeprefix("./")
        if link.startswith("Pictures/"):
            return str(link)
    return ""


def _words(frame: Any) -> str:
    found = (frame.findtext(f"{SVG}{name}") for name in ("title", "desc"))
    return next(filter(None, found), "")
