"""Whatever happens to a file and around it, in any order: no unit of work that was stored is lost
by the program, and what was called saved was in the file."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.settings import backup_root
from ita_desktop.storage import sqlite_engines
from ita_desktop.storage.files import known, life
from ita_desktop.storage.files.known import KnownFile
from ita_desktop.storage.files.life import FileState
from ita_desktop.storage.files.remembered import left_works
from ita_desktop.storage.workspace import Workspace
from tests.support.cost import examples

EXAMPLES = int(os.environ.get("ITA_LIFE_EXAMPLES") or examples(25))
STEPS = 12
ACTS = (
    "keep_a_copy",
    "put_an_older_version_there",
    "put_a_parted_version_there",
    "put_a_strange_workspace_there",
    "rename",
    "copy_and_go_on_with_the_copy",
    "delete",
    "is_full",
    "refuses_to_be_replaced",
    "comes_while_it_is_saved",
    "comes_twice_while_it_is_saved",
    "is_on_a_medium_that_cannot_exchange",
    "has_room",
)


def _names_in(path: Path) -> set[str]:
    """The units in a file, read by SQLite alone; none if it is no whole file."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {name for (name,) in raw.execute("SELECT name FROM unit")}
    return set()


class FileLives(RuleBasedStateMachine):
    """A clerk, her program and the world around her file. The model is the set of units that were
    stored and that the world itself has not destroyed."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory(prefix="life-")
        self.world = Path(self._folder.name) / "โลก"
        self.home = Path(self._folder.name) / "home"
        self.elsewhere = Path(self._folder.name) / "เครื่องอื่น"
        self.world.mkdir()
        self._environment = mock.patch.dict(os.environ, ITA_DESKTOP_HOME=str(self.home))
        self._environment.start()
        # Nothing is carried by itself, so that the same rules always do the same.
        self._never = mock.patch.multiple(life, IDLE=1e6, AT_LATEST=1e6)
        self._never.start()
        self.full = ExitStack()
        self.coming = 0
        self._watched = ExitStack()
        for where, name in ((known, "exchange"), (known, "give_back")):
            really = getattr(where, name)
            watched = partial(self._comes_before, really)
            self._watched.enter_context(mock.patch.object(where, name, watched))
        self.workspace: Workspace | None = None
        self.stored: set[str] = set()
        self.numbers = count(1)
        self.older: list[Path] = []

    @initialize()
    def create(self) -> None:
        self.path = self.world / "งาน.ita"
        Workspace.create(self.path).close()
        self.keep_a_copy()

    def teardown(self) -> None:
        if self.workspace is not None:
            self.workspace.close()
            self.workspace = None
            self.nothing_is_lost()
        self.has_room()
        self._watched.close()
        self._never.stop()
        self._environment.stop()
        self._folder.cleanup()

    # -- what the clerk does

    @rule(edits=st.integers(0, 2), saves=st.booleans())
    def work(self, edits: int, saves: bool) -> None:
        if self.workspace is None:
            if not self.path.exists():
                return
            self.workspace = Workspace.open(self.path, backup_root=backup_root())
        with suppress(WorkspaceError):
            for _ in range(edits):
                name = f"หน่วย {next(self.numbers)}"
                self._add(self.workspace, name)
                self.stored.add(name)
            if saves:
                self.workspace.publish()
                assert self.workspace.saved.is_all
                assert {unit.name for unit in self.workspace.units()} == _names_in(self.path)

    @precondition(lambda self: self.workspace is not None)
    @rule()
    def close(self) -> None:
        assert self.workspace is not None
        has = {unit.name for unit in self.workspace.units()}
        self.workspace.close()
        if self.workspace.file_state is FileState.CLOSED:
            assert has <= _names_in(self.path)
        else:
            assert self.workspace.file_state is FileState.LEFT
            assert any(has <= _names_in(left.path) for left in left_works())
        self.workspace = None

    @precondition(lambda self: self.workspace is not None)
    @rule()
    def crash(self) -> None:
        """The process ends; the system releases its locks, and nothing else happens."""
        assert self.workspace is not None
        alive, opened = self.workspace._life, self.workspace._opened
        assert alive is not None
        with alive._changed:
            alive._is_ending = True
            alive._changed.notify_all()
        self.workspace.connections._reader.close()
        self.workspace.connections._writer.close()
        opened.engine.dispose()
        alive.working.leave()
        alive._lock.release()
        self.workspace = None

    # -- what the world does

    @rule(act=st.sampled_from(ACTS), which=st.integers(0, 5))
    def world_does(self, act: str, which: int) -> None:
        self.older_one = self.older[which % len(self.older)]
        getattr(self, act)()

    def keep_a_copy(self) -> None:
        if self.path.exists():
            copy = self.world / f"รุ่น {next(self.numbers)}.kept"
            self.older.append(Path(shutil.copyfile(self.path, copy)))

    def put_an_older_version_there(self) -> None:
        self._replaced_by(Path(shutil.copy2(self.older_one, self.world / "เก่า.kept")))

    def put_a_parted_version_there(self) -> None:
        name = f"จากที่อื่น {next(self.numbers)}"
        copy = self.world / f"{name}.kept"
        shutil.copyfile(self.older_one, copy)
        with (
            mock.patch.dict(os.environ, ITA_DESKTOP_HOME=str(self.elsewhere)),
            Workspace.open(copy) as other,
        ):
            self._add(other, name)
            other.publish()
        if self.path.exists():
            found = self.path.stat()
            os.utime(copy, ns=(found.st_atime_ns, found.st_mtime_ns))
        self.stored.add(name)
        self._replaced_by(copy)

    def put_a_strange_workspace_there(self) -> None:
        with mock.patch.dict(os.environ, ITA_DESKTOP_HOME=str(self.elsewhere)):
            strange = self.world / "คนละงาน.kept"
            strange.unlink(missing_ok=True)
            Workspace.create(strange).close()
        self._replaced_by(strange)

    def rename(self) -> None:
        if self.path.exists():
            self.path = self.path.rename(self.world / f"งาน {next(self.numbers)}.ita")

    def copy_and_go_on_with_the_copy(self) -> None:
        if self.path.exists() and self.workspace is None:
            new = self.world / f"สำเนา {next(self.numbers)}.ita"
            self.path = Path(shutil.copyfile(self.path, new))

    def delete(self) -> None:
        if self.path.exists():
            self._destroys(self.path)
            self.path.unlink()

    def is_full(self) -> None:
        """Nothing can be written beside the file."""
        self.has_room()
        copy_content = sqlite_engines.copy_content

        def refuse(source: Path, target: Path) -> bool:
            if target.name.endswith(".ita.part"):
                raise OSError(28, os.strerror(28))
            return copy_content(source, target)

        self.full.enter_context(mock.patch.object(life.sqlite_engines, "copy_content", refuse))

    def refuses_to_be_replaced(self) -> None:
        """The last step fails, after all was written."""
        self.has_room()
        replace_by = KnownFile.replace_by

        def refuse(known: KnownFile, fresh: Path, digest: str) -> None:
            if known.path.suffix == ".ita":
                raise OSError(13, os.strerror(13))
            replace_by(known, fresh, digest)

        self.full.enter_context(mock.patch.object(KnownFile, "replace_by", refuse))

    def comes_while_it_is_saved(self) -> None:
        """A version from elsewhere takes the place of the file right before it is replaced."""
        self.coming = 1

    def comes_twice_while_it_is_saved(self) -> None:
        """And another one before the first one is put back."""
        self.coming = 2

    def _comes_before(self, really: Callable[..., object], fresh: Path, *rest: Any) -> object:
        if self.coming and fresh.parent == self.world and self.workspace is not None:
            self.coming -= 1
            self.put_a_parted_version_there()
        return really(fresh, *rest)

    def is_on_a_medium_that_cannot_exchange(self) -> None:
        self.has_room()
        self.full.enter_context(mock.patch.object(known, "_rename", return_value=False))

    def has_room(self) -> None:
        self.full.close()

    # -- what holds at any time

    @invariant()
    def nothing_is_lost(self) -> None:
        assert self.stored <= self._found()

    def _found(self) -> set[str]:
        # What is taken out has a hidden name until it is put in order.
        places = [*self.world.glob("[!.]*"), *backup_root().rglob("*.ita")]
        places += [left.path for left in left_works()]
        if self.workspace is not None:
            places.append(self.workspace.connections.stored_at)
        return {name for place in places if place.is_file() for name in _names_in(place)}

    def _destroys(self, path: Path) -> None:
        """The world takes a file away. What nobody but it had is lost, and not by the program."""
        aside = path.rename(Path(self._folder.name) / "aside")
        self.stored &= self._found()
        aside.rename(path)

    def _replaced_by(self, other: Path) -> None:
        if self.path.exists():
            self._destroys(self.path)
        other.replace(self.path)

    def _add(self, workspace: Workspace, name: str) -> None:
        with workspace.change("เพิ่ม {name}", name=name) as change:
            change.insert(Unit(id=name, name=name, kind=UnitKind.SECTION))


@pytest.fixture
def quick_disk() -> Iterator[None]:
    """Flushing to disk is no part of what is tested here."""
    with mock.patch.object(os, "fsync"):
        yield


@pytest.mark.long
@pytest.mark.usefixtures("quick_disk")
def test_nothing_that_was_stored_is_lost_whatever_happens_to_the_file() -> None:
    run_state_machine_as_test(
        FileLives,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            phases=(Phase.explicit, Phase.generate),
            report_multiple_bugs=False,
        ),
    )
