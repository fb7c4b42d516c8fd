"""The committee of a typed year, its orders, meetings and letters: two persons with three
capacities, a post that changes hands between two meetings, odd numbers of papers."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

from ita_desktop.domain.letters import (
    AgendaAttachment,
    Endorsement,
    EndorsementKind,
    Letter,
    LetterAttachment,
    LetterKind,
    LetterMerge,
    LetterRecipient,
    Urgency,
)
from ita_desktop.domain.meetings import (
    ActionItem,
    ActionItemOwner,
    AgendaItem,
    AgendaKind,
    Attendance,
    Component,
    Meeting,
    MeetingBody,
    Presence,
)
from ita_desktop.domain.records import (
    Assignment,
    AssignmentOwner,
    Body,
    BodyKind,
    Member,
    MemberKind,
    Person,
)
from ita_desktop.domain.roster.orders import (
    AppointmentOrder,
    Duty,
    OrderBody,
    OrderChange,
    OrderChangeKind,
    Tenure,
)
from ita_desktop.domain.year import YearData
from tests.documents.typed.typist import Typist

FIRST, SECOND = date(2024, 11, 8), date(2025, 3, 20)
_SIGNED: Final = date(2024, 11, 1)
NUMBERS: Final = ("๑๒/๒๕๖๙", "กท 5301/8887", "15", "๑๒๕/2568")
"""Numbers of papers as they are typed."""
_AGENDA_ITEMS: Final = ("", "1)", "๕", "-", "2.1", "(3)")
"""Numbers of matters as they are typed."""


_DRAWN: Final = {(0, 0): Component.OPEN_ACTIONS, (1, 0): Component.LAST_RESULT,
                 (2, 0): Component.ASSIGNMENTS}  # fmt: skip
"""What the program writes below which matter of which heading."""


def typed_papers(typist: Typist, data: YearData) -> YearData:
    """The year with its committee, orders, meetings and letters."""
    year = replace(
        data,
        people=_people(typist),
        bodies=(
            Body(id="b1", year_id="", name="คณะกรรมการอำนวยการ", kind=BodyKind.STEERING),
            Body(id="b2", year_id="", name="คณะทำงาน", kind=BodyKind.WORKING_GROUP, position=1),
        ),
    )
    year = _committee(typist, year)
    year = _meetings(typist, year)
    return _letters(typist, year)


def _people(typist: Typist) -> tuple[Person, ...]:
    return tuple(
        Person(
            id=key,
            prefix="นาย",
            name=typist.line("Person.name", key, 0),
            phone=typist.line("Person.phone", key, 0),
            email=typist.line("Person.email", key, 0),
            unit_id="admin",
            position=place,
        )
        for place, key in enumerate("ABCDEG")
    )


def _committee(typist: Typist, data: YearData) -> YearData:
    """A and B hold one post one after the other, and each has a place in the working group; C has
    three places in both bodies."""
    head, deputy = (typist.line("Member.post", key, 20) for key in ("head", "deputy"))
    rows: tuple[tuple[str, str, MemberKind, str | None, str], ...] = (
        ("m1", "b1", MemberKind.POST, None, "ผู้อำนวยการเขต"),
        ("m2", "b1", MemberKind.POST, None, head),
        ("m3", "b1", MemberKind.GROUP, None, ""),
        ("m4", "b1", MemberKind.PERSON, "C", ""),
        ("m10", "b1", MemberKind.POST, None, deputy),
        ("m5", "b2", MemberKind.PERSON, "A", ""),
        ("m6", "b2", MemberKind.POST, None, head),
        ("m7", "b2", MemberKind.PERSON, "B", ""),
        ("m8", "b2", MemberKind.PERSON, "C", ""),
        ("m9", "b2", MemberKind.PERSON, None, ""),
        ("m11", "b2", MemberKind.PERSON, "G", ""),
    )
    members = tuple(
        Member(
            id=key,
            body_id=body,
            kind=kind,
            person_id=person,
            post=post or typist.line("Member.post", key, 30),
            role=typist.line("Member.role", key, 12),
            note=typist.line("Member.note", key, 0),
            position=place,
        )
        for place, (key, body, kind, person, post) in enumerate(rows)
    )
    tenures = (
        Tenure(id="t1", person_id="D", post="ผู้อำนวยการเขต", first=date(2023, 10, 1)),
        Tenure(id="t2", person_id="A", post=head, first=date(2023, 10, 1), last=date(2025, 1, 31)),
        Tenure(id="t3", person_id="B", post=head, first=date(2025, 2, 1)),
        Tenure(id="t4", person_id="C", post=deputy, first=date(2023, 10, 1)),
    )
    numbers = typist.chance.sample(NUMBERS, 2)
    orders = tuple(
        AppointmentOrder(
            id=key,
            year_id="",
            number=numbers[place],
            title=typist.line("AppointmentOrder.title", key, 50) if place else "",
            ground=typist.plain("AppointmentOrder.ground", key),
            purpose=typist.plain("AppointmentOrder.purpose", key, most=1),
            signed=(_SIGNED, date(2025, 3, 1))[place],
            signatory_id="D",
            signatory_post=typist.plain("AppointmentOrder.signatory_post", key, 20, 2),
            acting_for=typist.line("AppointmentOrder.acting_for", key, 20),
            amends_id="o1" if place else None,
            note=typist.line("AppointmentOrder.note", key),
            position=place,
        )
        for place, key in enumerate(("o1", "o2"))
    )
    duties = tuple(
        Duty(id=f"d{number}", body_id=f"b{1 + number % 2}", position=number,
             text=typist.line("Duty.text", f"d{number}", 200))
        for number in range(7)
    )  # fmt: skip
    return replace(
        data,
        members=members,
        tenures=tenures,
        orders=orders,
        order_bodies=tuple(
            OrderBody(id=f"ob{body.id}", order_id="o1", body_id=body.id, position=body.position)
            for body in data.bodies
        ),
        order_changes=(
            OrderChange(id="oc", order_id="o2", member_id="m11", kind=OrderChangeKind.ADDED),
        ),
        duties=duties,
    )


def _meetings(typist: Typist, data: YearData) -> YearData:
    meetings = tuple(
        Meeting(
            id=key,
            year_id="",
            number=number,
            title=typist.line("Meeting.title", key, 20) if number == 2 else "",
            day=(FIRST, SECOND)[number - 1],
            begins="09:00",
            ends="11:30",
            place=typist.line("Meeting.place", key, 30),
            recorder_id="G",
            reviewer_id="D",
            note=typist.line("Meeting.note", key),
        )
        for number, key in enumerate(("one", "two"), 1)
    )
    agenda, handouts, actions, further, attendances = [], [], [], [], []
    for meeting in meetings:
        agenda += _agenda(typist, meeting)
        agenda_item = agenda[-1].id
        key = f"h {meeting.id}"
        title = typist.line("AgendaAttachment.title", key, 20)
        handouts.append(
            AgendaAttachment(id=key, agenda_item_id=agenda_item, title=title, file_name="a.txt",
                             media=key)
        )  # fmt: skip
        actions += _actions(typist, meeting, agenda_item)
        further.append(_further_owner(typist, actions[-1]))
        attendances += _attendances(typist, data, meeting)
    return replace(
        data,
        meetings=meetings,
        meeting_bodies=tuple(
            MeetingBody(id=f"{meeting.id}{body.id}", meeting_id=meeting.id, body_id=body.id,
                        position=body.position)
            for meeting in meetings for body in data.bodies
        ),
        agenda_items=tuple(agenda),
        agenda_attachments=tuple(handouts),
        action_items=tuple(actions),
        action_item_owners=tuple(further),
        attendances=tuple(attendances),
    )  # fmt: skip


def _agenda(typist: Typist, meeting: Meeting) -> list[AgendaItem]:
    made = []
    kinds = (AgendaKind.INFORM, AgendaKind.NOTE, AgendaKind.CONSIDER, AgendaKind.FREE)
    for place, kind in enumerate(kinds):
        key = f"{meeting.id}{kind}"
        heading = AgendaItem(id=key, meeting_id=meeting.id, kind=kind, position=place,
                             title=typist.line("AgendaItem.title", key, 30))  # fmt: skip
        made.append(heading)
        for number in range(typist.chance.randint(1, 3)):
            of = f"{key}{number}"
            parts: dict[str, Any] = {
                name: typist.plain(f"AgendaItem.{name}", of, 80, 2)
                for name in ("detail", "minutes", "resolution")
            }
            parts["minutes"] = typist.text("AgendaItem.minutes", of, 80)
            made.append(
                AgendaItem(
                    id=of,
                    meeting_id=meeting.id,
                    parent_id=made[-1].id if number == 2 else key,
                    number=typist.chance.choice(_AGENDA_ITEMS),
                    title=typist.line("AgendaItem.title", of, 60),
                    presenter=typist.line("AgendaItem.presenter", of, 0),
                    component=_DRAWN.get((place, number), Component.NONE),
                    position=number,
                    **parts,
                )
            )
    return made


def _actions(typist: Typist, meeting: Meeting, agenda_item: str) -> list[ActionItem]:
    return [
        ActionItem(
            id=f"x{number} {meeting.id}",
            meeting_id=meeting.id,
            agenda_item_id=agenda_item,
            text=typist.line("ActionItem.text", f"x{number} {meeting.id}", 50),
            post=typist.line("ActionItem.post", f"x{number} {meeting.id}", 10),
            due=date(2025, 1, 31),
            done=date(2025, 1, 20) if number else None,
            note=typist.line("ActionItem.note", f"x{number} {meeting.id}"),
            position=number,
        )
        for number in range(2)
    ]


def _further_owner(typist: Typist, task: ActionItem) -> ActionItemOwner:
    """Who does a task beside its first owner."""
    of = f"w {task.id}"
    post = typist.line("ActionItemOwner.post", of, 10)
    return ActionItemOwner(id=of, action_item_id=task.id, post=post)


def _attendances(typist: Typist, data: YearData, meeting: Meeting) -> list[Attendance]:
    """C is absent and says why, B sends somebody; of m9 nothing is known. Within the group there
    are E, somebody who is not in the register, and of the other guests one."""
    reason, other, post = (
        typist.line(f"Attendance.{name}", meeting.id, 20)
        for name in ("reason", "substitute", "substitute_post")
    )
    absent = {"presence": Presence.ABSENT, "reason": reason}
    sent = {"presence": Presence.SUBSTITUTE, "substitute": other, "substitute_post": post}
    here = {"presence": Presence.PRESENT}
    of_b = {"m7"} | ({"m2", "m6"} if meeting.day == SECOND else set())
    described: dict[str, dict[str, Any]] = dict.fromkeys(
        (member.id for member in data.members), here
    )
    described |= dict.fromkeys(("m4", "m8", "m10"), absent) | dict.fromkeys(of_b, sent) | {"m9": {}}
    rows = [
        Attendance(id=f"{meeting.id} {key}", meeting_id=meeting.id, member_id=key, position=place,
                   **what)
        for place, (key, what) in enumerate(described.items()) if key not in {"m3", "m11"}
    ]  # fmt: skip
    for place, who in enumerate((
        {"member_id": "m3", "person_id": "E", **here},
        {"member_id": "m3", "name": typist.line("Attendance.name", f"{meeting.id} m3", 10), **here},
        {"name": typist.line("Attendance.name", f"{meeting.id} guest", 10),
         "presence": Presence.GUEST},
    )):  # fmt: skip
        key = f"{meeting.id} {place}"
        typed = typist.line("Attendance.post", key, 20)
        rows.append(Attendance(id=key, meeting_id=meeting.id, post=typed, position=50 + place,
                               **who))  # fmt: skip
    return rows


def _letters(typist: Typist, data: YearData) -> YearData:
    kinds = (
        ("l1", LetterKind.MEMO, LetterMerge.ONE, "memo-invitation"),
        ("l2", LetterKind.LETTER, LetterMerge.ONE, "memo-general"),
        ("l3", LetterKind.MEMO, LetterMerge.UNITS, "memo-evidence"),
    )
    letters = tuple(
        Letter(
            id=key,
            year_id="",
            kind=kind,
            wording=wording,
            number=typist.chance.choice(NUMBERS),
            day=date(2024, 11, 4),
            urgency=typist.chance.choice(list(Urgency)),
            subject=typist.line("Letter.subject", key, 90),
            sender_id="admin",
            phone=typist.line("Letter.phone", key, 0),
            addressee=typist.line("Letter.addressee", key, 30),
            body=f"{typist.text('Letter.body', key, 200)}\nตามคำสั่งที่อ้างถึง",
            merge=merge,
            signatory_id="A",
            signatory_post=typist.line("Letter.signatory_post", key, 20),
            acting_for=typist.line("Letter.acting_for", key, 20),
            order_id="o1",
            meeting_id="one" if key == "l1" else None,
            note=typist.line("Letter.note", key),
            position=place,
        )
        for place, (key, kind, merge, wording) in enumerate(kinds)
    )
    enclosed = tuple(
        LetterAttachment(
            id=f"la{place}",
            letter_id=letter,
            title=typist.line("LetterAttachment.title", f"la{place}", 30),
            document="",
            file_name="b.txt",
            media=f"la{place}",
            position=place,
        )
        for place, letter in enumerate(("l1", "l2", "l2", "l3"))
    )
    sent_on = tuple(
        Endorsement(
            id=f"en{place}",
            letter_id="l1",
            kind=kind,
            unit_id="works",
            number=NUMBERS[place % 4] if kind is EndorsementKind.SCHOOLS else "",
            addressee=typist.plain("Endorsement.addressee", f"en{place}", 20, 3)
            if kind in {EndorsementKind.UNITS, EndorsementKind.SCHOOLS}
            else "",
            text=typist.text("Endorsement.text", f"en{place}", 40, 2)
            if kind is not EndorsementKind.RECEIVED
            else "",
            signatory_id="D",
            signatory_post=typist.plain("Endorsement.signatory_post", f"en{place}", 20, 2),
            position=place,
        )
        for place, kind in enumerate(EndorsementKind)
    )
    codes = [item.code for item in data.framework.items_of("OIT")]
    return replace(
        data,
        letters=letters,
        letter_attachments=enclosed,
        letter_recipients=(
            LetterRecipient(id="lr1", letter_id="l3", unit_id="registry"),
            LetterRecipient(id="lr2", letter_id="l3", unit_id="works", position=1),
        ),
        endorsements=sent_on,
        assignments=tuple(
            Assignment(id=f"a{code}", year_id="", item_code=code, due=date(2025, 1, 31),
                       note=typist.line("Assignment.note", code, 0),
                       details=typist.text("Assignment.details", code) if place % 3 else "")
            for place, code in enumerate(codes)
        ),
        assignment_owners=tuple(
            AssignmentOwner(id=f"ao{code}", assignment_id=f"a{code}",
                            unit_id=("registry", "works", "sections")[place % 3])
            for place, code in enumerate(codes)
        ),
    )  # fmt: skip
