"""Who has the workspace open, and where they are typing.

Each window says so again every few seconds, by NOTIFY; nothing of it is stored. A word is believed
about the page and the cell only: whose it is, the server knows by the process that sent it.
"""

import json
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from ita_desktop.storage.server.shared import EditedCell, PresentMember

FORGOTTEN: Final = 8.0
"""Seconds after which somebody who says nothing is no longer there."""
_LONGEST: Final = 200
"""Characters of a page's or column's name; longer ones are not of this program."""


def word(page: str, typing: EditedCell | None, *, is_new: bool = False, goes: bool = False) -> str:
    """Return what a window tells the others; a new one asks them to answer."""
    cell = list(typing) if typing is not None else None
    return json.dumps({"page": page[:_LONGEST], "typing": cell, "new": is_new, "goes": goes})


class Present:
    """The others, by the server's process of their window. Threads may share it."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._known: dict[int, tuple[PresentMember, float]] = {}
        self._guard = threading.Lock()

    def hear(self, process: int, text: str, who: tuple[str, str]) -> bool:
        """Take in a word of a window whose ``who`` is login and name; return whether it is new
        here. Words that this program cannot have said are not heard."""
        try:
            said = json.loads(text)
            page, typing, goes = str(said["page"]), _cell(said["typing"]), bool(said["goes"])
        except (ValueError, TypeError, KeyError, RecursionError):
            return False
        with self._guard:
            before = self._known.pop(process, None)
            if goes:
                return before is not None
            now = PresentMember(*who, page[:_LONGEST], typing, datetime.now().astimezone())
            self._known[process] = (now, self._clock())
            return before is None or before[0]._replace(seen=now.seen) != now

    def forget_silent(self) -> bool:
        """Forget who has been silent for long; return whether somebody was."""
        with self._guard:
            oldest = self._clock() - FORGOTTEN
            silent = [process for process, (_, heard) in self._known.items() if heard < oldest]
            for process in silent:
                del self._known[process]
            return bool(silent)

    def knows(self, process: int) -> bool:
        """Return whether a process has been heard lately."""
        with self._guard:
            return process in self._known

    def forget_all(self) -> None:
        """Forget everybody: nothing is heard without a connection."""
        with self._guard:
            self._known.clear()

    def all(self) -> tuple[PresentMember, ...]:
        """Return the others by name."""
        with self._guard:
            there = [presence for presence, _ in self._known.values()]
        return tuple(
            sorted(there, key=lambda presence: (presence.name, presence.login, presence.seen))
        )


def is_new(text: str) -> bool:
    """Return whether a word is that of a window that wants to be answered."""
    try:
        said: Any = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(said, dict) and said.get("new") is True


def _cell(plain: Any) -> EditedCell | None:
    if plain is None:
        return None
    table, key, column = plain
    return EditedCell(str(table)[:_LONGEST], str(key)[:_LONGEST], str(column)[:_LONGEST])
