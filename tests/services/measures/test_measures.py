"""Writing measures: where new ones go and what they are about."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import Frequency, MeasureKind, MeasureStatus
from ita_desktop.services import findings, measures, tracking
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.measure_names import label_of
from ita_desktop.services.oit import assignments
from ita_desktop.services.roster import units
from tests.support.cost import growth
from tests.support.known_files import opened_sample

YEAR = 2568


@pytest.fixture
def workspace(tmp_path):
    with opened_sample(tmp_path / "a.ita") as opened:
        yield opened


def test_a_new_measure_stands_behind_the_one_it_was_added_to(workspace):
    before = [measure.id for measure in workspace.year(YEAR).measures]
    made = measures.add(workspace, YEAR, [{"method": "ใหม่"}, {"items": ("E4",)}], after=before[3])
    after = workspace.year(YEAR).measures
    assert [one.id for one in after] == [*before[:4], *made, *before[4:]]
    assert after[4].indicator == after[3].indicator
    assert after[5].indicator == "7"


def test_items_tell_the_indicator_of_a_measure_whatever_group_it_is_typed_in(workspace):
    (made,) = measures.add(workspace, YEAR, [{"indicator": "1", "items": ("I5",)}])
    assert (
        next(measure for measure in workspace.year(YEAR).measures if measure.id == made).indicator
        == "2"
    )


def test_a_measure_about_nothing_is_refused_and_nothing_is_written(workspace):
    before = workspace.dump()
    with pytest.raises(InputError, match="ยังไม่ได้บอกข้อ"):
        measures.add(workspace, YEAR, [{"items": ("I1",)}, {"method": "ก"}])
    assert workspace.dump() == before


def test_a_measure_that_is_gone_is_told_whatever_is_edited(workspace):
    for field in ("method", "schedule", "note"):
        with pytest.raises(InputError, match="ไม่พบมาตรการที่จะแก้"):
            measures.edit(workspace, YEAR, [CellEdit("gone", field, "ก")])


def test_a_typed_schedule_tells_how_often(workspace):
    key = workspace.year(YEAR).measures[0].id
    measures.edit(workspace, YEAR, [CellEdit(key, "schedule", "ทุก 3 เดือน")])
    assert workspace.year(YEAR).measures[0].frequency is Frequency.QUARTERLY


def test_states_of_many_are_set_in_one_step(workspace):
    keys = [measure.id for measure in workspace.year(YEAR).measures]
    done = MeasureStatus.DONE
    measures.edit(workspace, YEAR, [CellEdit(key, "status", done) for key in keys])
    assert {measure.status for measure in workspace.year(YEAR).measures} == {done}
    workspace.undo()
    assert len({measure.status for measure in workspace.year(YEAR).measures}) > 1


def _edited(workspace, field, value):
    key = workspace.year(YEAR).measures[0].id
    measures.edit(workspace, YEAR, [CellEdit(key, field, value)])
    return workspace.year(YEAR).measures[0]


def test_a_typed_schedule_tells_from_when_to_when_and_on_which_days(workspace):
    ranged = _edited(workspace, "schedule", "ม.ค. 68 - มี.ค. 68")
    assert (ranged.begins, ranged.ends) == (date(2025, 1, 1), date(2025, 3, 31))
    listed = _edited(workspace, "schedule", "15 ธ.ค. 67, 15 มี.ค. 68")
    assert (listed.begins, listed.ends) == (None, None)
    assert listed.days == "2024-12-15 2025-03-15"
    assert _edited(workspace, "schedule", "ทุกเดือน").days == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [("schedule", "มี.ค. 68 - ต.ค. 67"), ("ends", date(2024, 9, 1)), ("budget", Decimal(-1))],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(workspace, field, value):
    _edited(workspace, "begins", date(2024, 10, 15))
    before = workspace.dump()
    with pytest.raises(InputError):
        _edited(workspace, field, value)
    assert workspace.dump() == before


def test_a_measure_has_budget_target_success_reports_and_the_findings_it_answers(workspace):
    finding = findings.add(workspace, YEAR, [{"indicator": "1", "issue": "ขั้นตอนไม่ชัด"}])[0]
    fields = {
        "items": ("I1",),
        "budget": Decimal("20000.50"),
        "target": "ทุกฝ่าย",
        "success": "- ร้อยละ 90\n  - ทุกไตรมาส",
        "reports_to": "หัวหน้าฝ่ายรายงานผู้อำนวยการเขต",
        "findings": (finding,),
    }
    (made,) = measures.add(workspace, YEAR, [fields])
    data = workspace.year(YEAR)
    measure = data.measure_by_id[made]
    assert (measure.budget, measure.target) == (Decimal("20000.50"), "ทุกฝ่าย")
    assert measure.success == "- ร้อยละ 90\n  - ทุกไตรมาส"
    assert [finding.issue for finding in data.findings_of_measure(made)] == ["ขั้นตอนไม่ชัด"]
    measures.edit(workspace, YEAR, [CellEdit(made, "findings", ())])
    assert workspace.year(YEAR).findings_of_measure(made) == ()


def test_what_prepares_the_office_need_not_be_about_an_item(workspace):
    fields = {"kind": MeasureKind.PREPARATION, "method": "ออกคำสั่งแต่งตั้งคณะทำงาน"}
    (made,) = measures.add(workspace, YEAR, [fields])
    data = workspace.year(YEAR)
    assert label_of(data, data.measure_by_id[made]) == "ออกคำสั่งแต่งตั้งคณะทำงาน"


def test_measures_of_one_code_are_told_apart_in_what_can_be_undone(workspace):
    fields = [{"items": ("E4",), "method": text} for text in ("ประชุมชี้แจง", "ติดป้าย\nทุกชั้น")]
    first, second = measures.add(workspace, YEAR, fields)
    measures.edit(workspace, YEAR, [CellEdit(second, "note", "ก")])
    assert workspace.edits.undo_label == "แก้หมายเหตุ E4 ติดป้าย"
    tracking.record(workspace, YEAR, first, text="ทำแล้ว")
    assert workspace.edits.undo_label == "บันทึกผลมาตรการ E4 ประชุมชี้แจง"
    measures.edit(workspace, YEAR, [CellEdit(key, "note", "ข") for key in (first, second)])
    assert workspace.edits.undo_label == "แก้หมายเหตุ 2 มาตรการ"
    (alone,) = measures.add(workspace, YEAR, [{"items": ("E4", "E5"), "method": "อบรม"}])
    measures.edit(workspace, YEAR, [CellEdit(alone, "note", "ค")])
    assert workspace.edits.undo_label == "แก้หมายเหตุ E4, E5"


def test_a_unit_that_owns_measures_or_items_is_not_removed_and_nothing_is_lost(workspace):
    data = workspace.year(YEAR)
    owner = next(owner.unit_id for owner in data.measure_owners if owner.unit_id)
    before = workspace.dump()
    with pytest.raises(InputError, match=r"ยังเป็นผู้รับผิดชอบ \d+ มาตรการของปี 2568 จึงยังเอาออกไม่ได้"):
        units.remove_units(workspace, [owner])
    assert workspace.dump() == before
    for measure in data.measures:
        measures.edit(workspace, YEAR, [CellEdit(measure.id, "owners", ())])
    assert owner in {owner.unit_id for owner in data.assignment_owners}
    before = workspace.dump()
    with pytest.raises(InputError, match=r"ยังเป็นผู้รับผิดชอบงาน OIT \d+ ข้อของปี 2568 จึงยังเอาออกไม่ได้"):
        units.remove_units(workspace, [owner])
    assert workspace.dump() == before
    for record in workspace.years():
        items = [assignment.item_code for assignment in workspace.year(record.year).assignments]
        assignments.edit(workspace, record.year, [CellEdit(item, "owners", ()) for item in items])
    units.remove_units(workspace, [owner])
    assert owner not in {unit.id for unit in workspace.units()}


def _three(workspace):
    def owner(post):
        return (OwnerRef(post=post),)

    return measures.add(
        workspace,
        YEAR,
        [
            {"items": ("I3",), "method": "1. ก", "owners": owner("ก"), "schedule": "ทุกเดือน"},
            {
                "items": ("I1",),
                "method": "1. ข",
                "owners": owner("ข"),
                "schedule": "ทุก 6 เดือน",
            },
            {"items": ("I2",), "method": "1. ค"},
        ],
    )


def _said(workspace, key):
    data = workspace.year(YEAR)
    one = data.measure_by_id[key]
    return [owner.post for owner in data.owners_of_measure(key)], one.schedule, one.frequency


def test_a_shared_cell_says_what_the_first_one_says_and_is_edited_as_one(workspace):
    first, second, third = _three(workspace)
    measures.share(workspace, YEAR, (second, first), ("owners", "schedule"))
    assert _said(workspace, second) == (["ก"], "ทุกเดือน", Frequency.MONTHLY)
    assert workspace.year(YEAR).measure_by_id[second].method == "1. ข"
    edit = CellEdit(second, "owners", (OwnerRef(post="ผู้ช่วยผู้อำนวยการ"),))
    measures.edit(workspace, YEAR, [edit, CellEdit(first, "schedule", "ทุก 3 เดือน")])
    for key in (first, second):
        assert _said(workspace, key) == (["ผู้ช่วยผู้อำนวยการ"], "ทุก 3 เดือน", Frequency.QUARTERLY)
    assert _said(workspace, third)[0] == []
    workspace.undo()
    assert _said(workspace, second) == (["ก"], "ทุกเดือน", Frequency.MONTHLY)
    measures.part(workspace, YEAR, (second,))
    measures.edit(workspace, YEAR, [CellEdit(first, "schedule", "ทุก 6 เดือน")])
    assert _said(workspace, second)[1] == "ทุกเดือน"


def test_each_cell_is_shared_and_parted_by_itself(workspace):
    first, second, third = _three(workspace)
    measures.share(workspace, YEAR, (first, second), ("owners",))
    assert workspace.edits.undo_label.startswith("ใช้ช่องร่วมกัน ")
    measures.edit(workspace, YEAR, [CellEdit(second, "days", (date(2025, 1, 31),))])
    measures.share(workspace, YEAR, (second, third), ("schedule", "method"))
    assert _said(workspace, second) == (["ก"], "ทุก 6 เดือน", Frequency.HALF_YEARLY)
    assert _said(workspace, third) == ([], "ทุก 6 เดือน", Frequency.HALF_YEARLY)
    data = workspace.year(YEAR)
    assert data.measure_by_id[third].days == data.measure_by_id[second].days != ""
    assert data.measure_by_id[third].method == "1. ข"
    # What was shared before is shared still.
    measures.edit(workspace, YEAR, [CellEdit(first, "owners", (OwnerRef(post="ง"),))])
    assert [_said(workspace, key)[0] for key in (first, second, third)] == [["ง"], ["ง"], []]
    before = workspace.dump()
    alone = measures.add(workspace, YEAR, [{"items": ("I4",), "method": "1. ง"}])
    workspace.undo()
    measures.part(workspace, YEAR, alone)
    assert workspace.dump() == before
    measures.part(workspace, YEAR, (first, second, third))
    measures.edit(workspace, YEAR, [CellEdit(second, "method", "2. จ")])
    assert workspace.year(YEAR).measure_by_id[third].method == "1. ข"
    assert not any(measure.shares for measure in workspace.year(YEAR).measures)


def test_a_measure_may_take_one_day_and_not_less(workspace):
    (first, *_others) = _three(workspace)
    day, eve = date(2025, 1, 31), date(2025, 1, 30)
    measures.edit(workspace, YEAR, [CellEdit(first, "begins", day), CellEdit(first, "ends", day)])
    with pytest.raises(InputError, match="สิ้นสุดก่อนวันเริ่ม"):
        measures.edit(workspace, YEAR, [CellEdit(first, "ends", eve)])
    with pytest.raises(InputError, match="สิ้นสุดก่อนวันเริ่ม"):
        measures.edit(workspace, YEAR, [CellEdit(first, "begins", date(2025, 2, 1))])


def test_one_measure_alone_shares_nothing(workspace):
    (first, *_others) = _three(workspace)
    with pytest.raises(InputError, match="อย่างน้อย 2"):
        measures.share(workspace, YEAR, (first,), ("owners",))


def test_the_order_of_the_framework_is_a_command_that_can_be_undone(workspace):
    made = _three(workspace)
    before = [measure.id for measure in workspace.year(YEAR).measures]
    assert before[-3:] == made
    measures.order_by_framework(workspace, YEAR)
    data = workspace.year(YEAR)
    places = {item.code: at for at, item in enumerate(data.framework.items)}
    by_item = [measure for measure in data.measures if measure.kind is MeasureKind.ITEM]
    firsts = [
        min(places[link.item_code] for link in data.items_of_measure(one.id))
        for one in by_item
        if data.items_of_measure(one.id)
    ]
    assert firsts == sorted(firsts)
    workspace.undo()
    assert [measure.id for measure in workspace.year(YEAR).measures] == before


def test_an_edit_of_a_shared_cell_costs_the_same_among_many_measures(workspace):
    data = workspace.year(YEAR)

    def edit(count):
        some = tuple(
            replace(data.measures[0], id=f"m{number}", shares=f"owners:pair-{number // 2}")
            for number in range(count)
        )
        year = replace(data, measures=some)
        edits = [CellEdit(one.id, "owners", ()) for one in some[::2]]
        year.measure_by_id  # noqa: B018 - made once, whatever is edited
        return lambda: list(measures._of_shared_cells(year, edits))

    assert len(edit(100)()) == 100
    assert growth(edit, 100, 1_000) < 1.2
