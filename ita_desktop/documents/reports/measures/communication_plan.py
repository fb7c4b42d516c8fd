"""The plan for communication with internal and external stakeholders, by indicator, in five
columns.

Form: one row per question, without numbers or merged cells, texts repeated in each row; rows are
not split, and indicators not repeated on a new page. OIT items with the same measure are one row.
Photographs follow on pages of their own.
"""

from collections.abc import Iterator
from typing import Final

from ita_desktop.documents import content
from ita_desktop.documents.kinds import MissingData, ReportContext, widths
from ita_desktop.documents.reports.measures import words
from ita_desktop.documents.reports.measures.lines import (
    IndicatorSection,
    MeasureLine,
    MeasureLines,
    sections,
    typed,
)
from ita_desktop.documents.reports.measures.service_chapters import NO_MEASURES
from ita_desktop.documents.reports.shared import (
    COLUMNS,
    FILE,
    HEADS,
    TABLE_MARGINS,
    of_tables,
    photo_table,
    photos_of,
)
from ita_desktop.documents.rich import paragraphs
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.records import Measure, MeasureKind
from ita_desktop.domain.scores.progress import OIT
from ita_desktop.domain.text import Digits

NAME: Final = "communication-plan"
_WIDTHS: Final = (24, 30, 16, 14, 16)
_HEADING: Final = wording(
    "communication-plan.columns",
    "ประเด็นการประเมิน | มาตรการ/กิจกรรม | ระยะเวลาดำเนินการ | ผู้รับผิดชอบ | การกำกับติดตาม",
    title=COLUMNS,
)
_FILE: Final = wording(
    "communication-plan.file", "มาตรการสื่อสารสร้างการรับรู้ ปีงบประมาณ {ปีงบประมาณ}", title=FILE
)
_HEADS: Final = wording(
    "communication-plan.heads",
    """
    มาตรการ/กิจกรรมในการสื่อสารสร้างการรับรู้ต่อผู้มีส่วนได้ส่วนเสียภายใน
    และผู้มีส่วนได้ส่วนเสียภายนอกตามตัวชี้วัด
    """,
    title=HEADS,
)
_WHOSE: Final = wording(
    "communication-plan.whose", "ของ{สำนักงานเขต} ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}"
)


def missing(context: ReportContext) -> Iterator[MissingData]:
    """Yields what is missing: communication measures for each indicator, and their owners."""
    data = context.year
    measures = _measures(context)
    if not measures:
        yield MissingData(
            "ยังไม่มีมาตรการสื่อสารสร้างการรับรู้ของปีนี้",
            remedy="เพิ่มที่หน้ามาตรการ",
            page=PageKey.MEASURES,
            is_all=True,
        )
        return
    lines = MeasureLines(context, measures, NAME, analysis=False)
    without = [
        section.code
        for section in sections(data)
        if section.code and not lines.section_measures(section)
    ]
    yield from words.without_owners(data, measures)
    if without:
        yield MissingData(
            "ยังไม่มีมาตรการสื่อสารของตัวชี้วัดที่ {items}",
            {"items": " ".join(without)},
            "เพิ่มที่หน้ามาตรการ",
            PageKey.MEASURES,
        )


def build(context: ReportContext, digits: Digits) -> content.Document:
    """Returns the table, followed by the photographs."""
    data = context.year
    title = _FILE.of(data)
    heads = (*_HEADS.paragraphs(data, "title"), *_WHOSE.paragraphs(data, "title"))
    return of_tables(
        data, title, (*heads, content.paragraph("", "line"), *body(context)), digits, as_list=True
    )


def body(context: ReportContext) -> Iterator[content.Block]:
    """Yields the table, and the photographs on pages of their own."""
    data = context.year
    yield table(context)
    photos = photos_of(data, _measures(context))
    if photos:
        yield content.PageBreak()
        yield from _HEADS.paragraphs(data, "title")
        page = content.Document(
            "", (), orientation=content.Orientation.LANDSCAPE, margins=TABLE_MARGINS
        )
        yield from photo_table(context, photos, page)


def table(context: ReportContext) -> content.Table:
    """Returns the table without its heading."""
    lines = MeasureLines(context, _measures(context), NAME, analysis=False)
    rows: list[content.TableRow] = []
    for section in sections(lines.data):
        of_section = list(_rows(lines, section))
        if of_section:
            rows += [content.group_row(section.heading, len(_WIDTHS)), *of_section]
    columns = tuple(map(content.TableColumn, widths(context, NAME, _WIDTHS)))
    shown = NO_MEASURES.unless(rows, lines.data, len(_WIDTHS))
    return content.Table(columns, shown, (_HEADING.heading(lines.data),), whole_rows=True)


def _measures(context: ReportContext) -> list[Measure]:
    return [
        measure for measure in context.year.measures if measure.kind is MeasureKind.COMMUNICATION
    ]


def _rows(lines: MeasureLines, section: IndicatorSection) -> Iterator[content.TableRow]:
    """Yields a row per question and measure; OIT items of the same measures are one row."""
    codes = [code for code in lines.codes(section) if code in lines.measures_of]
    if section.instrument == OIT:
        together: dict[tuple[str, ...], list[str]] = {}
        for code in codes:
            together.setdefault(
                tuple(measure.id for measure in lines.measures_of[code]), []
            ).append(code)
        groups = [tuple(of) for of in together.values()]
    else:
        groups = lines.questions(codes)
    for of in groups:
        line = lines.line(of)
        for measure in line.measures:
            yield _row(lines, section, line, measure)
    for measure in lines.whole_measures(section):
        every = tuple(item.code for item in lines.data.framework.items_of(section.code))
        about = every if section.instrument == OIT and every else ()
        yield _row(lines, section, MeasureLine(about, None, (), ()), measure)


def _row(
    lines: MeasureLines, section: IndicatorSection, line: MeasureLine, measure: Measure
) -> content.TableRow:
    texts: tuple[tuple[content.Paragraph, ...], ...] = (
        words.lines_of((words.unscored(lines, section, line),)),
        typed(measure.method),
        paragraphs(words.time_of(measure)),
        words.lines_of(words.owner_labels(lines.data, [measure])),
        typed(measure.monitoring),
    )
    return content.TableRow(tuple(map(content.Cell, texts)))
