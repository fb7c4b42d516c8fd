"""The table of OIT items and who is responsible for each (ตาราง O1-O30 ผู้รับผิดชอบ).

Form: four columns; the indicator and sub-indicator stand as headings between tables, with the
number of items; a row that goes on over a page repeats its code, and its name with (ต่อ).
"""

from collections.abc import Iterator

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
_HEADING = (heading_row(("ข้อ", "ข้อมูล", "รายละเอียดข้อมูลที่เผยแพร่", "ผู้รับผิดชอบ")),)


def missing(material: Material) -> list[Lack]:
    """What the table lacks: items, or owners of items; of one unit, items that are its own."""
    year, unit = material.year, chosen(material)
    items = oit_items(year)
    if not items:
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


def chosen(material: Material) -> Unit | None:
    """The unit whose items are listed; None for those of all."""
    return material.year.unit_by_id.get(material.subject)


def build(material: Material, digits: Digits) -> Document:
    """The table of the year's items in the framework's order, or of those of one unit."""
    year, unit = material.year, chosen(material)
    of_unit = (f"ส่วนที่{unit.name}รับผิดชอบ",) if unit is not None else ()
    heads = titles(
        "ตารางการมอบหมายหน้าที่ความรับผิดชอบ",
        *of_unit,
        ITA_THAI,
        f"{ITA_ENGLISH} {fiscal_year(year)}",
        in_bangkok(year.organisation),
    )
    title = f"ตารางมอบหมายผู้รับผิดชอบ OIT ปีงบประมาณ {year.year}"
    if unit is not None:
        title = f"{title} {unit.name}"
    wanted = None if unit is None else frozenset(codes_of(year, unit))
    return Document(
        title=title,
        author=office(year.organisation),
        blocks=(*heads, *_groups(year, wanted)),
        margins=TABLE_MARGINS,
        digits=digits,
        footer=foot(title),
    )


def _groups(year: YearData, wanted: frozenset[str] | None) -> Iterator[Block]:
    framework = year.framework

    def items_of(code: str) -> tuple[Item, ...]:
        found = framework.items_of(code)
        return tuple(one for one in found if wanted is None or one.code in wanted)

    for indicator in framework.indicators_of(OIT):
        leaves = framework.children(indicator.code)
        if wanted is None or items_of(indicator.code):
            yield _heading(indicator, len(items_of(indicator.code)), "heading")
        for leaf in leaves:
            if wanted is None or items_of(leaf.code):
                yield _heading(leaf, len(items_of(leaf.code)), "subheading")
                yield _table(year, items_of(leaf.code))
        if not leaves and (wanted is None or items_of(indicator.code)):
            yield _table(year, items_of(indicator.code))


def _heading(indicator: Indicator, count: int, style: str) -> Paragraph:
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
    """What must be published, in which formats and as of when, where its points do not say so."""
    yield from points(item)
    files = formats(item)
    if files and not formats_said(item):
        yield paragraph(f"รูปแบบ: {files}", "cell", mark=BULLET)
    day = as_of(year, item)
    if day and not any(day in point.text for point in item.requirements):
        yield paragraph(f"ระบุข้อมูล ณ {day}", "cell", mark=BULLET)
