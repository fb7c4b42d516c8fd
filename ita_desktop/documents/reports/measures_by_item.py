"""The measures of the year by item: what is done, by whom, how often.

Form: four columns, landscape; a row over all columns names the indicator and is printed again
with the headings on every page; items that share a measure share its cells.
"""

import re
from collections.abc import Iterator

from ita_desktop.documents.content import (
    Cell,
    Column,
    Document,
    Orientation,
    Paragraph,
    Row,
    Table,
    cell,
    group_row,
    heading_row,
    paragraph,
)
from ita_desktop.documents.kinds import Lack, Material
from ita_desktop.documents.reports.wording import (
    HYPHEN,
    TABLE_MARGINS,
    fiscal_year,
    foot,
    lacking,
    office,
    owner_cell,
    titles,
)
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.framework import Indicator
from ita_desktop.domain.records import Measure, MeasureItem
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
_STEP = re.compile(r"^([0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*[.)])\s*(.*)$")
_POINT = re.compile(r"^[-–•]\s*(.*)$")


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
    table = Table(_COLUMNS, tuple(_rows(year)), _HEADING, repeat_groups=True)
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
        Cell(tuple(_steps(measure.method)), rows=count),
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


def _steps(method: str) -> Iterator[Paragraph]:
    """The steps with their numbers; steps without numbers get them, a single one a hyphen."""
    lines = [line.strip() for line in method.split("\n") if line.strip()]
    numbered = any(_STEP.match(line) for line in lines)
    tops = [line for line in lines if not _POINT.match(line)]
    number = 0
    for line in lines:
        if step := _STEP.match(line):
            yield paragraph(step[2], "cell", mark=step[1])
        elif point := _POINT.match(line):
            yield paragraph(point[1], "cell", mark=HYPHEN, level=1 if tops else 0)
        elif numbered:
            yield paragraph(line, "cell")
        elif len(tops) == 1:
            yield paragraph(line, "cell", mark=HYPHEN)
        else:
            number += 1
            yield paragraph(line, "cell", mark=f"{number}.")
