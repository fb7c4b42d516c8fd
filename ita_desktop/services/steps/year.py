"""Steps of ปฏิทินและกรอบของปี: a new year, missing dates and weights."""

from collections.abc import Iterator
from typing import Final

from ita_desktop.domain.dates import fiscal_year_bounds, fiscal_year_of, short_date
from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.scores.progress import OIT
from ita_desktop.services.beginning import COMPARE, DRAFT
from ita_desktop.services.frameworks.draft_words import used_meanwhile
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.step_context import Step, StepContext, StepUrgency, few, in_days

NEW_YEAR: Final = "new_year"
"""The window's command to add a fiscal year."""


def steps(step_context: StepContext) -> Iterator[Step]:
    """Yield steps: late, missing, upcoming, and a closing one if nothing is open."""
    yield from new_year(step_context)
    yield from missing(step_context)
    yield from _dates(step_context)
    yield step_context.done(Phrase("ข้อมูลตั้งต้นของปี {year} ครบแล้ว", year=step_context.data.year))


def new_year(step_context: StepContext) -> Iterator[Step]:
    """Yield the step to add the present or upcoming fiscal year, if the workspace lacks it."""
    newest = max(step_context.years, default=step_context.data.year)
    if step_context.data.year != newest:
        return
    # Years that passed meanwhile are over: nothing begins in them.
    following = max(newest + 1, fiscal_year_of(step_context.today))
    start, _ = fiscal_year_bounds(following)
    action = Phrase("เริ่มปี {year}", year=following)
    place = Place(PageKey.YEAR, command=NEW_YEAR)
    if fiscal_year_of(step_context.today) > newest:
        text = Phrase("ปีงบประมาณ {year} สิ้นสุดแล้ว ยังไม่ได้เริ่มปี {next}", year=newest, next=following)
        yield Step(StepUrgency.MISSING, text, action, place, start)
    elif step_context.is_soon(start):
        text = Phrase(
            "ปีงบประมาณ {next} เริ่ม {day} {days}",
            next=following,
            day=short_date(start),
            days=in_days(step_context, start),
        )
        why = Phrase("ยกรายชื่อและผู้รับผิดชอบจากปีนี้ได้")
        yield Step(StepUrgency.UPCOMING, joined(text, why), action, place, start)


def missing(step_context: StepContext) -> Iterator[Step]:
    """Yield steps for missing data of the year that all other pages need."""
    data = step_context.data
    if not data.framework.items:
        gap = joined(Phrase("กรอบการประเมินของปีนี้ไม่มีข้อ"), Phrase("ทุกหน้าแสดงตามกรอบนี้"))
        yield _at("framework", gap, Phrase("ดูกรอบการประเมิน"))
    yield from _draft(step_context)
    known = {date.code for date in data.calendar}
    gaps = [
        calendar_default.title
        for calendar_default in data.framework.calendar
        if calendar_default.code not in known
    ]
    if gaps:
        text = Phrase("ปฏิทินยังไม่มีวัน {title}", title=gaps[0])
        why = Phrase("คำแนะนำและคำเตือนนับจากวันนี้") if len(gaps) == 1 else Phrase(
            "ขาดทั้งหมด {count} วัน", count=len(gaps))  # fmt: skip
        yield _at("calendar", joined(text, why), Phrase("ใส่วัน"))
    first, last = step_context.bounds
    outside = [date for date in data.calendar if not first <= date.day <= last]
    if outside:
        text = Phrase(
            "{title} {day} อยู่นอกปีงบประมาณ {year}",
            title=outside[0].title,
            day=short_date(outside[0].day),
            year=data.year,
        )
        yield _at("calendar", joined(text, Phrase("ตรวจวันที่")), Phrase("แก้วัน"))
    unknown = [
        place.code
        for place in data.framework.outline
        if place.is_leaf and place.weight is None
        and data.framework.indicator_by_code[place.code].instrument == OIT
    ]  # fmt: skip
    if unknown:
        text = Phrase("ยังไม่รู้น้ำหนักของตัวชี้วัดย่อย {codes}", codes=few(unknown))
        why = Phrase("จึงคิดคะแนน OIT เป็นค่าเฉลี่ยของทุกข้อ")
        yield _at("assessment", joined(text, why), Phrase("ใส่น้ำหนัก"))


def _draft(step_context: StepContext) -> Iterator[Step]:
    """Yield the step to compare a draft framework with the circular, which nobody can do before
    there is one: it never comes before other work."""
    said = used_meanwhile(step_context.data)
    if said:
        step = _at(DRAFT, said, COMPARE)
        yield step._replace(urgency=StepUrgency.QUIET)


def _dates(step_context: StepContext) -> Iterator[Step]:
    """Yield the next date, to be compared with the official circular."""
    soon = [date for date in step_context.data.calendar if step_context.is_soon(date.day)]
    if soon:
        first = min(soon, key=lambda date: date.day)
        text = Phrase(
            "{day} {title} · {days}",
            day=short_date(first.day),
            title=first.title,
            days=in_days(step_context, first.day),
        )
        step = _at("calendar", joined(text, Phrase("ตรวจกับหนังสือแจ้งเวียน")), Phrase("ดูปฏิทิน"))
        yield step._replace(urgency=StepUrgency.UPCOMING, day=first.day)


def _at(section: str, sentence: str, action: str) -> Step:
    return Step(StepUrgency.MISSING, sentence, action, Place(PageKey.YEAR, section))
