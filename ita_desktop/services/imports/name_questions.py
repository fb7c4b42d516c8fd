"""Names of units and people that nobody knows: asked about, and never made by a slip of the pen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from ita_desktop.domain.records import Person, Unit, UnitKind
from ita_desktop.domain.roster.matching import UnitFinder, full_unit_name, kind_of_name, unit_key
from ita_desktop.domain.roster.names import split_name
from ita_desktop.domain.text import key as text_key
from ita_desktop.exchange.sheets import Origin

_CLOSE = 0.75
_MOST_NEAR = 3


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """What an unknown name is: a known unit or person, a new one, or nothing to be taken in."""

    unit_id: str = ""
    person_id: str = ""
    new: bool = False


NEW = UnitAnswer(new=True)
LEFT_OUT = UnitAnswer()
Answers: TypeAlias = Mapping[str, UnitAnswer]
"""Answers by the key of the name (:attr:`NameQuestion.key`)."""


def new_names(units: Iterable[str], people: Iterable[str]) -> Answers:
    """The answers that these names of ``units`` are new, however near they are to known ones, and
    that these ``people``, named with titles, are to be put into the register."""
    keys = (*map(unit_key, units), *(text_key(split_name(person).full) for person in people))
    return dict.fromkeys(keys, NEW)


@dataclass(frozen=True, slots=True)
class NameQuestion:
    """An unknown name, asked about once for all the rows that have it."""

    name: str
    """The name as it would be kept."""
    key: str
    near: tuple[Unit, ...] | tuple[Person, ...]
    """The known units, or people, with the likeliest names first."""
    kind: UnitKind | None
    """What a new unit of this name is; None where it is a person's name."""
    answer: UnitAnswer | None
    """What it is taken for; None while it is not decided."""

    @property
    def near_names(self) -> tuple[str, ...]:
        """The names of those that are near."""
        return tuple(
            person.full_name if isinstance(person, Person) else person.name for person in self.near
        )


@dataclass(slots=True)
class NameQuestions:
    """Collects what is to be asked. A name that is near no known one and says that it is a unit's
    is taken for a new unit unless another answer is given; any other waits for its answer, and so
    does every person: whose name goes into the register is said by somebody."""

    finder: UnitFinder
    people: Sequence[Person] = ()
    answers: Answers = field(default_factory=dict)
    asked: dict[str, NameQuestion] = field(default_factory=dict)
    places: dict[str, list[Origin]] = field(default_factory=dict)
    """The rows that have a name, by its key."""

    def ask(
        self, text: str, origin: Origin | None = None, *, is_unit: bool = False
    ) -> NameQuestion:
        """The question about an unknown unit; ``is_unit`` where its column holds units alone."""
        key = unit_key(text)
        if key not in self.asked:
            near = self.finder.nearest(text)
            kind = kind_of_name(text)
            sure = not near and (is_unit or kind is not None)
            answer = self.answers.get(key, NEW if sure else None)
            self.asked[key] = NameQuestion(
                full_unit_name(text), key, near, kind or UnitKind.SECTION, answer
            )
        return self._noted(key, origin)

    def ask_person(self, text: str, origin: Origin | None = None) -> NameQuestion:
        """The question about an unknown person, named with the title."""
        name = split_name(text).full
        key = text_key(name)
        if key not in self.asked:
            near = self._near(text)
            self.asked[key] = NameQuestion(name, key, near, None, self.answers.get(key))
        return self._noted(key, origin)

    def _noted(self, key: str, origin: Origin | None) -> NameQuestion:
        if origin is not None:
            self.places.setdefault(key, []).append(origin)
        return self.asked[key]

    def _near(self, text: str) -> tuple[Person, ...]:
        """The people whose names look most like a name, namesakes among them."""
        from difflib import SequenceMatcher

        matcher = SequenceMatcher(b=text_key(split_name(text).name), autojunk=False)
        alike = []
        for person in self.people:
            matcher.set_seq1(text_key(person.name))
            if matcher.quick_ratio() >= _CLOSE and (ratio := matcher.ratio()) >= _CLOSE:
                alike.append((ratio, person))
        alike.sort(key=lambda found: -found[0])
        return tuple(one for _, one in alike[:_MOST_NEAR])
