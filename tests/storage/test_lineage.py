"""Two files of one workspace know how they are related."""

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ita_desktop.domain.records import Unit, UnitKind, new_id
from ita_desktop.storage.edits import lineage
from ita_desktop.storage.edits.lineage import Lineage, LineageComparison
from ita_desktop.storage.workspace import Workspace


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """Two copies of a workspace with two units of work."""
    mine, theirs = tmp_path / "งาน.ita", tmp_path / "สำเนา.ita"
    Workspace.create(mine).close()
    _edit(mine, "ฝ่ายปกครอง", "ฝ่ายทะเบียน")
    shutil.copyfile(mine, theirs)
    return mine, theirs


def _edit(path: Path, *names: str) -> None:
    with Workspace.open(path) as workspace:
        for name in names:
            with workspace.change("เพิ่ม {name}", name=name) as change:
                change.insert(Unit(id=new_id(), name=name, kind=UnitKind.SECTION))


def _compared(mine: Path, theirs: Path) -> LineageComparison:
    with (
        contextlib.closing(sqlite3.connect(mine)) as one,
        contextlib.closing(sqlite3.connect(theirs)) as other,
    ):
        return lineage.compare(one, other)


def test_a_copy_is_the_same(pair: tuple[Path, Path]) -> None:
    assert _compared(*pair) == (Lineage.SAME, 2, 0, 0)


def test_an_edited_file_is_ahead_of_its_copy(pair: tuple[Path, Path]) -> None:
    mine, theirs = pair
    _edit(mine, "ฝ่ายโยธา")
    assert _compared(mine, theirs) == (Lineage.AHEAD, 2, 1, 0)
    assert _compared(theirs, mine) == (Lineage.BEHIND, 2, 0, 1)


def test_two_edited_copies_have_parted(pair: tuple[Path, Path]) -> None:
    mine, theirs = pair
    _edit(mine, "ฝ่ายโยธา")
    _edit(theirs, "ฝ่ายการคลัง", "ฝ่ายรายได้")
    assert _compared(mine, theirs) == (Lineage.PARTED, 2, 1, 2)


def test_gaps_in_the_numbers_are_no_difference(pair: tuple[Path, Path]) -> None:
    mine, theirs = pair
    for path, names, number in ((mine, ["ฝ่ายโยธา"], 7), (theirs, ["ฝ่ายการคลัง"], 9)):
        _edit(path, *names)
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as raw:
            raw.execute("UPDATE history_change SET group_id = 90 + group_id WHERE group_id = 3")
            raw.execute("UPDATE history_group SET id = ? WHERE id = 3", [number])
    found = _compared(mine, theirs)
    assert (found.relation, found.mine, found.theirs) == (Lineage.PARTED, 1, 1)


def test_a_file_of_another_workspace_is_foreign(pair: tuple[Path, Path], tmp_path: Path) -> None:
    other = tmp_path / "อื่น.ita"
    Workspace.create(other).close()
    assert _compared(pair[0], other).relation is Lineage.FOREIGN


@pytest.mark.parametrize("edited", [False, True])
def test_a_point_is_in_the_files_that_have_its_edit(
    pair: tuple[Path, Path], edited: bool, raw_of: Callable[[Path], sqlite3.Connection]
) -> None:
    mine, theirs = pair
    if edited:
        _edit(mine, "ฝ่ายโยธา")
    point = lineage.newest_point(raw_of(mine))
    assert lineage.has(raw_of(mine), point)
    assert lineage.has(raw_of(theirs), point) is not edited


@pytest.fixture
def raw_of() -> Iterator[Callable[[Path], sqlite3.Connection]]:
    """Opens a file with SQLite alone, until the end of the test."""
    stack = contextlib.ExitStack()

    def opened(path: Path) -> sqlite3.Connection:
        return stack.enter_context(contextlib.closing(sqlite3.connect(path)))

    yield opened
    stack.close()
