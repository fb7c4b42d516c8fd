"""Faults as clerks make them, planted one by one into the records of a year."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from ita_desktop.domain.records import Evidence, MeasureKind, new_id
from ita_desktop.domain.tracking.entries import EntryState
from ita_desktop.domain.year import YearData


class Planted(NamedTuple):
    """A year with a fault, the code that names it, and the target where it has to be told."""

    data: YearData
    code: str
    target: str


Plant = Callable[[YearData, random.Random], Planted]

OTHER_YEARS = (
    "เผยแพร่แผนประจำปีงบประมาณ พ.ศ. {year}",
    "จัดทำคู่มือปี {year} แจกผู้รับบริการ",
    "ดำเนินกิจกรรมตามปฏิทิน ITA {year}",
    "กำหนดเป้าหมายของปีงบประมาณ {year}",
)
DISTRICTS = ("บางกะปิ", "ทวีวัฒนา", "พระนคร", "บางขุนเทียน", "สวนหลวง", "หลักสี่", "วัฒนา", "ป้อมปราบศัตรูพ่าย")
SECTIONS = ("ฝ่ายประชาสัมพันธ์", "ฝ่ายนิติการ", "ฝ่ายแผนงานและงบประมาณ", "ฝ่ายเทคโนโลยีสารสนเทศ", "ฝ่ายพัสดุ")


def _changed(data: YearData, rows: str, row: Any, **fields: object) -> YearData:
    made = tuple(
        replace(known, **fields) if known.id == row.id else known for known in getattr(data, rows)
    )
    return replace(data, **{rows: made})


def _measure(data: YearData, draw: random.Random) -> Any:
    return draw.choice([row for row in data.measures if row.kind is MeasureKind.ITEM])


def _into(draw: random.Random, text: str, words: str) -> str:
    lines = text.split("\n")
    at = draw.randrange(len(lines))
    lines[at] = f"{lines[at]} {words}"
    return "\n".join(lines)


def other_year(data: YearData, draw: random.Random) -> Planted:
    year = data.year - draw.choice((1, 2, 3, 5))
    words = draw.choice(OTHER_YEARS).format(year=year)
    if draw.random() < 0.3 and data.duties:
        duty = draw.choice(data.duties)
        changed = _changed(data, "duties", duty, text=_into(draw, duty.text, words))
        return Planted(changed, "other-year", f"duties#{duty.body_id}")
    measure = _measure(data, draw)
    field = draw.choice(("method", "target", "success"))
    changed = _changed(
        data, "measures", measure, **{field: _into(draw, getattr(measure, field), words)}
    )
    return Planted(changed, "other-year", measure.id)


def other_district(data: YearData, draw: random.Random) -> Planted:
    name = draw.choice(DISTRICTS)
    words = draw.choice(("ของสำนักงานเขต{}", "ที่สำนักงานเขต{} ทราบ", "ในพื้นที่เขต{}")).format(name)
    if draw.random() < 0.4:
        finding = draw.choice(data.findings)
        changed = _changed(data, "findings", finding, practice=f"{finding.practice} {words}")
        return Planted(changed, "other-district", f"finding:{finding.id}")
    measure = _measure(data, draw)
    changed = _changed(data, "measures", measure, method=_into(draw, measure.method, words))
    return Planted(changed, "other-district", measure.id)


def unknown_unit(data: YearData, draw: random.Random) -> Planted:
    name = draw.choice(SECTIONS)
    measure = _measure(data, draw)
    owners = data.owners_of_measure(measure.id)
    if draw.random() < 0.4 and owners:
        changed = _changed(data, "measure_owners", owners[0], unit_id=None, post=f"หัวหน้า{name}")
        return Planted(changed, "unknown-unit", measure.id)
    words = draw.choice(("{} เผยแพร่ทางเว็บไซต์", "แจ้ง{}ดำเนินการ", "ส่งให้{} ภายในวันที่ 5")).format(name)
    changed = _changed(data, "measures", measure, method=_into(draw, measure.method, words))
    return Planted(changed, "unknown-unit", measure.id)


def no_result(data: YearData, draw: random.Random) -> Planted:
    measure = draw.choice([row for row in data.measures if data.entries_of(row.id)])
    own = {entry.id for entry in data.entries_of(measure.id)}
    entries = tuple(
        replace(row, text="", result="", links="", reason="") if row.id in own else row
        for row in data.entries
    )
    photos = tuple(photo for photo in data.photos if photo.entry_id not in own)
    return Planted(replace(data, entries=entries, photos=photos), "no-result", measure.id)


def not_done(data: YearData, draw: random.Random) -> Planted:
    entry = draw.choice([row for row in data.entries if row.state is EntryState.DONE])
    words = draw.choice(("ยังไม่แล้วเสร็จ", "อยู่ระหว่างจัดซื้อ", "รองบประมาณ", "ดำเนินการแล้วร้อยละ 40"))
    return Planted(_changed(data, "entries", entry, text=words), "not-done", entry.measure_id)


def same_text(data: YearData, draw: random.Random) -> Planted:
    rows = draw.sample([row for row in data.measures if row.kind is MeasureKind.ITEM], 3)
    text = "จัดทำคู่มือการปฏิบัติงานพร้อมขั้นตอนและระยะเวลา แล้วเผยแพร่ให้ประชาชนทราบ"
    chosen = {row.id for row in rows}
    measures = tuple(
        replace(row, method=text) if row.id in chosen else row for row in data.measures
    )
    first = next(row.id for row in data.measures if row.id in chosen)
    return Planted(replace(data, measures=measures), "same-text", first)


def no_time(data: YearData, draw: random.Random) -> Planted:
    measure = _measure(data, draw)
    fields = {"schedule": "", "frequency": "", "days": "", "begins": None, "ends": None}
    return Planted(_changed(data, "measures", measure, **fields), "no-time", measure.id)


def task_without_day(data: YearData, draw: random.Random) -> Planted:
    task = draw.choice(data.action_items)
    changed = _changed(data, "action_items", task, due=None, done=None)
    return Planted(changed, "no-time", task.meeting_id)


def measure_of_another_year(data: YearData, draw: random.Random) -> Planted:
    measure = _measure(data, draw)
    year = data.year - 543 - draw.choice((2, 3))
    times = {"begins": date(year, 10, 1), "ends": date(year + 1, 9, 30)}
    fields = {"schedule": "", "frequency": "", "days": "", **times}
    return Planted(_changed(data, "measures", measure, **fields), "measure-no-time", measure.id)


def outside_year(data: YearData, draw: random.Random) -> Planted:
    kind = draw.choice(("entry", "due", "meeting"))
    if kind == "entry":
        entry = draw.choice([row for row in data.entries if row.day])
        day = entry.day.replace(year=entry.day.year + draw.choice((-1, 1)), day=1)
        return Planted(_changed(data, "entries", entry, day=day), "outside-year", entry.measure_id)
    if kind == "due":
        row = draw.choice([row for row in data.assignments if row.due])
        due = row.due.replace(year=row.due.year - 1, day=1)
        return Planted(_changed(data, "assignments", row, due=due), "outside-year", row.item_code)
    meeting = draw.choice([row for row in data.meetings if row.day])
    day = meeting.day.replace(year=meeting.day.year + draw.choice((-1, 1)), day=1)
    return Planted(_changed(data, "meetings", meeting, day=day), "outside-year", meeting.id)


def number_gap(data: YearData, draw: random.Random) -> Planted:
    measure = _measure(data, draw)
    first, second, third = draw.choice(((1, 2, 4), (1, 1, 2), (3, 4, 6), (1, 3, 4)))
    method = f"{first}. วางแผน\n{second}. ทำตามแผน\n{third}. รายงานผล"
    return Planted(_changed(data, "measures", measure, method=method), "number-gap", measure.id)


def photo_twice(data: YearData, draw: random.Random) -> Planted:
    first, second = draw.sample(data.photos, 2)
    while first.entry_id == second.entry_id:
        first, second = draw.sample(data.photos, 2)
    of = {entry.id: entry.measure_id for entry in data.entries}
    order = [row.id for row in data.photos]
    later = max((first, second), key=lambda photo: order.index(photo.id))
    changed = _changed(data, "photos", second, media=first.media)
    return Planted(changed, "photo-twice", of[later.entry_id])


def old_evidence(data: YearData, draw: random.Random) -> Planted:
    items = [item for item in data.framework.items_of("OIT") if item.period is not None]
    item = draw.choice(items)
    day = date(data.year - 543 - draw.choice((2, 3)), 5, draw.randint(1, 28))
    evidence = Evidence(
        id=new_id(),
        year_id=data.fiscal_year.id,
        item_code=item.code,
        title="หลักฐาน",
        location="https://example.go.th/a",
        published=day,
    )
    changed = replace(data, evidence=(*data.evidence, evidence))
    return Planted(changed, "old-evidence", item.code)


def personal(data: YearData, draw: random.Random) -> Planted:
    words = draw.choice(("โทร 081-234-5678", "เลขประจำตัว 1-1017-00230-70-8", "nobody@example.com"))
    measure = _measure(data, draw)
    changed = _changed(data, "measures", measure, method=_into(draw, measure.method, words))
    return Planted(changed, "personal-in-text", measure.id)


def no_glyph(data: YearData, draw: random.Random) -> Planted:
    measure = _measure(data, draw)
    words = draw.choice(("ประชุมที่\uf70aสำนักงาน", "ส่งรายงาน \ufffd", "\ue010 แจ้งเวียน"))
    changed = _changed(data, "measures", measure, method=_into(draw, measure.method, words))
    return Planted(changed, "no-glyph", measure.id)


PLANTS: tuple[Plant, ...] = (
    other_year,
    other_district,
    unknown_unit,
    no_result,
    not_done,
    same_text,
    no_time,
    task_without_day,
    measure_of_another_year,
    outside_year,
    number_gap,
    photo_twice,
    old_evidence,
    personal,
    no_glyph,
)


def planted(data: YearData, count: int, seed: int) -> Iterator[Planted]:
    """Yield ``count`` years with one fault each, of all kinds in turn."""
    draw = random.Random(seed)
    for number in range(count):
        yield PLANTS[number % len(PLANTS)](data, draw)
