"""What texts say that is not right: names that are not the office's, numbers, personal data,
letters that no font has, and years and days of another year: left over in a text, slips of a digit,
evidence too old; and what rows lack or have twice: a result, a time, a measure for an item that
lost points, texts and photographs that each should have for itself.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice, pairwise
from typing import NamedTuple

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.layout.fonts import without_glyph as letters_without_glyph
from ita_desktop.domain.analysis import is_among, official_of, typed_scores
from ita_desktop.domain.dates import MONTHS, MONTHS_SHORT, fiscal_year_bounds, short_date
from ita_desktop.domain.district_names import DISTRICTS, district_of
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import Item, Period
from ita_desktop.domain.oit.proofs import is_carried
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.personal_data import TypedData
from ita_desktop.domain.records import Evidence, MeasureStatus, Owner
from ita_desktop.domain.rich import first_words, plain
from ita_desktop.domain.roster.matching import unit_key
from ita_desktop.domain.schedule import lies_elsewhere
from ita_desktop.domain.scores.progress import OIT, tree_of
from ita_desktop.domain.text import key
from ita_desktop.domain.tracking.deliveries import untimed_measures
from ita_desktop.domain.tracking.entries import OPEN, Entry, EntryState, Photo, said_state
from ita_desktop.domain.tracking.state import shown_photos
from ita_desktop.domain.year import YearData
from ita_desktop.services.checks.issues import (
    CheckedYear,
    CheckIssue,
    Found,
    Severity,
    YearText,
    excerpt,
    first_letters,
    rule,
)
from ita_desktop.services.documents.batch import chosen
from ita_desktop.services.documents.exporting import kinds, unprinted
from ita_desktop.services.personal_going_out import PublicPaper, issue_of, of_papers, of_site, once
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.texts import (
    Recorded,
    is_named_by_year,
    of_calendar,
    of_finding,
    of_item,
    of_letter,
    of_measure,
    of_meeting,
    of_order,
)
from ita_desktop.services.years.moved import years_in
from ita_desktop.site.parts import SiteSource

_LONGER = "(?!ศรีอยุธยา|ธรรม)"
"""Longer names that begin with a district's."""
_DISTRICT = lazy_re(
    f"เขต\\s?(?P<name>{'|'.join(sorted(DISTRICTS, key=len, reverse=True))}){_LONGER}"
)
_ADDRESS = lazy_re(r"แขวง\s?\S+\s*$")
"""Before a district that is part of an address."""
_YEAR = lazy_re(
    r"(?:ปีงบประมาณ|ปีการประเมิน|ประจำปี|ITA|ปี)\s*(?:พ\.\s?ศ\.\s*)?(?P<first>2[45]\d\d)(?!\d)"
    r"(?:\s*[-–—]\s*(?:พ\.\s?ศ\.\s*)?(?P<last>2[45]\d\d|\d\d)(?!\d))?"
)
_OF_THE_LAST = lazy_re("ผล|คะแนน|ก่อน|ที่ผ่านมา|เดิม|เทียบ|วิเคราะห์|ได้รับ|เคย")
"""Words near the year before that say why it is named."""
_OF_THE_NEXT = lazy_re("ถัดไป|หน้า|แผน|เสนอ|คำขอ|เตรียม|ต่อไป")
_WITHIN = lazy_re(
    rf"(?:(?P<month>{'|'.join(map(re.escape, (*MONTHS, *MONTHS_SHORT)))})\s*(?:พ\.\s?ศ\.\s*)?"
    r"|ไตรมาส(?:ที่)?\s*\d\s*/\s*)$"
)
"""A month or a quarter before its year."""
_OCTOBER = 9
_NEAR = 60
"""Letters on each side in which such a word is looked for."""


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
    they are to be done on a day to come; and those recorded as skipped that have photographs."""
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
            if kept := len(data.photos_of(entry.id)) - len(shown_photos(data, entry)):
                text = Phrase("บันทึกว่าไม่ต้องทำ ภาพ {count} ภาพที่เก็บไว้จึงไม่พิมพ์", count=kept)
                yield of_measure(data, measure), text


def _has_result(data: YearData, entry: Entry) -> bool:
    if entry.state is EntryState.SKIPPED:
        return bool(entry.reason.strip())
    texts = entry.text, entry.result, entry.links
    return any(map(str.strip, texts)) or bool(data.photos_of(entry.id))


@rule("no-time", "ใส่รอบหรือช่วงเวลาที่หน้ามาตรการ")
def measures_without_time(subject: CheckedYear) -> Iterator[Found]:
    """Yield measures without a time."""
    for measure in untimed_measures(subject.data):
        yield of_measure(subject.data, measure), Phrase("มาตรการไม่มีระยะเวลาดำเนินการ")


@rule("no-time", "ใส่กำหนดส่งที่หน้าการประชุม")
def tasks_without_day(subject: CheckedYear) -> Iterator[Found]:
    """Yield open tasks without a due day."""
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
            name = photos[0].caption or photos[0].file_name
            text = Phrase("ภาพเดียวกันใช้ {count} ครั้ง: {caption}", count=len(photos), caption=name)
            yield Recorded(_all(each.where for each in of), of[-1].place), text


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


@rule("measure-no-time", "แก้รอบที่หน้ามาตรการ")
def measures_outside(subject: CheckedYear) -> Iterator[Found]:
    """Yield measures that lie wholly in other years."""
    data = subject.data
    text = Phrase("ช่วงเวลาของมาตรการอยู่นอกปีงบประมาณ {year}", year=data.year)
    for measure in data.measures:
        if lies_elsewhere(measure, data.year):
            yield of_measure(data, measure), text


@rule("outside-year", "แก้วันที่ ถ้าพิมพ์ปีผิด")
def days_outside(subject: CheckedYear) -> Iterator[Found]:
    """Yield other days of work (due days, entries, meetings) outside the fiscal year, and days of
    papers and meetings well outside it."""
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


@rule("other-district", "แก้เป็นชื่อเขตของสำนักงาน ถ้าคัดลอกมาจากเขตอื่น")
def other_districts(subject: CheckedYear) -> Iterator[Found]:
    """Yield texts that name a district of Bangkok which is not the office's own, except in an
    address (แขวง … เขต …)."""
    own = district_of(subject.data.organisation.name)
    for text in subject.texts:
        for found in _DISTRICT.finditer(text.text):
            if found["name"] != own and not _ADDRESS.search(text.text[: found.start()]):
                shown = {"name": found["name"], "words": excerpt(text.text, found.span())}
                yield text, Phrase("มีชื่อเขตอื่น (เขต{name}): “{words}”", **shown)
                break


# A text that gives work to a section which the office does not have.

_SECTION = lazy_re(r"(?P<before>[ก-๙]{0,8})ฝ่าย(?P<name>[ก-๙]{3,}(?:\s?(?:และ|ฯ)[ก-๙ฯ]*)?)")
_COUNTED = ("ทุก", "แต่ละ", "หลาย", "บาง", "ทั้งสอง", "ทั้ง", "สอง", "ต่าง", "ระหว่าง", "ราย")
"""Words before ฝ่าย that stand for several sections, whose names do not follow."""
_COMMON = (
    "ที่", "ต่าง", "ละ", "ใด", "อื่น", "เดียว", "บริหาร", "นั้น", "ดังกล่าว",
    "ค้าน", "ซ้าย", "ขวา", "เจ้าของ", "เจ้าหน้าที่", "เลขานุการ", "ผู้", "รับ",
    "ดำเนิน", "จัด", "ประจำ", "ปฏิบัติ", "รายงาน", "ส่ง", "แจ้ง", "ทุก",
    "เพื่อ", "ให้", "และ", "หรือ", "ใน", "ของ", "ทราบ", "กำกับ", "กำชับ",
    "ควบคุม", "ตรวจ", "ติดตาม", "ประชุม", "เวียน", "เผยแพร่", "นำ", "ทำ", "มี",
    "ได้", "ต้อง", "ร่วม", "เข้า", "ลง", "สรุป", "รวบรวม", "กรอก", "ตอบ",
    "เป็น", "เสนอ", "พิจารณา", "โดย", "จะ", "ไม่", "ยัง", "ครบ", "ภายใน",
    "ตาม", "ทั้ง", "จำนวน", "หลัง", "ก่อน", "เมื่อ", "ยืนยัน", "กับ", "แล้ว",
    "ปรับ", "พัฒนางาน", "สังกัด", "มอบ", "ถือ", "ใช้", "วาง", "แต่ง", "กำหนด",
    "ชี้แจง", "ประกาศ", "ประเมิน", "เน้น", "ย้ำ", "ขอ", "เร่ง", "ช่วย", "ดูแล",
    "ไป",
)  # fmt: skip
"""Words behind ฝ่าย that are no name of one."""


@rule("unknown-unit", "แก้ชื่อฝ่าย หรือเพิ่มฝ่ายหรือชื่อเรียกอื่นในทะเบียนหน่วย")
def unknown_units(subject: CheckedYear) -> Iterator[Found]:
    """Yield texts and posts of owners that name a section (ฝ่าย …) which is not in the register."""
    known = _known(subject.data)
    for text in (*subject.texts, *_posts(subject.data)):
        sections = (found for found in _SECTION.finditer(text.text) if _is_unknown(found, known))
        names = dict.fromkeys(f"ฝ่าย{found['name']}" for found in sections)
        if names:
            yield text, Phrase("ระบุฝ่ายที่ไม่มีในทะเบียนหน่วย: {names}", names=", ".join(names))


def _known(data: YearData) -> frozenset[str]:
    """Return the names of the office's sections without ฝ่าย, also short ones, aliases, and the
    first of two names (รักษาความสะอาดและ…)."""
    names = (
        unit_key(name).removeprefix("ฝ่าย")
        for unit in data.units
        for name in (unit.name, unit.short_name, *unit.aliases.split(";"))
    )
    return frozenset(
        filter(None, (part for name in names for part in (name, name.split("และ")[0])))
    )


def _is_unknown(found: re.Match[str], known: Iterable[str]) -> bool:
    name = unit_key(found["name"])
    if found["before"].endswith(_COUNTED) or name.startswith(_COMMON):
        return False
    # Words may follow a name without a space; and a name may be shortened.
    return not any(name.startswith(unit) or unit.startswith(name) for unit in known)


def _posts(data: YearData) -> Iterator[YearText]:
    """Yield the posts that own measures and items."""
    for measure in data.measures:
        yield from _owned(of_measure(data, measure), data.owners_of_measure(measure.id))
    for assignment in data.assignments:
        owners = data.owners_of_item(assignment.item_code)
        yield from _owned(of_item(assignment.item_code), owners)


def _owned(whose: Recorded, owners: Iterable[Owner]) -> Iterator[YearText]:
    for owner in owners:
        yield YearText(whose.where, owner.post, whose.place, plans=True)


# Scores that are no official figure.


@rule("other-score", "แก้คะแนนในข้อความ ถ้าพิมพ์ผิด")
def other_scores(subject: CheckedYear) -> Iterator[Found]:
    """Yield findings of one item or indicator with a score that differs from the official ones of
    the year and of the result that it answers."""
    data = subject.data
    for finding in data.findings:
        codes = [item.item_code for item in data.items_of_finding(finding.id)]
        node = codes[0] if codes else finding.indicator
        official = official_of((subject.before, data), node) if len(codes) < 2 else ()
        texts = (finding.practice, finding.strength, finding.weakness, finding.issue)
        for score in typed_scores("\n".join(texts)) if official else ():
            if not is_among(score, official):
                text = Phrase(
                    "คะแนน {score} ในข้อความไม่ตรงกับผลทางการ {official}",
                    score=score,
                    official=" ".join(dict.fromkeys(map(str, official))),
                )
                yield of_finding(data, finding), text


# Steps numbered by hand, with a number left out or given twice.

_STEP = lazy_re(r"^\s*\(?(?P<number>\d{1,2})(?P<close>[.)])(?!\d)\s*\S", re.MULTILINE)


@rule("number-gap", "แก้เลขลำดับของขั้นตอน", Severity.INFO)
def numbering(subject: CheckedYear) -> Iterator[Found]:
    """Yield texts whose lines are numbered with a gap or with a number twice. A list may begin with
    any number, as steps of an indicator are numbered through, and a new one may begin with 1."""
    for text in subject.texts:
        yield from ((text, found) for found in islice(_breaks(text), 1))


def _breaks(text: YearText) -> Iterator[Phrase]:
    steps = [(int(step["number"]), step["close"]) for step in _STEP.finditer(text.text)]
    for (number, close), (following, other) in pairwise(steps):
        if close != other or following == number + 1 or (following == 1 and number > 1):
            continue
        if following == number:
            yield Phrase("เลขลำดับ {number} ซ้ำกัน", number=number)
        else:
            yield Phrase(
                "เลขลำดับข้ามจาก {number} ไป {following}", number=number, following=following
            )


# Personal data that papers would print.


def personal_in_text(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield the places that nobody has decided about, of all public papers and the page."""
    context = ReportContext(subject.data, subject.before, day=subject.today, media=subject.media)
    for found in of_year(context):
        yield issue_of(subject.data, found)


def of_year(context: ReportContext) -> tuple[TypedData, ...]:
    """Return the undecided personal data that the page or any public paper of a year would
    print."""
    wanted = chosen(context, {kind.name: kind.formats for kind in kinds()})
    papers = [PublicPaper(one.kind, one.context, one.formats, one.digits) for one in wanted]
    page = SiteSource(context.year, media=context.media)
    return once((*of_papers(papers), *of_site(page)))


# A text with a letter that no font has: papers would print a box for it.


@rule("no-glyph", "พิมพ์คำนั้นใหม่")
def without_glyph(subject: CheckedYear) -> Iterator[Found]:
    """Yield texts with letters that no font has."""
    for text in subject.texts:
        for letter in [*letters_without_glyph([text.text])][:1]:
            yield text, unprinted(letter, text.text)
