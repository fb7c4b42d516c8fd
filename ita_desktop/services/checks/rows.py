"""What rows lack, or have twice: a result, a time, a measure for an item that lost points; texts
and photographs that each should have for itself."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import Item
from ita_desktop.domain.records import MeasureStatus
from ita_desktop.domain.rich import first_words, plain
from ita_desktop.domain.scores.progress import OIT, tree_of
from ita_desktop.domain.text import key
from ita_desktop.domain.tracking.deliveries import untimed_measures
from ita_desktop.domain.tracking.entries import OPEN, Entry, EntryState, Photo, said_state
from ita_desktop.domain.year import YearData
from ita_desktop.services.checks.issues import (
    CheckedYear,
    CheckIssue,
    Found,
    Severity,
    first_letters,
    rule,
)
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.texts import Recorded, of_finding, of_item, of_measure, of_meeting


@rule("no-result", "บันทึกผลที่หน้ามาตรการ", Severity.INFO)
def without_result(subject: CheckedYear) -> Iterator[Found]:
    """Yield measures that are marked as done, or have entries, of which none tells what was done or
    what came of it."""
    data = subject.data
    for measure in data.measures:
        entries = data.entries_of(measure.id)
        said = any(entry.state not in OPEN for entry in entries)
        done = said or measure.status is MeasureStatus.DONE
        if done and not any(_has_result(data, entry) for entry in entries):
            yield of_measure(data, measure), Phrase("บันทึกว่าทำแล้ว แต่ไม่บอกว่าทำอะไรหรือได้ผลอย่างไร")


@rule("not-done", "แก้ข้อความ หรือสถานะที่หน้ามาตรการ")
def not_done(subject: CheckedYear) -> Iterator[Found]:
    """Yield measures with entries that are recorded as done, and say that they are not, or that
    they are to be done on a day to come."""
    data = subject.data
    for measure in data.measures:
        for entry in data.entries_of(measure.id):
            told = said_state(f"{entry.text}\n{entry.result}")
            is_to_come = entry.day is not None and entry.day > subject.today
            if entry.state is EntryState.DONE and (told in OPEN or is_to_come):
                text = Phrase("บันทึกว่าทำแล้ว แต่ข้อความบอกว่ายังไม่แล้วเสร็จ")
                if is_to_come and entry.day is not None:
                    text = Phrase("บันทึกว่าทำแล้ว แต่วันที่ทำ {day} ยังไม่ถึง", day=short_date(entry.day))
                yield of_measure(data, measure), text


def _has_result(data: YearData, entry: Entry) -> bool:
    if entry.state is EntryState.SKIPPED:
        return bool(entry.reason.strip())
    texts = entry.text, entry.result, entry.links
    return any(map(str.strip, texts)) or bool(data.photos_of(entry.id))


# A promise without a date: a measure without a schedule, a task of a meeting without a due day.


def without_time(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield measures without a time, and open tasks without a due day."""
    yield from _untimed_measures(subject)
    yield from _undated_tasks(subject)


@rule("no-time", "ใส่รอบหรือช่วงเวลาที่หน้ามาตรการ")
def _untimed_measures(subject: CheckedYear) -> Iterator[Found]:
    for measure in untimed_measures(subject.data):
        yield of_measure(subject.data, measure), Phrase("มาตรการไม่มีระยะเวลาดำเนินการ")


@rule("no-time", "ใส่กำหนดส่งที่หน้าการประชุม")
def _undated_tasks(subject: CheckedYear) -> Iterator[Found]:
    data = subject.data
    for meeting in data.meetings:
        for action in data.actions_of(meeting.id):
            if action.due is None and action.done is None:
                text = Phrase("งานตามมติไม่มีกำหนดส่ง: {text}", text=first_words(action.text))
                yield of_meeting(data, meeting), text


# An item that lost points last year and has no measure this year.

_FULL = Decimal(100)
"""What an OIT item has to reach: the check gives all or nothing."""


@rule("no-measure", "เพิ่มมาตรการของข้อนี้")
def below_target(subject: CheckedYear) -> Iterator[Found]:
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
            at = of_item(item.code)._replace(place=Place(PageKey.MEASURES))
            yield at, _below(subject.before.year, item, score, target)


def _published(data: YearData) -> set[str]:
    return {item.code for item in data.framework.items_of(OIT)}


def _scores(data: YearData, before: YearData) -> Iterator[tuple[Item, Decimal]]:
    """Yield the items of this year with the scores of the items that they continue."""
    from ita_desktop.frameworks.resource_files import crosswalk

    old, new = before.framework, data.framework
    links = crosswalk(old, new).between(old.code, new.code, [item.code for item in old.items])
    nodes = tree_of(before).nodes
    for link in links:
        score = nodes[link.old].value if link.goes_on and link.old in nodes else None
        if score is not None and link.new in new.item_by_code:
            yield new.item_by_code[link.new], score


def _below(year: int, item: Item, score: Decimal, target: Decimal) -> Phrase:
    return Phrase(
        "ข้อ {code} ได้ {score} ในปี {year} ต่ำกว่าเป้าหมาย {target} แต่ไม่มีมาตรการ",
        code=item.code,
        score=f"{score:.2f}",
        year=year,
        target=f"{target:.2f}",
    )


# Texts that stand twice where each row should have its own.

_LETTERS = 40
"""Shorter texts are expected to come again."""
_MANY = 3


@rule("same-text", "เขียนของแต่ละข้อให้ต่างกัน หรือรวมเป็นมาตรการเดียวของหลายข้อ", Severity.INFO)
def repeated_texts(subject: CheckedYear) -> Iterator[Found]:
    """Yield methods, results and analyses that stand in several rows. How measures are followed up
    is the same for many, by its nature."""
    rows: dict[str, dict[Place, str]] = defaultdict(dict)
    written: dict[str, str] = {}
    for where, place, text in _own_words(subject.data):
        if len(text) >= _LETTERS:
            rows[key(plain(text))].setdefault(place, where)
            written.setdefault(key(plain(text)), text)
    for text, same in rows.items():
        if len(same) >= _MANY:
            words = first_letters(plain(written[text]))
            message = Phrase("ข้อความเดียวกันใน {count} แถว: “{words}”", count=len(same), words=words)
            yield Recorded(_all(same.values()), next(iter(same))), message


def _own_words(data: YearData) -> Iterator[tuple[str, Place, str]]:
    """Yield the texts in which each row has to say its own, with its name and place."""
    for measure in data.measures:
        where, place = of_measure(data, measure)
        yield where, place, measure.method
        for entry in data.entries_of(measure.id):
            yield where, place, entry.text
            yield where, place, entry.result
    for finding in data.findings:
        where, place = of_finding(data, finding)
        for text in (finding.practice, finding.weakness, finding.issue, finding.improvement):
            yield where, place, text


def _all(names: Iterable[str]) -> Phrase:
    return Phrase("{names}", names=", ".join(dict.fromkeys(map(str, names))))


# A photograph that proves two pieces of work.


@rule("photo-twice", "เปลี่ยนเป็นภาพของงานนั้น")
def repeated_photos(subject: CheckedYear) -> Iterator[Found]:
    """Yield photographs that stand in more than one entry, whatever their captions."""
    data = subject.data
    measures = {
        entry.id: measure for measure in data.measures for entry in data.entries_of(measure.id)
    }
    uses: dict[str, list[Photo]] = defaultdict(list)
    for photo in data.photos:
        if photo.entry_id in measures:
            uses[photo.media].append(photo)
    for photos in uses.values():
        if len({photo.entry_id for photo in photos}) > 1:
            of = [of_measure(data, measures[photo.entry_id]) for photo in photos]
            text = Phrase(
                "ภาพเดียวกันใช้ {count} ครั้ง: {caption}",
                count=len(photos),
                caption=photos[0].caption or photos[0].file_name,
            )
            yield Recorded(_all(each.where for each in of), of[-1].place), text
