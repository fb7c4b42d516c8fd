"""Units, people and signatories named in rows: found in the workspace, or created with the
rows; and owner cells, compared with the present owners."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from ita_desktop.domain.answers import AnswerAbout
from ita_desktop.domain.measure_cells import own_text
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import Owner, OwnerRole, Person, new_id
from ita_desktop.domain.roster.matching import unit_key
from ita_desktop.domain.roster.names import PersonName, is_person, split_name
from ita_desktop.domain.text import key
from ita_desktop.exchange.cells.owners import OwnerEntry
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.kinds.people import is_telephone, with_zero
from ita_desktop.exchange.remarks import RowError
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.edits import OwnerRef, last_position, refs_of
from ita_desktop.services.imports.draft import ImportDraft, differing
from ita_desktop.services.imports.name_questions import NameQuestion
from ita_desktop.services.imports.plan import Delete, Insert, RecordUpdate, Write
from ita_desktop.services.roster.owner_names import NamedOwner, OwnerNames

CLAIMED: Final = ("prefix", "job_title", "unit_id", "phone", "email")
"""What a roster says of a person besides the name."""
_OF_UNITS: Final = lazy_re("ฝ่าย|โรงเรียน|รร\\.|ร\\.ร\\.")
"""A heading of such units alone, so that their names need not say it. Those below others (กลุ่มงาน,
หน่วยงาน) may be anything."""


class Units:
    """Finds units by name; unknown names become questions, and new units if so answered."""

    def __init__(self, draft: ImportDraft, *, of_people: bool = False) -> None:
        """``of_people`` if they are those of the people of a list, which may be anything."""
        self._draft = draft
        self._of_people = of_people
        self.finder = draft.questions.finder
        """The finder of the existing units."""
        self._by_id = draft.year.unit_by_id

    def of_cell(self, text: str, origin: Origin, column: str) -> str | None:
        """Return the id of the unit named in a unit cell; None if the name is to be ignored or not
        answered yet."""
        try:
            return self.must_find(text, origin, column)
        except RowError as error:
            question = self._draft.questions.asked.get(unit_key(text))
            if question is None or question.answer is None:
                self._draft.flaw(origin, error)
            return None

    def must_find(self, text: str, origin: Origin, column: str) -> str:
        """Return the id of the unit that a row is about. Raises RowError if the name is not
        answered yet, or is to be ignored."""
        if (unit := self.finder.find(text)) is not None:
            return unit.id
        if not unit_key(text):
            raise nameless(text).about(column)
        cell = self._draft.cell(origin, column)
        is_unit = not self._of_people or (cell is not None and bool(_OF_UNITS.search(cell.heading)))
        question = self._draft.questions.ask(text, origin, is_unit=is_unit)
        unit_id = self._draft.answered(question)
        if unit_id is None:
            raise unknown(question, column)
        return unit_id

    def name(self, unit_id: str | None) -> str:
        """Return the full name of an existing or new unit; empty for none."""
        unit = self._draft.record(self._by_id, unit_id)
        return unit.name if unit else ""

    def label(self, unit_id: str) -> str:
        """Return the label of an existing or new unit."""
        unit = self._draft.record(self._by_id, unit_id)
        return unit.label if unit else ""


def nameless(text: str) -> RowError:
    """Return the error for a unit's name without letters and digits, which could not be found
    again."""
    return RowError("“{text}” ไม่ใช่ชื่อหน่วย", remedy="พิมพ์ชื่อหน่วย หรือเว้นว่าง", text=text)


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


def title_of(who: PersonName, known: Person) -> str:
    """Return the title that a file gives a known person; one that differs in its space alone is
    the known one."""
    return known.prefix if key(who.prefix) == key(known.prefix) else who.title


_OF_MEN: Final = frozenset({"นาย"})
_OF_WOMEN: Final = frozenset({"นาง", "นางสาว"})


def warn_of_title(draft: ImportDraft, origin: Origin, who: PersonName, known: Person) -> None:
    """Warn that a file has another title before a person's name than the register; of a man for a
    woman, or the other way, it may be somebody else and is not ticked."""
    words = "ในไฟล์มีคำนำหน้า “{new}” แต่ทะเบียนบุคคลเขียน “{old}” ({name})"
    new, old, name = who.prefix, known.prefix, who.name
    titles = {who.title.strip(), old.strip()}
    if titles & _OF_MEN and titles & _OF_WOMEN:
        remedy = "อาจเป็นคนละคน ตรวจแล้วเลือกเอง"
        draft.leave_unticked([origin], words, remedy, new=new, old=old, name=name)
    else:
        draft.warn(origin, words, "ตรวจก่อนรับ", new=new, old=old, name=name)


def phone_of(draft: ImportDraft, phone: str, origin: Origin) -> str:
    """Return the telephone number of a row: with the 0 that Excel has removed, which is told; none
    of what is a mail address."""
    if "@" in phone:
        remedy = "ย้ายไปคอลัมน์ “อีเมล” แล้วนำเข้าใหม่"
        error = RowError("“{text}” ไม่ใช่หมายเลขโทรศัพท์", remedy=remedy, text=shortened(phone))
        draft.flaw(origin, error.about("phone"))
        return ""
    if (whole := with_zero(phone)) != phone:
        draft.warn(
            origin,
            "โทรศัพท์ “{text}” ไม่มีเลข 0 ตัวหน้า ซึ่ง Excel ตัดออกจากช่องที่เป็นตัวเลข จึงบันทึกเป็น “{phone}”",
            "ตรวจหมายเลขก่อนรับ",
            text=phone,
            phone=whole,
        )
    return whole


class People:
    """Finds people by name; unknown ones become new people of the plan."""

    def __init__(self, draft: ImportDraft) -> None:
        self._draft = draft
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        for person in draft.year.people:
            self._by_name[key(person.name)].append(person)
        self._says: dict[Origin, tuple[Person, dict[str, Any]]] = {}
        """The person of a row, and all that it says, also what the register has already."""
        self._writes: dict[Origin, dict[str, Any]] = {}

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
            position = self._draft.next_position(self._draft.year.people, "people")
            person = Person(id=new_id(), prefix=who.title, name=who.name, position=position)
            self._by_name[key(who.name)].append(person)
            self._draft.share(person.id, Insert(person))
            if not who.prefix and len(who.name.split()) == 1:
                self._draft.warn(
                    origin,
                    "ไม่แน่ใจว่า “{name}” เป็นชื่อคน เพราะไม่มีทั้งคำนำหน้าและนามสกุล",
                    "ถ้าไม่ใช่ ไม่ต้องเลือกแถวนี้ หรือลบออกจากไฟล์ แล้วนำเข้าใหม่",
                    name=who.name,
                )
        title = title_of(who, person)
        if title and person.prefix and title != person.prefix:
            warn_of_title(self._draft, origin, who, person)
        said = differing(
            Person(id="", prefix="", name=""),
            dict(zip(CLAIMED, (title, job, unit_id, phone, email), strict=True)),
        )
        if not (self._draft.newest or person.id in self._draft.shared):
            # The roster of an older year does not give the present unit.
            said = {name: text for name, text in said.items() if not getattr(person, name)}
        self._says[origin] = person, said
        return person.id

    def settle(self, origins: Iterable[Origin]) -> None:
        """Note what each row writes, in the order in which they are written: of several that are
        imported the last one counts, and takes back what others say. Where it says what the
        register has, no other row changes that."""
        rows = [(origin, self._says[origin]) for origin in origins if origin in self._says]
        last: dict[str, dict[str, Any]] = defaultdict(dict)
        for origin, (person, fields) in rows:
            self._tell_units(origin, last[person.id].get("unit_id"), fields.get("unit_id"))
            last[person.id].update(fields)
        told: dict[str, set[str]] = defaultdict(set)
        for origin, (person, fields) in rows:
            told[person.id].update(differing(person, fields))
            changed = told[person.id] & differing(person, last[person.id]).keys()
            self._writes[origin] = {name: fields[name] for name in fields if name in changed}

    def _tell_units(self, origin: Origin, before: str | None, unit_id: str | None) -> None:
        """Warn of a row that gives a person another unit than a row ``before`` it."""
        if before and unit_id and before != unit_id:
            units = self._draft.year.unit_by_id
            first, second = (self._draft.record(units, each) for each in (before, unit_id))
            self._draft.warn(
                origin,
                "{name} อยู่ {unit} ที่นี่ และอยู่ {other} ในแถวก่อน ทะเบียนจะเป็น {unit}",
                "แก้สังกัดในไฟล์ให้ตรงกัน หรือแก้ในทะเบียนหลังนำเข้า",
                name=self.named(origin),
                unit=second.name if second is not None else "",
                other=first.name if first is not None else "",
            )

    def said(self, origin: Origin) -> RecordUpdate | None:
        """Return what a row writes of its person, which a row that is left does not; None if it
        writes nothing."""
        fields = self._writes.get(origin)
        return RecordUpdate(self._says[origin][0], fields) if fields else None

    def is_new(self, person_id: str) -> bool:
        """Return whether no register has the person yet."""
        return person_id in self._draft.shared

    def named(self, origin: Origin) -> str:
        """Return the full name of the person in a row as the row says it."""
        person, fields = self._says[origin]
        return replace(person, **fields).full_name

    def find(self, who: PersonName) -> Person | None:
        """Return the only person of this name in the workspace."""
        found = self._by_name.get(key(who.name), [])
        return found[0] if len(found) == 1 else None

    def label(self, person_id: str) -> str:
        """Return the full name of an existing or new person."""
        person = self._draft.record(self._draft.year.person_by_id, person_id)
        return person.full_name if person else ""

    def _pick(self, who: PersonName, unit_id: str | None) -> Person | None:
        found: Sequence[Person] = self._by_name.get(key(who.name), [])
        same_unit = [person for person in found if person.unit_id == unit_id]
        return next(iter(same_unit or found), None)


class Signatories:
    """Finds people by their full names. One whom the register lacks is added with the row that
    names the person, provided that it has a title."""

    def __init__(self, draft: ImportDraft, named: Iterable[tuple[str, str]]) -> None:
        """``named`` are all names of the file, each with a post or none."""
        self._draft = draft
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        for person in draft.year.people:
            self._by_name[key(person.name)].append(person)
        known = {key(person.name) for person in draft.year.people}
        self._new: dict[str, Person] = {}
        self._titles: dict[str, set[str]] = defaultdict(set)
        """The titles of register and file by name."""
        position = last_position(draft.year.people)
        for name, post in named:
            who = split_name(name)
            titles = {key(person.prefix) for person in self._by_name[key(who.name)]}
            self._titles[key(who.name)] |= {*titles, key(who.prefix)} - {""}
            if not is_person(name) or key(who.name) in known or key(who.prefix) in titles:
                continue
            person = Person(
                id=new_id(),
                prefix=who.title,
                name=who.name,
                job_title="" if "\n" in post else post,
                position=position + len(self._new),
            )
            self._by_name[key(who.name)].append(person)
            self._new[person.id] = person

    def find(self, name: str, origin: Origin, column: str) -> str | None:
        """Return the id of a person; None without a name, or if it is not sure who is meant."""
        if not name:
            return None
        who = split_name(name)
        known = self._by_name[key(who.name)]
        same = [person for person in known if key(person.prefix) == key(who.prefix)] or known
        one_of_several = not who.prefix and len(self._titles[key(who.name)]) > 1
        if len(same) != 1 or one_of_several:
            self._draft.flaw(origin, _unsure(name, several=bool(same)).about(column))
            return None
        person = same[0]
        if who.prefix and key(person.prefix) != key(who.prefix):
            warn_of_title(self._draft, origin, who, person)
        if person.id in self._new:
            self._draft.share(person.id, Insert(person))
        return person.id

    def name(self, person_id: str | None) -> str:
        """Return the full name of a person; empty for none."""
        person = self._draft.record(self._draft.year.person_by_id, person_id)
        return person.full_name if person is not None else ""


def _unsure(name: str, *, several: bool) -> RowError:
    if several:
        return RowError(
            "ในทะเบียนบุคลากรมี “{name}” หลายคน จึงไม่รู้ว่าเป็นคนใด", remedy="เลือกคนหลังนำเข้า", name=name
        )
    return RowError(
        "ไม่รู้จัก “{name}” และไม่มีคำนำหน้าชื่อ", remedy="พิมพ์คำนำหน้าชื่อ หรือเลือกคนหลังนำเข้า", name=name
    )


OwnerT = TypeVar("OwnerT", bound=Owner)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The distinct owners of a row; ``whole`` unless a name needs an answer."""

    refs: tuple[OwnerRef, ...]
    whole: bool
    typed: str = ""
    """The cell as typed, if all of it was read and it is the only one."""


class Owners:
    """Resolves the names in owner cells."""

    def __init__(self, draft: ImportDraft) -> None:
        self._draft = draft
        self._people = People(draft)
        self._units = Units(draft)
        self._names = OwnerNames(self._units.finder, self._people.find, draft.questions.meant)

    def resolve(self, entries: Sequence[OwnerEntry], origin: Origin) -> Resolved:
        """Return the owners named in the cells of a row. Unknown names are left out and reported
        until they are answered."""
        refs: list[OwnerRef] = []
        whole = True
        for cell in self.named(entries, origin):
            owners, left = self._names.read_cell(cell)
            found = []
            if not owners and left is None:
                # A tick or a number names nobody.
                self._draft.flaw(origin, nameless(cell.text).about(cell.column))
                whole = False
            for owner in owners:
                try:
                    ref = owner.ref or self._asked(owner, origin)
                except RowError as error:
                    self._draft.flaw(origin, error)
                    whole = False
                else:
                    found += [ref] if ref is not None else []
            if left is not None:
                self._draft.warn(
                    origin,
                    "“{text}” อ่านว่าผู้รับผิดชอบคือ {owners} ไม่ใช่ {left}",
                    "ตรวจว่าตรงกับที่ตั้งใจ",
                    text=left.text,
                    owners=self.label(found),
                    left="; ".join(left.names),
                )
            refs += found
        distinct, texts = tuple(dict.fromkeys(refs)), [entry.text for entry in entries]
        names = [self._label(ref) for ref in distinct]
        text = texts[0] if whole and len(texts) == 1 else ""
        return Resolved(distinct, whole, own_text(text, names))

    def named(self, entries: Sequence[OwnerEntry], origin: Origin) -> Sequence[OwnerEntry]:
        """Return the owners of a row; of one on the sheet of a unit (ปกครอง), in a table without a
        column of owners, that unit."""
        heading = self._draft.headings.get(origin)
        if entries or heading is None or "owners" in heading.columns:
            return entries
        of_sheet = self._units.finder.find(origin.sheet)
        return () if of_sheet is None else (OwnerEntry(origin.sheet, OwnerRole.LEAD),)

    def _asked(self, owner: NamedOwner, origin: Origin) -> OwnerRef | None:
        """Return the owner that an unknown name was answered with, None to ignore it; raises
        RowError if undecided."""
        entry, questions = owner.entry, self._draft.questions
        of_person = is_person(entry.text) and not owner.is_phrase
        if is_telephone(entry.text):
            raise RowError(
                "ไม่ได้อ่านโทรศัพท์ “{text}” ของผู้รับผิดชอบ",
                remedy="ถ้าต้องใช้ ใส่ในรายชื่อบุคลากร",
                text=entry.text,
            ).about(entry.column)
        if not unit_key(entry.text):
            raise nameless(entry.text).about(entry.column)
        if of_person:
            question = questions.ask_person(entry.text, origin)
        else:
            question = questions.ask(entry.text, origin, cannot_be_unit=owner.is_phrase)
        if question.answer is None:
            raise unknown(question, entry.column)
        return owner_answered(self._draft, question, entry.role)

    def label(self, refs: Sequence[OwnerRef]) -> str:
        """Return the owners as printed."""
        return "; ".join(self._label(ref) for ref in refs)

    def _label(self, ref: OwnerRef) -> str:
        text = ref.post
        if ref.unit_id is not None:
            text = self._units.label(ref.unit_id)
        elif ref.person_id is not None:
            text = self._people.label(ref.person_id)
        return f"{text} (สนับสนุน)" if ref.role is OwnerRole.SUPPORT else text


def owner_answered(draft: ImportDraft, question: NameQuestion, role: OwnerRole) -> OwnerRef | None:
    """Return the owner that an unknown name was answered with; None without one."""
    known = draft.answered(question)
    of_person = question.about is AnswerAbout.PERSON
    unit_id, person_id = (None, known) if of_person else (known, None)
    return OwnerRef(unit_id, person_id, role=role) if known else None


def merged(old: Sequence[OwnerRef], new: Resolved) -> Sequence[OwnerRef]:
    """Return the owners after the import, in the file's order. Roles that the file lacks keep their
    owners; all owners are kept while a name needs an answer."""
    if not new.whole:
        return old or new.refs
    roles = {ref.role for ref in new.refs}
    kept = [ref for ref in old if ref.role not in roles]
    behind = [ref.role in roles for ref in old]
    at = behind.index(True) if True in behind else 0 if OwnerRole.LEAD in roles else len(kept)
    return [*kept[:at], *new.refs, *kept[at:]]


def owner_writes(
    old: Sequence[OwnerT], wanted: Sequence[OwnerRef], make: Callable[[OwnerRef, int], OwnerT]
) -> list[Write]:
    """Return the writes that change the ``old`` owners into the ``wanted`` ones."""
    if refs_of(old) == tuple(wanted):
        return []
    left = list(old)
    writes: list[Write] = []
    for position, ref in enumerate(wanted):
        same = next((owner for owner in left if refs_of([owner]) == (ref,)), None)
        if same is None:
            writes.append(Insert(make(ref, position)))
            continue
        left.remove(same)
        if same.position != position:
            writes.append(RecordUpdate(same, {"position": position}))
    return [*map(Delete, left), *writes]
