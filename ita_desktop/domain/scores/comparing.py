"""Two years beside each other: what rose, what fell, and what cannot be compared."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from ita_desktop.domain.framework import Framework
from ita_desktop.domain.scores.crosswalk import Crosswalk, Relation
from ita_desktop.domain.scores.progress import tree_of
from ita_desktop.domain.scores.scoring import ScoreNode, ScoreTree
from ita_desktop.domain.year import YearData

MOST = 5
"""So many of what rose and fell most are named."""


class Compared(NamedTuple):
    """One place of the newer year beside what it was. Figures are per cent (0-100)."""

    code: str
    name: str
    was: str
    """Its code in the other year."""
    relation: Relation
    before: Decimal | None
    now: Decimal | None

    @property
    def change(self) -> Decimal | None:
        """Points gained; None where either figure is unknown, and of items that became one with
        others or several, whose scores are of unlike things."""
        unlike = self.relation in {Relation.MERGED, Relation.SPLIT}
        if unlike or self.before is None or self.now is None:
            return None
        return self.now - self.before


class Comparison(NamedTuple):
    """A year beside another one; years are Buddhist fiscal years."""

    year: int
    other: int
    total: Compared
    instruments: tuple[Compared, ...]
    indicators: tuple[Compared, ...]
    items: tuple[Compared, ...]
    """Those whose meaning goes on; of the others only indicators can be compared."""
    moved: tuple[Compared, ...]
    """Items that became one with others or became several; their scores stand side by side."""
    apart: tuple[str, ...]
    """Items of the newer year that have nothing to be compared with."""
    ranked: tuple[Compared, ...]
    """What can rise and fall: items, and indicators (those without sub-indicators) of which no
    item can be compared."""

    @property
    def risen(self) -> tuple[Compared, ...]:
        """What rose most, the most first."""
        rows = [compared for compared in self.ranked if (compared.change or 0) > 0]
        return tuple(sorted(rows, key=lambda compared: -(compared.change or 0))[:MOST])

    @property
    def fallen(self) -> tuple[Compared, ...]:
        """What fell most, the most first."""
        rows = [compared for compared in self.ranked if (compared.change or 0) < 0]
        return tuple(sorted(rows, key=lambda compared: compared.change or 0)[:MOST])


def compare(data: YearData, other: YearData, crosswalk: Crosswalk) -> Comparison:
    """``data`` beside ``other``, item to item through the ``crosswalk`` of their frameworks."""
    now, before = tree_of(data), tree_of(other)
    old, new = other.framework, data.framework
    links = crosswalk.between(old.code, new.code, [item.code for item in old.items])
    rows = [
        _compared(now.nodes[link.new], before, link.old, link.relation)
        for link in links
        if link.new in now.nodes
    ]
    place = {item.code: number for number, item in enumerate(new.items)}
    rows.sort(key=lambda compared: place[compared.code])
    linked = {row.code for row in rows}
    indicators = tuple(_alike(node, before) for node in now.indicators if node.code in before.nodes)
    return Comparison(
        data.year,
        other.year,
        _alike(now.total, before),
        tuple(_alike(node, before) for node in now.instruments),
        indicators,
        tuple(row for row in rows if row.relation in {Relation.SAME, Relation.CHANGED}),
        tuple(row for row in rows if row.relation in {Relation.MERGED, Relation.SPLIT}),
        tuple(node.code for node in now.items if node.code not in linked),
        _ranked(new, rows, indicators),
    )


def _ranked(
    framework: Framework, rows: Iterable[Compared], indicators: Iterable[Compared]
) -> tuple[Compared, ...]:
    items = [row for row in rows if row.change is not None]
    inside = {framework.item_by_code[item.code].indicator for item in items}
    leaves = [indicator for indicator in indicators if not framework.children(indicator.code)]
    return (*items, *(leaf for leaf in leaves if leaf.code not in inside))


def _alike(node: ScoreNode, before: ScoreTree) -> Compared:
    """Instruments and indicators keep their codes and their meaning."""
    return _compared(node, before, node.code, Relation.SAME)


def _compared(node: ScoreNode, before: ScoreTree, was: str, relation: Relation) -> Compared:
    old = before.nodes.get(was)
    return Compared(
        node.code, node.name, was, relation, old.value if old is not None else None, node.value
    )
