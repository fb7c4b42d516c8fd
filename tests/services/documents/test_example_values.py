"""A wording is shown with values of the year: the newest paper's, as far as there is one."""

from ita_desktop.services.documents.wordings import example_values
from ita_desktop.services.edits import OwnerRef
from ita_desktop.services.oit import assignments
from ita_desktop.services.roster import roster

YEAR = 2567


def values(office, *names: str) -> tuple[str | None, ...]:
    known = example_values(office.year(YEAR))
    return tuple(known.get(name) for name in names)


def test_a_body_without_members_lends_its_name_alone(office) -> None:
    last = office.year(YEAR).bodies[-1]
    assert values(office, "ชื่อคณะ", "ลำดับ", "รายชื่อ") == (last.name, None, None)
    member = {"name": "นายตัวอย่าง หนึ่ง", "post": "ครู", "role": "กรรมการ"}
    roster.add(office, YEAR, last.id, [member])
    name, number, who = values(office, "ชื่อคณะ", "ลำดับ", "รายชื่อ")
    assert (name, who) == (last.name, "นายตัวอย่าง หนึ่ง ครู")
    assert number


def test_units_lend_their_share_of_the_items_before_there_is_a_letter(office) -> None:
    assert values(office, "หน่วยงาน", "จำนวนข้อ") == (None, None)
    first, second = [unit for unit in office.year(YEAR).units if unit.name.startswith("ฝ่าย")][:2]
    assignments.assign(office, YEAR, ["O1", "O2"], [OwnerRef(unit_id=first.id)], None)
    assignments.assign(office, YEAR, ["O3"], [OwnerRef(unit_id=second.id)], None)
    assert values(office, "หน่วยงาน", "ข้อ", "จำนวนข้อ") == (first.name, "O1 O2", "2")
