"""A fiscal year made by hand, with the kinds of rows that documents print."""

from datetime import date
from decimal import Decimal
from itertools import count

from ita_desktop import frameworks
from ita_desktop.domain.framework import Framework
from ita_desktop.domain.records import (
    Assignment,
    AssignmentOwner,
    Body,
    BodyKind,
    FiscalYear,
    Frequency,
    GroupOf,
    Measure,
    MeasureItem,
    MeasureOwner,
    Member,
    MemberKind,
    Organisation,
    OwnerRole,
    Person,
    Unit,
    UnitKind,
)
from ita_desktop.domain.scores.results import Score, ScoreSource
from ita_desktop.domain.year import YearData

YEAR = "year"

UNITS = (
    Unit(id="office", name="สำนักงานเขตตัวอย่าง", kind=UnitKind.OFFICE),
    Unit(id="admin", name="ฝ่ายปกครอง", kind=UnitKind.SECTION),
    Unit(id="registry", name="ฝ่ายทะเบียน", kind=UnitKind.SECTION),
    Unit(id="works", name="ฝ่ายโยธา", kind=UnitKind.SECTION),
    Unit(
        id="environment",
        name="ฝ่ายสิ่งแวดล้อมและสุขาภิบาล",
        short_name="ฝ่ายสิ่งแวดล้อมฯ",
        kind=UnitKind.SECTION,
    ),
    Unit(id="finance", name="ฝ่ายการคลัง", kind=UnitKind.SECTION),
    Unit(id="school", name="โรงเรียนวัดตัวอย่างเหนือ", kind=UnitKind.SCHOOL),
    Unit(id="sections", name="ทุกฝ่าย", kind=UnitKind.GROUP, group_of=GroupOf.SECTIONS),
    Unit(id="schools", name="โรงเรียนในสังกัด", kind=UnitKind.GROUP, group_of=GroupOf.SCHOOLS),
)

OWNERS = {
    "O1": ("admin", "sections", "schools"),
    "O2": ("admin", "registry"),
    "O5": ("admin", "schools"),
    "O9": ("finance",),
    "O15": ("works", "environment"),
    "O17": ("works",),
}
"""Owners of the items that have others than ทุกฝ่าย."""


def year_2566(framework: Framework | None = None) -> YearData:
    """The year 2566: all thirty OIT items with owners, two bodies, no measures, no scores."""
    framework = framework or frameworks.load(2566)
    items = [item.code for item in framework.items_of("OIT")]
    assignments = tuple(
        Assignment(
            id=f"a-{code}",
            year_id=YEAR,
            item_code=code,
            as_of=date(2022, 12, 31) if code in {"O2", "O5"} else None,
        )
        for code in items
    )
    owners = tuple(
        AssignmentOwner(
            id=f"{code}-{unit}",
            assignment_id=f"a-{code}",
            unit_id=unit,
            position=place,
            role=OwnerRole.SUPPORT if (code, unit) == ("O15", "environment") else OwnerRole.LEAD,
        )
        for code in items
        for place, unit in enumerate(OWNERS.get(code, ("sections",)))
    )
    return YearData(
        organisation=Organisation(id="org", name="สำนักงานเขตตัวอย่าง"),
        fiscal_year=_fiscal_year(2566, framework),
        framework=framework,
        units=UNITS,
        people=PEOPLE,
        bodies=BODIES,
        members=MEMBERS,
        assignments=assignments,
        assignment_owners=owners,
    )


def year_2568() -> YearData:
    """The year 2568: measures, some of them shared, and an official score of every item."""
    framework = frameworks.load(2567)
    measures, links, owners = _measures()
    scores = tuple(
        Score(
            id=f"s-{item.code}",
            year_id=YEAR,
            node=item.code,
            source=ScoreSource.OFFICIAL,
            value=Decimal("92.50") if item.code.startswith("E") else Decimal("98.75"),
        )
        for item in framework.items
    )
    return YearData(
        organisation=Organisation(id="org", name="สำนักงานเขตตัวอย่าง"),
        fiscal_year=_fiscal_year(2568, framework),
        framework=framework,
        units=UNITS,
        measures=measures,
        measure_items=links,
        measure_owners=owners,
        scores=scores,
    )


def empty_year() -> YearData:
    """A year in which nothing is recorded yet."""
    framework = frameworks.load(2567)
    return YearData(
        organisation=Organisation(id="org", name=""),
        fiscal_year=_fiscal_year(2568, framework),
        framework=framework,
    )


def _fiscal_year(year: int, framework: Framework) -> FiscalYear:
    return FiscalYear(
        id=YEAR,
        year=year,
        framework_code=framework.code,
        framework_title=framework.title,
        level_set=framework.levels.code,
    )


PEOPLE = (
    Person(
        id="p1", prefix="นาย", name="ตัวอย่าง หนึ่ง", job_title="นักจัดการงานทั่วไปปฏิบัติการ", unit_id="admin"
    ),
    Person(
        id="p2", prefix="นางสาว", name="ตัวอย่าง สอง", job_title="ครูชำนาญการพิเศษ", unit_id="school"
    ),
)

BODIES = (
    Body(id="b1", year_id=YEAR, name="คณะกรรมการอำนวยการ", kind=BodyKind.STEERING),
    Body(id="b2", year_id=YEAR, name="คณะทำงาน", kind=BodyKind.WORKING_GROUP, position=1),
)

MEMBERS = (
    Member(
        id="m1",
        body_id="b1",
        kind=MemberKind.POST,
        post="ผู้อำนวยการเขตตัวอย่าง",
        unit_id="office",
        role="ประธานกรรมการ",
    ),
    Member(
        id="m2",
        body_id="b1",
        kind=MemberKind.GROUP,
        post="หัวหน้าฝ่ายทุกฝ่าย",
        unit_id="sections",
        role="กรรมการ",
        position=1,
    ),
    Member(
        id="m3",
        body_id="b1",
        kind=MemberKind.POST,
        post="หัวหน้าฝ่ายปกครอง",
        unit_id="admin",
        role="กรรมการและเลขานุการ",
        position=2,
    ),
    Member(
        id="m4",
        body_id="b2",
        kind=MemberKind.PERSON,
        person_id="p2",
        post="ครูชำนาญการพิเศษ",
        unit_id="school",
        role="คณะทำงาน",
    ),
    Member(
        id="m5",
        body_id="b2",
        kind=MemberKind.PERSON,
        person_id="p1",
        role="คณะทำงานและเลขานุการ",
        position=1,
    ),
)

_MEASURES = (
    (
        "1",
        ("I1", "I2"),
        "1. จัดทำคู่มือปฏิบัติงาน\n2. ติดแผนผังขั้นตอนการให้บริการ\n3. หัวหน้าฝ่ายกำกับให้เป็นไปตามมาตรฐาน",
        ("sections",),
        "ปีงบประมาณ 2568",
        Frequency.FISCAL_YEAR,
    ),
    ("1", ("I3",), "ประกาศนโยบายต่อต้านการรับสินบน", ("sections",), "", Frequency.HALF_YEARLY),
    (
        "6",
        ("E1", "E2", "E3"),
        "จัดจุดบริการให้สะดวก\nสำรวจความพึงพอใจ\n- ณ จุดบริการ\n- ทาง QR code",
        ("sections",),
        "ทุก 6 เดือน",
        Frequency.HALF_YEARLY,
    ),
    (
        "9.1",
        ("O1",),
        "1. ปรับปรุงข้อมูลบนเว็บไซต์ทุกเดือน",
        ("admin", "registry"),
        "ทุกเดือน",
        Frequency.MONTHLY,
    ),
    ("10", (), "อบรมการจัดการความเสี่ยง", ("finance",), "ทุก 3 เดือน", Frequency.QUARTERLY),
)


def _measures() -> tuple[tuple[Measure, ...], tuple[MeasureItem, ...], tuple[MeasureOwner, ...]]:
    measures, links, owners = [], [], []
    for number, (indicator, items, method, units, schedule, frequency) in zip(
        count(1), _MEASURES, strict=False
    ):
        key = f"measure-{number}"
        measures.append(
            Measure(
                id=key,
                year_id=YEAR,
                indicator=indicator,
                method=method,
                schedule=schedule,
                frequency=frequency,
                position=number,
            )
        )
        links += [
            MeasureItem(id=f"{key}-{code}", measure_id=key, item_code=code, position=place)
            for place, code in enumerate(items)
        ]
        owners += [
            MeasureOwner(id=f"{key}-{unit}", measure_id=key, unit_id=unit, position=place)
            for place, unit in enumerate(units)
        ]
    return tuple(measures), tuple(links), tuple(owners)
