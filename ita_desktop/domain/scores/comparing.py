"""The scores of two years: compared, and last year's used for surveys that have no result yet.

All display, planning and trials of scores use :func:`with_last_year`, so that they agree.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ita_desktop.domain.framework import Framework
from ita_desktop.domain.scores import progress
from ita_desktop.domain.scores.crosswalk import Crosswalk, Relation
from ita_desktop.domain.scores.scoring import ScoreNode, ScoreTree, score_tree
from ita_desktop.domain.year import YearData

MOST = 5
"""Maximum length of the lists of largest rises and falls."""


_ALL = Decimal(100)


class Compared(NamedTuple):
    """A node of the newer year and its counterpart. Figures are per cent (0-100)."""

    code: str
    name: str
    was: str
    """Its code in the other year."""
    relation: Relation
    before: Decimal | None
    now: Decimal | None

    @property
    def change(self) -> Decimal | None:
        """Difference in points; None if a figure is unknown, or the item was merged or split."""
        unlike = self.relation in {Relation.MERGED, Relation.SPLIT}
        if unlike or self.before is None or self.now is None:
            return None
        return self.now - self.before


class Comparison(NamedTuple):
    """A year compared with another one; both are Buddhist fiscal years."""

    year: int
    other: int
    total: Compared
    instruments: tuple[Compared, ...]
    indicators: tuple[Compared, ...]
    items: tuple[Compared, ...]
    """Items that can be compared: those with the same or a changed meaning."""
    moved: tuple[Compared, ...]
    """Items that were merged or split; their scores are only listed side by side."""
    apart: tuple[str, ...]
    """Items of the newer year without a counterpart."""
    ranked: tuple[Compared, ...]
    """What rises and falls are taken from: items, and indicators (those without sub-indicators)
    none of whose items can be compared."""

    @property
    def risen(self) -> tuple[Compared, ...]:
        """The largest rises, in descending order."""
        return self._furthest(1)

    @property
    def fallen(self) -> tuple[Compared, ...]:
        """The largest falls, in descending order."""
        return self._furthest(-1)

    def _furthest(self, sign: int) -> tuple[Compared, ...]:
        ways = [(sign * row.change, row) for row in self.ranked if row.change is not None]
        ways = sorted((way for way in ways if way[0] > 0), key=lambda way: -way[0])
        return tuple(row for _, row in ways[:MOST])


def compare(
    data: YearData, other: YearData, crosswalk: Crosswalk, today: date | None
) -> Comparison:
    """Compare ``data`` with ``other`` as of ``today`` (None: after their end); the ``crosswalk``
    maps the items of their frameworks."""
    now, before = progress.result_tree_of(data, today), progress.result_tree_of(other, today)
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
    indicators = tuple(_match(node, before) for node in now.indicators if node.code in before.nodes)
    return Comparison(
        data.year,
        other.year,
        _match(now.total, before),
        tuple(_match(node, before) for node in now.instruments),
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


def _match(node: ScoreNode, before: ScoreTree) -> Compared:
    """Compare an instrument or indicator; these keep code and meaning."""
    return _compared(node, before, node.code, Relation.SAME)


def _compared(node: ScoreNode, before: ScoreTree, was: str, relation: Relation) -> Compared:
    old = before.nodes.get(was)
    return Compared(
        node.code, node.name, was, relation, old.value if old is not None else None, node.value
    )


class ScoresWithFallback(NamedTuple):
    """A year's scores, with last year's for surveys without a result."""

    tree: ScoreTree
    from_previous_year: frozenset[str]
    """The instruments with last year's scores."""
    from_year: int | None
    """The Buddhist year of these scores; None if not used."""


def with_last_year(
    data: YearData, previous: YearData | None, tree: ScoreTree
) -> ScoresWithFallback:
    """Return the year's ``tree`` with missing survey scores taken from the ``previous`` year.

    All scores of a survey are used if the framework is the same and they give the same instrument
    score again, else only that score.
    """
    lent: dict[str, ScoreNode] = {}
    before = tree
    if previous is not None and any(map(_is_missing_result, tree.instruments)):
        before = progress.tree_of(previous)
        codes = [node.code for node in tree.instruments if _is_missing_result(node)]
        lent = {code: before.nodes[code] for code in codes if _has_value(before, code)}
    if previous is None or not lent:
        return ScoresWithFallback(tree, frozenset(), None)
    same = previous.framework.code == data.framework.code
    whole = {code for code, node in lent.items() if same and node.known == _ALL}
    shown = _with_previous_year(data, tree, before, lent, whole)
    other = {code for code in whole if shown.nodes[code].value != lent[code].value}
    if other:
        # The framework's copy was edited since: its rules give a different score.
        shown = _with_previous_year(data, tree, before, lent, whole - other)
    return ScoresWithFallback(shown, frozenset(lent), previous.year)


def _is_missing_result(node: ScoreNode) -> bool:
    """Return whether an instrument is a survey without a result."""
    return node.code != progress.OIT and node.value is None


def _has_value(tree: ScoreTree, code: str) -> bool:
    return code in tree.nodes and tree.nodes[code].value is not None


def _with_previous_year(
    data: YearData,
    tree: ScoreTree,
    before: ScoreTree,
    lent: Mapping[str, ScoreNode],
    whole: set[str],
) -> ScoreTree:
    """Return the tree with the ``lent`` nodes, of ``whole`` ones with everything below."""
    nodes = [node for code in whole for node in _subtree(before, code)]
    figures = {code: node.value for code, node in lent.items() if code not in whole}
    official = _known({node.code: node.official for node in nodes} | figures)
    own = _known({node.code: node.own for node in nodes})
    return score_tree(
        data.framework,
        progress.official_scores(data) | official,
        progress.self_marks(data) | own,
        tree,
    )


def _known(figures: Mapping[str, Decimal | None]) -> dict[str, Decimal]:
    return {code: value for code, value in figures.items() if value is not None}


def _subtree(tree: ScoreTree, code: str) -> Iterator[ScoreNode]:
    """Yield a node and all nodes below it."""
    yield tree.nodes[code]
    for child in tree.nodes[code].children:
        yield from _subtree(tree, child)
