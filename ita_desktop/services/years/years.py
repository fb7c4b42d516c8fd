"""Fiscal years: adding one, its framework copy, its level set; and defaults of a new workspace: the
units of a Bangkok district office, two bodies, the calendar.

The ten sections are in the order of the official result report; the office can edit the list.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ita_desktop.domain.dates import (
    BUDDHIST_OFFSET,
    FIRST_YEAR,
    LAST_YEAR,
    fiscal_year_bounds,
    short_date,
)
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import Framework, LevelSet
from ita_desktop.domain.records import (
    Body,
    BodyKind,
    CalendarDate,
    FiscalYear,
    GroupOf,
    Record,
    Unit,
    UnitKind,
    new_id,
)
from ita_desktop.domain.year import YearData
from ita_desktop.storage.framework_copy import content_of, framework_nodes, origin_node
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

if TYPE_CHECKING:
    from ita_desktop.frameworks import FrameworkInfo


SECTIONS = (
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
"""The sections of each district office, with a short form and another name."""
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


def shipped() -> "tuple[FrameworkInfo, ...]":
    """Return the frameworks shipped with the program, oldest first."""
    from ita_desktop import frameworks

    return frameworks.available()


def framework_for(
    year: int, framework_year: int | None = None, file: Path | None = None
) -> Framework:
    """Return the framework for Buddhist fiscal ``year``: a file's, that of ``framework_year``, the
    year's own, or for a later year the newest known. It is a draft if its source does not print the
    year. Raises InputError if none fits."""
    from ita_desktop import frameworks

    _refuse_no_year(year)
    if file is not None:
        return frameworks.load_file(file, year)
    known = sorted(number for info in frameworks.available() for number in info.fiscal_years)
    wanted = framework_year if framework_year is not None else year
    if wanted in known:
        return frameworks.load(wanted, used_in=year)
    if framework_year is None and year > known[-1]:
        return frameworks.load(known[-1], used_in=year)
    raise InputError(
        "ไม่มีกรอบการประเมินของปี {year}",
        remedy="เลือกกรอบที่มี คือ {known}",
        year=wanted,
        known=" ".join(map(str, known)),
    )


def _refuse_no_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        meant = year + BUDDHIST_OFFSET
        raise InputError(
            "“{year}” ไม่ใช่ปีงบประมาณ พ.ศ.",
            remedy="พิมพ์ปี พ.ศ. เช่น {example}",
            year=year,
            example=meant if FIRST_YEAR <= meant <= LAST_YEAR else 2568,
        )


def shipped_as(code: str, year: int) -> Framework | None:
    """Return the shipped framework ``code``, adapted to the Buddhist fiscal ``year``; None if it is
    not shipped."""
    from ita_desktop import frameworks

    return frameworks.load_code(code, year)


def framework_like(data: YearData, year: int) -> Framework:
    """Return a copy of a year's own framework, including corrections, adapted to another year: a
    draft, unless a shipped source prints the same framework for both."""
    from ita_desktop import frameworks

    copy = frameworks.moved(data.framework, data.year, year)
    if not data.framework.drafted_from and _prints(copy.code, year):
        return replace(copy, drafted_from="")
    return copy


def _prints(code: str, year: int) -> bool:
    """Return whether the source of the shipped framework ``code`` prints the Buddhist ``year``."""
    return any(info.code == code and year in info.fiscal_years for info in shipped())


def year_record(year: int, framework: Framework) -> FiscalYear:
    """Return a new record for a fiscal year, not yet stored."""
    return FiscalYear(
        id=new_id(),
        year=year,
        framework_code=framework.code,
        framework_title=framework.title,
        level_set=framework.levels.code,
        response_system=framework.response_system,
        drafted_from=framework.drafted_from,
    )


def year_rows(
    framework: Framework, record: FiscalYear, *, bodies: bool = True, as_shipped: bool = True
) -> list[Record]:
    """Return the rows of a new fiscal year: its ``record``, its own copy of the framework, its
    calendar and, unless a roster is carried over, two bodies (``bodies``). Digests of the shipped
    framework are among them: of ``framework``, unless that is from a file or another year
    (``as_shipped``)."""
    origin = framework if as_shipped else shipped_as(framework.code, record.year)
    return [
        record,
        *framework_nodes(record.id, framework),
        *([origin_node(record.id, origin)] if origin is not None else ()),
        *default_calendar(record, framework),
        *(default_bodies(record.id) if bodies else ()),
    ]


def insert_year(
    change: Change,
    year: int,
    framework: Framework,
    *,
    bodies: bool = True,
    as_shipped: bool = True,
) -> FiscalYear:
    """Write a fiscal year with the rows of :func:`year_rows`."""
    record = year_record(year, framework)
    for row in year_rows(framework, record, bodies=bodies, as_shipped=as_shipped):
        change.insert(row)
    return record


def must_be_new(workspace: Workspace, year: int) -> None:
    """Raise InputError if ``year`` is no Buddhist fiscal year, or the workspace has it already."""
    _refuse_no_year(year)
    if any(fiscal_year.year == year for fiscal_year in workspace.years()):
        raise InputError("มีปีงบประมาณ {year} อยู่แล้ว", remedy="เลือกปีนั้นจากช่องปีงบประมาณ", year=year)


def add_year(
    workspace: Workspace,
    year: int,
    *,
    framework_year: int | None = None,
    framework: Framework | None = None,
) -> YearData:
    """Add an empty Buddhist fiscal ``year`` with the shipped framework of ``framework_year``, or
    with ``framework``. Raises InputError if the year exists."""
    must_be_new(workspace, year)
    chosen = framework or framework_for(year, framework_year)
    with workspace.change("เพิ่มปีงบประมาณ {year}", year=year) as change:
        insert_year(change, year, chosen, as_shipped=framework is None)
    return workspace.year(year)


def count_from(workspace: Workspace, year: int, day: date | None) -> None:
    """Count the occurrences of a year's measures from ``day`` on; None: from the first day of the
    year. Raises InputError if the day is in another fiscal year."""
    record = workspace.year(year).fiscal_year
    first, last = fiscal_year_bounds(year)
    if day is not None and not first <= day <= last:
        raise InputError(
            "{day} อยู่นอกปีงบประมาณ {year}",
            remedy="เลือกเดือนในปีงบประมาณนั้น",
            day=short_date(day),
            year=year,
        )
    kept = None if day == first else day
    if record.counts_from == kept:
        return
    with workspace.change("นับรอบของมาตรการตั้งแต่ {day}", day=short_date(day or first)) as change:
        change.update(record, counts_from=kept)


def leave_out(workspace: Workspace, year: int, step: str, *, left_out: bool) -> None:
    """Skip a start-of-year ``step``, or include it again."""
    record = workspace.year(year).fiscal_year
    present = record.left_out.split()
    others = [text for text in present if text != step]
    wanted = [*others, step] if left_out else others
    if sorted(wanted) == sorted(present):
        return
    label = "ไม่ใช้ขั้นเริ่มปี {year}" if left_out else "ใช้ขั้นเริ่มปี {year}"
    with workspace.change(label, year=year) as change:
        change.update(record, left_out=" ".join(wanted))


def level_sets() -> tuple[LevelSet, ...]:
    """Return the level sets that a year may use."""
    from ita_desktop import frameworks

    return frameworks.level_sets()


def use_level_set(workspace: Workspace, year: int, code: str) -> None:
    """Set the level set of a year; raises InputError if it is unknown."""
    chosen = next((set_ for set_ in level_sets() if set_.code == code), None)
    if chosen is None:
        raise InputError(
            "ไม่รู้จักเกณฑ์ระดับ “{code}”",
            remedy="เลือกจาก {known}",
            code=code,
            known=" ".join(set_.code for set_ in level_sets()),
        )
    record = workspace.year(year).fiscal_year
    if record.level_set == code:
        return  # the stored rows may contain more of the set than its definition
    with workspace.change("เปลี่ยนเกณฑ์ระดับปี {year}", year=year) as change:
        for node in workspace.framework_nodes(record.id):
            if node.kind == "level_set":
                change.update(node, code=chosen.code, content=content_of(chosen))
        change.update(record, level_set=code)


def default_units() -> list[Unit]:
    """Return the office, its ten sections with short names, and the groups used as owners."""
    named = [
        ("สำนักงานเขต", UnitKind.OFFICE, "", "", GroupOf.NONE),
        *((name, UnitKind.SECTION, short, other, GroupOf.NONE) for name, short, other in SECTIONS),
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
