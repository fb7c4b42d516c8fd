"""A day as a list of steps, drawn from a seed: what the clerks do, and what befalls their files."""

import random
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from tests.storage.days.world import COPIES

HOW: Final = ("rename", "rename", "write", "aside", "alike")
CLOCKS: Final = (-400 * 86400, -86400, -3600, -90, 0, 3600)
"""Seconds by which a clock is wrong."""


class Step(NamedTuple):
    """One thing that happens."""

    name: str
    arguments: tuple[Any, ...] = ()

    def __str__(self) -> str:
        return f"{self.name}({', '.join(map(repr, self.arguments))})"


class Kind(NamedTuple):
    """A kind of step: how often it is drawn, and the choices for each of its arguments."""

    weight: int
    choices: tuple[Sequence[Any], ...] = ()


WHO: Final = ("A", "A", "A", "A", "B")
CLERK: Final = {
    "opens": Kind(8, (WHO,)),
    "edits": Kind(36, (WHO, (1, 1, 2), ("n", "n", "f"))),
    "saves": Kind(24, (WHO,)),
    "rests": Kind(2, (WHO,)),
    "closes": Kind(14, (WHO,)),
    "killed": Kind(4, (WHO,)),
    "killed_saving": Kind(3, (WHO, (0, 2, 5, 10, 20, 30, 40, 60))),
    "killed_editing": Kind(2, (WHO, (0, 1, 2, 4, 8, 12))),
    "copied_while_saving": Kind(3, (WHO, (4, 16, 64))),
    "puts_back": Kind(2, (WHO,)),
    "copies_and_closes": Kind(2, (WHO,)),
    "backs_up": Kind(1, (WHO,)),
    "catches_up": Kind(2, (("B",),)),
    "shelves": Kind(5),
}
"""What clerks do, and people who keep copies."""
WORLD: Final = {
    "replaced": Kind(8, ((0, 0, 1, 2, -1), HOW)),
    "parted": Kind(5, ((0, 1, -1), HOW)),
    "parted_while_saving": Kind(4, ((0, 1, -1), HOW, (0, 50, 150), (0, 60, 120, 180))),
    "foreign": Kind(2, (HOW,)),
    "deleted": Kind(4, (("file", "folder", "bin"),)),
    "brought_back": Kind(4),
    "renamed": Kind(3, ((1, 2, 3),)),
    "moved": Kind(3, ((True, False),)),
    "read_only": Kind(6, (("file", "folder", "nothing", "nothing"),)),
    "unmounted": Kind(4),
    "mounted": Kind(5, (("E", "E", "F"),)),
    "other_letter": Kind(2),
    "filled": Kind(4, (("stick", "stick", "stick", "home"), (0, 100, 700, 1400))),
    "freed": Kind(4),
    "conflict_copy": Kind(4, (COPIES, (-1, 0, 1, 2))),
    "lock_came": Kind(1),
    "lock_gone": Kind(3),
    "opens_there": Kind(4),
    "synced": Kind(5),
    "clock": Kind(4, (("A", "A", "B"), CLOCKS)),
}
"""What befalls the file."""
ALL: Final = CLERK | WORLD
ENDS: Final = frozenset(
    {"closes", "killed", "killed_saving", "killed_editing", "copies_and_closes"}
)
"""After these a clerk has nothing open."""
SERVER: Final = {
    "edits": Kind(16, (("A", "A", "B"), (1, 2), ("n", "f"))),
    "cut": Kind(5, (("A", "B"), ("BEFORE", "BEFORE", "AFTER"))),
    "falls_silent": Kind(1, (("A", "B"),)),
    "goes_away": Kind(3),
    "comes_back": Kind(5),
    "restarts": Kind(1),
    "opens": Kind(3, (("A", "B"),)),
    "closes": Kind(1, (("A", "B"),)),
    "killed": Kind(2, (("A", "B"),)),
    "killed_editing": Kind(2, (("A", "B"), (0, 1, 2, 4, 8, 12))),
    "clock": Kind(1, (("A", "B"), CLOCKS)),
}
"""What befalls shared work, and those who do it."""
NAMES: Final = ("window", "server", *WORLD, "copied_while_saving", "killed")
"""What ``--only`` takes."""
EVERY_WINDOW: Final = 25
EVERY_SERVER: Final = 10


class Day(NamedTuple):
    """A sequence: its steps, and whether it is of shared work, or in the real window."""

    steps: tuple[Step, ...]
    is_shared: bool = False
    in_window: bool = False


def day_of(seed: int, number: int, only: str, *, has_server: bool, has_window: bool) -> Day:
    """Return the sequence with that number; with ``only`` one in which just that befalls."""
    chance = random.Random(f"{seed} {number} {only}")
    if only == "server" or (not only and has_server and number % EVERY_SERVER == 4):
        first = Step("opens", ("A",))
        return Day((first, *_drawn(SERVER, chance, 14, "A")), is_shared=True)
    in_window = only == "window" or (not only and has_window and number % EVERY_WINDOW == 7)
    kinds = ALL
    if only and only != "window":
        kinds = CLERK | {only: ALL[only]._replace(weight=20)} | _ways_back(only)
    host = chance.choice(WHO)
    first = Step("opens", (host,))
    return Day((first, *_drawn(kinds, chance, 18, host)), in_window=in_window)


def _ways_back(only: str) -> dict[str, Kind]:
    needed = {
        "unmounted": "mounted",
        "mounted": "unmounted",
        "filled": "freed",
        "freed": "filled",
        "synced": "opens_there",
        "opens_there": "synced",
        "brought_back": "deleted",
    }.get(only)
    return {needed: WORLD[needed]} if needed else {}


def _drawn(kinds: dict[str, Kind], chance: random.Random, most: int, opened: str) -> list[Step]:
    """Draw steps; a clerk who has nothing open opens the file first."""
    names, weights = list(kinds), [kind.weight for kind in kinds.values()]
    steps, is_open = [], {opened}
    for name in chance.choices(names, weights, k=chance.randint(most // 2, most)):
        arguments = tuple(chance.choice(choices) for choices in kinds[name].choices)
        host = str(arguments[0]) if name in CLERK and arguments else ""
        if host and host not in is_open:
            steps.append(Step("opens", (host,)))
            is_open.add(host)
            if name == "opens":
                continue
        if name in ENDS:
            is_open.discard(host)
        steps.append(Step(name, arguments))
    return steps
