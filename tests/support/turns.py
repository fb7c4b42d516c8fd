"""``--turn N``: what CI, which has to end within its twenty minutes, runs of all tests.

A test that is not ``long`` runs each time. The long ones take most of the processors' time: each
turn has its part of them, and of one with many cases a part of these, so that any ``TURNS`` turns
on end have had all. CI takes the number of the day.
"""

from collections.abc import Hashable, Sequence
from itertools import groupby
from typing import Final, TypeVar
from zlib import crc32

import pytest

_T = TypeVar("_T")

TURNS: Final = 5


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds ``--turn``."""
    parser.addoption("--turn", type=int, help="of the long tests those of this turn alone")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keeps what is not long, and this turn's part of the rest."""
    turn = config.getoption("turn")
    if turn is None:
        return
    kept: list[pytest.Item] = []
    for _test, group in groupby(items, of_same_test):
        cases = [*group]
        is_long = any(item.get_closest_marker("long") for item in cases)
        kept += of_turn(cases, cases[0].nodeid, turn) if is_long else cases
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
