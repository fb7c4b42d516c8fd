"""What a unit says of an OIT item before it has anything to show (อยู่ระหว่างรวบรวม): it is noted at
the item, with the unit's name, and proves nothing."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ita_desktop.domain.framework import Item
from ita_desktop.domain.oit.parts import part_title
from ita_desktop.domain.records import Assignment, new_id
from ita_desktop.domain.rich import plain
from ita_desktop.domain.text import one_line
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.imports.draft import ImportDraft
from ita_desktop.services.imports.plan import Insert, RecordUpdate, Write


class ItemNote(NamedTuple):
    """A note of a row that has nothing else."""

    origin: Origin
    item: Item
    part: str
    """The code of the month or process; empty if it is of the whole."""
    text: str


def compare_notes(draft: ImportDraft, notes: Iterable[ItemNote], unit_id: str) -> None:
    """Add the notes of a unit to the draft: a line each, below what is noted of the item. One that
    the unit wrote before about the same gives way."""
    by_item: dict[str, list[ItemNote]] = {}
    for note in notes:
        by_item.setdefault(note.item.code, []).append(note)
    for some in by_item.values():
        _compare(draft, some, draft.year.unit_name(unit_id) if unit_id else "")


def _compare(draft: ImportDraft, notes: Sequence[ItemNote], unit: str) -> None:
    code = notes[0].item.code
    old = draft.year.assignment_by_item.get(code)
    before = old.note if old is not None else ""
    lines = before.split("\n") if before else []
    now, replaced = [], []
    for note in notes:
        head = " ".join(filter(None, (unit, part_title(note.item, note.part))))
        text = one_line(plain(note.text))
        now.append(f"{head}: {text}" if head else text)
        replaced += [line for line in lines if head and line.startswith(f"{head}: ")]
    left = [line for line in lines if line not in {*replaced, *now}]
    new = [line for line in now if line not in lines]
    after = "\n".join((left + now) if new else lines)
    write: Write
    if old is None:
        year = draft.year.fiscal_year.id
        write = Insert(Assignment(id=new_id(), year_id=year, item_code=code, note=after))
    else:
        write = RecordUpdate(old, {"note": after})
    was = replaced if new else now
    # What others have noted of the item is no words of the unit.
    draft.put(
        [note.origin for note in notes],
        {"ข้อ": code, "หมายเหตุ": "\n".join(now)},
        {"ข้อ": code, "หมายเหตุ": "\n".join(was)} if was else None,
        [write] if new else [],
    )
