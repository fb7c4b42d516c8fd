"""Texts that lie on top of the cells of a sheet, which openpyxl cannot write: the words below a
picture."""

from typing import Any, Final, NamedTuple

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


# Texts of cells that XlsxWriter would take for its own markup.


def no_markup(text: str) -> str:
    """Return a text that is written as it is: with a space behind what looks like formatted runs,
    which would be written into the file unescaped, and Excel could not open it."""
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text
