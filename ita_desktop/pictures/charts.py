"""Data of charts: figures with their names, without layout or colours.

Figures are per cent or points (0-100); None is an unknown figure, which has no bar.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

LOW = "{low}"
"""Placeholder in ``axis_cut``, the note below an axis that does not start at 0: its start."""


@dataclass(frozen=True, slots=True)
class ChartBar:
    """A bar: a figure, and its previous value."""

    label: str
    value: Decimal | None
    before: Decimal | None = None


@dataclass(frozen=True, slots=True)
class GroupedBars:
    """A bar for each figure, and the target as a line."""

    title: str
    bars: tuple[ChartBar, ...]
    target: Decimal | None = None
    now_name: str = ""
    before_name: str = ""


@dataclass(frozen=True, slots=True)
class Stack:
    """The answers to a question, in per cent, in the order of the chart's ``parts``."""

    label: str
    shares: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Stacks:
    """A stacked bar of answers for each question, the best answer first."""

    title: str
    parts: tuple[str, ...]
    """At most six."""
    stacks: tuple[Stack, ...]


@dataclass(frozen=True, slots=True)
class Loss:
    """Points of the total lost in one place."""

    label: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The points lost from 100 down to the total."""

    title: str
    losses: tuple[Loss, ...]
    total_name: str
    total: Decimal
    axis_cut: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """The least figure of a level."""

    name: str
    least: Decimal


@dataclass(frozen=True, slots=True)
class Thermometer:
    """Figures on a scale divided into levels."""

    title: str
    levels: tuple[Threshold, ...]
    """The best first."""
    marks: tuple[ChartBar, ...]
    axis_cut: str


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile of a grid, with its name and its value in words."""

    column: int
    row: int
    label: str
    words: str
    step: int | None = None
    """The class of its value, 0 the best; None if there is none."""


@dataclass(frozen=True, slots=True)
class Tiles:
    """Tiles shaded by the class of a value."""

    title: str
    columns: int
    rows: int
    tiles: tuple[Tile, ...]
    steps: tuple[str, ...]
    """The names of the classes, the best first; at most six."""
    without: str
    """The name of tiles without a value."""


Graph: TypeAlias = GroupedBars | Stacks | Waterfall | Thermometer
"""What Excel and slides draw themselves."""
Chart: TypeAlias = Graph | Tiles


def in_words(chart: Chart) -> str:
    """Returns the chart's alternative text: all its figures in one paragraph."""
    match chart:
        case GroupedBars():
            parts = [_bar_words(bar, chart.before_name) for bar in chart.bars]
            if chart.target is not None:
                parts.append(target_words(chart.target))
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
        case Tiles():
            parts = [f"{tile.label} {tile.words}" for tile in chart.tiles]
    return f"{chart.title}: {_joined(parts)}"


def target_words(target: Decimal) -> str:
    """Returns what the line of a target means."""
    return f"เป้าหมาย {target:.2f}"


def _bar_words(bar: ChartBar, before_name: str) -> str:
    figure = "ไม่มีคะแนน" if bar.value is None else f"{bar.value:.2f}"
    before = "" if bar.before is None else f" ({before_name} {bar.before:.2f})"
    return f"{bar.label} {figure}{before}"


def _joined(parts: Sequence[str]) -> str:
    return ", ".join(parts)
