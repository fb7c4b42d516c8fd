"""An issue found by a check, its severity, and the words around what a rule found."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.text import one_line
from ita_desktop.services.places import Place
from ita_desktop.typography.clusters import may_cut


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
    goes on. No mark is parted from its letter, where it would stand on the ``…``."""
    first, last = max(span[0] - _AROUND, 0), min(span[1] + _AROUND, len(text))
    while not may_cut(text, first):
        first -= 1
    while not may_cut(text, last):
        last += 1
    before, after = "…" if first else "", "…" if last < len(text) else ""
    return f"{before}{one_line(text[first:last])}{after}"


def first_letters(text: str) -> str:
    """Return the beginning of a text, in one line."""
    return excerpt(text, (0, _AROUND))
