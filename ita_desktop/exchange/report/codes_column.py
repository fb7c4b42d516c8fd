"""Which column of a table of results holds the codes, whatever stands above it.

Most tables head it 'ข้อ' or 'รหัส'. Others have the codes under 'ตัวชี้วัด' or 'รายการ', or under 'ที่'
beside an empty column of names; what stands in the columns tells.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ita_desktop.exchange.headings import Heading, HeadingFinder, heading_key
from ita_desktop.exchange.kind import ImportColumn, ImportKind
from ita_desktop.exchange.kinds.results import RESULTS, ResultRow, node_of
from ita_desktop.exchange.sheets import DataSheet, SheetRow

_SCORED: Final = replace(RESULTS, required=(("score",),))
_NUMBERED: Final = frozenset(
    map(
        heading_key,
        ("ตัวชี้วัด", "ข้อคำถาม", "คำถาม", "ประเด็นการประเมิน", "เครื่องมือ", "รายการ"),
    )
)
"""Headings under which a bare number is that of an indicator, and not of a row."""


def table_kind(sheets: Sequence[DataSheet]) -> ImportKind[ResultRow] | None:
    """The kind of the tables in ``sheets``; None where no table has codes beside scores."""
    usual, scored = HeadingFinder(RESULTS), HeadingFinder(_SCORED)
    codes: dict[str, None] = {}
    names: dict[str, None] = {}
    """What heads the codes, and the names in a column that is headed as codes are."""
    headed = False
    for sheet in sheets:
        found = usual.find(sheet.rows) or scored.find(sheet.rows)
        if found is None:
            continue
        at, heading = found
        own = heading.columns.get("code")
        column = _codes_at(sheet.rows, at, heading)
        if column is None or column == own:
            headed = headed or own is not None
            continue
        rows = sheet.rows[at : at + heading.rows]
        codes[_heading(rows, column)] = None
        if own is not None:
            names[_heading(rows, own)] = None
    if not codes:
        return RESULTS if headed else None
    return replace(RESULTS, columns=tuple(_columns(tuple(codes), tuple(names), headed=headed)))


def _columns(codes: Sequence[str], names: Sequence[str], *, headed: bool) -> Iterator[ImportColumn]:
    """The columns of results whose codes and names stand under these headings, too."""
    for column in RESULTS.columns:
        if column.name == "code":
            yield replace(column, heading=codes[0], also=(*codes, *(column.also if headed else ())))
        elif column.name == "title":
            yield replace(column, also=(*column.also, *names))
        else:
            yield column


def _codes_at(rows: Sequence[SheetRow], at: int, heading: Heading) -> int | None:
    """The column below a heading in which most codes stand, that of codes rather than another."""
    below = rows[at + heading.rows :]
    own, score = heading.columns.get("code"), heading.columns["score"]
    best, most = None, 0
    for column in sorted(heading.headed - {score}, key=lambda number: number != own):
        above = heading_key(_heading(rows[at : at + heading.rows], column))
        numbered = column == own or above in _NUMBERED
        count = sum(_is_code(_text(row, column), numbered=numbered) for row in below)
        if count > most:
            best, most = column, count
    return best


def _heading(rows: Sequence[SheetRow], column: int) -> str:
    """What stands above a column, on one row or two."""
    return " ".join(filter(None, (_text(row, column) for row in rows)))


def _is_code(text: str, *, numbered: bool) -> bool:
    return bool(node_of(text)) and (numbered or not text.strip().isdecimal())


def _text(row: SheetRow, column: int) -> str:
    value = row.values[column] if column < len(row.values) else ""
    return value if isinstance(value, str) else ""
