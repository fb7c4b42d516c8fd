"""What a paper can be about, and what it is about where nothing is chosen."""

from datetime import date

from ita_desktop.documents.kinds import Subject
from ita_desktop.services.documents import paper_subjects
from ita_desktop.services.edits import OwnerRef
from ita_desktop.services.oit import assignments
from ita_desktop.services.roster import orders
from ita_desktop.storage.workspace import Workspace

YEAR = 2567


def test_a_table_of_items_is_about_all_units_or_one_that_owns_an_item(office: Workspace) -> None:
    civil = next(unit for unit in office.units() if unit.name == "ฝ่ายโยธา")
    assignments.assign(office, YEAR, ["O2"], [OwnerRef(unit_id=civil.id)], None)
    data = office.year(YEAR)
    offered = paper_subjects.subjects(data, Subject.UNIT)
    assert [(subject.key, str(subject.words)) for subject in offered] == [
        ("", "ทุกหน่วย"),
        (civil.id, "ฝ่ายโยธา"),
    ]
    nothing = paper_subjects.chosen(data, Subject.UNIT, {})
    assert nothing is not None
    assert nothing.key == ""


def test_an_order_is_about_the_newest_where_the_chosen_one_has_gone(office: Workspace) -> None:
    orders.add(office, YEAR)
    second = orders.amend(office, YEAR, office.year(YEAR).orders[0].id)
    gone = {Subject.ORDER: "gone"}
    found = paper_subjects.chosen(office.year(YEAR), Subject.ORDER, gone)
    assert found is not None
    assert found.key == second


def test_rounds_begin_with_that_of_the_day(office: Workspace) -> None:
    data = office.year(2567)
    titles = [
        subject.words for subject in paper_subjects.subjects(data, Subject.ROUND, date(2024, 3, 14))
    ]
    assert titles == ["รอบ 6 เดือน", "รอบ 12 เดือน"]
    later = [
        subject.words for subject in paper_subjects.subjects(data, Subject.ROUND, date(2024, 5, 14))
    ]
    assert later == ["รอบ 12 เดือน", "รอบ 6 เดือน"]
    found = paper_subjects.chosen(data, Subject.ROUND, {Subject.ROUND: "half_year"})
    assert found is not None
    assert found.words == "รอบ 6 เดือน"


def test_a_table_of_two_forms_is_by_indicator_unless_the_other_is_chosen(
    office: Workspace,
) -> None:
    data = office.year(2567)
    assert [subject.words for subject in paper_subjects.subjects(data, Subject.FORM)] == [
        "รายตัวชี้วัด",
        "รายข้อ",
    ]
    usual = paper_subjects.chosen(data, Subject.FORM, {})
    assert usual is not None
    assert usual.key == ""
