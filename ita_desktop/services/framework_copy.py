"""Corrections of a year's own copy of the framework: how its parts are weighed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import Framework, Indicator, Instrument, NodeKind, Rule
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import names
from ita_desktop.storage.framework_copy import content_of
from ita_desktop.storage.workspace import Workspace

WHOLE = Decimal(100)
"""What the weights of the instruments sum to, in per cent of the total."""

_TYPED, _UNKNOWN = "supplied", "unknown"


@dataclass(frozen=True, slots=True)
class Weight:
    """The weight of an instrument (per cent of the total) or of one of its sub-indicators
    (points); None while it is not known."""

    code: str
    name: str
    value: Decimal | None
    instrument: str
    """The instrument that a sub-indicator belongs to; empty for an instrument."""


@dataclass(frozen=True, slots=True)
class WeightGap:
    """Weights that do not add up: those below ``code`` (empty: the instruments) sum to ``sum``
    and not to ``whole``. ``unknown`` names those that have none."""

    code: str
    sum: Decimal
    whole: Decimal
    unknown: tuple[str, ...]


def weights(data: YearData) -> tuple[Weight, ...]:
    """Every weight of the year that scores depend on, in printed order."""
    framework = data.framework
    rows = []
    for instrument in framework.instruments:
        rows.append(Weight(instrument.code, instrument.name, instrument.weight, ""))
        if instrument.rule is Rule.WEIGHTED:
            rows += [
                Weight(one.code, one.name, one.weight, instrument.code)
                for one in _leaves(framework, instrument)
            ]
    return tuple(rows)


def weight_gaps(data: YearData) -> tuple[WeightGap, ...]:
    """Where the year's weights do not add up: the instruments to 100, the sub-indicators of an
    instrument to its own weight."""
    rows = weights(data)
    groups = [("", [one for one in rows if not one.instrument], WHOLE)]
    for instrument in data.framework.instruments:
        below = [one for one in rows if one.instrument == instrument.code]
        if below:
            groups.append((instrument.code, below, instrument.weight))
    found = []
    for code, below, whole in groups:
        total = sum((one.value for one in below if one.value is not None), Decimal(0))
        unknown = tuple(one.code for one in below if one.value is None)
        if unknown or total != whole:
            found.append(WeightGap(code, total, whole, unknown))
    return tuple(found)


def set_weights(workspace: Workspace, year: int, new: Mapping[str, Decimal | None]) -> None:
    """Writes weights of instruments and sub-indicators by code, in one unit of work; None says
    that a sub-indicator's weight is not known. The indicator above gets the sum.

    Raises InputError for a code that has no weight of its own, a weight outside 0-100, and an
    instrument without one.
    """
    data = workspace.year(year)
    for code, value in new.items():
        _check(data, code, value)
    parts: dict[str, Instrument | Indicator] = {}
    framework = data.framework
    for code, value in new.items():
        if code in framework.instrument_by_code and value is not None:
            part = framework.instrument_by_code[code]
            parts[code] = replace(part, weight=value, weight_basis=_TYPED)
        else:
            parts[code] = _weighed(framework.indicator_by_code[code], value)
    for parent in {one.parent for one in parts.values() if isinstance(one, Indicator)} - {""}:
        parts[parent] = _weighed(framework.indicator_by_code[parent], _sum(framework, parent, new))
    nodes = {(one.kind, one.code): one for one in workspace.framework_nodes(data.fiscal_year.id)}
    with workspace.change("แก้น้ำหนัก {which}", which=names(list(new), "แห่ง")) as change:
        for code, changed in parts.items():
            kind = NodeKind.INSTRUMENT if isinstance(changed, Instrument) else NodeKind.INDICATOR
            change.update(nodes[kind.value, code], content=content_of(changed))


def _weighed(indicator: Indicator, weight: Decimal | None) -> Indicator:
    return replace(indicator, weight=weight, weight_basis=_UNKNOWN if weight is None else _TYPED)


def _sum(framework: Framework, parent: str, new: Mapping[str, Decimal | None]) -> Decimal | None:
    below = [new.get(one.code, one.weight) for one in framework.children(parent)]
    known = [one for one in below if one is not None]
    return sum(known, Decimal(0)) if len(known) == len(below) else None


def _leaves(framework: Framework, instrument: Instrument) -> list[Indicator]:
    return [
        leaf
        for one in framework.indicators_of(instrument.code)
        for leaf in (framework.children(one.code) or (one,))
    ]


def _check(data: YearData, code: str, value: Decimal | None) -> None:
    known = {one.code: one for one in weights(data)}
    if code not in known:
        raise InputError(
            "{code} ไม่มีน้ำหนักของตัวเอง",
            remedy="แก้น้ำหนักของ {known}",
            code=code,
            known=" ".join(known),
        )
    if value is None and not known[code].instrument:
        raise InputError("น้ำหนักของ {code} ว่างไม่ได้", remedy="พิมพ์ตัวเลข เช่น 30", code=code)
    if value is not None and not 0 <= value <= WHOLE:
        raise InputError(
            "น้ำหนักของ {code} ต้องอยู่ระหว่าง 0 ถึง 100",
            remedy="พิมพ์ตัวเลข เช่น 8 หรือ 2.5",
            code=code,
        )
