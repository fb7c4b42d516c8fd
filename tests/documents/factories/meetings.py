"""A year with two meetings of both bodies: the first one held, the second one called."""

from dataclasses import replace
from datetime import date

from ita_desktop.documents.reports.named_texts import words
from ita_desktop.domain.letters import AgendaAttachment
from ita_desktop.domain.meetings import (
    ActionItem,
    AgendaItem,
    AgendaKind,
    Attendance,
    Component,
    Meeting,
    MeetingBody,
    Presence,
)
from ita_desktop.domain.year import YearData
from tests.documents.factories.papers import YEAR, year_2568

FIRST = Meeting(
    id="first",
    year_id=YEAR,
    number=1,
    day=date(2024, 11, 8),
    begins="09:00",
    ends="11:30",
    place="ห้องประชุมสำนักงานเขตตัวอย่าง",
    chair_id="m0",
    secretary_id="m41",
)
SECOND = Meeting(id="second", year_id=YEAR, number=2, day=date(2025, 3, 20), begins="13:30")
HEADINGS = (
    (AgendaKind.INFORM, "agenda-inform"),
    (AgendaKind.MINUTES, "agenda-minutes"),
    (AgendaKind.NOTE, "agenda-note"),
    (AgendaKind.CONSIDER, "agenda-consider"),
    (AgendaKind.OTHER, "agenda-other"),
)
FIRST_AGENDA_ITEMS = (
    (AgendaKind.INFORM, "matter-order", Component.NONE, "รับทราบ"),
    (AgendaKind.NOTE, "matter-last-result", Component.LAST_RESULT, "รับทราบ"),
    (AgendaKind.NOTE, "matter-framework", Component.FRAMEWORK, "รับทราบ"),
    (AgendaKind.CONSIDER, "matter-assignments", Component.ASSIGNMENTS, "เห็นชอบ"),
)
SECOND_AGENDA_ITEMS = (
    (AgendaKind.MINUTES, "matter-minutes", Component.NONE, ""),
    (AgendaKind.NOTE, "matter-actions", Component.OPEN_ACTIONS, ""),
)


def _agenda(
    data: YearData,
    meeting: Meeting,
    agenda_items: tuple[tuple[AgendaKind, str, Component, str], ...],
) -> list[AgendaItem]:
    made = [
        AgendaItem(
            id=f"{meeting.id}-{kind}",
            meeting_id=meeting.id,
            kind=kind,
            title=words(data, name),
            detail=words(data, "matter-first-minutes")
            if kind is AgendaKind.MINUTES and meeting.number == 1
            else "",
            position=position,
        )
        for position, (kind, name) in enumerate(HEADINGS)
    ]
    for position, (kind, name, component, resolution) in enumerate(agenda_items):
        title, _, detail = words(data, name).partition("\n")
        made.append(
            AgendaItem(
                id=f"{meeting.id}-{name}",
                meeting_id=meeting.id,
                parent_id=f"{meeting.id}-{kind}",
                title=title,
                detail=detail,
                component=component,
                resolution=resolution,
                position=position,
            )
        )
    return made


def meeting_year() -> YearData:
    """The year 2568 with its committee of 42, and both meetings."""
    data = year_2568()
    agenda = [
        *_agenda(data, FIRST, FIRST_AGENDA_ITEMS),
        *_agenda(data, SECOND, SECOND_AGENDA_ITEMS),
    ]
    text = "ฝ่ายเลขานุการเสนอตารางมอบหมาย\nที่ประชุมขอให้เพิ่มผู้ประสานงานของแต่ละฝ่าย"
    agenda = [
        replace(item, minutes=text, presenter="หัวหน้าฝ่ายปกครอง")
        if item.id == "first-matter-assignments"
        else item
        for item in agenda
    ]
    rows = [
        Attendance(
            id=f"a{place}",
            meeting_id="first",
            member_id=member.id,
            presence=Presence.PRESENT,
            position=place,
        )
        for place, member in enumerate(data.members)
    ]
    rows[8] = replace(rows[8], presence=Presence.ABSENT, reason="ติดราชการ")
    rows[9] = replace(
        rows[9],
        presence=Presence.SUBSTITUTE,
        substitute="นางสาวตัวอย่าง แทนกัน",
        substitute_post="ครู วิทยฐานะครูชำนาญการ",
    )
    guest = Attendance(
        id="guest",
        meeting_id="first",
        presence=Presence.GUEST,
        name="นายตัวอย่าง ผู้สังเกตการณ์",
        post="เจ้าหน้าที่สำนักงาน ป.ป.ช.",
        position=len(rows),
    )
    actions = (
        ActionItem(
            id="x1",
            meeting_id="first",
            agenda_item_id="first-matter-assignments",
            text="ส่งชื่อผู้ประสานงาน",
            post="ทุกฝ่าย",
            due=date(2024, 11, 29),
        ),
        ActionItem(id="x2", meeting_id="first", text="จัดทำปฏิทิน", done=date(2024, 11, 20)),
    )
    return replace(
        data,
        meetings=(FIRST, SECOND),
        meeting_bodies=tuple(
            MeetingBody(
                id=f"{meeting.id}-{body.id}",
                meeting_id=meeting.id,
                body_id=body.id,
                position=body.position,
            )
            for meeting in (FIRST, SECOND)
            for body in data.bodies
        ),
        agenda_items=tuple(agenda),
        agenda_attachments=(
            AgendaAttachment(
                id="h1",
                agenda_item_id="first-matter-assignments",
                title="ตารางมอบหมายผู้รับผิดชอบ OIT",
                document="oit-assignments",
            ),
        ),
        attendances=(*rows, guest),
        action_items=actions,
    )
