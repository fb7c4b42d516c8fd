"""How many of each group must answer a survey, by the sampling rules of the year, and why; how many
have answered so far, day by day, and who is behind; and what the groups are called.

How far a survey's score may be from that of all people asked, because only some answered: the score
of a person is the mean of the points (0-100) of all answers. The spread of such means is at most
the mean spread of the single items, so the margin here is never too small on that account. It holds
for answers that are a fair sample; it says nothing of who did not want to answer.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from math import ceil, sqrt
from typing import Final, NamedTuple

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import Framework, Item
from ita_desktop.domain.records import Unit
from ita_desktop.domain.scores.results import Answer, SurveyCount, SurveyGroup, SurveyRule
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData

SURVEYS: Final = ("IIT", "EIT")
"""The instruments that are surveys, in order."""
_ALL: Final = 100


class Ground(StrEnum):
    """Why a number is required, or none."""

    EVERYBODY = "everybody"
    SHARE = "share"
    OWN_NUMBER = "own"
    NO_RULE = "no_rule"
    NO_HEADS = "no_heads"


class SampleSize(NamedTuple):
    """How many of a group must answer."""

    number: int | None
    """None if no rule or head count says it."""
    ground: Ground
    percent: int = 0
    """The share of a rule of shares."""

    @property
    def reason(self) -> Phrase:
        """The ground in words."""
        return Phrase(_WORDS[self.ground], percent=self.percent)


_WORDS: Final = {
    Ground.EVERYBODY: "ทุกคน",
    Ground.SHARE: "ร้อยละ {percent}",
    Ground.OWN_NUMBER: "จำนวนที่สำนักงานกำหนด",
    Ground.NO_RULE: "ไม่มีเกณฑ์ของกลุ่มนี้",
    Ground.NO_HEADS: "ยังไม่ทราบจำนวนคน",
}


class Sample(NamedTuple):
    """How many answers an instrument needs in all."""

    population: int
    """Head count of the groups where it is known."""
    by_groups: int
    """Sum of the requirements of its groups."""
    least: int | None
    """Least number by the rules; None if none is given."""

    @property
    def required(self) -> int:
        """The greater of both numbers."""
        return max(self.by_groups, self.least or 0)


def requirements(data: YearData, rules: Sequence[SurveyRule]) -> dict[str, SampleSize]:
    """Return the requirement of each group, by its id."""
    heads = _heads(data)
    return {group.id: _requirement(data, group, rules, heads) for group in data.survey_groups}


def sample(data: YearData, rules: Sequence[SurveyRule], instrument: str) -> Sample:
    """Return how many answers an instrument needs."""
    needed = requirements(data, rules)
    groups = [group for group in data.survey_groups if group.instrument == instrument]
    least = [rule.least for rule in rules if rule.instrument == instrument and rule.least]
    return Sample(
        sum(group.population or 0 for group in groups),
        sum(needed[group.id].number or 0 for group in groups),
        max(least, default=None),
    )


def _heads(data: YearData) -> Mapping[tuple[str, str | None], int]:
    """Return the head counts of units, by instrument and unit."""
    heads: dict[tuple[str, str | None], int] = defaultdict(int)
    for group in data.survey_groups:
        heads[group.instrument, group.unit_id] += group.population or 0
    return heads


def _requirement(
    data: YearData,
    group: SurveyGroup,
    rules: Sequence[SurveyRule],
    heads: Mapping[tuple[str, str | None], int],
) -> SampleSize:
    if group.required is not None:
        return SampleSize(group.required, Ground.OWN_NUMBER)
    unit = data.unit_by_id.get(group.unit_id or "")
    size = heads[group.instrument, group.unit_id]
    shares = (rule.percent for rule in rules if _holds(rule, group, unit, size))
    percent = next((share for share in shares if share is not None), None)
    if percent is None:
        return SampleSize(None, Ground.NO_RULE)
    if group.population is None:
        return SampleSize(None, Ground.NO_HEADS)
    if percent == _ALL:
        return SampleSize(group.population, Ground.EVERYBODY)
    number = -(-group.population * percent // _ALL)
    return SampleSize(number, Ground.SHARE, percent)


def _holds(rule: SurveyRule, group: SurveyGroup, unit: Unit | None, size: int) -> bool:
    """Return whether a rule is about a group of a ``unit`` of ``size`` people."""
    named = {key(name) for name in rule.units.split(";") if name.strip()}
    known = () if unit is None else (unit.name, unit.short_name, *unit.aliases.split(";"))
    return (
        rule.instrument == group.instrument
        and key(group.kind).startswith(key(rule.kind))
        and (rule.up_to is None or size <= rule.up_to)
        and (not named or any(key(name) in named for name in known))
    )


Z: Final = 1.96
"""Of 100 samples, 95 are closer than this many standard errors."""
WIDEST: Final = 50.0
"""The spread (standard deviation) if half of all answers had 0 points and half 100."""
_ENOUGH: Final = 2


class Margin(NamedTuple):
    """The margin of a survey's score in points."""

    points: Decimal
    """At most; rounded up to two decimals."""
    answered: int
    population: int | None
    """None if not known: then it counts as endless."""
    spread: Decimal
    known_spread: bool
    """Whether the spread is that of known answers, and not the widest one."""


def margin(answered: int, population: int | None, spread: float | None) -> Margin | None:
    """Return the margin of a score of ``answered`` people; None for fewer than two."""
    if answered < _ENOUGH:
        return None
    used = WIDEST if spread is None else spread
    error = Z * used / sqrt(answered)
    if population:
        left = max(population - answered, 0)
        error *= sqrt(left / (population - 1)) if left else 0
    points = Decimal(ceil(error * 100 - 1e-9)) / 100
    is_known = spread is not None
    return Margin(points, answered, population or None, Decimal(f"{used:.2f}"), is_known)


def spread_of(
    framework: Framework, instrument: str, answers: Mapping[str, Sequence[Answer]]
) -> float | None:
    """Return the mean standard deviation of the answers to an instrument's items, from 0 to 50;
    None if no item has answers."""
    found = [
        deviation
        for item in framework.items_of(instrument)
        if (deviation := _deviation(item, answers.get(item.code, ()))) is not None
    ]
    return sum(found) / len(found) if found else None


def _deviation(item: Item, answers: Sequence[Answer]) -> float | None:
    known = [
        (float(points), answer.count)
        for answer in answers
        if (points := item.points_of(answer.question).get(answer.option)) is not None
    ]
    count = sum(number for _points, number in known)
    if not count:
        return None
    mean = sum(value * number for value, number in known) / count
    return sqrt(sum((value - mean) ** 2 * number for value, number in known) / count)


class Border(NamedTuple):
    """The nearest border of a level for an instrument's score."""

    level: str
    least: Decimal
    distance: Decimal
    """From the score; positive if the score is above."""

    def is_within(self, points: Decimal) -> bool:
        """Return whether a margin of ``points`` reaches the border."""
        return abs(self.distance) <= points


def nearest_border(framework: Framework, score: Decimal | None) -> Border | None:
    """Return the border of a level that is nearest to an instrument's score; None without either.

    Where no level asks for a least score of each instrument, the borders of the total are taken.
    """
    if score is None:
        return None
    levels = framework.levels.levels
    own = [(level.name, level.each_instrument_min) for level in levels if level.each_instrument_min]
    borders = own or [(level.name, level.total_min) for level in levels if level.total_min]
    found = [Border(name, least, score - least) for name, least in borders if least is not None]
    return min(found, key=lambda border: abs(border.distance), default=None)


class GroupState(NamedTuple):
    """A group with its requirement and its answers so far."""

    group: SurveyGroup
    unit: str
    """Name of the unit; empty for the whole office."""
    requirement: SampleSize
    answered: int | None
    """None if no number was entered."""
    day: date | None
    """The day of that number."""

    @property
    def missing(self) -> int | None:
        """Answers that are still needed; None if the requirement is not known."""
        if self.requirement.number is None:
            return None
        return max(self.requirement.number - (self.answered or 0), 0)

    @property
    def too_many(self) -> bool:
        """Whether more have answered than there are people: one of the numbers is wrong."""
        people = self.group.population
        return self.answered is not None and people is not None and self.answered > people


class CurvePoint(NamedTuple):
    """The answers to an instrument by the end of a day."""

    day: date
    answered: int


def group_states(
    data: YearData, rules: Sequence[SurveyRule], on: date | None = None
) -> list[GroupState]:
    """Return all groups in order, with the answers by the end of the day ``on``, or the newest."""
    needed = requirements(data, rules)
    # The counts are in the order of days: the last one of a group stands.
    newest = {
        count.survey_group_id: count
        for count in data.survey_counts
        if on is None or count.day <= on
    }
    states = []
    for group in data.survey_groups:
        count = newest.get(group.id)
        unit = data.unit_by_id.get(group.unit_id or "")
        states.append(
            GroupState(
                group,
                unit.label if unit is not None else "",
                needed[group.id],
                count.answered if count is not None else None,
                count.day if count is not None else None,
            )
        )
    return states


def curve(data: YearData, instrument: str) -> tuple[CurvePoint, ...]:
    """Return the answers to an instrument on each day with a number. A group without one on a day
    has those of its day before."""
    of = {group.id for group in data.survey_groups if group.instrument == instrument}
    by_day: dict[date, list[SurveyCount]] = defaultdict(list)
    for count in data.survey_counts:
        if count.survey_group_id in of:
            by_day[count.day].append(count)
    known: dict[str, int] = {}
    points = []
    for day in sorted(by_day):
        known.update((count.survey_group_id, count.answered) for count in by_day[day])
        points.append(CurvePoint(day, sum(known.values())))
    return tuple(points)


def name_of_group(data: YearData, group: SurveyGroup) -> str:
    """Return what a group is called: ``IIT ฝ่ายโยธา ลูกจ้าง``."""
    unit = data.unit_by_id.get(group.unit_id or "")
    parts = (group.instrument, unit.label if unit is not None else "", group.kind)
    return " ".join(part for part in parts if part)


def kind_key(kind: str) -> str:
    """Return a kind of people, or the name of a group, for comparison: กลุ่มผู้รับบริการ is
    ผู้รับบริการ."""
    return key(kind).replace("กลุ่ม", "")


def find_groups(data: YearData, name: str) -> list[SurveyGroup]:
    """Return the groups of that name, with or without the survey in front."""
    wanted = kind_key(name)
    return [group for group in data.survey_groups if wanted in _keys(data, group)]


def _keys(data: YearData, group: SurveyGroup) -> Iterator[str]:
    unit = data.unit_by_id.get(group.unit_id or "")
    for name in ("",) if unit is None else (unit.label, unit.name):
        words = f"{key(name)}{kind_key(group.kind)}"
        yield words
        yield f"{key(group.instrument)}{words}"
