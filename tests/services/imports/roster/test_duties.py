"""Duties of bodies: known by their words, or by their number where they are worded anew."""

from ita_desktop.services.imports.importing import apply_import
from tests.support.places import FIXTURES
from tests.support.taken_in import plan_file, plan_import, read_tables

HEAD = ("คณะ", "ข้อ", "หน้าที่")
FILE = FIXTURES / "duties_2568.csv"


def duties(year, body=1):
    return [duty.text for duty in year.duties_of(year.bodies[body].id)]


def test_the_duties_of_both_bodies_come_in_their_order(workspace, year):
    apply_import(workspace, plan_file(workspace, 2568, "duties", FILE))
    assert [len(duties(year(), body)) for body in (0, 1)] == [7, 5]
    again = plan_import(year(), "duties", read_tables(FILE), replace=True)
    assert again.writes() == []
    assert len(again.unchanged) == again.rows == 12


def test_a_duty_that_is_worded_anew_stays_the_same_duty(take_in, year):
    take_in("duties", HEAD, ("คณะทำงาน", "1", "รวบรวมข้อมูล"), ("", "2", "รายงานผล"))
    before = [duty.id for duty in year().duties]
    plan = take_in("duties", HEAD, ("คณะทำงาน", "2", "รายงานผลทุกเดือน"))
    assert (plan.added, plan.changed) == (0, 1)
    assert duties(year()) == ["รวบรวมข้อมูล", "รายงานผลทุกเดือน"]
    assert [duty.id for duty in year().duties] == before


def test_another_duty_of_the_same_number_takes_the_place_of_none(take_in, year):
    old = ("ดำเนินการให้เป็นไปตามกรอบการประเมิน ITA", "วิเคราะห์ผลการประเมินในปีที่ผ่านมา")
    new = ("จัดเก็บข้อมูลและหลักฐานของทุกฝ่าย", "กำกับติดตามให้เป็นไปตามปฏิทิน")
    rows = [[("คณะทำงาน", str(at), text) for at, text in enumerate(each, 1)] for each in (old, new)]
    take_in("duties", HEAD, *rows[0])
    plan = take_in("duties", HEAD, *rows[1])
    assert (plan.added, plan.changed) == (2, 0)
    assert duties(year()) == [*old, *new]
    take_in("duties", HEAD, ("คณะทำงาน", "1", "จัดทำข้อมูล"))
    assert set(old) < set(duties(year()))


def test_a_duty_that_goes_between_two_moves_the_later_ones(take_in, year):
    take_in("duties", HEAD, ("คณะทำงาน", "1", "ก"), ("", "2", "ค"))
    take_in("duties", HEAD, ("คณะทำงาน", "1", "ก"), ("", "2", "ข"), ("", "3", "ค"))
    assert duties(year()) == ["ก", "ข", "ค"]


def test_duties_that_the_file_lacks_stay_unless_it_replaces_them(workspace, take_in, year):
    take_in("duties", HEAD, ("คณะทำงาน", "1", "ก"), ("", "2", "ข"))
    take_in("duties", HEAD, ("คณะทำงาน", "1", "ก"))
    assert duties(year()) == ["ก", "ข"]
    plan = take_in("duties", HEAD, ("คณะทำงาน", "1", "ก"), replace=True)
    assert plan.removed == 1
    assert [cell.new for cell in plan.changes[0].cells] == ["คณะทำงาน", "2", "ข"]
    assert duties(year()) == ["ก"]
    assert str(workspace.edits.undo_label).endswith("(1 รายการ)")


def test_the_number_in_front_of_a_duty_is_its_number(take_in, year):
    take_in("duties", ("คณะ", "หน้าที่"), ("คณะทำงาน", "๒. รายงานผล"), ("", "1) รวบรวมข้อมูล"))
    assert duties(year()) == ["รวบรวมข้อมูล", "รายงานผล"]


def test_a_body_that_the_year_lacks_leaves_its_duties_out_and_says_so(plan):
    made = plan("duties", HEAD, ("คณะทำงาน", "1", "ก"), ("คณะตรวจรับ", "1", "ข"))
    assert made.added == 1
    assert "คณะตรวจรับ" in made.skipped[0].why


def test_a_list_item_in_the_column_of_numbers_is_a_duty_and_not_told(plan):
    made = plan("duties", HEAD, ("คณะทำงาน", "- รวบรวมข้อมูล", ""), ("", "- รายงานผล", ""))
    assert made.added == 2
    assert not made.warnings


def shown(change):
    return [(cell.old, cell.new) if cell.old is not None else cell.new for cell in change.cells]


def test_a_duty_twice_is_taken_once_and_told(plan):
    made = plan("duties", HEAD, ("คณะทำงาน", "1", "ก"), ("", "2", "ข"), ("", "3", "ก"))
    assert (made.added, [one.row for one in made.unchanged]) == (2, [4])
    (told,) = made.warnings
    assert (told.row, told.why) == (4, "“ก” ซ้ำกับแถว 2")


def test_numbers_of_a_file_are_the_order_unless_one_is_missing_or_stands_twice(take_in, year):
    for rows, order in (
        ([("3", "ก"), ("1", "ข"), ("2", "ค")], "ข ค ก"),
        ([("2", "ก"), ("1", "ข"), ("2", "ค")], "ก ข ค"),
        ([("3", "ก"), ("", "ข"), ("2", "ค")], "ก ข ค"),
    ):
        take_in("duties", HEAD, *(("คณะทำงาน", *row) for row in rows), replace=True)
        assert duties(year()) == order.split()


def test_only_the_duty_that_moved_is_changed_and_shows_both_numbers(take_in, plan, year):
    rows = [("คณะทำงาน", str(at), text) for at, text in enumerate("กขค", 1)]
    made = take_in("duties", HEAD, *rows)
    assert [shown(change) for change in made.changes] == [list(row) for row in rows]
    bare = plan("duties", HEAD, ("คณะทำงาน", "", "ง"))
    assert shown(bare.changes[0]) == ["คณะทำงาน", "", "ง"]
    turned = [("คณะทำงาน", "1", "ค"), ("คณะทำงาน", "2", "ก"), ("คณะทำงาน", "3", "ข")]
    (change,) = take_in("duties", HEAD, *turned).changes
    assert shown(change) == ["คณะทำงาน", ("3", "1"), "ค"]
    assert duties(year()) == ["ค", "ก", "ข"]
    (change,) = plan("duties", HEAD, ("คณะทำงาน", "2", "กก")).changes
    assert shown(change) == ["คณะทำงาน", "2", ("ก", "กก")]


def test_a_number_of_a_duty_that_the_file_has_elsewhere_or_of_none_makes_a_new_one(take_in, year):
    take_in("duties", HEAD, ("คณะทำงาน", "1", "ก"), ("", "2", "ข"))
    made = take_in("duties", HEAD, ("คณะทำงาน", "1", "ข"), ("", "2", "ค"), ("", "3", "ง"))
    assert (made.added, duties(year())) == (2, ["ก", "ข", "ค", "ง"])


def test_a_new_duty_alone_goes_where_its_number_says(take_in, year):
    take_in("duties", HEAD, ("คณะทำงาน", "1", "ก"), ("", "2", "ข"), ("", "3", "ค"))
    take_in("duties", HEAD, ("คณะทำงาน", "9", "ง"))
    assert duties(year()) == ["ก", "ข", "ค", "ง"]


def test_the_title_of_duties_names_their_body(take_in, year):
    made = take_in(
        "duties",
        ("อำนาจหน้าที่ของคณะกรรมการอำนวยการ", "", ""),
        ("ที่", "รายละเอียดหน้าที่", "หมายเหตุ"),
        ("1.", "กำหนดนโยบาย", ""),
        ("2. คณะทำงานมีหน้าที่ดังนี้", "", ""),
        ("1.", "รวบรวมข้อมูล", ""),
    )
    assert made.skipped == ()
    assert (duties(year(), 0), duties(year(), 1)) == (["กำหนดนโยบาย"], ["รวบรวมข้อมูล"])


def test_a_duty_that_speaks_of_a_body_is_a_duty(take_in, year):
    rows = (("คณะทำงาน", "1", "ก"), ("", "2", "คณะทำงานประชุมทุกเดือน"), ("", "3", "แต่งตั้งคณะทำงานย่อย"))
    made = take_in("duties", HEAD, *rows)
    assert duties(year()) == ["ก", "คณะทำงานประชุมทุกเดือน", "แต่งตั้งคณะทำงานย่อย"]
    assert made.aside == ()


def test_to_appoint_a_body_is_a_duty_below_the_name_of_another(take_in, year):
    head = ("ข้อ", "หน้าที่")
    rows = (("", "คณะทำงาน มีหน้าที่ดังนี้"), ("1", "ก"), ("2", "แต่งตั้งคณะทำงานย่อย"), ("3", "ข"))
    take_in("duties", head, *rows)
    assert duties(year()) == ["ก", "แต่งตั้งคณะทำงานย่อย", "ข"]
