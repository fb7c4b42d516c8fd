"""Failures that a clerk can understand and mend.

Every failure that can reach a user is an :class:`ItaError`: a Thai sentence that says what
happened, where, and what to do. The sentence is kept as a template with fields, so that the
edges (window, command line) can show it in another language.
"""

from collections.abc import Callable, Mapping
from typing import ClassVar


class Phrase(str):
    """A Thai phrase of the program's own among an error's fields: it is translated, too."""

    __slots__ = ()


class ItaError(Exception):
    """A failure told in one sentence: what happened, where, what to do.

    ``template`` and ``remedy`` are Thai texts with ``{name}`` fields; ``fields`` fills both.
    ``where`` names the place (file, sheet, row, column), in the user's words.
    """

    exit_code: ClassVar[int] = 2

    def __init__(
        self, template: str, *, where: str = "", remedy: str = "", **fields: object
    ) -> None:
        self.template = template
        self.where = where
        self.remedy = remedy
        self.fields: Mapping[str, object] = fields
        super().__init__(self.sentence())

    def sentence(self, translate: Callable[[str], str] | None = None) -> str:
        """The whole sentence; ``translate`` turns a Thai template into another language."""
        say = translate or _keep
        fields = {
            name: say(value) if isinstance(value, Phrase) else value
            for name, value in self.fields.items()
        }
        parts = [self.where] if self.where else []
        parts.append(say(self.template).format_map(fields))
        text = ": ".join(parts)
        if self.remedy:
            text = f"{text} · {say(self.remedy).format_map(fields)}"
        return text


def _keep(template: str) -> str:
    return template


class InputError(ItaError):
    """Something given to the program cannot be read or is not valid (exit code 2)."""


class WorkspaceError(ItaError):
    """The workspace is locked, newer, damaged, foreign or read-only (exit code 3)."""

    exit_code = 3


class ConflictError(ItaError):
    """A row changed since it was read: nothing was written (exit code 3)."""

    exit_code = 3
