"""The year's measures by item: method, owners, frequency.

Form: four columns, landscape; an indicator is a row over all columns, repeated with the headings on
every page; items with the same measure share its cells. If all of them already have rows of other
measures, they are one row with their codes.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from ita_desktop.documents.content import (
    ContinuedCell,
    Document,
    Table,
    TableColumn,
    TableRow,
    group_row,
    paragraph,
)
from ita_desktop.documents.kinds import MissingData, ReportContext, chose, widths
from ita_desktop.documents.reports.measures import words
from ita_desktop.documents.reports.measures.lines import (
    ELSEWHERE_HEADING,
    CellPart,
    numbered_paragraphs,
    paragraphs_once,
    shared_key,
    shared_rows,
    source_line,
)
from ita_desktop.documents.reports.measures.service_chapters import NO_MEASURES as NO_MEASURES_TEXT
from ita_desktop.documents.reports.shared import (
    COLUMNS,
    ENGLISH,
    FILE,
    HEADS,
    INDICATOR,
    OIT_INDICATOR,
    english_name,
    of_tables,
    owner_cell,
)
from ita_desktop.documents.rich import paragraphs
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.documents import DocumentOption
from ita_desktop.domain.framework import Indicator
from ita_desktop.domain.measure_cells import METHOD, OWNERS, SCHEDULE, items_of_measure, text_of
from ita_desktop.domain.records import Measure, MeasureItem, MeasureKind
from ita_desktop.domain.scores.progress import OIT
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData

NAME = "measures-by-item"
_WIDTHS = (26, 44, 15, 15)
_FILE = wording("measures-by-item.file", "มาตรการรายข้อ ปีงบประมาณ {ปีงบประมาณ}", title=FILE)
_HEADS = wording(
    "measures-by-item.heads",
    """
    มาตรการ/กิจกรรมส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน
    ของ{สำนักงานเขต} ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    """,
    title=HEADS,
)
_HEADING = wording(
    "measures-by-item.columns",
    "ตัวชี้วัด | วิธีการปฏิบัติ<br>ตามมาตรการ/กิจกรรมส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
    " | หน่วยงานที่<br>รับผิดชอบ | ระยะเวลา<br>ดำเนินการ",
    title=COLUMNS,
)


def missing(context: ReportContext) -> Iterable[MissingData]:
    """Returns what is missing: measures, or their owners."""
    measures = _measures(context.year)
    return words.without_owners(context.year, measures) if measures else [words.NO_MEASURES]


def build(context: ReportContext, digits: Digits) -> Document:
    """Returns all measures in the order of indicators."""
    year = context.year
    heads = _HEADS.paragraphs(year, "title")
    return of_tables(
        year, _FILE.of(year), (*heads, paragraph("", "line"), table(context)), digits, as_list=True
    )


def table(context: ReportContext) -> Table:
    """Returns the table without its heading."""
    columns = tuple(map(TableColumn, widths(context, NAME, _WIDTHS)))
    rows = NO_MEASURES_TEXT.unless(_rows(context), context.year, len(_WIDTHS))
    return Table(
        columns, rows, (_HEADING.heading(context.year),), repeat_groups=ContinuedCell.REPEAT
    )


def _measures(year: YearData) -> list[Measure]:
    return [measure for measure in year.measures if measure.kind is MeasureKind.ITEM]


def _rows(context: ReportContext) -> Iterator[TableRow]:
    year = context.year
    measures = _measures(year)
    within: set[str] = set()
    for indicator in (indicator for indicator in year.framework.indicators if not indicator.parent):
        codes = {indicator.code, *(child.code for child in year.framework.children(indicator.code))}
        within |= codes
        yield from _group(
            context,
            _name(year, indicator),
            [measure for measure in measures if measure.indicator in codes],
        )
    left = [measure for measure in measures if measure.indicator not in within]
    yield from _group(context, ELSEWHERE_HEADING.of(year), left)


def _group(context: ReportContext, name: str, measures: Sequence[Measure]) -> Iterator[TableRow]:
    if not measures:
        return
    year = context.year
    running = (
        f"steps-{measures[0].id}" if chose(context, NAME, DocumentOption.RUNNING_NUMBERS) else ""
    )
    texts = [measure.method for measure in measures]
    methods = paragraphs_once(
        measures, METHOD, texts, partial(numbered_paragraphs, running=running)
    )
    named: set[str] = set()
    lines: list[tuple[CellPart, ...]] = []
    for measure, method in zip(measures, methods, strict=True):
        items = year.items_of_measure(measure.id)
        codes = items_of_measure(year, measure)
        topics = [_item(year, item) for item in items] or [words.WHOLE_INDICATOR.of(year)]
        if typed := text_of(codes):
            titles = {item.title for item in items}
            topics = [words.coded(typed, titles.pop() if len(titles) == 1 else "")]
        elif len(codes) > 1 and named.issuperset(codes):
            topics = [words.code_ranges(codes, [item.code for item in year.framework.items])]
        named |= set(codes)
        owners = owner_cell(year, measure, year.owners_of_measure(measure.id)).paragraphs
        shared = (
            CellPart(
                (*method, *source_line(year, measure)),
                shared_key((measure,), METHOD, (measure.method, measure.source)),
            ),
            CellPart(owners, shared_key((measure,), OWNERS, owners)),
            CellPart(
                paragraphs(words.time_of(measure)),
                shared_key((measure,), SCHEDULE, words.time_of(measure)),
            ),
        )
        lines += [(CellPart(words.lines_of((topic,))), *shared) for topic in topics]
    yield group_row(name, len(_WIDTHS))
    yield from shared_rows(lines)


def _name(year: YearData, indicator: Indicator) -> str:
    """Returns the indicator's name; that of OIT in English, too, where it was asked for."""
    called = {"รหัส": indicator.code, "ชื่อ": indicator.name}
    if indicator.instrument != OIT:
        return INDICATOR.of(year, called)
    return OIT_INDICATOR.of(year, {**called, ENGLISH: english_name(indicator)}).strip()


def _item(year: YearData, link: MeasureItem) -> str:
    """Returns code and text of an item; the text as entered in the measures table, if any."""
    item = year.framework.item_by_code.get(link.item_code)
    title = link.title or (item.title if item else "")
    return words.coded(link.item_code, title)
