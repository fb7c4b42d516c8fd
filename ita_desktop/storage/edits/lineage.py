"""How two files of one workspace are related: same, ahead, behind, or parted.

Units of work are only ever added to a history, each with its number and the millisecond in which
it was stored. So a file that has a unit of work has all before it, and the newest unit of work that
two files share is where they parted.
"""

import sqlite3
from contextlib import suppress
from enum import Enum
from typing import NamedTuple


class EditPoint(NamedTuple):
    """A unit of work by its number and its mark, the same in all files that have it."""

    number: int = 0
    mark: str = ""


class Lineage(Enum):
    """How a file is related to another one."""

    SAME = "same"
    AHEAD = "ahead"
    """It has all units of work of the other one, and more."""
    BEHIND = "behind"
    PARTED = "parted"
    """Each has units of work that the other one lacks."""
    FOREIGN = "foreign"
    """They are different workspaces."""


class LineageComparison(NamedTuple):
    """The relation of a file to another one: their newest common unit of work, and how many each
    has after it."""

    relation: Lineage
    common: int = 0
    mine: int = 0
    theirs: int = 0


def workspace_id(raw: sqlite3.Connection) -> str:
    """Return the key of a file of any schema; empty if it has none."""
    with suppress(sqlite3.Error):
        row = raw.execute("SELECT value FROM meta WHERE key='workspace_id'").fetchone()
        return str(row[0]) if row else ""
    return ""


def newest_point(raw: sqlite3.Connection) -> EditPoint:
    """Return the newest unit of work of a file of any schema. Raises sqlite3.Error."""
    (number,) = raw.execute("SELECT max(id) FROM history_group").fetchone()
    return _last_up_to(raw, int(number or 0))


def has(raw: sqlite3.Connection, point: EditPoint) -> bool:
    """Return whether a file has a unit of work, and so all before it. Raises sqlite3.Error."""
    return _last_up_to(raw, point.number) == point


def compare(mine: sqlite3.Connection, theirs: sqlite3.Connection) -> LineageComparison:
    """Return how a file is related to another one, both of any schema. Raises sqlite3.Error."""
    if workspace_id(mine) != workspace_id(theirs):
        return LineageComparison(Lineage.FOREIGN)
    common = _newest_common(mine, theirs)
    more, others = count_after(mine, common), count_after(theirs, common)
    if more and others:
        relation = Lineage.PARTED
    elif more:
        relation = Lineage.AHEAD
    else:
        relation = Lineage.BEHIND if others else Lineage.SAME
    return LineageComparison(relation, common, more, others)


def _newest_common(mine: sqlite3.Connection, theirs: sqlite3.Connection) -> int:
    low, high = 0, min(newest_point(mine).number, newest_point(theirs).number)
    while low < high:
        middle = (low + high + 1) // 2
        if _last_up_to(mine, middle) == _last_up_to(theirs, middle):
            low = middle
        else:
            high = middle - 1
    return low


def count_after(raw: sqlite3.Connection, number: int) -> int:
    """Return how many units of work a file has after the one with a number. Raises
    sqlite3.Error."""
    (count,) = raw.execute("SELECT count(*) FROM history_group WHERE id > ?", [number]).fetchone()
    return int(count)


def _last_up_to(raw: sqlite3.Connection, number: int) -> EditPoint:
    """Return the newest unit of work up to ``number``: those taken from a server have gaps."""
    row = raw.execute(
        "SELECT id, at, kind, target FROM history_group WHERE id <= ? ORDER BY id DESC LIMIT 1",
        [number],
    ).fetchone()
    return EditPoint(int(row[0]), "/".join(map(str, row[1:]))) if row else EditPoint()
