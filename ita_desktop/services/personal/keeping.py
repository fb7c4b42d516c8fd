"""Which years of a workspace hold personal data for longer than the office keeps it."""

from datetime import date
from typing import NamedTuple

from ita_desktop.domain.personal.keeping import REGISTER, USUAL, kept_until, over
from ita_desktop.domain.year import YearData
from ita_desktop.storage.workspace import Workspace


class OverKept(NamedTuple):
    """A Buddhist fiscal year with something to erase, and the last day of keeping that."""

    year: int
    until: date


def over_kept(workspace: Workspace, data: YearData, today: date) -> tuple[OverKept, ...]:
    """The years that are over their keeping time, by the office's own times in ``data``."""
    known = [year.year for year in workspace.years()]
    has_own = any(name.startswith(f"{REGISTER}.") for name in data.own_words)
    if not known or (not has_own and today <= kept_until(known[0], USUAL)):
        return ()
    # Imported here: a start seldom needs it.
    from ita_desktop.documents.reports.personal.register import years_of

    years = years_of(data)
    found = []
    for year in known:
        # Only a year that may be over is read.
        if not years or today <= kept_until(year, min(years.values())):
            continue
        kinds = over(workspace.year(year), years, today)
        if kinds:
            found.append(OverKept(year, min(kept_until(year, years[kind]) for kind in kinds)))
    return tuple(found)
