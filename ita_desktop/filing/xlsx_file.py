"""openpyxl's writer without its temporary files."""

import re
from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from ita_desktop.filing.fixed_zip import MOMENT, FixedZip

_FORMULA = re.compile(rb'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v(?:></v>| ?/>)')


def _drawing(ws: Any) -> Any:
    """A sheet's pictures and charts with their text alternative, if they have one as ``described``:
    openpyxl would leave it out, or call each picture "Picture"."""
    drawing: Any = SpreadsheetDrawing()
    drawing.charts = ws._charts  # noqa: SLF001 - as the method below, and that which it replaces
    drawing.images = ws._images  # noqa: SLF001
    chart_of, picture_of = drawing._chart_frame, drawing._picture_frame  # noqa: SLF001

    def chart_frame(number: int) -> Any:
        frame = chart_of(number)
        chart = drawing.charts[number - 1]
        frame.nvGraphicFramePr.cNvPr.descr = getattr(chart, "described", None)
        return frame

    def picture_frame(number: int) -> Any:
        frame = picture_of(number)
        picture = drawing.images[number - 1 - len(drawing.charts)]  # numbered on from the charts
        frame.nvPicPr.cNvPr.descr = getattr(picture, "described", None)
        return frame

    drawing._chart_frame = chart_frame  # noqa: SLF001
    drawing._picture_frame = picture_frame  # noqa: SLF001
    return drawing


class InMemory(ExcelWriter):  # type: ignore[misc, unused-ignore]
    """Writes sheets to memory: openpyxl writes them to the temporary folder first, and on a full
    disk lxml fails there with an error of its own, and once more when it is cleaned up."""

    _archive: Any
    given: Mapping[Any, Mapping[str, Decimal]]
    """What the formulas of a sheet give, by place: openpyxl writes a formula without its result,
    and a program that does not compute would show nothing."""

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = _drawing(ws)  # noqa: SLF001 - as the method that this one replaces
        content = BytesIO()
        writer: Any = WorksheetWriter(ws, content)
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001
        self._archive.writestr(ws.path[1:], self._with_results(ws, content.getvalue()))
        self.manifest.append(ws)

    def _with_results(self, ws: Any, content: bytes) -> bytes:
        given = self.given.get(ws)
        if not given:
            return content

        def filled(match: re.Match[bytes]) -> bytes:
            value = given.get(match[2].decode())
            return match[0] if value is None else match[1] + f"<v>{value:f}</v>".encode()

        return _FORMULA.sub(filled, content)


def workbook_bytes(book: Any, given: Mapping[Any, Mapping[str, Decimal]] | None = None) -> bytes:
    """A workbook as a file, the same bytes for the same content, without touching the disk.

    ``given`` are the results of formulas, by sheet and place.
    """
    book.properties.created = book.properties.modified = MOMENT
    target = BytesIO()
    archive: Any = FixedZip(target)
    writer: Any = InMemory(book, archive)
    writer.given = given or {}
    writer.save()
    return target.getvalue()
