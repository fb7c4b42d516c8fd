import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from PIL import Image as Picture

from ita_desktop.documents.backends import xlsx
from ita_desktop.documents.backends.xlsx.continued_pages import page_ends
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
    TabStop,
    cell,
    group_row,
    heading_row,
    paragraph,
    row,
)
from ita_desktop.documents.printable import THAI_FIGURES
from ita_desktop.documents.styles import MM
from ita_desktop.domain.text import Digits
from tests.documents.readers.files import document, part, table_of

HEADING = (heading_row(("ข้อ", "รายการ", "คะแนน")),)
COLUMNS = (TableColumn(1), TableColumn(3), TableColumn(1))


def sheet(made: Document) -> Any:
    return openpyxl.load_workbook(io.BytesIO(xlsx.render(made))).active


def values(made: Document) -> list[tuple[Any, ...]]:
    return [line for line in sheet(made).iter_rows(values_only=True) if any(line)]


def two_tables() -> Document:
    return document(
        paragraph("ชื่อเรื่อง", "title"),
        paragraph("ตัวชี้วัดที่ 9.1", "heading"),
        Table(COLUMNS, (row("O1", "หนึ่ง", "ก"), row("O2", "สอง", "ข")), HEADING),
        paragraph("ตัวชี้วัดที่ 9.2", "heading"),
        Table(COLUMNS, (row("O3", "สาม", "ค"),), HEADING),
        footer=PageLine("A & B", PageNumbers.OF_TOTAL, Align.RIGHT),
    )


def test_excel_reads_the_rows_of_the_model_under_one_heading() -> None:
    assert values(two_tables()) == [
        ("ชื่อเรื่อง", None, None),
        ("ตัวชี้วัดที่ 9.1", None, None),
        ("ข้อ", "รายการ", "คะแนน"),
        ("O1", "หนึ่ง", "ก"),
        ("O2", "สอง", "ข"),
        ("ตัวชี้วัดที่ 9.2", None, None),
        ("O3", "สาม", "ค"),
    ]


def test_the_heading_is_printed_again_stays_in_sight_and_filters() -> None:
    made = sheet(two_tables())
    assert made.print_title_rows == "$3:$3"
    assert made.freeze_panes == "A4"
    assert made.auto_filter.ref == "A3:C7"


def test_tables_with_other_headings_keep_them() -> None:
    other = Table(COLUMNS, (row("ก", "ข", "ค"),), (heading_row(("ที่", "ชื่อ", "ผล")),))
    made = document(Table(COLUMNS, (row("1", "2", "3"),), HEADING), other)
    assert ("ที่", "ชื่อ", "ผล") in values(made)
    assert sheet(made).auto_filter.ref is None


def test_the_sheet_prints_like_the_document() -> None:
    made = sheet(document(table_of("ก"), orientation=Orientation.LANDSCAPE))
    assert made.page_setup.paperSize == int(made.PAPERSIZE_A4)
    assert made.page_setup.orientation == "landscape"
    assert (made.page_setup.fitToWidth, made.page_setup.fitToHeight) == (1, 0)
    assert made.sheet_properties.pageSetUpPr.fitToPage
    assert round(made.page_margins.left * 25.4) == 20


def test_the_foot_numbers_the_pages_and_keeps_its_ampersand() -> None:
    foot = part(xlsx.render(two_tables()), "xl/worksheets/sheet1.xml").find(".//{*}oddFooter")
    letter = '&"TH Sarabun New,Regular"&14 '
    assert foot.text == f"&L{letter}A && B&R{letter}หน้า &P จาก &N"


def test_no_page_ends_with_a_heading_or_within_shared_cells() -> None:
    lines = [TableRow((cell(f"I{n}"), cell("ยาว\n" * 4), cell(""))) for n in range(9)]
    shared = (
        TableRow((cell("E1"), cell("ร่วม\n" * 9, rows=2), cell(""))),
        TableRow((cell("E2"), cell(""))),
    )
    for before in range(4, 9):
        table = Table(COLUMNS, (*lines[:before], group_row("ตัวชี้วัดที่ 6", 3), *shared), HEADING)
        made = sheet(document(paragraph("ก", "title"), table, orientation=Orientation.LANDSCAPE))
        ends = [one.id for one in made.row_breaks.brk]
        first = [made.cell(end + 1, 1).value for end in ends]
        assert ends
        assert not {"E1", "E2"} & set(first)


@pytest.mark.in_turn
@pytest.mark.parametrize("grouped", [False, True])
@pytest.mark.parametrize("as_list", [False, True])
def test_no_few_rows_of_a_table_are_alone_on_its_last_page(as_list: bool, grouped: bool) -> None:
    """Pages are counted as a program does that fills each until a row does not fit; a last row
    below a group row of its own is one."""
    parted = 0
    for count in range(12, 40):
        rows = tuple(row(f"I{at}", "หนึ่ง", "ก") for at in range(count))
        if grouped:
            rows = (*rows[:-1], group_row("ตัวชี้วัดที่ 2", 3), rows[-1])
        made_of = document(Table(COLUMNS, rows, HEADING), orientation=Orientation.LANDSCAPE)
        made = sheet(replace(made_of, as_list=as_list))
        room = made_of.text_height * 72 / 25.4
        begun = [float(made.row_dimensions[at].height) for at in range(1, made.max_row + 1)]
        ended = {each.id for each in made.row_breaks.brk}
        used, on_page, pages = 0.0, 0, 1
        for at, high in enumerate(begun, 1):
            if at - 1 in ended or used + high > room:
                pages += 1
                used, on_page = begun[made.max_row - (count if as_list else len(rows)) - 1], 0
            used, on_page = used + high, on_page + 1
        parted += pages > 1
        assert on_page > 3 + (grouped and not as_list), count
        assert not as_list or len(ended) <= 1
    assert parted


@pytest.mark.in_turn
@pytest.mark.parametrize("headings", [1, 2])
def test_no_note_below_a_table_is_alone_on_its_page(headings: int) -> None:
    """Of several tables it stands with the last one, which has its heading above it."""
    for count in range(12, 40):
        rows = tuple(row(f"I{at}", "หนึ่ง", "ก") for at in range(count))
        other = replace(HEADING[0], cells=HEADING[0].cells[::-1])
        last = (Table(COLUMNS, rows[:2], (other,)),) if headings > 1 else ()
        note = paragraph("หมายเหตุ", "note")
        tables = (Table(COLUMNS, rows, HEADING), *last)
        made = sheet(document(*tables, note, orientation=Orientation.LANDSCAPE))
        ends = [each.id for each in made.row_breaks.brk]
        assert made.max_row - 1 not in ends, count
        if ends and last:
            assert made.max_row - ends[-1] >= 4, "heading, two rows and the note"


@pytest.mark.in_turn
def test_a_last_table_of_one_row_and_its_note_are_not_alone_on_a_page() -> None:
    """They stand with the last rows of the table above, which has its heading there again."""
    parted = 0
    for count in range(12, 40):
        rows = tuple(row(f"I{at}", "หนึ่ง", "ก") for at in range(count))
        other = replace(HEADING[0], cells=HEADING[0].cells[::-1])
        last = Table(COLUMNS, (group_row("กลุ่ม", 3), row("O1", "หนึ่ง", "ก")), (other,))
        blocks = (Table(COLUMNS, rows, HEADING), paragraph("", "line"), last)
        note = paragraph("หมายเหตุ", "note")
        made = sheet(document(*blocks, note, orientation=Orientation.LANDSCAPE))
        if ends := [each.id for each in made.row_breaks.brk]:
            parted += 1
            begins = [made.cell(ends[-1] + at, 1).value for at in (1, 2)]
            assert begins[0] == made.cell(1, 1).value, count
            assert str(begins[1]).startswith("I"), count
            assert made.max_row - ends[-1] > 6, count
    assert parted


def test_pages_are_filled_but_for_what_must_stay_together() -> None:
    heights = [100.0] * 6
    assert page_ends(heights, (), (), 250.0) == [2, 4]
    assert page_ends(heights, {2}, (), 250.0) == [1, 3, 5]
    assert page_ends(heights, (), {1}, 250.0) == [1, 3, 5]
    assert page_ends(heights, (), (), 250.0, repeated=60.0) == [2, 3, 4, 5]
    assert page_ends([700.0, 10.0], (), (), 250.0) == []


def test_the_same_document_gives_the_same_bytes() -> None:
    assert xlsx.render(two_tables()) == xlsx.render(two_tables())


def test_text_that_looks_like_a_formula_stays_text() -> None:
    texts = ("=1+1", "+66", "-5", "@SUM(A1)", "_x0041_")
    made = sheet(document(table_of(*texts)))
    assert [one.value for [one] in made.iter_rows()][:4] == list(texts[:4])
    assert {one.data_type for [one] in made.iter_rows()} == {"s"}


def test_excel_does_not_decode_what_looks_like_its_escapes() -> None:
    content = xlsx.render(document(table_of("_x0E01_")))
    [text] = part(content, "xl/worksheets/sheet1.xml").findall(".//{*}t")
    assert text.text == "_x005F_x0E01_"


def test_scores_are_numbers_that_can_be_added() -> None:
    line = TableRow(
        (cell("98.75", "cell-number"), cell("1,243", "cell-number"), cell("-", "cell-number"))
    )
    made = sheet(document(Table(COLUMNS, (line,))))
    first, second, none = next(made.iter_rows())
    assert (first.value, first.number_format) == (98.75, "0.00")
    assert (second.value, second.number_format) == (1243, "#,##0")
    assert none.value == "-"


def test_figures_in_thai_digits_are_numbers_and_codes_are_text() -> None:
    line = TableRow((cell("98.75", "cell-number"), cell("-1,243", "cell-number"), cell("7")))
    made = sheet(document(Table(COLUMNS, (line,)), digits=Digits.THAI))
    first, second, code = next(made.iter_rows())
    assert (first.value, first.number_format) == (98.75, f"{THAI_FIGURES}0.00")
    assert (second.value, second.number_format) == (-1243, f"{THAI_FIGURES}#,##0")
    assert code.value == "๗"


def test_group_rows_and_shared_cells_are_merged() -> None:
    table = Table(
        COLUMNS,
        (
            group_row("กลุ่ม", 3),
            TableRow((cell("I1"), cell("ร่วม", rows=2), cell("ก"))),
            TableRow((cell("I2"), cell("ข"))),
        ),
        HEADING,
    )
    made = sheet(document(table))
    assert {str(range_) for range_ in made.merged_cells.ranges} == {"A2:C2", "B3:B4"}
    assert made.auto_filter.ref is None


def test_rows_are_as_high_as_their_text_needs() -> None:
    made = sheet(document(table_of("สั้น", "ยาวมาก " * 60)))
    short, long = made.row_dimensions[1].height, made.row_dimensions[2].height
    assert 15 < short < 30
    assert long > 3 * short


def rows_of(made: Any) -> list[tuple[str, float]]:
    """The texts of the first column with the heights of their rows."""
    return [
        (str(made.cell(number, 1).value or ""), made.row_dimensions[number].height)
        for number in range(1, made.max_row + 1)
    ]


def test_a_row_higher_than_excel_allows_is_made_of_several_and_parted_where_a_page_ends() -> None:
    """A cell that goes over the end of a page would be printed with a line cut in two."""
    text = ("การประเมินคุณธรรมและความโปร่งใส " * 320).strip()
    made = sheet(document(table_of(text, "จบ")))
    rows = rows_of(made)
    assert max(height for _text, height in rows) <= 409
    assert " ".join(text.strip() for text, _height in rows if text) == f"{text} จบ"
    ends = [one.id for one in made.row_breaks.brk]
    assert ends
    merged = [(range_.min_row, range_.max_row) for range_ in made.merged_cells.ranges]
    assert not any(first <= end < last for first, last in merged for end in ends)
    for end in ends:
        assert made.cell(end + 1, 1).value
        assert made.cell(end + 1, 1).border.top.style is None


def test_a_paragraph_higher_than_excel_allows_stands_in_several_rows() -> None:
    """Of a row Excel prints no more than its greatest height."""
    text = ("การประเมินคุณธรรมและความโปร่งใส " * 320).strip()
    short = ("การประเมินคุณธรรมและความโปร่งใส " * 40).strip()
    rows = rows_of(sheet(document(paragraph(text), paragraph(short))))
    assert max(height for _text, height in rows) < 409
    assert " ".join(text.strip() for text, _height in rows) == f"{text} {short}"
    assert rows[-1][0] == short


def test_text_longer_than_a_cell_holds_says_so() -> None:
    long = TableRow((cell("ก" * 19_000 + "\n" + "ข" * 19_000),))
    made = sheet(document(Table((TableColumn(1),), (row("ค"),), (long,))))
    assert len(made["A1"].value) < 32_767
    assert made["A1"].value.endswith("อ่านฉบับเต็มในไฟล์ Word หรือ PDF)")


def test_control_characters_do_no_harm() -> None:
    assert values(document(table_of("ก\x00ข\x1f\ufffe"))) == [("กข",)]


def test_underlined_parts_are_underlined_in_the_cell() -> None:
    content = Cell(
        (paragraph("ส่วนแรก", "cell-part", underline=True), paragraph("จุด", "cell", mark="•"))
    )
    made = document(Table((TableColumn(1),), (TableRow((content,)),)))
    assert values(made) == [("ส่วนแรก\n• จุด",)]
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(made)), rich_text=True)
    first, *rest = book.active["A1"].value
    assert (first.font.u, {one.font.u for one in rest}) == ("single", {None})


def test_signatures_stand_in_the_right_half_and_breaks_break_the_page() -> None:
    made = sheet(
        document(
            paragraph("ก"), PageBreak(), Paragraph((Run("ข"),)), SignatureBlock(("(ชื่อ)", "ตำแหน่ง"))
        )
    )
    assert [one.id for one in made.row_breaks.brk] == [1]
    assert made["B4"].value == "(ชื่อ)"


def test_the_sheet_has_a_name_that_excel_accepts() -> None:
    made = Document("งาน: ก/ข [ค] " + "ย" * 40, (table_of("ก"),))
    assert sheet(made).title == "งาน  ก ข  ค  " + "ย" * 18
    assert sheet(Document("ย" * 40, (table_of("ก"),))).title == "ย" * 31


def test_a_picture_stands_in_the_middle_of_the_page_or_where_it_says() -> None:
    made = io.BytesIO()
    Picture.new("RGB", (30, 30), "navy").save(made, "PNG")
    table = Table((TableColumn(30), TableColumn(70)), (TableRow((cell("ก"), cell("ข"))),))
    places = []
    for align in Align:
        image = Image(made.getvalue(), 30, 30, "ตรา", align)
        book = openpyxl.load_workbook(io.BytesIO(xlsx.render(document(image, table))))
        [shown] = book.active._images
        begin = shown.anchor._from
        widths = [book.active.column_dimensions[text].width for text in "AB"]
        points = 170 * 72 / 25.4
        before = sum(widths[: begin.col]) / sum(widths) * points + begin.colOff / 12700
        places.append((before * 25.4 / 72, shown.anchor.ext.width / 36000))
    left, middle, right = places
    assert left == pytest.approx((0, 30), abs=1)
    assert middle == pytest.approx((70, 30), abs=1)
    assert right == pytest.approx((140, 30), abs=1)


def test_pictures_carry_their_words() -> None:
    data = io.BytesIO()
    Picture.new("RGB", (8, 4), "blue").save(data, "JPEG")
    images = [Image(data.getvalue(), 80, 40, words) for words in ("ป้ายสำนักงาน", "")]
    drawing = part(xlsx.render(document(*images)), "xl/drawings/drawing1.xml")
    assert [one.get("descr") for one in drawing.iter("{*}cNvPr")] == ["ป้ายสำนักงาน", None]


def test_a_heading_between_tables_without_headings_has_no_lines_around_it() -> None:
    members = Table(COLUMNS, (row("1.1", "ก", "ข"),), borders=False)
    heads = paragraph("มีอำนาจหน้าที่ ดังนี้", "paper-heading")
    made = sheet(document(members, heads, members))
    borders = [cell.border.left.style for line in made.iter_rows() for cell in line]
    assert set(borders) == {None}


def across(*blocks: Paragraph | Table) -> Document:
    return replace(document(*blocks), orientation=Orientation.LANDSCAPE)


def test_a_title_is_not_alone_above_rows_that_share_a_cell() -> None:
    """They would fit on the next page, together with the heading."""
    lines = tuple(paragraph(f"ขั้นที่ {number}", "cell") for number in range(5))
    shared = replace(cell("ร่วม"), rows=4)
    rows = [TableRow((cell("ก"), shared, Cell(lines)))]
    rows += [TableRow((cell("ก"), Cell(lines))) for _ in range(3)]
    title = (paragraph("ชื่อเรื่อง", "title"), paragraph("", "line"))
    made = sheet(across(*title, Table(COLUMNS, tuple(rows), HEADING)))
    assert made.row_breaks.brk
    assert min(one.id for one in made.row_breaks.brk) > 3, "a row is below the heading"


@pytest.mark.parametrize("lines", range(4, 16))
def test_headings_are_not_alone_above_a_row_that_does_not_fit_below_them(lines: int) -> None:
    titles = [paragraph(f"ชื่อเรื่อง {number}", "title") for number in range(12)]
    long = Cell(tuple(paragraph(f"ขั้นที่ {number}", "cell") for number in range(lines)))
    rows = tuple(TableRow((cell("ก"), long, cell("ข"))) for _ in range(3))
    whole = across(*titles, Table(COLUMNS, rows, HEADING))
    made = sheet(whole)
    heights = [made.row_dimensions[row].height for row in range(1, made.max_row + 1)]
    first = min(one.id for one in made.row_breaks.brk)
    assert first > 13, "a row is below the heading"
    assert sum(heights[:first]) <= whole.text_height * MM, "the page holds all of it"


@pytest.mark.parametrize("lines", range(18, 32))
def test_a_signature_is_not_parted_and_stays_with_two_lines(lines: int) -> None:
    """As in PDF and Word: the day of an order alone with who signs looked forgotten."""
    text = [paragraph(f"ข้อความ {number}", "paper-body") for number in range(lines)]
    signed = SignatureBlock(("(นายตัวอย่าง)", "ตำแหน่ง", "สำนักงาน"), "ขอแสดงความนับถือ")
    made = sheet(document(*text, signed))
    last = made.max_row
    assert made.cell(last - 6, 1).value == f"ข้อความ {lines - 2}"
    assert not {one.id for one in made.row_breaks.brk} & set(range(last - 6, last))


def test_a_rule_between_tabs_leaves_white_room() -> None:
    stops = (TabStop(60), TabStop(100))
    rule = Paragraph((Run("\t"), Run("\t", underline=True)), "paper-rule", tabs=stops)
    made = sheet(document(paragraph("ก"), rule, paragraph("ข")))
    assert [made.cell(number, 1).value for number in (1, 2, 3)] == ["ก", None, "ข"]


def test_headings_are_said_again_on_each_page_of_a_table_before_pictures() -> None:
    rows = tuple(row(f"{number}", "ก", "ข") for number in range(80))
    photos = Table((TableColumn(1),), (row("ภาพ"),), borders=False)
    made = document(Table(COLUMNS, rows, HEADING), PageBreak(), paragraph("ภาพกิจกรรม"), photos)
    table, pictures = openpyxl.load_workbook(io.BytesIO(xlsx.render(made))).worksheets
    assert table.print_title_rows == "$1:$1"
    assert [pictures.cell(number, 1).value for number in (1, 2)] == ["ภาพกิจกรรม", "ภาพ"]
    assert not pictures.print_title_rows


def test_a_page_that_begins_with_text_behind_a_table_has_no_headings_above_its_text() -> None:
    rows = tuple(row(f"{number}", "ก", "ข") for number in range(80))
    made = document(
        paragraph("ปก", "cover-title"), PageBreak(),
        paragraph("ชื่อเรื่องที่หนึ่ง", "title"), Table(COLUMNS, rows, HEADING), PageBreak(),
        paragraph("ชื่อเรื่องที่สอง", "title"), Table(COLUMNS, rows, HEADING), PageBreak(),
        paragraph("ท้ายเรื่อง"),
    )  # fmt: skip
    first, second, third = openpyxl.load_workbook(io.BytesIO(xlsx.render(made))).worksheets
    assert (first.print_title_rows, second.print_title_rows) == ("$3:$3", "$2:$2")
    assert [second.cell(number, 1).value for number in (1, 2)] == ["ชื่อเรื่องที่สอง", "ข้อ"]
    assert third["A1"].value == "ท้ายเรื่อง"
    assert not third.print_title_rows


def test_the_heading_of_a_table_is_not_printed_above_the_sections_below_it() -> None:
    made = sheet(
        document(
            paragraph("1. คะแนน", "heading"),
            Table(COLUMNS, (row("O1", "หนึ่ง", "ก"),), HEADING),
            paragraph("2. แนวทาง", "heading"),
            *(paragraph(f"ข้อความที่ {number}", "body") for number in range(60)),
        )
    )
    assert not made.print_title_rows
    assert made["A4"].border.top.style is None


@pytest.mark.in_turn
@pytest.mark.parametrize("behind", ["end", "part"])
def test_no_few_lines_that_end_a_text_are_alone_on_its_page(behind: str) -> None:
    chapter = (PageBreak(), paragraph("ตอนต่อไป", "line")) if behind == "part" else ()
    last = len(chapter) // 2
    for count in range(20, 60):
        texts = [paragraph(f"ข้อ {at}", "line") for at in range(count)]
        made = sheet(document(*texts, *chapter))
        ends = [each.id for each in made.row_breaks.brk][: -1 if chapter else None]
        assert not ends or made.max_row - last - ends[-1] >= 4, count
    assert ends


@pytest.mark.in_turn
def test_what_is_kept_together_is_on_one_page() -> None:
    for count in range(20, 60):
        texts = [paragraph(f"ข้อ {at}", "line") for at in range(count)]
        note = [paragraph(f"ระดับ {at}", "line") for at in range(7)]
        made = sheet(document(*texts, KeepTogether(tuple(note))))
        assert not {each.id for each in made.row_breaks.brk} & set(range(count + 1, count + 7))
