"""Decides what is repeated on the next page when a paragraph or a table crosses a page break.

The rest of a paragraph loses its list mark; the group rows above a table row are repeated.
"""

from collections.abc import Sequence
from dataclasses import replace

from ita_desktop.documents.content import (
    Cell,
    ContinuedCell,
    Paragraph,
    Run,
    Table,
    TableColumn,
    TableRow,
)

MOST = 0.4
"""Greatest height of repeated headings or group rows, as a share of the page."""

END = 1 << 30
"""An offset beyond the end of any text."""


def cut(block: Paragraph, begin: int, end: int) -> Paragraph:
    """Returns the runs between two offsets, without the space at the end of a line."""
    if begin == 0 and end == END:
        return block
    runs, at = [], 0
    for run in block.runs:
        text = run.text[max(begin - at, 0) : max(end - at, 0)]
        at += len(run.text)
        if text or run.image is not None:
            runs.append(replace(run, text=text))
    if runs and end < len(block.text):
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" "))
    return replace(block, runs=tuple(runs))


def going_on(paragraphs: tuple[Paragraph, ...], mark: str) -> tuple[Paragraph, ...]:
    """Returns a cell's paragraphs with ``mark`` (``(ต่อ)``) appended unless already there, or the
    cell is empty: then nothing goes on."""
    if not mark or not any(paragraph.text.strip() for paragraph in paragraphs):
        return paragraphs
    *before, last = paragraphs
    if last.text.endswith(mark):
        return paragraphs
    bold = bool(last.runs) and last.runs[-1].bold
    return (*before, replace(last, runs=(*last.runs, Run(mark, bold))))


def again(column: TableColumn, cell: Cell) -> ContinuedCell:
    """Returns what a cell shows on the next page once all its text is printed. A merged cell is
    repeated and says that it goes on, because it belongs to the rows on that page too."""
    if column.on_break is ContinuedCell.EMPTY and cell.rows > 1 and not cell.pictures:
        return ContinuedCell.REPEAT_CONTINUED
    return column.on_break


def marked_row(row: TableRow, mark: str) -> TableRow:
    """Returns a group row with ``mark`` appended to its first cell; a row without cells of its own
    is returned unchanged."""
    if not row.cells:
        return row
    first, *more = row.cells
    return replace(row, cells=(replace(first, paragraphs=going_on(first.paragraphs, mark)), *more))


def leading_groups(table: Table) -> int:
    """Returns the number of leading group rows that apply to the whole table; 0 if there are others
    further down, or if group rows are not repeated."""
    if table.repeat_groups is ContinuedCell.EMPTY:
        return 0
    groups = [number for number, row in enumerate(table.rows) if row.group]
    leading = groups == list(range(len(groups))) and len(groups) < len(table.rows)
    alone = all(cell.rows == 1 for row in table.rows[: len(groups)] for cell in row.cells)
    return len(groups) if leading and alone else 0


def repeated_groups(table: Table, above: Sequence[TableRow], row: TableRow) -> list[TableRow]:
    """Returns the group rows repeated on a page that begins with ``row``; ``above`` are the last
    group rows of each depth before it."""
    if table.repeat_groups is ContinuedCell.EMPTY:
        return []
    rows = [table_row for table_row in above if not row.group or table_row.depth < row.depth]
    if rows and not row.group and table.repeat_groups is ContinuedCell.REPEAT_CONTINUED:
        rows[-1] = marked_row(rows[-1], table.mark)
    return rows


def below(above: Sequence[TableRow], row: TableRow) -> list[TableRow]:
    """Returns the last group rows of each depth after ``row``; ``above`` are those before it."""
    return (
        [*(table_row for table_row in above if table_row.depth < row.depth), row]
        if row.group
        else [*above]
    )
