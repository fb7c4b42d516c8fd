"""The assessment framework of a year: instruments, indicators, items, weights and levels; what of a
draft was confirmed; codes of items in running text; the answers of survey items, which come from
the scale that an item is answered on.

Weights of instruments are per cent of the total; weights of indicators are points (OIT: of 40). The
framework files cite the sources.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, ClassVar, Final

from ita_desktop.domain.dates import BUDDHIST_OFFSET, working_day
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.frozen import dataclass, strings_of
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.personal_marks import NotPersonal
from ita_desktop.domain.records import Record
from ita_desktop.domain.scores.crosswalk import FrameworkLink
from ita_desktop.domain.text import one_line, to_arabic

_CODE: Final = lazy_re(r"(?<![A-Z0-9])([IEO])\s?0*(\d{1,2})(?!\d)", re.ASCII)
_TO_CODE: Final = lazy_re(r"\s*(?:-|–|—|ถึง)\s*([IEO])?\s?0*(\d{1,2})(?!\d)", re.ASCII)


class Rule(StrEnum):
    """How a node's score is computed from the nodes below it."""

    MEAN_OF_ITEMS = "mean_of_items"
    """The mean of all items below, equally weighted (IIT, EIT, indicators 1-8, sub-indicators)."""
    WEIGHTED = "weighted"
    """The mean of the sub-indicators below, weighted by points (OIT and indicators 9, 10). The mean
    of items while a sub-indicator's weight is unknown."""
    MEAN_OF_PARTS = "mean_of_parts"
    """The mean of the direct children, equally weighted (instruments of 2564)."""


class Scale(StrEnum):
    """The answer scale of an item."""

    LIKERT6 = "likert6"
    LIKERT4 = "likert4"
    BINARY = "binary"
    DISCLOSURE = "disclosure_0_100"
    UNKNOWN = "unknown"


class RequirementsBasis(StrEnum):
    """The source of an item's checklist."""

    UNKNOWN = ""
    OFFICIAL = "official_checklist"
    """The assessor's own framework."""
    DISTRICT_MEASURES = "district_measures"
    """The measures of one district office; not the assessor's criteria."""


class NodeKind(StrEnum):
    """The kind of a node in the score tree."""

    TOTAL = "total"
    INSTRUMENT = "instrument"
    INDICATOR = "indicator"
    SUB_INDICATOR = "sub_indicator"
    ITEM = "item"


TOTAL = "ITA"
"""Code of the total, the root of every score tree."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a survey item; ``points`` is its score (0-100)."""

    number: int
    label: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Requirement:
    """One checkable point that an OIT item must publish; ``code`` is like ``O6.3``."""

    code: str
    text: str
    part: str = ""
    optional: bool = False
    """Not needed for the item to be complete: a hint, or applies in some cases only."""


@dataclass(frozen=True, slots=True)
class ItemProcess:
    """A requirement that one unit has to meet by itself, as a permit of its own; ``requirement`` is
    its code (``O15.2``), ``unit`` the unit's name."""

    requirement: str
    unit: str


class ProofKind(StrEnum):
    """What would prove that a requirement is met, where its printed text says so."""

    LINK = "link"
    """A link that works."""
    FILE = "file"
    PDF = "pdf"
    MACHINE_READABLE = "machine_readable"
    """One of the item's machine-readable formats."""
    AS_OF = "as_of"
    """Data of the item's day (ข้อมูล ณ วันที่)."""
    MONTHS = "months"
    """Every month of the item's period."""
    ENGLISH = "english"
    NOTHING = "nothing"
    """The statement that there is none, if there is none (ให้ระบุว่าไม่มี)."""
    SITE = "site"
    """A page of the office's own site."""


@dataclass(frozen=True, slots=True)
class RequirementProof:
    """What would prove a requirement, given by its code (``O8.8``)."""

    requirement: str
    kinds: tuple[ProofKind, ...]


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats in which an item must be published."""

    pdf: bool = False
    machine_readable: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    layout: str = ""
    applies_to: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """The period that an item's data must cover.

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
    """A survey question (I, E) or data to publish (O). Identified by framework and code."""

    code: str
    indicator: str
    title: str
    """Empty for a survey question whose wording is not known."""
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
    processes: tuple[ItemProcess, ...] = ()
    """The requirements that a unit of their own has to meet. A field of the item, and not of its
    requirements, because every stored item would differ from the shipped one otherwise."""
    proofs: tuple[RequirementProof, ...] = ()
    """What would prove requirements whose text says so; of the item for the same reason."""
    parts: int = 1
    """In how many parts a survey question is asked. All answers to them make up its score."""
    turned_parts: tuple[int, ...] = ()
    """The parts that score 100 minus the points of the options."""
    options_basis: str = ""
    """Where the options come from, as for weights; empty if they are those of the year's form."""

    @property
    def questions(self) -> tuple[str, ...]:
        """What respondents are asked: the item, or each of its parts (``I11.2``)."""
        if self.parts < 2:
            return (self.code,)
        return tuple(f"{self.code}.{number}" for number in range(1, self.parts + 1))

    def points_of(self, question: str) -> dict[int, Decimal]:
        """Return the points of the options of one of its questions, or of all together; empty if
        they are not known."""
        turned = [f"{self.code}.{number}" for number in self.turned_parts]
        if question == self.code and turned and self.parts > 1:
            return {}
        full = Decimal(100)
        return {
            option.number: full - option.points if question in turned else option.points
            for option in self.options
        }

    @property
    def wordings(self) -> tuple[str, ...]:
        """The title, and the other wordings under which the item is printed."""
        others = (wording for _, wording in (*self.variants, *self.title_variants))
        return (self.title, *others)

    @property
    def by_service(self) -> str:
        """The kinds of service of :attr:`variants`, one per line; empty if the wording is the same
        for all."""
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
    """``printed``, ``derived`` (computed from printed scores), ``supplied`` or ``unknown``."""
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
    """Requirements that apply to every item of the instrument."""
    note: str = ""
    weight_basis: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """A result level: its minimum total and, if any, the minimum of each instrument."""

    code: str
    name: str
    total_min: Decimal
    each_instrument_min: Decimal | None = None

    def conditions(self, instruments: Iterable[str]) -> Iterator[tuple[str, Decimal]]:
        """Yield the codes that the level sets a minimum score for, with that score: the total, then
        the ``instruments``."""
        yield TOTAL, self.total_min
        if self.each_instrument_min is not None:
            for code in instruments:
                yield code, self.each_instrument_min

    @property
    def mark(self) -> Decimal:
        """The minimum score of each instrument; of the total if the level has none for them."""
        return self.each_instrument_min or self.total_min


@dataclass(frozen=True)
class LevelSet:
    """The levels of a year, best first; the first one whose conditions hold is the result."""

    code: str
    name: str
    levels: tuple[Level, ...]
    status: str = ""
    note: str = ""


_AT_WORK = frozenset(("order_signed", "first_meeting"))
"""Dates of the calendar on which people of the office meet or sign."""


@dataclass(frozen=True, slots=True)
class CalendarDefault:
    """A default date of the assessment calendar, until the clerk enters the actual one."""

    code: str
    title: str
    month: int
    day: int
    basis: str = ""
    """``printed`` in a source, ``derived`` or ``assumed``."""

    def in_year(self, fiscal_year: int) -> date:
        """Return the date in the Buddhist ``fiscal_year``, which begins in October."""
        christian = fiscal_year - BUDDHIST_OFFSET
        return date(christian - 1 if self.month >= 10 else christian, self.month, self.day)

    def proposed(self, fiscal_year: int) -> date:
        """Return the date that a new year begins with: what the office holds or signs itself is
        moved to a working day, a date that others set is not."""
        day = self.in_year(fiscal_year)
        return working_day(day) if self.code in _AT_WORK else day


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A source document; facts cite it as ``id:lines`` (``004:362``)."""

    id: str
    about: str


@dataclass(frozen=True, slots=True)
class FrameworkPlace:
    """A node of a framework's outline: its kind, parent, children and scoring rule."""

    code: str
    kind: NodeKind
    name: str
    parent: str
    weight: Decimal | None
    rule: Rule
    """The effective rule: ``WEIGHTED`` only if every weight that it needs is known."""
    children: tuple[str, ...]
    is_leaf: bool
    """Whether it is an indicator or sub-indicator without sub-indicators."""


@dataclass(frozen=True)
class Framework:
    """The framework of one or more years; instruments, indicators and items in printed order."""

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
    drafted_from: str = ""
    """Code of the framework that a year's draft was copied from; empty if the source prints this
    one for the year."""
    links: tuple[FrameworkLink, ...] = ()
    """Which items of other frameworks its own continue, if the shipped crosswalk does not know."""

    @cached_property
    def texts(self) -> tuple[tuple[Instrument | Indicator | Item, str], ...]:
        """All texts of its parts, at whatever depth, each once a part."""
        parts: tuple[Instrument | Indicator | Item, ...]
        parts = (*self.instruments, *self.indicators, *self.items)
        return tuple((part, text) for part in parts for text in dict.fromkeys(strings_of(part)))

    @cached_property
    def item_by_code(self) -> MappingProxyType[str, Item]:
        return MappingProxyType({item.code: item for item in self.items})

    @cached_property
    def item_by_question(self) -> MappingProxyType[str, Item]:
        """The items by their codes, and by the codes of their parts."""
        return MappingProxyType(
            {code: item for item in self.items for code in (*item.questions, item.code)}
        )

    @cached_property
    def indicator_by_code(self) -> MappingProxyType[str, Indicator]:
        return MappingProxyType({indicator.code: indicator for indicator in self.indicators})

    @cached_property
    def instrument_by_code(self) -> MappingProxyType[str, Instrument]:
        return MappingProxyType({instrument.code: instrument for instrument in self.instruments})

    @cached_property
    def outline(self) -> tuple[FrameworkPlace, ...]:
        """The total, instruments, indicators, sub-indicators and items in printed order.

        Parents come before their children. Items of unknown indicators are left out.
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
        """Return the sub-indicators of indicator ``code``, in order."""
        return tuple(indicator for indicator in self.indicators if indicator.parent == code)

    def indicators_of(self, instrument: str) -> tuple[Indicator, ...]:
        """Return the indicators of an instrument (without sub-indicators), in order."""
        return tuple(
            indicator
            for indicator in self.indicators
            if indicator.instrument == instrument and not indicator.parent
        )

    def items_of(self, code: str) -> tuple[Item, ...]:
        """Return the items of an instrument, indicator or sub-indicator, in order."""
        if code in self.instrument_by_code:
            within = {
                indicator.code for indicator in self.indicators if indicator.instrument == code
            }
        else:
            within = {code, *(child.code for child in self.children(code))}
        return tuple(item for item in self.items if item.indicator in within)

    def instrument_of(self, item_code: str) -> str:
        """Return the instrument code of an item."""
        return self.indicator_by_code[self.item_by_code[item_code].indicator].instrument


def _rule_that_holds(rule: Rule, below: list[FrameworkPlace]) -> Rule:
    """Return the effective rule: a weighted mean needs the weights of all leaves below."""
    if rule is not Rule.WEIGHTED:
        return rule
    weights = [place.weight for place in below if place.is_leaf]
    known = [weight for weight in weights if weight is not None]
    weighed = len(known) == len(weights) and sum(known) > 0
    return rule if weighed else Rule.MEAN_OF_ITEMS


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkConfirmation(Record):
    """A part of a draft framework that was compared with the official circular."""

    unique: ClassVar = ("year_id", "part")

    year_id: str
    part: Annotated[NotPersonal, Phrase("ส่วน")]
    """Block and code of the part (``item O12``), see ``DraftPart.key``."""


@dataclass(frozen=True, kw_only=True)
class ConfirmationRows:
    """The fields of :class:`~ita_desktop.domain.year.YearData` that hold these records."""

    confirmations: tuple[FrameworkConfirmation, ...] = ()


def codes_in(text: str) -> frozenset[str]:
    """Return the item codes in a text, including those within a range.

    >>> sorted(codes_in("ส่งข้อ O๙ และ O11-O13 (I 2)"))
    ['I2', 'O11', 'O12', 'O13', 'O9']
    """
    plain = to_arabic(one_line(text))
    found: set[str] = set()
    for match in _CODE.finditer(plain):
        letter, first = match[1], int(match[2])
        last = first
        to = _TO_CODE.match(plain, match.end())
        if to is not None and to[1] in {letter, None}:
            last = int(to[2])
        found |= {f"{letter}{number}" for number in range(first, max(first, last) + 1)}
    return frozenset(found)


SURVEY_SCALES = (Scale.LIKERT6, Scale.LIKERT4, Scale.BINARY)
"""Scales whose answers are listed."""

_FULL = Decimal(100)


def turned(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Options of a reversed item, which scores 100 minus the scale's points; and back again."""
    return tuple(Option(option.number, option.label, _FULL - option.points) for option in options)


def unturned(item: Item) -> tuple[Option, ...]:
    """An item's options as its scale has them."""
    return turned(item.options) if item.reversed else item.options


def scale_options(framework: Framework) -> dict[Scale, tuple[Option, ...]]:
    """The options of each survey scale: those of most of its items, before any is reversed."""
    found: dict[Scale, tuple[Option, ...]] = {}
    for scale in SURVEY_SCALES:
        counts = Counter(
            unturned(item) for item in framework.items if item.scale is scale and item.options
        )
        if counts:
            found[scale] = counts.most_common(1)[0][0]
    return found
