"""The journal of the working file: a log where the SQLite library is sound, else none."""

import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.storage import sqlite_engines
from ita_desktop.storage.workspace import Workspace

SOUND = ["3.51.3", "3.52.0", "3.53.4", "3.50.7", "3.44.6", "4.0.0"]
BAD = ["3.40.1", "3.44.5", "3.45.1", "3.46.1", "3.50.6", "3.51.2", "3.49.9"]


@pytest.fixture(params=["3.53.4", "3.40.1"])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The journal that belongs to the library that is taken to be in use."""
    monkeypatch.setattr(sqlite_engines, "library_version", lambda: request.param)
    return "wal" if request.param == "3.53.4" else "truncate"


def add(workspace: Workspace, name: str, *, length: int = 1) -> None:
    with workspace.change("เพิ่ม") as change:
        change.insert(Unit(id=name, name=name, kind=UnitKind.SECTION, aliases="ก" * length))


def refused(workspace: Workspace) -> None:
    """A large unit of work that fails at its end."""
    with workspace.change("ไม่เก็บ") as change:
        row = Unit(id="ข", name="ข", kind=UnitKind.SECTION, aliases="ข" * 3_000_000)
        change.insert(row)
        raise ZeroDivisionError


def names_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return [name for (name,) in raw.execute("SELECT name FROM unit ORDER BY rowid")]


def journal_of(workspace: Workspace) -> str:
    working = workspace.connections.stored_at
    if working.with_name(f"{working.name}-wal").exists():
        return "wal"
    with closing(sqlite3.connect(working)) as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() != ("wal",)
    return "truncate"


@pytest.mark.parametrize("release", SOUND)
def test_releases_in_which_the_log_is_mended(release: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_engines, "library_version", lambda: release)
    assert sqlite_engines.is_log_sound()


@pytest.mark.parametrize("release", BAD)
def test_releases_that_may_damage_a_file(release: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_engines, "library_version", lambda: release)
    assert not sqlite_engines.is_log_sound()


def test_work_is_kept_with_either_journal(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "งาน.ita"
    with Workspace.create(path) as workspace:
        add(workspace, "ก")
        assert journal_of(workspace) == kind
        workspace.publish()
        assert names_in(path) == ["ก"]
        add(workspace, "ข")
        workspace.undo()
        add(workspace, "ค")
    assert names_in(path) == ["ก", "ค"]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["งาน.ita"]


def test_a_file_comes_from_a_sound_library_to_another_and_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "งาน.ita"
    Workspace.create(path).close()
    for number, release in enumerate(("3.53.4", "3.40.1", "3.53.4")):
        monkeypatch.setattr(sqlite_engines, "library_version", lambda release=release: release)
        with Workspace.open(path) as workspace:
            add(workspace, str(number))
    assert names_in(path) == ["0", "1", "2"]


@pytest.mark.in_turn
def test_another_thread_reads_what_was_stored_while_one_writes(tmp_path: Path, kind: str) -> None:
    with Workspace.create(tmp_path / "งาน.ita") as workspace:
        add(workspace, "ก")
        reads: list[list[str]] = []
        took: list[float] = []

        def read() -> None:
            begun = time.monotonic()
            reads.append([unit.name for unit in workspace.units()])
            took.append(time.monotonic() - begun)

        with workspace.change("เพิ่ม") as change:
            # More than SQLite keeps in memory by itself.
            for number in range(12):
                name = f"ข{number}"
                row = Unit(id=name, name=name, kind=UnitKind.SECTION, aliases="ก" * 1_000_000)
                change.insert(row)
            thread = threading.Thread(target=read)
            thread.start()
            thread.join(20)
        assert reads == [["ก"]], kind
        assert took[0] < 4  # seconds; SQLite would wait for five, and fail
        assert len(workspace.units()) == 13


@pytest.mark.in_turn
def test_saving_ends_although_edits_never_rest(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "งาน.ita"
    with Workspace.create(path) as workspace:
        for number in range(8):
            add(workspace, f"ก{number}", length=500_000)
        workspace.publish()
        is_enough = threading.Event()
        made = saves = 0

        def save() -> None:
            nonlocal saves
            while saves < 2 or made < 4:  # a slow disk may save twice within an edit
                workspace.publish()
                saves += 1
            is_enough.set()

        saving = threading.Thread(target=save)
        saving.start()
        while not is_enough.is_set() and made < 2_000:
            add(workspace, f"ข{made}")
            made += 1
            time.sleep(0.005)  # nobody types faster
        saving.join(60)
        assert is_enough.is_set(), f"not saved within {made} edits, {kind}"
    assert len(names_in(path)) == 8 + made


@pytest.mark.in_turn
def test_what_is_undone_while_it_is_saved_is_not_in_the_file(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "งาน.ita"
    with Workspace.create(path) as workspace:
        add(workspace, "ก", length=3_000_000)
        is_enough = threading.Event()

        def save() -> None:
            for _ in range(2):
                workspace.publish()
            is_enough.set()

        saving = threading.Thread(target=save)
        saving.start()
        while not is_enough.is_set():
            with pytest.raises(ZeroDivisionError):
                refused(workspace)
            add(workspace, f"ค{time.monotonic_ns()}")
            time.sleep(0.005)
        saving.join(60)
        kept = [unit.name for unit in workspace.units()]
        assert "ข" not in kept, kind
    assert names_in(path) == kept
