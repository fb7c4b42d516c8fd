"""Tests marked ``long`` come first wherever several processes share a run.

Each process begins with one part of all tests, and takes over from others what they have not begun:
a test of many seconds that is met near the end leaves the other processors idle.
"""

import pytest


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
