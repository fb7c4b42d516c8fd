"""A day of the year's work that lies in another year: most often a slip of the year's digits."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ita_desktop.domain.dates import fiscal_year_bounds, short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.measures.occurrences import lies_elsewhere
from ita_desktop.domain.records import Measure
from ita_desktop.domain.year import YearData
from ita_desktop.services.checks.checked_year import CheckedYear
from ita_desktop.services.checks.issues import CheckIssue, Severity
from ita_desktop.services.places import Place
from ita_desktop.services.texts.recorded import (
    of_calendar,
    of_item,
    of_letter,
    of_measure,
    of_meeting,
    of_order,
)

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


def outside_year(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield measures that lie wholly in other years, other days of work (due days, entries,
    meetings) outside the fiscal year, and days of papers and meetings well outside it."""
    data = subject.data
    for measure in data.measures:
        if lies_elsewhere(measure, data.year):
            yield _whole(data, measure)
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


def _whole(data: YearData, measure: Measure) -> CheckIssue:
    """Return the one issue of a measure whose days are all in other years."""
    where, place = of_measure(data, measure)
    text = Phrase("ช่วงเวลาของมาตรการอยู่นอกปีงบประมาณ {year}", year=data.year)
    fix = Phrase("แก้รอบที่หน้ามาตรการ")
    return CheckIssue(Severity.WARNING, "measure-no-time", where, text, fix, place=place)


def _days(data: YearData) -> Iterator[_Day]:
    for measure in data.measures:
        where, place = of_measure(data, measure)
        if not lies_elsewhere(measure, data.year):
            yield _Day(where, Phrase("วันเริ่มมาตรการ"), measure.begins, place)
            yield _Day(where, Phrase("วันสิ้นสุดมาตรการ"), measure.ends, place)
            for single in measure.days.split():
                yield _Day(where, Phrase("กำหนดของมาตรการ"), date.fromisoformat(single), place)
        for entry in data.entries_of(measure.id):
            yield _Day(where, Phrase("วันที่ทำมาตรการ"), entry.day, place)
    for assignment in data.assignments:
        where, place = of_item(assignment.item_code)
        yield _Day(where, Phrase("กำหนดส่ง"), assignment.due, place)
    yield from _of_meetings(data)
    for order in data.orders:
        where, place = of_order(data, order)
        yield _Day(where, Phrase("วันลงนาม"), order.signed, place, _PAPERS)
    for letter in data.letters:
        where, place = of_letter(data, letter)
        yield _Day(where, Phrase("วันที่ของหนังสือ"), letter.day, place, _PAPERS)
    for day in data.calendar:
        where, place = of_calendar(day)
        yield _Day(where, Phrase("วันในปฏิทิน"), day.day, place, _PAPERS)


def _of_meetings(data: YearData) -> Iterator[_Day]:
    for meeting in data.meetings:
        where, place = of_meeting(data, meeting)
        yield _Day(where, Phrase("วันประชุม"), meeting.day, place, _MEETINGS)
        for action in data.actions_of(meeting.id):
            yield _Day(where, Phrase("กำหนดของงานตามมติ"), action.due, place, _MEETINGS)
