"""The measures of the year by indicator: what is done, when, how it is followed up, by whom."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from ita_desktop.documents.content import (
    Column,
    Document,
    Table,
    paragraph,
)
from ita_desktop.documents.kinds import Lack, Material
from ita_desktop.documents.reports.measures.lacks import NO_MEASURES, without_owners
from ita_desktop.documents.reports.measures.lines import Lines, Section, of_kind, sections
from ita_desktop.documents.reports.measures.shared_cells import (
    Part,
    shared_key,
    shared_rows,
    told_once,
)
from ita_desktop.documents.reports.measures.words import lines_of, owner_labels, time_of
from ita_desktop.documents.reports.pages import of_tables
from ita_desktop.documents.reports.wording import (
    COLUMNS,
    FILE,
    HEADS,
)
from ita_desktop.documents.text.rich import paragraphs
from ita_desktop.documents.widths import widths
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.measures.shared_cells import METHOD, MONITORING, OWNERS, SCHEDULE
from ita_desktop.domain.records import Measure, MeasureKind

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


def missing(material: Material) -> list[Lack]:
    """What the table lacks: measures, or their owners."""
    measures = _measures(material)
    return without_owners(material.year, measures) if measures else [NO_MEASURES]


def build(material: Material, digits: Digits) -> Document:
    """The measures by indicator; those by item where the year has no others."""
    data = material.year
    title = _FILE.of(data)
    heads = _HEADS.paragraphs(data, "title")
    return of_tables(
        data, title, (*heads, paragraph("", "line"), table(material)), digits, as_list=True
    )


def table(material: Material) -> Table:
    """The table alone."""
    lines = Lines(material, _measures(material), NAME)
    parts = [part for section in sections(lines.data) for part in _parts(lines, section)]
    columns = tuple(map(Column, widths(material, NAME, _WIDTHS)))
    return Table(columns, shared_rows(parts), (_HEADING.heading(lines.data),))


def _measures(material: Material) -> tuple[Measure, ...]:
    """Those by indicator, else by item, and with them those of the office's own kinds, which have
    no other table."""
    data = material.year
    listed = {one.id for one in of_kind(data, MeasureKind.INDICATOR, MeasureKind.ITEM)}
    return tuple(one for one in data.measures if one.id in listed or one.kind is MeasureKind.OWN)


def _parts(lines: Lines, section: Section) -> Iterator[tuple[Part, ...]]:
    """A row for each measure; what was shared or merged is one cell."""
    measures = lines.section_measures(section)
    texts, monitored = [one.method for one in measures], [one.monitoring for one in measures]
    steps, follow_ups = (partial(lines.told, section, what=what) for what in ("steps", "follow-up"))
    methods = told_once(measures, METHOD, texts, steps)
    followed = told_once(measures, MONITORING, monitored, follow_ups)
    for measure, method, monitoring in zip(measures, methods, followed, strict=True):
        owners = owner_labels(lines.data, [measure])
        time = time_of(measure)
        yield (
            Part((paragraph(section.heading, "cell"),), ("name", section.code)),
            Part(method, shared_key((measure,), METHOD, measure.method)),
            Part(paragraphs(time), shared_key((measure,), SCHEDULE, time)),
            Part(monitoring, shared_key((measure,), MONITORING, measure.monitoring)),
            Part(lines_of(owners), shared_key((measure,), OWNERS, owners)),
        )
