"""Imports rosters: bodies, their ordered members, and the people and units named there; and the
duties of bodies in their order. The body of a list that names none is found by its roles, else by
who is in the year's bodies."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ita_desktop.domain.records import (
    Body,
    GroupOf,
    Member,
    MemberKind,
    Person,
    Record,
    field_words,
    new_id,
)
from ita_desktop.domain.roster.committee import in_same_office, is_chair, members_on, office_of_one
from ita_desktop.domain.roster.holders import is_of_one
from ita_desktop.domain.roster.orders import Duty
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.kinds.roster import UNTOLD, DutyRow, RosterRow
from ita_desktop.exchange.remarks import RowError
from ita_desktop.services.imports.draft import ImportDraft, fields_of, said_of
from ita_desktop.services.imports.evidence.others import leave_other_offices
from ita_desktop.services.imports.items import may_be_reworded, same_again
from ita_desktop.services.imports.name_questions import NEW
from ita_desktop.services.imports.plan import ListOrder
from ita_desktop.services.imports.roster.bodies import NamedBodies
from ita_desktop.services.imports.roster.register import People, Units, phone_of
from ita_desktop.services.roster.roster import body_of_role

_OTHER_ROLES: Final = "บทบาทในคณะของ {count} คนไม่ตรงกับที่มี"


@dataclass(slots=True)
class _Entry:
    """A row with its names resolved."""

    row: RosterRow
    body: Body
    person_id: str | None
    unit_id: str | None
    post: str
    """The post for comparison."""
    old: Member | None = None
    new_id: str = ""

    @property
    def key(self) -> str:
        return self.old.id if self.old else self.new_id

    @property
    def identity(self) -> tuple[str, str, str]:
        """Identifies the member within the body."""
        if self.person_id is not None:
            return ("person", self.person_id, "")
        return ("post", self.post, self.unit_id or "")


def compare(draft: ImportDraft, rows: Sequence[RosterRow]) -> None:
    """Add the differences between ``rows`` and the year's roster to the draft."""
    chairs = {row.body: _name(row) for row in rows if is_chair(row.role)}
    _Roster(draft, chairs).compare(with_bodies(draft.year, rows))


class _Roster:
    def __init__(self, draft: ImportDraft, chairs: Mapping[str, str]) -> None:
        """``chairs`` is who presides over the bodies that the file names, by their names."""
        self._draft = draft
        self._units = Units(draft, of_people=True)
        self._people = People(draft)
        self._bodies = NamedBodies(draft, NEW, chairs)
        self._post_keys: dict[str, str] = {}
        self._numbered: dict[str, Mapping[str, int]] = {}
        self._other_roles: list[RosterRow] = []
        """Rows that give members another role."""
        self._district = key(draft.year.organisation.name).removeprefix("สำนักงาน")

    def compare(self, rows: Sequence[RosterRow]) -> None:
        by_body: dict[str, list[_Entry]] = defaultdict(list)
        leave_other_offices(self._draft, ((row.origin, row.post, row.unit) for row in rows))
        for row in self._draft.each(rows):
            with self._draft.skipping(row.origin):
                entry = self._entry(row)
                by_body[entry.body.id].append(entry)
        self._people.settle(entry.row.origin for each in by_body.values() for entry in each)
        kept: set[str] = set()
        for entries in by_body.values():
            kept |= self._body_members(entries)
        self._leave_other_roles()
        year = self._draft.year
        members = (member for body in year.bodies for member in members_on(year, body.id))
        self._draft.remove_others(members, lambda member: member.id in kept, self._shown)

    def _leave_other_roles(self) -> None:
        """Leave the rows that change a role unticked, unless the whole list is replaced."""
        rows = [] if self._draft.is_replacement else self._other_roles
        self._draft.leave_unticked(
            (row.origin for row in rows), _OTHER_ROLES, "เลือกเฉพาะคนที่เปลี่ยนจริง", count=len(rows)
        )

    def _entry(self, row: RosterRow) -> _Entry:
        """Return a row with its names resolved; raises RowError if its body is left out."""
        body = self._bodies.of_cell(row.body, row.origin, "body")
        unit_id = self._units.of_cell(row.unit, row.origin, "department") if row.unit else None
        if unit_id is None and row.group is not GroupOf.NONE:
            unit_id = self._unit_of_group(row.group)
        person_id = None
        if row.who is not None:
            phone = phone_of(self._draft, row.phone, row.origin)
            person_id = self._people.claim(
                row.who, row.post, unit_id, row.origin, phone=phone, email=row.email
            )
        return _Entry(row, body, person_id, unit_id, self._post_key(row.post), new_id=new_id())

    def _post_key(self, post: str) -> str:
        """Return a post for comparison: orders print it with the district's name, lists without."""
        if post not in self._post_keys:
            plain = key(post)
            if self._district.startswith("เขต"):
                plain = plain.replace(self._district, "เขต")
            self._post_keys[post] = plain
        return self._post_keys[post]

    def _unit_of_group(self, group: GroupOf) -> str | None:
        """Return the unit of a group: that of ทุกฝ่าย for the heads of sections."""
        units = {
            GroupOf.SECTION_HEADS: GroupOf.SECTIONS,
            GroupOf.SCHOOL_DIRECTORS: GroupOf.SCHOOLS,
        }
        finder = self._units.finder
        unit = finder.group(group) or finder.group(units.get(group, group))
        return unit.id if unit else None

    def _tell_changes(self, entry: _Entry) -> None:
        """Tell what the row of a new member changes of a person of the register."""
        update = self._people.said(entry.row.origin)
        if update is None or self._people.is_new(update.record.id):
            return
        words = field_words(Person)
        for name, new in update.fields.items():
            was, said = getattr(update.record, name) or "", new
            if not was or was == said:
                continue
            if name == "unit_id":
                was, said = map(self._units.label, (was, said))
            self._draft.warn(
                entry.row.origin,
                "{field}ของ {name} ในทะเบียนเปลี่ยนจาก “{old}” เป็น “{new}” ด้วย",
                "ถ้าไม่ถูก แก้ในไฟล์ หรือไม่ต้องเลือกแถวนี้",
                field=words[name],
                name=self._people.named(entry.row.origin),
                old=was,
                new=said,
            )

    def _body_members(self, entries: Sequence[_Entry]) -> set[str]:
        """Compare the members of one body; return the keys of those in the file."""
        body = entries[0].body
        current = members_on(self._draft.year, body.id)
        entries = self._matched(self._distinct(entries), current)
        entries, numbered = self._in_order(entries, body)
        listed = [entry.old.id for entry in entries if entry.old]
        moved = moved_among(listed, current, whole=numbered or self._draft.is_whole)
        for entry in entries:
            self._put(entry, body, moved)
            if entry.old is None:
                self._tell_changes(entry)
        self._draft.arrangements.append(
            ListOrder(
                current,
                tuple(entry.key for entry in entries),
                _places(entries, current, numbered=numbered),
            )
        )
        return {entry.old.id for entry in entries if entry.old}

    def _distinct(self, entries: Sequence[_Entry]) -> list[_Entry]:
        first: dict[tuple[str, str, str], _Entry] = {}
        for entry in entries:
            other = first.setdefault(entry.identity, entry)
            if other is not entry:
                self._repeated(entry.row, other.row)
        return list(first.values())

    def _repeated(self, row: RosterRow, first: RosterRow) -> None:
        name = row.who.full if row.who else row.post
        if replace(row, origin=first.origin, order=first.order) == first:
            same_again(self._draft, row.origin, first.origin, f"“{name}”")
            return
        error = RowError(
            "“{name}” อยู่ใน{body}แล้วที่แถว {row}",
            remedy="ถ้าเป็นคนละคนที่ชื่อเหมือนกัน เพิ่มในรายชื่อบุคลากรโดยใส่สังกัดก่อน ถ้าเป็นคนเดียวกัน เหลือไว้แถวเดียว",
            name=name,
            body=row.body,
            row=first.origin.seen_from(row.origin),
        )
        self._draft.skip(row.origin, error)

    def _matched(self, entries: list[_Entry], current: Sequence[Member]) -> list[_Entry]:
        """Return the entries with their matching members; the unit of a post may have changed."""
        left = {member.id for member in current}
        for exactly in (True, False):
            alike: dict[tuple[str, str, str], list[Member]] = defaultdict(list)
            for member in current:
                alike[self._identity(member, exactly=exactly)].append(member)
            for entry in entries:
                if entry.old is None:
                    who, name, unit = entry.identity
                    same = alike[who, name, unit if exactly else ""]
                    entry.old = next((member for member in same if member.id in left), None)
                    if entry.old is not None:
                        left.remove(entry.old.id)
        self._match_holders(entries, [member for member in current if member.id in left])
        return entries

    def _match_holders(self, entries: Sequence[_Entry], left: Sequence[Member]) -> None:
        """Match who holds a post with the place that names the post alone, and the reverse."""
        post_key = self._draft.year.post_keys.key
        places: dict[str, list[Member]] = defaultdict(list)
        coming: dict[str, list[_Entry]] = defaultdict(list)
        for member in left:
            places[post_key(member.post, member.unit_id)].append(member)
        for entry in entries:
            if entry.old is None:
                coming[post_key(entry.row.post, entry.unit_id)].append(entry)
        for post, (entry, *more) in coming.items():
            stand = places[post]
            if post and not more and len(stand) == 1 and _is_place(stand[0], entry):
                entry.old = stand[0]

    def _identity(self, member: Member, *, exactly: bool) -> tuple[str, str, str]:
        """Return the identity of a member, as :attr:`_Entry.identity`; of a post with its unit only
        if ``exactly``."""
        if member.person_id is not None:
            return ("person", member.person_id, "")
        return ("post", self._post_key(member.post), (member.unit_id or "") if exactly else "")

    def _in_order(self, entries: Sequence[_Entry], body: Body) -> tuple[list[_Entry], bool]:
        """Return the entries sorted by their numbers, and whether the numbers are usable."""
        orders = [entry.row.order for entry in entries]
        if None not in orders and len(set(orders)) == len(orders):
            return sorted(entries, key=lambda entry: entry.row.order or 0), True
        repeated = [entry for entry in entries if entry.row.order is not None]
        if len({entry.row.order for entry in repeated}) < len(repeated):
            self._draft.warn(
                repeated[0].row.origin,
                "ลำดับใน{body} ซ้ำกัน จึงเรียงตามแถวในไฟล์",
                "ถ้าลำดับ 2.10 กลายเป็น 2.1 ให้ตั้งช่องเป็นข้อความใน Excel",
                body=body.name,
            )
        return list(entries), False

    def _put(self, entry: _Entry, body: Body, moved: set[str]) -> None:
        row, old = entry.row, entry.old
        kind, person_id, unit_id = _kind_of_member(entry), entry.person_id, entry.unit_id
        blank = Member(id=entry.new_id, body_id=body.id, kind=kind, person_id=person_id)
        says = {**fields_of(row, "post", "role", "note"), "unit_id": unit_id}
        if person_id is not None or old is None or old.person_id is None:
            says |= {"person_id": person_id, "kind": kind}
        # The program's own may print it with the district's name.
        if old is not None and self._draft.source.paper:
            same = self._post_key(old.post) == self._post_key(row.post)
            says |= {"post": old.post} if same else {}
        new, writes = said_of(old, blank, says)
        if old is not None and old.role and key(old.role) != key(new.role):
            self._other_roles.append(row)
        if old is None or office_of_one(old.role) != office_of_one(new.role):
            self._leave_second(row, new, body)
        before = self._shown(old) if old is not None else None
        shown = self._shown(new)
        if person_id is not None:
            shown["ชื่อ - นามสกุล"] = self._people.named(row.origin)
        if (update := self._people.said(row.origin)) is not None:
            writes = [*writes, update]
        moves = old.id if old is not None and old.id in moved else ""
        if before and moves:
            shown["ลำดับ"] = str(row.order or "")
            before["ลำดับ"] = str(self._numbers(body.id)[moves])
        needs = self._draft.needs(person_id, unit_id)
        self._draft.put([row.origin], shown, before, writes, needs=needs, moves=moves, of=[new])

    def _leave_second(self, row: RosterRow, new: Member, body: Body) -> None:
        """Leave a second chair or secretary of a body unticked, unless the others are removed."""
        members = members_on(self._draft.year, body.id)
        others = in_same_office((one for one in members if one.id != new.id), new.role)
        if others and not self._draft.is_replacement:
            other = others[0]
            name = self._shown(other)["ชื่อ - นามสกุล"] or other.post
            self._draft.leave_unticked(
                [row.origin],
                "{body}มี{role}อยู่แล้ว คือ “{name}”",
                "ถ้าแทนคนเดิม เลือกแถวนี้ แล้วนำคนเดิมออกที่หน้าคณะกรรมการ",
                body=body.name,
                role=other.role,
                name=name,
            )

    def _numbers(self, body_id: str) -> Mapping[str, int]:
        """Return the present numbers of a body's members, from 1."""
        if body_id not in self._numbered:
            members = members_on(self._draft.year, body_id)
            self._numbered[body_id] = {member.id: at for at, member in enumerate(members, 1)}
        return self._numbered[body_id]

    def _shown(self, member: Member) -> dict[str, str]:
        """Return the cells of a member, with the name as it is before the import."""
        person = self._draft.year.person_by_id.get(member.person_id or "")
        return {
            "คณะ": self._bodies.by_id[member.body_id].name,
            "ลำดับ": "",
            "ชื่อ - นามสกุล": person.full_name if person else "",
            "ตำแหน่ง": member.post,
            "สังกัด": self._units.name(member.unit_id),
            "บทบาท": member.role,
            "หมายเหตุ": member.note,
        }


def _places(
    entries: Sequence[_Entry], current: Sequence[Member], *, numbered: bool
) -> Mapping[str, int]:
    """Return behind how many of the ``current`` members each entry stands, if none of these is in
    the list: its number says so, unless the list counts its own rows, which are a part. Then it is
    behind those of its role; a chair that there is none of is first. Without numbers all are last.
    """
    if not numbered:
        return {}
    if not current or entries[0].row.order != 1:
        # The number counts the new ones before it, too.
        return {
            entry.key: max(entry.row.order - 1 - at, 0)
            for at, entry in enumerate(entries)
            if entry.row.order
        }
    behind = {key(member.role): at for at, member in enumerate(current, 1)}
    roles = {entry.key: entry.row.role for entry in entries}
    first = {name: 0 for name, role in roles.items() if is_chair(role)}
    return first | {name: behind[key(role)] for name, role in roles.items() if key(role) in behind}


def _is_place(member: Member, entry: _Entry) -> bool:
    """Return whether a member is the place of a row of the same post, of which one has the name."""
    named = (member.person_id is not None) != (entry.person_id is not None)
    same = key(member.role) == key(entry.row.role) or is_of_one(member.post)
    return named and same and MemberKind.GROUP not in {member.kind, _kind_of_member(entry)}


def _kind_of_member(entry: _Entry) -> MemberKind:
    if entry.person_id is not None:
        return MemberKind.PERSON
    return MemberKind.POST if entry.row.group is GroupOf.NONE else MemberKind.GROUP


def with_bodies(year: YearData, rows: Sequence[RosterRow]) -> list[RosterRow]:
    """Return the rows, those without a body in that of their list, where it is clear which."""
    told: dict[int, str] = {}
    names: dict[str, set[str]] = defaultdict(set)
    lists = list(_lists(rows))
    for at, listed in enumerate(lists):
        told[at] = _body_by_roles(year, listed)
        for row in listed:
            body = told[at] if row.body == UNTOLD else row.body
            names[key(body)].add(_name(row))
    found: list[RosterRow] = []
    for at, listed in enumerate(lists):
        body = told[at]
        if not body and UNTOLD in {row.body for row in listed}:
            body = _body_by_people(year, listed, names)
        found += (
            replace(row, body=body or UNTOLD) if row.body == UNTOLD else row for row in listed
        )
    return found


def _lists(rows: Sequence[RosterRow]) -> Iterator[list[RosterRow]]:
    """Yield the lists of a table: each begins with a chair, or where the numbers begin anew."""
    begun: list[RosterRow] = []
    for row in rows:
        if begun and (row.role.startswith("ประธาน") or row.order == 1):
            yield begun
            begun = []
        begun.append(row)
    yield begun


def _body_by_roles(year: YearData, rows: Sequence[RosterRow]) -> str:
    """Return the name of the body of a list that most roles, or other rows, name; empty if it is
    not clear which."""
    votes = Counter(row.body for row in rows if row.body != UNTOLD)
    votes.update(body.name for row in rows if (body := body_of_role(year, row.role)))
    return _most(votes, least=1)


def _body_by_people(
    year: YearData, rows: Sequence[RosterRow], told: Mapping[str, Collection[str]]
) -> str:
    """Return the name of the body that most people of a list are in; those whom the file ``told``
    there by themselves, by the key of the body, are no members because of this list."""
    people: Counter[str] = Counter()
    for body in year.bodies:
        names = _names(year, body).difference(told.get(key(body.name), ()))
        people[body.name] = sum(_name(row) in names for row in rows)
    return _most(people, least=len(rows) / 2)


def _most(votes: Counter[str], least: float) -> str:
    for name, count in votes.most_common(1):
        if count >= least and list(votes.values()).count(count) == 1:
            return name
    return ""


def _name(row: RosterRow) -> str:
    return key(row.who.name if row.who is not None else row.post)


def _names(year: YearData, body: Body) -> set[str]:
    """Return the keys of the names and posts of the members of a body."""
    members = year.members_of(body.id)
    people = (year.person_by_id.get(member.person_id or "") for member in members)
    return {
        key(person.name if person is not None else member.post)
        for member, person in zip(members, people, strict=True)
    }


_LONGEST: Final = 300
"""The longest duty that is quoted whole."""


@dataclass(slots=True)
class _DutyEntry:
    """A row and the matching duty."""

    row: DutyRow
    old: Duty | None = None
    new_id: str = ""

    @property
    def key(self) -> str:
        return self.old.id if self.old else self.new_id


def compare_duties(draft: ImportDraft, rows: Sequence[DutyRow]) -> None:
    """Add the differences between ``rows`` and the duties of the year's bodies to the draft.

    A duty is matched by its text, or by its number if it was reworded.
    """
    bodies = NamedBodies(draft)
    by_body: dict[str, list[DutyRow]] = defaultdict(list)
    for row in draft.each(rows):
        with draft.skipping(row.origin):
            by_body[bodies.of_cell(row.body, row.origin, "body").id].append(row)
    kept: set[str] = set()
    for body_id, listed in by_body.items():
        kept |= _duties(draft, bodies.by_id[body_id], listed)
    if draft.decided.replace:
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
    _match_duties(entries, current, numbered=numbered)
    listed = [entry.old.id for entry in entries if entry.old]
    moved = moved_among(listed, current, whole=numbered or draft.is_whole)
    for entry in entries:
        _put_duty(draft, body, entry, current, moved)
    # A duty that takes no stored one's number comes last: only members have places of their own.
    draft.arrangements.append(ListOrder(current, tuple(entry.key for entry in entries), {}))
    return set(listed)


def _distinct(draft: ImportDraft, rows: Sequence[DutyRow]) -> list[_DutyEntry]:
    first: dict[str, DutyRow] = {}
    for row in rows:
        other = first.setdefault(key(row.text), row)
        if other is not row:
            same_again(draft, row.origin, other.origin, f"“{shortened(row.text, _LONGEST)}”")
    return [_DutyEntry(row, new_id=new_id()) for row in first.values()]


def _match_duties(
    entries: Sequence[_DutyEntry], current: Sequence[Duty], *, numbered: bool
) -> None:
    left = list(current)
    for entry in entries:
        entry.old = next((duty for duty in left if key(duty.text) == key(entry.row.text)), None)
        if entry.old is not None:
            left.remove(entry.old)
    for entry in entries:
        order = entry.row.order
        if entry.old is None and numbered and order and order <= len(current):
            stands = current[order - 1]
            is_reworded = stands in left and may_be_reworded(stands.text, entry.row.text)
            entry.old = stands if is_reworded else None


def _put_duty(
    draft: ImportDraft, body: Body, entry: _DutyEntry, current: Sequence[Duty], moved: set[str]
) -> None:
    row, old = entry.row, entry.old
    blank = Duty(id=entry.new_id, body_id=body.id, text=row.text)
    new, writes = said_of(old, blank, {"text": row.text})
    number = str(current.index(old) + 1) if old is not None else ""
    moves = old.id if old is not None and old.id in moved else ""
    shown = _shown(body, number if number and not moves else str(row.order or ""), row.text)
    before = _shown(body, number, old.text) if old is not None else None
    draft.put([row.origin], shown, before, writes, moves=moves, of=[new])


def _shown(body: Body, number: str, text: str) -> dict[str, str]:
    return {"คณะ": body.name, "ข้อ": number, "หน้าที่และอำนาจ": text}


def moved_among(listed: Sequence[str], current: Sequence[Record], *, whole: bool) -> set[str]:
    """Return the smallest set of keys ``listed`` in a file that must be moved to reorder the
    ``current`` records.

    The order of a subset of the records is ignored, unless its places are those of the ``whole``
    list: they are numbered, or the others are removed.
    """
    if not whole and len(listed) < len(current):
        return set()
    places: Mapping[str, int] = {record.id: place for place, record in enumerate(current)}
    return set(listed) - _longest_rising(listed, places)


def _longest_rising(keys: Sequence[str], places: Mapping[str, int]) -> set[str]:
    """Return the longest subsequence of ``keys`` with rising places (patience sorting)."""
    ends: list[int] = []
    end_keys: list[str] = []
    before: dict[str, str] = {}
    for each in keys:
        at = bisect_left(ends, places[each])
        if at:
            before[each] = end_keys[at - 1]
        ends[at : at + 1] = [places[each]]
        end_keys[at : at + 1] = [each]
    rising: set[str] = set()
    last = end_keys[-1] if end_keys else ""
    while last:
        rising.add(last)
        last = before.get(last, "")
    return rising
