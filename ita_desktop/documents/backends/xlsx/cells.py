"""Writes the content of a cell: text, numbers, and pictures drawn over the cells."""

import re
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

from ita_desktop.documents.backends.xlsx.cell_styles import CellLook, escaped, rich_text
from ita_desktop.documents.backends.xlsx.figures import number_format
from ita_desktop.documents.backends.xlsx.plan import Caption, PictureSpot
from ita_desktop.documents.content import Cell, Paragraph
from ita_desktop.documents.ink.picture_cleaning import shown
from ita_desktop.documents.layout.measures import MM
from ita_desktop.documents.layout.text.fallbacks import in_office_fonts
from ita_desktop.documents.styles import OFFICIAL_LETTER, STYLES
from ita_desktop.documents.text.printable import marked
from ita_desktop.documents.wordings.paper_words import PaperWords
from ita_desktop.domain.digits import to_arabic

_LONGEST: Final = 32_000
"""Greatest number of characters in a cell: Excel's 32,767 less room for a truncation note."""
_NUMBER: Final = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?|-?[0-9]+(?:\.[0-9]+)?")
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
    from ita_desktop.filing.xlsx_texts import TextBox, add_text

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
