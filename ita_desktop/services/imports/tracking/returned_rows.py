"""What is kept of a returned form: that it came back, and its rows, for the choice of what was not
taken. (:mod:`ita_desktop.services.settling` makes it.)"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final, TypeAlias

from ita_desktop.domain.collection_rounds import CollectionUnit, ReturnedPhoto, ReturnedRow, RowFate
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.records import Assignment, Evidence, Record, new_id, table_name
from ita_desktop.domain.rich import first_words
from ita_desktop.domain.scores.progress import oit_items
from ita_desktop.domain.text import one_line
from ita_desktop.domain.tracking.entries import Entry, Photo
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.remarks import Flaw, Remark
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.edits import last_position
from ita_desktop.services.imports.draft import fields_of
from ita_desktop.services.imports.ledger.entries import NOT_TICKED
from ita_desktop.services.imports.plan import (
    Action,
    Delete,
    ImportPlan,
    Insert,
    LeftPhoto,
    PlannedChange,
    RecordUpdate,
    Write,
)
from ita_desktop.services.imports.tracking.returned import CHANGED, FILLED_COLUMNS, UNKNOWN
from ita_desktop.storage.codec import encode, field_names
from ita_desktop.storage.tables import TABLE_RECORDS


def with_return(plan: ImportPlan, writes: Sequence[Write], day: date) -> list[Write]:
    """Return the ``writes`` of a plan with those that note that a form came back, how many of its
    rows are left, and what came in them; a record is written once, with the unit's answer."""
    form = plan.base.form_by_id.get(plan.form)
    if form is None:
        return list(writes)
    kept = list(rows_kept(plan, form))
    rows = {change.origins[:1] for change in plan.changes}
    rows |= {(remark.origin,) for remark in (*plan.skipped, *plan.flaws) if remark.origin}
    fields: dict[str, Any] = {
        "returned": day,
        "untaken": _left_after(plan, form, kept),
        "filled": _filled(form, len(rows)),
    }
    others = []
    for write in writes:
        if isinstance(write, RecordUpdate) and write.record.id == form.id:
            fields |= write.fields
        else:
            others.append(write)
    return [*others, RecordUpdate(form, fields), *kept]


def _left_after(plan: ImportPlan, form: CollectionUnit, kept: Iterable[Write]) -> int:
    """Return how many rows of a form nobody has decided about, after ``kept`` are written."""
    kept = list(kept)
    gone = {write.record.id for write in kept if isinstance(write, Delete)}
    before = [row for row in plan.base.returned_rows_of(form.id) if row.id not in gone]
    new = [write.record for write in kept if isinstance(write, Insert)]
    rows = (*before, *(record for record in new if isinstance(record, ReturnedRow)))
    return sum(row.fate is RowFate.LEFT for row in rows)


def _filled(form: CollectionUnit, rows: int) -> int | None:
    """Return how many rows of a form are filled in, of which ``rows`` say something new: one that
    came back before has what it had."""
    before = form.filled if form.returned is not None else 0
    return max(rows, before) if before is not None else rows or None


def untaken(plan: ImportPlan) -> int:
    """Return the number of rows of a returned form, and of cells and words beside others, that
    nobody has decided about."""
    form = plan.base.form_by_id.get(plan.form)
    return _left_after(plan, form, rows_kept(plan, form)) if form is not None else 0


_NAMING: Final = frozenset(
    ("ข้อ", "วิธีการปฏิบัติ", "กำหนด", "ข้อมูล", "กำหนดส่ง", "ชื่อ - นามสกุล", "คำถามในรอบนี้")
)
"""The headings of what a row is about."""
_FILLED: Final = frozenset(column.heading for column in FILLED_COLUMNS)
PHOTOS: Final = "ภาพถ่าย"
"""The heading of the number of photographs in a row."""


def rows_kept(plan: ImportPlan, form: CollectionUnit) -> Iterator[Write]:
    """Yield the writes that keep the rows of a returned form. Rows of an earlier return about the
    same, which nobody has decided about, give way to them; what was taken or decided is not asked
    again."""
    came = [*_of_changes(plan, form), *_of_unread(plan, form), *_of_left(plan, form)]
    before = plan.base.returned_rows_of(form.id)
    decided = defaultdict[str, set[str]](set)
    for row in before:
        if row.fate is not RowFate.LEFT:
            decided[row.what].update(row.came.split("\n"))
    made = [
        (row, photos)
        for row, photos in came
        if row.fate is RowFate.TAKEN or not decided[row.what].issuperset(row.came.split("\n"))
    ]
    about = {row.what for row, _ in came}
    for row in before:
        if row.fate is RowFate.LEFT and row.what in about:
            yield Delete(row)
    behind = last_position(before)
    for position, (row, photos) in enumerate(made, behind):
        yield Insert(replace(row, position=position))
        for photo, content in photos:
            yield Insert(replace(photo, row_id=row.id), content)


Kept: TypeAlias = tuple[ReturnedRow, Sequence[LeftPhoto]]
"""A row as it is kept, and its photographs, still without the row's key."""


def _of_changes(plan: ImportPlan, form: CollectionUnit) -> Iterator[Kept]:
    elsewhere = [left.remark for left in plan.left]
    why = _reasons(remark for remark in plan.warnings if remark not in elsewhere)
    # The preview names the unit that a record is of, which no unit writes into its form.
    of = plan.base.unit_by_id[form.unit_id].label
    for change in plan.changes:
        origin = change.origins[0] if change.origins else None
        taken = change.key in plan.accepted
        told = why.get(origin, [])
        if taken:
            reason = "\n".join(map(_reason, told))
        else:
            # How to take it in the preview is over: the row is kept for the choice.
            reason = _reason(replace(told[0], remedy="")) if told else str(NOT_TICKED)
        row = ReturnedRow(
            id=new_id(),
            form_id=form.id,
            line=origin.row if origin is not None else 0,
            what=_what(plan.base, [(cell.heading, cell.new) for cell in change.cells]),
            came=_lines(cell for cell in _written(change) if cell[1] != of),
            why=reason,
            fate=RowFate.TAKEN if taken else RowFate.LEFT,
            writes="" if taken else _as_json(change.writes),
        )
        yield row, () if taken else [*_kept_photos(change)]


def _kept_photos(change: PlannedChange) -> Iterator[LeftPhoto]:
    names = ("media", "file_name", "width", "height", "caption", "position")
    for write in change.writes:
        if isinstance(write, Insert) and isinstance(write.record, Photo) and write.content:
            photo = fields_of(write.record, *names)
            made = ReturnedPhoto(id=new_id(), row_id="", entry=write.record.entry_id, **photo)
            yield LeftPhoto(made, write.content)


def _of_unread(plan: ImportPlan, form: CollectionUnit) -> Iterator[Kept]:
    """Yield the rows that cannot be read, and cells of others; photographs with the first that is
    told of their row."""
    photos, records = dict(plan.left_photos), _records_of_rows(plan)
    for remark in (*plan.skipped, *plan.flaws):
        if remark.origin is None:
            continue
        cells = plan.came.get(remark.origin, ())
        only = remark.cell.heading if isinstance(remark, Flaw) and remark.cell is not None else ""
        came = (cell for cell in cells if cell[0] in _FILLED and only in {"", cell[0]})
        row = ReturnedRow(
            id=new_id(),
            form_id=form.id,
            line=remark.origin.row,
            what=_what(plan.base, cells),
            came=_lines(came),
            why=_reason(remark),
            writes=_to_type(records.get(remark.origin, ()), only),
        )
        is_skipped = not isinstance(remark, Flaw)
        yield row, photos.pop(remark.origin, ()) if is_skipped else ()


def _records_of_rows(plan: ImportPlan) -> Mapping[Origin, Sequence[Record]]:
    """Return what is stored of the rows of a form afterwards."""
    found = {origin: standing.records for standing in plan.stands for origin in standing.origins}
    for change in plan.chosen():
        made = tuple(
            replace(write.record, **write.fields)
            if isinstance(write, RecordUpdate)
            else write.record
            for write in change.writes
        )
        found |= dict.fromkeys(change.origins, made)
    return found


def _of_left(plan: ImportPlan, form: CollectionUnit) -> Iterator[Kept]:
    """Yield the words that stand nowhere, though their row is taken, and those outside its rows."""
    records = _records_of_rows(plan)
    for left in plan.left:
        at = left.remark.origin
        places = plan.unread.get(at, ()) if at is not None else ()
        heads = (each.heading for each in places if each.index == left.column)
        heading = next((head for head in heads if head in _FILLED), "")
        row = ReturnedRow(
            id=new_id(),
            form_id=form.id,
            line=at.row if at is not None else 0,
            what=_what(plan.base, plan.came.get(at, ()) if at is not None else ()),
            came=f"{heading}: {left.cell}" if heading else left.cell,
            why=_reason(left.remark),
            writes=_below(records.get(at, ()), left.text) if at is not None else "",
        )
        yield row, ()


def _below(records: Iterable[Record], words: str) -> str:
    """Return, as JSON, the update of a record that puts ``words`` below what it says; empty without
    a field for them."""
    for record in records:
        match record:
            case Entry(text=told):
                name = "text"
            case Evidence(note=told) | Assignment(note=told):
                name = "note"
            case CollectionUnit(answer=told):
                name = "answer"
            case _:
                continue
        return _as_json([RecordUpdate(record, {name: f"{told}\n{words}".lstrip()})])
    return ""


def _to_type(records: Iterable[Record], heading: str) -> str:
    """Return, as JSON, the field of a record that the cell below ``heading`` is to be typed into;
    empty if nothing of its row is stored."""
    name = next((column.name for column in FILLED_COLUMNS if column.heading == heading), "")
    for record in records:
        kind = TABLE_RECORDS[table_name(type(record))]
        if name in field_names(kind):
            made = {"table": table_name(kind), "id": record.id, "typed": name}
            return json.dumps([made], separators=(",", ":"))
    return ""


def _reasons(remarks: Iterable[Remark]) -> Mapping[Origin | None, list[Remark]]:
    """Return what is told of each row: first that somebody else changed it meanwhile."""
    found: dict[Origin | None, list[Remark]] = {}
    for remark in sorted(remarks, key=lambda one: one.template not in {CHANGED, UNKNOWN}):
        if remark.origin is not None:
            found.setdefault(remark.origin, []).append(remark)
    return found


def _reason(remark: Remark) -> str:
    """Return why, in one line: what it quotes may have several, but each line kept is a reason."""
    return one_line(str(remark.why))


def _what(data: YearData, cells: Iterable[tuple[str, str]]) -> str:
    """Return what a row is about: its codes, its words, its day."""
    titles = {item.code: f"{item.code} {item.title}" for item in oit_items(data)}
    texts = [
        titles.get(text) or one_line(first_words(text))
        for heading, text in cells
        if heading in _NAMING and text
    ]
    # The title of an item stands in its form, too.
    told = [text for text in texts if not any(text in title for title in titles.values())]
    return " ".join(dict.fromkeys([*(text for text in texts if text in titles.values()), *told]))


def _written(change: PlannedChange) -> Iterator[tuple[str, str]]:
    """Yield what a unit wrote: all of a new record, of another one what differs."""
    for cell in change.cells:
        is_new = change.action is Action.ADD and cell.heading not in _NAMING
        if cell.new and (is_new or cell.old is not None):
            yield cell.heading, cell.new
    photos = sum(_is_photo(write) for write in change.writes)
    if photos:
        yield PHOTOS, Phrase("{count} ภาพ", count=photos)


def _lines(cells: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{heading}: {text}" for heading, text in cells)


def _is_photo(write: Write) -> bool:
    return isinstance(write, Insert) and isinstance(write.record, Photo)


def _as_json(writes: Iterable[Write]) -> str:
    """Return writes as they are kept (:mod:`ita_desktop.services.settling` makes them).
    Photographs are kept as :class:`ReturnedPhoto`."""
    kept: list[dict[str, Any]] = []
    for write in writes:
        table = table_name(type(write.record))
        if isinstance(write, RecordUpdate):
            fields = {name: encode(value) for name, value in write.fields.items()}
            kept.append({"table": table, "id": write.record.id, "set": fields})
        elif isinstance(write, Insert) and not _is_photo(write):
            kept.append({"table": table, "new": encode(write.record)})
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) if kept else ""
