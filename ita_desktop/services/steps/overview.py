"""Steps of the overview: those of all pages, and the next date; and of any page ต่อไป, its next
step: what, why, by when, and the link to do it.

:mod:`ita_desktop.services.steps` has the steps of pages, in modules named for their keys; the order
is always late, missing, upcoming, and the next date if nothing is open.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.services.beginning import Stage
from ita_desktop.services.places import PageKey
from ita_desktop.services.step_context import Step, StepContext, StepUrgency
from ita_desktop.services.steps import measures, oit, roster, scores, settings, year

_EDGES: Final = ("fiscal_year_start", "fiscal_year_end", "data_as_of", "half_year_end")
"""Calendar dates that require no work: the year's start and end."""


def next_step(page: PageKey, step_context: StepContext) -> Step | None:
    """Return the next step of ``page``; None if it has no steps of its own. In a year that has
    ended, only its result and the following year are asked for."""
    if step_context.ended:
        return next(_after(page, step_context), scores.closing(step_context))
    module = f"{__package__}.{page}"
    if find_spec(module) is None:
        return None
    steps: Callable[[StepContext], Iterator[Step]] = import_module(module).steps
    return min(steps(step_context), key=lambda step: step.urgency)


def _after(page: PageKey, step_context: StepContext) -> Iterator[Step]:
    """Yield the remaining steps of a page for a year that has ended."""
    if page in {PageKey.OVERVIEW, PageKey.YEAR}:
        yield from year.new_year(step_context)
    if page in {PageKey.OVERVIEW, PageKey.SCORES}:
        yield from scores.result(step_context)


def steps(step_context: StepContext) -> Iterator[Step]:
    """Yield the open steps of all pages in the order of the work, then upcoming ones by date."""
    pages = [oit.steps, roster.steps, measures.steps]
    if not step_context.data.members and not step_context.does_without(Stage.PEOPLE):
        # Assignments need a roster first.
        pages = [roster.steps, oit.steps, measures.steps]
    found = [
        step
        for page in pages
        for step in page(step_context)
        if step.urgency <= StepUrgency.UPCOMING
    ]
    found += [step for step in scores.steps(step_context) if step.urgency <= StepUrgency.MISSING]
    found += [*year.new_year(step_context), *settings.missing(step_context)]
    found += year.missing(step_context)
    yield from (step for step in found if step.urgency is not StepUrgency.UPCOMING)
    coming = [step for step in found if step.urgency is StepUrgency.UPCOMING]
    coming += year.next_date(step_context, without=_EDGES)
    yield from sorted(coming, key=lambda step: step.day or step_context.bounds[1])
    yield step_context.quiet(Phrase("ยังไม่มีงานที่ครบกำหนดใน 30 วัน"))
