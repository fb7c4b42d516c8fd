"""The measures of the year by item: what is done, by whom, how often.

Form: four columns, landscape; a row over all columns names the indicator and is printed again
with the headings on every page; items that share a measure share its cells.
"""

from collections.abc import Iterator

from ita_desktop.documents.content import (
    Cell,
    Column,
    Document,
    OnBreak,
    Orientation,
    Row,
    Table,
    cell,
    group_row,
    heading_row,
    paragraph,
)
from ita_desktop.documents.kinds import Lack, Material
from ita_desktop.documents.reports.wording import (
    TABLE_MARGINS,
    fiscal_year,
    foot,
    lacking,
    office,
    owner_cell,
    titles,
)
from ita_desktop.documents.rich import paragraphs
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.framework import Indicator
from ita_desktop.domain.records import Measure, MeasureItem
from ita_desktop.domain.rich import parse, steps
from ita_desktop.domain.schedule import FREQUENCY_WORDS
from ita_desktop.domain.year import YearData

_COLUMNS = (Column(26), Column(44), Column(15), Column(15))
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
    year = material.year
    if not year.measures:
        return [Lack("ยังไม่มีมาตรการของปีนี้", remedy="เพิ่มที่หน้ามาตรการ")]
    without = [
        _codes(year, measure) for measure in year.measures if not year.owners_of_measure(measure.id)
    ]
    if not without:
        return []
    return [
        lacking(
            without,
            "มาตรการของ {items} ยังไม่มีผู้รับผิดชอบ",
            "{count} มาตรการยังไม่มีผู้รับผิดชอบ เช่นของ {items}",
            "ระบุที่หน้ามาตรการ",
        )
    ]


def build(material: Material, digits: Digits) -> Document:
    """All measures in the order of indicators."""
    year = material.year
    heads = titles(
        "มาตรการ/กิจกรรมส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
        f"ของ{office(year.organisation)} {fiscal_year(year)}",
    )
    table = Table(_COLUMNS, tuple(_rows(year)), _HEADING, repeat_groups=OnBreak.REPEAT)
    return Document(
        title=f"มาตรการรายข้อ ปีงบประมาณ {year.year}",
        author=office(year.organisation),
        blocks=(*heads, paragraph("", "line"), table),
        orientation=Orientation.LANDSCAPE,
        margins=TABLE_MARGINS,
        digits=digits,
        footer=foot(f"มาตรการรายข้อ ปีงบประมาณ {year.year}"),
    )


def _rows(year: YearData) -> Iterator[Row]:
    for indicator in (one for one in year.framework.indicators if not one.parent):
        within = {indicator.code, *(one.code for one in year.framework.children(indicator.code))}
        measures = [measure for measure in year.measures if measure.indicator in within]
        if measures:
            yield group_row(_name(indicator), len(_COLUMNS))
        for measure in measures:
            yield from _measure_rows(year, measure)


def _name(indicator: Indicator) -> str:
    """The indicator's name; those of OIT with the English one, as printed."""
    english = (
        f" ({indicator.name_en})" if indicator.instrument == "OIT" and indicator.name_en else ""
    )
    return f"ตัวชี้วัดที่ {indicator.code} {indicator.name}{english}"


def _measure_rows(year: YearData, measure: Measure) -> Iterator[Row]:
    items = year.items_of_measure(measure.id)
    count = max(len(items), 1)
    shared = (
        Cell(paragraphs(steps(parse(measure.method))), rows=count),
        owner_cell(year, year.owners_of_measure(measure.id), rows=count),
        cell(measure.schedule or FREQUENCY_WORDS.get(measure.frequency, ""), rows=count),
    )
    first = cell(_item(year, items[0])) if items else cell("ทั้งตัวชี้วัด")
    yield Row((first, *shared))
    for item in items[1:]:
        yield Row((cell(_item(year, item)),))


def _item(year: YearData, link: MeasureItem) -> str:
    """Code and question, in the measures table's own words where it has them."""
    item = year.framework.item_by_code.get(link.item_code)
    title = link.title or (item.title if item else "")
    return f"{link.item_code} {title}".strip()


def _codes(year: YearData, measure: Measure) -> str:
    codes = [link.item_code for link in year.items_of_measure(measure.id)]
    return "+".join(codes) or measure.indicator
