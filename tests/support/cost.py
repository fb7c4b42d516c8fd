"""What work costs, counted so that it is the same on every machine; and what it may cost in CI."""

import cProfile
import os
from collections.abc import Callable
from typing import Final

IN_CI: Final = bool(os.environ.get("CI"))


def examples(count: int) -> int:
    """On how many examples a property is tried instead of ``count``: in CI, which has to end in
    time, on a fifth. They are the same ones every time, so that the others seldom tell more."""
    return -(-count // 5) if IN_CI else count


def calls(work: Callable[[], object]) -> int:
    """How many functions some work calls in this thread."""
    counter = cProfile.Profile()
    counter.runcall(work)
    return sum(entry.callcount for entry in counter.getstats())


def growth(work: Callable[[int], Callable[[], object]], few: int, many: int) -> float:
    """How much more a row costs among ``many`` than among ``few``: 1 where the cost grows in line
    with the rows. ``work`` makes ready, and gives what is counted."""
    return (calls(work(many)) / many) / (calls(work(few)) / few)
