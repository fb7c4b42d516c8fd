"""A column of instruments beside that of indicators or items says whose the numbers are."""

from decimal import Decimal

import pytest

from ita_desktop.exchange.report.reading import read_results
from ita_desktop.exchange.sheets import DataSheet, SheetRow
from ita_desktop.exchange.source import ImportSource
from tests.services.imports.found.books import Rows, workbook

MERGED = ("IIT", "", "EIT", "OIT", "")
"""The cells below the first of an instrument are empty where merging was lost."""


def scores(source: ImportSource) -> dict[str, Decimal]:
    return {figure.node: figure.value for figure in read_results(source).figures}


def rows(head: str, numbers: tuple[str, ...], names: tuple[str, ...] = MERGED) -> Rows:
    given = zip(names, numbers, ("91.5", "85", "90", "92.5", "100"), strict=True)
    return (("เครื่องมือ", head, "คะแนน"), *given, ("รวม", "", "93.68"))


@pytest.mark.parametrize("names", [MERGED, ("IIT", "IIT", "EIT", "OIT", "OIT")])
@pytest.mark.parametrize(
    "numbers", [("1", "2", "6", "9", "10"), ("1 ก", "2 ข", "6 ค", "9 ง", "10 จ")]
)
def test_indicators_are_no_instruments(names: tuple[str, ...], numbers: tuple[str, ...]) -> None:
    found = scores(workbook(rows("ตัวชี้วัด", numbers, names)))
    assert found == {
        "1": Decimal("91.5"), "2": 85, "6": 90, "9": Decimal("92.5"), "10": 100,
        "ITA": Decimal("93.68"),
    }  # fmt: skip


def test_numbers_of_items_are_those_of_their_instrument() -> None:
    read = read_results(workbook(rows("ข้อ", ("1", "2", "1", "1", "2"))))
    assert [figure.node for figure in read.figures] == ["I1", "I2", "E1", "O1", "O2", "ITA"]
    assert read.doubts == ()


def test_instruments_alone_have_their_scores() -> None:
    table = (("เครื่องมือ", "คะแนน"), ("IIT", "91"), ("แบบวัด EIT", "90"), ("รวม", "93"))
    assert scores(workbook(table)) == {"IIT": 91, "EIT": 90, "ITA": 93}


@pytest.mark.parametrize("head", ["รหัส", "ข้อ"])
def test_instruments_on_one_sheet_and_items_on_the_next_have_their_scores(head: str) -> None:
    first = (("เครื่องมือ", "คะแนน"), ("แบบวัด IIT", "91"), ("แบบตรวจ OIT", "90"))
    second = ((head, "ชื่อข้อ", "คะแนนที่ได้"), ("O1", "ข้อมูลพื้นฐาน", "100"), ("O2", "แผน", "0"))
    assert scores(workbook(first, second)) == {"IIT": 91, "OIT": 90, "O1": 100, "O2": 0}


def test_instruments_with_their_names_beside_weights_have_their_scores() -> None:
    """The last row of figures is no heading of one that is called a score."""
    found = scores(
        workbook(
            (
                ("เครื่องมือ", "น้ำหนัก (ร้อยละ)", "คะแนนเฉลี่ย", "คะแนนถ่วงน้ำหนัก"),
                ("IIT แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน", "30", "91.20", "27.36"),
                ("EIT: แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก", "30", "85.50", "25.65"),
                ("OIT (แบบตรวจการเปิดเผยข้อมูลสาธารณะ)", "40", "95.00", "38.00"),
                ("คะแนนรวม", "100", "", "91.01"),
            )
        )
    )
    assert found == {
        "IIT": Decimal("91.20"), "EIT": Decimal("85.50"), "OIT": Decimal("95.00"),
        "ITA": Decimal("91.01"),
    }  # fmt: skip


def test_items_beside_their_indicators_keep_their_scores() -> None:
    table = (
        ("ตัวชี้วัด", "ข้อคำถาม", "คะแนน"),
        ("1. การปฏิบัติหน้าที่", "I1 ปฏิบัติงานตามขั้นตอน", "95.1"),
        ("1. การปฏิบัติหน้าที่", "I2 เท่าเทียม", "96"),
        ("2. การใช้งบประมาณ", "I3 คุ้มค่า", "90"),
        ("คะแนนรวม IIT", "", "93.7"),
    )
    read = read_results(workbook(table))
    assert {figure.node: figure.value for figure in read.figures} == {
        "I1": Decimal("95.1"), "I2": 96, "I3": 90, "IIT": Decimal("93.7"),
    }  # fmt: skip
    assert [figure.title for figure in read.figures[:2]] == ["ปฏิบัติงานตามขั้นตอน", "เท่าเทียม"]


def test_weighted_scores_are_no_codes() -> None:
    table = (
        ("เครื่องมือ", "คะแนน", "น้ำหนัก", "คะแนนถ่วงน้ำหนัก"),
        ("แบบวัด IIT", "92.10", "ร้อยละ 30", "27.63"),
        ("แบบวัด EIT", "88.20", "ร้อยละ 30", "26.46"),
        ("แบบวัด OIT", "95", "ร้อยละ 40", "38.00"),
        ("คะแนนรวม ITA", "92.09", "100", "92.09"),
    )
    assert scores(workbook(table)) == {
        "IIT": Decimal("92.1"), "EIT": Decimal("88.2"), "OIT": 95, "ITA": Decimal("92.09"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "title", ["IIT", "ผลคะแนนรายข้อ (IIT) ปี 2568", "ผลการประเมินแบบวัด IIT ประจำปีงบประมาณ พ.ศ. ๒๕๖๘"]
)
@pytest.mark.parametrize("head", ["ข้อ", "ข้อที่"])
def test_numbers_below_the_name_of_an_instrument_are_its_items(title: str, head: str) -> None:
    table = ((title, ""), (head, "คะแนน"), ("1", "90"), ("2", "91"), ("คะแนนรวม IIT", "90.5"))
    assert scores(workbook(table)) == {"I1": 90, "I2": 91, "IIT": Decimal("90.5")}


@pytest.mark.parametrize(
    "file", ["ผลคะแนน IIT 2568.xlsx", "IIT_2568.xlsx", "ผล ITA 2568 (IIT).xlsx"]
)
def test_the_name_of_a_file_may_name_the_instrument_and_the_year(file: str) -> None:
    sheet = DataSheet("", (SheetRow(1, ("ข้อ", "คะแนน")), SheetRow(2, ("1", "90"))), file)
    assert scores(ImportSource(file, (sheet,))) == {"I1": 90}


def test_each_survey_has_items_of_its_own_also_where_its_name_is_written_out() -> None:
    names = "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน", "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก"
    table = (("ข้อ", "คะแนน"), (names[0], ""), ("1", "90"), (names[1], ""), ("1", "80"))
    assert scores(workbook(table)) == {"I1": 90, "E1": 80}


def test_a_remark_on_an_instrument_does_not_make_the_rows_below_it_its_items() -> None:
    remark = ("หมายเหตุ ข้อมูล OIT ยังไม่ประกาศ", "")
    table = (("ผลคะแนน IIT", ""), ("ข้อ", "คะแนน"), ("1", "90"), remark, ("2", "91"))
    assert scores(workbook(table)) == {"I1": 90, "I2": 91}
