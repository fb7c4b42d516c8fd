"""Scores of several years in one file: in columns (คะแนน ปี 2566 beside คะแนน ปี 2567), or in sheets
that are called by their years."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from ita_desktop.domain.digits import to_arabic
from ita_desktop.exchange.heading_words import years_in
from ita_desktop.exchange.headings import HeadingFinder, TableHeading
from ita_desktop.exchange.kind import ImportKind
from ita_desktop.exchange.kinds.results import ResultRow
from ita_desktop.exchange.report.results import ReadValue
from ita_desktop.exchange.sheets import DataSheet, Origin

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
