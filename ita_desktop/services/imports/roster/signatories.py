"""People named in papers, below a signature or as present: found in the register, or new."""

from collections import defaultdict
from collections.abc import Iterable

from ita_desktop.domain.ids import new_id
from ita_desktop.domain.records import Person
from ita_desktop.domain.roster.names import is_person, split_name
from ita_desktop.domain.text import key
from ita_desktop.exchange.remarks import RowError
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.edits import last_position
from ita_desktop.services.imports.draft import ImportDraft
from ita_desktop.services.imports.plan import Insert
from ita_desktop.services.imports.roster.register import warn_of_title


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
                prefix=who.prefix,
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
        person = self._new.get(person_id or "") or self._draft.year.person_by_id.get(
            person_id or ""
        )
        return person.full_name if person is not None else ""


def _unsure(name: str, *, several: bool) -> RowError:
    if several:
        return RowError(
            "ในทะเบียนบุคลากรมี “{name}” หลายคน จึงไม่รู้ว่าเป็นคนใด", remedy="เลือกคนหลังนำเข้า", name=name
        )
    return RowError(
        "ไม่รู้จัก “{name}” และไม่มีคำนำหน้าชื่อ", remedy="พิมพ์คำนำหน้าชื่อ หรือเลือกคนหลังนำเข้า", name=name
    )
