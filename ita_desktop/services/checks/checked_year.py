"""What a rule about content looks at: a year, the year before, and all texts with their places."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ita_desktop.documents.wordings.values import of_meeting as values_of
from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.documents.wordings import fill
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.rich import plain
from ita_desktop.domain.year import YearData
from ita_desktop.services.checks.recorded import (
    of_calendar,
    of_finding,
    of_item,
    of_letter,
    of_measure,
    of_meeting,
    of_order,
)
from ita_desktop.services.places import PageKey, Place, chapters_place, duties_place


class YearText(NamedTuple):
    """A text of the year's records as the clerk typed it, without marks and with Arabic digits."""

    where: str
    """The record, as the window calls it."""
    text: str
    place: Place
    plans: bool
    """Whether it is about the work of this year; else it may be about the result of the last."""


class CheckedYear:
    """A year as a rule sees it on the day ``today``; ``before`` is the year whose result it
    answers, None if the file has none."""

    def __init__(
        self,
        data: YearData,
        before: YearData | None,
        today: date,
        media: Callable[[str], bytes | None] = lambda _key: None,
    ) -> None:
        self.data, self.before, self.today, self.media = data, before, today, media

    @cached_property
    def texts(self) -> tuple[YearText, ...]:
        """All texts of the year, without empty ones."""
        found = (
            *_measures(self.data),
            *_findings(self.data),
            *_entries(self.data),
            *_oit(self.data),
            *_papers(self.data),
            *_meetings(self.data),
            *_calendar(self.data),
        )
        return tuple(map(_plain, filter(_is_given, found)))


def _is_given(text: YearText) -> bool:
    return bool(text.text.strip())


def _plain(text: YearText) -> YearText:
    return text._replace(text=to_arabic(plain(text.text)))


def _measures(data: YearData) -> Iterator[YearText]:
    for measure in data.measures:
        where, place = of_measure(data, measure)
        yield YearText(where, measure.finding, place, plans=False)
        for text in (
            measure.method,
            measure.schedule,
            measure.monitoring,
            measure.reports_to,
            measure.target,
            measure.success,
            measure.note,
        ):
            yield YearText(where, text, place, plans=True)


def _findings(data: YearData) -> Iterator[YearText]:
    for finding in data.findings:
        where, place = of_finding(data, finding)
        for text in (finding.practice, finding.strength, finding.weakness, finding.issue):
            yield YearText(where, text, place, plans=False)
        yield YearText(where, finding.improvement, place, plans=True)


def _entries(data: YearData) -> Iterator[YearText]:
    for measure in data.measures:
        name, place = of_measure(data, measure)
        where = Phrase("ผลของ{measure}", measure=name)
        for entry in data.entries_of(measure.id):
            captions = [photo.caption for photo in data.photos_of(entry.id)]
            for text in (entry.text, entry.result, entry.reason, *captions):
                yield YearText(where, text, place, plans=True)


def _oit(data: YearData) -> Iterator[YearText]:
    for assignment in data.assignments:
        where, place = of_item(assignment.item_code)
        yield YearText(where, assignment.note, place, plans=True)
    for evidence in data.evidence:
        place = Place(PageKey.OIT, evidence.item_code)
        where = Phrase("หลักฐานข้อ {code}", code=evidence.item_code)
        for text in (evidence.title, evidence.note):
            yield YearText(where, text, place, plans=True)


def _papers(data: YearData) -> Iterator[YearText]:
    for order in data.orders:
        where, place = of_order(data, order)
        yield YearText(where, order.title, place, plans=True)
        for text in (order.ground, order.purpose):
            yield YearText(where, text, place, plans=False)
    for duty in data.duties:
        body = data.body_by_id.get(duty.body_id)
        where = Phrase("หน้าที่ของ{body}", body=body.name if body is not None else "")
        yield YearText(where, duty.text, duties_place(duty.body_id), plans=True)
    for letter in data.letters:
        where, place = of_letter(data, letter)
        for text in (letter.subject, letter.body):
            yield YearText(where, text, place, plans=False)
    for chapter in data.chapters:
        where = Phrase("บทของเล่ม {title}", title=chapter.title)
        yield YearText(where, chapter.text, chapters_place(), plans=False)


def _meetings(data: YearData) -> Iterator[YearText]:
    for meeting in data.meetings:
        where, place = of_meeting(data, meeting)
        values = values_of(data, meeting)
        yield YearText(where, meeting.title, place, plans=False)
        for item in data.agenda_of(meeting.id):
            at = Place(PageKey.MEETINGS, item.id)
            for text in (item.title, item.detail, item.minutes, item.resolution):
                yield YearText(where, fill(text, values), at, plans=False)
        for action in data.actions_of(meeting.id):
            yield YearText(where, action.text, place, plans=True)


def _calendar(data: YearData) -> Iterator[YearText]:
    for day in data.calendar:
        where, place = of_calendar(day)
        for text in (day.title, day.note):
            yield YearText(where, text, place, plans=True)
