"""The register of people, the posts they hold, and how papers of a meeting follow it."""

from datetime import date

import pytest

from ita_desktop.domain.attendance import attendees
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.meetings import Presence
from ita_desktop.domain.roster.holders import director, holder_on, recorder, reviewer
from ita_desktop.services import letters
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.meetings import meetings
from ita_desktop.services.meetings.meetings import MeetingPart
from ita_desktop.services.meetings.state import turnout
from ita_desktop.services.oit import assignments
from ita_desktop.services.roster import orders, people, roster
from ita_desktop.services.roster.people import Register
from ita_desktop.services.roster.units import NewUnit
from ita_desktop.storage.workspace import Workspace

YEAR = 2567
DAY = date(2023, 11, 8)
DIRECTOR = "ผู้อำนวยการเขต"


@pytest.fixture
def meeting(office: Workspace) -> str:
    """A meeting of both bodies: the director, all heads, and a clerk who is in both."""
    steering, working = office.year(YEAR).bodies
    rows = [
        {"name": "", "post": DIRECTOR, "role": "ประธานกรรมการ"},
        {"name": "", "post": "ผู้ช่วยผู้อำนวยการเขต", "role": "รองประธานกรรมการ"},
        {"name": "", "post": "หัวหน้าฝ่ายทุกฝ่าย", "role": "กรรมการ"},
        {"name": "นางสาวตัวอย่าง สอง", "post": "เจ้าพนักงาน", "role": "ผู้ช่วยเลขานุการ"},
    ]
    roster.add(office, YEAR, steering.id, rows)
    again = {"name": "นางสาวตัวอย่าง สอง", "post": "เจ้าพนักงาน", "role": "คณะทำงานและเลขานุการ"}
    roster.add(office, YEAR, working.id, [again])
    return meetings.add(office, YEAR, day=DAY)


def listed(office: Workspace, meeting: str) -> list[str]:
    data = office.year(YEAR)
    return [
        attendee.name or attendee.posts[0]
        for attendee in attendees(data, data.meeting_by_id[meeting])
    ]


def row_of(office: Workspace, meeting: str, name: str) -> str:
    data = office.year(YEAR)
    lines = attendees(data, data.meeting_by_id[meeting])
    return next(line.id for line in lines if name in {line.name, *line.posts})


def test_people_are_added_with_unit_and_contact_and_a_new_unit_on_the_spot(office):
    fields = {
        "name": "น.ส. ตัวอย่าง  หนึ่ง",
        "job_title": "นักจัดการงานทั่วไปปฏิบัติการ",
        "unit": NewUnit("ฝ่ายตัวอย่างใหม่"),
        "phone": "0 2000 0000",
    }
    (made,) = people.add(office, YEAR, [fields])
    data = office.year(YEAR)
    person = data.person_by_id[made]
    assert (person.full_name, person.phone) == ("นางสาวตัวอย่าง หนึ่ง", "0 2000 0000")
    assert data.unit_name(person.unit_id) == "ฝ่ายตัวอย่างใหม่"
    office.undo()
    assert made not in office.year(YEAR).person_by_id
    assert "ฝ่ายตัวอย่างใหม่" not in {unit.name for unit in office.units()}


def test_new_units_of_one_unit_of_work_are_added_once_behind_the_others(office):
    before = [unit.name for unit in office.units()]
    rows = [
        {"name": "นายตัวอย่าง หนึ่ง", "unit": NewUnit("ศูนย์ทดสอบ")},
        {"name": "นายตัวอย่าง สอง", "unit": "ศูนย์ทดสอบ"},
        {"name": "นายตัวอย่าง สาม", "unit": NewUnit("ศูนย์ทดสอบ")},
        {"name": "นายตัวอย่าง สี่", "unit": NewUnit("กองตัวอย่าง")},
        {"name": "นายตัวอย่าง ห้า", "unit": NewUnit("ฝ่ายโยธา")},
    ]
    made = people.add(office, YEAR, rows)
    data = office.year(YEAR)
    assert [data.unit_name(data.person_by_id[key].unit_id) for key in made] == [
        "ศูนย์ทดสอบ",
        "ศูนย์ทดสอบ",
        "ศูนย์ทดสอบ",
        "กองตัวอย่าง",
        "ฝ่ายโยธา",
    ]
    assert [unit.name for unit in office.units()] == [*before, "ศูนย์ทดสอบ", "กองตัวอย่าง"]


def test_owners_who_are_new_are_added_once_and_known_ones_are_taken(office):
    before = [unit.name for unit in office.units()]
    (known,) = people.add(office, YEAR, [{"name": "นายตัวอย่าง หนึ่ง"}])
    refs = [
        OwnerRef(new_unit="ศูนย์ทดสอบ"),
        OwnerRef(new_unit="กองตัวอย่าง"),
        OwnerRef(new_unit="ศูนย์ทดสอบ"),
        OwnerRef(new_unit="ฝ่ายโยธา"),
        OwnerRef(new_person="นายตัวอย่าง หนึ่ง"),
        OwnerRef(new_person="นางตัวอย่าง สอง"),
        OwnerRef(new_person="นาง ตัวอย่าง สอง"),
        OwnerRef(new_person="นายตัวอย่าง สาม"),
    ]
    assignments.assign(office, YEAR, ["O1", "O2"], refs, None)
    data = office.year(YEAR)
    names = ["ศูนย์ทดสอบ", "กองตัวอย่าง", "ฝ่ายโยธา"]
    for code in ("O1", "O2"):
        owners = data.owners_of_item(code)
        assert [data.unit_name(owner.unit_id) for owner in owners if owner.unit_id] == names
        assert next(owner.person_id for owner in owners if owner.person_id) == known
        assert len(owners) == 6
    assert [unit.name for unit in office.units()] == [*before, *names[:2]]
    assert [person.name for person in data.people] == [
        "ตัวอย่าง หนึ่ง",
        "ตัวอย่าง สอง",
        "ตัวอย่าง สาม",
    ]
    row_ids = [owner.id for owner in data.owners_of_item("O1")]
    again = [OwnerRef(unit_id=one.unit_id, person_id=one.person_id) for one in owners]
    assignments.assign(office, YEAR, ["O1"], again, None)
    kept = [owner.id for owner in office.year(YEAR).owners_of_item("O1")]
    assert kept == row_ids, "the same owners are not written again"


def test_a_person_who_is_there_is_not_added_twice_but_a_namesake_elsewhere_is(office):
    people.add(office, YEAR, [{"name": "นายตัวอย่าง หนึ่ง", "unit": "ฝ่ายปกครอง"}])
    with pytest.raises(InputError, match="แล้ว"):
        people.add(office, YEAR, [{"name": "นายตัวอย่าง  หนึ่ง", "unit": "ฝ่ายปกครอง"}])
    people.add(office, YEAR, [{"name": "นายตัวอย่าง หนึ่ง", "unit": "ฝ่ายโยธา"}])
    assert len(office.year(YEAR).people) == 2


def test_people_are_edited_field_by_field(office):
    (made,) = people.add(office, YEAR, [{"name": "นายตัวอย่าง หนึ่ง"}])
    edits = [("name", "นายตัวอย่าง แก้แล้ว"), ("unit", "ฝ่ายโยธา"), ("email", "a@example.org")]
    people.edit(office, YEAR, [CellEdit(made, *edit) for edit in edits])
    person = office.year(YEAR).person_by_id[made]
    assert (person.full_name, person.email) == ("นายตัวอย่าง แก้แล้ว", "a@example.org")
    with pytest.raises(InputError):
        people.edit(office, YEAR, [CellEdit(made, "name", " ")])


def test_who_is_named_on_a_paper_is_not_taken_out_of_the_register(office, meeting):
    clerk = next(person for person in office.year(YEAR).people)
    with pytest.raises(InputError, match="รายชื่อคณะกรรมการ"):
        people.remove(office, YEAR, [clerk.id])
    (free,) = people.add(office, YEAR, [{"name": "นายตัวอย่าง ว่าง"}])
    people.add_tenure(office, YEAR, [{"person": "นายตัวอย่าง ว่าง", "post": "หัวหน้าฝ่ายโยธา"}])
    people.remove(office, YEAR, [free])
    data = office.year(YEAR)
    assert (free in data.person_by_id, data.tenures) == (False, ())
    office.undo()
    assert len(office.year(YEAR).tenures) == 1


def test_a_post_is_held_by_somebody_who_is_added_with_it(office):
    row = {"person": "นายตัวอย่าง ผู้อำนวยการ", "post": DIRECTOR, "last": date(2023, 12, 31)}
    (made,) = people.add_tenure(office, YEAR, [row])
    data = office.year(YEAR)
    holder = holder_on(data, DIRECTOR, None, DAY)
    assert holder is not None
    assert holder.person.full_name == "นายตัวอย่าง ผู้อำนวยการ"
    with pytest.raises(InputError, match="วันสิ้นสุด"):
        people.edit_tenures(office, YEAR, [CellEdit(made, "first", date(2024, 1, 1))])
    people.edit_tenures(office, YEAR, [CellEdit(made, "person", "นางตัวอย่าง คนใหม่")])
    holder = holder_on(office.year(YEAR), DIRECTOR, None, DAY)
    assert holder is not None
    assert holder.person.full_name == "นางตัวอย่าง คนใหม่"
    people.remove_tenures(office, YEAR, [made])
    assert office.year(YEAR).tenures == ()


@pytest.mark.parametrize(
    "fields", [{"person": "", "post": DIRECTOR}, {"person": "นายก ข", "post": ""}]
)
def test_a_post_without_its_name_or_its_person_is_refused_whole(office, fields):
    with pytest.raises(InputError):
        people.add_tenure(office, YEAR, [fields])
    assert office.year(YEAR).people == ()


def test_who_is_in_both_bodies_is_one_line_and_is_counted_once(office, meeting):
    assert listed(office, meeting).count("นางสาวตัวอย่าง สอง") == 1
    count = turnout(office.year(YEAR), meeting)
    assert (count.unknown, count.present) == (count.listed, 0)
    meetings.edit_attendance(
        office,
        YEAR,
        [CellEdit(row_of(office, meeting, "นางสาวตัวอย่าง สอง"), "presence", Presence.PRESENT)],
    )
    assert turnout(office.year(YEAR), meeting).present == 1
    rows = [one.presence for one in office.year(YEAR).attendance_of(meeting)]
    assert rows.count(Presence.PRESENT) == 2


def test_all_of_whom_nothing_was_said_are_said_to_have_come_at_once(office, meeting):
    away = row_of(office, meeting, "ผู้อำนวยการเขตตัวอย่าง")
    meetings.edit_attendance(office, YEAR, [CellEdit(away, "presence", Presence.ABSENT)])
    described = meetings.mark_remaining_present(office, YEAR, meeting)
    count = turnout(office.year(YEAR), meeting)
    assert (count.unknown, count.absent, count.present) == (0, 1, described)
    office.undo()
    assert turnout(office.year(YEAR), meeting).unknown == described


def test_the_holder_of_the_day_is_on_the_list_and_several_holders_have_a_line_each(office, meeting):
    rows = [
        {"person": "นายตัวอย่าง ผู้อำนวยการ", "post": DIRECTOR, "last": date(2023, 12, 31)},
        {"person": "นายตัวอย่าง ผู้อำนวยการใหม่", "post": DIRECTOR, "first": date(2024, 1, 1)},
        {"person": "นางตัวอย่าง ผู้ช่วยหนึ่ง", "post": "ผู้ช่วยผู้อำนวยการเขต"},
        {"person": "นางตัวอย่าง ผู้ช่วยสอง", "post": "ผู้ช่วยผู้อำนวยการเขต"},
    ]
    people.add_tenure(office, YEAR, rows)
    assert listed(office, meeting)[0] == "นายตัวอย่าง ผู้อำนวยการ"
    new, old = meetings.refresh_attendance(office, YEAR, meeting)
    assert (new, old) == (2, 1)
    assert listed(office, meeting)[:3] == [
        "นายตัวอย่าง ผู้อำนวยการ",
        "นางตัวอย่าง ผู้ช่วยหนึ่ง",
        "นางตัวอย่าง ผู้ช่วยสอง",
    ]
    assert meetings.refresh_attendance(office, YEAR, meeting) == (0, 0)


def test_a_name_typed_for_a_post_goes_into_the_register_and_stays_with_the_meeting(office, meeting):
    row = row_of(office, meeting, "ผู้อำนวยการเขตตัวอย่าง")
    meetings.edit_attendance(office, YEAR, [CellEdit(row, "name", "นายตัวอย่าง พิมพ์เอง")])
    assert listed(office, meeting)[0] == "นายตัวอย่าง พิมพ์เอง"
    assert "นายตัวอย่าง พิมพ์เอง" in {person.full_name for person in office.year(YEAR).people}
    count = len(office.year(YEAR).people)
    meetings.edit_attendance(office, YEAR, [CellEdit(row, "name", "นางสาวตัวอย่าง สอง")])
    assert listed(office, meeting).count("นางสาวตัวอย่าง สอง") > 0
    assert len(office.year(YEAR).people) == count, "who is known is not added again"
    meetings.edit_attendance(office, YEAR, [CellEdit(row, "name", "Mr. Somebody")])
    assert listed(office, meeting)[0] == "Mr. Somebody"
    meetings.edit_attendance(office, YEAR, [CellEdit(row, "name", "")])
    assert listed(office, meeting)[0] == "ผู้อำนวยการเขตตัวอย่าง"


def test_who_comes_instead_brings_the_position_that_the_register_knows(office, meeting):
    people.add(office, YEAR, [{"name": "นายตัวอย่าง แทน", "job_title": "นักวิชาการศึกษา"}])
    row = row_of(office, meeting, "นางสาวตัวอย่าง สอง")
    meetings.edit_attendance(office, YEAR, [CellEdit(row, "substitute", "ตัวอย่าง แทน")])
    data = office.year(YEAR)
    line = next(
        attendee for attendee in attendees(data, data.meeting_by_id[meeting]) if attendee.id == row
    )
    assert line.presence is Presence.SUBSTITUTE
    assert (line.substitute, line.substitute_post) == ("นายตัวอย่าง แทน", "นักวิชาการศึกษา")


def test_the_minutes_are_written_and_checked_by_whom_the_clerk_names(office, meeting):
    data = office.year(YEAR)
    assert recorder(data, data.meeting_by_id[meeting]) == "นางสาวตัวอย่าง สอง"
    assert reviewer(data, data.meeting_by_id[meeting]) == ""
    people.add_tenure(office, YEAR, [{"person": "นายตัวอย่าง ผู้อำนวยการ", "post": DIRECTOR}])
    data = office.year(YEAR)
    assert reviewer(data, data.meeting_by_id[meeting]) == "นายตัวอย่าง ผู้อำนวยการ"
    meetings.entrust(office, YEAR, meeting, MeetingPart.RECORDER, "นายตัวอย่าง คนนอก")
    meetings.entrust(office, YEAR, meeting, MeetingPart.REVIEWER, data.people[0].id)
    data = office.year(YEAR)
    assert recorder(data, data.meeting_by_id[meeting]) == "นายตัวอย่าง คนนอก"
    assert reviewer(data, data.meeting_by_id[meeting]) == data.people[0].full_name
    member = data.members[0].id
    meetings.entrust(office, YEAR, meeting, MeetingPart.RECORDER, member)
    one = office.year(YEAR).meeting_by_id[meeting]
    assert (one.secretary_id, one.recorder_id) == (member, None)


def test_anybody_signs_an_order_or_a_letter_and_is_added_on_the_spot(office, meeting):
    order = orders.add(office, YEAR)
    signer = orders.sign(office, YEAR, order, "พ.ต.อ. ตัวอย่าง ผู้ลงนาม")
    letter = letters.add(office, YEAR)
    same = letters.sign(office, YEAR, letter, "พันตำรวจเอกตัวอย่าง ผู้ลงนาม")
    assert signer.id == same.id
    assert office.year(YEAR).letter_by_id[letter].signatory_id == signer.id


def test_who_signs_an_order_has_the_post_that_papers_print(office):
    post, unit = "ผู้อำนวยการเขต", office.year(YEAR).organisation.name
    people.add(office, YEAR, [{"name": "นายตัวอย่าง ลงนาม", "job_title": post, "unit": unit}])
    order = orders.add(office, YEAR)
    orders.sign(office, YEAR, order, "นายตัวอย่าง ลงนาม")
    data = office.year(YEAR)
    assert data.order_by_id[order].signatory_post == director(data.organisation)


def test_a_tenure_keeps_the_lines_of_its_note_and_stands_behind_those_before(office):
    rows = [
        {"person": "นายตัวอย่าง หนึ่ง", "post": "หัวหน้า\nฝ่ายโยธา", "unit": "ฝ่ายโยธา"},
        {"person": "นางตัวอย่าง สอง", "post": DIRECTOR, "note": "รักษาการ\nตามคำสั่งที่ 5"},
    ]
    made = people.add_tenure(office, YEAR, rows)
    edits = [CellEdit(made[0], "note", "ย้ายมา\nจากฝ่ายเทศกิจ")]
    more = {"person": "นายตัวอย่าง หนึ่ง", "post": "เลขานุการ"}
    made += people.add_tenure(office, YEAR, [more], edits=edits)
    data = office.year(YEAR)
    assert [tenure.id for tenure in data.tenures] == made
    assert [(tenure.post, tenure.note) for tenure in data.tenures] == [
        ("หัวหน้า ฝ่ายโยธา", "ย้ายมา\nจากฝ่ายเทศกิจ"),
        (DIRECTOR, "รักษาการ\nตามคำสั่งที่ 5"),
        ("เลขานุการ", ""),
    ]
    assert [person.name for person in data.people] == ["ตัวอย่าง หนึ่ง", "ตัวอย่าง สอง"]
    day = date(2024, 1, 1)
    people.edit_tenures(
        office, YEAR, [CellEdit(made[0], "first", day), CellEdit(made[0], "last", day)]
    )
    assert office.year(YEAR).tenures[0].first == office.year(YEAR).tenures[0].last == day
    with pytest.raises(InputError, match="ไม่พบ"):
        people.edit_tenures(office, YEAR, [CellEdit("0" * 32, "note", "")])


def test_namesakes_are_listed_with_their_units_and_found_by_them(office):
    new = [
        {"name": "นายตัวอย่าง หนึ่ง", "unit": "ฝ่ายโยธา"},
        {"name": "นายตัวอย่าง หนึ่ง", "unit": "ฝ่ายปกครอง"},
        {"name": "นายตัวอย่าง หนึ่ง"},
        {"name": "นายตัวอย่าง สอง", "unit": "ฝ่ายโยธา"},
    ]
    made = people.add(office, YEAR, new)
    listed = people.listed_names(office.year(YEAR))
    assert [listed[key] for key in made] == [
        "นายตัวอย่าง หนึ่ง (ฝ่ายโยธา)", "นายตัวอย่าง หนึ่ง (ฝ่ายปกครอง)",
        "นายตัวอย่าง หนึ่ง", "นายตัวอย่าง สอง",
    ]  # fmt: skip
    (tenure,) = people.add_tenure(office, YEAR, [{"person": listed[made[1]], "post": "เลขานุการ"}])
    held = next(row for row in office.year(YEAR).tenures if row.id == tenure)
    assert held.person_id == made[1]


def test_who_got_another_name_is_found_by_it_alone_in_the_same_edit(office: Workspace) -> None:
    with office.change("แก้ชื่อ") as change:
        register = Register(change, office.year(YEAR))
        person = register.find_or_add("นายตัวอย่าง เดิม")
        register.update(person.id, {"name": "ตัวอย่าง ใหม่"})
        assert register.find("ตัวอย่าง เดิม") is None
        assert register.find("ตัวอย่าง ใหม่") == register.find_or_add("นายตัวอย่าง ใหม่")


@pytest.mark.parametrize("title", ["นาย", "นางสาว", "น.ส.", "ว่าที่ ร.ต.", "ดร."])
def test_a_title_alone_is_no_person(office: Workspace, title: str) -> None:
    body, item = office.year(YEAR).bodies[0].id, office.year(YEAR).framework.items_of("OIT")[0].code
    before = office.dump()
    for add in (
        lambda: roster.add(office, YEAR, body, [{"name": title, "post": DIRECTOR}]),
        lambda: people.add(office, YEAR, [{"name": title}]),
        lambda: assignments.assign(office, YEAR, [item], [OwnerRef(new_person=title)]),
    ):
        with pytest.raises(InputError, match="เป็นคำนำหน้าชื่ออย่างเดียว"):
            add()
    assert office.dump() == before
