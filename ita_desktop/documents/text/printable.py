"""Prepares a document for a back-end: removes unprintable characters and converts digits.

Digits are converted only here. In documents with Thai digits, words with Latin letters (``BMA2``)
and addresses keep Arabic digits, and so do item codes (``O12``) unless the document sets otherwise.
"""

import re
from dataclasses import replace
from typing import NamedTuple, assert_never

from ita_desktop.documents.content import (
    Block,
    ChartFigure,
    Document,
    Image,
    KeepTogether,
    PageBreak,
    PageLine,
    Paragraph,
    Picture,
    Run,
    SignatureBlock,
    Simple,
    Table,
    TableRow,
)
from ita_desktop.domain.digits import Digits, to_arabic, to_thai
from ita_desktop.domain.text import clean

_LATIN = re.compile(
    r"\S+://\S+|www\.\S+|\S+@\S+"
    r"|(?<![A-Za-z0-9])[0-9]*[A-Za-z_][A-Za-z0-9_]*(?:[./:\-][A-Za-z0-9_]+)*"
)

_THAI_DIGIT = re.compile("[๐-๙]")
_CODES = re.compile(r"[IEO][0-9]{1,2}(?:[/\-][IEO][0-9]{1,2})*")


class _Way(NamedTuple):
    """The digits to print, and whether item codes are converted, too."""

    digits: Digits
    codes: bool


def in_digits(text: str, digits: Digits, *, codes: bool = False) -> str:
    """Returns ``text`` in the given digits; ``codes`` converts item codes, too."""
    if _THAI_DIGIT.search(text):
        text = to_arabic(text)
    if digits is Digits.ARABIC:
        return text
    parts, at = [], 0
    for match in _LATIN.finditer(text):
        kept = to_thai(match[0]) if codes and _CODES.fullmatch(match[0]) else match[0]
        parts += [to_thai(text[at : match.start()]), kept]
        at = match.end()
    return "".join((*parts, to_thai(text[at:])))


def marked(paragraph: Paragraph) -> str:
    """Returns a paragraph's text after its list mark, with tabs as spaces."""
    text = paragraph.text.replace("\t", "  ")
    gap = "  " if paragraph.tabbed else " "
    return f"{paragraph.mark}{gap}{text}".rstrip() if paragraph.mark else text


def printable(document: Document) -> Document:
    """Returns ``document`` with clean text in its digits; idempotent."""
    way = _Way(document.digits, document.codes_in_digits)
    return replace(
        document,
        title=_text(document.title, way),
        author=clean(document.author),
        blocks=tuple(_block(block, way) for block in document.blocks),
        header=_page_line(document.header, way),
        footer=_page_line(document.footer, way),
    )


def _text(text: str, way: _Way) -> str:
    """Returns clean text; a space at either end is kept, because runs are concatenated."""
    if not text:
        return text
    kept = clean(text)
    if text[:1] == " " and kept:
        kept = f" {kept}"
    if text[-1:] == " " and kept:
        kept = f"{kept} "
    return in_digits(kept, way.digits, codes=way.codes)


def _page_line(line: PageLine | None, way: _Way) -> PageLine | None:
    return None if line is None else replace(line, text=_text(line.text, way))


def _block(block: Block, way: _Way) -> Block:
    match block:
        case Table():
            return replace(
                block,
                heading=tuple(_row(row, way) for row in block.heading),
                rows=tuple(_row(row, way) for row in block.rows),
            )
        case KeepTogether():
            return KeepTogether(tuple(_simple(one, way) for one in block.blocks))
        case PageBreak():
            return block
        case _:
            return _simple(block, way)


def _simple(block: Simple, way: _Way) -> Simple:
    match block:
        case Paragraph():
            return _paragraph(block, way)
        case Image():
            return replace(block, alt=_text(block.alt, way))
        case ChartFigure():
            return block  # its texts are made when it is drawn
        case SignatureBlock():
            lines = tuple(_text(line, way) for line in block.lines)
            return SignatureBlock(lines, _text(block.closing, way))
        case _:
            assert_never(block)


def _row(row: TableRow, way: _Way) -> TableRow:
    return replace(
        row,
        cells=tuple(
            replace(
                cell,
                paragraphs=tuple(_paragraph(paragraph, way) for paragraph in cell.paragraphs),
                pictures=tuple(
                    tuple(_picture(picture, way) for picture in beside) for beside in cell.pictures
                ),
            )
            for cell in row.cells
        ),
    )


def _picture(picture: Picture, way: _Way) -> Picture:
    image = replace(picture.image, alt=_text(picture.image.alt, way))
    caption = tuple(_paragraph(paragraph, way) for paragraph in picture.caption)
    return replace(picture, image=image, caption=caption)


def _paragraph(paragraph: Paragraph, way: _Way) -> Paragraph:
    if paragraph.digits is not None:
        way = _Way(paragraph.digits, way.codes)
    tabbed = bool(paragraph.tabs) or paragraph.first is not None
    return replace(
        paragraph,
        runs=tuple(_run(run, way, tabbed=tabbed) for run in paragraph.runs),
        mark=in_digits(paragraph.mark, way.digits),
        catchword=_text(paragraph.catchword, way),
    )


def _run(run: Run, way: _Way, *, tabbed: bool) -> Run:
    """Returns a clean run; its tabs are kept if the paragraph has tab stops."""
    parts = run.text.split("\t") if tabbed else [run.text]
    return replace(run, text="\t".join(_text(part, way) for part in parts))
