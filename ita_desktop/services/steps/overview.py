"""Steps of the overview: those of all pages, and the next date."""

from collections.abc import Iterator
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.services.beginning import Stage
from ita_desktop.services.step_context import Step, StepContext, StepUrgency
from ita_desktop.services.steps import measures, oit, roster, scores, settings, year

_EDGES: Final = ("fiscal_year_start", "fiscal_year_end", "data_as_of", "half_year_end")
"""Calendar dates that require no work: the year's start and end."""


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
