"""From item scores to the total: the score tree of a fiscal year.

All scores are per cent (0-100). Items, indicators and instruments are published figures: each is
computed from the published figures below it and rounded half-up to two decimals. The total is the
weighted sum of the published instrument scores, rounded once. (These rules reproduce the printed
results of 2567.) Official figures stand as given; a missing score is missing, not zero.

IIT, EIT and their indicators are means of items, every item equal. OIT and indicators 9 and 10
are means of sub-indicators, weighted with their points. Instruments of 2564 are means of their
indicators. Where an official figure is known for an indicator but not for everything below it, the
figure stands for what lies below it.
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
"""Where a value comes from: an official figure, a computation, or a computation over both official
and self-assessed figures."""

_CENT = Decimal("0.01")
_ZERO = Decimal(0)
_ONE = Decimal(1)
_FULL = Decimal(100)


def round_score(value: Decimal) -> Decimal:
    """``value`` as a published score: two decimals, half-up (84.995 becomes 85.00)."""
    return value.quantize(_CENT, ROUND_HALF_UP)


class ScoreNode(NamedTuple):
    """One place in the tree with all that is known of its score."""

    code: str
    kind: NodeKind
    name: str
    parent: str
    weight: Decimal | None
    """Per cent of the total for instruments, points for OIT indicators, else ``None``."""
    official: Decimal | None
    computed: Decimal | None
    """Computed from below; the self-assessed score where one was entered."""
    value: Decimal | None
    """The official figure, else the computed one."""
    difference: Decimal | None
    """Official minus computed, where both are known."""
    source: Source | None
    known: Decimal
    """How much of the weight below has a score, per cent."""
    low: Decimal
    """The value if everything unknown scored 0."""
    high: Decimal
    """The value if everything unknown scored 100."""
    weighted: Decimal | None
    """Of an instrument: what it brings into the total (98.88 of weight 30 brings 29.66)."""
    children: tuple[str, ...]
    own: Decimal | None = None
    """The self-assessed figure that was entered, or follows from an item's checklist."""


@dataclass(frozen=True)
class ScoreTree:
    """All scores of a year, each place before what lies below it, and the level."""

    nodes: Mapping[str, ScoreNode]
    level: LevelResult
    _framework: Framework | None = field(default=None, repr=False, compare=False)
    _scored: Mapping[str, "_Scored"] = field(default_factory=dict, repr=False, compare=False)
    """What the next tree of the same framework takes over where nothing changed."""

    def scored_for(self, framework: Framework) -> Mapping[str, "_Scored"]:
        """The finished places, where the tree is of this very framework."""
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
        """The places above ``code``, the nearest first, the total last."""
        above = []
        while parent := self.nodes[code].parent:
            above.append(self.nodes[parent])
            code = parent
        return tuple(above)

    def only_known_above(self, code: str) -> bool:
        """Whether ``code`` has no figure while one above it was entered: what is known of that does
        not rest on ``code``, and nobody can tell what it would add."""
        entered = (
            ancestor.official is not None or ancestor.own is not None
            for ancestor in self.ancestors(code)
        )
        return self.nodes[code].value is None and any(entered)


class _Share(NamedTuple):
    """What a place brings into a mean above it: weighted sums and the weights they stand on."""

    score: Decimal
    scored: Decimal
    """Weight that has a score."""
    low: Decimal
    high: Decimal
    known: Decimal
    """Weight that has a score, partly known places counted in part."""
    weight: Decimal


class _Scored(NamedTuple):
    """A finished place with what the place above it needs."""

    node: ScoreNode
    items: _Share
    """Its items, each of weight 1."""
    points: _Share | None
    """Its leaf indicators, each with its points; ``None`` while a weight is unknown."""
    firm: bool
    """Official itself, or everything below it is."""
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
    """The whole tree of ``framework``.

    ``official`` has figures (0-100) of any place by its code, ``ITA`` being the total;
    ``self_assessed`` has figures of items; one of an indicator or an instrument (typed because
    the items are not known) stands in the place of what would be computed from below. Codes that
    the framework lacks are left aside.
    A place that is known in part is computed over what is known (see ``known``, ``low`` and
    ``high``); only the total has no value while an instrument has none.
    From a ``previous`` tree is taken what did not change: after one edit a handful of places are
    computed, not all.
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
            scored[code] = last  # the same figures, over the same places
        elif place.kind is NodeKind.ITEM:
            scored[code] = _item(place, figure, own)
        elif place.kind is NodeKind.TOTAL:
            scored[code] = _total(place, figure, below)
        else:
            scored[code] = _mean(place, figure, own, below)
    nodes = {place.code: scored[place.code].node for place in framework.outline}
    return ScoreTree(MappingProxyType(nodes), _level(framework, nodes), framework, scored)


def _level(framework: Framework, nodes: Mapping[str, ScoreNode]) -> LevelResult:
    """The level of the total; none while what is not yet known could make it another one."""

    def of(figure: Literal["value", "low", "high"]) -> LevelResult:
        instruments = {code: getattr(nodes[code], figure) for code in nodes[TOTAL].children}
        return level_of(framework.levels, getattr(nodes[TOTAL], figure), instruments)

    if nodes[TOTAL].low != nodes[TOTAL].high and of("low").level is not of("high").level:
        return LevelResult(None, None, ())
    return of("value")


def what_if(framework: Framework, tree: ScoreTree, scores: Mapping[str, Decimal]) -> ScoreTree:
    """``tree`` with ``scores`` put in place of what items (or sums of which none lies below
    another) have.

    Figures entered above these, official or not, no longer hold: they are computed anew. What is
    known below a sum that is put there does not belong to it and is left out.
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
    """What an item would add, in points of its instrument and of the total."""

    instrument: Decimal
    total: Decimal


def score_gain(framework: Framework, tree: ScoreTree, item: str) -> ScoreGain:
    """What ``item`` adds when it scores 100 instead of what it has now (0 while unknown).

    Published figures before and after, everything unknown counted as 0, so that the worth of an
    item does not hang on how much else is known.
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
    """The share of a published figure of ``weight``."""
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
