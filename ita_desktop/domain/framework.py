"""A year's framework: what is assessed, how it is weighed, and how a score becomes a level.

Weights of instruments are per cent of the total; weights of indicators are points (OIT: of 40).
Sources of the facts stand in the framework files themselves.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from ita_desktop.domain.dates import BUDDHIST_OFFSET
from ita_desktop.domain.frozen import dataclass


class Rule(StrEnum):
    """How a node's score follows from what lies below it."""

    MEAN_OF_ITEMS = "mean_of_items"
    """The mean of all items below, every item equal (IIT, EIT, indicators 1-8, sub-indicators)."""
    WEIGHTED = "weighted"
    """The mean of the sub-indicators below, weighted with their points (OIT and indicators 9, 10).
    While a sub-indicator's weight is unknown the node is a mean of items."""
    MEAN_OF_PARTS = "mean_of_parts"
    """The mean of what lies directly below, every part equal (instruments of 2564)."""


class Scale(StrEnum):
    """How an item is answered."""

    LIKERT6 = "likert6"
    BINARY = "binary"
    DISCLOSURE = "disclosure_0_100"
    UNKNOWN = "unknown"


class RequirementsBasis(StrEnum):
    """How well an item's checklist is founded."""

    UNKNOWN = ""
    OFFICIAL = "official_checklist"
    """The points of the assessor's own framework."""
    DISTRICT_MEASURES = "district_measures"
    """What one district's measures set out to do; not the assessor's criteria."""


class NodeKind(StrEnum):
    """What a place in the score tree is."""

    TOTAL = "total"
    INSTRUMENT = "instrument"
    INDICATOR = "indicator"
    SUB_INDICATOR = "sub_indicator"
    ITEM = "item"


TOTAL = "ITA"
"""The code of the total, the root of every score tree."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a survey item; ``points`` is what it scores (0-100)."""

    number: int
    label: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Requirement:
    """One checkable point of what an OIT item must publish. ``code`` is like ``O6.3``."""

    code: str
    text: str
    part: str = ""
    optional: bool = False
    """A hint, or a point for some cases only: an item is complete without it."""


@dataclass(frozen=True, slots=True)
class Formats:
    """In which formats an item must be published."""

    pdf: bool = False
    machine_readable: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    layout: str = ""
    applies_to: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """What time an item's data must cover.

    ``start`` and ``end`` are ISO months of Christian years (``2024-10``).
    """

    label: str
    start: str = ""
    end: str = ""
    minimum: bool = False
    granularity: str = ""
    every_month: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A question (I, E) or a piece of data to publish (O). Identified by framework and code."""

    code: str
    indicator: str
    title: str
    scale: Scale = Scale.UNKNOWN
    reversed: bool | None = None
    options: tuple[Option, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    formats: Formats | None = None
    period: Period | None = None
    as_of: date | None = None
    responsible: tuple[str, ...] = ()
    monitoring: str = ""
    variants: tuple[tuple[str, str], ...] = ()
    """Wording for each kind of service: (service, wording)."""
    title_variants: tuple[tuple[int, str], ...] = ()
    """Other printed wordings: (fiscal year, wording)."""
    note: str = ""
    source: str = ""
    requirements_basis: RequirementsBasis = RequirementsBasis.UNKNOWN

    @property
    def by_service(self) -> str:
        """Its wording in tables that name each kind of service on a line; nothing where it is asked
        alike of all."""
        return "\n".join(service for service, _wording in self.variants)


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator (``9``) or, with a ``parent``, a sub-indicator (``9.1``)."""

    code: str
    instrument: str
    name: str
    name_en: str = ""
    parent: str = ""
    weight: Decimal | None = None
    weight_basis: str = ""
    """``printed``, ``derived`` (follows from printed scores), ``supplied`` or ``unknown``."""
    rule: Rule = Rule.MEAN_OF_ITEMS
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Instrument:
    """IIT, EIT or OIT. ``weight`` is per cent of the total (30, 30, 40)."""

    code: str
    name: str
    name_en: str
    weight: Decimal
    rule: Rule = Rule.MEAN_OF_ITEMS
    respondents: tuple[str, ...] = ()
    sample_minimum: int | None = None
    sample_condition: str = ""
    source: str = ""
    sample_groups: int | None = None
    general_requirements: tuple[str, ...] = ()
    """What holds for every item of the instrument."""
    note: str = ""
    weight_basis: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """One result level: reached with ``total_min`` and, where given, each instrument's minimum."""

    code: str
    name: str
    total_min: Decimal
    each_instrument_min: Decimal | None = None


@dataclass(frozen=True)
class LevelSet:
    """The levels that a year uses, best first; the first whose conditions hold is the result."""

    code: str
    name: str
    levels: tuple[Level, ...]
    status: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CalendarDefault:
    """A date that the ITA year usually has, before the clerk enters the real one."""

    code: str
    title: str
    month: int
    day: int
    basis: str = ""
    """``printed`` in a source, ``derived`` or ``assumed``."""

    def in_year(self, fiscal_year: int) -> date:
        """The day in the Buddhist ``fiscal_year``; October to December lie in the year before."""
        christian = fiscal_year - BUDDHIST_OFFSET
        return date(christian - 1 if self.month >= 10 else christian, self.month, self.day)


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document that facts were taken from; facts cite it as ``id:lines`` (``004:362``)."""

    id: str
    about: str


@dataclass(frozen=True, slots=True)
class FrameworkPlace:
    """One place in a framework's outline: what it is, where it hangs, how its score follows."""

    code: str
    kind: NodeKind
    name: str
    parent: str
    weight: Decimal | None
    rule: Rule
    """The rule that really holds: ``WEIGHTED`` only where every weight that it needs is known."""
    children: tuple[str, ...]
    is_leaf: bool
    """An indicator without sub-indicators."""


@dataclass(frozen=True)
class Framework:
    """Everything that is assessed in a year, in printed order."""

    code: str
    title: str
    fiscal_years: tuple[int, ...]
    instruments: tuple[Instrument, ...]
    indicators: tuple[Indicator, ...]
    items: tuple[Item, ...]
    levels: LevelSet
    response_system: str = ""
    notes: tuple[str, ...] = ()
    calendar: tuple[CalendarDefault, ...] = ()
    sources: tuple[SourceDocument, ...] = ()

    @cached_property
    def item_by_code(self) -> MappingProxyType[str, Item]:
        return MappingProxyType({item.code: item for item in self.items})

    @cached_property
    def indicator_by_code(self) -> MappingProxyType[str, Indicator]:
        return MappingProxyType({indicator.code: indicator for indicator in self.indicators})

    @cached_property
    def instrument_by_code(self) -> MappingProxyType[str, Instrument]:
        return MappingProxyType({instrument.code: instrument for instrument in self.instruments})

    @cached_property
    def outline(self) -> tuple[FrameworkPlace, ...]:
        """The total, instruments, indicators, sub-indicators and items in printed order.

        Every place stands before what lies below it. Items of unknown indicators are left out.
        """
        below = [
            place
            for instrument in self.instruments
            for place in self._instrument_places(instrument)
        ]
        children = tuple(instrument.code for instrument in self.instruments)
        return (
            FrameworkPlace(
                TOTAL, NodeKind.TOTAL, TOTAL, "", None, Rule.WEIGHTED, children, is_leaf=False
            ),
            *below,
        )

    def _instrument_places(self, instrument: Instrument) -> list[FrameworkPlace]:
        indicators = self.indicators_of(instrument.code)
        below = [
            place for indicator in indicators for place in self._places(indicator, instrument.code)
        ]
        return [
            FrameworkPlace(
                instrument.code,
                NodeKind.INSTRUMENT,
                instrument.name,
                TOTAL,
                instrument.weight,
                _rule_that_holds(instrument.rule, below),
                tuple(indicator.code for indicator in indicators),
                is_leaf=False,
            ),
            *below,
        ]

    def _places(self, indicator: Indicator, parent: str) -> list[FrameworkPlace]:
        subs = self.children(indicator.code)
        items = [item for item in self.items if item.indicator == indicator.code]
        below = [place for sub in subs for place in self._places(sub, indicator.code)]
        return [
            FrameworkPlace(
                indicator.code,
                NodeKind.SUB_INDICATOR if indicator.parent else NodeKind.INDICATOR,
                indicator.name,
                parent,
                indicator.weight,
                _rule_that_holds(indicator.rule, below),
                (*(sub.code for sub in subs), *(item.code for item in items)),
                is_leaf=not subs,
            ),
            *below,
            *(
                FrameworkPlace(
                    item.code,
                    NodeKind.ITEM,
                    item.title,
                    indicator.code,
                    None,
                    Rule.MEAN_OF_ITEMS,
                    (),
                    is_leaf=False,
                )
                for item in items
            ),
        ]

    def children(self, code: str) -> tuple[Indicator, ...]:
        """The sub-indicators of indicator ``code``, in order."""
        return tuple(indicator for indicator in self.indicators if indicator.parent == code)

    def indicators_of(self, instrument: str) -> tuple[Indicator, ...]:
        """The indicators of an instrument (not the sub-indicators), in order."""
        return tuple(
            indicator
            for indicator in self.indicators
            if indicator.instrument == instrument and not indicator.parent
        )

    def items_of(self, code: str) -> tuple[Item, ...]:
        """The items of an instrument, indicator or sub-indicator, in order."""
        if code in self.instrument_by_code:
            within = {
                indicator.code for indicator in self.indicators if indicator.instrument == code
            }
        else:
            within = {code, *(child.code for child in self.children(code))}
        return tuple(item for item in self.items if item.indicator in within)

    def instrument_of(self, item_code: str) -> str:
        """The instrument code of an item."""
        return self.indicator_by_code[self.item_by_code[item_code].indicator].instrument


def _rule_that_holds(rule: Rule, below: list[FrameworkPlace]) -> Rule:
    """``rule``, or for weighted parts the mean of items while a leaf's weight is unknown."""
    if rule is not Rule.WEIGHTED:
        return rule
    weights = [place.weight for place in below if place.is_leaf]
    known = [weight for weight in weights if weight is not None]
    weighed = len(known) == len(weights) and sum(known) > 0
    return rule if weighed else Rule.MEAN_OF_ITEMS
