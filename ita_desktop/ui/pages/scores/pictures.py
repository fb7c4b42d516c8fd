"""Charts of a score tree: answers as stacked bars, lost points, levels."""

from collections.abc import Iterator
from decimal import Decimal

from ita_desktop.domain.framework import TOTAL, NodeKind
from ita_desktop.domain.scores.losses import losses
from ita_desktop.domain.scores.scoring import ScoreTree
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.pictures.charts import (
    ChartBar,
    Loss,
    Stack,
    Stacks,
    Thermometer,
    Threshold,
    Waterfall,
)
from ita_desktop.services.scores.explaining import Answers, answers

_AXIS_CUT = "แกนเริ่มที่ {low}"
STEPS = tuple(Decimal(points) for points in (100, 80, 60, 40, 20, 0))
"""The points of an answer, best first."""


def thermometer(data: YearData, tree: ScoreTree) -> Thermometer | None:
    """Returns total and instruments on the scale of levels; None without scores."""
    marks = [ChartBar(tr("รวม"), tree.total.value)]
    marks += [ChartBar(node.code, node.value) for node in tree.instruments]
    if all(mark.value is None for mark in marks):
        return None
    levels = tuple(
        Threshold(level.name, level.total_min)
        for level in data.framework.levels.levels
        if level.total_min
    )
    return Thermometer(tr("ระดับผลการประเมิน"), levels, tuple(marks), tr(_AXIS_CUT))


def waterfall(data: YearData, tree: ScoreTree) -> Waterfall | None:
    """Returns the lost points from 100 down to the total; None without total."""
    found = losses(data.framework, tree)
    if found is None:
        return None
    lost = tuple(
        Loss(f"{part.code} {part.name}", part.points) for part in found.parts if part.points
    )
    return Waterfall(tr("คะแนนหายไปที่ใด"), lost, tr("คะแนนรวม"), found.total, tr(_AXIS_CUT))


def stacks(data: YearData, tree: ScoreTree, code: str) -> Stacks | None:
    """Returns the answers to all items below a node; None without answers."""
    rows = []
    for item in _items_below(tree, code):
        found = answers(data.framework.item_by_code[item], data.answers_of(item))
        if found is not None and found.score is not None:
            rows.append(Stack(item, _shares(found)))
    if not rows:
        return None
    parts = tuple(f"{points:f}" for points in STEPS)
    return Stacks(tr("คำตอบที่ได้ 100 ถึง 0 คะแนน"), parts, tuple(rows))


def words(chart: Stacks | Waterfall | Thermometer) -> str:
    """Returns a chart's description in the current language."""
    return f"{chart.title}: " + ", ".join(_words(chart))


def _words(chart: Stacks | Waterfall | Thermometer) -> Iterator[str]:
    match chart:
        case Stacks():
            for stack in chart.stacks:
                shares = zip(chart.parts, stack.shares, strict=True)
                texts = [
                    tr("ได้ {points} {share}%", points=points, share=f"{share:.2f}")
                    for points, share in shares
                    if share
                ]
                yield f"{stack.label} {' '.join(texts)}"
        case Waterfall():
            for loss in chart.losses:
                yield tr("{name} หายไป {points}", name=loss.label, points=f"{loss.points:.2f}")
            yield f"{chart.total_name} {chart.total:.2f}"
        case Thermometer():
            for mark in chart.marks:
                value = tr("ยังไม่มีคะแนน") if mark.value is None else f"{mark.value:.2f}"
                yield f"{mark.label} {value}"
            for level in chart.levels:
                yield tr("{name} ตั้งแต่ {least}", name=level.name, least=f"{level.least:.2f}")


def _shares(found: Answers) -> tuple[Decimal, ...]:
    """Returns the percentages of answers by points."""
    shares = dict.fromkeys(STEPS, Decimal(0))
    for share in found.shares:
        if share.points is not None:
            nearest = min(STEPS, key=lambda step, points=share.points: abs(step - points))  # type: ignore[misc]
            shares[nearest] += share.percent
    return tuple(shares.values())


def _items_below(tree: ScoreTree, code: str) -> Iterator[str]:
    for child in tree.children(code):
        if child.kind is NodeKind.ITEM:
            yield child.code
        elif code != TOTAL:
            yield from _items_below(tree, child.code)
