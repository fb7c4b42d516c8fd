"""The terms from which a score was computed: figures and weights.

Uses the same rules as the score tree. A node whose own figure replaces those below it is one term
with the weight of all that it replaces.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from ita_desktop.domain.framework import Framework, FrameworkPlace, NodeKind, Rule
from ita_desktop.domain.scores.scoring import ScoreNode, ScoreTree, round_score

_ZERO = Decimal(0)
_ONE = Decimal(1)


class Term(NamedTuple):
    """A term of a mean: node code, figure (0-100; None if unknown, then it is left out) and weight
    (1 in an unweighted mean)."""

    code: str
    value: Decimal | None
    weight: Decimal


class Composition(NamedTuple):
    """How a figure is computed from the nodes below it."""

    rule: Rule
    """The rule that was applied."""
    terms: tuple[Term, ...]
    whole: bool
    """Whether every term is needed, as for the total."""

    @property
    def known(self) -> tuple[Term, ...]:
        """The terms with a figure and a non-zero weight."""
        return tuple(term for term in self.terms if term.value is not None and term.weight)

    @property
    def weight(self) -> Decimal:
        """Sum of the weights of the known terms."""
        return sum((term.weight for term in self.known), _ZERO)

    @property
    def value(self) -> Decimal | None:
        """The mean, rounded to two decimals; None if needed terms are not known."""
        missing = any(term.value is None and term.weight for term in self.terms)
        return None if self.whole and missing else self.over_known

    @property
    def over_known(self) -> Decimal | None:
        """The mean of the known terms, rounded to two decimals, or None."""
        if not self.weight:
            return None
        products = ((term.value or _ZERO) * term.weight for term in self.known)
        return round_score(sum(products, _ZERO) / self.weight)


def composition(framework: Framework, tree: ScoreTree, code: str) -> Composition:
    """Return the terms of the figure of a node above the items in ``tree``."""
    return _Reader(framework, tree).composition(code)


class _Reader:
    def __init__(self, framework: Framework, tree: ScoreTree) -> None:
        self._places: Mapping[str, FrameworkPlace] = {
            place.code: place for place in framework.outline
        }
        self._tree = tree

    def composition(self, code: str) -> Composition:
        place = self._places[code]
        below = [self._places[child] for child in place.children]
        if place.kind is NodeKind.TOTAL:
            terms = [self._term(place, place.weight or _ZERO) for place in below]
            return Composition(Rule.WEIGHTED, tuple(terms), whole=True)
        if place.rule is Rule.WEIGHTED and not place.is_leaf and all(map(self._has_points, below)):
            terms = [term for place in below for term in self._by_points(place)]
            return Composition(Rule.WEIGHTED, tuple(terms), whole=False)
        if place.rule is Rule.MEAN_OF_PARTS:
            terms = [self._term(place, _ONE) for place in below]
            return Composition(Rule.MEAN_OF_PARTS, tuple(terms), whole=False)
        terms = [term for place in below for term in self._by_items(place)]
        return Composition(Rule.MEAN_OF_ITEMS, tuple(terms), whole=False)

    def _term(self, place: FrameworkPlace, weight: Decimal) -> Term:
        return Term(place.code, self._tree.nodes[place.code].value, weight)

    def _by_items(self, place: FrameworkPlace) -> Iterator[Term]:
        """Yield items with weight 1, or nodes that replace their items."""
        if place.kind is NodeKind.ITEM:
            yield self._term(place, _ONE)
        elif self._replaces_children(place):
            yield self._term(place, self._count(place))
        else:
            for child in place.children:
                yield from self._by_items(self._places[child])

    def _by_points(self, place: FrameworkPlace) -> Iterator[Term]:
        """Yield leaf indicators with their points, or nodes that replace them."""
        if place.is_leaf:
            yield self._term(place, place.weight or _ZERO)
        elif self._replaces_children(place):
            yield self._term(place, self._points(place))
        else:
            for child in place.children:
                yield from self._by_points(self._places[child])

    def _replaces_children(self, place: FrameworkPlace) -> bool:
        """Return whether a node's own figure replaces those below it in the means above it."""
        node = self._tree.nodes[place.code]
        given = node.official is not None or node.own is not None
        return given and not (place.children and all(map(self._is_official, place.children)))

    def _is_official(self, code: str) -> bool:
        """Return whether a node has an official figure, or all nodes below it have."""
        node: ScoreNode = self._tree.nodes[code]
        return node.official is not None or (
            bool(node.children) and all(map(self._is_official, node.children))
        )

    def _has_points(self, place: FrameworkPlace) -> bool:
        """Return whether everything below a node has points; items directly below it have none."""
        if place.kind is NodeKind.ITEM:
            return False
        if place.is_leaf:
            return place.weight is not None
        return all(self._has_points(self._places[child]) for child in place.children)

    def _count(self, place: FrameworkPlace) -> Decimal:
        if place.kind is NodeKind.ITEM:
            return _ONE
        return sum((self._count(self._places[child]) for child in place.children), _ZERO)

    def _points(self, place: FrameworkPlace) -> Decimal:
        if place.is_leaf:
            return place.weight or _ZERO
        return sum((self._points(self._places[child]) for child in place.children), _ZERO)
