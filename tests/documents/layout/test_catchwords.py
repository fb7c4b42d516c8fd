"""The foot of each page of an order says with what the next one begins."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ita_desktop.documents.backends import docx, pdf
from ita_desktop.documents.content import (
    Block,
    Cell,
    Document,
    Image,
    KeepTogether,
    PageBreak,
    Paragraph,
    SignatureBlock,
    Table,
    TableRow,
    paragraph,
)
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.layout.catchwords import TextPlace, catchword
from ita_desktop.documents.layout.compose import page_starts
from ita_desktop.documents.layout.fonts import bundled
from ita_desktop.documents.printable import printable
from ita_desktop.documents.registry import kind
from ita_desktop.documents.reports.appointment_order import _COLUMNS
from ita_desktop.domain.roster.orders import Duty
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData
from ita_desktop.typography.words import WordBreaker
from tests.documents.factories.papers import as_signed, year_2568, year_of
from tests.documents.readers.files import document, part, squeezed, table_of
from tests.support.cost import examples
from tests.support.plain_text import plain_text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LONG = "ส่งเสริม กำกับ และติดตามความก้าวหน้าของการประเมินให้เป็นไปตามปฏิทินที่กำหนด "
MEMBERS = (0, 8, 20, 35, 50, 58, 75, 97, 112, 128, 143, 159, 175, 185)


def order(year: YearData) -> Document:
    """The order, whose Word file is as it is signed."""
    one = kind("appointment-order")
    return one.build(ReportContext(as_signed(year)), one.digits)


def page_texts(made: Document, tmp_path: Path) -> list[list[str]]:
    """The lines of each page of the PDF in the order in which they are read."""
    import subprocess

    path = tmp_path / "order.pdf"
    path.write_bytes(pdf.render(made, letter_files=bundled()))
    read = subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True)
    pages = read.stdout.decode().split("\f")[:-1]
    return [[line for line in page.splitlines() if line.strip()] for page in pages]


def check(pages: list[list[str]]) -> None:
    """Each page's last line is what the next one's text begins with, and dots."""
    for before, after in pairwise(pages):
        foot = squeezed(before[-1])
        assert foot.endswith("...")
        assert len(foot) > 3
        assert squeezed("".join(after)).startswith(foot.removesuffix("..."))
    assert not pages[-1][-1].endswith("...")


@pytest.mark.in_turn
@pytest.mark.needs_poppler
def test_orders_of_one_to_twelve_pages_say_at_each_foot_how_the_next_page_begins(
    tmp_path: Path,
) -> None:
    counts = set()
    for members in MEMBERS:
        pages = page_texts(order(year_of(members)), tmp_path)
        check(pages)
        counts.add(len(pages))
    assert counts >= set(range(1, 13))


@pytest.mark.needs_poppler
def test_the_order_of_2568_names_a_person_by_title_and_first_name_only(tmp_path: Path) -> None:
    pages = page_texts(order(year_2568()), tmp_path)
    check(pages)
    feet = [page[-1] for page in pages[:-1]]
    assert feet == ["๔. ให้คำปรึกษา...", "๒.๑๕ นายตัวอย่าง...", "๒.๓๑ นางตัวอย่าง..."]


@pytest.mark.needs_poppler
@settings(max_examples=examples(24))
@given(lengths=st.lists(st.integers(1, 25), min_size=1, max_size=14))
def test_duties_of_any_length_are_parted_with_the_right_words(
    tmp_path_factory: pytest.TempPathFactory, lengths: list[int]
) -> None:
    duties = tuple(
        Duty(id=f"d{at}", body_id="b2", text=(LONG * length).strip(), position=at)
        for at, length in enumerate(lengths)
    )
    made = order(replace(year_of(3), duties=duties))
    check(page_texts(made, tmp_path_factory.mktemp("order")))


def words_of(block: object, place: TextPlace) -> str:
    made = printable(Document("ก", (block,), digits=Digits.THAI))  # type: ignore[arg-type]
    return catchword(made, place, WordBreaker())


def test_a_number_stands_with_the_first_word() -> None:
    duty = paragraph("วิเคราะห์ผลการประเมิน ITA", "paper-body", mark="2.", counted="duties")
    assert words_of(duty, TextPlace(0)) == "๒. วิเคราะห์..."


@pytest.mark.parametrize("mark", ["๗.", "๗)", "๓.๑", "(๒)"])
def test_a_number_that_was_typed_stands_with_the_first_word_too(mark: str) -> None:
    block = paragraph(f"{mark} วิเคราะห์ผลการประเมิน", "paper-body")
    assert words_of(block, TextPlace(0)) == f"{mark} วิเคราะห์..."


def test_without_a_number_all_up_to_the_first_space_is_said() -> None:
    assert words_of(paragraph("มีอำนาจหน้าที่ ดังนี้"), TextPlace(0)) == "มีอำนาจหน้าที่..."


def test_a_long_stretch_without_spaces_is_cut_at_a_word() -> None:
    text = "การประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน"
    message = words_of(paragraph(text), TextPlace(0)).removesuffix("...")
    assert text.startswith(message)
    assert 6 < len(message) <= 24


def test_the_rest_of_a_paragraph_begins_with_its_own_words() -> None:
    duty = paragraph("หนึ่งสอง สามสี่ ห้าหก", mark="2.", counted="duties")
    assert words_of(duty, TextPlace(0, offset=9)) == "สามสี่..."


def test_a_member_is_named_by_number_and_what_the_order_says_of_the_name() -> None:
    number = Cell((Paragraph((), "member", mark="2.8", counted="members"),))
    name = paragraph("ว่าที่ร้อยตรีตัวอย่าง แปด", "member")
    name = replace(name, catchword="ว่าที่ร้อยตรีตัวอย่าง")
    table = Table(
        _COLUMNS, (TableRow((Cell(), Cell())), TableRow((number, Cell((name,))))), borders=False
    )
    assert words_of(table, TextPlace(0, row=1)) == "๒.๘ ว่าที่ร้อยตรีตัวอย่าง..."


def test_a_page_that_begins_with_no_text_has_no_catchword() -> None:
    assert words_of(PageBreak(), TextPlace(0)) == ""
    assert words_of(PageBreak(), TextPlace(7)) == ""
    assert words_of(KeepTogether(()), TextPlace(0)) == ""
    assert words_of(SignatureBlock(()), TextPlace(0)) == ""


def feet(made: Document) -> Iterator[str]:
    """The foot of each section of the Word file, in the order of its pages."""
    content = docx.render(made, letter_files=bundled())
    root, relations = (
        part(content, "word/document.xml"),
        part(content, "word/_rels/document.xml.rels"),
    )
    targets = {relation.get("Id"): relation.get("Target") for relation in relations}
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    for section in root.iter(f"{W}sectPr"):
        [default] = [
            one for one in section.iter(f"{W}footerReference") if one.get(f"{W}type") == "default"
        ]
        yield "".join(part(content, f"word/{targets[default.get(key)]}").itertext())


@pytest.mark.needs_poppler
def test_the_pages_of_the_word_file_are_sections_with_the_feet_of_the_pdf(tmp_path: Path) -> None:
    made = order(year_2568())
    pages = page_texts(made, tmp_path)
    assert list(feet(made)) == [*(page[-1] for page in pages[:-1]), ""]
    root = part(docx.render(made, letter_files=bundled()), "word/document.xml")
    kinds = [one.find(f"{W}type") for one in root.iter(f"{W}sectPr")]
    assert [kind is None for kind in kinds] == [True, False, False, False]
    assert {kind.get(f"{W}val") for kind in kinds if kind is not None} == {"nextPage"}


def test_a_paragraph_that_goes_on_overleaf_becomes_two_in_word_without_losing_a_word() -> None:
    text = (LONG * 90).strip()
    made = document(paragraph(text, "paper-body"), catchwords=True, word_pages=True)
    root = part(docx.render(made, letter_files=bundled()), "word/document.xml")
    parts = ["".join(one.itertext()) for one in root.iter(f"{W}p")]
    assert len(parts) == 3
    assert squeezed("".join(parts)) == squeezed(text)
    indents = [one.find(f"{W}pPr/{W}ind") for one in root.iter(f"{W}p")]
    assert [indent is not None and indent.get(f"{W}firstLine") for indent in indents] == [
        False,
        "0",
        "0",
    ]


blocks = st.lists(
    st.one_of(
        st.integers(1, 60).map(lambda count: paragraph(LONG * count, "paper-body")),
        st.integers(0, 40).map(lambda count: table_of(*(LONG,) * count)),
        st.integers(1, 3).map(lambda count: KeepTogether((paragraph(LONG * 9),) * count)),
        st.integers(40, 300).map(lambda height: Image(b"", 20, height, "ครุฑ")),
        st.just(PageBreak()),
        st.just(SignatureBlock(("(ชื่อ)", "ตำแหน่ง"))),
    ),
    max_size=8,
)


@settings(max_examples=examples(25))
@given(made=blocks)
@example(made=[PageBreak(), PageBreak(), paragraph("ก")])
@example(made=[paragraph("ก"), PageBreak()])
@example(made=[KeepTogether((paragraph(LONG * 400),)), table_of("ก" * 9000, "ข")])
def test_whatever_the_blocks_are_word_has_all_their_text_on_pages_like_the_pdf(
    made: list[Block],
) -> None:
    wanted = Document("ก", tuple(made), catchwords=True, word_pages=True)
    starts = page_starts(wanted, letter_files=bundled())
    content = docx.render(wanted, letter_files=bundled())
    root = part(content, "word/document.xml")
    sections = list(root.iter(f"{W}sectPr"))
    assert len(sections) <= len(starts) + 1
    kept = [one for one in made if isinstance(one, KeepTogether | Table)]
    if not kept:
        assert len(sections) == len(starts) + 1
    text = "".join(one.text or "" for one in root.iter(f"{W}t"))
    assert squeezed(text) == squeezed(plain_text(wanted))
    assert [section.getparent().getparent().tag for section in sections[:-1]] == [f"{W}p"] * (
        len(sections) - 1
    )


def test_the_word_file_to_be_edited_is_one_section_with_all_the_words_and_no_catchword() -> None:
    one = kind("appointment-order")
    made = one.build(ReportContext(year_2568()), one.digits)
    signed = docx.render(order(year_2568()), letter_files=bundled())
    content = docx.render(made, letter_files=bundled())
    root = part(content, "word/document.xml")
    assert len(list(root.iter(f"{W}sectPr"))) == 1
    assert len(list(part(signed, "word/document.xml").iter(f"{W}sectPr"))) > 1
    text = squeezed("".join(one.text or "" for one in root.iter(f"{W}t")))
    assert "..." not in text.replace("........", "")
    for words in plain_text(made).split():
        assert squeezed(words.strip("๐๑๒๓๔๕๖๗๘๙.")) in text


@pytest.mark.needs_poppler
def test_the_pdf_has_its_catchwords_whatever_the_word_file_is(tmp_path: Path) -> None:
    one = kind("appointment-order")
    pages = page_texts(one.build(ReportContext(year_2568()), one.digits), tmp_path)
    check(pages)
    assert len(pages) > 1
