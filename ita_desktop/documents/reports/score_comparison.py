"""Two years side by side: what rose and what fell, item to item where the meaning goes on."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ita_desktop.documents.content import (
    Block,
    Cell,
    Column,
    Document,
    Row,
    Table,
    cell,
    heading_row,
    paragraph,
)
from ita_desktop.documents.formulas import Difference
from ita_desktop.documents.kinds import Lack, Material
from ita_desktop.documents.reports.analysis_words import compared
from ita_desktop.documents.reports.figures import (
    change,
    indicator_bars,
    picture,
    score,
    signed,
)
from ita_desktop.documents.reports.wording import (
    HYPHEN,
    ITA_ENGLISH,
    ITA_THAI,
    TABLE_MARGINS,
    foot,
    in_bangkok,
    level_name,
    office,
    titles,
)
from ita_desktop.domain.comparing import MOST, Compared, Comparison
from ita_desktop.domain.crosswalk import Relation
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.figure_words import both
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.progress import tree_of
from ita_desktop.domain.year import YearData
from ita_desktop.pictures.charts import Bar, Bars

_COLUMNS = (Column(16), Column(42), Column(14), Column(14), Column(14))


def missing(material: Material) -> list[Lack]:
    """What the comparison lacks: one of the years, or scores in it."""
    year, previous = material.year, material.previous
    if previous is None:
        return [Lack("ไม่มีปีก่อนหน้าในแฟ้มให้เปรียบเทียบ", remedy="เพิ่มปีหรือนำเข้าผลของปีก่อนที่หน้าคะแนน")]
    return [
        Lack("ยังไม่มีคะแนนของปี {year}", {"year": one.year}, remedy="กรอกหรือนำเข้าที่หน้าคะแนน")
        for one in (year, previous)
        if not _scored(one)
    ]


def _scored(year: YearData) -> bool:
    return any(node.value is not None for node in tree_of(year).nodes.values())


def build(material: Material, digits: Digits) -> Document:
    """The whole comparison; without a year before it says that there is none."""
    year, previous = material.year, material.previous
    beside = f" กับปี {previous.year}" if previous is not None else ""
    title = f"เปรียบเทียบคะแนน ITA ปี {year.year}{beside}"
    heads = titles(
        "เปรียบเทียบผล" + ITA_THAI,
        f"{ITA_ENGLISH} ปีงบประมาณ พ.ศ. {year.year}{beside.replace('ปี', 'ปีงบประมาณ พ.ศ.')}",
        in_bangkok(year.organisation),
    )
    if previous is None:
        body: tuple[Block, ...] = (paragraph("ไม่มีปีก่อนหน้าในแฟ้ม จึงไม่มีคะแนนให้เปรียบเทียบ"),)
    else:
        body = tuple(_body(year, previous, compared(year, previous)))
    return Document(
        title=title,
        author=office(year.organisation),
        blocks=(*heads, *body),
        margins=TABLE_MARGINS,
        digits=digits,
        footer=foot(title),
    )


def _body(year: YearData, previous: YearData, found: Comparison) -> Iterator[Block]:
    yield paragraph("1. คะแนนรวมและคะแนนรายเครื่องมือ", "heading")
    yield paragraph(_levels(year, previous))
    whole = (found.total, *found.instruments)
    yield from _bars(found, whole)
    yield _table(found, "เครื่องมือ", whole)
    yield paragraph("2. คะแนนรายตัวชี้วัด", "heading")
    if any(one.change is not None for one in found.indicators):
        years = (found.year, found.other)
        yield picture(indicator_bars(tree_of(year), tree_of(previous), years, year.target))
        yield paragraph("", "line")
    yield _table(found, "ตัวชี้วัด", found.indicators)
    yield paragraph("3. สิ่งที่เพิ่มขึ้นและลดลงมากที่สุด", "heading")
    yield from _moved(found)
    yield paragraph("4. คะแนนรายข้อที่เนื้อหาต่อเนื่องกัน", "heading")
    if found.items:
        yield _table(found, "ข้อ", found.items)
    else:
        yield paragraph("ไม่มีข้อที่เนื้อหาต่อเนื่องกันระหว่างสองปีนี้ จึงเปรียบเทียบได้ถึงระดับตัวชี้วัด")
    if found.moved:
        yield paragraph("5. ข้อที่ถูกรวมหรือแยก วางไว้ข้างกันโดยไม่คิดผลต่าง", "heading")
        yield _table(found, "ข้อ", found.moved)
    if found.apart:
        number = 6 if found.moved else 5
        yield paragraph(f"{number}. ข้อที่เปรียบเทียบไม่ได้", "heading")
        yield paragraph(
            f"ข้อของปี {found.year} ที่ไม่มีข้อตรงกันในปี {found.other} มี {len(found.apart)} ข้อ "
            f"ได้แก่ {' '.join(found.apart)}"
        )


def _levels(year: YearData, previous: YearData) -> str:
    told = []
    for one in (previous, year):
        tree = tree_of(one)
        level = tree.level.level
        total = f"{tree.total.value:.2f} คะแนน" if tree.total.value is not None else "ยังไม่มีคะแนนรวม"
        reached = level_name(level) if level is not None else "ยังสรุประดับไม่ได้"
        told.append(f"ปี {one.year} {total} {reached}")
    same = previous.framework.levels.code == year.framework.levels.code
    note = "" if same else " (สองปีนี้ใช้เกณฑ์ระดับคนละชุด)"
    return both(told) + note


def _bars(found: Comparison, rows: Sequence[Compared]) -> Iterator[Block]:
    if all(one.now is None and one.before is None for one in rows):
        return
    bars = tuple(Bar(_name(one), one.now, one.before) for one in rows)
    title = f"คะแนนรวมและรายเครื่องมือ ปี {found.year} เทียบกับปี {found.other}"
    yield picture(Bars(title, bars, None, f"ปี {found.year}", f"ปี {found.other}"))
    yield paragraph("", "line")


def _name(one: Compared) -> str:
    return "คะแนนรวม ITA" if one.code == TOTAL else f"{one.code} {one.name}"


def _table(found: Comparison, what: str, rows: Sequence[Compared]) -> Table:
    heads = (what, "รายการ", f"ปี {found.other}", f"ปี {found.year}", "เพิ่ม/ลด")
    made = tuple(_row(one) for one in rows)
    return Table(_COLUMNS, made, (heading_row(heads),))


def _row(one: Compared) -> Row:
    code = one.code if one.was == one.code else f"{one.code} (เดิม {one.was})"
    name = "คะแนนรวม" if one.code == TOTAL else one.name
    places = [f"{one.was}>{one.code}.{when}" for when in ("ก่อน", "นี้")]
    return Row(
        (
            cell(code, "cell-center"),
            cell(name),
            score(one.before, places[0]),
            score(one.now, places[1]),
            _difference(one, places),
        )
    )


def _difference(one: Compared, places: Sequence[str]) -> Cell:
    """Items that were merged or split have no difference: their scores are of unlike things."""
    if one.relation in {Relation.MERGED, Relation.SPLIT}:
        return cell("รวมข้อ" if one.relation is Relation.MERGED else "แยกข้อ", "cell-center")
    return change(one.change, Difference(places[1], places[0]))


def _moved(found: Comparison) -> Iterator[Block]:
    indicators = [one for one in found.indicators if "." not in one.code]
    for word, sign in (("เพิ่มขึ้น", 1), ("ลดลง", -1)):
        rows = [*_most(indicators, sign), *_most(found.items, sign)]
        yield paragraph(f"{word}มากที่สุด", "subheading")
        if not rows:
            yield paragraph(f"ไม่มีคะแนนที่{word}", "line")
        for one in rows:
            before, now = one.before or Decimal(0), one.now or Decimal(0)
            yield paragraph(
                f"{_place(one)} {one.name} จาก {before:.2f} เป็น {now:.2f} "
                f"({signed(one.change)} คะแนน)",
                "line",
                mark=HYPHEN,
            )


def _most(rows: Sequence[Compared], sign: int) -> list[Compared]:
    """What moved most in one direction."""
    moved = [one for one in rows if (one.change or Decimal(0)) * sign > 0]
    return sorted(moved, key=lambda one: -(one.change or Decimal(0)) * sign)[:MOST]


def _place(one: Compared) -> str:
    return f"ตัวชี้วัดที่ {one.code}" if one.code[:1].isdecimal() else f"ข้อ {one.code}"
