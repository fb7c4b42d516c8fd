"""``--turn N``: what CI, which has little time, runs of all tests; a whole run names those that
ought to be marked.

A test that is not marked ``in_turn`` runs each time. Those that are take most of the processors'
time: each turn has its part of them, and of one with many cases a part of these, so that any
``TURNS`` turns on end have had all. CI takes the number of the day.
"""

import os
from collections import Counter
from collections.abc import Generator, Hashable, Sequence
from itertools import groupby
from typing import Final, TypeVar
from zlib import crc32

import pytest

_T = TypeVar("_T")

TURNS: Final = 10
MARK: Final = "in_turn"
COSTLY: Final = 1.0
"""Seconds of a slow processor from which on a test, all its cases together, comes in turn; of a
fast one half of that."""
SPENT: Final = "seconds of a processor"
LEAST_TOLD: Final = 600.0
"""Seconds of a run that has many tests: of some, the first pays for what others share."""
_BEGAN = pytest.StashKey[float]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds ``--turn``."""
    parser.addoption("--turn", type=int, help="of the tests that come in turn those of this one")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keeps what runs each time, and this turn's part of the rest."""
    turn = config.getoption("turn")
    if turn is None:
        return
    kept: list[pytest.Item] = []
    for _test, group in groupby(items, of_same_test):
        cases = [*group]
        comes_in_turn = any(item.get_closest_marker(MARK) for item in cases)
        kept += of_turn(cases, cases[0].nodeid, turn) if comes_in_turn else cases
    chosen = set(kept)
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = kept


def of_turn(cases: Sequence[_T], test: str, turn: int) -> list[_T]:
    """The cases whose turn it is; where a test begins follows from its name, so that each turn has
    as many."""
    start = crc32(test.encode())
    return [case for at, case in enumerate(cases) if (start + at - turn) % TURNS == 0]


def of_same_test(item: pytest.Item) -> Hashable:
    """What is the same for all cases of a test."""
    return item.parent, getattr(item, "originalname", item.name)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """What a test takes is counted with the programs that it starts, and without what it waits for:
    that depends on what else a machine does."""
    item.stash[_BEGAN] = _spent()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """Tells it to the process that shows the run."""
    try:
        return (yield)
    finally:
        item.user_properties.append((SPENT, _spent() - item.stash[_BEGAN]))


def pytest_configure(config: pytest.Config) -> None:
    """Begins to count."""
    config.pluginmanager.register(_Sums(), "sums of costly tests")


class _Sums:
    """What the tests of a run have taken together."""

    def __init__(self) -> None:
        self._spent: Counter[str] = Counter()
        self._marked: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Adds a case to its test."""
        if report.when != "teardown":
            return
        test = report.nodeid.partition("[")[0]
        self._spent[test] += dict(report.user_properties).get(SPENT, 0.0)
        if not {MARK, "long"}.isdisjoint(report.keywords):
            self._marked.add(test)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Says it, and which tests want the mark."""
        if self._spent.total() < LEAST_TOLD:
            return
        marked = sum(self._spent[test] for test in self._marked)
        terminalreporter.write_line(
            f"of a processor {marked / 60:.1f} minutes for costly tests, "
            f"{(self._spent.total() - marked) / 60:.1f} for the others"
        )
        for test, seconds in self._spent.most_common():
            if seconds < COSTLY:
                break
            if test not in self._marked:
                terminalreporter.write_line(f"not marked {MARK}: {seconds:.0f} s  {test}")


def _spent() -> float:
    """Seconds of a processor that this process and those that it started and awaited have had."""
    return sum(os.times()[:4])
