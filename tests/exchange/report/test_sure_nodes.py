"""Rows of results may mean something else in their table than their words alone."""

from decimal import Decimal

from ita_desktop.exchange.report.reading import read_results
from ita_desktop.exchange.report.results import Results
from ita_desktop.exchange.sheets import DataSheet, SheetRow
from ita_desktop.exchange.source import ImportSource
from tests.exchange.report.test_full_scores import read, scores


def read_sheets(*tables: tuple[tuple[str, ...], ...]) -> Results:
    """The result of a workbook with a table a sheet."""
    sheets = [
        DataSheet(f"แผ่น {at}", tuple(SheetRow(n, row) for n, row in enumerate(rows, 1)), "ผล.xlsx")
        for at, rows in enumerate(tables)
    ]
    return read_results(ImportSource("ผล.xlsx", tuple(sheets)))


def test_the_total_below_items_of_one_instrument_is_left() -> None:
    results = read(("ข้อ", "คะแนน"), ("O1", "100"), ("O2", "0"), ("รวม", "50"))
    assert "ITA" not in scores(results)
    assert [("“รวม”" in flaw.why, "OIT" in flaw.why) for flaw in results.flaws] == [(True, True)]
    named = read(("ข้อ", "คะแนน"), ("O1", "100"), ("O2", "0"), ("รวม ITA", "50"))
    several = read(("ข้อ", "คะแนน"), ("I1", "100"), ("O2", "0"), ("รวม", "50"))
    assert scores(named)["ITA"] == scores(several)["ITA"] == Decimal(50)
    assert named.flaws == several.flaws == ()


def test_the_number_of_items_that_passed_is_no_score() -> None:
    results = read(("ข้อ", "ผลการตรวจ"), ("O1", "ผ่าน"), ("O2", "ไม่ผ่าน"), ("รวม", "1"))
    assert scores(results) == {"O1": Decimal(100), "O2": Decimal(0)}
    assert [(flaw.row, "จำนวนข้อ" in flaw.why) for flaw in results.flaws] == [(4, True)]


def test_a_bare_number_among_items_is_told() -> None:
    head = ("ข้อ", "รายการ", "คะแนน")
    results = read(head, ("I1", "ก", "97"), ("I2", "ข", "98"), ("3", "ค", "99"), ("I4", "ง", "96"))
    assert scores(results) == {"I1": Decimal(97), "I2": Decimal(98), "I4": Decimal(96)}
    assert ["I3" in flaw.why for flaw in results.flaws] == [True]
    indicator = read(head, ("I1", "ก", "97"), ("2", "การใช้งบประมาณ", "98"), ("I4", "ง", "96"))
    assert scores(indicator)["2"] == Decimal(98)


def test_each_sheet_is_a_table_of_its_own() -> None:
    head = ("ข้อ", "น้ำหนัก", "คะแนน")
    results = read_sheets(
        (head, ("IIT", "30", "29.66"), ("OIT", "40", "38"), ("คะแนนรวม", "", "67.66")),
        (("ข้อ", "ผลการตรวจ"), ("O1", "ผ่าน"), ("O2", "ไม่ผ่าน")),
        (head, ("1", "10", "98"), ("2", "10", "97"), ("I3", "", "96")),
        (("ข้อ", "คะแนน"), ("4", "95")),
    )
    assert scores(results) == {
        "IIT": Decimal("98.87"),
        "OIT": Decimal(95),
        "ITA": Decimal("67.66"),
        "O1": Decimal(100),
        "O2": Decimal(0),
        "1": Decimal(98),
        "2": Decimal(97),
        "I3": Decimal(96),
        "4": Decimal(95),
    }
    assert results.flaws == ()
