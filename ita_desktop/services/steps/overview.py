"""Steps of the overview: those of all pages, and the next date."""

from collections.abc import Iterator

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.services.beginning import Stage
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.step_context import Step, StepContext, StepUrgency, in_days
from ita_desktop.services.steps import measures, oit, roster, scores, settings, year


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
    coming += _date(step_context)
    yield from sorted(coming, key=lambda step: step.day or step_context.bounds[1])
    yield step_context.quiet(Phrase("ยังไม่มีงานที่ครบกำหนดใน 30 วัน"))


def _date(step_context: StepContext) -> Iterator[Step]:
    """Yield the next calendar date that requires work (not the year's start and end)."""
    edges = {"fiscal_year_start", "fiscal_year_end", "data_as_of", "half_year_end"}
    soon = [
        date
        for date in step_context.data.calendar
        if step_context.is_soon(date.day) and date.code not in edges
    ]
    if soon:
        first = min(soon, key=lambda date: date.day)
        text = Phrase(
            "{day} {title} · {days}",
            day=short_date(first.day),
            title=first.title,
            days=in_days(step_context, first.day),
        )
        to = Place(PageKey.YEAR, "calendar")
        yield Step(StepUrgency.UPCOMING, text, Phrase("ดูปฏิทิน"), to, first.day)
