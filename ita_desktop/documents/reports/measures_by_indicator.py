"""The measures of the year by indicator: what is done, when, how it is followed up, by whom."""

from collections.abc import Iterator
from typing import Final

from ita_desktop.documents.content import (
    Column,
    Document,
    Orientation,
    Table,
    heading_row,
    paragraph,
)
from ita_desktop.documents.kinds import Lack, Material
from ita_desktop.documents.reports.measure_lacks import NO_MEASURES, without_owners
from ita_desktop.documents.reports.measure_lines import Lines, Section, of_kind, sections
from ita_desktop.documents.reports.measure_words import lines_of, owner_labels, time_of
from ita_desktop.documents.reports.run_on import run_on
from ita_desktop.documents.reports.shared_cells import Part, shared_rows
from ita_desktop.documents.reports.wording import (
    TABLE_MARGINS,
    fiscal_year,
    foot,
    office,
    titles,
)
from ita_desktop.documents.rich import paragraphs
from ita_desktop.documents.widths import widths
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.records import Measure, MeasureKind

NAME: Final = "measures-by-indicator"
_WIDTHS: Final = (16, 33, 14, 24, 13)
_HEADING: Final = (
    "ตัวชี้วัด",
    "มาตรการ/กิจกรรม/โครงการ",
    "ระยะเวลา\nดำเนินการ",
    "การกำกับติดตาม",
    "ผู้รับผิดชอบ",
)


def missing(material: Material) -> list[Lack]:
    """What the table lacks: measures, or their owners."""
    measures = _measures(material)
    return without_owners(material.year, measures) if measures else [NO_MEASURES]


def build(material: Material, digits: Digits) -> Document:
    """The measures by indicator; those by item where the year has no others."""
    data = material.year
    title = f"มาตรการรายตัวชี้วัด ปีงบประมาณ {data.year}"
    heads = titles(
        "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน จำแนกตามตัวชี้วัด",
        f"ของ{office(data.organisation)} {fiscal_year(data)}",
    )
    return Document(
        title=title,
        author=office(data.organisation),
        blocks=(*heads, paragraph("", "line"), table(material)),
        orientation=Orientation.LANDSCAPE,
        margins=TABLE_MARGINS,
        digits=digits,
        footer=foot(title),
    )


def table(material: Material) -> Table:
    """The table alone."""
    lines = Lines(material, _measures(material))
    parts = [part for section in sections(lines.data) for part in _parts(lines, section)]
    columns = tuple(map(Column, widths(material, NAME, _WIDTHS)))
    return Table(columns, shared_rows(parts), (heading_row(_HEADING),))


def _measures(material: Material) -> tuple[Measure, ...]:
    """Those by indicator, else by item, and with them those of the office's own kinds, which have
    no other table."""
    data = material.year
    listed = {one.id for one in of_kind(data, MeasureKind.INDICATOR, MeasureKind.ITEM)}
    return tuple(one for one in data.measures if one.id in listed or one.kind is MeasureKind.OWN)


def _parts(lines: Lines, section: Section) -> Iterator[tuple[Part, ...]]:
    """A row for each measure; what neighbours have in common they share."""
    measures = lines.section_measures(section)
    methods = run_on([one.method for one in measures])
    followed = run_on([one.monitoring for one in measures])
    for measure, method, monitoring in zip(measures, methods, followed, strict=True):
        owners = owner_labels(lines.data, [measure])
        time = time_of(measure)
        yield (
            Part((paragraph(section.heading, "cell"),), section.code or "-"),
            Part(method),
            Part(paragraphs(time), (section.code, time)),
            Part(monitoring),
            Part(lines_of(owners), (section.code, owners)),
        )
