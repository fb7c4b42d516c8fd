"""Points beside the full points of an indicator are no score of a hundred."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from ita_desktop.exchange.report.reading import read_results
from ita_desktop.exchange.report.results import Results
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow
from ita_desktop.exchange.source import ImportSource, read_pasted


def read(*rows: Sequence[str]) -> Results:
    return read_results(read_pasted(rows, "ผล.csv"))


def scores(results: Results) -> dict[str, Decimal]:
    return {figure.node: figure.value for figure in results.figures}


def test_the_percentage_is_the_score_where_the_points_have_a_full_number() -> None:
    results = read(
        ("ตัวชี้วัด", "คะแนนเต็ม", "คะแนนที่ได้", "ร้อยละ"),
        ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "20", "19.5", "97.50"),
        ("การใช้งบประมาณ", "๑๐", "9.1", "91"),
        ("รวม", "30", "28.6", "95.33"),
    )
    assert scores(results) == {"1": Decimal("97.50"), "2": Decimal(91), "ITA": Decimal("95.33")}
    assert results.ignored_columns == ()


def test_points_without_a_percentage_are_worked_out_and_told() -> None:
    results = read(
        ("ข้อ", "คะแนนเต็ม (คะแนน)", "คะแนนที่ได้"),
        ("IIT", "30", "29.66"),
        ("OIT", "40", "40"),
        ("I1", "100", "98"),
        ("E1", "", "97"),
    )
    known = {"IIT": "98.87", "OIT": "100", "I1": "98", "E1": "97"}
    assert scores(results) == {node: Decimal(value) for node, value in known.items()}
    worked_out, without = (doubt.why for doubt in results.doubts)
    assert "2 แถว" in worked_out
    assert "29.66 จาก 30 เป็น 98.87" in worked_out
    assert "1 แถว" in without


def test_more_points_than_the_full_number_are_no_score() -> None:
    results = read(("ข้อ", "คะแนนเต็ม", "คะแนน"), ("IIT", "30", "98.87"), ("OIT", "40", "40"))
    assert scores(results) == {"OIT": Decimal(100)}
    assert [flaw.row for flaw in results.flaws] == [2]


def test_a_percentage_without_full_points_is_another_column() -> None:
    results = read(("เครื่องมือ", "คะแนน", "ร้อยละ (น้ำหนัก)"), ("IIT", "98", "30"), ("OIT", "99", "40"))
    assert scores(results) == {"IIT": Decimal(98), "OIT": Decimal(99)}


@pytest.mark.parametrize(
    ("head", "points", "known"),
    [
        ("คะแนนที่ได้ (คะแนนเต็ม 30)", "27.5", "91.67"),
        ("คะแนน (เต็ม ๕)", "4.5", "90"),
        ("คะแนนที่ได้ (30 คะแนน)", "15", "50"),
        ("คะแนน (เต็ม 100)", "15", "15"),
        ("คะแนน (100 คะแนน)", "15", "15"),
    ],
)
def test_the_full_number_may_stand_in_the_heading(head: str, points: str, known: str) -> None:
    results = read(("ข้อ", "คำถาม", head), ("I1", "ก", points), ("I2", "ข", ""))
    assert scores(results) == {"I1": Decimal(known)}
    assert len(results.doubts) == (known != points)


def test_one_row_for_all_items_has_the_points_of_the_weight() -> None:
    def table(name: str, *rows: tuple[str, str]) -> DataSheet:
        return DataSheet(name, tuple(SheetRow(number, row) for number, row in enumerate(rows, 1)))

    outside = table("ตาราง 1", ("ประเด็นการประเมิน EIT", "คะแนนที่ได้"), ("E1 โปร่งใส", "70.11"),
                    ("E2 เท่าเทียม", "69.62"))  # fmt: skip
    whole = ("O1-O43\nโครงสร้างหน่วยงาน\nข้อมูลผู้บริหาร", "๒๕.๒๔/๔๐")
    open_data = table("ตาราง 2", ("ประเด็นการประเมิน OIT", "คะแนนที่ได้"), whole)
    results = read_results(ImportSource("ผล.docx", (outside, open_data)))
    assert scores(results) == {
        "E1": Decimal("70.11"), "E2": Decimal("69.62"), "OIT": Decimal("63.10")
    }  # fmt: skip
    assert results.read[Origin("ตาราง 2", 2)] == {0, 1}


def test_full_points_may_be_more_than_a_hundred() -> None:
    results = read(("ข้อ", "คะแนนเต็ม", "คะแนนที่ได้"), ("OIT", "300", "250"), ("IIT", "1,000", "90"))
    assert scores(results) == {"OIT": Decimal("83.33"), "IIT": Decimal(9)}
    assert not results.flaws


@pytest.mark.parametrize("full", ["0", "สามสิบ", "-5", "99999999"])
def test_a_score_of_unknown_full_points_is_not_read(full: str) -> None:
    results = read(("ข้อ", "คะแนนเต็ม", "คะแนนที่ได้"), ("IIT", full, "27"), ("OIT", "40", "40"))
    assert scores(results) == {"OIT": Decimal(100)}
    assert [(flaw.row, flaw.cell and flaw.cell.name) for flaw in results.flaws] == [(2, "score")]


def test_what_is_no_score_is_told_with_the_usual_range() -> None:
    results = read(("ข้อ", "คะแนน"), ("IIT", "ยังไม่ออก"), ("EIT", "91"), ("OIT", "-3"))
    assert scores(results) == {"EIT": Decimal(91)}
    assert ["0 ถึง 100" in flaw.why and "10000" not in flaw.why for flaw in results.flaws] == [
        True,
        True,
    ]


@pytest.mark.parametrize("weights", [("30", "30", "40"), ("", "", "")])
def test_scores_may_stand_below_their_full_points_beside_those_of_a_weight(weights) -> None:
    heads = ("เครื่องมือ", "คะแนนเต็ม 100", "น้ำหนัก", "คะแนนถ่วงน้ำหนัก")
    figures = (("92.10", "27.63"), ("85.20", "25.56"), ("96.00", "38.40"))
    rows = [
        (node, score, weight, points)
        for node, (score, points), weight in zip(
            ("IIT", "EIT", "OIT"), figures, weights, strict=True
        )
    ]
    found = scores(read(heads, *rows, ("ITA", "", "", "91.59")))
    assert found == {
        **{row[0]: Decimal(row[1]) for row in rows},
        "ITA": Decimal("91.59"),
    }


def test_full_points_of_each_instrument_in_one_heading_are_those_of_none() -> None:
    rows = (("IIT", "27.63"), ("EIT", "25.56"), ("OIT", "28.40"))
    results = read(("เครื่องมือ", "คะแนนที่ได้ (เต็ม 30/30/40)"), *rows)
    assert scores(results) == {}
    assert len(results.flaws) == len(rows)


def test_full_points_without_a_score_are_no_score() -> None:
    results = read(("ข้อ", "คะแนนเต็ม", "คะแนนที่ได้"), ("IIT", "30", "-"), ("OIT", "40", "40"))
    assert scores(results) == {"OIT": Decimal(100)}
    assert not results.flaws


def test_the_full_number_may_stand_in_the_name_of_a_row() -> None:
    results = read(
        ("รายการ", "คะแนน"), ("ตัวชี้วัดที่ 1 (คะแนนเต็ม 30)", "27.5"), ("ตัวชี้วัดที่ 2 (เต็ม 100)", "90")
    )
    assert scores(results) == {"1": Decimal("91.67"), "2": Decimal(90)}


def test_the_full_number_may_head_a_column_beside_years_in_rows() -> None:
    results = read(
        ("ปี", "IIT (30 คะแนน)", "EIT (เต็ม 30)", "รวม"),
        ("2566", "27", "15", "90"),
        ("2567", "30", "", "95"),
    )
    assert scores(results) == {"IIT": Decimal(90), "EIT": Decimal(50), "ITA": Decimal(90)}
    assert any("27 จาก 30 เป็น 90" in doubt.why for doubt in results.doubts)


@pytest.mark.parametrize(
    ("cell", "known"),
    [
        ("27.5/30", "91.67"),
        ("27.5 จาก 30", "91.67"),
        ("๒๗.๕ / ๓๐ คะแนน", "91.67"),
        ("27.5 คะแนน จาก 30 คะแนน", "91.67"),
        ("27.5 (เต็ม 30)", "91.67"),
        ("27.5 จากคะแนนเต็ม 30", "91.67"),
        ("91.67/100", "91.67"),
    ],
)
def test_points_and_full_points_may_stand_in_one_cell(cell: str, known: str) -> None:
    results = read(("ข้อ", "คะแนน"), ("IIT", cell), ("EIT", "96.5"))
    assert scores(results) == {"IIT": Decimal(known), "EIT": Decimal("96.5")}
    told = [doubt.why for doubt in results.doubts]
    assert any("27.5 จาก 30 เป็น 91.67" in why for why in told) == (known not in cell)


@pytest.mark.parametrize("cell", ["31/30", "27.5/0", "27.5/30/40", "จาก 30"])
def test_points_of_another_number_are_told(cell: str) -> None:
    results = read(("ข้อ", "คะแนน"), ("IIT", cell), ("EIT", "96.5"))
    assert scores(results) == {"EIT": Decimal("96.5")}
    assert [(flaw.row, flaw.cell and flaw.cell.name) for flaw in results.flaws] == [(2, "score")]


def test_a_cell_of_points_agrees_with_the_column_of_full_points() -> None:
    head = ("ข้อ", "คะแนนเต็ม", "คะแนน", "ร้อยละ")
    results = read(
        head, ("IIT", "30", "27/30", ""), ("EIT", "30", "27/40", ""), ("OIT", "", "9/10", "90")
    )
    assert scores(results) == {"IIT": Decimal(90), "OIT": Decimal(90)}
    assert [flaw.row for flaw in results.flaws] == [3]


@pytest.mark.parametrize(
    "names",
    [
        ("IIT (น้ำหนัก 30)", "EIT (น้ำหนัก 30%)", "OIT น้ำหนักร้อยละ ๔๐"),
        ("แบบวัด IIT น้ำหนัก 30", "แบบวัด (EIT) น้ำหนัก : 30 คะแนน", "OIT (ค่าน้ำหนัก 40.00)"),
    ],
)
def test_points_beside_a_weight_are_of_that(names: tuple[str, ...]) -> None:
    points = zip(names, ("29.66", "15", "40"), strict=True)
    results = read(("รายการ", "คะแนนที่ได้"), *points, ("I1", "97"))
    known = {"IIT": "98.87", "EIT": "50", "OIT": "100", "I1": "97"}
    assert scores(results) == {node: Decimal(value) for node, value in known.items()}
    assert any("29.66 จาก 30 เป็น 98.87" in doubt.why for doubt in results.doubts)
    # One of them is more than its weight: all are of a hundred.
    points = zip(names, ("98.87", "15", "40"), strict=True)
    results = read(("รายการ", "คะแนนที่ได้"), *points)
    known = {"IIT": "98.87", "EIT": "15", "OIT": "40"}
    assert scores(results) == {node: Decimal(value) for node, value in known.items()}
    assert results.doubts == ()


def test_points_beside_a_column_of_weights_are_of_these() -> None:
    head = ("เครื่องมือ", "น้ำหนัก", "คะแนนที่ได้")
    rows = (("IIT", "30", "29.66"), ("OIT", "40%", "25.24"))
    results = read(head, *rows)
    assert scores(results) == {"IIT": Decimal("98.87"), "OIT": Decimal("63.10")}
    assert results.ignored_columns == ()
    results = read(head, *rows, ("EIT", "30", "98"))
    assert scores(results) == {"IIT": Decimal("29.66"), "OIT": Decimal("25.24"), "EIT": Decimal(98)}
    assert results.ignored_columns == ("น้ำหนัก",)


@pytest.mark.parametrize(
    ("name", "node"),
    [
        ("รวม IIT", "IIT"),
        ("คะแนนเฉลี่ย EIT", "EIT"),
        ("OIT รวม", "OIT"),
        ("คะแนนรวมทั้งสิ้น", "ITA"),
        ("ITA รวม", "ITA"),
    ],
)
def test_totals_are_called_in_many_ways(name: str, node: str) -> None:
    results = read(("ข้อ", "คะแนน"), ("I1", "97"), (name, "98"))
    assert scores(results) == {"I1": Decimal(97), node: Decimal(98)}


def test_a_cell_without_a_score_is_told_as_it_is() -> None:
    results = read(("ข้อ", "คะแนน"), ("I1", "97"), ("OIT", "ไม่มีคะแนน"))
    assert ["“ไม่มีคะแนน”" in flaw.why for flaw in results.flaws] == [True]


@pytest.mark.parametrize(
    ("points", "percent"),
    [("คะแนนที่ได้", "ร้อยละ"), ("คะแนนที่ได้ ปี 2566", "ร้อยละ ปี 2566"), ("คะแนนที่ได้ ปี 2566", "ร้อยละ")],
)
def test_of_points_beside_a_percentage_that_is_the_score(points: str, percent: str) -> None:
    rows = (("IIT", "27.5", "91.67"), ("EIT", "25", ""), ("OIT", "36", "90"))
    results = read(("ข้อ", points, percent), *rows)
    assert scores(results) == {"IIT": Decimal("91.67"), "OIT": Decimal(90)}
    (used,) = results.doubts
    assert "27.5 เป็น 91.67" in used.why
    # Points without a percentage are no score of a hundred.
    assert [(flaw.row, "“25”" in flaw.why) for flaw in results.flaws] == [(3, True)]


def test_a_total_of_a_weight_of_a_hundred_needs_no_percentage() -> None:
    results = read(
        ("เครื่องมือ", "น้ำหนัก", "คะแนนที่ได้", "ร้อยละ"),
        ("IIT", "30", "27.30", "91"),
        ("EIT", "30", "25.20", "84"),
        ("รวม", "100", "90.50", ""),
    )
    assert scores(results)["ITA"] == Decimal("90.50")
    assert not any("ไม่มีคะแนนเต็ม" in doubt.why for doubt in results.doubts)


def test_a_percentage_less_than_the_score_is_another_column() -> None:
    results = read(("ข้อ", "คะแนน", "ร้อยละ"), ("IIT", "98", "30"), ("OIT", "99", "40"))
    assert scores(results) == {"IIT": Decimal(98), "OIT": Decimal(99)}


def test_weights_tell_of_the_scores_of_their_own_level() -> None:
    results = read(
        ("ข้อ", "รายการ", "น้ำหนัก", "คะแนน"),
        ("IIT", "", "30", "27"),
        ("OIT", "", "40", "36"),
        ("1", "การปฏิบัติหน้าที่", "0.2", "91"),
        ("2", "การใช้งบประมาณ", "0.2", "88"),
    )
    known = {"IIT": 90, "OIT": 90, "1": 91, "2": 88}
    assert scores(results) == {node: Decimal(value) for node, value in known.items()}
