"""What stands overleaf where a paragraph or a table goes on there.

The rest of a paragraph has no mark; the group rows that the rows of a table stand below are said
again.
"""

from collections.abc import Sequence
from dataclasses import replace

from ita_desktop.documents.content import (
    Cell,
    OnBreak,
    Paragraph,
    Run,
    Table,
    TableColumn,
    TableRow,
)

MOST = 0.4
"""Headings, or group rows, that are higher than this part of a page are not printed again."""

END = 1 << 30
"""Behind every text."""


def cut(block: Paragraph, begin: int, end: int) -> Paragraph:
    """The runs between two places of the text, without the space at which a line ends."""
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
    """A cell's words followed by the ``mark`` (``(ต่อ)``), once."""
    *before, last = paragraphs or (Paragraph((), "cell"),)
    if not mark or last.text.endswith(mark):
        return paragraphs
    bold = bool(last.runs) and last.runs[-1].bold
    return (*before, replace(last, runs=(*last.runs, Run(mark, bold))))


def again(column: TableColumn, cell: Cell) -> OnBreak:
    """What a cell shows on the next page once its own text is all printed. One that several rows
    share is told again there, because what stands beside them is theirs, too."""
    if column.on_break is OnBreak.EMPTY and cell.rows > 1 and not cell.pictures:
        return OnBreak.REPEAT
    return column.on_break


def marked_row(row: TableRow, mark: str) -> TableRow:
    """A row whose first cell says with the ``mark`` that it goes on; one that lies wholly under
    others has none."""
    if not row.cells:
        return row
    first, *more = row.cells
    return replace(row, cells=(replace(first, paragraphs=going_on(first.paragraphs, mark)), *more))


def leading_groups(table: Table) -> int:
    """How many rows at the beginning head the whole table; 0 where others follow further down, or
    where they are not printed again."""
    if table.repeat_groups is OnBreak.EMPTY:
        return 0
    groups = [number for number, row in enumerate(table.rows) if row.group]
    leading = groups == list(range(len(groups))) and len(groups) < len(table.rows)
    alone = all(cell.rows == 1 for row in table.rows[: len(groups)] for cell in row.cells)
    return len(groups) if leading and alone else 0


def repeated_groups(table: Table, above: Sequence[TableRow], row: TableRow) -> list[TableRow]:
    """The group rows that are printed again on a page which begins with ``row``; ``above`` are the
    last ones of each depth before it."""
    if table.repeat_groups is OnBreak.EMPTY:
        return []
    rows = [table_row for table_row in above if not row.group or table_row.depth < row.depth]
    if rows and not row.group and table.repeat_groups is OnBreak.REPEAT_CONTINUED:
        rows[-1] = marked_row(rows[-1], table.mark)
    return rows


def below(above: Sequence[TableRow], row: TableRow) -> list[TableRow]:
    """The last group rows of each depth behind ``row``; ``above`` are those before it."""
    return (
        [*(table_row for table_row in above if table_row.depth < row.depth), row]
        if row.group
        else [*above]
    )
