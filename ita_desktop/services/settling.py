"""Takes back what units returned (files, folders, mails) through the one way in of all imports, and
settles rows that were not taken: by what the unit wrote, or by what the workspace has. The file is
not needed for that. The answer of a unit that did not return its form (by telephone) is typed here.

A form of a collection round is a worksheet with a mark (`domain/tracking/worksheet.py`). By that
`exchange/source.py` knows it again. The mark is a document property, a line of its text, or the
keys of its rows. `ReturnedForm` compares each row with the digests of what was sent
(`CollectionUnit.rows`) and with what the year has now. A change in conflict is planned, but not
selected until a person decided about the part (`Part.is_decided`). Whatever way a form comes in,
the plan's writes note that it came back. A round's question is a row, too (`OpenQuestion`, key
`Q/1`); its answer is stored in the newest version of the unit's form. The people of a unit
(`OpenPeople`) carry the digests of what was sent in the keys of their rows, not in the file. From
a stored digest a telephone number could be found again. What a returned form had is kept row by
row (`ReturnedRow`): what came, what became of it, why, and as JSON what would take it, so that it
can be taken here when the file is gone. Photographs of rows that were not taken are kept beside
them (`ReturnedPhoto`), also those that no follow-up entry can have.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, NamedTuple

from ita_desktop.domain.collecting import newest_forms
from ita_desktop.domain.collection_rounds import CollectionUnit, ReturnedRow, RowFate, SentRows
from ita_desktop.domain.dates import parse_date, short_date
from ita_desktop.domain.errors import InputError, WorkspaceError
from ita_desktop.domain.records import Record, new_id
from ita_desktop.domain.text import MOST_PEOPLE, number_in
from ita_desktop.domain.tracking.entries import EntryState, Photo, said_state
from ita_desktop.domain.tracking.worksheet import ITEM_COLUMNS, QUESTION_KEY, STATE_WORDS
from ita_desktop.domain.year import PLACES, YearData
from ita_desktop.exchange.cells.row import unknown_state
from ita_desktop.exchange.files.formats import MAILS
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.services.edits import CellEdit, last_position, names, text
from ita_desktop.services.imports.found.reading import FoundParts, find_in
from ita_desktop.services.imports.found.series import (
    ImportSeries,
    PlannedPart,
    apply_series,
    plan_parts,
)
from ita_desktop.services.imports.plan import ImportPlan, Insert
from ita_desktop.services.imports.tracking.returned import TITLES
from ita_desktop.services.imports.tracking.returned_rows import PHOTOS
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.sending import collection_of
from ita_desktop.services.tracking import is_to_come
from ita_desktop.storage import codec
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.tables import TABLE_RECORDS
from ita_desktop.storage.workspace import Workspace

_HEADINGS: Final = frozenset({*TITLES.values(), PHOTOS})
"""What the fields are called in what a unit wrote."""


class BothTexts(NamedTuple):
    """A field of which the unit wrote one thing and the workspace has another."""

    heading: str
    theirs: str
    ours: str


def left_rows(data: YearData, form: CollectionUnit) -> tuple[ReturnedRow, ...]:
    """Return the rows of a form that nobody has decided about."""
    return tuple(row for row in data.returned_rows_of(form.id) if row.fate is RowFate.LEFT)


class CellToType(NamedTuple):
    """A cell that could not be read, of a row that was taken otherwise."""

    heading: str
    text: str
    """What the unit wrote."""


def cell_to_type(data: YearData, row: ReturnedRow) -> CellToType | None:
    """Return the cell that a row is about, whose value can be typed; None if it is about more, or
    its record was removed meanwhile."""
    for write in _writes(row):
        if "typed" in write and _current(data, write) is not None:
            return CellToType(TITLES[write["typed"]], row.came.partition(": ")[2])
    return None


def place_of(data: YearData, row: ReturnedRow) -> Place | None:
    """Return where what a row is about can be typed: its item, or the first measure of its item;
    None for what is neither."""
    code = row.what.partition(" ")[0].rstrip(",")
    if code not in data.framework.item_by_code:
        return None
    headings = {field.partition(":")[0] for field in came_fields(row)}
    is_item = not headings.isdisjoint(column.heading for column in ITEM_COLUMNS if column.fills)
    return Place(PageKey.OIT if is_item else PageKey.MEASURES, code)


def can_take(data: YearData, row: ReturnedRow) -> bool:
    """Return whether what the unit wrote in a row can be taken: it could be read."""
    is_read = any("typed" not in write for write in _writes(row))
    return is_read or any(photo.entry for photo in data.returned_photos_of(row.id))


def came_fields(row: ReturnedRow) -> tuple[str, ...]:
    """Return what the unit wrote, field by field (``หัวข้อ: ข้อความ``); a text may have several
    lines."""
    fields: list[str] = []
    for line in row.came.split("\n"):
        if not fields or line.partition(": ")[0] in _HEADINGS:
            fields.append(line)
        else:
            fields[-1] += f"\n{line}"
    return tuple(filter(None, fields))


def photographs_are_elsewhere(data: YearData, row: ReturnedRow) -> bool:
    """Return whether photographs that came in a row are in the unit's file alone, because an older
    version of the program took it back: to take it back again brings them."""
    came = any(field.startswith(f"{PHOTOS}:") for field in came_fields(row))
    return came and not data.returned_photos_of(row.id)


def both_texts(data: YearData, row: ReturnedRow) -> Iterator[BothTexts]:
    """Yield the fields of a row that could be read, with what the workspace has now."""
    for write in _writes(row):
        kind = TABLE_RECORDS[write["table"]]
        current = _current(data, write)
        if "typed" in write:
            continue
        if "new" in write:
            values: Record = codec.decode(kind, write["new"])
            empty: Record | None = None
        elif current is not None:
            values, empty = codec.changed(current, write["set"]), current
        else:
            continue
        for name in TITLES:
            if name in codec.field_names(kind) and (empty is None or name in write["set"]):
                theirs, ours = _text(getattr(values, name)), _text(getattr(empty, name, ""))
                if theirs != ours:
                    yield BothTexts(TITLES[name], theirs, ours)


def use_theirs(workspace: Workspace, year: int, row_ids: Sequence[str]) -> None:
    """Take what units wrote in rows, as one unit of work. Raises InputError for a row that could
    not be read, or whose record was removed meanwhile."""
    data = workspace.year(year)
    rows = [data.returned_row_by_id[key] for key in row_ids]
    which = names([row.what for row in rows], "{count} แถว")
    with workspace.change("ใช้ของหน่วย {which}", which=which) as change:
        written: dict[str, Record] = {}
        for row in rows:
            _take(data, change, row, written)
        _note(data, change, rows, RowFate.THEIRS, written)


def use_typed(workspace: Workspace, year: int, row_id: str, typed: str) -> None:
    """Put what was typed, or mended, into the cell that a row is about. Raises InputError for a
    text that cannot be read either."""
    data = workspace.year(year)
    row = data.returned_row_by_id[row_id]
    write = next((write for write in _writes(row) if "typed" in write), None)
    current = _current(data, write) if write is not None else None
    if write is None or current is None:
        raise _removed(row)
    value = _read(write["typed"], typed, year)
    with workspace.change("ใช้ค่าที่พิมพ์ {which}", which=row.what) as change:
        after = change.update(current, **{write["typed"]: value})
        _note(data, change, [row], RowFate.THEIRS, {current.id: after})


def _read(name: str, typed: str, year: int) -> object:
    """Return the value of the field ``name`` that was typed. Raises InputError."""
    words = typed.strip()
    if not words:
        raise InputError("ยังไม่ได้พิมพ์ค่า", remedy="พิมพ์ค่าที่ถูก หรือกดใช้ของเรา")
    match name:
        case "day" | "published":
            day = parse_date(words, fiscal_year=year)
            if name == "day" and is_to_come(day):
                raise InputError("วันที่ทำ {day} ยังไม่ถึง", remedy="พิมพ์วันที่ทำแล้ว", day=short_date(day))
            return day
        case "participants":
            people = number_in(words)
            if people is None or people > MOST_PEOPLE:
                told = "จำนวนผู้เข้าร่วม “{text}” ไม่ใช่จำนวนเต็ม"
                raise InputError(told, remedy="พิมพ์ตัวเลข เช่น 45", text=words)
            return people
        case "state":
            state = said_state(words)
            if state is None:
                raise unknown_state(words)
            return state
        case _:
            return words


def use_ours(workspace: Workspace, year: int, row_ids: Sequence[str]) -> None:
    """Leave what the workspace has, as one unit of work; what units wrote stays readable."""
    data = workspace.year(year)
    rows = [data.returned_row_by_id[key] for key in row_ids]
    which = names([row.what for row in rows], "{count} แถว")
    with workspace.change("ใช้ของเรา {which}", which=which) as change:
        _note(data, change, rows, RowFate.OURS, {})


def _take(data: YearData, change: Change, row: ReturnedRow, written: dict[str, Record]) -> None:
    """Write what a unit wrote; ``written`` are the records as they were written before, by key."""
    if not can_take(data, row):
        raise InputError(
            "อ่านสิ่งที่หน่วยพิมพ์ในแถวนี้ไม่ได้ จึงรับให้เองไม่ได้: {what}",
            remedy="เปิดข้อหรือมาตรการนั้น แล้วพิมพ์ตามที่หน่วยส่งมา",
            what=row.what,
        )
    made: dict[str, str] = {}
    """The new keys of new records."""
    for write in _writes(row):
        kind = TABLE_RECORDS[write["table"]]
        if "new" in write:
            new: Record = codec.decode(kind, write["new"])
            made[new.id] = new_id()
            change.insert(replace(new, id=made[new.id], row_version=1))
            continue
        current = written.get(write["id"]) or _current(data, write)
        if current is None:
            raise _removed(row)
        after = codec.changed(current, write["set"])
        fields = {name: getattr(after, name) for name in write["set"]}
        written[current.id] = change.update(current, **fields)
    _take_photographs(data, change, row, made)


def _take_photographs(
    data: YearData, change: Change, row: ReturnedRow, made: Mapping[str, str]
) -> None:
    """Add the photographs of a row behind those that their entry has; ``made`` are the new keys of
    entries that were just made."""
    known = {entry.id for entry in data.entries} | {*made.values()}
    for photo in data.returned_photos_of(row.id):
        if not photo.entry:
            continue
        entry = made.get(photo.entry, photo.entry)
        if entry not in known:
            raise _removed(row)
        there = data.photos_of(entry)
        if photo.media in {one.media for one in there}:
            continue
        change.insert(
            Photo(
                id=new_id(),
                entry_id=entry,
                media=photo.media,
                file_name=photo.file_name,
                width=photo.width,
                height=photo.height,
                caption=photo.caption,
                position=last_position(there) + photo.position,
            )
        )


def _removed(row: ReturnedRow) -> InputError:
    return InputError(
        "รายการเดิมของแถวนี้ถูกเอาออกแล้ว จึงไม่มีที่ให้รับ: {what}",
        remedy="ใช้ของเรา หรือเพิ่มรายการใหม่ด้วยมือ",
        what=row.what,
    )


def _note(
    data: YearData,
    change: Change,
    rows: Sequence[ReturnedRow],
    fate: RowFate,
    written: Mapping[str, Record],
) -> None:
    """Note what became of rows, and how many of each form are left."""
    for row in rows:
        change.update(row, fate=fate)
    settled = {row.id for row in rows if row.fate is RowFate.LEFT}
    for form_id in dict.fromkeys(row.form_id for row in rows):
        form = data.form_by_id[form_id]
        left = sum(row.id not in settled for row in left_rows(data, form))
        if form.untaken != left:
            change.update(written.get(form.id, form), untaken=left)


def _writes(row: ReturnedRow) -> list[dict[str, Any]]:
    return json.loads(row.writes) if row.writes else []


def _current(data: YearData, write: dict[str, Any]) -> Record | None:
    """Return the record that a write is about, as it is now; None for a new or removed one."""
    records = getattr(data, PLACES[TABLE_RECORDS[write["table"]]])
    return next((record for record in records if record.id == write.get("id")), None)


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case EntryState():
            return STATE_WORDS.get(value, "")
        case StrEnum():
            return value.value
        case date():
            return short_date(value)
        case _:
            return str(value)


def answer(
    workspace: Workspace,
    year: int,
    collection_id: str,
    edits: Sequence[CellEdit],
    *,
    today: date,
) -> None:
    """Write answers to the question of a round; the rows are ids of units. A form that asks nothing
    else counts as returned; one whose answer is taken out again does not."""
    data = workspace.year(year)
    collection = collection_of(data, collection_id)
    forms = newest_forms(data, collection)
    which = names([data.unit_name(edit.row) for edit in edits if edit.row in forms], "{count} หน่วย")
    with workspace.change("แก้คำตอบของ{which}", which=which) as change:
        for edit in edits:
            if edit.row in forms:
                form = forms[edit.row]
                change.update(form, **_fields(form, text(edit.value), today))


def _fields(form: CollectionUnit, words: str, today: date) -> dict[str, Any]:
    if set(SentRows.read(form.rows).rows) != {QUESTION_KEY}:
        return {"answer": words}
    returned = (form.returned or today) if words else None
    return {"answer": words, "returned": returned}


@dataclass(frozen=True)
class Returned:
    """What one file of a unit would change."""

    unit: str
    """The name of the unit; empty if the form is not known."""
    file: str
    new: int
    changed: int
    unchanged: int
    conflicts: tuple[str, ...]
    """Rows that somebody else changed meanwhile, in words; they are not taken."""
    refused: tuple[str, ...]
    """What is not taken, and why."""
    photographs: int
    remarks: tuple[str, ...] = ()
    """What else to check."""

    def as_json(self) -> dict[str, Any]:
        """Return it in the format of the command line's ``--json``."""
        return {
            "unit": self.unit,
            "file": self.file,
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "conflicts": list(self.conflicts),
            "refused": list(self.refused),
            "photographs": self.photographs,
        }


@dataclass(frozen=True)
class TakenBack:
    """What was returned, file by file."""

    units: tuple[Returned, ...]
    problem: WorkspaceError | None = None
    """Why no safety copy could be made before."""

    @property
    def is_incomplete(self) -> bool:
        """Whether something was not taken."""
        return any(unit.conflicts or unit.refused for unit in self.units)


def take_back(
    workspace: Workspace,
    year: int,
    paths: Sequence[Path],
    *,
    dry_run: bool = False,
    work_progress: WorkProgress | None = None,
) -> TakenBack:
    """Take what units returned as one unit of work; what is in conflict is left and reported.

    Raises InputError if nothing can be read, WorkspaceError if it cannot be written, and whatever
    ``work_progress`` raises.
    """
    found = find_in(paths, workspace.year(year), work_progress)
    if not found.sources and not found.left:
        raise InputError("ไม่พบไฟล์ที่อ่านได้", where=str(paths[0]), remedy="ตรวจว่าเลือกโฟลเดอร์ถูก")
    series = plan_parts(workspace, found.parts, shown=year, work_progress=work_progress)
    problem = None if dry_run else apply_series(workspace, series)
    return TakenBack(tuple(returned(workspace.year(year), series, found)), problem)


def returned(data: YearData, series: ImportSeries, found: FoundParts) -> list[Returned]:
    """Return what each part would change, but for what a mail says around its files, then the files
    that were not read."""
    parts = [
        _of_part(data, planned)
        for planned in series.parts
        if not (planned.part.is_text and planned.part.source.name.lower().endswith(MAILS))
    ]
    left = (Returned("", str(error.where), 0, 0, 0, (), (str(error),), 0) for error in found.left)
    return [*parts, *left]


def _of_part(data: YearData, planned: PlannedPart) -> Returned:
    plan, file = planned.plan, planned.part.source.name
    form = data.form_by_id.get(planned.part.source.form)
    unit = data.unit_name(form.unit_id) if form is not None else ""
    if plan is None or not planned.part.is_wanted:
        doubts = [doubt.why for doubt in planned.doubts]
        why = str(planned.problem) if planned.problem else " · ".join(doubts)
        return Returned(unit, file, 0, 0, 0, (), (why,), 0)
    return Returned(
        unit,
        file,
        new=plan.added,
        changed=plan.changed,
        unchanged=plan.same,
        conflicts=tuple(_conflicts(plan)),
        refused=tuple(f"{skipped.place}: {skipped.why}" for skipped in plan.skipped),
        photographs=sum(
            isinstance(write, Insert) and isinstance(write.record, Photo)
            for write in planned.writes
        ),
        remarks=tuple(doubt.why for doubt in planned.doubts),
    )


def _conflicts(plan: ImportPlan) -> list[str]:
    return [
        " · ".join(
            [
                *(str(origin.row) for origin in change.origins),
                *(f"{cell.heading}: {cell.old} → {cell.new}" for cell in change.cells if cell.old),
            ]
        )
        for change in plan.changes
        if change.conflict and change.key not in plan.accepted
    ]
