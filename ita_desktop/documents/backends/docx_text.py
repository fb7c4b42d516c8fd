"""Paragraphs and tables as WordprocessingML."""

from itertools import pairwise
from typing import Any

from ita_desktop.documents.backends.docx_reference import LISTS, hanging, style_id
from ita_desktop.documents.backends.docx_xml import twips, w
from ita_desktop.documents.content import Paragraph, Row, Run, Table, Vertical
from ita_desktop.documents.grid import Placed, covered, placed
from ita_desktop.documents.styles import MARK_WIDTH

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SHORT_TEXT = 400
_SHORT_LINES = 9
_MARK_LETTER = 2.0
"""Millimetres for each letter of a written-out mark (``10.``)."""


def paragraph_element(
    paragraph: Paragraph, *, keep_next: bool = False, new_page: bool = False
) -> Any:
    """``w:p``. ``•`` and ``-`` are Word's own lists, other marks are written out before a tab."""
    properties = w("pPr", w("pStyle", val=style_id(paragraph.style)))
    if keep_next:
        properties.append(w("keepNext"))
    if new_page:
        properties.append(w("pageBreakBefore"))
    element = w("p", properties)
    if paragraph.mark in LISTS:
        number = w("numId", val=LISTS[paragraph.mark])
        properties.append(w("numPr", w("ilvl", val=paragraph.level), number))
    elif paragraph.mark:
        width = max(MARK_WIDTH, _MARK_LETTER * len(paragraph.mark))
        properties.append(hanging(width, paragraph.level))
        element.append(_run(Run(paragraph.mark), w("tab")))
    elif paragraph.level:
        properties.append(hanging(0.0, paragraph.level))
    element.extend(_run(run) for run in paragraph.runs if run.text)
    return element


def _run(run: Run, *after: Any) -> Any:
    element = w("r")
    looks = []
    if run.bold:
        looks += [w("b"), w("bCs")]
    if run.underline:
        looks.append(w("u", val="single"))
    if looks:
        element.append(w("rPr", *looks))
    for number, text in enumerate(run.text.split("\n")):
        if number:
            element.append(w("br"))
        if text:
            letters = w("t")
            letters.text = text
            letters.set(_SPACE, "preserve")
            element.append(letters)
    element.extend(after)
    return element


def table_element(table: Table, text_width: float, *, new_page: bool = False) -> Any:
    """``w:tbl`` over the whole ``text_width`` (millimetres), with fixed column widths."""
    widths = _widths(table, twips(text_width))
    properties = w("tblPr", w("tblW", w=sum(widths), type="dxa"), w("tblInd", w=0, type="dxa"))
    if table.borders:
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        rules = [w(side, val="single", sz=4, space=0, color="auto") for side in sides]
        properties.append(w("tblBorders", *rules))
    properties.append(w("tblLayout", type="fixed"))
    grid = w("tblGrid", *(w("gridCol", w=width) for width in widths))
    element = w("tbl", properties, grid)
    element.extend(_rows(table.heading, widths, heading=True))
    element.extend(_rows(table.rows, widths, heading=False))
    if new_page:
        first = element.find(f".//{{{element.nsmap['w']}}}pPr")
        first.insert(1, w("pageBreakBefore"))
    return element


def _widths(table: Table, total: int) -> list[int]:
    shares = sum(column.share for column in table.columns)
    edges, at = [0], 0.0
    for column in table.columns:
        at += column.share
        edges.append(round(at / shares * total))
    return [right - left for left, right in pairwise(edges)]


def _rows(rows: tuple[Row, ...], widths: list[int], *, heading: bool) -> list[Any]:
    elements = []
    places = placed(rows, len(widths))
    for number, standing in enumerate(covered(places)):
        properties = w("trPr")
        if heading or _is_short(rows[number]):
            properties.append(w("cantSplit"))
        if heading:
            properties.append(w("tblHeader"))
        element = w("tr", properties) if len(properties) else w("tr")
        keep_next = heading or rows[number].group or _stays(rows, standing, number)
        element.extend(_cell(place, number, widths, keep_next=keep_next) for place in standing)
        elements.append(element)
    return elements


def _cell(place: Placed, row: int, widths: list[int], *, keep_next: bool) -> Any:
    width = sum(widths[place.column : place.column + place.columns])
    properties = w("tcPr", w("tcW", w=width, type="dxa"))
    if place.columns > 1:
        properties.append(w("gridSpan", val=place.columns))
    if place.rows > 1:
        properties.append(w("vMerge", val="restart" if row == place.row else "continue"))
    if place.cell.vertical is Vertical.MIDDLE:
        properties.append(w("vAlign", val="center"))
    element = w("tc", properties)
    paragraphs = place.cell.paragraphs if row == place.row else ()
    element.extend(
        paragraph_element(one, keep_next=keep_next)
        for one in paragraphs or (Paragraph((), "cell"),)
    )
    return element


def _stays(rows: tuple[Row, ...], standing: list[Placed], number: int) -> bool:
    """Whether a row stays with the next: they share a cell, or the next is the last."""
    last_two = rows[-2:] if number == len(rows) - 2 else rows[number : number + 1]
    shares = any(place.last_row > number for place in standing)
    return (shares or len(last_two) == 2) and all(map(_is_short, last_two))


def _is_short(row: Row) -> bool:
    """Whether a row is so low that it is better moved to the next page than parted."""
    return all(
        len(cell.paragraphs) <= _SHORT_LINES
        and sum(len(one.text) for one in cell.paragraphs) <= _SHORT_TEXT
        for cell in row.cells
    )
