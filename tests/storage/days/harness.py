"""Days of a working life, at random: a file is replaced, renamed, deleted, made read-only, pulled
out, filled up, copied while it is saved, opened at two machines, synchronised; the clock is wrong,
the program is killed, the server is cut off. After each, every edit that the program took is in the
file, in a copy that it told of, or in a file that people moved away.

``python dev.py days [SEQUENCES]``: the same seed gives the same sequences. A fault is told with the
fewest steps that lead to it.
"""

import argparse
import contextlib
import io
import os
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Final, NamedTuple
from unittest import mock

from ita_desktop.cli.main import main as command_line
from ita_desktop.services import workspaces
from tests.storage.days import machine, shared
from tests.storage.days.day import NOTHING, Running
from tests.storage.days.ledger import FaultError
from tests.storage.days.program import BareDesk, Clerk
from tests.storage.days.script import NAMES, Day, day_of
from tests.storage.days.world import World

TRIES: Final = 40
"""Runs at most to find the fewest steps of a fault."""
Run = Callable[[Day], tuple[str, str, list[str]]]


class Asked(NamedTuple):
    """What is to be done: the seed, the act that alone befalls, where the workspaces are that days
    begin with, and whether without window and server."""

    seed: int
    only: str
    base: Path
    is_plain: bool


class Result(NamedTuple):
    """How one sequence ended: with a fault and its steps, or with nothing; and how often what was
    done in it."""

    number: int
    kind: str
    text: str
    acts: Counter[str]


def run_day(day: Day, base: Path) -> tuple[str, str, list[str]]:
    """Do one sequence on a file; return the kind and text of its fault, and what was done."""
    told: list[str] = []
    with tempfile.TemporaryDirectory(prefix="days-", ignore_cleanup_errors=True) as folder:
        world = World(Path(folder), base / "base.ita", base / "foreign.ita")
        try:
            Running(day, world).run(told.append)
        except FaultError as found:
            return found.fault.kind, found.fault.text, told
        finally:
            world.end()
    return "", "", told


def one(asked: Asked, number: int, chosen: Sequence[int] | None = None) -> Result:
    """Do the sequence with that number, or the ``chosen`` of its steps."""
    has_server = not asked.is_plain and shared.is_possible()
    day = day_of(
        asked.seed, number, asked.only, has_server=has_server, has_window=not asked.is_plain
    )
    run = partial(_survived, shared.run_day if day.is_shared else partial(run_day, base=asked.base))
    every = list(range(len(day.steps))) if chosen is None else list(chosen)
    kind, text, told = run(_only(day, every))
    acts = Counter(line.partition("(")[0] for line in told if not line.endswith(NOTHING))
    if not kind:
        return Result(number, "", "", acts)
    if chosen is None:
        every, text, told = _fewest(day, every, (kind, text, told), run)
    words = [f"sequence {number}, {kind}: {text}", *(f"    {line}" for line in told)]
    alone = f" --only {asked.only}" if asked.only else " --plain" * asked.is_plain
    steps = ",".join(map(str, every))
    words.append(f"    again: dev.py days --seed {asked.seed} --at {number}{alone} --steps {steps}")
    return Result(number, kind, "\n".join(words), acts)


def _survived(run: Run, day: Day) -> tuple[str, str, list[str]]:
    """Do a sequence; a mistake of the harness is told as a fault, and the others go on."""
    try:
        return run(day)
    except Exception:  # noqa: BLE001 - told with the steps that lead to it
        return "harness", traceback.format_exc(), [str(step) for step in day.steps]


def _only(day: Day, chosen: Sequence[int]) -> Day:
    return day._replace(steps=tuple(day.steps[at] for at in chosen))


def _fewest(
    day: Day, every: list[int], fault: tuple[str, str, list[str]], run: Run
) -> tuple[list[int], str, list[str]]:
    """Drop steps as long as the same kind of fault is found; return what is left of them."""
    kind, text, told = fault
    # What was not reached has no part in it.
    every = every[: len(told) + 1]
    tries = 0
    for size in (4, 2, 1):
        at = len(every) - size
        while at >= 0 and tries < TRIES:
            fewer = every[:at] + every[at + size :]
            tries += 1
            found = run(_only(day, fewer)) if fewer else ("", "", [])
            if found[0] == kind:
                every, text, told = fewer, found[1], found[2]
            at -= size if found[0] != kind else 1
            at = min(at, len(every) - size)
    return every, text, told


def _make_bases(folder: Path) -> None:
    """Make the workspaces that every day begins with, and load what each program needs, so that
    programs begin as forks of this process."""
    home = {"ITA_DESKTOP_HOME": str(folder / "home")}
    quiet = contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO()))
    with mock.patch.dict(os.environ, home), quiet:
        for name in ("base", "foreign"):
            workspaces.create(folder / f"{name}.ita", "สำนักงานเขตตัวอย่าง", 2568).close()
        desk = folder / "desk.ita"
        shutil.copy(folder / "base.ita", desk)
        clerk = Clerk(BareDesk())
        for name, *words in (("open", str(desk)), ("edit", "t000n", "n"), ("save", 5), ("close",)):
            assert not clerk.answer(str(name), words)["mistake"]
        for words in (["doctor", "--json"], ["check", str(desk), "--json"]):
            command_line(words)


def _rounds(asked: Asked, numbers: Sequence[int], processes: int) -> Iterator[Result]:
    if processes < 2:
        yield from map(partial(one, asked), numbers)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
        yield from pool.map(partial(one, asked), numbers)


def _parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="dev.py days",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("sequences", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=NAMES, default="", metavar="NAME",
                        help=f"just this befalls: {', '.join(NAMES)}")  # fmt: skip
    parser.add_argument("--plain", action="store_true", help="no window and no shared work")
    parser.add_argument("--at", type=int, help="do this sequence and no other")
    parser.add_argument("--steps", type=_numbers, help="of that sequence, these steps: 0,2,5")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def main() -> None:
    """Does the sequences; leaves with 1 where a fault was found."""
    parsed = _parsed()
    if not machine.is_ready():
        sys.exit(machine.in_namespaces(["-m", __spec__.name, *sys.argv[1:]]))
    acts: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="days-base-") as folder:
        base = Path(folder)
        _make_bases(base)
        asked = Asked(parsed.seed, parsed.only, base, parsed.plain)
        numbers: Sequence[int] = range(parsed.sequences)
        results: Iterable[Result]
        if parsed.at is not None:
            numbers = [parsed.at]
            results = [one(asked, parsed.at, parsed.steps)]
        else:
            results = _rounds(asked, numbers, min(parsed.processes, parsed.sequences))
        for done, result in enumerate(results, 1):
            acts.update(result.acts)
            if done % 100 == 0:
                sys.stdout.write(f"{done} sequences, {faults.total()} faults\n")
                sys.stdout.flush()
            if result.kind:
                faults[result.kind] += 1
                sys.stdout.write(f"{result.text}\n")
                sys.stdout.flush()
    sys.stdout.write(f"{', '.join(f'{name} {count}' for name, count in sorted(acts.items()))}\n")
    if not machine.has_mounts():
        sys.stdout.write("nothing can be mounted here: no full media, and folders for sticks\n")
    if not machine.has_clock():
        sys.stdout.write("no C compiler here: the clocks were right\n")
    if not (parsed.plain or shared.is_possible()):
        sys.stdout.write("PostgreSQL is not installed: no shared work\n")
    sys.stdout.write(
        f"{len(numbers)} sequences in {time.monotonic() - began:.0f} s,"
        f" {faults.total()} faults {dict(faults) or ''}\n"
    )
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
