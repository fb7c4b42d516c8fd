"""A new fiscal year begins as the one before it was."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import MeasureStatus, OwnerRole
from ita_desktop.domain.scores.progress import State, item_progress, tree_of
from ita_desktop.services.documents import book
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.measures import add as add_measures
from ita_desktop.services.oit import evidence
from ita_desktop.services.oit.assignments import assign, edit
from ita_desktop.services.roster import orders, roster
from ita_desktop.services.years.carrying import YearParts, add_year_from, carry_roster, carry_year
from ita_desktop.services.years.carrying_entries import carried_fates, carry, confirm, is_marked
from ita_desktop.services.years.moved import moved_years
from ita_desktop.services.years.years import add_year
from ita_desktop.storage.workspace import Workspace
from tests.support.known_files import opened_sample


@pytest.fixture
def sample(tmp_path: Path):
    with opened_sample(tmp_path / "sample.ita") as workspace:
        yield workspace


def posts(data) -> list[tuple[str, str, str]]:
    """Body, post and role of every member, in order."""
    return [
        (body.name, member.post or data.person_by_id[member.person_id].full_name, member.role)
        for body in data.bodies
        for member in data.members_of(body.id)
    ]


def owners(data) -> dict[str, list[str]]:
    return {
        item.code: [data.owner_label(owner) for owner in data.owners_of_item(item.code)]
        for item in data.framework.items_of("OIT")
    }


def test_roster_and_owners_stand_in_the_new_year_as_they_stood(sample: Workspace) -> None:
    before = sample.year(2568)
    after = add_year_from(sample, 2569, 2568)
    assert posts(after) == posts(before)
    assert owners(after) == owners(before)
    assert not any(assignment.due or assignment.as_of for assignment in after.assignments)
    assert after.measures == ()
    assert sample.year(2568) == before


def test_the_book_is_put_together_as_it_was_without_words_about_the_year_before(
    sample: Workspace,
) -> None:
    book.reset(sample, 2568, "short")
    book.add_text(sample, 2568, "ภาคผนวก", "ผู้จัดทำ")
    words = {"ความสำคัญ เกณฑ์": "ความเป็นมาแปดหน้า", "ผลการประเมินของ": "ปีก่อนได้ 97.38"}
    for title, text in words.items():
        entry = next(one for one in book.entries(sample.year(2568)) if title in str(one.title))
        book.edit(sample, 2568, entry.key, title=f"{title}ของเรา", text=text)

    def told(year: int) -> list[tuple[str, str, bool, str]]:
        entries = book.entries(sample.year(year))
        return [(one.part, str(one.title), one.shown, one.text) for one in entries]

    before = told(2568)
    add_year_from(sample, 2569, 2568)
    assert told(2569) == [
        (part, title, shown, "" if text == "ปีก่อนได้ 97.38" else text)
        for part, title, shown, text in before
    ]
    assert told(2568) == before


def test_one_undo_takes_the_whole_year_back(sample: Workspace) -> None:
    before = sample.dump()
    add_year_from(sample, 2569, 2568, due=True, measures=True)
    assert sample.edits.undo_label == "เพิ่มปีงบประมาณ 2569 จากปี 2568"
    sample.undo()
    assert sample.dump() == before


def test_due_dates_move_by_the_years_between(sample: Workspace) -> None:
    before = sample.year(2568)
    after = add_year_from(sample, 2570, 2568, due=True)
    due = before.assignment_by_item["O12"].due
    assert due is not None
    assert after.assignment_by_item["O12"].due == due.replace(year=due.year + 2)


def test_measures_begin_anew_with_the_years_of_their_schedule_moved(sample: Workspace) -> None:
    before = sample.year(2568)
    after = add_year_from(sample, 2569, 2568, measures=True)
    assert [measure.method for measure in after.measures] == [
        measure.method for measure in before.measures
    ]
    assert {measure.status for measure in after.measures} == {MeasureStatus.NOT_STARTED}
    assert len(after.measure_items) == len(before.measure_items)
    schedules = {measure.schedule for measure in after.measures}
    assert "ปีงบประมาณ 2569" in schedules
    assert "ปีงบประมาณ 2568" not in schedules


ALL = YearParts(due=True, measures=True, findings=True, evidence=True, notes=True)


def test_owners_of_another_framework_go_to_the_items_that_continue(sample: Workspace) -> None:
    before = sample.year(2566)
    carried = carry_year(sample, 2570, 2566, ALL)
    now = owners(carried.data)
    assert len(carried.data.members) == 20
    assert now["O6"] == owners(before)["O13"], "one to one"
    assert now["O10"] == [], "new in 2567"
    assert set(now["O15"]) == {*owners(before)["O11"], *owners(before)["O12"]}
    assert len(now["O15"]) == len(set(now["O15"]))
    notes = {one.item_code: one.note for one in carried.data.assignments}
    assert notes["O6"] == ""
    assert "รวมจาก O11 O12 ของปี 2566" in notes["O15"]
    assert "แยกจาก O1 ของปี 2566" in notes["O3"]
    assert carried.carried["assignments"] == len(carried.data.assignments) == 21
    assert carried.carried["owners"] == len(carried.data.assignment_owners)
    due = before.assignment_by_item["O13"].due
    assert due is not None
    assert carried.data.assignment_by_item["O6"].due == due.replace(year=due.year + 4)


def test_owners_of_united_items_are_led_by_whoever_led_one_of_them(sample: Workspace) -> None:
    units = [unit.id for unit in sample.year(2566).units][:3]
    for code, (lead, support) in {"O11": units[:2], "O12": units[1:]}.items():
        owners = [OwnerRef(unit_id=support, role=OwnerRole.SUPPORT), OwnerRef(unit_id=lead)]
        assign(sample, 2566, [code], owners, None)
    now = carry_year(sample, 2570, 2566, ALL).data.owners_of_item("O15")
    assert [owner.role for owner in now] == [OwnerRole.LEAD, OwnerRole.LEAD, OwnerRole.SUPPORT]
    assert [owner.unit_id for owner in now] == [units[1], units[0], units[2]]


def test_what_is_lost_united_and_split_is_told(sample: Workspace) -> None:
    carried = carry_year(sample, 2570, 2566, ALL)
    assert {loss.code for loss in carried.lost} == {"O17", "O20", "O26", "O28"}
    assert {loss.what for loss in carried.lost} == {"owners", "dates", "evidence"}
    assert "กรอบ 2567 ไม่มีข้อที่ต่อจาก O17" in {loss.why for loss in carried.lost}
    assert (("O11", "O12"), ("O15",)) in [(fate.old, fate.new) for fate in carried.united]
    assert [(fate.old, fate.new) for fate in carried.split] == [
        (("O1",), ("O1", "O3")),
        (("O2",), ("O1", "O2")),
    ]


def test_what_was_not_asked_for_is_not_lost(sample: Workspace) -> None:
    carried = carry_year(sample, 2570, 2566, YearParts(owners=False, roster=False))
    assert carried.data.assignments == ()
    assert carried.lost == ()
    assert set(carried.carried.values()) == {0}


def test_links_are_carried_as_those_of_the_year_before_and_are_no_work_of_this(
    sample: Workspace,
) -> None:
    before = sample.year(2568)
    data = carry_year(sample, 2569, 2568, ALL).data
    assert [row.location for row in data.evidence_of("O1")] == [
        row.location for row in before.evidence_of("O1")
    ]
    assert {row.published for row in data.evidence} == {None}
    assert all(row.note.startswith("ยกมาจากปี 2568") for row in data.evidence)
    assert tree_of(data).nodes["OIT"].value is None
    assert {one.state for one in item_progress(data, date(2025, 11, 1)).values()} == {
        State.NOT_STARTED
    }
    row = data.evidence[0]
    evidence.edit(sample, 2569, [CellEdit(row.id, "published", date(2025, 11, 1))])
    assert tree_of(sample.year(2569)).nodes["OIT"].value is not None


def test_findings_keep_their_measures_in_the_new_year(sample: Workspace) -> None:
    before = sample.year(2568)
    data = carry_year(sample, 2569, 2568, ALL).data
    assert len(data.findings) == len(before.findings) > 0
    assert len(data.measure_findings) == len(before.measure_findings)


def test_the_first_of_two_due_dates_holds_for_a_united_item(sample: Workspace) -> None:
    edit(sample, 2566, [CellEdit("O11", "due", date(2023, 1, 10))])
    edit(sample, 2566, [CellEdit("O12", "note", "รอเล่ม")])
    data = carry_year(sample, 2570, 2566, ALL).data
    made = data.assignment_by_item["O15"]
    assert made.due == date(2027, 1, 10)
    assert made.note.startswith("รอเล่ม")
    assert "กำหนดส่งเดิมต่างกัน ใช้วันแรก" in made.note


def test_an_undo_takes_a_year_of_another_framework_back(sample: Workspace) -> None:
    before = sample.dump()
    carry_year(sample, 2570, 2566, ALL)
    sample.undo()
    assert sample.dump() == before


def test_without_a_roster_the_new_year_has_the_two_usual_bodies(sample: Workspace) -> None:
    after = add_year_from(sample, 2569, 2568, roster=False)
    assert [body.name for body in after.bodies] == ["คณะกรรมการอำนวยการ", "คณะทำงาน"]
    assert after.members == ()


def test_a_year_that_is_there_already_is_refused(sample: Workspace) -> None:
    before = sample.dump()
    with pytest.raises(InputError, match="มีปีงบประมาณ 2567 อยู่แล้ว"):
        add_year_from(sample, 2567, 2568)
    assert sample.dump() == before


def test_the_leap_day_becomes_the_last_of_february(sample: Workspace) -> None:
    assign(sample, 2567, ["O1"], due=date(2024, 2, 29))
    after = add_year_from(sample, 2569, 2567, due=True)
    assert after.assignment_by_item["O1"].due == date(2026, 2, 28)


def test_an_item_with_a_note_alone_begins_without_a_row(sample: Workspace) -> None:
    edit(sample, 2567, [CellEdit("O1", "note", "โทรตาม")])
    after = add_year_from(sample, 2569, 2567, due=True)
    assert "O1" not in after.assignment_by_item


def test_an_item_that_was_looked_through_loses_its_mark_and_no_other_words(
    sample: Workspace,
) -> None:
    carry_year(sample, 2569, 2566, YearParts())
    marked = [one.code for one in sample.year(2569).framework.items
              if is_marked(sample.year(2569), one.code)]  # fmt: skip
    first, second, *_ = marked
    mark = sample.year(2569).assignment_by_item[first].note
    edit(sample, 2569, [CellEdit(first, "note", f"โทรตาม\n{mark}\nรวมจาก ฝ่ายอื่น")])
    plain = next(one.code for one in sample.year(2569).framework.items if one.code not in marked)
    confirm(sample, 2569, [first, plain, "O99"])
    after = sample.year(2569)
    assert after.assignment_by_item[first].note == "โทรตาม\nรวมจาก ฝ่ายอื่น"
    assert [is_marked(after, code) for code in (first, second, plain)] == [False, True, False]
    label = sample.edits.undo_label
    assert label == f"ตรวจข้อที่รวมหรือแยก {first}"
    confirm(sample, 2569, [first, plain])
    assert sample.edits.undo_label == label
    sample.undo()
    assert is_marked(sample.year(2569), first)


def test_years_of_the_same_framework_have_no_fates_to_tell(sample: Workspace) -> None:
    same = add_year(sample, 2569, framework_year=2568)
    assert carried_fates(sample.year(2568), same) == ()
    codes = {code for fate in carried_fates(sample.year(2566), same) for code in fate.old}
    assert codes
    assert codes <= sample.year(2566).framework.item_by_code.keys()


# -- into a year that is there already


def test_a_roster_is_carried_into_a_year_that_has_none(sample: Workspace) -> None:
    add_year(sample, 2569)
    before = sample.year(2568)
    assert carry_roster(sample, 2569, 2568) == len(before.members)
    after = sample.year(2569)
    assert posts(after) == posts(before)
    assert {member.id for member in after.members}.isdisjoint(
        member.id for member in before.members
    )
    assert sample.undo() == "ยกรายชื่อจากปี 2568"
    assert sample.year(2569).members == ()


def test_a_carried_roster_stands_behind_those_who_are_there(sample: Workspace) -> None:
    add_year(sample, 2569)
    group = next(body for body in sample.year(2569).bodies if body.name == "คณะทำงาน")
    roster.add(sample, 2569, group.id, [{"name": "นายมาก่อน ใครๆ"}])
    count = carry_roster(sample, 2569, 2568)
    names = [post for body, post, _ in posts(sample.year(2569)) if body == "คณะทำงาน"]
    carried = [post for body, post, _ in posts(sample.year(2568)) if body == "คณะทำงาน"]
    assert names == ["นายมาก่อน ใครๆ", *carried]
    assert count == len(sample.year(2568).members)


def test_a_body_that_the_year_lacks_is_added_behind_its_own(sample: Workspace) -> None:
    body = roster.add_body(sample, 2568, "คณะทำงานย่อย")
    roster.add(sample, 2568, body, [{"post": "หัวหน้าฝ่ายปกครอง"}])
    add_year(sample, 2569)
    carry_roster(sample, 2569, 2568)
    after = sample.year(2569)
    assert [body.name for body in after.bodies] == ["คณะกรรมการอำนวยการ", "คณะทำงาน", "คณะทำงานย่อย"]
    assert [member.post for member in after.members_of(after.bodies[-1].id)] == ["หัวหน้าฝ่ายปกครอง"]


def test_duties_are_carried_to_bodies_that_have_none(sample: Workspace) -> None:
    add_year(sample, 2569)
    first, working = sample.year(2569).bodies
    orders.set_duties(sample, 2569, first.id, [])
    orders.set_duties(sample, 2569, working.id, ["ของปีนี้เอง"])
    carry_roster(sample, 2569, 2568)
    before, after = sample.year(2568), sample.year(2569)
    duties = [[duty.text for duty in after.duties_of(body.id)] for body in after.bodies]
    steering = [duty.text for duty in before.duties_of(before.bodies[0].id)]
    assert duties == [[moved_years(text, 1) for text in steering], ["ของปีนี้เอง"]]
    assert steering


def test_measures_are_carried_behind_those_that_are_there(sample: Workspace) -> None:
    add_year(sample, 2569, framework_year=2567)
    add_measures(sample, 2569, [{"items": ("I1",), "indicator": "1", "method": "ของปีนี้เอง"}])
    before = sample.year(2568)
    assert carry(sample, 2569, 2568).measures == len(before.measures)
    after = sample.year(2569)
    carried = [measure.method for measure in before.measures]
    assert [measure.method for measure in after.measures] == ["ของปีนี้เอง", *carried]
    assert {measure.status for measure in after.measures} == {MeasureStatus.NOT_STARTED}
    assert len(after.measure_items) == len(before.measure_items) + 1
    assert len(after.measure_owners) == len(before.measure_owners)
    sample.undo()
    assert [measure.method for measure in sample.year(2569).measures] == ["ของปีนี้เอง"]


@pytest.mark.parametrize(
    ("printed", "moved"),
    [
        ("ต.ค. 67 - มี.ค. 68", "ต.ค. 68 - มี.ค. 69"),
        ("ตุลาคม 2567 - กันยายน 2568", "ตุลาคม 2568 - กันยายน 2569"),
        ("ทุก 6 เดือน", "ทุก 6 เดือน"),
        ("วันที่ 12 ของทุกเดือน", "วันที่ 12 ของทุกเดือน"),
        ("15 ธ.ค. 67, 15/3/2568, 15/6/68", "15 ธ.ค. 68, 15/3/2569, 15/6/69"),
        ("ตุลาคม 67 - มีนาคม 2025", "ตุลาคม 68 - มีนาคม 2026"),
        ("ปีงบประมาณ 68", "ปีงบประมาณ 69"),
        ("ไตรมาส 1/2568", "ไตรมาส 1/2569"),
        ("", ""),
    ],
)
def test_only_years_move_in_the_words_of_a_schedule(printed: str, moved: str) -> None:
    assert moved_years(printed, 1) == moved


def test_duties_go_with_their_bodies_and_name_the_new_year(sample: Workspace) -> None:
    body = sample.year(2568).bodies[0]
    orders.set_duties(sample, 2568, body.id, ["ตรวจผลปี 2567", "วางแผนปีงบประมาณ 2568"])
    after = add_year_from(sample, 2569, 2568)
    assert [duty.text for duty in after.duties_of(after.bodies[0].id)] == [
        "ตรวจผลปี 2568",
        "วางแผนปีงบประมาณ 2569",
    ]


def test_who_left_by_an_order_does_not_come_along(sample: Workspace) -> None:
    data = sample.year(2568)
    first = data.members_of(data.bodies[1].id)[0]
    change = orders.amend(sample, 2568, orders.add(sample, 2568))
    orders.take_out(sample, 2568, change, [first.id])
    after = add_year_from(sample, 2569, 2568)
    carried = after.members_of(after.bodies[1].id)
    assert len(carried) == len(data.members_of(data.bodies[1].id)) - 1
    assert [member.position for member in carried] == list(range(len(carried)))


def test_a_framework_that_the_crosswalk_does_not_know_is_matched_by_titles(
    sample: Workspace,
) -> None:
    known = sample.year(2568).framework
    renamed = replace(known.items[-1], title="ข้อที่หนังสือเวียนเพิ่ม")
    own = replace(known, code="เขต", items=(*known.items[:-1], renamed))
    carried = carry_year(sample, 2570, 2568, ALL, framework=own)
    assert owners(carried.data)["O12"] == owners(sample.year(2568))["O12"]
    assert owners(carried.data)[renamed.code] == []
    assert {loss.code for loss in carried.lost} == {renamed.code}
    assert len(carried.data.measures) == len(sample.year(2568).measures)
