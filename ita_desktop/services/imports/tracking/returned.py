"""What is known of a returned form: which unit's it is, what to check, that it came back; the rows
of its tables, among them the people of the unit."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any, Final, TypeAlias

from ita_desktop.domain.collecting.board import newest_forms
from ita_desktop.domain.collecting.collections import (
    CollectionUnit,
    Digests,
    ReturnedPhoto,
    ReturnedRow,
    RowFate,
    SentRows,
    digest,
    in_conflict,
    untouched,
)
from ita_desktop.domain.collecting.open_rows import PERSON_FIELDS
from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.framework import Item
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.oit.parts import units_of_rows
from ita_desktop.domain.records import Measure, Person, Record, Unit, table_name
from ita_desktop.domain.rich import first_words
from ita_desktop.domain.roster.names import split_name
from ita_desktop.domain.scores.progress import oit_items
from ita_desktop.domain.text import key, one_line
from ita_desktop.domain.tracking.entries import Photo
from ita_desktop.domain.tracking.units import of_several, units_of_measure
from ita_desktop.domain.tracking.worksheet import (
    FORM_COLUMNS,
    ITEM_COLUMNS,
    PEOPLE_COLUMNS,
    QUESTION_COLUMNS,
    MeasurePlace,
    PersonPlace,
    asks_people,
    person_key,
)
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.kinds.roster.people import PersonRow
from ita_desktop.exchange.kinds.tracking.worksheet import WorksheetRow
from ita_desktop.exchange.remarks import Flaw, Remark, RowError
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.edits import last_position
from ita_desktop.services.imports.draft import ImportDraft
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
    records_of,
)
from ita_desktop.services.imports.roster import people
from ita_desktop.services.imports.roster.register import Units, phone_of
from ita_desktop.services.roster.people import uses_of
from ita_desktop.storage.codec import encode, field_names
from ita_desktop.storage.tables import TABLE_RECORDS


def form_doubts(data: YearData, mark: str) -> Iterator[Remark]:
    """Yield what to check about a returned form as a whole; nothing for other files."""
    if not mark:
        return
    form = data.form_by_id.get(mark)
    if form is None:
        text = "แบบนี้ไม่ได้ส่งจากแฟ้มนี้ในปี {year} หรือการส่งรอบนั้นถูกเลิกทำแล้ว"
        yield Remark(None, text, "ตรวจว่าเป็นของหน่วยใดก่อนรับ", {"year": data.year})
        return
    newest = newest_forms(data, data.collection_by_id[form.collection_id])[form.unit_id]
    if newest.version > form.version:
        fields: dict[str, object] = {"old": form.version, "new": newest.version}
        text = "เป็นฉบับที่ {old} ทั้งที่ส่งฉบับที่ {new} ไปแล้ว"
        yield Remark(None, text, "ถามหน่วยว่าฉบับใดเป็นฉบับล่าสุด", fields)
    if form.returned is not None:
        fields = {"unit": data.unit_name(form.unit_id), "day": short_date(form.returned)}
        text = "{unit} ส่งแบบฉบับนี้คืนมาแล้วครั้งหนึ่ง รับไว้เมื่อ {day}"
        yield Remark(None, text, "แถวที่ต่างจากครั้งก่อนยังไม่ได้เลือกไว้", fields)


def with_return(plan: ImportPlan, writes: Sequence[Write], day: date) -> list[Write]:
    """Return the ``writes`` of a plan with those that note that a form came back, how many of its
    rows are left, and what came in them; a record is written once, with the unit's answer."""
    form = plan.base.form_by_id.get(plan.form)
    if form is None:
        return list(writes)
    kept = list(rows_kept(plan, form))
    new = [write for write in kept if isinstance(write, Insert)]
    fields: dict[str, Any] = {
        "returned": day,
        "untaken": untaken(plan),
        "filled": _filled(form, sum(isinstance(write.record, ReturnedRow) for write in new)),
    }
    others = []
    for write in writes:
        if isinstance(write, RecordUpdate) and write.record.id == form.id:
            fields |= write.fields
        else:
            others.append(write)
    return [*others, RecordUpdate(form, fields), *kept]


def _filled(form: CollectionUnit, rows: int) -> int | None:
    """Return how many rows of a form are filled in, of which ``rows`` say something new: one that
    came back before has what it had."""
    before = form.filled if form.returned is not None else 0
    return max(rows, before) if before is not None else rows or None


def untaken(plan: ImportPlan) -> int:
    """Return the number of records of a returned form, and of cells of others, that are not
    taken."""
    left = (change for change in plan.changes if change.key not in plan.accepted)
    return records_of(left) + len(plan.skipped) + len(plan.flaws)


_COLUMNS: Final = tuple(
    column
    for column in chain(FORM_COLUMNS, ITEM_COLUMNS, QUESTION_COLUMNS, PEOPLE_COLUMNS)
    if column.fills
)
"""What a unit fills in."""
TITLES: Final = {column.name: column.heading for column in _COLUMNS} | {
    "answer": "คำตอบ",
    "full_name": "ชื่อ - นามสกุล",
}
"""What the fields of its records are called."""
CHANGED: Final = "มีคนแก้ {columns} ในโปรแกรมหลังส่งแบบ จึงยังไม่รับแถวนี้ทับ"
UNKNOWN: Final = "{columns} ไม่ตรงกับในโปรแกรม และไม่รู้ว่าส่งไปว่าอะไร เพราะรหัสแถวหาย จึงยังไม่รับแถวนี้ทับ"
_CHOOSE: Final = "เปิดดูทั้งสองค่า แล้วเลือกแถวนี้ถ้าจะใช้ของหน่วย"


class ReturnedForm:
    """The form that a file is; a file that is none has nothing that was sent."""

    def __init__(self, draft: ImportDraft) -> None:
        self._draft = draft
        self.form: CollectionUnit | None = draft.year.form_by_id.get(draft.form)
        self._sent = SentRows.read(self.form.rows if self.form is not None else "")

    @property
    def is_known(self) -> bool:
        """Whether it is a form that was sent."""
        return self.form is not None

    @property
    def sent_keys(self) -> Iterable[str]:
        """The keys of the rows that were sent."""
        return self._sent.rows

    def of_unit(self, measure: Measure, place: MeasurePlace) -> MeasurePlace:
        """Return a place with the unit of the form, if units do the measure each by itself: a row
        that lost its key does not say so."""
        form, units = self.form, units_of_measure(self._draft.year, measure.id)
        is_own = (
            form is not None and of_several(units) and form.unit_id in {unit.id for unit in units}
        )
        if form is None or place.unit_id or not is_own:
            return place
        return place._replace(unit_id=form.unit_id)

    def unit_of_item(self, item: Item) -> str:
        """Return the unit of the form, if units deliver the item each by itself; empty if not."""
        units = {unit.id for unit in units_of_rows(self._draft.year, item)}
        return self.form.unit_id if self.form is not None and self.form.unit_id in units else ""

    def check(self, row: WorksheetRow) -> None:
        """Raise RowError for a row that was copied from another unit's form."""
        if self.form is None or row.form in {"", self.form.id}:
            return
        other = self._draft.year.form_by_id.get(row.form)
        if other is None or other.unit_id != self.form.unit_id:
            raise RowError(
                "แถวนี้คัดลอกมาจากแบบของ {unit} จึงไม่รับในแบบของหน่วยนี้",
                remedy="กรอกในแบบของหน่วยเอง หรือรับไฟล์ของหน่วยนั้น",
                unit=self._draft.year.unit_name(other.unit_id) if other else row.form[:8],
            )

    def touched(self, key: str, says: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the fields of a row that the unit changed; all if nothing is known of it."""
        sent = self._row(key)
        if sent is None:
            return says
        same = untouched(sent, says)
        return {name: value for name, value in says.items() if name not in same}

    def is_conflict(
        self, row: WorksheetRow, key: str, changed: Mapping[str, Any], current: Record
    ) -> bool:
        """Return whether somebody else changed the same fields meanwhile, and report so."""
        return self.is_conflict_with(row, self._row(key) or {}, changed, current)

    def is_conflict_with(
        self,
        row: WorksheetRow,
        sent: Digests,
        changed: Mapping[str, Any],
        current: Record,
        *,
        is_known: bool = True,
    ) -> bool:
        """As :meth:`is_conflict`, for a row that itself says what was ``sent``, if it ``is_known``
        at all."""
        if self.form is None:
            return False
        now = {name: getattr(current, name) for name in changed}
        names = in_conflict(sent, changed, now)
        if names:
            columns = " · ".join(TITLES[name] for name in names)
            self._draft.warn(row.origin, CHANGED if is_known else UNKNOWN, _CHOOSE, columns=columns)
        return bool(names)

    def _row(self, key: str) -> Digests | None:
        return self._sent.row(key)


_NAMING: Final = frozenset(
    ("ข้อ", "วิธีการปฏิบัติ", "กำหนด", "ข้อมูล", "กำหนดส่ง", "ชื่อ - นามสกุล", "คำถามในรอบนี้")
)
"""The headings of what a row is about."""
_FILLED: Final = frozenset(column.heading for column in _COLUMNS)
PHOTOS: Final = "ภาพถ่าย"
"""The heading of the number of photographs in a row."""


def rows_kept(plan: ImportPlan, form: CollectionUnit) -> Iterator[Write]:
    """Yield the writes that keep the rows of a returned form. Rows of an earlier return about the
    same, which nobody has decided about, give way to them."""
    made = [*_of_changes(plan, form), *_of_unread(plan, form)]
    about = {row.what for row, _ in made}
    before = plan.base.returned_rows_of(form.id)
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
    why = _reasons(plan.warnings)
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
    for write in change.writes:
        if isinstance(write, Insert) and isinstance(write.record, Photo) and write.content:
            yield LeftPhoto(_kept(write.record), write.content)


def _kept(photo: Photo) -> ReturnedPhoto:
    return ReturnedPhoto(
        id=new_id(),
        row_id="",
        media=photo.media,
        file_name=photo.file_name,
        width=photo.width,
        height=photo.height,
        caption=photo.caption,
        entry=photo.entry_id,
        position=photo.position,
    )


def _of_unread(plan: ImportPlan, form: CollectionUnit) -> Iterator[Kept]:
    """Yield the rows that cannot be read, and cells of others; photographs with the first that is
    told of their row."""
    photos = dict(plan.left_photos)
    taken = {
        origin: change
        for change in plan.changes
        if change.key in plan.accepted
        for origin in change.origins
    }
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
            writes=_to_type(taken.get(remark.origin), only),
        )
        is_skipped = not isinstance(remark, Flaw)
        yield row, photos.pop(remark.origin, ()) if is_skipped else ()


def _to_type(change: PlannedChange | None, heading: str) -> str:
    """Return, as JSON, the field of a record that the cell below ``heading`` is to be typed into;
    empty if nothing of its row was taken."""
    name = next((column.name for column in _COLUMNS if column.heading == heading), "")
    for write in change.writes if change is not None else ():
        kind = TABLE_RECORDS[table_name(type(write.record))]
        if name in field_names(kind):
            made = {"table": table_name(kind), "id": write.record.id, "typed": name}
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
    """Return writes as they are kept (:mod:`ita_desktop.services.collecting.settling` makes them).
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


def compare_people(draft: ImportDraft, form: ReturnedForm, rows: Sequence[WorksheetRow]) -> None:
    """Add the differences between the people in a form and the unit's people to the draft."""
    if form.form is not None:
        unit = draft.year.unit_by_id[form.form.unit_id]
        _People(draft, form, unit).compare(rows)
        return
    for row in rows:
        draft.skip(
            row.origin,
            RowError(
                "แบบนี้ไม่ได้ส่งจากแฟ้มนี้ จึงไม่รู้ว่าเป็นบุคลากรของหน่วยใด",
                remedy="รับในแฟ้มที่ส่งแบบนี้ไป หรือนำเข้าเป็นรายชื่อบุคลากร",
            ),
        )


class _People:
    def __init__(self, draft: ImportDraft, form: ReturnedForm, unit: Unit) -> None:
        self._draft = draft
        self._form = form
        self._unit = unit
        self._units = Units(draft)
        self._seen: dict[str, Origin] = {}
        """The row of each person."""

    def compare(self, rows: Sequence[WorksheetRow]) -> None:
        new: list[PersonRow] = []
        # A person's own row comes before one that only has the name.
        for row in sorted(rows, key=lambda row: not _place(row).person_id):
            try:
                person = self._person(row)
                if person is not None:
                    self._known(row, person)
                elif (found := self._new(row)) is not None:
                    new.append(found)
            except RowError as error:
                self._draft.skip(row.origin, error)
        people.compare(self._draft, new)
        self._warn_of_missing(rows)

    def _person(self, row: WorksheetRow) -> Person | None:
        """Return the person of a row: by its key, else by the name within the unit."""
        year = self._draft.year
        if person_id := _place(row).person_id:
            person = year.person_by_id.get(person_id)
            if person is None:
                raise RowError(
                    "บุคคลในแถวนี้ถูกเอาออกจากทะเบียนแล้วหลังจากส่งแบบ",
                    remedy="ถ้ายังอยู่ ให้เพิ่มในทะเบียนบุคลากร",
                )
            return person
        name = key(_of(row).who.name)
        own = [
            person
            for person in year.people
            if person.unit_id == self._unit.id and key(person.name) == name
        ]
        return own[0] if len(own) == 1 else None

    def _new(self, row: WorksheetRow) -> PersonRow | None:
        person = _of(row)
        if not person.who.name:
            if person.job_title or person.phone or person.email:
                raise RowError("ไม่มีชื่อ", remedy="พิมพ์ชื่อและนามสกุล", column="name")
            return None
        if row.gone:
            raise RowError("“{name}” ไม่ได้อยู่ในหน่วยนี้อยู่แล้ว", remedy="ตรวจชื่อ", name=person.who.full)
        return replace(person, unit=self._unit.name)

    def _known(self, row: WorksheetRow, person: Person) -> None:
        before = self._seen.setdefault(person.id, row.origin)
        if before != row.origin:
            raise RowError(
                "“{name}” มีอยู่แล้วในแถว {row}",
                remedy="แก้ในแถวเดิมของคนนั้นแถวเดียว",
                name=person.full_name,
                row=before.seen_from(row.origin),
            )
        said = _of(row)
        phone = phone_of(self._draft, said.phone, row.origin)
        values = (said.who.full, said.job_title, phone, said.email)
        says = dict(zip(PERSON_FIELDS, values, strict=True))
        if not any(says.values()) and not row.gone:
            self._draft.warn(
                row.origin,
                "แถวของ {name} ถูกล้างจนว่าง จึงไม่เปลี่ยนอะไร",
                "ถ้าไม่อยู่แล้ว ให้เอาออกจากหน่วยในทะเบียนบุคลากร",
                name=person.full_name,
            )
        place = _place(row)
        sent = dict(zip(PERSON_FIELDS, place.sent, strict=False))
        changed = {
            name: text
            for name, text in says.items()
            if text
            and (not sent or digest(text) != sent.get(name, ""))
            and key(text) != key(getattr(person, name))
        }
        fields = _fields(changed)
        if row.gone and person.unit_id == self._unit.id:
            fields["unit_id"] = None
            self._warn_of_uses(row, person)
        self._draft.put(
            [row.origin],
            people.shown(replace(person, **fields), self._units, ""),
            people.shown(person, self._units, ""),
            [RecordUpdate(person, fields)] if fields else [],
            conflict=self._form.is_conflict_with(row, sent, changed, person, is_known=bool(sent)),
        )

    def _warn_of_uses(self, row: WorksheetRow, person: Person) -> None:
        uses = list(uses_of(self._draft.year, person.id))
        uses += [
            tenure.post for tenure in self._draft.year.tenures_of(person.id) if tenure.last is None
        ]
        if uses:
            self._draft.warn(
                row.origin,
                "{name} ไม่อยู่แล้ว แต่ในปีนี้ยัง: {uses}",
                "เปลี่ยนเป็นคนอื่นที่นั่น",
                name=person.full_name,
                uses=joined(*uses),
            )

    def _warn_of_missing(self, rows: Sequence[WorksheetRow]) -> None:
        """Report people whose rows were sent and are not in the file."""
        sent = self._form.sent_keys
        if not asks_people(sent):
            return
        if not rows:
            self._draft.warn(None, "ไฟล์นี้ไม่มีตารางบุคลากรที่ส่งไป", "ถามหน่วยว่าตรวจรายชื่อแล้วหรือยัง")
            return
        names = [person.full_name for person in self._left(sent)]
        if names:
            self._draft.warn(
                None,
                "ไม่มีแถวของ {names} ทั้งที่ส่งไป จึงไม่เปลี่ยนอะไรของคนนั้น",
                "ถ้าไม่อยู่แล้ว ให้เอาออกจากหน่วยในทะเบียนบุคลากร",
                names=" · ".join(names),
            )

    def _left(self, sent: Iterable[str]) -> list[Person]:
        keys = frozenset(sent)
        return [
            person
            for person in self._draft.year.people
            if person.unit_id == self._unit.id
            and person_key(person.id) in keys
            and person.id not in self._seen
        ]


def _fields(changed: dict[str, str]) -> dict[str, Any]:
    """Return the fields of the record: the name in its two parts."""
    fields: dict[str, Any] = {name: text for name, text in changed.items() if name != "full_name"}
    if full := changed.get("full_name"):
        who = split_name(full)
        fields |= {"prefix": who.title, "name": who.name}
    return fields


def _place(row: WorksheetRow) -> PersonPlace:
    return row.place if isinstance(row.place, PersonPlace) else PersonPlace()


def _of(row: WorksheetRow) -> PersonRow:
    assert row.person is not None
    return row.person
