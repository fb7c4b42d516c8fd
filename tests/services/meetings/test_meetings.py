"""Meetings: what one begins with, its agenda, who came, and what is to be done."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ita_desktop.documents.reports.meetings.parts import own_heads
from ita_desktop.documents.wordings.values import of_meeting
from ita_desktop.domain.agenda import days_late, invitation_of, lines, open_actions, owner_words
from ita_desktop.domain.attendance import attendees
from ita_desktop.domain.documents import Wording, fill
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.meetings import AgendaKind, Component, Meeting, Presence
from ita_desktop.domain.records import new_id
from ita_desktop.domain.scores.progress import tree_of
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.domain.tracking.deliveries import of_tasks
from ita_desktop.domain.year import YearData
from ita_desktop.services import letters
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.meetings import agenda, meetings
from ita_desktop.services.meetings.agenda import usual_resolution
from ita_desktop.services.meetings.agenda_facts import fact_of
from ita_desktop.services.meetings.papers import papers_of
from ita_desktop.services.meetings.state import MeetingState, current, standing, turnout
from ita_desktop.services.oit import assignments, evidence
from ita_desktop.services.roster import orders, people, roster
from ita_desktop.services.roster.people import NewPerson, uses_of
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.services.step_context import StepContext
from ita_desktop.services.years import calendar, years
from ita_desktop.storage.workspace import Workspace

YEAR = 2567
DAY = date(2023, 11, 8)


def told_in(data: YearData, meeting: Meeting, words: str) -> str:
    """Words of the agenda with their fields filled in, as papers print them."""
    return fill(words, of_meeting(data, meeting))


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


def agenda_item(office: Workspace, meeting: str, number: str) -> str:
    own = lines(office.year(YEAR).agenda_of(meeting))
    return next(line.item.id for line in own if line.number == number)


def numbers(office: Workspace, meeting: str) -> list[str]:
    return [number for number, _ in shown(office, meeting)]


def test_the_first_meeting_has_the_five_headings_and_what_every_first_one_treats(office, first):
    own = lines(office.year(YEAR).agenda_of(first))
    assert [line.number for line in own] == [
        "1",
        "1.1",
        "2",
        "3",
        "3.1",
        "3.2",
        "4",
        "4.1",
        "5",
    ]
    heads = [line.item.kind for line in own if line.depth == 0]
    assert heads == [
        AgendaKind.INFORM,
        AgendaKind.MINUTES,
        AgendaKind.NOTE,
        AgendaKind.CONSIDER,
        AgendaKind.OTHER,
    ]
    parts = [line.item.component for line in own if line.item.component is not Component.NONE]
    assert parts == [Component.LAST_RESULT, Component.FRAMEWORK, Component.ASSIGNMENTS]


def test_texts_of_the_agenda_follow_the_order_that_is_numbered_later(office, first):
    data = office.year(YEAR)
    meeting = data.meeting_by_id[first]
    described = told_in(data, meeting, dict(shown(office, first))["1.1"])
    assert "ที่ 9/2566" in described
    assert "ลงวันที่ 1 พฤศจิกายน 2566" in described


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
    agenda.add_actions(office, YEAR, first, [{"text": "ส่งข้อมูลให้ครบ", "due": date(2023, 12, 1)}])
    done = agenda.add_actions(office, YEAR, first, [{"text": "แจ้งทุกฝ่าย"}])[0]
    agenda.edit_actions(office, YEAR, [CellEdit(done, "done", date(2023, 11, 9))])
    second = meetings.add(office, YEAR, day=date(2023, 12, 13))
    data = office.year(YEAR)
    meeting = data.meeting_by_id[second]
    assert (meeting.number, meeting.place, meeting.begins) == (2, "ห้องประชุม 1", "09:30")
    assert [action.text for action in open_actions(data, meeting)] == ["ส่งข้อมูลให้ครบ"]
    described = told_in(data, meeting, dict(shown(office, second))["2.1"])
    assert described == "รับรองรายงานการประชุม ครั้งที่ 1/2567"
    assert meetings.minutes_before(data, meeting) == data.meeting_by_id[first]
    meetings.approve_minutes(office, YEAR, first, second)
    data = office.year(YEAR)
    assert data.meeting_by_id[first].approved_in_id == second


def test_a_new_meeting_has_the_day_that_the_calendar_plans_for_it(office, first):
    def day(today: date, *bodies: str) -> date | None:
        planned = meetings.planned(office.year(YEAR), bodies, today)
        return planned.day if planned is not None else None

    assert day(DAY) is None
    calendar.add(office, YEAR, "ประชุมชี้แจง ครั้งที่ 2 (สำนัก)", date(2023, 12, 1))
    calendar.add(office, YEAR, "ประชุมคณะทำงาน ครั้งที่ 3/2567", date(2023, 12, 20))
    assert day(DAY) is None
    calendar.add(office, YEAR, "ประชุมคณะทำงาน ครั้งที่ 2/2567", date(2023, 12, 13))
    assert day(DAY) == day(date(2024, 1, 5)) == date(2023, 12, 13)
    meetings.add(office, YEAR, day=date(2023, 12, 14))
    assert day(DAY) == date(2023, 12, 20)
    meetings.remove(office, YEAR, [meeting.id for meeting in office.year(YEAR).meetings])
    assert day(DAY) == date(2023, 11, 8)


def test_a_date_is_planned_for_the_bodies_that_it_names(office):
    steering, working = office.year(YEAR).bodies
    meetings.add(office, YEAR, day=DAY, bodies=[steering.id])
    calendar.add(office, YEAR, "ประชุมคณะทำงาน ครั้งที่ 2/2567", date(2024, 1, 10))
    assert meetings.planned(office.year(YEAR), [steering.id], DAY) is None
    meetings.add(office, YEAR, day=DAY, bodies=[working.id])
    planned = meetings.planned(office.year(YEAR), [working.id], DAY)
    assert planned is not None
    assert planned.day == date(2024, 1, 10)


def test_a_day_before_its_order_leaves_a_meeting_its_members(office, first):
    """The day is only planned, or the order was late; whoever sets another day keeps the list."""
    order = office.year(YEAR).orders[0].id
    orders.edit(office, YEAR, [CellEdit(order, "signed", date(2023, 11, 20))])
    whole = {row.member_id for row in office.year(YEAR).attendance_of(first)}
    early = meetings.add(office, YEAR, day=DAY)
    data = office.year(YEAR)
    meeting = data.meeting_by_id[early]
    assert {row.member_id for row in data.attendance_of(early)} == whole
    assert data.member_by_id[meeting.chair_id].role == "ประธานกรรมการ"
    assert data.member_by_id[meeting.secretary_id].role == "คณะทำงานและเลขานุการ"
    assert meetings.refresh_attendance(office, YEAR, early) == (0, 0)


def test_a_day_of_the_framework_that_has_passed_is_not_proposed(office):
    """Nobody planned it: it was printed before anybody knew when the office begins."""

    def planned(today: date) -> date | None:
        found = meetings.planned(office.year(YEAR), [], today)
        return found.day if found is not None else None

    assert planned(DAY) == DAY
    assert planned(date(2023, 12, 1)) is None
    entry = next(one for one in office.year(YEAR).calendar if one.code == "first_meeting")
    calendar.edit(office, YEAR, [CellEdit(entry.id, "day", date(2023, 11, 15))])
    assert planned(date(2023, 12, 1)) == date(2023, 11, 15)


def test_bodies_that_never_met_begin_with_number_one(office, first):
    body = roster.add_body(office, YEAR, "คณะทำงานตรวจเว็บไซต์")
    meeting = meetings.add(office, YEAR, bodies=[body])
    assert office.year(YEAR).meeting_by_id[meeting].number == 1


def test_a_matter_is_put_anywhere_with_those_below_it_but_not_too_deep(office, first):
    top, other = agenda_item(office, first, "3.1"), agenda_item(office, first, "3.2")
    below = agenda.add_agenda_item(office, YEAR, top, "รายเครื่องมือ")
    title = dict(shown(office, first))["3.1"]
    agenda.put_agenda_item(
        office, YEAR, top, agenda_item(office, first, "4"), agenda_item(office, first, "4.1")
    )
    assert ("4.2", title) in shown(office, first)
    assert ("4.2.1", "รายเครื่องมือ") in shown(office, first)
    agenda.put_agenda_item(office, YEAR, other, agenda_item(office, first, "4"), "")
    assert agenda_item(office, first, "4.1") == other
    with pytest.raises(InputError, match="ไม่เกิน"):
        agenda.put_agenda_item(office, YEAR, top, other, "")
    with pytest.raises(InputError, match="ใต้ตัวเอง"):
        agenda.put_agenda_item(office, YEAR, top, below, "")
    with pytest.raises(InputError, match="ใต้หัวข้ออื่นไม่ได้"):
        agenda.put_agenda_item(office, YEAR, agenda_item(office, first, "1"), other, "")


def test_matters_are_added_moved_and_nested_and_their_numbers_follow(office, first):
    note = agenda_item(office, first, "3")
    new = agenda.add_agenda_item(
        office, YEAR, note, "ปฏิทินการประเมิน", after=agenda_item(office, first, "3.1")
    )
    assert agenda_item(office, first, "3.2") == new
    agenda.nest(office, YEAR, new, 1)
    assert agenda_item(office, first, "3.1.1") == new
    agenda.nest(office, YEAR, new, -1)
    assert agenda_item(office, first, "3.2") == new
    agenda.move_agenda_item(office, YEAR, new, 1)
    assert agenda_item(office, first, "3.3") == new
    agenda.move_agenda_item(office, YEAR, new, 1)
    assert agenda_item(office, first, "4.1") == new
    agenda.move_agenda_item(office, YEAR, new, -1)
    assert agenda_item(office, first, "3.3") == new


def test_matters_go_no_deeper_than_three_numbers(office, first):
    top = agenda_item(office, first, "3.1")
    below = agenda.add_agenda_item(office, YEAR, top, "รายตัวชี้วัด")
    with pytest.raises(InputError, match="ไม่เกิน 3 ชั้น"):
        agenda.add_agenda_item(office, YEAR, below, "รายข้อ")
    beside = agenda.add_agenda_item(
        office, YEAR, agenda_item(office, first, "3"), "ปฏิทิน", after=top
    )
    under = agenda.add_agenda_item(office, YEAR, beside, "รายเดือน")
    before = shown(office, first)
    # With what is below it, it would be one number too many; without, it may go.
    with pytest.raises(InputError, match="ไม่เกิน 3 ชั้น"):
        agenda.nest(office, YEAR, beside, 1)
    assert shown(office, first) == before
    agenda.remove_agenda_items(office, YEAR, [under])
    agenda.nest(office, YEAR, beside, 1)
    assert agenda_item(office, first, "3.1.2") == beside
    agenda.nest(office, YEAR, below, 1)  # the first below a matter has none before it
    assert agenda_item(office, first, "3.1.1") == below


def test_a_matter_goes_with_what_is_below_it_and_comes_back_whole(office, first):
    agenda.add_agenda_item(office, YEAR, agenda_item(office, first, "3.1"), "รายตัวชี้วัด")
    before = shown(office, first)
    agenda.remove_agenda_items(office, YEAR, [agenda_item(office, first, "3.1")])
    assert len(shown(office, first)) == len(before) - 2
    office.undo()
    assert shown(office, first) == before
    office.redo()
    office.undo()
    assert shown(office, first) == before


def test_headings_are_added_named_moved_and_removed_freely(office, first):
    later = agenda.add_heading(
        office, YEAR, first, "เรื่องสืบเนื่อง", after=agenda_item(office, first, "2")
    )
    assert agenda_item(office, first, "3") == later
    assert dict(shown(office, first))["4"] == "เรื่องที่เสนอให้ที่ประชุมทราบ"
    agenda.move_agenda_item(office, YEAR, later, -1)
    assert agenda_item(office, first, "2") == later
    agenda.edit_agenda(office, YEAR, [CellEdit(later, "title", "เรื่องเพื่อพิจารณาและทราบ")])
    data = office.year(YEAR)
    assert next(item.kind for item in data.agenda_items if item.id == later) is AgendaKind.CONSIDER
    five = agenda_item(office, first, "5")
    agenda.remove_agenda_items(office, YEAR, [five])
    assert [number for number in numbers(office, first) if "." not in number] == list("12345")
    heads = [item.id for item in office.year(YEAR).agenda_items if item.parent_id is None]
    with pytest.raises(InputError, match="อย่างน้อยหนึ่งหัวข้อ"):
        agenda.remove_agenda_items(office, YEAR, heads)


def test_a_typed_number_stays_and_those_behind_it_go_on_from_it(office, first):
    head = agenda_item(office, first, "3")
    agenda.edit_agenda(office, YEAR, [CellEdit(head, "number", "๕")])
    assert numbers(office, first) == ["1", "1.1", "2", "5", "5.1", "5.2", "6", "6.1", "7"]
    agenda.edit_agenda(office, YEAR, [CellEdit(head, "number", "")])
    assert "3.2" in numbers(office, first)


def test_a_typed_number_goes_with_a_heading_that_moves_but_not_below_another(office, first):
    one = agenda_item(office, first, "3.2")
    agenda.edit_agenda(office, YEAR, [CellEdit(one, "number", "3.7")])
    agenda.put_agenda_item(office, YEAR, one, agenda_item(office, first, "4"), "")
    assert agenda_item(office, first, "4.1") == one


def test_nothing_is_resolved_before_it_was_recorded(office, first):
    assert not any(item.resolution for item in office.year(YEAR).agenda_items)


def test_a_first_meeting_has_no_minutes_and_proposes_no_resolution_about_them(office, first):
    data = office.year(YEAR)
    meeting = data.meeting_by_id[first]
    own = lines(data.agenda_of(first))
    head = next(line for line in own if line.item.kind is AgendaKind.MINUTES)
    assert head.item.detail == "ไม่มี เนื่องจากเป็นการประชุมครั้งแรก"
    assert usual_resolution(data, meeting, own, head) == ""
    shown = {line.number: usual_resolution(data, meeting, own, line) for line in own if line.depth}
    assert shown == {
        "1.1": "รับทราบ",
        "3.1": "รับทราบ",
        "3.2": "รับทราบ",
        "4.1": "เห็นชอบ",
    }


def test_the_agenda_follows_when_a_meeting_turns_out_to_be_no_first_one(office, first):
    meetings.edit(office, YEAR, [CellEdit(first, "number", 3)])
    described = told_in(
        office.year(YEAR), office.year(YEAR).meeting_by_id[first], dict(shown(office, first))["2.1"]
    )
    assert described == "รับรองรายงานการประชุม ครั้งที่ 2/2567"

    def head_says() -> str:
        agenda_ = office.year(YEAR).agenda_of(first)
        return next(item.detail for item in agenda_ if item.kind is AgendaKind.MINUTES)

    assert head_says() == ""
    meetings.edit(office, YEAR, [CellEdit(first, "number", 1)])
    assert "2.1" not in numbers(office, first)
    assert head_says() == "ไม่มี เนื่องจากเป็นการประชุมครั้งแรก"


def test_an_agenda_that_was_edited_does_not_follow_the_number(office, first):
    def minutes():
        data = office.year(YEAR)
        head = next(row for row in data.agenda_of(first) if row.kind is AgendaKind.MINUTES)
        below = [row.title for row in data.agenda_of(first) if row.parent_id == head.id]
        return head, below

    agenda.edit_agenda(office, YEAR, [CellEdit(minutes()[0].id, "detail", "ไม่มีรายงานให้รับรอง")])
    meetings.edit(office, YEAR, [CellEdit(first, "number", 2)])
    head, below = minutes()
    assert (head.detail, below) == ("ไม่มีรายงานให้รับรอง", [])
    meetings.edit(office, YEAR, [CellEdit(first, "number", 3)])
    assert minutes()[1] == []


def test_a_later_meeting_is_called_with_words_of_its_own(office, first):
    second = meetings.add(office, YEAR, day=date(2023, 12, 13))
    data = office.year(YEAR)
    wording = letters.invitation_to(data.meeting_by_id[second])
    letter = letters.add(office, YEAR, wording, meeting_id=second)
    data = office.year(YEAR)
    assert invitation_of(data, data.meeting_by_id[second]) == data.letter_by_id[letter]
    subject = letters.subject_of(data, data.letter_by_id[letter])
    assert subject.startswith("ขอเชิญประชุม")
    assert subject.endswith("ครั้งที่ 2/2567")
    assert "คำสั่ง" not in subject


def test_a_meeting_goes_whole_and_comes_back_whole(office, first):
    agenda.add_agenda_item(office, YEAR, agenda_item(office, first, "3.1"), "รายตัวชี้วัด")
    agenda.add_actions(
        office,
        YEAR,
        first,
        [{"text": "ส่งข้อมูล", "agenda_item_id": agenda_item(office, first, "4.1")}],
    )
    before = office.dump()
    meetings.remove(office, YEAR, [first])
    assert not any(
        office.dump()[text] for text in ("meeting", "agenda_item", "attendance", "action_item")
    )
    office.undo()
    assert office.dump() == before


def test_the_heads_of_a_meeting_alone_go_with_it_and_come_back(office, first):
    """No table refers to them: only the name of their wording says whose they are."""
    second = meetings.add(office, YEAR, day=DAY)
    with office.change("นำเข้า") as change:
        for one in (first, second):
            name = own_heads(office.year(YEAR).meeting_by_id[one])
            change.insert(Wording(id=new_id(), name=name, text="การประชุมของเขต"))
    before = office.dump()
    meetings.remove(office, YEAR, [first])
    assert [wording.name.endswith(second) for wording in office.year(YEAR).wordings] == [True]
    office.undo()
    assert office.dump() == before


def test_a_substitute_has_a_name_until_the_member_came_after_all(office, first):
    row = office.year(YEAR).attendance_of(first)[0].id
    meetings.edit_attendance(office, YEAR, [CellEdit(row, "substitute", "นางตัวอย่าง แทน")])
    one = office.year(YEAR).attendance_of(first)[0]
    assert (one.presence, one.substitute) == (Presence.SUBSTITUTE, "นางตัวอย่าง แทน")
    meetings.edit_attendance(office, YEAR, [CellEdit(row, "presence", Presence.PRESENT)])
    assert office.year(YEAR).attendance_of(first)[0].substitute == ""
    edits = [CellEdit(row, "presence", Presence.ABSENT), CellEdit(row, "reason", "ลาป่วย")]
    meetings.edit_attendance(office, YEAR, edits)
    meetings.edit_attendance(office, YEAR, [CellEdit(row, "substitute", "")])
    one = office.year(YEAR).attendance_of(first)[0]
    assert (one.presence, one.reason) == (Presence.ABSENT, "ลาป่วย")


def test_a_name_is_typed_for_a_post_but_not_over_whom_the_order_names(office, first):
    data = office.year(YEAR)
    rows = data.attendance_of(first)
    named = next(row for row in rows if data.member_by_id[row.member_id].person_id)
    post = next(row for row in rows if not data.member_by_id[row.member_id].person_id)
    edits = [CellEdit(row.id, "name", "Somebody") for row in (named, post)]
    meetings.edit_attendance(office, YEAR, edits)
    after = {row.id: row for row in office.year(YEAR).attendance_of(first)}
    assert (after[named.id].name, after[named.id].person_id) == (named.name, named.person_id)
    assert after[post.id].name == "Somebody"


def test_who_was_marked_stays_whoever_is_the_member_later(office, first):
    data = office.year(YEAR)
    meeting, member = data.meeting_by_id[first], data.members_of(data.bodies[1].id)[0]
    row = next(row for row in data.attendance_of(first) if row.member_id == member.id)

    def names() -> list[str]:
        now = office.year(YEAR)
        return [one.name for one in attendees(now, meeting) if row.id in {r.id for r in one.rows}]

    def become(name: str) -> None:
        roster.edit(office, YEAR, [CellEdit(member.id, "name", name)])

    become("นายก่อน มาแทน")
    assert names() == ["นายก่อน มาแทน"], "nobody was marked yet"
    meetings.edit_attendance(office, YEAR, [CellEdit(row.id, "presence", Presence.PRESENT)])
    become("นายคนใหม่ จริงใจ")
    assert office.year(YEAR).member_by_id[member.id].person_id
    assert names() == ["นายก่อน มาแทน"]
    meetings.edit_attendance(office, YEAR, [CellEdit(row.id, "presence", Presence.UNKNOWN)])
    assert names() == ["นายคนใหม่ จริงใจ"]


def test_the_list_follows_the_roster_but_keeps_what_was_noted(office, first):
    working = office.year(YEAR).bodies[1]
    noted, free = office.year(YEAR).members_of(working.id)
    rows = {row.member_id: row.id for row in office.year(YEAR).attendance_of(first)}
    meetings.edit_attendance(office, YEAR, [CellEdit(rows[noted.id], "presence", Presence.ABSENT)])
    amendment = orders.amend(office, YEAR, office.year(YEAR).orders[0].id)
    orders.take_out(office, YEAR, amendment, [noted.id, free.id])
    orders.edit(office, YEAR, [CellEdit(amendment, "signed", date(2023, 11, 2))])
    roster.add(office, YEAR, working.id, [{"name": "นายตัวอย่าง ใหม่", "role": "คณะทำงาน"}])
    assert meetings.refresh_attendance(office, YEAR, first) == (1, 1)
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


# -- what the page of meetings shows


def step_context(office: Workspace, today: date) -> StepContext:
    data = office.year(YEAR)
    return StepContext(data, None, tree_of(data), today)


def words_of_paper(office: Workspace, meeting: str, name: str, today: date = DAY) -> str:
    found = papers_of(step_context(office, today), office.year(YEAR).meeting_by_id[meeting])
    return str(next(paper.words for paper in found if paper.name == name))


def test_other_bodies_meet_when_they_are_chosen_but_never_none(office, first):
    steering, working = office.year(YEAR).bodies
    meetings.set_bodies(office, YEAR, first, [working.id])
    assert office.year(YEAR).bodies_of_meeting(first) == (working,)
    meetings.set_bodies(office, YEAR, first, [working.id, steering.id])
    assert office.year(YEAR).bodies_of_meeting(first) == (steering, working)
    with pytest.raises(InputError, match="อย่างน้อยหนึ่งคณะ"):
        meetings.set_bodies(office, YEAR, first, [])
    office.undo()
    assert office.year(YEAR).bodies_of_meeting(first) == (working,)


def test_a_meeting_stands_by_its_day_until_its_minutes_are_approved(office, first):
    def stands(today: date) -> MeetingState:
        return standing(office.year(YEAR).meeting_by_id[first], today)

    assert stands(date(2023, 11, 1)) is MeetingState.COMING
    assert stands(DAY) is MeetingState.TODAY
    assert stands(date(2023, 11, 9)) is MeetingState.HELD
    second = meetings.add(office, YEAR)
    meetings.approve_minutes(office, YEAR, first, second)
    assert stands(date(2023, 11, 9)) is MeetingState.CLOSED
    data = office.year(YEAR)
    assert standing(data.meeting_by_id[second], DAY) is MeetingState.UNSET
    assert meetings.minutes_before(data, data.meeting_by_id[second]) == data.meeting_by_id[first]


def test_the_meeting_that_is_worked_on_is_the_next_one_else_the_last(office, first):
    assert current(office.year(YEAR), date(2023, 11, 1)).id == first
    assert current(office.year(YEAR), date(2024, 1, 1)).id == first
    second = meetings.add(office, YEAR, day=date(2024, 2, 1))
    assert current(office.year(YEAR), DAY).id == first, "on its day it is the next one"
    assert current(office.year(YEAR), date(2024, 1, 1)).id == second
    assert current(office.year(YEAR), date(2024, 3, 1)).id == second
    undated = meetings.add(office, YEAR)
    assert current(office.year(YEAR), date(2024, 1, 1)).id == second, "one with a day comes first"
    assert current(office.year(YEAR), date(2024, 3, 1)).id == undated


def test_papers_say_what_they_lack(office, first):
    assert words_of_paper(office, first, "memo") == "ยังไม่ได้ทำ"
    assert words_of_paper(office, first, "agenda") == "ขาดสถานที่"
    assert words_of_paper(office, first, "attendance") == "ขาดสถานที่"
    assert words_of_paper(office, first, "minutes", date(2023, 11, 1)) == "หลังวันประชุม"
    letter = letters.add(office, YEAR, "memo-invitation", meeting_id=first)
    assert words_of_paper(office, first, "memo") == "ขาดเลขที่หนังสือ"
    letters.edit(office, YEAR, [CellEdit(letter, "number", "1"), CellEdit(letter, "day", DAY)])
    assert words_of_paper(office, first, "memo") == "ขาดผู้ลงนาม"
    assert words_of_paper(office, first, "minutes") == "ยังไม่มีมติ 4 วาระ"
    one = next(item for item in office.year(YEAR).agenda_items if item.parent_id)
    agenda.edit_agenda(office, YEAR, [CellEdit(one.id, "resolution", "ที่ประชุมรับทราบ")])
    assert words_of_paper(office, first, "minutes") == "ยังไม่มีมติ 3 วาระ"


def test_matters_draw_the_figures_of_today(office, first):
    data = office.year(YEAR)
    meeting = data.meeting_by_id[first]

    def described(component: Component) -> str:
        return str(fact_of(step_context(office, DAY), meeting, component).words)

    assert described(Component.LAST_RESULT) == "ดึงจากคะแนน: ยังไม่มีผลปี 2566"
    count = len(data.framework.items_of("OIT"))
    assert described(Component.ASSIGNMENTS) == f"ดึงจากงาน OIT: มอบหมาย 0/{count} ข้อ"
    unit = next(unit for unit in data.units if unit.kind == "section")
    assignments.assign(office, YEAR, ["O1"], [OwnerRef(unit_id=unit.id)], date(2023, 11, 1))
    text = described(Component.ASSIGNMENTS)
    assert text == f"ดึงจากงาน OIT: มอบหมาย 1/{count} ข้อ · เลยกำหนด O1"
    assert described(Component.OPEN_ACTIONS) == "ดึงจากงานที่มอบหมาย: ไม่มีงานค้าง"
    assert fact_of(step_context(office, DAY), meeting, Component.NONE) is None


def test_matters_tell_what_is_behind_and_what_was_reached_before(office, first):
    years.add_year(office, YEAR - 1)
    reached = [ScoreEdit(code, Decimal("91.5")) for code in ("IIT", "EIT", "OIT", "ITA")]
    scores.set_scores(office, YEAR - 1, reached, ScoreSource.OFFICIAL)
    tasks = [
        {"text": "ส่งข้อมูล", "due": date(2023, 11, 30)},
        {"text": "แจ้งทุกฝ่าย", "due": date(2023, 12, 1)},
    ]
    agenda.add_actions(office, YEAR, first, tasks)
    second = meetings.add(office, YEAR, day=date(2023, 12, 13))
    unit = next(unit for unit in office.units() if unit.kind == "section")
    owner = [OwnerRef(unit_id=unit.id)]
    assignments.assign(office, YEAR, ["O1", "O2", "O3"], owner, date(2023, 11, 30))
    points = office.year(YEAR).framework.item_by_code["O2"].requirements
    evidence.tick(office, YEAR, [point.code for point in points], met=True)
    data, before = office.year(YEAR), office.year(YEAR - 1)

    def told(component: Component, day: date) -> tuple[str, str]:
        context = StepContext(data, before, tree_of(data), day)
        fact = fact_of(context, data.meeting_by_id[second], component)
        return str(fact.words).partition(": ")[2], fact.place.target

    gap = StepContext(data, replace(before, fiscal_year=replace(before.fiscal_year, year=2565)),
                      tree_of(data), date(2023, 11, 30))  # fmt: skip
    fact = fact_of(gap, data.meeting_by_id[second], Component.LAST_RESULT)
    assert str(fact.words) == "ดึงจากคะแนน: ยังไม่มีผลปี 2566"
    last = date(2023, 11, 30)
    level = tree_of(before).level.level
    assert told(Component.LAST_RESULT, last) == (f"ปี 2566 ได้ 91.50 {level.name}", "ITA")
    assert told(Component.FRAMEWORK, last)[0] == "IIT 12 ข้อ · EIT 6 ข้อ · OIT 22 ข้อ"
    assert told(Component.ASSIGNMENTS, last) == ("มอบหมาย 3/22 ข้อ · ครบแล้ว 1", "")
    late = "มอบหมาย 3/22 ข้อ · ครบแล้ว 1 · เลยกำหนด O1 O3"
    assert told(Component.ASSIGNMENTS, date(2023, 12, 1)) == (late, "rows:O1 O3")
    waiting = told(Component.OPEN_ACTIONS, last)
    assert waiting == ("ค้าง 2 งาน", f"actions:{second}")
    assert told(Component.OPEN_ACTIONS, date(2023, 12, 1))[0] == "ค้าง 2 งาน (เลยกำหนด 1 งาน)"


def test_the_next_meeting_keeps_chair_and_secretary_while_they_are_members(office, first):
    steering, working = office.year(YEAR).bodies
    head = office.year(YEAR).members_of(steering.id)[1]
    clerk = office.year(YEAR).members_of(working.id)[0]
    chosen = [CellEdit(first, "chair_id", head.id), CellEdit(first, "secretary_id", clerk.id)]
    meetings.edit(office, YEAR, chosen)

    def new(*bodies: str) -> Meeting:
        key = meetings.add(office, YEAR, bodies=bodies)
        return office.year(YEAR).meeting_by_id[key]

    second = new()
    assert (second.number, second.chair_id, second.secretary_id) == (2, head.id, clerk.id)
    alone = new(working.id)
    assert (alone.number, alone.chair_id, alone.secretary_id) == (3, None, clerk.id)
    assert office.year(YEAR).bodies_of_meeting(alone.id) == (working,)
    roster.remove(office, YEAR, [head.id, clerk.id])
    fourth = new()
    data = office.year(YEAR)
    assert data.member_by_id[fourth.chair_id].role == "ประธานกรรมการ"
    assert data.member_by_id[fourth.secretary_id].role == "คณะทำงานและเลขานุการ"


def test_chair_and_secretary_are_known_by_their_roles_wherever_they_stand(office, first):
    steering, working = office.year(YEAR).bodies
    chair = office.year(YEAR).members_of(steering.id)[0]
    roster.place(office, YEAR, chair.id, 2)
    behind = [
        {"post": "ช่าง", "role": "คณะทำงานและผู้ช่วยเลขานุการ"},
        {"post": "นิติกร", "role": "คณะทำงาน"},
    ]
    roster.add(office, YEAR, working.id, behind)
    meetings.remove(office, YEAR, [first])
    new = meetings.add(office, YEAR, day=DAY)
    data = office.year(YEAR)
    meeting = data.meeting_by_id[new]
    assert (meeting.number, meeting.begins, meeting.place) == (1, "09:00", "")
    assert meeting.chair_id == chair.id
    assert data.member_by_id[meeting.secretary_id].role == "คณะทำงานและเลขานุการ"
    assert meetings.order_of(data, meeting) == data.orders[0].id


def test_a_meeting_is_edited_field_by_field(office, first):
    values = {
        "title": " ประชุม\nเร่งรัด ",
        "note": "ก\nข",
        "ends": "16.30",
        "day": None,
        "chair_id": "",
    }
    meetings.edit(office, YEAR, [CellEdit(first, *item) for item in values.items()])
    meeting = office.year(YEAR).meeting_by_id[first]
    assert (meeting.title, meeting.note, meeting.ends) == ("ประชุม เร่งรัด", "ก\nข", "16:30")
    assert (meeting.day, meeting.chair_id) == (None, None)
    for number in (0, -1, "2"):
        with pytest.raises(InputError, match="ตั้งแต่ 1"):
            meetings.edit(office, YEAR, [CellEdit(first, "number", number)])
    label = office.edits.undo_label
    steering, working = office.year(YEAR).bodies
    meetings.set_bodies(office, YEAR, first, [working.id, steering.id])
    assert office.edits.undo_label == label, "the same bodies are no change"


def test_several_tasks_and_edits_of_others_are_one_unit_of_work(office, first):
    old = agenda.add_actions(office, YEAR, first, [{"text": "แจ้งทุกฝ่าย"}])[0]
    new = [{"text": "ส่งข้อมูล", "due": DAY}, {"text": "ตรวจเว็บไซต์"}]
    edit = CellEdit(old, "done", DAY)
    made = agenda.add_actions(office, YEAR, first, new, edits=[edit])
    data = office.year(YEAR)
    assert {action.id: action.done for action in data.actions_of(first)}[old] == DAY
    assert [action.text for action in data.actions_of(first)] == [
        "แจ้งทุกฝ่าย",
        "ส่งข้อมูล",
        "ตรวจเว็บไซต์",
    ]
    assert len(made) == 2
    office.undo()
    assert [(action.text, action.done) for action in office.year(YEAR).actions_of(first)] == [
        ("แจ้งทุกฝ่าย", None)
    ]


def test_who_came_is_counted(office, first):
    rows = office.year(YEAR).attendance_of(first)
    meetings.edit_attendance(
        office,
        YEAR,
        [
            CellEdit(rows[0].id, "presence", Presence.ABSENT),
            CellEdit(rows[1].id, "substitute", "นายตัวอย่าง แทน"),
        ],
    )
    meetings.add_guests(office, YEAR, first, [{"name": "นายตัวอย่าง แขก"}])
    count = turnout(office.year(YEAR), first)
    assert (count.absent, count.substitutes, count.guests) == (1, 1, 1)
    assert count.listed == len(rows)


def test_a_task_may_bring_a_unit_that_is_said_to_be_new(office, first):
    before = {unit.name for unit in office.units()}
    owners = [OwnerRef(new_unit="ฝ่ายพัฒนาระบบ")]
    new = [{"text": "สำรวจพื้นที่", "owners": owners}]
    (made,) = agenda.add_actions(office, YEAR, first, new)
    other = agenda.add_actions(office, YEAR, first, [{"text": "รายงานผล"}])[0]
    agenda.edit_actions(office, YEAR, [CellEdit(other, "owners", owners)])
    data = office.year(YEAR)
    owners = {
        item.id: data.unit_by_id[item.unit_id].name for item in data.action_items if item.unit_id
    }
    assert (owners[made], owners[other]) == ("ฝ่ายพัฒนาระบบ", "ฝ่ายพัฒนาระบบ")
    assert [unit.name for unit in office.units() if unit.name not in before] == ["ฝ่ายพัฒนาระบบ"]
    office.undo()
    office.undo()
    office.undo()
    assert {unit.name for unit in office.units()} == before


def test_a_substitute_who_is_said_to_be_new_goes_into_the_register_once(office, first):
    rows = office.year(YEAR).attendance_of(first)
    before = len(office.year(YEAR).people)
    for row in rows[:2]:
        substitute = CellEdit(row.id, "substitute", NewPerson("นายตัวอย่าง แทน"))
        meetings.edit_attendance(office, YEAR, [substitute])
    stranger = CellEdit(rows[2].id, "substitute", "นายตัวอย่าง จากที่อื่น")
    meetings.edit_attendance(office, YEAR, [stranger])
    data = office.year(YEAR)
    assert [person.full_name for person in data.people[before:]] == ["นายตัวอย่าง แทน"]
    assert [row.substitute for row in data.attendance_of(first)[:3]] == [
        "นายตัวอย่าง แทน", "นายตัวอย่าง แทน", "นายตัวอย่าง จากที่อื่น",
    ]  # fmt: skip


def test_only_the_places_of_whom_is_chosen_are_taken_out(office, first):
    before = [row.id for row in office.year(YEAR).attendance_of(first)]
    meetings.remove_attendance(office, YEAR, [before[1], before[-1], "0" * 32])
    assert [row.id for row in office.year(YEAR).attendance_of(first)] == [before[0], *before[2:-1]]
    label = office.edits.undo_label
    meetings.remove_attendance(office, YEAR, [before[1]])
    assert office.edits.undo_label == label == "เอาผู้เข้าประชุมออก 2 แถว"


def test_guests_stand_behind_the_members_with_what_the_register_knows(office, first):
    count = len(office.year(YEAR).attendance_of(first))
    (known,) = people.add(office, YEAR, [{"name": "นายตัวอย่าง แขก", "job_title": "นักวิชาการ"}])
    guests = [
        {"name": "ตัวอย่าง แขก"},
        {"name": " Mr.  Somebody ", "post": "ผู้แทน"},
        {"name": "นายตัวอย่าง แขก", "post": "วิทยากร"},
    ]
    for some in (guests[:2], guests[2:]):
        meetings.add_guests(office, YEAR, first, some)
    rows = office.year(YEAR).attendance_of(first)[count:]
    assert [(row.person_id, row.name, row.post) for row in rows] == [
        (known, "", "นักวิชาการ"), (None, "Mr. Somebody", "ผู้แทน"), (known, "", "วิทยากร"),
    ]  # fmt: skip
    assert {row.presence for row in rows} == {Presence.GUEST}
    with pytest.raises(InputError, match="ยังไม่มีชื่อผู้เข้าร่วมประชุม"):
        meetings.add_guests(office, YEAR, first, [*guests, {"post": "ผู้แทน"}])
    assert len(office.year(YEAR).attendance_of(first)) == count + 3


def test_a_task_is_late_from_the_day_after_its_own_until_it_is_done(office, first):
    (task,) = agenda.add_actions(office, YEAR, first, [{"text": "ส่งข้อมูล", "due": DAY}])

    def late(today: date) -> int:
        data = office.year(YEAR)
        return days_late(data, data.actions_of(first)[0], today)

    days = [date(2023, 11, 7), DAY, date(2023, 11, 9), date(2024, 9, 30), date(2024, 10, 1)]
    assert [late(day) for day in days] == [0, 0, 1, 327, 0]
    agenda.edit_actions(office, YEAR, [CellEdit(task, "due", None)])
    assert late(date(2023, 11, 9)) == 0
    edits = [CellEdit(task, "due", DAY), CellEdit(task, "done", date(2023, 12, 1))]
    agenda.edit_actions(office, YEAR, edits)
    assert late(date(2023, 11, 9)) == 0


def test_a_task_is_edited_field_by_field_and_has_one_owner_several_or_none(office, first):
    (task,) = agenda.add_actions(
        office, YEAR, first, [{"text": " ส่งข้อมูล ", "owners": [OwnerRef(post="เลขานุการ")]}]
    )
    (known,) = people.add(office, YEAR, [{"name": "นายตัวอย่าง สาม"}])
    of_name = {unit.name: unit.id for unit in office.units()}
    works, taxes = of_name["ฝ่ายโยธา"], of_name["ฝ่ายรายได้"]

    def after(field: str, value: object) -> str:
        agenda.edit_actions(office, YEAR, [CellEdit(task, field, value)])
        data = office.year(YEAR)
        return owner_words(data, data.actions_of(first)[0])

    assert after("text", " ส่งข้อมูล OIT ") == "เลขานุการ"
    assert office.year(YEAR).actions_of(first)[0].text == "ส่งข้อมูล OIT"
    assert after("owners", [OwnerRef(person_id=known)]) == "นายตัวอย่าง สาม"
    several = [OwnerRef(unit_id=works), OwnerRef(unit_id=taxes), OwnerRef(person_id=known)]
    assert after("owners", several) == "ฝ่ายโยธา, ฝ่ายรายได้, นายตัวอย่าง สาม"
    data = office.year(YEAR)
    (due,) = of_tasks(data, DAY)
    assert [unit.name for unit in due.units] == ["ฝ่ายโยธา", "ฝ่ายรายได้"]
    assert "มีงานที่ได้รับมอบหมาย" in uses_of(data, known)
    new = [OwnerRef(new_person="นางตัวอย่าง สี่"), OwnerRef(new_unit="ฝ่ายพัฒนาระบบ")]
    assert after("owners", new) == "นางตัวอย่าง สี่, ฝ่ายพัฒนาระบบ"
    assert after("owners", []) == ""
    row = office.year(YEAR).actions_of(first)[0]
    assert (row.unit_id, row.person_id, row.post) == (None, None, "")
    for _ in range(2):
        office.undo()
    assert after("note", "ด่วน") == "ฝ่ายโยธา, ฝ่ายรายได้, นายตัวอย่าง สาม"
    with pytest.raises(InputError, match="ต้องเป็นวันที่"):
        after("due", "เร็ว ๆ นี้")
    meetings.remove(office, YEAR, [first])
    assert office.dump()["action_item_owner"] == []
