"""Telephone numbers and mail addresses beside members are the persons', marked as personal."""

import pytest

from ita_desktop.domain.personal_marks import Personal, marks_of
from ita_desktop.domain.records import Person

HEAD = ("คณะ", "ชื่อ - นามสกุล", "ตำแหน่ง", "บทบาท", "เบอร์โทรศัพท์", "E-mail")


def member(name, phone="", email="", post="ครู"):
    return ("คณะทำงาน", name, post, "คณะทำงาน", phone, email)


def contacts(data):
    return {person.name: (person.phone, person.email) for person in data.people}


@pytest.mark.parametrize(
    ("name", "phone", "email"),
    [
        ("นายตัวอย่าง หนึ่ง", "0 2222 3333 ต่อ 5501", "one@example.go.th"),
        ("นายตัวอย่าง หนึ่ง\nโทร. 0 2222 3333 ต่อ 5501\nE-mail: one@example.go.th", "", ""),
        ("นายตัวอย่าง หนึ่ง โทร. 0 2222 3333 ต่อ 5501\none@example.go.th", "", ""),
        ("นายตัวอย่าง หนึ่ง (โทร. 0 2222 3333 ต่อ 5501)", "", "one@example.go.th"),
        ("นายตัวอย่าง หนึ่ง\n(โทรศัพท์ 0 2222 3333 ต่อ 5501)\none@example.go.th", "-", "-"),
        ("นายตัวอย่าง หนึ่ง\n0 2222 3333 ต่อ 5501\none@example.go.th", "", ""),
        ("นายตัวอย่าง หนึ่ง 0 2222 3333 ต่อ 5501\none@example.go.th", "", ""),
    ],
)
def test_the_number_of_a_member_is_the_person_s(take_in, plan, year, name, phone, email):
    made = take_in("roster", HEAD, member(name, phone, email))
    assert (made.ignored_columns, made.skipped, made.flaws) == ((), (), ())
    assert contacts(year()) == {"ตัวอย่าง หนึ่ง": ("0 2222 3333 ต่อ 5501", "one@example.go.th")}
    assert [found.note for found in year().members] == [""]
    again = plan("roster", HEAD, member(name, phone, email))
    assert again.changes == ()
    marks = marks_of(Person)
    assert (marks["phone"], marks["email"]) == (Personal.TELEPHONE, Personal.MAIL)


def test_an_empty_cell_leaves_the_number_and_another_one_changes_it(take_in, year):
    take_in("roster", HEAD, member("นายตัวอย่าง หนึ่ง", "5501", "one@example.go.th"))
    take_in("roster", HEAD, member("นายตัวอย่าง หนึ่ง", "5502", ""))
    assert contacts(year()) == {"ตัวอย่าง หนึ่ง": ("5502", "one@example.go.th")}


def test_a_line_of_another_number_than_that_of_the_column_stays(take_in, year):
    take_in("roster", HEAD, member("นายตัวอย่าง หนึ่ง\nโทร. 5501", "5502"))
    assert contacts(year()) == {"ตัวอย่าง หนึ่ง": ("5502", "")}
    assert [found.note for found in year().members] == ["โทร. 5501"]


def test_the_beginning_of_a_number_is_no_number_of_a_line(take_in, year):
    take_in("roster", HEAD, member("1. นายตัวอย่าง หนึ่ง\n08 1234 5678"))
    assert contacts(year()) == {"ตัวอย่าง หนึ่ง": ("08 1234 5678", "")}


OF_PEOPLE = ("ชื่อ - นามสกุล", "ตำแหน่ง", "เบอร์โทรศัพท์", "E-mail")


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("phone", "email", "stored", "told"),
    [
        ("โทร.ภายใน 6655", "", ("6655", ""), 0),
        ("โทรศัพท์ 0 2222 3333 ต่อ 5501", "", ("0 2222 3333 ต่อ 5501", ""), 0),
        ("one@example.go.th", "", ("", "one@example.go.th"), 0),
        ("5501, one@example.go.th", "", ("5501", "one@example.go.th"), 0),
        ("E-mail: one@example.go.th", "one@example.go.th", ("", "one@example.go.th"), 0),
        ("one@example.go.th", "two@example.go.th", ("", "two@example.go.th"), 1),
        ("", "โทร. 5501", ("5501", ""), 0),
        ("812345678", "", ("0812345678", ""), 1),
        ("24401000", "", ("024401000", ""), 1),
        ("ขอไม่ให้", "", ("ขอไม่ให้", ""), 0),
    ],
)
@pytest.mark.parametrize("kind", ["roster", "people"])
def test_numbers_and_addresses_go_where_they_belong(
    take_in, plan, year, kind, phone, email, stored, told
):
    """What is lost or added of them is told."""
    row = member("นายตัวอย่าง หนึ่ง", phone, email)
    rows = (HEAD, row) if kind == "roster" else (OF_PEOPLE, (row[1], row[2], phone, email))
    made = take_in(kind, *rows)
    assert contacts(year()) == {"ตัวอย่าง หนึ่ง": stored}
    about = [each for each in (*made.warnings, *made.flaws) if (phone or email) in each.why]
    assert len(about) == told
    assert plan(kind, *rows).changes == ()
