"""What becomes of the items of a year in the framework of another, and of what was entered for
them: kept, united, split, or lost."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from ita_desktop.domain.framework import Framework
from ita_desktop.domain.scores.crosswalk import ItemLink, Relation
from ita_desktop.domain.year import YearData


class Fate(StrEnum):
    """What becomes of items."""

    CHANGED = "changed"
    """One to one; scope or wording differs."""
    UNITED = "united"
    """Several became one."""
    SPLIT = "split"
    """One became several."""
    GONE = "gone"
    """No item continues it."""


class Entered(StrEnum):
    """What may be entered for an item."""

    OWNERS = "owners"
    DATES = "dates"
    NOTES = "notes"
    EVIDENCE = "evidence"
    MEASURES = "measures"
    FINDINGS = "findings"


class ItemFate(NamedTuple):
    """Items of the earlier year and their counterparts."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    fate: Fate
    entered: Mapping[Entered, int]
    """What was entered for them; of items without counterpart, what is lost."""


class ItemMap:
    """The counterparts of items between two frameworks."""

    def __init__(self, before: Framework, after: Framework, links: Iterable[ItemLink]) -> None:
        self.before, self.after = before, after
        new: dict[str, list[str]] = defaultdict(list)
        old: dict[str, list[str]] = defaultdict(list)
        self._changed = set()
        for link in links:
            if link.new in after.item_by_code and link.old in before.item_by_code:
                new[link.old].append(link.new)
                old[link.new].append(link.old)
                if link.relation is not Relation.SAME:
                    self._changed.add(link.old)
        self._new = {code: tuple(dict.fromkeys(codes)) for code, codes in new.items()}
        self._old = {code: tuple(dict.fromkeys(codes)) for code, codes in old.items()}

    def new(self, code: str) -> tuple[str, ...]:
        """Return the counterparts of an item of the earlier framework."""
        return self._new.get(code, ())

    def old(self, code: str) -> tuple[str, ...]:
        """Return the earlier items that an item of the later framework continues."""
        return self._old.get(code, ())

    def is_changed(self, code: str) -> bool:
        """Return whether scope or wording of an earlier item differs in the later framework."""
        return code in self._changed

    def goes_on(self, indicator: str, codes: Iterable[str]) -> bool:
        """Return whether a measure or finding has a counterpart: one of its items, or else its
        indicator, or it has neither."""
        items = tuple(codes)
        known = any(self.new(code) for code in items)
        return known or not (items or indicator) or indicator in self.after.indicator_by_code


def entered_for(data: YearData, code: str) -> dict[Entered, int]:
    """Return the numbers of what was entered for an item, without zeros."""
    assignment = data.assignment_by_item.get(code)
    counts = {
        Entered.OWNERS: len(data.owners_of_item(code)),
        Entered.DATES: int(assignment is not None and bool(assignment.due or assignment.as_of)),
        Entered.NOTES: int(assignment is not None and bool(assignment.note or assignment.details)),
        Entered.EVIDENCE: len(data.evidence_of(code)),
        Entered.MEASURES: sum(link.item_code == code for link in data.measure_items),
        Entered.FINDINGS: sum(link.item_code == code for link in data.finding_items),
    }
    return {what: count for what, count in counts.items() if count}


def carry_list(before: YearData, items: ItemMap) -> tuple[ItemFate, ...]:
    """Return the items of the year ``before`` that do not simply continue: vanished ones for which
    something was entered, united, split, and changed ones, in this order."""
    codes = [item.code for item in before.framework.items]
    gone = [
        ItemFate((code,), (), Fate.GONE, lost)
        for code in codes
        if not items.new(code) and (lost := _lost(before, items, code))
    ]
    united = [
        ItemFate(
            items.old(item.code), (item.code,), Fate.UNITED, _all(before, items.old(item.code))
        )
        for item in items.after.items
        if len(items.old(item.code)) > 1
    ]
    split = [
        ItemFate((code,), items.new(code), Fate.SPLIT, entered_for(before, code))
        for code in codes
        if len(items.new(code)) > 1
    ]
    changed = [
        ItemFate((code,), items.new(code), Fate.CHANGED, entered_for(before, code))
        for code in codes
        if items.is_changed(code)
        and len(items.new(code)) == 1
        and len(items.old(items.new(code)[0])) == 1
    ]
    return tuple(fate for fate in (*gone, *united, *split, *changed) if fate.entered)


def _all(before: YearData, codes: Iterable[str]) -> dict[Entered, int]:
    found: dict[Entered, int] = {}
    for code in codes:
        for what, count in entered_for(before, code).items():
            found[what] = found.get(what, 0) + count
    return found


def _lost(before: YearData, items: ItemMap, code: str) -> dict[Entered, int]:
    """Return what cannot be carried over of an item without counterpart: its measures and findings
    go on with other items, or with the indicator."""
    found = entered_for(before, code)
    lost = {
        Entered.MEASURES: len(list(_lost_measures(before, items, code))),
        Entered.FINDINGS: len(list(_lost_findings(before, items, code))),
    }
    counts = {what: lost.get(what, count) for what, count in found.items()}
    return {what: count for what, count in counts.items() if count}


def _lost_measures(before: YearData, items: ItemMap, code: str) -> Iterator[str]:
    for measure in before.measures:
        codes = [link.item_code for link in before.items_of_measure(measure.id)]
        if code in codes and not items.goes_on(measure.indicator, codes):
            yield measure.id


def _lost_findings(before: YearData, items: ItemMap, code: str) -> Iterator[str]:
    for finding in before.findings:
        codes = [link.item_code for link in before.items_of_finding(finding.id)]
        if code in codes and not items.goes_on(finding.indicator, codes):
            yield finding.id
