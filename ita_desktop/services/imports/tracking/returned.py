"""What is known of a returned form: which unit's it is, what to check, that it came back; the rows
of its tables, among them the people of the unit."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, Final

from ita_desktop.domain.collecting import PERSON_FIELDS, newest_forms
from ita_desktop.domain.collection_rounds import (
    CollectionUnit,
    Digests,
    SentRows,
    digest,
    in_conflict,
    untouched,
)
from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import joined
from ita_desktop.domain.framework import Item
from ita_desktop.domain.oit.parts import units_of_rows
from ita_desktop.domain.records import Measure, Person, Record, Unit
from ita_desktop.domain.roster.names import split_name
from ita_desktop.domain.text import key
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
from ita_desktop.exchange.kinds.people import PersonRow
from ita_desktop.exchange.kinds.worksheet import WorksheetRow
from ita_desktop.exchange.remarks import Remark, RowError
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.imports.draft import ImportDraft
from ita_desktop.services.imports.plan import RecordUpdate
from ita_desktop.services.imports.roster import people
from ita_desktop.services.imports.roster.register import Units, phone_of
from ita_desktop.services.roster.people import uses_of


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


FILLED_COLUMNS: Final = tuple(
    column
    for column in chain(FORM_COLUMNS, ITEM_COLUMNS, QUESTION_COLUMNS, PEOPLE_COLUMNS)
    if column.fills
)
"""What a unit fills in."""
TITLES: Final = {column.name: column.heading for column in FILLED_COLUMNS} | {
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
        self.form: CollectionUnit | None = draft.year.form_by_id.get(draft.source.form)
        self._sent = SentRows.read(self.form.rows if self.form is not None else "")

    @property
    def is_known(self) -> bool:
        """Whether it is a form that was sent."""
        return self.form is not None

    @property
    def sent_keys(self) -> Collection[str]:
        """The keys of the rows that were sent."""
        return self._sent.rows

    def of_unit(self, measure: Measure, place: MeasurePlace) -> MeasurePlace:
        """Return a place with the unit of the form, if units do the measure each by itself: a row
        that lost its key does not say so."""
        units = units_of_measure(self._draft.year, measure.id)
        own = self._one_of({unit.id for unit in units}) if of_several(units) else ""
        return place._replace(unit_id=own) if own and not place.unit_id else place

    def unit_of_item(self, item: Item) -> str:
        """Return the unit of the form, if units deliver the item each by itself; empty if not."""
        return self._one_of({unit.id for unit in units_of_rows(self._draft.year, item)})

    def _one_of(self, units: set[str]) -> str:
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
        sent = self._sent.row(key)
        if sent is None:
            return says
        same = untouched(sent, says)
        return {name: value for name, value in says.items() if name not in same}

    def is_conflict(
        self, row: WorksheetRow, key: str, changed: Mapping[str, Any], current: Record
    ) -> bool:
        """Return whether somebody else changed the same fields meanwhile, and report so."""
        return self.is_conflict_with(row, self._sent.row(key) or {}, changed, current)

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


def compare_people(draft: ImportDraft, form: ReturnedForm, rows: Sequence[WorksheetRow]) -> None:
    """Add the differences between the people in a form and the unit's people to the draft."""
    if form.form is not None:
        unit = draft.year.unit_by_id[form.form.unit_id]
        _People(draft, form, unit).compare(rows)
        return
    told = "แบบนี้ไม่ได้ส่งจากแฟ้มนี้ จึงไม่รู้ว่าเป็นบุคลากรของหน่วยใด"
    error = RowError(told, remedy="รับในแฟ้มที่ส่งแบบนี้ไป หรือนำเข้าเป็นรายชื่อบุคลากร")
    for row in rows:
        draft.skip(row.origin, error)


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
            with self._draft.skipping(row.origin):
                if (person := self._person(row)) is not None:
                    self._known(row, person)
                elif (found := self._new(row)) is not None:
                    new.append(found)
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
        own = [person for person in self._own() if key(person.name) == name]
        return own[0] if len(own) == 1 else None

    def _own(self) -> Iterator[Person]:
        """Yield the people of the unit."""
        return (each for each in self._draft.year.people if each.unit_id == self._unit.id)

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
        sent = dict(zip(PERSON_FIELDS, _place(row).sent, strict=False))
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
        year = self._draft.year
        posts = (tenure.post for tenure in year.tenures_of(person.id) if tenure.last is None)
        if uses := [*uses_of(year, person.id), *posts]:
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
        left = (each for each in self._own() if each.id not in self._seen)
        if names := [each.full_name for each in left if person_key(each.id) in sent]:
            self._draft.warn(
                None,
                "ไม่มีแถวของ {names} ทั้งที่ส่งไป จึงไม่เปลี่ยนอะไรของคนนั้น",
                "ถ้าไม่อยู่แล้ว ให้เอาออกจากหน่วยในทะเบียนบุคลากร",
                names=" · ".join(names),
            )


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
