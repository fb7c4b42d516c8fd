"""Faults of a framework: with the line of its file, or with the place in a year's framework."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ita_desktop.domain.errors import InputError


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it is, what is wrong (Thai template with fields), what to do."""

    file: str
    line: int
    """Counted from 1; 0 when the fault is the whole file's."""
    key: str
    """The path of keys, with codes where a list's rows have them: ``items[O12].title_th``."""
    template: str
    remedy: str
    fields: Mapping[str, object] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """``2567.yaml:120 items[O12].title_th``."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place} {self.key}" if self.key else place

    def sentence(self, translate: Callable[[str], str] | None = None) -> str:
        """The whole sentence, as :meth:`ItaError.sentence` has it."""
        return FrameworkFileError([self]).sentence(translate)


class FrameworkFileError(InputError):
    """A framework file has faults; the sentence tells the first, ``problems`` has them all."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        super().__init__(first.template, where=first.where, remedy=first.remedy, **first.fields)


class Faults:
    """Collects the problems of one file while it is read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def add(self, line: int, key: str, template: str, remedy: str, **fields: object) -> None:
        self.problems.append(Problem(self.file, line, key, template, remedy, fields))

    def raise_if_any(self) -> None:
        """Raise :class:`FrameworkFileError` when something was found, in the order of lines."""
        if self.problems:
            raise FrameworkFileError(sorted(self.problems, key=lambda problem: problem.line))


class Spot(NamedTuple):
    """Where in a framework a fault is: the list as a file names it, and the place in that list.

    Requirements are counted through all items. No section is the framework as a whole.
    """

    section: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """One disagreement: the place's ``code``, and ``key``, the heading that a file has there."""

    spot: Spot
    code: str
    key: str
    template: str
    remedy: str
    fields: Mapping[str, object]
    hard: bool
    """Whether the framework cannot be worked with: a code that is taken, an item without a place.
    What is not hard (weights that do not sum) leaves scores, though perhaps not the official ones.
    """

    def error(self) -> InputError:
        """The fault as a refusal; its place is the code."""
        return InputError(self.template, where=self.code, remedy=self.remedy, **self.fields)

    def sentence(self, translate: Callable[[str], str] | None = None) -> str:
        """The whole sentence, as :meth:`ItaError.sentence` has it."""
        return self.error().sentence(translate)


class FaultCollector:
    """Collects the faults of a framework, in the order of a file."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    def hard(
        self, spot: Spot, code: str, key: str, template: str, remedy: str, **fields: object
    ) -> None:
        fields = {"code": code, **fields}
        self.found.append(Fault(spot, code, key, template, remedy, fields, hard=True))

    def soft(
        self, spot: Spot, code: str, key: str, template: str, remedy: str, **fields: object
    ) -> None:
        fields = {"code": code, **fields}
        self.found.append(Fault(spot, code, key, template, remedy, fields, hard=False))
