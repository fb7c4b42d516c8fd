"""Sheets to fill in: what is filled in can be imported, what is not changes nothing."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from openpyxl import load_workbook

from ita_desktop.domain.errors import InputError
from ita_desktop.exchange.kinds.registry import KIND_NAMES, kind_named
from ita_desktop.exchange.parsing import parse
from ita_desktop.services import workspaces
from ita_desktop.services.imports.templates import write_template
from tests.support.taken_in import read_tables


@pytest.fixture
def year(tmp_path):
    with workspaces.create(tmp_path / "งาน.ita", "สำนักงานเขตตัวอย่าง", 2568) as workspace:
        yield workspace.year(2568)


@cache
def untouched(kind):
    """The sheet of a kind, made once, as a file's content."""
    with TemporaryDirectory() as folder:
        return write_template(kind, Path(folder, "แบบ.xlsx")).read_bytes()


@pytest.fixture
def sheet_of(tmp_path):
    """A sheet of a kind to work on."""

    def made(kind):
        path = tmp_path / "แบบ.xlsx"
        path.write_bytes(untouched(kind))
        return path

    return made


def heading_row(sheet, kind):
    first = kind_named(kind).columns[0].heading
    return next(row for row in sheet.iter_rows() if first in {cell.value for cell in row})


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_an_untouched_sheet_holds_its_examples_but_no_rows(sheet_of, kind):
    path = sheet_of(kind)
    found = parse(kind_named(kind), read_tables(path))
    assert (found.rows, found.skipped, found.ignored_columns) == ((), (), ())
    cells = [cell for row in load_workbook(path).worksheets[0].iter_rows() for cell in row]
    assert any(str(cell.value).startswith("ตัวอย่าง:") for cell in cells)
    assert str(cells[0].value).count("แบบกรอก") == 1


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_the_examples_typed_as_rows_are_read(sheet_of, kind):
    path = sheet_of(kind)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = cell.value.replace("ตัวอย่าง: ", "")
    book.save(path)
    found = parse(kind_named(kind), read_tables(path), fiscal_year=2568)
    assert len(found.rows) == len(kind_named(kind).examples)
    assert not found.skipped


def test_the_same_sheet_is_the_same_bytes(tmp_path, year):
    one = write_template("roster", tmp_path / "ก.xlsx", year).read_bytes()
    two = write_template("roster", tmp_path / "ข.xlsx", year).read_bytes()
    assert one == two


def test_lists_offer_the_units_items_and_roles_of_the_year(tmp_path, year):
    book = load_workbook(write_template("roster", tmp_path / "ก.xlsx", year))
    offered = {cell.value for row in book["รายการให้เลือก"].iter_rows() for cell in row}
    assert {"ฝ่ายปกครอง", "คณะทำงานและเลขานุการ", "คณะกรรมการอำนวยการ"} <= offered
    rules = book.worksheets[0].data_validations.dataValidation
    lists = [rule for rule in rules if rule.type == "list"]
    assert {str(rule.sqref)[0] for rule in lists} == {"A", "E", "F"}
    assert all(rule.formula1.startswith("'รายการให้เลือก'!") for rule in lists)


def test_the_assignments_sheet_lists_the_items_of_the_year(tmp_path, year):
    path = write_template("assignments", tmp_path / "ก.xlsx", year)
    found = parse(kind_named("assignments"), read_tables(path))
    assert [row.item for row in found.rows] == [f"O{number}" for number in range(1, 23)]


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_the_sheet_prints_on_a4_with_its_headings_on_every_page(sheet_of, kind):
    sheet = load_workbook(sheet_of(kind)).worksheets[0]
    heading = heading_row(sheet, kind)[0].row
    assert sheet.print_title_rows == f"${heading}:${heading}"
    assert sheet.freeze_panes == f"A{heading + 1}"
    setup = sheet.page_setup
    # One page in width is what a file means that says nothing of it.
    assert (setup.paperSize, setup.fitToWidth or 1, setup.fitToHeight) == (9, 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_numbers_and_days_stay_as_they_are_typed(sheet_of):
    sheet = load_workbook(sheet_of("roster")).worksheets[0]
    below = heading_row(sheet, "roster")[0].row + 10
    assert {sheet.cell(below, column).number_format for column in range(1, 8)} == {"@"}


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_left(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="บันทึกแฟ้มไม่ได้"):
        write_template("roster", tmp_path / "file" / "t.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
