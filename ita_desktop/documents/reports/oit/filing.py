"""What is filed for each OIT item in the system of the assessment: its texts, as they are copied,
and the sheet of them.

Form: landscape; a row an item with its links, its explanation numbered by requirement, and the day
of publication.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from ita_desktop.documents import content
from ita_desktop.documents.kinds import MissingData, ReportContext, chose
from ita_desktop.documents.reports.shared import COLUMNS, FILE, HEADS, missing_items, of_tables
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.dates import short_date
from ita_desktop.domain.documents import DocumentOption
from ita_desktop.domain.framework import Indicator
from ita_desktop.domain.oit.filing import FiledLink, FiledPoint, ItemFiling, filing_of
from ita_desktop.domain.oit.proofs import FilingChange, change_since
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.scores.progress import met_requirements, oit_items
from ita_desktop.domain.text import Digits
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
_SINCE: Final = wording("oit-filing.since", "เปลี่ยนหลังยื่น")
_NEVER: Final = wording("oit-filing.never", "ยังไม่เคยยื่น")
_FILED: Final = wording("oit-filing.filed", "ยื่นเมื่อ {วันที่}")
_SAME: Final = wording("oit-filing.same", "ไม่เปลี่ยน")
_ADDED: Final = wording("oit-filing.added", "ลิงก์ใหม่ {จำนวน} แห่ง")
_REMOVED: Final = wording("oit-filing.removed", "ไม่มีแล้ว: {ลิงก์}")
_REWORDED: Final = wording("oit-filing.reworded", "คำอธิบายเปลี่ยน")
_REDATED: Final = wording("oit-filing.redated", "วันที่เผยแพร่เปลี่ยน")
_SINCE_SHARE: Final = 16
"""Share of the optional column of changes."""
_COLUMNS: Final[tuple[content.TableColumn, ...]] = (
    content.TableColumn(6, content.ContinuedCell.REPEAT),
    content.TableColumn(20, content.ContinuedCell.REPEAT_CONTINUED),
    content.TableColumn(32),
    content.TableColumn(31),
    content.TableColumn(11),
)
_NO_ITEMS: Final = MissingData(
    "กรอบการประเมินของปีนี้ไม่มีข้อ OIT", remedy="ตรวจที่หน้าปฏิทินและกรอบของปี", page=PageKey.YEAR, is_all=True
)
_NOTHING: Final = wording("oit-filing.nothing", "{ข้อมูล} ไม่มีข้อมูลในช่วงนี้")


class FilingText(NamedTuple):
    """What is filed of an item, in words with Arabic digits."""

    filing: ItemFiling
    explanation: tuple[tuple[str, str], ...]
    """Numbers (``1.``) and texts of its lines."""
    nothing: tuple[str, ...]
    """Those that state that there is nothing to publish."""

    @property
    def links(self) -> str:
        """All addresses, one a line, as the system's form takes them."""
        return "\n".join(dict.fromkeys(link.url for link in self.filing.links))

    @property
    def words(self) -> str:
        """The explanation with its numbers, a point a line."""
        return "\n".join(f"{mark} {text}" for mark, text in self.explanation)


def filing_texts(data: YearData) -> tuple[FilingText, ...]:
    """Returns what there is to file of each OIT item of a year, in the framework's order."""
    met = met_requirements(data)
    return tuple(_text(data, filing_of(data, item, met)) for item in oit_items(data))


def _text(data: YearData, filing: ItemFiling) -> FilingText:
    lines = [(f"{point.number}.", _words(data, point)) for point in filing.points]
    nothing = (_words(data, point) for point in filing.points if point.nothing)
    return FilingText(filing, tuple(lines), tuple(nothing))


def _words(data: YearData, point: FiledPoint) -> str:
    return _NOTHING.of(data, {"ข้อมูล": point.text}) if point.nothing else point.text


def change_of(data: YearData, text: FilingText) -> FilingChange:
    """Returns how what there is to file of an item differs from what was filed last, which had the
    notes of the office, too."""
    if data.whole is not None:
        data = data.whole
        text = _text(data, filing_of(data, text.filing.item, met_requirements(data)))
    filed = data.filings_of(text.filing.item.code)
    last = filed[-1] if filed else None
    return change_since(last, text.links, text.words, text.filing.published)


def missing(context: ReportContext) -> Iterator[MissingData]:
    """Yields what is missing: items, or links of this year."""
    texts = filing_texts(context.year)
    if not texts:
        yield _NO_ITEMS
    without = [
        text.filing.item.code
        for text in texts
        if not any(link.is_web for link in text.filing.links) and not text.nothing
    ]
    filings = [text.filing for text in texts]
    says_nothing = not any(one.links or one.points or one.files for one in filings)
    for gap in missing_items(
        without,
        "{items} ยังไม่มีลิงก์ของปีนี้",
        "{count} ข้อยังไม่มีลิงก์ของปีนี้ เช่น {items}",
        "ใส่หลักฐานที่หน้างาน OIT",
        PageKey.OIT,
    ):
        yield replace(gap, is_all=says_nothing)


def build(context: ReportContext, digits: Digits) -> content.Document:
    """Returns the sheet of all items, by indicator."""
    year = context.year
    since = chose(context, NAME, DocumentOption.CHANGES_SINCE)
    blocks: tuple[content.Block, ...] = (
        *_HEADS.paragraphs(year, "title"),
        _table(year, since=since),
    )
    return of_tables(year, _FILE.of(year), blocks, digits, across=True)


def _table(year: YearData, *, since: bool) -> content.Table:
    heading, columns = _HEADING.heading(year), _COLUMNS
    if since:
        left = (100 - _SINCE_SHARE) / 100
        narrowed = (replace(column, share=column.share * left) for column in _COLUMNS)
        columns = (*narrowed, content.TableColumn(_SINCE_SHARE))
        heading = content.TableRow((*heading.cells, *_SINCE.heading(year).cells))
    return content.Table(columns, tuple(_rows(year, len(columns), since=since)), (heading,))


def _changes(year: YearData, text: FilingText) -> Iterator[content.Paragraph]:
    """Yields when an item was filed, and what changed since."""
    change = change_of(year, text)
    if change.last is None:
        yield _NEVER.paragraph(year, "cell")
        return
    yield _FILED.paragraph(year, "cell", {"วันที่": str(short_date(change.last.filed))})
    if not change.has_changed:
        yield _SAME.paragraph(year, "cell")
    if change.added:
        yield _ADDED.paragraph(year, "cell", {"จำนวน": str(len(change.added))})
    for link in change.removed:
        yield _REMOVED.paragraph(year, "cell", {"ลิงก์": link})
    if change.explanation:
        yield _REWORDED.paragraph(year, "cell")
    if change.published:
        yield _REDATED.paragraph(year, "cell")


def _rows(year: YearData, columns: int, *, since: bool) -> Iterator[content.TableRow]:
    group: Indicator | None = None
    for text in filing_texts(year):
        indicator = year.framework.indicator_by_code[text.filing.item.indicator]
        if indicator is not group:
            group = indicator
            about = {"รหัส": indicator.code, "ชื่อ": indicator.name}
            yield content.group_row(_INDICATOR.of(year, about), columns)
        changes = (content.Cell(tuple(_changes(year, text))),) if since else ()
        yield content.TableRow((*_cells(text), *changes))


def _cells(text: FilingText) -> tuple[content.Cell, ...]:
    filing = text.filing
    lines = (line for link in filing.links for line in link_lines(link, len(filing.links) > 1))
    points = (content.paragraph(words, "cell", mark=mark) for mark, words in text.explanation)
    return (
        content.cell(filing.item.code, "cell-center"),
        content.cell(filing.item.title),
        content.Cell(tuple(lines)),
        content.Cell(tuple(points)),
        content.Cell(tuple(_days(text))),
    )


def link_lines(link: FiledLink, labelled: bool) -> Iterator[content.Paragraph]:
    """Yields the name of a link, where an item has several, and its address."""
    if labelled:
        yield content.paragraph(link.label, "cell-part")
    yield content.Paragraph((content.Run(link.url),), "cell", digits=Digits.ARABIC)


def _days(text: FilingText) -> Iterator[content.Paragraph]:
    """Yields the days on which the links were published, each once."""
    days = {link.published for link in text.filing.links if link.published is not None}
    if not days and text.filing.published is not None:
        days = {text.filing.published}
    yield from (content.paragraph(short_date(day), "cell-center") for day in sorted(days))
