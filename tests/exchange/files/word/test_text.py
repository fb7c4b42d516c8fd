"""The text of Word paragraphs is what Word prints, no more and no less."""

import pytest

from ita_desktop.exchange.blocks import Paragraph, Picture, TextRun
from tests.exchange.files.word.made import p, read, tbl, tc, tr, values, word


def text_of(body: str, **parts: str) -> list[str]:
    return [
        block.line for block in read(word(body, **parts)).blocks if isinstance(block, Paragraph)
    ]


def run(inside: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{inside}</w:r>"


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


CHAR = '<w:fldChar w:fldCharType="{}"/>'
FIELD = (
    run(CHAR.format("begin")) + run("<w:instrText> PAGE </w:instrText>")
    + run(CHAR.format("begin")) + run(t("ใน")) + run(CHAR.format("separate")) + run(t("คำสั่ง"))
    + run(CHAR.format("end")) + run(CHAR.format("separate")) + run(t("ผล"))
    + run(CHAR.format("end"))
)  # fmt: skip


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (run(t("ก") + "<w:tab/>" + t("ข") + "<w:br/>" + t("ค")), "ก\tข\nค"),
        (run(t("ก") + "<w:noBreakHyphen/>" + t("ข") + "<w:softHyphen/>" + t("ค")), "ก-ขค"),
        (run('<w:sym w:font="Wingdings" w:char="F0FC"/>' + t(" ทำ")), "✓ ทำ"),
        (run('<w:sym w:font="Symbol" w:char="F0B7"/>'), "•"),
        (FIELD + run(t(" ท้าย")), "ผล ท้าย"),
        ('<w:fldSimple w:instr=" DATE ">' + run(t("1 ม.ค.")) + "</w:fldSimple>", "1 ม.ค."),
        ('<w:hyperlink r:id="rId9">' + run(t("เว็บ")) + "</w:hyperlink>", "เว็บ"),
        (run(t("เก่า")) + "<w:ins>" + run(t("ใหม่")) + "</w:ins>"
         + "<w:del>" + run("<w:delText>ลบ</w:delText>") + "</w:del>", "เก่าใหม่"),
        ("<w:moveFrom>" + run(t("ย้าย")) + "</w:moveFrom>" + run(t("อยู่")), "อยู่"),
        (run(t("เห็น")) + run(t("ซ่อน"), "<w:vanish/>"), "เห็น"),
        ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
        (run(t("ก"), "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"), "ก"),
    ],
)  # fmt: skip
def test_a_paragraph_is_read_as_it_is_printed(inside: str, expected: str) -> None:
    assert text_of(p(inside)) == [expected]
    assert text_of(p(inside) + tbl(tr(tc("ก")))) == [expected]


def test_a_field_may_extend_over_paragraphs() -> None:
    begin = run(CHAR.format("begin") + "<w:instrText>TOC</w:instrText>" + CHAR.format("separate"))
    end = run(CHAR.format("end"))
    assert text_of(p(begin + run(t("บทที่ 1"))) + p(run(t("บทที่ 2")) + end) + p("จบ")) == [
        "บทที่ 1", "บทที่ 2", "จบ",
    ]  # fmt: skip


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p('ในกล่อง')}{tbl(tr('ก', 'ข'))}</w:txbxContent>"
    both = (
        "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic>"
        f"<wps:txbx>{box}</wps:txbx></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent>"
    )
    blocks = read(word(p(run(t("นอกกล่อง")) + run(both))))
    assert [block.line for block in blocks.blocks if isinstance(block, Paragraph)] == [
        "นอกกล่อง", "ในกล่อง",
    ]  # fmt: skip
    assert values(blocks) == [[("ก", "ข")]]
    in_cell = read(
        word(
            tbl(
                tr(
                    tc(
                        p(
                            run(t("ก"))
                            + run(
                                both.replace("<w:tbl>", "<!--<w:tbl>").replace(
                                    "</w:tbl>", "</w:tbl>-->"
                                )
                            )
                        )
                    ),
                    tc("ข"),
                )
            )
        )
    )
    assert values(in_cell) == [[("ก\nในกล่อง", "ข")]]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    assert text_of(p("หน้าที่ของ", "<w:rPr><w:del/></w:rPr>") + p("ฝ่าย")) == ["หน้าที่ของฝ่าย"]


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<w:ins>" + run(t("ใหม่")) + "</w:ins>", "ยังไม่ได้ยอมรับ"),
        (run(t("ก")) + run('<w:commentReference w:id="0"/>'), "ข้อคิดเห็น 1"),
        (run(t("ก")) + run(t("ซ่อน"), "<w:vanish/>"), "ซ่อนไว้ 1"),
        (run(t("ก")) + run("<w:object/>"), "ฝังมา"),
    ],
)
def test_what_is_not_read_as_it_is_is_told(inside: str, told: str) -> None:
    [remark] = read(word(p(inside))).remarks
    assert told in remark.why


def test_a_footnote_is_told_with_its_row() -> None:
    notes = '<w:footnote w:id="2">' + p("ไม่รวมโรงเรียน") + "</w:footnote>"
    noted = p(run(t("ทุกฝ่าย")) + run('<w:footnoteReference w:id="2"/>'))
    blocks = read(word(noted + tbl(tr("ข้อ", "ชื่อ"), tr(tc("O1"), tc(noted))), footnotes=notes))
    assert [block.line for block in blocks.blocks[:2]] == ["ทุกฝ่าย", "* ไม่รวมโรงเรียน"]
    [remark] = blocks.remarks
    assert (remark.row, values(blocks)[0][1]) == (2, ("O1", "ทุกฝ่าย"))
    assert "ไม่รวมโรงเรียน" in remark.why


def test_bold_is_of_run_style_and_paragraph() -> None:
    [block] = read(word(p(run(t("ธรรมดา ")) + run(t("หนัก"), "<w:bCs/>")))).blocks
    assert block.runs == (TextRun("ธรรมดา "), TextRun("หนัก", bold=True))


def test_a_picture_has_its_caption_and_its_bytes_are_read_when_asked() -> None:
    from io import BytesIO

    from docx import Document
    from PIL import Image

    picture = BytesIO()
    Image.new("RGB", (9, 9)).save(picture, "PNG")
    document = Document()
    document.add_picture(picture)
    document.add_paragraph("ภาพที่ 1 ประชุม", style="Caption")
    cell = document.add_table(1, 2).cell(0, 1)
    cell.text = "ผล"
    cell.paragraphs[0].add_run().add_picture(picture)
    made = BytesIO()
    document.save(made)
    first, second = (block for block in read(made.getvalue()).blocks if isinstance(block, Picture))
    assert first.caption == "ภาพที่ 1 ประชุม"
    assert first.content() == picture.getvalue()
    assert (second.sheet, second.row) == ("ตาราง 1", 1)


def test_what_stands_at_the_head_and_foot_of_pages_is_kept_once_without_page_numbers() -> None:
    made = word(p("ก"), header=p("สำนักงานเขตจำลอง"), footer=p("เอกสาร 7") + p("หน้า 2 / 9"))
    assert read(made).running == ("สำนักงานเขตจำลอง", "เอกสาร 7")
