"""What was edited, added, copied or taken out of a list in Excel, and nothing else, changes."""

import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ita_desktop.domain.records import MeasureStatus
from ita_desktop.domain.scores.results import RemarkState
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData
from ita_desktop.services import measures, surveys
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.imports.found.reading import find_in
from ita_desktop.services.imports.found.series import apply_series, plan_parts
from ita_desktop.services.imports.plan import Action
from ita_desktop.services.listed import LIST_NAMES, list_named
from ita_desktop.services.oit import evidence, filing
from ita_desktop.services.roster import people, roster
from ita_desktop.services.years import calendar
from ita_desktop.storage.workspace import Workspace
from tests.services.lists.list_file import ListInExcel

YEAR = 2567
DAY = re.compile(" 00:00:00$")
"""What Excel's days have more than days."""


@pytest.fixture
def filled(office: Workspace) -> Workspace:
    """Each list has two rows."""
    body = office.year(YEAR).bodies[0].id
    post = {"post": "หัวหน้าฝ่ายโยธา", "role": "กรรมการ"}
    roster.add(office, YEAR, body, [{"name": "นายตัวอย่าง หนึ่ง", "role": "ประธานกรรมการ"}, post])
    people.add(office, YEAR, [{"name": "นางตัวอย่าง สอง", "job_title": "ครู"}])
    measures.add(
        office,
        YEAR,
        [
            {"items": ("I1",), "method": "1. ก", "schedule": "ทุกเดือน", "budget": Decimal(500)},
            {"items": ("I2", "I3"), "method": "ข"},
        ],
    )
    for item in ("O1", "O2"):
        evidence.add(office, YEAR, item, {"location": f"https://a.example/{item}"})
        filing.add_remark(office, YEAR, item, {"text": f"ข้อสังเกต {item}"})
        filing.add(office, YEAR, item, {"filed": date(2024, 3, 1), "links": "https://a.example"})
    surveys.add_groups(
        office,
        YEAR,
        [{"instrument": "IIT", "kind": "ข้าราชการ", "population": 1200}, {"instrument": "EIT"}],
    )
    return office


EDITS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "units": ({"ชื่อย่อ": "โยธาฯ"}, {"short_name": "โยธาฯ"}),
    "people": ({"ตำแหน่ง": "นักวิชาการ"}, {"job_title": "นักวิชาการ"}),
    "roster": ({"บทบาท": "รองประธานกรรมการ"}, {"role": "รองประธานกรรมการ"}),
    "assignments": ({"กำหนดส่ง": date(2024, 1, 31)}, {"due": date(2024, 1, 31)}),
    "measures": (
        {"สถานะ": "กำลังทำ", "งบประมาณ": 20000.5},
        {"status": MeasureStatus.DOING, "budget": Decimal("20000.5")},
    ),
    "remarks": ({"คำชี้แจง": "แก้แล้ว"}, {"answer": "แก้แล้ว", "state": RemarkState.ANSWERED}),
    "evidence": (
        {"วันที่เผยแพร่": "31 ม.ค. 67", "หมายเหตุ": None},
        {"published": date(2024, 1, 31)},
    ),
    "filing": ({"คำชี้แจงที่ยื่น": "ก\nข"}, {"explanation": "ก\nข"}),
    "calendar": ({"วันที่": date(2024, 2, 29)}, {"day": date(2024, 2, 29)}),
    "respondents": ({"จำนวนคน": 1300}, {"population": 1300}),
}
"""What is typed into the first row of each list, and the fields that it changes."""
ADDED: dict[str, dict[str, Any]] = {
    "units": {"ชื่อหน่วย": "กองตัวอย่าง", "ชื่อย่อ": "กต."},
    "people": {"ชื่อ - นามสกุล": "นางสาวตัวอย่าง สาม", "ตำแหน่ง": "ครู"},
    "roster": {"คณะ": "", "ชื่อ - นามสกุล": "นางสาวตัวอย่าง สาม", "บทบาท": "กรรมการ"},
    "measures": {"ข้อ": "E1", "วิธีการปฏิบัติ": "ค", "ผู้รับผิดชอบ": "ทุกฝ่าย"},
    "remarks": {"ข้อ": "O3", "ข้อสังเกตของผู้ตรวจ": "ใหม่"},
    "evidence": {"ข้อ": "O3", "ลิงก์หรือชื่อไฟล์": "ไฟล์.pdf"},
    "filing": {"ข้อ": "O3", "วันที่ยื่น": date(2024, 4, 1), "ลิงก์ที่ยื่น": "https://b.example"},
    "calendar": {"วันสำคัญ": "ประชุม", "วันที่": date(2024, 3, 1)},
    "respondents": {"แบบวัด": "EIT", "กลุ่ม": "นิติบุคคล", "จำนวนคน": 40},
}


FREE = {
    "units": "ชื่อหน่วย", "people": "ชื่อ - นามสกุล", "roster": "ชื่อ - นามสกุล",
    "measures": "วิธีการปฏิบัติ", "remarks": "ข้อสังเกตของผู้ตรวจ", "evidence": "ลิงก์หรือชื่อไฟล์",
    "filing": "ลิงก์ที่ยื่น", "calendar": "วันสำคัญ", "respondents": "กลุ่ม",
}  # fmt: skip
"""A column of each list in which any words may stand."""


def first(data: YearData, name: str) -> Any:
    return next(iter(list_named(name).records(data).values()))


def rows_of(data: YearData, name: str) -> dict[str, Any]:
    return list_named(name).records(data)


@pytest.mark.in_turn
@pytest.mark.parametrize("name", LIST_NAMES)
def test_an_edited_cell_changes_its_field_alone(filled: Workspace, name: str) -> None:
    data = filled.year(YEAR)
    cells, wanted = EDITS[name]
    file = ListInExcel(data, name)
    headings = {column.heading for column in list_named(name).columns}
    assert {*cells} <= headings
    file.put(2, cells)
    file.shuffle()
    plan = file.planned()
    assert [each.text for each in (*plan.skipped, *plan.flaws, *plan.warnings)] == []
    assert (plan.added, plan.changed, plan.same) == (0, 1, len(rows_of(data, name)) - 1)
    after = file.taken()
    before_row = first(data, name)
    key = list_named(name).key(before_row)
    row = rows_of(after, name)[key]
    changed = {field: getattr(row, field) for field in wanted}
    assert changed == wanted
    others = {each: other for each, other in rows_of(after, name).items() if each != key}
    assert others == {each: old for each, old in rows_of(data, name).items() if each != key}


@pytest.mark.in_turn
@pytest.mark.parametrize("name", sorted(ADDED))
def test_a_new_row_is_added_behind_the_others(filled: Workspace, name: str) -> None:
    data = filled.year(YEAR)
    file = ListInExcel(data, name)
    cells = {**ADDED[name]}
    if name == "roster":
        cells["คณะ"] = data.bodies[0].name
    file.add(cells)
    plan = file.planned()
    assert [each.text for each in (*plan.skipped, *plan.flaws, *plan.warnings)] == []
    assert (plan.added, plan.changed, plan.same) == (1, 0, len(rows_of(data, name)))
    after = rows_of(file.taken(), name)
    assert len(after) == len(rows_of(data, name)) + 1
    again = ListInExcel(file.taken(), name)
    shown = [{heading: row[again.column(heading) - 1] for heading in cells} for row in again.rows]
    texts = [{heading: str(value) for heading, value in row.items()} for row in shown]
    wanted = {heading: DAY.sub("", str(value)) for heading, value in cells.items()}
    assert wanted in [{each: DAY.sub("", text) for each, text in row.items()} for row in texts]


def test_rows_that_are_added_keep_the_order_of_the_file(filled: Workspace) -> None:
    file = ListInExcel(filled.year(YEAR), "measures")
    for method in ("ค", "ง", "จ"):
        file.add({"ข้อ": "E1", "วิธีการปฏิบัติ": method})
    assert [each.method for each in file.taken().measures] == ["1. ก", "ข", "ค", "ง", "จ"]


@pytest.mark.in_turn
@pytest.mark.parametrize("name", sorted(ADDED))
def test_several_rows_are_added_to_each_list(filled: Workspace, name: str) -> None:
    """Also to one that stands by its days, and keeps no order."""
    data = filled.year(YEAR)
    file = ListInExcel(data, name)
    cells = {**ADDED[name]} | ({"คณะ": data.bodies[0].name} if name == "roster" else {})
    heading = FREE[name]
    texts = [f"{cells[heading]}{number}" for number in range(3)]
    for text in texts:
        file.add({**cells, heading: text})
    plan = file.planned()
    assert [each.text for each in (*plan.skipped, *plan.flaws, *plan.warnings)] == []
    assert plan.added == len(texts)
    again = ListInExcel(file.taken(), name)
    shown = [str(row[again.column(heading) - 1]) for row in again.rows]
    assert [text for text in shown if text in texts] == texts


def test_a_copied_row_that_was_changed_is_a_new_one(filled: Workspace) -> None:
    data = filled.year(YEAR)
    file = ListInExcel(data, "calendar")
    copied = list(file.rows[0])
    copied[0] = "สำเนา"
    file.arrange([copied, *file.rows, file.rows[1]])
    plan = file.planned()
    assert (plan.added, plan.changed, plan.same) == (1, 0, len(data.calendar))
    assert ["ซ้ำ" in each.why for each in plan.skipped] == [True]
    assert "สำเนา" in {each.title for each in file.taken().calendar}


def test_rows_that_are_gone_from_the_file_are_told_and_stay(filled: Workspace) -> None:
    data = filled.year(YEAR)
    file = ListInExcel(data, "calendar")
    gone = file.rows[0][0]
    file.arrange(file.rows[1:])
    (told,) = file.planned().warnings
    assert "1 แถว" in told.why
    assert gone in told.why
    assert not file.planned().changes
    plan = file.planned(replace=True)
    assert [each.action for each in plan.changes] == [Action.REMOVE]
    calendar.add(filled, YEAR, "เพิ่มหลังส่งออก", date(2024, 5, 1))
    assert file.planned(filled.year(YEAR), replace=True).removed == 1


def test_what_somebody_changed_meanwhile_is_not_undone(filled: Workspace) -> None:
    data = filled.year(YEAR)
    file = ListInExcel(data, "calendar")
    row = data.calendar[0]
    calendar.edit(filled, YEAR, [CellEdit(row.id, "note", "แก้ในโปรแกรม")])
    file.put(2, {"วันสำคัญ": "ชื่อใหม่"})
    now = filled.year(YEAR)
    after = {each.id: each for each in file.taken(now).calendar}[row.id]
    assert (after.title, after.note) == ("ชื่อใหม่", "แก้ในโปรแกรม")
    file.put(2, {"หมายเหตุ": "แก้ในไฟล์"})
    plan = file.planned(now)
    assert plan.changed == 0
    assert any("แก้ในโปรแกรม" in each.why for each in plan.warnings)


def test_a_cell_that_cannot_be_used_is_told_and_the_others_are_taken(filled: Workspace) -> None:
    data = filled.year(YEAR)
    file = ListInExcel(data, "measures")
    file.put(2, {"สถานะ": "เกือบ", "หมายเหตุ": "เห็นแล้ว", "งบประมาณ": "มาก"})
    plan = file.planned()
    assert sorted(each.cell.heading for each in plan.flaws if each.cell) == ["งบประมาณ", "สถานะ"]
    after = file.taken().measures[0]
    assert after == replace(data.measures[0], note="เห็นแล้ว", row_version=after.row_version)


def test_a_cleared_cell_is_cleared(filled: Workspace) -> None:
    file = ListInExcel(filled.year(YEAR), "measures")
    file.put(2, {"งบประมาณ": None, "ระยะเวลาดำเนินการ": None})
    after = file.taken().measures[0]
    assert (after.budget, after.schedule) == (None, "")


def test_an_owner_beside_those_who_are_named_is_added(filled: Workspace) -> None:
    data = filled.year(YEAR)
    unit, other = data.units[0], data.units[1]
    file = ListInExcel(data, "assignments")
    file.put(2, {"ผู้รับผิดชอบ": unit.name})
    once = file.taken()
    file = ListInExcel(once, "assignments")
    label = file.sheet.cell(2, file.column("ผู้รับผิดชอบ")).value
    file.put(2, {"ผู้รับผิดชอบ": f"{label}; {other.label}; กองที่ไม่มี"})
    plan = file.planned()
    assert [each.name for each in plan.questions] == ["กองที่ไม่มี"]
    assert not plan.changes
    file.put(2, {"ผู้รับผิดชอบ": f"{label}; {other.label}"})
    code = once.assignments[0].item_code
    owners = file.taken().owners_of_item(code)
    assert [each.unit_id for each in owners] == [unit.id, other.id]


def test_a_new_unit_and_person_come_with_the_row_that_names_them(filled: Workspace) -> None:
    file = ListInExcel(filled.year(YEAR), "roster")
    file.put(2, {"ชื่อ - นามสกุล": "นางใหม่ มาก"})
    file.put(3, {"ชื่อ - นามสกุล": "นางใหม่ มาก"})
    after = file.taken()
    made = [each for each in after.people if each.name == "ใหม่ มาก"]
    assert [each.person_id for each in after.members] == [made[0].id] * 2


def test_figures_are_numbers_and_codes_are_texts(filled: Workspace) -> None:
    file = ListInExcel(filled.year(YEAR), "measures", Digits.THAI)
    budget, items = (file.sheet.cell(2, file.column(each)) for each in ("งบประมาณ", "ข้อ"))
    assert (budget.value, budget.number_format) == (500, "[$-D00041E]#,##0.00")
    assert (items.value, items.number_format) == ("I1", "@")
    dates = ListInExcel(filled.year(YEAR), "calendar")
    assert isinstance(dates.sheet.cell(2, 2).value, datetime)


def test_the_file_is_found_by_its_mark_and_taken_into_its_year(
    filled: Workspace, tmp_path: Path
) -> None:
    file = ListInExcel(filled.year(YEAR), "respondents")
    file.put(2, {"จำนวนคน": 77})
    file.sheet.insert_rows(1)
    file.sheet.cell(1, 1).value = "สำหรับส่ง"
    path = tmp_path / "ตารางของฉัน.xlsx"
    path.write_bytes(file.content())
    series = plan_parts(filled, find_in([path], filled.year(YEAR)).parts)
    assert [each.part.kind for each in series.parts] == ["respondents"]
    apply_series(filled, series)
    assert filled.year(YEAR).survey_groups[0].population == 77
    assert [each.text for each in series.left] == ["สำหรับส่ง"]
    assert "นำเข้า" in (filled.undo() or "")
    assert filled.year(YEAR).survey_groups[0].population == 1200


def test_rows_that_the_workspace_lacks_are_left_whole(filled: Workspace, tmp_path: Path) -> None:
    file = ListInExcel(filled.year(YEAR), "measures")
    file.put(2, {"งบประมาณ": 77})
    path = tmp_path / "ตารางของฉัน.xlsx"
    path.write_bytes(file.content())
    kept = filled.year(YEAR).measures
    with filled.change("ก") as change:
        for measure in kept:
            change.delete(measure)
    left = plan_parts(filled, find_in([path], filled.year(YEAR)).parts).left
    assert len(left) == len(kept)
    assert kept[0].method in left[0].text
    assert all(each.why for each in left)
