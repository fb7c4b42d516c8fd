"""The cells whose values are under way to a server, and those that it has refused.

Which cells have just changed, and by whom: one's own after-effects, and the edits of others.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from ita_desktop.ui.table.column import Row
from ita_desktop.ui.theme.theme import duration
from ita_desktop.ui.theme.tokens import Duration

if TYPE_CHECKING:
    from ita_desktop.ui.storing import SentEdit

Cell = tuple[str, str]
"""A row id and a column key."""

SHOWN_AFTER: Final = 300
"""Milliseconds after which it is shown that a value is under way: most are answered by then."""
_STEP: Final = 40
"""Interval in ms between two steps of fading."""
_AUTHORS_MAX: Final = 500
"""Greatest number of cells whose last author is known."""


class RowPair(NamedTuple):
    """A row as it was, and as it is with the value that was sent."""

    before: Row
    row: Row


@dataclass(frozen=True, slots=True)
class KeptValue:
    """A value that could not be stored: the row as it was, as it would be, and why."""

    before: Row
    row: Row
    why: str
    edit: "SentEdit"


class SentCells(QObject):
    """Follows the edits of a table until each was stored, or was refused and given up."""

    moved = Signal()
    """Cells were sent, answered, or given up."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._sent: dict[Cell, tuple[SentEdit, float]] = {}
        self.kept: dict[Cell, KeptValue] = {}
        """The refused values, which cells go on showing."""
        self._later = QTimer(self, singleShot=True, interval=SHOWN_AFTER)
        self._later.timeout.connect(self.moved)

    @property
    def is_empty(self) -> bool:
        """Whether all is stored."""
        return not self._sent and not self.kept

    def is_sending(self, row_id: str, key: str) -> bool:
        """Returns whether a value has been under way for a while."""
        sent = self._sent.get((row_id, key))
        return sent is not None and (monotonic() - sent[1]) * 1000 >= SHOWN_AFTER

    def rows(self) -> frozenset[str]:
        """Returns the rows with values that are under way or refused."""
        return frozenset(row_id for row_id, _ in (*self._sent, *self.kept))

    def follow(self, edit: "SentEdit", cells: Mapping[Cell, RowPair]) -> None:
        """Follows an edit that was just sent with the values of ``cells``."""
        for cell in cells:
            self._sent[cell] = edit, monotonic()
            self.kept.pop(cell, None)
        edit.answered.connect(partial(self._end, edit, dict(cells)))
        edit.given_up.connect(partial(self._give_up, edit))
        self._later.start()
        self.moved.emit()

    def give_up(self, cell: Cell) -> None:
        """Shows the stored value of a cell again; with the last one its edit is over."""
        kept = self.kept.pop(cell, None)
        if kept is None:
            return
        if not any(other.edit is kept.edit for other in self.kept.values()):
            kept.edit.give_up()
        self.moved.emit()

    def _end(self, edit: "SentEdit", cells: Mapping[Cell, RowPair], why: str) -> None:
        if not isValid(self):
            return
        for cell, (before, row) in cells.items():
            sent = self._sent.get(cell)
            if sent is None or sent[0] is not edit:
                continue  # something else was typed there since
            del self._sent[cell]
            if why:
                self.kept[cell] = KeptValue(before, row, why, edit)
        self.moved.emit()

    def _give_up(self, edit: "SentEdit") -> None:
        if isValid(self):
            self.kept = {cell: kept for cell, kept in self.kept.items() if kept.edit is not edit}
            self.moved.emit()


class ChangedCells(QObject):
    """Cells that are marked for a moment. Those changed by others carry their names, stay longer,
    and fade, unless motion is reduced."""

    marked = Signal()
    """Cells became marked, paler, or ceased to be."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.cells: frozenset[Cell] = frozenset()
        """All marked cells."""
        self.authors: dict[Cell, str] = {}
        """Who has changed those that others have."""
        self.strength = 1.0
        """How strong the marks of others are, from 1 to 0."""
        self._last: dict[Cell, str] = {}
        self._own_over = QTimer(self, singleShot=True, interval=Duration.CHANGED)
        self._own_over.timeout.connect(self._end_own)
        self._fading = QTimer(self, singleShot=True)
        self._fading.timeout.connect(self._fade)

    def mark(self, cells: AbstractSet[Cell], who: str) -> None:
        """Marks cells, changed by ``who`` (empty: by one's own edit)."""
        self.cells |= cells
        if who:
            self._note(cells, who)
            self.strength = 1.0
            self._fading.start(Duration.CHANGED_BY_OTHERS)
        else:
            self._own_over.start()
        self.marked.emit()

    def hold(self) -> None:
        """Keeps the marks of others until :meth:`forget`, for a picture."""
        self._fading.stop()

    def last_author(self, row_id: str, key: str) -> str:
        """Returns who else has changed a cell last; empty if nobody is known."""
        return self._last.get((row_id, key), "")

    def forget(self) -> None:
        """Forgets who has changed what, because other rows are shown."""
        self._last.clear()
        self.cells -= self.authors.keys()
        self.authors = {}

    def _note(self, cells: AbstractSet[Cell], who: str) -> None:
        self.authors |= dict.fromkeys(cells, who)
        self._last |= dict.fromkeys(cells, who)
        for cell in list(self._last)[:-_AUTHORS_MAX]:
            del self._last[cell]

    def _end_own(self) -> None:
        self.cells = frozenset(self.authors)
        self.marked.emit()

    def _fade(self) -> None:
        takes = duration(Duration.FADE)
        self.strength = max(self.strength - _STEP / takes, 0.0) if takes else 0.0
        if self.strength:
            self._fading.start(_STEP)
        else:
            self.cells -= self.authors.keys()
            self.authors = {}
        self.marked.emit()
