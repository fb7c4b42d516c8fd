"""Who has handed in what, and when: a row for each source of each district, what sources say
otherwise, and who has handed in nothing."""

from collections.abc import Iterator
from typing import Final

from ita_desktop.documents.content import Block, Document, Table, TableColumn, TableRow, heading_row
from ita_desktop.documents.reports.city import words
from ita_desktop.documents.reports.results.figures import NONE
from ita_desktop.domain.city.districts import short_name
from ita_desktop.domain.city.handed_in import DistrictHandedIn, HandedIn, HandedInKind, handed_in
from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.text import Digits

KINDS: Final = {
    HandedInKind.WORKSPACE: Phrase("แฟ้มงาน"),
    HandedInKind.REPORT: Phrase("ไฟล์ผลการประเมิน"),
    HandedInKind.SHEET: Phrase("ตารางรวมหลายเขต"),
    HandedInKind.SERVER: Phrase("งานร่วม"),
}
NOTHING: Final = Phrase("ยังไม่ส่ง")
_DIFFERENCES: Final = "คะแนนที่แหล่งข้อมูลบอกต่างกัน"
_HEADS: Final = ("เขต", "ส่งอะไร", "แหล่งข้อมูล", "วันที่ของไฟล์", words.TOTAL_NAME, "คะแนนรายข้อ",
                 "มาตรการ", "ใช้อย่างไร", "ต่างจากที่ใช้")  # fmt: skip
_OTHER_HEADS: Final = ("เขต", "รหัส", "ที่ใช้", "จาก", "อีกแหล่งบอก", "จาก")


def title(context: words.CityContext) -> str:
    """Returns the name of the paper."""
    return f"การส่งข้อมูลของเขต ปีงบประมาณ {context.fiscal_year}"


def build(context: words.CityContext, digits: Digits) -> Document:
    """Returns who has handed in what of a fiscal year."""
    rows = handed_in(context.city, context.fiscal_year)
    missing = [short_name(row.name) for row in rows if not row.sources]
    present = len(rows) - len(missing)
    blocks: list[Block] = [words.line(f"มีข้อมูลของปีนี้ {present} เขต {NOTHING} {len(missing)} เขต")]
    if missing:
        blocks.append(words.line(f"{NOTHING}: {' '.join(missing)}"))
    blocks += [words.line(""), _table(rows)]
    if others := [other for row in rows for other in _differing(row)]:
        columns = tuple(map(TableColumn, (20, 10, 11, 24, 11, 24)))
        others_table = Table(columns, tuple(others), (heading_row(_OTHER_HEADS),), whole_rows=True)
        blocks += [words.heading(_DIFFERENCES), others_table]
    blocks += words.problem_blocks(context)
    about = f"{words.CITY} ประจำปีงบประมาณ พ.ศ. {context.fiscal_year}"
    return words.document(context, title(context), about, blocks, digits)


def _table(rows: tuple[DistrictHandedIn, ...]) -> Table:
    columns = tuple(map(TableColumn, (15, 13, 20, 11, 10, 8, 8, 17, 9)))
    lines = tuple(made for row in rows for made in _rows(row))
    return Table(columns, lines, (heading_row(_HEADS),), whole_rows=True)


def _rows(row: DistrictHandedIn) -> Iterator[TableRow]:
    name = short_name(row.name)
    if not row.sources:
        none = words.count_cell(None)
        yield words.plain_row(name, NOTHING, NONE, NONE, none, none, none, NONE, none)
    for source in row.sources:
        yield words.plain_row(
            name,
            KINDS[source.kind],
            words.file_name(source.year.place),
            day_phrase(source),
            words.score_cell(source.year.total),
            words.count_cell(source.scores),
            words.count_cell(source.measures),
            _use(source),
            words.count_cell(len(source.differs) if not source.counts else None),
        )


def day_phrase(source: HandedIn) -> str:
    """Returns the day of a source's file; a shared workspace is read as it is now."""
    return short_date(source.day) if source.day is not None else Phrase("ตอนที่อ่าน")


def use_phrase(source: HandedIn) -> Phrase:
    """Returns what a source is used for."""
    if source.counts:
        return Phrase("ใช้คะแนน")
    return Phrase("ใช้มาตรการและกำหนดส่ง") if source.gives_work else Phrase("ไม่ได้ใช้")


def _use(source: HandedIn) -> str:
    use = use_phrase(source)
    return f"{use} ({words.source_of(source.year)})" if source.counts else use


def _differing(row: DistrictHandedIn) -> Iterator[TableRow]:
    used = next((source for source in row.sources if source.counts), None)
    for source in row.sources:
        for other in source.differs if used is not None else ():
            yield words.plain_row(
                short_name(row.name),
                words.TOTAL_NAME if other.code == TOTAL else other.code,
                words.figure(other.used),
                words.file_name(used.year.place) if used is not None else NONE,
                words.figure(other.other),
                words.file_name(source.year.place),
            )
