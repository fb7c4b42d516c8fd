"""Columns that are ticked become a cell that names what is ticked."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from ita_desktop.exchange.cells.row import is_legend
from ita_desktop.exchange.report.reading import read_results
from ita_desktop.exchange.sheets import DataSheet, SheetRow
from ita_desktop.exchange.source import ImportSource, read_content, read_file, read_pasted
from tests.documents.readers.libreoffice import convert
from tests.exchange.files.test_other_formats import cell as odf_cell
from tests.exchange.files.test_other_formats import odf
from tests.exchange.files.test_other_formats import row as odf_row
from tests.exchange.files.test_other_formats import table as odf_table
from tests.exchange.files.word.made import p, tbl, tc, tr, word

MONTHS = (
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
)


def read(*rows: Sequence[str]) -> ImportSource:
    return read_pasted(rows, "มาตรการ.csv")


def cells(source: ImportSource) -> list[tuple[str, ...]]:
    """The filled cells of each row."""
    return [
        tuple(str(value) for value in row.values if value != "") for row in source.sheets[0].rows
    ]


def ticked(*places: int, mark: str = "✓", of: int = 12) -> tuple[str, ...]:
    return tuple(mark if at in places else "" for at in range(of))


def test_a_gantt_of_months_is_a_period() -> None:
    source = read(
        ("ข้อ", "มาตรการ", *MONTHS, "ผู้รับผิดชอบ"),
        ("I1", "ก", *ticked(0, 1, 2), "ทุกฝ่าย"),
        ("I2", "ข", *ticked(0, 3, 6, 7, mark="/"), "ทุกฝ่าย"),
        ("I3", "ค", *ticked(*range(12)), "ทุกฝ่าย"),
        ("I4", "ง", *ticked(5), "ทุกฝ่าย"),
        ("I5", "จ", *ticked(), "ทุกฝ่าย"),
    )
    assert cells(source) == [
        ("ข้อ", "มาตรการ", "ระยะเวลาดำเนินการ", "ผู้รับผิดชอบ"),
        ("I1", "ก", "ต.ค. - ธ.ค.", "ทุกฝ่าย"),
        ("I2", "ข", "ต.ค., ม.ค., เม.ย. - พ.ค.", "ทุกฝ่าย"),
        ("I3", "ค", "ต.ค. - ก.ย.", "ทุกฝ่าย"),
        ("I4", "ง", "มี.ค.", "ทุกฝ่าย"),
        ("I5", "จ", "ทุกฝ่าย"),
    ]
    [why] = [remark.why for remark in source.remarks]
    assert "C-N" in why
    assert "ระยะเวลาดำเนินการ" in why


@pytest.mark.parametrize("mark", ["X", "x", "●", "○", "*", "√", "ü", "P"])
def test_any_one_mark_ticks(mark: str) -> None:
    source = read(("ข้อ", "มาตรการ", *MONTHS), ("I1", "ก", *ticked(0, mark=mark)))
    assert cells(source)[1] == ("I1", "ก", "ต.ค.")


def test_months_below_a_heading_and_a_row_of_years() -> None:
    source = read(
        ("ข้อ", "มาตรการ", "ระยะเวลาดำเนินการ ปีงบประมาณ 2568", *[""] * 11, "ผู้รับผิดชอบ"),
        ("", "", "พ.ศ. 2567", "", "", "พ.ศ. 2568", *[""] * 9),
        ("", "", *MONTHS, ""),
        ("I1", "ก", *ticked(2, 3), "ทุกฝ่าย"),
    )
    assert cells(source) == [
        ("ข้อ", "มาตรการ", "ระยะเวลาดำเนินการ ปีงบประมาณ 2568", "ผู้รับผิดชอบ"),
        ("I1", "ก", "ธ.ค. 2567 - ม.ค. 2568", "ทุกฝ่าย"),
    ]


def test_units_below_a_heading_are_owners() -> None:
    source = read(
        ("ข้อ", "มาตรการ", "หน่วยงานที่รับผิดชอบ", "", "", "ระยะเวลา"),
        ("", "", "ฝ่ายปกครอง", "ฝ่ายทะเบียน", "ทุกฝ่าย", ""),
        ("I1", "ก", "✓", "", "✓", "ทุกเดือน"),
        ("I2", "ข", "", "ü", "", "ทุกเดือน"),
    )
    assert cells(source) == [
        ("ข้อ", "มาตรการ", "หน่วยงานที่รับผิดชอบ", "ระยะเวลา"),
        ("I1", "ก", "ฝ่ายปกครอง\nทุกฝ่าย", "ทุกเดือน"),
        ("I2", "ข", "ฝ่ายทะเบียน", "ทุกเดือน"),
    ]


def test_months_below_a_heading_of_owners_are_no_owners() -> None:
    source = read(
        ("ข้อ", "ข้อมูล", "ผู้รับผิดชอบ"),
        ("", "", "ฝ่ายปกครอง", "ฝ่ายโยธา", "ม.ค.", "ก.พ."),
        ("O1", "ก", "●", "", "●", ""),
        ("O2", "ข", "", "●", "", "●"),
    )
    assert cells(source) == [
        ("ข้อ", "ข้อมูล", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ"),
        ("O1", "ก", "ฝ่ายปกครอง", "ม.ค."),
        ("O2", "ข", "ฝ่ายโยธา", "ก.พ."),
    ]


def test_units_without_a_heading_above_are_owners() -> None:
    source = read(
        ("ข้อ", "มาตรการ", "ฝ่ายปกครอง", "ฝ่ายโยธา", "ระยะเวลา"),
        ("I1", "ก", "หลัก", "ร่วม", "ทุกเดือน"),
        ("I2", "ข", "", "/", "ทุกเดือน"),
    )
    assert cells(source)[1:] == [
        ("I1", "ก", "ฝ่ายปกครอง (หลัก)\nฝ่ายโยธา (ร่วม)", "ทุกเดือน"),
        ("I2", "ข", "ฝ่ายโยธา", "ทุกเดือน"),
    ]


@pytest.mark.parametrize(
    ("main", "support", "legend"),
    [
        ("●", "○", [("● = หน่วยงานหลัก  ○ หมายถึง สนับสนุน",)]),
        ("●", "○", [("หมายเหตุ ● หลัก ○ สนับสนุน",)]),
        ("●", "○", [("ผู้รับผิดชอบหลัก (●) ผู้สนับสนุน (○)",)]),
        ("◎", "△", [("◎", "หน่วยงานหลัก"), ("△", "หน่วยงานสนับสนุน")]),
        ("ม", "ส", [("ม = ผู้รับผิดชอบหลัก, ส = ผู้สนับสนุน",)]),
    ],
)
@pytest.mark.parametrize("is_above", [True, False])
def test_a_legend_says_which_part_a_mark_stands_for(
    main: str, support: str, legend: list[tuple[str, ...]], is_above: bool
) -> None:
    rows: list[tuple[str, ...]] = [
        ("ข้อ", "มาตรการ", "ฝ่ายปกครอง", "ฝ่ายโยธา"),
        ("I1", "ก", main, support),
        ("I2", "ข", "", main),
    ]
    source = read(*legend, *rows) if is_above else read(*rows, *legend)
    assert [row for row in cells(source) if row[0][0] == "I"] == [
        ("I1", "ก", "ฝ่ายปกครอง (หลัก)\nฝ่ายโยธา (สนับสนุน)"),
        ("I2", "ข", "ฝ่ายโยธา (หลัก)"),
    ]


def test_a_legend_in_paragraphs_below_a_table_of_word_is_of_it() -> None:
    table = tbl(tr("ข้อ", "มาตรการ", "ฝ่ายปกครอง", "ฝ่ายโยธา"), tr("I1", "ก", "●", "○"))
    data = word(table + p("● หมายถึง หลัก") + p("○ หมายถึง สนับสนุน"))
    source = read_content(data, "ตาราง.docx")
    assert cells(source)[1] == ("I1", "ก", "ฝ่ายปกครอง (หลัก)\nฝ่ายโยธา (สนับสนุน)")


def test_words_that_begin_as_a_part_are_no_legend() -> None:
    rows = (("ข้อ", "มาตรการ", "ฝ่ายปกครอง", "ฝ่ายโยธา"), ("I1", "ก", "●", "○"))
    source = read(*rows, ("● หลักฐานครบ ○ รองลงมา",))
    assert [row.values for row in source.sheets[0].rows[:2]] == [*rows]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("● หลัก ○ สนับสนุน", True),
        ("ม = หน่วยงานหลัก, ส = ผู้สนับสนุน", True),
        ("* สนับสนุน โรงเรียนจัดรถรับส่ง", False),
        ("● หลัก ขอให้มาก่อนเวลา ○ สนับสนุน", False),
    ],
)
def test_a_line_that_says_more_than_what_marks_mean_is_no_legend(line: str, expected: bool) -> None:
    assert is_legend(line) is expected


def test_sections_are_known_by_their_names_alone() -> None:
    source = read(
        ("ข้อ", "มาตรการ", "ปกครอง", "รักษาฯ", "การคลัง"),
        ("I1", "ก", "✓", "", "✓"),
        ("I2", "ข", "", "✓", ""),
    )
    assert cells(source)[1:] == [("I1", "ก", "ปกครอง\nการคลัง"), ("I2", "ข", "รักษาฯ")]


def test_a_choice_of_passing_or_failing_is_a_result() -> None:
    source = read(
        ("ข้อ", "ข้อมูล", "ผลการประเมิน", ""),
        ("", "", "ผ่าน", "ไม่ผ่าน"),
        ("O1", "ก", "✓", ""),
        ("O2", "ข", "", "✓"),
    )
    assert cells(source) == [
        ("ข้อ", "ข้อมูล", "ผลการประเมิน"),
        ("O1", "ก", "ผ่าน"),
        ("O2", "ข", "ไม่ผ่าน"),
    ]


def test_a_cross_beside_ticks_says_no() -> None:
    source = read(
        ("ข้อ", "มาตรการ", "ฝ่ายปกครอง", "ฝ่ายโยธา"), ("I1", "ก", "✓", "X"), ("I2", "ข", "✗", "✓")
    )
    assert cells(source)[1:] == [("I1", "ก", "ฝ่ายปกครอง"), ("I2", "ข", "ฝ่ายโยธา")]


def test_marks_of_several_meanings_are_not_read_and_told() -> None:
    rows = (("ข้อ", "มาตรการ", "ฝ่ายปกครอง", "ฝ่ายโยธา"), ("I1", "ก", "●", "○"))
    source = read(*rows)
    assert cells(source) == [*rows]
    assert ["●" in remark.why and "○" in remark.why for remark in source.remarks] == [True]


@pytest.mark.parametrize(
    "rows",
    [
        (("ข้อ", "มาตรการ", "ต.ค. 67", "พ.ย. 67"), ("I1", "ก", "/", ""), ("I2", "ข", "x", "x")),
        (("ข้อ", "ข้อมูล", "ผ่าน", "ไม่ผ่าน"), ("O1", "ก", "✓", ""), ("O2", "ข", "", "✗")),
    ],
)
def test_crosses_in_rows_of_their_own_are_not_read_and_told(rows: Sequence[Sequence[str]]) -> None:
    """Each row may have its own sort of tick."""
    source = read(*rows)
    assert [row.values[2:] for row in source.sheets[0].rows] == [row[2:] for row in rows]
    assert ["เพราะมีหลายแบบ" in remark.why for remark in source.remarks] == [True]


@pytest.mark.parametrize(
    "rows",
    [
        (("ข้อ", "มาตรการ", "ต.ค.", "พ.ย."), ("I1", "ก", "อบรม", "ติดตาม")),
        (("ข้อ", "มาตรการ", "งบประมาณ", "หมายเหตุ"), ("I1", "ก", "✓", "✓")),
        (("ข้อ", "มาตรการ", "ต.ค.", "พ.ย."), ("I1", "ก", "", "")),
        (("เดือน", "ต.ค.", "พ.ย."), ("จำนวน", "1", "2")),
        (("ข้อ", "ข้อมูล", "มี", "ไม่มี", "ลิงก์"), ("O1", "ก", "✓", "", "https://a.example/1")),
        (("ข้อ", "ผู้รับผิดชอบ"), ("I1", "ฝ่ายปกครอง", "ฝ่ายโยธา"), ("I2", "", "✓")),
        (("แผน", "ระยะเวลา"), ("ก", "✓", "ทุกเดือน"), ("ข", "✓", "X")),
    ],
    ids=[
        *("texts", "other headings", "nothing ticked", "numbers", "a check of links"),
        *("owners in two columns", "ticked below the heading"),
    ],
)
def test_other_columns_stay_as_they_are(rows: Sequence[Sequence[str]]) -> None:
    source = read(*rows)
    assert [row.values for row in source.sheets[0].rows] == [tuple(row) for row in rows]
    assert source.remarks == ()


def test_notes_titles_and_groups_among_the_rows_stay() -> None:
    source = read(
        ("แผนปฏิบัติการ",),
        ("ข้อ", "มาตรการ", *MONTHS),
        ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่",),
        ("I1", "ก", *ticked(0)),
        ("หมายเหตุ: ร่าง",),
    )
    assert cells(source) == [
        ("แผนปฏิบัติการ",),
        ("ข้อ", "มาตรการ", "ระยะเวลาดำเนินการ"),
        ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่",),
        ("I1", "ก", "ต.ค."),
        ("หมายเหตุ: ร่าง",),
    ]


def test_a_repeated_heading_and_a_table_below_are_kept_apart() -> None:
    head, other = ("ข้อ", "มาตรการ", *MONTHS), ("ข้อ", "ผลการดำเนินการ", "จำนวน", "หน่วย")
    source = read(
        head,
        ("I1", "ก", *ticked(0)),
        head,
        ("I2", "ข", *ticked(1)),
        (),
        other,
        ("I1", "ก", "12", "ครั้ง"),
    )
    assert cells(source) == [
        ("ข้อ", "มาตรการ", "ระยะเวลาดำเนินการ"),
        ("I1", "ก", "ต.ค."),
        ("ข้อ", "มาตรการ", "ระยะเวลาดำเนินการ"),
        ("I2", "ข", "พ.ย."),
        other,
        ("I1", "ก", "12", "ครั้ง"),
    ]


def test_merged_headings_of_excel_become_one_row() -> None:
    from ita_desktop.exchange.reshaping.shapes import reshaped_sheet

    alone = frozenset({0, 1})
    rows = (
        SheetRow(1, ("ข้อ", "มาตรการ", "ระยะเวลา")),
        SheetRow(2, ("ข้อ", "มาตรการ", *MONTHS), alone),
        SheetRow(3, ("I1", "ก", *ticked(0))),
    )
    (made,), _ = reshaped_sheet(DataSheet("ก", rows))
    assert [row.values for row in made.rows] == [("ข้อ", "มาตรการ", "ระยะเวลา"), ("I1", "ก", "ต.ค.")]


def test_quarters_and_spans_of_months_are_named_each() -> None:
    heads = ("ต.ค.-ธ.ค.", "ม.ค. - มี.ค.", "ไตรมาส 3", "ไตรมาสที่ 4")
    source = read(("ข้อ", "มาตรการ", *heads), ("I1", "ก", *ticked(0, 1, 3, of=4)))
    assert cells(source) == [
        ("ข้อ", "มาตรการ", "ระยะเวลาดำเนินการ"),
        ("I1", "ก", "ต.ค.-ธ.ค., ม.ค. - มี.ค., ไตรมาสที่ 4"),
    ]


def test_numbers_below_a_heading_of_quarters_are_quarters() -> None:
    source = read(
        ("ข้อ", "มาตรการ", "ระยะเวลาดำเนินการ (ไตรมาส)", "", "", ""),
        ("", "", "1", "2", "3", "4"),
        ("I1", "ก", *ticked(0, 1, 3, of=4)),
    )
    assert cells(source)[-1] == ("I1", "ก", "ไตรมาส 1, ไตรมาส 2, ไตรมาส 4")
    assert {"1", "2", "3", "4"}.isdisjoint(value for row in cells(source) for value in row)


def test_a_mark_merged_over_several_columns_is_in_each(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["ข้อ", "มาตรการ", *MONTHS])
    sheet.append(["I1", "ก", "✓", "", "", "", "", "", "✓"])
    sheet.merge_cells("C2:E2")
    book.save(tmp_path / "ก.xlsx")
    assert cells(read_file(tmp_path / "ก.xlsx", "measures"))[1] == ("I1", "ก", "ต.ค. - ธ.ค., เม.ย.")


def test_a_mark_over_several_columns_of_a_web_page_is_in_each() -> None:
    heads = "".join(f"<td>{text}</td>" for text in ("ข้อ", "มาตรการ", *MONTHS))
    row = "<td>I1</td><td>ก</td><td colspan=3>/</td>" + "<td></td>" * 9
    made = f"<html><table><tr>{heads}</tr><tr>{row}</tr></table></html>"
    assert cells(read_content(made.encode(), "ก.html", "measures"))[1] == ("I1", "ก", "ต.ค. - ธ.ค.")


GREEN, GREY, WHITE = (
    PatternFill("solid", fgColor=color) for color in ("FF00B050", "FFD9D9D9", "FFFFFFFF")
)


def coloured(tmp_path: Path, *fills: tuple[str, PatternFill], extra: str = "") -> ImportSource:
    """A plan whose cells have these fills."""
    book = Workbook()
    sheet = book.active
    sheet.append(["ข้อ", "มาตรการ", *MONTHS, "ผู้รับผิดชอบ"])
    for code in ("I1", "I2"):
        sheet.append([code, "ก", extra, *[""] * 11, "ทุกฝ่าย"])
    for place, fill in fills:
        sheet[place].fill = fill
    book.save(tmp_path / "ก.xlsx")
    return read_file(tmp_path / "ก.xlsx", "measures")


def test_months_that_are_coloured_are_a_period(tmp_path: Path) -> None:
    fills = [("C2", GREEN), ("D2", GREEN), ("F3", GREY), ("G3", WHITE), ("C1", GREY)]
    source = coloured(tmp_path, *fills)
    assert cells(source)[1:] == [
        ("I1", "ก", "ต.ค. - พ.ย.", "ทุกฝ่าย"),
        ("I2", "ก", "ม.ค.", "ทุกฝ่าย"),
    ]
    assert ["ระบายสี" in remark.why for remark in source.remarks] == [True]


def test_coloured_months_merged_to_the_right_are_each_coloured(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["ข้อ", "มาตรการ", *MONTHS])
    sheet.append(["I1", "ก"])
    sheet["D2"].fill = GREEN
    sheet.merge_cells("D2:F2")
    book.save(tmp_path / "ก.xlsx")
    assert cells(read_file(tmp_path / "ก.xlsx", "measures"))[1] == ("I1", "ก", "พ.ย. - ม.ค.")


@pytest.mark.parametrize(
    "fills",
    [
        [(f"{column}2", GREY) for column in "ABCDEFGHIJKLMNO"],
        [(f"{column}{row}", GREY) for column in "CDEFGHIJKLMN" for row in (2, 3)],
    ],
    ids=["every other row", "all months"],
)
def test_colour_that_tells_nothing_is_no_period(tmp_path: Path, fills) -> None:
    assert cells(coloured(tmp_path, *fills))[1:] == [("I1", "ก", "ทุกฝ่าย"), ("I2", "ก", "ทุกฝ่าย")]


def test_where_there_are_ticks_colour_is_only_colour(tmp_path: Path) -> None:
    source = coloured(tmp_path, ("F2", GREEN), extra="✓")
    assert [row[2] for row in cells(source)[1:]] == ["ต.ค.", "ต.ค."]


@pytest.mark.parametrize(
    "months",
    [("Oct-67", "Nov-67"), ("ตค 67", "พย 67"), ("ตุลาคม", "พฤศจิกายน"), ("ต.ค.67", "พ.ย.67")],
)
def test_months_are_written_in_many_ways(months: tuple[str, str]) -> None:
    source = read(("ข้อ", "มาตรการ", *months), ("I1", "ก", "x", "x"))
    assert cells(source)[1] == ("I1", "ก", " - ".join(months).replace("-67", " 67"))


def test_coloured_months_of_word_are_a_period() -> None:
    green, white = (
        '<w:shd w:val="clear" w:fill="00B050"/>',
        '<w:shd w:val="clear" w:fill="auto"/>',
    )
    months = MONTHS[:4]
    data = word(
        tbl(
            tr("ข้อ", "มาตรการ", *months),
            tr(tc("I1"), tc("ก"), tc(properties=green), tc(properties=green), tc(), tc()),
            tr(
                tc("I2"),
                tc("ข"),
                tc(properties=white),
                tc(properties=f'<w:gridSpan w:val="3"/>{green}'),
            ),
        )
    )
    assert cells(read_content(data, "ก.docx", "measures"))[1:] == [
        ("I1", "ก", "ต.ค. - พ.ย."),
        ("I2", "ข", "พ.ย. - ม.ค."),
    ]


def test_coloured_months_of_a_web_page_are_a_period() -> None:
    months = "".join(f"<td>{month}</td>" for month in MONTHS[:4])
    green, grey, white = (
        '<td style="border:1px; background-color: #00B050"></td>',
        "<td bgcolor=silver></td>",
        "<td bgcolor='#FFFFFF'></td>",
    )
    made = (
        f"<table><tr><td>ข้อ<td>มาตรการ{months}</tr>"
        f"<tr><td>I1<td>ก{green}{green}{white}<td></tr>"
        f"<tr><td>I2<td>ข{white}<td>{grey}</tr></table>"
    )
    assert cells(read_content(made.encode(), "ก.html", "measures"))[1:] == [
        ("I1", "ก", "ต.ค. - พ.ย."),
        ("I2", "ข", "ธ.ค."),
    ]


@pytest.mark.needs_soffice
@pytest.mark.parametrize("form", ["ods", "xls", "html"])
def test_coloured_months_that_libreoffice_saved_are_a_period(tmp_path: Path, form: str) -> None:
    fills = [("C2", GREEN), ("D2", GREEN), ("F3", GREY), ("G3", WHITE), ("C1", GREY)]
    coloured(tmp_path, *fills)
    convert([tmp_path / "ก.xlsx"], form, tmp_path)
    source = read_file(tmp_path / f"ก.{form}", "measures")
    assert cells(source)[-2:] == [
        ("I1", "ก", "ต.ค. - พ.ย.", "ทุกฝ่าย"),
        ("I2", "ก", "ม.ค.", "ทุกฝ่าย"),
    ]


def test_coloured_months_of_open_documents_are_a_period() -> None:
    styles = (
        "".join(
            f"<style:style style:name='{name}' style:family='table-cell' {more}>"
            f"<style:table-cell-properties fo:background-color='{colour}'/></style:style>"
            for name, colour, more in (
                ("g", "#00B050", ""),
                ("w", "#ffffff", "style:parent-style-name='g'"),
                ("h", "#c0c0c0", ""),
            )
        )
        + "<style:style style:name='k' style:family='table-cell' style:parent-style-name='g'/>"
    )
    heads = "".join(map(odf_cell, ("ข้อ", "มาตรการ", *MONTHS)))
    body = odf_table(
        "<table:table-column table:number-columns-repeated='4'/>"
        "<table:table-column table:default-cell-style-name='h'/>",
        odf_row(heads),
        odf_row(
            odf_cell("I1"),
            odf_cell("ก"),
            "<table:table-cell table:style-name='g' table:number-columns-repeated='2'/>",
            "<table:table-cell table:style-name='w' table:number-columns-repeated='10'/>",
        ),
        odf_row(
            odf_cell("I2"),
            odf_cell("ข"),
            "<table:table-cell table:style-name='w' table:number-columns-repeated='2'/>",
            "<table:table-cell/>",
            "<table:table-cell table:style-name='k'/>",
        ),
    )
    source = read_content(odf("spreadsheet", body, styles), "ก.ods", "measures")
    assert cells(source)[1:] == [("I1", "ก", "ต.ค. - พ.ย."), ("I2", "ข", "ธ.ค. - ม.ค.")]


def test_a_row_that_counts_the_ticks_is_none_of_them() -> None:
    source = read(
        ("ข้อ", "มาตรการ", "ฝ่ายปกครอง", "ฝ่ายโยธา"),
        ("I1", "ก", "✓", ""),
        ("รวม", "", "1", "0"),
        ("I2", "ข", "", "✓"),
    )
    assert cells(source)[1:] == [
        ("I1", "ก", "ฝ่ายปกครอง"),
        ("รวม", "1", "0"),
        ("I2", "ข", "ฝ่ายโยธา"),
    ]


@pytest.mark.parametrize("other", ["5", "อบรม"], ids=["an amount", "a text"])
@pytest.mark.parametrize("place", [0, 1])
def test_among_other_cells_of_the_table_marks_are_not_read_and_told(other: str, place: int) -> None:
    rows = (
        ("ข้อ", "มาตรการ", "ต.ค.", "พ.ย.", "ผู้รับผิดชอบ"),
        ("I1", "ก", "/", "/", "ทุกฝ่าย"),
        ("I2", "ข", *ticked(place, mark=other, of=2), "ทุกฝ่าย"),
    )
    source = read(*rows)
    assert [row.values for row in source.sheets[0].rows] == [*rows]
    assert [other in remark.why for remark in source.remarks] == [True]


def test_a_signature_right_below_is_none_of_the_rows() -> None:
    source = read(
        ("ข้อ", "มาตรการ", "ต.ค.", "พ.ย.", "ผู้รับผิดชอบ"),
        ("I1", "ก", "/", "/", "ทุกฝ่าย"),
        ("", "", "", "ลงชื่อ", ""),
    )
    assert cells(source)[1:] == [("I1", "ก", "ต.ค. - พ.ย.", "ทุกฝ่าย"), ("ลงชื่อ",)]


@pytest.mark.parametrize("head", ["คะแนน", "ผลการประเมิน"])
@pytest.mark.parametrize("code", ["I", "O"])
def test_what_is_ticked_of_a_scale_is_no_score(head: str, code: str) -> None:
    rows = [
        ("ข้อ", "คำถาม", head, "", "", "", ""),
        ("", "", "1", "2", "3", "4", "5"),
        *((f"{code}{n + 1}", "ก", *ticked(n, of=5)) for n in range(5)),
    ]
    results = read_results(read(*rows))
    assert results.figures == ()
    assert ["5 ✓" in flaw.why for flaw in results.flaws] == [False] * 4 + [True]


def test_an_arrow_is_over_the_months_between_its_ends() -> None:
    source = read(
        ("ข้อ", "มาตรการ", *MONTHS),
        ("I1", "ก", "←", "", "→", "", "", "", "", "", "", "", "", ""),
        ("I2", "ข", "", "↔", "", "", "←", "-", "→", "", "", "", "", "→"),
    )
    assert cells(source)[1:] == [
        ("I1", "ก", "ต.ค. - ธ.ค."),
        ("I2", "ข", "พ.ย., ก.พ. - เม.ย., ก.ย."),
    ]


@pytest.mark.parametrize(
    ("title", "head", "mark", "read_as"),
    [
        ("มอบหมายงาน OIT", "ฝ่าย", "✓", "O1\nO3"),
        ("ปี 2568", "หน่วยงานที่รับผิดชอบ", "/", "O1\nO3"),
        ("การส่งข้อมูล", "ฝ่าย", "✓", ""),
        ("มอบหมายงาน OIT", "ฝ่าย", "หลัก", ""),
        ("มอบหมายงาน OIT", "ฝ่าย", "5", ""),
    ],
)
def test_units_down_and_their_items_across(title: str, head: str, mark: str, read_as: str) -> None:
    rows = ((title,), (head, "O1", "O2", "O3"), ("ฝ่ายปกครอง", *ticked(0, 2, mark=mark, of=3)))
    last = cells(read(*rows, ("ฝ่ายโยธา", *ticked(1, mark=mark, of=3))))
    taken = [(head, "ข้อ"), ("ฝ่ายปกครอง", read_as), ("ฝ่ายโยธา", "O2")]
    left = [rows[1], ("ฝ่ายปกครอง", mark, mark), ("ฝ่ายโยธา", mark)]
    assert last[-3:] == (taken if read_as else left)
