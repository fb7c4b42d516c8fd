"""The scores of a year: instruments, indicators, items, total, level, and what the next one needs.

Official figures stand beside computed ones; a difference is shown, never mended. Of OIT items the
computed figure is the office's own mark.
"""

from collections.abc import Iterator
from decimal import Decimal

from ita_desktop.documents.content import (
    Block,
    Column,
    Document,
    OnBreak,
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
    ITA_ENGLISH,
    ITA_THAI,
    TABLE_MARGINS,
    fiscal_year,
    foot,
    in_bangkok,
    needs,
    office,
    titles,
)
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.progress import FULL_MARK, tree_of
from ita_desktop.domain.scoring import ScoreNode, ScoreTree

_CODE, _FIGURE = 10, 16
"""Parts of a hundred of the width."""
_COLUMNS = (Column(_CODE), Column(42), Column(_FIGURE), Column(_FIGURE), Column(_FIGURE))
_NONE = "-"


def missing(material: Material) -> list[Lack]:
    """What the summary lacks: scores of instruments."""
    year = material.year
    unknown = [node.code for node in tree_of(year).instruments if node.value is None]
    if not unknown:
        return []
    return [
        Lack("ยังไม่มีคะแนน {instruments}", {"instruments": " ".join(unknown)}, remedy="กรอกที่หน้าคะแนน")
    ]


def build(material: Material, digits: Digits) -> Document:
    """The whole tree, from the total down to the items."""
    year = material.year
    tree = tree_of(year)
    heads = titles(
        "สรุปผลคะแนน" + ITA_THAI,
        f"{ITA_ENGLISH} {fiscal_year(year)}",
        in_bangkok(year.organisation),
    )
    return Document(
        title=f"สรุปผลคะแนน ITA ปีงบประมาณ {year.year}",
        author=office(year.organisation),
        blocks=(
            *heads,
            paragraph("1. ผลการประเมินในภาพรวม", "heading"),
            _instruments(tree),
            *_level(tree),
            paragraph("2. คะแนนจำแนกตามตัวชี้วัด", "heading"),
            _indicators(tree),
            paragraph("3. คะแนนจำแนกตามข้อ", "heading"),
            *_items(tree),
        ),
        margins=TABLE_MARGINS,
        digits=digits,
        footer=foot(f"สรุปผลคะแนน ITA ปีงบประมาณ {year.year}"),
    )


def _instruments(tree: ScoreTree) -> Table:
    heading = heading_row(("เครื่องมือ", "แบบประเมิน", "คะแนนทางการ", "คะแนนที่คำนวณ", "คะแนนตาม\nน้ำหนัก"))
    rows = [
        _row(node, f"{node.name}\n(น้ำหนักร้อยละ {_short(node.weight)})", node.weighted)
        for node in tree.instruments
    ]
    total = tree.total
    last = Row(
        (
            cell("รวม", "cell-center", bold=True),
            cell("คะแนนรวม ITA", bold=True),
            *(cell(_figure(one), "cell-number", bold=True) for one in _figures(total, total.value)),
        )
    )
    return Table(_COLUMNS, (*rows, last), (heading,))


def _indicators(tree: ScoreTree) -> Table:
    heading = heading_row(("ตัวชี้วัด", "ชื่อตัวชี้วัด", "คะแนนทางการ", "คะแนนที่คำนวณ", "ผลต่าง"))
    rows = []
    for instrument in tree.instruments:
        rows.append(_group(instrument))
        rows += [
            _row(node, node.name, node.difference)
            for node in tree.indicators
            if any(above.code == instrument.code for above in tree.ancestors(node.code))
        ]
    return Table(_COLUMNS, tuple(rows), (heading,), repeat_groups=OnBreak.REPEAT)


def _items(tree: ScoreTree) -> Iterator[Block]:
    for instrument in tree.instruments:
        nodes = [
            node
            for node in tree.items
            if any(above.code == instrument.code for above in tree.ancestors(node.code))
        ]
        if nodes:
            yield paragraph(f"{instrument.code} {instrument.name}", "subheading")
            yield _item_table(nodes, instrument.code)


def _item_table(nodes: list[ScoreNode], instrument: str) -> Block:
    """The items with the kinds of figures that are known, differences where both are."""
    own = "คะแนนที่\nประเมินเอง" if instrument == "OIT" else "คะแนนที่กรอก"
    figures = [
        (title, of)
        for title, of in (("คะแนนทางการ", "official"), (own, "computed"), ("ผลต่าง", "difference"))
        if any(getattr(node, of) is not None for node in nodes)
    ]
    if not figures:
        return paragraph("ยังไม่มีคะแนนรายข้อ", "line")
    columns = (
        Column(_CODE),
        Column(100 - _CODE - _FIGURE * len(figures)),
        *(Column(_FIGURE) for _figure in figures),
    )
    rows = tuple(
        Row(
            (
                cell(node.code, "cell-center"),
                cell(node.name),
                *(cell(_figure(getattr(node, of)), "cell-number") for _title, of in figures),
            )
        )
        for node in nodes
    )
    heading = heading_row(("ข้อ", "รายการ", *(title for title, _of in figures)))
    return Table(columns, rows, (heading,))


def _group(node: ScoreNode) -> Row:
    return group_row(f"{node.code} {node.name}", len(_COLUMNS))


def _row(node: ScoreNode, name: str, last: Decimal | None) -> Row:
    figures = (cell(_figure(one), "cell-number") for one in _figures(node, last))
    return Row((cell(node.code, "cell-center"), cell(name), *figures))


def _figures(node: ScoreNode, last: Decimal | None) -> tuple[Decimal | None, ...]:
    return node.official, node.computed, last


def _figure(value: Decimal | None) -> str:
    return _NONE if value is None else f"{value:,.2f}"


def _short(value: Decimal | None) -> str:
    return _NONE if value is None else f"{value.normalize():f}"


def _level(tree: ScoreTree) -> Iterator[Paragraph]:
    """The level reached and what keeps from the next better one."""
    result = tree.level
    if result.level is None:
        unknown = " ".join(node.code for node in tree.instruments if node.value is None)
        part = " ".join(node.code for node in tree.instruments if node.known < FULL_MARK)
        reason = f" เพราะคะแนน {part} ยังไม่ครบ" if part else ""
        reason = f" เพราะยังไม่มีคะแนน {unknown}" if unknown else reason
        yield paragraph(f"ระดับผลการประเมิน : ยังสรุปไม่ได้{reason}", "subheading")
        return
    yield paragraph(f"ระดับผลการประเมิน : {result.level.name}", "subheading")
    if result.next_level is None:
        return
    yield paragraph(f"สิ่งที่ต้องเพิ่มเพื่อให้ถึงระดับ{result.next_level.name}", "line")
    for blocked in result.blocks_next:
        yield paragraph(needs(blocked), "line", mark=HYPHEN)
