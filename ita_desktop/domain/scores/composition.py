"""What a score is made of: the figures that its mean is taken over, and their weights.

The score tree tells outcomes; this tells how each came about, by the same rules. A place whose own
figure stands for what lies below it is one term with the weight of all that it stands for.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from ita_desktop.domain.framework import Framework, FrameworkPlace, NodeKind, Rule
from ita_desktop.domain.scores.scoring import ScoreNode, ScoreTree, round_score

_ZERO = Decimal(0)
_ONE = Decimal(1)


class Term(NamedTuple):
    """One figure of a mean: the place it is of, the figure (0-100; None while unknown: it is left
    out), and its weight (1 where all count alike)."""

    code: str
    value: Decimal | None
    weight: Decimal


class Composition(NamedTuple):
    """How a figure is computed from those below it."""

    rule: Rule
    """The rule by which it really was."""
    terms: tuple[Term, ...]
    whole: bool
    """Whether it needs every term: the total has no figure before."""

    @property
    def known(self) -> tuple[Term, ...]:
        """The terms that have a figure and count."""
        return tuple(term for term in self.terms if term.value is not None and term.weight)

    @property
    def weight(self) -> Decimal:
        """What the known terms weigh together."""
        return sum((term.weight for term in self.known), _ZERO)

    @property
    def value(self) -> Decimal | None:
        """The mean, to two decimals; None where it needs terms that are not known."""
        missing = any(term.value is None and term.weight for term in self.terms)
        return None if self.whole and missing else self.over_known

    @property
    def over_known(self) -> Decimal | None:
        """The mean of what is known, to two decimals, whatever else it needs."""
        if not self.weight:
            return None
        products = ((term.value or _ZERO) * term.weight for term in self.known)
        return round_score(sum(products, _ZERO) / self.weight)


def composition(framework: Framework, tree: ScoreTree, code: str) -> Composition:
    """What the figure of a place above the items is computed from, as it was in ``tree``."""
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
        if place.rule is Rule.WEIGHTED and not place.is_leaf and all(map(self._weighed, below)):
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
        """Items, each of weight 1, or places that stand for theirs."""
        if place.kind is NodeKind.ITEM:
            yield self._term(place, _ONE)
        elif self._stands(place):
            yield self._term(place, self._count(place))
        else:
            for child in place.children:
                yield from self._by_items(self._places[child])

    def _by_points(self, place: FrameworkPlace) -> Iterator[Term]:
        """Indicators without sub-indicators, each with its points, or what stands for them."""
        if place.is_leaf:
            yield self._term(place, place.weight or _ZERO)
        elif self._stands(place):
            yield self._term(place, self._points(place))
        else:
            for child in place.children:
                yield from self._by_points(self._places[child])

    def _stands(self, place: FrameworkPlace) -> bool:
        """Whether a place's own figure counts above it, not what lies below."""
        node = self._tree.nodes[place.code]
        given = node.official is not None or node.own is not None
        return given and not (place.children and all(map(self._firm, place.children)))

    def _firm(self, code: str) -> bool:
        """Whether a place is official itself, or all below it is."""
        node: ScoreNode = self._tree.nodes[code]
        return node.official is not None or (
            bool(node.children) and all(map(self._firm, node.children))
        )

    def _weighed(self, place: FrameworkPlace) -> bool:
        """Whether all below a place has points: what hangs on it beside sub-indicators has none."""
        if place.kind is NodeKind.ITEM:
            return False
        if place.is_leaf:
            return place.weight is not None
        return all(self._weighed(self._places[child]) for child in place.children)

    def _count(self, place: FrameworkPlace) -> Decimal:
        if place.kind is NodeKind.ITEM:
            return _ONE
        return sum((self._count(self._places[child]) for child in place.children), _ZERO)

    def _points(self, place: FrameworkPlace) -> Decimal:
        if place.is_leaf:
            return place.weight or _ZERO
        return sum((self._points(self._places[child]) for child in place.children), _ZERO)
