"""The year's measures by indicator: method, time, follow-up and owners."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from ita_desktop.documents.content import Document, Table, TableColumn, paragraph
from ita_desktop.documents.kinds import MissingData, ReportContext, widths
from ita_desktop.documents.reports.measures import words
from ita_desktop.documents.reports.measures.lines import (
    CellPart,
    IndicatorSection,
    MeasureLines,
    of_kind,
    paragraphs_once,
    sections,
    shared_key,
    shared_rows,
    source_line,
)
from ita_desktop.documents.reports.measures.service_chapters import NO_MEASURES as NO_MEASURES_TEXT
from ita_desktop.documents.reports.shared import COLUMNS, FILE, HEADS, of_tables
from ita_desktop.documents.rich import paragraphs
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.measure_cells import METHOD, MONITORING, OWNERS, SCHEDULE
from ita_desktop.domain.records import Measure, MeasureKind
from ita_desktop.domain.text import Digits

NAME: Final = "measures-by-indicator"
_WIDTHS: Final = (16, 33, 14, 24, 13)
_FILE: Final = wording(
    "measures-by-indicator.file", "มาตรการรายตัวชี้วัด ปีงบประมาณ {ปีงบประมาณ}", title=FILE
)
_HEADS: Final = wording(
    "measures-by-indicator.heads",
    """
    มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน จำแนกตามตัวชี้วัด
    ของ{สำนักงานเขต} ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    """,
    title=HEADS,
)
_HEADING: Final = wording(
    "measures-by-indicator.columns",
    "ตัวชี้วัด | มาตรการ/กิจกรรม/โครงการ | ระยะเวลา<br>ดำเนินการ | การกำกับติดตาม | ผู้รับผิดชอบ",
    title=COLUMNS,
)


def missing(context: ReportContext) -> Iterable[MissingData]:
    """Returns what is missing: measures, or their owners."""
    measures = _measures(context)
    return words.without_owners(context.year, measures) if measures else [words.NO_MEASURES]


def build(context: ReportContext, digits: Digits) -> Document:
    """Returns the measures by indicator; those by item if there are no others."""
    data = context.year
    title = _FILE.of(data)
    heads = _HEADS.paragraphs(data, "title")
    return of_tables(
        data, title, (*heads, paragraph("", "line"), table(context)), digits, as_list=True
    )


def table(context: ReportContext) -> Table:
    """Returns the table without its heading."""
    lines = MeasureLines(context, _measures(context), NAME)
    parts = [part for section in sections(lines.data) for part in _parts(lines, section)]
    columns = tuple(map(TableColumn, widths(context, NAME, _WIDTHS)))
    rows = NO_MEASURES_TEXT.unless(shared_rows(parts), lines.data, len(_WIDTHS))
    return Table(columns, rows, (_HEADING.heading(lines.data),))


def _measures(context: ReportContext) -> tuple[Measure, ...]:
    """Returns the measures by indicator, else those by item, and measures of the office's own
    kinds, which are in no other table."""
    data = context.year
    listed = {measure.id for measure in of_kind(data, MeasureKind.INDICATOR, MeasureKind.ITEM)}
    return tuple(
        measure
        for measure in data.measures
        if measure.id in listed or measure.kind is MeasureKind.OWN
    )


def _parts(lines: MeasureLines, section: IndicatorSection) -> Iterator[tuple[CellPart, ...]]:
    """Yields a row per measure; shared values are merged cells."""
    measures = lines.section_measures(section)
    texts, monitored = (
        [measure.method for measure in measures],
        [measure.monitoring for measure in measures],
    )
    steps, follow_ups = (
        partial(lines.numbered_paragraphs, section, what=what) for what in ("steps", "follow-up")
    )
    methods = paragraphs_once(measures, METHOD, texts, steps)
    followed = paragraphs_once(measures, MONITORING, monitored, follow_ups)
    for measure, method, monitoring in zip(measures, methods, followed, strict=True):
        owners = words.owner_labels(lines.data, [measure])
        time = words.time_of(measure)
        yield (
            CellPart((paragraph(section.heading, "cell"),), ("name", section.code)),
            CellPart(
                (*method, *source_line(lines.data, measure)),
                shared_key((measure,), METHOD, (measure.method, measure.source)),
            ),
            CellPart(paragraphs(time), shared_key((measure,), SCHEDULE, time)),
            CellPart(monitoring, shared_key((measure,), MONITORING, measure.monitoring)),
            CellPart(words.lines_of(owners), shared_key((measure,), OWNERS, owners)),
        )
