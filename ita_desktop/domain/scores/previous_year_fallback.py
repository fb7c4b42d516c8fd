"""Last year's survey scores, used until this year's results are available.

All display, planning and trials of scores use this module, so that they agree.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from ita_desktop.domain.scores.progress import OIT, official_scores, self_marks, tree_of
from ita_desktop.domain.scores.scoring import ScoreNode, ScoreTree, score_tree
from ita_desktop.domain.year import YearData

_ALL = Decimal(100)


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
        before = tree_of(previous)
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
    return node.code != OIT and node.value is None


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
        data.framework, official_scores(data) | official, self_marks(data) | own, tree
    )


def _known(figures: Mapping[str, Decimal | None]) -> dict[str, Decimal]:
    return {code: value for code, value in figures.items() if value is not None}


def _subtree(tree: ScoreTree, code: str) -> Iterator[ScoreNode]:
    """Yield a node and all nodes below it."""
    yield tree.nodes[code]
    for child in tree.nodes[code].children:
        yield from _subtree(tree, child)
