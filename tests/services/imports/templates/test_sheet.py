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
from ita_desktop.services.imports.found.reading import find_in
from ita_desktop.services.imports.found.series import apply_series, plan_parts
from ita_desktop.services.imports.templates import write_template
from tests.support.known_files import begun_workspace, opened_unread
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


def lost(series):
    """The texts that are stored nowhere and no titles."""
    return [left.text for left in series.left if not left.is_aside]


def heading_row(sheet, kind):
    first = kind_named(kind).columns[0].heading
    return next(row for row in sheet.iter_rows() if first in {cell.value for cell in row})


@pytest.mark.in_turn
@pytest.mark.parametrize("kind", KIND_NAMES)
def test_an_untouched_sheet_holds_its_examples_but_no_rows(sheet_of, kind):
    path = sheet_of(kind)
    found = parse(kind_named(kind), read_tables(path))
    assert (found.rows, found.skipped, found.ignored_columns) == ((), (), ())
    cells = [cell for row in load_workbook(path).worksheets[0].iter_rows() for cell in row]
    assert any(str(cell.value).startswith("ตัวอย่าง:") for cell in cells)
    assert str(cells[0].value).count("แบบกรอก") == 1


@pytest.mark.in_turn
@pytest.mark.parametrize("kind", [kind for kind in KIND_NAMES if kind != "worksheet"])
def test_an_untouched_sheet_changes_nothing_and_leaves_nothing(tmp_path, kind):
    with opened_unread(begun_workspace(2568), tmp_path / "งาน.ita") as workspace:
        year = workspace.year(2568)
        path = write_template(kind, tmp_path / "แบบ.xlsx", year)
        series = plan_parts(workspace, find_in([path], year).parts, shown=2568)
    assert [part.plan.changes for part in series.parts] == [()]
    assert lost(series) == []
    assert [doubt.why for part in series.parts for doubt in part.doubts] == []


def test_an_example_that_was_typed_over_and_not_made_a_row_is_left(tmp_path):
    with opened_unread(begun_workspace(2568), tmp_path / "งาน.ita") as workspace:
        year = workspace.year(2568)
        path = write_template("results", tmp_path / "แบบ.xlsx", year)
        book = load_workbook(path)
        example = next(row for row in book.worksheets[0] if str(row[0].value).endswith(": I2"))
        example[2].value = "61.25"
        book.save(path)
        left = lost(plan_parts(workspace, find_in([path], year).parts, shown=2568))
    assert left == ["61.25"]


@pytest.mark.in_turn
def test_answers_to_the_parts_of_an_item_have_rows_of_their_own(tmp_path):
    with workspaces.create(tmp_path / "งาน.ita", "สำนักงานเขตตัวอย่าง", 2564) as workspace:
        path = write_template("results", tmp_path / "แบบ.xlsx", workspace.year(2564))
        book = load_workbook(path)
        rows = {row[0].value: row for row in book.worksheets[0]}
        assert [code for code in rows if str(code).startswith("I11")] == ["I11", "I11.1", "I11.2"]
        typed = {"I11.1": (1, 2, 3, 4), "I11.2": (4, 3, 2, 1), "I13": (0, 0, 1, 9)}
        for code, counts in typed.items():
            for cell, count in zip(rows[code][3:], counts, strict=False):
                cell.value = count
        book.save(path)
        series = plan_parts(workspace, find_in([path], workspace.year(2564)).parts, shown=2564)
        apply_series(workspace, series)
        answers = workspace.year(2564).answers
    assert lost(series) == []
    assert {
        question: tuple(each.count for each in answers if each.question == question)
        for question in ("I11", *typed)
    } == {"I11": (), **typed}


@pytest.mark.in_turn
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


@pytest.mark.in_turn
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
