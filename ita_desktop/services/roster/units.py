"""Units and the organisation: add, edit, remove, find by name."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from ita_desktop.domain.documents import SignedPaper
from ita_desktop.domain.errors import InputError, Phrase, UnreadableError
from ita_desktop.domain.letters import Endorsement, Letter, LetterRecipient
from ita_desktop.domain.meetings import ActionItem, ActionItemOwner, Attendance, Presence
from ita_desktop.domain.personal_marks import Personal, marks_of
from ita_desktop.domain.records import GroupOf, Member, Person, Record, Unit, UnitKind, new_id
from ita_desktop.domain.roster.committee import appointing_order, changing_order
from ita_desktop.domain.roster.matching import UnitFinder, group_of, kind_of_name
from ita_desktop.domain.roster.orders import AppointmentOrder, OrderChangeKind, Tenure
from ita_desktop.domain.text import key
from ita_desktop.domain.year import PLACES, YearData
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.services.edits import (
    CellEdit,
    Read,
    gone,
    last_position,
    line,
    names,
    names_edited,
    remove_rows,
    with_ids,
)
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace


class NewUnit(str):
    """The name of a unit to add, as confirmed by the user; not equal to the same plain string."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NewUnit) and str.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__


class UnitsAtHand:
    """The units of a year, including those added in the same unit of work."""

    def __init__(self, change: Change, data: YearData) -> None:
        self._change = change
        self._units = list(data.units)
        self._office = data.organisation.name
        self._finder: UnitFinder | None = data.unit_finder
        self._named: dict[str, list[Unit]] = {}
        for unit in data.units:
            self._named.setdefault(key(unit.name), []).append(unit)

    def find_or_add(self, text: str) -> Unit:
        """Return the unit that ``text`` names, added if it is a :class:`NewUnit`.

        Raises UnreadableError for an unknown name that is not confirmed, with the nearest names.
        """
        name = line(text)
        if isinstance(text, NewUnit):
            known = next((unit for unit in self._similar_units(name) if unit.name == name), None)
            return known if known is not None else self._add(name)
        if self._finder is None:
            self._finder = UnitFinder(self._units, self._office)
        return known_unit(self._finder, name)

    def ids_of(self, name: str) -> set[str]:
        """Return the ids of units with this whole name, ignoring spaces, case and digits."""
        return {unit.id for unit in self._similar_units(name)}

    def _similar_units(self, name: str) -> list[Unit]:
        return self._named.get(key(name), [])

    def _add(self, name: str) -> Unit:
        made = self._change.insert(new_unit(name, self._units))
        self._units.append(made)
        self._named.setdefault(key(name), []).append(made)
        self._finder = None
        return made


def with_new_units(change: Change, data: YearData, read: Read) -> Read:
    """Wrap ``read``, which converts an edited cell, so that it can add units."""
    units = UnitsAtHand(change, data)

    def read_or_add(edit: CellEdit) -> object:
        if isinstance(edit.value, NewUnit):
            return units.find_or_add(edit.value).id
        return read(edit)

    return read_or_add


def known_unit(finder: UnitFinder, name: str) -> Unit:
    """Return the unit of this name. Raises UnreadableError with the nearest names."""
    found = finder.find(name)
    if found is None:
        near = " ".join(f"“{unit.name}”" for unit in finder.nearest(name))
        raise UnreadableError(
            "ไม่รู้จักหน่วย “{text}”",
            remedy=(
                "หมายถึง {near} หรือไม่ ถ้าเป็นหน่วยใหม่ เลือก “เพิ่มเป็นหน่วยใหม่”"
                if near
                else "แก้ชื่อให้ตรงกับหน่วยที่มี หรือเลือก “เพิ่มเป็นหน่วยใหม่”"
            ),
            text=shortened(name),
            near=near,
        )
    return found


def ask_name(units: Sequence[Unit], organisation: str, name: object, own: str = "") -> None:
    """Check a unit's ``name`` against those of the others (all but the one with the key ``own``).

    Raises UnreadableError if the name exists, or if it is similar to one and not a
    :class:`NewUnit`. ``organisation`` is the office's own name.
    """
    _ask_name(_others(units, organisation, own), name, renames=bool(own))


def _ask_name(finder: UnitFinder, name: object, *, renames: bool = False) -> None:
    plain = line(name)
    if (known := finder.find(plain)) is not None:
        if known.name == plain:
            raise _name_taken_error(plain)
        raise UnreadableError(
            "“{text}” หมายถึง “{name}” ซึ่งมีอยู่แล้ว",
            remedy="ใช้ชื่ออื่น หรือแก้แถวเดิม",
            text=shortened(plain),
            name=known.name,
        )
    if isinstance(name, NewUnit):
        return
    near = " ".join(f"“{unit.name}”" for unit in finder.nearest(plain))
    if near and renames:
        raise UnreadableError(
            "“{text}” ใกล้เคียงกับ {near} ซึ่งมีอยู่แล้ว",
            remedy="ถ้าเป็นชื่อของหน่วยนี้ เลือก “ใช้เป็นชื่อของหน่วยนี้” ถ้าหมายถึงหน่วยนั้น ใช้แถวของหน่วยนั้น",
            text=shortened(plain),
            near=near,
        )
    if near:
        raise UnreadableError(
            "หน่วยใหม่? “{text}” ใกล้เคียงกับ {near} ซึ่งมีอยู่แล้ว",
            remedy="ถ้าเป็นหน่วยใหม่ เลือก “เพิ่มเป็นหน่วยใหม่” ถ้าเป็นหน่วยเดิม ใช้แถวของหน่วยนั้น",
            text=shortened(plain),
            near=near,
        )


def is_asked(units: Sequence[Unit], organisation: str, name: str, own: str = "") -> bool:
    """Return whether :func:`ask_name` accepts the name only as a :class:`NewUnit`."""
    finder = _others(units, organisation, own)
    return finder.find(name) is None and bool(finder.nearest(name))


def _others(units: Sequence[Unit], organisation: str, own: str) -> UnitFinder:
    return UnitFinder([unit for unit in units if unit.id != own], organisation)


def _name_taken_error(name: str) -> UnreadableError:
    return UnreadableError("มี{name}อยู่แล้ว", remedy="ใช้ชื่ออื่น หรือแก้แถวเดิม", name=name)


def add_units(
    workspace: Workspace,
    new: Sequence[Mapping[str, object]],
    *,
    edits: Sequence[CellEdit] = (),
) -> list[str]:
    """Add units with ``name`` and the other fields of :func:`edit_units`, and write ``edits`` of
    others, in one unit of work; return the new ids.

    Raises InputError if a name is empty or taken, UnreadableError if it is similar to that of an
    existing unit and not a :class:`NewUnit`.
    """
    units: Sequence[Unit] = workspace.units()
    finder = UnitFinder(units, _office(workspace))
    for fields in new:
        _ask_name(finder, fields.get("name", ""))
    made: list[str] = []
    which = names([line(fields.get("name", "")) for fields in new], "{count} หน่วย")
    years = [workspace.year(record.year) for record in workspace.years()] if edits else []
    with workspace.change("เพิ่ม{which}", which=which) as change:
        known, units = units, _write(change, units, edits)
        _follow_names(change, years, known, units)
        taken, position = {unit.name for unit in units}, last_position(units)
        for values in change.each(new):
            name = _free_name(values.get("name", ""), taken)
            taken.add(name)
            unit = replace(new_unit(name, ()), position=position + len(made))
            for field, value in values.items():
                if field != "name":
                    unit = replace(unit, **_values(CellEdit(unit.id, field, value), unit, ()))
            made.append(change.insert(unit).id)
    return made


def new_unit(name: str, units: Sequence[Unit]) -> Unit:
    """Return a unit of this name at the end, not yet stored; its kind is derived from the name."""
    kind = kind_of_name(name) or UnitKind.SECTION
    return Unit(
        id=new_id(),
        name=name,
        kind=kind,
        group_of=group_of(name),
        position=last_position(units),
    )


def _office(workspace: Workspace) -> str:
    """Return the office's own name."""
    organisation = workspace.organisation()
    return organisation.name if organisation else ""


def _free_name(name: object, taken: Container[str]) -> str:
    """Return the name to store; raises InputError if it is empty or taken."""
    plain = line(name)
    if not plain:
        raise InputError("ชื่อหน่วยว่างไม่ได้", remedy="พิมพ์ชื่อ เช่น ฝ่ายโยธา")
    if plain in taken:
        raise _name_taken_error(plain)
    return plain


def edit_units(workspace: Workspace, edits: Sequence[CellEdit]) -> None:
    """Write edits of units (``name``, ``short_name``, ``aliases``: texts; ``kind``: UnitKind) in
    one unit of work. A new name may change the kind, and posts that name the unit follow it
    (:func:`_follow_names`). Raises as :func:`add_units` does."""
    units = workspace.units()
    named = [edit for edit in edits if edit.field == "name"]
    finder = UnitFinder(units if named else (), _office(workspace))
    for edit in named:
        _ask_name(finder.without(edit.row), edit.value, renames=True)
    which = names_edited(units, edits, lambda unit: unit.name, "{count} หน่วย")
    years = [workspace.year(record.year) for record in workspace.years()] if named else []
    with workspace.change("แก้หน่วย {which}", which=which) as change:
        _follow_names(change, years, units, _write(change, units, edits))


def _write(change: Change, units: Sequence[Unit], edits: Sequence[CellEdit]) -> list[Unit]:
    """Write ``edits``; return the units afterwards."""
    known = {unit.id: unit for unit in units}
    taken = Counter(unit.name for unit in units)
    for edit in edits:
        if edit.row not in known:
            raise gone("หน่วย")
        unit = known[edit.row]
        taken[unit.name] -= 1
        if not taken[unit.name]:
            del taken[unit.name]
        known[edit.row] = change.update(unit, **_values(edit, unit, taken))
        taken[known[edit.row].name] += 1
    return list(known.values())


def _follow_names(
    change: Change, years: Sequence[YearData], before: Sequence[Unit], after: Sequence[Unit]
) -> None:
    """Let posts that name a renamed unit follow it: those of people, those held now, and those of
    the newest year that nothing signed or sent prints. Where others keep the former name, it
    becomes another name of the unit: holders of these are found by it."""
    now, taken = {unit.id: unit for unit in after}, {unit.name for unit in after}
    for was in before:
        unit, kept = now[was.id], False
        for data in years if unit.name != was.name else ():
            for record, column, follows in _posts(data, is_newest=data is years[-1]):
                post = getattr(record, column)
                # A signatory's post has two lines, each of which may name a unit.
                new = "\n".join(
                    words.replace(was.name, unit.name)
                    if was.name in words and data.post_keys.unit_of(words) == was.id
                    else words
                    for words in post.split("\n")
                )
                if new == post:
                    continue
                if follows:
                    change.update(record, **{column: new})
                kept = kept or not follows
        if kept and was.name not in taken:
            change.update(unit, aliases="; ".join(filter(None, (unit.aliases, was.name))))


def _posts(data: YearData, *, is_newest: bool) -> Iterator[tuple[Record, str, bool]]:
    """Yield the records of a year that have a post in words, the column, and whether it follows a
    renamed unit."""
    for record_class, rows in PLACES.items():
        made: type = record_class
        of_everybody = made in {Person, Tenure}
        columns = [name for name, mark in marks_of(made).items() if mark is Personal.POST]
        for record in getattr(data, rows) if columns and (is_newest or not of_everybody) else ():
            follows = is_newest and not _is_past(data, record)
            yield from ((record, column, follows) for column in columns)


def _is_past(data: YearData, record: Record) -> bool:
    """Return whether a record says what was, or what was signed or sent, which stays."""
    decides = _deciding(data, record)
    return decides is not None and _PAST.get(type(decides), lambda _: False)(decides)


def _deciding(data: YearData, record: Record) -> Record | None:
    """Return the record that says whether another is past: its order, letter or task, or itself."""
    match record:
        case Member():
            order = changing_order(data, record, OrderChangeKind.ADDED)
            return order or appointing_order(data, record.body_id)
        case Endorsement() | LetterRecipient():
            return data.letter_by_id.get(record.letter_id)
        case ActionItemOwner():
            return next(
                (task for task in data.action_items if task.id == record.action_item_id), None
            )
    return record


_PAST: Final[Mapping[type, Callable[[Any], bool]]] = {
    SignedPaper: lambda _paper: True,
    Tenure: lambda tenure: tenure.last is not None,
    ActionItem: lambda task: task.done is not None,
    Attendance: lambda place: place.presence is not Presence.UNKNOWN,
    Letter: lambda letter: bool(letter.number),
    AppointmentOrder: lambda order: order.signed is not None,
}


def followed_names(before: YearData, after: YearData) -> str:
    """Return how many posts of a year differ, as those do that followed a renamed unit; empty if
    none."""
    was, now = (
        {
            (record.id, column): getattr(record, column)
            for record, column, _ in _posts(data, is_newest=True)
        }
        for data in (before, after)
    )
    count = sum(was.get(place, post) != post for place, post in now.items())
    return Phrase("ตำแหน่ง {count} แห่งเปลี่ยนตามชื่อหน่วย", count=count) if count else ""


def _values(edit: CellEdit, unit: Unit, taken: Container[str]) -> dict[str, Any]:
    """Return the fields of ``unit`` that an edit changes; ``taken`` are the names of the others."""
    if edit.field == "kind":
        kind = UnitKind(edit.value)
        stands_for = group_of(unit.name) if kind is UnitKind.GROUP else GroupOf.NONE
        return {"kind": kind, "group_of": stands_for}
    if edit.field != "name":
        return {edit.field: line(edit.value)}
    name = _free_name(edit.value, taken)
    new_kind = kind_of_name(name)
    if new_kind is None:
        return {"name": name}
    return {"name": name, "kind": new_kind, "group_of": group_of(name)}


def remove_units(workspace: Workspace, ids: Iterable[str]) -> None:
    """Remove units, and references to them from people and members.

    Raises InputError if one still owns measures or OIT items of any year, or recorded something
    for itself.
    """
    units = with_ids(workspace.units(), ids)
    _check_unused(workspace, units)
    template = "เอาหน่วยออก {which}"
    remove_rows(workspace, units, template, lambda unit: unit.name, "{count} หน่วย")


def _check_unused(workspace: Workspace, units: Sequence[Unit]) -> None:
    """Raise InputError if a unit owns anything: it would be left, and printed, without owner."""
    for record in reversed(workspace.years()):
        data = workspace.year(record.year)
        # Items that are not in the framework cannot be given to another unit.
        items = {
            assignment.id
            for assignment in data.assignments
            if assignment.item_code in data.framework.item_by_code
        }
        for unit in units:
            measures = {
                owner.measure_id for owner in data.measure_owners if owner.unit_id == unit.id
            }
            assigned = {
                owner.assignment_id for owner in data.assignment_owners if owner.unit_id == unit.id
            }
            if measures:
                raise InputError(
                    "{name}ยังเป็นผู้รับผิดชอบ {count} มาตรการของปี {year} จึงยังเอาออกไม่ได้",
                    remedy="เปลี่ยนผู้รับผิดชอบของมาตรการเหล่านั้นก่อน แล้วเอาออกอีกครั้ง",
                    name=unit.name,
                    count=len(measures),
                    year=data.year,
                )
            if owned := assigned & items:
                raise InputError(
                    "{name}ยังเป็นผู้รับผิดชอบงาน OIT {count} ข้อของปี {year} จึงยังเอาออกไม่ได้",
                    remedy="เปลี่ยนผู้รับผิดชอบของข้อเหล่านั้นก่อน แล้วเอาออกอีกครั้ง",
                    name=unit.name,
                    count=len(owned),
                    year=data.year,
                )
            _check_unrecorded(data, unit)


def _check_unrecorded(data: YearData, unit: Unit) -> None:
    """Raise InputError if a unit recorded something for itself: that would be given for all."""
    recorded = sum(entry.unit_id == unit.id for entry in data.entries)
    recorded += sum(evidence.unit_id == unit.id for evidence in data.evidence)
    if recorded:
        raise InputError(
            "{name}มีบันทึกผลหรือหลักฐานของตนเอง {count} รายการในปี {year} จึงยังเอาออกไม่ได้",
            remedy="เปลี่ยนหน่วยของรายการเหล่านั้นก่อน หรือเก็บหน่วยนี้ไว้",
            name=unit.name,
            count=recorded,
            year=data.year,
        )
