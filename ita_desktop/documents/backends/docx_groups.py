"""Group rows in the midst of a table that Word prints again overleaf.

Word prints the first rows of a table again, no others. So the table becomes one for each group,
with lines between them as low as Word allows; the headings, which belong to all of them, stand in
the head of the further pages (``docx_heads.py``).
"""

from copy import deepcopy
from itertools import pairwise, takewhile
from typing import Any

from ita_desktop.documents.backends.docx_text import LOWEST, TWIPS_PER_POINT, hairline, without_line
from ita_desktop.documents.backends.docx_xml import key, w
from ita_desktop.documents.backends.pdf_table import ABOVE
from ita_desktop.documents.content import OnBreak, Row, Table
from ita_desktop.documents.grid import placed
from ita_desktop.documents.overleaf import leading_groups


def beginnings(table: Table) -> list[int]:
    """The rows with which groups begin that are printed again overleaf without a mark; none where
    the first rows of the table are all of them, or a cell reaches from one group into the next."""
    if table.repeat_groups is not OnBreak.REPEAT or leading_groups(table):
        return []
    begun = [
        number
        for number, row in enumerate(table.rows)
        if row.group and not (number and _heads(table.rows[number - 1], row))
    ]
    cells = [one for row in placed(table.rows, len(table.columns)) for one in row]
    reached = any(one.row < at <= one.last_row for one in cells for at in begun)
    return [] if reached else begun


def group_heads(table: Table) -> list[tuple[Row, ...]]:
    """The group rows that are printed again, of each group that has other rows."""
    edges = pairwise([*beginnings(table), len(table.rows)])
    parts = [table.rows[slice(*edge)] for edge in edges]
    heads = [tuple(takewhile(lambda one: one.group, part)) for part in parts]
    return [head for head, part in zip(heads, parts, strict=True) if len(head) < len(part)]


def by_group(table: Table, element: Any) -> list[Any]:
    """The ``w:tbl`` of a table as one for each group, whose group rows Word prints again. Their
    upper line is that of what stands above them: the table before, or the head of the page."""
    ahead = len(table.heading)
    begun = beginnings(table)
    rows = element.findall(key("tr"))
    looks = [element.find(key(name)) for name in ("tblPr", "tblGrid")]
    parts: list[Any] = []
    for first, end in pairwise(sorted({0, *(ahead + one for one in begun), len(rows)})):
        part = w("tbl", *map(deepcopy, looks))
        part.extend(rows[first:end])
        if parts:
            parts.append(_between(keep_next=first == ahead))
            if table.borders:
                _lift(rows[first])
        sources = table.rows[first - ahead : end - ahead] if first >= ahead else ()
        groups = [*takewhile(lambda one: one.group, sources)]
        for row in rows[first : first + len(groups)] if len(groups) < len(sources) else ():
            _print_again(row)
        parts.append(part)
    return parts


def _heads(above: Row, row: Row) -> bool:
    """Whether a group row stands below the one before it."""
    return above.group and above.depth < row.depth


def _between(*, keep_next: bool) -> Any:
    """A line between tables that look like one."""
    line = hairline(LOWEST)
    if keep_next:
        line[0].insert(1, w("keepNext"))
    return line


def _lift(row: Any) -> None:
    """Take the upper line off a row, and the height of the line of text before its table."""
    for at, cell in enumerate(row.findall(key("tc"))):
        without_line(row, at, "top")
        free = w("tcMar", w("top", w=round(ABOVE * TWIPS_PER_POINT) - LOWEST, type="dxa"))
        cell.find(f"{key('tcPr')}/{key('tcBorders')}").addnext(free)


def _print_again(row: Any) -> None:
    properties = row.find(key("trPr"))
    if properties is None:
        properties = w("trPr")
        row.insert(0, properties)
    properties.append(w("tblHeader"))
