"""Units and people named in rows: found in the workspace, or created with the rows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ita_desktop.domain.ids import new_id
from ita_desktop.domain.imports.answers import AnswerAbout
from ita_desktop.domain.records import Person, Unit, UnitKind
from ita_desktop.domain.roster.matching import UnitFinder, unit_key
from ita_desktop.domain.roster.names import PersonName, split_name
from ita_desktop.domain.roster.posts import group_of
from ita_desktop.domain.text import key
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.remarks import RowError
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.imports.draft import ImportDraft, differing
from ita_desktop.services.imports.name_questions import NameQuestion
from ita_desktop.services.imports.plan import Insert, RecordUpdate

_CLAIMED: Final = ("prefix", "job_title", "unit_id", "phone", "email")
"""What a roster says of a person besides the name."""


class Units:
    """Finds units by name; unknown names become questions, and new units if so answered."""

    def __init__(self, draft: ImportDraft) -> None:
        self._draft = draft
        self._finder = draft.questions.finder
        self._new: dict[str, Unit] = {}
        self._by_id = dict(draft.year.unit_by_id)
        self._position = max((unit.position for unit in draft.year.units), default=-1)

    @property
    def finder(self) -> UnitFinder:
        """The finder of the existing units."""
        return self._finder

    def of_cell(self, text: str, origin: Origin, column: str) -> str | None:
        """Return the id of the unit named in a unit cell; None if the name is to be ignored or not
        answered yet."""
        if (unit := self._finder.find(text)) is not None:
            return unit.id
        if not unit_key(text):
            self._draft.flaw(origin, nameless(text).about(column))
            return None
        question = self._draft.questions.ask(text, origin, is_unit=True)
        if question.answer is None:
            self._draft.flaw(origin, unknown(question, column))
        return self.answered(question)

    def must_find(self, text: str, origin: Origin, column: str) -> str:
        """Return the id of the unit that a row is about. Raises RowError if the name is not
        answered yet, or is to be ignored."""
        if (unit := self._finder.find(text)) is not None:
            return unit.id
        if not unit_key(text):
            raise nameless(text).about(column)
        question = self._draft.questions.ask(text, origin, is_unit=True)
        unit_id = self.answered(question)
        if unit_id is None:
            raise unknown(question, column)
        return unit_id

    def answered(self, question: NameQuestion) -> str | None:
        """Return the id of the unit that an unknown name was answered with; None to ignore it."""
        answer = question.answer
        if answer is None or not answer.new:
            return (answer.unit_id or None) if answer is not None else None
        if question.key not in self._new:
            self._add(question)
        return self._new[question.key].id

    def name(self, unit_id: str | None) -> str:
        """Return the full name of an existing or new unit; empty for none."""
        unit = self._by_id.get(unit_id or "")
        return unit.name if unit else ""

    def label(self, unit_id: str) -> str:
        """Return the label of an existing or new unit."""
        return self._by_id[unit_id].label

    def _add(self, question: NameQuestion) -> None:
        self._position += 1
        unit = Unit(
            id=new_id(),
            name=question.name,
            kind=question.kind or UnitKind.SECTION,
            group_of=group_of(question.name),
            position=self._position,
        )
        self._draft.share(unit.id, Insert(unit))
        self._new[question.key] = self._by_id[unit.id] = unit


def nameless(text: str) -> RowError:
    """Return the error for a unit's name without letters and digits, which could not be found
    again."""
    return RowError("“{text}” ไม่ใช่ชื่อหน่วยงาน", remedy="พิมพ์ชื่อหน่วยงาน หรือเว้นว่าง", text=text)


def unknown(question: NameQuestion, column: str) -> RowError:
    """Return the error for the unknown name of a unit or person, with the most similar names."""
    near = " ".join(f"“{name}”" for name in question.near_names)
    if question.is_phrase:
        template = "ไม่รู้ว่า “{text}” หมายถึงหน่วยใด"
        remedy = "พิมพ์ชื่อหน่วย คั่นด้วย ; หรือเลือกหน่วยที่หมายถึง"
    elif question.about is AnswerAbout.PERSON:
        template = "ไม่มี “{text}” ในทะเบียนบุคลากร"
        remedy = (
            "หมายถึง {near} หรือไม่ ถ้าเป็นคนใหม่ เลือก “เพิ่มในทะเบียนบุคลากร”"
            if near
            else "เลือก “เพิ่มในทะเบียนบุคลากร” หรือแก้ชื่อให้ตรงกับทะเบียน"
        )
    else:
        template = "ไม่รู้จักหน่วย “{text}”"
        remedy = (
            "หมายถึง {near} หรือไม่ ถ้าเป็นหน่วยใหม่ เลือก “เพิ่มเป็นหน่วยใหม่”"
            if near
            else "แก้ชื่อให้ตรงกับหน่วยที่มี หรือเลือก “เพิ่มเป็นหน่วยใหม่”"
        )
    error = RowError(template, remedy=remedy, text=shortened(question.name), near=near)
    return error.about(column)


def warn_of_title(draft: ImportDraft, origin: Origin, who: PersonName, known: Person) -> None:
    """Warn that a file has another title before a person's name than the register."""
    draft.warn(
        origin,
        "ในไฟล์มีคำนำหน้า “{new}” แต่ทะเบียนบุคคลเขียน “{old}” ({name})",
        "ตรวจก่อนรับ",
        new=who.prefix,
        old=known.prefix,
        name=who.name,
    )


@dataclass(slots=True)
class _Wanted:
    """A person named in rows, with the data given there; the last row takes precedence."""

    old: Person | None
    new: Person


class People:
    """Finds people by name; unknown ones become new people of the plan.

    Call :meth:`claim` for every row, then :meth:`write_claims` once, then :meth:`person`.
    """

    def __init__(self, draft: ImportDraft) -> None:
        self._draft = draft
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        for person in draft.year.people:
            self._by_name[key(person.name)].append(person)
        self._wanted: dict[str, _Wanted] = {}
        self._new: dict[str, Person] = {}
        self._position = max((person.position for person in draft.year.people), default=-1)

    def claim(
        self,
        who: PersonName,
        job: str,
        unit_id: str | None,
        origin: Origin,
        *,
        phone: str = "",
        email: str = "",
    ) -> str:
        """Return the id of the person in a roster row; note what it says of the person."""
        person = self._pick(who, unit_id)
        if person is None:
            self._position += 1
            person = Person(id=new_id(), prefix=who.prefix, name=who.name, position=self._position)
            self._by_name[key(who.name)].append(person)
            self._wanted[person.id] = _Wanted(None, person)
            if not who.prefix and len(who.name.split()) == 1:
                self._draft.warn(
                    origin,
                    "ไม่แน่ใจว่า “{name}” เป็นชื่อคน เพราะไม่มีทั้งคำนำหน้าและนามสกุล",
                    "ถ้าไม่ใช่ ไม่ต้องเลือกแถวนี้ หรือลบออกจากไฟล์ แล้วนำเข้าใหม่",
                    name=who.name,
                )
        wanted = self._wanted.setdefault(person.id, _Wanted(person, person))
        if who.prefix and wanted.new.prefix and who.prefix != wanted.new.prefix:
            warn_of_title(self._draft, origin, who, wanted.new)
        said = (who.prefix, job, unit_id, phone, email)
        says = dict(zip(_CLAIMED, said, strict=True))
        if not (self._draft.newest or wanted.old is None):
            # The roster of an older year does not give the present unit.
            says = {name: text for name, text in says.items() if not getattr(wanted.new, name)}
        wanted.new = replace(wanted.new, **differing(wanted.new, says))
        return person.id

    def write_claims(self) -> None:
        """Convert the noted data into shared writes."""
        for person_id, wanted in self._wanted.items():
            needs = self._draft.needs(wanted.new.unit_id)
            if wanted.old is None:
                self._draft.share(person_id, Insert(wanted.new), needs)
            elif wanted.new != wanted.old:
                says = {name: getattr(wanted.new, name) for name in _CLAIMED}
                fields = differing(wanted.old, says)
                self._draft.share(person_id, RecordUpdate(wanted.old, fields), needs)

    def person(self, person_id: str) -> Person:
        """Return the person after the import."""
        return self._wanted[person_id].new

    def find(self, who: PersonName) -> Person | None:
        """Return the only person of this name in the workspace."""
        found = self._by_name.get(key(who.name), [])
        return found[0] if len(found) == 1 else None

    def answered(self, question: NameQuestion) -> str | None:
        """Return the id of the person that an unknown name was answered with; None to ignore it."""
        answer = question.answer
        if answer is None or not answer.new:
            return (answer.person_id or None) if answer is not None else None
        if question.key not in self._new:
            self._position += 1
            who = split_name(question.name)
            person = Person(id=new_id(), prefix=who.prefix, name=who.name, position=self._position)
            self._draft.share(person.id, Insert(person))
            self._new[question.key] = person
        return self._new[question.key].id

    def label(self, person_id: str) -> str:
        """Return the full name of an existing or new person."""
        new = next((person for person in self._new.values() if person.id == person_id), None)
        return (new or self._draft.year.person_by_id[person_id]).full_name

    def _pick(self, who: PersonName, unit_id: str | None) -> Person | None:
        found: Sequence[Person] = self._by_name.get(key(who.name), [])
        same_unit = [person for person in found if person.unit_id == unit_id]
        return next(iter(same_unit or found), None)
