"""A table that goes on overleaf in Excel: its groups stand there again, its cells are parted."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop.documents.backends import xlsx
from ita_desktop.documents.content import (
    Cell,
    ContinuedCell,
    Document,
    Orientation,
    Table,
    TableColumn,
    TableRow,
    cell,
    group_row,
    heading_row,
    paragraph,
    row,
)
from ita_desktop.exchange.files.excel.xlsx import read_xlsx
from ita_desktop.exchange.sheets import WorkProgress
from tests.documents.pictures.test_pictures import context, grid, photos
from tests.documents.readers.lines import workbook_of
from tests.support.cost import examples

COLUMNS = (TableColumn(1), TableColumn(3), TableColumn(1))
HEADING = (heading_row(("ข้อ", "ผล", "ฝ่าย")),)
GROUPS = (group_row("แบบวัด", 3), group_row("ตัวชี้วัดที่ 1", 3, 1))
STEP = "ประชุมชี้แจงเจ้าหน้าที่ทุกฝ่าย"


def sheet(table: Table) -> Any:
    made = Document("ก", (paragraph("ก", "title"), table), orientation=Orientation.LANDSCAPE)
    return workbook_of(xlsx.render(made)).active


def table(
    rows: tuple[TableRow, ...],
    again: ContinuedCell = ContinuedCell.REPEAT_CONTINUED,
    columns: tuple[TableColumn, ...] = COLUMNS,
) -> Table:
    return Table(columns, (*GROUPS, *rows), HEADING, repeat_groups=again)


def steps(count: int) -> Cell:
    return Cell(tuple(paragraph(STEP, "cell", mark=f"{at}.") for at in range(1, count + 1)))


def tops(made: Any) -> list[list[Any]]:
    """The first three rows of each page but the first, by their first cell."""
    return [
        [made.cell(one.id + down, 1).value for down in (1, 2, 3)] for one in made.row_breaks.brk
    ]


def whole(made: Any) -> bool:
    """Whether no merged cell lies on two pages."""
    ends = [one.id for one in made.row_breaks.brk]
    return not any(
        range_.min_row <= end < range_.max_row
        for range_ in made.merged_cells.ranges
        for end in ends
    )


def column(made: Any, at: int) -> list[str]:
    """The lines of a column, one below the other."""
    values = (made.cell(row, at).value for row in range(1, made.max_row + 1))
    return [line for value in values if value for line in str(value).splitlines()]


def test_the_group_rows_stand_again_where_a_page_begins_among_their_rows() -> None:
    made = sheet(table(tuple(TableRow((cell(f"I{n}"), steps(4), cell("ก"))) for n in range(20))))
    found = tops(made)
    assert len(found) >= 3
    assert all(group[:2] == ["แบบวัด", "ตัวชี้วัดที่ 1 (ต่อ)"] for group in found)
    assert [group[2] for group in found] == sorted(
        {group[2] for group in found}, key=lambda x: int(x[1:])
    )
    assert sum(line.startswith("I") for line in column(made, 1)) == 20


def test_they_stand_there_without_a_mark_where_the_form_has_none() -> None:
    second = (group_row("ตัวชี้วัดที่ 2", 3, 1), TableRow((cell("I9"), steps(9), cell("ก"))))
    rows = tuple(TableRow((cell(f"I{n}"), steps(4), cell("ก"))) for n in range(8))
    found = tops(sheet(table((*rows, *second), ContinuedCell.REPEAT)))
    assert [group[:2] for group in found[:-1]] == [["แบบวัด", "ตัวชี้วัดที่ 1"]] * (len(found) - 1)
    assert found[-1][0] == "แบบวัด"
    assert "(ต่อ)" not in str(found)
    none = tops(sheet(table(rows, ContinuedCell.EMPTY)))
    assert "แบบวัด" not in str(none)


def test_a_page_that_begins_with_an_indicator_says_no_other_again() -> None:
    rows = [TableRow((cell(f"I{n}"), steps(4), cell("ก"))) for n in range(12)]
    for at in range(1, 11):
        cut = (*rows[:at], group_row("ตัวชี้วัดที่ 2", 3, 1), *rows[at:])
        for head, below, third in tops(sheet(table(cut))):
            assert head == "แบบวัด"
            assert below in ("ตัวชี้วัดที่ 1 (ต่อ)", "ตัวชี้วัดที่ 2 (ต่อ)", "ตัวชี้วัดที่ 2")
            assert "ตัวชี้วัด" not in str(third)


def test_a_shared_cell_is_parted_at_the_end_of_a_page_and_goes_on_below_the_groups() -> None:
    made = sheet(table((TableRow((cell("I1", rows=2), steps(80), cell("ก", rows=2))),
                        TableRow((cell("ต่อท้าย"),)))))  # fmt: skip
    assert len(tops(made)) >= 3
    assert whole(made)
    lines = [line for line in column(made, 2) if line.endswith(STEP)]
    assert lines == [f"{at}. {STEP}" for at in range(1, 81)]
    # What the rows share is told again on each page.
    assert column(made, 1).count("I1") == 1 + len(tops(made))


def test_an_import_reads_a_shared_cell_that_goes_on_overleaf_as_one() -> None:
    high = "\n".join("ก" * 9)
    rows = [TableRow((cell(f"I{n}\n{high}"), *[steps(60), cell("ทุกฝ่าย", rows=6)] * (n == 0)))
            for n in range(6)]  # fmt: skip
    rows[0] = replace(rows[0], cells=(rows[0].cells[0], replace(steps(60), rows=6),
                                      rows[0].cells[2]))  # fmt: skip
    own = TableRow((cell("I9"), cell("อื่น"), cell("")))
    made = Document("ก", (table((*rows, own)),), orientation=Orientation.LANDSCAPE)
    content = xlsx.render(made)
    assert len(workbook_of(content).active.row_breaks.brk) >= 2
    [read] = read_xlsx(content, "x.xlsx", WorkProgress()).sheets
    items = [row for row in read.rows if str(row.values[0]).startswith("I")]
    whole = "\n".join(f"{at}. {STEP}" for at in range(1, 61))
    assert [row.values[1:] for row in items[:6]] == [(whole, "ทุกฝ่าย")] * 6
    assert [{1, 2} <= row.merged for row in items] == [False, *[True] * 5, False]
    assert items[6].values[1:] == ("อื่น",)


def test_a_shared_cell_is_told_again_on_the_next_page_and_read_as_one() -> None:
    rows = (
        TableRow((cell("I1"), steps(20), cell("ทุกฝ่าย", rows=3))),
        *(TableRow((cell(f"I{n}"), steps(20))) for n in (2, 3)),
        TableRow((cell("I4"), steps(2), cell("ฝ่ายโยธา"))),
    )
    made = Document("ก", (table(rows, ContinuedCell.EMPTY),), orientation=Orientation.LANDSCAPE)
    content = xlsx.render(made)
    sheet_ = workbook_of(content).active
    assert len(sheet_.row_breaks.brk) >= 2
    assert column(sheet_, 3).count("ทุกฝ่าย") == 1 + len(sheet_.row_breaks.brk)
    [read] = read_xlsx(content, "x.xlsx", WorkProgress()).sheets
    items = [row for row in read.rows if str(row.values[0]).startswith("I")]
    assert [row.values[2] for row in items] == ["ทุกฝ่าย"] * 3 + ["ฝ่ายโยธา"]
    assert [2 in row.merged for row in items] == [False, True, True, False]


def test_a_very_long_paragraph_is_parted_at_its_lines() -> None:
    text = " ".join(f"{STEP}{at}" for at in range(400))
    made = sheet(table((TableRow((cell("I1"), cell(text), cell("ก"))),)))
    assert len(tops(made)) >= 2
    assert whole(made)
    assert "".join(column(made, 2)[1:]).replace(" ", "") == text.replace(" ", "")


def test_a_column_that_repeats_says_its_text_again_with_the_mark() -> None:
    columns = (
        TableColumn(1, ContinuedCell.REPEAT),
        TableColumn(3),
        TableColumn(1, ContinuedCell.REPEAT_CONTINUED),
    )
    rows = (TableRow((cell("O1"), steps(60), cell("แผนงาน"))),)
    made = sheet(table(rows, ContinuedCell.EMPTY, columns))
    pages = 1 + len(made.row_breaks.brk)
    assert pages > 2
    assert column(made, 1).count("O1") == pages
    assert column(made, 3).count("แผนงาน (ต่อ)") == pages - 1


def test_a_group_row_that_lies_wholly_under_other_cells_is_written_as_nothing() -> None:
    above = TableRow(tuple(replace(steps(2), rows=2) for _column in COLUMNS))
    rows = (above, TableRow((), group=True), *(row("I1", STEP, "ข") for _row in range(60)))
    made = sheet(table(rows))
    assert column(made, 1).count("I1") == 60
    assert len(made.row_breaks.brk) >= 1


def test_headings_that_would_fill_the_page_are_not_said_again() -> None:
    high = group_row("\n".join(["ตัวชี้วัด"] * 12), 3)
    rows = tuple(TableRow((cell(f"I{n}"), steps(4), cell("ก"))) for n in range(12))
    made = sheet(Table(COLUMNS, (high, *rows), HEADING, repeat_groups=ContinuedCell.REPEAT))
    assert column(made, 1).count("ตัวชี้วัด") == 12
    assert [line for line in column(made, 1) if line[0] == "I"] == [f"I{n}" for n in range(12)]


def test_the_heading_stands_again_on_each_page_where_the_sheet_has_several() -> None:
    rows = tuple(row(f"I{n}", STEP, "ก") for n in range(90))
    other = Table(COLUMNS, (row("1", "2", "3"),), (heading_row(("ที่", "ชื่อ", "รวม")),))
    made = workbook_of(xlsx.render(Document("ก", (other, Table(COLUMNS, rows, HEADING))))).active
    found = tops(made)
    assert len(found) >= 2
    assert [top[0] for top in found] == ["ข้อ"] * len(found)
    assert not made.print_title_rows
    lines = column(made, 1)
    assert lines.count("ข้อ") == len(found) + 1
    assert [line for line in lines if line.startswith("I")] == [f"I{n}" for n in range(90)]


@settings(max_examples=examples(25))
@given(
    st.lists(st.tuples(st.integers(1, 60), st.integers(1, 3)), min_size=1, max_size=8),
    st.integers(0, 9),
)
def test_no_text_no_picture_and_no_line_is_lost_at_the_end_of_a_page(
    rows: list[tuple[int, int]], count: int
) -> None:
    pictures = Cell(pictures=grid(context(), photos(count), 50), rows=len(rows))
    made = sheet(table(tuple(
        TableRow((cell(f"I{n}" + "\nก" * more), steps(lines), *[pictures] * (n == 0)))
        for n, (lines, more) in enumerate(rows)
    )))  # fmt: skip
    assert whole(made)
    assert len(made._images) == count
    wanted = [f"{at}. {STEP}" for lines, _more in rows for at in range(1, lines + 1)]
    assert [line for line in column(made, 2) if line.endswith(STEP)] == wanted
    assert column(made, 1).count("ก") == 1 + sum(more for _lines, more in rows)
    heads = [row for row in range(1, made.max_row + 1)
             if str(made.cell(row, 1).value).startswith("ตัวชี้วัดที่ 1")]  # fmt: skip
    ends = [one.id for one in made.row_breaks.brk]
    assert heads[1:] == [end + 2 for end in ends]
    assert max(dimension.height or 0 for dimension in made.row_dimensions.values()) <= 409
