"""Tells a field whether its text could be stored, so that its editor keeps a rejected text; and
which edits are under way to a server with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from PySide6.QtCore import QObject, Signal

from ita_desktop.storage.edits.changes import Changed, RowChange

_EVERYTHING: Final = ""
"""In place of a column: of a row that was added or deleted."""


class SentEdit(QObject):
    """An edit that is under way. Who shows its values follows how it ends: stored (``why`` is
    empty), or refused, and later given up: sent again, written over, or thrown away."""

    answered = Signal(str)
    """The answer has come: why it could not be stored, empty if it was."""
    given_up = Signal()
    """It was refused, and what was typed is needed no longer."""

    def __init__(self, changed: Changed, parent: QObject) -> None:
        super().__init__(parent)
        self.changed = changed
        self.number = changed.work
        self.label = changed.label
        self.rows: tuple[RowChange, ...] = changed.rows
        self.why = ""
        """Why it could not be stored; empty while that is not so."""

    def give_up(self) -> None:
        """Throws away what was refused."""
        self.given_up.emit()

    @property
    def places(self) -> frozenset[tuple[str, str, str]]:
        """The values that it writes: table, key, column."""
        return frozenset(
            (row.table, row.key, column)
            for row in self.rows
            for column in _columns(row)
            if column != "row_version"
        )


def _columns(row: RowChange) -> tuple[str, ...]:
    if row.old is None or row.new is None:
        return (_EVERYTHING,)
    return tuple(row.new)


_MESSAGES: Final[ContextVar[list[str] | None]] = ContextVar("messages", default=None)
"""The reasons reported for the text being stored."""
_SENT: Final[ContextVar[tuple[list[SentEdit], ...]]] = ContextVar("sent", default=())
"""The edits that were sent with the text being stored, for each who wants to know."""


@contextmanager
def storing() -> Iterator[list[str]]:
    """Yields a list around a field's signal, which contains a sentence if the text was rejected."""
    messages: list[str] = []
    before = _MESSAGES.set(messages)
    try:
        yield messages
    finally:
        _MESSAGES.reset(before)


def refused(why: str) -> None:
    """Reports that the text being stored, if any, was rejected."""
    messages = _MESSAGES.get()
    if messages is not None:
        messages.append(why)


@contextmanager
def sending() -> Iterator[list[SentEdit]]:
    """Yields a list around the storing of a value, which contains the edits that are under way to a
    server with it: they may be refused later."""
    edits: list[SentEdit] = []
    before = _SENT.get()
    _SENT.set((*before, edits))
    try:
        yield edits
    finally:
        _SENT.set(before)


def sent(edit: SentEdit) -> None:
    """Reports that the value being stored, if any, is under way."""
    for edits in _SENT.get():
        edits.append(edit)
