"""Compares the people in a returned form with the register.

Nobody is removed: who has left is no longer of the unit. New people come in as by a list of people.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from ita_desktop.domain.collecting.open_rows import PERSON_FIELDS
from ita_desktop.domain.collecting.sent_rows import digest
from ita_desktop.domain.errors import joined
from ita_desktop.domain.records import Person, Unit
from ita_desktop.domain.roster.names import split_name
from ita_desktop.domain.text import key
from ita_desktop.domain.tracking.worksheet import PersonPlace, asks_people, person_key
from ita_desktop.exchange.kinds.roster.people import PersonRow
from ita_desktop.exchange.kinds.tracking.worksheet import WorksheetRow
from ita_desktop.exchange.remarks import RowError
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.imports.draft import ImportDraft
from ita_desktop.services.imports.plan import RecordUpdate
from ita_desktop.services.imports.roster import people
from ita_desktop.services.imports.roster.register import Units
from ita_desktop.services.imports.tracking.returned_rows import ReturnedForm
from ita_desktop.services.roster.people import uses_of


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
        says = dict(
            zip(PERSON_FIELDS, (said.who.full, said.job_title, said.phone, said.email), strict=True)
        )
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
        fields |= {"prefix": who.prefix, "name": who.name}
    return fields


def _place(row: WorksheetRow) -> PersonPlace:
    return row.place if isinstance(row.place, PersonPlace) else PersonPlace()


def _of(row: WorksheetRow) -> PersonRow:
    assert row.person is not None
    return row.person
