"""Prepares a document for a back-end: removes unprintable characters and converts digits.

Digits are converted only here. In documents with Thai digits, words with Latin letters (``BMA2``,
``O๑๓``) and addresses keep the digits they were typed with, and so do item codes (``O12``) unless
the document sets otherwise.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from operator import is_
from typing import NamedTuple, assert_never

from ita_desktop.documents import content
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import Digits, clean, to_arabic, to_thai

_LATIN = lazy_re(
    r"\S+://\S+|www\.\S+|\S+@\S+"
    r"|(?<![A-Za-z0-9])[0-9]*[A-Za-z_][A-Za-z0-9_]*(?:[./:\-][A-Za-z0-9_]+)*"
)

THAI_FIGURES = "[$-D00041E]"
"""Beginning of a number format of Excel or PowerPoint whose figures have Thai digits."""
_MEMORY = 10_000
"""How many texts are remembered: each file of a document has the same."""
_THAI_DIGIT = lazy_re("[๐-๙]")
_ARABIC_DIGIT = lazy_re("[0-9]")
_CODES = lazy_re(r"[IEO][0-9]{1,2}(?:[/\-][IEO][0-9]{1,2})*")


class _DigitRules(NamedTuple):
    """The digits to print, and whether item codes are converted, too."""

    digits: Digits
    codes: bool


def in_digits(text: str, digits: Digits, *, codes: bool = False) -> str:
    """Returns ``text`` in the given digits; ``codes`` converts item codes, too."""
    if digits is Digits.ARABIC:
        return to_arabic(text) if _THAI_DIGIT.search(text) else text
    if not _ARABIC_DIGIT.search(text):
        return text
    parts, at = [], 0
    # Each Thai digit has one Arabic digit: places of one text are those of the other.
    for match in _LATIN.finditer(to_arabic(text)):
        typed = text[match.start() : match.end()]
        kept = to_thai(typed) if codes and _CODES.fullmatch(match[0]) else typed
        parts += [to_thai(text[at : match.start()]), kept]
        at = match.end()
    return "".join((*parts, to_thai(text[at:])))


def marked(paragraph: content.Paragraph) -> str:
    """Returns a paragraph's text after its list mark, with tabs as spaces."""
    text = paragraph.text.replace("\t", "  ")
    gap = "  " if paragraph.tabbed else " "
    return f"{paragraph.mark}{gap}{text}".rstrip() if paragraph.mark else text


def printable(document: content.Document) -> content.Document:
    """Returns ``document`` with clean text in its digits; idempotent."""
    rules = _DigitRules(document.digits, document.codes_in_digits)
    return replace(
        document,
        title=_text(document.title, rules),
        author=clean(document.author),
        blocks=tuple(_block(block, rules) for block in document.blocks),
        header=_page_line(document.header, rules),
        footer=_page_line(document.footer, rules),
    )


@lru_cache(_MEMORY)
def _text(text: str, rules: _DigitRules) -> str:
    """Returns clean text; a space at either end is kept, because runs are concatenated."""
    if not text:
        return text
    kept = clean(text)
    if text[:1] == " " and kept:
        kept = f" {kept}"
    if text[-1:] == " " and kept:
        kept = f"{kept} "
    return in_digits(kept, rules.digits, codes=rules.codes)


def _page_line(line: content.PageLine | None, rules: _DigitRules) -> content.PageLine | None:
    if line is None:
        return None
    rules = _DigitRules(line.digits or rules.digits, rules.codes)
    return replace(line, text=_text(line.text, rules))


def _block(block: content.Block, rules: _DigitRules) -> content.Block:
    match block:
        case content.Table():
            return replace(
                block,
                heading=tuple(_row(row, rules) for row in block.heading),
                rows=tuple(_row(row, rules) for row in block.rows if not _is_emptied(row, block)),
            )
        case content.KeepTogether():
            return content.KeepTogether(tuple(_simple(simple, rules) for simple in block.blocks))
        case content.PageBreak():
            return block
        case _:
            return _simple(block, rules)


def _simple(block: content.Simple, rules: _DigitRules) -> content.Simple:
    match block:
        case content.Paragraph():
            return _paragraph(block, rules)
        case content.Image():
            return replace(block, alt=_text(block.alt, rules))
        case content.ChartFigure():
            return block  # its texts are created when it is drawn
        case content.SignatureBlock():
            lines = tuple(_text(line, rules) for line in block.lines)
            return content.SignatureBlock(lines, _text(block.closing, rules))
        case _:
            assert_never(block)


# What needs no change is kept: most of it has been prepared for another file already.


def _row(row: content.TableRow, rules: _DigitRules) -> content.TableRow:
    cells = tuple(_cell(cell, rules) for cell in row.cells)
    return row if _same(cells, row.cells) else replace(row, cells=cells)


def _is_emptied(row: content.TableRow, table: content.Table) -> bool:
    """Returns whether a row that names a group has no name: the office has emptied it."""
    first = row.cells[0] if row.group and row.cells else None
    is_name = first is not None and first.columns == len(table.columns) and first.rows == 1
    return is_name and not any(each.text.strip() for each in row.cells[0].paragraphs)


def _cell(cell: content.Cell, rules: _DigitRules) -> content.Cell:
    paragraphs = tuple(_paragraph(paragraph, rules) for paragraph in cell.paragraphs)
    if not cell.pictures and _same(paragraphs, cell.paragraphs):
        return cell
    pictures = tuple(
        tuple(_picture(picture, rules) for picture in beside) for beside in cell.pictures
    )
    return replace(cell, paragraphs=paragraphs, pictures=pictures)


def _same(made: Sequence[object], given: Sequence[object]) -> bool:
    """Returns whether nothing was made anew."""
    return all(map(is_, made, given))


def _picture(picture: content.Picture, rules: _DigitRules) -> content.Picture:
    image = replace(picture.image, alt=_text(picture.image.alt, rules))
    caption = tuple(_paragraph(paragraph, rules) for paragraph in picture.caption)
    return replace(picture, image=image, caption=caption)


def _paragraph(paragraph: content.Paragraph, rules: _DigitRules) -> content.Paragraph:
    if paragraph.digits is not None:
        rules = _DigitRules(paragraph.digits, rules.codes)
    tabbed = bool(paragraph.tabs) or paragraph.first is not None
    runs = tuple(_run(run, rules, tabbed=tabbed) for run in paragraph.runs)
    mark = in_digits(paragraph.mark, rules.digits) if paragraph.mark else ""
    catchword = _text(paragraph.catchword, rules) if paragraph.catchword else ""
    if _same(runs, paragraph.runs) and (mark, catchword) == (paragraph.mark, paragraph.catchword):
        return paragraph
    return replace(paragraph, runs=runs, mark=mark, catchword=catchword)


def _run(run: content.Run, rules: _DigitRules, *, tabbed: bool) -> content.Run:
    """Returns a clean run; its tabs are kept if the paragraph has tab stops."""
    if tabbed and "\t" in run.text:
        text = "\t".join(_text(part, rules) for part in run.text.split("\t"))
    else:
        text = _text(run.text, rules)
    return run if text == run.text else replace(run, text=text)
