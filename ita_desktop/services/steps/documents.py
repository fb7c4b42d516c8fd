"""Steps of เอกสาร: missing data of documents, by the date on which they are needed."""

from collections.abc import Iterator
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.services.beginning import Stage
from ita_desktop.services.documents.exporting import ListedDocument, fix_location
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.step_context import Step, StepContext
from ita_desktop.services.steps.measures import content_check

WANTED: Final = {
    "committee-roster": "order_signed",
    "oit-assignments": "first_meeting",
    "measures-by-item": "half_year_report",
    "score-summary": "fiscal_year_end",
}
"""Calendar date by which a document is needed. Documents of official results are not listed: their
data comes with the result."""
_SHOWS: Final = {
    "committee-roster": Stage.PEOPLE,
    "oit-assignments": Stage.ASSIGNMENT,
    "measures-by-item": Stage.MEASURES,
}
"""The start-of-year step of a document: if the office skips that, the document is not needed."""


def steps(step_context: StepContext) -> Iterator[Step]:
    """Yield steps: late, missing, upcoming, and a closing one if nothing is open."""
    listed = step_context.documents
    for document in listed:
        if document.missing and waits_for(step_context, document.name):
            yield _missing_step(step_context, document)
    for paper in listed:
        day = step_context.day_of(WANTED.get(paper.name, ""))
        if day is not None and step_context.is_soon(day):
            title = Phrase(paper.title)
            text = Phrase("พิมพ์{title} ใช้ {day} {days}", title=title, **step_context.when(day))
            to = Place(PageKey.DOCUMENTS, paper.name)
            yield Step.upcoming(to, Phrase("ดูเอกสาร"), day, text)
    yield from content_check(step_context)
    ready = sum(document.ready for document in listed)
    if ready == len(listed):
        yield step_context.done(Phrase("เอกสารพร้อมพิมพ์ครบ {count} ฉบับ", count=ready))
    else:
        text = Phrase("เอกสารพร้อมพิมพ์ {count} จาก {of} ฉบับ", count=ready, of=len(listed))
        yield step_context.quiet(text)


def waits_for(step_context: StepContext, name: str) -> bool:
    """Return whether a document is needed by a date and its step is not skipped."""
    stage = _SHOWS.get(name)
    return name in WANTED and (stage is None or not step_context.does_without(stage))


def _missing_step(step_context: StepContext, listed: ListedDocument) -> Step:
    gap = listed.missing[0]
    # What is missing comes first, as a narrow window truncates the end.
    text = Phrase(
        "{lack} ({title})", title=Phrase(listed.title), lack=Phrase(gap.template, **gap.fields)
    )
    return step_context.missing_by(
        step_context.day_of(WANTED.get(listed.name, "")),
        text,
        "ต้องใช้ตั้งแต่ {day}",
        "ใช้ {day}",
        Phrase("ไปแก้"),
        fix_location(listed.name, gap),
    )
