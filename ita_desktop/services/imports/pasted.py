"""Classifies a pasted block of cells: a list with or without headings, or a group's name."""

from collections.abc import Mapping, Sequence

from ita_desktop.domain.text import one_line
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.heading_words import HEADING_ROWS, SHIPPED_WORDS
from ita_desktop.exchange.headings import HeadingFinder, TableHeading
from ita_desktop.exchange.kinds.oit.assignments import ASSIGNMENTS
from ita_desktop.exchange.kinds.registry import kind_named
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.report.codes_column import table_kind
from ita_desktop.exchange.report.lines.lines import is_report
from ita_desktop.exchange.sheets import DataSheet, SheetRow
from ita_desktop.exchange.source import pasted_rows
from ita_desktop.exchange.unheaded import assignment_columns
from ita_desktop.services.imports.own_heads import office_words

_LEAST_CELLS = 2
"""Minimum number of filled cells of a data row; a row with fewer names a group."""


def is_headed(kind: str, cells: Sequence[Sequence[str]], year: YearData | None = None) -> bool:
    """Return whether a pasted block has headings of a list of ``kind``, default ones or those of
    the office."""
    if kind == RESULTS.name and is_report([DataSheet("", pasted_rows(cells))]):
        return True
    return len(cells) > 1 and _heading(kind, cells, year) is not None


def unheaded(
    kind: str, cells: Sequence[Sequence[str]], year: YearData
) -> Mapping[str, Sequence[str]]:
    """Return the columns of a pasted block without headings that is recognised as a list of
    ``kind`` because it names items with owners or dates; by kind, possibly empty."""
    if kind != ASSIGNMENTS.name:
        return {}
    finder = year.unit_finder
    columns = assignment_columns(
        pasted_rows(cells), lambda text: finder.find(text) is not None, year.year
    )
    return {kind: columns} if columns else {}


def names_group(kind: str, row: Sequence[str]) -> bool:
    """Return whether a row of a pasted block only names the group of the rows below it. A unit is
    the owner of a row."""
    filled = [text for text in map(one_line, row) if text]
    group = kind_named(kind).group(" ".join(filled)) if len(filled) <= _LEAST_CELLS else {}
    return bool(group) and "owners" not in group


def _heading(
    kind: str, cells: Sequence[Sequence[str]], year: YearData | None = None
) -> tuple[int, TableHeading] | None:
    words = office_words(year) if year is not None else SHIPPED_WORDS
    head = [SheetRow(number, tuple(row)) for number, row in enumerate(cells[:HEADING_ROWS], 1)]
    own = table_kind([DataSheet("", pasted_rows(cells))]) if kind == RESULTS.name else None
    return HeadingFinder(own or kind_named(kind), words).find(head)
