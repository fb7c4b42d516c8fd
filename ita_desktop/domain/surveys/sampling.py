"""How many of each group must answer, by the sampling rules of the year, and why."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.records import Unit
from ita_desktop.domain.surveys.records import SurveyGroup, SurveyRule
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
