"""An issue found by a check, its severity, and the words around what a rule found.

What a rule about content looks at: a year, the year before, and all texts with their places; and
what is made of what it finds.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, wraps
from typing import Any, Final, NamedTuple

from ita_desktop.documents.wordings.values import of_meeting as values_of
from ita_desktop.domain.documents import fill
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.meetings import AgendaItem
from ita_desktop.domain.records import Measure
from ita_desktop.domain.rich import plain
from ita_desktop.domain.text import one_line, to_arabic
from ita_desktop.domain.year import YearData
from ita_desktop.services.places import Place
from ita_desktop.services.texts import Recorded, RecordText, year_texts
from ita_desktop.typography.words import around


class Severity(StrEnum):
    """The severity of an issue."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


SEVERITY_WORDS: Final = {
    Severity.ERROR: Phrase("ต้องแก้"),
    Severity.WARNING: Phrase("ควรแก้"),
    Severity.INFO: Phrase("ควรดู"),
}


@dataclass(frozen=True, slots=True)
class CheckIssue:
    """One issue; ``where`` names an item, measure, place or file."""

    severity: Severity
    code: str
    where: str
    message: str
    fix: str = ""
    units: tuple[str, ...] = ()
    """The units that are missing, of what several do, each by itself."""
    place: Place | None = None
    """Where it is mended in the window; None: by what ``fix`` says alone."""
    number: int | None = None
    """The number of the edit that it is about, which can be taken back alone."""

    def as_json(self) -> dict[str, Any]:
        """Return the issue in the JSON format of the command line."""
        return {
            "severity": self.severity.value,
            "code": self.code,
            "where": self.where,
            "message_th": str(self.message),
            "fix_th": str(self.fix),
            **({"units": list(self.units)} if self.units else {}),
            **({"withdraw": self.number} if self.number is not None else {}),
        }


_AROUND = 24
"""Letters on each side."""


def excerpt(text: str, span: tuple[int, int]) -> str:
    """Return the words of a text at ``span`` with some around them, in one line; ``…`` where it
    goes on."""
    first, last = around(text, *span, _AROUND)
    before, after = "…" if first else "", "…" if last < len(text) else ""
    return f"{before}{one_line(text[first:last])}{after}"


def first_letters(text: str) -> str:
    """Return the beginning of a text, in one line."""
    return excerpt(text, (0, _AROUND))


class YearText(NamedTuple):
    """A text of the year's records as the clerk typed it, without marks and with Arabic digits."""

    where: Phrase
    """The record, as the window calls it."""
    text: str
    place: Place
    plans: bool
    """Whether it is about the work of this year; else it may be about the result of the last."""
    of_measure: bool = False
    """Whether it is of a measure, but not its schedule, whose days are checked apart."""


class CheckedYear:
    """A year as a rule sees it on the day ``today``; ``before`` is the year whose result it
    answers, None if the file has none."""

    def __init__(
        self,
        data: YearData,
        before: YearData | None,
        today: date,
        media: Callable[[str], bytes | None] = lambda _key: None,
    ) -> None:
        self.data, self.before, self.today, self.media = data, before, today, media
        self._values: dict[str, Mapping[str, str]] = {}

    @cached_property
    def texts(self) -> tuple[YearText, ...]:
        """All texts of the year, without empty ones."""
        return tuple(text for text in map(self._seen, year_texts(self.data)) if text.text.strip())

    def _seen(self, typed: RecordText) -> YearText:
        text = typed.text
        if isinstance(typed.record, AgendaItem):
            text = fill(text, self._values_of(typed.record.meeting_id))
        of_measure = isinstance(typed.record, Measure) and typed.column != "schedule"
        return YearText(typed.where, to_arabic(plain(text)), typed.place, typed.plans, of_measure)

    def _values_of(self, meeting_id: str) -> Mapping[str, str]:
        meeting = self.data.meeting_by_id[meeting_id]
        if meeting_id not in self._values:
            self._values[meeting_id] = values_of(self.data, meeting)
        return self._values[meeting_id]


Found = tuple[Recorded | YearText, Phrase]
"""A record or text, and what is wrong with it."""
Rule = Callable[[CheckedYear], Iterator[CheckIssue]]


def rule(
    code: str, remedy: str, severity: Severity = Severity.WARNING
) -> Callable[[Callable[[CheckedYear], Iterator[Found]]], Rule]:
    """Make a rule of a function that yields what is wrong in a year, and where; all that it finds
    is as grave, and mended in the same way."""

    def made(find: Callable[[CheckedYear], Iterator[Found]]) -> Rule:
        @wraps(find)
        def issues(subject: CheckedYear) -> Iterator[CheckIssue]:
            for at, message in find(subject):
                fix = Phrase(remedy)
                yield CheckIssue(severity, code, at.where, message, fix, place=at.place)

        return issues

    return made
