"""Start of follow-up within a year: from when occurrences count.

Earlier work was not recorded, which must not make it late. So the first entries of a year set the
start of counting to their month, if past occurrences would become late; the clerk can set another
month (:func:`ita_desktop.services.years.years.count_from`).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.tracking.entries import Entry
from ita_desktop.domain.tracking.standing import TimeState
from ita_desktop.domain.tracking.state import tracked
from ita_desktop.domain.year import YearData
from ita_desktop.settings import today
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace


def counted_from(data: YearData, made: Sequence[Entry], day: date) -> date | None:
    """Return the first day of the month of ``day`` if the entries ``made`` on it are the year's
    first and would make occurrences late; else, or if the start is set already, None."""
    if data.entries or data.fiscal_year.counts_from is not None or not made:
        return None
    known = tracked(replace(data, entries=tuple(made)), day)
    late = any(
        time.state is TimeState.LATE
        for tracked_measure in known.values()
        for time in tracked_measure.times
    )
    return day.replace(day=1) if late else None


def begin_record(
    workspace: Workspace, change: Change, data: YearData, made: Sequence[Entry]
) -> None:
    """Set the start of counting, in the unit of work of the year's first entries, if
    :func:`counted_from` returns one."""
    counts_from = counted_from(data, made, workspace.shown_day or today())
    if counts_from is not None:
        change.update(data.fiscal_year, counts_from=counts_from)


def months(year: int) -> list[date]:
    """Return the first days of the months of a Buddhist fiscal year."""
    first, last = fiscal_year_bounds(year)
    return [date(first.year, month, 1) for month in range(first.month, 13)] + [
        date(last.year, month, 1) for month in range(1, first.month)
    ]
