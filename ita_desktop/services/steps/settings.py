"""What is to be done in ตั้งค่า: a year to begin, units, dates and weights that lack."""

from collections.abc import Iterator
from typing import Final

from ita_desktop.documents.kinds import GARUDA
from ita_desktop.domain.dates import fiscal_year_bounds, fiscal_year_of, short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.records import UnitKind
from ita_desktop.domain.scores.progress import OIT
from ita_desktop.services.moment import Moment, Step, Urgency, few, in_days, joined
from ita_desktop.services.places import PageKey, Place

ORDERS: Final = "orders"
"""What คณะกรรมการ shows the year's orders for."""
NEW_YEAR: Final = "new_year"
"""The window's command that adds a fiscal year."""


def steps(moment: Moment) -> Iterator[Step]:
    """Late before missing before upcoming, and what to say when nothing is open."""
    yield from new_year(moment)
    yield from missing(moment)
    yield from _of_papers(moment)
    yield from _dates(moment)
    yield moment.done(Phrase("ข้อมูลตั้งต้นของปี {year} ครบแล้ว", year=moment.data.year))


def new_year(moment: Moment) -> Iterator[Step]:
    """The next fiscal year, where today lies in it or soon will, and the workspace lacks it."""
    newest = max(moment.years, default=moment.data.year)
    if moment.data.year != newest:
        return
    start, _ = fiscal_year_bounds(newest + 1)
    action = Phrase("เริ่มปี {year}", year=newest + 1)
    place = Place(PageKey.SETTINGS, command=NEW_YEAR)
    if fiscal_year_of(moment.today) > newest:
        said = Phrase("ปีงบประมาณ {year} สิ้นสุดแล้ว ยังไม่ได้เริ่มปี {next}", year=newest, next=newest + 1)
        yield Step(Urgency.MISSING, said, action, place, start)
    elif moment.is_soon(start):
        said = Phrase(
            "ปีงบประมาณ {next} เริ่ม {day} {days}",
            next=newest + 1,
            day=short_date(start),
            days=in_days(moment, start),
        )
        why = Phrase("ยกรายชื่อและผู้รับผิดชอบจากปีนี้ได้")
        yield Step(Urgency.UPCOMING, joined(said, why), action, place, start)


def missing(moment: Moment) -> Iterator[Step]:
    """What all other pages stand on and the year lacks."""
    data = moment.data
    if not any(one.kind in {UnitKind.SECTION, UnitKind.SCHOOL} for one in data.units):
        said = Phrase("ยังไม่มีหน่วยของสำนักงาน")
        why = Phrase("ใช้มอบหมายงานและใส่สังกัดในรายชื่อ")
        yield _at("units", joined(said, why), Phrase("ใส่หน่วย"))
    if not data.framework.items:
        lack = joined(Phrase("กรอบการประเมินของปีนี้ไม่มีข้อ"), Phrase("ทุกหน้าแสดงตามกรอบนี้"))
        yield _at("framework", lack, Phrase("ดูกรอบการประเมิน"))
    known = {one.code for one in data.calendar}
    lacking = [one.title for one in data.framework.calendar if one.code not in known]
    if lacking:
        said = Phrase("ปฏิทินยังไม่มีวัน {title}", title=lacking[0])
        why = Phrase("คำแนะนำและคำเตือนนับจากวันนี้") if len(lacking) == 1 else Phrase(
            "ขาดทั้งหมด {count} วัน", count=len(lacking))  # fmt: skip
        yield _at("calendar", joined(said, why), Phrase("ใส่วัน"))
    first, last = moment.bounds
    outside = [one for one in data.calendar if not first <= one.day <= last]
    if outside:
        said = Phrase(
            "{title} {day} อยู่นอกปีงบประมาณ {year}",
            title=outside[0].title,
            day=short_date(outside[0].day),
            year=data.year,
        )
        yield _at("calendar", joined(said, Phrase("ตรวจวันที่")), Phrase("แก้วัน"))
    unknown = [
        place.code
        for place in data.framework.outline
        if place.is_leaf and place.weight is None
        and data.framework.indicator_by_code[place.code].instrument == OIT
    ]  # fmt: skip
    if unknown:
        said = Phrase("ยังไม่รู้น้ำหนักของตัวชี้วัดย่อย {codes}", codes=few(unknown))
        why = Phrase("จึงคิดคะแนน OIT เป็นค่าเฉลี่ยของทุกข้อ")
        yield _at("assessment", joined(said, why), Phrase("ใส่น้ำหนัก"))


def _of_papers(moment: Moment) -> Iterator[Step]:
    """What every paper of the office needs: its garuda, and who signs."""
    data = moment.data
    if all(one.name != GARUDA for one in data.office_files):
        said = joined(Phrase("ยังไม่ได้ใส่ตราครุฑ"), Phrase("คำสั่งและบันทึกข้อความพิมพ์ตรานี้"))
        yield _at("wordings", said, Phrase("ใส่ตราครุฑ"))
    signed = [one for one in data.orders if one.signatory_id or one.signatory_post]
    if not signed:
        order = data.orders[0].id if data.orders else ORDERS
        said = joined(Phrase("ยังไม่มีผู้ลงนาม"), Phrase("ใส่ในคำสั่งแต่งตั้ง"))
        to = Place(PageKey.ROSTER, order)
        yield Step(Urgency.MISSING, said, Phrase("ใส่ผู้ลงนาม"), to)


def _dates(moment: Moment) -> Iterator[Step]:
    """The next date, to be compared with what the circular says."""
    soon = [one for one in moment.data.calendar if moment.is_soon(one.day)]
    if soon:
        first = min(soon, key=lambda one: one.day)
        said = Phrase(
            "{day} {title} · {days}",
            day=short_date(first.day),
            title=first.title,
            days=in_days(moment, first.day),
        )
        step = _at("calendar", joined(said, Phrase("ตรวจกับหนังสือแจ้งเวียน")), Phrase("ดูปฏิทิน"))
        yield step._replace(urgency=Urgency.UPCOMING, day=first.day)


def _at(section: str, said: str, action: str) -> Step:
    return Step(Urgency.MISSING, said, action, Place(PageKey.SETTINGS, section))
