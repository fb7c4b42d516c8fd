"""What belongs together is told at both ends."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ita_desktop.domain.framework import codes_in
from ita_desktop.domain.meetings import ActionItem, AgendaItem, Attendance, Component, Presence
from ita_desktop.domain.records import Member, Person
from ita_desktop.domain.year import YearData
from ita_desktop.services import letters, measures
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.links import LinkKind, Mention, of_item, of_member
from ita_desktop.services.meetings import agenda, meetings
from ita_desktop.services.oit import assignments
from ita_desktop.services.places import PageKey, Place, duties_place, letter_place
from ita_desktop.services.roster import orders, roster
from ita_desktop.services.roster.orders import Placement
from ita_desktop.storage.workspace import Workspace
from tests.support.known_files import opened_sample

YEAR = 2568


@pytest.fixture
def office(tmp_path: Path):
    """The sample before anything was ordered, met about or written."""
    with opened_sample(tmp_path / "sample.ita") as workspace:
        data = workspace.year(YEAR)
        letters.remove(workspace, YEAR, [letter.id for letter in data.letters])
        meetings.remove(workspace, YEAR, [meeting.id for meeting in data.meetings])
        orders.remove(workspace, YEAR, [order.id for order in data.orders])
        yield workspace


@pytest.fixture
def member(office: Workspace) -> Member:
    """Somebody in the working group."""
    data = office.year(YEAR)
    return next(one for one in data.members_of(data.bodies[1].id) if one.person_id)


def told(links: tuple[Mention, ...], kind: LinkKind) -> list[tuple[str, str]]:
    return [(link.text, link.note) for link in links if link.kind is kind]


def signed(office: Workspace) -> str:
    order = orders.add(office, YEAR)
    day = date(2024, 11, 1)
    orders.edit(office, YEAR, [CellEdit(order, "number", "12"), CellEdit(order, "signed", day)])
    return order


def test_a_member_knows_the_order_that_appoints_it_and_the_one_that_lets_it_go(
    office, member
) -> None:
    order = signed(office)
    change = orders.amend(office, YEAR, order)
    placing = Placement(member.body_id, {"name": "นายตัวอย่าง ใหม่"}, replaces=member.id)
    new = orders.put_in(office, YEAR, change, [placing])[0]
    data = office.year(YEAR)
    draft = "คำสั่งแก้ไขรายชื่อ (ร่าง)"
    links = of_member(data, member)
    assert told(links, LinkKind.ORDER) == [("คำสั่งที่ 12/2567", "แต่งตั้ง"), (draft, "พ้นจากคณะ")]
    assert [link.place.target for link in links if link.kind is LinkKind.ORDER] == [order, change]
    assert told(of_member(data, data.member_by_id[new]), LinkKind.ORDER) == [(draft, "เพิ่มเข้าคณะ")]


def test_a_member_knows_its_meetings_and_what_it_is_to_do(office, member) -> None:
    assert told(of_member(office.year(YEAR), member), LinkKind.MEETING) == []
    meeting = meetings.add(office, YEAR, bodies=[member.body_id])
    owners = [OwnerRef(person_id=member.person_id)]
    agenda.add_actions(office, YEAR, meeting, [{"text": "ส่งหลักฐาน O9", "owners": owners}])
    text = told(of_member(office.year(YEAR), member), LinkKind.MEETING)
    assert text[-1] == ("ส่งหลักฐาน O9", "งานที่มอบหมาย")
    assert text[0][0].startswith("ประชุมครั้งที่")
    other = office.year(YEAR).members_of(office.year(YEAR).bodies[0].id)[0]
    assert told(of_member(office.year(YEAR), other), LinkKind.MEETING) == []


def test_what_a_member_does_itself_comes_before_what_its_section_does(office, member) -> None:
    assignments.assign(office, YEAR, ["O22"], [OwnerRef(person_id=member.person_id)], None)
    links = told(of_member(office.year(YEAR), member), LinkKind.ITEM)
    assert links[0][0].startswith("O22 ")
    assert links[0][1] == ""
    assert all(note for _, note in links[1:])


def test_a_post_owns_what_is_given_to_the_post(office) -> None:
    data = office.year(YEAR)
    body = data.bodies[0]
    posts = ("เลขานุการเขต", "นายช่างเขต", "")
    made = roster.add(office, YEAR, body.id, [{"post": post} for post in posts])
    assignments.assign(office, YEAR, ["O3"], [OwnerRef(post="เลขานุการ เขต")], None)
    data = office.year(YEAR)

    def items_of(member: str) -> list[str]:
        links = told(of_member(data, data.member_by_id[member]), LinkKind.ITEM)
        return [text.split()[0] for text, _ in links]

    assert [items_of(member) for member in made] == [["O3"], [], []]


def test_an_item_knows_the_duty_and_the_matter_that_mention_it(office) -> None:
    data = office.year(YEAR)
    body = data.bodies[1]
    orders.set_duties(office, YEAR, body.id, ["ประสานงาน", "รวบรวมหลักฐาน O7 ถึง O9"])
    meeting = meetings.add(office, YEAR, bodies=[body.id])
    agenda.add_actions(office, YEAR, meeting, [{"text": "เร่งส่ง O8"}])
    data = office.year(YEAR)
    links = of_item(data, "O8")
    assert links[0] == Mention(
        LinkKind.DUTY,
        "รวบรวมหลักฐาน O7 ถึง O9",
        f"หน้าที่ข้อ 2 ของ{body.name}",
        duties_place(body.id),
    )
    assert Place(PageKey.MEETINGS, meeting) in [link.place for link in links]
    assert told(of_item(data, "O1"), LinkKind.DUTY) == []


def test_an_item_knows_the_letter_that_asks_its_units_for_it(office) -> None:
    letter = letters.add(office, YEAR, "memo-evidence")
    data = office.year(YEAR)
    shares = letters.shares(data, data.letter_by_id[letter])
    code = shares[0].codes[0]
    found = [mention for mention in of_item(data, code) if mention.kind is LinkKind.LETTER]
    assert [mention.place for mention in found] == [letter_place(letter)]
    assert shares[0].unit.label in found[0].note


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("ข้อ O๑๒", {"O12"}),
        ("O1-3 และ E6", {"O1", "O2", "O3", "E6"}),
        ("O9 ถึง I2", {"O9", "I2"}),
        ("รหัส NO12 ปี O2568", set()),
        ("", set()),
    ],
)
def test_codes_are_found_within_sentences(text: str, codes: set[str]) -> None:
    assert codes_in(text) == codes


# -- a member's part in a meeting


@pytest.fixture
def met(office: Workspace, member: Member) -> YearData:
    """A meeting of the member's body, chaired and written down by others; nobody is listed."""
    meetings.add(office, YEAR, bodies=[member.body_id], day=date(2024, 12, 1))
    data = office.year(YEAR)
    (meeting,) = data.meetings
    assert member.id not in {meeting.chair_id, meeting.secretary_id}
    return replace(data, attendances=())


def parts(data: YearData, member: Member, **changes: object) -> list[str]:
    """The member's part in the meeting after changes of it."""
    (meeting,) = data.meetings
    changed = replace(data, meetings=(replace(meeting, **changes),))
    return [note for _text, note in told(of_member(changed, member), LinkKind.MEETING)]


def came(data: YearData, member: Member, presence: Presence) -> Attendance:
    return Attendance(
        id=member.id, meeting_id=data.meetings[0].id, member_id=member.id, presence=presence
    )


def test_who_chairs_or_writes_a_meeting_down_is_told_so(met: YearData, member: Member) -> None:
    assert parts(met, member) == [""]
    assert parts(met, member, chair_id=member.id) == ["ประธาน"]
    assert parts(met, member, secretary_id=member.id) == ["เลขานุการ"]
    assert parts(met, member, chair_id=member.id, secretary_id=member.id) == ["ประธาน"]


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("presence", "note"),
    [
        (Presence.PRESENT, ""),
        (Presence.UNKNOWN, "ยังไม่แจ้ง"),
        (Presence.ABSENT, "ไม่มา"),
        (Presence.SUBSTITUTE, "มอบผู้แทน"),
    ],
)
def test_who_is_listed_has_come_or_not(
    met: YearData, member: Member, presence: Presence, note: str
) -> None:
    listed = replace(met, attendances=(came(met, member, presence),))
    assert parts(listed, member) == [note]


def test_who_is_not_listed_where_others_are_has_no_part(met: YearData, member: Member) -> None:
    other = next(one for one in met.members_of(member.body_id) if one.id != member.id)
    guest = replace(came(met, other, Presence.GUEST), member_id=None)
    assert parts(replace(met, attendances=(guest,)), member) == [""], "a guest is no member"
    listed = replace(met, attendances=(guest, came(met, other, Presence.PRESENT)))
    assert parts(listed, member) == []
    assert parts(replace(met, meeting_bodies=()), member) == []


def test_a_body_met_with_those_who_were_in_it_on_the_day(office: Workspace, member: Member) -> None:
    meetings.add(office, YEAR, bodies=[member.body_id], day=date(2024, 10, 10))
    change = orders.amend(office, YEAR, signed(office))
    placing = Placement(member.body_id, {"name": "นายตัวอย่าง ใหม่"}, replaces=member.id)
    new = orders.put_in(office, YEAR, change, [placing])[0]
    values = {"number": "13", "signed": date(2024, 11, 20)}
    orders.edit(office, YEAR, [CellEdit(change, *item) for item in values.items()])
    data = replace(office.year(YEAR), attendances=())
    old, late = data.member_by_id[member.id], data.member_by_id[new]
    before, after = date(2024, 11, 10), date(2024, 12, 10)
    assert [parts(data, one, day=before) for one in (old, late)] == [[""], []]
    assert [parts(data, one, day=after) for one in (old, late)] == [[], [""]]


def test_a_task_leads_to_its_line_of_the_agenda(met: YearData, member: Member) -> None:
    (meeting,) = met.meetings
    item = met.agenda_of(meeting.id)[-1]
    tasks = tuple(
        ActionItem(
            id=f"{at}", meeting_id=meeting.id, text=f"งาน {at}", person_id=member.person_id,
            agenda_item_id=of, done=done,
        )
        for at, (of, done) in enumerate(((item.id, None), (None, None), (None, date(2025, 1, 1))))
    )  # fmt: skip
    found = of_member(replace(met, action_items=tasks), member)
    places = [one.place.target for one in found if one.note == "งานที่มอบหมาย"]
    assert places == [item.id, meeting.id]


# -- what a section does


def test_what_a_member_s_section_does_is_told_with_its_name(office: Workspace) -> None:
    data = office.year(YEAR)
    works, every = (
        next(unit for unit in data.units if unit.name == name) for name in ("ฝ่ายโยธา", "ทุกฝ่าย")
    )
    code = data.framework.items[-1].code
    assignments.assign(office, YEAR, [code], [OwnerRef(unit_id=works.id)], None)
    measures.add(
        office,
        YEAR,
        [{"items": ("I1",), "method": "ทดสอบ", "owners": (OwnerRef(unit_id=works.id),)}],
    )
    data = office.year(YEAR)
    person = Person(id="p", prefix="นาย", name="ตัวอย่าง", unit_id=works.id)
    known = replace(data, people=(*data.people, person))

    def notes(kind: LinkKind, **fields: str | None) -> list[tuple[str, str]]:
        bare = {"id": "n", "post": "ไม่มีใครใช้", "person_id": None, "unit_id": None}
        made = replace(data.members[0], **bare | fields)
        of = told(of_member(known, made), kind)
        return [(text, note) for text, note in of if text.startswith(code) or "ทดสอบ" in text]

    item = [(f"{code} {data.framework.items[-1].title}", works.label)]
    assert notes(LinkKind.ITEM, unit_id=works.id) == item
    assert notes(LinkKind.ITEM, person_id="p") == item
    assert [note for _text, note in notes(LinkKind.MEASURE, person_id="p")] == [works.label]
    assert notes(LinkKind.ITEM) == notes(LinkKind.ITEM, unit_id="gone") == []
    assert notes(LinkKind.ITEM, unit_id=every.id) == [], "a group is no section"
    assert notes(LinkKind.ITEM, unit_id=every.id, person_id="p") == []


def test_what_is_given_to_a_person_is_not_that_of_the_post(
    office: Workspace, member: Member
) -> None:
    owner = OwnerRef(person_id=member.person_id)
    made = {"items": ("I1",), "method": "ทดสอบ", "owners": (owner,)}
    measures.add(office, YEAR, [made])
    data = office.year(YEAR)
    links = told(of_member(data, member), LinkKind.MEASURE)
    assert [note for text, note in links if "ทดสอบ" in text] == [""]
    other = replace(member, id="n", person_id=None, unit_id=None)
    assert [
        text for text, _ in told(of_member(data, other), LinkKind.MEASURE) if "ทดสอบ" in text
    ] == []


# -- what mentions an item


def test_a_matter_that_mentions_an_item_or_gives_it_out_is_told(met: YearData) -> None:
    (meeting,) = met.meetings
    texts = ("title", "detail", "minutes", "resolution")
    items = tuple(
        AgendaItem(
            id=name, meeting_id=meeting.id, position=at, **{"title": "", name: f"ข้อ O{at + 1}"}
        )
        for at, name in enumerate(texts)
    )
    given = AgendaItem(
        id="given", meeting_id=meeting.id, title="มอบหมาย", position=9,
        component=Component.ASSIGNMENTS,
    )  # fmt: skip
    task = ActionItem(id="t", meeting_id=meeting.id, text="ส่ง O7", agenda_item_id="detail")
    data = replace(
        met, agenda_items=(*items, given), action_items=(task,), assignment_owners=(),
    )  # fmt: skip

    def places(code: str, of: YearData = data) -> list[str]:
        links = of_item(of, code)
        return [link.place.target for link in links if link.kind is LinkKind.MEETING]

    assert [places(f"O{at}") for at in range(1, 6)] == [*([name] for name in texts), []]
    assert places("O7") == ["detail"]
    loose = replace(data, action_items=(replace(task, agenda_item_id=None),))
    assert places("O7", loose) == [meeting.id]
    assert places("O2", loose) == ["detail"]
    assert places("O1", replace(data, assignment_owners=met.assignment_owners)) == [
        "title",
        "given",
    ]


def test_an_order_or_a_letter_that_mentions_an_item_is_told(office: Workspace) -> None:
    order = orders.add(office, YEAR)
    orders.edit(office, YEAR, [CellEdit(order, "title", "แต่งตั้งผู้รับผิดชอบข้อ O7")])
    by_subject = letters.add(office, YEAR, subject="ขอข้อมูล O7", body="ตามที่แจ้ง")
    by_body = letters.add(office, YEAR, subject="ขอข้อมูล", body="ข้อ O7 และ O8")
    data = office.year(YEAR)

    def told_of(code: str) -> list[tuple[LinkKind, str, str]]:
        links = of_item(data, code)
        kinds = (LinkKind.DUTY, LinkKind.MEETING)
        return [(one.kind, one.place.target, one.note) for one in links if one.kind not in kinds]

    assert told_of("O7") == [
        (LinkKind.ORDER, order, ""),
        *((LinkKind.LETTER, f"letter:{key}", "") for key in (by_subject, by_body)),
    ]
    assert told_of("O8") == [(LinkKind.LETTER, f"letter:{by_body}", "")]
    assert told_of("O9") == []


def test_who_signs_an_order_is_told(office: Workspace, member: Member) -> None:
    first, second = orders.add(office, YEAR), orders.add(office, YEAR)
    orders.edit(office, YEAR, [CellEdit(second, "signatory_id", member.person_id)])
    data = office.year(YEAR)
    links = [one for one in of_member(data, member) if one.note == "ลงนาม"]
    assert [one.place.target for one in links] == [second]
    nobody = replace(member, id="n", person_id=None)
    assert [one for one in of_member(data, nobody) if one.note == "ลงนาม"] == []
    assert first
