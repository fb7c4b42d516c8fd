"""What is to be done first of all: what every page would say, and the next date."""

from collections.abc import Iterator

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.services.beginning import Stage
from ita_desktop.services.moment import Moment, Step, Urgency, in_days
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.steps import measures, oit, roster, scores, settings


def steps(moment: Moment) -> Iterator[Step]:
    """The open steps of the pages, in the order in which their work follows; what only comes up
    is in the order of its dates."""
    pages = [oit.steps, roster.steps, measures.steps]
    if not moment.data.members and not moment.does_without(Stage.PEOPLE):
        # Without a roster there is nobody to be given work.
        pages = [roster.steps, oit.steps, measures.steps]
    found = [step for page in pages for step in page(moment) if step.urgency <= Urgency.UPCOMING]
    found += [step for step in scores.steps(moment) if step.urgency <= Urgency.MISSING]
    found += [*settings.new_year(moment), *settings.missing(moment)]
    yield from (step for step in found if step.urgency is not Urgency.UPCOMING)
    coming = [step for step in found if step.urgency is Urgency.UPCOMING]
    coming += _date(moment)
    yield from sorted(coming, key=lambda step: step.day or moment.bounds[1])
    yield moment.quiet(Phrase("ยังไม่มีงานที่ครบกำหนดใน 30 วัน"))


def _date(moment: Moment) -> Iterator[Step]:
    """The next date of the calendar that needs somebody (not the year's own edges)."""
    edges = {"fiscal_year_start", "fiscal_year_end", "data_as_of", "half_year_end"}
    soon = [
        one for one in moment.data.calendar if moment.is_soon(one.day) and one.code not in edges
    ]
    if soon:
        first = min(soon, key=lambda one: one.day)
        said = Phrase(
            "{day} {title} · {days}",
            day=short_date(first.day),
            title=first.title,
            days=in_days(moment, first.day),
        )
        to = Place(PageKey.SETTINGS, "calendar")
        yield Step(Urgency.UPCOMING, said, Phrase("ดูปฏิทิน"), to, first.day)
