"""What a measure or task lacks: a result, a time, and an item that lost points a measure."""

from collections.abc import Iterator
from decimal import Decimal

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import Item
from ita_desktop.domain.lacks import untimed_measures
from ita_desktop.domain.records import Measure, MeasureStatus
from ita_desktop.domain.rich import first_words
from ita_desktop.domain.scores.progress import OIT, tree_of
from ita_desktop.domain.tracking.entries import Entry, EntryState
from ita_desktop.domain.tracking.said_state import OPEN, said_state
from ita_desktop.domain.year import YearData
from ita_desktop.services.checks.checked_year import CheckedYear
from ita_desktop.services.checks.issues import CheckIssue, Severity
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.texts import of_item, of_measure, of_meeting


def without_result(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield measures that are marked as done, or have entries, of which none tells what was done or
    what came of it."""
    data = subject.data
    for measure in data.measures:
        entries = data.entries_of(measure.id)
        said = any(entry.state not in OPEN for entry in entries)
        done = said or measure.status is MeasureStatus.DONE
        if done and not any(_has_result(data, entry) for entry in entries):
            yield _issue(data, measure)


def not_done(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield measures with entries that are recorded as done, and say that they are not, or that
    they are to be done on a day to come."""
    data = subject.data
    for measure in data.measures:
        for entry in data.entries_of(measure.id):
            told = said_state(f"{entry.text}\n{entry.result}")
            is_to_come = entry.day is not None and entry.day > subject.today
            if entry.state is EntryState.DONE and (told in OPEN or is_to_come):
                where, place = of_measure(data, measure)
                text = Phrase("บันทึกว่าทำแล้ว แต่ข้อความบอกว่ายังไม่แล้วเสร็จ")
                if is_to_come and entry.day is not None:
                    text = Phrase("บันทึกว่าทำแล้ว แต่วันที่ทำ {day} ยังไม่ถึง", day=short_date(entry.day))
                fix = Phrase("แก้ข้อความ หรือสถานะที่หน้ามาตรการ")
                yield CheckIssue(Severity.WARNING, "not-done", where, text, fix, place=place)


def _has_result(data: YearData, entry: Entry) -> bool:
    if entry.state is EntryState.SKIPPED:
        return bool(entry.reason.strip())
    texts = entry.text, entry.result, entry.links
    return any(map(str.strip, texts)) or bool(data.photos_of(entry.id))


def _issue(data: YearData, measure: Measure) -> CheckIssue:
    text = Phrase("บันทึกว่าทำแล้ว แต่ไม่บอกว่าทำอะไรหรือได้ผลอย่างไร")
    fix = Phrase("บันทึกผลที่หน้ามาตรการ")
    where, place = of_measure(data, measure)
    return CheckIssue(Severity.INFO, "no-result", where, text, fix, place=place)


# A promise without a date: a measure without a schedule, a task of a meeting without a due day.


def without_time(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield measures without a time, and open tasks without a due day."""
    data = subject.data
    for measure in untimed_measures(data):
        text = Phrase("มาตรการไม่มีระยะเวลาดำเนินการ")
        fix = Phrase("ใส่รอบหรือช่วงเวลาที่หน้ามาตรการ")
        where, place = of_measure(data, measure)
        yield CheckIssue(Severity.WARNING, "no-time", where, text, fix, place=place)
    for meeting in data.meetings:
        where, place = of_meeting(data, meeting)
        for action in data.actions_of(meeting.id):
            if action.due is None and action.done is None:
                text = Phrase("งานตามมติไม่มีกำหนดส่ง: {text}", text=first_words(action.text))
                fix = Phrase("ใส่กำหนดส่งที่หน้าการประชุม")
                yield CheckIssue(Severity.WARNING, "no-time", where, text, fix, place=place)


# An item that lost points last year and has no measure this year.

_FULL = Decimal(100)
"""What an OIT item has to reach: the check gives all or nothing."""


def below_target(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield this year's items whose score of the year before is below the office's target (an OIT
    item's below 100), without a measure for them or for their indicator. Survey items are left out
    while no target is set, and all items while the year has no measures."""
    data = subject.data
    if subject.before is None or not data.measures:
        return
    answered = {item.item_code for item in data.measure_items}
    indicators = {
        measure.indicator for measure in data.measures if not data.items_of_measure(measure.id)
    }
    for item, score in _scores(data, subject.before):
        target = _FULL if item.code in _published(data) else data.target
        if target is None or score >= target:
            continue
        if item.code not in answered and item.indicator not in indicators:
            yield _below_issue(subject.before.year, item, score, target)


def _published(data: YearData) -> set[str]:
    return {item.code for item in data.framework.items_of(OIT)}


def _scores(data: YearData, before: YearData) -> Iterator[tuple[Item, Decimal]]:
    """Yield the items of this year with the scores of the items that they continue."""
    from ita_desktop.frameworks.crosswalk_file import crosswalk

    old, new = before.framework, data.framework
    links = crosswalk(old, new).between(old.code, new.code, [item.code for item in old.items])
    nodes = tree_of(before).nodes
    for link in links:
        score = nodes[link.old].value if link.goes_on and link.old in nodes else None
        if score is not None and link.new in new.item_by_code:
            yield new.item_by_code[link.new], score


def _below_issue(year: int, item: Item, score: Decimal, target: Decimal) -> CheckIssue:
    text = Phrase(
        "ข้อ {code} ได้ {score} ในปี {year} ต่ำกว่าเป้าหมาย {target} แต่ไม่มีมาตรการ",
        code=item.code,
        score=f"{score:.2f}",
        year=year,
        target=f"{target:.2f}",
    )
    fix = Phrase("เพิ่มมาตรการของข้อนี้")
    where, place = of_item(item.code).where, Place(PageKey.MEASURES)
    return CheckIssue(Severity.WARNING, "no-measure", where, text, fix, place=place)
