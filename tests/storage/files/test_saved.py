"""Saved means in the clerk's one file: whoever copies it has a whole workspace with all of it."""

import json
import os
import random
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from unittest.mock import Mock

import pytest

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.services import workspaces
from ita_desktop.settings import backup_root
from ita_desktop.storage.files import known as known_file
from ita_desktop.storage.files import life
from ita_desktop.storage.files import working as working_file
from ita_desktop.storage.files.known import KnownFile
from ita_desktop.storage.files.remembered import left_works
from ita_desktop.storage.workspace import Workspace
from tests.support.processes import other_process

AT_MOST = 2.0
"""Seconds from the last edit until it is saved."""

EDIT = """
import sys
from pathlib import Path
from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.storage.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]))
for name in sys.stdin:
    with workspace.change("เพิ่ม") as change:
        change.insert(Unit(id=name.strip(), name=name.strip(), kind=UnitKind.SECTION))
    print("stored", flush=True)
"""
BUSY = """
import sys, time
from pathlib import Path
from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.storage.files import life
from ita_desktop.storage.workspace import Workspace
life.IDLE, life.AT_LATEST, life._REST = 0.01, 0.05, 0
workspace = Workspace.open(Path(sys.argv[1]))
number, at = 0, workspace.saved.at
while True:
    with workspace.change("เพิ่ม") as change:
        change.insert(Unit(id=str(number), name=f"หน่วย {number}", kind=UnitKind.SECTION))
    number += 1
    if workspace.saved.at != at:
        at = workspace.saved.at
        print("saved", flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "แฟ้ม").mkdir()
    path = tmp_path / "แฟ้ม" / "งาน.ita"
    with Workspace.create(path) as workspace:
        _add(workspace, "ก")
    return path


def _add(workspace: Workspace, name: str, *, length: int = 1) -> None:
    with workspace.change("เพิ่ม") as change:
        change.insert(Unit(id=name, name=name, kind=UnitKind.SECTION, aliases="ก" * length))


def _names(workspace: Workspace) -> list[str]:
    return [unit.name for unit in workspace.units()]


def _names_in(path: Path) -> list[str]:
    """What a copy of the one file holds, after all has been proved that SQLite can prove."""
    assert not path.with_name(f"{path.name}-wal").exists()
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        return [name for (name,) in raw.execute("SELECT name FROM unit ORDER BY rowid")]


def _names_in_work(path: Path) -> list[str]:
    """What a working file holds with its log."""
    with closing(sqlite3.connect(path)) as raw:
        return [name for (name,) in raw.execute("SELECT name FROM unit ORDER BY rowid")]


def _working() -> list[Path]:
    root = working_file.root()
    return sorted(root.iterdir()) if root.exists() else []


def _copied(path: Path, to: Path, chunk: int, rest: float) -> None:
    """Copies as a stick or a cloud folder does: piece by piece, with pauses."""
    with path.open("rb") as source, to.open("wb") as copy:
        while part := source.read(chunk):
            copy.write(part)
            time.sleep(rest)


# -- in time


def test_the_last_edit_is_in_the_one_file_a_moment_later(path: Path) -> None:
    with Workspace.open(path) as workspace:
        _add(workspace, "ข")
        assert not workspace.saved.is_all
        assert workspace.wait_saved(AT_MOST)
        assert _names_in(path) == ["ก", "ข"]
        assert workspace.undo() == "เพิ่ม"
        assert not workspace.saved.is_all
        assert workspace.wait_saved(AT_MOST)
        assert _names_in(path) == ["ก"]


def test_a_reader_neither_holds_the_saving_up_nor_has_any_hold_on_the_file(path: Path) -> None:
    with Workspace.open(path) as workspace, Workspace.open(path) as reader:
        assert reader.read_only
        with reader.connections.read() as connection:
            connection.exec_driver_sql("SELECT * FROM unit").fetchone()
            _add(workspace, "ข")
            assert workspace.wait_saved(AT_MOST)
            assert _names_in(path) == ["ก", "ข"]
        assert _names(reader) == ["ก"]
        reader.catch_up()
        assert _names(reader) == ["ก", "ข"]


def test_work_that_never_rests_is_saved_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(life, "AT_LATEST", 0.6)
    with Workspace.open(path) as workspace:
        until = time.monotonic() + 3
        saved = set()
        while time.monotonic() < until:
            _add(workspace, f"{time.monotonic()}")
            saved.add(path.stat().st_mtime_ns)
            time.sleep(0.05)
        assert len(saved) > 2


def test_who_asks_for_it_has_it_saved_without_a_moment_of_rest(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(life, "IDLE", 60)
    monkeypatch.setattr(life, "AT_LATEST", 60)
    with Workspace.open(path) as workspace:
        workspace.publish_soon()
        _add(workspace, "ข")
        assert not workspace.wait_saved(0.3)
        workspace.publish_soon()
        assert workspace.wait_saved(AT_MOST)
        assert _names_in(path) == ["ก", "ข"]


def test_a_unit_of_work_that_wrote_nothing_leaves_the_file_alone(path: Path) -> None:
    before = path.stat().st_mtime_ns
    with Workspace.open(path) as workspace:
        with workspace.change("ไม่มีอะไร"):
            pass
        assert workspace.saved.is_all
        assert workspace.redo() is None
        assert workspace.saved.is_all
    assert path.stat().st_mtime_ns == before


def test_a_file_says_when_it_was_written_last_not_when_its_content_was_made(
    tmp_path: Path,
) -> None:
    copy = workspaces.copy_sample(tmp_path / "ตัวอย่าง.ita")
    day = datetime(2025, 3, 14, 9, 26).astimezone()
    os.utime(copy, (day.timestamp(), day.timestamp()))
    with Workspace.open(copy) as workspace:
        assert workspace.saved.at == day
        _add(workspace, "ก")
        workspace.publish()
        at = workspace.saved.at
        assert at is not None
        assert abs((datetime.now().astimezone() - at).total_seconds()) < 5


# -- nothing but the one file


def test_beside_an_open_file_lies_nothing_but_its_lock(path: Path) -> None:
    with Workspace.open(path) as workspace:
        assert len(_working()) == 1
        for name in "ขคง":
            _add(workspace, name)
            workspace.publish()
            beside = {one.name for one in path.parent.iterdir()}
            assert beside == {path.name, f".{path.name}.lock"}
    assert list(path.parent.iterdir()) == [path]
    assert _working() == []


def test_a_reader_leaves_nothing_behind(path: Path) -> None:
    with Workspace.open(path, read_only=True) as reader:
        assert _names(reader) == ["ก"]
        assert list(path.parent.iterdir()) == [path]
    assert _working() == []


def test_what_a_reader_left_in_a_crash_is_taken_away_by_a_later_one(path: Path) -> None:
    left = working_file.root() / "reading-1"
    left.mkdir(parents=True)
    (left / path.name).touch()
    (left / f".{path.name}.lock").touch()
    with Workspace.open(path, read_only=True):
        assert left.exists(), "it may be just beginning"
        os.utime(left, (0, 0))
        with Workspace.open(path, read_only=True):
            assert not left.exists()
            assert len(_working()) == 2


@pytest.mark.posix("rights of files are told by POSIX modes")
def test_the_file_keeps_its_rights_and_the_links_to_it(path: Path, tmp_path: Path) -> None:
    path.chmod(0o640)
    link = tmp_path / "ทางลัด.ita"
    link.symlink_to(path)
    with Workspace.open(link) as workspace:
        _add(workspace, "ข")
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert _names_in(path) == ["ก", "ข"]


# -- copies at any moment


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("chunk", "rest"), [(1 << 20, 0), (4096, 0), (65536, 0.004), (40_000, 0.02)]
)
def test_every_copy_of_a_busy_file_opens_with_all_that_was_saved_when_it_began(
    path: Path, tmp_path: Path, chunk: int, rest: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(life, "IDLE", 0.02)
    monkeypatch.setattr(life, "AT_LATEST", 0.1)
    chance, ended = random.Random(chunk), threading.Event()
    saved: set[str] = {"ก"}
    with Workspace.open(path) as workspace, Workspace.open(path) as reader:

        def look() -> None:
            # What is stored before a look at which all is saved is saved.
            names = set(_names(workspace))
            if workspace.saved.is_all:
                saved.update(names)

        def work() -> None:
            number = 0
            while not ended.is_set():
                name = f"หน่วย {number}"
                _add(workspace, name, length=chance.randrange(8000))
                if chance.random() < 0.3:
                    time.sleep(chance.random() * 0.1)
                # A slow machine may save nothing to its end between edits without a rest.
                elif chance.random() < 0.1 and workspace.wait_saved(10):
                    look()
                number += 1

        def note() -> None:
            while not ended.is_set():
                look()
                time.sleep(0.002)

        threads = [threading.Thread(target=function) for function in (work, note)]
        for thread in threads:
            thread.start()
        try:
            begun, copies = time.monotonic(), 0
            while copies < 3 or len(saved) < 4 or time.monotonic() < begun + 3:
                assert time.monotonic() < begun + 60, (copies, saved)
                time.sleep(chance.random() * 0.05)
                promised = set(saved)
                copy = tmp_path / f"สำเนา {copies}.ita"
                _copied(path, copy, chunk, rest)
                assert promised <= set(_names_in(copy))
                reader.catch_up()
                assert promised <= set(_names(reader))
                copies += 1
        finally:
            ended.set()
            for thread in threads:
                thread.join()
    with Workspace.open(copy) as opened:
        assert not opened.read_only
        assert opened.undo() == "เพิ่ม"


@pytest.mark.in_turn
def test_a_program_that_is_killed_at_any_moment_leaves_a_whole_file(path: Path) -> None:
    chance = random.Random(7)
    known: list[str] = ["ก"]
    for _ in range(6):
        with other_process(BUSY.replace("= 0, ", f"= {len(known)}, "), path) as other:
            assert other.hears() == "saved"
            time.sleep(chance.random() * 0.3)
            other.killed()
        assert set(known) <= set(_names_in(path))
        with Workspace.open(path) as workspace:
            assert set(_names_in(path)) <= set(_names(workspace))
            known = _names(workspace)
        assert list(path.parent.iterdir()) == [path]
        assert set(_names_in(path)) == set(known)
    assert _working() == []


def test_an_edit_does_not_wait_while_a_large_file_is_being_saved(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    replace_by = KnownFile.replace_by

    def slowly(known: KnownFile, fresh: Path, digest: str) -> None:
        begun.set()
        waited.append(go_on.wait(10))
        replace_by(known, fresh, digest)

    waited: list[bool] = []
    monkeypatch.setattr(KnownFile, "replace_by", slowly)
    with Workspace.open(path) as workspace:
        _add(workspace, "ข")
        assert begun.wait(5)
        _add(workspace, "ค")
        assert _names(workspace) == ["ก", "ข", "ค"]
        assert waited == [], "neither the edit nor who reads waits until it is stored"
        assert not workspace.saved.is_all
        go_on.set()
        while _names_in(path) == ["ก"]:
            time.sleep(0.01)
        assert _names_in(path) == ["ก", "ข"], "the moment in which it began"
        assert workspace.wait_saved(5)
        assert _names_in(path) == ["ก", "ข", "ค"]


# -- what could not be saved


@contextmanager
def _refusing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The system refuses to replace the file, because another program holds it."""

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(KnownFile, "replace_by", refuse)
        yield


@pytest.mark.parametrize("edits", [0, 1])
def test_closing_reads_the_file_once_to_know_it(
    path: Path, monkeypatch: pytest.MonkeyPatch, edits: int
) -> None:
    """A large one on a stick takes its seconds each time."""
    workspace = Workspace.open(path)
    for number in range(edits):
        _add(workspace, f"ข {number}")
    read: list[Path] = []
    digest_of = known_file.digest_of

    def noted(file: Path) -> str:
        read.append(file)
        return digest_of(file)

    monkeypatch.setattr(known_file, "digest_of", noted)
    workspace.close()
    assert read.count(path) == 1
    with Workspace.open(path) as again:
        assert len(_names(again)) == 1 + edits


def test_what_cannot_be_saved_is_told_and_tried_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(life, "IDLE", 0.01)
    with Workspace.open(path) as workspace:
        with _refusing(monkeypatch):
            _add(workspace, "ข")
            while (problem := workspace.saved.problem) is None:
                time.sleep(0.01)
            assert "บันทึกลงแฟ้มไม่ได้ (ไม่มีสิทธิ์)" in problem.sentence()
            assert "ทำสำเนา" in problem.sentence()
            assert not workspace.saved.is_all
            assert _names_in(path) == ["ก"]
            assert not path.with_name(f".{path.name}.part").exists()
        assert workspace.wait_saved(5)
        assert workspace.saved.problem is None
        assert _names_in(path) == ["ก", "ข"]


def test_leaving_the_block_says_where_not_all_could_be_saved(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        _refusing(monkeypatch),
        pytest.raises(WorkspaceError, match="บันทึกลงแฟ้มไม่ได้"),
        Workspace.open(path) as workspace,
    ):
        _add(workspace, "ข")
    with Workspace.open(path) as workspace:
        assert workspace.notice is not None
        assert "1 รายการ" in workspace.notice
        assert _names(workspace) == ["ก", "ข"]


@pytest.mark.in_turn
@pytest.mark.parametrize("_round", range(4))  # which thread comes first is decided by lot
def test_nothing_is_saved_any_more_once_the_file_is_closed(
    path: Path, monkeypatch: pytest.MonkeyPatch, _round: int
) -> None:
    """Not even by the thread that waited while the last try failed."""
    monkeypatch.setattr(life, "IDLE", 0.1)
    tries = []

    def refuse_slowly(*_: object) -> None:
        tries.append(path)
        time.sleep(0.3)
        raise PermissionError(13, "Permission denied")

    others = set(threading.enumerate())  # a workspace of another test may be open
    workspace = Workspace.open(path)
    with monkeypatch.context() as patch:
        patch.setattr(KnownFile, "replace_by", refuse_slowly)
        _add(workspace, "ข")
        with pytest.raises(WorkspaceError):
            workspace.publish()
        workspace.close()
        tried = len(tries)
        for thread in set(threading.enumerate()) - others:
            thread.join(10)
    assert len(tries) == tried
    assert _names_in(path) == ["ก"]


def test_a_copied_snapshot_that_is_not_sound_never_takes_the_place_of_the_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(life.sqlite_engines, "copy_content", lambda *_: False)
    before = path.read_bytes()
    workspace = Workspace.open(path)
    _add(workspace, "ข")
    with pytest.raises(WorkspaceError, match=r"บันทึกลงแฟ้มไม่ได้ .แฟ้มเสียหาย"):
        workspace.publish()
    assert path.read_bytes() == before
    workspace.close()


def test_a_log_that_another_program_laid_beside_the_file_is_not_read_into_ours(path: Path) -> None:
    with Workspace.open(path) as workspace:
        _add(workspace, "ข")
        log = path.with_name(f"{path.name}-wal")
        log.touch()
        with pytest.raises(WorkspaceError, match=r"โปรแกรมอื่นใช้อยู่"):
            workspace.publish()
        log.unlink()
        workspace.publish()
    assert _names_in(path) == ["ก", "ข"]


# -- after a crash


def _crash(path: Path, *names: str) -> None:
    """The program is killed before its last edits are in the file."""
    with other_process(EDIT, path) as other:
        for name in names:
            other.says(name)
            assert other.hears() == "stored"
        other.killed()


@pytest.mark.in_turn
def test_what_a_crash_left_is_taken_over_and_told_once(path: Path) -> None:
    _crash(path, "ข", "ค")
    before = set(_names_in(path))
    with Workspace.open(path) as workspace:
        assert workspace.notice is not None
        assert f"นำงานที่ค้างในเครื่องนี้กลับมาแล้ว {3 - len(before)} รายการ" in workspace.notice
        assert _names(workspace) == ["ก", "ข", "ค"]
        assert workspace.wait_saved(AT_MOST)
        assert _names_in(path) == ["ก", "ข", "ค"]
        assert workspace.undo() == "เพิ่ม"
    with Workspace.open(path) as workspace:
        assert workspace.notice is None


@pytest.mark.in_turn
def test_a_crash_after_all_was_saved_leaves_nothing_to_tell(path: Path) -> None:
    with other_process(EDIT, path) as other:
        other.says("ข")
        assert other.hears() == "stored"
        while len(_names_in(path)) < 2:
            time.sleep(0.05)
        time.sleep(0.2)
        other.killed()
    with Workspace.open(path) as workspace:
        assert workspace.notice is None
        assert _names(workspace) == ["ก", "ข"]


@pytest.mark.in_turn
def test_a_file_that_came_back_by_another_time_is_still_the_same(path: Path) -> None:
    _crash(path, "ข")
    os.utime(path, (0, 0))  # as a stick that was taken out may tell it
    with Workspace.open(path) as workspace:
        assert _names(workspace) == ["ก", "ข"]


def test_a_mistake_of_the_program_does_not_end_the_saving(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Workspace.open(path) as workspace:
        with monkeypatch.context() as broken:
            broken.setattr(life, "copy_rights", _die)
            _add(workspace, "ข")
            while workspace.saved.problem is None:
                time.sleep(0.01)
        assert workspace.wait_saved(10)
        assert workspace.saved.problem is None
    assert _names_in(path) == ["ก", "ข"]


@pytest.mark.in_turn
@pytest.mark.parametrize("root", [True, False])
def test_a_file_that_was_changed_elsewhere_is_not_written_over(
    path: Path, tmp_path: Path, root: bool
) -> None:
    backups = backup_root() if root else None
    elsewhere = Path(shutil.copy(path, tmp_path / "เครื่องอื่น.ita"))
    with Workspace.open(elsewhere) as workspace:
        _add(workspace, "จากที่อื่น")
    _crash(path, "ข")
    elsewhere.replace(path)
    with Workspace.open(path, backup_root=backups) as workspace:
        assert _names(workspace) == ["ก", "จากที่อื่น"]
        assert workspace.notice is not None
        assert "1 รายการ" in workspace.notice
        (left,) = left_works()
    assert str(left.path) in str(workspace.notice)
    assert _names_in_work(left.path) == ["ก", "ข"]
    assert _names_in(path) == ["ก", "จากที่อื่น"]
    with Workspace.open(path, backup_root=backups) as workspace:
        assert workspace.notice is None


def test_what_a_crash_left_and_nobody_can_read_is_kept_and_told(path: Path) -> None:
    _crash(path, "ข")
    (left,) = working_file.root().glob(f"*/{path.name}")
    left.write_bytes(b"broken" + left.read_bytes()[6:])
    with Workspace.open(path) as workspace:
        assert _names(workspace) == ["ก"]
        assert workspace.notice is not None
        assert "อ่านได้ไม่ครบ" in workspace.notice
        kept = Path(str(workspace.notice.fields["path"]))
        assert kept.read_bytes().startswith(b"broken")
    assert kept.exists()


def test_a_note_that_cannot_be_read_counts_as_a_changed_file(path: Path) -> None:
    _crash(path, "ข")
    (note,) = working_file.root().glob("*/base.json")
    assert set(json.loads(note.read_text(encoding="utf-8"))) == {
        "file", "digests", "newest", "mark", "workspace", "identities"
    }  # fmt: skip
    note.write_text("{", encoding="utf-8")
    with Workspace.open(path, backup_root=backup_root()) as workspace:
        assert _names(workspace) == ["ก"]
        (left,) = left_works()
    assert _names_in_work(left.path) == ["ก", "ข"]


def test_a_crash_between_the_two_halves_of_saving_is_neither_change_nor_loss(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace.open(path)
    _add(workspace, "ข")
    monkeypatch.setattr(known_file, "make_lasting", _die)
    with pytest.raises(RuntimeError):
        workspace.publish()
    workspace._opened.working.leave()  # type: ignore[union-attr]
    workspace._life._lock.release()  # type: ignore[union-attr]
    monkeypatch.undo()
    with Workspace.open(path) as again:
        assert again.notice is None
        assert _names(again) == ["ก", "ข"]


def _die(*_: object) -> None:
    raise RuntimeError


def test_a_disk_that_is_gone_when_the_file_is_closed_gets_its_edits_the_next_time(
    path: Path,
) -> None:
    workspace = Workspace.open(path)
    _add(workspace, "ข")
    stick = path.parent.rename(path.parent.with_name("ถอดออก"))
    workspace.close()
    assert not workspace.saved.is_all
    stick.rename(path.parent)
    assert _names_in(path) == ["ก"]
    with Workspace.open(path) as again:
        assert again.notice is not None
        assert _names(again) == ["ก", "ข"]


def test_where_no_working_file_can_be_made_the_refusal_says_where_and_why(path: Path) -> None:
    working_file.root().rmdir()
    working_file.root().write_text("a file where the folder should be", encoding="utf-8")
    for read_only in (True, False):
        with pytest.raises(WorkspaceError, match="ทำแฟ้มทำงานในเครื่องนี้ไม่ได้") as raised:
            Workspace.open(path, read_only=read_only)
        assert str(working_file.root()) in raised.value.sentence()
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.posix("Windows removes no open file")
def test_a_second_process_that_reaches_the_file_past_its_lock_only_reads(path: Path) -> None:
    with Workspace.open(path) as first:
        path.with_name(f".{path.name}.lock").unlink()  # as a cloud folder may do
        with Workspace.open(path) as second:
            assert second.read_only
            assert second.holder is not None
            assert second.holder.user == first.edits.who


def test_a_file_is_known_again_by_what_is_in_it(path: Path) -> None:
    known = KnownFile(path, known_file.digest_of(path), known_file.look_at(path))
    assert known.is_unchanged()
    os.utime(path, (1, 1))
    assert known.is_unchanged()
    path.write_bytes(path.read_bytes() + b"x")
    assert not known.is_unchanged()
    path.unlink()
    assert not known.is_unchanged()


# -- a large file on a slow medium


@pytest.mark.in_turn
@pytest.mark.parametrize("seconds", [20, 60, 75, 200])
def test_a_slow_medium_rests_and_no_edit_waits_longer_than_ten_minutes(
    path: Path, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    """An hour and a half of edits without a rest, by a clock that goes on when the medium writes
    and when the clerk waits."""
    now, busy = 1000.0, 0.0
    copy_content = life.sqlite_engines.copy_content

    def slowly(source: Path, target: Path) -> bool:
        nonlocal now, busy
        now, busy = now + seconds, busy + seconds
        return copy_content(source, target)

    monkeypatch.setattr(life, "time", Mock(monotonic=lambda: now))
    monkeypatch.setattr(life.FileLife, "_wake", lambda _: None)  # carried below, by that clock
    monkeypatch.setattr(os, "fsync", lambda _: None)
    with Workspace.open(path) as workspace, monkeypatch.context() as slow:
        slow.setattr(life.sqlite_engines, "copy_content", slowly)
        alive, lacking, longest = workspace._life, [], 0.0
        assert alive is not None
        begun = now
        while now < begun + 5400:
            alive.note_edit()
            lacking.append(now)
            if alive._delay() == 0:
                alive.carry()
                longest = max(longest, now - lacking[0])
                lacking.clear()
            now += 5
        assert longest <= 601 + 5, "the clerk waits five seconds at a time"
        share = busy / (now - begun)
        assert share <= (0.105 if seconds <= 60 else 1.1 * seconds / 600)
        assert workspace.saved.is_later
        slow.undo()
        _add(workspace, "สุดท้าย")
    assert _names_in(path) == ["ก", "สุดท้าย"], "at closing there is no rest"
