"""The table of OIT items with their owners (ตาราง O1-O30 ผู้รับผิดชอบ).

Form: four columns; indicators and sub-indicators are headings between tables, with the number of
items; a row that continues on the next page repeats its code, and its name with (ต่อ).
"""

from collections.abc import Iterator
from dataclasses import replace

from ita_desktop.documents import content
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports.oit import item_words
from ita_desktop.documents.reports.shared import (
    BULLET,
    COLUMNS,
    FILE,
    HEADS,
    HYPHEN,
    missing_items,
    of_tables,
    owner_cell,
)
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.dates import fiscal_year_bounds, short_date
from ita_desktop.domain.framework import Indicator, Item
from ita_desktop.domain.oit.parts import open_words
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.records import Unit
from ita_desktop.domain.scores.progress import OIT, ItemProgress, item_progress, oit_items
from ita_desktop.domain.text import Digits, to_arabic
from ita_desktop.domain.tracking.deliveries import unowned_items
from ita_desktop.domain.tracking.units import codes_of
from ita_desktop.domain.year import YearData

_COLUMNS = (
    content.TableColumn(7, content.ContinuedCell.REPEAT),
    content.TableColumn(23, content.ContinuedCell.REPEAT_CONTINUED),
    content.TableColumn(48),
    content.TableColumn(22),
)
_FILE = wording(
    "oit-assignments.file",
    "ตารางมอบหมายผู้รับผิดชอบ OIT ปีงบประมาณ {ปีงบประมาณ}{ของหน่วยงาน}",
    title=FILE,
)
_HEADS = wording(
    "oit-assignments.heads",
    """
    ตารางการมอบหมายหน้าที่ความรับผิดชอบ
    {ส่วนของหน่วยงาน}
    {เฉพาะข้อที่เลือก}
    {ชื่อการประเมินภาษาไทย}
    {ชื่อการประเมินภาษาอังกฤษ} ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    {สำนักงานเขตและจังหวัด}
    """,
    title=HEADS,
)
_OF_UNIT = wording("oit-assignments.unit", "ส่วนที่{หน่วยงาน}รับผิดชอบ")
_OF_SOME = wording("oit-assignments.some", "เฉพาะ {จำนวน} ข้อที่เลือก")
_INDICATOR = wording("oit-assignments.indicator", "ตัวชี้วัดที่ {รหัส} {ชื่อ} จำนวน {จำนวน} ข้อมูล")
_CAPTIONS = wording(
    "oit-assignments.columns",
    "ข้อ | ข้อมูล | รายละเอียดข้อมูลที่เผยแพร่ | ผู้รับผิดชอบ",
    title=COLUMNS,
)
_DUE, _DUE_SHARE = wording("oit-assignments.due", "กำหนดส่ง"), 12
"""The optional due date column, and its share of the width."""
_FORMATS = wording("oit-assignments.formats", "รูปแบบ: {รูปแบบ}")
MISSING_EVIDENCE = wording("oit-assignments.lacking", "ยังไม่มีหลักฐานของ {หน่วยงาน}")
_AS_OF = wording("oit-assignments.as-of", "ระบุข้อมูล ณ {วันที่}")


def missing(context: ReportContext) -> Iterator[MissingData]:
    """Yields what is missing: items, or owners; for a unit, items assigned to it."""
    year, unit = context.year, chosen(context)
    if not oit_items(year):
        yield MissingData(
            "กรอบการประเมินของปีนี้ไม่มีข้อ OIT",
            remedy="ตรวจที่หน้าปฏิทินและกรอบของปี",
            page=PageKey.YEAR,
            is_all=True,
        )
    elif unit is None:
        yield from missing_items(
            [item.code for item in unowned_items(year) if _is_wanted(context, item.code)],
            "{items} ยังไม่มีผู้รับผิดชอบ",
            "{count} ข้อยังไม่มีผู้รับผิดชอบ เช่น {items}",
            "กำหนดที่หน้างาน OIT",
            PageKey.OIT,
        )
    elif not codes_of(year, unit):
        yield MissingData("{unit} ยังไม่ได้รับมอบหมายข้อ OIT", {"unit": unit.name}, "กำหนดที่หน้างาน OIT")


def _is_wanted(context: ReportContext, code: str) -> bool:
    return context.items is None or code in context.items


def chosen(context: ReportContext) -> Unit | None:
    """Returns the unit whose items are listed; None for all units."""
    return context.year.unit_by_id.get(context.subject)


def build(context: ReportContext, digits: Digits) -> content.Document:
    """Returns the table of the year's items in the framework's order, restricted to those of a unit
    or to the items of ``context``."""
    year, unit = context.year, chosen(context)
    wanted = _wanted(context, unit)
    of_unit = _OF_UNIT.of(year, {"หน่วยงาน": unit.name}) if unit is not None else None
    of_some = None
    if context.items is not None:
        of_some = _OF_SOME.of(year, {"จำนวน": str(len(wanted))})
    heads = _HEADS.paragraphs(year, "title", {"ส่วนของหน่วยงาน": of_unit, "เฉพาะข้อที่เลือก": of_some})
    title = called(context)
    return of_tables(year, title, (*heads, *_groups(context, wanted)), digits)


def called(context: ReportContext) -> str:
    """Returns the title of the file."""
    unit = chosen(context)
    whose = f" {unit.name}" if unit is not None else None
    return _FILE.of(context.year, {"ของหน่วยงาน": whose})


def _wanted(context: ReportContext, unit: Unit | None) -> frozenset[str]:
    """Returns the codes of the items in the table."""
    year = context.year
    codes = {item.code for item in oit_items(year)} if unit is None else codes_of(year, unit)
    return frozenset(code for code in codes if _is_wanted(context, code))


def _groups(context: ReportContext, wanted: frozenset[str]) -> Iterator[content.Block]:
    framework = context.year.framework
    whole = chosen(context) is None and context.items is None

    def items_of(code: str) -> tuple[Item, ...]:
        return tuple(item for item in framework.items_of(code) if item.code in wanted)

    for indicator in framework.indicators_of(OIT):
        leaves = framework.children(indicator.code)
        if whole or items_of(indicator.code):
            yield _heading(context.year, indicator, len(items_of(indicator.code)), "heading")
        for leaf in leaves:
            if whole or items_of(leaf.code):
                yield _heading(context.year, leaf, len(items_of(leaf.code)), "subheading")
                yield _table(context, items_of(leaf.code))
        if not leaves and (whole or items_of(indicator.code)):
            yield _table(context, items_of(indicator.code))


def _heading(data: YearData, indicator: Indicator, count: int, style: str) -> content.Paragraph:
    values = {"รหัส": indicator.code, "ชื่อ": indicator.name, "จำนวน": str(count)}
    return _INDICATOR.paragraph(data, style, values)


def _table(context: ReportContext, items: tuple[Item, ...]) -> content.Table:
    due = context.with_due
    progress = item_progress(context.year, fiscal_year_bounds(context.year.year)[0])
    rows = tuple(_row(context, progress[item.code], due=due) for item in items)
    if not due:
        return content.Table(_COLUMNS, rows, (_CAPTIONS.heading(context.year),))
    left = (100 - _DUE_SHARE) / 100
    columns = (
        *(replace(column, share=column.share * left) for column in _COLUMNS),
        content.TableColumn(_DUE_SHARE),
    )
    heading = (*_CAPTIONS.heading(context.year).cells, *_DUE.heading(context.year).cells)
    return content.Table(columns, rows, (content.TableRow(heading),))


def _row(context: ReportContext, progress: ItemProgress, *, due: bool) -> content.TableRow:
    year, item = context.year, progress.item
    owners = year.owners_of_item(item.code)
    assignment = year.assignment_by_item.get(item.code)
    day = assignment.due if assignment is not None else None
    dated = (
        (content.cell(short_date(day) if day is not None else "", "cell-center"),) if due else ()
    )
    return content.TableRow(
        (
            content.cell(item.code, "cell-center"),
            content.cell(item.title),
            content.Cell((*detail_lines(year, item), *_missing(context, progress))),
            owner_cell(year, assignment, owners, HYPHEN),
            *dated,
        )
    )


def detail_lines(year: YearData, item: Item) -> Iterator[content.Paragraph]:
    """Yields the content to publish, with formats and as-of date unless its points state them. The
    office's own text says all of it but a day that was typed beside it."""
    own = item_words.own_details(year, item)
    yield from item_words.details(year, item)
    files = item_words.formats(year, item)
    if files and not own and not item_words.names_formats(item):
        yield _FORMATS.paragraph(year, "cell", {"รูปแบบ": files}, mark=BULLET)
    assignment = year.assignment_by_item.get(item.code)
    day = "" if own and not (assignment and assignment.as_of) else item_words.as_of(year, item)
    said = [to_arabic(own)] if own else [point.text for point in item.requirements]
    if day and not any(day in text for text in said):
        yield _AS_OF.paragraph(year, "cell", {"วันที่": day}, mark=BULLET)


def _missing(context: ReportContext, progress: ItemProgress) -> Iterator[content.Paragraph]:
    """Yields which units have not delivered an item that others have; in the list of one unit, only
    that one."""
    unit = chosen(context)
    rows = (row for row in progress.open_rows if unit is None or row.unit in {None, unit})
    words = open_words(progress.item, rows)
    if words:
        yield MISSING_EVIDENCE.paragraph(context.year, "cell", {"หน่วยงาน": words}, mark=BULLET)
