"""How long the window gives no answer while a random user works in it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from benchmarks.measure import Ratio
from benchmarks.window.table_scroll import application
from ita_desktop.ui.language import install
from tests.ui.random_user.user import at_work
from tests.ui.random_user.watch import CellRange

SEEDS = (1, 2)
ACTIONS = 1_500
ROUNDS = 3
AIM = 0.1
"""Seconds after which a person notices that a program does not answer."""
SHOWN = 5


def ratios() -> Iterator[Ratio]:
    """The actions of each user with the longest times without an answer. Each user works several
    times, and the shortest time of an action counts: what another program has held up once, it
    hardly holds up at the same action again. Beside each stands the window's own share of it: on a
    machine with other work the rest is that work's."""
    app = application()
    install(app)
    for seed in SEEDS:
        rounds = [_blocks(seed) for _ in range(ROUNDS)]
        common = set.intersection(*(set(entry) for entry in rounds))
        least = [min(entry[number] for entry in rounds) for number in common]
        longest = sorted(least, reverse=True)[:SHOWN]
        for block in longest:
            what = f"no answer, user {seed}: {block.number} {block.action}"
            busy = f"aim ({block.busy * 1000:.0f} ms of its own)"
            yield Ratio(what[:44], busy, block.seconds, AIM, 1)
        if not longest:
            yield Ratio(f"no answer, user {seed}: never long", "aim", 0, AIM, 1)


def _blocks(seed: int) -> dict[int, CellRange]:
    """The longest time without an answer by action, where it is long at all."""
    found: dict[int, CellRange] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        pytest.MonkeyPatch.context() as patch,
        at_work(Path(folder), seed, patch, look_inside=AIM) as user,
    ):
        user.acts(ACTIONS)
        for block in user.watch.blocks:
            if block.number not in found or found[block.number] < block:
                found[block.number] = block
    QApplication.processEvents()
    return found


def main() -> None:
    """Tells of each long time where the program was in the midst of it."""
    app = application()
    install(app)
    for seed in SEEDS:
        for block in sorted(_blocks(seed).values(), reverse=True)[: 4 * SHOWN]:
            print(block)


if __name__ == "__main__":
    main()
