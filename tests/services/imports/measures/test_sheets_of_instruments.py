"""Sheets and titles of one instrument: bare numbers below them are its items."""

import pytest
from openpyxl import Workbook

from ita_desktop.services.imports.importing import apply_import
from tests.support.taken_in import plan_file

HEAD = ("ข้อ", "ประเด็น", "มาตรการ")


@pytest.mark.parametrize("named", ["sheet", "title", "group"])
@pytest.mark.parametrize(("letter", "number"), [("I", "๒"), ("E", "2"), ("O", "2")])
def test_a_bare_number_is_an_item(workspace, tmp_path, named, letter, number):
    book = Workbook()
    sheet = book.active
    if named == "sheet":
        sheet.title = f"{letter}IT"
    if named == "title":
        sheet.append([f"มาตรการ ปี 2568 ({letter}IT)"])
    sheet.append(HEAD)
    if named == "group":
        sheet.append([f"{letter}IT"])
    sheet.append([number, "ก", "ทำคู่มือ"])
    book.save(tmp_path / "ก.xlsx")
    plan = plan_file(workspace, 2568, "measures", tmp_path / "ก.xlsx")
    assert plan.skipped == ()
    apply_import(workspace, plan)
    year = workspace.year(2568)
    (measure,) = year.measures
    assert [link.item_code for link in year.items_of_measure(measure.id)] == [f"{letter}2"]


def test_a_step_that_ends_with_an_instrument_is_no_group(take_in, year):
    rows = (
        ("I1", "ก", "ทำคู่มือ"),
        ("", "", "ชี้แจงแบบวัดการรับรู้ (IIT)"),
        ("", "", "แบบวัด IIT ใช้ภาษาง่าย"),
    )
    take_in("measures", HEAD, *rows)
    (measure,) = year().measures
    assert measure.method.split("\n") == [method for _, _, method in rows]
