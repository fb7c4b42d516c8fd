"""The table of OIT items and who is responsible for each (ตาราง O1-O30 ผู้รับผิดชอบ).

Form: four columns; the indicator and sub-indicator stand as headings between tables, with the
number of items; a row that goes on over a page repeats its code, and its name with (ต่อ).
"""

from collections.abc import Iterator
from itertools import groupby

from ita_desktop.documents.content import (
    Block,
    Cell,
    Column,
    Document,
    OnBreak,
    Paragraph,
    Row,
    Table,
    cell,
    heading_row,
    paragraph,
)
from ita_desktop.documents.kinds import Lack, Material
from ita_desktop.documents.reports.wording import (
    BULLET,
    HYPHEN,
    ITA_ENGLISH,
    ITA_THAI,
    TABLE_MARGINS,
    fiscal_year,
    foot,
    in_bangkok,
    lacking,
    office,
    owner_cell,
    titles,
)
from ita_desktop.domain.dates import long_date
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.framework import Indicator, Item
from ita_desktop.domain.progress import OIT, oit_items
from ita_desktop.domain.year import YearData

_COLUMNS = (
    Column(7, OnBreak.REPEAT),
    Column(23, OnBreak.REPEAT_CONTINUED),
    Column(48),
    Column(22),
)
_HEADING = (heading_row(("ข้อ", "ข้อมูล", "รายละเอียดข้อมูลที่เผยแพร่", "ผู้รับผิดชอบ")),)


def missing(material: Material) -> list[Lack]:
    """What the table lacks: items, or owners of items."""
    year = material.year
    items = oit_items(year)
    if not items:
        return [Lack("กรอบการประเมินของปีนี้ไม่มีข้อ OIT", remedy="ตรวจที่หน้าตั้งค่า")]
    without = [item.code for item in items if not year.owners_of_item(item.code)]
    if not without:
        return []
    return [
        lacking(
            without,
            "{items} ยังไม่มีผู้รับผิดชอบ",
            "{count} ข้อยังไม่มีผู้รับผิดชอบ เช่น {items}",
            "กำหนดที่หน้างาน OIT",
        )
    ]


def build(material: Material, digits: Digits) -> Document:
    """The table of the year's items in the framework's order."""
    year = material.year
    heads = titles(
        "ตารางการมอบหมายหน้าที่ความรับผิดชอบ",
        ITA_THAI,
        f"{ITA_ENGLISH} {fiscal_year(year)}",
        in_bangkok(year.organisation),
    )
    return Document(
        title=f"ตารางมอบหมายผู้รับผิดชอบ OIT ปีงบประมาณ {year.year}",
        author=office(year.organisation),
        blocks=(*heads, *_groups(year)),
        margins=TABLE_MARGINS,
        digits=digits,
        footer=foot(f"ตารางมอบหมายผู้รับผิดชอบ OIT ปีงบประมาณ {year.year}"),
    )


def _groups(year: YearData) -> Iterator[Block]:
    framework = year.framework
    for indicator in framework.indicators_of(OIT):
        yield _heading(year, indicator, "heading")
        leaves = framework.children(indicator.code)
        for leaf in leaves:
            yield _heading(year, leaf, "subheading")
            yield _table(year, framework.items_of(leaf.code))
        if not leaves:
            yield _table(year, framework.items_of(indicator.code))


def _heading(year: YearData, indicator: Indicator, style: str) -> Paragraph:
    count = len(year.framework.items_of(indicator.code))
    return paragraph(f"ตัวชี้วัดที่ {indicator.code} {indicator.name} จำนวน {count} ข้อมูล", style)


def _table(year: YearData, items: tuple[Item, ...]) -> Table:
    return Table(_COLUMNS, tuple(_row(year, item) for item in items), _HEADING)


def _row(year: YearData, item: Item) -> Row:
    owners = year.owners_of_item(item.code)
    return Row(
        (
            cell(item.code, "cell-center"),
            cell(item.title),
            Cell(tuple(_details(year, item))),
            owner_cell(year, owners, HYPHEN),
        )
    )


def _details(year: YearData, item: Item) -> Iterator[Paragraph]:
    """What must be published: a sub-title for each part, its points below."""
    for part, points in groupby(item.requirements, key=lambda point: point.part):
        if part:
            yield paragraph(part, "cell-part", underline=True)
        for point in points:
            if point.text.startswith("*"):
                yield paragraph(point.text, "cell")
            else:
                yield paragraph(point.text, "cell", mark=BULLET)
    assignment = year.assignment_by_item.get(item.code)
    as_of = long_date(assignment.as_of) if assignment and assignment.as_of else ""
    if as_of and not any(as_of in point.text for point in item.requirements):
        yield paragraph(f"ระบุข้อมูล ณ {as_of}", "cell", mark=BULLET)
