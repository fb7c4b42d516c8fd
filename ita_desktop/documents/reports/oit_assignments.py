"""The table of OIT items and who is responsible for each (ตาราง O1-O30 ผู้รับผิดชอบ).

Form: four columns; the indicator and sub-indicator stand as headings between tables, with the
number of items; a row that goes on over a page repeats its code, and its name with (ต่อ).
"""

from collections.abc import Iterator
from dataclasses import replace

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
from ita_desktop.documents.reports.item_words import as_of, formats, formats_said, points
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
from ita_desktop.domain.dates import short_date
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.framework import Indicator, Item
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.progress import OIT, oit_items
from ita_desktop.domain.records import Unit
from ita_desktop.domain.shares import codes_of
from ita_desktop.domain.year import YearData

_COLUMNS = (
    Column(7, OnBreak.REPEAT),
    Column(23, OnBreak.REPEAT_CONTINUED),
    Column(48),
    Column(22),
)
_CAPTIONS = ("ข้อ", "ข้อมูล", "รายละเอียดข้อมูลที่เผยแพร่", "ผู้รับผิดชอบ")
_DUE, _DUE_SHARE = "กำหนดส่ง", 12
"""The column that the office may add, and its share of the width, which the others yield."""


def missing(material: Material) -> list[Lack]:
    """What the table lacks: items, or owners of items; of one unit, items that are its own."""
    year, unit = material.year, chosen(material)
    items = [one for one in oit_items(year) if _is_wanted(material, one.code)]
    if not oit_items(year):
        return [Lack("กรอบการประเมินของปีนี้ไม่มีข้อ OIT", remedy="ตรวจที่หน้าตั้งค่า", page=PageKey.SETTINGS)]
    if unit is not None:
        if codes_of(year, unit):
            return []
        return [Lack("{unit} ยังไม่ได้รับมอบหมายข้อ OIT", {"unit": unit.name}, "กำหนดที่หน้างาน OIT")]
    without = [item.code for item in items if not year.owners_of_item(item.code)]
    if not without:
        return []
    return [
        lacking(
            without,
            "{items} ยังไม่มีผู้รับผิดชอบ",
            "{count} ข้อยังไม่มีผู้รับผิดชอบ เช่น {items}",
            "กำหนดที่หน้างาน OIT",
            PageKey.OIT,
        )
    ]


def _is_wanted(material: Material, code: str) -> bool:
    return material.items is None or code in material.items


def chosen(material: Material) -> Unit | None:
    """The unit whose items are listed; None for those of all."""
    return material.year.unit_by_id.get(material.subject)


def build(material: Material, digits: Digits) -> Document:
    """The table of the year's items in the framework's order, or of those of one unit, or of those
    that are named."""
    year, unit = material.year, chosen(material)
    of_unit = (f"ส่วนที่{unit.name}รับผิดชอบ",) if unit is not None else ()
    wanted = _wanted(material, unit)
    of_some = () if material.items is None else (f"เฉพาะ {len(wanted)} ข้อที่เลือก",)
    heads = titles(
        "ตารางการมอบหมายหน้าที่ความรับผิดชอบ",
        *of_unit,
        *of_some,
        ITA_THAI,
        f"{ITA_ENGLISH} {fiscal_year(year)}",
        in_bangkok(year.organisation),
    )
    title = f"ตารางมอบหมายผู้รับผิดชอบ OIT ปีงบประมาณ {year.year}"
    if unit is not None:
        title = f"{title} {unit.name}"
    return Document(
        title=title,
        author=office(year.organisation),
        blocks=(*heads, *_groups(material, wanted)),
        margins=TABLE_MARGINS,
        digits=digits,
        footer=foot(title),
    )


def _wanted(material: Material, unit: Unit | None) -> frozenset[str]:
    """The codes of the items that the table has."""
    year = material.year
    codes = {one.code for one in oit_items(year)} if unit is None else codes_of(year, unit)
    return frozenset(one for one in codes if _is_wanted(material, one))


def _groups(material: Material, wanted: frozenset[str]) -> Iterator[Block]:
    framework = material.year.framework
    whole = chosen(material) is None and material.items is None

    def items_of(code: str) -> tuple[Item, ...]:
        return tuple(one for one in framework.items_of(code) if one.code in wanted)

    for indicator in framework.indicators_of(OIT):
        leaves = framework.children(indicator.code)
        if whole or items_of(indicator.code):
            yield _heading(indicator, len(items_of(indicator.code)), "heading")
        for leaf in leaves:
            if whole or items_of(leaf.code):
                yield _heading(leaf, len(items_of(leaf.code)), "subheading")
                yield _table(material, items_of(leaf.code))
        if not leaves and (whole or items_of(indicator.code)):
            yield _table(material, items_of(indicator.code))


def _heading(indicator: Indicator, count: int, style: str) -> Paragraph:
    return paragraph(f"ตัวชี้วัดที่ {indicator.code} {indicator.name} จำนวน {count} ข้อมูล", style)


def _table(material: Material, items: tuple[Item, ...]) -> Table:
    due = material.with_due
    rows = tuple(_row(material.year, item, due=due) for item in items)
    if not due:
        return Table(_COLUMNS, rows, (heading_row(_CAPTIONS),))
    left = (100 - _DUE_SHARE) / 100
    columns = (*(replace(one, share=one.share * left) for one in _COLUMNS), Column(_DUE_SHARE))
    return Table(columns, rows, (heading_row((*_CAPTIONS, _DUE)),))


def _row(year: YearData, item: Item, *, due: bool) -> Row:
    owners = year.owners_of_item(item.code)
    assignment = year.assignment_by_item.get(item.code)
    day = assignment.due if assignment is not None else None
    dated = (cell(short_date(day) if day is not None else "", "cell-center"),) if due else ()
    return Row(
        (
            cell(item.code, "cell-center"),
            cell(item.title),
            Cell(tuple(_details(year, item))),
            owner_cell(year, owners, HYPHEN),
            *dated,
        )
    )


def _details(year: YearData, item: Item) -> Iterator[Paragraph]:
    """What must be published, in which formats and as of when, where its points do not say so."""
    yield from points(item)
    files = formats(item)
    if files and not formats_said(item):
        yield paragraph(f"รูปแบบ: {files}", "cell", mark=BULLET)
    day = as_of(year, item)
    if day and not any(day in point.text for point in item.requirements):
        yield paragraph(f"ระบุข้อมูล ณ {day}", "cell", mark=BULLET)
