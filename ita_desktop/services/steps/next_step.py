"""ต่อไป: the next step of a page: what, why, by when, and the link to do it.

:mod:`ita_desktop.services.steps` has the steps of each page; the order is always late, missing,
upcoming, and the next date if nothing is open.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from ita_desktop.services.places import PageKey
from ita_desktop.services.step_context import Step, StepContext
from ita_desktop.services.steps import (
    collecting,
    documents,
    measures,
    meetings,
    oit,
    overview,
    roster,
    scores,
    settings,
    surveys,
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
    PageKey.SURVEYS: surveys.steps,
    PageKey.COLLECTING: collecting.steps,
}


def next_step(page: PageKey, step_context: StepContext) -> Step:
    """Return the next step of ``page``. In a year that has ended, only its result and the following
    year are asked for."""
    if step_context.ended:
        return next(_after(page, step_context), scores.closing(step_context))
    return min(_STEPS[page](step_context), key=lambda step: step.urgency)


def _after(page: PageKey, step_context: StepContext) -> Iterator[Step]:
    """Yield the remaining steps of a page for a year that has ended."""
    if page in {PageKey.OVERVIEW, PageKey.YEAR}:
        yield from year.new_year(step_context)
    if page in {PageKey.OVERVIEW, PageKey.SCORES}:
        yield from scores.result(step_context)
