"""Steps of ปฏิทินและกรอบของปี: a new year, missing dates and weights."""

from collections.abc import Collection, Iterator
from typing import Final

from ita_desktop.domain.dates import fiscal_year_bounds, fiscal_year_of, short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework_draft import used_meanwhile
from ita_desktop.domain.scores.progress import OIT
from ita_desktop.services.beginning import COMPARE, DRAFT
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.step_context import CALENDAR, Step, StepContext, StepUrgency, few

NEW_YEAR: Final = "new_year"
"""The window's command to add a fiscal year."""


def steps(step_context: StepContext) -> Iterator[Step]:
    """Yield steps: late, missing, upcoming, and a closing one if nothing is open."""
    yield from new_year(step_context)
    yield from missing(step_context)
    yield from next_date(step_context, why=Phrase("ตรวจกับหนังสือแจ้งเวียน"))
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
        yield Step.missing(place, action, text, day=start)
    elif step_context.is_soon(start):
        when = step_context.when(start)
        text = Phrase("ปีงบประมาณ {next} เริ่ม {day} {days}", next=following, **when)
        why = Phrase("ยกรายชื่อและผู้รับผิดชอบจากปีนี้ได้")
        yield Step.upcoming(place, action, start, text, why)


def missing(step_context: StepContext) -> Iterator[Step]:
    """Yield steps for missing data of the year that all other pages need."""
    data = step_context.data
    if not data.framework.items:
        gap, why = Phrase("กรอบการประเมินของปีนี้ไม่มีข้อ"), Phrase("ทุกหน้าแสดงตามกรอบนี้")
        yield Step.missing(_at("framework"), Phrase("ดูกรอบการประเมิน"), gap, why)
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
        yield Step.missing(_at("calendar"), Phrase("ใส่วัน"), text, why)
    first, last = step_context.bounds
    outside = [date for date in data.calendar if not first <= date.day <= last]
    if outside:
        text = Phrase(
            "{title} {day} อยู่นอกปีงบประมาณ {year}",
            title=outside[0].title,
            day=short_date(outside[0].day),
            year=data.year,
        )
        yield Step.missing(_at("calendar"), Phrase("แก้วัน"), text, Phrase("ตรวจวันที่"))
    unknown = [
        place.code
        for place in data.framework.outline
        if place.is_leaf and place.weight is None
        and data.framework.indicator_by_code[place.code].instrument == OIT
    ]  # fmt: skip
    if unknown:
        text = Phrase("ยังไม่รู้น้ำหนักของตัวชี้วัดย่อย {codes}", codes=few(unknown))
        why = Phrase("จึงคิดคะแนน OIT เป็นค่าเฉลี่ยของทุกข้อ")
        yield Step.missing(_at("assessment"), Phrase("ใส่น้ำหนัก"), text, why)


def _draft(step_context: StepContext) -> Iterator[Step]:
    """Yield the step to compare a draft framework with the circular, which nobody can do before
    there is one: it never comes before other work."""
    said = used_meanwhile(step_context.data)
    if said:
        yield Step(StepUrgency.QUIET, said, COMPARE, _at(DRAFT))


def next_date(
    step_context: StepContext, *, without: Collection[str] = (), why: str = ""
) -> Iterator[Step]:
    """Yield the next calendar date if it is near, of those ``without`` these codes."""
    soon = [date for date in step_context.data.calendar if step_context.is_soon(date.day)]
    first = min(
        (date for date in soon if date.code not in without), key=lambda date: date.day, default=None
    )
    if first is not None:
        action, place = CALENDAR
        yield Step.upcoming(place, action, first.day, step_context.words_of(first), why)


def _at(section: str) -> Place:
    return Place(PageKey.YEAR, section)
