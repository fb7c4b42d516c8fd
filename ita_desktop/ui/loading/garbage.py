"""Runs Python's garbage collection in the window's thread only.

By default it runs in any thread that allocates objects, for instance during an export. A widget
among the garbage would be destroyed in that thread, which Qt forbids: the program may crash,
immediately or much later.
"""

import gc
import sys
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
LIBRARY: Final = 40
"""Number of newly imported modules whose objects are no longer examined."""


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
        self._known: int | None = 0
        """Number of objects at the last full collection; None until they are counted."""
        self._grown = self._new = 0
        """Number of objects added since, and of those among them that were examined only once."""
        self._modules = len(sys.modules)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._check)
        self._timer.start()

    def _check(self) -> None:
        if self._known is None:
            # Counting takes a third of the time of collecting, so it has a turn of its own.
            self._known = tracked()
            return
        if len(sys.modules) >= self._modules + LIBRARY:
            self._spare_modules()
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [age for age in range(len(counts)) if counts[age] > thresholds[age]]
        if due:
            self._collect(counts[0], max(due))
        is_much = counts[0] * EVERY > MUCH * self._timer.interval()
        self._timer.setInterval(SOON if is_much else EVERY)

    def _spare_modules(self) -> None:
        """Excludes what imports have made, and with it all that exists now: a library is imported
        once, and has more objects than a workspace."""
        gc.collect(_MIDDLE)
        spare()
        self._modules = len(sys.modules)
        self._known = self._grown = self._new = 0

    def _collect(self, made: int, oldest: int) -> None:
        """Collects generations up to ``oldest``; ``made`` objects are new."""
        if oldest == _ALL and self._grown + made < max(SHARE * (self._known or 0), _FEW):
            oldest = _MIDDLE
        if oldest < _MIDDLE and self._new + made > MUCH:
            oldest = _MIDDLE
        found = gc.collect(oldest)
        self._grown += max(made - found, 0)
        self._new = self._new + made if oldest < _MIDDLE else 0
        if oldest == _ALL:
            self._known, self._grown = None, 0


_FEW: Final = 20_000
"""Number of new objects that do not trigger a full collection yet."""
_MIDDLE, _ALL = 1, 2
"""Generations: objects examined once, and all objects."""
