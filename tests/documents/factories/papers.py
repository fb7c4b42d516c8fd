"""Years with the records that orders, memos and letters are made of."""

import csv
from dataclasses import replace
from datetime import date

from ita_desktop import frameworks
from ita_desktop.domain.documents import DocumentChoices
from ita_desktop.domain.letters import Letter, LetterKind, Urgency
from ita_desktop.domain.meetings import Meeting, MeetingBody
from ita_desktop.domain.records import (
    Body,
    BodyKind,
    FiscalYear,
    GroupOf,
    Member,
    MemberKind,
    Organisation,
    Person,
    Unit,
    UnitKind,
)
from ita_desktop.domain.roster.orders import (
    AppointmentOrder,
    Duty,
    OrderBody,
    OrderChange,
    OrderChangeKind,
)
from ita_desktop.domain.year import YearData
from tests.support.places import FIXTURES

YEAR = "year"
NOVEMBER = date(2024, 11, 1)
BODIES = (
    Body(id="b1", year_id=YEAR, name="คณะกรรมการอำนวยการ", kind=BodyKind.STEERING),
    Body(id="b2", year_id=YEAR, name="คณะทำงาน", kind=BodyKind.WORKING_GROUP, position=1),
)
DIRECTOR = Person(id="director", prefix="นาย", name="ตัวอย่าง ผู้อำนวยการ", unit_id="office")
HEAD = Person(id="head", prefix="นาง", name="ตัวอย่าง หัวหน้า", unit_id="admin")
ORDER = AppointmentOrder(
    id="order", year_id=YEAR, number="12", signed=NOVEMBER, signatory_id="director"
)


def rows(name: str) -> list[dict[str, str]]:
    with (FIXTURES / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def bare_year(**more: object) -> YearData:
    """2568 with two bodies and the order that appoints them, without members and duties."""
    framework = frameworks.load(2567)
    made = YearData(
        organisation=Organisation(
            id="org",
            name="สำนักงานเขตตัวอย่าง",
            agency_code="5001",
            address="ถนนตัวอย่าง แขวงตัวอย่าง\nเขตตัวอย่าง กรุงเทพมหานคร 10000",
        ),
        fiscal_year=FiscalYear(
            id=YEAR,
            year=2568,
            framework_code=framework.code,
            framework_title=framework.title,
            level_set=framework.levels.code,
            response_system="ITAP",
        ),
        framework=framework,
        units=(
            Unit(id="office", name="สำนักงานเขตตัวอย่าง", kind=UnitKind.OFFICE),
            Unit(id="admin", name="ฝ่ายปกครอง", kind=UnitKind.SECTION),
            Unit(id="sections", name="ทุกฝ่าย", kind=UnitKind.GROUP, group_of=GroupOf.SECTIONS),
        ),
        people=(DIRECTOR, HEAD),
        bodies=BODIES,
        orders=(ORDER,),
        order_bodies=tuple(
            OrderBody(id=f"ob-{body.id}", order_id="order", body_id=body.id, position=body.position)
            for body in BODIES
        ),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def year_2568() -> YearData:
    """The whole committee of 2568 as its order lists it."""
    made = bare_year()
    body_ids = {body.name: body.id for body in BODIES}
    units = {unit.name: unit for unit in made.units}
    units["สำนักงานเขต"] = made.units[0]
    people, members = list(made.people), []
    for place, row in enumerate(rows("roster_2568.csv")):
        unit = units.setdefault(
            row["department"], Unit(id=f"u{place}", name=row["department"], kind=UnitKind.SECTION)
        )
        person = None
        if row["name"]:
            prefix = next(text for text in ("นางสาว", "นาง", "นาย") if row["name"].startswith(text))
            person = next((person for person in people if person.full_name == row["name"]), None)
            if person is None:
                person = Person(
                    id=f"p{place}", prefix=prefix, name=row["name"].removeprefix(prefix)
                )
                people.append(person)
        members.append(
            Member(
                id=f"m{place}",
                body_id=body_ids[row["body"]],
                kind=MemberKind.PERSON
                if person
                else MemberKind.GROUP
                if "รวมหลายคน" in row["note"]
                else MemberKind.POST,
                person_id=person.id if person else None,
                post=row["position"],
                unit_id=unit.id,
                role=row["role"],
                position=place,
            )
        )
    duties = tuple(
        Duty(id=f"d{place}", body_id=body_ids[row["body"]], text=row["duty"], position=place)
        for place, row in enumerate(rows("duties_2568.csv"))
    )
    return replace(
        made,
        units=tuple({unit.id: unit for unit in units.values()}.values()),
        people=tuple(people),
        members=tuple(members),
        duties=duties,
    )


def year_of(members: int, name: str = "นายตัวอย่าง", duty: str = "ปฏิบัติงาน") -> YearData:
    """A year whose working group has so many members, with one duty."""
    people = tuple(
        Person(
            id=f"p{number}", prefix="", name=f"{name} {number}", job_title="เจ้าพนักงานธุรการชำนาญงาน"
        )
        for number in range(1, members + 1)
    )
    return bare_year(
        people=(DIRECTOR, *people),
        members=tuple(
            Member(
                id=f"m{person.id}",
                body_id="b2",
                kind=MemberKind.PERSON,
                person_id=person.id,
                unit_id="admin",
                role="คณะทำงาน",
                position=place,
            )
            for place, person in enumerate(people)
        ),
        duties=(Duty(id="d1", body_id="b2", text=duty),),
    )


def invitation(**more: object) -> YearData:
    """The year with the memo that calls the first meeting."""
    letter = Letter(
        id="letter",
        year_id=YEAR,
        wording="memo-invitation",
        number="กท 5001/123",
        day=NOVEMBER,
        urgency=Urgency.MOST_URGENT,
        sender_id="admin",
        phone="5601",
        addressee="ผู้อำนวยการเขตตัวอย่าง",
        signatory_id="head",
        signatory_post="หัวหน้าฝ่ายปกครอง สำนักงานเขตตัวอย่าง",
        meeting_id="meeting",
    )
    return bare_year(
        letters=(replace(letter, **more),),  # type: ignore[arg-type]
        meetings=(
            Meeting(
                id="meeting",
                year_id=YEAR,
                number=1,
                day=date(2024, 11, 8),
                begins="09:00",
                place="ห้องประชุมสำนักงานเขตตัวอย่าง ชั้น 3",
            ),
        ),
        meeting_bodies=tuple(
            MeetingBody(id=f"mb-{body.id}", meeting_id="meeting", body_id=body.id)
            for body in BODIES
        ),
    )


def outside(**more: object) -> YearData:
    """The year with a letter to somebody outside of the office."""
    return invitation(kind=LetterKind.LETTER, urgency=Urgency.NONE, **more)


def as_signed(data: YearData) -> YearData:
    """A year whose order has a Word file as it is signed, with catchwords."""
    chosen = DocumentChoices(id="signed", name="appointment-order", chosen="signed-pages")
    return replace(data, document_choices=(chosen,))


def amended() -> YearData:
    """Member 3 is replaced, member 5 leaves, and a new one comes in, by an order of February."""
    year = year_of(6)
    new = Person(id="new", prefix="นาง", name="ตัวอย่าง ใหม่", job_title="นิติกรชำนาญการ")
    more = Person(id="more", prefix="นาย", name="ตัวอย่าง เพิ่ม", job_title="นิติกรปฏิบัติการ")
    seventh = replace(year.members[2], id="m7", person_id="new")
    eighth = replace(year.members[5], id="m8", person_id="more", position=6)
    added, removed = OrderChangeKind.ADDED, OrderChangeKind.REMOVED
    changes = (
        OrderChange(id="c1", order_id="later", member_id="m7", kind=added, replaces_id="mp3"),
        OrderChange(id="c2", order_id="later", member_id="mp3", kind=removed, position=1),
        OrderChange(id="c3", order_id="later", member_id="mp5", kind=removed, position=2),
        OrderChange(id="c4", order_id="later", member_id="m8", kind=added, position=3),
    )
    later = AppointmentOrder(
        id="later",
        year_id=YEAR,
        number="7",
        signed=date(2025, 2, 3),
        signatory_id="director",
        amends_id="order",
        position=1,
    )
    return replace(
        year,
        people=(*year.people, new, more),
        members=(*year.members, seventh, eighth),
        orders=(ORDER, later),
        order_changes=changes,
    )
