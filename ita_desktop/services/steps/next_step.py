"""ต่อไป: the one thing to do next on a page, why, by when, and the link that does it.

What can be done on each page is in :mod:`ita_desktop.services.steps`; the order is the same on
every page: late before missing before upcoming, and the next date where nothing is open.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from ita_desktop.services.places import PageKey
from ita_desktop.services.step_context import Step, StepContext
from ita_desktop.services.steps import (
    documents,
    measures,
    meetings,
    oit,
    overview,
    roster,
    scores,
    settings,
    year,
)

_STEPS: Final[Mapping[PageKey, Callable[[StepContext], Iterator[Step]]]] = {
    PageKey.OVERVIEW: overview.steps,
    PageKey.ROSTER: roster.steps,
    PageKey.OIT: oit.steps,
    PageKey.MEASURES: measures.steps,
    PageKey.SCORES: scores.steps,
    PageKey.MEETINGS: meetings.steps,
    PageKey.DOCUMENTS: documents.steps,
    PageKey.SETTINGS: settings.steps,
    PageKey.YEAR: year.steps,
}


def next_step(page: PageKey, step_context: StepContext) -> Step:
    """What to do next on ``page``. A year that is over still asks for its result and for the year
    that follows it; its work is nobody's next step any more."""
    if step_context.ended:
        return next(_after(page, step_context), scores.closing(step_context))
    return min(_STEPS[page](step_context), key=lambda step: step.urgency)


def _after(page: PageKey, step_context: StepContext) -> Iterator[Step]:
    """What is left to be done on a page for a year that is over."""
    if page in {PageKey.OVERVIEW, PageKey.YEAR}:
        yield from year.new_year(step_context)
    if page in {PageKey.OVERVIEW, PageKey.SCORES}:
        yield from scores.result(step_context)
