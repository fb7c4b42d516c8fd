"""What scanners, PDF viewers and print-outs make of a report: nothing wrong is taken in silence."""

import re
from decimal import Decimal

import pytest

from ita_desktop.domain.scores.results import Breakdown
from ita_desktop.exchange.report.reading import read_report
from ita_desktop.exchange.sheets import DataSheet, SheetRow


def figures(results) -> dict[str, Decimal]:
    return {figure.node: figure.value for figure in results.figures if not figure.summary}


def answers(results) -> dict[tuple[str, int], tuple[str, int]]:
    return {
        (answer.question, answer.option): (answer.label, answer.count) for answer in results.answers
    }


def groups(results):
    return {
        (group.by, group.name, group.node): (group.count, group.value) for group in results.groups
    }


def comments(results) -> list[tuple[str, str]]:
    return [(comment.instrument, comment.text) for comment in results.comments]


def cells_on_lines(text: str) -> str:
    """Each cell of a table on a line of its own, as some viewers copy tables."""
    lettered = re.sub(r"(?m)^1(?=\d{1,2}\t)", "I", text)
    rows = [line for line in lettered.split("\n") if "<table" not in line]
    return "\n".join(cell for row in rows for cell in row.split("\t") if cell)


def with_pages(text: str, *lines: str) -> str:
    """The foot of each page and the head of the next every 23 lines, wherever that is."""
    texts = []
    for number, line in enumerate(text.split("\n"), 1):
        texts.append(line)
        if number % 23 == 0:
            texts += [line.format(page=number // 23) for line in lines]
    return "\n".join(texts)


VARIANTS = {
    "each cell on a line": cells_on_lines,
    "framed pipes": lambda text: "\n".join(
        "| " + line.replace("\t", " | ") + " |" if "\t" in line and "<" not in line else line
        for line in text.split("\n")
    ),
    "ข้อ before codes": lambda text: re.sub(r"(?m)^([IEO]\d)", r"ข้อ \1", text),
    "a dash before codes": lambda text: re.sub(r"(?m)^([IEO]\d)", r"- \1", text),
    "a dash within codes": lambda text: re.sub(r"(?m)^([IEO])(\d)", r"\1-\2", text),
    "1 read as l": lambda text: re.sub(r"(?m)^([IEO])1", r"\1l", text),
    "0 read as O": lambda text: re.sub(r"(?m)^([IEO]\d)0", r"\1O", text),
    "O read as Q": lambda text: re.sub(r"(?m)^O(?=\d)", "Q", text),
    "a blank after points": lambda text: re.sub(r"(\d)\.(\d\d)(?=%?[\t\n])", r"\1. \2", text),
    "a blank before points": lambda text: re.sub(r"(\d)\.(\d\d)(?=%?[\t\n])", r"\1 .\2", text),
    "raised points": lambda text: re.sub(r"(\d)\.(\d\d)\b", r"\1·\2", text),
    "1 of 100 read as l": lambda text: text.replace("100.00", "l00.00"),
    "0 of 100 read as O": lambda text: text.replace("100.00", "1OO.OO"),
    "a blank in thousands": lambda text: text.replace("1,243", "1, 243"),
    "a point too many": lambda text: text.replace("98.25", "98..25"),
    "a page of many": lambda text: with_pages(text, "หน้า {page} จาก 14"),
    "a page in English": lambda text: with_pages(text, "Page {page} of 14"),
    "a date and a page": lambda text: with_pages(text, "12 ตุลาคม 2567 หน้า {page}"),
    "the print-out of a browser": lambda text: with_pages(
        text, "https://example.go.th/itap/report/77 {page}/14", "12/10/2567 14:35 รายงานผล ITA"
    ),
    "the title with the year": lambda text: with_pages(
        text, "รายงานผลการประเมินคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2567 | {page}"
    ),
}


@pytest.mark.in_turn
@pytest.mark.parametrize("variant", VARIANTS.values(), ids=VARIANTS)
def test_the_report_is_read_whole_however_messy_it_is(read, report, variant):
    clean, messy = read(report), read(variant(report))
    assert [one.text for one in messy.skipped] == []
    assert figures(messy) == figures(clean)
    assert {key: count for key, (_, count) in answers(messy).items()} == {
        key: count for key, (_, count) in answers(clean).items()
    }
    assert groups(messy) == groups(clean)
    assert comments(messy) == comments(clean)
    assert [year.value for year in messy.years] == [2567]


@pytest.mark.parametrize("printed", ["S5.00", "9l.25", "9Z.75", "98.7S", "98.7 5"])
def test_a_figure_that_is_not_whole_is_told_and_no_part_of_it_is_read(read, printed):
    results = read(f"คะแนนแบบวัด IIT\nI1\tเต็มใจให้บริการ\t{printed}\nI2\tสะดวก\t97.25\n")
    assert figures(results) == {"I2": Decimal("97.25")}
    assert ["I1" in one.why or "I1" in results.line(one.origin) for one in results.skipped] == [
        True
    ]


def test_a_page_number_alone_on_its_line_is_no_figure(read):
    results = read(
        "5.คะแนนตามส่วนราชการ",
        "1 ฝ่ายโยธา 76 98.86 62 99.08 98.97",
        "12",
        "2 ฝ่ายรายได้ 16 100.00 50 97.27 98.64",
    )
    assert results.skipped == ()
    assert len(results.groups) == 6


# -- the cover

COVER = (
    "รายงานผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน",
    "ของหน่วยงานภาครัฐระดับต่ำกว่ากรม ประจำปี พ.ศ.2567",
    "500123 เขตสมมติ",
)
CRITERIA = (
    "หมายเหตุ:เกณฑ์การประเมิน",
    "ระดับ ผ่านดีเยี่ยม ค่าคะแนน 95.00 - 100.00",
    "เงื่อนไข : เครื่องมือการประเมินคือ IIT, EIT ,OIT มีคะแนนไม่น้อยกว่า 95 คะแนน",
    "ผ่านดี",
    "ค่าคะแนน 85.00 - 100.00",
    "ต้องปรับปรุงโดยด่วน 0 - 69.99",
)


def test_the_table_of_levels_on_the_cover_is_neither_a_result_nor_unread(read):
    results = read(*COVER, "คะแนน ITA", "97.38", *CRITERIA, "1. ภาพรวมการตอบแบบประเมิน")
    assert results.skipped == ()
    assert results.level is None
    (total,) = results.figures
    assert (total.node, total.value, total.joined) == ("ITA", Decimal("97.38"), False)
    assert [agency.value for agency in results.agencies] == ["สำนักงานเขตสมมติ"]


def test_figures_of_the_cover_may_stand_side_by_side(read):
    results = read(
        *COVER,
        "คะแนน ITA ระดับผลการประเมิน",
        "97.38 ผ่านดี",
        "คะแนนเฉลี่ยตามค่าน้ำหนัก",
        "คะแนน IIT (30%) คะแนน EIT (30%) คะแนน OIT (40%)",
        "29.66 27.71 40.00",
        "คะแนนเฉลี่ย(เต็ม) 100%",
        "คะแนน IIT คะแนน EIT คะแนน OIT",
        "98.88 92.38 100.00",
        "• ระดับ ผ่าน ค่าคะแนน 85.00 ขึ้นไป",
    )
    assert results.skipped == ()
    assert results.level is not None
    assert results.level.value == "ผ่านดี"
    assert figures(results) == {
        "ITA": Decimal("97.38"),
        "IIT": Decimal("98.88"),
        "EIT": Decimal("92.38"),
        "OIT": Decimal("100.00"),
    }
    assert [one.points for one in results.weighted] == [
        Decimal("29.66"),
        Decimal("27.71"),
        Decimal("40.00"),
    ]


def test_points_of_the_weight_are_read_as_such(read):
    results = read(*COVER, "คะแนนเฉลี่ยตามค่าน้ำหนัก", "คะแนน IIT (30%) 29.66", "คะแนน OIT (40%) 40.0")
    assert results.figures == ()
    assert [(one.node, one.weight, one.points) for one in results.weighted] == [
        ("IIT", Decimal(30), Decimal("29.66")),
        ("OIT", Decimal(40), Decimal("40.0")),
    ]


def test_a_title_below_the_languages_is_none_of_them(read):
    results = read(
        "1.2 จำนวนผู้ตอบแบบประเมินตามภาษา",
        "1.ภาษาไทย (Thai)\t617",
        "2. ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ ประจำปีงบประมาณ พ.ศ. 2567",
    )
    assert [(group.name, group.count) for group in results.groups] == [("ภาษาไทย (Thai)", 617)]
    assert [year.value for year in results.years] == [2567]


def test_only_titles_name_the_office(read):
    results = read(
        "ของสำนักงานเขต กรุงเทพมหานคร ประจำปีงบประมาณ พ.ศ. 2564",
        "สำนักงานเขตสมมติ",
        "ประเด็นการประเมิน IIT\tคะแนนที่ได้",
        "I7 การรับรู้แผนการใช้จ่ายงบประมาณประจำปี ของสำนักงานเขตตนเอง\t61.51",
        "I9 สำนักงานเขตไม่มีการใช้จ่ายงบประมาณเพื่อประโยชน์ส่วนตัว\t84.71",
    )
    assert [agency.value for agency in results.agencies] == ["สำนักงานเขตสมมติ"]


@pytest.mark.parametrize(
    "below",
    [
        ("เปรียบเทียบผลการประเมิน ITA รายปี", "2565 2566 2567 2568"),
        ("แนวโน้มคะแนนรายปี", "2567 90.10"),
    ],
)
def test_years_below_a_heading_by_years_are_not_those_of_the_title(read, below):
    title = "ผลการประเมินคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2568"
    results = read(title, "IIT 90.10", "EIT 80.20", "OIT 100.00", *below)
    assert [year.value for year in results.years] == [2568]


@pytest.mark.parametrize(
    ("title", "office"),
    [
        (("ของสำนักงานเขตสมมติ ปีงบประมาณ พ.ศ. 2567",), "สำนักงานเขตสมมติ"),
        (("สำนักงานเขตสมมติ", "ประจำปีงบประมาณ พ.ศ. 2567"), "สำนักงานเขตสมมติ"),
        (("ปีงบประมาณ 2567",), ""),
        (("สำนักงานเขตสมมติ", "ประจำปี", "พ.ศ. 2567"), "สำนักงานเขตสมมติ"),
        (("สำนักงานเขตสมมติ ประจำปีงบประมาณ", "2567"), "สำนักงานเขตสมมติ"),
    ],
)
def test_the_year_may_stand_in_the_last_line_of_a_title(read, title, office):
    results = read("ผลการประเมินคุณธรรมและความโปร่งใส", *title, "IIT 90.10", "EIT 80.20", "OIT 100.00")
    assert [year.value for year in results.years] == [2567]
    assert [agency.value for agency in results.agencies] == [office] * bool(office)


def test_a_sentence_of_another_year_is_no_title(read):
    results = read(
        "ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2567",
        "สำนักงานเขตสมมติ ปีงบประมาณ พ.ศ. 2566 ได้จัดอบรม",
        "ปีงบประมาณ พ.ศ. 2566",
        "IIT 90.10",
    )
    assert [year.value for year in results.years] == [2567]


# -- figures without decimals, and places without figures


def test_a_sentence_tells_the_instruments_but_not_the_points_that_they_add(read):
    told = (
        "ได้คะแนนรวม ITA {} คะแนน โดยแบบวัด IIT {} คะแนน แบบวัด EIT {} คะแนน และแบบตรวจ OIT {} คะแนน"
    )

    def found(*scores):
        return {figure.node: str(figure.value) for figure in read(told.format(*scores)).figures}

    assert found("97.59", "98.95", "93.00", "100.00") == {
        "ITA": "97.59",
        "IIT": "98.95",
        "EIT": "93.00",
        "OIT": "100.00",
    }
    assert found("97.59", "29.69", "27.90", "40.00") == {"ITA": "97.59"}


def test_whole_scores_in_cells_of_their_own_are_scores(read):
    results = read(
        "2.1 คะแนนตัวชี้วัด",
        "ตัวชี้วัด 9\tการเปิดเผยข้อมูล\t100",
        "ตัวชี้วัดที่ 10 การป้องกันการทุจริต 100 คะแนน",
        "2.4 คะแนนแบบตรวจการเปิดเผยข้อมูลสาธารณะ OIT",
        "O1\tข้อมูลพื้นฐาน\t0",
        "5.คะแนนตามส่วนราชการ",
        "2 ฝ่ายรายได้\t16\t100\t50\t97\t98.50",
        "8 ฝ่ายการศึกษา 0 - 55 76.00 76.00",
        "6.คะแนนตามส่วนประเภทบริการ",
        "No.ประเภทบริการ ตอบ EIT E1 E2 E3 E4 E5 E6",
        "4 งานเปรียบเทียบปรับ 48 100 100 100 100 100 100 100.00",
    )
    assert results.skipped == ()
    assert figures(results) == {"9": 100, "10": 100, "O1": 0}
    found = groups(results)
    assert found[Breakdown.DEPARTMENT, "ฝ่ายรายได้", "IIT"] == (16, Decimal(100))
    assert found[Breakdown.DEPARTMENT, "ฝ่ายการศึกษา", "IIT"] == (0, None)
    assert found[Breakdown.DEPARTMENT, "ฝ่ายการศึกษา", "ITA"] == (None, Decimal("76.00"))
    assert found[Breakdown.SERVICE, "งานเปรียบเทียบปรับ", "E1"] == (None, Decimal(100))


def test_a_unit_may_have_a_number_in_its_name(read):
    results = read("4 ฝ่ายเทศกิจ (ชุดที่ 2) 22 95.73 4 94.10 94.92")
    assert {group.name for group in results.groups} == {"ฝ่ายเทศกิจ (ชุดที่ 2)"}


def test_a_unit_that_may_have_lost_the_beginning_of_its_name_is_told(read):
    results = read("1 ฝ่ายโยธา 76 98.86 62 99.08 98.97", "รายได้ 16 100.00 50 97.27 98.64")
    assert [group.name for group in results.groups][-1] == "รายได้"
    (doubt,) = results.doubts
    assert (doubt.row, "“รายได้” ไม่มีลำดับ" in doubt.why) == (2, True)


def test_units_that_lost_their_line_break_are_read_one_by_one(read):
    results = read("1 ฝ่ายโยธา 76 98.86 62 99.08 98.97 2 ฝ่ายรายได้ 16 100.00 50 97.27 98.64")
    assert results.skipped == ()
    assert list(dict.fromkeys(group.name for group in results.groups)) == ["ฝ่ายโยธา", "ฝ่ายรายได้"]


# -- running text


def test_the_summary_in_words_tells_figures_of_items_and_indicators(read):
    results = read(
        "จากข้อมูลข้างต้น สำนักงานเขตสมมติมีคะแนนการประเมินอยู่ที่ 97.38 อยู่ในระดับ “ผ่านดี” โดยคะแนนสูงสุดอยู่ที่"
        "ตัวชี้วัดที่ 9 และ ตัวชี้วัดที่ 10 (OIT) 100.00 คะแนน และคะแนนต่ำสุดอยู่ที่ตัวชี้วัดที่ 7 (ประสิทธิภาพการสื่อสาร "
        "(EIT)) 89.38 คะแนน ข้อคำถามที่มีคะแนนสูงสุด คือ ข้อ I3 (มีการเรียกรับสินบน (IIT)) 99.52 คะแนน"
    )
    assert results.skipped == ()
    assert {figure.node: figure.value for figure in results.figures if figure.summary} == {
        "ITA": Decimal("97.38"),
        "9": Decimal("100.00"),
        "10": Decimal("100.00"),
        "7": Decimal("89.38"),
        "I3": Decimal("99.52"),
    }


@pytest.mark.parametrize("printed", ["93.50", "93 .50", "93. 50", "93.5 0", "93 . 50", "93 , 50"])
@pytest.mark.parametrize(
    "line", ["1. ภาพรวม คะแนนรวม {} คะแนน ระดับ ผ่านดี", "สำนักงานเขตมีคะแนนอยู่ที่ {} อยู่ในระดับผ่านดี"]
)
def test_a_figure_that_is_torn_in_a_sentence_is_whole_or_not_read(read, line, printed):
    results = read("รายงานผลการประเมินคุณธรรมและความโปร่งใส", line.format(printed))
    assert {figure.value for figure in results.figures} <= {Decimal("93.50")}
    assert results.figures or printed not in {"93.50", "93 .50"}


@pytest.mark.parametrize(
    "line",
    [
        "99.30 เต็มใจให้บริการ เท่าเทียม ไม่เลือกปฏิบัติ",
        '"I1","เต็มใจให้บริการ","99.30"',
        "คะแนนเฉลี่ยอยู่ที่ 94,62 คะแนน",
    ],
)
def test_figures_that_stand_where_none_are_known_are_listed(read, line):
    results = read("2.2 คะแนนแบบวัดการรับรู้(IIT)", line)
    assert results.figures == ()
    assert [one.row for one in results.skipped] == [2]


@pytest.mark.parametrize("line", ["5.มาก 16 2,56%", "5.มาก 16 คน ร้อยละ 2.56 ของทั้งหมด"])
def test_an_answer_written_otherwise_is_listed(read, line):
    results = read("3.สถิติการตอบ IIT", "I1 เต็มใจให้บริการ 99.30", line, "2.20 - 30 ปี")
    assert results.answers == ()
    assert [one.row for one in results.skipped] == [3]


def test_what_respondents_write_may_end_in_a_figure(read):
    results = read(
        "โดยมีความคิดเห็นของผู้ตอบแบบประเมิน EIT ดังนี้",
        "1. เพิ่มที่จอดรถ 20 คัน",
        "2. ให้คะแนน 99.99",
        "E1 เต็มใจให้บริการ 93.45",
    )
    assert comments(results) == [("EIT", "เพิ่มที่จอดรถ 20 คัน"), ("EIT", "ให้คะแนน 99.99")]
    assert figures(results) == {"E1": Decimal("93.45")}


def test_what_many_wrote_alike_is_kept_of_each(read):
    results = read("โดยมีความคิดเห็นของผู้ตอบแบบประเมิน EIT ดังนี้", *("1. บริการดี", "มาก") * 3)
    assert comments(results) == [("EIT", "บริการดี มาก")] * 3


# -- the form of 2564

OF_2564 = (
    "ของสำนักงานเขต กรุงเทพมหานคร ประจำปีงบประมาณ พ.ศ. 2564",
    "หัวข้อ การรับรู้ของผู้มีส่วนได้เสียภายใน (Internal integrity and Transparency Assessment : IIT)",
    "หัวข้อการประเมิน\tการวิเคราะห์การดำเนินงาน\tจุดเด่น/จุดด้อย/ประเด็นที่จะต้องแก้ไข",
)


def test_the_analysis_of_2564_gives_scores_in_brackets_and_codes_by_their_order(read):
    results = read(
        *OF_2564,
        "ตัวชี้วัดที่ 2 การใช้งบประมาณ คะแนนเฉลี่ย 98.61",
        "-19 ไม่มีการใช้จ่ายงบประมาณเพื่อประโยชน์ส่วนตัว (คะแนนเฉลี่ย 84..71)\t- ดำเนินการแล้ว 2 ครั้ง\t- ไม่มี",
        "-10 ไม่มีการเบิกจ่ายเงินที่เป็นเท็จ (คะแนนเฉลี่ย 85.17)\t- ตรวจสอบทุกเดือน",
        "-I11 มีความโปร่งใส (คะแนนเฉลี่ย 79.04)",
        "-12 มีส่วนร่วม (คะแนนเฉลี่ย 72.44)",
        "-13 มีความเป็นธรรม (คะแนนเฉลี่ย 80.19)",
        "หัวข้อ การเปิดเผยข้อมูลสาธารณะ (Open Data Integrity and Transparency Assessment : OIT)",
        "01 โครงสร้างหน่วยงาน (คะแนนเฉลี่ย 0 คะแนน)\t- ไม่พบแผนผัง",
        "○10 แผนดำเนินงานประจำปี (คะแนนเฉลี่ย 100 คะแนน)\t- เผยแพร่ครบ",
    )
    assert results.skipped == ()
    assert figures(results) == {
        "2": Decimal("98.61"),
        "I9": Decimal("84.71"),
        "I10": Decimal("85.17"),
        "I11": Decimal("79.04"),
        "I12": Decimal("72.44"),
        "I13": Decimal("80.19"),
        "O1": Decimal(0),
        "O10": Decimal(100),
    }
    assert {figure.remark for figure in results.figures} == {""}


# -- what a PDF makes of Thai and of narrow columns


@pytest.mark.parametrize("printed", ["ตัวชีวัด้ 1", "ตัวชีว้ ัด 1", "ตัวชีว ้ ัดที่ 1", "ตัวชี้วัด 1"])
def test_marks_that_a_pdf_drew_elsewhere_do_not_hide_an_indicator(read, printed):
    assert figures(read(f"{printed} การปฏิบัติหน้าที่ 99.19")) == {"1": Decimal("99.19")}


def test_the_first_option_may_stand_in_the_row_of_its_question():
    rows = (
        ("3.สถิติการตอบ IIT",),
        ("ข้อ", "คำถาม", "ตัวเลือก", "จำนวนตอบ", "%", "คะแนนเฉลี่ย (เต็ม 100)"),
        ("I2", "อำนวยความสะดวก", "1.ไม่มีเลย", "3", "0.48%", "98.75"),
        ("", "", "2.น้อยที่สุด", "0", "0.00%"),
        ("I3", "มีการเรียกรับสินบน", "1.มี", "3", "0.48%", "99.52"),
        ("", "", "2.ไม่มี", "623", "99.52%"),
    )
    sheet = DataSheet("", tuple(SheetRow(at, row) for at, row in enumerate(rows, 1)))
    results = read_report([sheet])
    assert results.skipped == ()
    assert figures(results) == {"I2": Decimal("98.75"), "I3": Decimal("99.52")}
    told = [("ไม่มีเลย", 3), ("น้อยที่สุด", 0), ("มี", 3), ("ไม่มี", 623)]
    assert list(answers(results).values()) == told


def test_names_and_answers_broken_over_lines_are_put_together(read):
    results = read(
        "3.สถิติการตอบ IIT",
        "I7 ผู้บังคับบัญชาสั่งการให้ทำ",
        "สิ่งที่ไม่ถูกต้อง",
        "98.34",
        "ตัวเลือก",
        "จำนวนตอบ",
        "%",
        "1.ไม่มีเลย 610 97.44%",
        "2.",
        "น้อยที่สุด",
        "4 0.64%",
        "3.น้อย",
        "4 0.64%",
        "5.คะแนนตามส่วนราชการ",
        "3 ฝ่ายสิ่ง 14 97.62 61 98.69 98.16",
        "แวดล้อมและ",
        "สุขาภิบาล",
        "7 ฝ่ายรักษา",
        "ความสะอาดและ",
        "สวนสาธารณะ",
        "331 99.61 44 99.40 99.51",
        "11 รร.สังกัดกรุงเทพมหา",
        "นคร ในพื้นที่เขต 54 95.90 50 93.66 94.78",
    )
    assert results.skipped == ()
    assert figures(results) == {"I7": Decimal("98.34")}
    assert list(answers(results).values()) == [("ไม่มีเลย", 610), ("น้อยที่สุด", 4), ("น้อย", 4)]
    assert [doubt.row for doubt in results.doubts] == [16, 17]
    assert list(dict.fromkeys(group.name for group in results.groups)) == [
        "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล",
        "ฝ่ายรักษาความสะอาดและสวนสาธารณะ",
        "รร.สังกัดกรุงเทพมหานคร ในพื้นที่เขต",
    ]
