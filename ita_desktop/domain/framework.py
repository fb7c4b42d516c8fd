"""A year's framework: what is assessed, how it is weighed, and how a score becomes a level.

Weights of instruments are per cent of the total; weights of indicators are points (OIT: of 40).
Sources of the facts stand in the framework files themselves.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType


class Rule(StrEnum):
    """How a node's score follows from what lies below it."""

    MEAN_OF_ITEMS = "mean_of_items"
    """The mean of all items below, every item equal (IIT, EIT, indicators 1-8, sub-indicators)."""
    WEIGHTED = "weighted"
    """The mean of the sub-indicators below, weighted with their points (OIT and indicators 9, 10).
    While a sub-indicator's weight is unknown the node is a mean of items."""


class Scale(StrEnum):
    """How an item is answered."""

    LIKERT6 = "likert6"
    BINARY = "binary"
    DISCLOSURE = "disclosure_0_100"
    UNKNOWN = "unknown"


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
    """What time an item's data must cover; ``start`` and ``end`` are ISO months of Christian years."""

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
    title_variants: tuple[tuple[int, str], ...] = ()
    note: str = ""
    source: str = ""


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
    rule: Rule = Rule.MEAN_OF_ITEMS
    source: str = ""


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
    notes: tuple[str, ...] = field(default=())

    @cached_property
    def item_by_code(self) -> MappingProxyType[str, Item]:
        return MappingProxyType({item.code: item for item in self.items})

    @cached_property
    def indicator_by_code(self) -> MappingProxyType[str, Indicator]:
        return MappingProxyType({indicator.code: indicator for indicator in self.indicators})

    @cached_property
    def instrument_by_code(self) -> MappingProxyType[str, Instrument]:
        return MappingProxyType({instrument.code: instrument for instrument in self.instruments})

    def children(self, code: str) -> tuple[Indicator, ...]:
        """The sub-indicators of indicator ``code``, in order."""
        return tuple(one for one in self.indicators if one.parent == code)

    def indicators_of(self, instrument: str) -> tuple[Indicator, ...]:
        """The indicators of an instrument (not the sub-indicators), in order."""
        return tuple(
            one for one in self.indicators if one.instrument == instrument and not one.parent
        )

    def items_of(self, code: str) -> tuple[Item, ...]:
        """The items of an instrument, indicator or sub-indicator, in order."""
        if code in self.instrument_by_code:
            within = {one.code for one in self.indicators if one.instrument == code}
        else:
            within = {code, *(one.code for one in self.children(code))}
        return tuple(item for item in self.items if item.indicator in within)

    def instrument_of(self, item_code: str) -> str:
        """The instrument code of an item."""
        return self.indicator_by_code[self.item_by_code[item_code].indicator].instrument
