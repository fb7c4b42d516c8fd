"""What would lift a year's result to a better level: which OIT items, which survey items, how far.

An OIT item is met or not, so the plan names the smallest sets of unmet items that suffice. A survey
item rises by degrees, so the plan says how far it has to rise, alone or together with the lowest
others. All figures are published ones (two decimals): a plan is right when the score tree with its
figures filled in has the level.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import ROUND_UP, Decimal
from itertools import groupby
from typing import NamedTuple

from ita_desktop.domain.framework import Framework, Level, NodeKind, Place, Rule
from ita_desktop.domain.levels import Block, unmet
from ita_desktop.domain.progress import OIT
from ita_desktop.domain.scoring import ScoreTree, score_tree, what_if

_ZERO = Decimal(0)
_ONE = Decimal(1)
_FULL = Decimal(100)
_CENT = Decimal("0.01")
_SHOWN = Decimal("0.0001")
_SLACK = Decimal("0.05")
"""More than rounding at every step between an item and the total can add up to."""
MOST_SETS = 50
"""Of sets that do equally well so many are named."""


class Pick(NamedTuple):
    """Any ``take`` of ``items``, which stand alike in one indicator."""

    take: int
    items: tuple[str, ...]


class OitSet(NamedTuple):
    """A smallest set of OIT items that suffices; of alike items any may be taken."""

    picks: tuple[Pick, ...]

    @property
    def size(self) -> int:
        return sum(one.take for one in self.picks)


class Rise(NamedTuple):
    """One survey item and how it can help. Figures are per cent (0-100)."""

    code: str
    has: Decimal
    per_point: Decimal
    """Points of the total that one point of the item brings."""
    alone: Decimal | None
    """The figure with which it lifts its instrument alone; None where even 100 does not."""


class Together(NamedTuple):
    """The lowest items of an instrument, all raised to one figure."""

    items: tuple[str, ...]
    to: Decimal


class Part(NamedTuple):
    """One instrument on the way to the level."""

    code: str
    has: Decimal | None
    needs: Decimal | None
    """The least figure with which the level is reached while the others do their part; None where
    it is unknown or lies above 100."""
    rises: tuple[Rise, ...] = ()
    """Of a survey: the items that can still rise, the most valuable first."""
    together: Together | None = None
    sets: tuple[OitSet, ...] = ()
    """Of OIT: the smallest sets that suffice; none where nothing is to be done or can be."""

    @property
    def missing(self) -> Decimal | None:
        """Points that are missing; zero where the part is done."""
        if self.has is None or self.needs is None:
            return None
        return max(self.needs - self.has, _ZERO)


class Plan(NamedTuple):
    """How ``target`` is reached."""

    target: Level
    open: tuple[Block, ...]
    """The conditions that do not hold yet; none where the level is reached."""
    beyond_oit: tuple[Block, ...]
    """Those that do not hold either when every OIT item is met: no OIT work helps there."""
    parts: tuple[Part, ...]

    @property
    def reached(self) -> bool:
        return not self.open


def plan(framework: Framework, tree: ScoreTree, target: Level) -> Plan:
    """What lifts ``tree`` to ``target``, a level of the framework's set.

    OIT items that nobody has judged count as not met.
    """
    return _Planner(framework, tree, target).plan()


class _Planner:
    def __init__(self, framework: Framework, tree: ScoreTree, target: Level) -> None:
        self._framework = framework
        self._target = target
        self._oit = [item.code for item in framework.items_of(OIT)]
        unknown = {code: _ZERO for code in self._oit if tree.nodes[code].value is None}
        # Where only the official figure of the whole is known, it stands.
        stands = len(unknown) == len(self._oit) and tree.nodes[OIT].value is not None
        self._tree = tree if stands or not unknown else what_if(framework, tree, unknown)
        self._values = {
            node.code: node.value for node in self._tree.instruments if node.value is not None
        }

    def plan(self) -> Plan:
        now = self._open(self._tree)
        best = self._open(self._with(dict.fromkeys(self._oit, _FULL)))
        parts = [self._part(node.code) for node in self._tree.instruments]
        return Plan(self._target, now, best if now else (), tuple(parts))

    def _open(self, tree: ScoreTree) -> tuple[Block, ...]:
        instruments = {node.code: node.value for node in tree.instruments}
        return unmet(self._target, tree.total.value, instruments)

    def _with(self, scores: Mapping[str, Decimal]) -> ScoreTree:
        return what_if(self._framework, self._tree, scores) if scores else self._tree

    # -- instruments

    def _part(self, code: str) -> Part:
        has = self._tree.nodes[code].value
        needs = self._needs(code)
        part = Part(code, has, needs)
        if has is None or needs is None or has >= needs:
            return part
        if code == OIT:
            return part._replace(sets=tuple(self._sets(needs)))
        return part._replace(rises=self._rises(code, needs), together=self._together(code, needs))

    def _needs(self, code: str) -> Decimal | None:
        """The least figure of an instrument, the others having what the level asks of each."""
        least = self._target.each_instrument_min or _ZERO
        others = {
            node.code: max(self._values[node.code], least)
            for node in self._tree.instruments
            if node.code != code and node.code in self._values
        }
        if len(others) + 1 < len(self._tree.instruments):
            return self._target.each_instrument_min

        def reaches(figure: Decimal) -> bool:
            tree = score_tree(self._framework, {**others, code: figure}, {})
            return not self._open(tree)

        return _least_figure(reaches, _ZERO)

    # -- surveys

    def _rises(self, code: str, needs: Decimal) -> tuple[Rise, ...]:
        weight = self._tree.nodes[code].weight or _ZERO
        per_point = coefficients(self._framework, code)
        found = []
        for item in self._framework.items_of(code):
            has = self._tree.nodes[item.code].value
            if has is None or has >= _FULL:
                continue
            alone = self._alone(code, item.code, has, needs)
            found.append(
                Rise(
                    item.code, has, (per_point[item.code] * weight / _FULL).quantize(_SHOWN), alone
                )
            )
        return tuple(sorted(found, key=lambda one: (-one.per_point * (_FULL - one.has), one.has)))

    def _alone(self, code: str, item: str, has: Decimal, needs: Decimal) -> Decimal | None:
        def reaches(figure: Decimal) -> bool:
            value = self._with({item: figure}).nodes[code].value
            return value is not None and value >= needs

        return _least_figure(reaches, has)

    def _together(self, code: str, needs: Decimal) -> Together | None:
        """As few of the lowest items as lift the instrument without being better than it."""
        low = sorted(
            (
                (value, item.code)
                for item in self._framework.items_of(code)
                if (value := self._tree.nodes[item.code].value) is not None and value < _FULL
            ),
            key=lambda one: one[0],
        )
        for count in range(1, len(low) + 1):
            chosen = [item for _, item in low[:count]]
            highest = low[count - 1][0]

            def reaches(figure: Decimal, chosen: Sequence[str] = chosen) -> bool:
                value = self._with(dict.fromkeys(chosen, figure)).nodes[code].value
                return value is not None and value >= needs

            to = _least_figure(reaches, highest)
            if to is not None and (to <= needs or count == len(low)):
                return Together(tuple(chosen), to)
        return None

    # -- OIT

    def _sets(self, needs: Decimal) -> Iterator[OitSet]:
        classes = self._classes()
        base = self._tree.nodes[OIT].value or _ZERO
        gains = [one.gain for one in classes for _ in one.items]
        for size in range(1, len(gains) + 1):
            if base + sum(gains[:size]) < needs - _SLACK:
                continue
            found = 0
            for counts in _ways(classes, size, needs - _SLACK - base):
                if self._suffices(classes, counts, needs, base):
                    yield OitSet(
                        tuple(
                            Pick(count, one.items)
                            for one, count in zip(classes, counts, strict=True)
                            if count
                        )
                    )
                    found += 1
                    if found == MOST_SETS:
                        return
            if found:
                return

    def _classes(self) -> "list[_Class]":
        """The unmet items in classes that stand alike, the one whose items bring most first."""
        per_point = coefficients(self._framework, OIT)
        unmet_items = [
            (self._framework.item_by_code[code].indicator, value, code)
            for code in self._oit
            if (value := self._tree.nodes[code].value or _ZERO) < _FULL
        ]
        unmet_items.sort(key=lambda one: one[:2])
        classes = [
            _Class(tuple(code for *_, code in rows), per_point[rows[0][2]] * (_FULL - alike[1]))
            for alike, same in groupby(unmet_items, key=lambda one: one[:2])
            for rows in [list(same)]
        ]
        return sorted(classes, key=lambda one: -one.gain)

    def _suffices(
        self, classes: "Sequence[_Class]", counts: Sequence[int], needs: Decimal, base: Decimal
    ) -> bool:
        gain = sum(
            (one.gain * count for one, count in zip(classes, counts, strict=True)), start=_ZERO
        )
        if base + gain >= needs + _SLACK:
            return True
        chosen = [
            code for one, count in zip(classes, counts, strict=True) for code in one.items[:count]
        ]
        value = self._with(dict.fromkeys(chosen, _FULL)).nodes[OIT].value
        return value is not None and value >= needs


class _Class(NamedTuple):
    """Unmet items of one indicator with one figure; ``gain`` is what each brings OIT when met."""

    items: tuple[str, ...]
    gain: Decimal


def coefficients(framework: Framework, instrument: str) -> dict[str, Decimal]:
    """How many points each item of an instrument brings it, by the rules that hold."""
    places = {place.code: place for place in framework.outline}
    return _spread(places, places[instrument], _ONE)


def _spread(places: Mapping[str, Place], place: Place, share: Decimal) -> dict[str, Decimal]:
    below = [places[code] for code in place.children]
    if place.rule is Rule.MEAN_OF_PARTS:
        shares = {one.code: share / len(below) for one in below}
    elif place.rule is Rule.WEIGHTED:
        leaves = _leaves(places, place)
        weights = {one.code: one.weight or _ZERO for one in leaves}
        whole = sum(weights.values())
        below, shares = leaves, {code: share * one / whole for code, one in weights.items()}
    else:
        items = _items(places, place)
        return {one.code: share / len(items) for one in items}
    found: dict[str, Decimal] = {}
    for one in below:
        found |= _spread(places, one, shares[one.code])
    return found


def _leaves(places: Mapping[str, Place], place: Place) -> list[Place]:
    if place.is_leaf:
        return [place]
    return [leaf for code in place.children for leaf in _leaves(places, places[code])]


def _items(places: Mapping[str, Place], place: Place) -> list[Place]:
    if place.kind is NodeKind.ITEM:
        return [place]
    return [item for code in place.children for item in _items(places, places[code])]


def _ways(classes: Sequence[_Class], size: int, least: Decimal) -> Iterator[tuple[int, ...]]:
    """How many of each class to take, ``size`` in all, so that at least ``least`` is gained."""
    if not classes:
        if size == 0 and least <= 0:
            yield ()
        return
    first, rest = classes[0], classes[1:]
    left = sum(len(one.items) for one in rest)
    for count in range(min(size, len(first.items)), max(size - left, 0) - 1, -1):
        # The classes stand by gain: what is still to take brings at most the next one's.
        most = first.gain * count + (rest[0].gain * (size - count) if rest else _ZERO)
        if most < least:
            return
        for others in _ways(rest, size - count, least - first.gain * count):
            yield (count, *others)


def _least_figure(reaches: Callable[[Decimal], bool], floor: Decimal) -> Decimal | None:
    """The least published figure from ``floor`` to 100 that reaches; None where 100 does not."""
    if not reaches(_FULL):
        return None
    low = int((floor / _CENT).to_integral_value(ROUND_UP))
    high = int(_FULL / _CENT)
    while low < high:
        middle = (low + high) // 2
        if reaches(middle * _CENT):
            high = middle
        else:
            low = middle + 1
    return high * _CENT
