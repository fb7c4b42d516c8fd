"""Long work in one thread, and what another one may do meanwhile; stopping it leaves no trace."""

import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.services import workspaces
from ita_desktop.services.settings import safety_copies
from ita_desktop.services.years import years
from ita_desktop.settings import backup_root
from ita_desktop.storage import sqlite_engines
from ita_desktop.storage.edits.changes import EditKind
from ita_desktop.storage.workspace import Workspace

LONG = 30


class StoppedError(Exception):
    """Somebody pressed the button."""


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Workspace]:
    path = workspaces.copy_sample(tmp_path / "งาน.ita")
    with Workspace.open(path, backup_root=backup_root()) as opened:
        yield opened


@contextmanager
def written_elsewhere(workspace: Workspace, *names: str) -> Iterator[None]:
    """Another thread is in the midst of adding units; it stores them when the block is left."""
    begun, go_on = threading.Event(), threading.Event()

    def write() -> None:
        with workspace.change("เพิ่ม") as change:
            for name in names or ("ฝ่ายใหม่",):
                change.insert(Unit(id=name, name=name, kind=UnitKind.SECTION))
            begun.set()
            assert go_on.wait(LONG)

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        try:
            assert begun.wait(LONG)
            yield
        finally:
            go_on.set()
        writing.result()


def names(workspace: Workspace) -> set[str]:
    return {unit.name for unit in workspace.units()}


def test_what_is_stored_is_read_while_another_thread_writes(sample: Workspace) -> None:
    with written_elsewhere(sample, "ฝ่ายที่ยังไม่บันทึก"):
        assert "ฝ่ายที่ยังไม่บันทึก" not in names(sample)
        assert sample.edits.groups(1)
        assert {year.year for year in sample.years()} >= {2566, 2567, 2568}
        assert sample.edits.of_rows([sample.year(2568).members[0].id]) is not None
    assert "ฝ่ายที่ยังไม่บันทึก" in names(sample)


def test_a_year_that_is_first_read_while_another_thread_writes_has_what_that_stored(
    sample: Workspace,
) -> None:
    with written_elsewhere(sample, "ฝ่ายใหม่"):
        assert "ฝ่ายใหม่" not in {unit.name for unit in sample.year(2566).units}
    assert "ฝ่ายใหม่" in {unit.name for unit in sample.year(2566).units}


def test_years_that_are_not_stored_after_all_are_not_kept(sample: Workspace) -> None:
    def add_and_fail() -> None:
        with sample.change("เพิ่ม") as change:
            year = years.year_record(2569, sample.year(2568).framework)
            change.insert(year)
            change.insert(Unit(id="ไม่บันทึก", name="ไม่บันทึก", kind=UnitKind.SECTION))
            assert "ไม่บันทึก" in {unit.name for unit in sample.year(2567).units}
            raise StoppedError

    sample._cached.forget()
    with pytest.raises(StoppedError):
        add_and_fail()
    assert 2569 not in {year.year for year in sample.years()}
    assert "ไม่บันทึก" not in {unit.name for unit in sample.year(2567).units}


def test_the_windows_thread_is_refused_at_once_where_another_one_writes(sample: Workspace) -> None:
    sample.connections.hurried = threading.get_ident()
    before = sample.edits.undo_label
    with written_elsewhere(sample):
        for write in (sample.undo, sample.redo, sample.edits.close):
            with pytest.raises(WorkspaceError, match="ยังบันทึกงานก่อนหน้าไม่เสร็จ"):
                write()
        assert sample.edits.undo_label == before
    assert sample.undo() == "เพิ่ม"


def test_other_threads_wait_their_turn(sample: Workspace) -> None:
    sample.connections.hurried = threading.get_ident()
    with ThreadPoolExecutor(1) as pool:
        with written_elsewhere(sample, "แรก"):
            waiting = pool.submit(sample.undo)
        assert waiting.result() == "เพิ่ม"
    assert "แรก" not in names(sample)


@pytest.mark.in_turn
@pytest.mark.parametrize("kind", [EditKind.UNDO, EditKind.REDO])
def test_undoing_many_rows_tells_how_far_it_is_and_changes_nothing_once_stopped(
    sample: Workspace, kind: EditKind
) -> None:
    with sample.change("เพิ่มหลายหน่วย") as change:
        for number in range(120):
            name = f"ฝ่าย {number}"
            change.insert(Unit(id=name, name=name, kind=UnitKind.SECTION))
    many = sample.edits.rows_to_replay(EditKind.UNDO)
    if kind is EditKind.REDO:
        sample.undo()
    replay = sample.undo if kind is EditKind.UNDO else sample.redo
    before = sample.dump()
    texts: list[tuple[int, int]] = []

    def stop_later(done: int, of: int, _what: str) -> None:
        texts.append((done, of))
        if len(texts) == 2:
            raise StoppedError

    with pytest.raises(StoppedError):
        replay(stop_later)
    assert many == 120
    assert texts == [(0, 120), (50, 120)]
    assert sample.dump() == before
    assert replay() is not None
    assert sample.dump() != before


# -- copies


def stop(_done: int, _of: int, _what: str) -> None:
    raise StoppedError


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample is small: it is looked at more often."""
    monkeypatch.setattr(sqlite_engines, "_PAGES", 4)
    monkeypatch.setattr(sqlite_engines, "_OPERATIONS", 100)


def test_a_copy_tells_how_far_it_is(sample: Workspace, small_steps: None) -> None:
    texts: list[tuple[int, int]] = []
    copy = sample.copies.make("asked", lambda done, of, _what: texts.append((done, of)))
    assert copy is not None
    shares = [done for done, of in texts if of == 100]
    assert len(shares) > 2
    assert shares == sorted(shares)
    assert shares[-1] == 100


@pytest.mark.parametrize("after", [0, 3, 40])
def test_a_copy_that_is_stopped_leaves_nothing_behind(
    sample: Workspace, small_steps: None, tmp_path: Path, after: int
) -> None:
    calls = iter(range(10_000))

    def stop_later(_done: int, _of: int, _what: str) -> None:
        if next(calls) == after:
            raise StoppedError

    target = tmp_path / "สำเนา" / "ใหม่.ita"
    with pytest.raises(StoppedError):
        safety_copies.copy_to(sample, target, stop_later)
    assert list(target.parent.iterdir()) == []


@pytest.mark.in_turn
@pytest.mark.parametrize("release", ["3.53.4", "3.40.1"])
def test_a_copy_of_one_moment_is_made_while_the_file_is_written(
    small_steps: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, release: str
) -> None:
    """With a log it is the moment at which the copy began."""
    monkeypatch.setattr(sqlite_engines, "library_version", lambda: release)
    numbers = iter(range(10_000))

    def write(_done: int, of: int, _what: str) -> None:
        if of:
            number = next(numbers)
            with sample.change("เพิ่ม") as change:
                change.insert(Unit(id=f"u{number}", name=f"u{number}", kind=UnitKind.SECTION))
            moments.append(sample.dump())

    with Workspace.open(workspaces.copy_sample(tmp_path / "งาน.ita")) as sample:
        moments = [sample.dump()]
        target = tmp_path / "สำเนา.ita"
        sample.copies.write_to(target, write)
        assert len(moments) > 3
        with Workspace.open(target) as copy:
            assert copy.dump() in (moments[:1] if release == "3.53.4" else moments)


def test_a_restore_that_is_stopped_changes_nothing(
    sample: Workspace, small_steps: None, tmp_path: Path
) -> None:
    there = tmp_path / "ที่เดิม.ita"
    shutil.copyfile(sample.path or "", there)
    content = there.read_bytes()
    copy = sample.copies.make("asked")
    assert copy is not None
    with pytest.raises(StoppedError):
        safety_copies.restore(copy.path, there, stop)
    assert there.read_bytes() == content
    assert {path.name for path in tmp_path.iterdir()} >= {"ที่เดิม.ita"}
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".ที่เดิม")]


def test_an_opening_that_is_stopped_leaves_the_file_to_others(
    tmp_path: Path, small_steps: None
) -> None:
    path = workspaces.copy_sample(tmp_path / "งาน.ita")
    with pytest.raises(StoppedError):
        Workspace.open(path, progress=stop)
    with Workspace.open(path) as opened:
        assert not opened.read_only
