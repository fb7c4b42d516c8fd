"""Draft frameworks: copied from another year, until each part is confirmed; and the phrases about
them and about the basis of dates.

A framework belongs to the years that its source prints. In any other year it is a draft: its
weights, levels, items and dates are unconfirmed until they are compared with the circular.

The weights of a framework that scores depend on.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple

from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.framework import CalendarDefault, Framework, Indicator, Instrument, Rule
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.records import CalendarDate
from ita_desktop.domain.year import YearData

UNCONFIRMED: Final = Phrase("ยังไม่ยืนยัน")


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


class FrameworkStatus(StrEnum):
    """How well a year's framework is known."""

    PRINTED = "printed"
    ASSUMED = "assumed"
    DISPUTED = "disputed"
    DRAFT = "draft"
    """Copied from another year, and not confirmed in full."""


class DraftBlock(StrEnum):
    """The parts of a framework that are confirmed together."""

    WEIGHTS = "weight"
    LEVELS = "level"
    ITEMS = "item"
    DATES = "date"


class DraftPart(NamedTuple):
    """A part of a draft framework."""

    block: DraftBlock
    code: str
    name: str
    confirmed: bool

    @property
    def key(self) -> str:
        """The part's name in a confirmation."""
        return part_key(self.block, self.code)


class BlockCount(NamedTuple):
    """The number of parts of a block, and how many are unconfirmed."""

    unconfirmed: int
    of: int


def part_key(block: DraftBlock, code: str) -> str:
    """Return ``item O12``: the name of a part in a confirmation."""
    return f"{block.value} {code}"


def parts_of(data: YearData) -> tuple[DraftPart, ...]:
    """Return all parts of a draft framework, block by block; none of a printed one."""
    if not data.framework.drafted_from:
        return ()
    known = {confirmation.part for confirmation in data.confirmations}
    return tuple(
        DraftPart(block, code, name, part_key(block, code) in known)
        for block, code, name in _places(data)
    )


def _places(data: YearData) -> Iterator[tuple[DraftBlock, str, str]]:
    framework = data.framework
    for weight in weights_of(framework):
        yield DraftBlock.WEIGHTS, weight.code, weight.name
    for level in framework.levels.levels:
        yield DraftBlock.LEVELS, level.code, level.name
    for item in framework.items:
        yield DraftBlock.ITEMS, item.code, item.title
    for day in data.calendar:
        if day.code:  # dates without a code are the clerk's own
            yield DraftBlock.DATES, day.code, day.title


def unconfirmed(data: YearData) -> frozenset[str]:
    """Return the keys of all unconfirmed parts; empty if the framework is no draft."""
    return frozenset(part.key for part in parts_of(data) if not part.confirmed)


def counts(data: YearData) -> Mapping[DraftBlock, BlockCount]:
    """Return the counts of each block of a draft that has unconfirmed parts."""
    parts = parts_of(data)
    found = {}
    for block in DraftBlock:
        states = [part.confirmed for part in parts if part.block is block]
        if not all(states):
            found[block] = BlockCount(states.count(False), len(states))
    return found


def is_draft(data: YearData) -> bool:
    """Return whether any part of the year's framework is unconfirmed."""
    return bool(unconfirmed(data))


def scores_are_draft(data: YearData) -> bool:
    """Return whether total and level rest on unconfirmed weights, levels or items."""
    return any(not key.startswith(DraftBlock.DATES.value) for key in unconfirmed(data))


def status_of(data: YearData) -> FrameworkStatus:
    """Return the status of a year's framework; without a draft, that of its levels."""
    return FrameworkStatus.DRAFT if is_draft(data) else status_of_source(data.framework)


def status_of_source(framework: Framework) -> FrameworkStatus:
    """Return how well the source of a framework knows its levels."""
    known = {FrameworkStatus.PRINTED.value, FrameworkStatus.DISPUTED.value}
    status = framework.levels.status
    return FrameworkStatus(status) if status in known else FrameworkStatus.ASSUMED


class DayBasis(StrEnum):
    """How well a date of the calendar is known."""

    KNOWN = ""
    """Printed, derived, or set by the office."""
    ASSUMED = "assumed"
    UNCONFIRMED = "unconfirmed"
    """Of a draft framework."""


def _usual(data: YearData, day: CalendarDate) -> CalendarDefault | None:
    """Return the default that a calendar date still is; None for one that the office moved."""
    default = next((usual for usual in data.framework.calendar if usual.code == day.code), None)
    if default is None:
        return None
    return default if day.day in {default.in_year(data.year), default.proposed(data.year)} else None


def is_usual(data: YearData, day: CalendarDate) -> bool:
    """Return whether a calendar date is as the framework has it, neither moved nor confirmed."""
    return _usual(data, day) is not None and not _is_confirmed(data, day)


def is_proposed(data: YearData, day: CalendarDate) -> bool:
    """Return whether a calendar date is as a draft proposed it, neither moved nor confirmed."""
    return is_usual(data, day) and bool(data.framework.drafted_from)


def _is_confirmed(data: YearData, day: CalendarDate) -> bool:
    part = part_key(DraftBlock.DATES, day.code)
    return any(confirmation.part == part for confirmation in data.confirmations)


def asked_day(data: YearData, code: str, today: date) -> date | None:
    """Return the day that the calendar sets for ``code`` (``oit_close``), or None. One that only a
    draft proposes asks for nothing once it has passed: a year may begin later."""
    days = (
        day.day
        for day in data.calendar
        if day.code == code and not (day.day < today and is_proposed(data, day))
    )
    return min(days, default=None)


def day_basis(data: YearData, day: CalendarDate) -> DayBasis:
    """Return the basis of a calendar date. A date that the office moved or confirmed is known."""
    key = part_key(DraftBlock.DATES, day.code)
    if key in unconfirmed(data):
        return DayBasis.UNCONFIRMED
    default = _usual(data, day)
    assumed = (
        default is not None and default.basis == DayBasis.ASSUMED and not _is_confirmed(data, day)
    )
    return DayBasis.ASSUMED if assumed else DayBasis.KNOWN


BLOCKS: Final[Mapping[DraftBlock, Phrase]] = {
    DraftBlock.WEIGHTS: Phrase("น้ำหนัก"),
    DraftBlock.LEVELS: Phrase("เกณฑ์ระดับผล"),
    DraftBlock.ITEMS: Phrase("ข้อ"),
    DraftBlock.DATES: Phrase("วันสำคัญ"),
}


BASES: Final[Mapping[DayBasis, str]] = {
    DayBasis.KNOWN: "",
    DayBasis.ASSUMED: Phrase("ประมาณไว้"),
    DayBasis.UNCONFIRMED: UNCONFIRMED,
}
"""The mark beside a date."""


YEARS: Final[Mapping[str, str]] = {"2564": "2564-2565", "2567": "2567-2568"}
"""The years of shipped frameworks that are for more than the one of their code. Reading their files
would take too long for a first page; a test compares."""


def used_meanwhile(data: YearData) -> str:
    """Return the sentence that the year uses the framework of others until its own is announced,
    with what is confirmed already; empty if nothing is left to be confirmed."""
    parts = parts_of(data)
    done = sum(part.confirmed for part in parts)
    if done == len(parts):
        return ""
    code = data.framework.drafted_from
    source = YEARS.get(code, code)
    said = Phrase("ยังไม่มีเกณฑ์ปี {year} ใช้ของปี {source} ไปก่อน", year=data.year, source=source)
    if not done:
        return said
    count = Phrase("เทียบกับหนังสือเวียนแล้ว {done} จาก {of} แห่ง", done=done, of=len(parts))
    return joined(said, count)
