"""Appointment orders of a list: which one a row is about, its bodies, and what is told."""

from datetime import date

import pytest

from ita_desktop.documents.wordings.values import of_order, order_title
from ita_desktop.domain.roster.orders import AppointmentOrder
from ita_desktop.services.imports.name_questions import LEFT_OUT

HEAD = ("เลขที่คำสั่ง", "เรื่องคำสั่ง", "วันที่ลงนาม", "คณะที่แต่งตั้ง")
FIRST = ("12/2568", "แต่งตั้งคณะทำงาน", "15/1/68", "คณะกรรมการอำนวยการ; คณะทำงาน")


def test_an_order_is_taken_with_its_bodies_once(take_in, plan, year):
    take_in("orders", HEAD, FIRST)
    (order,) = year().orders
    assert (order.number, order.title, order.signed) == ("12", FIRST[1], date(2025, 1, 15))
    assert [body.name for body in year().bodies_of_order(order.id)] == FIRST[3].split("; ")
    assert plan("orders", HEAD, FIRST).changes == ()


def test_an_order_is_known_by_its_number_with_or_without_the_year(take_in, year):
    take_in("orders", HEAD, FIRST)
    same = take_in("orders", HEAD, ("12", "แต่งตั้งคณะทำงาน ITA", "", ""))
    assert (same.added, same.changed, same.skipped) == (0, 1, ())
    assert [order.title for order in year().orders] == ["แต่งตั้งคณะทำงาน ITA"]
    take_in("orders", HEAD, ("13/2568", "แต่งตั้งคณะอื่น", "20/2/68", ""))
    assert [order.title for order in year().orders] == ["แต่งตั้งคณะทำงาน ITA", "แต่งตั้งคณะอื่น"]
    places = [order.position for order in year().orders]
    assert places == sorted(set(places))


def test_an_order_without_number_is_known_by_its_subject_unless_the_day_is_another(take_in, year):
    heads = HEAD[1:]
    take_in("orders", heads, FIRST[1:])
    again = take_in("orders", heads, FIRST[1:])
    assert (again.changes, len(again.unchanged)) == ((), 1)
    take_in("orders", heads, (FIRST[1], "", "คณะทำงาน"))
    assert len(year().orders) == 1
    take_in("orders", heads, (FIRST[1], "20/2/68", ""))
    assert [order.signed for order in year().orders] == [date(2025, 1, 15), date(2025, 2, 20)]


def test_an_order_in_two_rows_that_differ_is_taken_once_and_told(plan):
    other = (FIRST[0], "เรื่องอื่น", *FIRST[2:])
    made = plan("orders", HEAD, FIRST, FIRST, other, ("13", "แต่งตั้งคณะอื่น", "", ""))
    assert made.added == 2
    assert [(one.row, "“12/2568” มีอยู่แล้วในแถว 2" in one.why) for one in made.skipped] == [(4, True)]


def test_a_body_that_the_year_lacks_comes_with_its_order_behind_the_others(take_in, year):
    plan = take_in("orders", HEAD, ("7", "แต่งตั้ง", "15/1/68", "คณะอนุกรรมการสื่อสาร; คณะทำงาน"))
    assert (plan.added, plan.flaws) == (1, ())
    assert year().bodies[-1].name == "คณะอนุกรรมการสื่อสาร"
    places = [body.position for body in year().bodies]
    assert places == sorted(set(places))
    (order,) = year().orders
    assert [body.name for body in year().bodies_of_order(order.id)] == [
        "คณะอนุกรรมการสื่อสาร",
        "คณะทำงาน",
    ]
    take_in("orders", HEAD, ("7", "", "", "คณะกรรมการอำนวยการ"))
    assert len(year().bodies_of_order(order.id)) == 3


def test_who_signed_and_is_not_known_by_title_or_twice_is_told(take_in, plan, year):
    people = ("ชื่อ - นามสกุล", "สังกัด")
    take_in("people", people, ("นายก ข", "ฝ่ายปกครอง"), ("นายก ข", "ฝ่ายโยธา"), ("นางค ง", ""))
    heads = (*HEAD[:3], "ผู้ลงนาม", "ตำแหน่งผู้ลงนาม")
    rows = [(str(at), f"เรื่อง {at}", "15/1/68") for at in range(1, 6)]
    made = take_in(
        "orders",
        heads,
        (*rows[0], "นายก ข", "ผู้อำนวยการเขต"),
        (*rows[1], "ใครบางคน ไม่รู้จัก", "ผู้อำนวยการเขต"),
        (*rows[2], "นางสาวค ง", "ผู้อำนวยการเขต"),
        (*rows[3], "นายใหม่ มาก", "ผู้อำนวยการเขต"),
        (*rows[4], "นางค ง", "ผู้อำนวยการเขต"),
    )
    assert [(one.row, one.cell.name) for one in made.flaws] == [
        (2, "signatory"),
        (3, "signatory"),
    ]
    assert "หลายคน" in made.flaws[0].why
    assert "ไม่รู้จัก" in made.flaws[1].why
    (told,) = made.warnings
    assert (told.row, "“นางสาว” แต่ทะเบียนบุคคลเขียน “นาง” (ค ง)" in told.why) == (4, True)
    data = year()
    signed = [data.person_by_id[order.signatory_id].full_name for order in data.orders[2:]]
    assert len(data.orders) == 5
    assert [order.signatory_id for order in data.orders[:2]] == [None, None]
    assert signed == ["นางค ง", "นายใหม่ มาก", "นางค ง"]
    new = next(person for person in data.people if person.name == "ใหม่ มาก")
    assert (new.prefix, new.job_title) == ("นาย", "ผู้อำนวยการเขต")
    assert new.position == max(person.position for person in data.people)


def test_a_number_without_year_is_that_of_the_years_own_order(take_in, plan, year):
    """Though the list does not say the day."""
    take_in("orders", HEAD, FIRST)
    made = plan("orders", HEAD, ("12", "", "", "คณะทำงาน"), ("13", "", "", "คณะทำงาน"))
    assert (made.added, made.changed, len(made.unchanged)) == (1, 0, 1)


def test_orders_without_number_are_told_apart_by_their_subjects(take_in, year):
    rows = (("แต่งตั้งคณะทำงาน", "", "คณะทำงาน"), ("แต่งตั้งคณะกรรมการ", "", "คณะกรรมการอำนวยการ"))
    made = take_in("orders", HEAD[1:], *rows)
    assert (made.added, made.skipped) == (2, ())
    assert [order.title for order in year().orders] == [row[0] for row in rows]


@pytest.mark.parametrize(
    ("stored", "again", "orders"),
    [
        (("", "แต่งตั้งคณะทำงาน", "15/1/68"), ("5/2568", "แต่งตั้งคณะทำงาน", ""), 1),
        (("", "แต่งตั้งคณะทำงาน", "15/1/68"), ("5/2568", "แต่งตั้งคณะอื่น", ""), 2),
        (("5/2568", "แต่งตั้งคณะทำงาน", "15/1/68"), ("", "แต่งตั้งคณะทำงาน", ""), 1),
        (("5/2568", "แต่งตั้งคณะทำงาน", "15/1/68"), ("", "แต่งตั้งคณะทำงาน", "16/1/68"), 2),
        (("5/2568", "แต่งตั้งคณะทำงาน", "15/1/68"), ("", "แต่งตั้งคณะอื่น", ""), 2),
        (("5/2568", "แต่งตั้งคณะทำงาน", "15/1/68"), ("5", "แต่งตั้งคณะอื่น", ""), 1),
        (("5/2568", "แต่งตั้งคณะทำงาน", "15/1/68"), ("5/2567", "แต่งตั้งคณะทำงาน", ""), 2),
        (("5/2568", "แต่งตั้งคณะทำงาน", ""), ("", "แต่งตั้งคณะทำงาน", "15/1/68"), 1),
    ],
)
def test_which_order_of_the_year_a_row_is_about(take_in, plan, year, stored, again, orders):
    take_in("orders", HEAD[:3], stored)
    take_in("orders", HEAD[:3], again)
    assert len(year().orders) == orders
    assert plan("orders", HEAD[:3], again).changes == ()


def test_a_number_with_and_without_its_year_is_one_number_of_a_file(plan):
    day = "15/1/68"
    rows = ("12/2568", "ก", day, ""), ("12", "ข", day, ""), ("12/2567", "ค", day, "")
    made = plan("orders", HEAD, *rows, ("13", "ง", day, ""))
    assert (made.added, [one.row for one in made.skipped]) == (3, [3])


def test_bodies_are_added_to_those_of_an_order_and_one_left_out_is_told(take_in, plan, year):
    take_in("orders", HEAD, (*FIRST[:3], "คณะทำงาน"))
    (change,) = take_in("orders", HEAD, FIRST).changes
    (cell,) = (cell for cell in change.cells if cell.heading == "คณะ")
    assert (cell.old, cell.new) == ("คณะทำงาน", "คณะทำงาน; คณะกรรมการอำนวยการ")
    assert [row.position for row in year().order_bodies] == [0, 1]
    cells = (*FIRST[:3], "คณะทำงาน; ชุดเฉพาะกิจ")
    (question,) = plan("orders", HEAD, cells).questions
    made = plan("orders", HEAD, cells, answers={question.key: LEFT_OUT})
    assert made.changes == ()
    assert "ชุดเฉพาะกิจ" in made.flaws[0].why


def test_what_an_order_prints_by_itself_is_not_stored(take_in, plan, year):
    heads = (*HEAD[:3], "ผู้ลงนาม", "ตำแหน่งผู้ลงนาม")
    take_in("people", ("ชื่อ - นามสกุล", "ดำรงตำแหน่ง"), ("นายก ข", "ผู้อำนวยการเขต"))
    take_in("orders", heads, (*FIRST[:3], "", "ผู้อำนวยการเขตตัวอย่าง"))
    cells = (*FIRST[:3], "นายก ข", "ผู้อำนวยการเขตตัวอย่าง")
    assert plan("orders", heads, cells).changes == ()
    other = plan("orders", heads, (*FIRST[:3], "นายค ง", "ผู้อำนวยการเขตตัวอย่าง"))
    assert other.changed == 1
    (order,) = year().orders
    assert plan("orders", heads, (*FIRST[:3], "", "หัวหน้าฝ่ายปกครอง")).changed == 1
    assert order.signatory_id is None


def test_what_the_program_prints_of_a_year_without_an_order_is_none(plan, year):
    title = order_title(year(), none := AppointmentOrder(id="", year_id=""), of_order(year(), none))
    heads = (*HEAD[:3], "ตำแหน่งผู้ลงนาม")
    post = "ผู้อำนวยการเขตตัวอย่าง"
    assert plan("orders", heads, ("", title, "", post)).changes == ()
    for row in (("", f"{title} (ร่าง)", ""), ("12/2568", title, ""), ("", title, "15/1/68")):
        assert plan("orders", heads, (*row, post)).added == 1


def test_a_list_of_orders_may_have_short_headings(take_in, year):
    heads = ("ลำดับ", "คำสั่งที่", "เรื่อง", "ลงวันที่", "คณะ")
    row = ("1", "๑๒/๒๕๖๘", "แต่งตั้งคณะทำงาน ITA", "๖ ม.ค. ๒๕๖๘", "คณะทำงาน")
    take_in("orders", heads, row)
    (order,) = year().orders
    assert (order.number, order.title) == ("12", "แต่งตั้งคณะทำงาน ITA")
    assert [body.name for body in year().bodies_of_order(order.id)] == ["คณะทำงาน"]
