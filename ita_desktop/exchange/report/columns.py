"""Which columns of a table of results say what: the one with the codes, whatever its heading, and
those of scores of several years, in columns (คะแนน ปี 2566 beside คะแนน ปี 2567) or in sheets that
are called by their years.

Most tables call the codes 'ข้อ' or 'รหัส'. Others have them under 'ตัวชี้วัด' or 'รายการ', or under 'ที่'
beside an empty column of names; the content of the columns decides.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.text import to_arabic
from ita_desktop.exchange.heading_words import heading_key, years_in
from ita_desktop.exchange.headings import HeadingFinder, TableHeading
from ita_desktop.exchange.kind import ImportColumn, ImportKind
from ita_desktop.exchange.kinds.results import FIGURES, RESULTS, ResultRow, node_of
from ita_desktop.exchange.report.results import ReadValue
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow, Value

SCORED: Final = replace(RESULTS, required=(RESULTS.required[1],))
"""Results whose codes have another heading."""
_NUMBERED: Final = frozenset(
    map(
        heading_key,
        ("ตัวชี้วัด", "ข้อคำถาม", "คำถาม", "ประเด็นการประเมิน", "เครื่องมือ", "รายการ"),
    )
)
"""Headings below which a bare number is an indicator, and not a row number."""
_NUMBER: Final = re.compile(r"\s*\d+(?:\.\d+)?\s*")
_FIGURE: Final = re.compile(r"\s*(?:\d+|\d\d+\.\d+|\d\.\d\d+)\s*")
"""A row number, or a figure such as points of a weight (27.63, 38.4): no code below any other
heading, nor is a number beside it."""


def table_kind(sheets: Sequence[DataSheet]) -> ImportKind[ResultRow] | None:
    """Return the kind of the tables in ``sheets``; None if no table has codes beside scores."""
    usual, scored = HeadingFinder(RESULTS), HeadingFinder(SCORED)
    codes: dict[str, None] = {}
    names: dict[str, None] = {}
    """Headings of codes, and of names in a column with a code heading."""
    headed = False
    for sheet in sheets:
        found = usual.find(sheet.rows) or scored.find(sheet.rows)
        if found is None:
            continue
        at, heading = found
        own = heading.columns.get("code")
        heads = _heads(scored, sheet.rows, at, heading)
        column = _codes_at(sheet.rows, at, heading, heads)
        if column is None or column == own:
            headed = headed or own is not None
            continue
        codes[_text(heads, column)] = None
        if own is not None:
            names[_text(heads, own)] = None
    if not codes:
        return RESULTS if headed else None
    return replace(RESULTS, columns=tuple(_columns(tuple(codes), tuple(names), headed=headed)))


def _columns(codes: Sequence[str], names: Sequence[str], *, headed: bool) -> Iterator[ImportColumn]:
    """Yield the columns of results, with these additional headings of codes and names."""
    for column in RESULTS.columns:
        if column.name == "code":
            usual = (column.heading, *column.also) if headed else ()
            yield replace(column, heading=codes[0], also=(*codes, *usual))
        elif column.name == "title":
            yield replace(column, also=(*column.also, *names))
        else:
            yield column


def _heads(
    finder: HeadingFinder, rows: Sequence[SheetRow], at: int, heading: TableHeading
) -> Sequence[Value]:
    """Return the headings of the columns."""
    return finder.in_one_row(rows[at : at + heading.rows]).values


def _codes_at(
    rows: Sequence[SheetRow], at: int, heading: TableHeading, heads: Sequence[Value]
) -> int | None:
    """Return the column with the most different codes, first of all of items, as what is beside
    these names their groups; preferring the one with a code heading. That of instruments is one
    only if no other has codes."""
    below = rows[at + heading.rows :]
    own, instrument = heading.columns.get("code"), heading.columns.get("instrument")
    figures = {heading.columns[name] for name in FIGURES if name in heading.columns}
    best, most = None, (0, 0)
    for column in sorted(heading.headed - {*figures, instrument}, key=lambda number: number != own):
        above = heading_key(_text(heads, column))
        numbered = column == own or above in _NUMBERED
        texts = [_text(row.values, column) for row in below]
        if not numbered and any(map(_FIGURE.fullmatch, texts)):
            texts = [text for text in texts if not _NUMBER.fullmatch(text)]
        codes = {_code(text, numbered=numbered) for text in texts} - {""}
        count = sum(code[1:].isdecimal() for code in codes if code[0] in "IEO"), len(codes)
        if count > most:
            best, most = column, count
    return instrument if best is None else best


def _code(text: str, *, numbered: bool) -> str:
    if numbered:
        return node_of(text)
    # A total stands in whatever column is the first.
    return "" if (node := node_of(text)) == TOTAL else node


def _text(values: Sequence[Value], column: int) -> str:
    value = values[column] if column < len(values) else ""
    return value if isinstance(value, str) else ""


_SHORT: Final = re.compile(r"(?:ปี)?\s*(?:งบ(?:ประมาณ)?)?\s*(?:พ\.?\s*ศ\.?)?\s*([67]\d)", re.ASCII)
_PERCENT: Final = "ร้อยละ"


def year_named(name: str) -> int | None:
    """Return the Buddhist year that a sheet or file is called by alone, in two digits; None for
    another name.

    >>> year_named("ปี 67"), year_named("๖๖"), year_named("ผล 2567"), year_named("12")
    (2567, 2566, None, None)
    """
    found = _SHORT.fullmatch(to_arabic(name).strip())
    return 2500 + int(found[1]) if found is not None else None


def score_years(
    kind: ImportKind[ResultRow], headings: Mapping[Origin, TableHeading]
) -> dict[int, ReadValue[str]]:
    """Return the headings of the columns with scores by the Buddhist fiscal year that each states,
    with the first row below it: the percentage of a year is its score, and not its points."""
    finder = HeadingFinder(kind)
    found: dict[int, ReadValue[str]] = {}
    for origin, heading in headings.items():
        known = (heading.headings.get(name, "") for name in ("score", "percent"))
        texts = (*known, *heading.ignored)
        for text in sorted(texts, key=lambda text: not text.startswith(_PERCENT)):
            years = years_in(text)
            if len(years) == 1 and "score" in finder.partly([text]).columns:
                found.setdefault(years[0], ReadValue(text, origin))
    return found


def with_scores_of(kind: ImportKind[ResultRow], heading: str) -> ImportKind[ResultRow]:
    """Return the kind with the scores below this heading alone."""
    columns = (
        replace(column, heading=heading, also=()) if column.name == "score" else column
        for column in kind.columns
        if column.name not in {"percent", "points"}
        or (column.name == "percent" and not heading.startswith(_PERCENT))
    )
    return replace(kind, columns=tuple(columns))


def years_of_sheets(sheets: Sequence[DataSheet]) -> dict[int, tuple[DataSheet, ...]]:
    """Return the sheets by the Buddhist fiscal year that the name of each states."""
    found: dict[int, tuple[DataSheet, ...]] = {}
    for sheet in sheets:
        named = year_named(sheet.name)
        years = {named} if named else {*years_in(sheet.name)}
        if len(years) == 1:
            year = years.pop()
            found[year] = (*found.get(year, ()), sheet)
    return found
