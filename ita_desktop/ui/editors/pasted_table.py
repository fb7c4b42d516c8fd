"""A table that is pasted into a text: its rows stand between ``|``, as papers print them."""

import csv
from collections.abc import Iterator
from itertools import groupby

from ita_desktop.documents.rich import rows_text


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
