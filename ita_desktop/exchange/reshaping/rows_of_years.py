"""A list of several years, with the year of each row in a column, has the rows of one alone; of
columns for several years one is read (``years.py``)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from ita_desktop.exchange.cells.row import text_of
from ita_desktop.exchange.heading_words import heading_key, heading_places
from ita_desktop.exchange.remarks import Skipped
from ita_desktop.exchange.reshaping.years import YEAR_HEADS, own_columns, year_of_cell
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow
from ita_desktop.exchange.source import ImportSource

_LEAST: Final = 2
"""Number of cells of a row of a table."""
_OTHER: Final = "แถวนี้เป็นของปี {year} ไม่ใช่ปี {own}"
_CHOOSE: Final = "ถ้าต้องใช้ เลือกปี {year} แล้วนำเข้าใหม่"


class _Years(NamedTuple):
    """The column of years of a table."""

    head: int
    """The index of the row with its heading."""
    column: int
    by_row: Mapping[int, int]
    """The Buddhist fiscal years of rows by their indices."""


def years_in_rows(sheet: DataSheet) -> frozenset[int]:
    """Return the Buddhist fiscal years that the rows of a table are of, by a column."""
    found = _years(sheet.rows)
    return frozenset(found.by_row.values()) if found is not None else frozenset()


def without_others(sheet: DataSheet, own: int) -> DataSheet:
    """Return a table without the rows that a column says are of other years."""
    found = _years(sheet.rows)
    of_row = {} if found is None else found.by_row
    return replace(
        sheet, rows=tuple(row for at, row in enumerate(sheet.rows) if of_row.get(at, own) == own)
    )


def of_year(source: ImportSource, own: int) -> tuple[ImportSource, tuple[Skipped, ...]]:
    """Return a file with the rows of the Buddhist fiscal year ``own`` alone, where its tables have
    some, and those of others, which are left; what is of other years alone is as it was."""
    sheets, left = list[DataSheet](), list[Skipped]()
    for given in source.sheets if not source.form else ():
        sheet = own_columns(given, own)
        found = _years(sheet.rows)
        if found is None or own not in found.by_row.values():
            sheets.append(sheet)
            continue
        rows = list[SheetRow]()
        for at, row in enumerate(sheet.rows):
            year = found.by_row.get(at, own)
            if year == own:
                is_read = at == found.head or at in found.by_row
                rows.append(row.with_value(found.column, "") if is_read else row)
                continue
            fields = {"year": year, "own": own}
            left.append(Skipped(Origin(sheet.name, row.number), _OTHER, _CHOOSE, fields))
        sheets.append(replace(sheet, rows=tuple(rows)))
    return replace(source, sheets=tuple(sheets)) if sheets else source, tuple(left)


def years_below(rows: Sequence[SheetRow], column: int | None) -> dict[int, int]:
    """Return the Buddhist fiscal years that the rows below a heading of years are of, by number;
    none of no column."""
    return {rows[at].number: year for at, year in _below(rows, 0, column)}


def _years(rows: Sequence[SheetRow]) -> _Years | None:
    """Return the first column of years of a table; None if it has none."""
    for at in heading_places(rows):
        for column, value in enumerate(rows[at].values):
            if isinstance(value, str) and heading_key(value) in YEAR_HEADS:
                by_row = dict(_below(rows, at + 1, column))
                if by_row:
                    return _Years(at, column, by_row)
    return None


def _below(rows: Sequence[SheetRow], first: int, column: int | None) -> Iterator[tuple[int, int]]:
    """Yield the rows with their years, as far as the first cell that is none; an empty one has the
    year above it."""
    year = 0
    for at in range(first, len(rows)):
        text = str(text_of(rows[at].value(column)))
        if text and not (year := year_of_cell(text)):
            return
        if year and rows[at].filled >= _LEAST:
            yield at, year
