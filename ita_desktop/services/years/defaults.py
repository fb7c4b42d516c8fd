"""Defaults of a new workspace: the units of a Bangkok district office and two bodies.

The ten sections are in the order of the official result report; the office can edit the list.
"""

from ita_desktop.domain.framework import Framework
from ita_desktop.domain.records import (
    Body,
    BodyKind,
    CalendarDate,
    FiscalYear,
    GroupOf,
    Unit,
    UnitKind,
    new_id,
)

_SECTIONS = (
    ("ฝ่ายปกครอง", "", ""),
    ("ฝ่ายทะเบียน", "", ""),
    ("ฝ่ายโยธา", "", ""),
    ("ฝ่ายสิ่งแวดล้อมและสุขาภิบาล", "ฝ่ายสิ่งแวดล้อมฯ", "ฝ่ายสิ่งแวดล้อม"),
    ("ฝ่ายรายได้", "", ""),
    ("ฝ่ายรักษาความสะอาดและสวนสาธารณะ", "ฝ่ายรักษาฯ", "ฝ่ายรักษาความสะอาด"),
    ("ฝ่ายการศึกษา", "", ""),
    ("ฝ่ายการคลัง", "", "ฝ่ายคลัง"),
    ("ฝ่ายเทศกิจ", "", ""),
    ("ฝ่ายพัฒนาชุมชนและสวัสดิการสังคม", "ฝ่ายพัฒนาชุมชนฯ", "ฝ่ายพัฒนาชุมชน"),
)
_GROUPS = (
    ("ทุกฝ่าย", GroupOf.SECTIONS, ""),
    (
        "โรงเรียนในสังกัด",
        GroupOf.SCHOOLS,
        (
            "โรงเรียนในสังกัดสำนักงานเขต;รร.สังกัดกรุงเทพมหานคร ในพื้นที่เขต;"
            "โรงเรียนสังกัดกรุงเทพมหานคร ในพื้นที่เขต;ทุกโรงเรียน"
        ),
    ),
    ("ผู้บริหารเขต", GroupOf.EXECUTIVES, "ผู้บริหารสำนักงานเขต"),
)
_BODIES = (
    ("คณะกรรมการอำนวยการ", BodyKind.STEERING),
    ("คณะทำงาน", BodyKind.WORKING_GROUP),
)


def default_units() -> list[Unit]:
    """Return the office, its ten sections with short names, and the groups used as owners."""
    named = [
        ("สำนักงานเขต", UnitKind.OFFICE, "", "", GroupOf.NONE),
        *((name, UnitKind.SECTION, short, other, GroupOf.NONE) for name, short, other in _SECTIONS),
        *((name, UnitKind.GROUP, "", other, group) for name, group, other in _GROUPS),
    ]
    return [
        Unit(
            id=new_id(),
            name=name,
            kind=kind,
            short_name=short,
            aliases=aliases,
            group_of=group,
            position=position,
        )
        for position, (name, kind, short, aliases, group) in enumerate(named)
    ]


def default_bodies(year_id: str) -> list[Body]:
    """Return the two bodies that every appointment order names."""
    return [
        Body(id=new_id(), year_id=year_id, name=name, kind=kind, position=position)
        for position, (name, kind) in enumerate(_BODIES)
    ]


def default_calendar(year: FiscalYear, framework: Framework) -> list[CalendarDate]:
    """Return the year's dates as proposed by the framework."""
    return [
        CalendarDate(
            id=new_id(),
            year_id=year.id,
            code=calendar_default.code,
            title=calendar_default.title,
            day=calendar_default.proposed(year.year),
        )
        for calendar_default in framework.calendar
    ]
