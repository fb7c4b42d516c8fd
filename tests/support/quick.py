"""``--quick``: a sample of all tests that takes minutes, for newcomers and while one works.

Of each file some tests, spread over it, each with the first of its cases: a fault that a user would
notice mostly fails several tests of a file. Left out is what looks for new examples, what starts
programs of the system, and what is ``long``: one of these takes as long as hundreds of others.
"""

from collections.abc import Hashable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

import pytest

from tests.support.programs import MARKS
from tests.support.turns import of_same_test

OF_A_FILE: Final = 3


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds ``--quick``."""
    parser.addoption("--quick", action="store_true", help="some tests of each file")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keeps the sample alone."""
    if not config.getoption("quick"):
        return
    able = [item for item in items if not _is_long(item)]
    kept: list[pytest.Item] = []
    for _file, tests in groupby(able, _file_of):
        firsts: dict[Hashable, pytest.Item] = {}
        for item in tests:
            firsts.setdefault(of_same_test(item), item)
        kept += spread([*firsts.values()], OF_A_FILE)
    chosen = set(kept)
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = kept


def spread(tests: Sequence[pytest.Item], count: int) -> list[pytest.Item]:
    """At most ``count`` of the tests: the first one, and others far from one another."""
    count = min(count, len(tests))
    return [tests[number * len(tests) // count] for number in range(count)]


def _is_long(item: pytest.Item) -> bool:
    is_property = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    return is_property or any(mark.name in {"long", *MARKS} for mark in item.iter_markers())


def _file_of(item: pytest.Item) -> Path:
    return item.path
