"""Last year's surveys, which stand for this year's until their results are in.

Whatever shows, plans or tries figures takes them from here, so that all of them tell the same.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from ita_desktop.domain.scores.progress import OIT, official_scores, self_marks, tree_of
from ita_desktop.domain.scores.scoring import ScoreNode, ScoreTree, score_tree
from ita_desktop.domain.year import YearData

_ALL = Decimal(100)


class ScoresWithFallback(NamedTuple):
    """A year's scores, those of surveys without a result being last year's."""

    tree: ScoreTree
    from_previous_year: frozenset[str]
    """The instruments with last year's figures."""
    from_year: int | None
    """The Buddhist year that they are of; None where nothing is borrowed."""


def with_last_year(
    data: YearData, previous: YearData | None, tree: ScoreTree
) -> ScoresWithFallback:
    """The year's ``tree`` with what is missing taken from the ``previous`` year.

    A survey is borrowed with all that is known of it where the framework is the same and gives
    the same figure for it again, else as one figure.
    """
    lent: dict[str, ScoreNode] = {}
    before = tree
    if previous is not None and any(map(_awaits, tree.instruments)):
        before = tree_of(previous)
        codes = [node.code for node in tree.instruments if _awaits(node)]
        lent = {code: before.nodes[code] for code in codes if _has_value(before, code)}
    if previous is None or not lent:
        return ScoresWithFallback(tree, frozenset(), None)
    same = previous.framework.code == data.framework.code
    whole = {code for code, node in lent.items() if same and node.known == _ALL}
    shown = _with_previous_year(data, tree, before, lent, whole)
    other = {code for code in whole if shown.nodes[code].value != lent[code].value}
    if other:
        # The framework's copy was edited since: its rules give another figure.
        shown = _with_previous_year(data, tree, before, lent, whole - other)
    return ScoresWithFallback(shown, frozenset(lent), previous.year)


def _awaits(node: ScoreNode) -> bool:
    """Whether an instrument is a survey without a result."""
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
    """The tree with what is ``lent``: ``whole`` instruments as they are, others as one figure."""
    nodes = [node for code in whole for node in _from(before, code)]
    figures = {code: node.value for code, node in lent.items() if code not in whole}
    official = _known({node.code: node.official for node in nodes} | figures)
    own = _known({node.code: node.own for node in nodes})
    return score_tree(
        data.framework, official_scores(data) | official, self_marks(data) | own, tree
    )


def _known(figures: Mapping[str, Decimal | None]) -> dict[str, Decimal]:
    return {code: value for code, value in figures.items() if value is not None}


def _from(tree: ScoreTree, code: str) -> Iterator[ScoreNode]:
    """A place and all below it."""
    yield tree.nodes[code]
    for child in tree.nodes[code].children:
        yield from _from(tree, child)
