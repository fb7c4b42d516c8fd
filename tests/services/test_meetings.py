"""Meetings: what one begins with, its agenda, who came, and what is to be done."""

from datetime import date

import pytest

from ita_desktop.domain.agenda import lines, open_actions
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.meetings import AgendaKind, Component, Presence
from ita_desktop.services import actions, agenda, attendance, meetings, orders, roster
from ita_desktop.services.edits import CellEdit
from ita_desktop.storage.workspace import Workspace

YEAR = 2567
DAY = date(2023, 11, 8)


@pytest.fixture
def first(office: Workspace) -> str:
    """The first meeting of both bodies, on 8 November."""
    steering, working = office.year(YEAR).bodies
    chair = {"name": "", "post": "ผู้อำนวยการเขต", "role": "ประธานกรรมการ"}
    heads = {"name": "", "post": "หัวหน้าฝ่ายทุกฝ่าย", "role": "กรรมการ"}
    roster.add(office, YEAR, steering.id, [chair, heads])
    some = [
        {"name": "นายตัวอย่าง หนึ่ง", "post": "นักวิชาการ", "role": "คณะทำงาน"},
        {"name": "นางสาวตัวอย่าง สอง", "post": "เจ้าพนักงาน", "role": "คณะทำงานและเลขานุการ"},
    ]
    roster.add(office, YEAR, working.id, some)
    order = orders.add(office, YEAR)
    orders.edit(
        office, YEAR, [CellEdit(order, "number", "9"), CellEdit(order, "signed", date(2023, 11, 1))]
    )
    return meetings.add(office, YEAR, day=DAY)


def shown(office: Workspace, meeting: str) -> list[tuple[str, str]]:
    """The agenda's numbers and titles."""
    return [(line.number, line.item.title) for line in lines(office.year(YEAR).agenda_of(meeting))]


def matter(office: Workspace, meeting: str, number: str) -> str:
    own = lines(office.year(YEAR).agenda_of(meeting))
    return next(line.item.id for line in own if line.number == number)


def numbers(office: Workspace, meeting: str) -> list[str]:
    return [number for number, _ in shown(office, meeting)]


def test_the_first_meeting_has_the_five_headings_and_what_every_first_one_treats(office, first):
    own = lines(office.year(YEAR).agenda_of(first))
    assert [one.number for one in own] == [
        "1",
        "1.1",
        "2",
        "2.1",
        "3",
        "3.1",
        "3.2",
        "4",
        "4.1",
        "5",
    ]
    heads = [one.item.kind for one in own if one.depth == 0]
    assert heads == [
        AgendaKind.INFORM,
        AgendaKind.MINUTES,
        AgendaKind.NOTE,
        AgendaKind.CONSIDER,
        AgendaKind.OTHER,
    ]
    parts = [one.item.component for one in own if one.item.component is not Component.NONE]
    assert parts == [Component.LAST_RESULT, Component.FRAMEWORK, Component.ASSIGNMENTS]


def test_texts_of_the_agenda_follow_the_order_that_is_numbered_later(office, first):
    data = office.year(YEAR)
    meeting = data.meeting_by_id[first]
    told = agenda.agenda_text(data, meeting, dict(shown(office, first))["1.1"])
    assert "ที่ 9/2566" in told
    assert "ลงวันที่ 1 พฤศจิกายน 2566" in told


def test_chair_and_secretary_are_those_of_the_roster(office, first):
    data = office.year(YEAR)
    meeting = data.meeting_by_id[first]
    assert data.member_by_id[meeting.chair_id].post == "ผู้อำนวยการเขต"
    assert data.member_by_id[meeting.secretary_id].role == "คณะทำงานและเลขานุการ"


def test_the_attendance_list_has_a_line_for_each_whom_a_group_stands_for(office, first):
    data = office.year(YEAR)
    sections = [unit for unit in data.units if unit.kind == "section"]
    rows = data.attendance_of(first)
    heads = [row.post for row in rows if row.post]
    assert heads == [f"หัวหน้า{unit.name}" for unit in sections]
    assert len(rows) == len(sections) + 3


def test_the_next_meeting_goes_on_from_the_last(office, first):
    meetings.edit(
        office, YEAR, [CellEdit(first, "place", "ห้องประชุม 1"), CellEdit(first, "begins", "9.30")]
    )
    actions.add_action(office, YEAR, first, "ส่งข้อมูลให้ครบ", fields={"due": date(2023, 12, 1)})
    done = actions.add_action(office, YEAR, first, "แจ้งทุกฝ่าย")
    actions.edit_actions(office, YEAR, [CellEdit(done, "done", date(2023, 11, 9))])
    second = meetings.add(office, YEAR, day=date(2023, 12, 13))
    data = office.year(YEAR)
    meeting = data.meeting_by_id[second]
    assert (meeting.number, meeting.place, meeting.begins) == (2, "ห้องประชุม 1", "09:30")
    assert [one.text for one in open_actions(data, meeting)] == ["ส่งข้อมูลให้ครบ"]
    told = agenda.agenda_text(data, meeting, dict(shown(office, second))["2.1"])
    assert told == "รับรองรายงานการประชุม ครั้งที่ 1/2567"
    assert meetings.waiting_minutes(data, meeting) == data.meeting_by_id[first]
    meetings.approve_minutes(office, YEAR, first, second)
    data = office.year(YEAR)
    assert meetings.waiting_minutes(data, data.meeting_by_id[second]) is None


def test_bodies_that_never_met_begin_with_number_one(office, first):
    body = roster.add_body(office, YEAR, "คณะทำงานตรวจเว็บไซต์")
    meeting = meetings.add(office, YEAR, bodies=[body])
    assert office.year(YEAR).meeting_by_id[meeting].number == 1


def test_matters_are_added_moved_and_nested_and_their_numbers_follow(office, first):
    note = matter(office, first, "3")
    new = agenda.add_matter(office, YEAR, note, "ปฏิทินการประเมิน", after=matter(office, first, "3.1"))
    assert matter(office, first, "3.2") == new
    agenda.nest(office, YEAR, new, 1)
    assert matter(office, first, "3.1.1") == new
    agenda.nest(office, YEAR, new, -1)
    assert matter(office, first, "3.2") == new
    agenda.move_matter(office, YEAR, new, 1)
    assert matter(office, first, "3.3") == new
    agenda.move_matter(office, YEAR, new, 1)
    assert matter(office, first, "4.1") == new
    agenda.move_matter(office, YEAR, new, -1)
    assert matter(office, first, "3.3") == new


def test_matters_go_no_deeper_than_three_numbers(office, first):
    top = matter(office, first, "3.1")
    below = agenda.add_matter(office, YEAR, top, "รายตัวชี้วัด")
    with pytest.raises(InputError, match="ไม่เกิน 3 ชั้น"):
        agenda.add_matter(office, YEAR, below, "รายข้อ")


def test_a_matter_goes_with_what_is_below_it_and_comes_back_whole(office, first):
    agenda.add_matter(office, YEAR, matter(office, first, "3.1"), "รายตัวชี้วัด")
    before = shown(office, first)
    agenda.remove_matters(office, YEAR, [matter(office, first, "3.1")])
    assert len(shown(office, first)) == len(before) - 2
    office.undo()
    assert shown(office, first) == before
    office.redo()
    office.undo()
    assert shown(office, first) == before


def test_a_standing_heading_stays_where_it_is(office, first):
    head = matter(office, first, "3")
    with pytest.raises(InputError, match="เอาออกไม่ได้"):
        agenda.remove_matters(office, YEAR, [head])
    with pytest.raises(InputError, match="เลื่อนไม่ได้"):
        agenda.move_matter(office, YEAR, head, 1)


def test_a_meeting_goes_whole_and_comes_back_whole(office, first):
    agenda.add_matter(office, YEAR, matter(office, first, "3.1"), "รายตัวชี้วัด")
    actions.add_action(office, YEAR, first, "ส่งข้อมูล", agenda_item_id=matter(office, first, "4.1"))
    before = office.dump()
    meetings.remove(office, YEAR, [first])
    assert not any(
        office.dump()[one] for one in ("meeting", "agenda_item", "attendance", "action_item")
    )
    office.undo()
    assert office.dump() == before


def test_a_substitute_has_a_name_until_the_member_came_after_all(office, first):
    row = office.year(YEAR).attendance_of(first)[0].id
    attendance.edit_attendance(office, YEAR, [CellEdit(row, "substitute", "นางตัวอย่าง แทน")])
    one = office.year(YEAR).attendance_of(first)[0]
    assert (one.presence, one.substitute) == (Presence.SUBSTITUTE, "นางตัวอย่าง แทน")
    attendance.edit_attendance(office, YEAR, [CellEdit(row, "presence", Presence.PRESENT)])
    assert office.year(YEAR).attendance_of(first)[0].substitute == ""


def test_the_list_follows_the_roster_but_keeps_what_was_noted(office, first):
    working = office.year(YEAR).bodies[1]
    noted, free = office.year(YEAR).members_of(working.id)
    rows = {row.member_id: row.id for row in office.year(YEAR).attendance_of(first)}
    attendance.edit_attendance(
        office, YEAR, [CellEdit(rows[noted.id], "presence", Presence.ABSENT)]
    )
    amendment = orders.amend(office, YEAR, office.year(YEAR).orders[0].id)
    orders.take_out(office, YEAR, amendment, [noted.id, free.id])
    orders.edit(office, YEAR, [CellEdit(amendment, "signed", date(2023, 11, 2))])
    roster.add(office, YEAR, working.id, [{"name": "นายตัวอย่าง ใหม่", "role": "คณะทำงาน"}])
    assert attendance.refresh_attendance(office, YEAR, first) == (1, 1)
    listed = {row.member_id for row in office.year(YEAR).attendance_of(first)}
    assert noted.id in listed
    assert free.id not in listed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("9.30 น.", "09:30"), ("๑๓.๐๐ น.", "13:00"), ("8", "08:00"), ("", ""), ("23:59", "23:59")],
)
def test_a_time_is_understood_as_typed(typed, kept):
    assert meetings.clock(typed) == kept


@pytest.mark.parametrize("typed", ["24.00", "9.60", "เช้า", "9.3.0"])
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(InputError, match="ไม่ใช่เวลา"):
        meetings.clock(typed)
