"""Pictures in cells: all of them in every format, none cut, each as large as its column allows."""

import io
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Drawn
from pypdf import PdfReader

from ita_desktop.documents.backends import docx, pdf, xlsx
from ita_desktop.documents.content import (
    Cell,
    ContinuedCell,
    Document,
    Orientation,
    PageBreak,
    Picture,
    Table,
    TableColumn,
    TableRow,
    cell,
    group_row,
    heading_row,
    paragraph,
)
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.layout.fonts import bundled
from ita_desktop.documents.pictures import HIGHEST, grid
from ita_desktop.documents.reports.shared import TABLE_MARGINS, photo_table
from ita_desktop.documents.styles import PICTURE_GAP, PICTURE_SIDES
from ita_desktop.domain.frozen import strings_of
from ita_desktop.domain.tracking.entries import Photo
from tests.documents.factories.year import year_2568
from tests.documents.readers.files import part, pdf_text, squeezed
from tests.documents.readers.libreoffice import convert
from tests.documents.readers.lines import workbook_of
from tests.support.cost import examples
from tests.support.plain_text import plain_text

SIZES = ((80, 60), (60, 80), (120, 40), (80, 60))
MM = 72 / 25.4


def kept(key: str) -> bytes:
    """A picture named by number, width and height."""
    number, width, height = map(int, key.split("-"))
    made = io.BytesIO()
    colour = (number * 37 % 256, number * 91 % 256, 120)
    Drawn.new("RGB", (width, height), colour).save(made, "JPEG", quality=95)
    return made.getvalue()


@cache
def context() -> ReportContext:
    return ReportContext(year_2568(), media=kept)


def photos(count: int, caption: str = "") -> list[Photo]:
    return [
        Photo(
            id=f"{number}",
            entry_id="e",
            media=f"{number}-{width}-{height}",
            width=width,
            height=height,
            caption=caption and f"{caption} {number}",
        )
        for number in range(count)
        for width, height in (SIZES[number % len(SIZES)],)
    ]


def report(
    count: int,
    rows: int,
    *,
    caption: str = "",
    text: str = "ทำแล้ว",
    on_break: ContinuedCell = ContinuedCell.EMPTY,
) -> Document:
    """A table whose last column holds ``count`` pictures over ``rows`` rows."""
    pictures = Cell(pictures=grid(context(), photos(count, caption), 80), rows=rows)
    lines = tuple(
        TableRow((cell(f"I{number}"), cell(text), *([pictures] if number == 0 else [])))
        for number in range(rows)
    )
    groups = group_row("แบบวัด IIT", 3), group_row("ตัวชี้วัดที่ 1", 3, 1)
    table = Table(
        (TableColumn(30), TableColumn(147), TableColumn(80)),
        (*groups, *lines),
        (heading_row(("ข้อ", "ผล", "ภาพ")),),
        repeat_groups=on_break,
    )
    return Document("รายงานผล", (table,), orientation=Orientation.LANDSCAPE)


def drawn(content: bytes) -> set[tuple[int, float, float, float]]:
    """The pictures of a PDF: page, left, lower and upper edge."""
    found = set()
    for number, page in enumerate(PdfReader(io.BytesIO(content)).pages):
        matrices: list[list[float]] = []

        def see(operator: bytes, _args: object, matrix: list[float], _text: object) -> None:
            if operator == b"Do":
                matrices.append(matrix)  # noqa: B023 - called on this page only

        page.extract_text(visitor_operand_before=see)
        found |= {(number, matrix[4], matrix[5], matrix[5] + matrix[3]) for matrix in matrices}
    return found


@pytest.mark.in_turn
@settings(max_examples=examples(25))
@given(
    st.integers(0, 12),
    st.integers(1, 12),
    st.sampled_from(["", "ภาพกิจกรรม", "คำบรรยายที่ยาวมาก " * 12]),
    st.integers(1, 6000),
)
def test_every_picture_and_every_word_is_in_every_format(
    count: int, rows: int, caption: str, length: int
) -> None:
    text = ("เผยแพร่คู่มือการปฏิบัติงานบนเว็บไซต์ " * 200)[:length]
    made = report(count, rows, caption=caption, text=text if rows < 4 else text[:500])
    shown = pdf.render(made, letter_files=bundled())
    pictures = drawn(shown)
    assert len(pictures) == count
    assert all(20 * MM - 1 <= low < high <= 190 * MM + 1 for _page, _left, low, high in pictures)
    assert len(part(docx.render(made), "word/document.xml").findall(".//{*}drawing")) == count
    sheet = workbook_of(xlsx.render(made)).active
    assert len(sheet._images) == count
    assert max(dimension.height or 0 for dimension in sheet.row_dimensions.values()) <= 409


@pytest.mark.needs_poppler
@pytest.mark.parametrize("length", [1, 300, 2000, 6000])
def test_no_word_of_a_long_cell_is_lost_in_the_pdf(length: int, tmp_path: Path) -> None:
    words = [f"คำ{number}" for number in range(length // 4 + 1)]
    made = report(3, 2, text=" ".join(words), caption="ภาพที่")
    text = pdf_text(pdf.render(made, letter_files=bundled()), tmp_path)
    for letter in set(squeezed(plain_text(made))):
        assert text.count(letter) >= squeezed(plain_text(made)).count(letter)
    assert all(word in text for word in words)


def test_pictures_fill_their_column_and_those_in_a_row_are_equally_high() -> None:
    rows = grid(context(), photos(4), 120)
    assert [len(row) for row in rows] == [2, 2]
    for row in rows:
        width = sum(picture.image.width for picture in row) + PICTURE_GAP * (len(row) - 1)
        assert width == pytest.approx(120 - PICTURE_SIDES)
        assert len({round(picture.image.height, 6) for picture in row}) == 1
    [[alone]] = grid(context(), photos(2)[1:], 260)
    assert alone.image.height == HIGHEST
    assert alone.image.width == pytest.approx(HIGHEST * 60 / 80)


def test_a_picture_left_over_is_as_small_as_those_above_it() -> None:
    wide = [replace(photos(1)[0], id=f"{number}") for number in range(3)]
    pair, [alone] = grid(context(), wide, 120)
    assert alone.image.width == pytest.approx(pair[0].image.width)
    assert alone.image.height == pytest.approx(pair[0].image.height)
    texts = [*wide[:2], replace(wide[2], caption="ยาวมาก " * 40)]
    assert grid(context(), texts, 120)[1][0].image.width > alone.image.width, "it has much to say"


@pytest.mark.needs_soffice
@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
@pytest.mark.parametrize("size", [(60, 80), (80, 60)])
def test_pictures_of_a_chapter_never_touch(
    form: str, size: tuple[int, int], tmp_path: Path
) -> None:
    width, height = size
    shown = [
        replace(one, media=f"{at}-{width}-{height}", width=width, height=height)
        for at, one in enumerate(photos(6))
    ]
    made = Document("ภาพ", tuple(photo_table(context(), shown, Document("", ()))))
    for page in as_pdf(made, form, tmp_path):
        edges = sorted((low, high) for _page, left, low, high in page if left < 200)
        gaps = [below[0] - above[1] for above, below in pairwise(edges)]
        assert all(gap >= 1.3 * MM for gap in gaps), gaps


@pytest.mark.needs_soffice
@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
def test_words_stand_below_their_own_picture_in_a_chapter(form: str, tmp_path: Path) -> None:
    shown = [replace(one, caption=f"Picture{at}") for at, one in enumerate(photos(4))]
    made = Document("ภาพ", tuple(photo_table(context(), shown, Document("", ()))))
    [page] = as_pdf(made, form, tmp_path)
    boxes = sorted(page, key=lambda pair: (-round(pair[3], -1), pair[1]))
    with pypdfium2.PdfDocument(tmp_path / "shown.pdf") as opened:
        text = opened[0].get_textpage()
        letters = text.get_text_range()
        for at, (_page, left, low, _high) in enumerate(boxes):
            x, _bottom, _right, top = text.get_charbox(letters.index(f"Picture{at}"))
            assert low - 12 * MM < top <= low + 1
            assert abs(x - left) < 75 * MM


@pytest.mark.needs_soffice
@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
def test_two_rows_of_pictures_fit_below_the_title_of_a_page_that_lies_across(
    form: str, tmp_path: Path
) -> None:
    page = Document("", (), orientation=Orientation.LANDSCAPE, margins=TABLE_MARGINS)
    one = photos(1, caption="Picture")[0]
    shown = [replace(one, id=f"{at}", media=f"{at}-80-60") for at in range(12)]
    heads = (paragraph("มาตรการสื่อสาร", "title"), paragraph("ตามตัวชี้วัด", "title"))
    made = replace(page, title="ภาพ", blocks=(*heads, *photo_table(context(), shown, page)))
    assert [len(group) for group in as_pdf(made, form, tmp_path)] == [6, 6]


def as_pdf(made: Document, form: str, folder: Path) -> list[list[tuple[int, float, float, float]]]:
    """The pictures of each page of a document that was saved in a format, as it is printed."""
    content = pdf.render(made, letter_files=bundled())
    if form != "pdf":
        written = docx.render(made) if form == "docx" else xlsx.render(made)
        (folder / f"made.{form}").write_bytes(written)
        convert([folder / f"made.{form}"], "pdf", folder / "out")
        content = (folder / "out" / "made.pdf").read_bytes()
    (folder / "shown.pdf").write_bytes(content)
    found = drawn(content)
    return [
        [pair for pair in found if pair[0] == page] for page in sorted({pair[0] for pair in found})
    ]


def test_a_picture_is_printed_with_the_dots_that_it_needs_and_as_it_was_cut_out() -> None:
    photo = Photo(
        id="p", entry_id="e", media="1-1600-1200", width=1600, height=1200, crop="0 0 500 1000"
    )
    [[made]] = grid(context(), [photo], 63)
    with Drawn.open(io.BytesIO(made.image.data)) as picture:
        width, height = picture.size
    assert width / height == pytest.approx(800 / 1200, abs=0.01)
    assert height == pytest.approx(HIGHEST / 25.4 * 150, abs=1)


def test_a_picture_whose_file_is_lost_leaves_a_frame_and_its_caption() -> None:
    gone = ReportContext(year_2568(), media=lambda _key: None)
    [[made]] = grid(gone, photos(1, "ภาพประชุม"), 60)
    assert made.image.data == b""
    assert [one.text for one in made.caption] == ["ภาพประชุม 0"]
    assert made.image.alt == "ภาพประชุม 0"
    broken = ReportContext(year_2568(), media=lambda _key: b"not a picture")
    [[other]] = grid(broken, photos(1), 60)
    assert other.image.data == b""


HEADED = "**ศูนย์ข้อมูล**\n- คู่มือ\n- แผนผัง"
"""A caption of three lines, as the official report has them."""


@pytest.mark.parametrize("width", [100, 160])
def test_word_shows_captions_of_several_lines_below_their_pictures(width: int) -> None:
    captioned = [replace(photo, caption=HEADED) for photo in photos(2)]
    made = Document("ภาพ", (table_with(grid(context(), captioned, width)),))
    body = part(docx.render(made), "word/document.xml")
    lines = body.findall(".//{*}tc/{*}p")
    assert [len(line.findall(".//{*}drawing")) for line in lines] == [2, 0, 0, 0]
    for line, words in zip(lines[1:], ("ศูนย์ข้อมูล", "- คู่มือ", "- แผนผัง"), strict=True):
        assert squeezed("".join(line.itertext())) == squeezed(words * 2)
        assert (line.find(".//{*}rPr/{*}b") is not None) is (words == "ศูนย์ข้อมูล")
    # They stay together: the row of a document's end is not parted, others by their lines.
    kept = [line.find("{*}pPr/{*}keepNext") is not None for line in lines]
    assert body.find(".//{*}tr/{*}trPr/{*}cantSplit") is not None or kept == [True] * 3 + [False]


def test_a_caption_alone_or_too_wide_keeps_its_own_picture_in_word() -> None:
    long = f"**{'หัวข้อที่ยาวมาก' * 4}**\nรายการ"
    captioned = [replace(photo, caption=long) for photo in photos(2)]
    made = Document("ภาพ", (table_with(grid(context(), captioned, 80)),))
    [inner] = part(docx.render(made), "word/document.xml").findall(".//{*}tc/{*}tbl")
    places = inner.findall("{*}tr/{*}tc")
    assert [len(place.findall(".//{*}drawing")) for place in places] == [1, 1]
    assert [len(place.findall("{*}p")) for place in places] == [3, 3]


@pytest.mark.needs_poppler
@pytest.mark.needs_soffice
@pytest.mark.parametrize("count", [1, 2, 3])
def test_all_lines_of_a_caption_are_seen_in_every_format(count: int, tmp_path: Path) -> None:
    captioned = [
        replace(one, caption=f"**หัวข้อ{number}**\n- รายการก{number}\n- รายการข{number}")
        for number, one in enumerate(photos(count))
    ]
    made = Document("ภาพ", (table_with(grid(context(), captioned, 80)),))
    shown = {"pdf": pdf.render(made, letter_files=bundled())}
    for name, content in (("w.docx", docx.render(made)), ("x.xlsx", xlsx.render(made))):
        (tmp_path / name).write_bytes(content)
        convert([tmp_path / name], "pdf", tmp_path / "out")
        shown[name] = (tmp_path / "out" / f"{name[0]}.pdf").read_bytes()
    for name, content in shown.items():
        text = pdf_text(content, tmp_path)
        for number in range(count):
            for words in (f"หัวข้อ{number}", f"-รายการก{number}", f"-รายการข{number}"):
                assert text.count(words) == 1, (name, words)


@pytest.mark.needs_soffice
@pytest.mark.parametrize("listed", [False, True])
@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
def test_words_stand_below_their_own_picture_in_a_cell(
    form: str, listed: bool, tmp_path: Path
) -> None:
    """Two beside each other with long words, and one alone below them."""
    words = ("Picture{} and some more words that take several lines below it", "Picture{}")
    shown = [replace(one, caption=words[at == 2].format(at)) for at, one in enumerate(photos(3))]
    pictures = grid(context(), shown, 110)
    assert [len(row) for row in pictures] == [2, 1]
    done = Cell((paragraph("Done", "cell"),), pictures=pictures)
    rows = (TableRow((cell("I1"), done)), TableRow((cell("I2"), cell("Next"))))
    table = Table((TableColumn(60), TableColumn(110)), rows, (heading_row(("Item", "Result")),))
    made = Document("Report", (table,), as_list=listed)
    [page] = as_pdf(made, form, tmp_path)
    boxes = sorted(page, key=lambda pair: (-round(pair[3], -1), pair[1]))
    with pypdfium2.PdfDocument(tmp_path / "shown.pdf") as opened:
        text = opened[0].get_textpage()
        letters = text.get_text_range()
        for at, (_page, left, low, _high) in enumerate(boxes):
            x, _bottom, _right, top = text.get_charbox(letters.index(f"Picture{at}"))
            assert low - 8 * MM < top <= low + 1
            assert -12 * MM <= x - left < 45 * MM
        assert text.get_charbox(letters.index("Done"))[1] >= boxes[0][3] - 1
        assert text.get_charbox(letters.index("Next"))[3] < boxes[2][2]


def test_the_words_of_a_picture_are_no_text_of_its_cell_in_excel() -> None:
    shown = [replace(one, caption=f"คำบรรยาย {at}") for at, one in enumerate(photos(2))]
    done = Cell((paragraph("ทำแล้ว", "cell"),), pictures=grid(context(), shown, 80))
    table = Table((TableColumn(1),), (TableRow((done,)),), (heading_row(("ผล",)),))
    for listed in (False, True):
        content = xlsx.render(Document("รายงาน", (table,), as_list=listed))
        sheet = workbook_of(content).active
        assert sheet is not None
        held = {one.value for row in sheet.iter_rows() for one in row if one.value}
        assert "ทำแล้ว" in held
        assert not any("คำบรรยาย" in str(one) for one in held)
        drawing = part(content, "xl/drawings/drawing1.xml")
        boxes = ["".join(one.itertext()) for one in drawing.iter("{*}txBody")]
        assert boxes == ["คำบรรยาย 0", "คำบรรยาย 1"]


def test_many_pictures_of_a_row_of_an_excel_list_stay_large_enough_to_see() -> None:
    done = Cell((paragraph("ทำแล้ว", "cell"),), pictures=grid(context(), photos(40), 80))
    rows = (TableRow((cell("I1"), done)), TableRow((cell("I2"), cell("ไม่มี"))))
    table = Table((TableColumn(1), TableColumn(2)), rows, (heading_row(("ข้อ", "ผล")),))
    sheet = workbook_of(xlsx.render(Document("รายงาน", (table,), as_list=True))).active
    assert sheet is not None
    places = []
    for picture in sheet._images:
        at, size = picture.anchor._from, picture.anchor.ext
        high = sheet.row_dimensions[at.row + 1].height
        assert size.height / 36000 >= 19
        assert (at.rowOff + size.height) / 12700 <= high <= 409
        places.append((at.row, at.rowOff, at.colOff))
    assert len(set(places)) == 40
    merged = [area for area in sheet.merged_cells.ranges if area.min_col == 2]
    assert [(area.min_row, area.max_row) for area in merged] == [
        (min(places)[0] + 1, max(places)[0] + 1)
    ]


def table_with(pictures: tuple[tuple[Picture, ...], ...]) -> Table:
    """A table of one cell, which shows these pictures."""
    return Table((TableColumn(1),), (TableRow((Cell(pictures=pictures),)),), borders=False)


@pytest.mark.needs_poppler
def test_a_page_that_goes_on_says_so_in_its_deepest_group(tmp_path: Path) -> None:
    content = pdf.render(
        report(12, 3, on_break=ContinuedCell.REPEAT_CONTINUED), letter_files=bundled()
    )
    pages = len(PdfReader(io.BytesIO(content)).pages)
    text = pdf_text(content, tmp_path)
    assert pages > 2
    assert text.count("แบบวัดIITตัวชี้วัดที่1") == pages
    assert text.count("แบบวัดIITตัวชี้วัดที่1(ต่อ)") == text.count("(ต่อ)") == pages - 1


def test_word_prints_the_groups_of_a_table_again_on_every_page() -> None:
    root = part(docx.render(report(1, 2, on_break=ContinuedCell.REPEAT)), "word/document.xml")
    rows = root.findall(".//{*}tr")
    assert [row.find(".//{*}tblHeader") is not None for row in rows] == [True] * 3 + [False] * 2


@pytest.mark.needs_soffice
@pytest.mark.needs_poppler
def test_libreoffice_shows_all_pictures_of_word_and_excel_whole(tmp_path: Path) -> None:
    made = report(12, 3, caption="ภาพ", text="ทำแล้ว " * 60)
    twice = Document(
        "สองตาราง", (*made.blocks, PageBreak(), *made.blocks), orientation=Orientation.LANDSCAPE
    )
    for name, content in (("w.docx", docx.render(twice)), ("x.xlsx", xlsx.render(twice))):
        (tmp_path / name).write_bytes(content)
        convert([tmp_path / name], "pdf", tmp_path / "out")
        found = drawn((tmp_path / "out" / f"{name[0]}.pdf").read_bytes())
        assert len(found) == 24
        assert all(low >= 15 * MM for _page, _left, low, _high in found), name


@pytest.mark.needs_soffice
def test_captioned_pictures_of_a_chapter_begin_below_its_text_in_word_as_in_pdf(
    tmp_path: Path,
) -> None:
    cells = [Cell(pictures=grid(context(), (photo,), 80)) for photo in photos(8, "ภาพ")]
    rows = tuple(
        TableRow((left, right)) for left, right in zip(cells[::2], cells[1::2], strict=True)
    )
    table = Table((TableColumn(1), TableColumn(1)), rows, borders=False, whole_rows=True)
    made = Document("ภาพ", (*(paragraph(f"ก{number}") for number in range(12)), table))
    (tmp_path / "w.docx").write_bytes(docx.render(made))
    convert([tmp_path / "w.docx"], "pdf", tmp_path / "out")
    word = drawn((tmp_path / "out" / "w.pdf").read_bytes())
    ours = drawn(pdf.render(made, letter_files=bundled()))
    assert Counter(pair[0] for pair in word) == Counter(pair[0] for pair in ours)
    assert min(pair[0] for pair in word) == 0


def test_whoever_reads_the_words_alone_makes_no_picture() -> None:
    asked: list[str] = []
    watched = ReportContext(year_2568(), media=lambda key: asked.append(key) or kept(key))
    rows = grid(watched, photos(3, "ภาพประชุม"), 60)
    assert [text for text in strings_of(rows) if text.startswith("ภาพประชุม")]
    assert not asked
    made = [picture.image.data for row in rows for picture in row for _twice in range(2)]
    assert all(made)
    assert sorted(asked) == sorted(photo.media for photo in photos(3))
