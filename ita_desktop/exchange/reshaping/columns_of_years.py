"""A column that a table has once for each of several years, side by side, is read for one of them:
its headings lose the year, and get it back where they turn out to be of another one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, Self

from ita_desktop.domain.text import one_line
from ita_desktop.exchange.heading_words import heading_key, heading_places, years_in
from ita_desktop.exchange.kinds.oit import EVIDENCE
from ita_desktop.exchange.kinds.registry import finders
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.reshaping.years_down import year_of_cell
from ita_desktop.exchange.sheets import DataSheet, SheetRow, Value

_YEAR: Final = re.compile(
    r"\s*[(\[]?\s*(?:(?:ประจำ|ของ)?ปี\s*)?(?:งบประมาณ\s*)?(?:พ\.?\s*ศ\.?\s*)?(?:25|๒๕)[\d๐-๙]{2}\s*[)\]]?\s*"
)
_LEAST: Final = 2
"""Number of years."""


class HeadingOfYear(str):
    """A heading without the year that it is of."""

    __slots__ = ("whole", "year")
    year: int
    """The Buddhist fiscal year."""
    whole: str
    """The heading as it stands in the file."""

    def __new__(cls, text: str, year: int, whole: str) -> Self:
        made = super().__new__(cls, text)
        made.year, made.whole = year, whole
        return made


def with_columns_of_years(sheet: DataSheet) -> DataSheet:
    """Return a sheet in which such headings are known by what they are of. Scores and links of
    several years have rules of their own."""
    for at in () if sheet.of_lines else heading_places(sheet.rows):
        row, below = sheet.rows[at], sheet.rows[at + 1 : at + 2]
        heads = dict(_in_one_row(row)) or dict(_in_two_rows(row, below))
        if not heads:
            continue
        rows = [*sheet.rows]
        for column, head in heads.items():
            rows[at] = rows[at].with_value(column, head)
        if below and all(year_of_cell(str(value)) for value in below[0].values if value != ""):
            del rows[at + 1]
        return replace(sheet, rows=tuple(rows))
    return sheet


def own_columns(sheet: DataSheet, own: int) -> DataSheet:
    """Return a sheet in which those of such headings that are not of the Buddhist fiscal year
    ``own`` are whole again, and so are of nothing."""
    for at, row in enumerate(sheet.rows):
        if any(isinstance(value, HeadingOfYear) for value in row.values):
            values = tuple(_as_own(value, own) for value in row.values)
            made = (*sheet.rows[:at], replace(row, values=values), *sheet.rows[at + 1 :])
            return replace(sheet, rows=made)
    return sheet


def _as_own(value: Value, own: int) -> Value:
    is_other = isinstance(value, HeadingOfYear) and value.year != own
    return value.whole if isinstance(value, HeadingOfYear) and is_other else value


def _in_one_row(row: SheetRow) -> Iterator[tuple[int, HeadingOfYear]]:
    """Yield the headings that differ in their years alone (ผู้รับผิดชอบ ปี 2567, ผู้รับผิดชอบ ปี 2568)."""
    found: dict[str, dict[int, HeadingOfYear]] = {}
    for column, value in enumerate(row.values):
        if not isinstance(value, str) or len(years := years_in(value)) != 1:
            continue
        bare = one_line(_YEAR.sub(" ", value))
        head = HeadingOfYear(bare, years[0], one_line(value))
        found.setdefault(heading_key(bare), {})[column] = head
    for same in found.values():
        yield from _known(same)


def _in_two_rows(row: SheetRow, below: Sequence[SheetRow]) -> Iterator[tuple[int, HeadingOfYear]]:
    """Yield the headings of which the row below says the years."""
    last, groups = "", dict[str, dict[int, HeadingOfYear]]()
    for lower in below:
        for column, value in enumerate(lower.values):
            over = row.value(column)
            last = over if isinstance(over, str) and over else last
            if isinstance(value, str) and (year := year_of_cell(value)) and last:
                head = HeadingOfYear(last, year, f"{last} {one_line(value)}")
                groups.setdefault(last, {})[column] = head
    for same in groups.values():
        yield from _known(same)


def _known(same: Mapping[int, HeadingOfYear]) -> Iterator[tuple[int, HeadingOfYear]]:
    years = {head.year for head in same.values()}
    if len(same) >= _LEAST and len(years) == len(same) and _is_known(next(iter(same.values()))):
        yield from same.items()


def _is_known(text: str) -> bool:
    of_kinds = finders()
    links = of_kinds[EVIDENCE.name].partly([text]).columns
    if of_kinds[RESULTS.name].knows(text) or "location" in links:
        return False
    return any(finder.knows(text) for finder in of_kinds.values())
