"""Imports units, matched by name, short name or alias; units in use are not removed."""

from collections.abc import Iterator, Sequence

from ita_desktop.domain.ids import new_id
from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.domain.roster.matching import unit_key
from ita_desktop.domain.roster.posts import group_of
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.kinds.roster.units import UNIT_KIND_WORDS, UnitRow
from ita_desktop.exchange.remarks import RowError
from ita_desktop.services.imports.draft import ImportDraft, said_of
from ita_desktop.services.imports.name_questions import LEFT_OUT
from ita_desktop.services.imports.repeats import other_again, same_again
from ita_desktop.services.imports.roster.register import unknown


def compare(draft: ImportDraft, rows: Sequence[UnitRow]) -> None:
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
            _repeated(draft, row, first)
        else:
            waiting.append(row)
    for number, row in enumerate(_in_turn(names, known, waiting)):
        draft.work_progress.at(number, len(waiting))
        unit = known.find(row.name)
        identity = _identity(known, row)
        taken = names.taken([row.short_name, *row.aliases], identity)
        if taken:
            draft.skip(row.origin, _name_taken(taken))
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
        new, writes = said_of(unit, blank, says)
        draft.put([row.origin], _shown(new), _shown(unit) if unit else None, writes)
    if draft.may_remove():
        _remove(draft, set(seen))


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
            self._draft.skip(row.origin, unknown(question, "name"))
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


def _name_taken(name: str) -> RowError:
    return RowError(
        "“{name}” เป็นชื่อของหน่วยงานอื่นอยู่แล้ว", remedy="ใช้ชื่อย่อหรือชื่ออื่นที่ไม่ซ้ำกับหน่วยงานใด", name=name
    )


def _aliases(unit: Unit | None, row: UnitRow) -> str:
    """Return the existing aliases and those of the row, without duplicates."""
    old = [name for name in (unit.aliases if unit else "").split(";") if name]
    known = {unit_key(name) for name in old}
    return ";".join([*old, *(name for name in row.aliases if unit_key(name) not in known)])


def _repeated(draft: ImportDraft, row: UnitRow, first: UnitRow) -> None:
    says = (row.kind, row.short_name, row.aliases)
    if says in {(first.kind, first.short_name, first.aliases), (row.kind, "", ())}:
        same_again(draft, row.origin, first.origin, f"“{row.name}”")
    else:
        draft.skip(row.origin, other_again(row.origin, first.origin, f"“{row.name}”"))


def _remove(draft: ImportDraft, seen: set[str]) -> None:
    used = set[str | None]().union(*map(used_units, (draft.year, *draft.others)))
    kept = []
    for unit in draft.year.units:
        if unit.id in seen or unit.kind in {UnitKind.OFFICE, UnitKind.GROUP}:
            continue
        if unit.id in used:
            kept.append(unit.name)
        else:
            draft.remove(unit, _shown(unit))
    if kept:
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


def _shown(unit: Unit) -> dict[str, str]:
    return {
        "ชื่อหน่วยงาน": unit.name,
        "ประเภท": UNIT_KIND_WORDS[unit.kind],
        "ชื่อย่อ": unit.short_name,
        "ชื่ออื่น": unit.aliases.replace(";", "; "),
    }
