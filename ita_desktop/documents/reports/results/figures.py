"""Cells of figures in the format of official reports, and the formulas of scores."""

from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Final

from ita_desktop.documents import content
from ita_desktop.documents.formulas import Formula, MeanFormula, WeightedFormula
from ita_desktop.documents.reports.shared import level_name
from ita_desktop.documents.wordings.templates import SHARED, Template, wording
from ita_desktop.domain.framework import Framework, FrameworkPlace, NodeKind, Rule
from ita_desktop.domain.scores.scoring import ScoreNode, ScoreTree
from ita_desktop.domain.year import YearData
from ita_desktop.pictures.charts import LOW, Chart, ChartBar, GroupedBars, Thermometer, Threshold

NONE = "-"
COMPUTED = "*"
"""Mark of a figure that is not official, printed only with internal notes."""
_shared: Final = partial(wording, papers=SHARED)
COMPUTED_NOTE = _shared(
    "all.computed",
    """
    * ไม่ใช่คะแนนทางการ เป็นคะแนนที่คำนวณจากคะแนนย่อยหรือประเมินเอง
        เพราะรายงานทางการไม่มีตัวเลขนี้
    """,
)
BARS = _shared("all.bars", "คะแนนรายตัวชี้วัด ปี {ปีงบประมาณ}{เทียบกับปีก่อน}{เป้าหมาย}")
_BESIDE = _shared("all.bars-beside", "เทียบกับปี {ปีที่เทียบ}")
_OWN_TARGET = _shared("all.bars-own-target", "เป้าหมายของสำนักงาน {คะแนน}")
_TARGET = _shared("all.bars-target", "เป้าหมาย {คะแนน} ({ระดับ})")
YEAR_OF = _shared("all.year", "ปี {ปี}")
TOTAL_NAME = _shared("all.total-score", "คะแนนรวม ITA")
_AXIS_CUT = _shared("all.axis-cut", "แกนเริ่มที่ {คะแนน}")
SCALE = _shared("all.scale", "คะแนนบนเกณฑ์ระดับผลการประเมิน")


def score(
    value: Decimal | None,
    name: str = "",
    formula: Formula | None = None,
    *,
    mark: str = "",
    rows: int = 1,
    style: str = "cell-number",
) -> content.Cell:
    """Returns a score or number of points with two decimals; a hyphen if unknown."""
    text = f"{value:,.2f}" if value is not None else NONE
    return _cell(value, text, name, formula, rows, style, mark)


def count(
    value: int | None,
    name: str = "",
    formula: Formula | None = None,
    *,
    mark: str = "",
) -> content.Cell:
    """Returns a number of people with thousands separators."""
    known = None if value is None else Decimal(value)
    text = NONE if value is None else f"{value:,}"
    return _cell(known, text, name, formula, mark=mark)


def per_cent(
    value: Decimal | None, formula: Formula | None = None, *, mark: str = ""
) -> content.Cell:
    """Returns a percentage: ``96.96%``."""
    return _cell(value, NONE if value is None else f"{value:.2f}%", "", formula, mark=mark)


def change(value: Decimal | None, formula: Formula | None = None) -> content.Cell:
    """Returns a signed change in points."""
    return _cell(value, signed(value), "", formula)


def signed(value: Decimal | None) -> str:
    """``+1.25``, ``-0.40``, ``0.00``."""
    if value is None:
        return NONE
    return f"{value:+.2f}" if value else "0.00"


def _cell(
    value: Decimal | None,
    text: str,
    name: str,
    formula: Formula | None,
    rows: int = 1,
    style: str = "cell-number",
    mark: str = "",
) -> content.Cell:
    line = content.paragraph(text, style)
    if mark and value is not None:
        line = replace(line, runs=(*line.runs, content.Run(mark, internal=True)))
    return content.Cell((line,), rows=rows, value=value, name=name, formula=formula)


def node_score(
    node: ScoreNode, name: str = "", formula: Formula | None = None, style: str = "cell-number"
) -> content.Cell:
    """Returns the score of a tree node, marked unless it is official."""
    return score(node.value, name, formula, mark=mark_of(node), style=style)


def mark_of(node: ScoreNode) -> str:
    """Returns the mark of a node's figure."""
    return "" if node.source == "official" else COMPUTED


def middle(text: str, *, columns: int = 1, rows: int = 1) -> content.Cell:
    """Returns a column heading that covers several cells."""
    return content.Cell(
        (content.paragraph(text, "cell-heading"),), columns, rows, content.Vertical.MIDDLE
    )


def following(framework: Framework, code: str) -> Formula:
    """Returns the formula of an indicator, an instrument or the total from the nodes below it."""
    places = {place.code: place for place in framework.outline}
    place = places[code]
    if place.kind is NodeKind.TOTAL:
        return _weighted([places[child] for child in place.children])
    if place.rule is Rule.WEIGHTED:
        return _weighted(
            [
                framework_place
                for framework_place in _descendants(places, place)
                if framework_place.is_leaf
            ]
        )
    if place.rule is Rule.MEAN_OF_PARTS:
        return MeanFormula(place.children)
    return MeanFormula(
        tuple(
            framework_place.code
            for framework_place in _descendants(places, place)
            if framework_place.kind is NodeKind.ITEM
        )
    )


def _weighted(places: list[FrameworkPlace]) -> Formula:
    of = tuple((place.code, place.weight or Decimal(0)) for place in places)
    return WeightedFormula(of, sum((weight for _, weight in of), Decimal(0)))


def _descendants(places: dict[str, FrameworkPlace], place: FrameworkPlace) -> list[FrameworkPlace]:
    return [
        framework_place
        for code in place.children
        for framework_place in (places[code], *_descendants(places, places[code]))
    ]


# -- charts


def picture(chart: Chart, year: YearData, words: Template) -> content.Block:
    """Returns a chart, below its title if the office has ``words`` of its own for it: nobody typed
    the usual ones, which tell what is drawn to those who cannot see it."""
    is_asked = words.key(year) in year.own_words and bool(chart.title.strip())
    caption = (content.paragraph(chart.title, "caption"),) if is_asked else ()
    return content.KeepTogether((*caption, content.ChartFigure(chart)))


def indicator_bars(
    data: YearData,
    tree: ScoreTree,
    before: ScoreTree | None,
    years: tuple[int, int | None],
    own: Decimal | None = None,
) -> GroupedBars:
    """Returns the indicators compared with the previous year, and the office's ``own`` target, or
    that of the next level if it is None."""
    level = tree.level.aim
    target = own
    if target is None and level is not None:
        target = level.mark
    bars = tuple(
        ChartBar(f"{node.code} {node.name}", node.value, _value(before, node.code))
        for node in tree.indicators
        if node.kind is NodeKind.INDICATOR
    )
    now, last = years
    beside = aim = ""
    if any(bar.before is not None for bar in bars):
        beside = _BESIDE.of(data, {"ปีที่เทียบ": str(last)})
    if own is not None:
        aim = _OWN_TARGET.of(data, {"คะแนน": f"{own:.2f}"})
    elif level is not None and target:
        aim = _TARGET.of(data, {"คะแนน": f"{target:.2f}", "ระดับ": level_name(data, level)})
    named = {
        "เทียบกับปีก่อน": f" {beside}" if beside else None,
        "เป้าหมาย": f" {aim}" if aim else None,
    }
    title = BARS.of(data, named)
    before_name = YEAR_OF.of(data, {"ปี": str(last or "") or None})
    return GroupedBars(title, bars, target or None, YEAR_OF.of(data, {"ปี": str(now)}), before_name)


def _value(tree: ScoreTree | None, code: str) -> Decimal | None:
    node = tree.nodes.get(code) if tree is not None else None
    return node.value if node is not None else None


def axis_cut(data: YearData) -> str:
    """Returns the note below an axis that does not begin at 0."""
    return _AXIS_CUT.of(data, {"คะแนน": LOW})


def thermometer(data: YearData, tree: ScoreTree) -> Thermometer:
    """Returns the total and the instruments on the scale of the year's levels."""
    levels = tuple(Threshold(level.name, level.total_min) for level in data.framework.levels.levels)
    marks = (
        ChartBar(TOTAL_NAME.of(data), tree.total.value),
        *(ChartBar(node.code, node.value) for node in tree.instruments),
    )
    return Thermometer(SCALE.of(data), levels, marks, axis_cut(data))
