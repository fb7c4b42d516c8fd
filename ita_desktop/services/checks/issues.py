"""What a check finds: one thing to look at, and how much it matters."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class CheckIssue:
    """One thing to look at; ``where`` names an item, measure, place or file."""

    severity: Severity
    code: str
    where: str
    message: str
    fix: str = ""

    def as_json(self) -> dict[str, Any]:
        """The finding in the shape that the command line promises."""
        return {
            "severity": self.severity.value,
            "code": self.code,
            "where": self.where,
            "message_th": str(self.message),
            "fix_th": str(self.fix),
        }
