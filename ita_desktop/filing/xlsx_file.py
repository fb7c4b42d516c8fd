"""openpyxl's writer without its temporary files."""

from io import BytesIO
from typing import Any

from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from ita_desktop.filing.fixed_zip import MOMENT, FixedZip


class InMemory(ExcelWriter):  # type: ignore[misc, unused-ignore]
    """Writes sheets to memory: openpyxl writes them to the temporary folder first, and on a full
    disk lxml fails there with an error of its own, and once more when it is cleaned up."""

    _archive: Any

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()  # noqa: SLF001 - as the method that this one replaces
        ws._drawing.charts = ws._charts  # noqa: SLF001
        ws._drawing.images = ws._images  # noqa: SLF001
        content = BytesIO()
        writer: Any = WorksheetWriter(ws, content)
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001
        self._archive.writestr(ws.path[1:], content.getvalue())
        self.manifest.append(ws)


def workbook_bytes(book: Any) -> bytes:
    """A workbook as a file, the same bytes for the same content, without touching the disk."""
    book.properties.created = book.properties.modified = MOMENT
    target = BytesIO()
    archive: Any = FixedZip(target)
    InMemory(book, archive).save()
    return target.getvalue()
