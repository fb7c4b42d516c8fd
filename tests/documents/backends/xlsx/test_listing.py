"""Tables of measures as lists to work with in Excel, and what an import reads of them."""

import itertools
import re
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ita_desktop.documents.backends import xlsx
from ita_desktop.documents.content import (
    Cell,
    Document,
    Table,
    TableColumn,
    TableRow,
    cell,
    paragraph,
)
from ita_desktop.documents.export import drawn
from ita_desktop.documents.kinds import Format, ReportContext
from ita_desktop.documents.registry import KINDS
from ita_desktop.documents.registry import kind as kind_of
from ita_desktop.domain.documents import DocumentChoices, DocumentOption
from tests.documents.any_data.test_measures import DOCUMENTS
from tests.documents.any_data.years import year_of
from tests.documents.readers.libreoffice import convert
from tests.documents.readers.lines import workbook_of

LATIN = re.compile("[A-Za-z]")
LISTS = [
    (name, subject)
    for name, subject in DOCUMENTS
    if DocumentOption.PRINTED_SHEET in kind_of(name).choices
]


def sheet(of: ReportContext, name: str, subject: str = "") -> Any:
    content = drawn(kind_of(name), replace(of, subject=subject), Format.XLSX)
    return workbook_of(content).worksheets[0]


def test_analysis_measures_and_progress_are_lists() -> None:
    names = {kind.name for kind in KINDS if DocumentOption.PRINTED_SHEET in kind.choices}
    assert names == {
        "analysis-by-indicator",
        "analysis-by-item",
        "measures-book",
        "measures-by-item",
        "measures-by-indicator",
        "communication-plan",
        "progress-report",
    }


@pytest.mark.in_turn
@pytest.mark.parametrize(("name", "subject"), LISTS)
@pytest.mark.parametrize(("seed", "count"), [(1, 3), (2, 60)])
def test_a_list_has_a_row_a_row_below_headings_that_stay_and_filter(
    name: str, subject: str, seed: int, count: int
) -> None:
    of = replace(year_of(seed, count, 150), subject=subject)
    made = sheet(of, name, subject)
    document = kind_of(name).build(of, kind_of(name).digits)
    tables = [block for block in document.blocks if getattr(block, "heading", ())]
    if name == "analysis-by-item":
        tables = [table for table in tables if len(table.columns) > 2]  # below the scores
    rows = [row for table in tables for row in table.rows if not row.group]
    head = int(made.freeze_panes[1:]) - 1
    assert head <= 4
    assert made.print_title_rows == f"${head}:${head}"
    filtered = re.fullmatch(rf"A{head}:[A-Z]+([0-9]+)", made.auto_filter.ref)
    assert filtered
    assert all(cell.value for cell in made[head])
    for merged in made.merged_cells.ranges:
        # An empty list has a sentence over all of them.
        empty = len(rows) == len(rows[0].cells) == 1
        assert empty or merged.min_col == merged.max_col, "no cell reaches over columns"
    heights = [made.row_dimensions[row].height for row in range(1, made.max_row + 1)]
    assert all(18 <= height <= 409 for height in heights)
    parted = int(filtered[1]) - head - len(rows)
    # Only what no row of Excel is high enough for takes more than one.
    assert (
        0
        <= parted
        <= sum(
            len(cell.paragraphs) // 15
            + sum(len(one.text) for one in cell.paragraphs) // 600
            + sum(map(len, cell.pictures)) // 2
            for row in rows
            for cell in row.cells
        )
    )


def test_what_heads_rows_is_a_column_that_is_filled_in_each() -> None:
    made = sheet(year_of(5, 40, 60), "measures-by-item")
    head = int(made.freeze_panes[1:]) - 1
    assert [made.cell(head, column).value for column in (1, 2)] == ["ตัวชี้วัด", "ข้อ"]
    groups = [made.cell(row, 1).value for row in range(head + 1, made.max_row + 1)]
    own = [made.cell(row, 2).value for row in range(head + 1, made.max_row + 1)]
    assert all(group for group, topic in zip(groups, own, strict=True) if topic)
    assert len(set(groups)) > 5


def test_the_form_of_the_printed_page_is_a_choice_that_is_kept() -> None:
    of = year_of(5, 40, 60)
    name = "measures-by-item"
    kept = DocumentChoices(id="c", name=name, chosen=DocumentOption.PRINTED_SHEET.value)
    printed = sheet(replace(of, year=replace(of.year, document_choices=(kept,))), name)
    assert printed.row_breaks.brk
    assert any(range_.min_col == 1 and range_.max_col > 3 for range_ in printed.merged_cells.ranges)
    text = sheet(replace(of, printed_sheet=True), name)
    assert [cell.value for cell in text["A"]] == [cell.value for cell in printed["A"]]
    both = replace(of, year=replace(of.year, document_choices=(kept,)), printed_sheet=False)
    assert not any(
        range_.min_col != range_.max_col for range_ in sheet(both, name).merged_cells.ranges
    )


def test_one_long_row_makes_no_list_so_wide_that_its_print_is_too_small_to_read() -> None:
    """Fourteen steps are just low enough for a row of Excel where each stands on one line; for that
    the column was widened until the page was printed at half its size."""
    steps = (f"{number}. {'ประชาสัมพันธ์มาตรการให้ทราบ ' * 8}" for number in range(1, 15))
    long = Cell(tuple(paragraph(step, "cell") for step in steps))
    heading = TableRow(tuple(cell(text, "cell-heading") for text in ("ข้อ", "มาตรการ", "ผล")))
    columns = (TableColumn(20), TableColumn(40), TableColumn(40))
    rows = (TableRow((cell("I1"), long, cell("ครบ"))),)
    made = Document("รายการ", (Table(columns, rows, (heading,)),), as_list=True)
    usual = replace(made, blocks=(replace(made.blocks[0], rows=()),))
    assert _width(made) <= 1.5 * _width(usual) + 1


def _width(document: Document) -> float:
    made = workbook_of(xlsx.render(document)).worksheets[0]
    return sum(column.width for column in made.column_dimensions.values())


@pytest.mark.in_turn
@pytest.mark.needs_soffice
@pytest.mark.needs_poppler
@pytest.mark.parametrize("letter", ["official", "substitute"])
def test_no_line_is_cropped_in_libreoffice(letter: str, tmp_path: Path) -> None:
    for name, subject in LISTS:
        of = replace(year_of(7, 30, 500), subject=subject)
        content = drawn(kind_of(name), of, Format.XLSX)
        (tmp_path / f"{name}{subject}.xlsx").write_bytes(content)
    files = sorted(tmp_path.glob("*.xlsx"))
    convert(files, "pdf", tmp_path, substitute=letter == "substitute")
    for file in files:
        assert lost(file) == Counter(), file.name


def lost(file: Path) -> Counter[str]:
    """The Latin letters (which no end of a line changes) of a sheet's rows that its pages do not
    show: a line that has no room in its row is not painted."""
    shown = subprocess.run(
        ["pdftotext", "-raw", file.with_suffix(".pdf"), "-"], check=True, capture_output=True
    ).stdout.decode()
    made = workbook_of(file).worksheets[0]
    written = " ".join(str(cell.value) for row in made.iter_rows() for cell in row if cell.value)
    return Counter(LATIN.findall(written)) - Counter(LATIN.findall(shown))


@pytest.mark.needs_soffice
@pytest.mark.needs_poppler
@pytest.mark.parametrize("letter", ["official", "substitute"])
def test_no_line_is_cut_by_the_edge_of_its_row_in_libreoffice(letter: str, tmp_path: Path) -> None:
    """The last line of a row is as far from the first of the next row as lines are."""
    empty = Cell((paragraph("", "cell"),))
    rows = [TableRow((_lines(f"A{number}", number % 5 + 1), empty)) for number in range(20)]
    heading = TableRow((cell("ก", "cell-heading"), cell("ข", "cell-heading")))
    columns = (TableColumn(1), TableColumn(1))
    made = Document("รายการ", (Table(columns, tuple(rows), (heading,)),), as_list=True)
    file = tmp_path / "ก.xlsx"
    file.write_bytes(xlsx.render(made))
    convert([file], "pdf", tmp_path, substitute=letter == "substitute")
    shown = subprocess.run(
        ["pdftotext", "-bbox", file.with_suffix(".pdf"), "-"], check=True, capture_output=True
    ).stdout.decode()
    words = re.findall(r'yMin="([\d.]+)"[^>]*>A(\d+)l\d+e<', shown)
    assert len(words) == sum(len(row.cells[0].paragraphs) for row in rows)
    within, between = [], []
    for (above, row), (below, next_row) in itertools.pairwise(words):
        (within if row == next_row else between).append(float(below) - float(above))
    pitch = max(within)
    assert min(distance for distance in between if distance > 0) > pitch * 0.97


@pytest.mark.needs_soffice
@pytest.mark.needs_poppler
@pytest.mark.parametrize("letter", ["official", "substitute"])
def test_no_line_of_a_shared_cell_stands_on_the_edge_of_two_pages(
    letter: str, tmp_path: Path
) -> None:
    """Every line is on one page, whole: one that is cut in two is on both, or on none."""
    rows = [
        TableRow(
            (
                *((_lines(f"A{group}", 12, rows=3),) if not number else ()),
                _lines(f"B{group}x{number}", 2),
                *((_lines(f"C{group}", 4 + group, rows=3),) if not number else ()),
            )
        )
        for group in range(14)
        for number in range(3)
    ]
    heading = TableRow(tuple(cell(text, "cell-heading") for text in ("ก", "ข", "ค")))
    columns = (TableColumn(30), TableColumn(40), TableColumn(30))
    made = Document("รายการ", (Table(columns, tuple(rows), (heading,)),), as_list=True)
    file = tmp_path / "ก.xlsx"
    file.write_bytes(xlsx.render(made))
    convert([file], "pdf", tmp_path, substitute=letter == "substitute")
    shown = subprocess.run(
        ["pdftotext", "-raw", file.with_suffix(".pdf"), "-"], check=True, capture_output=True
    ).stdout.decode()
    assert shown.count("\f") > 3
    printed = Counter(re.findall(r"[ABC]\d+(?:x\d)?l\d+e", shown))
    lines = [one.text for row in rows for each in row.cells for one in each.paragraphs]
    assert {one: count for one, count in printed.items() if count != 1} == {}
    assert set(printed) == set(lines)


def _lines(name: str, count: int, rows: int = 1) -> Cell:
    return Cell(tuple(paragraph(f"{name}l{line}e", "cell") for line in range(count)), rows=rows)
