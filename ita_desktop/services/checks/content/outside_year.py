"""A day of the year's work that lies in another year: most often a slip of the year's digits."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ita_desktop.domain.dates import fiscal_year_bounds, short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.meetings.agenda import number_of
from ita_desktop.domain.roster.committee import numbered
from ita_desktop.domain.year import YearData
from ita_desktop.services.checks.content.subject import Subject, measure_name, measure_place
from ita_desktop.services.checks.issues import CheckIssue, Severity
from ita_desktop.services.letters.letters import subject_of
from ita_desktop.services.places import PageKey, Place, letter_place

_PAPERS = timedelta(days=92)
_MEETINGS = timedelta(days=31)
"""How long before and after the year its papers may be written and its meetings held: orders and
calls before it begins, the report of its end."""


class _Day(NamedTuple):
    where: str
    what: Phrase
    day: date | None
    place: Place
    around: timedelta = timedelta()
    """How far outside the year the day may lie."""


def outside_year(subject: Subject) -> Iterator[CheckIssue]:
    """Yield days of work (due days, entries, meetings) outside the fiscal year, and days of papers
    and meetings well outside it."""
    data = subject.data
    first, last = fiscal_year_bounds(data.year)
    for day in _days(data):
        if day.day is not None and not first - day.around <= day.day <= last + day.around:
            yield _issue(data.year, day, day.day)


def _issue(year: int, day: _Day, when: date) -> CheckIssue:
    text = Phrase(
        "{what} {day} อยู่นอกปีงบประมาณ {year}", what=day.what, day=short_date(when), year=year
    )
    fix = Phrase("แก้วันที่ ถ้าพิมพ์ปีผิด")
    return CheckIssue(Severity.WARNING, "outside-year", day.where, text, fix, place=day.place)


def _days(data: YearData) -> Iterator[_Day]:
    for measure in data.measures:
        where, place = measure_name(data, measure), measure_place(measure)
        yield _Day(where, Phrase("วันเริ่มมาตรการ"), measure.begins, place)
        yield _Day(where, Phrase("วันสิ้นสุดมาตรการ"), measure.ends, place)
        for single in measure.days.split():
            yield _Day(where, Phrase("กำหนดของมาตรการ"), date.fromisoformat(single), place)
        for entry in data.entries_of(measure.id):
            yield _Day(where, Phrase("วันที่ทำมาตรการ"), entry.day, place)
    for assignment in data.assignments:
        where = Phrase("ข้อ {code}", code=assignment.item_code)
        place = Place(PageKey.OIT, assignment.item_code)
        yield _Day(where, Phrase("กำหนดส่ง"), assignment.due, place)
    yield from _of_meetings(data)
    for order in data.orders:
        where = Phrase("คำสั่ง {number}", number=numbered(order, data.year))
        place = Place(PageKey.ROSTER, order.id)
        yield _Day(where, Phrase("วันลงนาม"), order.signed, place, _PAPERS)
    for letter in data.letters:
        where = Phrase("หนังสือ {subject}", subject=subject_of(data, letter))
        yield _Day(where, Phrase("วันที่ของหนังสือ"), letter.day, letter_place(letter.id), _PAPERS)
    for day in data.calendar:
        place = Place(PageKey.YEAR, "calendar")
        yield _Day(
            Phrase("ปฏิทิน {title}", title=day.title), Phrase("วันในปฏิทิน"), day.day, place, _PAPERS
        )


def _of_meetings(data: YearData) -> Iterator[_Day]:
    for meeting in data.meetings:
        where = Phrase("ประชุมครั้งที่ {number}", number=number_of(meeting, data.year))
        place = Place(PageKey.MEETINGS, meeting.id)
        yield _Day(where, Phrase("วันประชุม"), meeting.day, place, _MEETINGS)
        for action in data.actions_of(meeting.id):
            yield _Day(where, Phrase("กำหนดของงานตามมติ"), action.due, place, _MEETINGS)
