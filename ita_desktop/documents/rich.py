"""Converts rich text to paragraphs or blocks, and blocks to rich text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile
from typing import Final

from ita_desktop.documents import content
from ita_desktop.documents.layout.grid import placed
from ita_desktop.domain.rich import ABOVE, LEFT, PAGE, RichLine, Span, parse, write

_EDGE: Final = "|"
_RULE: Final = frozenset("|-: ")


def paragraphs(
    text: str | Iterable[RichLine], style: str = "cell"
) -> tuple[content.Paragraph, ...]:
    """Returns the non-blank lines of a text as paragraphs."""
    lines = parse(text) if isinstance(text, str) else text
    return tuple(_paragraph(line, style) for line in lines if line.text.strip() or line.mark)


def _paragraph(line: RichLine, style: str) -> content.Paragraph:
    runs = tuple(content.Run(span.text, span.bold) for span in line.spans)
    return content.Paragraph(runs, style, line.mark, line.level)


def blocks_of(text: str, style: str = "body") -> Iterator[content.Block]:
    """Yields the blocks of a long text: paragraphs in ``style``, list items as ``line``. Lines
    between ``|`` are table rows, those before ``|---|`` its heading; a cell ``<<`` is merged with
    the one to its left, ``^^`` with the one above; a line ``---`` is a page break."""
    for in_table, run in groupby(text.split("\n"), key=is_row):
        lines = list(run)
        # Rules below headings are no table on their own.
        if in_table and not all(map(_is_rule, lines)):
            yield _table(lines)
            continue
        for line, read in zip(lines, parse("\n".join(lines)), strict=False):
            if line.strip() == PAGE:
                yield content.PageBreak()
            else:
                yield from (
                    replace(paragraph, style="line") if paragraph.mark else paragraph
                    for paragraph in paragraphs([read], style)
                )


def is_row(line: str) -> bool:
    """Returns whether a line is a row of a table: between ``|``."""
    words = line.strip()
    return len(words) > 1 and words.startswith(_EDGE) and words.endswith(_EDGE)


def _table(lines: list[str]) -> content.Table:
    heads_end = next((at for at, line in enumerate(lines) if _is_rule(line)), 0)
    rows = [_texts(line) for line in lines if not _is_rule(line)]
    wide = max(map(len, rows), default=1)
    filled = [(*row, *[""] * (wide - len(row))) for row in rows]
    heads, body = filled[:heads_end], filled[heads_end:]
    longest = [
        max((len(row[at]) for row in filled if LEFT not in row[at : at + 2]), default=1)
        for at in range(wide)
    ]
    least, most = max(sum(longest), 1) / (4 * wide), max(sum(longest), 1) / 2
    return content.Table(
        tuple(content.TableColumn(min(max(number, least), most)) for number in longest),
        _merged(body, "cell"),
        _merged(heads, "cell-heading"),
    )


def _merged(rows: Sequence[Sequence[str]], style: str) -> tuple[content.TableRow, ...]:
    """Returns the rows with cells merged as :data:`LEFT` and :data:`ABOVE` say."""
    made = []
    for at, row in enumerate(rows):
        cells = []
        for column, text in enumerate(row):
            if (column and text == LEFT) or (at and text == ABOVE):
                continue
            columns = _run(row[column + 1 :], LEFT)
            below = (other[column] for other in rows[at + 1 :])
            vertical = content.Vertical.MIDDLE if style == "cell-heading" else content.Vertical.TOP
            words = paragraphs(text, style)
            cells.append(content.Cell(words, columns + 1, _run(below, ABOVE) + 1, vertical))
        made.append(content.TableRow(tuple(cells)))
    return tuple(made)


def _run(texts: Iterable[str], mark: str) -> int:
    return sum(1 for _text in takewhile(mark.__eq__, texts))


def rows_text(rows: Sequence[Sequence[str]]) -> str:
    """Returns the lines of a table with these texts of cells, which may have several lines."""
    wide = max(map(len, rows), default=0)
    return "\n".join(
        _joined([text.replace(_EDGE, "/").replace("\n", "<br>") for text in row], wide)
        for row in rows
    )


def flat(text: str, between: str) -> str:
    """Returns a text with ``between`` between the cells of its table rows, instead of lines."""
    lines = (line for line in text.split("\n") if not (is_row(line) and _is_rule(line)))
    return "\n".join(
        between.join(text for text in _texts(line) if text not in {LEFT, ABOVE})
        if is_row(line)
        else line
        for line in lines
    )


def _is_rule(line: str) -> bool:
    return "-" in line and set(line.strip()) <= _RULE


def _texts(line: str) -> tuple[str, ...]:
    return tuple(part.strip().replace("<br>", "\n") for part in line.strip()[1:-1].split(_EDGE))


def text_of(blocks: Iterable[content.Block]) -> str:
    """Returns the rich text from which :func:`blocks_of` makes such blocks; omits pictures."""
    return "\n".join(line for block in blocks for line in _written(block))


def _written(block: content.Block) -> Iterator[str]:
    match block:
        case content.Paragraph() if block.text.strip() or block.mark:
            yield write([_line(block)])
        case content.Table():
            wide = len(block.columns)
            heads, body = (_texts_of(part, wide) for part in (block.heading, block.rows))
            for at, row in enumerate((*heads, *body)):
                yield _joined(row, wide)
                if at + 1 == len(block.heading):
                    yield _joined(["---"] * wide, wide)
        case content.KeepTogether():
            yield from (line for simple in block.blocks for line in _written(simple))
        case content.PageBreak():
            yield PAGE
        case _:
            return


def _texts_of(rows: tuple[content.TableRow, ...], wide: int) -> list[list[str]]:
    """Returns the texts of rows, with marks where cells are merged."""
    made = [[""] * wide for _row in rows]
    for spot in (spot for line in placed(rows, wide) for spot in line):
        for row in range(spot.row, spot.last_row + 1):
            made[row][spot.column] = ABOVE
            for column in range(spot.column + 1, spot.column + spot.columns):
                made[row][column] = LEFT
        made[spot.row][spot.column] = _cell(spot.cell)
    return made


def _joined(texts: list[str], wide: int) -> str:
    return f"{_EDGE} {f' {_EDGE} '.join((*texts, *[''] * (wide - len(texts))))} {_EDGE}"


def _cell(cell: content.Cell) -> str:
    return "<br>".join(write([_line(paragraph)]) for paragraph in cell.paragraphs)


def _line(paragraph: content.Paragraph) -> RichLine:
    spans = tuple(Span(run.text.replace("\t", " "), run.bold) for run in paragraph.runs)
    return RichLine(spans, paragraph.mark, paragraph.level)


def named(block: content.Block, wording: str) -> content.Block:
    """Returns the block with all its runs marked as text of ``wording``."""
    match block:
        case content.Paragraph():
            return _named(block, wording)
        case content.Table():
            heading, rows = (
                tuple(_row_named(row, wording) for row in part)
                for part in (block.heading, block.rows)
            )
            return replace(block, heading=heading, rows=rows)
        case _:
            return block


def within(document: content.Document, wording: str) -> Iterator[content.Block]:
    """Yields the blocks of a document and its bound documents that contain text of ``wording``."""
    parts = [document, *(bound.document for bound in document.bound)]
    return (block for part in parts for block in part.blocks if wording in _names(block))


def _names(block: content.Block) -> Iterator[str]:
    match block:
        case content.Paragraph():
            yield from (run.wording for run in block.runs)
        case content.Table():
            for row in (*block.heading, *block.rows):
                for cell in row.cells:
                    yield from (
                        run.wording for paragraph in cell.paragraphs for run in paragraph.runs
                    )
        case _:
            return


def _named(paragraph: content.Paragraph, wording: str) -> content.Paragraph:
    runs = tuple(replace(run, wording=wording) for run in paragraph.runs)
    return replace(paragraph, runs=runs)


def _row_named(row: content.TableRow, wording: str) -> content.TableRow:
    cells = (
        replace(cell, paragraphs=tuple(_named(paragraph, wording) for paragraph in cell.paragraphs))
        for cell in row.cells
    )
    return replace(row, cells=tuple(cells))
