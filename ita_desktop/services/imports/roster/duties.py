"""Imports the duties of bodies: one row per duty, in the order of the appointment order."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ita_desktop.domain.ids import new_id
from ita_desktop.domain.records import Body
from ita_desktop.domain.roster.orders import Duty
from ita_desktop.domain.text import key
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.kinds.roster.duties import DutyRow
from ita_desktop.exchange.remarks import RowError
from ita_desktop.services.imports.draft import ImportDraft, inserts, update
from ita_desktop.services.imports.moves import moved_among
from ita_desktop.services.imports.plan import ListOrder
from ita_desktop.services.imports.repeats import same_again
from ita_desktop.services.imports.roster.bodies import NamedBodies

_LONGEST: Final = 300
"""The longest duty that is quoted whole."""


@dataclass(slots=True)
class _Entry:
    """A row and the matching duty."""

    row: DutyRow
    old: Duty | None = None
    new_id: str = ""

    @property
    def key(self) -> str:
        return self.old.id if self.old else self.new_id


def compare(draft: ImportDraft, rows: Sequence[DutyRow]) -> None:
    """Add the differences between ``rows`` and the duties of the year's bodies to the draft.

    A duty is matched by its text, or by its number if it was reworded.
    """
    bodies = NamedBodies(draft)
    by_body: dict[str, list[DutyRow]] = defaultdict(list)
    for number, row in enumerate(rows):
        draft.work_progress.at(number, len(rows))
        try:
            by_body[bodies.of_cell(row.body, row.origin, "body").id].append(row)
        except RowError as error:
            draft.skip(row.origin, error)
    kept: set[str] = set()
    for body_id, listed in by_body.items():
        kept |= _duties(draft, bodies.by_id[body_id], listed)
    if draft.may_remove():
        for body in draft.year.bodies:
            for number, duty in enumerate(draft.year.duties_of(body.id), 1):
                if duty.id not in kept:
                    draft.remove(duty, _shown(body, str(number), duty.text))


def _duties(draft: ImportDraft, body: Body, rows: Sequence[DutyRow]) -> set[str]:
    """Compare the duties of one body; return the keys of those in the file."""
    current = draft.year.duties_of(body.id)
    entries = _distinct(draft, rows)
    numbers = [entry.row.order for entry in entries]
    numbered = None not in numbers and len(set(numbers)) == len(numbers)
    if numbered:
        entries.sort(key=lambda entry: entry.row.order or 0)
    _match(entries, current, numbered=numbered)
    listed = [entry.old.id for entry in entries if entry.old]
    moved = moved_among(listed, current, whole=numbered or draft.is_whole)
    for entry in entries:
        _put(draft, body, entry, current, moved)
    # A duty that takes no stored one's number comes last: only members have places of their own.
    draft.arrangements.append(ListOrder(current, tuple(entry.key for entry in entries), {}))
    return set(listed)


def _distinct(draft: ImportDraft, rows: Sequence[DutyRow]) -> list[_Entry]:
    first: dict[str, DutyRow] = {}
    for row in rows:
        other = first.setdefault(key(row.text), row)
        if other is not row:
            same_again(draft, row.origin, other.origin, f"“{shortened(row.text, _LONGEST)}”")
    return [_Entry(row, new_id=new_id()) for row in first.values()]


def _match(entries: Sequence[_Entry], current: Sequence[Duty], *, numbered: bool) -> None:
    left = list(current)
    for entry in entries:
        entry.old = next((duty for duty in left if key(duty.text) == key(entry.row.text)), None)
        if entry.old is not None:
            left.remove(entry.old)
    for entry in entries:
        order = entry.row.order
        if entry.old is None and numbered and order and order <= len(current):
            stands = current[order - 1]
            entry.old = stands if stands in left else None


def _put(
    draft: ImportDraft, body: Body, entry: _Entry, current: Sequence[Duty], moved: set[str]
) -> None:
    row, old = entry.row, entry.old
    if old is None:
        new = Duty(id=entry.new_id, body_id=body.id, text=row.text)
        shown = _shown(body, str(row.order or ""), row.text)
        draft.put([row.origin], shown, None, inserts(new))
        return
    number = str(current.index(old) + 1)
    moves = old.id if old.id in moved else ""
    draft.put(
        [row.origin],
        _shown(body, str(row.order or "") if moves else number, row.text),
        _shown(body, number, old.text),
        update(old, {"text": row.text}),
        moves=moves,
    )


def _shown(body: Body, number: str, text: str) -> dict[str, str]:
    return {"คณะ": body.name, "ข้อ": number, "หน้าที่และอำนาจ": text}
