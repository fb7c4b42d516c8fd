"""The book of measures of a year: everything that the office publishes on them, in one volume.

Form: cover with the office's logo and name; optional preface and contents; chapters in the stored
order, numbered; text portrait, tables landscape; continuous page numbers in the footer.

Checks the book of measures for its eight required parts.

They are listed in item O22: the working group, the briefing, the study of the scores, measures with
period and unit, communication by indicator, the image of the services, the permit centre, the
follow-up.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Final, NamedTuple

from ita_desktop.documents.content import (
    Align,
    Block,
    BoundDocument,
    Document,
    Image,
    PageBreak,
    PageLine,
    PageNumbers,
    Paragraph,
    paragraph,
)
from ita_desktop.documents.kinds import LOGO, MissingData, ReportContext
from ita_desktop.documents.office_files import Pages, check_pdf, seems_broken, shape_of, thumbnail
from ita_desktop.documents.reports.book.pages import MARGINS, below_head, is_briefed, text_page
from ita_desktop.documents.reports.book.parts import (
    CONTENTS,
    FRONT,
    PARTS,
    PREFACE,
    BookPart,
    chapters,
)
from ita_desktop.documents.reports.measures.words import NO_FINDINGS, codes_of
from ita_desktop.documents.reports.shared import FILE, missing_items
from ita_desktop.documents.rich import blocks_of
from ita_desktop.documents.wordings.templates import of_year, wording
from ita_desktop.domain.district_names import office
from ita_desktop.domain.documents import GENERATED, Chapter, ChapterState, fill, gaps
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.records import MeasureKind
from ita_desktop.domain.rich import parse
from ita_desktop.domain.text import Digits, to_arabic
from ita_desktop.domain.year import YearData


class RequiredPart(NamedTuple):
    """A required part; any of the chapters named in ``parts`` provides it."""

    title: str
    parts: tuple[str, ...]
    missing: Callable[[ReportContext], Iterable[MissingData]]


def required(context: ReportContext) -> list[MissingData]:
    """Returns what is missing in the required parts: omitted chapters, and empty ones."""
    return [gap for _part, missing in readiness(context) for gap in missing]


def readiness(context: ReportContext) -> list[tuple[RequiredPart, list[MissingData]]]:
    """Returns each required part with what is missing in it."""
    shown = [chapter for chapter in chapters(context.year) if chapter.state is ChapterState.SHOWN]
    written = {
        chapter.part for chapter in shown if chapter.text.strip() and GENERATED not in chapter.text
    }
    there = {chapter.part for chapter in shown}
    return [
        (part, [] if written.intersection(part.parts) else [*_missing(context, part, there)])
        for part in REQUIRED
    ]


def _missing(context: ReportContext, part: RequiredPart, shown: set[str]) -> Iterator[MissingData]:
    if not shown.isdisjoint(part.parts):
        yield from part.missing(context)
    else:
        yield MissingData(
            "เล่มไม่มีส่วน{part} ซึ่งเป็นส่วนที่ต้องมี",
            {"part": Phrase(part.title)},
            "ใส่กลับในรายการบทของเล่ม",
            PageKey.DOCUMENTS,
        )


def _missing_briefing(context: ReportContext) -> Iterator[MissingData]:
    if not is_briefed(context.year):
        yield MissingData(
            "ยังไม่มีการประชุมชี้แจงหน่วยงานภายใน",
            remedy="บันทึกการประชุม หรือผลการดำเนินการพร้อมภาพ",
            page=PageKey.MEETINGS,
        )


def _complete(context: ReportContext) -> Iterator[MissingData]:
    """Returns the measures without the details that O22 requires: method, period, unit."""
    data = context.year
    if not data.measures:
        yield from PARTS["measures"].missing(context)
    without = [
        codes_of(data, measure)
        for measure in data.measures
        if measure.kind in (MeasureKind.ITEM, MeasureKind.INDICATOR)
        and not (
            measure.schedule
            or measure.frequency
            or measure.begins
            or measure.days
            or measure.monitoring
        )
    ]
    yield from missing_items(
        without,
        "มาตรการของ {items} ยังไม่มีระยะเวลา",
        "{count} มาตรการยังไม่มีระยะเวลา เช่นของ {items}",
        "ระบุที่หน้ามาตรการ",
        PageKey.MEASURES,
    )


def _missing_study(context: ReportContext) -> Iterator[MissingData]:
    """Yields what is missing: the result to be studied, or any findings in it."""
    found = any(finding.issue or finding.weakness for finding in context.year.findings)
    written = found or any(measure.finding for measure in context.year.measures)
    yield from PARTS["result"].missing(context)
    if not written:
        yield NO_FINDINGS


def _part_missing(part: str) -> Callable[[ReportContext], Iterable[MissingData]]:
    return PARTS[part].missing


_ANALYSES: Final = ("analysis", "analysis-by-question", "analysis-by-item")
REQUIRED: Final = (
    RequiredPart("คำสั่งแต่งตั้งคณะทำงาน", ("order", "preparation"), _part_missing("order")),
    RequiredPart("การชี้แจงต่อหน่วยงานภายใน", ("briefing", "preparation"), _missing_briefing),
    RequiredPart("การวิเคราะห์ผลคะแนนและประเด็นที่ต้องปรับปรุง", _ANALYSES, _missing_study),
    RequiredPart(
        "มาตรการพร้อมวิธีการ ระยะเวลา และหน่วยงาน",
        ("measures", "measures-by-indicator", "analysis", "analysis-by-question"),
        _complete,
    ),
    RequiredPart("มาตรการสื่อสารตามตัวชี้วัด", ("communication",), _part_missing("communication")),
    RequiredPart("มาตรการสื่อสารภาพลักษณ์การให้บริการ", ("image",), _part_missing("image")),
    RequiredPart("มาตรการศูนย์รับคำขออนุญาต (BMA OSS)", ("one-stop",), _part_missing("one-stop")),
    RequiredPart(
        "การกำกับติดตามโดยผู้อำนวยการเขต",
        ("monitoring", "communication", *_ANALYSES),
        _part_missing("monitoring"),
    ),
)
"""The required parts in the order of item O22."""
NAME: Final = "measures-book"
_FILE: Final = wording(
    "measures-book.file", "มาตรการยกระดับคุณธรรมและความโปร่งใส ปีงบประมาณ {ปีงบประมาณ}", title=FILE
)
_in_book: Final = partial(wording, papers="เล่มมาตรการ")
_COVER_TITLE: Final = _in_book(
    "book-cover-title",
    """
    มาตรการยกระดับคุณธรรม
    และความโปร่งใสภายในหน่วยงาน
    """,
    title="ชื่อเล่มบนปก",
)
_COVER_YEAR: Final = _in_book("book-cover-year", "ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}", title="ปีบนปก")
_COVER_FOOT: Final = _in_book("book-cover-foot", "{สำนักงานเขต}", title="ท้ายปก")
_FILE_PAGES: Final = _in_book("book.file-pages", "(จำนวน {จำนวน} หน้า)")
_FILE_BROKEN: Final = _in_book("book.file-broken", "(เปิดไฟล์ {ชื่อไฟล์} ไม่ได้)")
_COVER: Final = _in_book("book-cover", "{สำนักงานเขต}", title="หัวปกของเล่ม")
_COVER_ABOVE: Final = 3
"""Number of empty lines at the top of the cover, and below the name of the office."""
_COVER_BELOW: Final = 5
"""Number of empty lines below the year."""
_LOGO_HIGH: Final = 35.0
"""Height of the logo in mm."""
_LOGO_DOTS: Final = 300 / 25.4
"""Resolution of the logo in pixels per mm; the office's scan may have many times more."""
_DIVIDER_ABOVE: Final = 8
_PAGE_NUMBERS: Final = PageLine(numbers=PageNumbers.PLAIN, numbers_at=Align.CENTER, from_page=2)
_CENTRED: Final = 2
"""Number of further lines from which a heading is centred."""
_CHAPTERS: Final = "chapters"
"""The list by which Word numbers the chapters."""


class NumberedChapter(NamedTuple):
    """A shown chapter with its number (0 for none, or if the heading contains one) and the lines of
    its heading."""

    chapter: Chapter
    number: int
    heading: tuple[str, ...]

    @property
    def title(self) -> str:
        """The chapter's entry in the contents."""
        words = " ".join(self.heading)
        return f"{self.number}. {words}" if self.number else words


def shown_chapters(context: ReportContext) -> list[NumberedChapter]:
    """Returns the shown chapters without the front matter, numbered in order."""
    found = []
    number = 0
    for chapter in chapters(context.year):
        if chapter.state is ChapterState.LEFT_OUT or chapter.part in FRONT:
            continue
        part = PARTS.get(chapter.part)
        counts = part.numbered if part is not None else not chapter.media
        number += counts
        own = (chapter.title or chapter.file_name,) if chapter.title or part is None else ()
        heading = own or (part.heading(context) if part is not None else ())
        typed = next((line for line in parse(chapter.title) if line.is_step), None)
        if typed is not None:
            number = int("".join(filter(str.isdigit, to_arabic(typed.mark))))
        found.append(NumberedChapter(chapter, number if counts and typed is None else 0, heading))
    return found


def missing(context: ReportContext) -> list[MissingData]:
    """Returns what is missing: required parts, data of the chapters, and files that cannot be
    bound."""
    gaps = required(context)
    for chapter in shown_chapters(context):
        part = PARTS.get(chapter.chapter.part)
        if part is not None and not _replaces(chapter.chapter):
            gaps += part.missing(context)
        elif chapter.chapter.media and _is_broken(context, chapter.chapter):
            gaps.append(
                MissingData(
                    "ไฟล์ {file} ในเล่มเปิดไม่ได้",
                    {"file": chapter.chapter.file_name},
                    "เลือกไฟล์ใหม่ในรายการบทของเล่ม",
                    PageKey.DOCUMENTS,
                )
            )
    data = context.year
    if data.measures or data.findings:
        gaps = [gap.of_part() for gap in gaps]
    return list({str(gap): gap for gap in gaps}.values())


def build(context: ReportContext, digits: Digits) -> Document:
    """Returns the book."""
    data = context.year
    context = replace(context, subject="", document=NAME)
    shown = {chapter.part for chapter in chapters(data) if chapter.state is ChapterState.SHOWN}
    blocks: list[Block] = list(_cover(context))
    if PREFACE in shown:
        blocks += [PageBreak(), *_front_heading(context, PREFACE)]
        blocks += PARTS[PREFACE].build(context, digits).blocks
    if CONTENTS in shown:
        blocks += [PageBreak(), *_front_heading(context, CONTENTS)]
    return Document(
        title=_FILE.of(data),
        author=office(data.organisation),
        blocks=tuple(blocks),
        margins=MARGINS,
        digits=digits,
        footer=_PAGE_NUMBERS,
        bound=tuple(_bound(context, digits)),
        bound_listed=CONTENTS in shown,
        bound_counted=False,
    )


def instead_of(context: ReportContext, document: str) -> BoundDocument | None:
    """Returns the chapter that the office wrote itself in place of the content of a document; None
    if it wrote none, or not in its place."""
    parts = {part.name: part for part in PARTS.values() if part.document == document}
    for chapter in context.year.chapters:
        if chapter.part in parts and _replaces(chapter):
            heading = (chapter.title,) if chapter.title else parts[chapter.part].heading(context)
            numbered = NumberedChapter(chapter, 0, heading)
            return _own_text(numbered, Digits.ARABIC)
    return None


def _cover(context: ReportContext) -> Iterator[Block]:
    """Yields the cover: logo and name of the office, title, year, and author."""
    data = context.year
    logo = _logo(context)
    yield from _empty_lines(1 if logo is not None else _COVER_ABOVE)
    if logo is not None:
        yield logo
    yield from (paragraph(line, "cover-line") for line in _names(data))
    yield from _empty_lines(_COVER_ABOVE)
    yield from _COVER_TITLE.paragraphs(data, "cover-title")
    yield from _empty_lines(1)
    yield from _COVER_YEAR.paragraphs(data, "cover-line")
    yield from _empty_lines(_COVER_BELOW)
    yield from _COVER_FOOT.paragraphs(data, "cover-line")


def _front_heading(context: ReportContext, part: str) -> Iterator[Paragraph]:
    """Returns the heading of preface or contents."""
    return (paragraph(line, "contents-title") for line in PARTS[part].heading(context))


def _names(data: YearData) -> Iterator[str]:
    """Yields the lines at the top of the cover, except lines of unknown fields only."""
    values = of_year(data)
    for line in _COVER.words(data).splitlines():
        if line.strip() and not gaps(line, values):
            yield fill(line, values)


def _logo(context: ReportContext) -> Image | None:
    """Returns the logo in the size of the cover; None if there is none, or it cannot be opened."""
    data = context.office_file(LOGO)
    shape = shape_of(data) if data is not None else None
    if data is None or shape is None:
        return None
    height = min(_LOGO_HIGH, text_page((), Digits.ARABIC).text_width / shape)
    small = thumbnail(data, round(height * _LOGO_DOTS))
    return Image(small, height * shape, height, "ตราสำนักงาน")


def _empty_lines(count: int) -> Iterator[Paragraph]:
    return (paragraph("", "cover-line") for _line in range(count))


# -- chapters


def _bound(context: ReportContext, digits: Digits) -> Iterator[BoundDocument]:
    """Yields the chapters; each continues on the last page unless a title page precedes it."""
    for chapter in shown_chapters(context):
        part = PARTS.get(chapter.chapter.part)
        divided = part.divided if part is not None else bool(chapter.chapter.media)
        for made in _made(context, chapter, part, digits):
            yield replace(made, flows=not divided)


def _made(
    context: ReportContext, numbered: NumberedChapter, part: BookPart | None, digits: Digits
) -> Iterator[BoundDocument]:
    if numbered.chapter.media:
        yield _own_file(context, numbered, digits)
        return
    if part is None or _replaces(numbered.chapter):
        yield _own_text(numbered, digits)
        return
    above, below = around(numbered.chapter.text)
    if part.divided:
        yield BoundDocument(numbered.title, text_page(_divider(numbered), digits))
        if above:
            yield BoundDocument("", text_page((PageBreak(), *blocks_of(above)), digits))
        yield BoundDocument("", _without_lines(part.build(context, Digits.THAI)))
    else:
        document = _without_lines(part.build(context, digits))
        blocks = below_head(document.blocks)
        before = part.before(context) if part.before is not None else ()
        before = (*blocks_of(above), *before) if above else before
        if before:
            yield BoundDocument(numbered.title, text_page((*_heading(numbered), *before), digits))
            yield BoundDocument("", replace(document, blocks=blocks))
        else:
            yield BoundDocument(
                numbered.title, replace(document, blocks=(*_heading(numbered), *blocks))
            )
    if below:
        yield BoundDocument("", text_page(blocks_of(below), digits))


def _replaces(chapter: Chapter) -> bool:
    """Returns whether a chapter's text is printed in place of generated content."""
    return bool(chapter.text.strip()) and GENERATED not in map(str.strip, chapter.text.split("\n"))


def around(text: str) -> tuple[str, str]:
    """Returns the parts of a chapter's text above and below its generated content."""
    lines = text.split("\n")
    at = next((at for at, line in enumerate(lines) if line.strip() == GENERATED), len(lines))
    below = (line for line in lines[at + 1 :] if line.strip() != GENERATED)
    return "\n".join(lines[:at]).strip("\n"), "\n".join(below).strip("\n")


def _without_lines(document: Document) -> Document:
    """Returns a document without header, footer and catchwords."""
    return replace(document, header=None, footer=None, catchwords=False, upright_cover=False)


def _heading(numbered: NumberedChapter) -> Iterator[Paragraph]:
    if not numbered.heading:  # the office has emptied it
        return
    first, *more = numbered.heading
    mark = f"{numbered.number}." if numbered.number else ""
    place = "-center" if len(more) >= _CENTRED else ""
    yield paragraph(first, f"chapter{place}", mark=mark, counted=_CHAPTERS if mark else "")
    for line in more:
        yield paragraph(line, f"chapter-line{place}")


def _divider(numbered: NumberedChapter) -> Iterator[Paragraph]:
    yield from _empty_lines(_DIVIDER_ABOVE)
    for place, line in enumerate(numbered.heading):
        yield paragraph(line, "cover-line" if place else "divider")


def _own_text(numbered: NumberedChapter, digits: Digits) -> BoundDocument:
    return BoundDocument(
        numbered.title, text_page((*_heading(numbered), *blocks_of(numbered.chapter.text)), digits)
    )


def _own_file(context: ReportContext, numbered: NumberedChapter, digits: Digits) -> BoundDocument:
    """Returns the title page of a file with the file's pages, if it can be opened."""
    pages = _pages_of(context, numbered.chapter)
    year = context.year
    if pages.number:
        text = _FILE_PAGES.paragraphs(year, "cover-line", {"จำนวน": str(pages.number)})
    else:
        text = _FILE_BROKEN.paragraphs(year, "cover-line", {"ชื่อไฟล์": numbered.chapter.file_name})
    blocks = (*_divider(numbered), *text)
    return BoundDocument(
        numbered.title, text_page(blocks, digits), file=pages.data, file_pages=pages.number
    )


def _is_broken(context: ReportContext, chapter: Chapter) -> bool:
    """Returns whether a chapter has a file that cannot be bound; False where media are not
    loaded."""
    data = context.media(chapter.media)
    return data is not None and seems_broken(data)


def _pages_of(context: ReportContext, chapter: Chapter) -> Pages:
    """Returns the pages of a chapter's file; none if it cannot be bound."""
    data = context.media(chapter.media)
    try:
        return check_pdf(data, chapter.file_name) if data is not None else Pages(b"", 0)
    except InputError:
        return Pages(b"", 0)
