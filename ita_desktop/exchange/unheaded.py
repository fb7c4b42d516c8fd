"""Detects the columns of an assignment table without headings by their content: item codes, units,
dates."""

from collections.abc import Callable, Sequence

from ita_desktop.domain.dates import DateError, parse_date
from ita_desktop.exchange.cells.codes import is_item
from ita_desktop.exchange.cells.row import several
from ita_desktop.exchange.sheets import SheetRow

Test = Callable[[str], bool]

_ITEMS, _MOST = 1 / 3, 0.5
"""Minimum share of a column's filled cells of one sort; item columns also have group names."""


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
