"""The sheet of what is filed for each OIT item in the system of the assessment.

Form: landscape; a row an item with its links, its explanation numbered by requirement, and the day
of publication.
"""

from collections.abc import Iterator
from typing import Final

from ita_desktop.documents.content import (
    Block,
    Cell,
    ContinuedCell,
    Document,
    Paragraph,
    Run,
    Table,
    TableColumn,
    TableRow,
    cell,
    group_row,
    paragraph,
)
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports.oit.filing_text import FilingText, filing_texts
from ita_desktop.documents.reports.pages import of_tables
from ita_desktop.documents.reports.wording import COLUMNS, FILE, HEADS, missing_items
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.dates import short_date
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.framework import Indicator
from ita_desktop.domain.oit.filing import FiledLink
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.year import YearData

NAME: Final = "oit-filing"
_FILE: Final = wording("oit-filing.file", "ใบยื่นข้อมูล OIT ปีงบประมาณ {ปีงบประมาณ}", title=FILE)
_HEADS: Final = wording(
    "oit-filing.heads",
    """
    ข้อมูลที่ยื่นตามแบบตรวจการเปิดเผยข้อมูลสาธารณะ (OIT)
    {ชื่อการประเมินภาษาไทย} ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    {สำนักงานเขตและจังหวัด}
    """,
    title=HEADS,
)
_HEADING: Final = wording(
    "oit-filing.columns",
    "ข้อ | รายการข้อมูล | ลิงก์ | คำอธิบาย | วันที่เผยแพร่",
    title=COLUMNS,
)
_INDICATOR: Final = wording("oit-filing.indicator", "ตัวชี้วัดที่ {รหัส} {ชื่อ}")
_COLUMNS: Final = (
    TableColumn(6, ContinuedCell.REPEAT),
    TableColumn(20, ContinuedCell.REPEAT_CONTINUED),
    TableColumn(32),
    TableColumn(31),
    TableColumn(11),
)
_NO_ITEMS: Final = MissingData(
    "กรอบการประเมินของปีนี้ไม่มีข้อ OIT", remedy="ตรวจที่หน้าปฏิทินและกรอบของปี", page=PageKey.YEAR
)


def missing(context: ReportContext) -> list[MissingData]:
    """Returns what is missing: items, or links of this year."""
    texts = filing_texts(context.year)
    if not texts:
        return [_NO_ITEMS]
    without = [text.filing.item.code for text in texts if not text.filing.links]
    if not without:
        return []
    return [
        missing_items(
            without,
            "{items} ยังไม่มีลิงก์ของปีนี้",
            "{count} ข้อยังไม่มีลิงก์ของปีนี้ เช่น {items}",
            "ใส่หลักฐานที่หน้างาน OIT",
            PageKey.OIT,
        )
    ]


def build(context: ReportContext, digits: Digits) -> Document:
    """Returns the sheet of all items, by indicator."""
    year = context.year
    blocks: tuple[Block, ...] = (
        *_HEADS.paragraphs(year, "title"),
        Table(_COLUMNS, tuple(_rows(year)), (_HEADING.heading(year),)),
    )
    return of_tables(year, _FILE.of(year), blocks, digits, across=True)


def _rows(year: YearData) -> Iterator[TableRow]:
    group: Indicator | None = None
    for text in filing_texts(year):
        indicator = year.framework.indicator_by_code[text.filing.item.indicator]
        if indicator is not group:
            group = indicator
            about = {"รหัส": indicator.code, "ชื่อ": indicator.name}
            yield group_row(_INDICATOR.of(year, about), len(_COLUMNS))
        yield _row(text)


def _row(text: FilingText) -> TableRow:
    filing = text.filing
    lines = (line for link in filing.links for line in link_lines(link, len(filing.links) > 1))
    points = (paragraph(words, "cell", mark=mark) for mark, words in text.explanation)
    return TableRow(
        (
            cell(filing.item.code, "cell-center"),
            cell(filing.item.title),
            Cell(tuple(lines)),
            Cell(tuple(points)),
            Cell(tuple(_days(text))),
        )
    )


def link_lines(link: FiledLink, labelled: bool) -> Iterator[Paragraph]:
    """Yields the name of a link, where an item has several, and its address."""
    if labelled:
        yield paragraph(link.label, "cell-part")
    yield Paragraph((Run(link.url),), "cell", digits=Digits.ARABIC)


def _days(text: FilingText) -> Iterator[Paragraph]:
    """Yields the days on which the links were published, each once."""
    days = {link.published for link in text.filing.links if link.published is not None}
    if not days and text.filing.published is not None:
        days = {text.filing.published}
    yield from (paragraph(short_date(day), "cell-center") for day in sorted(days))
