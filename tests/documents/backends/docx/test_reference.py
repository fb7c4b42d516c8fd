"""The office's own Word file lends its styles, letters and margins to what is written in Word."""

import io
from dataclasses import replace
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx as reader
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt

from ita_desktop.documents.backends import docx
from ita_desktop.documents.backends.docx.reference import check, margins_of
from ita_desktop.documents.content import Document, Margins, Paragraph, paragraph
from ita_desktop.documents.export import made, render
from ita_desktop.documents.kinds import Format, ReportContext
from ita_desktop.documents.registry import kind
from ita_desktop.domain.documents import OfficeFile
from ita_desktop.domain.errors import InputError
from tests.documents.factories.papers import as_signed, invitation, year_2568
from tests.documents.readers.files import document, part

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def saved(file: Any) -> bytes:
    target = io.BytesIO()
    file.save(target)
    return target.getvalue()


def own_file() -> bytes:
    """As a clerk makes one: from Word's own template, with a letter and a style of hers."""
    file = reader.Document()
    file.add_paragraph("ข้อความตัวอย่างในแม่แบบ")
    normal = file.styles["Normal"]
    normal.font.name = "TH SarabunIT๙"
    body = file.styles.add_style("ITA Paper Body", WD_STYLE_TYPE.PARAGRAPH)
    body.base_style = normal
    body.font.size = Pt(17)
    assert body.style_id == "ITAPaperBody"
    section = file.sections[0]
    section.left_margin, section.right_margin = Mm(35), Mm(25)
    section.top_margin, section.bottom_margin = Mm(30), Mm(15)
    return saved(file)


def opened(made_of: Document, own: bytes) -> Any:
    return reader.Document(io.BytesIO(docx.render(made_of, own=own)))


def test_a_style_of_the_same_name_is_used_instead_of_ours() -> None:
    result = opened(
        document(paragraph("ข้อความ", "paper-body"), paragraph("บรรทัด", "line")), own_file()
    )
    first, second = result.paragraphs
    assert (first.style.name, first.style.font.size.pt) == ("ITA Paper Body", 17)
    assert first.style.base_style.font.name == "TH SarabunIT๙"
    assert (second.style.name, second.style.font.size.pt) == ("ITA Line", 16)
    assert second.style.base_style.font.name == "TH SarabunIT๙"


def test_only_its_looks_come_along_not_its_text() -> None:
    result = opened(document(paragraph("ข้อความ")), own_file())
    assert [one.text for one in result.paragraphs] == ["ข้อความ"]


def test_a_file_that_the_program_wrote_is_a_template_after_editing() -> None:
    written = docx.render(document(paragraph("ก", "paper-body")))
    file = reader.Document(io.BytesIO(written))
    file.styles["ITA Paper Body"].font.size = Pt(15)
    result = opened(document(paragraph("ข", "paper-body")), saved(file))
    assert result.paragraphs[0].style.font.size.pt == 15
    assert docx.render(document(paragraph("ก", "paper-body")), own=written) == written


def with_file(data: bytes, year: Any = None) -> ReportContext:
    file = OfficeFile(id="f", name="reference-docx", file_name="แม่แบบ.docx", media="key")
    return ReportContext(
        replace(year or invitation(), office_files=(file,)), media={"key": data}.get
    )


def test_its_margins_are_those_of_the_paper_in_word_and_in_pdf() -> None:
    assert margins_of(own_file()) == Margins(30, 25, 15, 35)
    paper, own = made(kind("memo"), with_file(own_file()))
    assert paper.margins == Margins(30, 25, 15, 35)
    section = reader.Document(io.BytesIO(render(paper, Format.DOCX, own=own))).sections[0]
    assert (round(section.left_margin.mm), round(section.right_margin.mm)) == (35, 25)


def test_the_lists_and_pages_of_an_order_stay_as_they_are() -> None:
    paper, own = made(kind("appointment-order"), with_file(own_file(), as_signed(year_2568())))
    content = render(paper, Format.DOCX, own=own)
    root = part(content, "word/document.xml")
    assert len(list(root.iter(f"{W}numPr"))) == 56
    assert len(list(root.iter(f"{W}sectPr"))) > 1
    known = {style.style_id for style in reader.Document(io.BytesIO(content)).styles}
    assert {one.get(f"{W}val") for one in root.iter(f"{W}pStyle")} <= known


def broken_inside() -> bytes:
    target = io.BytesIO()
    with ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", "<w:document")
    return target.getvalue()


def without_styles_part() -> bytes:
    target = io.BytesIO()
    with ZipFile(io.BytesIO(own_file())) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, b"<a/>" if name == "word/styles.xml" else data)
    return target.getvalue()


def huge() -> bytes:
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 60_000_000)
    return target.getvalue()


def too_narrow() -> bytes:
    file = reader.Document()
    file.sections[0].left_margin = Mm(150)
    file.sections[0].right_margin = Mm(50)
    return saved(file)


def test_tab_stops_move_with_the_margins() -> None:
    paper, _own = made(kind("memo"), with_file(own_file()))
    assert {
        round(block.tabs[-1].at)
        for block in paper.blocks
        if isinstance(block, Paragraph) and block.style == "memo-field"
    } == {150}


@pytest.mark.parametrize(
    "make", [lambda: b"", lambda: b"%PDF-1.7", broken_inside, without_styles_part, huge, too_narrow]
)
def test_a_file_that_cannot_be_used_is_refused_with_a_sentence(make: Any) -> None:
    data = make()
    with pytest.raises(InputError, match="แม่แบบ Word"):
        check(data)
    with pytest.raises(InputError, match="แม่แบบ Word"):
        made(kind("memo"), with_file(data))
