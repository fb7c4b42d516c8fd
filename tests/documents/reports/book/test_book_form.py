"""What the book of measures looks like: its cover, its parts in both orders, how they begin."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PIL import Image

from ita_desktop.documents.backends import docx, pdf
from ita_desktop.documents.content import Block, Document, Orientation, PageBreak, Paragraph, Table
from ita_desktop.documents.content import Image as ContentImage
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.layout.binding import flowed
from ita_desktop.documents.layout.fonts import bundled
from ita_desktop.documents.registry import kind
from ita_desktop.documents.reports.book.parts import FULL, PARTS, SHORT, Preset, in_order
from ita_desktop.documents.reports.book.report import shown_chapters
from ita_desktop.domain.documents import ChapterState, OfficeFile, Wording
from ita_desktop.domain.meetings import Meeting
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData
from tests.documents.factories import book as book_factory
from tests.documents.factories import results as result_factory
from tests.documents.factories.book import context as book_of
from tests.documents.readers.files import pages, part
from tests.support.plain_text import plain_text

KIND = kind("measures-book")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def made(data: YearData | None = None) -> Document:
    return KIND.build(book_of(data or book_factory.book_year()), Digits.ARABIC)


def a_picture(width: int, height: int) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(target, "PNG")
    return target.getvalue()


def with_logo(data: YearData, logo: bytes) -> ReportContext:
    file = OfficeFile(id="l", name="logo", file_name="ตรา.png", media="logo")
    found = book_of(replace(data, office_files=(*data.office_files, file)))
    return replace(found, media=lambda key: logo if key == "logo" else book_factory.picture(key))


def cover(of: ReportContext) -> list[Block]:
    blocks = list(KIND.build(of, Digits.ARABIC).blocks)
    return blocks[: next(at for at, one in enumerate(blocks) if isinstance(one, PageBreak))]


def test_the_cover_names_the_office_and_in_english_where_that_is_asked_for() -> None:
    office = replace(book_factory.book_year().organisation, name="สำนักงานเขตบางนา")
    year = replace(book_factory.book_year(), organisation=office)
    assert not any(
        "DISTRICT" in paragraph.text
        for paragraph in cover(book_of(year))
        if isinstance(paragraph, Paragraph)
    )
    asked = Wording(id="w", name="book-cover", text="{สำนักงานเขต}\n{ชื่อภาษาอังกฤษ}")
    of = book_of(replace(year, wordings=(asked,)))
    lines = [
        paragraph.text
        for paragraph in cover(of)
        if isinstance(paragraph, Paragraph) and paragraph.text
    ]
    assert lines == [
        "สำนักงานเขตบางนา",
        "BANG NA DISTRICT OFFICE",
        "มาตรการยกระดับคุณธรรม",
        "และความโปร่งใสภายในหน่วยงาน",
        "ประจำปีงบประมาณ พ.ศ. 2568",
        "สำนักงานเขตบางนา",
    ]


def test_an_office_without_an_english_name_has_no_gap_on_its_cover() -> None:
    lines = [
        paragraph.text
        for paragraph in cover(book_of(book_factory.book_year()))
        if isinstance(paragraph, Paragraph)
    ]
    assert [line for line in lines if line][:2] == ["สำนักงานเขตตัวอย่าง", "มาตรการยกระดับคุณธรรม"]


@pytest.mark.in_turn
@pytest.mark.parametrize("size", [(2000, 2000), (4000, 300), (60, 90)])
def test_the_logo_stands_at_the_head_of_the_cover_which_stays_one_page(
    size: tuple[int, int],
) -> None:
    of = with_logo(book_factory.book_year(), a_picture(*size))
    [logo] = [image for image in cover(of) if isinstance(image, ContentImage)]
    assert logo.width / logo.height == pytest.approx(size[0] / size[1], rel=0.01)
    assert logo.height <= 35
    document = KIND.build(of, Digits.ARABIC)
    assert logo.width <= document.text_width
    texts = pages(pdf.render(document, letter_files=bundled()))
    assert texts[0].split()[-1] == "สำนักงานเขตตัวอย่าง"
    assert texts[1].startswith("สารบัญ")
    assert len(logo.data) < 100_000


def test_a_logo_that_cannot_be_opened_leaves_the_cover_without_one() -> None:
    blocks = cover(with_logo(book_factory.book_year(), b"\x89PNG broken"))
    assert not any(isinstance(block, ContentImage) for block in blocks)


def test_the_short_form_has_the_headings_of_the_book_that_was_published_so() -> None:
    data = book_factory.book_year()
    of = book_of(replace(data, chapters=in_order(data, SHORT)))
    assert "\n".join(chapter.title for chapter in shown_chapters(of)) == (
        "1. ความสำคัญของ ITA\n"
        "2. ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของสำนักงานเขตตัวอย่าง กรุงเทพมหานคร "
        "ประจำปีงบประมาณ พ.ศ. 2567\n"
        "3. การวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของสำนักงานเขตตัวอย่าง "
        "กรุงเทพมหานคร ในปี 2567\n"
        "4. มาตรการยกระดับคุณธรรมและความโปร่งใสภายในหน่วยงาน เพื่อเตรียมความพร้อมรับการประเมิน"
        "คุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ "
        "(Integrity and Transparency Assessment : ITA) ประจำปีงบประมาณ พ.ศ. 2568 "
        "ของสำนักงานเขตตัวอย่าง\n"
        "5. มาตรการส่งเสริม สนับสนุน และประชาสัมพันธ์ศูนย์รับคำขออนุญาตของกรุงเทพมหานคร "
        "(Bangkok Metropolitan Administration One Stop Service – BMA OSS)\n"
        "6. มาตรการสื่อสารภาพลักษณ์การให้บริการของสำนักงานเขต กรุงเทพมหานคร\n"
        "7. มาตรการ/กิจกรรมในการสื่อสารสร้างการรับรู้ต่อผู้มีส่วนได้ส่วนเสียภายใน "
        "และผู้มีส่วนได้ส่วนเสียภายนอกตามตัวชี้วัด"
    )
    [analysis] = [
        bound.document for bound in KIND.build(of, Digits.ARABIC).bound if "3." in bound.title
    ]
    below = plain_text(analysis).splitlines()[1]
    assert below == "ประเด็นที่ต้องปรับปรุง/ยกระดับการพัฒนา ในปีงบประมาณ พ.ศ. 2568"


def test_a_briefing_is_told_where_there_was_one_or_the_office_says_so() -> None:
    said = "ผู้อำนวยการเขตจัดประชุมชี้แจง"
    empty = book_factory.book_year()
    assert said not in told(empty)
    assert "ยังไม่มีการประชุมชี้แจงหน่วยงานภายใน" in told(empty)
    held = Meeting(id="briefing", year_id="y", number=1)
    assert said in told(replace(empty, meetings=(held,)))
    typed = Wording(id="own", name="book-briefing", text="เขตชี้แจงทางหนังสือแล้ว")
    assert "เขตชี้แจงทางหนังสือแล้ว" in told(replace(empty, wordings=(typed,)))


def told(data: YearData) -> str:
    [part] = [
        bound.document
        for bound in made(replace(data, chapters=in_order(data, FULL))).bound
        if bound.title.startswith("การชี้แจง")
    ]
    return plain_text(part)


@pytest.mark.parametrize("preset", [FULL, SHORT])
def test_the_book_is_put_together_as_it_was_approved(preset: Preset, golden: Any) -> None:
    # The book that was printed had photographs of a briefing below the sentence about it.
    held = Meeting(id="briefing", year_id="y", number=1)
    data = replace(book_factory.book_year(), meetings=(held,))
    book = made(replace(data, chapters=in_order(data, preset)))
    golden(f"measures-book-{preset.name}.txt", "\n".join(put_together(book)) + "\n")


def put_together(book: Document) -> Iterator[str]:
    """The cover, then each part: its bookmark, how it lies, its tables, and how it begins; ``+``
    marks one that begins below the one before it."""
    yield from plain_text(replace(book, bound=())).splitlines()
    below = {title for bound in flowed(book).bound for title, _block in bound.further}
    for bound in book.bound:
        tables = [block for block in bound.document.blocks if isinstance(block, Table)]
        rows = sum(len(table.rows) for table in tables)
        yield ""
        mark = "+ " if bound.title in below else ""
        looks = f"{bound.document.orientation} {len(tables)} tables {rows} rows"
        yield f"{mark}[{looks}] {bound.title or '-'}"
        yield from plain_text(bound.document).splitlines()[:4]


def test_the_study_of_the_result_stands_before_the_table_that_answers_it() -> None:
    [study, table] = [
        one.document
        for number, one in enumerate(made().bound)
        if "5. การศึกษา" in one.title
        or (not one.title and "5. การศึกษา" in made().bound[number - 1].title)
    ]
    assert (study.orientation, table.orientation) == (Orientation.PORTRAIT, Orientation.LANDSCAPE)
    lines = plain_text(study).splitlines()
    assert lines[0].startswith("5. การศึกษาและวิเคราะห์กรอบการประเมินคุณธรรมและความโปร่งใส")
    heads = [block for block in study.blocks[:3] if isinstance(block, Paragraph)]
    assert [head.style for head in heads] == ["chapter-center", *["chapter-line-center"] * 2]
    assert lines[2] == "สำนักงานเขตตัวอย่าง กรุงเทพมหานคร"
    assert "97.38 คะแนน จากคะแนนเต็ม 100 คะแนน" in lines[3]
    assert lines[3].endswith("โดยมีรายละเอียดดังนี้")
    assert "1. แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT) ผู้ตอบแบบประเมิน จำนวน 626 คน" in lines
    assert "- ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร 89.38 คะแนน" in lines
    assert "ข้อคำถามที่มีคะแนนต่ำสุด คือ ข้อ E6" in lines[-1]
    assert "เพิ่มที่นั่งพักคอย" not in plain_text(study)
    assert plain_text(table).startswith("สำนักงานเขตตัวอย่างจึงได้จัดทำมาตรการ")


def test_without_a_result_the_table_stands_below_the_heading() -> None:
    of = replace(book_of(book_factory.book_year()), previous=None)
    [analysis] = [
        bound for bound in KIND.build(of, Digits.ARABIC).bound if "5. การศึกษา" in bound.title
    ]
    assert any(isinstance(block, Table) for block in analysis.document.blocks)


@pytest.mark.parametrize(
    "before", [result_factory.year_2566, lambda: result_factory.bare_year(2567)]
)
def test_the_chapter_of_last_year_has_no_older_result_and_no_empty_report(before: Any) -> None:
    of = replace(book_of(book_factory.book_year()), previous=before())
    [chapter] = [bound for bound in KIND.build(of, Digits.ARABIC).bound if "4. ผล" in bound.title]
    assert "พ.ศ. 2567" in chapter.title
    assert plain_text(chapter.document).splitlines()[-1] == "ยังไม่มีผลการประเมินของปีก่อน"
    lacks = [str(gap) for gap in KIND.missing(of)]
    assert "ยังไม่มีผลการประเมินของปี 2567 นำเข้าที่หน้าคะแนนของปีนั้น" in lacks


def test_each_table_of_the_analysis_by_item_keeps_its_heading_line_in_the_book() -> None:
    data = book_factory.reviewed_year()
    shown = tuple(
        replace(chapter, state=ChapterState.SHOWN)
        if chapter.part == "analysis-by-item"
        else chapter
        for chapter in in_order(data, FULL)
    )
    [chapter] = [bound.document for bound in made(replace(data, chapters=shown)).bound
                 if "รายข้อ" in bound.title]  # fmt: skip
    lines = [line for line in plain_text(chapter).splitlines() if line.startswith("หัวข้อ ")]
    assert [line.rpartition(" : ")[2] for line in lines] == ["OIT)", "IIT)", "EIT)"]


def test_a_document_without_measures_is_the_chapter_that_the_office_wrote_instead() -> None:
    of = book_of(replace(book_factory.book_year(), measures=()))
    told = []
    own = [
        replace(chapter, state=ChapterState.SHOWN, text=f"ข้อความของ {chapter.part}")
        for chapter in in_order(of.year, FULL)
        if PARTS[chapter.part].document
    ]
    for chapter in own:
        one = kind(PARTS[chapter.part].document)
        if (lacks := one.empty(of)) is None:
            continue  # it has something of its own to say
        by_hand = replace(of, year=replace(of.year, chapters=(chapter,)))
        text = plain_text(one.build(by_hand, Digits.ARABIC))
        assert chapter.text in text
        assert "ยังไม่มี" in plain_text(one.build(of, Digits.ARABIC))
        assert "ยังไม่มี" not in text
        assert lacks not in one.missing(by_hand)
        told.append(one.name)
    assert {"image-communication", "one-stop-service", "communication-plan"} <= set(told)


@pytest.mark.parametrize(
    ("day", "month"),
    [(date(2025, 4, 28), "เมษายน 2568"), (date(2026, 11, 1), "กันยายน 2568"), (None, "")],
)
def test_the_preface_is_signed_by_the_office_in_the_month_it_is_made(
    day: date | None, month: str
) -> None:
    of = replace(book_of(book_factory.book_year()), day=day)
    signed = PARTS["preface"].build(of, Digits.ARABIC)
    last = [line for line in plain_text(signed).splitlines() if line]
    assert last[-2:] == ["สำนักงานเขตตัวอย่าง", month] if month else last[-1] == "สำนักงานเขตตัวอย่าง"


@pytest.mark.in_turn
def test_chapters_are_numbered_by_word_itself_and_typed_numbers_are_text() -> None:
    data = book_factory.book_year()
    chapters = list(in_order(data, SHORT))
    chapters[1] = replace(chapters[1], title="๕. ผลการประเมินของเรา")
    of = book_of(replace(data, chapters=tuple(chapters)))
    titles = [chapter.title.partition(" ")[0] for chapter in shown_chapters(of)]
    assert titles == ["1.", "๕.", "6.", "7.", "8.", "9.", "10."]
    content = docx.render(KIND.build(of, Digits.ARABIC))
    headings = [
        one
        for one in part(content, "word/document.xml").iter(f"{W}p")
        if one.find(f"{W}pPr/{W}pStyle") is not None
        and one.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "ItaChapter"
    ]
    words = ["".join(text.text or "" for text in heading.iter(f"{W}t")) for heading in headings]
    lists = [heading.find(f"{W}pPr/{W}numPr/{W}numId") for heading in headings]
    assert words[0] == "ความสำคัญของ ITA"
    assert words[1].replace("\xa0", " ") == "5. ผลการประเมินของเรา"
    assert lists[1] is None
    counted = [list_.get(f"{W}val") for list_ in lists[2:] if list_ is not None]
    # One list for all that follow, so that Word counts on where a chapter is put in.
    assert len(counted) == 5
    assert len(set(counted)) == 1
