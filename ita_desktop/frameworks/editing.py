"""A framework with something changed. Whether the result holds together, its checks say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

from ita_desktop.domain.framework import (
    SURVEY_SCALES,
    Framework,
    Indicator,
    Instrument,
    Item,
    ItemProcess,
    Option,
    Requirement,
    Scale,
    scale_options,
    turned,
    unturned,
)
from ita_desktop.frameworks.shipped import standard_options

Part = Instrument | Indicator | Item | Requirement
_P = TypeVar("_P", Instrument, Indicator, Item, Requirement)

TYPED, UNKNOWN = "supplied", "unknown"
"""Where a weight comes from that a clerk typed, or took away."""


def part_of(framework: Framework, code: str) -> Part | None:
    """The instrument, indicator, item or requirement of that ``code``."""
    return (
        framework.instrument_by_code.get(code)
        or framework.indicator_by_code.get(code)
        or framework.item_by_code.get(code)
        or next(
            (
                requirement
                for item in framework.items
                for requirement in item.requirements
                if requirement.code == code
            ),
            None,
        )
    )


def item_with(framework: Framework, requirement: str) -> Item | None:
    """The item that has the requirement of that code."""
    return next(
        (
            item
            for item in framework.items
            if any(other.code == requirement for other in item.requirements)
        ),
        None,
    )


def with_part(framework: Framework, part: Part) -> Framework:
    """``framework`` with ``part`` in the place of the one that has its code."""
    if isinstance(part, Instrument):
        return replace(framework, instruments=_put(framework.instruments, part))
    if isinstance(part, Indicator):
        return replace(framework, indicators=_put(framework.indicators, part))
    if isinstance(part, Item):
        return replace(framework, items=_put(framework.items, part))
    item = item_with(framework, part.code)
    if item is None:
        return framework
    return with_part(framework, replace(item, requirements=_put(item.requirements, part)))


def with_fields(framework: Framework, code: str, fields: Mapping[str, Any]) -> Framework:
    """``framework`` with fields of the part of that ``code`` changed."""
    part = part_of(framework, code)
    return framework if part is None else with_part(framework, replace(part, **fields))


def with_process(framework: Framework, requirement: str, unit: str) -> Framework:
    """``framework`` with a requirement that one unit has to meet by itself, as a process of its
    own; an empty ``unit`` makes it everybody's."""
    item = next(
        item
        for item in framework.items
        if any(point.code == requirement for point in item.requirements)
    )
    units = {process.requirement: process.unit for process in item.processes} | {requirement: unit}
    processes = tuple(
        ItemProcess(point.code, units[point.code])
        for point in item.requirements
        if units.get(point.code)
    )
    return with_part(framework, replace(item, processes=processes))


def with_new(framework: Framework, part: Indicator | Item) -> Framework:
    """``framework`` with a part more, behind the last of its like."""
    places = {indicator.code: at for at, indicator in enumerate(framework.indicators)}
    if isinstance(part, Item):
        here = places.get(part.indicator, len(places))
        before = [
            at for at, item in enumerate(framework.items) if places.get(item.indicator, -1) <= here
        ]
        return replace(framework, items=_put_in(framework.items, part, before))
    order = {instrument.code: at for at, instrument in enumerate(framework.instruments)}
    if part.parent:
        before = [
            at
            for at, indicator in enumerate(framework.indicators)
            if part.parent in {indicator.code, indicator.parent}
        ]
    else:
        here = order.get(part.instrument, len(order))
        before = [
            at
            for at, indicator in enumerate(framework.indicators)
            if order.get(indicator.instrument, -1) <= here
        ]
    return replace(framework, indicators=_put_in(framework.indicators, part, before))


def without(framework: Framework, codes: Iterable[str]) -> Framework:
    """``framework`` without these indicators (with all that lies below them), items and
    requirements. The weight of an indicator that loses sub-indicators follows."""
    gone = set(codes)
    gone |= {indicator.code for indicator in framework.indicators if indicator.parent in gone}
    items = tuple(
        _without_points(item, gone)
        for item in framework.items
        if item.code not in gone and item.indicator not in gone
    )
    indicators = tuple(
        indicator for indicator in framework.indicators if indicator.code not in gone
    )
    smaller = replace(framework, indicators=indicators, items=items)
    for indicator in framework.indicators:
        if indicator.code in gone and indicator.parent and indicator.parent not in gone:
            smaller = _summed(smaller, indicator.parent)
    return smaller


def moved_by(framework: Framework, code: str, step: int) -> Framework:
    """``framework`` with an item, indicator or requirement ``step`` places further among those
    beside it; at the ends it stays."""
    part = part_of(framework, code)
    if isinstance(part, Item):
        beside = [item for item in framework.items if item.indicator == part.indicator]
        return replace(framework, items=_shifted(framework.items, beside, part, step))
    if isinstance(part, Indicator):
        near = [
            indicator
            for indicator in framework.indicators
            if (indicator.instrument, indicator.parent) == (part.instrument, part.parent)
        ]
        return replace(framework, indicators=_shifted(framework.indicators, near, part, step))
    item = item_with(framework, code)
    if item is None or not isinstance(part, Requirement):
        return framework
    points = _shifted(item.requirements, item.requirements, part, step)
    return with_part(framework, replace(item, requirements=points))


def rescaled(
    framework: Framework,
    item: Item,
    scale: Scale,
    *,
    reverse: bool | None,
    options: Mapping[Scale, tuple[Option, ...]],
) -> Item:
    """``item`` answered on a scale, reversed or not. Its answers are those of the framework's
    other items on that scale, else those of ``options``; on its own scale it keeps its answers."""
    if scale is item.scale and item.options:
        answers = unturned(item)
    else:
        answers = scale_options(framework).get(scale) or options.get(scale, ())
    changed = replace(
        item, scale=scale, reversed=reverse, options=turned(answers) if reverse else answers
    )
    if scale is item.scale:
        return changed
    if scale not in SURVEY_SCALES:
        changed = replace(changed, parts=1, turned_parts=())
    return replace(changed, options_basis="")


def answered_as(framework: Framework, item: Item, other: Item) -> Item:
    """``item`` answered on the scale of ``other``, not reversed."""
    reverse = None if other.reversed is None else False
    return rescaled(framework, item, other.scale, reverse=reverse, options=standard_options())


def with_weights(framework: Framework, new: Mapping[str, Decimal | None]) -> Framework:
    """``framework`` with weights of instruments and sub-indicators by code; None says that a
    sub-indicator's weight is not known. The indicator above gets the sum."""
    parents: list[str] = []
    for code, weight in new.items():
        basis = UNKNOWN if weight is None else TYPED
        plain = None if weight is None else _plain(weight)
        framework = with_fields(framework, code, {"weight": plain, "weight_basis": basis})
        indicator = framework.indicator_by_code.get(code)
        if indicator is not None and indicator.parent:
            parents.append(indicator.parent)
    for parent in dict.fromkeys(parents):
        framework = _summed(framework, parent)
    return framework


def _plain(number: Decimal) -> Decimal:
    """30 and not 30.00, as a framework file has it."""
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()


def _summed(framework: Framework, parent: str) -> Framework:
    weights = [child.weight for child in framework.children(parent)]
    known = [weight for weight in weights if weight is not None]
    total = sum(known, Decimal(0)) if len(known) == len(weights) else None
    above = framework.indicator_by_code[parent]
    if above.weight == total:
        return framework
    basis = UNKNOWN if total is None else TYPED
    return with_part(framework, replace(above, weight=total, weight_basis=basis))


def _put(rows: tuple[_P, ...], part: _P) -> tuple[_P, ...]:
    return tuple(part if row.code == part.code else row for row in rows)


def _put_in(rows: tuple[_P, ...], part: _P, before: Sequence[int]) -> tuple[_P, ...]:
    placed = list(rows)
    placed.insert(max(before) + 1 if before else 0, part)
    return tuple(placed)


def _without_points(item: Item, gone: set[str]) -> Item:
    kept = tuple(requirement for requirement in item.requirements if requirement.code not in gone)
    if len(kept) == len(item.requirements):
        return item
    processes = tuple(process for process in item.processes if process.requirement not in gone)
    proofs = tuple(proof for proof in item.proofs if proof.requirement not in gone)
    return replace(item, requirements=kept, processes=processes, proofs=proofs)


def _shifted(rows: tuple[_P, ...], beside: Sequence[_P], part: _P, step: int) -> tuple[_P, ...]:
    """``rows`` with ``part`` moved among those beside it; the places of all others stay."""
    order = [instrument for instrument in beside if instrument.code != part.code]
    at = [instrument.code for instrument in beside].index(part.code)
    order.insert(min(max(at + step, 0), len(order)), part)
    codes = {instrument.code for instrument in beside}
    turn = iter(order)
    return tuple(next(turn) if row.code in codes else row for row in rows)
