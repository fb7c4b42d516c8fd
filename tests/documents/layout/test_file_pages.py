"""The pages of a PDF of the office in the book as Word and Excel have it."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdfium2
import pytest
from PIL import Image as Drawn
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, NumberObject

from ita_desktop.documents.backends import docx, pdf, xlsx
from ita_desktop.documents.content import BoundDocument, Document, Image, Orientation, paragraph
from ita_desktop.documents.layout import binding
from ita_desktop.documents.layout.fonts import bundled
from ita_desktop.domain.text import Digits, one_line
from tests.documents.readers import sarabun
from tests.documents.readers.files import part
from tests.documents.readers.lines import workbook_of
from tests.documents.reports.book.test_report import KIND, with_file
from tests.documents.test_paper_pages import converted, page_lines

UPRIGHT, ACROSS = (595.0, 842.0), (842.0, 595.0)


def a_file(*sizes: tuple[float, float]) -> bytes:
    """A PDF with a page of each size, on which its number is written."""
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas: Any = Canvas(target, invariant=1)
    for number, size in enumerate(sizes, 1):
        canvas.setPageSize(size)
        canvas.drawString(100, 100, f"annex page {number}")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def scanned(noise: int = 60) -> bytes:
    """A PDF of one photographed page."""
    target = io.BytesIO()
    Drawn.effect_noise((1240, 1754), noise).convert("RGB").save(target, "PDF", resolution=150)
    return target.getvalue()


def bound(file: bytes, count: int) -> BoundDocument:
    return BoundDocument(
        "ภาพข่าว", Document("ภาพข่าว", (paragraph("ภาพข่าว"),)), file=file, file_pages=count
    )


def images(file: bytes, count: int) -> list[Image]:
    made = binding.file_pages(bound(file, count))
    return [block for document in made for block in document.blocks if isinstance(block, Image)]


def size(image: Image) -> tuple[int, int]:
    with Drawn.open(io.BytesIO(image.data)) as picture:
        return picture.size


def test_upright_pages_and_those_that_lie_across_stand_on_paper_of_their_own() -> None:
    sizes = (UPRIGHT, UPRIGHT, ACROSS, UPRIGHT)
    made = binding.file_pages(bound(a_file(*sizes), 4))
    assert [document.orientation for document in made] == [
        Orientation.PORTRAIT, Orientation.LANDSCAPE, Orientation.PORTRAIT,
    ]  # fmt: skip
    for document in made:
        for image in (block for block in document.blocks if isinstance(block, Image)):
            assert image.width <= document.text_width + 0.01
            assert image.height < document.text_height
            assert image.width / image.height == pytest.approx(
                (595 / 842) if document.orientation is Orientation.PORTRAIT else (842 / 595),
                abs=0.01,
            )


def test_a_page_is_told_in_words_and_drawn_with_the_dots_that_print_needs() -> None:
    first, second = images(a_file(UPRIGHT, UPRIGHT), 2)
    assert first.alt == "ภาพข่าว หน้า 1 จาก 2: annex page 1"
    assert second.alt == "ภาพข่าว หน้า 2 จาก 2: annex page 2"
    assert size(first)[0] / (first.width / 25.4) == pytest.approx(150, abs=1)
    [huge] = images(a_file((14_000.0, 19_000.0)), 1)
    assert max(size(huge)) <= 1754


def test_what_is_written_is_png_and_what_is_photographed_jpeg() -> None:
    [written] = images(a_file(UPRIGHT), 1)
    [photographed] = images(scanned(), 1)
    assert written.data.startswith(b"\x89PNG")
    assert len(written.data) < 60_000
    assert photographed.data.startswith(b"\xff\xd8")
    assert len(photographed.data) < 1_500_000


def test_a_turned_page_stands_as_it_is_read() -> None:
    writer = PdfWriter()
    writer.add_blank_page(*UPRIGHT).rotate(90)
    target = io.BytesIO()
    writer.write(target)
    [made] = binding.file_pages(bound(target.getvalue(), 1))
    assert made.orientation is Orientation.LANDSCAPE


def test_a_page_with_a_picture_that_is_too_large_is_told_and_not_unpacked() -> None:
    reader = PdfReader(io.BytesIO(scanned()))
    writer = PdfWriter(reader)
    [name] = writer.pages[0]["/Resources"]["/XObject"]  # type: ignore[index]
    picture = writer.pages[0]["/Resources"]["/XObject"][name].get_object()  # type: ignore[index]
    for key in ("/Width", "/Height"):
        picture[NameObject(key)] = NumberObject(20_000)
    target = io.BytesIO()
    writer.write(target)
    [one] = images(target.getvalue(), 1)
    assert (one.data, one.alt) == (b"", "แสดงหน้านี้ไม่ได้ ดูในไฟล์ PDF ของเล่ม")


@pytest.mark.parametrize("file", [b"%PDF-1.7 nothing", a_file(UPRIGHT, UPRIGHT)[:400]])
def test_a_file_that_cannot_be_drawn_is_left_to_the_pdf(file: bytes) -> None:
    described = bound(file, 2)
    assert binding.pages_left_out(described)
    [page] = binding.file_pages(described)
    assert page.blocks == (paragraph("(หน้าที่ 1 ถึง 2 ของไฟล์นี้อยู่ในไฟล์ PDF ของเล่ม)", "cover-line"),)
    whole = Document("เล่ม", (paragraph("ปก"),), bound=(described,), bound_listed=False)
    assert docx.render(whole, letter_files=bundled())
    assert xlsx.render(whole)


@pytest.mark.in_turn
@pytest.mark.needs_soffice
@pytest.mark.needs_poppler
def test_the_pages_of_a_file_are_in_the_word_book_and_counted_through(tmp_path: Path) -> None:
    letter = sarabun.make(tmp_path / "fonts")
    document = replace(
        KIND.build(with_file(a_file(UPRIGHT, ACROSS, UPRIGHT)), Digits.ARABIC), bound_listed=False
    )
    at = next(number for number, one in enumerate(document.bound) if one.file)
    book = replace(document, bound=document.bound[at - 1 : at + 2])
    content = docx.render(book, letter_files=letter)
    [(_name, made)] = converted({"book": content}, tmp_path)
    ours = page_lines(pdf.render(book, letter_files=letter), tmp_path)
    theirs = page_lines(made, tmp_path)
    assert len(theirs) == len(ours)
    for number, page in enumerate(theirs[1:], 2):
        assert str(number) in page
    with pypdfium2.PdfDocument(made) as opened:
        shapes = [page.get_width() > page.get_height() for page in opened]
    with pypdfium2.PdfDocument(pdf.render(book, letter_files=letter)) as opened:
        assert shapes == [page.get_width() > page.get_height() for page in opened]
    texts = [one.get("descr") for one in part(content, "word/document.xml").iter("{*}docPr")]
    assert [one_line(text) for text in texts if text.startswith("ภาพข่าว")] == [
        f"ภาพข่าว หน้า {number} จาก 3: annex page {number}" for number in (1, 2, 3)
    ]


@pytest.mark.in_turn
def test_excel_has_the_pages_below_the_title_of_the_file() -> None:
    content = xlsx.render(KIND.build(with_file(a_file(UPRIGHT, ACROSS, UPRIGHT)), Digits.ARABIC))
    sheet = workbook_of(content)["ภาพข่าว"]
    assert len(sheet._images) == 3
    assert len(sheet.row_breaks.brk) == 3


@pytest.mark.in_turn
def test_page_numbers_stand_in_the_middle_of_pages_that_lie_across() -> None:
    content = docx.render(KIND.build(with_file(a_file(ACROSS)), Digits.ARABIC))
    with ZipFile(io.BytesIO(content)) as archive:
        feet = [name for name in archive.namelist() if "footer" in name]
    stops = [[one.values()[0] for one in part(content, name).iter("{*}tab") if one.keys()]
             for name in feet]  # fmt: skip
    # Those of the style, for upright pages, would come first.
    assert ["clear", "clear", "center", "right"] in stops
    assert all(stop in ([], ["clear", "clear", "center", "right"]) for stop in stops)
