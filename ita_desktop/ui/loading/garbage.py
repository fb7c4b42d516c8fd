"""Runs Python's garbage collection in the window's thread only.

By default it runs in any thread that allocates objects, for instance during an export. A widget
among the garbage would be destroyed in that thread, which Qt forbids: the program may crash,
immediately or much later.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY: Final = 500
"""Interval between checks, in ms."""
SOON: Final = 50
"""Interval while many objects are created: new ones are collected in small steps."""
MUCH: Final = 5_000
"""Number of new objects per :data:`EVERY` that counts as many; examining 1,000 takes 0.5 ms."""
SHARE: Final = 0.25
"""Relative growth of the old generation that triggers a full collection, as in CPython."""


def spare() -> None:
    """Excludes the current objects from collection, because most of them stay."""
    gc.freeze()


def tracked() -> int:
    """Returns the number of objects tracked by the collector.

    Their list is created and released in a single call, during which no other thread runs: a thread
    that is building a tuple would fail with SystemError ("bad argument to internal function") while
    the list refers to it.
    """
    return next(map(len, map(gc.get_objects, (None,))))


class Collector(QObject):
    """Collects by CPython's thresholds, but between the window's events, and new objects in small
    steps.

    There is one instance, created in the window's thread and living as long as the application.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        spare()
        self._known = self._grown = self._new = 0
        """Number of objects at the last full collection, of those added since, and of those among
        them that were examined only once."""
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._check)
        self._timer.start()

    def _check(self) -> None:
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [age for age in range(len(counts)) if counts[age] > thresholds[age]]
        if due:
            self._collect(counts[0], max(due))
        is_much = counts[0] * EVERY > MUCH * self._timer.interval()
        self._timer.setInterval(SOON if is_much else EVERY)

    def _collect(self, made: int, oldest: int) -> None:
        """Collects generations up to ``oldest``; ``made`` objects are new."""
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
"""Generations: objects examined once, and all objects."""
