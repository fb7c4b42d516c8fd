"""Finds the years of a workspace whose retention periods for personal data have expired."""

from datetime import date
from typing import NamedTuple

from ita_desktop.domain.personal.keeping import REGISTER, USUAL, kept_until, over
from ita_desktop.domain.year import YearData
from ita_desktop.storage.workspace import Workspace


class OverKept(NamedTuple):
    """A Buddhist fiscal year with data to erase, and the last day of its retention period."""

    year: int
    until: date


def over_kept(workspace: Workspace, data: YearData, today: date) -> tuple[OverKept, ...]:
    """Return the years with expired retention periods, which ``data`` defines."""
    known = [year.year for year in workspace.years()]
    has_own = any(name.startswith(f"{REGISTER}.") for name in data.own_words)
    if not known or (not has_own and today <= kept_until(known[0], USUAL)):
        return ()
    # Imported here, because it is seldom needed at start-up.
    from ita_desktop.documents.reports.personal_register import years_of

    years = years_of(data)
    found = []
    for year in known:
        # Read only the years that may have expired.
        if not years or today <= kept_until(year, min(years.values())):
            continue
        kinds = over(workspace.year(year), years, today)
        if kinds:
            found.append(OverKept(year, min(kept_until(year, years[kind]) for kind in kinds)))
    return tuple(found)
