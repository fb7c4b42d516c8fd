"""The official report of a year's result: its tables in their order and form.

Form: portrait; a cover part with score, level and criteria; respondents; scores by indicator and by
item; answers; departments; kinds of service. A figure that the official report did not print is
computed and marked. Sections that the form always has say so where nothing is known; questions
about the respondents themselves are left out then, as the form leaves them out.
"""

from collections.abc import Iterator
from decimal import Decimal

from ita_desktop.documents.content import (
    Block,
    Column,
    Document,
    PageBreak,
    Paragraph,
    Row,
    Table,
    cell,
    heading_row,
    paragraph,
)
from ita_desktop.documents.formulas import Scored, Weighted
from ita_desktop.documents.kinds import Lack, Material
from ita_desktop.documents.reports.figures import (
    COMPUTED_NOTE,
    following,
    indicator_bars,
    mark_of,
    middle,
    node_score,
    picture,
    score,
    thermometer,
)
from ita_desktop.documents.reports.result_answers import answer_name, answers, lacks_answers
from ita_desktop.documents.reports.result_groups import departments, respondents, services
from ita_desktop.documents.reports.wording import BULLET, TABLE_MARGINS, foot, office, titles
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.framework import Item, Level, LevelSet
from ita_desktop.domain.progress import official_scores, tree_of
from ita_desktop.domain.records import Breakdown, ScoreSource
from ita_desktop.domain.scoring import ScoreNode, ScoreTree
from ita_desktop.domain.year import YearData

_OFFICE = "สำนักงาน"
_ITEM_COLUMNS = (Column(10), Column(76), Column(14))
_INDICATOR_COLUMNS = (Column(20), Column(66), Column(14))
_ITEM_HEADINGS = {
    "IIT": "คะแนนแบบวัดการรับรู้ของผู้มีส่วนได้เสียภายใน(IIT)",
    "EIT": "คะแนนแบบวัดการรับรู้ของผู้มีส่วนได้เสียภายนอก EIT",
    "OIT": "คะแนนแบบตรวจการเปิดเผยข้อมูลสาธารณะ OIT",
}
_STEP = Decimal("0.01")
_FULL = Decimal(100)


def missing(material: Material) -> list[Lack]:
    """What the report lacks of what an official result holds."""
    year = material.year
    official = official_scores(year)
    if not official:
        return [
            Lack("ยังไม่มีผลการประเมินทางการของปี {year}", {"year": year.year}, remedy="นำเข้าที่หน้าคะแนน")
        ]
    lacks = []
    if not year.figures_by(Breakdown.ALL) and not year.figures_by(Breakdown.SEX):
        lacks.append(Lack("ผลที่นำเข้าไม่มีจำนวนผู้ตอบ"))
    unknown = [code for code in ("IIT", "EIT") if lacks_answers(year, code)]
    if unknown:
        lacks.append(Lack("ผลที่นำเข้าไม่มีสถิติการตอบ {instruments}", {"instruments": " ".join(unknown)}))
    if not year.figures_by(Breakdown.DEPARTMENT):
        lacks.append(Lack("ผลที่นำเข้าไม่มีคะแนนตามส่วนราชการ"))
    if not year.figures_by(Breakdown.SERVICE):
        lacks.append(Lack("ผลที่นำเข้าไม่มีคะแนนตามประเภทบริการ"))
    return lacks


def build(material: Material, digits: Digits) -> Document:
    """All parts of the report."""
    year = material.year
    tree = tree_of(year)
    title = f"รายงานผลการประเมิน ITA ปี {year.year}"
    return Document(
        title=title,
        author=office(year.organisation),
        blocks=(
            *_cover(year, tree),
            PageBreak(),
            paragraph("1. ภาพรวมการตอบแบบประเมิน", "heading"),
            *respondents(year),
            *_indicators(material, tree),
            *_items(year, tree),
            *answers(year, tree, "3", "IIT"),
            *answers(year, tree, "4", "EIT"),
            paragraph("5. คะแนนตามส่วนราชการ", "heading"),
            *departments(year),
            paragraph("6. คะแนนตามส่วนประเภทบริการ", "heading"),
            *services(year),
        ),
        margins=TABLE_MARGINS,
        digits=digits,
        footer=foot(title),
    )


# -- the cover part


def _cover(year: YearData, tree: ScoreTree) -> Iterator[Block]:
    organisation = year.organisation
    name = office(organisation).removeprefix(_OFFICE)
    yield from titles(
        "รายงานผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน",
        f"ของหน่วยงานภาครัฐระดับต่ำกว่ากรม ประจำปี พ.ศ. {year.year}",
        f"{organisation.agency_code} {name}".strip(),
    )
    total = node_score(tree.total, "ITA", following(year.framework, "ITA"), "cell-big")
    yield Table(
        (Column(1), Column(1)),
        (Row((total, cell(_level(year, tree), "cell-big"))),),
        (heading_row(("คะแนน ITA", "ระดับผลการประเมิน")),),
    )
    yield picture(thermometer(year.framework, tree))
    yield paragraph("", "line")
    yield _weighted(tree)
    yield paragraph("", "line")
    yield _full(year, tree)
    if _any_computed(tree.total, *tree.instruments):
        yield paragraph(COMPUTED_NOTE, "note")
    yield paragraph("หมายเหตุ: เกณฑ์การประเมิน", "subheading")
    yield from _criteria(year.framework.levels)


def _level(year: YearData, tree: ScoreTree) -> str:
    """The level as the report prints it, else the one that follows."""
    names = {one.name for one in year.framework.levels.levels}
    for one in year.scores:
        if one.node == tree.total.code and one.source is ScoreSource.OFFICIAL and one.note in names:
            return one.note
    return tree.level.level.name if tree.level.level is not None else "ยังสรุปไม่ได้"


def _weighted(tree: ScoreTree) -> Table:
    count = len(tree.instruments)
    heads = tuple(
        middle(f"คะแนน {node.code} ({_short(node.weight)}%)") for node in tree.instruments
    )
    cells = tuple(
        score(
            node.weighted,
            "",
            Weighted(((node.code, node.weight or Decimal(0)),), _FULL),
            mark=mark_of(node),
            style="cell-center",
        )
        for node in tree.instruments
    )
    head = Row((middle("คะแนนเฉลี่ยตามค่าน้ำหนัก", columns=count),))
    return Table((Column(1),) * count, (Row(cells),), (head, Row(heads)))


def _full(year: YearData, tree: ScoreTree) -> Table:
    count = len(tree.instruments)
    heads = tuple(middle(f"คะแนน {node.code}") for node in tree.instruments)
    cells = tuple(
        node_score(node, node.code, following(year.framework, node.code), "cell-center")
        for node in tree.instruments
    )
    head = Row((middle("คะแนนเฉลี่ย(เต็ม) 100%", columns=count),))
    return Table((Column(1),) * count, (Row(cells),), (head, Row(heads)))


def _criteria(levels: LevelSet) -> Iterator[Paragraph]:
    above: Level | None = None
    for level in levels.levels:
        yield paragraph(f"ระดับ {level.name} ค่าคะแนน {_range(level, above)}", "note", mark=BULLET)
        condition = _condition(level, above)
        if condition:
            yield paragraph(f"เงื่อนไข : {condition}", "note", level=1)
        above = level


def _range(level: Level, above: Level | None) -> str:
    if above is None:
        return f"{level.total_min:.2f} - {_FULL:.2f}"
    if above.total_min <= level.total_min:
        return f"{level.total_min:.2f} ขึ้นไป"
    return f"{level.total_min:.2f} - {above.total_min - _STEP:.2f}"


def _condition(level: Level, above: Level | None) -> str:
    every = "เครื่องมือการประเมินคือ IIT, EIT, OIT"
    if level.each_instrument_min is not None:
        return f"{every} ต้องได้คะแนนตั้งแต่ {_short(level.each_instrument_min)} คะแนนขึ้นไปทุกเครื่องมือ"
    if above is not None and above.each_instrument_min and above.total_min == level.total_min:
        return f"{every} มีเครื่องมือใดได้คะแนนน้อยกว่า {_short(above.each_instrument_min)} คะแนน"
    return ""


def _short(value: Decimal | None) -> str:
    return f"{value.normalize():f}" if value is not None else "-"


# -- scores


def _indicators(material: Material, tree: ScoreTree) -> Iterator[Block]:
    year, previous = material.year, material.previous
    before = tree_of(previous) if previous is not None else None
    yield paragraph("2. คะแนนเฉลี่ยจำแนกตามตัวชี้วัด", "heading")
    if any(node.value is not None for node in tree.indicators):
        years = (year.year, previous.year if previous is not None else None)
        yield picture(indicator_bars(tree, before, years, year.target))
    yield paragraph("2.1 คะแนนตัวชี้วัด", "subheading")
    rows = tuple(
        Row(
            (
                cell(f"ตัวชี้วัด {node.code}"),
                cell(node.name),
                node_score(node, node.code, following(year.framework, node.code)),
            )
        )
        for node in tree.indicators
    )
    yield Table(_INDICATOR_COLUMNS, rows, (heading_row(("ลำดับ", "ตัวชี้วัด", "คะแนน\n(เต็ม 100)")),))
    if _any_computed(*tree.indicators):
        yield paragraph(COMPUTED_NOTE, "note")
    yield from _apart(tree)


def _apart(tree: ScoreTree) -> Iterator[Paragraph]:
    """A sentence where printed sums do not follow from what is printed below them."""
    apart = [
        f"{_called(node)} {node.official:.2f} (คิดจากที่อยู่ใต้ {node.computed:.2f})"
        for node in (tree.total, *tree.instruments, *tree.indicators)
        if node.difference is not None and abs(node.difference) > _STEP and node.own is None
    ]
    if apart:
        yield paragraph(
            "คะแนนทางการต่อไปนี้ไม่เท่ากับที่คิดจากคะแนนที่อยู่ใต้ลงไป จึงคงตัวเลขทางการไว้ "
            f"ควรตรวจกับรายงานต้นฉบับ: {' '.join(apart)}",
            "note",
        )


def _called(node: ScoreNode) -> str:
    return f"ตัวชี้วัด {node.code}" if node.code[:1].isdecimal() else node.code


def _items(year: YearData, tree: ScoreTree) -> Iterator[Block]:
    for number, instrument in enumerate(tree.instruments, 2):
        name = _ITEM_HEADINGS.get(instrument.code, f"คะแนน{instrument.name} {instrument.code}")
        yield paragraph(f"2.{number} {name}", "subheading")
        items = year.framework.items_of(instrument.code)
        nodes = [tree.nodes[item.code] for item in items]
        if all(node.value is None for node in nodes):
            yield paragraph(f"ไม่มีคะแนนรายข้อของ {instrument.code}", "line")
            continue
        rows = tuple(_item_row(tree, item) for item in items)
        yield Table(_ITEM_COLUMNS, rows, (heading_row(("ข้อ", "คำถาม", "คะแนน\n(เต็ม 100)")),))
        if _any_computed(*nodes):
            yield paragraph(COMPUTED_NOTE, "note")


def _item_row(tree: ScoreTree, item: Item) -> Row:
    node = tree.nodes[item.code]
    title = cell(item.title)
    if item.variants:
        lines = [line for name, words in item.variants for line in (name, f"- {words}")]
        title = cell("\n".join(lines))
    return Row((cell(item.code, "cell-center"), title, node_score(node, item.code, _scored(item))))


def _scored(item: Item) -> Scored | None:
    """How the item's score follows from its answers."""
    if not item.options:
        return None
    return Scored(tuple((answer_name(item.code, one.number), one.points) for one in item.options))


def _any_computed(*nodes: ScoreNode) -> bool:
    return any(one.source not in {None, "official"} for one in nodes)
