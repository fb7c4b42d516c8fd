"""All texts that the clerk typed into the records of a year, with their places in the window.

Not among them: names of people, posts and units, addresses, what official results print, and what
was noted of a day that is past (filings, checks of links).

What records are called in lists, and where they are mended in the window.
"""

from collections.abc import Iterator
from typing import NamedTuple

from ita_desktop.domain.analysis.findings import Finding
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.letters.letters import Endorsement, Letter
from ita_desktop.domain.meetings.agenda import number_of
from ita_desktop.domain.meetings.meetings import Meeting
from ita_desktop.domain.records import CalendarDate, Measure, Record, text_fields
from ita_desktop.domain.roster.committee import numbered
from ita_desktop.domain.roster.orders import AppointmentOrder
from ita_desktop.domain.year import YearData
from ita_desktop.services.letters.letters import subject_of
from ita_desktop.services.measures.names import label_of
from ita_desktop.services.places import PageKey, Place, chapters_place, duties_place, letter_place


class Recorded(NamedTuple):
    """A record as a list names it, and its place."""

    where: Phrase
    place: Place


def of_measure(data: YearData, measure: Measure) -> Recorded:
    name = Phrase("มาตรการ {label}", label=label_of(data, measure))
    return Recorded(name, Place(PageKey.MEASURES, measure.id))


def of_finding(data: YearData, finding: Finding) -> Recorded:
    codes = ", ".join(item.item_code for item in data.items_of_finding(finding.id))
    name = Phrase("ผลวิเคราะห์ {label}", label=codes or finding.indicator)
    return Recorded(name, Place(PageKey.MEASURES, f"finding:{finding.id}"))


def of_item(code: str) -> Recorded:
    """Return how an OIT item is named."""
    return Recorded(Phrase("ข้อ {code}", code=code), Place(PageKey.OIT, code))


def of_order(data: YearData, order: AppointmentOrder) -> Recorded:
    name = Phrase("คำสั่ง {number}", number=numbered(order, data.year))
    return Recorded(name, Place(PageKey.ROSTER, order.id))


def of_letter(data: YearData, letter: Letter) -> Recorded:
    name = Phrase("หนังสือ {subject}", subject=subject_of(data, letter))
    return Recorded(name, letter_place(letter.id))


def of_meeting(data: YearData, meeting: Meeting) -> Recorded:
    name = Phrase("ประชุมครั้งที่ {number}", number=number_of(meeting, data.year))
    return Recorded(name, Place(PageKey.MEETINGS, meeting.id))


def of_calendar(day: CalendarDate) -> Recorded:
    """Return how a date of the year's calendar is named."""
    return Recorded(Phrase("ปฏิทิน {title}", title=day.title), Place(PageKey.YEAR, "calendar"))


class RecordText(NamedTuple):
    """A text of a record, as it is stored."""

    record: Record
    column: str
    where: Phrase
    """The record, as the window calls it."""
    place: Place
    plans: bool = True
    """Whether it is about the work of this year; else it may be about the result of the last."""

    @property
    def text(self) -> str:
        """The stored text, with marks of style."""
        return str(getattr(self.record, self.column))


def year_texts(data: YearData) -> Iterator[RecordText]:
    """Yield the texts of a year's records without empty ones, in the order of the pages."""
    for of_page in (_measures, _findings, _entries, _oit, _papers, _meetings, _calendar):
        yield from (text for text in of_page(data) if text.text.strip())


def _of(
    record: Record, recorded: Recorded, *columns: str, plans: bool = True
) -> Iterator[RecordText]:
    for column in columns:
        yield RecordText(record, column, *recorded, plans)


def _measures(data: YearData) -> Iterator[RecordText]:
    for measure in data.measures:
        named = of_measure(data, measure)
        yield from _of(measure, named, "finding", plans=False)
        yield from _of(measure, named, "method", "schedule", "monitoring", "reports_to")
        yield from _of(measure, named, "target", "success", "note")
        for item in data.items_of_measure(measure.id):
            yield from _of(item, named, "title", plans=False)


def _findings(data: YearData) -> Iterator[RecordText]:
    for finding in data.findings:
        named = of_finding(data, finding)
        yield from _of(finding, named, "practice", "strength", "weakness", "issue", plans=False)
        yield from _of(finding, named, "improvement")
        yield from _of(finding, named, "note", plans=False)
        for item in data.items_of_finding(finding.id):
            yield from _of(item, named, "title", plans=False)


def _entries(data: YearData) -> Iterator[RecordText]:
    for measure in data.measures:
        name, place = of_measure(data, measure)
        named = Recorded(Phrase("ผลของ{measure}", measure=name), place)
        for entry in data.entries_of(measure.id):
            yield from _of(entry, named, "text", "result", "reason")
            for photo in data.photos_of(entry.id):
                yield from _of(photo, named, "caption")


def _oit(data: YearData) -> Iterator[RecordText]:
    for assignment in data.assignments:
        yield from _of(assignment, of_item(assignment.item_code), "details", "note")
    for evidence in data.evidence:
        place = Place(PageKey.OIT, evidence.item_code)
        named = Recorded(Phrase("หลักฐานข้อ {code}", code=evidence.item_code), place)
        yield from _of(evidence, named, "title", "note")
    for remark in data.remarks:
        columns = ("answer", "mend", "proof")
        yield from _of(remark, of_item(remark.node), *columns, plans=False)


def _papers(data: YearData) -> Iterator[RecordText]:
    for body in data.bodies:
        where = Phrase("ชื่อ{body}", body=body.name)
        yield from _of(body, Recorded(where, Place(PageKey.ROSTER, body.id)), "name")
    for order in data.orders:
        named = of_order(data, order)
        yield from _of(order, named, "title")
        yield from _of(order, named, "ground", "purpose", "note", plans=False)
    for member in data.members:
        named = Recorded(Phrase("หมายเหตุในรายชื่อ"), Place(PageKey.ROSTER, member.id))
        yield from _of(member, named, "note", plans=False)
    for duty in data.duties:
        of_body = data.body_by_id.get(duty.body_id)
        where = Phrase("หน้าที่ของ{body}", body=of_body.name if of_body is not None else "")
        yield from _of(duty, Recorded(where, duties_place(duty.body_id)), "text")
    for letter in data.letters:
        named = of_letter(data, letter)
        yield from _of(letter, named, "subject", "body", "addressee", "note", plans=False)
        for added in (*data.endorsements_of(letter.id), *data.attachments_of_letter(letter.id)):
            columns = ("addressee", "text") if isinstance(added, Endorsement) else ("title",)
            yield from _of(added, named, *columns, plans=False)
    for chapter in data.chapters:
        where = Phrase("บทของเล่ม {title}", title=chapter.title)
        yield from _of(chapter, Recorded(where, chapters_place()), "title", "text", plans=False)


def _meetings(data: YearData) -> Iterator[RecordText]:
    for meeting in data.meetings:
        named = of_meeting(data, meeting)
        yield from _of(meeting, named, "title", "place", "note", plans=False)
        for item in data.agenda_of(meeting.id):
            of_item_ = Recorded(named.where, Place(PageKey.MEETINGS, item.id))
            columns = ("title", "detail", "minutes", "resolution")
            yield from _of(item, of_item_, *columns, plans=False)
        for action in data.actions_of(meeting.id):
            yield from _of(action, named, "text", "note")


def _calendar(data: YearData) -> Iterator[RecordText]:
    for day in data.calendar:
        yield from _of(day, of_calendar(day), *text_fields(CalendarDate))
