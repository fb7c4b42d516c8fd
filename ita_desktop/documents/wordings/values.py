"""Values of the fields in editable texts, for a year, order, meeting or letter."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from ita_desktop.documents.reports.named_texts import MISSING_ANSWERS as _MISSING_ANSWERS
from ita_desktop.documents.reports.named_texts import filled
from ita_desktop.documents.wordings.templates import of_year
from ita_desktop.domain.agenda import bodies_named, is_first, meeting_before, number_of
from ita_desktop.domain.dates import fiscal_year_bounds, long_date, weekday_date
from ita_desktop.domain.letters import Letter
from ita_desktop.domain.meetings import Meeting
from ita_desktop.domain.records import Body, Unit, UnitKind
from ita_desktop.domain.roster.committee import appointing_order, joined, numbered, register_year
from ita_desktop.domain.roster.orders import AppointmentOrder
from ita_desktop.domain.scores.progress import State, item_progress
from ita_desktop.domain.scores.results import SURVEY_CLOSE
from ita_desktop.domain.surveys import group_states
from ita_desktop.domain.year import YearData

UNIT_FIELD: Final = "หน่วยงาน"
"""The field of the unit that a letter is of or to: the names of fields stay, because texts that
offices have worded have them."""

Values = dict[str, str]
"""Texts of fields by name; empty or absent if unknown."""


def order_number(data: YearData, order: AppointmentOrder, day: date | None = None) -> str:
    """Returns ``12/2567``; without a number, dots to be filled in by hand."""
    year = register_year(order, data.year, day)
    return numbered(order, data.year, day) or f"......../{year}"


def bodies_of(data: YearData, order: AppointmentOrder) -> tuple[Body, ...]:
    """Returns the bodies that an order appoints or amends; all bodies for a new order."""
    if order.amends_id is None:
        return data.bodies_of_order(order.id) if order.id else data.bodies
    changed = [
        data.member_by_id.get(change.member_id) for change in data.changes_of_order(order.id)
    ]
    ids = {member.body_id for member in changed if member is not None}
    return tuple(body for body in data.bodies if body.id in ids) or data.bodies_of_order(
        order.amends_id
    )


def of_order(data: YearData, order: AppointmentOrder, day: date | None = None) -> Values:
    """Returns the fields of an appointment order's texts, in a paper of ``day``."""
    values = of_year(data) | {
        "คณะ": joined(bodies_of(data, order)),
        "เลขที่คำสั่ง": order_number(data, order, day),
        "วันที่คำสั่ง": long_date(order.signed) if order.signed else "",
        "วันมีผล": long_date(order.effective) if order.effective else "",
    }
    amended = data.order_by_id.get(order.amends_id or "")
    if amended is not None:
        cited = {"เลขที่คำสั่ง": order_number(data, amended, day)}
        if amended.signed:
            cited["วันที่คำสั่ง"] = long_date(amended.signed)
        name = "amendment-cited" if amended.signed else "amendment-cited-unsigned"
        values["คำสั่งเดิม"] = filled(data, name, cited)
    values["เรื่องคำสั่ง"] = order_title(data, order, values)
    return values


def order_title(data: YearData, order: AppointmentOrder, values: Values) -> str:
    """Returns the subject of an order (เรื่อง)."""
    name = "order-title" if order.amends_id is None else "amendment-title"
    return filled(data, name, values, order.title)


def of_meeting(data: YearData, meeting: Meeting) -> Values:
    """Returns the fields of a meeting's documents, including those of the appointing order."""
    bodies = data.bodies_of_meeting(meeting.id)
    orders = [appointing_order(data, body.id) for body in bodies]
    order = next((order for order in orders if order is not None), None)
    values = of_order(data, order, meeting.day) if order is not None else of_year(data)
    return values | {
        "คณะ": bodies_named(bodies),
        "ครั้งที่": number_of(meeting, data.year),
        "ครั้งก่อน": _number_before(data, meeting),
        "วันประชุม": weekday_date(meeting.day) if meeting.day else "",
        "เวลา": clock(meeting.begins),
        "สถานที่": meeting.place,
    }


def _number_before(data: YearData, meeting: Meeting) -> str:
    """Returns the number of the previous meeting, even if it is not recorded."""
    before = meeting_before(data, meeting)
    if before is not None:
        return number_of(before, data.year)
    return "" if is_first(meeting) else f"{meeting.number - 1}/{data.year}"


def clock(time: str) -> str:
    """Returns a time of day in official form: ``09.00 น.`` for ``09:00``; empty for none."""
    return f"{time.replace(':', '.')} น." if time else ""


OF_ITEMS: Final = ("ข้อ", "จำนวนข้อ", "กำหนดส่ง")
"""The fields with the items of the unit that a letter goes to."""


def of_letter(
    data: YearData, letter: Letter, unit: Unit | None = None, codes: Sequence[str] = ()
) -> Values:
    """Returns the fields of a memo or letter; ``unit`` and its item ``codes`` are given if each
    unit gets its own letter."""
    values = of_year(data)
    order = data.order_by_id.get(letter.order_id or "")
    if order is not None:
        values |= of_order(data, order, letter.day)
    meeting = data.meeting_by_id.get(letter.meeting_id or "")
    if meeting is not None:
        values |= of_meeting(data, meeting)
    values[UNIT_FIELD] = receiver(unit) if unit else data.unit_name(letter.sender_id)
    if unit is not None:
        days = [
            assignment.due
            for assignment in data.assignments
            if assignment.item_code in codes and assignment.due is not None
        ]
        values |= of_work_left(data, unit, codes)
        of_items = (" ".join(codes), str(len(codes)), long_date(min(days)) if days else "")
        values |= zip(OF_ITEMS, of_items, strict=True)
    return values


def of_work_left(data: YearData, unit: Unit, codes: Sequence[str]) -> Values:
    """Returns what a unit has not done: items, and answers of its staff to the surveys."""
    open_codes = open_items(data, codes)
    closing = [day.day for day in data.calendar if day.code == SURVEY_CLOSE]
    closing += [link.closes for link in data.survey_links if link.closes is not None]
    return {
        "ข้อที่ค้าง": " ".join(open_codes),
        "จำนวนข้อที่ค้าง": str(len(open_codes)),
        "ผู้ตอบที่ขาด": "\n".join(_missing_answers(data, unit)),
        "ปิดแบบสำรวจ": long_date(max(closing)) if closing else "",
    }


def open_items(data: YearData, codes: Sequence[str]) -> tuple[str, ...]:
    """Returns the codes of those items that are not complete."""
    progress = item_progress(data, fiscal_year_bounds(data.year)[0])
    return tuple(
        code for code in codes if code in progress and progress[code].state is not State.DONE
    )


def _missing_answers(data: YearData, unit: Unit) -> Iterator[str]:
    from ita_desktop.frameworks.resource_files import rules_of

    for state in group_states(data, rules_of(data)) if data.survey_groups else ():
        if state.group.unit_id == unit.id and state.missing:
            yield _MISSING_ANSWERS.of(
                data,
                {
                    "แบบวัด": state.group.instrument,
                    "กลุ่ม": f" {state.group.kind}" if state.group.kind else None,
                    "ตอบแล้ว": f"{state.answered or 0:,}",
                    "ต้องตอบ": f"{state.requirement.number or 0:,}",
                    "ขาด": f"{state.missing:,}",
                },
            )


def receiver(unit: Unit) -> str:
    """Returns the addressee for a unit; items of the office itself go to its executives."""
    return "ผู้บริหารเขต" if unit.kind is UnitKind.OFFICE else unit.name
