"""Years and days of another year: left over in a text, slips of a digit, evidence too old."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ita_desktop.domain.dates import MONTHS, MONTHS_SHORT, fiscal_year_bounds, short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import Period
from ita_desktop.domain.oit.proofs import is_carried
from ita_desktop.domain.records import Evidence
from ita_desktop.domain.schedule import lies_elsewhere
from ita_desktop.domain.year import YearData
from ita_desktop.services.checks.issues import (
    CheckedYear,
    CheckIssue,
    Found,
    YearText,
    excerpt,
    rule,
)
from ita_desktop.services.texts import (
    Recorded,
    is_named_by_year,
    of_calendar,
    of_item,
    of_letter,
    of_measure,
    of_meeting,
    of_order,
)
from ita_desktop.services.years.moved import years_in

_YEAR = re.compile(
    r"(?:ปีงบประมาณ|ปีการประเมิน|ประจำปี|ITA|ปี)\s*(?:พ\.\s?ศ\.\s*)?(?P<first>2[45]\d\d)(?!\d)"
    r"(?:\s*[-–—]\s*(?:พ\.\s?ศ\.\s*)?(?P<last>2[45]\d\d|\d\d)(?!\d))?"
)
_OF_THE_LAST = re.compile("ผล|คะแนน|ก่อน|ที่ผ่านมา|เดิม|เทียบ|วิเคราะห์|ได้รับ|เคย")
"""Words near the year before that say why it is named."""
_OF_THE_NEXT = re.compile("ถัดไป|หน้า|แผน|เสนอ|คำขอ|เตรียม|ต่อไป")
_WITHIN = re.compile(
    rf"(?:(?P<month>{'|'.join(map(re.escape, (*MONTHS, *MONTHS_SHORT)))})\s*(?:พ\.\s?ศ\.\s*)?"
    r"|ไตรมาส(?:ที่)?\s*\d\s*/\s*)$"
)
"""A month or a quarter before its year."""
_OCTOBER = 9
_NEAR = 60
"""Letters on each side in which such a word is looked for."""


@rule("other-year", "แก้ปีในข้อความ ถ้าคัดลอกมาจากปีอื่น")
def other_years(subject: CheckedYear) -> Iterator[Found]:
    """Yield texts that name a fiscal year other than the paper's, by its number or, of measures, by
    a month or quarter of it. The year before is expected where the text is about its result, the
    next where it is about a plan; a range is expected if the year lies in it."""
    for text in subject.texts:
        named = [found for found in _named(text) if _is_other(subject, text, found)]
        if named:
            yield text, _words(subject.data.year, text, named)


class _Named(NamedTuple):
    """A year or a span of years in a text, and what it is called there."""

    start: int
    end: int
    at: int
    """Where the number of the year begins."""
    first: int
    last: int
    called: str


def _named(text: YearText) -> Iterator[_Named]:
    for found in _YEAR.finditer(text.text):
        first = int(found["first"])
        yield _Named(
            *found.span(), found.start("first"), first, _last(first, found["last"]), found["first"]
        )
    if text.of_measure:
        for year in years_in(text.text):
            before = _WITHIN.search(text.text[: year.start])
            if before is not None:
                month = before["month"]
                fiscal = year.year + (month is not None and _in_next_year(month))
                start = before.start()
                yield _Named(
                    start, year.end, year.start, fiscal, fiscal, text.text[start : year.end]
                )


def _in_next_year(month: str) -> bool:
    """Return whether a month, as it is written, belongs to the fiscal year of the next number."""
    known = MONTHS if month in MONTHS else MONTHS_SHORT
    return known.index(month) >= _OCTOBER


def _is_other(subject: CheckedYear, text: YearText, found: _Named) -> bool:
    year, first, last = subject.data.year, found.first, found.last
    if first <= year <= last or is_named_by_year(text.text[: found.at]):
        return False
    near = text.text[max(found.start - _NEAR, 0) : found.end + _NEAR]
    if last == year - 1 or first == year - 1:
        has_ended = first < last < year
        return (text.plans or has_ended) and _OF_THE_LAST.search(near) is None
    if first == year + 1:
        return text.plans and _OF_THE_NEXT.search(near) is None
    return True


def _last(first: int, written: str | None) -> int:
    """Return the last year of a range, whose century may be left out."""
    if written is None:
        return first
    return int(written) if len(written) > 2 else first // 100 * 100 + int(written)


def _words(year: int, text: YearText, named: list[_Named]) -> Phrase:
    return Phrase(
        "ในงานปี {year} มีข้อความที่ระบุปี {named}: “{words}”",
        year=year,
        named=", ".join(dict.fromkeys(found.called for found in named)),
        words=excerpt(text.text, (named[0].start, named[0].end)),
    )


# A day of the year's work that lies in another year: most often a slip of the year's digits.

_PAPERS = timedelta(days=92)
_MEETINGS = timedelta(days=31)
"""How long before and after the year its papers may be written and its meetings held: orders and
calls before it begins, the report of its end."""


class _Day(NamedTuple):
    at: Recorded
    what: Phrase
    day: date | None
    around: timedelta = timedelta()
    """How far outside the year the day may lie."""


def outside_year(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield measures that lie wholly in other years, other days of work (due days, entries,
    meetings) outside the fiscal year, and days of papers and meetings well outside it."""
    yield from _measures_outside(subject)
    yield from _days_outside(subject)


@rule("measure-no-time", "แก้รอบที่หน้ามาตรการ")
def _measures_outside(subject: CheckedYear) -> Iterator[Found]:
    """Yield the measures whose days are all in other years."""
    data = subject.data
    text = Phrase("ช่วงเวลาของมาตรการอยู่นอกปีงบประมาณ {year}", year=data.year)
    for measure in data.measures:
        if lies_elsewhere(measure, data.year):
            yield of_measure(data, measure), text


@rule("outside-year", "แก้วันที่ ถ้าพิมพ์ปีผิด")
def _days_outside(subject: CheckedYear) -> Iterator[Found]:
    year = subject.data.year
    first, last = fiscal_year_bounds(year)
    for at, what, day, around in _days(subject.data):
        if day is not None and not first - around <= day <= last + around:
            shown = {"what": what, "day": short_date(day), "year": year}
            yield at, Phrase("{what} {day} อยู่นอกปีงบประมาณ {year}", **shown)


def _days(data: YearData) -> Iterator[_Day]:
    for measure in data.measures:
        at = of_measure(data, measure)
        if not lies_elsewhere(measure, data.year):
            yield _Day(at, Phrase("วันเริ่มมาตรการ"), measure.begins)
            yield _Day(at, Phrase("วันสิ้นสุดมาตรการ"), measure.ends)
            for single in measure.days.split():
                yield _Day(at, Phrase("กำหนดของมาตรการ"), date.fromisoformat(single))
        for entry in data.entries_of(measure.id):
            yield _Day(at, Phrase("วันที่ทำมาตรการ"), entry.day)
    for assignment in data.assignments:
        yield _Day(of_item(assignment.item_code), Phrase("กำหนดส่ง"), assignment.due)
    yield from _of_meetings(data)
    for order in data.orders:
        yield _Day(of_order(data, order), Phrase("วันลงนาม"), order.signed, _PAPERS)
    for letter in data.letters:
        yield _Day(of_letter(data, letter), Phrase("วันที่ของหนังสือ"), letter.day, _PAPERS)
    for day in data.calendar:
        yield _Day(of_calendar(day), Phrase("วันในปฏิทิน"), day.day, _PAPERS)


def _of_meetings(data: YearData) -> Iterator[_Day]:
    for meeting in data.meetings:
        at = of_meeting(data, meeting)
        yield _Day(at, Phrase("วันประชุม"), meeting.day, _MEETINGS)
        for action in data.actions_of(meeting.id):
            yield _Day(at, Phrase("กำหนดของงานตามมติ"), action.due, _MEETINGS)


# Evidence that is older than the time which it has to cover.


@rule("old-evidence", "ใส่หลักฐานของช่วงเวลานี้ หรือแก้วันที่")
def old_evidence(subject: CheckedYear) -> Iterator[Found]:
    """Yield evidence published, or with data as of a day, before the period of its item or its own
    month begins; of an item without a period, more than a year before the fiscal year."""
    data = subject.data
    items = data.framework.item_by_code
    for evidence in data.evidence:
        item = items.get(evidence.item_code)
        if item is None or is_carried(evidence):
            continue
        begins = _begins(item.period, evidence, data.year)
        for day in filter(None, (evidence.as_of, evidence.published)):
            if day < begins:
                yield of_item(item.code), _old(evidence, day, begins)
                break


def _begins(period: Period | None, evidence: Evidence, year: int) -> date:
    """Return the day before which evidence cannot be about what it has to cover."""
    month = evidence.part if evidence.part[:4].isdecimal() and "-" in evidence.part else ""
    start = month or (period.start if period is not None else "")
    if start:
        christian, number = map(int, start.split("-"))
        return date(christian, number, 1)
    first, _ = fiscal_year_bounds(year)
    return first.replace(year=first.year - 1)


def _old(evidence: Evidence, day: date, begins: date) -> Phrase:
    return Phrase(
        "หลักฐานลงวันที่ {day} เก่ากว่าช่วงข้อมูลที่เริ่ม {begins}: {title}",
        day=short_date(day),
        begins=short_date(begins),
        title=evidence.title or evidence.location,
    )
