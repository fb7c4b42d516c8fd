"""Carries selected measures and findings over to another year, as not started.

Items of different frameworks are different: links are mapped by the crosswalk of the frameworks; if
no item continues, to the indicator, which keeps code and meaning.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from ita_desktop.domain.analysis.findings import (
    Finding,
    FindingItem,
    FindingSource,
    MeasureFinding,
    SourceKind,
)
from ita_desktop.domain.analysis.reading import issue_of
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.measures.occurrences import days_of, kept_days
from ita_desktop.domain.measures.schedule import states_only_when
from ita_desktop.domain.records import Measure, MeasureItem, MeasureStatus, new_id
from ita_desktop.domain.scores.crosswalk import ItemLink
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import last_position, with_ids
from ita_desktop.services.linking import item_links
from ita_desktop.services.measures.measures import schedule_fields
from ita_desktop.services.years.moved import moved_day, moved_end, moved_years
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace


class Way(NamedTuple):
    """The counterpart of a measure or finding in another year."""

    id: str
    indicator: str
    """Its indicator there; empty if it has none."""
    items: tuple[str, ...]
    """Its items in the other year."""
    lost: tuple[str, ...]
    """Items of its own year without a counterpart."""
    changed: tuple[ItemLink, ...]
    """Links of the items that changed."""
    possible: bool
    """Whether it can be carried over: an item or its indicator continues, or it has neither."""


class Carried(NamedTuple):
    """Number of records carried over, and the ids of those that could not be."""

    measures: int
    findings: int
    left: tuple[str, ...]


def ways_of_measures(data: YearData, before: YearData) -> dict[str, Way]:
    """Return the counterparts in ``data`` of the measures of the year ``before``, by id."""
    walk = _Walk(data, before)
    return {
        measure.id: walk.way(measure.id, measure.indicator, before.items_of_measure(measure.id))
        for measure in before.measures
    }


def ways_of_findings(data: YearData, before: YearData) -> dict[str, Way]:
    """Return the counterparts in ``data`` of the findings of the year ``before``, by id."""
    walk = _Walk(data, before)
    return {
        finding.id: walk.way(finding.id, finding.indicator, before.items_of_finding(finding.id))
        for finding in before.findings
    }


def carry(
    workspace: Workspace,
    year: int,
    source: int,
    *,
    measures: Collection[str] | None = None,
    findings: Collection[str] = (),
) -> Carried:
    """Copy measures and findings (ids) of another Buddhist fiscal year, after the existing ones, in
    one unit of work; by default all measures.

    Measures are not started; their schedules are shifted by the number of years. Links to findings
    are kept if both are copied; else the issue is copied as text. Raises InputError if nothing can
    be carried over.
    """
    data, before = workspace.year(year), workspace.year(source)
    chosen = before.measures if measures is None else with_ids(before.measures, measures)
    found = with_ids(before.findings, findings)
    ways = ways_of_measures(data, before) | ways_of_findings(data, before)
    left = tuple(record.id for record in (*chosen, *found) if not ways[record.id].possible)
    if (chosen or found) and len(left) == len(chosen) + len(found):
        raise InputError(
            "กรอบปี {year} ไม่มีข้อและตัวชี้วัดที่เลือกจากปี {source} จึงยกมาไม่ได้",
            remedy="นำเข้าจาก Word PDF Excel แทน",
            source=source,
            year=year,
        )
    label = "ยกมาตรการจากปี {source}" if chosen else "ยกข้อค้นพบจากปี {source}"
    # Findings refer to the results of the year before theirs.
    results = _Walk(workspace.year_before(year) or data, workspace.year_before(source) or before)
    walk = _Walk(data, before)
    with workspace.change(label, source=source) as change:
        first = last_position(data.findings)
        made = {
            copied.id: _copy_finding(change, walk, results, copied, ways[copied.id], first + offset)
            for offset, copied in enumerate(finding for finding in found if finding.id not in left)
        }
        kept = [measure for measure in chosen if measure.id not in left]
        carry_into(change, data, before, kept, made)
    return Carried(len(kept), len(made), left)


def carry_findings_into(
    change: Change, data: YearData, before: YearData, results: tuple[YearData, YearData]
) -> dict[str, str]:
    """Copy the findings of the year ``before`` that have a counterpart into ``data`` inside a unit
    of work; return new ids by old ones. ``results`` are the years whose results findings of
    ``data`` and ``before`` refer to."""
    ways = ways_of_findings(data, before)
    walk, sources = _Walk(data, before), _Walk(*results)
    going = [finding for finding in before.findings if ways[finding.id].possible]
    first = last_position(data.findings)
    return {
        finding.id: _copy_finding(change, walk, sources, finding, ways[finding.id], first + offset)
        for offset, finding in enumerate(going)
    }


def carry_into(
    change: Change,
    data: YearData,
    before: YearData,
    measures: Sequence[Measure],
    findings: Mapping[str, str],
) -> None:
    """Copy measures of the year ``before`` into ``data`` inside a unit of work; each must have a
    counterpart. ``findings`` maps old ids of copied findings to new ones."""
    walk = _Walk(data, before)
    first = last_position(data.measures)
    for offset, measure in enumerate(measures):
        way = walk.way(measure.id, measure.indicator, before.items_of_measure(measure.id))
        _copy_measure(change, walk, measure, way, findings, first + offset)


class _Walk:
    """Maps items of one year to those of another."""

    def __init__(self, data: YearData, before: YearData) -> None:
        # The crosswalk is read on first use.
        from ita_desktop.frameworks.crosswalk_file import links_between

        self.data, self.before = data, before
        old, new = before.framework, data.framework
        self._links: dict[str, list[ItemLink]] = {}
        for link in links_between(old, new):
            if link.new in new.item_by_code:
                self._links.setdefault(link.old, []).append(link)

    @property
    def step(self) -> int:
        """The number of years between."""
        return self.data.year - self.before.year

    def links(self, code: str) -> Sequence[ItemLink]:
        """Return an item's links; empty if it does not continue."""
        return self._links.get(code, ())

    def node(self, code: str) -> tuple[str, ...]:
        """Return the counterparts of an item, indicator or instrument."""
        if code in self.before.framework.item_by_code:
            return tuple(link.new for link in self.links(code))
        framework = self.data.framework
        known = {
            TOTAL,
            *framework.indicator_by_code,
            *(instrument.code for instrument in framework.instruments),
        }
        return (code,) if code in known else ()

    def way(self, key: str, indicator: str, items: Iterable[MeasureItem | FindingItem]) -> Way:
        codes = [item.item_code for item in items]
        links = [link for code in codes for link in self.links(code)]
        mapped = tuple(dict.fromkeys(link.new for link in links))
        framework = self.data.framework
        if mapped:
            indicator = framework.item_by_code[mapped[0]].indicator
        return Way(
            key,
            indicator,
            mapped,
            tuple(code for code in codes if not self.links(code)),
            tuple(link for link in links if link.old != link.new or not link.goes_on),
            not (codes or indicator) or indicator in framework.indicator_by_code,
        )

    def titles(self, way: Way, items: Iterable[MeasureItem | FindingItem]) -> Mapping[str, str]:
        """Return the table's own wordings of unchanged items. A wording equal to the old
        framework's is replaced by the new framework's."""
        official = self.before.framework.item_by_code
        return dict.fromkeys(way.items, "") | {
            link.new: item.title
            for item in items
            for link in self.links(item.item_code)
            if link.old == link.new
            and link.goes_on
            and not (link.old in official and key(official[link.old].title) == key(item.title))
        }


def _copy_finding(
    change: Change, walk: _Walk, results: _Walk, finding: Finding, way: Way, position: int
) -> str:
    """``results`` maps from the year whose results the finding refers to, to the later one."""
    before = walk.before
    copy = change.insert(
        replace(
            finding,
            id=new_id(),
            row_version=1,
            year_id=walk.data.fiscal_year.id,
            indicator=way.indicator,
            position=position,
        )
    )
    titles = walk.titles(way, before.items_of_finding(finding.id))
    for link in item_links(FindingItem, titles, finding_id=copy.id):
        change.insert(link)
    refs = dict.fromkeys(
        (source.kind, ref)
        for source in before.sources_of(finding.id)
        for ref in _refs(results, source)
    )
    for place, (kind, ref) in enumerate(refs):
        change.insert(
            FindingSource(id=new_id(), finding_id=copy.id, kind=kind, ref=ref, position=place)
        )
    return copy.id


def _refs(results: _Walk, source: FindingSource) -> Sequence[str]:
    """Return the counterparts of a source in the later results; none for comments."""
    if source.kind is SourceKind.COMMENT:
        return ()
    *group, node = source.ref.split("|")
    return ["|".join((*group, code)) for code in results.node(node)]


def _copy_measure(
    change: Change,
    walk: _Walk,
    measure: Measure,
    way: Way,
    findings: Mapping[str, str],
    position: int,
) -> None:
    before = walk.before
    answered = before.findings_of_measure(measure.id)
    goes_along = [findings[finding.id] for finding in answered if finding.id in findings]
    copy = change.insert(
        replace(
            measure,
            id=new_id(),
            row_version=1,
            year_id=walk.data.fiscal_year.id,
            indicator=way.indicator,
            finding=measure.finding
            if len(goes_along) == len(answered)
            else issue_of(before, measure),
            status=MeasureStatus.NOT_STARTED,
            note="",
            monitoring=_followed(measure, walk),
            position=position,
            **_times(measure, walk),
        )
    )
    titles = walk.titles(way, before.items_of_measure(measure.id))
    for link in item_links(MeasureItem, titles, measure_id=copy.id):
        change.insert(link)
    for owner in before.owners_of_measure(measure.id):
        change.insert(replace(owner, id=new_id(), row_version=1, measure_id=copy.id))
    for place, finding in enumerate(goes_along):
        change.insert(
            MeasureFinding(id=new_id(), measure_id=copy.id, finding_id=finding, position=place)
        )


def _followed(measure: Measure, walk: _Walk) -> str:
    """Return a measure's follow-up text; if it is a schedule, shifted by the number of years."""
    when = states_only_when(measure.monitoring)
    return moved_years(measure.monitoring, walk.step) if when else measure.monitoring


def _times(measure: Measure, walk: _Walk) -> dict[str, Any]:
    """Return the schedule shifted by the number of years. It is parsed from the shifted text again,
    so that ends of months are kept; values set by hand are shifted separately."""
    words = moved_years(measure.schedule, walk.step)
    fields = ("begins", "ends", "days")
    try:
        read = schedule_fields(measure.schedule, walk.before.year)
        if all(getattr(measure, name) == read[name] for name in fields):
            return schedule_fields(words, walk.data.year) | {"frequency": measure.frequency}
    except InputError:
        pass
    days = [moved_day(day, walk.step) for day in days_of(measure)]
    return {
        "schedule": words,
        "begins": moved_day(measure.begins, walk.step),
        "ends": moved_end(measure.ends, walk.step),
        "days": kept_days(tuple(day for day in days if day is not None)),
    }
