"""The register of people (บุคลากร): add, edit, find by name; and tenures, the posts that people of
the register hold, with first and last day.

:class:`MemberResolver` converts what a clerk types about a member into the member's fields. A name
finds an existing person or adds one; a unit is added if confirmed as new. Both are written in the
same unit of work as the member.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import count
from typing import Any, Final

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import GroupOf, Member, MemberKind, Person, new_id
from ita_desktop.domain.roster.matching import group_of
from ita_desktop.domain.roster.names import is_title, spelt_alike, split_name
from ita_desktop.domain.roster.orders import Tenure
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import (
    CellEdit,
    day_or_none,
    fields_by_row,
    gone,
    last_position,
    line,
    names,
    names_edited,
    remove_rows,
    still,
    text,
    with_ids,
)
from ita_desktop.services.roster.units import UnitsAtHand
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

_DAYS = {"first", "last"}


BY_POST = "โดยตำแหน่ง"
VACANT = "ว่าง"


_ALIKE: Final = 0.75
"""Least similarity (0-1) of two names that may be one, spelt in two ways."""
_NAMESAKE = lazy_re(r"^(.+?)\s*\((.+)\)$")


class NewPerson(str):
    """The full name of a person to add, as confirmed by the user."""

    __slots__ = ()


class _Names:
    """People by name."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._alike: dict[str, dict[str, Person]] = {}
        self._in_full: dict[str, dict[str, Person]] = {}
        for person in people:
            self.put(person)

    def put(self, person: Person, before: Person | None = None) -> None:
        """Add or update a person."""
        if before is not None:
            self._alike[key(before.name)].pop(before.id)
            self._in_full[key(before.full_name)].pop(before.id)
        self._alike.setdefault(key(person.name), {})[person.id] = person
        self._in_full.setdefault(key(person.full_name), {})[person.id] = person

    def in_full(self, name: str) -> Iterable[Person]:
        """Return the people with this name and title."""
        return self._in_full.get(key(split_name(name).full), {}).values()

    def find(self, name: str) -> Person | None:
        """Return the only person of this name. Without a title only if exactly one has it."""
        split = split_name(name)
        alike = list(self._alike.get(key(split.name), {}).values())
        if not split.prefix:
            return alike[0] if len(alike) == 1 else None
        return next((person for person in alike if key(person.prefix) == key(split.prefix)), None)


class Register:
    """The people and units of a workspace, including those that it adds."""

    def __init__(self, change: Change, data: YearData) -> None:
        self._change = change
        self._people = dict(data.person_by_id)
        self._positions = count(last_position(data.people))
        self._units = UnitsAtHand(change, data)

    @cached_property
    def _names(self) -> _Names:
        return _Names(self._people.values())

    def unit(self, text: str) -> str | None:
        """Return the id of the unit named in a text, added if confirmed as new; None for an empty
        text. Raises UnreadableError."""
        return self._units.find_or_add(text).id if line(text) else None

    def find(self, name: str) -> Person | None:
        """Return the only person of this name, or None. Namesakes are distinguished by their unit
        in brackets, as in :func:`listed_names`."""
        found = self._names.find(name)
        namesake = _NAMESAKE.match(name)
        if found is None and namesake is not None:
            of_unit = self._units.ids_of(namesake[2])
            same = self._names.in_full(namesake[1])
            found = next((person for person in same if person.unit_id in of_unit), None)
        return found

    def find_in(self, name: str, unit_id: str | None) -> Person | None:
        """Return the person with this name and title in a unit."""
        same = self._names.in_full(name)
        return next((person for person in same if person.unit_id == unit_id), None)

    def find_or_add(self, name: str, job_title: str = "") -> Person:
        """Return the person of this name, else add one with the given job title."""
        return self.find(name) or self.add(name, job_title=job_title)

    def add(self, name: str, **values: Any) -> Person:
        """Add a person at the end. Raises InputError if the name is empty."""
        fields = name_values(name) | values
        person = self._change.insert(Person(id=new_id(), **fields, position=next(self._positions)))
        self._know(person)
        return person

    def _know(self, person: Person, before: Person | None = None) -> None:
        self._people[person.id] = person
        if "_names" in self.__dict__:
            self._names.put(person, before)

    def update(self, person_id: str, values: Mapping[str, Any]) -> None:
        """Write fields of a person. Raises ConflictError if it does not exist."""
        before = still(self._people.get(person_id), "บุคลากร")
        self._know(self._change.update(before, **values), before)

    def learn(self, person_id: str, values: Mapping[str, Any]) -> None:
        """Fill in empty fields of a person (``job_title``, ``unit_id``)."""
        person = self._people.get(person_id)
        if person is None:
            return
        new = {
            field: value for field, value in values.items() if value and not getattr(person, field)
        }
        if new:
            self.update(person_id, new)


def is_respelt(old: str, new: str) -> bool:
    """Return whether a name may be another one with its spelling or title corrected.

    >>> is_respelt("นายสมชาย ใจดี", "นายสมชัย ใจดี"), is_respelt("นายสมชาย ใจดี", "นางมาลี รักงาน")
    (True, False)
    """
    names_ = key(split_name(old).name), key(split_name(new).name)
    return spelt_alike(*names_) >= _ALIKE


def respell(workspace: Workspace, year: int, member_id: str, old: str, new: str) -> Person:
    """Correct the name of the person ``old`` (id) everywhere to that of ``new``, who was taken for
    another one in a place of the roster and goes from the register."""
    data = workspace.year(year)
    before = still(data.person_by_id.get(old), "บุคลากร")
    wrong = still(data.person_by_id.get(new), "บุคลากร")
    member = still(data.member_by_id.get(member_id), "แถวในรายชื่อ")
    with workspace.change(
        "แก้ตัวสะกดชื่อ {old} เป็น {new}", old=before.full_name, new=wrong.full_name
    ) as change:
        person = change.update(before, prefix=wrong.prefix, name=wrong.name)
        change.update(member, person_id=person.id)
        change.delete(wrong)
    return person


def listed_names(data: YearData) -> dict[str, str]:
    """Return the names of all people for choice lists, by key; namesakes with their unit in
    brackets."""
    counts: dict[str, int] = {}
    for person in data.people:
        counts[person.full_name] = counts.get(person.full_name, 0) + 1
    listed = {}
    for person in data.people:
        unit = data.unit_name(person.unit_id)
        alone = counts[person.full_name] == 1 or not unit
        listed[person.id] = person.full_name if alone else f"{person.full_name} ({unit})"
    return listed


def post_and_unit(data: YearData, person: Person) -> str:
    """Return what a choice list says of a person besides the name."""
    return " · ".join(filter(None, (person.job_title, data.unit_name(person.unit_id))))


def add(
    workspace: Workspace,
    year: int,
    new: Sequence[Mapping[str, Any]],
    *,
    edits: Sequence[CellEdit] = (),
) -> list[str]:
    """Add people (``name`` with title, ``job_title``, ``unit``, ``phone``, ``email``: texts) and
    write ``edits`` of others; return the new ids.

    Raises InputError if a name is empty or exists in that unit.
    """
    data = workspace.year(year)
    which = names([line(fields.get("name", "")) for fields in new], "{count} คน")
    made = []
    with workspace.change("เพิ่ม{which} ในทะเบียนบุคลากร", which=which) as change:
        register = Register(change, data)
        _write(register, edits)
        for fields in change.each(new):
            values = _values(register, {k: v for k, v in fields.items() if k != "name"})
            _not_there(register, line(fields.get("name", "")), values.get("unit_id"))
            made.append(register.add(line(fields.get("name", "")), **values).id)
    return made


def edit(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Writes edits of people in one unit of work; fields as in :func:`add`."""
    data = workspace.year(year)
    which = names_edited(data.people, edits, lambda person: person.full_name, "{count} คน")
    with workspace.change("แก้ทะเบียนบุคลากร {which}", which=which) as change:
        _write(Register(change, data), edits)


def _write(register: Register, edits: Sequence[CellEdit]) -> None:
    for cell_edit in edits:
        register.update(cell_edit.row, _values(register, {cell_edit.field: cell_edit.value}))


def _values(register: Register, fields: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field, value in fields.items():
        if field == "name":
            values |= name_values(line(value))
        elif field == "unit":
            values["unit_id"] = register.unit(value)
        else:
            values[field] = line(value)
    return values


def name_values(name: str) -> dict[str, Any]:
    """Return title and name as a person has them. Raises InputError without a name."""
    split = split_name(name)
    if not split.name:
        raise InputError("ยังไม่มีชื่อบุคลากร", remedy="พิมพ์คำนำหน้า ชื่อ และนามสกุล")
    if is_title(name):
        raise InputError("“{name}” เป็นคำนำหน้าชื่ออย่างเดียว", remedy="พิมพ์ชื่อและนามสกุลต่อท้าย", name=name)
    return {"prefix": split.title, "name": split.name}


def _not_there(register: Register, name: str, unit_id: str | None) -> None:
    if register.find_in(name, unit_id) is not None:
        raise InputError(
            "มี{name}ในทะเบียนบุคลากรแล้ว",
            remedy="แก้แถวเดิม หรือใส่สังกัดถ้าเป็นคนละคนที่ชื่อเหมือนกัน",
            name=name,
        )


def remove(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove people and their tenures from the register.

    Raises InputError if a document or table of any year would lose the name.
    """
    people = with_ids(workspace.year(year).people, ids)
    if not people:
        return
    for record in reversed(workspace.years()):
        data = workspace.year(record.year)
        for person in people:
            use = next(uses_of(data, person.id), None)
            if use is not None:
                raise InputError(
                    "{name}{use}ของปี {year} จึงยังเอาออกจากทะเบียนไม่ได้",
                    remedy="เปลี่ยนเป็นคนอื่นที่นั่นก่อน แล้วเอาออกอีกครั้ง",
                    name=person.full_name,
                    use=use,
                    year=data.year,
                )
    template = "เอา{which} ออกจากทะเบียนบุคลากร"
    remove_rows(workspace, people, template, lambda person: person.full_name, "{count} คน")


def is_free(workspace: Workspace, person: Person, member_id: str) -> bool:
    """Return whether nothing names a person but one place of the roster, in any year: no paper or
    table, no post held, no telephone or mail. On a server the years are not asked for that."""
    if workspace.shared is not None or person.phone or person.email:
        return False
    every = (workspace.year(record.year) for record in workspace.years())
    return not any(
        data.tenures_of(person.id) or next(uses_of(data, person.id, but=member_id), None)
        for data in every
    )


def uses_of(data: YearData, person_id: str, *, but: str = "") -> Iterator[str]:
    """Yield phrases that say where a year's documents and tables name a person, but in the row with
    the id ``but``."""
    uses = (
        (data.members, "person_id", Phrase("อยู่ในรายชื่อคณะกรรมการ")),
        (data.assignment_owners, "person_id", Phrase("รับผิดชอบงาน OIT")),
        (data.measure_owners, "person_id", Phrase("รับผิดชอบมาตรการ")),
        (data.orders, "signatory_id", Phrase("ลงนามคำสั่ง")),
        (data.letters, "signatory_id", Phrase("ลงนามหนังสือ")),
        (data.letter_recipients, "person_id", Phrase("เป็นผู้รับหนังสือ")),
        (data.attendances, "person_id", Phrase("อยู่ในรายชื่อผู้เข้าประชุม")),
        (data.action_items + data.action_item_owners, "person_id", Phrase("มีงานที่ได้รับมอบหมาย")),
        (data.meetings, "chair_person_id", Phrase("เป็นประธานการประชุม")),
        (data.meetings, "recorder_id", Phrase("จดรายงานการประชุม")),
        (data.meetings, "reviewer_id", Phrase("ตรวจรายงานการประชุม")),
    )
    for rows, field, words in uses:
        if any(getattr(row, field) == person_id and row.id != but for row in rows):
            yield words


class MemberResolver:
    """The people and units of a year, including those that it adds."""

    def __init__(self, change: Change, data: YearData) -> None:
        self._register = Register(change, data)

    def is_unknown(self, name: str) -> bool:
        """Return whether a text is the name of a person whom the register does not have."""
        words = (key(BY_POST), key(VACANT), "")
        return key(name) not in words and self._register.find(name) is None

    def respell(self, person: Person, name: str) -> None:
        """Correct a person's name; the title stays unless one is typed."""
        values = name_values(name)
        self._register.update(person.id, values | {"prefix": values["prefix"] or person.prefix})

    def values(self, member: Member, fields: Mapping[str, str]) -> dict[str, Any]:
        """Return the new values of a member's fields. ``fields`` are texts by roster column
        (``name``, ``post``, ``unit``, ``role``, ``note``); ``member`` is the present record."""
        values: dict[str, Any] = {}
        for field, typed in fields.items():
            if field == "unit":
                values["unit_id"] = self._register.unit(typed)
            elif field != "name":
                values[field] = line(typed)
        if "name" in fields:
            return self._named(line(fields["name"]), member, values)
        if "post" in values and member.kind is not MemberKind.PERSON:
            values["kind"] = kind_of_post(values["post"])
        if member.person_id is not None:
            self._learn(member.person_id, values)
        return values

    def _named(self, name: str, member: Member, typed: dict[str, Any]) -> dict[str, Any]:
        post = typed.get("post", member.post)
        if key(name) == key(BY_POST):
            return typed | {"person_id": None, "kind": kind_of_post(post)}
        if not name or key(name) == key(VACANT):
            vacated = member.kind is MemberKind.PERSON or bool(name)
            kind = MemberKind.PERSON if vacated else kind_of_post(post)
            return typed | {"person_id": None, "kind": kind}
        person = self._register.find(name)
        found: dict[str, Any] = {"kind": MemberKind.PERSON}
        if person is None:
            unit_id = typed.get("unit_id", member.unit_id)
            person = self._register.add(name, job_title=post, unit_id=unit_id)
        elif person.id != member.person_id:
            # A different person brings position and unit; a filled post keeps its own.
            follows = member.kind is MemberKind.PERSON
            if person.job_title and (follows or not member.post):
                found["post"] = person.job_title
            if person.unit_id is not None and (follows or member.unit_id is None):
                found["unit_id"] = person.unit_id
        self._learn(person.id, typed)
        return found | typed | {"person_id": person.id}

    def _learn(self, person_id: str, values: Mapping[str, Any]) -> None:
        says = {"job_title": values.get("post"), "unit_id": values.get("unit_id")}
        self._register.learn(person_id, says)


def kind_of_post(post: str) -> MemberKind:
    """Return whether a post has one holder or stands for a group (หัวหน้าฝ่ายทุกฝ่าย)."""
    return MemberKind.POST if group_of(post) is GroupOf.NONE else MemberKind.GROUP


def add_tenure(
    workspace: Workspace,
    year: int,
    new: Sequence[Mapping[str, Any]],
    *,
    edits: Sequence[CellEdit] = (),
) -> list[str]:
    """Add tenures (``person`` by name, ``post``, ``unit``, ``acting``, ``note``: texts; ``first``
    and ``last``: date or None) and write ``edits`` of others; return the new ids. Unknown people
    and units are added.

    Raises InputError if the person or post is missing, or the dates are reversed.
    """
    data = workspace.year(year)
    which = names([line(fields.get("post", "")) for fields in new], "{count} ตำแหน่ง")
    made = []
    with workspace.change("เพิ่มผู้ดำรงตำแหน่ง {which}", which=which) as change:
        register = Register(change, data)
        _write_tenures(change, data, register, edits)
        first = last_position(data.tenures)
        for offset, fields in enumerate(new):
            values = _tenure_values(register, fields)
            if not values.get("person_id"):
                raise InputError("ยังไม่มีชื่อผู้ดำรงตำแหน่ง", remedy="พิมพ์คำนำหน้า ชื่อ และนามสกุล")
            blank = Tenure(id=new_id(), person_id="", post="", position=first + offset)
            made.append(change.insert(_checked_tenure(replace(blank, **values))).id)
    return made


def edit_tenures(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Writes edits of tenures in one unit of work; fields as in :func:`add_tenure`."""
    data = workspace.year(year)
    which = names_edited(data.tenures, edits, lambda tenure: tenure.post, "{count} แถว")
    with workspace.change("แก้ผู้ดำรงตำแหน่ง {which}", which=which) as change:
        _write_tenures(change, data, Register(change, data), edits)


def remove_tenures(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove tenures; the people stay in the register."""
    rows = with_ids(workspace.year(year).tenures, ids)
    template = "เอาผู้ดำรงตำแหน่งออก {which}"
    remove_rows(workspace, rows, template, lambda tenure: tenure.post, "{count} แถว")


def _write_tenures(
    change: Change, data: YearData, register: Register, edits: Sequence[CellEdit]
) -> None:
    known = {tenure.id: tenure for tenure in data.tenures}
    by_row = fields_by_row(edits)
    for row, fields in by_row.items():
        if row not in known:
            raise gone("ผู้ดำรงตำแหน่ง")
        values = _tenure_values(register, fields)
        _checked_tenure(replace(known[row], **values))
        change.update(known[row], **values)


def _tenure_values(register: Register, fields: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field, value in fields.items():
        if field == "person":
            if not line(value):
                raise InputError("ยังไม่มีชื่อผู้ดำรงตำแหน่ง", remedy="พิมพ์คำนำหน้า ชื่อ และนามสกุล")
            values["person_id"] = register.find_or_add(line(value)).id
        elif field == "unit":
            values["unit_id"] = register.unit(value)
        elif field in _DAYS:
            values[field] = day_or_none(value, "1/10/67")
        else:
            values[field] = text(value) if field == "note" else line(value)
    return values


def _checked_tenure(tenure: Tenure) -> Tenure:
    if not tenure.post:
        raise InputError("ยังไม่มีชื่อตำแหน่ง", remedy="พิมพ์ชื่อตำแหน่ง เช่น หัวหน้าฝ่ายปกครอง")
    if tenure.first is not None and tenure.last is not None and tenure.last < tenure.first:
        raise InputError("วันสิ้นสุดอยู่ก่อนวันเริ่มดำรงตำแหน่ง", remedy="แก้วันใดวันหนึ่ง")
    return tenure
