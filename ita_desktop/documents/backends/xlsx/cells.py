"""Writes the content of a cell: text, numbers, and pictures drawn over the cells.

Cell styles in Excel, created once and shared.

Writes numbers and formulas of a sheet.

A formula is written only if its result equals the printed figure. The result is stored with it, for
programs that show a file without computing it.
"""

import re
from copy import copy, deepcopy
from decimal import Decimal
from functools import cache, partial
from io import BytesIO
from typing import Any, Final, NamedTuple

from ita_desktop.documents.backends.xlsx.plan import Caption, PictureSpot
from ita_desktop.documents.content import Align, Cell, Paragraph, Vertical
from ita_desktop.documents.formulas import Formula, in_excel, result
from ita_desktop.documents.ink import shown
from ita_desktop.documents.layout.fonts import SARABUN_RATIO, in_office_fonts
from ita_desktop.documents.printable import THAI_FIGURES, marked
from ita_desktop.documents.styles import MM, OFFICIAL_LETTER, STYLES
from ita_desktop.documents.wordings.paper_words import PaperWords
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import to_arabic
from ita_desktop.filing.xlsx_file import TextBox, add_text

_ALIGNED = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right"}
_EXCEL_ESCAPE = lazy_re("_(?=x[0-9A-Fa-f]{4}_)")


class CellLook(NamedTuple):
    """The properties that determine a cell's style."""

    style: str
    bold: bool
    borders: bool
    vertical: Vertical
    number_format: str = "General"
    joined: bool = False
    """Whether the border above the cell is omitted."""


class CellStyles:
    """Applies styles to the cells of ``sheet``."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._made: dict[CellLook, Any] = {}

    def dress(self, cell: Any, look: CellLook) -> None:
        if look not in self._made:
            self._made[look] = self._make(look)
        cell._style = self._made[look]  # noqa: SLF001 - sharing is 10 times as fast as setting each part

    def open_below(self, cell: Any) -> None:
        """Removes the border below a cell."""
        from openpyxl.styles import Border, Side

        cell._style = copy(cell._style)  # noqa: SLF001 - the look is shared with other cells
        lines = cell.border
        cell.border = Border(lines.left, lines.right, lines.top, Side())

    def _make(self, look: CellLook) -> Any:
        from openpyxl.cell import Cell
        from openpyxl.styles import Alignment, Border, Font, Side

        style = STYLES[look.style]
        cell: Any = Cell(self._sheet, 1, 1)  # not in the sheet, only for its style
        cell.font = Font(name=OFFICIAL_LETTER, size=style.size, bold=style.bold or look.bold)
        cell.alignment = Alignment(
            horizontal=_ALIGNED[style.align],
            vertical="center" if look.vertical is Vertical.MIDDLE else "top",
            wrap_text=True,
        )
        rule = Side("thin") if look.borders else Side()
        cell.border = Border(rule, rule, Side() if look.joined else rule, rule)
        cell.number_format = look.number_format
        return cell._style  # noqa: SLF001


def escaped(text: str) -> str:
    """Returns ``text`` with character escapes of Excel (``_x0041_``) made literal."""
    return _EXCEL_ESCAPE.sub("_x005F_", text)


@cache
def _font(name: str, size: float, bold: bool, underlined: bool) -> Any:
    """Returns the font of a run. All runs that look alike share it: a book has ten thousand runs,
    and openpyxl takes longer to make their fonts than for all else in a sheet."""
    from openpyxl.cell.text import InlineFont

    font: Any = InlineFont(rFont=name, sz=size, b=bold, u="single" if underlined else None)
    tree = font.to_tree("rPr")
    font.to_tree = lambda tagname: deepcopy(tree)  # noqa: ARG005 - it is called so
    return font


def rich_text(paragraphs: tuple[Paragraph, ...], lines: list[str]) -> Any:
    """Returns the ``lines`` of ``paragraphs`` with bold and underlined runs, for one cell."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    rich = CellRichText()
    for number, (paragraph, line) in enumerate(zip(paragraphs, lines, strict=True)):
        style = STYLES[paragraph.style]
        rest = paragraph.text.replace("\t", "  ")
        lead = ("\n" if number else "") + line.removesuffix(rest)
        stretches = [(lead, False, False)] if lead else []
        stretches += [(run.text, run.bold, run.underline) for run in paragraph.runs if run.text]
        for text, bold, underline in stretches:
            for part, other in in_office_fonts(text.replace("\t", "  ")):
                # Substitute fonts are set larger.
                size = round(style.size * SARABUN_RATIO) if other else style.size
                font = _font(other or OFFICIAL_LETTER, size, style.bold or bold, underline)
                rich.append(TextBlock(font, escaped(part)))
    return rich


_FIGURE = lazy_re(r"([-+]?)[0-9][0-9,]*(?:\.([0-9]+))?(.*)", re.DOTALL)
_PER_CENT = "%"


def number_format(text: str) -> str:
    """Returns the number format that shows a figure like ``text``: decimals, thousands separators,
    Thai digits and suffix."""
    arabic = to_arabic(text)
    match = _FIGURE.fullmatch(arabic)
    if match is None:
        return "General"
    sign, decimals, behind = match[1], match[2] or "", match[3]
    form = "#,##0" if "," in arabic else "0"
    form += f".{'0' * len(decimals)}" if decimals else ""
    if behind.startswith(_PER_CENT):
        form, behind = form + _PER_CENT, behind.removeprefix(_PER_CENT)
    if behind:
        quoted = behind.replace('"', "")
        form += f'"{quoted}"'
    digits = "" if arabic == text else THAI_FIGURES
    signs = ("+", "-", "") if sign else ("",)
    return ";".join(f"{digits}{sign}{form}" for sign in signs)


class Figures:
    """The named figures of a sheet, or of a list and the sheet behind it, and the formulas to write
    once all are known."""

    def __init__(self) -> None:
        self._values: dict[str, Decimal] = {}
        self._cells: dict[str, Any] = {}
        self._waiting: list[tuple[Any, Formula, Decimal, Decimal]] = []

    def put(self, cell: Any, content: Cell, text: str) -> str:
        """Writes a figure into a cell; returns its number format."""
        value = content.value or Decimal(0)
        stored = value / 100 if _PER_CENT in text else value
        cell.value = stored
        if content.name:
            self._values[content.name] = value
            self._cells[content.name] = cell
        if content.formula is not None:
            self._waiting.append((cell, content.formula, value, stored))
        return number_format(text)

    def write_formulas(self) -> dict[Any, dict[str, Decimal]]:
        """Replaces figures by the formulas that compute them; returns the results by sheet and
        cell."""
        given: dict[Any, dict[str, Decimal]] = {}
        for cell, formula, value, stored in self._waiting:
            if result(formula, self._values) == value:
                cell.value = in_excel(formula, partial(self._place, cell.parent))
                given.setdefault(cell.parent, {})[cell.coordinate] = stored
        return given

    def _place(self, sheet: Any, name: str) -> str:
        """Returns where a figure is, as a formula on ``sheet`` names it."""
        from openpyxl.utils.cell import quote_sheetname

        cell = self._cells[name]
        of_other = "" if cell.parent is sheet else f"{quote_sheetname(cell.parent.title)}!"
        return f"{of_other}{cell.coordinate}"


_LONGEST: Final = 32_000
"""Greatest number of characters in a cell: Excel's 32,767 less room for a truncation note."""
_NUMBER: Final = lazy_re(r"-?[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?|-?[0-9]+(?:\.[0-9]+)?")
_EMPTY: Final = (Paragraph((), "cell"),)
_EMU_PER_MM: Final = 36_000
_EMU_PER_POINT: Final = 12_700


def shown_text(paragraphs: tuple[Paragraph, ...]) -> str:
    """Returns the text of a cell, one line per paragraph, with list marks and indents."""
    return "\n".join(_lines(paragraphs))


def _lines(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    return ["    " * paragraph.level + marked(paragraph) for paragraph in paragraphs]


def write_text(cell: Any, paragraphs: tuple[Paragraph, ...], words: PaperWords) -> str:
    """Writes the text as text even if it begins like a formula; returns the number format."""
    lines = _lines(paragraphs)
    text = "\n".join(lines)
    if not text:
        return "General"
    arabic = to_arabic(text)
    is_place = paragraphs[0].counted and arabic.isdecimal()
    if is_place or (paragraphs[0].style == "cell-number" and _NUMBER.fullmatch(arabic)):
        cell.value = Decimal(arabic.replace(",", ""))
        return number_format(text.removeprefix("-"))
    if len(text) > _LONGEST:
        text = text[:_LONGEST] + words.cell_cut
    elif _has_looks(paragraphs):
        cell.value = rich_text(paragraphs, lines)
        return "General"
    cell.value = escaped(text)
    cell.data_type = "s"
    return "General"


def look_of(content: Cell, number_format: str, *, borders: bool, joined: bool = False) -> CellLook:
    """Returns the look of a cell; ``joined`` omits the border above it."""
    paragraphs = content.paragraphs or _EMPTY
    bold = all(run.bold for paragraph in paragraphs for run in paragraph.runs if run.text)
    open_above = content.joined or joined
    style = paragraphs[0].style
    return CellLook(style, bold, borders, content.vertical, number_format, open_above)


def put_picture(sheet: Any, spot: PictureSpot) -> None:
    """Draws a picture over the cells."""
    from openpyxl.drawing.image import Image as Picture
    from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
    from openpyxl.drawing.xdr import XDRPositiveSize2D

    picture: Any = Picture(BytesIO(shown(spot.image).data))
    picture.described = spot.image.alt or None
    size = XDRPositiveSize2D(
        round(spot.image.width * _EMU_PER_MM), round(spot.image.height * _EMU_PER_MM)
    )
    picture.anchor = OneCellAnchor(
        AnchorMarker(
            spot.column,
            round(spot.right * _EMU_PER_POINT),
            spot.row - 1,
            round(spot.down * _EMU_PER_POINT),
        ),
        size,
    )
    sheet.add_image(picture)
    if spot.caption is not None:
        _put_caption(sheet, spot, spot.caption)


def _put_caption(sheet: Any, spot: PictureSpot, words: Caption) -> None:
    """Writes the caption as a text box: Excel draws a cell's own text behind its pictures."""
    lines = tuple(
        tuple((part, font, run.bold) for run in paragraph.runs if run.text
              for part, font in in_office_fonts(run.text))
        for paragraph in words.paragraphs
    )  # fmt: skip
    style = STYLES[words.paragraphs[0].style]
    down = spot.down + spot.image.height * MM
    places = (spot.right - words.left, down, words.width, words.height)
    right, below, width, high = (round(max(place, 0.0) * _EMU_PER_POINT) for place in places)
    box = TextBox(
        spot.row, spot.column, right, below, width, high, lines, OFFICIAL_LETTER, style.size
    )
    add_text(sheet, box)


def _has_looks(paragraphs: tuple[Paragraph, ...]) -> bool:
    """Returns whether the text mixes bold, underline or fonts."""
    runs = [run for paragraph in paragraphs for run in paragraph.runs if run.text]
    if any(run.underline for run in runs) or len({run.bold for run in runs}) > 1:
        return True
    return any(font for paragraph in paragraphs for _part, font in in_office_fonts(paragraph.text))
