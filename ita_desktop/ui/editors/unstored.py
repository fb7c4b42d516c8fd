"""Keeps texts that could not be stored until their item is shown again."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject
from shiboken6 import isValid

if TYPE_CHECKING:
    from ita_desktop.ui.storing import SentEdit


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
