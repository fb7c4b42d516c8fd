"""The rows of a returned form as they are kept: what came, what was taken, what not and why."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any, Final

from ita_desktop.domain.collecting.collections import CollectionUnit, ReturnedRow, RowFate
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.records import table_name
from ita_desktop.domain.rich import first_words
from ita_desktop.domain.scores.progress import oit_items
from ita_desktop.domain.text import one_line
from ita_desktop.domain.tracking.entries import Photo
from ita_desktop.domain.tracking.worksheet import (
    FORM_COLUMNS,
    ITEM_COLUMNS,
    PEOPLE_COLUMNS,
    QUESTION_COLUMNS,
)
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.remarks import Flaw, Remark
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.imports.ledger.entries import NOT_TICKED
from ita_desktop.services.imports.plan import (
    Action,
    Delete,
    ImportPlan,
    Insert,
    PlannedChange,
    RecordUpdate,
    Write,
)
from ita_desktop.services.imports.tracking.returned_rows import CHANGED, UNKNOWN
from ita_desktop.storage.codec import encode

_NAMING: Final = frozenset(
    ("ข้อ", "วิธีการปฏิบัติ", "กำหนด", "ข้อมูล", "กำหนดส่ง", "ชื่อ - นามสกุล", "คำถามในรอบนี้")
)
"""The headings of what a row is about."""
_FILLED: Final = frozenset(
    column.heading
    for column in chain(FORM_COLUMNS, ITEM_COLUMNS, QUESTION_COLUMNS, PEOPLE_COLUMNS)
    if column.fills
)
_PHOTOS: Final = "ภาพถ่าย"


def rows_kept(plan: ImportPlan, form: CollectionUnit) -> Iterator[Write]:
    """Yield the writes that keep the rows of a returned form. Rows of an earlier return about the
    same, which nobody has decided about, give way to them."""
    made = [*_of_changes(plan, form), *_of_unread(plan, form)]
    about = {row.what for row in made}
    before = plan.base.returned_rows_of(form.id)
    for row in before:
        if row.fate is RowFate.LEFT and row.what in about:
            yield Delete(row)
    behind = max((row.position for row in before), default=-1) + 1
    for position, row in enumerate(made, behind):
        yield Insert(replace(row, position=position))


def _of_changes(plan: ImportPlan, form: CollectionUnit) -> Iterator[ReturnedRow]:
    why = _reasons(plan.warnings)
    for change in plan.changes:
        origin = change.origins[0] if change.origins else None
        taken = change.key in plan.accepted
        reason = "" if taken else why.get(origin) or str(NOT_TICKED)
        yield ReturnedRow(
            id=new_id(),
            form_id=form.id,
            line=origin.row if origin is not None else 0,
            what=_what(plan.base, [(cell.heading, cell.new) for cell in change.cells]),
            came=_lines(_written(change)),
            why=reason,
            fate=RowFate.TAKEN if taken else RowFate.LEFT,
            writes="" if taken else _as_json(change.writes),
        )


def _of_unread(plan: ImportPlan, form: CollectionUnit) -> Iterator[ReturnedRow]:
    """Yield the rows that cannot be read, and cells of others."""
    for remark in (*plan.skipped, *plan.flaws):
        if remark.origin is None:
            continue
        cells = plan.came.get(remark.origin, ())
        only = remark.cell.heading if isinstance(remark, Flaw) and remark.cell is not None else ""
        came = (cell for cell in cells if cell[0] in _FILLED and only in {"", cell[0]})
        yield ReturnedRow(
            id=new_id(),
            form_id=form.id,
            line=remark.origin.row,
            what=_what(plan.base, cells),
            came=_lines(came),
            why=str(remark.why),
        )


def _reasons(remarks: Iterable[Remark]) -> Mapping[Origin | None, str]:
    """Return why by row: that somebody else changed it meanwhile, else the first reason."""
    found: dict[Origin | None, str] = {}
    for remark in sorted(remarks, key=lambda one: one.template not in {CHANGED, UNKNOWN}):
        if remark.origin is not None:
            found.setdefault(remark.origin, str(remark.why))
    return found


def _what(data: YearData, cells: Iterable[tuple[str, str]]) -> str:
    """Return what a row is about: its codes, its words, its day."""
    titles = {item.code: f"{item.code} {item.title}" for item in oit_items(data)}
    texts = [
        titles.get(text) or one_line(first_words(text))
        for heading, text in cells
        if heading in _NAMING and text
    ]
    return " ".join(dict.fromkeys(texts))


def _written(change: PlannedChange) -> Iterator[tuple[str, str]]:
    """Yield what a unit wrote: all of a new record, of another one what differs."""
    for cell in change.cells:
        is_new = change.action is Action.ADD and cell.heading not in _NAMING
        if cell.new and (is_new or cell.old is not None):
            yield cell.heading, cell.new
    photos = sum(_is_photo(write) for write in change.writes)
    if photos:
        yield _PHOTOS, Phrase("{count} ภาพ", count=photos)


def _lines(cells: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{heading}: {text}" for heading, text in cells)


def _is_photo(write: Write) -> bool:
    return isinstance(write, Insert) and isinstance(write.record, Photo)


def _as_json(writes: Iterable[Write]) -> str:
    """Return writes as they are kept (:mod:`ita_desktop.services.collecting.settling` makes them).
    Photographs are not: their files are not."""
    kept: list[dict[str, Any]] = []
    for write in writes:
        table = table_name(type(write.record))
        if isinstance(write, RecordUpdate):
            fields = {name: encode(value) for name, value in write.fields.items()}
            kept.append({"table": table, "id": write.record.id, "set": fields})
        elif isinstance(write, Insert) and not _is_photo(write):
            kept.append({"table": table, "new": encode(write.record)})
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) if kept else ""
