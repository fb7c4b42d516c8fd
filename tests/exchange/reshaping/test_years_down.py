"""A table with a year in each row is read as one with a year in each column."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.exchange.report.reading import read_results
from ita_desktop.exchange.reshaping.shapes import reshaped_sheet
from ita_desktop.exchange.sheets import DataSheet, SheetRow
from ita_desktop.exchange.source import ImportSource, read_pasted
from ita_desktop.services.imports.found.find import find_parts

HEADS = ("ปีงบประมาณ", "IIT", "EIT (30%)", "คะแนน OIT", "คะแนนรวม ITA", "ระดับ")
ROWS = (
    ("2565", "88.10", "๘๕.๕๐", "90", "87.77", "A"),
    ("พ.ศ. ๒๕๖๖", "-", "86.50", "91.25", "88.00", "ผ่าน"),
    ("2567", "98.88", "", "100", "97.38", "ผ่านดี"),
)


def source(*rows: Sequence[str]) -> ImportSource:
    return read_pasted(rows, "แนวโน้ม.csv")


def scores(made: ImportSource, year: int | None) -> dict[str, Decimal]:
    results = read_results(made, year=year)
    assert [each.value for each in results.years] == [year]
    return {figure.node: figure.value for figure in results.figures}


@pytest.mark.parametrize(
    ("year", "told"),
    [
        (2565, {"IIT": "88.10", "EIT": "85.50", "OIT": "90", "ITA": "87.77"}),
        (2566, {"EIT": "86.50", "OIT": "91.25", "ITA": "88.00"}),
        (2567, {"IIT": "98.88", "OIT": "100", "ITA": "97.38"}),
    ],
)
def test_the_row_of_the_year_is_read(year: int, told: dict[str, str]) -> None:
    made = source(
        ("แนวโน้มผลการประเมิน ITA สำนักงานเขตสมมติ",), (), HEADS, *ROWS, (), ("หมายเหตุ: ร่าง",)
    )
    assert scores(made, year) == {node: Decimal(value) for node, value in told.items()}


def test_what_is_turned_round_is_told() -> None:
    made = source(HEADS, *ROWS)
    [turned] = [remark.why for remark in made.remarks]
    assert "สลับ" in turned


def test_indicators_and_items_head_the_columns() -> None:
    heads = ("ลำดับ", "ปี พ.ศ.", "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "9.1", "O1 โครงสร้าง")
    made = source(heads, ("1", "2566", "90", "80", "100"), ("2", "2567", "91", "81", "0"))
    assert scores(made, 2567) == {"1": Decimal(91), "9.1": Decimal(81), "O1": Decimal(0)}


@pytest.mark.parametrize(
    "rows",
    [
        [("คะแนนเต็ม", "100", "100"), ("คะแนนที่ได้", "92.10", "85.20")],
        [("น้ำหนัก", "30", "30"), ("คะแนน", "92.10", "85.20"), ("คะแนนถ่วงน้ำหนัก", "27.63", "25.56")],
        [("ผลการประเมิน", "92.10", "85.20"), ("ค่าน้ำหนัก", "30", "30")],
    ],
)
def test_beside_full_points_and_weights_the_row_of_scores_is_read(
    rows: Sequence[Sequence[str]],
) -> None:
    made = source(("ผลการประเมิน ITA ปี 2568",), ("รายการ", "IIT", "EIT"), *rows)
    assert scores(made, 2568) == {"IIT": Decimal("92.10"), "EIT": Decimal("85.20")}


def test_of_full_points_alone_nothing_is_a_score() -> None:
    rows = (("รายการ", "IIT", "EIT"), ("คะแนนเต็ม", "100", "100"), ("น้ำหนัก", "30", "30"))
    assert len(source(*rows).sheets[0].rows) == len(rows)


def test_headings_may_stand_in_two_rows() -> None:
    made = source(
        ("ปี", "ผลคะแนน", ""), ("", "IIT", "EIT"), ("2566", "90", "80"), ("2567", "91", "81")
    )
    assert scores(made, 2566) == {"IIT": Decimal(90), "EIT": Decimal(80)}


def test_the_upper_row_of_merged_headings_is_no_row_left_out() -> None:
    rows = (
        SheetRow(3, ("ปีงบประมาณ", "คะแนน")),
        SheetRow(4, ("ปีงบประมาณ", "IIT", "EIT"), frozenset({0})),
        SheetRow(5, ("2566", "90", "80")),
        SheetRow(6, ("2567", "91", "81")),
    )
    sheets, remarks = reshaped_sheet(DataSheet("แนวโน้ม", rows))
    results = read_results(ImportSource("ก", sheets, remarks=remarks), year=2567)
    assert (len(results.figures), results.skipped) == (2, ())


def test_a_table_above_stays_and_an_average_below_is_no_score() -> None:
    above = (("ข้อ", "ผู้รับผิดชอบ"), ("O1", "ฝ่ายปกครอง"), ("รวม 1 ข้อ",), (), ("คะแนนย้อนหลัง",))
    made = source(*above, HEADS, *ROWS, ("เฉลี่ย", "93.49", "86"), (), ("หมายเหตุ",))
    first, turned, rest = made.sheets
    assert [row.values[0] for row in first.rows] == ["ข้อ", "O1", "รวม 1 ข้อ"]
    assert [row.values[0] for row in turned.rows] == [
        "คะแนนย้อนหลัง",
        "รหัส",
        "IIT",
        "EIT",
        "OIT",
        "ITA",
    ]
    assert [row.values for row in rest.rows] == [("หมายเหตุ",)]


def test_a_list_of_several_offices_stays_as_it_is() -> None:
    rows = (("เขต ก", "2567", "90", "80"), ("เขต ข", "2567", "91", "81"))
    made = source(("เขต", "ปี", "IIT", "EIT"), *rows)
    assert [row.values for row in made.sheets[0].rows[1:]] == list(rows)
    assert made.remarks == ()


def test_no_year_is_taken_for_another() -> None:
    assert len(read_results(source(HEADS, *ROWS), year=2560).years) == 3


def test_the_finder_knows_it_as_a_result_of_several_years() -> None:
    parts = find_parts([source(HEADS, *ROWS)])
    told = [(part.kind, part.year, part.is_taken) for part in parts]
    assert told == [("results", year, False) for year in (2565, 2566, 2567)]


def test_a_table_of_years_alone_is_no_result() -> None:
    with pytest.raises(InputError):
        read_results(source(("ปี", "งบประมาณ"), ("2566", "90"), ("2567", "80")))


@pytest.mark.parametrize("head", ["{}", "ปี {}", "พ.ศ. {}", "ปีงบประมาณ {}"])
@pytest.mark.parametrize("codes", ["ข้อ", "เครื่องมือ"])
def test_years_alone_head_columns_of_scores(codes: str, head: str) -> None:
    rows = (("IIT", "90", "91"), ("OIT", "80", "81"), ("ITA", "88", ""))
    made = source((codes, *map(head.format, ("2566", "๒๕๖๗"))), *rows)
    assert scores(made, 2567) == {"IIT": Decimal(91), "OIT": Decimal(81)}


def test_years_alone_above_no_scores_stay() -> None:
    rows = (("รายการ", "2566", "2567"), ("ค่าตอบแทน", "90", "91"), ("ค่าใช้สอย", "1", "2"))
    assert [row.values for row in source(*rows).sheets[0].rows] == list(rows)


@pytest.mark.parametrize("codes", ["ข้อ", ""])
def test_a_first_row_of_words_is_no_row_of_headings(codes: str) -> None:
    rows = ((codes, "รายการ", "2566", "2567"), ("O1", "ก", "ผ่าน", "ไม่ผ่าน"))
    made = source(*rows, ("O2", "ข", "ผ่าน", "ผ่าน"))
    assert [row.values for row in made.sheets[0].rows][1:] == [rows[1], ("O2", "ข", "ผ่าน", "ผ่าน")]


def test_levels_beside_the_scores_of_each_year_are_told() -> None:
    heads = (("เครื่องมือ", "ปี 2566", "", "ปี 2567", ""), ("", "คะแนน", "ระดับ", "คะแนน", "ระดับ"))
    made = source(*heads, ("IIT", "90", "A", "91", "B"), ("ITA", "88", "A", "", "ผ่าน"))
    assert scores(made, 2566) == {"IIT": Decimal(90), "ITA": Decimal(88)}
    results = read_results(made, year=2567)
    assert ([*map(str, results.skipped)], len(results.ignored_columns)) == ([], 3)


@pytest.mark.parametrize("merged", ["", "ข้อ"])
@pytest.mark.parametrize("points", ["ได้", "คะแนนที่ได้"])
def test_years_between_two_rows_of_headings_have_their_own_scores(points: str, merged: str) -> None:
    """The percentage of a year is its score, and not its points."""
    heads = (
        ("ข้อ", "คะแนน", "", "", ""),
        (merged, "ปี 2566", "", "ปี 2567", ""),
        (merged, points, "ร้อยละ", points, "ร้อยละ"),
    )
    made = source(*heads, ("IIT", "27", "90", "28", "93.3"), ("ITA", "88", "88", "90", "90"))
    assert scores(made, 2566) == {"IIT": Decimal(90), "ITA": Decimal(88)}
    assert scores(made, 2567) == {"IIT": Decimal("93.3"), "ITA": Decimal(90)}
    assert [part.year for part in find_parts([made])] == [2566, 2567]
    left = read_results(made, year=2567).ignored_columns
    assert left == (f"{points} ปี 2566", "ร้อยละ ปี 2566", f"{points} ปี 2567")


def test_the_heads_of_codes_may_stand_below_the_years() -> None:
    heads = (("ผลย้อนหลัง",), ("", "2566", "", "2567", ""), ("ข้อ", *("คะแนน", "ระดับ") * 2))
    made = source(*heads, ("IIT", "90", "A", "91", "B"), ("ITA", "88", "A", "89", "B"))
    assert scores(made, 2567) == {"IIT": Decimal(91), "ITA": Decimal(89)}


def test_levels_between_years_have_a_row_of_headings_above() -> None:
    heads = (
        ("ข้อ", "รายการ", "ผลคะแนน", "", "", ""),
        ("", "", "2566", "", "2567", ""),
        ("", "", "คะแนน", "ระดับ", "คะแนน", "ระดับ"),
    )
    made = source(*heads, ("IIT", "ก", "90", "A", "91", "B"), ("ITA", "ข", "88", "A", "89", "B"))
    assert scores(made, 2567) == {"IIT": Decimal(91), "ITA": Decimal(89)}


def test_a_column_behind_the_years_is_none_of_the_last_year() -> None:
    heads = (("ข้อ", "2566", "2567", "เป้าหมาย"), ("", "คะแนน", "คะแนน", "ร้อยละ"))
    made = source(*heads, ("IIT", "90", "91", "95"), ("ITA", "88", "89", "95"))
    assert scores(made, 2567) == {"IIT": Decimal(91), "ITA": Decimal(89)}
    assert read_results(made, year=2567).ignored_columns == ("คะแนน ปี 2566", "เป้าหมาย ร้อยละ")


def test_one_column_of_scores_is_enough_if_it_says_so() -> None:
    rows = (("2566", "88"), ("2567", "89"))
    assert scores(source(("ปี", "คะแนน ITA"), *rows), 2567) == {"ITA": Decimal(89)}
    assert source(("ปี", "รวม"), *rows).remarks == ()


@pytest.mark.parametrize(
    "rows",
    [
        (("ปี", "IIT", "EIT", "OIT"), ("2567", "90", "80", "70"), ("เฉลี่ย", "90", "80", "70")),
        (("รายการ", "IIT", "EIT", "OIT"), ("คะแนนที่ได้", "90", "80", "70")),
        (("แบบวัด", "IIT", "EIT", "OIT"), ("คะแนน", "90", "80", "70"), ("น้ำหนัก", "30", "30", "40")),
    ],
    ids=["of a year", "called so", "above weights"],
)
def test_one_row_of_scores_is_read(rows: Sequence[Sequence[str]]) -> None:
    made = source(("ผลคะแนน ITA ปีงบประมาณ 2567",), *rows)
    assert scores(made, 2567) == {"IIT": Decimal(90), "EIT": Decimal(80), "OIT": Decimal(70)}
    assert "สลับ" in " ".join(remark.why for remark in made.remarks)


@pytest.mark.parametrize("label", ["น้ำหนัก", "คะแนนเต็ม", "เป้าหมาย", "จำนวนผู้ตอบ", "คะแนนปีที่ผ่านมา", ""])
def test_one_row_of_other_figures_is_not(label: str) -> None:
    rows = (("รายการ", "IIT", "EIT", "OIT"), (label, "30", "30", "40"))
    assert [row.values for row in source(*rows).sheets[0].rows] == list(rows)


def test_years_of_the_christian_era_are_buddhist_ones() -> None:
    made = source(("ปี ค.ศ.", "IIT", "EIT"), ("2023", "90", "80"), ("2024", "91", "81"))
    assert scores(made, 2567) == {"IIT": Decimal(91), "EIT": Decimal(81)}


def test_one_row_below_all_instruments_needs_no_name_but_a_title() -> None:
    title, heads = ("ผลการประเมิน ITA ปีงบประมาณ 2567",), ("IIT", "EIT", "OIT", "รวม", "ระดับ")
    row = ("98.88", "86.50", "100", "95.61", "ผ่านดี")
    known = {"IIT": "98.88", "EIT": "86.50", "OIT": "100", "ITA": "95.61"}
    made = scores(source(title, heads, row), 2567)
    assert made == {node: Decimal(value) for node, value in known.items()}
    others = (
        (heads, row),
        (title, heads, row, row),
        (title, (*heads, "เป้าหมาย"), (*row, "95")),
        (title, heads[1:], row[1:]),
        (title, heads, ("นาย ก", "นาย ข", "นาย ค", "นาย ง", "")),
    )
    for rows in others:
        with pytest.raises(InputError):
            read_results(source(*rows))


@pytest.mark.parametrize("heads", ["I1 I2 I3 I4", "E1 E2 E3 EIT", "IIT EIT OIT"])
@pytest.mark.parametrize("label", ["", "คะแนน"])
def test_one_row_of_items_or_instruments_is_read(heads: str, label: str) -> None:
    named, row = heads.split(), ("98.88", "86.5", "100", "95.61")
    rows = (("ข้อ", *named), (label, *row)) if label else (tuple(named), row)
    values = map(Decimal, row)
    made = source(("ผลการประเมิน ITA ปีงบประมาณ 2567",), *(each[: len(rows[0])] for each in rows))
    assert scores(made, 2567) == dict(zip(named, values, strict=False))
    assert not any(figure.title in named for figure in read_results(made).figures if label)


def test_one_row_of_whole_numbers_below_items_may_be_counts() -> None:
    rows = (("จำนวนผู้ตอบ 2567",), ("I1", "I2", "I3"), ("62", "61", "60"))
    assert source(*rows).remarks == ()


@pytest.mark.parametrize(
    ("heads", "rows"),
    [
        (("หน่วยงาน", "IIT", "EIT"), (("ฝ่ายปกครอง", "98.1", "95"), ("ฝ่ายโยธา", "97", "-"))),
        (
            ("ที่", "ฝ่าย", "คะแนน IIT", "คะแนน EIT", "เฉลี่ย"),
            (("1", "ฝ่ายปกครอง", "98.1", "95", "96.55"), ("2", "ฝ่ายโยธา", "97", "", "97")),
        ),
    ],
)
def test_scores_of_units_need_no_counts(
    heads: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    read = read_results(source(("ผลการประเมิน ITA ปีงบประมาณ 2567",), heads, *rows))
    found = {(group.name, group.node): group.value for group in read.groups if group.value}
    mean = {("ฝ่ายปกครอง", "ITA"): Decimal("96.55"), ("ฝ่ายโยธา", "ITA"): Decimal(97)}
    assert found == {
        ("ฝ่ายปกครอง", "IIT"): Decimal("98.1"),
        ("ฝ่ายปกครอง", "EIT"): Decimal(95),
        ("ฝ่ายโยธา", "IIT"): Decimal(97),
    } | (mean if "เฉลี่ย" in heads else {})
    assert {group.count for group in read.groups} == {None}


@pytest.mark.parametrize(
    "rows",
    [
        (("หน่วยงาน", "IIT", "EIT"), ("ฝ่ายปกครอง", "98", "95"), ("ฝ่ายโยธา", "97", "94")),
        (("หน่วยงาน", "IIT", "EIT", "OIT"), ("ฝ่าย ก", "98.1", "95", "9"), ("ฝ่าย ข", "9", "4", "8")),
        (("หน่วยงาน", "IIT", "เป้าหมาย"), ("ฝ่าย ก", "98.1", "95"), ("ฝ่าย ข", "97", "95")),
        (("หน่วยงาน", "IIT", "EIT"), ("สำนักงานเขต ก", "98.1", "95"), ("สำนักงานเขต ข", "97", "94")),
    ],
    ids=["counts", "another instrument", "a target", "offices"],
)
def test_other_figures_of_units_are_no_scores_of_theirs(rows: Sequence[Sequence[str]]) -> None:
    assert [row.values for row in source(*rows).sheets[0].rows] == list(rows)


def test_scores_of_units_with_counts_may_have_headings_of_two_rows() -> None:
    heads = ("ส่วนราชการ", "IIT", "", "EIT", "", "คะแนนเฉลี่ย"), ("", *(2 * ("จำนวน", "คะแนน")), "")
    rows = (
        ("ฝ่ายปกครอง", "10", "98.1", "1,200", "95", "96.55"),
        ("ฝ่ายโยธา", "9", "97", "-", "-", "97"),
    )
    read = read_results(source(("ผลการประเมิน ITA ปีงบประมาณ 2567",), *heads, *rows))
    assert {(group.name, group.node): (group.count, str(group.value)) for group in read.groups} == {
        ("ฝ่ายปกครอง", "IIT"): (10, "98.1"),
        ("ฝ่ายปกครอง", "EIT"): (1200, "95"),
        ("ฝ่ายปกครอง", "ITA"): (None, "96.55"),
        ("ฝ่ายโยธา", "IIT"): (9, "97"),
        ("ฝ่ายโยธา", "ITA"): (None, "97"),
    }


@pytest.mark.parametrize(
    "rows",
    [
        (("รายการ", "ฝ่ายปกครอง", ""), ("", "IIT", "EIT"), ("คะแนน", "90.5", "80.5")),
        (
            ("รายการ", "ฝ่ายปกครอง", "", "ฝ่ายโยธา", ""),
            ("", *(2 * ("การปฏิบัติหน้าที่", "การใช้งบประมาณ"))),
            ("คะแนน", "90", "80", "91", "81"),
        ),
        (("ส่วนราชการ", "การปฏิบัติหน้าที่", "การใช้งบประมาณ"), ("คะแนน", "90", "80")),
    ],
)
def test_scores_of_a_unit_are_none_of_the_office(rows: Sequence[Sequence[str]]) -> None:
    titled = (("ผลการประเมิน ITA ปีงบประมาณ 2567",), *rows)
    assert source(*titled).remarks == ()
    assert [part.kind for part in find_parts([source(*titled)])] == [""]


def test_tables_side_by_side_below_the_instruments_are_not_turned() -> None:
    made = source(
        ("ผลการประเมิน ITA ปีงบประมาณ 2567", "", "", "", "", ""),
        ("IIT", "", "", "EIT", "", ""),
        ("ตัวชี้วัด", "คะแนน", "", "ตัวชี้วัด", "คะแนน", ""),
        ("1 การปฏิบัติหน้าที่", "91.11", "", "6 คุณภาพการดำเนินงาน", "86.61", ""),
        ("2 การใช้งบประมาณ", "92.22", "", "7 ประสิทธิภาพการสื่อสาร", "87.72", ""),
    )
    assert made.remarks == ()
    assert made.sheets[0].rows[2].values[:2] == ("ตัวชี้วัด", "คะแนน")


@pytest.mark.parametrize("heads", [("2566", "2567"), ("ปี 2566", "ปี ๒๕๖๗")])
def test_an_empty_corner_stands_above_what_the_scores_are_of(heads) -> None:
    rows = (("", *heads), ("IIT", "88", "90"), ("EIT", "80", "82"), ("OIT", "95", "100"))
    made = source(("สรุปผล ITA",), *rows)
    assert scores(made, 2567) == {"IIT": 90, "EIT": 82, "OIT": 100}


@pytest.mark.parametrize(
    "rows",
    [
        (("", "คะแนน"), ("IIT", "88"), ("อื่น", "80")),
        (("", "คะแนน"), ("1", "88"), ("2", "80")),
        (("รายการ", "คะแนน"), ("IIT", "88"), ("EIT", "80")),
        (("", "12.5"), ("IIT", "88"), ("EIT", "80")),
    ],
)
def test_no_other_corner_gets_a_heading(rows) -> None:
    sheet = DataSheet("ก", tuple(SheetRow(at, row) for at, row in enumerate(rows, 1)), "ก.xlsx")
    (made,), _ = reshaped_sheet(sheet)
    assert made.rows[0].values[0] == rows[0][0]
