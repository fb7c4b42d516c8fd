"""The fields of records: the columns of tables made from them, and their editors in a page,
created when needed, with parsers of their results.

Owners (units, groups, people and positions) are converted between table cells and services here;
lists that are derived from a year are cached.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial, update_wrapper
from typing import Any, Final, Generic, ParamSpec, TypeGuard, TypeVar
from weakref import ref

from PySide6.QtWidgets import QWidget

from ita_desktop.domain.dates import parse_date
from ita_desktop.domain.errors import UnreadableError
from ita_desktop.domain.measure_cells import Typed, as_typed, text_of
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import (
    MOST_BAHT,
    UNIT_KINDS,
    Assignment,
    Measure,
    Owner,
    OwnerRole,
    Person,
    Record,
    TypedField,
    UnitKind,
    typed_fields,
)
from ita_desktop.domain.roster.matching import full_unit_name, is_post, kind_of_name
from ita_desktop.domain.roster.names import PersonName, is_person, split_name
from ita_desktop.domain.text import clean, key, one_line, to_arabic
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells.owners import OwnerEntry
from ita_desktop.i18n import in_language, language, tr
from ita_desktop.services.edits import OwnerRef
from ita_desktop.services.meetings import meetings
from ita_desktop.services.roster.owner_names import OwnerNames
from ita_desktop.services.roster.people import NewPerson
from ita_desktop.services.roster.units import NewUnit, known_unit
from ita_desktop.ui.editors.base import CellEditor, EditorPlace, TypedText
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, ColumnKind, find_choice, read_number
from ita_desktop.ui.table.values import CellOwner as ShownOwner
from ita_desktop.ui.table.values import Choices, ListChoice, Numbers
from ita_desktop.ui.widgets.fields.cell import Make, Read

Kind = tuple[Make, Read]
"""A function that creates an editor, and one that converts its result."""
_P = ParamSpec("_P")
_T = TypeVar("_T")
_UNIT, _PERSON, _POST, _NEW = "unit:", "person:", "post:", "new unit:"
_NEW_PERSON = "new person:"
_BETWEEN: Final = lazy_re("[;,\n]")
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


def with_fields(
    columns: Sequence[Column[Any]],
    record: type[Record],
    *,
    year: int = 0,
    today: Callable[[], date] = date.today,
    without: Sequence[str] = (),
) -> list[Column[Any]]:
    """Returns the columns of a table with those of all further fields that people type into its
    record, which is the row or its ``record``. Typed dates default to the Buddhist fiscal ``year``,
    with ``today`` as base; what a field ``without`` a column says is shown by another one."""
    of: Any = record
    known = {column.key for column in columns} | {*without}
    more = (field for field in typed_fields(of) if field.name not in known)
    made = [_column(field, year, today) for field in more if not issubclass(field.takes, StrEnum)]
    return [*columns, *made]


def _column(field: TypedField, year: int, today: Callable[[], date]) -> Column[Any]:
    def value(row: Any) -> object:
        found = getattr(getattr(row, "record", row), field.name)
        return Decimal(found) if isinstance(found, int) else found

    title = in_language(field.word)
    if field.takes is date:
        kind, required = ColumnKind.DATE, not field.may_lack
        return Column(field.name, title, value, kind=kind, editable=True, required=required,
                      fiscal_year=year or None, today=today)  # fmt: skip
    if field.takes is str:
        return Column(field.name, title, value, editable=True, empty="")
    decimals = 0 if field.takes is int else 2
    return Column(field.name, title, value, kind=ColumnKind.NUMBER, editable=True,
                  numbers=Numbers(high=Decimal(10**9), decimals=decimals))  # fmt: skip


def a_day(session: Session) -> Kind:
    """A date, typed or picked; the year defaults to the shown one."""

    def make(place: EditorPlace, over: QWidget) -> CellEditor:
        from ita_desktop.ui.editors.dates import DateEditor

        return DateEditor(place, over, session.year, session.today)

    def read(result: object) -> date | None:
        text = _text(result)
        if not text:
            return None
        return parse_date(text, fiscal_year=session.year, today=session.today)

    return make, read


def a_line() -> Kind:
    """A line of text."""
    return _line, _text


def a_few_lines() -> Kind:
    """A text of one or two lines; Alt+Enter breaks the line."""

    def make(place: EditorPlace, over: QWidget) -> CellEditor:
        from ita_desktop.ui.editors.text import TextEditor

        return TextEditor(place, over)

    return make, _text


def a_time() -> Kind:
    """A time of day, stored as ``09:30``."""
    return _line, lambda result: meetings.clock(_text(result))


def a_number() -> Kind:
    """A positive number; of ``2/2568`` the 2."""
    return _line, _number


def a_baht() -> Kind:
    """An amount of money, or None."""
    return _line, _baht


def a_choice(choices: Callable[[], Sequence[ListChoice]]) -> Kind:
    """One of the choices, queried when the editor opens, or None."""

    def refuse(text: str) -> object:
        raise ValueError(tr("ไม่มี “{text}” ในรายการ พิมพ์ส่วนหนึ่งของชื่อแล้วเลือก", text=text))

    return _of_list(choices, refuse)


def a_person(choices: Callable[[], Sequence[ListChoice]]) -> Kind:
    """One of the people, queried when the editor opens, None, or a complete new name with its
    title; part of a name creates nobody."""

    def make(text: str) -> object:
        if not split_name(text).prefix:
            raise ValueError(
                tr(
                    "ไม่มี “{text}” ในทะเบียนบุคลากร พิมพ์ส่วนหนึ่งของชื่อแล้วเลือก "
                    "ถ้าเป็นคนใหม่ ให้พิมพ์คำนำหน้า ชื่อ และสกุล",
                    text=text,
                )
            )
        return NewPerson(text)

    return _of_list(choices, make, lambda text: people_of(None, text))


def a_unit(choices: Callable[[], Sequence[ListChoice]]) -> Kind:
    """One of the units, queried when the editor opens, None, or a complete new name that states its
    kind (ฝ่าย…, โรงเรียน…)."""

    def make(text: str) -> object:
        if kind_of_name(text) in {None, UnitKind.GROUP}:
            raise ValueError(
                tr(
                    "ไม่มีหน่วย “{text}” พิมพ์ส่วนหนึ่งของชื่อแล้วเลือก ถ้าเป็นหน่วยใหม่ ให้พิมพ์ชื่อเต็ม เช่น ฝ่ายโยธา",
                    text=text,
                )
            )
        return NewUnit(text)

    return _of_list(choices, make, lambda text: unit_choices_of(None, text))


def _of_list(
    choices: Callable[[], Sequence[ListChoice]],
    other: Callable[[str], object],
    named: Callable[[str], Sequence[ListChoice]] | None = None,
) -> Kind:
    """One of the choices, or None; ``other`` converts any other text, or raises ValueError. With
    ``named``, which finds entries for a text, the editor also accepts other text."""

    def make(place: EditorPlace, over: QWidget) -> CellEditor:
        from ita_desktop.ui.editors.listing import ListEditor

        return ListEditor(place, over, choices(), only=named is None, named=named)

    def read(result: object) -> object:
        if not isinstance(result, TypedText):
            return result
        text = _text(result)
        if not text:
            return None
        for choice in choices():
            if key(text) in {key(choice.text), *map(key, choice.also)}:
                return choice.value
        return other(text)

    return make, read


def _line(place: EditorPlace, over: QWidget) -> CellEditor:
    from ita_desktop.ui.editors.text import LineEditor

    return LineEditor(place, over)


def _text(result: object) -> str:
    return result.text.strip() if isinstance(result, TypedText) else ""


def _number(result: object) -> int:
    text = _text(result)
    plain = to_arabic(text).partition("/")[0].strip()
    if not plain.isdecimal() or not int(plain):
        raise ValueError(tr("“{text}” ไม่ใช่ครั้งที่ประชุม พิมพ์ตัวเลข เช่น 2", text=text))
    return int(plain)


def _baht(result: object) -> Decimal | None:
    numbers = Numbers(high=MOST_BAHT, decimals=2)
    return read_number(_text(result), numbers) if _text(result) else None
