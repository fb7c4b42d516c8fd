"""Steps of มาตรการ: none yet, not started, without owners, without schedule, due soon."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.records import Measure
from ita_desktop.domain.scores.progress import State
from ita_desktop.domain.tracking.deliveries import unowned_measures, untimed_measures
from ita_desktop.domain.tracking.state import late_measures, next_times, tracked
from ita_desktop.services.beginning import ASKED_BY, Stage
from ita_desktop.services.measure_names import label_of
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.step_context import Step, StepContext, StepUrgency

CHECK_CONTENT: Final = "check_content"
"""The window's command to read the texts of the year."""
_HANDED_IN: Final = ("measures_decided", "half_year_report")
"""Calendar dates on which the texts of the year are handed in."""


def steps(step_context: StepContext) -> Iterator[Step]:
    """Yield steps: late, missing, upcoming, and a closing one if nothing is open."""
    data = step_context.data
    if not data.measures:
        yield _none(step_context)
        return
    known = tracked(data, step_context.today)
    open_ = [measure for measure in data.measures if known[measure.id].state is not State.DONE]
    yield from _late(step_context)
    yield from _missing(step_context)
    yield from _upcoming(step_context, open_)
    yield from content_check(step_context)
    if open_:
        yield step_context.quiet(Phrase("ยังไม่มีมาตรการที่ครบกำหนดใน 30 วัน"))
    else:
        yield step_context.done(Phrase("ทำครบทั้ง {count} มาตรการแล้ว", count=len(data.measures)))


def content_check(step_context: StepContext) -> Iterator[Step]:
    """Yield the step to read the year's texts for slips before they are printed and handed in."""
    data = step_context.data
    days = [step_context.day_of(code) for code in _HANDED_IN]
    soon = [day for day in days if day is not None and step_context.is_soon(day)]
    if soon and (data.measures or data.chapters):
        text = Phrase("ตรวจเนื้อหาของปีก่อนพิมพ์ ใช้ {day}", day=short_date(min(soon)))
        why = Phrase("หาปี เขต และวันที่ที่ค้างจากเอกสารเดิม")
        place = Place(PageKey.DOCUMENTS, command=CHECK_CONTENT)
        yield Step.upcoming(place, Phrase("ตรวจเนื้อหา"), min(soon), text, why)


def _none(step_context: StepContext) -> Step:
    text = Phrase("ยังไม่มีมาตรการของปีนี้")
    if step_context.does_without(Stage.MEASURES):
        return step_context.quiet(text)
    return step_context.missing_by(
        step_context.day_of(ASKED_BY[Stage.MEASURES]),
        text,
        "เลยกำหนด {day} แล้ว",
        "ให้เสร็จภายใน {day}",
        Phrase("ใส่มาตรการ"),
        Place(PageKey.MEASURES),
    )


def _late(step_context: StepContext) -> Iterator[Step]:
    """Yield the step for late measures."""
    late = () if step_context.ended else late_measures(step_context.data, step_context.today)
    if not late:
        return
    first = min(late, key=lambda measure: measure.due)
    words = "มาตรการ {which} ยังไม่เริ่ม รอบแรกสิ้นสุด {day}"
    if first.begun:
        words = "มาตรการ {which} ยังไม่บันทึกผลของรอบที่สิ้นสุด {day}"
    text = Phrase(
        words, which=label_of(step_context.data, first.measure), day=short_date(first.due)
    )
    more = Phrase("เลยรอบแล้ว {count} มาตรการ", count=len(late)) if len(late) > 1 else ""
    place = _place(first.measure)
    yield Step(StepUrgency.LATE, joined(text, more), Phrase("เปิดมาตรการ"), place, first.due)


def _missing(step_context: StepContext) -> Iterator[Step]:
    data = step_context.data
    nobodys = unowned_measures(data)
    if nobodys:
        sentence = Phrase("ยังไม่มีผู้รับผิดชอบ {count} มาตรการ", count=len(nobodys))
        why = Phrase("ตารางมาตรการพิมพ์ผู้รับผิดชอบของทุกข้อ")
        yield Step.missing(_place(nobodys[0]), Phrase("ใส่ผู้รับผิดชอบ"), sentence, why)
    undated = untimed_measures(data)
    if undated:
        sentence = Phrase("ยังไม่มีรอบเวลา {count} มาตรการ", count=len(undated))
        why = Phrase("รอบเวลาบอกว่าต้องรายงานผลเดือนใด")
        yield Step.missing(_place(undated[0]), Phrase("ใส่รอบเวลา"), sentence, why)
    unsaid = [measure for measure in data.measures if not measure.method]
    if unsaid:
        sentence = Phrase("ยังไม่บอกวิธีปฏิบัติ {count} มาตรการ", count=len(unsaid))
        yield Step.missing(_place(unsaid[0]), Phrase("เปิดมาตรการ"), sentence)


def _upcoming(step_context: StepContext, open_: list[Measure]) -> Iterator[Step]:
    """Yield the next occurrence that ends, then the report of the first half year."""
    ends: dict[date, list[Measure]] = {}
    known = next_times(step_context.data, step_context.today)
    for measure in open_:
        if measure.id in known and step_context.is_soon(known[measure.id].last):
            ends.setdefault(known[measure.id].last, []).append(measure)
    report = step_context.day_of("half_year_report")
    if ends:
        day = min(ends)
        text = Phrase(
            "{count} มาตรการครบรอบ {day} {days}", count=len(ends[day]), **step_context.when(day)
        )
        why = Phrase("ทำแล้วบันทึกผล")
        if report is not None and report >= day:
            why = Phrase("ทำแล้วบันทึกผล เพื่อรายงานรอบ 6 เดือน {day}", day=short_date(report))
        which = Phrase("เปิด {code}", code=label_of(step_context.data, ends[day][0]))
        yield Step.upcoming(_place(ends[day][0]), which, day, text, why)
    if report is not None and step_context.is_soon(report):
        text = Phrase("รายงานผลมาตรการรอบ 6 เดือน {day} {days}", **step_context.when(report))
        why = Phrase("พิมพ์จากตารางมาตรการรายข้อ")
        to = Place(PageKey.DOCUMENTS, "measures-by-item")
        yield Step.upcoming(to, Phrase("พิมพ์ตาราง"), report, text, why)


def _place(measure: Measure) -> Place:
    return Place(PageKey.MEASURES, measure.id)
