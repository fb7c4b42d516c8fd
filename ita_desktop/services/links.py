"""References to a member or an item in orders, meetings, items, measures and letters, with the
place where each is shown."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from ita_desktop.documents.wordings.values import of_meeting
from ita_desktop.domain.agenda import AgendaLine, lines, owners_of_task
from ita_desktop.domain.documents import fill
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import codes_in
from ita_desktop.domain.letters import Letter, LetterMerge
from ita_desktop.domain.meetings import PRESENCES, Attendance, Component, Meeting, Presence
from ita_desktop.domain.records import Member, Owner, UnitKind
from ita_desktop.domain.rich import first_words
from ita_desktop.domain.roster.committee import appointing_order, changing_order, members_called
from ita_desktop.domain.roster.orders import OrderChangeKind
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.services import letters
from ita_desktop.services.edits import short
from ita_desktop.services.measure_names import code_of
from ita_desktop.services.meetings import meetings
from ita_desktop.services.places import PageKey, Place, duties_place, letter_place
from ita_desktop.services.roster import orders

DONE_BY_ORDER: Mapping[OrderChangeKind, str] = {
    OrderChangeKind.ADDED: "เพิ่มเข้าคณะ",
    OrderChangeKind.REMOVED: "พ้นจากคณะ",
}


class LinkKind(StrEnum):
    """The kind of a reference's target, in display order."""

    ORDER = "order"
    DUTY = "duty"
    MEETING = "meeting"
    ITEM = "item"
    MEASURE = "measure"
    LETTER = "letter"


class Mention(NamedTuple):
    """A reference from another record. ``text`` names that record, ``note`` describes the relation;
    both may be phrases."""

    kind: LinkKind
    text: str
    note: str
    place: Place


# -- a member


def of_member(data: YearData, member: Member) -> tuple[Mention, ...]:
    """Return the orders, meetings, items and measures of a member: by person, by post, and last by
    the section that the member comes from."""
    return (
        *_orders_of(data, member),
        *_meetings_of(data, member),
        *_work_of(data, member),
    )


def _orders_of(data: YearData, member: Member) -> Iterator[Mention]:
    link = partial(_order_link, data)
    added = changing_order(data, member, OrderChangeKind.ADDED)
    first = appointing_order(data, member.body_id) if added is None else None
    if first is not None:
        yield link(first.id, Phrase("แต่งตั้ง"))
    for kind, words in DONE_BY_ORDER.items():
        order = changing_order(data, member, kind)
        if order is not None:
            yield link(order.id, Phrase(words))
    for order in data.orders:
        if member.person_id is not None and order.signatory_id == member.person_id:
            yield link(order.id, Phrase("ลงนาม"))


def _order_link(data: YearData, order_id: str, note: str) -> Mention:
    text = orders.display_name(data, data.order_by_id[order_id])
    return Mention(LinkKind.ORDER, text, note, Place(PageKey.ROSTER, order_id))


def _meetings_of(data: YearData, member: Member) -> Iterator[Mention]:
    for meeting in data.meetings:
        note = _part_in(data, meeting, member)
        if note is not None:
            text = meetings.display_name(data, meeting)
            yield Mention(LinkKind.MEETING, text, note, Place(PageKey.MEETINGS, meeting.id))
        for action in data.actions_of(meeting.id):
            if action.done is None and any(
                _is_member(member, owner.person_id, owner.post)
                for owner in owners_of_task(data, action)
            ):
                place = Place(PageKey.MEETINGS, action.agenda_item_id or meeting.id)
                yield Mention(LinkKind.MEETING, short(action.text), Phrase("งานที่มอบหมาย"), place)


def _part_in(data: YearData, meeting: Meeting, member: Member) -> str | None:
    """Return a member's part in a meeting; None if there is none."""
    if meeting.chair_id == member.id:
        return Phrase("ประธาน")
    if meeting.secretary_id == member.id:
        return Phrase("เลขานุการ")
    rows: Iterable[Attendance] = data.attendance_of(meeting.id)
    found = next((row for row in rows if row.member_id == member.id), None)
    if found is not None:
        came = found.presence is Presence.PRESENT
        return "" if came else Phrase(PRESENCES[found.presence])
    listed = any(row.member_id is not None for row in data.attendance_of(meeting.id))
    met = {body.id for body in data.bodies_of_meeting(meeting.id)}
    if listed or member.body_id not in met:
        return None
    there = {other.id for other in members_called(data, member.body_id, meeting.day)}
    return "" if member.id in there else None


def _work_of(data: YearData, member: Member) -> Iterator[Mention]:
    items = {
        code: [*data.owners_of_item(code)]
        for code in (assignment.item_code for assignment in data.assignments)
    }
    measures = {measure.id: [*data.owners_of_measure(measure.id)] for measure in data.measures}
    for direct in (True, False):
        owns = partial(_owns, data, member, direct=direct)
        note = "" if direct else _section_of(data, member)
        for item in data.framework.items:
            if any(map(owns, items.get(item.code, ()))):
                place = Place(PageKey.OIT, item.code)
                yield Mention(LinkKind.ITEM, f"{item.code} {item.title}".rstrip(), note, place)
    for direct in (True, False):
        owns = partial(_owns, data, member, direct=direct)
        note = "" if direct else _section_of(data, member)
        for measure in data.measures:
            if any(map(owns, measures[measure.id])):
                text = f"{code_of(data, measure)} {short(first_words(measure.method))}".strip()
                yield Mention(LinkKind.MEASURE, text, note, Place(PageKey.MEASURES, measure.id))


def _owns(data: YearData, member: Member, owner: Owner, *, direct: bool) -> bool:
    """Return whether an owner is the member (``direct``), or the member's section."""
    if direct:
        return _is_member(member, owner.person_id, owner.post)
    return owner.unit_id is not None and owner.unit_id == _unit_of(data, member)


def _is_member(member: Member, person_id: str | None, post: str) -> bool:
    if person_id is not None:
        return person_id == member.person_id
    return bool(post) and key(post) == key(member.post)


def _unit_of(data: YearData, member: Member) -> str | None:
    person = data.person_by_id.get(member.person_id or "")
    found = data.unit_by_id.get(member.unit_id or (person.unit_id if person else None) or "")
    return found.id if found is not None and found.kind is not UnitKind.GROUP else None


def _section_of(data: YearData, member: Member) -> str:
    unit = data.unit_by_id.get(_unit_of(data, member) or "")
    return unit.label if unit is not None else ""


# -- an item


def of_item(data: YearData, code: str) -> tuple[Mention, ...]:
    """Return the duties, agenda items, tasks and letters that mention an item's code, or the items
    of every unit."""
    return (*_duties_with(data, code), *_agenda_items_with(data, code), *_letters_with(data, code))


def _duties_with(data: YearData, code: str) -> Iterator[Mention]:
    for body in data.bodies:
        for number, duty in enumerate(data.duties_of(body.id), 1):
            if code in codes_in(duty.text):
                note = Phrase("หน้าที่ข้อ {number} ของ{body}", number=number, body=body.name)
                yield Mention(LinkKind.DUTY, short(duty.text), note, duties_place(body.id))
    for order in data.orders:
        if code in codes_in(f"{order.title} {order.ground} {order.purpose}"):
            yield _order_link(data, order.id, "")


def _agenda_items_with(data: YearData, code: str) -> Iterator[Mention]:
    for meeting in data.meetings:
        called, values = meetings.display_name(data, meeting), of_meeting(data, meeting)
        tasks = {
            action.agenda_item_id
            for action in data.actions_of(meeting.id)
            if code in codes_in(action.text)
        }
        for line in lines(data.agenda_of(meeting.id)):
            if line.item.id in tasks or _mentions(data, line, code):
                note = Phrase("{meeting} วาระ {number}", meeting=called, number=line.number)
                place = Place(PageKey.MEETINGS, line.item.id)
                yield Mention(LinkKind.MEETING, short(fill(line.item.title, values)), note, place)
        if None in tasks:
            place = Place(PageKey.MEETINGS, meeting.id)
            yield Mention(LinkKind.MEETING, called, Phrase("งานที่มอบหมาย"), place)


def _mentions(data: YearData, line: AgendaLine, code: str) -> bool:
    item = line.item
    if item.component is Component.ASSIGNMENTS and data.owners_of_item(code):
        return True
    texts = (item.title, item.detail, item.minutes, item.resolution)
    return code in codes_in(" ".join(texts))


def _letters_with(data: YearData, code: str) -> Iterator[Mention]:
    for letter in data.letters:
        note = _mention(data, letter, code)
        if note is not None:
            text = letters.display_name(data, letter)
            yield Mention(LinkKind.LETTER, text, note, letter_place(letter.id))


def _mention(data: YearData, letter: Letter, code: str) -> str | None:
    """Return the recipients of a letter that mentions an item; None if it does not."""
    if letter.merge is LetterMerge.UNITS:
        to = [share.unit.label for share in letters.written(data, letter) if code in share.codes]
        if to:
            return Phrase("ถึง{units}", units=" ".join(to))
    return "" if code in codes_in(f"{letter.subject} {letter.body}") else None
