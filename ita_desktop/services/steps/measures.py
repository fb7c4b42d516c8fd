"""What is to be done in มาตรการ: none yet, not begun, nobody's, without a time, or due soon."""

from collections.abc import Iterator
from datetime import date

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.records import Measure
from ita_desktop.domain.scores.progress import State
from ita_desktop.domain.tracking.state import tracked
from ita_desktop.services.beginning import Stage
from ita_desktop.services.measures.names import label_of
from ita_desktop.services.moment import Moment, Step, Urgency, in_days, joined
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.tracking.due import late_measures, next_times


def steps(moment: Moment) -> Iterator[Step]:
    """Late before missing before upcoming, and what to say when nothing is open."""
    data = moment.data
    if not data.measures:
        yield _none(moment)
        return
    known = tracked(data, moment.today)
    open_ = [one for one in data.measures if known[one.id].state is not State.DONE]
    yield from _late(moment)
    yield from _missing(moment)
    yield from _upcoming(moment, open_)
    if open_:
        yield moment.quiet(Phrase("ยังไม่มีมาตรการที่ครบกำหนดใน 30 วัน"))
    else:
        yield moment.done(Phrase("ทำครบทั้ง {count} มาตรการแล้ว", count=len(data.measures)))


def _none(moment: Moment) -> Step:
    if moment.does_without(Stage.MEASURES):
        return moment.quiet(Phrase("ยังไม่มีมาตรการของปีนี้"))
    decided = moment.day_of("measures_decided")
    urgency = moment.urgency_by(decided)
    why = ""
    if decided is not None:
        template = "เลยกำหนด {day} แล้ว" if urgency is Urgency.LATE else "ให้เสร็จภายใน {day}"
        why = Phrase(template, day=short_date(decided))
    said = joined(Phrase("ยังไม่มีมาตรการของปีนี้"), why)
    return Step(urgency, said, Phrase("ใส่มาตรการ"), Place(PageKey.MEASURES), decided)


def _late(moment: Moment) -> Iterator[Step]:
    """Measures that are known to be late."""
    late = () if moment.ended else late_measures(moment.data, moment.today)
    if not late:
        return
    first = min(late, key=lambda one: one.due)
    words = "มาตรการ {which} ยังไม่เริ่ม รอบแรกสิ้นสุด {day}"
    if first.begun:
        words = "มาตรการ {which} ยังไม่บันทึกผลของรอบที่สิ้นสุด {day}"
    said = Phrase(words, which=label_of(moment.data, first.measure), day=short_date(first.due))
    more = Phrase("เลยรอบแล้ว {count} มาตรการ", count=len(late)) if len(late) > 1 else ""
    yield _at(first.measure, Urgency.LATE, joined(said, more), Phrase("เปิดมาตรการ"), first.due)


def _missing(moment: Moment) -> Iterator[Step]:
    data = moment.data
    nobodys = [one for one in data.measures if not data.owners_of_measure(one.id)]
    if nobodys:
        said = Phrase("ยังไม่มีผู้รับผิดชอบ {count} มาตรการ", count=len(nobodys))
        why = Phrase("ตารางมาตรการพิมพ์ผู้รับผิดชอบของทุกข้อ")
        yield _at(nobodys[0], Urgency.MISSING, joined(said, why), Phrase("ใส่ผู้รับผิดชอบ"))
    undated = [one for one in data.measures if not one.schedule]
    if undated:
        said = Phrase("ยังไม่มีรอบเวลา {count} มาตรการ", count=len(undated))
        why = Phrase("รอบเวลาบอกว่าต้องรายงานผลเดือนใด")
        yield _at(undated[0], Urgency.MISSING, joined(said, why), Phrase("ใส่รอบเวลา"))
    unsaid = [one for one in data.measures if not one.method]
    if unsaid:
        said = Phrase("ยังไม่บอกวิธีปฏิบัติ {count} มาตรการ", count=len(unsaid))
        yield _at(unsaid[0], Urgency.MISSING, said, Phrase("เปิดมาตรการ"))


def _upcoming(moment: Moment, open_: list[Measure]) -> Iterator[Step]:
    """The next time that ends, then the report of the first half year."""
    ends: dict[date, list[Measure]] = {}
    known = next_times(moment.data, moment.today)
    for one in open_:
        if one.id in known and moment.is_soon(known[one.id].last):
            ends.setdefault(known[one.id].last, []).append(one)
    report = moment.day_of("half_year_report")
    if ends:
        day = min(ends)
        said = Phrase(
            "{count} มาตรการครบรอบ {day} {days}",
            count=len(ends[day]),
            day=short_date(day),
            days=in_days(moment, day),
        )
        why = Phrase("ทำแล้วบันทึกผล")
        if report is not None and report >= day:
            why = Phrase("ทำแล้วบันทึกผล เพื่อรายงานรอบ 6 เดือน {day}", day=short_date(report))
        which = Phrase("เปิด {code}", code=label_of(moment.data, ends[day][0]))
        yield _at(ends[day][0], Urgency.UPCOMING, joined(said, why), which, day)
    if report is not None and moment.is_soon(report):
        said = Phrase(
            "รายงานผลมาตรการรอบ 6 เดือน {day} {days}",
            day=short_date(report),
            days=in_days(moment, report),
        )
        why = Phrase("พิมพ์จากตารางมาตรการรายข้อ")
        to = Place(PageKey.DOCUMENTS, "measures-by-item")
        yield Step(Urgency.UPCOMING, joined(said, why), Phrase("พิมพ์ตาราง"), to, report)


def _at(one: Measure, urgency: Urgency, said: str, action: str, day: date | None = None) -> Step:
    return Step(urgency, said, action, Place(PageKey.MEASURES, one.id), day)
