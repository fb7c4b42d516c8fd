"""The official result report of a year, with its tables in the official form and order.

Form: portrait; cover part with score, level and criteria; respondents; scores by indicator and by
item; answers; departments; kinds of service. A figure missing in the official report is computed
and marked. Mandatory sections without data say so; questions on the respondents themselves are then
omitted, as in the form.
"""

from collections.abc import Iterator
from decimal import Decimal

from ita_desktop.documents.content import (
    Block,
    Document,
    KeepTogether,
    PageBreak,
    Paragraph,
    Table,
    TableColumn,
    TableRow,
    cell,
    paragraph,
)
from ita_desktop.documents.formulas import ScoreFormula, WeightedFormula
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.notes import doubted
from ita_desktop.documents.reports.results import breakdowns
from ita_desktop.documents.reports.results.figures import (
    BARS,
    COMPUTED_NOTE,
    SCALE,
    following,
    indicator_bars,
    mark_of,
    middle,
    node_score,
    picture,
    score,
    thermometer,
)
from ita_desktop.documents.reports.shared import BULLET, COLUMNS, FILE, HEADS, of_tables
from ita_desktop.documents.wordings.templates import passage, wording
from ita_desktop.domain.district_names import office
from ita_desktop.domain.framework import Item, Level, LevelSet
from ita_desktop.domain.scores.progress import answers_to, official_scores, result_tree_of, tree_of
from ita_desktop.domain.scores.results import Breakdown
from ita_desktop.domain.scores.scoring import ScoreNode, ScoreTree
from ita_desktop.domain.text import Digits, key, short_number
from ita_desktop.domain.year import YearData

_OFFICE = "สำนักงาน"
_ITEM_COLUMNS = (TableColumn(10), TableColumn(76), TableColumn(14))
_INDICATOR_COLUMNS = (TableColumn(20), TableColumn(66), TableColumn(14))
_FILE = wording("result-report.file", "รายงานผลการประเมิน ITA ปี {ปีงบประมาณ}", title=FILE)
_HEADS = wording(
    "result-report.heads",
    """
    รายงานผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน
    ของหน่วยงานภาครัฐระดับต่ำกว่ากรม ประจำปี พ.ศ. {ปีงบประมาณ}
    {รหัสและชื่อหน่วยงาน}
    """,
    title=HEADS,
)
_TOTAL = wording("result-report.total", "คะแนน ITA | ระดับผลการประเมิน", title=COLUMNS)
_UNDECIDED = wording("result-report.undecided", "ยังสรุปไม่ได้")
_WEIGHTED = wording("result-report.weighted", "คะแนนเฉลี่ยตามค่าน้ำหนัก")
_WEIGHTED_OF = wording("result-report.weighted-of", "คะแนน {เครื่องมือ} ({น้ำหนัก}%)")
_FULL_SCORES = wording("result-report.full", "คะแนนเฉลี่ย(เต็ม) 100%")
_SCORE_OF = wording("result-report.score-of", "คะแนน {เครื่องมือ}")
_CRITERIA = wording("result-report.criteria", "หมายเหตุ: เกณฑ์การประเมิน")
_CRITERIA_LEVELS = passage("result-report.criteria-levels", "เกณฑ์ของแต่ละระดับ")
_RESPONDENTS = wording("result-report.respondents", "1. ภาพรวมการตอบแบบประเมิน")
_INDICATORS = wording("result-report.indicators", "2. คะแนนเฉลี่ยจำแนกตามตัวชี้วัด")
_INDICATOR_SCORES = wording("result-report.indicator-scores", "2.1 คะแนนตัวชี้วัด")
_INDICATOR = wording("result-report.indicator", "ตัวชี้วัด {รหัส}")
_INDICATOR_HEADING = wording(
    "result-report.indicator-columns", "ลำดับ | ตัวชี้วัด | คะแนน<br>(เต็ม 100)", title=COLUMNS
)
_DEPARTMENTS = wording("result-report.departments", "5. คะแนนตามส่วนราชการ")
_SERVICES = wording("result-report.services", "6. คะแนนตามส่วนประเภทบริการ")
_APART = wording(
    "result-report.apart",
    """
    คะแนนทางการต่อไปนี้ไม่เท่ากับที่คิดจากคะแนนที่อยู่ใต้ลงไป จึงคงตัวเลขทางการไว้
        ควรตรวจกับรายงานต้นฉบับ: {รายการ}
    """,
)
_APART_NODE = wording("result-report.apart-node", "{ชื่อ} {คะแนนทางการ} (คิดจากที่อยู่ใต้ {คะแนนที่คิด})")
_ITEM_HEADINGS = {
    "IIT": wording("result-report.iit", "คะแนนแบบวัดการรับรู้ของผู้มีส่วนได้เสียภายใน(IIT)"),
    "EIT": wording("result-report.eit", "คะแนนแบบวัดการรับรู้ของผู้มีส่วนได้เสียภายนอก EIT"),
    "OIT": wording("result-report.oit", "คะแนนแบบตรวจการเปิดเผยข้อมูลสาธารณะ OIT"),
}
_ITEMS_OF = wording("result-report.items-of", "คะแนน{ชื่อเครื่องมือ} {เครื่องมือ}")
_ITEM_HEADING = wording(
    "result-report.item-columns", "ข้อ | คำถาม | คะแนน<br>(เต็ม 100)", title=COLUMNS
)
_NO_ITEMS = wording("result-report.no-items", "ไม่มีคะแนนรายข้อของ {เครื่องมือ}")
_STEP = Decimal("0.01")
_FULL = Decimal(100)


def missing(context: ReportContext) -> Iterator[MissingData]:
    """Yields what is missing of an official result."""
    year = context.year
    official = official_scores(year)
    if not official:
        yield MissingData(
            "ยังไม่มีผลการประเมินทางการของปี {year}",
            {"year": year.year},
            remedy="นำเข้าที่หน้าคะแนน",
            is_all=True,
        )
        return
    if not year.figures_by(Breakdown.ALL) and not year.figures_by(Breakdown.SEX):
        yield MissingData("ผลที่นำเข้าไม่มีจำนวนผู้ตอบ")
    unknown = [code for code in ("IIT", "EIT") if breakdowns.answers_unknown(year, code)]
    if unknown:
        yield MissingData("ผลที่นำเข้าไม่มีสถิติการตอบ {instruments}", {"instruments": " ".join(unknown)})
    if not year.figures_by(Breakdown.DEPARTMENT):
        yield MissingData("ผลที่นำเข้าไม่มีคะแนนตามส่วนราชการ")
    if not year.figures_by(Breakdown.SERVICE):
        yield MissingData("ผลที่นำเข้าไม่มีคะแนนตามประเภทบริการ")


def build(context: ReportContext, digits: Digits) -> Document:
    """Returns all parts of the report."""
    year = context.year
    tree = result_tree_of(year, context.day)
    title = _FILE.of(year)
    return of_tables(
        year,
        title,
        (
            *_cover(year, tree),
            PageBreak(),
            *_RESPONDENTS.paragraphs(year, "heading"),
            *breakdowns.respondents(year),
            *_indicators(context, tree),
            *_items(year, tree),
            *breakdowns.answers(year, tree, "3", "IIT"),
            *breakdowns.answers(year, tree, "4", "EIT"),
            *_DEPARTMENTS.paragraphs(year, "heading"),
            *breakdowns.departments(year),
            *_SERVICES.paragraphs(year, "heading"),
            *breakdowns.services(year),
        ),
        digits,
    )


# -- cover part


def _cover(year: YearData, tree: ScoreTree) -> Iterator[Block]:
    organisation = year.organisation
    name = office(organisation).removeprefix(_OFFICE)
    called = f"{organisation.agency_code} {name}".strip()
    yield from _HEADS.paragraphs(year, "title", {"รหัสและชื่อหน่วยงาน": called})
    total = node_score(tree.total, "ITA", following(year.framework, "ITA"), "cell-big")
    yield Table(
        (TableColumn(1), TableColumn(1)),
        (TableRow((total, cell(_level(year, tree), "cell-big"))),),
        (_TOTAL.heading(year),),
    )
    if any(node.value is not None for node in (tree.total, *tree.instruments)):
        yield picture(thermometer(year, tree), year, SCALE)
    yield paragraph("", "line")
    yield _weighted(year, tree)
    yield paragraph("", "line")
    yield _full(year, tree)
    if _any_computed(tree.total, *tree.instruments):
        yield from doubted(COMPUTED_NOTE, year)
    yield from _CRITERIA.paragraphs(year, "subheading")
    levels = _CRITERIA_LEVELS.blocks(year, _criteria(year.framework.levels))
    # The levels are one note: a page with the last of them alone says nothing.
    lines = tuple(block for block in levels if isinstance(block, Paragraph))
    yield from (KeepTogether(lines),) if lines and len(lines) == len(levels) else levels


def _level(year: YearData, tree: ScoreTree) -> str:
    """Returns the official level, else the computed one."""
    if year.printed_level:
        return year.printed_level
    return tree.level.level.name if tree.level.level is not None else _UNDECIDED.of(year)


def _weighted(year: YearData, tree: ScoreTree) -> Table:
    count = len(tree.instruments)
    heads = tuple(
        middle(_WEIGHTED_OF.of(year, {"เครื่องมือ": node.code, "น้ำหนัก": _short(node.weight)}))
        for node in tree.instruments
    )
    cells = tuple(
        score(
            node.weighted,
            "",
            WeightedFormula(((node.code, node.weight or Decimal(0)),), _FULL),
            mark=mark_of(node),
            style="cell-center",
        )
        for node in tree.instruments
    )
    head = TableRow((middle(_WEIGHTED.of(year), columns=count),))
    return Table((TableColumn(1),) * count, (TableRow(cells),), (head, TableRow(heads)))


def _full(year: YearData, tree: ScoreTree) -> Table:
    count = len(tree.instruments)
    heads = tuple(middle(_SCORE_OF.of(year, {"เครื่องมือ": node.code})) for node in tree.instruments)
    cells = tuple(
        node_score(node, node.code, following(year.framework, node.code), "cell-center")
        for node in tree.instruments
    )
    head = TableRow((middle(_FULL_SCORES.of(year), columns=count),))
    return Table((TableColumn(1),) * count, (TableRow(cells),), (head, TableRow(heads)))


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
    return short_number(value) if value is not None else "-"


# -- scores


def _indicators(context: ReportContext, tree: ScoreTree) -> Iterator[Block]:
    year, previous = context.year, context.previous
    before = tree_of(previous) if previous is not None else None
    yield from _INDICATORS.paragraphs(year, "heading")
    if any(node.value is not None for node in tree.indicators):
        years = (year.year, previous.year if previous is not None else None)
        yield picture(indicator_bars(year, tree, before, years, year.target), year, BARS)
    yield from _INDICATOR_SCORES.paragraphs(year, "subheading")
    rows = tuple(
        TableRow(
            (
                _INDICATOR.cell(year, values={"รหัส": node.code}),
                cell(node.name),
                node_score(node, node.code, following(year.framework, node.code)),
            )
        )
        for node in tree.indicators
    )
    yield Table(_INDICATOR_COLUMNS, rows, (_INDICATOR_HEADING.heading(year),))
    if _any_computed(*tree.indicators):
        yield from doubted(COMPUTED_NOTE, year)
    yield from _differing_sums(year, tree)


def _differing_sums(year: YearData, tree: ScoreTree) -> Iterator[Paragraph]:
    """Yields a sentence on official sums that differ from the figures below them."""
    apart = [
        _APART_NODE.of(
            year,
            {
                "ชื่อ": _display_name(year, node),
                "คะแนนทางการ": f"{node.official:.2f}",
                "คะแนนที่คิด": f"{node.computed:.2f}",
            },
        )
        for node in (tree.total, *tree.instruments, *tree.indicators)
        if node.difference is not None and abs(node.difference) > _STEP and node.own is None
    ]
    if apart:
        yield from doubted(_APART, year, {"รายการ": " ".join(apart)})


def _display_name(year: YearData, node: ScoreNode) -> str:
    return _INDICATOR.of(year, {"รหัส": node.code}) if node.code[:1].isdecimal() else node.code


def _items(year: YearData, tree: ScoreTree) -> Iterator[Block]:
    for number, instrument in enumerate(tree.instruments, 2):
        named = {"ชื่อเครื่องมือ": instrument.name, "เครื่องมือ": instrument.code}
        name = _ITEM_HEADINGS.get(instrument.code, _ITEMS_OF).of(year, named)
        yield paragraph(f"2.{number} {name}", "subheading")
        items = year.framework.items_of(instrument.code)
        nodes = [tree.nodes[item.code] for item in items]
        if all(node.value is None for node in nodes):
            yield from _NO_ITEMS.paragraphs(year, "line", named)
            continue
        rows = tuple(_item_row(year, tree, item) for item in items)
        yield Table(_ITEM_COLUMNS, rows, (_ITEM_HEADING.heading(year),))
        if _any_computed(*nodes):
            yield from doubted(COMPUTED_NOTE, year)


def _item_row(year: YearData, tree: ScoreTree, item: Item) -> TableRow:
    node = tree.nodes[item.code]
    title = cell(item.title)
    if item.variants:
        # Official reports print the services with their own marks and spacing.
        printed = {
            key(figure.name_in_sentence): figure.name
            for figure in year.figures_by(Breakdown.SERVICE)
        }
        lines = [
            line
            for name, words in item.variants
            for line in (printed.get(key(name), name), f"- {words}")
        ]
        title = cell("\n".join(lines))
    return TableRow(
        (cell(item.code, "cell-center"), title, node_score(node, item.code, _scored(year, item)))
    )


def _scored(year: YearData, item: Item) -> ScoreFormula | None:
    """Returns the formula of an item's score from its answers."""
    scored = tuple(
        (breakdowns.answer_name(question, option), points)
        for question in dict.fromkeys(answer.question for answer in answers_to(year, item))
        for option, points in item.points_of(question).items()
    )
    return ScoreFormula(scored) if scored else None


def _any_computed(*nodes: ScoreNode) -> bool:
    return any(node.source not in {None, "official"} for node in nodes)
