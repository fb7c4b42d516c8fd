"""What a picture shows, before it is drawn: figures with their names, nothing of places or colours.

Figures are per cent or points (0-100). A figure that is not known is None and leaves its place
empty.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

LOW = "{low}"
"""Where a chart's ``axis_cut``, which stands below an axis that does not begin at nothing, has
the figure that it begins at."""


@dataclass(frozen=True, slots=True)
class ChartBar:
    """One bar: a figure, and what it was before."""

    label: str
    value: Decimal | None
    before: Decimal | None = None


@dataclass(frozen=True, slots=True)
class GroupedBars:
    """Figures beside one another, with the one that is aimed at."""

    title: str
    bars: tuple[ChartBar, ...]
    target: Decimal | None = None
    now_name: str = ""
    before_name: str = ""


@dataclass(frozen=True, slots=True)
class Stack:
    """All answers to one question, per cent, in the order of the chart's ``parts``."""

    label: str
    shares: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Stacks:
    """Answers per question, the best answer first."""

    title: str
    parts: tuple[str, ...]
    """At most six."""
    stacks: tuple[Stack, ...]


@dataclass(frozen=True, slots=True)
class Loss:
    """Points of the total that were lost in one place."""

    label: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Waterfall:
    """From 100 down to the total: where the points went."""

    title: str
    losses: tuple[Loss, ...]
    total_name: str
    total: Decimal
    axis_cut: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """Where a level begins."""

    name: str
    least: Decimal


@dataclass(frozen=True, slots=True)
class Thermometer:
    """Figures on one scale that is parted into levels."""

    title: str
    levels: tuple[Threshold, ...]
    """The best first."""
    marks: tuple[ChartBar, ...]
    axis_cut: str


Chart: TypeAlias = GroupedBars | Stacks | Waterfall | Thermometer


def in_words(chart: Chart) -> str:
    """The picture's text alternative: everything that it shows, in one paragraph."""
    match chart:
        case GroupedBars():
            parts = [_bar_words(bar, chart.before_name) for bar in chart.bars]
            if chart.target is not None:
                parts.append(f"เป้าหมาย {chart.target:.2f}")
        case Stacks():
            parts = [
                f"{stack.label}: "
                + " ".join(
                    f"{name} {share:.2f}%"
                    for name, share in zip(chart.parts, stack.shares, strict=True)
                )
                for stack in chart.stacks
            ]
        case Waterfall():
            parts = [f"{loss.label} หายไป {loss.points:.2f}" for loss in chart.losses]
            parts.append(f"{chart.total_name} {chart.total:.2f}")
        case Thermometer():
            levels = sorted(chart.levels, key=lambda threshold: -threshold.least)
            parts = [_bar_words(mark, "") for mark in chart.marks]
            parts += [f"{level.name} ตั้งแต่ {level.least:.2f}" for level in levels]
    return f"{chart.title}: {_joined(parts)}"


def _bar_words(bar: ChartBar, before_name: str) -> str:
    figure = "ไม่มีคะแนน" if bar.value is None else f"{bar.value:.2f}"
    before = "" if bar.before is None else f" ({before_name} {bar.before:.2f})"
    return f"{bar.label} {figure}{before}"


def _joined(parts: Sequence[str]) -> str:
    return ", ".join(parts)
