"""Imports assignments: one row per OIT item with owners, due date and as-of date."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.records import Assignment, AssignmentOwner
from ita_desktop.domain.roster.typed_owners import owners_fields
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells.codes import read_indicator
from ita_desktop.exchange.cells.owners import OwnerEntry
from ita_desktop.exchange.kinds.oit.assignments import AssignmentRow
from ita_desktop.exchange.remark_collector import rows_phrase
from ita_desktop.exchange.remarks import RowError
from ita_desktop.services.edits import OwnerRef, refs_of
from ita_desktop.services.imports.draft import ImportDraft, differing, inserts, update
from ita_desktop.services.imports.items import (
    beyond,
    item_of,
    item_words,
    likeness,
    warn_of_other_names,
    warn_of_other_year,
)
from ita_desktop.services.imports.repeats import other_again, same_again
from ita_desktop.services.imports.roster.owners import (
    Owners,
    Resolved,
    merged,
    owner_writes,
)
from ita_desktop.services.roster.owning import owner_of

_MIN_SIMILARITY = 0.3
"""Names of indicators with less similarity are different."""


def compare(draft: ImportDraft, rows: Sequence[AssignmentRow]) -> None:
    """Add the differences between ``rows`` and the year's assignments to the draft."""
    owners = Owners(draft)
    seen: dict[str, AssignmentRow] = {}
    rows = [replace(row, owners=tuple(owners.named(row.owners, row.origin))) for row in rows]
    for number, (row, *others) in enumerate(_of_items(rows)):
        draft.work_progress.at(number, len(rows))
        try:
            item_of(draft.year, row.item, oit=True)
            if (first := seen.setdefault(row.item, row)) is not row:
                _repeated(draft, row, first)
            else:
                _row(draft, owners, row, others)
        except RowError as error:
            for each in (row, *others):
                draft.skip(each.origin, error)
    warn_of_other_year(draft, ((row.item, row.title) for row in seen.values()))
    warn_of_other_names(draft, ((row.origin, row.item, row.title) for row in seen.values()))
    _warn_of_indicators(draft, list(seen.values()))
    if draft.may_remove():
        places = {code: place for place, code in enumerate(draft.year.framework.item_by_code)}
        for assignment in sorted(
            draft.year.assignments,
            key=lambda assignment: places.get(assignment.item_code, len(places)),
        ):
            if assignment.item_code not in seen:
                refs = refs_of(draft.year.owners_of_item(assignment.item_code))
                draft.remove(assignment, _shown(draft, owners, assignment, refs))


class _SameItem:
    """Rows of one item that differ in nothing but the owners, as in a list with a row for each
    unit."""

    def __init__(self, row: AssignmentRow) -> None:
        self.rows: list[AssignmentRow] = []
        self._owners: set[tuple[OwnerEntry, ...]] = set()
        self._says: dict[str, object] = {}
        self._add(row)

    def take(self, row: AssignmentRow) -> bool:
        """Add a row of this item if it is another unit's; return whether it is."""
        if () in self._owners or not row.owners or row.owners in self._owners:
            return False
        if any(self._says.get(name, value) != value for name, value in _says(row)):
            return False
        self._add(row)
        return True

    def _add(self, row: AssignmentRow) -> None:
        self.rows.append(row)
        self._owners.add(row.owners)
        self._says.update(_says(row))


def _says(row: AssignmentRow) -> Iterator[tuple[str, object]]:
    for name in ("title", "due", "as_of", "note", "details"):
        if value := getattr(row, name):
            yield name, value


def _of_items(rows: Sequence[AssignmentRow]) -> list[list[AssignmentRow]]:
    """Return the rows one by one; those of an item that differ in the owners alone together."""
    first: dict[str, _SameItem] = {}
    found: list[list[AssignmentRow]] = []
    for row in rows:
        known = first.get(row.item)
        if known is not None and known.take(row):
            continue
        same = _SameItem(row)
        found.append(same.rows)
        first.setdefault(row.item, same)
    return found


def _row(
    draft: ImportDraft, owners: Owners, row: AssignmentRow, others: Sequence[AssignmentRow]
) -> None:
    """Add the item of a row, with the owners of the ``others`` behind its own."""
    each = [row, *others]
    resolved = [owners.resolve(one.owners, one.origin) for one in each]
    refs = tuple(dict.fromkeys(ref for one in resolved for ref in one.refs))
    named = Resolved(refs, all(one.whole for one in resolved))
    typed = owners_fields(refs, "" if others else resolved[0].typed)
    origins = [one.origin for one in each]
    row = replace(
        row,
        due=next((one.due for one in each if one.due), None),
        as_of=next((one.as_of for one in each if one.as_of), None),
        note=next((one.note for one in each if one.note), ""),
    )
    if others:
        draft.warn(
            row.origin,
            "ข้อ {item} มีหลายแถว คือ{rows} ที่ต่างกันเฉพาะผู้รับผิดชอบ จึงรวมผู้รับผิดชอบทุกแถว",
            "ตรวจว่าทุกหน่วยรับผิดชอบข้อนี้จริง",
            item=row.item,
            rows=rows_phrase(origins),
        )
    old = draft.year.assignment_by_item.get(row.item)
    note = row.note
    if details := beyond(item_words(draft.year.framework.item_by_code[row.item]), row.details):
        kept = note or (old.note if old is not None else "")
        note = kept if key(details) in key(kept) else "\n".join(filter(None, (kept, details)))
    says: dict[str, object] = {"due": row.due, "as_of": row.as_of, "note": note}
    if old is None:
        blank = Assignment(id=new_id(), year_id=draft.year.fiscal_year.id, item_code=row.item)
        new = replace(blank, **differing(blank, says), **typed)
        if new == blank and not refs:
            # An empty line of the official table.
            draft.keep(*origins)
            return
        make = owner_of(AssignmentOwner, assignment_id=blank.id)
        made = [make(ref, position) for position, ref in enumerate(refs)]
        shown = _shown(draft, owners, new, refs)
        draft.put(origins, shown, None, inserts(new, *made))
        return
    before = draft.year.owners_of_item(row.item)
    after = merged(refs_of(before), named)
    written = owner_writes(before, after, owner_of(AssignmentOwner, assignment_id=old.id))
    if written and tuple(after) == refs:
        says |= typed
    draft.put(
        origins,
        _shown(draft, owners, replace(old, **differing(old, says)), after),
        _shown(draft, owners, old, refs_of(before)),
        [*update(old, says), *written],
    )


def _warn_of_indicators(draft: ImportDraft, rows: Sequence[AssignmentRow]) -> None:
    """Warn about rows with an indicator that is not their item's; it is not imported."""
    other = [row for row in rows if row.indicator and not _has_indicator(draft.year, row)]
    if other:
        draft.warn(
            other[0].origin,
            "ตัวชี้วัดของ {items} ในไฟล์ไม่ตรงกับกรอบการประเมินปี {year} เช่น “{text}” จึงไม่ได้นำเข้าตัวชี้วัด",
            "ตรวจว่าไฟล์นี้เป็นของปีงบประมาณ {year} จริง",
            items=" ".join(row.item for row in other),
            year=draft.year.year,
            text=other[0].indicator,
        )


def _has_indicator(year: YearData, row: AssignmentRow) -> bool:
    item = year.framework.item_by_code[row.item]
    code = read_indicator(row.indicator)
    if code:
        return f"{item.indicator}.".startswith(f"{code}.")
    names = (
        indicator.name
        for indicator in year.framework.indicators
        if indicator.code == item.indicator
    )
    return any(likeness(row.indicator, name) >= _MIN_SIMILARITY for name in names)


def _repeated(draft: ImportDraft, row: AssignmentRow, first: AssignmentRow) -> None:
    """Handle a second row of an item: a page break, a repetition, or a contradiction."""
    what = Phrase("ข้อ {item}", item=row.item)
    says = (row.owners, row.due, row.as_of, row.note, row.details)
    own = (first.owners, first.due, first.as_of, first.note, first.details)
    if says in {((), None, None, "", ""), own}:
        if row.continued:
            draft.keep(row.origin)
        else:
            same_again(draft, row.origin, first.origin, what)
        return
    raise other_again(row.origin, first.origin, what)


def _shown(
    draft: ImportDraft, owners: Owners, assignment: Assignment, refs: Sequence[OwnerRef]
) -> dict[str, str]:
    item = draft.year.framework.item_by_code.get(assignment.item_code)
    return {
        "ข้อ": assignment.item_code,
        "ข้อมูล": item.title if item else "",
        "ผู้รับผิดชอบ": owners.label(refs),
        "กำหนดส่ง": _day(assignment.due),
        "ข้อมูล ณ วันที่": _day(assignment.as_of),
        "หมายเหตุ": assignment.note,
    }


def _day(day: date | None) -> str:
    return short_date(day) if day else ""
