"""How many have answered so far, day by day, and who is behind."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ita_desktop.domain.surveys.records import SurveyCount, SurveyGroup, SurveyRule
from ita_desktop.domain.surveys.sampling import SampleSize, requirements
from ita_desktop.domain.year import YearData


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
