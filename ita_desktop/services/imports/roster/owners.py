"""Resolves owner cells to units, people and posts, and compares them with the present owners."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ita_desktop.domain.records import Owner, OwnerRole
from ita_desktop.domain.roster.matching import unit_key
from ita_desktop.domain.roster.names import is_person
from ita_desktop.domain.roster.typed_owners import own_text
from ita_desktop.exchange.cells.owners import OwnerEntry
from ita_desktop.exchange.kinds.roster.people import is_telephone
from ita_desktop.exchange.remarks import RowError
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.edits import OwnerRef, refs_of
from ita_desktop.services.imports.draft import ImportDraft
from ita_desktop.services.imports.plan import Delete, Insert, RecordUpdate, Write
from ita_desktop.services.imports.roster.register import (
    People,
    Units,
    nameless,
    unknown,
)
from ita_desktop.services.roster.owner_names import NamedOwner, OwnerNames

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
        known = (self._people if of_person else self._units).answered(question)
        unit_id, person_id = (None, known) if of_person else (known, None)
        return OwnerRef(unit_id, person_id, role=entry.role) if known else None

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
