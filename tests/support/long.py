"""Tests marked ``long`` come first wherever several processes share a run; each run names those
that ought to be marked.

Each process begins with one part of all tests, and takes over from others what they have not begun:
a test of many seconds that is met near the end leaves the other processors idle. CI runs them in
turn (``turns.py``).
"""

import os
from collections import Counter
from collections.abc import Generator
from typing import Final

import pytest

LONG: Final = 2.0
"""Seconds of a slow processor from which on a test, all its cases together, is long; of a fast one
half of that."""
SPENT: Final = "seconds of a processor"
_BEGAN = pytest.StashKey[float]()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Puts some of the long ones in front of each process' part."""
    told = getattr(config, "workerinput", None)
    if told is None:
        return
    processes = int(told["workercount"])
    long = [item for item in items if item.get_closest_marker("long")]
    others = [item for item in items if not item.get_closest_marker("long")]
    ordered: list[pytest.Item] = []
    for at in range(processes):
        # As xdist parts them.
        room = (len(items) - len(ordered)) // (processes - at)
        first = long[at::processes]
        more = max(0, room - len(first))
        ordered += [*first, *others[:more]]
        del others[:more]
    items[:] = ordered


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
    config.pluginmanager.register(_Sums(), "sums of long tests")


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
        if "long" in report.keywords:
            self._marked.add(test)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Says it, and which tests want the mark."""
        if self._spent.total() < 600:  # of some tests the first pays what others share
            return
        long = sum(self._spent[test] for test in self._marked)
        terminalreporter.write_line(
            f"of a processor {long / 60:.1f} minutes for long tests, "
            f"{(self._spent.total() - long) / 60:.1f} for the others"
        )
        for test, seconds in self._spent.most_common():
            if seconds < LONG:
                break
            if test not in self._marked:
                terminalreporter.write_line(f"long, but not marked so: {seconds:.0f} s  {test}")


def _spent() -> float:
    """Seconds of a processor that this process and those that it started and awaited have had."""
    return sum(os.times()[:4])
