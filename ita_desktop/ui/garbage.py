"""Python collects its garbage in the window's thread only.

Left alone, it collects wherever objects are made: in the midst of an export in another thread, say.
A widget among the garbage then goes in that thread, which Qt does not allow: the program may end
without a word, at once or much later.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimerEvent

EVERY: Final = 500
"""Milliseconds between two looks at how much there is to collect."""


def spare() -> None:
    """What is there now stays as a rule, and need not be looked through every time."""
    gc.freeze()


class Collector(QObject):
    """Collects as Python itself would, by its own thresholds, but between the window's events.

    One exists as long as the application, made in the thread of the window.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        spare()
        self.startTimer(EVERY)

    def timerEvent(self, _event: QTimerEvent) -> None:
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [age for age in range(len(counts)) if counts[age] > thresholds[age]]
        if due:
            gc.collect(max(due))
