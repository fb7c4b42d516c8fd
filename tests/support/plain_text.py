"""Returns a document's text as its reader sees it, one line per paragraph; used to compare
outputs."""

from collections.abc import Iterator
from typing import assert_never

from ita_desktop.documents.content import (
    Block,
    Cell,
    ChartFigure,
    Document,
    Image,
    KeepTogether,
    PageBreak,
    Paragraph,
    SignatureBlock,
    Table,
)
from ita_desktop.documents.printable import in_digits, marked, printable
from ita_desktop.domain.text import Digits
from ita_desktop.pictures.charts import in_words


def plain_text(document: Document) -> str:
    """Returns the printed text in reading order: tables row by row, cells left to right."""
    own = (line for block in printable(document).blocks for line in _lines(block, document.digits))
    return "\n".join((*own, *(plain_text(bound.document) for bound in document.bound)))


def _paragraphs(cell: Cell) -> Iterator[Paragraph]:
    yield from cell.paragraphs
    for picture in (picture for beside in cell.pictures for picture in beside):
        yield from picture.caption


def _lines(block: Block, digits: Digits) -> Iterator[str]:
    match block:
        case Paragraph():
            yield marked(block)
        case Table():
            for row in (*block.heading, *block.rows):
                for cell in row.cells:
                    yield from map(marked, _paragraphs(cell))
        case KeepTogether():
            for part in block.blocks:
                yield from _lines(part, digits)
        case SignatureBlock():
            yield from filter(None, (block.closing, *block.lines))
        case ChartFigure():
            yield in_digits(in_words(block.chart), digits)
        case Image() | PageBreak():
            return
        case _:
            assert_never(block)
