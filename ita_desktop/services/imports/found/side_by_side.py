"""Parts a sheet whose tables stand side by side: each has several columns of its own, with an empty
one between, and begins with a column that only a table begins with."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from ita_desktop.exchange.headings import HEADING_ROWS, heading_key
from ita_desktop.exchange.sheets import DataSheet, SheetRow

_BEGINS: Final = frozenset(
    map(heading_key, ("ลำดับ", "ลำดับที่", "ที่", "เลขที่", "ข้อ", "ข้อที่", "รหัส", "คณะ", "No", "No."))
)
"""Headings of the first column of tables."""

IsHead = Callable[[Sequence[SheetRow], int], bool]
"""Whether the row of this index is the heading of a known table."""


def parted(sheet: DataSheet, is_head: IsHead) -> Iterator[DataSheet]:
    """Yield the tables of a sheet side by side from left to right, in their own columns; the sheet
    itself if there is one at most. Titles above stay with the table that they are over; what the
    first one has above the others' own titles is theirs, too."""
    gap = _gap(sheet.rows, is_head)
    if gap is None:
        yield sheet
        return
    at, column = gap
    left = replace(sheet, rows=_columns(sheet.rows, 0, column))
    right = _columns(sheet.rows, column, None)
    first = min(sheet.rows[at].number, right[0].number)
    right = (*(row for row in left.rows if row.number < first), *right)
    yield left
    yield from parted(replace(sheet, rows=right), is_head)


def _gap(rows: Sequence[SheetRow], is_head: IsHead) -> tuple[int, int] | None:
    """Return the index of a row of headings of two tables, and an empty column between them."""
    for at, columns in _empty_columns(rows):
        for column in columns:
            left, right = _columns(rows, 0, column), _columns(rows, column, None)
            here, there = (_index(part, rows[at].number) for part in (left, right))
            if not _begins_table(left[here], right[there]):
                continue
            numbered = _is_numbered(left[here]) and _is_numbered(right[there])
            known = is_head(left, here), is_head(right, there)
            if all(known) or (numbered and (any(known) or is_head(rows, at))):
                return at, column
    return None


def _empty_columns(rows: Sequence[SheetRow]) -> list[tuple[int, list[int]]]:
    """Return the first rows that have cells of two tables, by index, each with the columns between
    these that are empty from there on. A single column is no table, but one of its neighbour's."""
    filled = {column for row in rows[HEADING_ROWS:] for column in _filled(row)}
    found = []
    for at in reversed(range(min(len(rows), HEADING_ROWS))):
        own = _filled(rows[at])
        filled.update(own)
        between = range(own[1] + 1, own[-2]) if len(own) > 1 else ()
        columns = [one for one in between if one not in filled and one + 1 in own]
        found.append((at, columns))
    return [pair for pair in reversed(found) if pair[1]]


def _index(rows: Sequence[SheetRow], number: int) -> int:
    return next(at for at, row in enumerate(rows) if row.number == number)


def _begins_table(left: SheetRow, right: SheetRow) -> bool:
    """Return whether the headings at the right begin a table, and do not go on with the left one:
    the first is one that tables begin with, or that the left one has, too."""
    first = right.values[_filled(right)[0]]
    return _is_numbered(right) or heading_key(str(first)) in map(heading_key, map(str, left.values))


def _is_numbered(row: SheetRow) -> bool:
    """Return whether the first of the headings is one that tables begin with."""
    return heading_key(str(row.values[_filled(row)[0]])) in _BEGINS


def _columns(rows: Sequence[SheetRow], begin: int, end: int | None) -> tuple[SheetRow, ...]:
    """Return the rows with content in some columns, which stay in their places."""
    cut = (
        replace(
            row,
            values=(*[""] * min(begin, len(row.values)), *row.values[begin:end]),
            merged=row.merged.intersection(range(len(row.values))[begin:end]),
        )
        for row in rows
    )
    return tuple(row for row in cut if _filled(row))


def _filled(row: SheetRow) -> list[int]:
    return [at for at, value in enumerate(row.values) if value != ""]
