"""A table that is pasted into a text: its rows stand between ``|``, as papers print them."""

import csv
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from PySide6.QtGui import QTextCursor, QTextDocument, QTextFrame, QTextTable

from ita_desktop.documents.rich import rows_text

_LINE: Final = "\u2028"
"""What Qt has for a line break within a paragraph."""


def with_tables(text: str) -> str:
    """Returns a text from the clipboard, in which rows of tables have tabs between their cells, and
    quotes around those of several lines, with such rows between ``|``.

    >>> print(with_tables("ดังนี้\\nO1\\tฝ่ายโยธา"))
    ดังนี้
    | O1 | ฝ่ายโยธา |
    """
    return "\n".join(_lines(text))


def _lines(text: str) -> Iterator[str]:
    has_quotes = text.count('"') % 2 == 0
    read = csv.reader(
        text.splitlines(keepends=True),
        delimiter="\t",
        quoting=csv.QUOTE_MINIMAL if has_quotes else csv.QUOTE_NONE,
    )
    for is_table, run in groupby(read, key=lambda row: len(row) > 1):
        rows = [[cell.strip() for cell in row] for row in run]
        yield rows_text(rows) if is_table else "\n".join("".join(row) for row in rows)


def from_page(html: str, *, tables: bool) -> str:
    """Returns the words of a page from the clipboard, for where it has no text beside it, or one in
    which the cells of its tables cannot be told apart; ``tables``: rows stand between ``|``."""
    page = QTextDocument()
    page.setHtml(html)
    return "\n".join(_page_lines(page.rootFrame(), tables)).strip("\n")


def _page_lines(frame: QTextFrame, tables: bool) -> Iterator[str]:
    at = frame.begin()
    while not at.atEnd():
        inner = at.currentFrame()
        if isinstance(inner, QTextTable):
            rows = [
                [_cell_text(inner, row, column) for column in range(inner.columns())]
                for row in range(inner.rows())
            ]
            is_table = tables and inner.columns() > 1
            yield rows_text(rows) if is_table else "\n".join("\t".join(row) for row in rows)
        elif at.currentBlock().isValid():
            yield at.currentBlock().text().replace(_LINE, "\n")
        else:
            yield from _page_lines(inner, tables)
        at += 1


def _cell_text(table: QTextTable, row: int, column: int) -> str:
    """Returns the text of a cell; one that is merged has it in its first place."""
    cell = table.cellAt(row, column)
    if (cell.row(), cell.column()) != (row, column):
        return ""
    words = cell.firstCursorPosition()
    words.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
    return words.selection().toPlainText().strip()
