"""The measures of a district's year, as far as the public page shows them."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ita_desktop.domain.personal.finding import PersonalSpan
from ita_desktop.domain.personal.typed import typed_in
from ita_desktop.domain.year import YearData


class DistrictMeasure(NamedTuple):
    """A measure for items: what is done, and by which units; people and posts are left out."""

    items: tuple[str, ...]
    """Codes of its items, at least one."""
    method: str
    """Steps as rich text, one per line."""
    units: tuple[str, ...]
    undecided: tuple[PersonalSpan, ...] = ()
    """Personal data in ``method`` that its district has not decided to publish."""


def measures_of(data: YearData) -> Iterator[DistrictMeasure]:
    """Yield the year's measures for items that say what is done."""
    found: defaultdict[str, list[PersonalSpan]] = defaultdict(list)
    for one in typed_in(data, data.measures):
        if one.column == "method":
            found[one.key].append(PersonalSpan(one.kind, one.start, one.end))
    for measure in data.measures:
        items = tuple(link.item_code for link in data.items_of_measure(measure.id))
        if items and measure.method.strip():
            yield DistrictMeasure(
                items, measure.method, _units(data, measure.id), tuple(found[measure.id])
            )


def _units(data: YearData, measure_id: str) -> tuple[str, ...]:
    owners = data.owners_of_measure(measure_id)
    units = (data.unit_by_id.get(owner.unit_id or "") for owner in owners)
    return tuple(unit.label for unit in units if unit is not None)


class PublicMeasure(NamedTuple):
    """A measure without people: what is done, when, and by which units."""

    codes: tuple[str, ...]
    """The items that it is for."""
    method: str
    schedule: str
    units: tuple[str, ...]


class PublicEvidence(NamedTuple):
    """Where something is published, or the statement that there is none (``nothing``)."""

    title: str
    link: str
    """An address that browsers open, without a user's name and password; empty if it has none."""
    published: date | None
    as_of: date | None
    unit: str
    nothing: bool


class Practice(NamedTuple):
    """The measures and evidence of one item in one fiscal year of a district."""

    fiscal_year: int
    code: str
    place: str
    """The file or address that they were read from."""
    measures: tuple[PublicMeasure, ...]
    evidence: tuple[PublicEvidence, ...]
