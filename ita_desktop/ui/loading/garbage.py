"""Python collects its garbage in the window's thread only.

Left alone, it collects wherever objects are made: in the midst of an export in another thread, say.
A widget among the garbage then goes in that thread, which Qt does not allow: the program may end
without a word, at once or much later.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY: Final = 500
"""Milliseconds between two looks at how much there is to collect."""
SOON: Final = 50
"""The same while much is made: what is new is looked through bit by bit."""
MUCH: Final = 5_000
"""New objects within :data:`EVERY` from which on they are much; to look a thousand through takes
half a millisecond."""
SHARE: Final = 0.25
"""By how much what is there has to grow until all of it is looked through, as in Python itself."""


def spare() -> None:
    """What is there now stays as a rule, and need not be looked through every time."""
    gc.freeze()


def tracked() -> int:
    """How many objects there are to look through.

    Their list is made and let go of within one call, in which no other thread runs: one that was
    making a tuple could not end it while the list held that, too (SystemError, "bad argument to
    internal function").
    """
    return next(map(len, map(gc.get_objects, (None,))))


class Collector(QObject):
    """Collects as Python itself would, by its own thresholds, but between the window's events, and
    what was made since in small parts.

    One exists as long as the application, made in the thread of the window.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        spare()
        self._known = self._grown = self._new = 0
        """Objects that were there when all were looked through last, those that have come since,
        and those of them that were looked through but once."""
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [age for age in range(len(counts)) if counts[age] > thresholds[age]]
        if due:
            self._collect(counts[0], max(due))
        is_much = counts[0] * EVERY > MUCH * self._timer.interval()
        self._timer.setInterval(SOON if is_much else EVERY)

    def _collect(self, made: int, oldest: int) -> None:
        """Looks through what is young, up to the age ``oldest``; ``made`` are new."""
        if oldest == _ALL and self._grown + made < SHARE * self._known:
            oldest = _MIDDLE
        if oldest < _MIDDLE and self._new + made > MUCH:
            oldest = _MIDDLE
        found = gc.collect(oldest)
        self._grown += max(made - found, 0)
        self._new = self._new + made if oldest < _MIDDLE else 0
        if oldest == _ALL:
            self._known, self._grown = tracked(), 0


_MIDDLE, _ALL = 1, 2
"""Ages of objects: what was looked through once, and all there is."""
