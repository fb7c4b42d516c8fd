"""Joins rows whose list of items continues that of the row above, after a page or column break
(``O1 - O5, O7`` above ``-12``)."""

import re
from dataclasses import replace
from typing import Final

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.text import one_line
from ita_desktop.exchange.headings import TableHeading
from ita_desktop.exchange.preparing.prepared import Prepared, joined_remarks
from ita_desktop.exchange.sheets import DataSheet, SheetRow

_JOINED: Final = "รหัสข้อต่อจากแถว {row} จึงรวมเป็นแถวเดียวกัน"
_BREAK = r"^(?:[-–—~,/]|ถึง|และ)\s*"
_BARE = re.compile(_BREAK + r"\d{1,2}(?![\d.])")
_CODES_ALONE = re.compile(
    _BREAK + r"(?:[IEO○]?\s?\d{1,2}[\s,;/–-]*(?:ถึง|และ)?\s*)+(?:[(\[][^)\]]*[)\]])?$", re.IGNORECASE
)
_CODE_AT_END = re.compile(r"(?:^|[\s,/–-])[IEO○]\s?-?\d{1,2}\s*$", re.IGNORECASE)


def runs_on(text: str) -> bool:
    """Return whether an item cell begins within a list (``-12 ...``): a number after a hyphen
    without its letter is not a code."""
    return bool(_BARE.match(to_arabic(one_line(text))))


def with_lists_joined(table: DataSheet, heading: TableHeading) -> Prepared:
    """Join rows whose cell of items continues that of the row above: the row above ends with a code
    and the next has no other content."""
    column = heading.columns.get("items", heading.columns.get("item"))
    if column is None:
        return Prepared(table)
    kept: list[SheetRow] = []
    with_row: dict[int, int] = {}
    for row in table.rows:
        if kept and _only_runs_on(row, column) and _ends_with_code(kept[-1], column):
            above = kept[-1]
            cell = f"{above.values[column]} {row.values[column]}"
            kept[-1] = above.with_value(column, cell)
            with_row[row.number] = above.number
        else:
            kept.append(row)
    return Prepared(
        replace(table, rows=tuple(kept)), aside=joined_remarks(table, with_row, _JOINED)
    )


def _only_runs_on(row: SheetRow, column: int) -> bool:
    filled = [at for at, value in enumerate(row.values) if value != "" and at not in row.merged]
    value = row.value(column)
    if filled != [column] or not isinstance(value, str):
        return False
    return bool(_CODES_ALONE.match(to_arabic(one_line(value))))


def _ends_with_code(row: SheetRow, column: int) -> bool:
    value = row.value(column)
    return isinstance(value, str) and bool(_CODE_AT_END.search(to_arabic(one_line(value))))
