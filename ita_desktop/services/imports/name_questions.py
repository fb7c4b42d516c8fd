"""Questions about unknown names of units and people, so that a typing error creates none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from ita_desktop.domain.answers import AnswerAbout
from ita_desktop.domain.framework import Item
from ita_desktop.domain.records import Body, Person, Unit, UnitKind, new_id
from ita_desktop.domain.roster.matching import (
    UnitFinder,
    full_unit_name,
    group_of,
    is_phrase,
    kind_of_name,
    may_be_name,
    unit_key,
)
from ita_desktop.domain.roster.names import nearest, split_name
from ita_desktop.domain.text import key as text_key
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.edits import last_position

_CLOSE = 0.75
_MOST_NEAR = 3


@dataclass(frozen=True, slots=True)
class NameAnswer:
    """The answer for an unknown name: an existing unit, person, body or item, a new one, or ignore
    it."""

    unit_id: str = ""
    person_id: str = ""
    new: bool = False
    body_id: str = ""
    item: str = ""
    """The code of the item in the year's framework."""


NEW = NameAnswer(new=True)
LEFT_OUT = NameAnswer()
Answers: TypeAlias = Mapping[str, NameAnswer]
"""Answers by :attr:`NameQuestion.key`."""


def new_names(units: Iterable[str], people: Iterable[str], bodies: Iterable[str] = ()) -> Answers:
    """Return the answers that create these ``units``, however similar to existing ones, and these
    ``bodies``, and add these ``people``, named with titles, to the register."""
    keys = (*map(unit_key, units), *map(person_key, people), *map(body_key, bodies))
    return dict.fromkeys(keys, NEW)


def body_key(name: str) -> str:
    """Return the key of a question about a body."""
    return f"body:{text_key(name)}"


def item_key(code: str) -> str:
    """Return the key of a question about an item's code."""
    return f"item:{text_key(code)}"


def person_key(name: str) -> str:
    """Return the key of a question about a person, named with title."""
    return text_key(split_name(name).full)


@dataclass(frozen=True, slots=True)
class NameQuestion:
    """An unknown name, asked about once for all rows that have it."""

    name: str
    """The name as it would be stored."""
    key: str
    near: tuple[Unit, ...] | tuple[Person, ...] | tuple[Body, ...] | tuple[Item, ...]
    """The existing ones with the most similar names, the best match first."""
    kind: UnitKind | None
    """The kind of a new unit of this name; None for other names."""
    answer: NameAnswer | None
    """The present answer; None if undecided."""
    about: AnswerAbout = AnswerAbout.UNIT
    is_remembered: bool = False
    """Whether the answer is one of a former import."""
    is_phrase: bool = False
    """Whether it is no name, but words about units; nothing can be made of it."""

    @property
    def near_names(self) -> tuple[str, ...]:
        """The names of ``near``."""
        return tuple(map(shown_name, self.near))


def new_record(question: NameQuestion, year: YearData, behind: int) -> Unit | Person:
    """Return the unit or person that an answer adds, ``behind`` so many others."""
    if question.about is AnswerAbout.PERSON:
        who, position = split_name(question.name), last_position(year.people) + behind
        return Person(id=new_id(), prefix=who.title, name=who.name, position=position)
    return Unit(
        id=new_id(),
        name=question.name,
        kind=question.kind or UnitKind.SECTION,
        group_of=group_of(question.name),
        position=last_position(year.units) + behind,
    )


def shown_name(known: Unit | Person | Body | Item) -> str:
    """Return the name of an existing unit, person or body; the code and title of an item."""
    if isinstance(known, Item):
        return f"{known.code} {known.title}"
    return known.full_name if isinstance(known, Person) else known.name


@dataclass(slots=True)
class NameQuestions:
    """Collects questions. A name that implies a unit and is not similar to an existing one becomes
    a new unit by default; other names and all people need an answer."""

    finder: UnitFinder
    people: Sequence[Person] = ()
    bodies: Sequence[Body] = ()
    answers: Answers = field(default_factory=dict)
    remembered: Answers = field(default_factory=dict)
    """Answers of former imports, which hold where there is no other."""
    asked: dict[str, NameQuestion] = field(default_factory=dict)
    places: dict[str, list[Origin]] = field(default_factory=dict)
    """The rows with a name, by its key."""

    def ask(
        self,
        text: str,
        origin: Origin | None = None,
        *,
        is_unit: bool = False,
        cannot_be_unit: bool = False,
    ) -> NameQuestion:
        """Add a question about an unknown unit; ``is_unit`` if the column contains only units. A
        phrase about units is none by default."""
        key = unit_key(text)
        if key not in self.asked:
            near, kind = self.finder.nearest(text), kind_of_name(text)
            sure = may_be_name(text) and not near and (is_unit or kind is not None)
            name, kind = full_unit_name(text), kind or UnitKind.SECTION
            usual, words = NEW if sure else None, cannot_be_unit or is_phrase(text)
            self._add(NameQuestion(name, key, near, kind, usual, is_phrase=words))
        return self._noted(key, origin)

    def ask_person(self, text: str, origin: Origin | None = None) -> NameQuestion:
        """Add a question about an unknown person, named with the title."""
        name, key = split_name(text).full, person_key(text)
        if key not in self.asked:
            self._add(NameQuestion(name, key, self._near(text), None, None, AnswerAbout.PERSON))
        return self._noted(key, origin)

    def ask_body(
        self, text: str, usual: NameAnswer | None, origin: Origin | None = None
    ) -> NameQuestion:
        """Add a question about an unknown body; ``usual`` is the answer without another one."""
        key = body_key(text)
        if key not in self.asked:
            near = tuple(
                nearest(text_key(text), ((text_key(body.name), body) for body in self.bodies))
            )
            self._add(NameQuestion(text, key, near, None, usual, AnswerAbout.BODY))
        return self._noted(key, origin)

    def ask_item(self, code: str, near: tuple[Item, ...], origin: Origin) -> NameQuestion:
        """Add a question about a code that is not in the year's framework; ``near`` are items that
        it may be."""
        key = item_key(code)
        if key not in self.asked:
            self._add(NameQuestion(code, key, near, None, None, AnswerAbout.ITEM))
        return self._noted(key, origin)

    def meant(self, text: str) -> Unit | None:
        """Return the unit that an unknown name was answered with, now or formerly."""
        key = unit_key(text)
        answer = self.answers.get(key) or self.remembered.get(key, LEFT_OUT)
        return next((unit for unit in self.finder.every if unit.id == answer.unit_id), None)

    def _add(self, question: NameQuestion) -> None:
        """Add a question with its answer, if there is one now or of a former import."""
        key = question.key
        answer = self.answers.get(key, self.remembered.get(key)) or question.answer
        is_remembered = key in self.remembered and key not in self.answers
        self.asked[key] = replace(question, answer=answer, is_remembered=is_remembered)

    def _noted(self, key: str, origin: Origin | None) -> NameQuestion:
        if origin is not None:
            self.places.setdefault(key, []).append(origin)
        return self.asked[key]

    def _near(self, text: str) -> tuple[Person, ...]:
        """Return the people with the most similar names, including namesakes."""
        spelt = ((text_key(person.name), person) for person in self.people)
        return tuple(nearest(text_key(split_name(text).name), spelt, _CLOSE))[:_MOST_NEAR]
