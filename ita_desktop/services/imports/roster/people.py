"""Imports people, matched by full name and, among namesakes, by unit; with their tenures, matched
by post and first day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.records import Person
from ita_desktop.domain.roster.tenures import Tenure
from ita_desktop.domain.text import key
from ita_desktop.exchange.kinds.roster.people import HeldRow, PersonRow
from ita_desktop.exchange.remarks import RowError
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.edits import last_position
from ita_desktop.services.imports.draft import ImportDraft, differing, fields_of, said_of, update
from ita_desktop.services.imports.plan import Write
from ita_desktop.services.imports.repeats import other_again, same_again
from ita_desktop.services.imports.roster.register import Units, warn_of_title
from ita_desktop.services.roster.people import uses_of


def compare(draft: ImportDraft, rows: Sequence[PersonRow]) -> None:
    """Add the differences between ``rows`` and the workspace's people to the draft."""
    units = Units(draft)
    by_name: dict[str, list[tuple[PersonRow, str | None]]] = defaultdict(list)
    for number, row in enumerate(rows):
        draft.work_progress.at(number, len(rows))
        unit_id = draft.unit or None
        if row.unit:
            unit_id = units.of_cell(row.unit, row.origin, "unit")
        by_name[key(row.who.name)].append((row, unit_id))
    known: dict[str, list[Person]] = defaultdict(list)
    for person in draft.year.people:
        known[key(person.name)].append(person)
    seen: set[str] = set()
    for name, named in by_name.items():
        seen |= _OneName(draft, units).compare(_distinct(draft, named), known.get(name, []))
    if draft.may_remove():
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

    def __init__(self, draft: ImportDraft, units: Units) -> None:
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
        says |= {"prefix": row.who.prefix, "unit_id": unit_id}
        needs = self._draft.needs(unit_id)
        if person is None:
            position = last_position(self._draft.year.people) + len(self._draft.changes)
            blank = Person(id=new_id(), prefix="", name=row.who.name, position=position)
            new, made = said_of(None, blank, says)
            if not alone:
                self._draft.warn(row.origin, "มีชื่อ “{name}” หลายคน แยกกันด้วยสังกัด", name=row.who.name)
            held, posts = self._held(named, new)
            self._draft.put(
                named.origins, self._shown(new, posts), None, [*made, *held], needs=needs
            )
            return
        fields = differing(person, says)
        if "prefix" in fields and person.prefix:
            warn_of_title(self._draft, row.origin, row.who, person)
        held, posts = self._held(named, person)
        old = _posts(self._draft.year.tenures_of(person.id))
        self._draft.put(
            named.origins,
            self._shown(replace(person, **fields), posts),
            self._shown(person, old),
            [*update(person, says), *held],
            needs=needs if fields else (),
        )

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

    def _shown(self, person: Person, posts: str) -> dict[str, str]:
        return shown(person, self._units, posts)


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
    elif replace(row, origin=other.origin, held=other.held) == other:
        same_again(draft, row.origin, other.origin, f"“{row.who.full}”")
    else:
        draft.skip(row.origin, other_again(row.origin, other.origin, f"“{row.who.full}”"))


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


def _remove(draft: ImportDraft, units: Units, seen: set[str]) -> None:
    years = (draft.year, *draft.others)
    kept = []
    for person in draft.year.people:
        if person.id in seen:
            continue
        if any(use for year in years for use in uses_of(year, person.id)):
            kept.append(person.full_name)
        else:
            draft.remove(person, shown(person, units, _posts(draft.year.tenures_of(person.id))))
    if kept:
        draft.warn(
            None,
            "ไม่เอา {names} ออก เพราะยังอยู่ในคณะหรือรับผิดชอบงาน",
            "เอาออกจากคณะและงานก่อน",
            names=" ".join(f"“{name}”" for name in kept),
        )


def shown(person: Person, units: Units, posts: str) -> dict[str, str]:
    """Return a person's cells for the preview."""
    return {
        "ชื่อ - นามสกุล": person.full_name,
        "ตำแหน่ง": person.job_title,
        "สังกัด": units.name(person.unit_id),
        "โทรศัพท์": person.phone,
        "อีเมล": person.email,
        "ดำรงตำแหน่ง": posts,
    }
