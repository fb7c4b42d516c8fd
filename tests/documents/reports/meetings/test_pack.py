"""The meeting pack: what the members of a meeting get, bound together."""

import io
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from lxml import etree

from ita_desktop.documents.backends import pdf
from ita_desktop.documents.content import Document
from ita_desktop.documents.export import export, render
from ita_desktop.documents.kinds import REFERENCE_DOCX, Format, ReportContext
from ita_desktop.documents.layout.fonts import bundled
from ita_desktop.documents.registry import kind
from ita_desktop.domain.documents import OfficeFile
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.text import Digits, to_arabic
from tests.documents.factories import pack as pack_factory
from tests.documents.factories.year import empty_year
from tests.documents.readers.placing import places
from tests.support.plain_text import plain_text

KIND = kind("meeting-pack")
TITLES = [
    "บันทึกข้อความเชิญประชุม",
    "ระเบียบวาระการประชุม",
    "สำเนาคำสั่งแต่งตั้งคณะกรรมการและคณะทำงาน",
    "ใบลงชื่อผู้เข้าประชุม",
    "สรุปกรอบการประเมิน ITA",
    "ตารางมอบหมายผู้รับผิดชอบ OIT",
]
BEGINS = [
    "บันทึกข้อความ",
    "ระเบียบวาระการประชุม",
    "คำสั่งสำนักงานเขตตัวอย่าง",
    "ใบลงชื่อ",
    "กรอบการประเมิน",
    "ตารางการมอบหมายหน้าที่",
]

NUMBER = re.compile(r"- (\d+) [-\ufffe]")
"""A page's number; pdfium takes a hyphen at the end of a line for one that parts a word."""


def made(digits: Digits = Digits.THAI, context: ReportContext | None = None) -> Document:
    return KIND.build(context or pack_factory.context(), digits)


@pytest.fixture(scope="module")
def content() -> bytes:
    return pdf.render(made(), letter_files=bundled())


@pytest.fixture(scope="module")
def pages(content: bytes) -> list[str]:
    """The text of each page in Arabic digits."""
    with pypdfium2.PdfDocument(content) as opened:
        return [to_arabic(page.get_textpage().get_text_range()) for page in opened]


def bookmarks(content: bytes) -> list[tuple[str, int]]:
    with pypdfium2.PdfDocument(content) as opened:
        return [(one.get_title(), one.get_dest().get_index() + 1) for one in opened.get_toc()]


def test_it_is_word_or_pdf_with_thai_digits() -> None:
    assert (KIND.formats, KIND.digits) == ((Format.DOCX, Format.PDF), Digits.THAI)


def test_the_contents_name_each_paper_with_the_page_it_begins_on(pages: list[str]) -> None:
    listed = [line.split() for line in pages[0].splitlines() if line[:1].isdigit()]
    assert [" ".join(words[1:-1]) for words in listed] == TITLES
    for words, begin in zip(listed, BEGINS, strict=True):
        page = int(words[-1]) - 1
        assert begin in pages[page]
        assert page == 1 or begin not in pages[page - 1]


@pytest.mark.needs_poppler
def test_contents_and_memo_stand_where_they_were_approved(
    content: bytes, golden: Callable[[str, str], None], tmp_path: Path
) -> None:
    shown = places(content, tmp_path).splitlines(keepends=True)
    golden("meeting-pack-places.txt", "".join(text for text in shown if text[:2] in {"1 ", "2 "}))


def test_the_contents_have_thai_digits_and_dotted_leaders(content: bytes) -> None:
    with pypdfium2.PdfDocument(content) as opened:
        page = opened[0]
        text = page.get_textpage().get_text_range()
        assert "๖. ตารางมอบหมายผู้รับผิดชอบ OIT" in text
        lines = [
            object_
            for object_ in page.get_objects()
            if object_.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH
        ]
        assert len(lines) >= len(TITLES)


@pytest.mark.needs_poppler
def test_page_numbers_stand_below_each_other_at_the_right_margin(
    content: bytes, tmp_path: Path
) -> None:
    path, boxes = tmp_path / "pack.pdf", tmp_path / "pack.html"
    path.write_bytes(content)
    subprocess.run(["pdftotext", "-bbox", "-l", "1", path, boxes], check=True)
    words = list(etree.parse(boxes, etree.HTMLParser(encoding="utf-8")).iter("word"))
    right = 190 / 25.4 * 72
    lines = [
        word for word in words if word.text.split()[-1].isdecimal() and word.text[:1].isdecimal()
    ]
    assert [" ".join(line.text.split()[1:-1]) for line in lines] == TITLES
    assert all(abs(float(line.get("xmax")) - right) < 1 for line in lines)


def test_every_bookmark_leads_to_the_first_page_of_its_paper(
    content: bytes, pages: list[str]
) -> None:
    found = bookmarks(content)
    assert [title for title, _page in found] == ["สารบัญ", *TITLES]
    assert found[0][1] == 1
    for (_title, page), begin in zip(found[1:], BEGINS, strict=True):
        assert begin in pages[page - 1]


def test_pages_are_numbered_through_and_none_has_a_number_of_its_own(pages: list[str]) -> None:
    assert [NUMBER.findall(text) for text in pages[1:]] == [
        [str(number)] for number in range(2, len(pages) + 1)
    ]
    assert not NUMBER.findall(pages[0])
    assert not [text for text in pages if re.search(r"หน้า \d+ จาก", text)]


def test_all_of_each_paper_is_in_it(pages: list[str]) -> None:
    text = "".join("".join(pages).split())
    for bound in made().bound:
        for line in to_arabic(plain_text(bound.document)).splitlines():
            if len(line) < 30:
                assert "".join(line.split()) in text, line


def test_the_file_says_what_it_is(content: bytes) -> None:
    opened = pypdf.PdfReader(io.BytesIO(content))
    assert opened.metadata is not None
    assert opened.metadata.title == "เอกสารประกอบการประชุม ครั้งที่ ๑/๒๕๖๖"
    assert opened.metadata.author == "สำนักงานเขตตัวอย่าง"
    assert opened.root_object["/Lang"] == "th-TH"
    assert opened.page_mode == "/UseOutlines"


def test_handouts_keep_the_arabic_digits_of_their_forms_below_thai_page_numbers(
    content: bytes,
) -> None:
    assert [bound.document.digits for bound in made().bound] == [
        *(Digits.THAI, Digits.THAI, Digits.THAI, Digits.THAI),
        *(Digits.ARABIC, Digits.ARABIC),
    ]
    with pypdfium2.PdfDocument(content) as opened:
        texts = [page.get_textpage().get_text_range() for page in opened]
    [summary] = [text for text in texts if "5 ตัวชี้วัด 25 คำถาม (น้ำหนัก 30%)" in text]
    assert re.search("- [๐-๙]+ ", summary)


def test_a_paper_behind_a_table_has_no_foot_of_the_table_in_word() -> None:
    from docx import Document as Opened

    year = pack_factory.year_2566()
    parts = "oit-assignments\nagenda\nmemo\n-framework-summary"
    ordered = tuple(replace(one, pack=parts) for one in year.meetings)
    document = made(context=replace(pack_factory.context(), year=replace(year, meetings=ordered)))
    opened = Opened(io.BytesIO(render(document, Format.DOCX)))
    feet = [
        "".join(paragraph.text for paragraph in section.footer.paragraphs)
        for section in opened.sections
    ]
    table = next(number for number, foot in enumerate(feet) if foot)
    assert "ตารางมอบหมาย" in feet[table]
    names = [bound.title for bound in document.bound]
    behind = len(names) - names.index("ตารางมอบหมายผู้รับผิดชอบ OIT") - 1
    assert behind >= 2
    assert feet[-behind:] == [""] * behind


def test_arabic_digits_on_wish() -> None:
    text = plain_text(made(Digits.ARABIC))
    assert to_arabic(plain_text(made())) == text


def test_the_same_data_gives_the_same_file(content: bytes) -> None:
    assert pdf.render(made(), letter_files=bundled()) == content


def test_without_an_invitation_the_memo_is_left_out_and_said_to_lack() -> None:
    year = replace(pack_factory.year_2566(), letters=(), letter_recipients=())
    texts = [str(missing_data) for missing_data in KIND.missing(ReportContext(year))]
    assert texts[0] == "ยังไม่มีบันทึกเชิญประชุมครั้งนี้ เพิ่มที่หน้าการประชุม"
    assert [bound.title for bound in made(context=ReportContext(year)).bound] == TITLES[1:]


def test_what_its_papers_lack_is_said_once() -> None:
    texts = [str(missing_data) for missing_data in KIND.missing(pack_factory.context())]
    assert texts == [
        "ยังไม่มีภาพครุฑ จึงเว้นที่ว่างไว้ เลือกไฟล์ภาพที่หน้าตั้งค่า",
        "ยังไม่มีผลการประเมินปี 2565 นำเข้าที่หน้าคะแนน",
    ]


def test_an_empty_year_prints_a_pack_to_fill_in() -> None:
    assert [str(missing_data) for missing_data in KIND.missing(ReportContext(empty_year()))] == [
        "ยังไม่มีการประชุมของปีนี้ เพิ่มที่หน้าการประชุม"
    ]
    with pypdfium2.PdfDocument(
        render(made(context=ReportContext(empty_year())), Format.PDF)
    ) as opened:
        assert len(opened) == 3


@pytest.mark.in_turn
@pytest.mark.parametrize("name", ["ก" * 120, "Mr. Smith-Jones 😀", "\x00\u200b\u202eข"])
def test_any_name_of_the_office_is_written(name: str) -> None:
    year = pack_factory.year_2566()
    named = replace(year, organisation=replace(year.organisation, name=name))
    assert render(made(context=ReportContext(named)), Format.PDF).startswith(b"%PDF")


def test_other_formats_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="xlsx"):
        export(KIND, pack_factory.context(), tmp_path, [Format.XLSX])


def test_the_offices_margins_are_those_of_all_papers_in_it(tmp_path: Path) -> None:
    import docx
    from docx.shared import Mm

    own = docx.Document()
    own.sections[0].left_margin = Mm(41)
    target = io.BytesIO()
    own.save(target)
    file = OfficeFile(id="r", name=REFERENCE_DOCX, file_name="แบบ.docx", media="key")
    year = replace(pack_factory.year_2566(), office_files=(file,))
    context = ReportContext(year, media={"key": target.getvalue()}.get)
    [path] = export(KIND, context, tmp_path, [Format.PDF])
    with pypdfium2.PdfDocument(path) as opened:
        for page in opened:
            text = page.get_textpage()
            lefts = [text.get_charbox(at)[0] for at in range(text.count_chars())]
            assert min(left for left in lefts if left > 0) > 40 / 25.4 * 72
