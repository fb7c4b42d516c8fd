"""Tells a field whether its text could be stored, so that its editor keeps a rejected text, and
which edits are under way to a server with it. What could not be stored is kept until its item is
shown again.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ita_desktop.storage.edits.changes import Changed, RowChange

if TYPE_CHECKING:
    pass


_EVERYTHING: Final = ""
"""In place of a column: of a row that was added or deleted."""
_MESSAGES: Final[ContextVar[list[str] | None]] = ContextVar("messages", default=None)
"""The reasons reported for the text being stored."""


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


class RefusedText(NamedTuple):
    """A text that a server has refused: the one that it was typed over, and why."""

    text: str
    before: str
    why: str
    edit: "SentEdit"


class UnstoredTexts:
    """The unstored texts of a field by item."""

    def __init__(self, field: QObject | None = None, show: Callable[[], object] = int) -> None:
        """Of a ``field`` that shows refused texts ``show`` is called where a text of the current
        item was refused, or is no longer."""
        self._field = field
        self._show = show
        self.thing = ""
        """The id of the current item."""
        self._texts: dict[str, str] = {}
        self._refused: dict[str, RefusedText] = {}

    def keep(self, thing: str, text: str) -> None:
        """Keeps ``text`` of ``thing``, replacing an earlier one."""
        self._texts[thing] = text

    def has(self, thing: str) -> bool:
        """Returns whether a text of ``thing`` is kept."""
        return thing in self._texts

    def take(self) -> str | None:
        """Returns and removes the text of the current item, for further editing."""
        return self._texts.pop(self.thing, None)

    @property
    def refused(self) -> RefusedText | None:
        """The refused text of the current item."""
        return self._refused.get(self.thing)

    def follow(self, sent: Sequence["SentEdit"], thing: str, text: str, before: str) -> None:
        """Follows the edit that stores ``text`` of ``thing`` in place of ``before``. Without one,
        what was refused of it is given up."""
        if not sent:
            self.give_up(thing)
            return
        edit = sent[-1]
        edit.answered.connect(partial(self._end, edit, thing, text, before))
        edit.given_up.connect(partial(self._drop, edit))

    def give_up(self, thing: str) -> None:
        """Gives up what was refused of a thing."""
        refused = self._refused.get(thing)
        if refused is not None:
            refused.edit.give_up()

    def _end(self, edit: "SentEdit", thing: str, text: str, before: str, why: str) -> None:
        if why and self._field is not None and isValid(self._field):
            self._refused[thing] = RefusedText(text, before, why, edit)
            self._show()

    def _drop(self, edit: "SentEdit") -> None:
        if self._field is not None and isValid(self._field):
            self._refused = {
                thing: refused
                for thing, refused in self._refused.items()
                if refused.edit is not edit
            }
            self._show()
