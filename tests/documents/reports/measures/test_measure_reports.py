"""The tables of analysis and measures beside the forms that districts handed in."""

import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from ita_desktop.documents.backends import docx, pdf, xlsx
from ita_desktop.documents.content import ContinuedCell, Document, Paragraph, Table, TableRow
from ita_desktop.documents.kinds import BY_QUESTION, ReportContext
from ita_desktop.documents.printable import marked
from ita_desktop.documents.registry import kind
from ita_desktop.domain.documents import ColumnWidths, DocumentChoices
from ita_desktop.domain.measure_cells import items_fields, owners_fields, typed_items
from ita_desktop.domain.records import MeasureKind
from ita_desktop.domain.text import Digits, to_arabic
from ita_desktop.domain.year import YearData
from tests.documents.factories.book import Rows, book_year, context, progress_year, reviewed_year
from tests.documents.factories.results import OFFICE, bare_year
from tests.documents.readers.files import part, pdf_text, squeezed
from tests.documents.readers.lines import workbook_of
from tests.support.plain_text import plain_text

GOLDEN: dict[str, tuple[str, Callable[[], YearData], str]] = {
    "analysis-by-indicator": ("analysis-by-indicator", book_year, ""),
    "analysis-by-question": ("analysis-by-indicator", progress_year, BY_QUESTION),
    "analysis-by-item": ("analysis-by-item", reviewed_year, ""),
    "measures-by-indicator": ("measures-by-indicator", book_year, ""),
    "measures-of-all-items": ("measures-by-item", book_year, ""),
    "communication-plan": ("communication-plan", book_year, ""),
    "image-communication": ("image-communication", book_year, ""),
    "one-stop-service": ("one-stop-service", book_year, ""),
}
"""Golden texts, each with its document, the year it is made of, and what it is about."""


def made(name: str, of: ReportContext) -> Document:
    one = kind(name)
    return one.build(of, one.digits)


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def headings(table: Table) -> list[str]:
    [row] = table.heading
    return [cell.paragraphs[0].text for cell in row.cells]


def groups(table: Table) -> list[str]:
    return [row.cells[0].paragraphs[0].text for row in table.rows if row.group]


def texts(row: TableRow) -> list[str]:
    return ["\n".join(map(marked, cell.paragraphs)) for cell in row.cells]


def rows(table: Table) -> list[TableRow]:
    return [row for row in table.rows if not row.group]


def row_of(table: Table, begins: str) -> TableRow:
    [found] = [row for row in rows(table) if texts(row)[0].startswith(begins)]
    return found


@pytest.mark.parametrize("name", GOLDEN)
def test_each_table_reads_as_it_was_approved(name: str, golden: Any) -> None:
    document, year, subject = GOLDEN[name]
    golden(f"{name}.txt", plain_text(made(document, context(year(), subject))) + "\n")


# -- the analysis by indicator


def test_items_of_which_nothing_was_found_say_with_their_measures_what_is_to_be_better() -> None:
    rows = Rows(bare_year(2568, OFFICE))
    rows.finding("2", ("I5",), issue="ของการวิเคราะห์")
    rows.measure("2", ("I5",), "ก", "ฝ่ายปกครอง", finding="ซ้ำกับที่พบ")
    rows.measure("2", ("I4",), "ข", "ฝ่ายปกครอง", finding="คำของมาตรการ")
    [table] = tables(made("analysis-by-indicator", context(rows.year())))
    assert [texts(row)[1] for row in table.rows if texts(row)[1]] == ["ของการวิเคราะห์\nคำของมาตรการ"]
    rows.finding("2", issue="ทั้งตัวชี้วัด")
    [table] = tables(made("analysis-by-indicator", context(rows.year())))
    assert [texts(row)[1] for row in table.rows if texts(row)[1]] == ["ทั้งตัวชี้วัด"]


def test_the_analysis_by_indicator_has_ten_rows_and_no_groups() -> None:
    [table] = tables(made("analysis-by-indicator", context(book_year())))
    assert headings(table) == [
        "ตัวชี้วัด",
        "การวิเคราะห์กรอบการประเมินและประเด็นที่ต้องปรับปรุง/ยกระดับ",
        "มาตรการ/กิจกรรม/โครงการ",
        "การกำกับติดตาม",
        "ผู้รับผิดชอบ",
    ]
    assert (len(table.rows), groups(table)) == (10, [])
    first, last = texts(table.rows[0]), texts(table.rows[-1])
    assert first[0] == "ตัวชี้วัดที่ 1\nการปฏิบัติหน้าที่ (99.19 คะแนน)"
    assert last[0] == "ตัวชี้วัดที่ 10\nการป้องกันการทุจริต (100 คะแนน)"
    assert first[2].splitlines()[0] == "1. กำชับให้ทำตามคู่มือและบริการเท่าเทียม"
    assert first[4] == "ฝ่ายปกครอง\nทุกฝ่าย"


def test_a_single_measure_of_an_indicator_has_a_hyphen() -> None:
    [table] = tables(made("analysis-by-indicator", context(book_year())))
    ninth = texts(row_of(table, "ตัวชี้วัดที่ 9"))
    assert ninth[2].startswith("- ")
    assert ninth[3].startswith("- ")


def test_several_measures_of_an_indicator_stand_beside_their_follow_up() -> None:
    year = Rows(bare_year(2568, OFFICE))
    year.finding("3", issue="ต้องเป็นธรรม")
    for method, owner in (
        ("ชี้แจง\nเผยแพร่", "ฝ่ายปกครอง"),
        ("ตรวจสอบ", "ฝ่ายปกครอง"),
        ("รายงาน", "ฝ่ายการคลัง"),
    ):
        year.measure("3", (), method, owner, MeasureKind.INDICATOR, monitoring=f"ติดตาม{method[:4]}")
    [table] = tables(made("analysis-by-indicator", context(year.year())))
    spans = [[cell.rows for cell in row.cells] for row in table.rows]
    # The first two have the same owner, who was shared by nobody.
    assert spans == [[3, 3, 1, 1, 1], [1, 1, 1], [1, 1, 1]]
    methods = [texts(row)[-3] for row in table.rows]
    assert methods == ["ชี้แจง\nเผยแพร่", "ตรวจสอบ", "รายงาน"]


def test_cells_that_were_shared_are_one_as_long_as_they_say_the_same() -> None:
    year = Rows(bare_year(2568, OFFICE))
    for code, owner in (("I1", "ฝ่ายปกครอง"), ("I2", "ฝ่ายปกครอง"), ("I3", "ฝ่ายโยธา")):
        year.measure("1", (code,), f"1. ทำ {code}", owner, monitoring="ทุกเดือน",
                     schedule="ทุกเดือน", shares="owners:a monitoring:b")  # fmt: skip
    [table] = tables(made("analysis-by-indicator", context(year.year(), BY_QUESTION)))
    assert [[cell.rows for cell in row.cells] for row in rows(table)] == [
        [1, 1, 1, 2, 3],
        [1, 1, 1],
        [1, 1, 1, 1],
    ]
    [table] = tables(made("measures-by-item", context(year.year())))
    assert [[cell.rows for cell in row.cells] for row in rows(table)] == [
        [1, 1, 2, 1],
        [1, 1, 1],
        [1, 1, 1, 1],
    ]


def test_shared_steps_are_told_once_wherever_their_measures_stand() -> None:
    year = Rows(bare_year(2568, OFFICE))
    for table, code in ((MeasureKind.ITEM, "O1"), (MeasureKind.INDICATOR, "")):
        for number in range(2):
            codes = (f"O{number + 1}",) if code else ()
            year.measure("9.1", codes, "เตรียมข้อมูล\nเผยแพร่", "ฝ่ายปกครอง", table,
                         schedule=f"ครั้งที่ {number}", shares="method:a")  # fmt: skip
        year.measure("9.1", ("O3",) if code else (), "ตรวจสอบ", "ฝ่ายปกครอง", table)
    for name, subject in (
        ("analysis-by-indicator", BY_QUESTION),
        ("analysis-by-indicator", ""),
        ("measures-by-indicator", ""),
        ("measures-by-item", ""),
        ("progress-report", ""),
    ):
        choice = DocumentChoices(id="c", name=name, chosen="running-numbers")
        for choices, described in (((), "ตรวจสอบ"), ((choice,), "3. ตรวจสอบ")):
            data = replace(year.year(), document_choices=choices)
            whole = to_arabic(plain_text(made(name, context(data, subject)))).split("\n")
            assert sum("เผยแพร่" in line for line in whole) == 1, (name, subject)
            assert described in [line.strip() for line in whole], (name, subject)


def test_rows_stand_in_the_order_in_which_they_were_entered() -> None:
    year = Rows(bare_year(2568, OFFICE))
    for code in ("O20", "O18", "O19", "O22", "O21"):
        year.measure("10.1", (code,), f"1. เผยแพร่ {code}")
    for code in ("E3", "E1"):
        year.finding("6", (code,), issue=f"ปรับปรุง {code}")

    def codes(name: str, subject: str = "") -> list[str]:
        found = tables(made(name, context(year.year(), subject)))
        return [texts(row)[0].split()[0].lstrip("-") for table in found for row in rows(table)]

    assert codes("measures-by-item") == ["O20", "O18", "O19", "O22", "O21"]
    whole = plain_text(made("analysis-by-item", context(year.year())))
    assert whole.index("-E3") < whole.index("-E1")


def test_items_that_share_a_finding_share_its_cell_and_no_other() -> None:
    year = Rows(bare_year(2568, OFFICE))
    year.finding("8", ("E5", "E6"), issue="- ผู้รับบริการยังไม่รู้")
    for code in ("E5", "E6"):
        year.measure("8", (code,), f"1. อบรม {code}", "ทุกฝ่าย", schedule="ทุกเดือน")
    [table] = tables(made("analysis-by-indicator", context(year.year(), BY_QUESTION)))
    first, second = rows(table)
    assert [cell.rows for cell in first.cells] == [1, 2, 1, 1, 1]
    assert texts(first)[1] == "- ผู้รับบริการยังไม่รู้"
    assert len(second.cells) == 4


def test_each_table_has_the_wording_that_was_typed_in_it() -> None:
    year = Rows(bare_year(2568, OFFICE))
    official = year.data.framework.item_by_code["I1"].title
    finding = year.finding("1", ("I1",), issue="ต้องปรับปรุง")
    year.finding_items = [
        replace(item, title="คำของตารางวิเคราะห์") if item.finding_id == finding.id else item
        for item in year.finding_items
    ]
    talk = year.measure("1", (), "สื่อสาร", kind=MeasureKind.COMMUNICATION)
    year.link(talk.id, "I1", official)
    own = year.measure("1", (), "ทำคู่มือ")
    year.link(own.id, "I1", "คำของตารางมาตรการ")

    def text(name: str, subject: str = "") -> str:
        return plain_text(made(name, context(year.year(), subject)))

    assert f"I1 {official}\n" in text("communication-plan")
    assert "I1 คำของตารางวิเคราะห์" in text("analysis-by-indicator", BY_QUESTION)
    assert "I1 คำของตารางวิเคราะห์" in text("analysis-by-item")
    assert "I1 คำของตารางมาตรการ" in text("measures-by-item")
    # Where the analysis has none of its own, it has the framework's.
    year.finding_items = [replace(item, title="") for item in year.finding_items]
    assert f"I1 {official}" in text("analysis-by-indicator", BY_QUESTION)


# -- the analysis by question


def test_the_analysis_by_question_stands_below_its_instruments_and_indicators() -> None:
    document = made("analysis-by-indicator", context(progress_year(), BY_QUESTION))
    heads = [block.text for block in document.blocks if isinstance(block, Paragraph) and block.text]
    assert heads == [
        (
            "การวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน"
            "ของสำนักงานเขตตัวอย่าง กรุงเทพมหานคร ในปี 2567"
        ),
        "ประเด็นที่ต้องปรับปรุง/ยกระดับการพัฒนา ในปีงบประมาณ พ.ศ. 2568",
    ]
    [table] = tables(document)
    found = groups(table)
    assert found[:3] == [
        "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)",
        "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่",
        "ตัวชี้วัดที่ 2 การใช้งบประมาณ",
    ]
    assert [text for text in found if not text.startswith("ตัวชี้วัด")] == [
        "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)",
        "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก (EIT)",
        "แบบวัดการเปิดเผยข้อมูลสาธารณะ (OIT)",
    ]
    assert table.repeat_groups is ContinuedCell.EMPTY


def test_questions_carry_their_scores_and_steps_have_their_own_numbers() -> None:
    [table] = tables(made("analysis-by-indicator", context(progress_year(), BY_QUESTION)))
    first, second, third = (row_of(table, code) for code in ("I1 ", "I2 ", "I3 "))
    assert texts(first)[0].endswith("(99.30 คะแนน)")
    assert [line.split()[0] for line in texts(first)[2].splitlines()] == ["1.", "2.", "3."]
    assert [line.split()[0] for line in texts(second)[2].splitlines()] == ["4.", "5."]
    # The third question repeats a step of the second in the same words.
    assert texts(third)[2] == texts(second)[2].splitlines()[-1]
    # Each has a measure of its own, though with the same owner and follow-up.
    assert [cell.rows for cell in first.cells] == [1, 1, 1, 1, 1]
    assert [len(row.cells) for row in (second, third)] == [5, 5]


def test_items_of_equal_score_stand_in_one_row_as_ranges() -> None:
    before = context(progress_year(), BY_QUESTION).previous
    assert before is not None
    scores = tuple(
        replace(score, value=score.value * 0) if score.node in {"O6", "O10", "O11"} else score
        for score in before.scores
    )
    of = replace(context(progress_year(), BY_QUESTION), previous=replace(before, scores=scores))
    [table] = tables(made("analysis-by-indicator", of))
    codes = [texts(row)[0] for row in rows(table) if texts(row)[0].startswith("O")]
    assert codes == [
        "O1 – O5, O7 – O9, O12 – O17 (100 คะแนน)",
        "O6, O10, O11 (0 คะแนน)",
        "O18 – O22 (100 คะแนน)",
    ]


def test_without_results_of_the_year_before_no_score_is_printed_and_that_is_told() -> None:
    of = replace(context(progress_year(), BY_QUESTION), previous=None)
    assert "คะแนน)" not in plain_text(made("analysis-by-indicator", of))
    missing = [str(missing_data) for missing_data in kind("analysis-by-indicator").missing(of)]
    assert "ยังไม่มีคะแนนของปี 2567 ที่พิมพ์ในวงเล็บ เพิ่มผลการประเมินปีก่อน" in missing


def test_questions_that_share_a_measure_share_its_cell() -> None:
    [table] = tables(made("analysis-by-indicator", context(book_year(), BY_QUESTION)))
    first = row_of(table, "E1")
    assert [cell.rows for cell in first.cells][2:] == [3, 3, 3]
    # What was found of the indicator as a whole stands beside all its questions.
    assert first.cells[1].rows == 3


# -- the analysis item by item


def test_seven_columns_begin_with_open_data_and_leave_out_what_has_no_finding() -> None:
    document = made("analysis-by-item", context(reviewed_year()))
    parts = [
        block.text
        for block in document.blocks
        if isinstance(block, Paragraph) and "หัวข้อ" in block.text
    ]
    assert parts == [
        "หัวข้อ การเปิดเผยข้อมูลสาธารณะ (Open Data Integrity and Transparency Assessment : OIT)",
        "หัวข้อ การรับรู้ของผู้มีส่วนได้เสียภายใน (Internal integrity and Transparency Assessment : IIT)",
        "หัวข้อ การรับรู้ของผู้มีส่วนได้เสียภายนอก (External integrity and Transparency Assessment : EIT)",
    ]
    open_data, inside, outside = tables(document)[-3:]
    assert headings(inside) == [
        "หัวข้อการประเมิน",
        "การวิเคราะห์การดำเนินงาน",
        "จุดเด่น/จุดด้อย/ประเด็นที่จะต้องแก้ไข",
        "การปรับปรุงในการดำเนินงานในปีงบประมาณ พ.ศ. 2568",
        "ผู้รับผิดชอบ",
        "ระยะเวลาการติดตาม",
        "วิธีการติดตาม",
    ]
    assert texts(open_data.rows[0])[0].startswith("O1 ")
    assert texts(open_data.rows[0])[0].endswith("(คะแนนเฉลี่ย 100 คะแนน)")
    assert len(inside.rows) == 3
    assert texts(outside.rows[0])[0] == "ตัวชี้วัดที่ 6 คุณภาพการดำเนินงาน คะแนนเฉลี่ย 95.12"


def test_the_first_question_carries_its_indicator_and_shared_findings_share_cells() -> None:
    _open_data, inside, _outside = tables(made("analysis-by-item", context(reviewed_year())))[-3:]
    first, second, third = inside.rows
    indicator, question = texts(first)[0].splitlines()
    assert indicator == "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ คะแนนเฉลี่ย 99.19"
    assert question.startswith("-I1 ")
    assert question.endswith("(คะแนนเฉลี่ย 99.30)")
    assert [cell.rows for cell in first.cells] == [1, 2, 2, 2, 2, 2, 2]
    assert texts(first)[1:] == [
        "ให้บริการตามลำดับ\nมีคู่มือ",
        "มีมาตรฐาน\nบางจุดล่าช้า\nลดเวลา",
        "จัดเจ้าหน้าที่เพิ่ม",
        "- ฝ่ายปกครอง\n- ทุกฝ่าย",
        "ต.ค. 67 – มิ.ย. 68",
        "ไม่มีเรื่องร้องเรียนเกี่ยวกับประเด็นที่เกี่ยวข้อง",
    ]
    assert (len(second.cells), texts(third)[1]) == (1, "มีช่องทางร้องเรียน")


def test_the_scores_of_the_result_stand_before_the_analysis_and_the_cover_has_no_foot() -> None:
    document = made("analysis-by-item", context(reviewed_year()))
    inside, outside, open_data, *_analysis = tables(document)
    assert [len(table.rows) for table in (inside, outside, open_data)] == [12, 6, 1]
    code, score = texts(inside.rows[0])
    assert (code.split()[0], score, inside.rows[0].cells[1].value) == (
        "I1",
        "99.30",
        Decimal("99.30"),
    )
    assert texts(open_data.rows[0])[0].splitlines()[0] == "O1-O22"
    assert texts(open_data.rows[0])[1] == "40.00/40", "what follows from its items, as in the brief"
    assert document.footer is not None
    assert document.footer.from_page == 2
    of = context(reviewed_year())
    assert of.previous is not None
    known = replace(of.previous.scores[0], id="oit", node="OIT", value=Decimal("63.1"))
    result = replace(of.previous, scores=(*of.previous.scores, known))
    *_, open_data = tables(made("analysis-by-item", replace(of, previous=result)))[:3]
    assert texts(open_data.rows[0])[1] == "25.24/40"
    assert len(tables(made("analysis-by-item", replace(of, previous=None)))) == 3


def test_items_as_typed_say_a_score_that_all_have_once() -> None:
    data = reviewed_year()
    both = next(each for each in data.findings if len(data.items_of_finding(each.id)) == 2)
    typed = replace(both, **items_fields(("I1", "I2"), typed_items(("I1", "I2"), "I1 - I2")))
    data = replace(data, findings=tuple(typed if each is both else each for each in data.findings))
    of = context(data)
    assert of.previous is not None
    for second, expected in (
        ("99.30", "-I1 - I2 (คะแนนเฉลี่ย 99.30)"),
        ("98.75", "-I1 - I2 (I1 คะแนนเฉลี่ย 99.30) (I2 คะแนนเฉลี่ย 98.75)"),
    ):
        scores = tuple(
            replace(score, value=Decimal(second)) if score.node == "I2" else score
            for score in of.previous.scores
        )
        result = replace(of.previous, scores=scores)
        *_, inside, _outside = tables(made("analysis-by-item", replace(of, previous=result)))
        assert texts(inside.rows[0])[0].splitlines()[-1] == expected


@pytest.mark.parametrize(
    ("name", "subject", "joint"),
    [("measures-by-item", "", True), ("analysis-by-indicator", BY_QUESTION, False)],
)
def test_the_text_of_a_list_of_items_is_that_of_none_of_them(
    name: str, subject: str, joint: bool
) -> None:
    """As where book and report of one year came in: one has a row a question, one a row for all."""
    rows = Rows(bare_year(2568))
    codes = ("I1", "I2", "I3")
    for code in codes:
        single = rows.measure("1", (), f"ทำ {code}")
        rows.link(single.id, code, f"คำถาม {code}")
    of_all = rows.measure("1", (), "ทำทุกข้อ", **items_fields(codes, typed_items(codes, "I1-I3")))
    finding = rows.finding(
        "1", codes, issue="ปรับปรุง", **items_fields(codes, typed_items(codes, "I1-I3"))
    )
    for place, code in enumerate(codes):
        rows.link(of_all.id, code, "คำถามทั้งสาม", place)
    rows.finding_items = [
        replace(link, title="คำถามทั้งสาม") if link.finding_id == finding.id else link
        for link in rows.finding_items
    ]
    document = made(name, replace(context(rows.year()), subject=subject))
    told = [texts(row)[0] for row in tables(document)[0].rows if not row.group]
    for code in codes:
        assert any(topic.startswith(f"{code} คำถาม {code}") for topic in told)
    assert ("I1-I3 คำถามทั้งสาม" in told) == joint


def test_the_mean_of_an_indicator_is_the_official_one_or_asked_for() -> None:
    of = context(reviewed_year())
    assert of.previous is not None
    items = tuple(score for score in of.previous.scores if score.node[0] in "IE")
    alone = replace(of, previous=replace(of.previous, scores=items))
    means = []
    for notes in (False, True):
        *_, inside, _outside = tables(made("analysis-by-item", replace(alone, notes=notes)))
        indicator, question = texts(inside.rows[0])[0].splitlines()
        assert question.endswith("(คะแนนเฉลี่ย 99.30)")
        means.append(indicator)
    assert means == [
        "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่",
        "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ คะแนนเฉลี่ย 99.19",
    ]
    one_row = [
        texts(tables(made("analysis-by-indicator", replace(alone, notes=notes)))[0].rows[0])[0]
        for notes in (False, True)
    ]
    assert one_row == [
        "ตัวชี้วัดที่ 1\nการปฏิบัติหน้าที่",
        "ตัวชี้วัดที่ 1\nการปฏิบัติหน้าที่ (99.19 คะแนน)",
    ]


def test_owners_are_listed_as_they_were_typed() -> None:
    year = reviewed_year()
    measure = year.measures[0]
    refs = list(year.owners_of_measure(measure.id))
    for typed in ("ฝ่ายปกครอง /ทุกฝ่าย", "- ฝ่ายปกครอง\n- ทุกฝ่าย", "• ฝ่ายปกครอง\n• ทุกฝ่าย"):
        own = replace(measure, **owners_fields(refs, typed))
        shown = replace(year, measures=(own, *year.measures[1:]))
        *_, inside, _outside = tables(made("analysis-by-item", context(shown)))
        assert texts(inside.rows[0])[4] == typed


def test_where_nothing_is_said_to_be_improved_the_answering_measures_say_it() -> None:
    *_, outside = tables(made("analysis-by-item", context(reviewed_year())))
    assert texts(outside.rows[1])[3:6] == ["ทำสื่อแนะนำขั้นตอน", "- ฝ่ายทะเบียน", "ทุก 3 เดือน"]


# -- measures, communication, chapters


def test_tables_by_item_print_no_measures_of_other_tables() -> None:
    text = plain_text(made("measures-by-item", context(book_year())))
    assert "หัวหน้าฝ่ายสื่อสารในการประชุมประจำเดือนของฝ่าย" not in text
    assert "จัดที่นั่งพักคอย" not in text


def test_items_that_all_have_rows_of_their_own_are_one_row_by_their_codes() -> None:
    year = Rows(bare_year(2568, OFFICE))
    year.measure("9", ("O1", "O2"), "เผยแพร่ข้อมูลพื้นฐานและนโยบาย")
    year.measure("9", ("O3",), "เผยแพร่ผู้บริหารโรงเรียน")
    year.measure("9", ("O1", "O2", "O3"), "มอบหมายผู้รับผิดชอบตามหัวข้อ")
    year.measure("9", ("O3", "O4"), "ประชาสัมพันธ์งานเขต")
    [table] = tables(made("measures-by-item", context(year.year())))
    first = [texts(row)[0].split()[0] for row in table.rows[1:]]
    assert first == ["O1", "O2", "O3", "O1", "O3", "O4"]
    assert texts(table.rows[4]) == ["O1 - O3", "มอบหมายผู้รับผิดชอบตามหัวข้อ", "", ""]


def test_without_measures_by_indicator_those_by_item_are_grouped_so() -> None:
    [table] = tables(made("measures-by-indicator", context(progress_year())))
    assert [cell.rows for cell in table.rows[0].cells] == [3, 1, 1, 1, 1]


def test_the_communication_table_repeats_its_text_in_each_row_and_parts_none() -> None:
    document = made("communication-plan", context(book_year()))
    table, photos = tables(document)
    assert headings(table) == [
        "ประเด็นการประเมิน",
        "มาตรการ/กิจกรรม",
        "ระยะเวลาดำเนินการ",
        "ผู้รับผิดชอบ",
        "การกำกับติดตาม",
    ]
    assert table.whole_rows
    assert all(cell.rows == 1 for row in table.rows for cell in row.cells)
    same = [texts(row)[1] for row in rows(table) if texts(row)[0].startswith("I")]
    assert same == ["หัวหน้าฝ่ายสื่อสารในการประชุมประจำเดือนของฝ่าย"] * 12
    items = [texts(row)[0] for row in rows(table) if texts(row)[0].startswith("O")]
    assert items == ["O1 - O17", "O18 - O22"]
    assert "คะแนน)" not in plain_text(document)
    assert sum(len(beside) for row in photos.rows for beside in row.cells[0].pictures) == 1


@pytest.mark.parametrize(
    ("name", "pictures"), [("image-communication", 3), ("one-stop-service", 2)]
)
def test_a_chapter_has_its_numbered_measures_and_all_its_pictures(name: str, pictures: int) -> None:
    document = made(name, context(book_year()))
    marks = [block.mark for block in document.blocks if isinstance(block, Paragraph) and block.mark]
    assert [mark for mark in marks if mark != "-"] == ["1.", "2."]
    [table] = tables(document)
    shown = [one for row in table.rows for cell in row.cells for [one] in cell.pictures]
    assert len(shown) == pictures
    assert all(picture.image.data for picture in shown)


def test_what_belongs_to_no_indicator_is_printed_last_and_not_lost() -> None:
    year = Rows(bare_year(2568, OFFICE))
    year.measure("99", ("X7",), "มาตรการที่กรอบใหม่ไม่มีตัวชี้วัดแล้ว", "ฝ่ายปกครอง", finding="ไม่มีที่อยู่")
    year.finding("99", ("X7",), practice="ปฏิบัติอยู่")
    of = context(year.year())
    for name, subject in (
        ("measures-by-item", ""),
        ("measures-by-indicator", ""),
        ("analysis-by-indicator", ""),
        ("analysis-by-indicator", BY_QUESTION),
        ("analysis-by-item", ""),
    ):
        text = plain_text(made(name, replace(of, subject=subject)))
        assert "มาตรการที่กรอบใหม่ไม่มีตัวชี้วัดแล้ว" in text, (name, subject)


@pytest.mark.parametrize(
    ("name", "width", "subject"),
    [
        ("analysis-by-indicator", "analysis-by-indicator", ""),
        ("analysis-by-indicator", "analysis-by-indicator/2", BY_QUESTION),
        ("measures-by-indicator", "measures-by-indicator", ""),
        ("communication-plan", "communication-plan", ""),
    ],
)
def test_columns_are_as_wide_as_the_office_chose(name: str, width: str, subject: str) -> None:
    chosen = ColumnWidths(id="w", name=width, shares="40 20 20 10 10")
    year = replace(book_year(), column_widths=(chosen,))
    table = tables(made(name, context(year, subject)))[0]
    assert [round(column.share) for column in table.columns] == [40, 20, 20, 10, 10]


def test_measures_without_owners_and_items_without_measures_are_told() -> None:
    year = Rows(bare_year(2568, OFFICE))
    year.finding("1", ("I1",), issue="ช้า")
    year.measure("2", ("I4",), "ชี้แจง")
    missing = [
        str(missing_data)
        for missing_data in kind("analysis-by-indicator").missing(context(year.year(), BY_QUESTION))
    ]
    assert missing == [
        "I1 ยังไม่มีมาตรการ เพิ่มที่หน้ามาตรการ",
        "มาตรการของ I4 ยังไม่มีผู้รับผิดชอบ ระบุที่หน้ามาตรการ",
    ]


def test_the_cover_of_the_analysis_by_item_is_upright_and_its_tables_lie_across() -> None:
    document = made("analysis-by-item", context(reviewed_year()))
    reader = PdfReader(io.BytesIO(pdf.render(document)))
    boxes = [page.mediabox for page in reader.pages]
    across = [box.width > box.height for box in boxes]
    assert across == [False, *[True] * (len(across) - 1)]
    root = part(docx.render(document), "word/document.xml")
    sizes = [[int(value) for value in one.values()[:2]] for one in root.iter("{*}pgSz")]
    assert [width > height for width, height in sizes] == [False, True]


BY_SERVICE = "งานทะเบียน\nงานอื่นๆ"
OF_SERVICES = {"E3 งานทะเบียน", "E3 งานอื่นๆ"}


def asked_by_service(given: YearData) -> YearData:
    """The year with a wording of E3 in the last of its measures only."""
    of_items = {measure.id for measure in given.measures if measure.kind is MeasureKind.ITEM}
    links = [item for item in given.measure_items if item.measure_id in of_items]
    last = [link for link in links if link.item_code == "E3"][-1]
    links = [
        replace(item, title=BY_SERVICE if item is last else "") for item in given.measure_items
    ]
    return replace(given, measure_items=tuple(links))


@pytest.mark.in_turn
@pytest.mark.needs_poppler
@pytest.mark.parametrize(
    ("name", "given", "about"),
    [
        ("analysis-by-indicator", progress_year, BY_QUESTION),
        ("measures-by-item", book_year, ""),
        ("progress-report", progress_year, ""),
    ],
)
def test_each_line_of_a_wording_stands_behind_the_items_code(
    name: str, given: Callable[[], YearData], about: str, tmp_path: Path
) -> None:
    year = asked_by_service(given())
    document = replace(made(name, replace(context(year), subject=about)), digits=Digits.ARABIC)
    root = part(docx.render(document), "word/document.xml")
    word = {"".join(one.itertext()) for one in root.iter("{*}p")}
    book = workbook_of(xlsx.render(document))
    excel = {line for row in book.worksheets[0].iter_rows(values_only=True)
             for text in row for line in str(text).split("\n")}  # fmt: skip
    for shown in (word, excel):
        bare = {text.partition(" (")[0].strip(" -") for text in shown}
        assert bare >= OF_SERVICES
    paper = squeezed(pdf_text(pdf.render(document), tmp_path))
    assert all(squeezed(service) in paper for service in OF_SERVICES)
    scored = [text for text in excel if text.startswith(("E3", "-E3")) and "คะแนน" in text]
    assert len(scored) <= 1, "one score, at the end"
    assert all("งานอื่นๆ" in one for one in scored)
