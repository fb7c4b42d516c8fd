"""The program's internal notes on figures: doubts, marks, and how they were computed.

They are meant for the office, so a document has them only if its option says so; without it a
document contains nothing that the office did not enter.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from ita_desktop.documents import content
from ita_desktop.documents.wordings.templates import Template, Values
from ita_desktop.domain.year import YearData

_B = TypeVar("_B", bound=content.Block)


def note(text: str) -> content.Paragraph:
    """Returns a paragraph marked as an internal note."""
    return replace(content.paragraph(text, "note"), internal=True)


def doubted(
    words: Template, data: YearData, values: Values | None = None
) -> tuple[content.Paragraph, ...]:
    """Returns an editable text that questions a figure; internal even if the office reworded it."""
    lines = words.paragraphs(data, "note", values)
    return tuple(replace(line, internal=True) for line in lines)


def noted(
    words: Template, data: YearData, values: Values | None = None
) -> tuple[content.Paragraph, ...]:
    """Returns an editable text on a calculation; internal unless the office reworded it."""
    own = words.key(data) in data.own_words
    return words.paragraphs(data, "note", values) if own else doubted(words, data, values)


def without_notes(document: content.Document) -> content.Document:
    """Returns the document and its bound documents without internal notes."""
    bound = tuple(
        replace(bound, document=without_notes(bound.document)) for bound in document.bound
    )
    return replace(document, blocks=tuple(_kept(document.blocks)), bound=bound)


def _kept(blocks: Iterable[_B]) -> Iterator[_B]:
    for block in blocks:
        if not (isinstance(block, content.Paragraph) and block.internal):
            yield _without_notes(block)


def _without_notes(block: _B) -> _B:
    match block:
        case content.Paragraph():
            kept = tuple(run for run in block.runs if not run.internal)
            return block if len(kept) == len(block.runs) else replace(block, runs=kept)
        case content.KeepTogether():
            return replace(block, blocks=tuple(_kept(block.blocks)))
        case content.Table():
            rows = tuple(map(_bare_row, block.rows))
            return block if all(map(_same, rows, block.rows)) else replace(block, rows=rows)
        case _:
            return block


def _bare_row(row: content.TableRow) -> content.TableRow:
    cells = tuple(map(_bare_cell, row.cells))
    return row if all(map(_same, cells, row.cells)) else replace(row, cells=cells)


def _bare_cell(cell: content.Cell) -> content.Cell:
    paragraphs = tuple(_kept(cell.paragraphs))
    same = len(paragraphs) == len(cell.paragraphs)
    if same and all(map(_same, paragraphs, cell.paragraphs)):
        return cell
    return replace(cell, paragraphs=paragraphs)


def _same(value: object, other: object) -> bool:
    return value is other
