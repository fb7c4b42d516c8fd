"""Classifies a pasted block of cells: a list with or without headings, or a name of a group. The
columns of an assignment table without headings show by their content: item codes, units, dates."""

from collections.abc import Callable, Mapping, Sequence

from ita_desktop.domain.dates import DateError, parse_date
from ita_desktop.domain.text import one_line
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells.codes import is_item
from ita_desktop.exchange.cells.row import several
from ita_desktop.exchange.heading_words import HEADING_ROWS, SHIPPED_WORDS
from ita_desktop.exchange.headings import HeadingFinder, TableHeading
from ita_desktop.exchange.kinds.oit import ASSIGNMENTS
from ita_desktop.exchange.kinds.registry import kind_named
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.kinds.roster import ROSTER
from ita_desktop.exchange.report.columns import table_kind
from ita_desktop.exchange.report.lines import is_plainly_report, is_report
from ita_desktop.exchange.reshaping.member_rows import member_heads
from ita_desktop.exchange.sheets import DataSheet, SheetRow
from ita_desktop.exchange.source import pasted_rows, read_pasted
from ita_desktop.services.imports.by_hand import office_words
from ita_desktop.services.imports.evidence.seen import known_of
from ita_desktop.services.imports.found.find import find_parts
from ita_desktop.services.imports.found.part import Part

Test = Callable[[str], bool]

_ITEMS, _MOST = 1 / 3, 0.5
"""Minimum share of a column's filled cells of one sort; item columns also have group names."""

_LEAST_CELLS = 2
"""Minimum number of filled cells of a data row; a row with fewer names a group."""
_HEADED = 2
"""Number of rows of a heading with one row below."""
_SEEN = 12
"""Number of rows by which a list of another kind is known: the window waits for it."""


def list_kind(kind: str, cells: Sequence[Sequence[str]], year: YearData | None = None) -> str:
    """Return the kind of a list that was pasted where ``kind`` is kept, or where no list is: the
    official report of results, and a list that is surely of another kind by its headings, is itself
    wherever it is pasted."""
    if is_plainly_report([DataSheet("", pasted_rows(cells))]):
        return RESULTS.name
    if len(cells) <= 1 or (kind and is_headed(kind, cells, year)):
        return kind
    found = find_parts(
        [read_pasted(cells[:_SEEN], "")],
        words=office_words(year) if year is not None else SHIPPED_WORDS,
        known=known_of(year),
    )
    # Where no list is kept, nothing is lost if a doubtful one is shown with its doubts.
    listed = ((part.kind, part.belief) for part in found if part.kind and not _is_of_one(part))
    kinds = {name for name, seen in listed if seen.is_sure or not (kind or seen.is_refused)}
    return kinds.pop() if len(kinds) == 1 else kind


def _is_of_one(part: Part) -> bool:
    """Return whether results are one score below a heading, which stands in tables of work, too."""
    rows = (row for sheet in part.source.sheets for row in sheet.rows if row.filled > 1)
    return part.kind == RESULTS.name and len(list(rows)) <= _HEADED


def is_headed(kind: str, cells: Sequence[Sequence[str]], year: YearData | None = None) -> bool:
    """Return whether a pasted block has headings of a list of ``kind``, default ones or those of
    the office."""
    if kind == RESULTS.name and is_report([DataSheet("", pasted_rows(cells))]):
        return True
    if len(cells) < 2:
        return False
    if _heading(kind, cells, year) is not None:
        return True
    return _heading(kind, _of_lines(cells), year) is not None


def _of_lines(cells: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """Return the cells that the lines of a text become, as those of its file; none of cells."""
    if any(len(list(filter(None, row))) > 1 for row in cells[:_SEEN]):
        return ()
    sheets = read_pasted(cells[:_SEEN], "").sheets[:1]
    return [[*map(str, row.values)] for sheet in sheets for row in sheet.rows]


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


def shown_headings(kind: str, cells: Sequence[Sequence[str]]) -> Mapping[int, str]:
    """Return the headings, by index, of the columns that show by their content in a pasted block
    without headings: members have a name, a role, often a number and a post."""
    return member_heads(pasted_rows(cells)) if kind == ROSTER.name else {}


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


def assignment_columns(
    rows: Sequence[SheetRow], is_unit: Test, fiscal_year: int
) -> tuple[str, ...]:
    """Return the column names of ``rows`` from the first one on, '' for unknown ones; empty if no
    column has items, or nothing is assigned to them."""
    width = max((len(row.values) for row in rows), default=0)
    texts = [
        [str(row.values[at]) for row in rows if at < len(row.values) and row.values[at]]
        for at in range(width)
    ]
    named: dict[int, str] = {}

    def identify(name: str, test: Test, least: float = _MOST) -> bool:
        shares = [
            0.0 if at in named or not column else sum(map(test, column)) / len(column)
            for at, column in enumerate(texts)
        ]
        best = max(shares, default=0.0)
        if best >= least:
            named[shares.index(best)] = name
        return best >= least

    if not identify("item", is_item, _ITEMS):
        return ()
    is_owned = identify("owners", lambda text: any(map(is_unit, several(text))))
    is_due = identify("due", lambda text: _is_day(text, fiscal_year))
    if not (is_owned or is_due):
        return ()
    return tuple(named.get(at, "") for at in range(width))


def _is_day(text: str, fiscal_year: int) -> bool:
    try:
        parse_date(text, fiscal_year=fiscal_year)
    except DateError:
        return False
    return True
