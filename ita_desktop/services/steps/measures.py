"""What is to be done in มาตรการ: none yet, not begun, nobody's, without a time, or due soon."""

from collections.abc import Iterator
from datetime import date, timedelta

from ita_desktop.domain.dates import FISCAL_MONTHS, short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.occurrences import spans
from ita_desktop.domain.records import Measure, MeasureStatus
from ita_desktop.services.measures import label_of
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.steps.moment import Moment, Step, Urgency, in_days, joined


def steps(moment: Moment) -> Iterator[Step]:
    """Late before missing before upcoming, and what to say when nothing is open."""
    data = moment.data
    if not data.measures:
        yield _none(moment)
        return
    open_ = [one for one in data.measures if one.status is not MeasureStatus.DONE]
    yield from _late(moment, open_)
    yield from _missing(moment)
    yield from _upcoming(moment, open_)
    if open_:
        yield moment.done(Phrase("งานมาตรการเดือนนี้ครบแล้ว"))
    else:
        yield moment.done(Phrase("ทำครบทั้ง {count} มาตรการแล้ว", count=len(data.measures)))


def _none(moment: Moment) -> Step:
    decided = moment.day_of("measures_decided")
    urgency = moment.urgency_by(decided)
    why = ""
    if decided is not None:
        template = "เลยกำหนด {day} แล้ว" if urgency is Urgency.LATE else "ให้เสร็จภายใน {day}"
        why = Phrase(template, day=short_date(decided))
    said = joined(Phrase("ยังไม่มีมาตรการของปีนี้"), why)
    return Step(urgency, said, Phrase("ใส่มาตรการ"), Place(PageKey.MEASURES), decided)


def _late(moment: Moment, open_: list[Measure]) -> Iterator[Step]:
    """Measures that are not begun although their first time is over."""
    if moment.ended:
        return
    late = []
    for one in open_:
        first = next(iter(_ends(moment, one)), None)
        if one.status is MeasureStatus.NOT_STARTED and first is not None and first < moment.today:
            late.append((first, one))
    if not late:
        return
    day, first_late = min(late, key=lambda pair: pair[0])
    said = Phrase(
        "มาตรการ {which} ยังไม่เริ่ม รอบแรกสิ้นสุด {day}",
        which=label_of(moment.data, first_late),
        day=short_date(day),
    )
    more = Phrase("ยังไม่เริ่มทั้งหมด {count} มาตรการ", count=len(late)) if len(late) > 1 else ""
    yield _at(first_late, Urgency.LATE, joined(said, more), Phrase("เปิดมาตรการ"), day)


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
    for one in open_:
        for day in _ends(moment, one):
            if moment.is_soon(day):
                ends.setdefault(day, []).append(one)
                break
    report = moment.day_of("half_year_report")
    if ends:
        day = min(ends)
        said = Phrase(
            "{count} มาตรการครบรอบ {day} {days}",
            count=len(ends[day]),
            day=short_date(day),
            days=in_days(moment, day),
        )
        why = Phrase("ทำแล้วเปลี่ยนสถานะ")
        if report is not None and report >= day:
            why = Phrase("ทำแล้วเปลี่ยนสถานะ เพื่อรายงานรอบ 6 เดือน {day}", day=short_date(report))
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


def _ends(moment: Moment, measure: Measure) -> list[date]:
    """The last days of the times at which a measure is due in the year."""
    start, _ = moment.bounds
    days = []
    for span in spans(measure.frequency):
        month = FISCAL_MONTHS[span.last]
        year = start.year if month >= FISCAL_MONTHS[0] else start.year + 1
        following = date(year + month // 12, month % 12 + 1, 1)
        days.append(following - timedelta(days=1))
    return days


def _at(one: Measure, urgency: Urgency, said: str, action: str, day: date | None = None) -> Step:
    return Step(urgency, said, action, Place(PageKey.MEASURES, one.id), day)
