"""The last step before a back-end: text that every program can hold, in the digits to be printed.

Digits are converted here and nowhere else. Words with Latin letters (``O12``, ``BMA2``) and
addresses keep Arabic digits in a document with Thai ones.
"""

import re
from dataclasses import replace
from typing import assert_never

from ita_desktop.documents.content import (
    Block,
    Document,
    Figure,
    Image,
    KeepTogether,
    PageBreak,
    PageLine,
    Paragraph,
    Row,
    Run,
    SignatureBlock,
    Simple,
    Table,
)
from ita_desktop.domain.digits import Digits, to_arabic, to_thai
from ita_desktop.domain.text import clean

_LATIN = re.compile(
    r"\S+://\S+|www\.\S+|\S+@\S+"
    r"|(?<![A-Za-z0-9])[0-9]*[A-Za-z_][A-Za-z0-9_]*(?:[./:\-][A-Za-z0-9_]+)*"
)

_THAI_DIGIT = re.compile("[๐-๙]")


def in_digits(text: str, digits: Digits) -> str:
    """``text`` in the digits of a document."""
    if _THAI_DIGIT.search(text):
        text = to_arabic(text)
    if digits is Digits.ARABIC:
        return text
    parts, at = [], 0
    for match in _LATIN.finditer(text):
        parts += [to_thai(text[at : match.start()]), match[0]]
        at = match.end()
    return "".join((*parts, to_thai(text[at:])))


def printable(document: Document) -> Document:
    """``document`` with clean text in its digits; doing it twice changes nothing more."""
    return replace(
        document,
        title=_text(document.title, document.digits),
        author=clean(document.author),
        blocks=tuple(_block(block, document.digits) for block in document.blocks),
        header=_page_line(document.header, document.digits),
        footer=_page_line(document.footer, document.digits),
    )


def _text(text: str, digits: Digits) -> str:
    """Clean text; one space at either end stays, because runs are joined."""
    kept = clean(text)
    if text[:1] == " " and kept:
        kept = f" {kept}"
    if text[-1:] == " " and kept:
        kept = f"{kept} "
    return in_digits(kept, digits)


def _page_line(line: PageLine | None, digits: Digits) -> PageLine | None:
    return None if line is None else replace(line, text=_text(line.text, digits))


def _block(block: Block, digits: Digits) -> Block:
    match block:
        case Table():
            return replace(
                block,
                heading=tuple(_row(row, digits) for row in block.heading),
                rows=tuple(_row(row, digits) for row in block.rows),
            )
        case KeepTogether():
            return KeepTogether(tuple(_simple(one, digits) for one in block.blocks))
        case PageBreak():
            return block
        case _:
            return _simple(block, digits)


def _simple(block: Simple, digits: Digits) -> Simple:
    match block:
        case Paragraph():
            return _paragraph(block, digits)
        case Image():
            return replace(block, alt=_text(block.alt, digits))
        case Figure():
            return block  # its texts are made when it is drawn
        case SignatureBlock():
            lines = tuple(_text(line, digits) for line in block.lines)
            return SignatureBlock(lines, _text(block.closing, digits))
        case _:
            assert_never(block)


def _row(row: Row, digits: Digits) -> Row:
    return replace(
        row,
        cells=tuple(
            replace(cell, paragraphs=tuple(_paragraph(one, digits) for one in cell.paragraphs))
            for cell in row.cells
        ),
    )


def _paragraph(paragraph: Paragraph, digits: Digits) -> Paragraph:
    tabbed = bool(paragraph.tabs) or paragraph.first is not None
    return replace(
        paragraph,
        runs=tuple(_run(run, digits, tabbed=tabbed) for run in paragraph.runs),
        mark=in_digits(paragraph.mark, digits),
        catchword=_text(paragraph.catchword, digits),
    )


def _run(run: Run, digits: Digits, *, tabbed: bool) -> Run:
    """A run whose tabs stay where its paragraph says what they go to."""
    parts = run.text.split("\t") if tabbed else [run.text]
    return replace(run, text="\t".join(_text(part, digits) for part in parts))
