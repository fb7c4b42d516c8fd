"""The dossier of OIT evidence: a page for each item, with what is asked for, its links and codes.

Form: a front page with the list of items; then each item on a page of its own, with a bookmark.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from ita_desktop.documents.content import (
    Align,
    Block,
    BoundDocument,
    Cell,
    Document,
    Image,
    PageBreak,
    PageLine,
    PageNumbers,
    Paragraph,
    Run,
    Table,
    TableColumn,
    TableRow,
    Vertical,
    paragraph,
)
from ita_desktop.documents.kinds import MissingData, Profile, ReportContext
from ita_desktop.documents.office_files import shape_of
from ita_desktop.documents.reports.oit import filing
from ita_desktop.documents.reports.oit.filing import FilingText, filing_texts
from ita_desktop.documents.reports.oit.item_words import formats, points, times
from ita_desktop.documents.reports.shared import (
    BULLET,
    COLUMNS,
    FILE,
    HEADS,
    INDICATOR,
    TABLE_MARGINS,
    photo_table,
)
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.dates import long_date
from ita_desktop.domain.district_names import office
from ita_desktop.domain.framework import Item
from ita_desktop.domain.oit.filing import FiledLink
from ita_desktop.domain.oit.judging import Judgement, judged, last_check_of
from ita_desktop.domain.oit.proofs import LinkState, shown_title
from ita_desktop.domain.records import Evidence
from ita_desktop.domain.text import Digits
from ita_desktop.domain.tracking.entries import Photo
from ita_desktop.domain.year import YearData
from ita_desktop.pictures.shapes import qr_code

NAME: Final = "oit-dossier"
_FILE: Final = wording("oit-dossier.file", "แฟ้มหลักฐาน OIT ปีงบประมาณ {ปีงบประมาณ}", title=FILE)
_HEADS: Final = wording(
    "oit-dossier.heads",
    """
    แฟ้มหลักฐานการเปิดเผยข้อมูลสาธารณะ (OIT)
    {ชื่อการประเมินภาษาไทย}
    {ชื่อการประเมินภาษาอังกฤษ} ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    {สำนักงานเขตและจังหวัด}
    """,
    title=HEADS,
)
_CONTENTS: Final = wording("oit-dossier.contents", "รายการข้อมูล")
_ITEM: Final = wording("oit-dossier.item", "{ข้อ} {ชื่อ}", title="หัวของแต่ละข้อ")
_ASKED: Final = wording("oit-dossier.asked", "สิ่งที่ต้องเผยแพร่")
_TIMES: Final = wording("oit-dossier.times", "ช่วงข้อมูล: {ช่วง}")
_FORMATS: Final = wording("oit-dossier.formats", "รูปแบบ: {รูปแบบ}")
_EVIDENCE: Final = wording("oit-dossier.evidence", "หลักฐาน")
_HEADING: Final = wording("oit-dossier.columns", "รหัส QR | ที่เผยแพร่", title=COLUMNS)
_PUBLISHED: Final = wording("oit-dossier.published", "เผยแพร่วันที่ {วันที่}")
_CHECKED: Final = wording("oit-dossier.checked", "ตรวจลิงก์เมื่อ {วันที่}: {ผล}{ชื่อหน้า}")
_PAGE_TITLE: Final = wording("oit-dossier.page-title", "“{ชื่อหน้า}”")
_DIGEST: Final = wording("oit-dossier.digest", "ลายนิ้วมือของเนื้อหา (SHA-256) {ลายนิ้วมือ}")
_PLACED: Final = wording("oit-dossier.placed", "ผู้วางหลักฐาน {ชื่อ}")
_FILE_KEPT: Final = wording("oit-dossier.kept", "ไฟล์ที่เก็บไว้: {ชื่อไฟล์}")
_STATES: Final = wording(
    "oit-dossier.states",
    """
    ใช้ได้ | ย้ายที่อยู่ | ลิงก์เสีย | ไม่มีหน้านี้ | ต้องเข้าสู่ระบบ | ไม่ได้เปิดให้ดู | ว่าง | ชนิดไฟล์ไม่ตรง |
        ข้อมูลเก่า | เป็นของปีอื่น | อ่านข้อความไม่ได้ | ติดต่อไม่ได้ | ไม่ได้เปิดดู
    """,
    title="คำบอกผลตรวจลิงก์",
)
_JUDGED: Final = wording("oit-dossier.judged", "ผลพิสูจน์: {ผล}")
_JUDGEMENTS: Final = wording(
    "oit-dossier.judgements",
    "ขัดแย้ง | ยังไม่มีหลักฐาน | ยังไม่พิสูจน์ | พิสูจน์แล้ว",
    title="คำบอกผลพิสูจน์",
)
_SHORT_DIGEST: Final = 16
_SCALE: Final = 1000
"""Height of a picture of which only the shape counts."""
_PICTURES: Final = (".jpg", ".jpeg", ".png")
_NONE: Final = wording("oit-dossier.none", "ยังไม่มีลิงก์ของปีนี้")
_COLUMNS: Final = (TableColumn(18), TableColumn(82))
_CODE: Final = 24.0
"""Side of a code in mm: a link of 100 letters has dots of half a millimetre."""
_LONGEST: Final = 1000
"""Letters of a link whose code can still be read from paper."""
_FOOT: Final = PageLine(numbers=PageNumbers.PLAIN, numbers_at=Align.CENTER, from_page=2)


def missing(context: ReportContext) -> Iterator[MissingData]:
    """Returns what is missing: items, or links of this year."""
    return filing.missing(context)


def build(context: ReportContext, digits: Digits) -> Document:
    """Returns the front page with the items bound behind it."""
    year = context.year
    heads = (*_HEADS.paragraphs(year, "title"), *_CONTENTS.paragraphs(year, "contents-title"))
    front = Document(
        _FILE.of(year), heads, office(year.organisation), margins=TABLE_MARGINS, digits=digits,
        footer=_FOOT, bound_counted=False,
    )  # fmt: skip
    blocks: list[Block] = []
    begins: list[tuple[str, int]] = []
    for text in filing_texts(year):
        blocks += [PageBreak()] if blocks else []
        begins.append((_title(year, text), len(blocks)))
        blocks += _page(context, text, front)
    pages = replace(front, blocks=tuple(blocks))
    return replace(front, bound=(BoundDocument("", pages, further=tuple(begins)),))


def _title(year: YearData, text: FilingText) -> str:
    item = text.filing.item
    return _ITEM.of(year, {"ข้อ": item.code, "ชื่อ": item.title})


def _page(context: ReportContext, text: FilingText, page: Document) -> Iterator[Block]:
    year, item = context.year, text.filing.item
    indicator = year.framework.indicator_by_code[item.indicator]
    yield _ITEM.paragraph(year, "chapter", {"ข้อ": item.code, "ชื่อ": item.title})
    yield INDICATOR.paragraph(year, "note", {"รหัส": indicator.code, "ชื่อ": indicator.name})
    yield _ASKED.paragraph(year, "heading")
    verdicts = _verdicts(year, item) if context.profile is Profile.INTERNAL else {}
    yield from points(item, verdicts)
    if not item.requirements:
        yield from verdicts.values()
    for line in times(year, item):
        yield _TIMES.paragraph(year, "cell", {"ช่วง": line}, mark=BULLET)
    if files := formats(year, item):
        yield _FORMATS.paragraph(year, "cell", {"รูปแบบ": files}, mark=BULLET)
    yield _EVIDENCE.paragraph(year, "heading")
    yield from _links(context, text)
    yield from _files(context, text.filing.files, page)


def _verdicts(year: YearData, item: Item) -> dict[str, Paragraph]:
    """Returns how far each requirement is proved, by code; for the office only."""
    words = dict(zip(Judgement, _JUDGEMENTS.cells(year), strict=False))
    return {
        judgement.point.code: _JUDGED.paragraph(
            year, "note", {"ผล": words.get(judgement.judgement, "")}
        )
        for judgement in judged(year, item)
    }


def _links(context: ReportContext, text: FilingText) -> Iterator[Block]:
    year = context.year
    if text.filing.links:
        code = text.filing.item.code
        rows = tuple(_row(context, code, link) for link in text.filing.links)
        yield Table(_COLUMNS, rows, (_HEADING.heading(year),), whole_rows=True)
    elif not text.nothing:
        yield _NONE.paragraph(year, "cell")
    yield from (paragraph(line, "cell", mark=BULLET) for line in text.nothing)


def _row(context: ReportContext, code: str, link: FiledLink) -> TableRow:
    year = context.year
    lines = [
        paragraph(link.label, "cell", bold=True),
        Paragraph((Run(link.url),), "cell", digits=Digits.ARABIC),
    ]
    if link.published is not None:
        day = {"วันที่": str(long_date(link.published))}
        lines.append(_PUBLISHED.paragraph(year, "cell", day))
    lines += _proof(year, code, link)
    if link.placed_by and context.profile is Profile.INTERNAL:
        lines.append(_PLACED.paragraph(year, "cell", {"ชื่อ": link.placed_by}))
    return TableRow((_code(link), Cell(tuple(lines))))


def _proof(year: YearData, code: str, link: FiledLink) -> Iterator[Paragraph]:
    """Yields what the last check of a link for an item found."""
    last = last_check_of(year, link.url, code)
    if last is None:
        return
    words = dict(zip(LinkState, _STATES.cells(year), strict=False)).get(last.state, "")
    title = _PAGE_TITLE.of(year, {"ชื่อหน้า": last.title}) if last.title else ""
    found = {
        "วันที่": str(long_date(last.day)),
        "ผล": words,
        "ชื่อหน้า": f" {title}" if title else None,
    }
    yield _CHECKED.paragraph(year, "cell", found)
    if last.sha256:
        digest = _DIGEST.of(year, {"ลายนิ้วมือ": last.sha256[:_SHORT_DIGEST]})
        yield Paragraph((Run(digest, wording=_DIGEST.name),), "cell", digits=Digits.ARABIC)


def _files(context: ReportContext, files: Sequence[Evidence], page: Document) -> Iterator[Block]:
    """Yields the kept pictures, and the names of other kept files."""
    photos = [photo for photo in map(partial(_photo, context), files) if photo is not None]
    yield from photo_table(context, photos, page)
    shown = {photo.id for photo in photos}
    for row in files:
        if row.id not in shown:
            yield _FILE_KEPT.paragraph(
                context.year, "cell", {"ชื่อไฟล์": row.file_name or row.title}, mark=BULLET
            )


def _photo(context: ReportContext, row: Evidence) -> Photo | None:
    """Returns a kept file as a photograph; None if it is no picture."""
    data = context.media(row.media) if row.file_name.lower().endswith(_PICTURES) else None
    shape = shape_of(data) if data is not None else None
    if shape is None:
        return None
    wide, high = round(shape * _SCALE), _SCALE
    return Photo(
        id=row.id, entry_id="", media=row.media, width=wide, height=high, caption=shown_title(row)
    )


def _code(link: FiledLink) -> Cell:
    """Returns the code of a web address; an empty cell for others, and for long ones."""
    if not link.is_web or len(link.url) > _LONGEST:
        return Cell((paragraph("", "cell"),))
    code = qr_code(link.url)
    image = Image(code.png, _CODE, _CODE, f"QR {link.url}", code=code)
    return Cell((Paragraph((Run("", image=image),), "picture-line"),), vertical=Vertical.MIDDLE)
