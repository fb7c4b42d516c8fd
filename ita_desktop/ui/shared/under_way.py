"""The edits of this window that a server has not answered yet, and those that it has refused."""

from collections.abc import Callable, Iterable
from copy import copy
from functools import partial

from PySide6.QtCore import QObject, Signal

from ita_desktop.domain.errors import ItaError
from ita_desktop.i18n import sentence
from ita_desktop.storage.edits.changes import Changed
from ita_desktop.ui.storing import SentEdit, sent


class UnderWay(QObject):
    """Follows the edits of a session; without a server there are none."""

    moved = Signal()
    """An edit was sent, answered, or given up."""
    forgotten = Signal(int)
    """The number of a refused edit that was given up."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._edits: dict[int, SentEdit] = {}

    @property
    def refused(self) -> tuple[SentEdit, ...]:
        """The refused edits that were not given up, oldest first."""
        return tuple(edit for edit in self._edits.values() if edit.why)

    def left(self) -> tuple[Changed, ...]:
        """Returns what another window on the same workspace has to know."""
        return tuple(edit.changed for edit in self._edits.values())

    def take(self, left: Iterable[Changed]) -> None:
        """Goes on with what a window before has :meth:`left`."""
        edits = tuple(left)
        for changed in edits:
            self.begin(changed)
        for changed in edits:  # two may write the same value, one after the other
            if changed.refusal is not None:
                self.end(changed.work, changed.refusal)

    def begin(self, changed: Changed) -> None:
        """Follows an edit that was just sent. Refused ones whose values it writes are given up."""
        edit = self._edits[changed.work] = SentEdit(changed, self)
        edit.given_up.connect(partial(self._forget, edit))
        for former in self.refused:
            if former.places & edit.places:
                former.give_up()
        sent(edit)
        self.moved.emit()

    def end(self, number: int, error: ItaError | None) -> None:
        """Takes in the answer to an edit."""
        edit = self._edits.get(number)
        if edit is None:
            return
        if error is None:
            del self._edits[number]
            edit.answered.emit("")
            edit.deleteLater()
        else:
            shown = copy(error)
            shown.where = ""  # that of the only server
            edit.changed = edit.changed._replace(refusal=error)
            edit.why = sentence(shown)
            edit.answered.emit(edit.why)
        self.moved.emit()

    def give_up(self) -> None:
        """Throws away what was refused."""
        for edit in self.refused:
            edit.give_up()

    def send_again(self, send: Callable[[SentEdit], bool]) -> None:
        """Calls ``send`` for each refused edit; those that it could send are given up."""
        for edit in self.refused:
            if send(edit) and edit.number in self._edits:
                edit.give_up()

    def _forget(self, edit: SentEdit) -> None:
        if self._edits.pop(edit.number, None) is not None:
            edit.deleteLater()
            self.forgotten.emit(edit.number)
            self.moved.emit()
