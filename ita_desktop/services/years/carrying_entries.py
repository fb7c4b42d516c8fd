"""Carries over to another year what was entered for the OIT items of a year (owners, dates, notes,
evidence links), and selected measures and findings, as not started.

Items that were united or split are marked in their notes. Items of different frameworks are
different: links are mapped by the crosswalk of the frameworks; if no item continues, to the
indicator, which keeps code and meaning.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from ita_desktop.domain.analysis import issue_of
from ita_desktop.domain.carry_list import Entered, ItemFate, ItemMap, carry_list
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import TOTAL, Item
from ita_desktop.domain.measure_cells import as_typed, owners_fields
from ita_desktop.domain.oit.parts import moved_month, parts_of
from ita_desktop.domain.oit.proofs import carried_note
from ita_desktop.domain.records import (
    Assignment,
    AssignmentOwner,
    FiscalYear,
    Measure,
    MeasureItem,
    MeasureStatus,
    OwnerRole,
    new_id,
)
from ita_desktop.domain.schedule import days_of, kept_days, states_only_when
from ita_desktop.domain.scores.crosswalk import ItemLink
from ita_desktop.domain.scores.results import (
    Finding,
    FindingItem,
    FindingSource,
    MeasureFinding,
    SourceKind,
)
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import item_links, last_position, names, with_ids
from ita_desktop.services.measures import schedule_fields
from ita_desktop.services.years.moved import moved_day, moved_end, moved_years
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

_UNITED, _SPLIT = "รวมจาก ", "แยกจาก "
"""Beginnings of the marks in notes; Thai, as all that is printed."""


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
        from ita_desktop.frameworks.resource_files import links_between

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


def carried_fates(before: YearData, after: YearData) -> tuple[ItemFate, ...]:
    """Return the items of the year ``before`` that do not simply continue in ``after``."""
    # The crosswalk is read on first use.
    from ita_desktop.frameworks.resource_files import item_map

    if before.framework.code == after.framework.code:
        return ()
    return carry_list(before, item_map(before.framework, after.framework))


def is_marked(data: YearData, code: str) -> bool:
    """Return whether the note of an item still says that it was united or split."""
    assignment = data.assignment_by_item.get(code)
    return assignment is not None and any(map(_is_mark, assignment.note.split("\n")))


def confirm(workspace: Workspace, year: int, codes: Collection[str]) -> None:
    """Take the marks out of the notes of items that were looked through, in one unit of work."""
    data = workspace.year(year)
    marked = [code for code in codes if is_marked(data, code)]
    if not marked:
        return
    which = names(marked, "{count} ข้อ")
    with workspace.change("ตรวจข้อที่รวมหรือแยก {which}", which=which) as change:
        for code in marked:
            row = data.assignment_by_item[code]
            lines = [line for line in row.note.split("\n") if not _is_mark(line)]
            change.update(row, note="\n".join(lines))


def _is_mark(line: str) -> bool:
    return line.startswith((_UNITED, _SPLIT)) and line.endswith(_LOOK)


_LOOK = "ตรวจผู้รับผิดชอบ"


class ItemCarrier:
    """Copies what was entered for items into a new year, inside a unit of work; counts it."""

    def __init__(
        self, change: Change, before: YearData, record: FiscalYear, items: ItemMap
    ) -> None:
        self._change = change
        self._before = before
        self._record = record
        self._items = items
        self.assignments = self.owners = self.dates = self.notes = self.evidence = 0

    def counts(self) -> dict[str, int]:
        """Return the numbers of copied records."""
        return {
            "assignments": self.assignments,
            Entered.OWNERS.value: self.owners,
            Entered.DATES.value: self.dates,
            Entered.NOTES.value: self.notes,
            Entered.EVIDENCE.value: self.evidence,
        }

    @property
    def _step(self) -> int:
        return self._record.year - self._before.year

    def carry_assignments(self, *, owners: bool, due: bool, notes: bool) -> None:
        """Copy owners, dates (shifted by the years between) and notes. Of united items the owners
        are put together and the first due date holds."""
        known = self._before.assignment_by_item
        for item in self._items.after.items:
            old = [known[code] for code in self._items.old(item.code) if code in known]
            if old:
                self._carry(item.code, old, owners=owners, due=due, notes=notes)

    def _carry(
        self, code: str, old: Sequence[Assignment], *, owners: bool, due: bool, notes: bool
    ) -> None:
        taken = (
            _distinct(
                row
                for assignment in old
                for row in self._before.owners_of_item(assignment.item_code)
            )
            if owners
            else []
        )
        days = [assignment.due for assignment in old if assignment.due is not None] if due else []
        as_of = (
            [assignment.as_of for assignment in old if assignment.as_of is not None] if due else []
        )
        texts = [assignment.note for assignment in old if assignment.note] if notes else []
        details = self._details(code, old) if notes else ""
        if not (taken or days or as_of or texts or details):
            return
        mark = self._mark(code, differs=len(set(days)) > 1)
        made = self._change.insert(
            Assignment(
                id=new_id(),
                year_id=self._record.id,
                item_code=code,
                due=moved_day(min(days, default=None), self._step),
                as_of=moved_day(max(as_of, default=None), self._step),
                details=details,
                note="\n".join(filter(None, (*dict.fromkeys(texts), mark))),
                **owners_fields(taken, self._typed(old)),
            )
        )
        for position, owner in enumerate(taken):
            copy = replace(owner, id=new_id(), row_version=1, assignment_id=made.id)
            self._change.insert(replace(copy, position=position))
        self.assignments += 1
        self.owners += len(taken)
        self.dates += bool(days or as_of)
        self.notes += bool(texts or details)

    def _details(self, code: str, old: Sequence[Assignment]) -> str:
        """Return the office's text on what an item must publish; empty where another item, or
        another wording of it, would be described."""
        same = len(old) == 1 and self._items.new(old[0].item_code) == (code,)
        return old[0].details if same and not self._items.is_changed(old[0].item_code) else ""

    def _typed(self, old: Iterable[Assignment]) -> str:
        """Return the owners of the items as typed; empty if they were not all typed the same."""
        before = self._before
        texts = {as_typed(each, before.owners_of_item(each.item_code)) for each in old}
        return texts.pop() if len(texts) == 1 else ""

    def _mark(self, code: str, *, differs: bool) -> str:
        """Return the note on an item that was united or split; Thai, as all that is printed."""
        old, year = self._items.old(code), self._before.year
        marks = []
        if len(old) > 1:
            marks.append(f"{_UNITED}{' '.join(old)} ของปี {year}")
        parted = [code for code in old if len(self._items.new(code)) > 1]
        if parted:
            marks.append(f"{_SPLIT}{' '.join(parted)} ของปี {year}")
        if differs:
            marks.append("กำหนดส่งเดิมต่างกัน ใช้วันแรก")
        return " · ".join([*marks, _LOOK]) if marks else ""

    def carry_evidence(self) -> None:
        """Copy the evidence links, marked as those of the earlier year and not yet published."""
        for item in self._items.after.items:
            found = [
                row for code in self._items.old(item.code) for row in self._before.evidence_of(code)
            ]
            kept = {row.location or row.title: row for row in reversed(found)}
            for position, row in enumerate(row for row in found if row in kept.values()):
                self._change.insert(
                    replace(
                        row,
                        id=new_id(),
                        row_version=1,
                        year_id=self._record.id,
                        item_code=item.code,
                        part=self._part(item, row.part),
                        point="",
                        published=None,
                        as_of=None,
                        placed_at="",
                        note=carried_note(self._before.year, row.note),
                        position=position,
                    )
                )
                self.evidence += 1

    def _part(self, item: Item, part: str) -> str:
        """Return the month or process of the new year; the evidence is for all if it has none."""
        later = moved_month(part, self._step)
        return later if any(part.code == later for part in parts_of(item)) else ""


def _distinct(owners: Iterable[AssignmentOwner]) -> list[AssignmentOwner]:
    """Return each owner once; a lead anywhere is a lead."""
    found: dict[tuple[str | None, str | None, str], AssignmentOwner] = {}
    for owner in owners:
        who = (owner.unit_id, owner.person_id, owner.post)
        if who not in found or owner.role is OwnerRole.LEAD:
            found[who] = owner
    return sorted(found.values(), key=lambda owner: owner.role is not OwnerRole.LEAD)
