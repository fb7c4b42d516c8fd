"""Steps of มาตรการ: none yet, not started, without owners, without schedule, due soon."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.lacks import unowned_measures, untimed_measures
from ita_desktop.domain.records import Measure
from ita_desktop.domain.scores.progress import State
from ita_desktop.domain.tracking.state import tracked
from ita_desktop.services.beginning import Stage
from ita_desktop.services.measures.names import label_of
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.step_context import Step, StepContext, StepUrgency, in_days
from ita_desktop.services.tracking.due import late_measures, next_times

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
        yield Step(StepUrgency.UPCOMING, joined(text, why), Phrase("ตรวจเนื้อหา"), place, min(soon))


def _none(step_context: StepContext) -> Step:
    if step_context.does_without(Stage.MEASURES):
        return step_context.quiet(Phrase("ยังไม่มีมาตรการของปีนี้"))
    decided = step_context.day_of("measures_decided")
    urgency = step_context.urgency_by(decided)
    why = ""
    if decided is not None:
        template = "เลยกำหนด {day} แล้ว" if urgency is StepUrgency.LATE else "ให้เสร็จภายใน {day}"
        why = Phrase(template, day=short_date(decided))
    text = joined(Phrase("ยังไม่มีมาตรการของปีนี้"), why)
    return Step(urgency, text, Phrase("ใส่มาตรการ"), Place(PageKey.MEASURES), decided)


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
    yield _at(first.measure, StepUrgency.LATE, joined(text, more), Phrase("เปิดมาตรการ"), first.due)


def _missing(step_context: StepContext) -> Iterator[Step]:
    data = step_context.data
    nobodys = unowned_measures(data)
    if nobodys:
        sentence = Phrase("ยังไม่มีผู้รับผิดชอบ {count} มาตรการ", count=len(nobodys))
        why = Phrase("ตารางมาตรการพิมพ์ผู้รับผิดชอบของทุกข้อ")
        yield _at(nobodys[0], StepUrgency.MISSING, joined(sentence, why), Phrase("ใส่ผู้รับผิดชอบ"))
    undated = untimed_measures(data)
    if undated:
        sentence = Phrase("ยังไม่มีรอบเวลา {count} มาตรการ", count=len(undated))
        why = Phrase("รอบเวลาบอกว่าต้องรายงานผลเดือนใด")
        yield _at(undated[0], StepUrgency.MISSING, joined(sentence, why), Phrase("ใส่รอบเวลา"))
    unsaid = [measure for measure in data.measures if not measure.method]
    if unsaid:
        sentence = Phrase("ยังไม่บอกวิธีปฏิบัติ {count} มาตรการ", count=len(unsaid))
        yield _at(unsaid[0], StepUrgency.MISSING, sentence, Phrase("เปิดมาตรการ"))


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
            "{count} มาตรการครบรอบ {day} {days}",
            count=len(ends[day]),
            day=short_date(day),
            days=in_days(step_context, day),
        )
        why = Phrase("ทำแล้วบันทึกผล")
        if report is not None and report >= day:
            why = Phrase("ทำแล้วบันทึกผล เพื่อรายงานรอบ 6 เดือน {day}", day=short_date(report))
        which = Phrase("เปิด {code}", code=label_of(step_context.data, ends[day][0]))
        yield _at(ends[day][0], StepUrgency.UPCOMING, joined(text, why), which, day)
    if report is not None and step_context.is_soon(report):
        text = Phrase(
            "รายงานผลมาตรการรอบ 6 เดือน {day} {days}",
            day=short_date(report),
            days=in_days(step_context, report),
        )
        why = Phrase("พิมพ์จากตารางมาตรการรายข้อ")
        to = Place(PageKey.DOCUMENTS, "measures-by-item")
        yield Step(StepUrgency.UPCOMING, joined(text, why), Phrase("พิมพ์ตาราง"), to, report)


def _at(
    measure: Measure, urgency: StepUrgency, sentence: str, action: str, day: date | None = None
) -> Step:
    return Step(urgency, sentence, action, Place(PageKey.MEASURES, measure.id), day)
