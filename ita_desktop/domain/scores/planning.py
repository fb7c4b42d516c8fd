"""Which OIT and survey items to improve, and by how much, to reach a better level; and the points
lost between 100 and the total, by indicator.

An OIT item is met or not, so the plan lists the smallest sufficient sets of unmet items. A survey
item improves by degrees, so the plan gives the score that it needs, alone or together with the
lowest others; an indicator takes the place of items that are not known. Scores are published ones
(two decimals): the score tree with the planned scores must have the level.

Losses are points of the total (0-100), two decimals; losses and total add up to 100.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_FLOOR, ROUND_UP, Decimal
from itertools import groupby
from typing import NamedTuple, TypeAlias

from ita_desktop.domain.framework import Framework, FrameworkPlace, Level, NodeKind, Rule
from ita_desktop.domain.scores.levels import UnmetCondition, unmet
from ita_desktop.domain.scores.progress import OIT
from ita_desktop.domain.scores.scoring import ScoreNode, ScoreTree, round_score, what_if

_ZERO = Decimal(0)
_ONE = Decimal(1)
_FULL = Decimal(100)
_SHOWN = Decimal("0.0001")
_TOLERANCE = Decimal("0.05")
"""Upper bound of the rounding errors between an item and the total."""
MOST_SETS = 50
"""Maximum number of equivalent sets to list."""


class ItemChoice(NamedTuple):
    """Any ``take`` of the interchangeable ``items`` of one indicator."""

    take: int
    items: tuple[str, ...]


class OitSet(NamedTuple):
    """A smallest sufficient set of OIT items."""

    picks: tuple[ItemChoice, ...]

    @property
    def size(self) -> int:
        return sum(pick.take for pick in self.picks)


class PossibleGain(NamedTuple):
    """How a survey item, or an indicator whose items are not known, can contribute. Scores are per
    cent (0-100)."""

    code: str
    has: Decimal
    per_point: Decimal
    """Points of the total per point of the item."""
    alone: Decimal | None
    """The score with which it suffices alone for its instrument; None if 100 does not."""


class CommonRaise(NamedTuple):
    """The lowest items of an instrument (see :class:`PossibleGain`), all raised to one score."""

    items: tuple[str, ...]
    to: Decimal


class LevelPart(NamedTuple):
    """The contribution of one instrument to the level."""

    code: str
    has: Decimal | None
    needs: Decimal | None
    """The score needed, given the assumption about the others; None if unknown or above 100."""
    rises: tuple[PossibleGain, ...] = ()
    """Of a survey: items below 100, in descending order of ``per_point``, then the lowest first."""
    together: CommonRaise | None = None
    sets: tuple[OitSet, ...] = ()
    """Of OIT: the smallest sufficient sets; empty if none is needed or possible, or only the score
    of the whole instrument is known."""

    @property
    def missing(self) -> Decimal | None:
        """Points that are missing; zero if the score suffices, None if not known."""
        if self.has is None or self.needs is None:
            return None
        return max(self.needs - self.has, _ZERO)


# The instrument scores that are needed to reach a level.
#
# The score needed of one instrument assumes that the others have the level's minimum of each
# instrument or, if no instrument could then suffice alone, that all reach a common score. Scores
# are published ones (0-100, two decimals); the total is computed as in the score tree.

_CENT = Decimal("0.01")

Way: TypeAlias = Mapping[str, Decimal]
"""Minimum score by instrument: the level is reached with these if all other scores stay
unchanged."""


class LevelWays:
    """The instruments of a ``tree`` and the scores they need for ``target``, a level of its set."""

    def __init__(self, tree: ScoreTree, target: Level) -> None:
        self._target = target
        self._weights = {node.code: node.weight or _ZERO for node in tree.instruments}
        self._whole = sum(self._weights.values(), _ZERO)
        self._values = {
            node.code: node.value for node in tree.instruments if node.value is not None
        }
        self._least = target.each_instrument_min or _ZERO
        self.together_to = self._common_score()
        """Common score that all instruments need; None if one can suffice or has no score."""

    def needs(self, code: str) -> Decimal | None:
        """Return the minimum score of an instrument, given the assumption about the others (while
        one of them has no score: that all have the level's mark); None if it is above 100."""
        if self.together_to is not None:
            return self.together_to
        if self._values.keys() | {code} != self._weights.keys():
            return self._target.mark
        return least_figure(lambda figure: self._reaches({code: figure}, self._least), _ZERO)

    def ways(self) -> tuple[Way, ...]:
        """Return the alternative ways to the level, the cheapest first: OIT alone, which is the
        office's own work, then by points needed. Empty if the level is reached or cannot be, or an
        instrument has no score."""
        if self._reaches({}, _ZERO):
            return ()
        found = [way for way in self._candidates() if self._reaches(way, _ZERO)]
        return tuple(sorted(found, key=lambda way: (way.keys() != {OIT}, self._points(way))))

    def _candidates(self) -> Iterator[Way]:
        """Yield the common score of all if one instrument cannot suffice; else each instrument's
        minimum, and if needed one instrument raised further."""
        if self.together_to is not None:
            yield self._below(self.together_to)
        elif self._reaches({}, self._least):
            yield self._below(self._least)
        else:
            for code, has in self._values.items():
                figure = self.needs(code)
                if figure is not None and figure > has:
                    yield self._below(self._least) | {code: figure}

    def _below(self, figure: Decimal) -> dict[str, Decimal]:
        return {code: figure for code, has in self._values.items() if has < figure}

    def _points(self, way: Way) -> Decimal:
        return sum((figure - self._values[code] for code, figure in way.items()), _ZERO)

    def _common_score(self) -> Decimal | None:
        alone = (self._reaches({code: _FULL}, self._least) for code in self._values)
        if any(alone):
            return None
        return least_figure(lambda figure: self._reaches({}, figure), self._least)

    def _reaches(self, figures: Way, others: Decimal) -> bool:
        """Return whether the level is reached with ``figures``, and at least ``others`` for the
        rest."""
        values = {code: max(value, others) for code, value in self._values.items()}
        values.update(figures)
        total: Decimal | None = None
        if self._whole and len(values) == len(self._weights):
            weighted = sum((self._weights[code] * has for code, has in values.items()), _ZERO)
            total = round_score(weighted / self._whole)
        scores = {code: values.get(code) for code in self._weights}
        return not unmet(self._target, total, scores)


def least_figure(reaches: Callable[[Decimal], bool], floor: Decimal) -> Decimal | None:
    """Return the least score from ``floor`` to 100 that ``reaches``, or None."""
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


class LevelPlan(NamedTuple):
    """How ``target`` can be reached."""

    target: Level
    open: tuple[UnmetCondition, ...]
    """The conditions that do not hold yet; empty if the level is reached."""
    beyond_oit: tuple[UnmetCondition, ...]
    """Those that would not hold even with every OIT item met."""
    parts: tuple[LevelPart, ...]
    ways: tuple[Way, ...]
    """The alternative ways to the level, the cheapest first; empty while an instrument has no
    score."""
    together_to: Decimal | None
    """Common score that every instrument needs; None if a single one can suffice."""

    @property
    def reached(self) -> bool:
        return not self.open

    @property
    def one_suffices(self) -> bool:
        """Whether each of the ways needs only one instrument."""
        return bool(self.ways) and all(len(way) == 1 for way in self.ways)

    @property
    def cheapest(self) -> tuple[LevelPart, ...]:
        """The parts of the cheapest way; without ways, all parts with missing points."""
        if self.ways:
            return tuple(part for part in self.parts if part.code in self.ways[0])
        return tuple(part for part in self.parts if part.missing)


def plan(framework: Framework, tree: ScoreTree, target: Level) -> LevelPlan:
    """Return how to raise ``tree`` to ``target``, a level of the framework's set.

    OIT items without a mark count as not met.
    """
    return _Planner(framework, tree, target).plan()


class _Planner:
    def __init__(self, framework: Framework, tree: ScoreTree, target: Level) -> None:
        self._framework = framework
        self._target = target
        self._oit = [item.code for item in framework.items_of(OIT)]
        unknown = {code: _ZERO for code in self._oit if tree.nodes[code].value is None}
        # If only the official score of the whole instrument is known, it is kept.
        stands = len(unknown) == len(self._oit) and tree.nodes[OIT].value is not None
        self._judged = not stands
        self._tree = tree if stands or not unknown else what_if(framework, tree, unknown)
        self._ways = LevelWays(self._tree, target)
        self._bases: dict[frozenset[str], Decimal] = {}

    def plan(self) -> LevelPlan:
        now = self._open(self._tree)
        best = self._open(self._with(dict.fromkeys(self._oit, _FULL)))
        parts = [self._part(node.code) for node in self._tree.instruments]
        beyond, ways = best if now else (), self._ways.ways() if now else ()
        return LevelPlan(self._target, now, beyond, tuple(parts), ways, self._ways.together_to)

    def _open(self, tree: ScoreTree) -> tuple[UnmetCondition, ...]:
        instruments = {node.code: node.value for node in tree.instruments}
        return unmet(self._target, tree.total.value, instruments)

    def _with(self, scores: Mapping[str, Decimal]) -> ScoreTree:
        return what_if(self._framework, self._tree, scores) if scores else self._tree

    # -- instruments

    def _part(self, code: str) -> LevelPart:
        has = self._tree.nodes[code].value
        needs = self._ways.needs(code)
        part = LevelPart(code, has, needs)
        if has is None or needs is None or has >= needs:
            return part
        if code == OIT:
            return part._replace(sets=tuple(self._sets(needs)))
        return part._replace(rises=self._rises(code, needs), together=self._together(code, needs))

    # -- survey items

    def _open_places(self, code: str) -> list[tuple[str, Decimal]]:
        """Return what can be raised in a survey, with its score: items, or an indicator if not all
        of its items are known."""
        nodes = self._tree.nodes
        found = []
        for part in nodes[code].children:
            items = [item.code for item in self._framework.items_of(part)]
            known = bool(items) and all(nodes[item].value is not None for item in items)
            found += items if known else [part]
        values = ((text, nodes[text].value) for text in found)
        return [(code, value) for code, value in values if value is not None and value < _FULL]

    def _rises(self, code: str, needs: Decimal) -> tuple[PossibleGain, ...]:
        weight = self._tree.nodes[code].weight or _ZERO
        per_point = coefficients(self._framework, code)
        found = []
        for place, has in self._open_places(code):
            items = [place] if place in per_point else self._codes_below(place)
            share = sum((per_point[item] for item in items), _ZERO)
            brings = (share * weight / _FULL).quantize(_SHOWN)
            found.append(PossibleGain(place, has, brings, self._alone(code, place, has, needs)))
        return tuple(sorted(found, key=lambda rise: (-rise.per_point, rise.has)))

    def _codes_below(self, place: str) -> list[str]:
        return [item.code for item in self._framework.items_of(place)]

    def _alone(self, code: str, place: str, has: Decimal, needs: Decimal) -> Decimal | None:
        def reaches(figure: Decimal) -> bool:
            value = self._with({place: figure}).nodes[code].value
            return value is not None and value >= needs

        return least_figure(reaches, has)

    def _together(self, code: str, needs: Decimal) -> CommonRaise | None:
        """Return the fewest lowest items that suffice when raised to at most ``needs``."""
        low = sorted(self._open_places(code), key=lambda pair: pair[1])
        for count in range(1, len(low) + 1):
            chosen = [place for place, _ in low[:count]]
            highest = low[count - 1][1]

            def reaches(figure: Decimal, chosen: Sequence[str] = chosen) -> bool:
                value = self._with(dict.fromkeys(chosen, figure)).nodes[code].value
                return value is not None and value >= needs

            to = least_figure(reaches, highest)
            if to is not None and (to <= needs or count == len(low)):
                return CommonRaise(tuple(chosen), to)
        return None

    # -- OIT

    def _sets(self, needs: Decimal) -> Iterator[OitSet]:
        if not self._judged:
            return
        classes = self._classes()
        now = self._tree.nodes[OIT].value or _ZERO
        most = now + self._printed_deviation() + _TOLERANCE
        gains = [class_.gain for class_ in classes for _ in class_.items]
        for size in range(1, len(gains) + 1):
            if most + sum(gains[:size]) < needs:
                continue
            found = 0
            for counts in _ways(classes, size, needs - most):
                if self._suffices(classes, counts, needs):
                    yield OitSet(
                        tuple(
                            ItemChoice(count, class_.items)
                            for class_, count in zip(classes, counts, strict=True)
                            if count
                        )
                    )
                    found += 1
                    if found == MOST_SETS:
                        return
            if found:
                return

    def _printed_deviation(self) -> Decimal:
        """Return how far OIT can change when an item is met and the printed figures above it, which
        differ from the computed ones, are no longer used."""
        below = (self._framework.indicator_by_code[code] for code in self._tree.nodes[OIT].children)
        codes = [
            OIT,
            *(child.code for top in below for child in (top, *self._framework.children(top.code))),
        ]
        apart = (self._tree.nodes[code].difference for code in codes)
        return sum((abs(figure) for figure in apart if figure is not None), _ZERO)

    def _base(self, touched: "Iterable[_Class]") -> Decimal:
        """Return the OIT score without the printed figures above items of these classes."""
        marks = {
            class_.items[0]: self._tree.nodes[class_.items[0]].value or _ZERO for class_ in touched
        }
        known = self._bases.get(frozenset(marks))
        if known is None:
            known = self._bases[frozenset(marks)] = self._with(marks).nodes[OIT].value or _ZERO
        return known

    def _classes(self) -> "list[_Class]":
        """Return the unmet items grouped by indicator and mark, by descending gain."""
        per_point = coefficients(self._framework, OIT)
        unmet_items = [
            (self._framework.item_by_code[code].indicator, value, code)
            for code in self._oit
            if (value := self._tree.nodes[code].value or _ZERO) < _FULL
        ]
        unmet_items.sort(key=lambda pair: pair[:2])
        classes = [
            _Class(tuple(code for *_, code in rows), per_point[rows[0][2]] * (_FULL - alike[1]))
            for alike, same in groupby(unmet_items, key=lambda pair: pair[:2])
            for rows in [list(same)]
        ]
        return sorted(classes, key=lambda class_: -class_.gain)

    def _suffices(self, classes: "Sequence[_Class]", counts: Sequence[int], needs: Decimal) -> bool:
        taken = [(class_, count) for class_, count in zip(classes, counts, strict=True) if count]
        gain = sum((class_.gain * count for class_, count in taken), start=_ZERO)
        about = self._base(class_ for class_, _ in taken) + gain
        if abs(about - needs) >= _TOLERANCE:
            return about > needs
        chosen = [code for class_, count in taken for code in class_.items[:count]]
        value = self._with(dict.fromkeys(chosen, _FULL)).nodes[OIT].value
        return value is not None and value >= needs


class _Class(NamedTuple):
    """Unmet items of one indicator with one mark; ``gain`` is the OIT points of each when met."""

    items: tuple[str, ...]
    gain: Decimal


def coefficients(framework: Framework, instrument: str) -> dict[str, Decimal]:
    """Return the points of the instrument per point of each item, by the effective rules."""
    places = {place.code: place for place in framework.outline}
    return _spread(places, places[instrument], _ONE)


def _spread(
    places: Mapping[str, FrameworkPlace], place: FrameworkPlace, share: Decimal
) -> dict[str, Decimal]:
    below = [places[code] for code in place.children]
    if place.rule is Rule.MEAN_OF_PARTS:
        shares = {framework_place.code: share / len(below) for framework_place in below}
    elif place.rule is Rule.WEIGHTED:
        leaves = _leaves(places, place)
        weights = {leaf.code: leaf.weight or _ZERO for leaf in leaves}
        whole = sum(weights.values())
        below, shares = leaves, {code: share * score / whole for code, score in weights.items()}
    else:
        items = _items(places, place)
        return {item.code: share / len(items) for item in items}
    found: dict[str, Decimal] = {}
    for child in below:
        found |= _spread(places, child, shares[child.code])
    return found


def _leaves(places: Mapping[str, FrameworkPlace], place: FrameworkPlace) -> list[FrameworkPlace]:
    if place.is_leaf:
        return [place]
    return [leaf for code in place.children for leaf in _leaves(places, places[code])]


def _items(places: Mapping[str, FrameworkPlace], place: FrameworkPlace) -> list[FrameworkPlace]:
    if place.kind is NodeKind.ITEM:
        return [place]
    return [item for code in place.children for item in _items(places, places[code])]


def _ways(classes: Sequence[_Class], size: int, least: Decimal) -> Iterator[tuple[int, ...]]:
    """Yield how many items to take of each class, ``size`` in all, to gain at least ``least``."""
    if not classes:
        if size == 0 and least <= 0:
            yield ()
        return
    first, rest = classes[0], classes[1:]
    left = sum(len(class_.items) for class_ in rest)
    for count in range(min(size, len(first.items)), max(size - left, 0) - 1, -1):
        # Classes are sorted by gain: each further item gains at most that of the next class.
        most = first.gain * count + (rest[0].gain * (size - count) if rest else _ZERO)
        if most < least:
            return
        for others in _ways(rest, size - count, least - first.gain * count):
            yield (count, *others)


class IndicatorLoss(NamedTuple):
    """The loss of one indicator; of a whole instrument if its score does not follow from its
    indicators or not all of them are known."""

    code: str
    name: str
    points: Decimal


class Losses(NamedTuple):
    """The points lost, in printed order, and the total."""

    parts: tuple[IndicatorLoss, ...]
    total: Decimal

    @property
    def points(self) -> Decimal:
        """The sum of all losses."""
        return _FULL - self.total


def losses(framework: Framework, tree: ScoreTree) -> Losses | None:
    """Return the losses; None while an instrument has no score.

    A printed total that does not follow from the instruments is replaced by the computed one.
    """
    if any(node.value is None for node in tree.instruments):
        return None
    raw = [part for node in tree.instruments for part in _of_instrument(framework, tree, node)]
    total = _FULL - sum((part.points for part in raw), Decimal(0))
    official = tree.total.value
    if official is not None and abs(official - total) <= _TOLERANCE:
        total = official
    total = round_score(total)
    points = _rounded([part.points for part in raw], _FULL - total)
    parts = (part._replace(points=score) for part, score in zip(raw, points, strict=True))
    return Losses(tuple(parts), total)


def _of_instrument(
    framework: Framework, tree: ScoreTree, node: ScoreNode
) -> Iterator[IndicatorLoss]:
    whole = (_FULL - (node.value or Decimal(0))) * (node.weight or Decimal(0)) / _FULL
    shares = coefficients(framework, node.code)
    parts = []
    for child in tree.children(node.code):
        share = sum((shares[item.code] for item in framework.items_of(child.code)), Decimal(0))
        value = child.value if child.value is not None else -_FULL
        points = share * (_FULL - value) * (node.weight or Decimal(0)) / _FULL
        parts.append(IndicatorLoss(child.code, child.name, points))
    if abs(sum((part.points for part in parts), Decimal(0)) - whole) <= _TOLERANCE:
        yield from parts
    else:
        yield IndicatorLoss(node.code, node.name, whole)


def _rounded(points: Sequence[Decimal], whole: Decimal) -> list[Decimal]:
    """Round ``points`` to two decimals that add up to ``whole`` (largest remainder method)."""
    floors = [point.quantize(_CENT, ROUND_FLOOR) for point in points]
    left = int((whole - sum(floors, Decimal(0))) / _CENT)
    step = _CENT if left > 0 else -_CENT
    order = sorted(
        (number for number, point in enumerate(points) if step > 0 or floors[number] > 0),
        key=lambda number: (points[number] - floors[number]) * -step,
    )
    for turn in range(abs(left) if order else 0):
        floors[order[turn % len(order)]] += step
    return floors
