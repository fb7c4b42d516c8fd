import io
import zipfile
from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import docx as reader
import pytest

from ita_desktop.documents.backends import docx
from ita_desktop.documents.content import (
    Align,
    Cell,
    Document,
    Image,
    KeepTogether,
    Orientation,
    PageBreak,
    PageLine,
    PageNumbers,
    Paragraph,
    Run,
    SignatureBlock,
    Table,
    TableColumn,
    TableRow,
    Vertical,
    cell,
    group_row,
    heading_row,
    paragraph,
)
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.registry import kind as kind_of
from ita_desktop.documents.styles import STYLES
from ita_desktop.domain.text import Digits
from tests.documents.factories import meetings as meeting_factory
from tests.documents.readers.files import document, part, table_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(made: Document) -> Any:
    return reader.Document(io.BytesIO(docx.render(made)))


def body(made: Document) -> Any:
    return part(docx.render(made), "word/document.xml")


def sample() -> Document:
    """One of everything."""
    return document(
        paragraph("ตารางทดสอบ", "title"),
        Paragraph((Run("ระดับ "), Run("ผ่านดี", bold=True), Run(" ใน ", underline=True))),
        paragraph("ข้อหนึ่ง\nบรรทัดต่อ", mark="1."),
        Table(
            (TableColumn(1), TableColumn(2), TableColumn(1)),
            (
                group_row("ตัวชี้วัดที่ 1", 3),
                TableRow((cell("I1"), cell("ร่วมกัน", rows=2), cell("ทุกฝ่าย"))),
                TableRow((cell("I2"), Cell((paragraph("จุด", "cell", mark="•"),)))),
            ),
            (heading_row(("ข้อ", "รายการ", "ผู้รับผิดชอบ")),),
        ),
        table_of("ตารางสอง"),
        PageBreak(),
        KeepTogether((paragraph("ก"), paragraph("ข"))),
        SignatureBlock(("(นางตัวอย่าง หนึ่ง)", "ผู้อำนวยการเขตตัวอย่าง")),
        footer=PageLine("ท้ายกระดาษ", PageNumbers.OF_TOTAL, Align.RIGHT),
        header=PageLine(numbers=PageNumbers.DASHES, from_page=2),
        digits=Digits.THAI,
        author="สำนักงานเขตตัวอย่าง",
    )


def test_word_reads_the_paragraphs_of_the_model() -> None:
    texts = [one.text for one in opened(sample()).paragraphs if one.text]
    assert texts == [
        "ตารางทดสอบ",
        "ระดับ ผ่านดี ใน ",
        "๑.\tข้อหนึ่ง\nบรรทัดต่อ",
        "ก",
        "ข",
        "(นางตัวอย่าง หนึ่ง)",
        "ผู้อำนวยการเขตตัวอย่าง",
    ]


def test_word_reads_the_rows_of_the_model_with_merged_cells() -> None:
    first, second = opened(sample()).tables
    assert [[one.text for one in row.cells] for row in first.rows] == [
        ["ข้อ", "รายการ", "ผู้รับผิดชอบ"],
        ["ตัวชี้วัดที่\xa0๑"] * 3,
        ["I1", "ร่วมกัน", "ทุกฝ่าย"],
        ["I2", "ร่วมกัน", "จุด"],
    ]
    assert second.rows[0].cells[0].text == "ตารางสอง"


def test_the_same_document_gives_the_same_bytes() -> None:
    assert docx.render(sample()) == docx.render(sample())


def test_windows_writes_the_bytes_that_linux_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    here = docx.render(sample())
    monkeypatch.setattr(zipfile, "sys", SimpleNamespace(platform="win32"))
    assert zipfile.ZipInfo("part").create_system == 0
    assert docx.render(sample()) == here


def test_every_style_says_letter_size_and_weight_for_complex_scripts_too() -> None:
    styles = part(docx.render(sample()), "word/styles.xml")
    fonts = styles.find(f".//{W}rFonts")
    assert {fonts.get(f"{W}{half}") for half in ("ascii", "hAnsi", "eastAsia", "cs")} == {
        "TH Sarabun New"
    }
    assert styles.find(f".//{W}lang").get(f"{W}bidi") == "th-TH"
    for looks in styles.iter(f"{W}rPr"):
        sizes = [looks.find(f"{W}{name}") for name in ("sz", "szCs")]
        assert [size is None for size in sizes] in ([True, True], [False, False])
        assert (looks.find(f"{W}b") is None) == (looks.find(f"{W}bCs") is None)


def test_every_style_in_use_is_there_and_takes_the_letter_from_the_normal_one() -> None:
    made = opened(sample())
    used = {one.get(f"{W}val") for one in body(sample()).iter(f"{W}pStyle")}
    ours = [style for style in made.styles if style.style_id in used]
    assert {one.style_id for one in ours} == used
    assert {one.base_style.name for one in ours} == {"Normal"}


def test_nothing_of_the_template_of_the_library_comes_along() -> None:
    made = opened(sample())
    names = {style.name for style in made.styles if not style.name.startswith("ITA ")}
    assert names == {"Normal", "Default Paragraph Font", "Normal Table", "No List"}
    assert not made.core_properties.comments
    with ZipFile(io.BytesIO(docx.render(sample()))) as archive:
        assert not [name for name in archive.namelist() if "customXml" in name or "thumb" in name]


def test_bold_runs_are_bold_in_thai() -> None:
    [bold] = [run for run in body(sample()).iter(f"{W}r") if run.find(f"{W}rPr/{W}b") is not None]
    assert bold.find(f"{W}rPr/{W}bCs") is not None


def test_tables_have_fixed_widths_that_fill_the_text_and_heading_rows() -> None:
    first = next(body(sample()).iter(f"{W}tbl"))
    grid = [int(one.get(f"{W}w")) for one in first.iter(f"{W}gridCol")]
    assert sum(grid) == round(170 / 25.4 * 1440)
    assert first.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"
    headings = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in first.iter(f"{W}tr")]
    assert headings == [True, False, False, False]
    for row in first.iter(f"{W}tr"):
        assert sum(int(one.get(f"{W}w")) for one in row.iter(f"{W}tcW")) == sum(grid)


def test_only_short_rows_are_kept_on_one_page() -> None:
    long, longest = "ยาว " * 200, "ยาว " * 2000
    for texts, expected in (
        (("สั้น", long, "สั้น", "สั้น"), [True, False, True, True]),
        (("สั้น", long, "สั้น"), [True, True, True]),  # the last one would be alone
        (("สั้น", long, long), [True, False, True]),  # few lines of the last would be alone
        (("สั้น", longest), [True, False]),
    ):
        rows = body(document(table_of(*texts))).iter(f"{W}tr")
        assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows] == expected


def test_rows_that_share_a_cell_and_the_last_two_stay_on_one_page() -> None:
    rows = (
        TableRow((cell("I1"), cell("ร่วม", rows=2))),
        TableRow((cell("I2"),)),
        TableRow((cell("I3"), cell("อื่น"))),
        TableRow((cell("I4"), cell("อื่น"))),
        TableRow((cell("I5"), cell("อื่น"))),
    )
    made = body(document(Table((TableColumn(1), TableColumn(1)), rows)))
    kept = [
        all(one.find(f"{W}keepNext") is not None for one in row.iter(f"{W}pPr"))
        for row in made.iter(f"{W}tr")
    ]
    # The last one stays with the paragraph that Word requires after it.
    assert kept == [True, False, False, True, True]


@pytest.mark.parametrize(("lines", "stays"), [(1, True), (90, False)])
@pytest.mark.parametrize("between", [(), (paragraph("", "line"),)])
def test_a_last_table_of_one_row_stays_with_the_table_above_it(
    between: tuple[Paragraph, ...], lines: int, *, stays: bool
) -> None:
    last = table_of("\n".join(["ลำพัง"] * lines))
    made = body(document(table_of("ก", "ข", "ค"), *between, last, paragraph("หมายเหตุ", "line")))
    kept = [
        all(one.find(f"{W}keepNext") is not None for one in block.iter(f"{W}pPr"))
        for block in [*made.iter(f"{W}tr")][2:] + made.findall(f".//{W}body/{W}p")
    ]
    assert kept == [stays, stays, stays, False]


@pytest.mark.parametrize(("lines", "kept"), [(10, True), (90, False)])
def test_not_all_lines_of_a_row_that_goes_on_over_pages_stay_with_the_next(
    lines: int, *, kept: bool
) -> None:
    """LibreOffice never ended to lay out such a row at the end of a paper."""
    made = body(document(table_of("ก", "\n".join(["ยาว"] * lines))))
    last = [*made.iter(f"{W}tr")][-1]
    assert all(one.find(f"{W}keepNext") is not None for one in last.iter(f"{W}pPr")) is kept


@pytest.mark.parametrize("whole", [False, True])
def test_the_last_lines_of_a_long_last_row_are_together(*, whole: bool) -> None:
    """Also where rows are moved whole if they can be, as in the report of progress."""
    long = TableRow((Cell(tuple(paragraph(f"ขั้นที่ {at}", "cell") for at in range(90))),))
    made = body(document(Table((TableColumn(1),), (long,), whole_rows=whole)))
    [row] = made.iter(f"{W}tr")
    together = [one.find(f"{W}keepLines") is not None for one in row.iter(f"{W}pPr")]
    assert together == [False] * 84 + [True] * 6


def steps(count: int) -> Cell:
    return Cell(tuple(paragraph(f"ขั้นที่ {at}", "cell") for at in range(count)))


def test_the_last_lines_of_a_long_last_row_are_a_row_that_no_line_parts() -> None:
    """LibreOffice keeps no lines within a row together. What covered the row covers both."""
    rows = (
        TableRow((cell("ก"), replace(cell("ร่วม"), rows=2), steps(3))),
        TableRow((cell("ข"), steps(60))),
    )
    made = body(document(Table(tuple(map(TableColumn, (1, 1, 1))), rows)))
    *_above, begins, ends = made.iter(f"{W}tr")
    assert ends.find(f".//{W}cantSplit") is not None
    assert begins.find(f".//{W}cantSplit") is None
    merged = [each.find(f".//{W}vMerge") is not None for each in ends.iter(f"{W}tc")]
    assert merged == [True, True, False]
    last = [*ends.iter(f"{W}tc")][-1]
    assert len(last.findall(f"{W}p")) == 6
    assert last.find(f".//{W}tcBorders/{W}top").get(f"{W}val") == "nil"


@pytest.mark.parametrize("lines", [7, 60])
def test_a_row_above_a_last_one_of_few_lines_leaves_it_no_page_alone(lines: int) -> None:
    few = TableRow((cell("ก"), cell("สั้น")))
    rows = (few, TableRow((cell("ก"), steps(lines))), few)
    made = body(document(Table((TableColumn(1), TableColumn(1)), rows)))
    *_above, before, last = made.iter(f"{W}tr")
    assert before.find(f".//{W}cantSplit") is not None
    assert last.find(f".//{W}cantSplit") is not None
    assert all(one.find(f"{W}keepNext") is not None for one in before.iter(f"{W}pPr"))


@pytest.mark.parametrize("headed", [True, False])
@pytest.mark.parametrize(("lines", "stays"), [(1, True), (4, False)])
def test_the_first_row_stays_with_the_next_if_both_are_low(
    lines: int, stays: bool, headed: bool
) -> None:
    """As in the PDF: rows that are low each but not together would leave too much of a page."""
    rows = tuple(TableRow((cell("\n".join([f"I{at}"] * lines)),)) for at in range(4))
    headings = (heading_row(("ข้อ",)),) if headed else ()
    made = body(document(Table((TableColumn(1),), rows, headings)))
    kept = [row.find(f".//{W}keepNext") is not None for row in made.iter(f"{W}tr")]
    assert kept == [True] * headed + [stays, False, True, True]


def test_a_document_that_ends_with_a_table_ends_with_a_paragraph() -> None:
    root = body(document(table_of("ก")))
    assert [one.tag.removeprefix(W) for one in root[0]] == ["tbl", "p", "sectPr"]


def test_a_table_without_rows_is_left_out_because_word_refuses_it() -> None:
    root = body(document(Table((TableColumn(1),), ())))
    assert [one.tag.removeprefix(W) for one in root[0]] == ["p", "sectPr"]


def test_neighbouring_tables_stay_two() -> None:
    assert len(opened(document(table_of("ก"), table_of("ข"))).tables) == 2


def test_hyphens_and_bullets_are_lists_of_word() -> None:
    made = document(paragraph("หนึ่ง", mark="•"), paragraph("ย่อย", mark="-", level=1))
    lists = [
        (one.find(f"{W}numId").get(f"{W}val"), one.find(f"{W}ilvl").get(f"{W}val"))
        for one in body(made).iter(f"{W}numPr")
    ]
    assert lists == [("1", "0"), ("2", "1")]
    assert [one.text for one in opened(made).paragraphs] == ["หนึ่ง", "ย่อย"]


def test_pages_lie_as_the_document_says_and_count_in_its_digits() -> None:
    made = document(paragraph("ก"), orientation=Orientation.LANDSCAPE, digits=Digits.THAI)
    section = body(made).find(f".//{W}sectPr")
    size = section.find(f"{W}pgSz")
    assert int(size.get(f"{W}w")) > int(size.get(f"{W}h"))
    assert size.get(f"{W}orient") == "landscape"
    names = [one.tag.removeprefix(W) for one in section]
    assert names.index("pgNumType") < names.index("cols")
    assert section.find(f"{W}pgNumType").get(f"{W}fmt") == "thaiNumbers"


def test_the_first_page_may_lack_the_head_and_keep_the_foot() -> None:
    section = body(sample()).find(f".//{W}sectPr")
    kinds = [
        (one.tag.removeprefix(W), one.get(f"{W}type"))
        for one in section
        if one.tag.endswith("Reference")
    ]
    assert kinds == [
        ("headerReference", "default"),
        ("footerReference", "default"),
        ("footerReference", "first"),
    ]
    assert section.find(f"{W}titlePg") is not None
    assert "ท้ายกระดาษ" in opened(sample()).sections[0].first_page_footer.paragraphs[0].text


def test_word_breaks_thai_itself_so_no_break_is_put_in() -> None:
    made = document(paragraph("การประเมิน\u200bคุณธรรม " * 20))
    assert "\u200b" not in opened(made).paragraphs[0].text


def test_a_space_at_which_no_line_of_the_pdf_ends_does_not_break_in_word_either() -> None:
    line = Paragraph((Run("ปีงบประมาณ พ.ศ."), Run(" 2568 ", bold=True), Run("ได้ 30 คะแนน")))
    [shown] = [one for one in opened(document(line)).paragraphs if one.text]
    assert shown.text == "ปีงบประมาณ พ.ศ.\xa02568 ได้ 30\xa0คะแนน"
    assert [run.text for run in shown.runs][1] == "\xa02568 "


def test_a_day_wider_than_its_column_is_parted_before_its_year_and_not_within_it() -> None:
    day = "31 มกราคม 2568"
    rows = (TableRow((cell(day), cell(day))),)
    narrow = Table((TableColumn(1), TableColumn(7)), rows)
    [table] = opened(document(narrow)).tables
    assert [one.text for one in table.rows[0].cells] == [
        "31\xa0มกราคม 2568",
        "31\xa0มกราคม\xa02568",
    ]


def test_what_stands_further_in_does_so_with_its_mark() -> None:
    marks = ["(1)", "-", "•"]
    made = document(*(Paragraph((Run("ก"),), mark=mark, left=20.0) for mark in marks))
    forms = [one.paragraph_format for one in opened(made).paragraphs if one.text]
    assert [round(form.left_indent.mm) for form in forms] == [26, 24, 24]
    assert [round(form.first_line_indent.mm) for form in forms] == [-6, -4, -4]


def test_lines_and_cells_are_as_high_as_those_of_the_pdf() -> None:
    made = opened(document(table_of("ก"), Image(b"", 20, 20, "ภาพ")))
    assert made.styles["ITA Cell"].paragraph_format.line_spacing.pt == pytest.approx(16.1)
    assert made.styles["ITA Paper Body"].paragraph_format.line_spacing == 1
    sides = made.element.body.find(f".//{W}tblCellMar")
    gaps = {side.tag.removeprefix(W): int(side.get(f"{W}w")) / 20 for side in sides}
    assert gaps == {"top": 1.0, "left": 4.0, "bottom": 1.5, "right": 4.0}
    picture = next(
        one for one in made.paragraphs if one._element.find(f".//{W}drawing") is not None
    )
    assert picture.paragraph_format.line_spacing == 1, "a line of a set height would cut it"


def test_control_characters_and_very_long_cells_do_no_harm() -> None:
    text = "ก\x00ข\x1f\ufffe" + "ยาว" * 3400
    made = opened(document(table_of(text)))
    assert made.tables[0].rows[0].cells[0].text == "กข" + "ยาว" * 3400


def test_pictures_carry_their_words() -> None:
    from PIL import Image as Picture

    data = io.BytesIO()
    Picture.new("RGB", (8, 4), "blue").save(data, "JPEG")
    made = opened(document(Image(data.getvalue(), 80, 40, "ป้ายสำนักงาน")))
    [shape] = made.inline_shapes
    assert round(shape.width.mm) == 80
    assert shape._inline.docPr.get("descr") == "ป้ายสำนักงาน"


def test_title_and_author_are_in_the_properties() -> None:
    made = opened(sample()).core_properties
    assert (made.title, made.author) == ("เอกสารทดสอบ", "สำนักงานเขตตัวอย่าง")


def test_a_name_that_is_too_long_for_a_property_is_cut_there() -> None:
    name = "สำนักงานเขตตัวอย่าง" * 20
    made = opened(replace(sample(), author=name, title=name)).core_properties
    assert made.author == made.title == name[:255]


def test_a_cell_may_stand_in_the_middle_of_its_row() -> None:
    row = TableRow((Cell((paragraph("ก", "cell"),), vertical=Vertical.MIDDLE), cell("ข")))
    made = opened(document(Table((TableColumn(1), TableColumn(1)), (row,))))
    aligned = [one.vertical_alignment for one in made.tables[0].rows[0].cells]
    assert [str(one) for one in aligned] == ["CENTER (1)", "None"]


@pytest.mark.parametrize("name", ["document", "styles"])
def test_the_parts_are_as_they_were_approved(name: str, golden: Any) -> None:
    from lxml import etree

    root = part(docx.render(sample()), f"word/{name}.xml")
    etree.indent(root)
    golden(f"docx_{name}.xml", etree.tostring(root, encoding="unicode") + "\n")


def test_what_begins_a_page_has_no_space_above_as_in_pdf() -> None:
    blocks = (
        paragraph("ก", "heading"), paragraph("ข", "heading"), PageBreak(),
        paragraph("ค", "heading"), PageBreak(restart=True), paragraph("ง", "heading"),
    )  # fmt: skip
    root = part(docx.render(document(*blocks)), "word/document.xml")
    spaces = {
        "".join(one.text for one in line.iter("{*}t")): [
            space.values() for space in line.iter("{*}spacing")
        ]
        for line in root.iter("{*}p")
        if line.find(".//{*}t") is not None
    }
    assert spaces == {"ก": [["0"]], "ข": [], "ค": [["0"]], "ง": [["0"]]}


def test_headings_have_an_outline_level_for_each_depth() -> None:
    levels = {name: style.outline for name, style in STYLES.items() if style.outline is not None}
    assert levels == {
        "chapter": 0,
        "chapter-center": 0,
        "divider": 0,
        "heading": 1,
        "subheading": 2,
        "paper-heading": 0,
        "agenda-heading": 0,
    }
    for name in ("agenda", "minutes"):
        one = kind_of(name)
        made = one.build(ReportContext(meeting_factory.meeting_year()), one.digits)
        content = docx.render(made)
        titles = {STYLES[style].title for style in levels}
        styles = part(content, "word/styles.xml")
        outlined = {
            style.get(f"{W}styleId")
            for style in styles.iter(f"{W}style")
            if style.find(f"{W}pPr/{W}outlineLvl") is not None
        }
        used = [one.get(f"{W}val") for one in part(content, "word/document.xml").iter(f"{W}pStyle")]
        assert len(titles) == len(outlined)
        assert len([one for one in used if one in outlined]) >= 4, name
