"""Appointment orders: who is in a body on a day follows from them."""

from datetime import date

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import Body, Member
from ita_desktop.domain.roster.committee import appointing_order, first_members, members_on
from ita_desktop.domain.roster.orders import OrderChangeKind
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.roster import orders, roster
from ita_desktop.services.roster.orders import Placement
from ita_desktop.storage.workspace import Workspace

YEAR = 2567
NOVEMBER, FEBRUARY = date(2023, 11, 1), date(2024, 2, 1)


@pytest.fixture
def working(office: Workspace) -> Body:
    """The working group with three people in it, appointed by an order of 1 November."""
    body = office.year(YEAR).bodies[1]
    people = [
        {"name": f"นายตัวอย่าง {word}", "post": "เจ้าพนักงานธุรการ", "role": "คณะทำงาน"}
        for word in ("หนึ่ง", "สอง", "สาม")
    ]
    roster.add(office, YEAR, body.id, people)
    order = orders.add(office, YEAR)
    orders.edit(
        office, YEAR, [CellEdit(order, "signed", NOVEMBER), CellEdit(order, "number", "12")]
    )
    return body


def amendment(office: Workspace, signed: date | None = FEBRUARY) -> str:
    order = orders.amend(office, YEAR, office.year(YEAR).orders[0].id)
    orders.edit(office, YEAR, [CellEdit(order, "signed", signed)])
    return order


def on(office: Workspace, body: Body, day: date | None) -> list[str]:
    data = office.year(YEAR)
    return [_name(office, member) for member in members_on(data, body.id, day)]


def _name(office: Workspace, member: Member) -> str:
    return office.year(YEAR).person_by_id[member.person_id or ""].name.removeprefix("ตัวอย่าง ")


def test_an_order_appoints_all_bodies_and_gives_them_their_usual_duties(office, working) -> None:
    data = office.year(YEAR)
    (order,) = data.orders
    assert data.bodies_of_order(order.id) == data.bodies
    assert [len(data.duties_of(body.id)) for body in data.bodies] == [7, 5]
    assert "ปีงบประมาณ พ.ศ. 2567" in data.duties_of(data.bodies[0].id)[0].text
    assert "{" not in " ".join(duty.text for duty in data.duties)


def test_a_second_order_appoints_the_body_that_no_order_appoints_yet(office, working) -> None:
    body = roster.add_body(office, YEAR, "คณะทำงานตรวจเว็บไซต์")
    order = orders.add(office, YEAR)
    data = office.year(YEAR)
    assert [body.id for body in data.bodies_of_order(order)] == [body]
    assert appointing_order(data, working.id) == data.orders[0]


def test_nobody_is_in_a_body_before_the_order_that_appoints_it(office, working) -> None:
    assert on(office, working, date(2023, 10, 31)) == []
    assert on(office, working, NOVEMBER) == ["หนึ่ง", "สอง", "สาม"]


def test_a_later_order_replaces_a_member_from_its_own_day_on(office, working) -> None:
    order = amendment(office)
    second = office.year(YEAR).members_of(working.id)[1]
    placing = Placement(working.id, {"name": "นางสาวตัวอย่าง สี่"}, replaces=second.id)
    orders.put_in(office, YEAR, order, [placing])
    assert on(office, working, date(2024, 1, 31)) == ["หนึ่ง", "สอง", "สาม"]
    assert sorted(on(office, working, FEBRUARY)) == sorted(["หนึ่ง", "สี่", "สาม"])
    assert on(office, working, None) == on(office, working, FEBRUARY)
    new = next(member for member in office.year(YEAR).members if _name(office, member) == "สี่")
    assert new.role == "คณะทำงาน"


def test_the_first_order_goes_on_listing_those_that_it_appointed(office, working) -> None:
    order = amendment(office)
    first = office.year(YEAR).members_of(working.id)[0]
    orders.put_in(office, YEAR, order, [Placement(working.id, {"name": "นายตัวอย่าง ห้า"})])
    orders.take_out(office, YEAR, order, [first.id])
    listed = [_name(office, member) for member in first_members(office.year(YEAR), working.id)]
    assert listed == ["หนึ่ง", "สอง", "สาม"]
    assert on(office, working, FEBRUARY) == ["สอง", "สาม", "ห้า"]


def test_a_draft_changes_nobody_on_a_day_but_shows_who_would_stay(office, working) -> None:
    order = amendment(office, signed=None)
    orders.take_out(office, YEAR, order, [office.year(YEAR).members_of(working.id)[0].id])
    assert on(office, working, date(2024, 9, 30)) == ["หนึ่ง", "สอง", "สาม"]
    assert on(office, working, None) == ["สอง", "สาม"]


def test_an_order_has_effect_from_the_day_it_names(office, working) -> None:
    order = amendment(office)
    orders.edit(office, YEAR, [CellEdit(order, "effective", date(2024, 3, 1))])
    orders.take_out(office, YEAR, order, [office.year(YEAR).members_of(working.id)[0].id])
    assert on(office, working, date(2024, 2, 29)) == ["หนึ่ง", "สอง", "สาม"]
    assert on(office, working, date(2024, 3, 1)) == ["สอง", "สาม"]


def test_a_replacement_taken_back_leaves_the_body_as_it_was(office, working) -> None:
    before = office.year(YEAR).members_of(working.id)
    order = amendment(office)
    orders.put_in(
        office, YEAR, order, [Placement(working.id, {"name": "นายตัวอย่าง หก"}, before[0].id)]
    )
    removed = next(
        change
        for change in office.year(YEAR).order_changes
        if change.kind is OrderChangeKind.REMOVED
    )
    orders.take_back(office, YEAR, [removed.id])
    assert office.year(YEAR).order_changes == ()
    assert office.year(YEAR).members_of(working.id) == before


def test_an_order_taken_away_takes_its_changes_along(office, working) -> None:
    before = office.year(YEAR).members_of(working.id)
    order = amendment(office)
    orders.put_in(office, YEAR, order, [Placement(working.id, {"name": "นายตัวอย่าง เจ็ด"})])
    orders.take_out(office, YEAR, order, [before[0].id])
    orders.remove(office, YEAR, [office.year(YEAR).orders[0].id])
    data = office.year(YEAR)
    assert (data.orders, data.order_bodies, data.order_changes) == ((), (), ())
    assert data.members_of(working.id) == before
    office.undo()
    assert len(office.year(YEAR).orders) == 2
    assert on(office, working, FEBRUARY) == ["สอง", "สาม", "เจ็ด"]


def test_a_later_order_is_signed_as_the_first_was(office, working) -> None:
    (first,) = office.year(YEAR).orders
    orders.sign(office, YEAR, first.id, "นายลงนาม แทนกัน")
    acting = "ปฏิบัติราชการแทน ผู้อำนวยการเขต"
    edits = {"signatory_post": "ผู้ช่วยผู้อำนวยการเขต", "acting_for": acting}
    orders.edit(office, YEAR, [CellEdit(first.id, *edit) for edit in edits.items()])
    order = amendment(office)
    later = office.year(YEAR).order_by_id[order]
    assert (later.signatory_post, later.acting_for) == ("ผู้ช่วยผู้อำนวยการเขต", acting)
    assert later.signatory_id == office.year(YEAR).order_by_id[first.id].signatory_id


def test_the_order_that_appoints_a_body_has_its_members_in_the_roster(office, working) -> None:
    (first,) = office.year(YEAR).orders
    with pytest.raises(InputError, match="แต่งตั้งทั้งคณะ"):
        orders.take_out(office, YEAR, first.id, [office.year(YEAR).members[0].id])


def test_the_next_number_of_the_register_year_is_suggested(office, working) -> None:
    order = orders.amend(office, YEAR, office.year(YEAR).orders[0].id)
    data = office.year(YEAR)
    assert orders.suggest_number(data, data.order_by_id[order]) == "13"
    orders.edit(office, YEAR, [CellEdit(order, "signed", FEBRUARY)])
    data = office.year(YEAR)
    assert orders.suggest_number(data, data.order_by_id[order]) == ""


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        ("125/2566", "126/2566"),
        ("๒๙/๒๕๖๖", "๓๐/๒๕๖๖"),
        ("19", "20"),
        ("กท 5301/8887", "กท 5301/8888"),
    ],
)
def test_the_next_number_is_written_as_the_last_one_was(office, working, typed, after):
    first = orders.add(office, YEAR)
    orders.edit(office, YEAR, [CellEdit(first, "number", typed)])
    second = orders.amend(office, YEAR, first)
    data = office.year(YEAR)
    assert orders.suggest_number(data, data.order_by_id[second]) == after


def test_an_order_without_a_body_is_refused(office) -> None:
    for body in office.year(YEAR).bodies:
        roster.remove_body(office, YEAR, body.id)
    with pytest.raises(InputError, match="ยังไม่มีคณะ"):
        orders.add(office, YEAR)


def test_duties_are_written_over_and_those_that_stay_keep_their_rows(office, working) -> None:
    before = office.year(YEAR).duties_of(working.id)
    orders.set_duties(office, YEAR, working.id, [before[2].text, "", "จัดทำรายงานผลทุกเดือน"])
    after = office.year(YEAR).duties_of(working.id)
    assert [one.text for one in after] == [before[2].text, "จัดทำรายงานผลทุกเดือน"]
    assert after[0].id == before[2].id
    office.undo()
    assert [duty.text for duty in office.year(YEAR).duties_of(working.id)] == [
        one.text for one in before
    ]


def shown(office: Workspace, day: date | None = None, *, left: bool = False) -> list[str]:
    """Number and name of the working group's rows."""
    listed = roster.rows(office.year(YEAR), day, left=left)[1][1]
    return [f"{row.number} {row.name.rpartition(' ')[2]}".strip() for row in listed]


def replaced(office: Workspace, working: Body) -> None:
    order = amendment(office)
    second = office.year(YEAR).members_of(working.id)[1]
    placing = Placement(working.id, {"name": "นางสาวตัวอย่าง สี่"}, replaces=second.id)
    orders.put_in(office, YEAR, order, [placing])


def test_the_table_shows_a_replacement_under_the_number_of_whom_it_replaces(
    office, working
) -> None:
    replaced(office, working)
    assert shown(office) == ["2.1 หนึ่ง", "2.2 สี่", "2.3 สาม"]
    assert shown(office, date(2024, 1, 1)) == ["2.1 หนึ่ง", "2.2 สอง", "2.3 สาม"]


def test_who_has_left_is_shown_on_wish_before_who_came_with_the_order_that_says_so(
    office, working
) -> None:
    replaced(office, working)
    assert shown(office, left=True) == ["2.1 หนึ่ง", "สอง", "2.2 สี่", "2.3 สาม"]
    assert shown(office, date(2024, 1, 31), left=True) == shown(office, date(2024, 1, 1))
    assert shown(office, FEBRUARY, left=True) == shown(office, left=True)
    gone = next(row for row in roster.rows(office.year(YEAR), left=True)[1][1] if not row.number)
    assert gone.left_by == office.year(YEAR).orders[1]


def test_who_has_left_can_be_taken_out_of_the_list(office, working) -> None:
    replaced(office, working)
    gone = next(row for row in roster.rows(office.year(YEAR), left=True)[1][1] if not row.number)
    roster.remove(office, YEAR, [gone.id])
    assert shown(office, left=True) == ["2.1 หนึ่ง", "2.2 สี่", "2.3 สาม"]


def test_rows_move_past_those_who_have_left(office, working) -> None:
    replaced(office, working)
    four = office.year(YEAR).members_of(working.id)
    new = next(one for one in four if _name(office, one) == "สี่")
    roster.move(office, YEAR, [new.id], -1)
    assert shown(office) == ["2.1 สี่", "2.2 หนึ่ง", "2.3 สาม"]
    roster.place(office, YEAR, new.id, 3)
    assert shown(office) == ["2.1 หนึ่ง", "2.2 สาม", "2.3 สี่"]
    assert shown(office, left=True)[-2:] == ["สอง", "2.3 สี่"]


def test_a_row_added_below_a_replacement_stands_right_behind_it(office, working) -> None:
    replaced(office, working)
    new = next(
        member
        for member in office.year(YEAR).members_of(working.id)
        if _name(office, member) == "สี่"
    )
    roster.add(office, YEAR, working.id, [{"name": "นายตัวอย่าง ห้า"}], after=new.id)
    assert shown(office) == ["2.1 หนึ่ง", "2.2 สี่", "2.3 ห้า", "2.4 สาม"]


def test_the_changes_of_an_order_are_told_in_the_order_in_which_they_were_made(
    office, working
) -> None:
    order = amendment(office)
    one, two, three = office.year(YEAR).members_of(working.id)
    new = [
        Placement(working.id, {"name": "นายตัวอย่าง สี่"}, replaces=two.id),
        Placement(working.id, {"name": "นายตัวอย่าง ห้า"}, replaces=one.id),
        Placement(working.id, {"name": "นายตัวอย่าง หก"}),
    ]
    made = orders.put_in(office, YEAR, order, new)
    orders.take_out(office, YEAR, order, [three.id, made[0]])
    orders.put_in(office, YEAR, order, [Placement(working.id, {"name": "นายตัวอย่าง เจ็ด"})])
    data = office.year(YEAR)
    told = [
        (change.kind is OrderChangeKind.ADDED, _name(office, data.member_by_id[change.member_id]))
        for change in data.changes_of_order(order)
    ]
    assert told == [
        (True, "สี่"), (False, "สอง"), (True, "ห้า"), (False, "หนึ่ง"), (True, "หก"),
        (False, "สาม"), (False, "สี่"), (True, "เจ็ด"),
    ]  # fmt: skip


def test_rows_move_together_and_stop_at_the_ends(office, working) -> None:
    one, two, three = (member.id for member in office.year(YEAR).members_of(working.id))
    roster.move(office, YEAR, [two, three], -1)
    assert shown(office) == ["2.1 สอง", "2.2 สาม", "2.3 หนึ่ง"]
    label = office.edits.undo_label
    for ids, step in (([two, three], -1), ([three, one], 1), ([], 1)):
        roster.move(office, YEAR, ids, step)
    roster.move_body(office, YEAR, working.id, 1)
    assert (shown(office), office.edits.undo_label) == (["2.1 สอง", "2.2 สาม", "2.3 หนึ่ง"], label)
    roster.move(office, YEAR, [two, three], 1)
    assert shown(office) == ["2.1 หนึ่ง", "2.2 สอง", "2.3 สาม"]
    roster.move(office, YEAR, [one, three], 1)
    assert shown(office) == ["2.1 หนึ่ง", "2.2 สอง", "2.3 สาม"], "the last one cannot"
    for number, order in ((0, "สามหนึ่งสอง"), (1, "สามหนึ่งสอง"), (2, "หนึ่งสามสอง"), (9, "หนึ่งสองสาม")):
        roster.place(office, YEAR, three, number)
        assert "".join(row.split()[1] for row in shown(office)) == order


def test_what_is_undone_is_named_by_its_rows(office, working) -> None:
    one, two, _ = (member.id for member in office.year(YEAR).members_of(working.id))

    def label() -> str | None:
        return office.edits.undo_label

    roster.edit(office, YEAR, [CellEdit(one, "role", "ประธานคณะทำงาน")])
    assert label() == "แก้บทบาท นายตัวอย่าง หนึ่ง"
    roster.edit(office, YEAR, [CellEdit(one, "role", "คณะทำงาน"), CellEdit(one, "note", "ก")])
    assert label() == "แก้รายชื่อ นายตัวอย่าง หนึ่ง"
    roster.edit(office, YEAR, [CellEdit(row, "role", "เลขานุการ") for row in (one, two)])
    assert label() == "แก้รายชื่อ 2 แถว"
    edits = [CellEdit(one, "role", "คณะทำงาน"), CellEdit(one, "note", "")]
    (new,) = roster.add(office, YEAR, working.id, [{"post": "นิติกร"}], edits=edits)
    assert label() == "เพิ่มรายชื่อ 1 แถว แก้ 1 แถว"
    roster.remove(office, YEAR, [new])
    assert label() == "เอา นิติกร ออกจากรายชื่อ"
    roster.remove(office, YEAR, [new])
    assert label() == "เอา นิติกร ออกจากรายชื่อ"
    roster.remove(office, YEAR, [one, two])
    assert (label(), shown(office)) == ("เอา 2 แถว ออกจากรายชื่อ", ["2.1 สาม"])
    with pytest.raises(InputError, match="ไม่พบ"):
        roster.edit(office, YEAR, [CellEdit(one, "note", "ก")])


def test_either_half_of_a_replacement_takes_both_back_and_no_other(office, working) -> None:
    one, two, three = office.year(YEAR).members_of(working.id)
    order = amendment(office)
    new = [
        Placement(working.id, {"name": "นายตัวอย่าง สี่"}, replaces=one.id),
        Placement(working.id, {"name": "นายตัวอย่าง ห้า"}, replaces=two.id),
        Placement(working.id, {"name": "นายตัวอย่าง หก"}),
    ]
    orders.put_in(office, YEAR, order, new)
    orders.take_out(office, YEAR, order, [three.id])
    changes = office.year(YEAR).changes_of_order(order)
    label = office.edits.undo_label
    orders.take_out(office, YEAR, order, [three.id, "0" * 32])
    orders.take_back(office, YEAR, [])
    assert (office.year(YEAR).changes_of_order(order), office.edits.undo_label) == (changes, label)
    assert on(office, working, FEBRUARY) == ["สี่", "ห้า", "หก"]
    orders.take_back(office, YEAR, [changes[2].id])
    assert on(office, working, FEBRUARY) == ["สี่", "สอง", "หก"]
    orders.take_back(office, YEAR, [changes[1].id])
    assert on(office, working, FEBRUARY) == ["หนึ่ง", "สอง", "หก"]
    orders.take_back(office, YEAR, [changes[4].id, changes[5].id])
    assert on(office, working, FEBRUARY) == ["หนึ่ง", "สอง", "สาม"]
    assert office.year(YEAR).changes_of_order(order) == ()
    assert office.year(YEAR).members_of(working.id) == (one, two, three)


def test_duties_written_over_keep_their_rows_in_order(office, working) -> None:
    before = office.year(YEAR).duties_of(working.id)
    words = ["ก", "ข", *(duty.text for duty in before[2:])]
    orders.set_duties(office, YEAR, working.id, words)
    after = office.year(YEAR).duties_of(working.id)
    assert [(duty.id, duty.text) for duty in after] == [
        (duty.id, text) for duty, text in zip(before, words, strict=True)
    ]
    orders.set_duties(office, YEAR, working.id, [])
    assert office.year(YEAR).duties_of(working.id) == ()


def test_an_order_appoints_the_bodies_that_are_chosen_in_their_order(office, working) -> None:
    steering, (order,) = office.year(YEAR).bodies[0], office.year(YEAR).orders
    other = roster.add_body(office, YEAR, "คณะทำงานตรวจเว็บไซต์")

    def appointed(*bodies: str) -> tuple[list[str], set[str]]:
        orders.appoint(office, YEAR, order.id, bodies)
        data = office.year(YEAR)
        return [body.id for body in data.bodies_of_order(order.id)], {
            row.id for row in data.order_bodies
        }

    before = {row.id for row in office.year(YEAR).order_bodies}
    ids, rows = appointed(working.id, other)
    assert (ids, len(rows & before)) == ([working.id, other], 1)
    ids, again = appointed(other, steering.id, working.id)
    assert ids == [other, steering.id, working.id]
    assert rows < again, "who stays keeps its row"


def test_an_order_is_edited_field_by_field(office, working) -> None:
    (order,) = office.year(YEAR).orders
    signer = orders.sign(office, YEAR, order.id, "นายลงนาม แทนกัน")
    assert office.year(YEAR).orders[0].signatory_id == signer.id

    def after(**values: object) -> tuple[object, ...]:
        orders.edit(office, YEAR, [CellEdit(order.id, *value) for value in values.items()])
        return tuple(getattr(office.year(YEAR).orders[0], name) for name in values)

    assert after(signatory_id="") == (None,)
    assert office.edits.undo_label == "แก้ผู้ลงนาม คำสั่งที่ 12/2566"
    assert after(signatory_id=signer.id) == (signer.id,)
    typed = {"title": "แต่งตั้ง\nคณะทำงาน", "ground": "ด้วย\nเหตุ", "number": "ที่ 15"}
    assert after(**typed) == ("แต่งตั้ง คณะทำงาน", "ด้วย\nเหตุ", "15")
    assert office.edits.undo_label == "แก้คำสั่ง คำสั่งที่ 12/2566"
    with pytest.raises(InputError, match="ต้องเป็นวันที่"):
        after(signed="เมื่อวาน")


def test_only_a_body_that_is_appointed_gets_duties_and_only_once(office) -> None:
    steering, working = office.year(YEAR).bodies

    def duties(*bodies: str) -> list[int]:
        orders.add(office, YEAR, bodies)
        data = office.year(YEAR)
        return [len(data.duties_of(body.id)) for body in data.bodies]

    assert duties(working.id) == [0, 5]
    assert duties() == [7, 5]
    assert duties() == [7, 5], "an order about both"
    data = office.year(YEAR)
    assert [[body.id for body in data.bodies_of_order(order.id)] for order in data.orders] == [
        [working.id], [steering.id], [steering.id, working.id],
    ]  # fmt: skip
    orders.amend(office, YEAR, data.orders[0].id)
    names = [str(orders.display_name(data, order)) for order in office.year(YEAR).orders]
    assert names == ["คำสั่งแต่งตั้ง (ร่าง)"] * 3 + ["คำสั่งแก้ไขรายชื่อ (ร่าง)"]
    orders.remove(office, YEAR, [data.orders[0].id, data.orders[1].id])
    assert office.year(YEAR).orders == data.orders[2:], "with the one that amends the first"


def test_a_duty_that_stands_twice_can_be_taken_out_once(office):
    body = office.year(YEAR).bodies[0].id

    def duties(*words: str) -> list[str]:
        orders.set_duties(office, YEAR, body, words)
        return [duty.text for duty in office.year(YEAR).duties_of(body)]

    assert duties("ติดตาม", "รายงาน", "ติดตาม") == ["ติดตาม", "รายงาน", "ติดตาม"]
    assert duties("ติดตาม", "รายงาน") == ["ติดตาม", "รายงาน"]
    assert duties("รายงาน", " ", "กำกับ", "ติดตาม") == ["รายงาน", "กำกับ", "ติดตาม"]
    assert duties() == []
