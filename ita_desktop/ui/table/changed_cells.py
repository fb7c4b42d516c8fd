"""Which cells have just changed, and by whom: one's own after-effects, and the edits of others."""

from collections.abc import Set as AbstractSet
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from ita_desktop.ui.theme.motion import duration
from ita_desktop.ui.theme.tokens import Duration

Cell = tuple[str, str]
"""A row id and a column key."""

_STEP: Final = 40
"""Interval in ms between two steps of fading."""
_AUTHORS_MAX: Final = 500
"""Greatest number of cells whose last author is known."""


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
