"""Posts that name a unit follow its new name, but for what signed orders print."""

from datetime import date

import pytest

from ita_desktop.domain.roster.holders import holder_on
from ita_desktop.services import letters, measures
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.roster import orders, people, roster, units
from ita_desktop.storage.workspace import Workspace

YEAR = 2567
WAS, NOW = "หัวหน้าฝ่ายโยธา", "หัวหน้าฝ่ายโยธาและผังเมือง"


@pytest.mark.parametrize("is_signed", [False, True])
def test_posts_follow_a_renamed_unit_in_one_act(office: Workspace, *, is_signed: bool) -> None:
    (person,) = people.add(office, YEAR, [{"name": "นายตัวอย่าง โยธา", "job_title": WAS}])
    people.add_tenure(office, YEAR, [{"person": "นายตัวอย่าง โยธา", "post": WAS}])
    body = office.year(YEAR).bodies[0].id
    (member,) = roster.add(office, YEAR, body, [{"post": WAS, "kind": "post"}])
    if is_signed:
        order = orders.add(office, YEAR)
        orders.edit(office, YEAR, [CellEdit(order, "signed", date(2023, 11, 1))])
    before = office.year(YEAR)
    works = next(unit for unit in before.units if unit.name == "ฝ่ายโยธา")
    units.edit_units(office, [CellEdit(works.id, "name", units.NewUnit("ฝ่ายโยธาและผังเมือง"))])
    data = office.year(YEAR)
    assert data.person_by_id[person].job_title == NOW
    assert [tenure.post for tenure in data.tenures] == [NOW]
    assert data.member_by_id[member].post == (WAS if is_signed else NOW)
    assert ("ฝ่ายโยธา" in data.unit_by_id[works.id].aliases.split("; ")) == is_signed
    held = holder_on(data, data.member_by_id[member].post, None, None)
    assert held is not None
    assert held.person.id == person
    count = 2 if is_signed else 3
    assert units.followed_names(before, data) == f"ตำแหน่ง {count} แห่งเปลี่ยนตามชื่อหน่วย"
    office.undo()
    assert units.followed_names(before, office.year(YEAR)) == ""
    assert office.year(YEAR).unit_by_id[works.id].aliases == works.aliases


def test_posts_of_other_units_stay(office: Workspace) -> None:
    units.add_units(office, [{"name": units.NewUnit("ฝ่ายโยธาและแผน")}])
    (person,) = people.add(
        office, YEAR, [{"name": "นายตัวอย่าง แผน", "job_title": "หัวหน้าฝ่ายโยธาและแผน"}]
    )
    works = next(unit for unit in office.units() if unit.name == "ฝ่ายโยธา")
    units.edit_units(office, [CellEdit(works.id, "name", units.NewUnit("ฝ่ายช่าง"))])
    assert office.year(YEAR).person_by_id[person].job_title == "หัวหน้าฝ่ายโยธาและแผน"


def test_posts_of_drafts_follow_and_what_went_out_stays(office: Workspace) -> None:
    draft, sent = (letters.add(office, YEAR, "memo-general") for _ in range(2))
    order = orders.add(office, YEAR)
    for letter in (draft, sent):
        letters.edit(
            office,
            YEAR,
            [
                CellEdit(letter, "signatory_post", f"{WAS}\nรักษาราชการแทนผู้อำนวยการเขต"),
                CellEdit(letter, "acting_for", f"ปฏิบัติราชการแทน {WAS}"),
            ],
        )
        letters.send_to(office, YEAR, letter, [OwnerRef(post=WAS)])
    letters.edit(office, YEAR, [CellEdit(sent, "number", "กท 5001/1")])
    orders.edit(office, YEAR, [CellEdit(order, "signatory_post", WAS)])
    owned = {"items": ("O4",), "method": "ทำ", "owners": (OwnerRef(post=WAS),)}
    (measure,) = measures.add(office, YEAR, [owned])
    works = next(unit for unit in office.units() if unit.name == "ฝ่ายโยธา")
    units.edit_units(office, [CellEdit(works.id, "name", units.NewUnit("ฝ่ายโยธาและผังเมือง"))])
    data = office.year(YEAR)
    for letter, post in ((draft, NOW), (sent, WAS)):
        record = data.letter_by_id[letter]
        assert record.signatory_post == f"{post}\nรักษาราชการแทนผู้อำนวยการเขต"
        assert record.acting_for == f"ปฏิบัติราชการแทน {post}"
        assert [owner.post for owner in data.recipients_of(letter)] == [post]
    assert data.order_by_id[order].signatory_post == NOW
    assert [owner.post for owner in data.owners_of_measure(measure)] == [NOW]
    assert "ฝ่ายโยธา" in data.unit_by_id[works.id].aliases.split("; ")
