"""What is to be done in เอกสาร: what a document lacks, by the day on which it is wanted."""

from collections.abc import Iterator
from typing import Final

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.services.beginning import Stage
from ita_desktop.services.documents.exporting import Listed, listing, mended_at
from ita_desktop.services.moment import Moment, Step, Urgency, in_days, joined
from ita_desktop.services.places import PageKey, Place

WANTED: Final = {
    "committee-roster": "order_signed",
    "oit-assignments": "first_meeting",
    "measures-by-item": "half_year_report",
    "score-summary": "fiscal_year_end",
}
"""The date of the calendar on which a document is wanted. Those that are made of an official result
come with it: what they lack is nothing that the office has to do."""
_SHOWS: Final = {
    "committee-roster": Stage.PEOPLE,
    "oit-assignments": Stage.ASSIGNMENT,
    "measures-by-item": Stage.MEASURES,
}
"""The step of the year's beginning that a document shows: where the office does without that, the
document waits for nobody."""


def steps(moment: Moment) -> Iterator[Step]:
    """Late before missing before upcoming, and what to say when nothing is open."""
    listed = listing(moment.data, moment.previous)
    for one in listed:
        stage = _SHOWS.get(one.name)
        wanted = one.name in WANTED and (stage is None or not moment.does_without(stage))
        if one.missing and wanted:
            yield _lacks(moment, one)
    for one in listed:
        day = moment.day_of(WANTED.get(one.name, ""))
        if day is not None and moment.is_soon(day):
            said = Phrase(
                "พิมพ์{title} ใช้ {day} {days}",
                title=Phrase(one.title),
                day=short_date(day),
                days=in_days(moment, day),
            )
            yield Step(Urgency.UPCOMING, said, *_open(one), day)
    ready = sum(one.ready for one in listed)
    if ready == len(listed):
        yield moment.done(Phrase("เอกสารพร้อมพิมพ์ครบ {count} ฉบับ", count=ready))
    else:
        said = Phrase("เอกสารพร้อมพิมพ์ {count} จาก {of} ฉบับ", count=ready, of=len(listed))
        yield moment.quiet(said)


def _lacks(moment: Moment, one: Listed) -> Step:
    lack = one.missing[0]
    day = moment.day_of(WANTED.get(one.name, ""))
    urgency = moment.urgency_by(day)
    why = ""
    if day is not None:
        template = "ต้องใช้ตั้งแต่ {day}" if urgency is Urgency.LATE else "ใช้ {day}"
        why = Phrase(template, day=short_date(day))
    # What lacks stands first: a narrow window cuts the end.
    said = Phrase(
        "{lack} ({title})", title=Phrase(one.title), lack=Phrase(lack.template, **lack.fields)
    )
    return Step(urgency, joined(said, why), Phrase("ไปแก้"), mended_at(one.name, lack), day)


def _open(one: Listed) -> tuple[str, Place]:
    return Phrase("ดูเอกสาร"), Place(PageKey.DOCUMENTS, one.name)
