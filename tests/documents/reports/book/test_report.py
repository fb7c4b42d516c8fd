"""The book of measures: its chapters, their numbers and pages, own texts and files, its lacks."""

import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from ita_desktop.documents.backends import docx, pdf, xlsx
from ita_desktop.documents.content import ChartFigure, Document, KeepTogether, Orientation
from ita_desktop.documents.export import drawn
from ita_desktop.documents.kinds import Format, ReportContext
from ita_desktop.documents.layout import binding
from ita_desktop.documents.layout.binding import flowed
from ita_desktop.documents.layout.fonts import bundled
from ita_desktop.documents.registry import kind
from ita_desktop.documents.reports.book.parts import FULL, PARTS, SHORT, chapters, in_order
from ita_desktop.documents.reports.book.report import readiness, shown_chapters
from ita_desktop.documents.reports.shared import TABLE_MARGINS
from ita_desktop.documents.wordings.paper_words import SHIPPED
from ita_desktop.domain.documents import Chapter, ChapterState, Wording
from ita_desktop.domain.records import Body, BodyKind
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData
from ita_desktop.pictures.charts import in_words
from tests.documents.factories import book as book_factory
from tests.documents.factories.papers import amended
from tests.documents.factories.year import empty_year
from tests.documents.readers.files import pages, part, pdf_text, squeezed
from tests.documents.readers.lines import workbook_of
from tests.support.plain_text import plain_text

KIND = kind("measures-book")


def book_of(data: YearData) -> ReportContext:
    return book_factory.context(data)


def made(data: YearData | None = None, digits: Digits = Digits.ARABIC) -> Document:
    return KIND.build(book_of(data or book_factory.book_year()), digits)


def with_chapters(*own: Chapter, first: int = 0) -> YearData:
    """The year with the usual chapters and some of the office's own among them."""
    data = book_factory.book_year()
    usual = list(in_order(data, FULL))
    usual[first:first] = own
    return replace(data, chapters=tuple(replace(one, position=at) for at, one in enumerate(usual)))


def own_text(text: str, title: str = "บทของสำนักงาน") -> Chapter:
    return Chapter(id="own", year_id="y", title=title, text=text)


@cache
def usual() -> bytes:
    return pdf.render(made(), letter_files=bundled())


def bookmarks(content: bytes) -> list[tuple[str, int]]:
    with pypdfium2.PdfDocument(content) as opened:
        return [(one.get_title(), one.get_dest().get_index()) for one in opened.get_toc()]


def a_pdf(count: int, *, password: str = "", rotated: bool = False) -> bytes:
    """A file with so many empty pages of A5."""
    writer = PdfWriter()
    for _page in range(count):
        page = writer.add_blank_page(420, 595)
        if rotated:
            page.rotate(90)
    if password:
        writer.encrypt(password)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def with_file(content: bytes) -> ReportContext:
    annex = Chapter(id="own", year_id="y", title="ภาพข่าว", file_name="news.pdf", media="news")
    data = with_chapters(annex, first=3)
    found = book_of(data)
    return replace(found, media=lambda key: content if key == "news" else book_factory.picture(key))


def test_chapters_come_in_the_order_of_the_published_book_with_their_numbers() -> None:
    found = shown_chapters(book_of(book_factory.book_year()))
    assert [(numbered.chapter.part, numbered.number) for numbered in found] == [
        ("order", 0),
        ("briefing", 0),
        ("importance", 1),
        ("criteria", 2),
        ("levels", 3),
        ("result", 4),
        ("analysis", 5),
        ("measures", 6),
        ("communication", 7),
        ("image", 8),
        ("one-stop", 9),
        ("monitoring", 10),
    ]


def test_the_short_form_holds_its_parts_in_its_own_order() -> None:
    data = book_factory.book_year()
    found = shown_chapters(book_of(replace(data, chapters=in_order(data, SHORT))))
    assert [(numbered.chapter.part, numbered.number) for numbered in found] == [
        (name, number) for number, name in enumerate(SHORT.shown, 1)
    ]


def test_each_line_of_the_contents_names_the_page_that_its_chapter_begins_on() -> None:
    texts = pages(usual())
    [at] = [number for number, text in enumerate(texts) if text.startswith("สารบัญ")]
    listed = squeezed(texts[at])
    marks = bookmarks(usual())
    assert marks[0] == ("สารบัญ", at)
    assert len(marks) == 1 + len(shown_chapters(book_of(book_factory.book_year())))
    for title, page in marks[1:]:
        assert squeezed(title)[:60] in squeezed(texts[page])
        assert f"{squeezed(title)}{page + 1}" in listed


def test_all_pages_but_the_cover_are_numbered_through_at_their_foot() -> None:
    texts = pages(usual())
    assert not texts[0].split()[-1].isdecimal()
    for number, text in enumerate(texts[1:], 2):
        assert text.split()[-1] == f"{number}"


@pytest.mark.in_turn
def test_thai_digits_are_those_of_the_whole_book() -> None:
    texts = pages(pdf.render(made(digits=Digits.THAI), letter_files=bundled()))
    assert texts[10].split()[-1] == "๑๑"


def test_text_stands_upright_and_tables_across() -> None:
    shapes = {bound.title: bound.document.orientation for bound in made().bound}
    assert Orientation.LANDSCAPE in shapes.values()
    for page, text in zip(PdfReader(io.BytesIO(usual())).pages, pages(usual()), strict=True):
        across = float(page.mediabox.width) > float(page.mediabox.height)
        assert across or "วิธีการปฏิบัติ" not in text


def test_short_chapters_go_on_on_the_same_page() -> None:
    marks = {title[:3].strip(): page for title, page in bookmarks(usual())}
    assert marks["1."] == marks["2."] == marks["3."]
    assert marks["8."] == marks["9."]


def test_no_page_is_left_mostly_empty_but_where_the_paper_turns() -> None:
    """A cover, the contents, what stands behind a divider and the last page may be."""
    book = pypdfium2.PdfDocument(usual())
    across = [page.get_width() > page.get_height() for page in book]
    [first] = [page for title, page in bookmarks(usual()) if title.startswith("การชี้แจง")]
    empty = [
        at + 1
        for at in range(first, len(book) - 1)
        if across[at] == across[at + 1] and filled(book[at]) < 0.4
    ]
    assert empty == []


@pytest.mark.in_turn
def test_text_and_tables_of_the_book_have_one_left_edge() -> None:
    content = pdf.render(made(replace(book_factory.book_year(), photos=())), letter_files=bundled())
    book = pypdfium2.PdfDocument(content)
    [first] = [page for title, page in bookmarks(content) if title.startswith("การชี้แจง")]
    edges = {left_edge(book[at]) for at in range(first, len(book))}
    assert max(edges) - min(edges) <= 1.0, "within a point"
    assert min(edges) == pytest.approx(TABLE_MARGINS.left / 25.4 * 72, abs=1)


def lit(page: pypdfium2.PdfPage) -> Image.Image:
    """A page, a dot a point, black where there is anything; without its foot."""
    drawn = page.render(scale=1, grayscale=True).to_pil()
    body = drawn.crop((0, 0, drawn.width, drawn.height - round(TABLE_MARGINS.bottom / 25.4 * 72)))
    return body.point(lambda grey: 255 if grey < 200 else 0)


def filled(page: pypdfium2.PdfPage) -> float:
    """How far down a page there is anything, as a part of its text's height."""
    box = lit(page).getbbox()
    top = TABLE_MARGINS.top / 25.4 * 72
    return (box[3] - top) / (lit(page).height - top) if box else 0.0


def left_edge(page: pypdfium2.PdfPage) -> float:
    """Points from the edge of the paper to what stands farthest left."""
    box = lit(page).getbbox()
    return float(box[0]) if box else 0.0


def test_the_office_adds_text_of_its_own_which_is_numbered_in_its_place() -> None:
    data = with_chapters(own_text("นำเรื่อง\n1. **ข้อแรก**\n  - ย่อย"), first=4)
    found = shown_chapters(book_of(data))
    assert [numbered.title for numbered in found if numbered.number in (2, 3)] == [
        "2. บทของสำนักงาน",
        "3. เกณฑ์การประเมิน",
    ]
    text = squeezed(plain_text(made(data)))
    assert squeezed("2. บทของสำนักงาน นำเรื่อง 1. ข้อแรก - ย่อย") in text


def test_a_part_may_be_left_out_or_have_another_heading() -> None:
    data = with_chapters()
    changed = [
        replace(chapter, state=ChapterState.LEFT_OUT) if chapter.part == "result" else chapter
        for chapter in data.chapters
    ]
    changed = [
        replace(chapter, title="เหตุผล") if chapter.part == "importance" else chapter
        for chapter in changed
    ]
    titles = [
        chapter.title for chapter in shown_chapters(book_of(replace(data, chapters=tuple(changed))))
    ]
    assert "1. เหตุผล" in titles
    assert not any("ผลการประเมินคุณธรรม" in title and title[0] == "4" for title in titles)


@pytest.mark.in_turn
def test_front_parts_are_wanted_or_not() -> None:
    data = book_factory.book_year()
    bare = tuple(
        chapter for chapter in in_order(data, FULL) if chapter.part not in {"contents", "preface"}
    )
    texts = pages(pdf.render(made(replace(data, chapters=bare)), letter_files=bundled()))
    assert not any(text.startswith(("สารบัญ", "คำนำ")) for text in texts)
    preface = next(chapter for chapter in in_order(data, FULL) if chapter.part == "preface")
    shown = replace(preface, state=ChapterState.SHOWN)
    texts = pages(pdf.render(made(replace(data, chapters=(shown, *bare))), letter_files=bundled()))
    assert texts[1].startswith("คำนำ")


def test_the_order_that_appoints_is_in_the_book_and_behind_it_what_changes_it() -> None:
    data = replace(book_factory.book_year(), **{
        name: getattr(amended(), name)
        for name in ("people", "bodies", "members", "duties", "orders", "order_bodies",
                     "order_changes")
    })  # fmt: skip
    shown = tuple(chapter for chapter in in_order(data, FULL) if chapter.part == "order")
    of = made(replace(data, chapters=shown))
    _divider, order = (bound.document for bound in of.bound)
    text = plain_text(order)
    assert text.index("๑๒/๒๕๖๗") < text.index("มีอำนาจหน้าที่") < text.index("๗/๒๕๖๘")
    first, second = [page for page in pages(pdf.render(of, letter_files=bundled()))
                     if "สั่ง ณ วันที่" in page]  # fmt: skip
    assert "พฤศจิกายน" in first
    assert "กุมภาพันธ์" in second


@pytest.mark.in_turn
def test_the_bookmark_of_the_contents_says_their_heading_and_leads_behind_the_preface() -> None:
    data = book_factory.book_year()
    parts = tuple(
        replace(chapter, state=ChapterState.SHOWN) if chapter.part == "preface" else chapter
        for chapter in in_order(data, FULL)
    )
    words = (Wording(id="w", name="book.contents", text="สารบัญของเล่ม"),)
    document = made(replace(data, chapters=parts, wordings=words))
    content = pdf.render(document, letter_files=bundled())
    begin = dict(bookmarks(content))["สารบัญของเล่ม"]
    read = pages(content)
    assert "สารบัญของเล่ม" in squeezed(read[begin])
    assert "คำนำ" not in squeezed(read[begin])


@pytest.mark.in_turn
@pytest.mark.parametrize("rotated", [False, True])
def test_a_file_is_bound_in_behind_a_page_with_its_name_and_counted(rotated: bool) -> None:
    context = with_file(a_pdf(3, rotated=rotated))
    content = pdf.render(KIND.build(context, Digits.ARABIC), letter_files=bundled())
    texts = pages(content)
    begin = dict(bookmarks(content))["ภาพข่าว"]
    assert "(จำนวน 3 หน้า)" in texts[begin]
    assert [text.split()[-1] for text in texts[begin : begin + 5]] == [
        f"{number + 1}" for number in range(begin, begin + 5)
    ]
    assert texts[begin + 4].startswith("1. ความสำคัญของ ITA"), "the next chapter"


@pytest.mark.in_turn
@pytest.mark.parametrize(
    "content", [b"", b"not a pdf", a_pdf(0), a_pdf(1, password="x"), a_pdf(2)[:200]]
)
def test_a_file_that_cannot_be_bound_in_is_told_and_the_book_still_made(content: bytes) -> None:
    context = with_file(content)
    assert "ไฟล์ news.pdf ในเล่มเปิดไม่ได้ เลือกไฟล์ใหม่ในรายการบทของเล่ม" in map(str, KIND.missing(context))
    texts = pages(pdf.render(KIND.build(context, Digits.ARABIC), letter_files=bundled()))
    assert any("เปิดไฟล์ news.pdf ไม่ได้" in text for text in texts)


@pytest.mark.in_turn
def test_word_has_a_table_of_contents_that_is_filled_with_the_pages_of_the_pdf() -> None:
    root = part(docx.render(made(), letter_files=bundled()), "word/document.xml")
    codes = [one.text for one in root.iter("{*}instrText")]
    assert codes[0].startswith(" TOC ")
    titles = [title for title, _page in bookmarks(usual())][1:]
    links = root.findall(".//{*}hyperlink")
    assert len(links) == len(titles)
    names = {one.get(f"{{{one.nsmap['w']}}}name") for one in root.iter("{*}bookmarkStart")}
    for link, (title, page) in zip(links, bookmarks(usual())[1:], strict=True):
        words = "".join(one.text for one in link.iter("{*}t"))
        assert squeezed(words) == squeezed(f"{title}{page + 1}")
        assert link.get(f"{{{link.nsmap['w']}}}anchor") in names
    kinds = [one.get(f"{{{one.nsmap['w']}}}fldCharType") for one in root.iter("{*}fldChar")]
    assert kinds.count("begin") == kinds.count("end") == kinds.count("separate") == 1 + len(titles)
    # LibreOffice shows no footer on the last page of contents within which a section ends.
    ends = [one for one in root.iter("{*}p") if one.find("{*}pPr/{*}sectPr") is not None]
    assert not any(one.findall(".//{*}fldChar") for one in ends)


@pytest.mark.in_turn
def test_word_has_sections_upright_and_across_in_one_file() -> None:
    root = part(docx.render(made(), letter_files=bundled()), "word/document.xml")
    sizes = [
        int(one.get(f"{{{one.nsmap['w']}}}w")) > int(one.get(f"{{{one.nsmap['w']}}}h"))
        for one in root.iter("{*}pgSz")
    ]
    document = flowed(made())
    assert sizes == [
        one.orientation is Orientation.LANDSCAPE
        for one in (document, *(bound.document for bound in document.bound))
    ]


@pytest.mark.in_turn
def test_word_counts_on_behind_a_file_of_which_only_the_pdf_has_all_pages() -> None:
    count = binding.MOST_FILE_PAGES + 5
    context = with_file(a_pdf(count))
    document = KIND.build(context, Digits.ARABIC)
    root = part(docx.render(document, letter_files=bundled()), "word/document.xml")
    starts = [
        int(value)
        for one in root.iter("{*}pgNumType")
        if (value := one.get(f"{{{one.nsmap['w']}}}start"))
    ]
    content = pdf.render(document, letter_files=bundled())
    begin = dict(bookmarks(content))["ภาพข่าว"]
    assert starts == [begin + 1 + 1 + count]
    words = "".join(one.text or "" for one in root.iter("{*}t")).replace("\xa0", " ")
    assert f"(หน้าที่ {binding.MOST_FILE_PAGES + 1} ถึง {count} ของไฟล์นี้อยู่ในไฟล์ PDF ของเล่ม)" in words


@pytest.mark.in_turn
def test_excel_has_a_sheet_a_chapter_and_a_list_that_leads_there() -> None:
    book = workbook_of(xlsx.render(made()))
    # What is no list stands on a sheet of its own behind it.
    behind = [name for name in book.sheetnames if name.startswith(SHIPPED.beside_list)]
    assert len(book.sheetnames) == len(set(book.sheetnames)) == len(made().bound) + 2 + len(behind)
    linked = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.hyperlink]
    titles: dict[str, str] = {}
    for one in linked:
        place = one.hyperlink.location.split("!")[0].strip("'")
        titles[place] = titles.get(place, "") + one.value
    assert set(titles) <= set(book.sheetnames)
    chapters_of = shown_chapters(book_of(book_factory.book_year()))
    assert list(map(squeezed, titles.values())) == [
        squeezed(chapter.title) for chapter in chapters_of
    ]
    # LibreOffice crops a link that is longer than its line.
    assert len(linked) > len(titles)
    heights = {book.worksheets[0].row_dimensions[one.row].height for one in linked}
    assert len(heights) == 1


@pytest.mark.in_turn
def test_every_picture_is_in_every_format() -> None:
    document = made()
    photographs = sum(
        len(beside)
        for bound in document.bound
        for block in bound.document.blocks
        for row in getattr(block, "rows", ())
        for cell in row.cells
        for beside in cell.pictures
    )
    assert photographs == 6
    with ZipFile(io.BytesIO(docx.render(document, letter_files=bundled()))) as archive:
        text = archive.read("word/document.xml").decode()
    assert text.count("ภาพกิจกรรม") + text.count("ภาพการดำเนินการ") >= photographs
    found = sum(len(sheet._images) for sheet in workbook_of(xlsx.render(document)).worksheets)
    assert found == photographs + 1  # the room where the garuda of the order will be


@pytest.mark.in_turn
@pytest.mark.needs_poppler
@pytest.mark.parametrize("data", [book_factory.book_year(), book_factory.progress_year()])
def test_the_pdf_holds_every_paragraph_of_the_book(data: YearData, tmp_path: Path) -> None:
    shown = tuple(
        replace(chapter, state=ChapterState.SHOWN)
        if chapter.part in {"progress", "preface"}
        else chapter
        for chapter in in_order(data, FULL)
    )
    document = made(replace(data, chapters=shown))
    content = pdf.render(document, letter_files=bundled())
    drawn = {
        in_words(figure.chart)
        for bound in document.bound
        for block in bound.document.blocks
        for figure in (block.blocks if isinstance(block, KeepTogether) else (block,))
        if isinstance(figure, ChartFigure)
    }
    text = pdf_text(content, tmp_path)
    lines = [line for line in plain_text(document).splitlines() if line not in drawn]
    assert [line for line in lines if not stands_in(squeezed(line), text)] == []


def stands_in(line: str, text: str) -> bool:
    """Whether a line is in a text, in one piece or parted once by the end of a page."""
    cuts = range(len(line))
    return line in text or any(line[:cut] in text and line[cut:] in text for cut in cuts)


@pytest.mark.in_turn
@pytest.mark.parametrize("name", sorted(set(PARTS) - {"contents"}))
def test_any_part_of_an_empty_year_is_a_chapter_to_fill_in(name: str) -> None:
    data = empty_year()
    one = Chapter(id="x", year_id=data.fiscal_year.id, part=name)
    context = ReportContext(replace(data, chapters=(one,)))
    content = pdf.render(KIND.build(context, Digits.ARABIC), letter_files=bundled())
    assert len(pages(content)) >= 2
    assert KIND.missing(context)


def test_the_chapter_of_the_order_is_headed_by_the_bodies_that_it_appoints() -> None:
    data = book_factory.book_year()
    assert "คำสั่งแต่งตั้งคณะกรรมการอำนวยการและคณะทำงาน" in plain_text(made(data))
    names = ("คณะทำงานขับเคลื่อน", "คณะทำงานประเมิน")
    bodies = tuple(
        Body(id=name, year_id=data.fiscal_year.id, name=name, kind=BodyKind.WORKING_GROUP)
        for name in names
    )
    text = plain_text(made(replace(data, bodies=bodies)))
    assert "คำสั่งแต่งตั้งคณะทำงานขับเคลื่อนและคณะทำงานประเมิน" in text
    assert "คณะกรรมการอำนวยการ" not in text.partition("ด้วยมติ")[0]


def missing_items(data: YearData) -> list[str]:
    return [str(missing_data) for missing_data in KIND.missing(book_of(data))]


@pytest.mark.parametrize(
    ("part_name", "text"),
    [
        ("order", "คำสั่งแต่งตั้งคณะทำงาน"),
        ("briefing", "การชี้แจงต่อหน่วยงานภายใน"),
        ("analysis", "การวิเคราะห์ผลคะแนนและประเด็นที่ต้องปรับปรุง"),
        ("communication", "มาตรการสื่อสารตามตัวชี้วัด"),
        ("image", "มาตรการสื่อสารภาพลักษณ์การให้บริการ"),
        ("one-stop", "มาตรการศูนย์รับคำขออนุญาต (BMA OSS)"),
    ],
)
def test_a_required_part_that_is_left_out_is_told(part_name: str, text: str) -> None:
    data = book_factory.book_year()
    assert not any("ซึ่งเป็นส่วนที่ต้องมี" in item for item in missing_items(data))
    left = tuple(
        replace(chapter, state=ChapterState.LEFT_OUT) if chapter.part == part_name else chapter
        for chapter in chapters(data)
    )
    texts = [
        item for item in missing_items(replace(data, chapters=left)) if "ซึ่งเป็นส่วนที่ต้องมี" in item
    ]
    assert texts == [f"เล่มไม่มีส่วน{text} ซึ่งเป็นส่วนที่ต้องมี ใส่กลับในรายการบทของเล่ม"]


@pytest.mark.parametrize(
    ("empty", "text"),
    [
        (lambda data: replace(data, measures=()), "ยังไม่มีมาตรการของปีนี้"),
        (
            lambda data: replace(
                data, measures=tuple(replace(measure, monitoring="") for measure in data.measures)
            ),
            "ยังไม่มีการกำกับติดตามในมาตรการใดเลย",
        ),
        (lambda data: replace(data, orders=()), "ยังไม่มีคำสั่งแต่งตั้งของปีนี้"),
        (lambda data: replace(data, meetings=()), "ยังไม่มีการประชุมชี้แจงหน่วยงานภายใน"),
    ],
)
def test_an_empty_required_part_is_told(empty: Callable[[YearData], YearData], text: str) -> None:
    described = missing_items(empty(book_factory.book_year()))
    assert any(one.startswith(text) for one in described)


def test_each_of_the_eight_parts_is_not_ready_while_it_is_empty() -> None:
    full = book_factory.book_year()
    bare = replace(full, findings=(), measures=(), meetings=(), orders=(), entries=())
    ready = {part.title: not missing for part, missing in readiness(book_of(full))}
    empty = {part.title: not gaps for part, gaps in readiness(book_of(bare))}
    assert len(ready) == len(empty) == 8
    assert not any(empty.values())
    assert ready["การวิเคราะห์ผลคะแนนและประเด็นที่ต้องปรับปรุง"]


@pytest.mark.in_turn
def test_word_finds_the_pages_of_the_contents_as_it_opens_the_book() -> None:
    settings = part(docx.render(made()), "word/settings.xml")
    assert settings.find("{*}updateFields") is not None


@pytest.mark.in_turn
@pytest.mark.parametrize("printed", [False, True])
def test_tables_of_the_book_are_lists_to_work_with_unless_printed_pages_are_chosen(
    printed: bool,
) -> None:
    of = replace(book_of(book_factory.book_year()), printed_sheet=printed)
    book = workbook_of(drawn(KIND, of, Format.XLSX))
    lists = {
        worksheet.title: worksheet
        for worksheet in book.worksheets
        if worksheet.auto_filter.ref and worksheet.freeze_panes == "A4" and worksheet["A2"].value
    }
    tables = [name for name in lists if name.startswith(("6.", "7."))]
    assert len(tables) == (0 if printed else 2)
    [measures] = [worksheet for worksheet in book.worksheets if worksheet.title.startswith("6.")]
    assert str(measures["A1"].value).startswith("6. มาตรการ/กิจกรรมส่งเสริม")
    if not printed:
        across = [
            range_ for range_ in measures.merged_cells.ranges if range_.min_col != range_.max_col
        ]
        assert across == [], "no row of a list is a heading over all columns"
        assert measures["A3"].value == "ตัวชี้วัด"
        linked = [worksheet.value for worksheet in book.worksheets[0]["A"] if worksheet.hyperlink]
        assert any(str(one).startswith("6. ") for one in linked)
