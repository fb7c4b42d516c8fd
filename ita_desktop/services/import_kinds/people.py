"""Import of people: by full name, and by unit where several people share a name."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ita_desktop.domain.ids import new_id
from ita_desktop.domain.records import Person
from ita_desktop.domain.text import key
from ita_desktop.exchange.kinds.people import PersonRow
from ita_desktop.exchange.remarks import RowError
from ita_desktop.services.import_kinds.draft import Draft, differing, inserts, update
from ita_desktop.services.import_kinds.register import Units


def compare(draft: Draft, rows: Sequence[PersonRow]) -> None:
    """Puts what differs between ``rows`` and the workspace's people into the draft."""
    units = Units(draft)
    by_name: dict[str, list[tuple[PersonRow, str | None]]] = defaultdict(list)
    for number, row in enumerate(rows):
        draft.pace.at(number, len(rows))
        try:
            unit_id = units.of_cell(row.unit, row.origin, "unit") if row.unit else None
        except RowError as error:
            draft.skip(row.origin, error)
            continue
        by_name[key(row.who.name)].append((row, unit_id))
    known: dict[str, list[Person]] = defaultdict(list)
    for person in draft.year.people:
        known[key(person.name)].append(person)
    seen: set[str] = set()
    for name, named in by_name.items():
        seen |= _OneName(draft, units).compare(_distinct(draft, named), known.get(name, []))
    if draft.may_remove():
        _remove(draft, units, seen)


class _OneName:
    """People of one name: nearly always one row and one person."""

    def __init__(self, draft: Draft, units: Units) -> None:
        self._draft = draft
        self._units = units

    def compare(
        self, rows: Sequence[tuple[PersonRow, str | None]], people: Sequence[Person]
    ) -> set[str]:
        """Compares the rows with the people of their name; the keys of the people meant."""
        left = list(people)
        pairs: dict[int, Person] = {}
        # First those whose unit agrees, then the rest in turn: somebody who moved.
        for exactly in (True, False):
            for index, (_, unit_id) in enumerate(rows):
                if index in pairs:
                    continue
                fits = (one for one in left if not exactly or one.unit_id == unit_id)
                if (person := next(fits, None)) is not None:
                    pairs[index] = person
                    left.remove(person)
        for index, (row, unit_id) in enumerate(rows):
            self._row(row, unit_id, pairs.get(index), alone=len(rows) == 1)
        return {person.id for person in pairs.values()}

    def _row(
        self, row: PersonRow, unit_id: str | None, person: Person | None, *, alone: bool
    ) -> None:
        says = {
            "prefix": row.who.prefix,
            "job_title": row.job_title,
            "unit_id": unit_id,
            "phone": row.phone,
            "email": row.email,
        }
        needs = self._draft.needs(unit_id)
        if person is None:
            position = max((one.position for one in self._draft.year.people), default=-1)
            blank = Person(id=new_id(), prefix="", name=row.who.name)
            new = replace(
                blank, **differing(blank, says), position=position + 1 + len(self._draft.changes)
            )
            if not alone:
                self._draft.warn(row.origin, "มีชื่อ “{name}” หลายคน แยกกันด้วยสังกัด", name=row.who.name)
            self._draft.put([row.origin], self._shown(new), None, inserts(new), needs=needs)
            return
        fields = differing(person, says)
        if "prefix" in fields and person.prefix:
            self._draft.warn(
                row.origin,
                "ในไฟล์มีคำนำหน้า “{new}” แต่ทะเบียนบุคคลเขียน “{old}” ({name})",
                "ตรวจก่อนรับ",
                new=row.who.prefix,
                old=person.prefix,
                name=row.who.name,
            )
        self._draft.put(
            [row.origin],
            self._shown(replace(person, **fields)),
            self._shown(person),
            update(person, says),
            needs=needs if fields else (),
        )

    def _shown(self, person: Person) -> dict[str, str]:
        return shown(person, self._units)


def _distinct(
    draft: Draft, rows: Sequence[tuple[PersonRow, str | None]]
) -> list[tuple[PersonRow, str | None]]:
    """The rows of one name, one a unit; rows that repeat another are set aside."""
    first: dict[str | None, PersonRow] = {}
    for row, unit_id in rows:
        other = first.setdefault(unit_id, row)
        if other is row:
            continue
        if replace(row, origin=other.origin) == other:
            draft.unchanged.append(row.origin)
            draft.warn(
                row.origin, "“{name}” ซ้ำกับแถว {row}", name=row.who.full, row=other.origin.row
            )
        else:
            draft.skip(
                row.origin,
                RowError(
                    "“{name}” มีอยู่แล้วในแถว {row} แต่ข้อมูลไม่ตรงกัน",
                    remedy="รวมเป็นแถวเดียวแล้วนำเข้าใหม่",
                    name=row.who.full,
                    row=other.origin.row,
                ),
            )
    return [(row, unit_id) for unit_id, row in first.items()]


def _remove(draft: Draft, units: Units, seen: set[str]) -> None:
    used: set[str | None] = set()
    for year in (draft.year, *draft.others):
        for records in (year.members, year.assignment_owners, year.measure_owners):
            used.update(record.person_id for record in records)
    kept = []
    for person in draft.year.people:
        if person.id in seen:
            continue
        if person.id in used:
            kept.append(person.full_name)
        else:
            draft.remove(person, shown(person, units))
    if kept:
        draft.warn(
            None,
            "ไม่เอา {names} ออก เพราะยังอยู่ในคณะหรือรับผิดชอบงาน",
            "เอาออกจากคณะและงานก่อน",
            names=" ".join(f"“{name}”" for name in kept),
        )


def shown(person: Person, units: Units) -> dict[str, str]:
    """A person's cells as previews show them."""
    return {
        "ชื่อ - นามสกุล": person.full_name,
        "ตำแหน่ง": person.job_title,
        "สังกัด": units.name(person.unit_id),
        "โทรศัพท์": person.phone,
        "อีเมล": person.email,
    }
