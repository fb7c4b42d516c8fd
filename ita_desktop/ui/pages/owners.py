"""Converts owners between table cells and services: units, groups, people and positions.

Caches lists derived from years.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial, update_wrapper
from typing import Final, Generic, ParamSpec, TypeGuard, TypeVar
from weakref import ref

from ita_desktop.domain.code_words import UNIT_KINDS
from ita_desktop.domain.errors import UnreadableError
from ita_desktop.domain.measure_cells import Typed, as_typed, text_of
from ita_desktop.domain.records import Assignment, Measure, Owner, OwnerRole, Person, UnitKind
from ita_desktop.domain.roster.matching import full_unit_name, is_post
from ita_desktop.domain.roster.names import PersonName, is_person, split_name
from ita_desktop.domain.text import clean, key, one_line
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells.owners import OwnerEntry
from ita_desktop.i18n import language, tr
from ita_desktop.services.edits import OwnerRef
from ita_desktop.services.roster.owner_names import OwnerNames
from ita_desktop.services.roster.people import NewPerson
from ita_desktop.services.roster.units import NewUnit, known_unit
from ita_desktop.ui.table.column import find_choice
from ita_desktop.ui.table.values import CellOwner as ShownOwner
from ita_desktop.ui.table.values import Choices, ListChoice

_P = ParamSpec("_P")
_T = TypeVar("_T")
_UNIT, _PERSON, _POST, _NEW = "unit:", "person:", "post:", "new unit:"
_NEW_PERSON = "new person:"
_BETWEEN: Final = re.compile("[;,\n]")
USUAL_POSTS: Final = (
    "ผู้อำนวยการเขต",
    "ผู้ช่วยผู้อำนวยการเขต",
    "หัวหน้าฝ่ายทุกฝ่าย",
    "เจ้าหน้าที่ประจำจุดให้บริการ",
)
"""Common positions that are no entries of the registers."""


class _CachedList(Generic[_P, _T]):
    """The last result with its arguments; refers to years weakly."""

    def __init__(self, find: Callable[_P, _T]) -> None:
        self._find = find
        self._last: tuple[list[object], str, _T] | None = None
        update_wrapper(self, find)

    def __call__(self, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        # Read and written at once, because tables may be read in another thread.
        last = self._last
        asked = [*args, *kwargs.values()]
        if last is not None and last[1] == language.code and _are_same(last[0], asked):
            return last[2]
        found = self._find(*args, **kwargs)
        cached: list[object] = [value if value is None else ref(value) for value in asked]
        self._last = (cached, language.code, found)
        return found


def _are_same(cached: list[object], asked: list[object]) -> bool:
    return [value() if isinstance(value, ref) else value for value in cached] == asked


def for_same_year(find: Callable[_P, _T]) -> Callable[_P, _T]:
    """Returns ``find`` with its last result cached; its arguments are years."""
    return _CachedList(find)


def shown_owners(
    data: YearData, owners: Sequence[Owner], record: Assignment | Measure | None = None
) -> Typed[ShownOwner]:
    """Returns the values of an owners cell, with the text that was typed for the ``record``."""
    shown = (
        ShownOwner(_key(owner), data.owner_label(owner), lead=owner.role is OwnerRole.LEAD)
        for owner in owners
    )
    return Typed.of(shown, as_typed(record, owners))


def refs(owners: Iterable[ShownOwner]) -> Typed[OwnerRef]:
    """Returns the owners of a cell for a service, as typed."""
    return Typed.of((_ref(owner) for owner in owners), text_of(owners))


def refs_of_cell(value: object) -> Typed[OwnerRef]:
    """Returns the owners of an edited or pasted cell for a service."""
    owners = value if isinstance(value, tuple) else ()
    found = (owner for owner in owners if isinstance(owner, ShownOwner))
    return refs(Typed.of(found, text_of(value)))


def _key(owner: Owner) -> str:
    if owner.unit_id is not None:
        return f"{_UNIT}{owner.unit_id}"
    if owner.person_id is not None:
        return f"{_PERSON}{owner.person_id}"
    return f"{_POST}{owner.post}"


def _ref(owner: ShownOwner) -> OwnerRef:
    role = OwnerRole.LEAD if owner.lead else OwnerRole.SUPPORT
    if owner.id.startswith(_UNIT):
        return OwnerRef(unit_id=owner.id.removeprefix(_UNIT), role=role)
    if owner.id.startswith(_PERSON):
        return OwnerRef(person_id=owner.id.removeprefix(_PERSON), role=role)
    if owner.id.startswith(_NEW):
        return OwnerRef(new_unit=owner.id.removeprefix(_NEW), role=role)
    if owner.id.startswith(_NEW_PERSON):
        return OwnerRef(new_person=owner.id.removeprefix(_NEW_PERSON), role=role)
    return OwnerRef(post=owner.id.removeprefix(_POST), role=role)


def unknown_choices(_row: object, text: str) -> tuple[ListChoice, ...]:
    """Returns possible meanings of an unknown name as owner: a new person if it has a title, else a
    new unit; or a position."""
    post = ListChoice(
        ShownOwner(f"{_POST}{text}", text), tr("ใช้ “{text}” เป็นตำแหน่ง", text=text), tr("ตำแหน่ง")
    )
    new = new_owner_choice(text)
    return (post, new) if is_post(text) else (new, post)


def new_owner_choice(text: str) -> ListChoice:
    """Returns the choice of a new person, or of a new unit, as owner."""
    if is_person(text):
        name = split_name(text).full
        return new_person(name, ShownOwner(f"{_NEW_PERSON}{name}", name, note=tr("คนใหม่")))
    shown = _new_unit(text)
    return ListChoice(shown, tr("เพิ่ม “{text}” เป็นหน่วยใหม่", text=shown.label), tr("หน่วยใหม่"))


def new_person(name: str, value: object) -> ListChoice:
    """Returns the choice to add a name to the register of people; its value is ``value``."""
    return ListChoice(value, tr("เพิ่ม “{text}” ในทะเบียนบุคลากร", text=name), tr("คนใหม่"))


def people_of(_row: object, text: str) -> tuple[ListChoice, ...]:
    """Returns the choice of a new person for an unknown complete name with title."""
    name = split_name(text).full
    return (new_person(name, NewPerson(name)),) if is_person(text) else ()


def unit_choices_of(_row: object, text: str) -> tuple[ListChoice, ...]:
    """Returns the choice of a new unit for an unknown name."""
    name = full_unit_name(text)
    return (ListChoice(NewUnit(name), tr("เพิ่ม “{text}” เป็นหน่วยใหม่", text=name), tr("หน่วยใหม่")),)


def _new_unit(text: str) -> ShownOwner:
    name = full_unit_name(text)
    return ShownOwner(f"{_NEW}{name}", name, note=tr("หน่วยใหม่"))


def read_owners(data: YearData, text: str) -> Typed[ShownOwner]:
    """Parses typed or pasted names of owners by the rules of imports. What is more than one name
    after another is kept as typed.

    Raises UnreadableError for an unknown name, suggesting the most similar ones.
    """
    finder = data.unit_finder
    choices, shown = owner_choices(data), _owners_by_key(data)
    owners: dict[str, ShownOwner] = {}
    cell = OwnerEntry(clean(text), OwnerRole.LEAD)
    for named_owner in OwnerNames(finder, partial(_person, data)).read([cell]):
        chosen = find_choice(choices, named_owner.entry.text)
        if chosen is not None and _is_owner(chosen.value):
            owner = replace(chosen.value, lead=named_owner.entry.role is OwnerRole.LEAD)
        elif named_owner.ref is not None:
            owner = _shown(named_owner.ref, shown)
        elif (ref := _remembered(data, named_owner.entry)) is not None:
            owner = _shown(ref, shown)
        elif is_person(named_owner.entry.text):
            raise UnreadableError(
                "ไม่มี “{text}” ในทะเบียนบุคลากร",
                remedy="เลือกชื่อจากรายการ หรือเลือกเพิ่มเป็นคนใหม่",
                text=named_owner.entry.text,
            )
        else:
            known_unit(finder, named_owner.entry.text)
            continue
        owners.setdefault(owner.id, owner)
    names = filter(None, map(one_line, _BETWEEN.split(clean(text))))
    alone = all(find_choice(choices, name) or finder.find(name) for name in names)
    return Typed.of(owners.values(), "" if alone else clean(text))


def _is_owner(value: object) -> TypeGuard[ShownOwner]:
    return isinstance(value, ShownOwner)


def _shown(ref: OwnerRef, shown: Mapping[str, ShownOwner]) -> ShownOwner:
    key = _key_of(ref)
    owner = shown.get(key, ShownOwner(key, ref.post))
    return replace(owner, lead=ref.role is OwnerRole.LEAD)


def _remembered(data: YearData, entry: OwnerEntry) -> OwnerRef | None:
    """Returns the unit or person that an unknown name was answered with in an import."""
    if not data.import_answers:
        return None
    from ita_desktop.services.imports.by_hand import answer_about_name

    answer = answer_about_name(data, entry.text)
    if answer is None or not (answer.unit_id or answer.person_id):
        return None
    return OwnerRef(answer.unit_id or None, answer.person_id or None, role=entry.role)


def _person(data: YearData, who: PersonName) -> Person | None:
    found = data.people_by_name.get(key(who.name), ())
    return found[0] if len(found) == 1 else None


@for_same_year
def _owners_by_key(data: YearData) -> Mapping[str, ShownOwner]:
    values = [choice.value for choice in owner_choices(data)]
    return {value.id: value for value in values if _is_owner(value)}


def _key_of(ref: OwnerRef) -> str:
    if ref.unit_id is not None:
        return f"{_UNIT}{ref.unit_id}"
    return f"{_PERSON}{ref.person_id}" if ref.person_id is not None else f"{_POST}{ref.post}"


@for_same_year
def owner_choices(data: YearData) -> Choices:
    """Returns all possible owners: groups, sections, schools, people, positions."""
    choices = []
    for kind in (UnitKind.GROUP, UnitKind.SECTION, UnitKind.SCHOOL, UnitKind.OFFICE):
        note = tr(UNIT_KINDS[kind])
        for unit in data.units:
            if unit.kind is kind:
                shown = ShownOwner(f"{_UNIT}{unit.id}", unit.label, note=note)
                also = (unit.name, *filter(None, unit.aliases.split(";")))
                choices.append(ListChoice(shown, unit.label, note, also))
    for person in data.people:
        shown = ShownOwner(f"{_PERSON}{person.id}", person.full_name)
        note = data.unit_name(person.unit_id)
        choices.append(ListChoice(shown, person.full_name, note, (person.name,)))
    entered = {
        owner.post for owner in (*data.assignment_owners, *data.measure_owners) if owner.post
    }
    posts = dict.fromkeys((*USUAL_POSTS, *sorted(entered)))
    choices += [
        ListChoice(ShownOwner(f"{_POST}{post}", post), post, tr("ตำแหน่ง")) for post in posts
    ]
    return Choices(choices)
