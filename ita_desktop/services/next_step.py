"""ต่อไป: the one thing to do next on a page, why, by when, and the link that does it.

What can be done on each page is in :mod:`ita_desktop.services.steps`; the order is the same on
every page: late before missing before upcoming, and the next date where nothing is open.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from ita_desktop.services.places import PageKey
from ita_desktop.services.steps import (
    documents,
    measures,
    meetings,
    oit,
    overview,
    roster,
    scores,
    settings,
)
from ita_desktop.services.steps.moment import Moment, Step, Urgency

_STEPS: Final[Mapping[PageKey, Callable[[Moment], Iterator[Step]]]] = {
    PageKey.OVERVIEW: overview.steps,
    PageKey.ROSTER: roster.steps,
    PageKey.OIT: oit.steps,
    PageKey.MEASURES: measures.steps,
    PageKey.SCORES: scores.steps,
    PageKey.MEETINGS: meetings.steps,
    PageKey.DOCUMENTS: documents.steps,
    PageKey.SETTINGS: settings.steps,
}


def next_step(page: PageKey, moment: Moment) -> Step:
    """What to do next on ``page``. Of a year that is over, only what is late is still said."""
    found = _STEPS[page](moment)
    if moment.ended:
        late = [step for step in found if step.urgency is Urgency.LATE]
        return late[0] if late else scores.closing(moment)
    return min(found, key=lambda step: step.urgency)
