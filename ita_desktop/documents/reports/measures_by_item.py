"""The measures of the year by item: what is done, by whom, how often.

Form: four columns, landscape; a row over all columns names the indicator and is printed again
with the headings on every page; items that share a measure share its cells. Where they all have
rows of other measures already, they are one row, named by their codes.
"""

from collections.abc import Iterator, Sequence

from ita_desktop.documents.content import (
    Cell,
    Column,
    Document,
    OnBreak,
    Orientation,
    Row,
    Table,
    group_row,
    heading_row,
    paragraph,
)
from ita_desktop.documents.kinds import Lack, Material
from ita_desktop.documents.reports.measure_lacks import NO_MEASURES, without_owners
from ita_desktop.documents.reports.measure_lines import ELSEWHERE_HEADING
from ita_desktop.documents.reports.measure_words import (
    WHOLE_INDICATOR,
    code_ranges,
    coded,
    lines_of,
    time_of,
)
from ita_desktop.documents.reports.wording import (
    TABLE_MARGINS,
    fiscal_year,
    foot,
    office,
    owner_cell,
    titles,
)
from ita_desktop.documents.rich import paragraphs
from ita_desktop.documents.widths import widths
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.framework import Indicator
from ita_desktop.domain.records import Measure, MeasureItem, MeasureKind
from ita_desktop.domain.rich import parse, steps
from ita_desktop.domain.year import YearData

NAME = "measures-by-item"
_WIDTHS = (26, 44, 15, 15)
_HEADING = (
    heading_row(
        (
            "ตัวชี้วัด",
            "วิธีการปฏิบัติ\nตามมาตรการ/กิจกรรมส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
            "หน่วยงานที่\nรับผิดชอบ",
            "ระยะเวลา\nดำเนินการ",
        )
    ),
)


def missing(material: Material) -> list[Lack]:
    """What the table lacks: measures, their owners, or items without one."""
    measures = _measures(material.year)
    return without_owners(material.year, measures) if measures else [NO_MEASURES]


def build(material: Material, digits: Digits) -> Document:
    """All measures in the order of indicators."""
    year = material.year
    heads = titles(
        "มาตรการ/กิจกรรมส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
        f"ของ{office(year.organisation)} {fiscal_year(year)}",
    )
    return Document(
        title=f"มาตรการรายข้อ ปีงบประมาณ {year.year}",
        author=office(year.organisation),
        blocks=(*heads, paragraph("", "line"), table(material)),
        orientation=Orientation.LANDSCAPE,
        margins=TABLE_MARGINS,
        digits=digits,
        footer=foot(f"มาตรการรายข้อ ปีงบประมาณ {year.year}"),
    )


def table(material: Material) -> Table:
    """The table alone."""
    columns = tuple(map(Column, widths(material, NAME, _WIDTHS)))
    rows = tuple(_rows(material.year))
    return Table(columns, rows, _HEADING, repeat_groups=OnBreak.REPEAT)


def _measures(year: YearData) -> list[Measure]:
    return [one for one in year.measures if one.kind is MeasureKind.ITEM]


def _rows(year: YearData) -> Iterator[Row]:
    measures = _measures(year)
    within: set[str] = set()
    for indicator in (one for one in year.framework.indicators if not one.parent):
        codes = {indicator.code, *(one.code for one in year.framework.children(indicator.code))}
        within |= codes
        yield from _group(
            year, _name(indicator), [one for one in measures if one.indicator in codes]
        )
    yield from _group(
        year, ELSEWHERE_HEADING, [one for one in measures if one.indicator not in within]
    )


def _group(year: YearData, name: str, measures: Sequence[Measure]) -> Iterator[Row]:
    if measures:
        yield group_row(name, len(_WIDTHS))
    named: set[str] = set()
    for measure in measures:
        items = year.items_of_measure(measure.id)
        codes = [item.item_code for item in items]
        if len(codes) > 1 and named.issuperset(codes):
            order = [item.code for item in year.framework.items]
            yield from _measure_rows(year, measure, [code_ranges(codes, order)])
        else:
            yield from _measure_rows(year, measure, [_item(year, item) for item in items])
        named |= set(codes)


def _name(indicator: Indicator) -> str:
    """The indicator's name; those of OIT with the English one, as printed."""
    english = (
        f" ({indicator.name_en})" if indicator.instrument == "OIT" and indicator.name_en else ""
    )
    return f"ตัวชี้วัดที่ {indicator.code} {indicator.name}{english}"


def _measure_rows(year: YearData, measure: Measure, topics: Sequence[str]) -> Iterator[Row]:
    """One row for each of ``topics``, with the measure's cells beside all of them."""
    count = max(len(topics), 1)
    shared = (
        Cell(paragraphs(steps(parse(measure.method))), rows=count),
        owner_cell(year, year.owners_of_measure(measure.id), rows=count),
        Cell(paragraphs(time_of(measure)), rows=count),
    )
    first, *others = topics or (WHOLE_INDICATOR,)
    yield Row((Cell(lines_of((first,))), *shared))
    for topic in others:
        yield Row((Cell(lines_of((topic,))),))


def _item(year: YearData, link: MeasureItem) -> str:
    """Code and question, in the measures table's own words where it has them."""
    item = year.framework.item_by_code.get(link.item_code)
    title = link.title or (item.title if item else "")
    return coded(link.item_code, title)
