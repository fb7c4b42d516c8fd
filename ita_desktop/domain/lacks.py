"""What a year still lacks, each rule once: pages, overview, checks and papers ask here, so that
their counts are the same. What is late is told by :mod:`ita_desktop.domain.tracking.deliveries`.
"""

from collections.abc import Mapping

from ita_desktop.domain.framework import Item
from ita_desktop.domain.records import Body, Measure, MeasureKind, Member
from ita_desktop.domain.roster.committee import members_on
from ita_desktop.domain.schedule import has_time, time_said
from ita_desktop.domain.scores.progress import ItemProgress, State, oit_items
from ita_desktop.domain.year import YearData


def unowned_items(data: YearData) -> tuple[Item, ...]:
    """Return the OIT items that nobody has to deliver; complete ones too, as papers print who."""
    return tuple(item for item in oit_items(data) if not data.owners_of_item(item.code))


def undated_items(progress: Mapping[str, ItemProgress]) -> tuple[Item, ...]:
    """Return the OIT items without due date; complete ones need none."""
    return tuple(
        one.item for one in progress.values() if one.due is None and one.state is not State.DONE
    )


def unowned_measures(data: YearData) -> tuple[Measure, ...]:
    """Return the measures that nobody has to carry out."""
    return tuple(measure for measure in data.measures if not data.owners_of_measure(measure.id))


def untimed_measures(data: YearData) -> tuple[Measure, ...]:
    """Return the measures of which nothing says when. Those by indicator are left out: their table
    has no column for it."""
    return tuple(
        measure
        for measure in data.measures
        if measure.kind is not MeasureKind.INDICATOR
        and not (has_time(measure) or time_said(measure))
    )


def listed_members(data: YearData) -> tuple[Member, ...]:
    """Return the members of all bodies in order, without those that an order removes."""
    return tuple(member for body in data.bodies for member in members_on(data, body.id))


def empty_bodies(data: YearData) -> tuple[Body, ...]:
    """Return the bodies without members, but for those that only came with the year."""
    return tuple(body for body in data.filled_bodies if not members_on(data, body.id))


def vacant_members(data: YearData) -> tuple[Member, ...]:
    """Return the places in bodies that nobody holds."""
    return tuple(member for member in listed_members(data) if member.vacant)


def roleless_members(data: YearData) -> tuple[Member, ...]:
    """Return the members whose role in their body is not said."""
    return tuple(member for member in listed_members(data) if not member.role)
