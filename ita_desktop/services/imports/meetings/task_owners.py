"""Resolves who has to do the tasks of minutes, and asks about names that nobody knows."""

from ita_desktop.domain.records import OwnerRole
from ita_desktop.domain.roster.matching import unit_key
from ita_desktop.domain.roster.names import is_person
from ita_desktop.exchange.cells.owners import OwnerEntry
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.edits import OwnerRef
from ita_desktop.services.imports.draft import ImportDraft
from ita_desktop.services.imports.roster.register import People, Units
from ita_desktop.services.roster.owner_names import NamedOwner, OwnerNames


class TaskOwners:
    """The owners of tasks in one import."""

    def __init__(self, draft: ImportDraft) -> None:
        self._draft = draft
        self._units, self._people = Units(draft), People(draft)
        self._names = OwnerNames(self._units.finder, self._people.find, draft.questions.meant)

    def of(self, text: str, origin: Origin) -> tuple[OwnerRef, ...]:
        """Return the owners that a task names. Words of which not all are known, and not answered
        yet, are one post."""
        if not text:
            return ()
        refs = []
        for named in self._names.read([OwnerEntry(text, OwnerRole.LEAD)]):
            ref = named.ref or self._answered(named, origin)
            if ref is None:
                return (OwnerRef(post=text),)
            refs.append(ref)
        return tuple(dict.fromkeys(refs)) or (OwnerRef(post=text),)

    def _answered(self, named: NamedOwner, origin: Origin) -> OwnerRef | None:
        text, questions = named.entry.text, self._draft.questions
        if not unit_key(text):
            return None
        if is_person(text) and not named.is_phrase:
            known = self._people.answered(questions.ask_person(text, origin))
            return OwnerRef(person_id=known) if known else None
        question = questions.ask(text, origin, cannot_be_unit=named.is_phrase)
        known = self._units.answered(question)
        return OwnerRef(unit_id=known) if known else None
