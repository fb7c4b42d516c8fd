"""The score tree of a fiscal year: from item scores to the total.

All scores are per cent (0-100). Scores of items, indicators and instruments are published ones:
each is computed from the published scores below it and rounded half-up to two decimals. The total
is the weighted sum of the published instrument scores, rounded once. (These rules reproduce the
printed results of 2567.) Official scores are used as given; a missing score is not zero.

IIT, EIT and their indicators are unweighted means of items. OIT and indicators 9 and 10 are means
of sub-indicators, weighted by points. Instruments of 2564 are means of their indicators. If an
indicator has an official score but not everything below it has, its score is used in place of those
below it.

The terms from which a score was computed: figures and weights.

Uses the same rules as the score tree. A node whose own figure replaces those below it is one term
with the weight of all that it replaces.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from operator import is_
from types import MappingProxyType
from typing import Literal, NamedTuple

from ita_desktop.domain.framework import TOTAL, Framework, FrameworkPlace, NodeKind, Rule
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.scores.levels import LevelResult, level_of

Source = Literal["official", "computed", "mixed"]
"""Origin of a value: official, computed, or computed from both official and self-assessed
scores."""

_CENT = Decimal("0.01")
_ZERO = Decimal(0)
_ONE = Decimal(1)
_FULL = Decimal(100)


def round_score(value: Decimal) -> Decimal:
    """Round a score to two decimals, half-up (84.995 becomes 85.00)."""
    return value.quantize(_CENT, ROUND_HALF_UP)


class ScoreNode(NamedTuple):
    """A node of the tree with its scores (0-100)."""

    code: str
    kind: NodeKind
    name: str
    parent: str
    weight: Decimal | None
    """Per cent of the total for instruments, points for OIT indicators, else None."""
    official: Decimal | None
    computed: Decimal | None
    """Computed from the nodes below; the self-assessed score if one was entered."""
    value: Decimal | None
    """The official score, else the computed one."""
    difference: Decimal | None
    """Official minus computed score, if both are known."""
    source: Source | None
    known: Decimal
    """Per cent of the weight below that has a score."""
    low: Decimal
    """The value if all unknown scores were 0."""
    high: Decimal
    """The value if all unknown scores were 100."""
    weighted: Decimal | None
    """Of an instrument: its points of the total (98.88 with weight 30 gives 29.66)."""
    children: tuple[str, ...]
    own: Decimal | None = None
    """The self-assessed score that was entered, or computed from an item's checklist."""


@dataclass(frozen=True)
class ScoreTree:
    """All scores of a year, parents before their children, and the level."""

    nodes: Mapping[str, ScoreNode]
    level: LevelResult
    _framework: Framework | None = field(default=None, repr=False, compare=False)
    _scored: Mapping[str, "_Scored"] = field(default_factory=dict, repr=False, compare=False)
    """Internal results by code, reused by the next tree of the same framework."""

    def scored_for(self, framework: Framework) -> Mapping[str, "_Scored"]:
        """Return the internal results if the tree has this very framework, else nothing."""
        return self._scored if self._framework is framework else {}

    @property
    def total(self) -> ScoreNode:
        return self.nodes[TOTAL]

    @cached_property
    def instruments(self) -> tuple[ScoreNode, ...]:
        return tuple(self.nodes[code] for code in self.total.children)

    @cached_property
    def indicators(self) -> tuple[ScoreNode, ...]:
        """Indicators and sub-indicators."""
        kinds = (NodeKind.INDICATOR, NodeKind.SUB_INDICATOR)
        return tuple(node for node in self.nodes.values() if node.kind in kinds)

    @cached_property
    def items(self) -> tuple[ScoreNode, ...]:
        return tuple(node for node in self.nodes.values() if node.kind is NodeKind.ITEM)

    def children(self, code: str) -> tuple[ScoreNode, ...]:
        return tuple(self.nodes[child] for child in self.nodes[code].children)

    def ancestors(self, code: str) -> tuple[ScoreNode, ...]:
        """Return the nodes above ``code``, the parent first and the total last."""
        above = []
        while parent := self.nodes[code].parent:
            above.append(self.nodes[parent])
            code = parent
        return tuple(above)

    def only_known_above(self, code: str) -> bool:
        """Return whether ``code`` has no score although one was entered for a node above it, so
        that its contribution to that score is unknown."""
        entered = (
            ancestor.official is not None or ancestor.own is not None
            for ancestor in self.ancestors(code)
        )
        return self.nodes[code].value is None and any(entered)


class _Share(NamedTuple):
    """A node's contribution to a mean: weighted sums, and the weights that they include."""

    score: Decimal
    scored: Decimal
    """Weight that has a score."""
    low: Decimal
    high: Decimal
    known: Decimal
    """Weight that has a score; partly known nodes count proportionally."""
    weight: Decimal


class _Scored(NamedTuple):
    """A computed node with its contributions to the node above it."""

    node: ScoreNode
    items: _Share
    """Contribution of its items, each of weight 1."""
    points: _Share | None
    """Contribution of its leaf indicators, weighted by points; None while a weight is unknown."""
    firm: bool
    """Whether it has an official score, or everything below it has."""
    has_official: bool
    has_own: bool
    below: "tuple[_Scored, ...]" = ()


_NOTHING = _Share(_ZERO, _ZERO, _ZERO, _ZERO, _ZERO, _ZERO)


def score_tree(
    framework: Framework,
    official: Mapping[str, Decimal],
    self_assessed: Mapping[str, Decimal],
    previous: ScoreTree | None = None,
) -> ScoreTree:
    """Compute the score tree of ``framework``.

    ``official`` has scores (0-100) of any node by its code, the total being ``ITA``.
    ``self_assessed`` has scores of items, and of indicators or instruments whose items are not
    known; these replace the computed ones. Codes that are not in the framework are ignored. A
    partly known node is computed from what is known (see ``known``, ``low`` and ``high``); only the
    total has no value while an instrument has none. Unchanged nodes are reused from a ``previous``
    tree.
    """
    known = previous.scored_for(framework) if previous is not None else {}
    scored: dict[str, _Scored] = {}
    for place in reversed(framework.outline):
        code = place.code
        figure, own = official.get(code), self_assessed.get(code)
        below = tuple([scored[child] for child in place.children]) if place.children else ()
        last = known.get(code)
        if (
            last is not None
            and last.node.official == figure
            and last.node.own == own
            and all(map(is_, last.below, below))
        ):
            scored[code] = last  # reuse: same figures, same children
        elif place.kind is NodeKind.ITEM:
            scored[code] = _item(place, figure, own)
        elif place.kind is NodeKind.TOTAL:
            scored[code] = _total(place, figure, below)
        else:
            scored[code] = _mean(place, figure, own, below)
    nodes = {place.code: scored[place.code].node for place in framework.outline}
    return ScoreTree(MappingProxyType(nodes), _level(framework, nodes), framework, scored)


def _level(framework: Framework, nodes: Mapping[str, ScoreNode]) -> LevelResult:
    """Return the level of the total; none while unknown scores could change it."""

    def of(figure: Literal["value", "low", "high"]) -> LevelResult:
        instruments = {code: getattr(nodes[code], figure) for code in nodes[TOTAL].children}
        return level_of(framework.levels, getattr(nodes[TOTAL], figure), instruments)

    if nodes[TOTAL].low != nodes[TOTAL].high and of("low").level is not of("high").level:
        return LevelResult(None, None, ())
    return of("value")


def what_if(framework: Framework, tree: ScoreTree, scores: Mapping[str, Decimal]) -> ScoreTree:
    """Return ``tree`` with the ``scores`` of items or higher nodes, none below another, replaced.

    Scores entered above these, official or not, are discarded and computed anew; scores below a
    replaced node are discarded, too.
    """
    away = {node.code for code in scores for node in tree.ancestors(code)}
    away.update(text for code in scores for text in _below(tree, code))
    official = {
        node.code: node.official
        for node in tree.nodes.values()
        if node.official is not None and node.code not in away and node.code not in scores
    }
    own = {
        node.code: node.own
        for node in tree.nodes.values()
        if node.own is not None and node.code not in away
    }
    return score_tree(framework, official, {**own, **scores}, tree)


def _below(tree: ScoreTree, code: str) -> Iterator[str]:
    for child in tree.nodes[code].children:
        yield child
        yield from _below(tree, child)


class ScoreGain(NamedTuple):
    """The gain of an item, in points of its instrument and of the total."""

    instrument: Decimal
    total: Decimal


def score_gain(framework: Framework, tree: ScoreTree, item: str) -> ScoreGain:
    """Return the gain if ``item`` scores 100 instead of its present score (0 if unknown).

    The difference of the published scores, with all unknown scores as 0, so that the gain of an
    item does not depend on how much else is known.
    """
    now = tree
    if any(
        ancestor.official is not None or ancestor.own is not None
        for ancestor in tree.ancestors(item)
    ):
        now = what_if(framework, tree, {item: tree.nodes[item].value or _ZERO})
    met = what_if(framework, tree, {item: _FULL})
    instrument = framework.instrument_of(item)
    return ScoreGain(
        met.nodes[instrument].low - now.nodes[instrument].low, met.total.low - now.total.low
    )


def _item(place: FrameworkPlace, official: Decimal | None, own: Decimal | None) -> _Scored:
    own = None if own is None else round_score(own)
    value = own if official is None else official
    if value is None:
        share = _Share(_ZERO, _ZERO, _ZERO, _FULL, _ZERO, _ONE)
    else:
        share = _Share(value, _ONE, value, value, _ONE, _ONE)
    node = _node(place, official, own, share, has_official=False, has_own=False, own=own)
    is_official = official is not None
    return _Scored(
        node, share, None, is_official, is_official, has_own=value is not None and not is_official
    )


def _mean(
    place: FrameworkPlace, official: Decimal | None, own: Decimal | None, below: tuple[_Scored, ...]
) -> _Scored:
    items = _sum(scored.items for scored in below)
    points: _Share | None = None
    if not place.is_leaf and all(scored.points is not None for scored in below):
        points = _sum(scored.points for scored in below if scored.points is not None)
    basis = items
    if place.rule is Rule.WEIGHTED and points is not None:
        basis = points
    elif place.rule is Rule.MEAN_OF_PARTS:
        basis = _sum(_weighed(scored.node, _ONE) for scored in below)
    has_official = any(scored.has_official for scored in below)
    has_own = any(scored.has_own for scored in below)
    computed = round_score(basis.score / basis.scored) if basis.scored else None
    if own is not None:
        computed = round_score(own)
        basis = _Share(computed, _ONE, computed, computed, _ONE, _ONE)
        has_official, has_own = False, True
    node = _node(
        place, official, computed, basis, has_official=has_official, has_own=has_own, own=own
    )
    if place.is_leaf and place.weight is not None:
        points = _weighed(node, place.weight)
    firm_below = bool(below) and all(scored.firm for scored in below)
    if firm_below or (official is None and own is None):
        return _Scored(node, items, points, firm_below, has_official, has_own, below)
    is_official = official is not None
    return _Scored(
        node,
        _weighed(node, items.weight),
        None if points is None else _weighed(node, points.weight),
        firm=is_official,
        has_official=is_official,
        has_own=not is_official,
        below=below,
    )


def _total(place: FrameworkPlace, official: Decimal | None, below: tuple[_Scored, ...]) -> _Scored:
    share = _sum(_weighed(scored.node, scored.node.weight or _ZERO) for scored in below)
    complete = share.weight > 0 and share.scored == share.weight
    computed = round_score(share.score / share.weight) if complete else None
    node = _node(
        place,
        official,
        computed,
        share,
        has_official=any(scored.has_official for scored in below),
        has_own=any(scored.has_own for scored in below),
    )
    return _Scored(node, _NOTHING, None, firm=False, has_official=False, has_own=False, below=below)


def _weighed(node: ScoreNode, weight: Decimal) -> _Share:
    """Return the contribution of a node's value with ``weight``."""
    low, high, known = node.low * weight, node.high * weight, node.known * weight / _FULL
    if node.value is None:
        return _Share(_ZERO, _ZERO, low, high, known, weight)
    return _Share(node.value * weight, weight, low, high, known, weight)


def _sum(shares: Iterable[_Share]) -> _Share:
    score = scored = low = high = known = weight = _ZERO
    for share in shares:
        score += share.score
        scored += share.scored
        low += share.low
        high += share.high
        known += share.known
        weight += share.weight
    return _Share(score, scored, low, high, known, weight)


def _node(
    place: FrameworkPlace,
    official: Decimal | None,
    computed: Decimal | None,
    basis: _Share,
    *,
    has_official: bool,
    has_own: bool,
    own: Decimal | None = None,
) -> ScoreNode:
    value = computed if official is None else official
    source: Source | None = None
    if value is not None:
        source = "mixed" if has_official and has_own else "computed"
    known, low, high = _ZERO, _ZERO, _FULL
    if official is not None:
        source, known, low, high = "official", _FULL, official, official
    elif basis.weight:
        known = round_score(basis.known * _FULL / basis.weight)
        low = round_score(basis.low / basis.weight)
        high = round_score(basis.high / basis.weight)
    weighted: Decimal | None = None
    if place.kind is NodeKind.INSTRUMENT and value is not None and place.weight is not None:
        weighted = round_score(value * place.weight / _FULL)
    return ScoreNode(
        place.code,
        place.kind,
        place.name,
        place.parent,
        place.weight,
        official,
        computed,
        value,
        None if official is None or computed is None else official - computed,
        source,
        known,
        low,
        high,
        weighted,
        place.children,
        own,
    )


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
