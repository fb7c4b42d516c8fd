"""The weights of a framework that scores depend on."""

from decimal import Decimal

from ita_desktop.domain.framework import Framework, Indicator, Instrument, Rule
from ita_desktop.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Weight:
    """The weight of an instrument (per cent of the total) or sub-indicator (points); None if
    unknown."""

    code: str
    name: str
    value: Decimal | None
    instrument: str
    """The instrument of a sub-indicator; empty for an instrument."""


def weights_of(framework: Framework) -> tuple[Weight, ...]:
    """Return every weight of a framework that scores depend on, in printed order."""
    rows = []
    for instrument in framework.instruments:
        rows.append(Weight(instrument.code, instrument.name, instrument.weight, ""))
        if instrument.rule is Rule.WEIGHTED:
            rows += [
                Weight(leaf.code, leaf.name, leaf.weight, instrument.code)
                for leaf in _leaves(framework, instrument)
            ]
    return tuple(rows)


def _leaves(framework: Framework, instrument: Instrument) -> list[Indicator]:
    return [
        leaf
        for indicator in framework.indicators_of(instrument.code)
        for leaf in (framework.children(indicator.code) or (indicator,))
    ]
