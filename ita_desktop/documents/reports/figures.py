"""Cells of figures as official reports print them, and the formulas by which scores follow."""

from decimal import Decimal

from ita_desktop.documents.content import (
    Block,
    Cell,
    Figure,
    KeepTogether,
    Vertical,
    paragraph,
)
from ita_desktop.documents.formulas import Formula, Mean, Weighted
from ita_desktop.documents.reports.wording import level_name
from ita_desktop.domain.framework import Framework, NodeKind, Place, Rule
from ita_desktop.domain.scoring import ScoreNode, ScoreTree
from ita_desktop.pictures.charts import Bar, Bars, Chart, Thermometer, Threshold

NONE = "-"
COMPUTED = "*"
"""Stands behind a figure that is not official."""
COMPUTED_NOTE = (
    f"{COMPUTED} ไม่ใช่คะแนนทางการ เป็นคะแนนที่คำนวณจากคะแนนย่อยหรือประเมินเอง เพราะรายงานทางการไม่มีตัวเลขนี้"
)


def score(
    value: Decimal | None,
    name: str = "",
    formula: Formula | None = None,
    *,
    mark: str = "",
    rows: int = 1,
    style: str = "cell-number",
) -> Cell:
    """A score, or points, in two decimals; a hyphen where it is not known."""
    text = f"{value:,.2f}{mark}" if value is not None else NONE
    return _cell(value, text, name, formula, rows, style)


def count(
    value: int | None,
    name: str = "",
    formula: Formula | None = None,
    *,
    mark: str = "",
) -> Cell:
    """A number of people, with comma at the thousands."""
    known = None if value is None else Decimal(value)
    text = NONE if value is None else f"{value:,}{mark}"
    return _cell(known, text, name, formula)


def per_cent(value: Decimal | None, formula: Formula | None = None, *, mark: str = "") -> Cell:
    """A share with its sign: ``96.96%``."""
    return _cell(value, NONE if value is None else f"{value:.2f}%{mark}", "", formula)


def change(value: Decimal | None, formula: Formula | None = None) -> Cell:
    """Points gained or lost, with their sign."""
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
) -> Cell:
    line = paragraph(text, style)
    return Cell((line,), rows=rows, value=value, name=name, formula=formula)


def node_score(
    node: ScoreNode, name: str = "", formula: Formula | None = None, style: str = "cell-number"
) -> Cell:
    """The figure of a place in the score tree, marked where it is not official."""
    return score(node.value, name, formula, mark=mark_of(node), style=style)


def mark_of(node: ScoreNode) -> str:
    """What stands behind a place's figure."""
    return "" if node.source == "official" else COMPUTED


def middle(text: str, *, columns: int = 1, rows: int = 1) -> Cell:
    """A column heading that covers several places."""
    return Cell((paragraph(text, "cell-heading"),), columns, rows, Vertical.MIDDLE)


def following(framework: Framework, code: str) -> Formula:
    """How the figure of an indicator, an instrument or the total follows from those below it."""
    places = {place.code: place for place in framework.outline}
    place = places[code]
    if place.kind is NodeKind.TOTAL:
        return _weighted([places[one] for one in place.children])
    if place.rule is Rule.WEIGHTED:
        return _weighted([one for one in _below(places, place) if one.is_leaf])
    if place.rule is Rule.MEAN_OF_PARTS:
        return Mean(place.children)
    return Mean(tuple(one.code for one in _below(places, place) if one.kind is NodeKind.ITEM))


def _weighted(places: list[Place]) -> Formula:
    of = tuple((one.code, one.weight or Decimal(0)) for one in places)
    return Weighted(of, sum((weight for _, weight in of), Decimal(0)))


def _below(places: dict[str, Place], place: Place) -> list[Place]:
    return [one for code in place.children for one in (places[code], *_below(places, places[code]))]


# -- pictures


def picture(chart: Chart) -> Block:
    """A chart below its title."""
    return KeepTogether((paragraph(chart.title, "caption"), Figure(chart)))


def indicator_bars(
    tree: ScoreTree,
    before: ScoreTree | None,
    years: tuple[int, int | None],
    own: Decimal | None = None,
) -> Bars:
    """The indicators of a year against those of the year before, and the office's ``own`` target;
    without one what the next level asks of them."""
    level = tree.level.aim
    target = own
    if target is None and level is not None:
        target = level.each_instrument_min or level.total_min
    bars = tuple(
        Bar(f"{node.code} {node.name}", node.value, _value(before, node.code))
        for node in tree.indicators
        if node.kind is NodeKind.INDICATOR
    )
    now, last = years
    beside = f" เทียบกับปี {last}" if any(one.before is not None for one in bars) else ""
    aim = ""
    if own is not None:
        aim = f" เป้าหมายของสำนักงาน {own:.2f}"
    elif level is not None and target:
        aim = f" เป้าหมาย {target:.2f} ({level_name(level)})"
    return Bars(
        f"คะแนนรายตัวชี้วัด ปี {now}{beside}{aim}", bars, target or None, f"ปี {now}", f"ปี {last or ''}"
    )


def _value(tree: ScoreTree | None, code: str) -> Decimal | None:
    node = tree.nodes.get(code) if tree is not None else None
    return node.value if node is not None else None


def thermometer(framework: Framework, tree: ScoreTree) -> Thermometer:
    """The total and the instruments on the scale of the year's levels."""
    levels = tuple(Threshold(one.name, one.total_min) for one in framework.levels.levels)
    marks = (
        Bar("คะแนนรวม ITA", tree.total.value),
        *(Bar(node.code, node.value) for node in tree.instruments),
    )
    return Thermometer("คะแนนบนเกณฑ์ระดับผลการประเมิน", levels, marks)
