"""Parts a sheet whose tables stand side by side, from what is above them and from one another: each
has several columns of its own, with an empty one between, and begins with a column that only a
table begins with. And what rows say of where a table begins and ends."""

from collections.abc import Callable, Container, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from ita_desktop.exchange.cells.codes import is_coded
from ita_desktop.exchange.heading_words import heading_key, heading_places
from ita_desktop.exchange.headings import TableHeading
from ita_desktop.exchange.sheets import DataSheet, SheetRow, Value

_BEGINS: Final = frozenset(
    map(heading_key, ("ลำดับ", "ลำดับที่", "ที่", "เลขที่", "ข้อ", "ข้อที่", "รหัส", "คณะ", "No", "No."))
)
"""Headings of the first column of tables."""
_LONGEST: Final = 20
"""Number of characters of such a heading."""
LEAST: Final = 2
"""Minimum number of rows, and of cells of these, of another table above the headings of a table."""
_PARTS: Final = 4
"""Minimum number of columns of a list in parts beside one another."""
_LONG: Final = 6
"""Minimum number of rows of such a table directly above the headings."""

IsHead = Callable[[Sequence[SheetRow], int], bool]
"""Whether the row of this index is the heading of a known table."""


def parted(sheet: DataSheet, is_head: IsHead) -> Iterator[DataSheet]:
    """Yield the tables of a sheet side by side from left to right, in their own columns, behind
    what is above all of them; the sheet itself if there is one at most. Titles above stay with the
    table that they are over; what the first one has above the others' own titles is theirs, too."""
    gap = (
        _of_parts(sheet.rows, is_head)
        or _of_one_row(sheet.rows, is_head)
        or _of_two_rows(sheet.rows, is_head)
    )
    if gap is None:
        yield sheet
        return
    at, column = gap
    # Without an empty column between, names of the parts stand above their first columns.
    across = {column - 1, column} if column in _filled(sheet.rows[at]) else {column}
    start = max(_end_of_known(sheet.rows, at, is_head), _end_of_wide(sheet.rows[:at], across))
    if start:
        yield replace(sheet, rows=sheet.rows[:start])
    rows = sheet.rows[start:]
    left = replace(sheet, rows=_columns(rows, 0, column))
    right = _columns(rows, column, None)
    first = min(sheet.rows[at].number, right[0].number)
    right = (*(row for row in left.rows if row.number < first), *right)
    yield left
    yield from parted(replace(sheet, rows=right), is_head)


def first_of_table(rows: Sequence[SheetRow], at: int) -> int:
    """Return the index of the first row that belongs to the table whose heading is at ``at``: 0,
    unless another table is above it."""
    start = 0
    for first, last in blocks(rows, 0, at):
        # Directly above, the head of a form has few rows of several cells.
        is_apart = last < at or rows[at].number > rows[at - 1].number + 1
        least = LEAST if last < at else _LONG
        if is_apart and sum(row.filled >= LEAST for row in rows[first:last]) >= least:
            start = last
    return start


def blocks(rows: Sequence[SheetRow], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield first row and end of the blocks between empty rows."""
    start = first
    for at in range(first + 1, last):
        if rows[at].number > rows[at - 1].number + 1:
            yield start, at
            start = at
    if start < last:
        yield start, last


def _end_of_known(rows: Sequence[SheetRow], at: int, is_head: IsHead) -> int:
    """Return the index behind the last other table above the heading at ``at``."""
    start = first_of_table(rows, at)
    for first, last in blocks(rows, start, at):
        is_apart = rows[last].number > rows[last - 1].number + 1
        if is_apart and any(is_head(rows, row) for row in range(first, last)):
            start = last
    return start


def _end_of_wide(rows: Sequence[SheetRow], columns: AbstractSet[int]) -> int:
    """Return the index behind the last of ``rows`` that has cells in ``columns`` beside others."""
    wide = (at for at, row in enumerate(rows) if row.filled >= LEAST and columns <= {*_filled(row)})
    return max(wide, default=-1) + 1


def _of_parts(rows: Sequence[SheetRow], is_head: IsHead) -> tuple[int, int] | None:
    """Return where a list goes on at its right, below the same headings once more, without an empty
    column between."""
    for at in heading_places(rows):
        own = _filled(rows[at])
        if len(own) < _PARTS or own != list(range(own[0], own[-1] + 1)):
            continue
        heads = [heading_key(str(rows[at].values[column])) for column in own]
        for wide in range(LEAST, len(own) // 2 + 1):
            same = len(own) % wide == 0 and heads == heads[:wide] * (len(own) // wide)
            first = _columns(rows, 0, own[wide])
            if same and is_head(first, _index(first, rows[at].number)):
                return at, own[wide]
    return None


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
    begins = {at for row in rows for at in _filled(row) if _begins(row.values[at])}
    for column in sorted({at - 1 for at in begins if at > 1}):
        start = _end_of_wide(rows, {column})
        here = _head(_columns(rows[start:], 0, column), is_head)
        there = _head(_columns(rows[start:], column, None), is_head)
        if here is None or there is None or here.number == there.number:
            continue
        at = _index(rows, min(here.number, there.number))
        if any(column in _filled(row) for row in rows[at:]):
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
    return _begins(row.values[_filled(row)[0]])


def _begins(value: Value) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST and heading_key(value) in _BEGINS


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


def without(row: SheetRow, columns: Container[int]) -> SheetRow:
    """Return a row without what is in some columns."""
    cells = ("" if at in columns else value for at, value in enumerate(row.values))
    return replace(row, values=tuple(cells))


def saying(rows: Sequence[SheetRow]) -> Iterator[SheetRow]:
    """Yield the rows that say something beside the one above: not those that are empty, or repeat
    what that has, as far as they have anything."""
    before: SheetRow | None = None
    for row in rows:
        cells = [(at, value) for at, value in enumerate(row.values) if value != ""]
        if before is None or any(value != before.value(at) for at, value in cells):
            yield row
            before = row


def first_of_several(rows: Sequence[SheetRow]) -> SheetRow:
    """Return the first of ``rows`` with several cells, or else the first."""
    return next((row for row in rows if row.filled >= LEAST), rows[0])


def stands_above_numbers(first: SheetRow, below: Sequence[SheetRow]) -> bool:
    """Return whether a row of words stands above a column that has nothing but numbers."""
    columns = zip(*(row.values for row in below), strict=False)
    return any(
        word != "" and all(map(_is_number, column))
        for word, column in zip(first.values, columns, strict=False)
    )


def _is_number(value: object) -> bool:
    return isinstance(value, str) and value.replace(",", "").replace(".", "", 1).isdigit()


def has_digit(value: object) -> bool:
    return any(map(str.isdigit, str(value)))


def titles_from(rows: Sequence[SheetRow], at: int) -> int:
    """Return the index of the first title above the heading at ``at``: lines of one cell, as far as
    the next empty row where there is one."""
    start = at
    for index in reversed(range(at)):
        if rows[index].filled > 1:
            break
        start = index
        if rows[index].number > rows[index - 1].number + 1:
            break
    return start


def is_item(row: SheetRow) -> bool:
    """Return whether a row begins with the code of an item."""
    return is_coded(next((str(value) for value in row.values if value != ""), ""))


def begins_block(rows: Sequence[SheetRow], at: int) -> bool:
    """Return whether nothing but titles is between a row and the empty one above."""
    while at and rows[at].number == rows[at - 1].number + 1 and rows[at - 1].filled == 1:
        at -= 1
    return at > 0 and rows[at].number > rows[at - 1].number + 1


def heading_at(part: DataSheet, heading: TableHeading) -> int:
    """Return the index of the first row with texts of a heading."""
    known = (at for at, row in enumerate(part.rows) if not heading.texts.isdisjoint(row.values))
    return next(known, 0)
