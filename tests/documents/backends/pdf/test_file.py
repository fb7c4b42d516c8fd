import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ita_desktop.documents.backends import pdf
from ita_desktop.documents.content import (
    Align,
    Cell,
    ContinuedCell,
    Document,
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
    cell,
    group_row,
    heading_row,
    paragraph,
)
from ita_desktop.documents.layout.fonts import bundled
from ita_desktop.domain.text import Digits
from tests.documents.readers.files import document, pdf_lines, pdf_text, squeezed, table_of
from tests.support.plain_text import plain_text

LONG = "การประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ "


def rendered(made: Document) -> bytes:
    return pdf.render(made, letter_files=bundled())


def pages(content: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", content))


@pytest.mark.needs_poppler
def test_the_text_of_a_page_is_the_text_of_the_model(tmp_path: Path) -> None:
    made = document(
        paragraph("สรุปผล ที่ ปู่ ญู ฐู น้ำ ปี่ ฟ้า", "title"),
        Paragraph(
            (Run("ระดับ "), Run("ผ่านดี", bold=True), Run(" และ "), Run("ขีดเส้นใต้", underline=True))
        ),
        paragraph(LONG * 4),
        Table(
            (TableColumn(1), TableColumn(2), TableColumn(1)),
            (
                group_row("ตัวชี้วัดที่ 1", 3),
                TableRow((cell("I1"), cell("ข้อแรก", rows=2), cell("ทุกฝ่าย", rows=2))),
                TableRow((cell("I2"),)),
                TableRow(
                    (
                        Cell(
                            (
                                paragraph("หนึ่ง", "cell", mark="1."),
                                paragraph("ย่อย", "cell", mark="-", level=1),
                            )
                        ),
                        cell("12.50", "cell-number"),
                        cell(""),
                    )
                ),
            ),
            (heading_row(("ข้อ", "รายการ", "ผู้รับผิดชอบ")),),
        ),
        SignatureBlock(("(นางตัวอย่าง หนึ่ง)", "ผู้อำนวยการเขตตัวอย่าง")),
    )
    assert pdf_text(rendered(made), tmp_path) == squeezed(plain_text(made))


def test_the_same_document_gives_the_same_bytes() -> None:
    made = document(paragraph(LONG), table_of("ก", "ข"))
    assert rendered(made) == rendered(made)


@pytest.mark.needs_poppler
def test_headings_and_the_group_row_are_printed_again_on_every_page(tmp_path: Path) -> None:
    rows = tuple(TableRow((cell(f"O{number}"), cell(LONG * 3))) for number in range(1, 30))
    table = Table(
        (TableColumn(1), TableColumn(3)),
        (group_row("ตัวชี้วัดที่ 9", 2), *rows),
        (heading_row(("ข้อ", "ข้อมูล")),),
        repeat_groups=ContinuedCell.REPEAT,
    )
    content = rendered(document(table))
    text = pdf_text(content, tmp_path)
    assert pages(content) > 2
    assert text.count("ข้อข้อมูลตัวชี้วัดที่9") == pages(content)


@pytest.mark.needs_poppler
def test_a_row_that_goes_on_repeats_its_code_and_its_name_as_continued(tmp_path: Path) -> None:
    columns = (
        TableColumn(1, ContinuedCell.REPEAT),
        TableColumn(2, ContinuedCell.REPEAT_CONTINUED),
        TableColumn(4),
        TableColumn(2),
    )
    many = Cell(tuple(paragraph(f"จุดที่ {number} เท่านั้น", "cell") for number in range(100)))
    row = TableRow((cell("O6"), cell("ข้อมูลการติดต่อ"), many, cell("- ฝ่ายปกครอง")))
    content = rendered(document(Table(columns, (row,), (heading_row("กขคง"),))))
    lines = [line.replace(" ", "") for line in pdf_lines(content, tmp_path)]
    text = "".join(lines)
    assert pages(content) == 3
    assert text.count("O6ข้อมูลการติดต่อ(ต่อ)") == 2
    assert text.count("ฝ่ายปกครอง") == 1
    assert re.findall(r"จุดที่(\d+)เท่านั้น", text) == [str(number) for number in range(100)]


@pytest.mark.needs_poppler
def test_a_cell_of_ten_thousand_characters_is_printed_whole(tmp_path: Path) -> None:
    letters = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ" * 250
    made = document(table_of(letters[:10_000], "จบ"))
    assert pdf_text(rendered(made), tmp_path) == squeezed(plain_text(made))


def test_a_long_row_begins_on_a_page_only_with_the_first_lines_of_every_cell(
    tmp_path: Path,
) -> None:
    """A heading in a cell stays with what it heads, and its row with it."""
    part = paragraph("ส่วนของเรื่องนี้ " * 8, "cell-part")
    details = [paragraph(f"จุดที่ {number}.", "cell") for number in range(20)]
    long = TableRow((cell("O30 " + "ชื่อเรื่อง " * 20), Cell((part, *details))))
    rows = (*[TableRow((cell("แถว"), cell("อื่น")))] * 3, long, long)
    made = Table((TableColumn(1), TableColumn(3)), rows, (heading_row(("ข้อ", "เรื่อง")),))
    path = tmp_path / "document.pdf"
    for before in range(28, 44):
        path.write_bytes(rendered(document(*[paragraph("บรรทัด", "line")] * before, made)))
        for text in page_texts(path):
            assert text.count("O30") == text.count("จุดที่ 0.")


@pytest.mark.needs_poppler
def test_cells_merged_downwards_are_parted_with_the_page(tmp_path: Path) -> None:
    shared = Cell(tuple(paragraph(f"ขั้นที่ {number} จบ", "cell") for number in range(70)), rows=2)
    rows = (
        TableRow((cell("I1"), shared)),
        TableRow((cell("I2"),)),
        TableRow((cell("I3"), cell("อื่น"))),
    )
    content = rendered(
        document(Table((TableColumn(1), TableColumn(2)), rows, (heading_row("กข"),)))
    )
    text = pdf_text(content, tmp_path)
    assert pages(content) == 2
    assert re.findall(r"ขั้นที่(\d+)จบ", text) == [str(number) for number in range(70)]
    assert (text.count("I1"), text.count("I2"), text.count("I3")) == (1, 1, 1)


@pytest.mark.needs_poppler
def test_a_heading_never_stands_at_the_foot_without_its_table(tmp_path: Path) -> None:
    for before in range(30, 60):
        filling = [paragraph("บรรทัด", "line")] * before
        made = document(*filling, paragraph("หัวเรื่อง", "heading"), table_of("แถวแรก", "แถวสอง"))
        path = tmp_path / "document.pdf"
        path.write_bytes(rendered(made))
        with_table = [text for text in page_texts(path) if "แถวแรก" in text]
        assert "หัวเรื่อง" in with_table[0]


def test_rows_that_share_a_short_cell_stand_on_one_page(tmp_path: Path) -> None:
    shared = Cell((paragraph("ข้อที่หนึ่ง", "cell"), paragraph("ข้อที่สอง", "cell")), rows=3)
    path = tmp_path / "document.pdf"
    for before in range(36, 48):
        rows = tuple(TableRow((cell("แถว"), cell("อื่น"))) for _row in range(before))
        last = (TableRow((cell("E1"), shared)), TableRow((cell("E2"),)), TableRow((cell("E3"),)))
        path.write_bytes(
            rendered(document(Table((TableColumn(1), TableColumn(2)), (*rows, *last))))
        )
        [page] = [text for text in page_texts(path) if "E1" in text]
        assert "E3" in page


@pytest.mark.parametrize("count", [6, 60])
def test_a_shared_cell_is_printed_again_on_each_page_that_its_rows_go_on_to(
    tmp_path: Path, count: int
) -> None:
    shared = (cell("ทุกฝ่าย", rows=count), cell("ทุกเดือน\nทุกไตรมาส", rows=count))
    rows = [TableRow((cell(f"I{n} {LONG * 2}"), *(shared if not n else ()))) for n in range(count)]
    alone = TableRow((cell("E1"), cell("ฝ่ายโยธา"), cell(LONG * 90)))
    made = Table((TableColumn(1),) * 3, (*rows, alone), (heading_row(("ข้อ", "ใคร", "เมื่อไร")),))
    path = tmp_path / "document.pdf"
    path.write_bytes(rendered(document(*[paragraph("บรรทัด", "line")] * 25, made)))
    texts = [
        (squeezed(text).count("ทุกฝ่าย"), "ทุกไตรมาส" in squeezed(text), "ฝ่ายโยธา" in text)
        for text in page_texts(path)
        if re.search(r"I\d", text) or "E1" in text
    ]
    with_rows = [text for text in texts if text[0]]
    assert len(with_rows) >= 2
    assert all(row[:2] == (1, True) for row in with_rows)
    # What no rows share is printed once.
    assert sum(text[2] for text in texts) == 1


def test_the_last_row_of_a_table_is_not_alone_on_its_page(tmp_path: Path) -> None:
    path = tmp_path / "document.pdf"
    for count in range(36, 48):
        path.write_bytes(rendered(document(table_of(*(f"แถวที่ {n}." for n in range(count))))))
        *_rest, page = page_texts(path)
        assert f"แถวที่ {count - 1}." in page
        assert f"แถวที่ {count - 2}." in page


def test_a_group_is_not_parted_from_its_row_that_stays_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "document.pdf"
    note = paragraph("หมายเหตุ ท้ายตาราง", "line")
    parted = 0
    for count in range(30, 48):
        rows = (*(TableRow((cell(f"แถวที่ {n}."),)) for n in range(count)), group_row("กลุ่ม", 1))
        table = Table((TableColumn(1),), (*rows, TableRow((cell("ท้าย"),))))
        path.write_bytes(rendered(document(table, note)))
        pages = [*page_texts(path)]
        [place] = (number for number, text in enumerate(pages) if "กลุ่ม" in text)
        assert "ท้าย" in pages[place]
        assert f"แถวที่ {count - 1}." in pages[place], "a group and its one row are alone together"
        parted += len(pages) > 1
    assert parted


@pytest.mark.in_turn
@pytest.mark.parametrize("headings", [(), (heading_row(("ข้อ", "ใคร")),)], ids=["plain", "headed"])
def test_the_first_row_of_a_table_is_not_alone_on_a_page(
    tmp_path: Path, headings: tuple[TableRow, ...]
) -> None:
    path = tmp_path / "document.pdf"
    rows = tuple(TableRow((cell(f"แถวที่ {n}."), cell("อื่น"))) for n in range(5))
    made = Table((TableColumn(1), TableColumn(2)), rows, headings)
    parted = 0
    for before in range(30, 48):
        path.write_bytes(rendered(document(*[paragraph("บรรทัด", "line")] * before, made)))
        with_rows = [text for text in page_texts(path) if "แถวที่" in text]
        assert "แถวที่ 1." in with_rows[0]
        parted += len(with_rows) > 1
    assert parted


def page_texts(path: Path) -> Iterator[str]:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as opened:
        for page in opened:
            yield page.get_textpage().get_text_range()


@pytest.mark.needs_poppler
def test_blocks_kept_together_share_a_page(tmp_path: Path) -> None:
    filling = [paragraph("บรรทัด", "line")] * 35
    group = KeepTogether(tuple(paragraph(f"ท่อน {number}", "line") for number in range(5)))
    path = tmp_path / "document.pdf"
    path.write_bytes(rendered(document(*filling, group)))
    assert [("ท่อน 0" in text, "ท่อน 4" in text) for text in page_texts(path)] == [
        (False, False),
        (True, True),
    ]


@pytest.mark.needs_poppler
def test_pages_are_numbered_in_the_digits_of_the_document(tmp_path: Path) -> None:
    made = document(
        paragraph("หนึ่ง"),
        PageBreak(),
        paragraph("สอง"),
        header=PageLine(numbers=PageNumbers.DASHES, from_page=2),
        footer=PageLine("ชื่อเอกสาร", PageNumbers.OF_TOTAL, Align.RIGHT),
        digits=Digits.THAI,
        orientation=Orientation.LANDSCAPE,
    )
    text = pdf_text(rendered(made), tmp_path)
    assert "หน้า๑จาก๒" in text
    assert "หน้า๒จาก๒" in text
    assert text.count("-๒-") == 1
    assert "-๑-" not in text


def test_title_language_and_letters_are_in_the_file() -> None:
    content = rendered(document(paragraph("ก"), author="สำนักงานเขตตัวอย่าง"))
    assert b"/Lang (th-TH)" in content
    assert b"Sarabun-Regular" in content
    assert b"Helvetica" not in content
    assert content.count(b"/FontFile2") == 2
    assert len(content) < 40_000


def test_what_the_document_does_not_say_is_not_said_by_the_file() -> None:
    content = rendered(document(paragraph("ก")))
    told = re.search(rb"/Subject (\(.*?\))", content)
    assert told is not None
    assert told[1] == b"()"
    assert b"unspecified" not in content


def test_marks_above_and_vowels_below_stay_inside_their_row(tmp_path: Path) -> None:
    """The ink of a table row's text lies between its rules, for the tallest and deepest marks."""
    import pypdfium2

    text = "ปู่ ญู ฐู ฏุ ฤๅ ปี้ ฝี่ ฟ้ำ ที่ ใกล้ ๆ"
    path = tmp_path / "document.pdf"
    table = Table((TableColumn(1),), (TableRow((cell(text),)),))
    path.write_bytes(rendered(document(table)))
    scale = 6
    with pypdfium2.PdfDocument(path) as opened:
        image = opened[0].render(scale=scale).to_pil().convert("L")
    inner = image.crop((int(62 * scale), 0, int(300 * scale), image.height))
    dark = [
        y
        for y in range(inner.height)
        if any(level < 128 for level in inner.crop((0, y, inner.width, y + 1)).tobytes())
    ]
    stretches = [list(dark[:1])]
    for y in dark[1:]:
        if y - stretches[-1][-1] > 1:
            stretches.append([])
        stretches[-1].append(y)
    rule_above, *ink, rule_below = stretches
    assert len(rule_above) <= scale
    assert len(rule_below) <= scale
    assert ink


def test_a_picture_is_printed(tmp_path: Path) -> None:
    from io import BytesIO

    from PIL import Image as Picture

    from ita_desktop.documents.content import Image

    data = BytesIO()
    Picture.new("RGB", (20, 10), "red").save(data, "PNG")
    content = rendered(document(Image(data.getvalue(), 40, 20, "สี่เหลี่ยมสีแดง")))
    assert b"/Subtype /Image" in content


def test_a_word_shaped_with_moved_marks_keeps_its_width() -> None:
    """Drawing must not drift: what the operators move the pen by is what was measured."""
    from ita_desktop.documents.ink import drawn
    from ita_desktop.documents.layout.fonts import letter

    used = letter(bundled().bold)
    for text in ("ป๊ำ", "ฝี่ปู่", "AVATAR", "น้ำใจ"):
        parts, _glyphs = drawn(used, text)
        moved = 0.0
        for _rise, show in parts:
            for codes, number in re.findall(r"<([0-9a-f]+)>|(-?\d+)", show):
                if codes:
                    glyphs = [int(codes[at : at + 4], 16) for at in range(0, len(codes), 4)]
                    moved += sum(map(used.width_of, glyphs))
                else:
                    moved -= float(number)
        assert moved == pytest.approx(used.advance(text), abs=1.0)
