"""Every edit of a sequence, what the program said of it, and where it is."""

from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import NamedTuple


class Word(Enum):
    """What the program said of an edit."""

    ASKED = "no answer"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Edit:
    """One edit: who made it at which machine, in which workspace, and what was said of it."""

    def __init__(self, token: str, host: str, key: str) -> None:
        self.token = token
        self.host = host
        self.key = key
        self.word = Word.ASKED
        self.is_saved = False
        self.is_told = False
        """Whether a clerk was told that a file that she opened lacks it."""
        self.destroyed_by = ""
        """The act of others that destroyed the only file that had it, while it was closed."""

    def __str__(self) -> str:
        saved = ", called saved" if self.is_saved else ""
        return f"{self.token} ({self.word.value} at {self.host}{saved})"


class Fault(NamedTuple):
    """Something that must not be, after which step."""

    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"


class FaultError(Exception):
    """Ends a sequence at its first fault."""

    def __init__(self, kind: str, text: str) -> None:
        super().__init__(kind, text)
        self.fault = Fault(kind, text)


class Ledger:
    """The edits of a sequence, whose words are counted from ``first``."""

    def __init__(self, first: int = 0) -> None:
        self._first = first
        self.edits: dict[str, Edit] = {}

    def new(self, kind: str, host: str, key: str) -> Edit:
        """Note an edit that is about to be made."""
        edit = Edit(f"t{self._first + len(self.edits):03d}{kind}", host, key)
        self.edits[edit.token] = edit
        return edit

    def saved(self, tokens: Iterable[str]) -> None:
        """Note that the window called these saved."""
        for token in tokens:
            self.edits[token].is_saved = True

    def told(self, tokens: Iterable[str]) -> None:
        """Note that a clerk knows where these are, also if the next file lacks them."""
        for token in tokens:
            self.edits[token].is_told = True

    def owed(self) -> list[Edit]:
        """Return the edits that must be somewhere."""
        return [
            edit
            for edit in self.edits.values()
            if edit.word is Word.ACCEPTED and not edit.destroyed_by
        ]

    def destroyed(self, tokens: Iterable[str], by: str) -> None:
        """Note that others destroyed the last file with these edits."""
        for token in tokens:
            if token in self.edits:
                self.edits[token].destroyed_by = by

    def unknown_at(self, host: str, key: str, shown: Iterable[str]) -> list[Edit]:
        """Return the edits of a clerk that a workspace lacks without her having been told."""
        has = set(shown)
        return [
            edit
            for edit in self.edits.values()
            if (edit.host, edit.key, edit.word) == (host, key, Word.ACCEPTED)
            and edit.token not in has
            and not edit.is_told
        ]


class Told(NamedTuple):
    """What an opening told: a notice, and findings by kind with the file that they name."""

    notice: str
    findings: list[tuple[str, Path]]
