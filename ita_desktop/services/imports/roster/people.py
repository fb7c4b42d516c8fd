"""Imports people, matched by full name and, among namesakes, by unit, with their tenures, matched
by post and first day; and units, matched by name, short name or alias: those in use stay."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.records import UNIT_KINDS, Person, Unit, UnitKind, new_id
from ita_desktop.domain.roster.matching import group_of, unit_key
from ita_desktop.domain.roster.orders import Tenure
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.kinds.people import HeldRow, PersonRow, UnitRow
from ita_desktop.exchange.remarks import RowError
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.edits import last_position
from ita_desktop.services.imports.draft import ImportDraft, Shown, fields_of, said_of
from ita_desktop.services.imports.evidence.others import leave_other_offices
from ita_desktop.services.imports.items import repeated
from ita_desktop.services.imports.name_questions import LEFT_OUT
from ita_desktop.services.imports.plan import Write
from ita_desktop.services.imports.roster import register
from ita_desktop.services.roster.people import uses_of


def compare(draft: ImportDraft, rows: Sequence[PersonRow]) -> None:
    """Add the differences between ``rows`` and the workspace's people to the draft."""
    units = register.Units(draft, of_people=True)
    by_name: dict[str, list[tuple[PersonRow, str | None]]] = defaultdict(list)
    leave_other_offices(draft, ((row.origin, row.job_title, row.unit) for row in rows))
    for row in draft.each(rows):
        unit_id = draft.decided.unit or None
        if row.unit:
            unit_id = units.of_cell(row.unit, row.origin, "unit")
        whole = replace(row, phone=register.phone_of(draft, row.phone, row.origin))
        by_name[key(row.who.name)].append((whole, unit_id))
    known: dict[str, list[Person]] = defaultdict(list)
    for person in draft.year.people:
        known[key(person.name)].append(person)
    seen: set[str] = set()
    for name, named in by_name.items():
        seen |= _OneName(draft, units).compare(_distinct(draft, named), known.get(name, []))
    if draft.decided.replace:
        _remove(draft, units, seen)


@dataclass(slots=True)
class _Named:
    """A person that one or several rows name."""

    row: PersonRow
    unit_id: str | None
    origins: list[Origin]
    held: list[HeldRow]


class _OneName:
    """People of the same name: nearly always one row and one person."""

    def __init__(self, draft: ImportDraft, units: register.Units) -> None:
        self._draft = draft
        self._units = units

    def compare(self, rows: Sequence[_Named], people: Sequence[Person]) -> set[str]:
        """Compare the rows with the people of their name; return the keys of the matched people."""
        left = list(people)
        pairs: dict[int, Person] = {}
        # First those in the same unit, then the rest in order: people who moved.
        for exactly in (True, False):
            for index, named in enumerate(rows):
                if index in pairs:
                    continue
                fits = (person for person in left if not exactly or person.unit_id == named.unit_id)
                if (person := next(fits, None)) is not None:
                    pairs[index] = person
                    left.remove(person)
        for index, named in enumerate(rows):
            self._row(named, pairs.get(index), alone=len(rows) == 1)
        return {person.id for person in pairs.values()}

    def _row(self, named: _Named, person: Person | None, *, alone: bool) -> None:
        row, unit_id = named.row, named.unit_id
        says = fields_of(row, "job_title", "phone", "email")
        title = register.title_of(row.who, person) if person else row.who.title
        says |= {"prefix": title, "unit_id": unit_id}
        position = last_position(self._draft.year.people) + len(self._draft.changes)
        blank = Person(id=new_id(), prefix="", name=row.who.name, position=position)
        if person is None:
            if not alone:
                self._draft.warn(row.origin, "มีชื่อ “{name}” หลายคน แยกกันด้วยสังกัด", name=row.who.name)
        elif (
            person.prefix and row.who.prefix and register.title_of(row.who, person) != person.prefix
        ):
            register.warn_of_title(self._draft, row.origin, row.who, person)
        held, posts = self._held(named, person or blank)

        def cells(one: Person) -> Shown:
            old = _posts(self._draft.year.tenures_of(one.id))
            return shown(one, self._units, old if one is person else posts)

        self._draft.say(named.origins, person, blank, says, cells, held)

    def _held(self, named: _Named, person: Person) -> tuple[list[Write], str]:
        """Return the writes for the tenures in the rows, and all the person's posts afterwards as
        text."""
        keys = self._draft.year.post_keys
        tenures = list(self._draft.year.tenures_of(person.id))
        writes: list[Write] = []
        for row in named.held:
            same = [
                tenure
                for tenure in tenures
                if keys.key(tenure.post, tenure.unit_id) == keys.key(row.post)
            ]
            old = next((tenure for tenure in same if tenure.first == row.first), None)
            if old is None and len(same) == 1 and None in {same[0].first, row.first}:
                (old,) = same
            says = fields_of(row, "acting", "first", "last")
            behind = len(self._draft.changes) + len(writes)
            blank = Tenure(
                id=new_id(),
                person_id=person.id,
                post=row.post,
                position=last_position(self._draft.year.tenures) + behind,
            )
            new, made = said_of(old, blank, says)
            writes += made
            tenures = [new if each is old else each for each in tenures]
            tenures += [new] * (old is None)
        return writes, _posts(tenures)


def _distinct(draft: ImportDraft, rows: Iterable[tuple[PersonRow, str | None]]) -> list[_Named]:
    """Return the rows of one name, one per unit; further rows add posts to the same person, and
    mere repetitions are set aside."""
    found: dict[str | None, _Named] = {}
    # Rows of further posts often contain little but the name; process the fullest row first.
    for row, unit_id in sorted(rows, key=lambda read: read[1] is None and read[0].held is not None):
        same = found.get(unit_id)
        if same is None and unit_id is None and row.held is not None:
            fits = [named for named in found.values() if _agree(named.row, row)]
            if len(fits) > 1:
                draft.skip(
                    row.origin,
                    RowError("มีชื่อ “{name}” หลายคน", remedy="ใส่สังกัดของแถวนี้", name=row.who.name),
                )
                continue
            same = next(iter(fits), None)
        if same is None:
            held = [row.held] if row.held is not None else []
            found[unit_id] = _Named(row, unit_id, [row.origin], held)
        else:
            _join(draft, same, row)
    return list(found.values())


def _join(draft: ImportDraft, named: _Named, row: PersonRow) -> None:
    """Add to a person the data of another row about them."""
    other = named.row
    if row.held is not None and row.held not in named.held and _agree(other, row):
        named.row = replace(
            other,
            who=other.who if other.who.prefix else row.who,
            job_title=other.job_title or row.job_title,
            phone=other.phone or row.phone,
            email=other.email or row.email,
        )
        named.origins.append(row.origin)
        named.held.append(row.held)
    else:
        same = replace(row, origin=other.origin, held=other.held) == other
        repeated(draft, row.origin, other.origin, f"“{row.who.full}”", same=same)


def _agree(row: PersonRow, other: PersonRow) -> bool:
    """Return whether two rows of a name may be about the same person: no cell filled in both
    differs."""
    said = zip(_content(row), _content(other), strict=True)
    return all(mine == theirs for mine, theirs in said if mine and theirs)


def _content(row: PersonRow) -> tuple[str, ...]:
    return row.who.prefix, row.job_title, row.phone, row.email


def _posts(tenures: Iterable[Tenure]) -> str:
    """Return tenures as text, with their dates."""
    return "\n".join(
        " ".join(
            filter(
                None,
                (
                    tenure.acting,
                    tenure.post,
                    f"ตั้งแต่ {short_date(tenure.first)}" if tenure.first else "",
                    f"ถึง {short_date(tenure.last)}" if tenure.last else "",
                ),
            )
        )
        for tenure in tenures
    )


def _remove(draft: ImportDraft, units: register.Units, seen: set[str]) -> None:
    years = (draft.year, *draft.others)
    kept = []
    for person in draft.year.people:
        if person.id in seen:
            continue
        if any(use for year in years for use in uses_of(year, person.id)):
            kept.append(person.full_name)
        else:
            draft.remove(person, shown(person, units, _posts(draft.year.tenures_of(person.id))))
    if kept and draft.is_whole:
        draft.warn(
            None,
            "ไม่เอา {names} ออก เพราะยังอยู่ในคณะหรือรับผิดชอบงาน",
            "เอาออกจากคณะและงานก่อน",
            names=" ".join(f"“{name}”" for name in kept),
        )


def shown(person: Person, units: register.Units, posts: str) -> Shown:
    """Return a person's cells for the preview."""
    return {
        "ชื่อ - นามสกุล": person.full_name,
        "ตำแหน่ง": person.job_title,
        "สังกัด": units.name(person.unit_id),
        "โทรศัพท์": person.phone,
        "อีเมล": person.email,
        "ดำรงตำแหน่ง": posts,
    }


def compare_units(draft: ImportDraft, rows: Sequence[UnitRow]) -> None:
    """Add the differences between ``rows`` and the workspace's units to the draft."""
    known = _Known(draft)
    rows = [row for row in rows if known.decides(row)]
    seen: dict[str, UnitRow] = {}
    names = _Names(draft.year.units)
    for row in rows:
        names.claim(row.name, _identity(known, row))
    position = max((unit.position for unit in draft.year.units), default=-1)
    waiting: list[UnitRow] = []
    for row in rows:
        if (first := seen.setdefault(_identity(known, row), row)) is not row:
            same = {(first.kind, first.short_name, first.aliases), (row.kind, "", ())}
            is_same = (row.kind, row.short_name, row.aliases) in same
            repeated(draft, row.origin, first.origin, f"“{row.name}”", same=is_same)
        else:
            waiting.append(row)
    for number, row in enumerate(_in_turn(names, known, waiting)):
        draft.work_progress.at(number, len(waiting))
        unit = known.find(row.name)
        identity = _identity(known, row)
        taken = names.taken([row.short_name, *row.aliases], identity)
        if taken:
            told = "“{name}” เป็นชื่อของหน่วยอื่นอยู่แล้ว"
            remedy = "ใช้ชื่อย่อหรือชื่ออื่นที่ไม่ซ้ำกับหน่วยใด"
            draft.skip(row.origin, RowError(told, remedy=remedy, name=taken))
            continue
        aliases = _aliases(unit, row)
        says: dict[str, object] = {"short_name": row.short_name, "aliases": aliases}
        if row.says_kind:
            says["kind"] = row.kind
        position += unit is None
        blank = Unit(
            id=new_id(),
            name=row.name,
            kind=row.kind,
            group_of=group_of(row.name),
            position=position,
        )
        draft.say([row.origin], unit, blank, says, _shown_unit)
    if draft.decided.replace:
        _remove_units(draft, set(seen))


def _in_turn(names: "_Names", known: "_Known", rows: Sequence[UnitRow]) -> Iterator[UnitRow]:
    """Yield the rows in order, but a row that needs a name of another unit after the row that
    renames that unit. Rows with names that are still taken come last."""
    waiting = list(rows)
    while waiting:
        held = []
        for row in waiting:
            identity = _identity(known, row)
            if names.taken([row.short_name, *row.aliases], identity):
                held.append(row)
                continue
            yield row
            unit = known.find(row.name)
            if unit is not None and row.short_name:
                names.leave(unit, row.short_name)
        if len(held) == len(waiting):
            yield from held
            return
        waiting = held


class _Known:
    """Matches rows with units. A name similar to another unit's needs an answer."""

    def __init__(self, draft: ImportDraft) -> None:
        self._draft = draft
        self._finder = draft.questions.finder
        self._by_id = draft.year.unit_by_id

    def decides(self, row: UnitRow) -> bool:
        """Return whether a row's unit is decided; otherwise skip the row in the draft."""
        if self._finder.find(row.name) is not None or not self._finder.nearest(row.name):
            return True
        question = self._draft.questions.ask(row.name, row.origin)
        if question.answer is None or question.answer == LEFT_OUT:
            self._draft.skip(row.origin, register.unknown(question, "name"))
            return False
        return True

    def find(self, name: str) -> Unit | None:
        """Return the existing unit, or None for a new one."""
        if (unit := self._finder.find(name)) is not None:
            return unit
        question = self._draft.questions.asked.get(unit_key(name))
        answer = question.answer if question is not None else None
        return self._by_id.get(answer.unit_id) if answer is not None else None


class _Names:
    """The owner of each name, so that no name refers to two units."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._owner: dict[str, str] = {}
        for unit in units:
            for name in (unit.name, unit.short_name, *unit.aliases.split(";")):
                self.claim(name, unit.id)

    def claim(self, name: str, identity: str) -> None:
        """Note a name for a unit, unless it is taken."""
        if plain := unit_key(name):
            self._owner.setdefault(plain, identity)

    def leave(self, unit: Unit, short_name: str) -> None:
        """Release a unit's former short name, unless it is another of its names."""
        former = unit_key(unit.short_name)
        kept = (unit.name, short_name, *unit.aliases.split(";"))
        if former not in map(unit_key, kept) and self._owner.get(former) == unit.id:
            del self._owner[former]

    def taken(self, names: Sequence[str], identity: str) -> str:
        """Return the first of ``names`` that belongs to another unit; if none does, claim all."""
        for name in names:
            if self._owner.get(unit_key(name), identity) != identity:
                return name
        for name in names:
            self.claim(name, identity)
        return ""


def _identity(known: "_Known", row: UnitRow) -> str:
    unit = known.find(row.name)
    return unit.id if unit else unit_key(row.name)


def _aliases(unit: Unit | None, row: UnitRow) -> str:
    """Return the existing aliases and those of the row, without duplicates."""
    old = [name for name in (unit.aliases if unit else "").split(";") if name]
    known = {unit_key(name) for name in old}
    return ";".join([*old, *(name for name in row.aliases if unit_key(name) not in known)])


def _remove_units(draft: ImportDraft, seen: set[str]) -> None:
    used = set[str | None]().union(*map(used_units, (draft.year, *draft.others)))
    kept = []
    for unit in draft.year.units:
        if unit.id in seen or unit.kind in {UnitKind.OFFICE, UnitKind.GROUP}:
            continue
        if unit.id in used:
            kept.append(unit.name)
        else:
            draft.remove(unit, _shown_unit(unit))
    if kept and draft.is_whole:
        draft.warn(
            None,
            "ไม่เอา {names} ออก เพราะยังมีรายการที่อ้างถึง",
            "ย้ายคนและงานของหน่วยนั้นไปหน่วยอื่นก่อน",
            names=" ".join(f"“{name}”" for name in kept),
        )


def used_units(year: YearData) -> set[str | None]:
    """Return the ids of the units that ``year`` refers to."""
    named = (year.people, year.members, year.assignment_owners, year.measure_owners)
    return {record.unit_id for records in named for record in records}


def _shown_unit(unit: Unit) -> Shown:
    return {
        "ชื่อหน่วย": unit.name,
        "ประเภท": UNIT_KINDS[unit.kind],
        "ชื่อย่อ": unit.short_name,
        "ชื่ออื่น": unit.aliases.replace(";", "; "),
    }
