"""Names of units that nobody knows: asked about, and never made by a slip of the pen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from ita_desktop.domain.matching import UnitFinder, full_unit_name, kind_of_name, unit_key
from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.exchange.sheets import Origin


@dataclass(frozen=True, slots=True)
class Answer:
    """What an unknown name is: a known unit, a new one, or nothing to be taken in."""

    unit_id: str = ""
    new: bool = False


NEW_UNIT = Answer(new=True)
LEFT_OUT = Answer()
Answers: TypeAlias = Mapping[str, Answer]
"""Answers by the key of the name (:func:`~ita_desktop.domain.matching.unit_key`)."""


@dataclass(frozen=True, slots=True)
class UnitQuestion:
    """An unknown name, asked about once for all the rows that have it."""

    name: str
    """The name as it would be kept."""
    key: str
    near: tuple[Unit, ...]
    """The known units with the likeliest names first."""
    kind: UnitKind
    """What a new unit of this name is."""
    answer: Answer | None
    """What it is taken for; None while it is not decided."""


@dataclass(slots=True)
class UnitQuestions:
    """Collects what is to be asked. A name that is near no known one and says that it is a unit's
    is taken for a new unit unless another answer is given; any other waits for its answer."""

    finder: UnitFinder
    answers: Answers = field(default_factory=dict)
    asked: dict[str, UnitQuestion] = field(default_factory=dict)
    places: dict[str, list[Origin]] = field(default_factory=dict)
    """The rows that have a name, by its key."""

    def ask(
        self, text: str, origin: Origin | None = None, *, is_unit: bool = False
    ) -> UnitQuestion:
        """The question about an unknown name; ``is_unit`` where its column holds units alone."""
        key = unit_key(text)
        if key not in self.asked:
            near = self.finder.nearest(text)
            kind = kind_of_name(text)
            sure = not near and (is_unit or kind is not None)
            answer = self.answers.get(key, NEW_UNIT if sure else None)
            self.asked[key] = UnitQuestion(
                full_unit_name(text), key, near, kind or UnitKind.SECTION, answer
            )
        if origin is not None:
            self.places.setdefault(key, []).append(origin)
        return self.asked[key]
