"""Carries what was entered for the OIT items of a year over to another: owners, dates, notes,
evidence links. Items that were united or split are marked in their notes."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from ita_desktop.domain.framework import Item
from ita_desktop.domain.frameworks.carry_list import Entered, ItemFate, ItemMap, carry_list
from ita_desktop.domain.oit.carried import carried_note
from ita_desktop.domain.oit.parts import moved_month, parts_of
from ita_desktop.domain.records import (
    Assignment,
    AssignmentOwner,
    FiscalYear,
    OwnerRole,
    new_id,
)
from ita_desktop.domain.roster.typed_owners import as_typed, owners_fields
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import names
from ita_desktop.services.years.moved import moved_day
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

_UNITED, _SPLIT = "รวมจาก ", "แยกจาก "
"""Beginnings of the marks in notes; Thai, as all that is printed."""


def carried_fates(before: YearData, after: YearData) -> tuple[ItemFate, ...]:
    """Return the items of the year ``before`` that do not simply continue in ``after``."""
    # The crosswalk is read on first use.
    from ita_desktop.frameworks.crosswalk_file import item_map

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
