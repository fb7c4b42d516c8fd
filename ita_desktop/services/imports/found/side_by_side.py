"""Parts a sheet whose tables stand side by side: each has several columns of its own, with an empty
one between, and begins with a column that only a table begins with."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from ita_desktop.exchange.heading_places import HEADING_ROWS, heading_places
from ita_desktop.exchange.heading_words import heading_key
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
    """Return the index of the first row of headings of two tables, and an empty column between
    them."""
    return _of_one_row(rows, is_head) or _of_two_rows(rows, is_head)


def _of_one_row(rows: Sequence[SheetRow], is_head: IsHead) -> tuple[int, int] | None:
    """Return the gap between tables whose headings are in one row."""
    for at, columns in _empty_columns(rows):
        for column in columns:
            (own,) = _columns(rows[at : at + 1], 0, column)
            (beside,) = _columns(rows[at : at + 1], column, None)
            if not _begins_table(own, beside):
                continue
            left, right = _columns(rows, 0, column), _columns(rows, column, None)
            here, there = (_index(part, rows[at].number) for part in (left, right))
            numbered = _is_numbered(left[here]) and _is_numbered(right[there])
            known = is_head(left, here), is_head(right, there)
            if all(known) or (numbered and (any(known) or is_head(rows, at))):
                return at, column
    return None


def _of_two_rows(rows: Sequence[SheetRow], is_head: IsHead) -> tuple[int, int] | None:
    """Return the gap between tables of which one begins lower than the other, but beside it."""
    top = rows[:HEADING_ROWS]
    filled = {column for row in rows[HEADING_ROWS:] for column in _filled(row)}
    between = {at - 1 for row in top for at in _filled(row) if at > 1}
    for column in sorted(between - filled):
        here = _head(_columns(top, 0, column), is_head)
        there = _head(_columns(top, column, None), is_head)
        if here is None or there is None or here.number == there.number:
            continue
        at = _index(rows, min(here.number, there.number))
        if any(column in _filled(row) for row in top[at:]):
            continue
        left, right = _columns(rows, 0, column)[-1], _columns(rows, column, None)[-1]
        if min(left.number, right.number) >= max(here.number, there.number):
            return at, column
    return None


def _head(part: Sequence[SheetRow], is_head: IsHead) -> SheetRow | None:
    """Return the headings of a known table that begins with a number or code."""
    heads = (row for at, row in enumerate(part) if _is_numbered(row) and is_head(part, at))
    return next(heads, None)


def _empty_columns(rows: Sequence[SheetRow]) -> list[tuple[int, list[int]]]:
    """Return the first rows that have cells of two tables, by index, each with the columns between
    these that are empty from there on. A single column is no table, but one of its neighbour's."""
    filled: set[int] = set()
    places = set(heading_places(rows))
    found = []
    for at in reversed(range(len(rows))):
        own = _filled(rows[at])
        filled.update(own)
        between = range(own[1] + 1, own[-2]) if len(own) > 3 else ()
        columns = [
            column
            for column in (between if at in places else ())
            if column not in filled and column + 1 in own
        ]
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
