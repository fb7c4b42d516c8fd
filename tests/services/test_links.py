"""What belongs together is told at both ends."""

from datetime import date
from pathlib import Path

import pytest

from ita_desktop.domain.records import Member
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.letters import letters
from ita_desktop.services.links import LinkKind, Mention, codes_in, of_item, of_member
from ita_desktop.services.meetings import actions, meetings
from ita_desktop.services.oit import assignments
from ita_desktop.services.places import PageKey, Place, duties_place, letter_place
from ita_desktop.services.roster import orders, roster
from ita_desktop.services.roster.orders import Placement
from ita_desktop.storage.workspace import Workspace
from tests.known_files import opened_sample

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
    actions.add_actions(
        office, YEAR, meeting, [{"text": "ส่งหลักฐาน O9", "person_id": member.person_id}]
    )
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
    actions.add_actions(office, YEAR, meeting, [{"text": "เร่งส่ง O8"}])
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
