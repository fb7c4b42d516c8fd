"""A table with an office in each row is one of the city: only our row of it is a result. That of
our units is no result of the office."""

from collections.abc import Sequence

import pytest

from ita_desktop.exchange.blocks import Heading, Paragraph, Table
from ita_desktop.exchange.report.offices import without_other_rows
from ita_desktop.exchange.report.reading import read_results
from ita_desktop.exchange.reshaping.years import years_across
from ita_desktop.exchange.sheets import DataSheet, SheetRow
from ita_desktop.exchange.source import ImportSource

_OWN = "สำนักงานเขตตัวอย่าง"
_ROWS = (
    ("1", "สำนักงานเขตสมมุติ", "99.1", "98.2", "100", "99.19", "ผ่านดีเยี่ยม"),
    ("2", _OWN, "88.1", "84", "95", "89.63", "ผ่านดี"),
    ("3", "สำนักงานเขตตัวอย่างใต้", "70.1", "70", "75", "72.03", "ไม่ผ่าน"),
)


def source(*rows: Sequence[str], name: str = "ผล") -> ImportSource:
    return ImportSource("ผล.xlsx", (sheet(*rows, name=name),))


def sheet(*rows: Sequence[str], name: str = "ผล") -> DataSheet:
    numbered = enumerate(rows, 1)
    return DataSheet(name, tuple(SheetRow(at, tuple(row)) for at, row in numbered), "ผล.xlsx")


def scores(found: ImportSource) -> dict[str, str]:
    return {figure.node: str(figure.value) for figure in read_results(found).figures}


@pytest.mark.parametrize("office", ["หน่วยงาน", "สำนักงานเขต", "เขต", "ชื่อหน่วยงาน"])
@pytest.mark.parametrize(
    "heads",
    [
        ("IIT", "EIT", "OIT", "คะแนนรวม"),
        ("คะแนน IIT", "คะแนน EIT", "คะแนน OIT", "คะแนน ITA"),
        ("แบบวัด IIT", "แบบวัด EIT", "แบบตรวจ OIT", "ITA"),
    ],
)
def test_only_our_row_is_read(office: str, heads: Sequence[str]) -> None:
    given = source(("ผลการประเมิน ITA ปีงบประมาณ 2568",), ("ที่", office, *heads, "ระดับ"), *_ROWS)
    found = without_other_rows(given, _OWN)
    assert scores(found) == {"IIT": "88.1", "EIT": "84", "OIT": "95", "ITA": "89.63"}
    assert read_results(found).years[0].value == 2568
    (told,) = (remark.why for remark in found.remarks if "หน่วยงานอื่น" in remark.why)
    assert "2 แห่ง" in told
    assert "สำนักงานเขตสมมุติ สำนักงานเขตตัวอย่างใต้" in told
    # Once read, there is nothing more to leave out.
    assert without_other_rows(found, _OWN) is found


def test_our_column_beside_the_mean_of_all_may_have_whole_scores() -> None:
    rows = (("IIT", "95.5", "92"), ("EIT", "93.2", "90"), ("OIT", "97.7", "98"))
    found = without_other_rows(source(("เครื่องมือ", "ค่าเฉลี่ย 50 เขต", _OWN), *rows), _OWN)
    assert scores(found) == {"IIT": "92", "EIT": "90", "OIT": "98"}
    counts = [(node, mean.replace(".", ""), own) for node, mean, own in rows]
    given = source(("เครื่องมือ", "ค่าเฉลี่ย 50 เขต", _OWN), *counts)
    assert without_other_rows(given, _OWN) is given, "so many people may have answered"


def test_a_table_without_our_row_is_left_in_one_line() -> None:
    given = source(("ลำดับ", "หน่วยงาน", "IIT", "EIT", "OIT", "รวม", "ระดับ"), _ROWS[0], _ROWS[2])
    found = without_other_rows(given, _OWN)
    assert found.sheets == ()
    assert ["2 แห่ง" in remark.why for remark in found.remarks] == [True]


def test_a_table_with_our_row_that_is_not_read_does_not_say_that_we_have_none() -> None:
    head = ("ลำดับ", "หน่วยงาน", "ผลผลิต", "ระดับ")
    found = without_other_rows(source(head, *(row[:2] + row[-2:] for row in _ROWS)), _OWN)
    assert [f"มีแถวของ{_OWN} แต่ไม่รู้ว่า" in remark.why for remark in found.remarks] == [True]


def test_the_total_alone_is_read_also_of_several_years() -> None:
    rows = (("1", "สำนักงานเขตสมมุติ", "90", "91"), ("2", _OWN, "89.63", "90.1"))
    named = [(*row[:3], "ผ่านดี") for row in rows]
    for total in ("คะแนน ITA", "คะแนนรวม", "คะแนน"):
        head = ("ลำดับ", "หน่วยงาน", total, "ระดับ")
        assert scores(without_other_rows(source(head, *named), _OWN)) == {"ITA": "89.63"}
    head = ("ลำดับ", "หน่วยงาน", "คะแนน ITA ปี 2567", "คะแนน ITA ปี 2568")
    found = without_other_rows(source(head, *rows), _OWN)
    for year, value in ((2567, "89.63"), (2568, "90.1")):
        read = read_results(found, year=year)
        assert [(each.node, str(each.value)) for each in read.figures] == [("ITA", value)]


def test_offices_may_be_called_by_their_bare_names_beside_scores() -> None:
    head = ("กลุ่ม", "เขต", "IIT", "EIT", "OIT", "ITA")
    rows = (("ก", "สมมุติ", "90", "90", "90", "90"), ("ก", "ตัวอย่าง", "88.1", "84", "95", "89.63"))
    found = scores(without_other_rows(source(head, *rows), _OWN))
    assert found == {"IIT": "88.1", "EIT": "84", "OIT": "95", "ITA": "89.63"}


def test_a_list_of_our_units_is_none_of_the_city() -> None:
    given = source(("ลำดับ", "หน่วยงาน"), ("1", _OWN), ("2", "ฝ่ายปกครอง"), ("3", "ฝ่ายโยธา"))
    assert without_other_rows(given, _OWN) is given


def test_a_table_of_offices_without_scores_is_left_too() -> None:
    given = source(("ที่", "เขต", "ประชากร"), ("1", "เขตสมมุติ", "900"), ("2", "เขตตัวอย่าง", "800"))
    assert without_other_rows(given, _OWN).sheets == ()


def test_a_list_with_the_office_of_each_person_is_none_of_the_city() -> None:
    people = (
        ("1", "นายตัวอย่าง หนึ่ง", _OWN),
        ("2", "นางตัวอย่าง สอง", _OWN),
        ("3", "นายตัวอย่าง สาม", "สำนักงานเขตสมมุติ"),
    )
    given = source(("ลำดับ", "ชื่อ", "หน่วยงาน"), *people)
    assert without_other_rows(given, _OWN) is given


def test_points_of_the_weights_of_our_row_are_worked_out() -> None:
    given = source(
        ("หน่วยงาน", "IIT (เต็ม 30)", "EIT (เต็ม 30)", "OIT (เต็ม 40)", "รวม"),
        (_OWN, "27.63", "25.56", "38.4", "91.59"),
        ("สำนักงานเขตสมมุติ", "29", "29", "39", "97"),
    )
    known = {"IIT": "92.10", "EIT": "85.20", "OIT": "96.00", "ITA": "91.59"}
    assert scores(without_other_rows(given, _OWN)) == known


def test_a_document_keeps_its_text_around_our_row() -> None:
    table = sheet(("ลำดับ", "หน่วยงาน", "IIT", "EIT", "OIT", "รวม", "ระดับ"), *_ROWS)
    blocks = (Heading("ผลการประเมิน", 1), Table(table), Paragraph("หมายเหตุ"))
    found = without_other_rows(ImportSource("ผล.docx", (table,), blocks=blocks), _OWN)
    tables = [block.sheet for block in found.blocks if isinstance(block, Table)]
    assert tuple(tables) == found.sheets
    assert [type(block) for block in found.blocks] == [Heading, Table, Paragraph]


def test_the_numbers_before_the_units_of_a_table_are_no_indicators() -> None:
    head = ("No.ส่วนราชการ", "จำนวน IIT", "คะแนน IIT", "จำนวน EIT", "คะแนน EIT", "คะแนนเฉลี่ย")
    first = ("1 ฝ่ายโยธา", "20", "91.50", "30", "80.25", "85.88")
    second = ("2 ฝ่ายรายได้", "12", "93.15", "44", "82.75", "87.95")
    read = read_results(source(("5. คะแนนตามส่วนราชการ",), head, first, second))
    assert (read.figures, read.skipped) == ((), ())
    assert [str(group.value) for group in read.groups if group.name == "ฝ่ายโยธา"] == [
        *("91.50", "80.25", "85.88"),
    ]


_TITLE = ("ผลการประเมิน ITA ปีงบประมาณ 2568",)
_NODES = ("IIT", "EIT", "OIT", "คะแนนรวม")
_MINE, _OTHER = ("88.10", "84.00", "95.00", "89.63"), ("99.10", "98.20", "100.00", "99.19")


def columns(*of_each: Sequence[str]) -> ImportSource:
    return source(_TITLE, *zip(("เครื่องมือ", *_NODES), *of_each, strict=True))


@pytest.mark.parametrize("beside", ["สำนักงานเขตสมมุติ", "ค่าเฉลี่ยทุกเขต", "กรุงเทพมหานคร"])
@pytest.mark.parametrize("own", [_OWN, "เขตตัวอย่าง"])
def test_of_offices_in_columns_only_ours_is_read(beside: str, own: str) -> None:
    for given in (
        columns((own, *_MINE), (beside, *_OTHER)),
        columns((beside, *_OTHER), (own, *_MINE)),
    ):
        found = without_other_rows(given, _OWN)
        assert scores(found) == {"IIT": "88.10", "EIT": "84.00", "OIT": "95.00", "ITA": "89.63"}
        assert any(f"1 คอลัมน์ ({beside})" in remark.why for remark in found.remarks)
        assert without_other_rows(found, _OWN) is found


_INDICATORS = ("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ")


@pytest.mark.parametrize("own", [_OWN, f"คะแนน{_OWN}", "คะแนนเฉลี่ย (เขตตัวอย่าง)"])
@pytest.mark.parametrize("beside", ["คะแนนเฉลี่ยทุกเขต", "คะแนนของสำนักงานเขตสมมุติ"])
@pytest.mark.parametrize("named", [("", *_INDICATORS), ("ตัวชี้วัดที่ {} ", *_INDICATORS)])
def test_of_indicators_by_their_names_our_column_is_read(
    own: str, beside: str, named: tuple[str, ...]
) -> None:
    rows = (
        (f"{named[0].format(at)}{name}", f"8{at}.50", f"9{at}.00")
        for at, name in enumerate(named[1:], 1)
    )
    found = without_other_rows(source(_TITLE, ("ตัวชี้วัด", own, beside), *rows), _OWN)
    assert scores(found) == {"1": "81.50", "2": "82.50", "3": "83.50"}
    assert any(beside in remark.why for remark in found.remarks)


@pytest.mark.parametrize("heads", [_INDICATORS, ("I1", "I2", "I3")])
def test_of_indicators_as_columns_our_row_is_read_below_our_title(heads: Sequence[str]) -> None:
    rows = ("หน่วยงาน", *heads), (_OWN, "81.50", "82.50", "83.50")
    read = scores(without_other_rows(source(_TITLE, *rows), _OWN))
    assert [*read.values()] == ["81.50", "82.50", "83.50"]
    assert all(node in {"1", "2", "3", *heads} for node in read)
    for title in ("งบประมาณตามตัวชี้วัด ปี 2567", "จำนวนผู้ตอบแบบวัด IIT ปี 2567"):
        given = source((title,), *rows)
        assert without_other_rows(given, _OWN) is given


@pytest.mark.parametrize(("title", "is_turned"), [(*_TITLE, True), ("งบประมาณ ปี 2567", False)])
def test_one_row_below_names_of_indicators_is_their_scores_below_our_title(
    title: str, is_turned: bool
) -> None:
    made, told = years_across(sheet((title,), _INDICATORS, ("81.50", "82.50", "83.50")))
    assert bool(told) is is_turned
    assert (len(made[-1].rows) == 5) is is_turned  # a title, headings, three indicators


def test_numbers_of_other_indicators_are_none_of_the_assessment() -> None:
    rows = ((f"ตัวชี้วัดที่ {at} ร้อยละของงานที่ {at}", f"8{at}.50", f"9{at}.00") for at in (1, 2, 3))
    given = source(("ตัวชี้วัดของหน่วยงาน",), ("ตัวชี้วัด", _OWN, "ค่าเฉลี่ยทุกเขต"), *rows)
    assert without_other_rows(given, _OWN) is given


def test_columns_of_other_offices_or_of_counts_are_no_scores_of_ours() -> None:
    other = columns(("สำนักงานเขตสมมุติ", *_OTHER), ("สำนักงานเขตจำลอง", *_MINE))
    counts = columns((_OWN, "45", "620", "1", "666"), ("สำนักงานเขตสมมุติ", "50", "700", "1", "751"))
    for given in (other, counts):
        assert without_other_rows(given, _OWN) is given


def test_our_row_alone_is_a_result_only_below_instruments() -> None:
    head = ("หน่วยงาน", "IIT", "EIT", "OIT", "รวม", "ระดับ")
    found = without_other_rows(source(_TITLE, head, (_OWN, *_MINE, "ผ่านดี")), _OWN)
    assert scores(found) == {"IIT": "88.10", "EIT": "84.00", "OIT": "95.00", "ITA": "89.63"}
    assert found.remarks
    assert not any("หน่วยงานอื่น" in remark.why for remark in found.remarks)
    for head in (("หน่วยงาน", "ผู้ประสานงาน OIT"), ("หน่วยงาน", "โทรศัพท์")):
        given = source(head, (_OWN, "นายตัวอย่าง หนึ่ง"))
        assert without_other_rows(given, _OWN) is given


@pytest.mark.parametrize("heads", [("เป้าหมาย", "ผลคะแนน"), ("เป้าหมาย", "ผลคะแนน", "ผลต่าง")])
def test_scores_are_the_figures_below_their_own_heading_and_no_targets(
    heads: Sequence[str],
) -> None:
    """The heading above both is not merged over them."""
    more = ("",) * (len(heads) - 1)
    figures = (("85", "81.50", "-3.5")[: len(heads)], ("85", "82.50", "-2.5")[: len(heads)])
    rows = ((f"{at}. {_INDICATORS[at - 1]}", *each) for at, each in enumerate(figures, 1))
    given = source(_TITLE, ("ตัวชี้วัด", "คะแนน", *more), ("", *heads), *rows)
    assert scores(given) == {"1": "81.50", "2": "82.50"}
