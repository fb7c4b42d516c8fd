"""openpyxl's writer without its temporary files, in the official letter, on A4; with texts that lie
on top of the cells of a sheet, which openpyxl cannot write: the words below a picture.

THIRD_PARTY.md says why documents are not written by XlsxWriter, as forms and lists are.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from typing import Any, Final, NamedTuple

from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.writer.excel import ExcelWriter
from openpyxl.writer.theme import theme_xml
from openpyxl.xml.constants import ARC_APP

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.filing.fixed_zip import MOMENT, FixedZip

_FORMULA = lazy_re(rb'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v(?:></v>| ?/>)')
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_MAIN: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_TEXTS: Final = "own_texts"
"""Under which name a sheet keeps them."""
_PER_POINT: Final = 100
"""Font sizes are hundredths of a point there."""
_ABOVE_ALL: Final = 10_000
"""Numbers of shapes begin behind those of pictures and charts."""


class TextBox(NamedTuple):
    """Where it stands: so far to the right of and below the beginning of a cell, counted as Excel
    does in rows and from 0 in columns; lengths are English metric units (1/12700 point)."""

    row: int
    column: int
    right: int
    down: int
    width: int
    height: int
    lines: tuple[tuple[tuple[str, str, bool], ...], ...]
    """Paragraphs, each of runs: text, its font (empty for that of all), and if it is bold."""
    font: str
    size: float


def add_text(sheet: Any, text: TextBox) -> None:
    """Puts a text onto the cells of a sheet."""
    if not hasattr(sheet, _TEXTS):
        setattr(sheet, _TEXTS, [])
    getattr(sheet, _TEXTS).append(text)


def with_texts(drawing: Any, sheet: Any) -> Any:
    """The XML of a sheet's drawing with the texts that were put onto its cells."""
    for number, text_box in enumerate(getattr(sheet, _TEXTS, ()), _ABOVE_ALL):
        drawing.append(_anchor(text_box, number))
    return drawing


def _anchor(box: TextBox, number: int) -> Any:
    made = _element("xdr:oneCellAnchor")
    place = _child(made, "xdr:from")
    for name, value in (
        ("col", box.column),
        ("colOff", box.right),
        ("row", box.row - 1),
        ("rowOff", box.down),
    ):
        _child(place, f"xdr:{name}").text = str(value)
    size = {"cx": str(box.width), "cy": str(box.height)}
    _child(made, "xdr:ext", **size)
    shape = _child(made, "xdr:sp", macro="", textlink="")
    about = _child(shape, "xdr:nvSpPr")
    _child(about, "xdr:cNvPr", id=str(number), name=f"Text {number}")
    _child(about, "xdr:cNvSpPr", txBox="1")
    looks = _child(shape, "xdr:spPr")
    form = _child(looks, "a:xfrm")
    _child(form, "a:off", x="0", y="0")
    _child(form, "a:ext", **size)
    _child(_child(looks, "a:prstGeom", prst="rect"), "a:avLst")
    _child(looks, "a:noFill")
    body = _child(shape, "xdr:txBody")
    edges = dict.fromkeys(("lIns", "tIns", "rIns", "bIns"), "0")
    _child(body, "a:bodyPr", wrap="square", anchor="t", **edges)
    _child(body, "a:lstStyle")
    for line in box.lines:
        _line(_child(body, "a:p"), line, box)
    _child(made, "xdr:clientData")
    return made


def _line(paragraph: Any, line: tuple[tuple[str, str, bool], ...], box: TextBox) -> None:
    _child(paragraph, "a:pPr", algn="ctr")
    for text, own, bold in line:
        run = _child(paragraph, "a:r")
        looks = {"lang": "th-TH", "sz": str(round(box.size * _PER_POINT)), "b": str(int(bold))}
        look = _child(run, "a:rPr", **looks)
        for kind in ("latin", "cs"):
            _child(look, f"a:{kind}", typeface=own or box.font)
        _child(run, "a:t").text = text


def _element(name: str, /, **values: str) -> Any:
    from openpyxl.xml.functions import Element

    prefix, _, local = name.partition(":")
    space = _DRAWING if prefix == "xdr" else _MAIN
    return Element(f"{{{space}}}{local}", values)


def _child(parent: Any, name: str, /, **values: str) -> Any:
    made = _element(name, **values)
    parent.append(made)
    return made


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
    write_plain = drawing._write  # noqa: SLF001

    def write() -> Any:
        tree = write_plain()
        return with_texts(tree, ws)

    drawing._write = write  # noqa: SLF001
    return drawing


class _FreeRow(RowDimension):  # type: ignore[misc, unused-ignore]
    """A row whose height is that of its text now, and follows it."""

    @property
    def customHeight(self) -> bool:
        return False

    @customHeight.setter
    def customHeight(self, _given: bool) -> None:
        pass


def free_row(sheet: Any, number: int) -> Any:
    """A row of ``sheet`` whose height follows its text; openpyxl's own stay as they are set."""
    made = sheet.row_dimensions[number] = _FreeRow(sheet, index=number)
    return made


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


LETTER: Final = "TH Sarabun New"
_SIZE: Final = 14
"""Points in which a digit is 7 pixels wide, as in Excel's own letter: columns keep their widths."""
THEME_LETTERS: Final = lazy_re(r'(?<=<a:latin typeface=")(?:Calibri|Cambria)(?=")')
_A4: Final = 9
_PROGRAM: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>ITA Desktop</Application></Properties>"
)


class _Named(FixedZip):
    """A package that says who made it: openpyxl says that Excel did."""

    def writestr(self, name: str, data: bytes | str) -> None:
        super().writestr(name, _PROGRAM if name == ARC_APP else data)


def _dress(book: Any) -> None:
    """Gives the workbook the official letter where a cell names none, in charts too, and every
    sheet a page: openpyxl's own are in Calibri on whatever paper."""
    from openpyxl.styles import Font
    from openpyxl.worksheet.properties import PageSetupProperties

    letter: Any = Font(name=LETTER, size=_SIZE)
    book._fonts[0] = letter  # noqa: SLF001 - it has no way to say which one is normal
    normal: Any = book._named_styles["Normal"]  # noqa: SLF001
    normal.font = letter
    book.loaded_theme = THEME_LETTERS.sub(LETTER, theme_xml)
    for sheet in book.worksheets:
        if not sheet.page_setup.paperSize:
            sheet.page_setup.paperSize = _A4
            sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
            sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def workbook_bytes(book: Any, given: Mapping[Any, Mapping[str, Decimal]] | None = None) -> bytes:
    """A workbook as a file, the same bytes for the same content, without touching the disk.

    ``given`` are the results of formulas, by sheet and place.
    """
    _dress(book)
    book.properties.created = book.properties.modified = MOMENT
    target = BytesIO()
    archive: Any = _Named(target)
    writer: Any = InMemory(book, archive)
    writer.given = given or {}
    writer.save()
    return target.getvalue()
