"""Who did not answer is reminded of exactly what is missing."""

from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest

from ita_desktop.domain.collecting import AskedDays, open_rows
from ita_desktop.domain.collection_rounds import AskedSubject
from ita_desktop.domain.errors import InputError
from ita_desktop.services.edits import OwnerRef
from ita_desktop.services.oit import assignments
from ita_desktop.services.reminding import missing_words, write_reminders
from ita_desktop.services.sending import (
    RoundRequest,
    addresses_of,
    collection_of,
    send,
    send_again,
    to_send,
    usual_title,
)
from ita_desktop.services.settling import Returned, TakenBack, take_back
from tests.services.imports.collecting import test_rounds
from tests.services.imports.collecting.test_rounds import DUE, TODAY, done, fill, unit_of

sent = test_rounds.sent
"""The fixture: a round was sent to three units."""
HEADINGS = ("ชื่อ - นามสกุล", "ตำแหน่ง", "หน่วยงาน", "โทรศัพท์", "อีเมล")


def mail(path) -> Any:
    return message_from_bytes(path.read_bytes(), policy=default)


def test_a_draft_for_each_unit_says_what_is_missing_and_the_day_is_noted(
    workspace,
    sent,
    take_in,
    year,
    tmp_path,
):
    take_in(
        "people", HEADINGS,
        ("นายไร้ ที่อยู่", "ช่าง", "ฝ่ายโยธา", "", "not an address"),
        ("นายหนึ่ง งานดี", "ช่าง", "ฝ่ายโยธา", "", "one@example.go.th"),
        ("นายสอง งานดี", "ช่าง", "ฝ่ายการคลัง", "", "two@example.go.th"),
    )  # fmt: skip
    take_back(workspace, 2568, [fill(sent["ฝ่ายปกครอง"], tmp_path / "คืน.xlsx", done("ทำแล้ว"))])
    out = tmp_path / "เตือน"
    out.mkdir()
    collection = collection_of(year())
    units = (unit_of(year(), "ฝ่ายโยธา").id, unit_of(year(), "ฝ่ายปกครอง").id)
    files = write_reminders(workspace, 2568, collection.id, out, today=TODAY, unit_ids=units)
    assert sorted(files) == sorted(out.iterdir())
    by_unit = {
        name: mail(path) for path in files for name in ("ปกครอง", "โยธา") if name in path.name
    }
    words = {name: each.get_body().get_content().splitlines() for name, each in by_unit.items()}
    listed = {
        name: [line for line in lines if line.startswith("- ")] for name, lines in words.items()
    }
    assert listed["โยธา"][0] == "- I2 2. ทำให้ฝ่ายโยธา (ต.ค. 67 - มี.ค. 68)"
    assert [line.split()[1] for line in listed["โยธา"]] == ["I2", "O8"]
    assert [line.split()[1] for line in listed["ปกครอง"]] == ["O7"]
    assert (by_unit["โยธา"]["To"], by_unit["ปกครอง"]["To"]) == ("one@example.go.th", None)
    reminded = {form.unit_id for form in year().collection_units if form.reminded == TODAY}
    assert reminded == set(units)


def test_nobody_is_reminded_of_what_is_not_missing(workspace, sent, year, tmp_path):
    with pytest.raises(InputError, match="ไม่มีหน่วยใดค้างส่ง"):
        write_reminders(
            workspace, 2568, collection_of(year()).id, tmp_path, today=TODAY, unit_ids=()
        )


def test_a_month_is_missing_by_its_name_and_an_indicators_measure_by_its_number(
    workspace, take_in, year
):
    take_in(
        "measures",
        ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ"),
        ("ตัวชี้วัดที่ 3", "ประชุม", "ฝ่ายโยธา", "ทุกวันทำการ"),
    )
    unit = unit_of(year(), "ฝ่ายโยธา")
    assignments.assign(workspace, 2568, ["O15"], [OwnerRef(unit_id=unit.id)], None)
    data = year()
    rows = open_rows(
        data, unit, list(AskedSubject), AskedDays(TODAY.replace(month=10, year=2024), TODAY), TODAY
    )
    words = [missing_words(data, row) for row in rows]
    assert "3 ประชุม" in words
    assert any(line.startswith("O15 ") and line.endswith(" (ต.ค. 67)") for line in words)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("a@b.th", True), ("a@b@c", False), ("ab.th", False), ("ก@b.th", False), ("a @b.th", False)],
)
def test_only_an_address_is_written_to(workspace, take_in, year, text, is_one):
    take_in("people", HEADINGS, ("นายหนึ่ง งานดี", "ช่าง", "ฝ่ายโยธา", "", "one@example.go.th"))
    person = replace(year().people[0], email=text)
    data = replace(year(), people=(person,))
    assert addresses_of(data, unit_of(data, "ฝ่ายโยธา").id) == ((text,) if is_one else ())
    assert addresses_of(data, unit_of(data, "ฝ่ายการคลัง").id) == ()


# -- the round


def test_rounds_are_numbered_and_forms_of_one_name_do_not_overwrite_each_other(
    workspace,
    sent,
    year,
    tmp_path,
):
    assert collection_of(year()).title.startswith("ขอข้อมูล ITA รอบที่ 1 (14 มีนาคม 2568)")
    assert str(usual_title(year(), TODAY)) == "ขอข้อมูล ITA รอบที่ 2 (14 มีนาคม 2568)"
    twin = replace(unit_of(year(), "ฝ่ายโยธา"), name="ฝ่ายการคลัง ", short_name="")
    with workspace.change("ก") as change:
        change.update(unit_of(year(), "ฝ่ายโยธา"), name=twin.name)
    out = tmp_path / "ซ้ำ"
    out.mkdir()
    made = send(workspace, 2568, RoundRequest(), out, today=TODAY)
    assert len({*made.files}) == len({*made.file_of.values()}) == 3
    assert any(path.stem.endswith(" (2)") for path in made.files)


def test_what_does_not_fit_is_counted_and_an_items_rows_stay_together(
    workspace,
    sent,
    year,
    tmp_path,
):
    unit = unit_of(year(), "ฝ่ายโยธา")
    assignments.assign(workspace, 2568, ["O7", "O15"], [OwnerRef(unit_id=unit.id)], None)
    asked = RoundRequest(unit_ids=(unit.id,), period=AskedDays(TODAY, DUE))

    def fitting(most: int) -> tuple[list[str], int]:
        (of,) = to_send(year(), replace(asked, most_rows=most), TODAY)
        assert of.count == len(of.rows)
        return [getattr(row, "item", None) and row.item.code for row in of.rows], of.left_over

    whole, rest = fitting(99)
    assert rest == 0
    for most in range(1, len(whole) + 1):
        found, rest = fitting(most)
        assert rest == len(whole) - len(found)
        # Whole items alone, unless the first one does not fit.
        if most < len(whole) and len({*found} - {None}) > 1:
            assert all(found.count(code) == whole.count(code) for code in {*found} - {None})
    only = frozenset({"O8"})
    (of,) = to_send(year(), replace(asked, only=only), TODAY)
    assert [row.item.code for row in of.rows] == ["O8"]
    (measure,) = (one for one in year().measures if "โยธา" in one.method)
    (of,) = to_send(year(), replace(asked, only=frozenset({measure.id})), TODAY)
    assert {row.measure.id for row in of.rows} == {measure.id}


def test_what_did_not_fit_a_form_comes_first_in_the_next_round(workspace, sent, year, tmp_path):
    unit = unit_of(year(), "ฝ่ายโยธา")
    codes = ["O7", "O15", "O16"]
    assignments.assign(workspace, 2568, codes, [OwnerRef(unit_id=unit.id)], None)
    asked = RoundRequest(unit_ids=(unit.id,), period=AskedDays(TODAY, DUE), most_rows=2)

    def asked_first() -> list[str]:
        (of,) = to_send(year(), asked, TODAY)
        return [row.key for row in of.rows]

    first = asked_first()
    made = send(workspace, 2568, asked, tmp_path, today=TODAY)
    assert [row.key for row in made.units[0].rows] == first
    assert not {*first} & {*asked_first()}
    again = send_again(workspace, 2568, made.collection.id, [unit.id], tmp_path / "ซ้ำ", today=TODAY)
    assert {*first} <= {row.key for row in again.units[0].rows}


def test_a_file_that_cannot_be_taken_changes_nothing(workspace, sent, tmp_path):
    path = tmp_path / "เสีย.xlsx"
    path.write_bytes(b"PK not a workbook")
    taken = take_back(workspace, 2568, [path])
    (one,) = taken.units
    assert taken.is_incomplete
    assert one.refused
    assert replace(one, refused=(), file="") == Returned("", "", 0, 0, 0, (), (), 0)
    (good,) = take_back(
        workspace, 2568, [fill(sent["ฝ่ายโยธา"], tmp_path / "คืน.xlsx", done("ทำแล้ว"))]
    ).units
    assert not TakenBack((good,)).is_incomplete
