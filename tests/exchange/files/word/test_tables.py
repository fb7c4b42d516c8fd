"""Tables of Word files are read cell by cell, as they are seen in Word."""

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.exchange.blocks import Heading, Paragraph, Table
from tests.exchange.files.word.made import p, read, tbl, tc, tr, values, word

HEADS = tr("ข้อ", "ผู้รับผิดชอบ")


def test_cells_of_several_paragraphs_keep_their_lines_and_thai_digits_are_arabic() -> None:
    data = word(tbl(HEADS, tr(tc("O๑"), tc("ฝ่ายปกครอง", "ทุกฝ่าย"))))
    assert values(read(data)) == [
        [("ข้อ", "ผู้รับผิดชอบ"), ("O1", "ฝ่ายปกครอง\nทุกฝ่าย")],
    ]


def test_a_table_is_named_by_its_number_and_knows_the_lines_above_it() -> None:
    data = word(p("ตัวชี้วัดที่ ๙.๑") + tbl(HEADS, tr("O1", "ก")) + p("คั่น") + tbl(tr("ก", "ข")))
    blocks = read(data)
    assert [sheet.name for sheet in blocks.sheets] == ["ตาราง 1", "ตาราง 2"]
    first = blocks.sheets[0].rows[0]
    assert (first.number, first.values) == (-1, ("ตัวชี้วัดที่ 9.1",))
    assert [type(block) for block in blocks.blocks] == [Paragraph, Table, Paragraph, Table]


def test_merged_cells_are_read_as_those_of_excel() -> None:
    begins, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    data = word(
        tbl(
            tr(tc("หัวกลุ่ม", properties='<w:gridSpan w:val="3"/>')),
            tr(tc("O1"), tc("ข้อความ"), tc("ฝ่ายโยธา", properties=begins)),
            tr(tc("O2"), tc(), tc(properties=goes_on)),
            tr(tc("O3"), tc("อื่น"), tc("ทุกฝ่าย")),
        )
    )
    (sheet,) = read(data).sheets
    assert [row.values for row in sheet.rows] == [
        ("หัวกลุ่ม",),
        ("O1", "ข้อความ", "ฝ่ายโยธา"),
        ("O2", "", "ฝ่ายโยธา"),
        ("O3", "อื่น", "ทุกฝ่าย"),
    ]
    assert [row.merged for row in sheet.rows] == [set(), set(), {2}, set()]


def test_cells_that_no_line_parts_are_one_cell() -> None:
    begins = '<w:tcBorders><w:bottom w:val="nil"/></w:tcBorders>'
    ends = '<w:tcBorders><w:top w:val="nil"/></w:tcBorders>'
    bare = '<w:tcBorders><w:top w:val="nil"/><w:left w:val="nil"/></w:tcBorders>'
    data = word(
        tbl(
            tr(tc("O1"), tc("1. ก", properties=begins), tc("ฝ่ายโยธา")),
            tr(tc("O2"), tc("2. ข", "3. ค", properties=ends), tc("ทุกฝ่าย", properties=ends)),
            tr(tc("O3"), tc("ง", properties=bare), tc("จ")),
        )
    )
    (sheet,) = read(data).sheets
    assert [row.values for row in sheet.rows] == [
        ("O1", "1. ก\n2. ข\n3. ค", "ฝ่ายโยธา"),
        ("O2", "1. ก\n2. ข\n3. ค", "ทุกฝ่าย"),
        ("O3", "ง", "จ"),
    ]
    assert [row.merged for row in sheet.rows] == [set(), {1}, set()]


def test_rows_without_lines_between_them_are_rows() -> None:
    """Lists of hand-made papers often have upright lines alone."""
    bare = '<w:tcBorders><w:top w:val="nil"/><w:bottom w:val="nil"/></w:tcBorders>'
    rows = [("O1", "โครงสร้าง"), ("O2", "ผู้บริหาร"), ("O3", "อำนาจหน้าที่")]
    table = tbl(HEADS, *(tr(*(tc(text, properties=bare) for text in row)) for row in rows))
    (sheet,) = read(word(table)).sheets
    assert [row.values for row in sheet.rows][1:] == rows


def test_cells_stand_below_their_heading_whatever_the_grid_of_a_row() -> None:
    data = word(
        tbl(
            tr(tc("ก"), tc("ข", properties='<w:gridSpan w:val="2"/>'), tc("ค")),
            tr(tc("1", properties='<w:gridSpan w:val="2"/>'), tc("2"), tc("3")),
            tr(tc("2 ต่อ", properties='<w:gridSpan w:val="2"/>'), tc("3 ต่อ"),
               properties='<w:gridBefore w:val="1"/>'),
            widths=(2000, 40, 3000, 1000),
        )
    )  # fmt: skip
    assert values(read(data)) == [[("ก", "ข", "ค"), ("1", "2", "3"), ("", "2 ต่อ", "3 ต่อ")]]


@pytest.mark.parametrize(
    "between",
    ["", p(), p("<w:r><w:br w:type='page'/></w:r>"), p("ตัวชี้วัดที่ ๓ การใช้อำนาจ (ต่อ)"), p("- 2 -")],
    ids=["nothing", "empty line", "page break", "title", "page number"],
)
def test_a_table_that_goes_on_overleaf_is_one_table(between: str) -> None:
    data = word(tbl(HEADS, tr("O1", "ก")) + between + tbl(HEADS, tr("O2", "ข")))
    (sheet,) = read(data).sheets
    assert [(row.number, row.values[0]) for row in sheet.rows] == [
        (1, "ข้อ"), (2, "O1"), (3, "ข้อ"), (4, "O2"),
    ]  # fmt: skip


def test_a_table_without_heading_goes_on_behind_a_page_break_alone() -> None:
    page, widths = p("<w:r><w:br w:type='page'/></w:r>"), (2000, 3000)
    first = tbl(HEADS, tr("O1", "ก"), widths=widths)
    for between, tables in ((page, 1), (p(), 2), (p("อื่น"), 2)):
        data = word(first + between + tbl(tr("O2", "ข"), widths=widths))
        assert len(read(data).sheets) == tables


def test_tables_with_the_same_heading_below_titles_of_their_own_are_several() -> None:
    data = word("".join(p(f"กลุ่ม {at}") + tbl(HEADS, tr(f"O{at}", "ก")) for at in range(1, 4)))
    assert [sheet.rows[0].values for sheet in read(data).sheets] == [
        ("กลุ่ม 1",), ("กลุ่ม 2",), ("กลุ่ม 3",),
    ]  # fmt: skip


def test_a_table_in_a_cell_is_its_text_and_told() -> None:
    inner = tbl(tr("วัน", "เดือน"), tr("1", "2"))
    blocks = read(word(tbl(HEADS, tr(tc("O1"), tc("ก", inner, p())))))
    assert values(blocks)[0][1] == ("O1", "ก\nวัน เดือน\n1 2")
    [remark] = blocks.remarks
    assert remark.place == "แผ่น “ตาราง 1” แถว 2"
    assert "มีตารางอยู่ในช่อง" in remark.why


def test_a_table_that_only_frames_another_is_left_out() -> None:
    frame = tbl(tr(tc(p("ชื่อเรื่อง"), tbl(HEADS, tr("O1", "ก")), p())))
    blocks = read(word(frame))
    assert values(blocks) == [[("ข้อ", "ผู้รับผิดชอบ"), ("O1", "ก")]]
    assert blocks.remarks == ()


def test_rows_and_cells_in_content_controls_and_changes_are_read() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    data = word(
        control.format(
            tbl(
                control.format(HEADS),
                f"<w:tr>{control.format(tc('O1'))}{tc('ก')}</w:tr>",
                tr("O2", "เพิ่ม", properties="<w:ins/>"),
                tr("O3", "ลบ", properties="<w:del/>"),
            )
        )
    )
    assert values(read(data)) == [[("ข้อ", "ผู้รับผิดชอบ"), ("O1", "ก"), ("O2", "เพิ่ม")]]


def test_a_heading_and_its_level_come_from_styles_and_paragraphs() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="ของเรา"/><w:basedOn w:val="a"/>'
        "<w:rPr><w:b/></w:rPr></w:style>"
    )
    body = (
        p("หนึ่ง", '<w:pStyle w:val="b"/>')
        + p("สอง", '<w:outlineLvl w:val="0"/>')
        + p("สาม", '<w:pStyle w:val="b"/><w:outlineLvl w:val="9"/>')
    )
    blocks = read(word(body, styles=styles)).blocks
    assert blocks[:2] == (Heading(2, "หนึ่ง"), Heading(1, "สอง"))
    assert isinstance(blocks[2], Paragraph)
    assert blocks[2].runs[0].bold


def test_an_empty_file_is_told() -> None:
    with pytest.raises(InputError, match="ว่าง"):
        read(word(p()))
