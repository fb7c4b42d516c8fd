"""Another program replaces the file in the very moment in which it is saved: no version is lost,
whoever it is of, on media that exchange two names and on those that cannot."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from unittest import mock

import pytest

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.services.settings.safety_copies import restore
from ita_desktop.storage.files import known, life
from ita_desktop.storage.files.life import FileState
from ita_desktop.storage.files.remembered import FileFindingKind, left_works
from ita_desktop.storage.workspace import Workspace
from tests.support.processes import other_process

WRITES_IN_PLACE = """
import sys
with open(sys.argv[1], "r+b") as file:
    print("open", flush=True)
    sys.stdin.readline()
    file.seek(0)
    file.write(open(sys.argv[2], "rb").read())
    file.truncate()
print("written", flush=True)
"""
DIES = """
import os, sys
from pathlib import Path
from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.storage.files import known
from ita_desktop.storage.workspace import Workspace
path, theirs, at = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
workspace = Workspace.open(path)
with workspace.change("เพิ่ม") as change:
    change.insert(Unit(id="ของเรา", name="ของเรา", kind=UnitKind.SECTION))
really = known._rename
known._rename = lambda *words: at != "moved" and really(*words)
exchange = known.exchange
def comes(*words):
    if theirs.exists():
        os.replace(theirs, path)
    return exchange(*words)
known.exchange = comes
def dies(*words):
    os._exit(9)
if at == "moved":
    known.place = dies
elif at == "looked":
    KnownFile = known.KnownFile
    KnownFile._must_be = dies
else:
    known.give_back = dies
workspace.publish()
"""


@pytest.fixture(params=["exchanges", "moves"])
def medium(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the medium of the file can do."""
    if request.param == "moves" or sys.platform != "linux":
        rename = known._rename

        def cannot(path: Path, other: Path, flags: int) -> bool:
            return flags != known._EXCHANGE and rename(path, other, flags)

        monkeypatch.setattr(known, "_rename", cannot)
    return str(request.param)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(life, "IDLE", 1e6)
    monkeypatch.setattr(life, "AT_LATEST", 1e6)
    folder = tmp_path / "แฟ้ม"
    folder.mkdir()
    path = folder / "งาน.ita"
    with Workspace.create(path) as workspace:
        _add(workspace, "ก")
    return path


def _version(path: Path, tmp_path: Path, name: str) -> Path:
    """A copy of the file that somebody has edited at another machine."""
    copy = tmp_path / f"{name}.ita"
    shutil.copyfile(path, copy)
    home = {"ITA_DESKTOP_HOME": str(tmp_path / "เครื่องอื่น")}
    with mock.patch.dict(os.environ, home), Workspace.open(copy) as workspace:
        _add(workspace, name)
        workspace.publish()
    return copy


def _add(workspace: Workspace, name: str) -> None:
    with workspace.change("เพิ่ม") as change:
        change.insert(Unit(id=name, name=name, kind=UnitKind.SECTION))


def _names_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return [name for (name,) in raw.execute("SELECT name FROM unit ORDER BY rowid")]


def _comes(version: Path, path: Path) -> None:
    """Another process puts a version in the place of the file."""
    words = "import os, sys; os.replace(sys.argv[1], sys.argv[2])"
    subprocess.run([sys.executable, "-c", words, version, path], check=True)


def _before(
    monkeypatch: pytest.MonkeyPatch, where: object, name: str, *acts: Callable[[], None]
) -> None:
    """Each act happens right before one of the next calls of a function."""
    really, left = getattr(where, name), list(acts)

    def call(*words: object) -> object:
        if left:
            left.pop(0)()
        return really(*words)

    monkeypatch.setattr(where, name, call)


def _left_names() -> list[list[str]]:
    return [_names_in(left.path) for left in left_works()]


@pytest.mark.in_turn
def test_a_version_that_comes_while_ours_is_being_saved_stays_and_ours_too(
    path: Path, tmp_path: Path, medium: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = _version(path, tmp_path, "ของเขา")
    workspace = Workspace.open(path)
    _add(workspace, "ของเรา")
    with monkeypatch.context() as patch:
        _before(patch, known, "exchange", lambda: _comes(theirs, path))
        with pytest.raises(WorkspaceError, match="แทนที่ขณะเปิดอยู่"):
            workspace.publish()
    assert _names_in(path) == ["ก", "ของเขา"]
    assert workspace.file_state is FileState.PARTED
    assert not workspace.saved.is_all
    with pytest.raises(WorkspaceError, match="แทนที่ขณะเปิดอยู่"):
        _add(workspace, "อีก")
    workspace.close()
    assert workspace.file_state is FileState.LEFT
    assert _left_names() == [["ก", "ของเรา"]]
    assert list(path.parent.iterdir()) == [path]
    with Workspace.open(path) as workspace:
        assert "1 รายการ" in str(workspace.notice)
        (found,) = workspace.findings()
        assert found.kind is FileFindingKind.LEFT


@pytest.mark.in_turn
def test_one_that_looks_the_same_but_is_another_is_seen(
    path: Path, tmp_path: Path, medium: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace.open(path)
    _add(workspace, "ของเรา")
    theirs = tmp_path / "เหมือน"
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    theirs.write_bytes(data)
    looks = path.stat()
    os.utime(theirs, ns=(looks.st_atime_ns, looks.st_mtime_ns))
    _comes(theirs, path)
    with pytest.raises(WorkspaceError, match="แทนที่ขณะเปิดอยู่"):
        workspace.publish()
    assert path.read_bytes() == data
    workspace.close()
    assert _left_names() == [["ก", "ของเรา"]]


@pytest.mark.in_turn
def test_of_two_versions_that_come_one_after_the_other_both_are_there(
    path: Path, tmp_path: Path, medium: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = _version(path, tmp_path, "เขา 1"), _version(path, tmp_path, "เขา 2")
    workspace = Workspace.open(path)
    _add(workspace, "ของเรา")
    with monkeypatch.context() as patch:
        _before(patch, known, "exchange", lambda: _comes(first, path))
        _before(patch, known, "give_back", lambda: _comes(second, path))
        with pytest.raises(WorkspaceError, match="ถูกแทนที่สองครั้ง") as told:
            workspace.publish()
    beside = path.with_name("งาน (2).ita")
    assert beside.name in told.value.sentence()
    assert sorted(map(_names_in, (path, beside))) == [["ก", "เขา 1"], ["ก", "เขา 2"]]
    assert sorted(path.parent.glob("[!.]*")) == sorted([path, beside])
    workspace.close()
    assert _left_names() == [["ก", "ของเรา"]]


def test_a_version_that_comes_while_nothing_is_there_stays(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = _version(path, tmp_path, "ของเขา")
    workspace = Workspace.open(path)
    _add(workspace, "ของเรา")
    with monkeypatch.context() as patch:
        patch.setattr(known, "_rename", lambda *_: False)
        _before(patch, known, "place", lambda: _comes(theirs, path))
        with pytest.raises(WorkspaceError, match="แทนที่ขณะเปิดอยู่"):
            workspace.publish()
    workspace.close()
    assert _names_in(path) == ["ก", "ของเขา"]
    assert _left_names() == [["ก", "ของเรา"]]
    assert list(path.parent.iterdir()) == [path]


def test_a_medium_that_does_not_take_the_new_file_gets_the_former_one_back(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace.open(path)
    _add(workspace, "ของเรา")
    place = known.place

    def refuse(fresh: Path, target: Path) -> None:
        if fresh.name.endswith(".part"):
            raise OSError(5, os.strerror(5))
        place(fresh, target)

    with monkeypatch.context() as patch:
        patch.setattr(known, "_rename", lambda *_: False)
        patch.setattr(known, "place", refuse)
        with pytest.raises(WorkspaceError, match="บันทึกลงแฟ้มไม่ได้"):
            workspace.publish()
    assert _names_in(path) == ["ก"]
    workspace.publish()
    workspace.close()
    assert _names_in(path) == ["ก", "ของเรา"]
    assert list(path.parent.iterdir()) == [path]


def test_who_edits_or_opens_in_the_moment_without_a_file_is_not_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, is_away, go_on = known.place, threading.Event(), threading.Event()

    def slowly(fresh: Path, target: Path) -> None:
        is_away.set()
        go_on.wait(10)
        place(fresh, target)

    with Workspace.open(path) as workspace:
        _add(workspace, "ของเรา")
        monkeypatch.setattr(known, "_rename", lambda *_: False)
        monkeypatch.setattr(known, "place", slowly)
        saving = threading.Thread(target=workspace.publish)
        saving.start()
        assert is_away.wait(10)
        assert not path.exists()
        threading.Timer(0.3, go_on.set).start()
        _add(workspace, "อีก")
        saving.join()
        is_away.clear()
        go_on.clear()
        saving = threading.Thread(target=workspace.publish)
        saving.start()
        assert is_away.wait(10)
        threading.Timer(0.3, go_on.set).start()
        with Workspace.open(path, read_only=True) as reader:
            assert [unit.name for unit in reader.units()] == ["ก", "ของเรา", "อีก"]
        saving.join()
    assert _names_in(path) == ["ก", "ของเรา", "อีก"]


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for leases")
def test_a_program_that_is_writing_the_file_in_place_does_not_write_into_nothing(
    path: Path, tmp_path: Path
) -> None:
    theirs = _version(path, tmp_path, "ของเขา")
    workspace = Workspace.open(path)
    _add(workspace, "ของเรา")
    with other_process(WRITES_IN_PLACE, path, theirs) as other:
        assert other.hears() == "open"
        with pytest.raises(WorkspaceError, match="โปรแกรมอื่นใช้อยู่"):
            workspace.publish()
        assert workspace.file_state is FileState.REFUSED
        other.says()
        assert other.hears() == "written"
    with pytest.raises(WorkspaceError, match="แทนที่ขณะเปิดอยู่"):
        workspace.publish()
    workspace.close()
    assert _names_in(path) == ["ก", "ของเขา"]
    assert _left_names() == [["ก", "ของเรา"]]
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.in_turn
@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux to exchange names")
@pytest.mark.parametrize("at", ["looked", "gave back"])
def test_a_version_that_was_taken_out_when_the_program_was_killed_is_beside_the_file(
    path: Path, tmp_path: Path, at: str
) -> None:
    theirs = _version(path, tmp_path, "ของเขา")
    with other_process(DIES, path, theirs, at) as other:
        other.ends()
        assert other.process.returncode == 9
    with Workspace.open(path) as workspace:
        beside = path.with_name("งาน (2).ita")
        assert (FileFindingKind.COPY, beside) in {
            (found.kind, found.path) for found in workspace.findings()
        }
    assert _names_in(path) == ["ก", "ของเรา"]
    assert _names_in(beside) == ["ก", "ของเขา"]
    assert sorted(path.parent.iterdir()) == sorted([path, beside])


@pytest.mark.in_turn
@pytest.mark.parametrize("at", ["moved", "looked"])
def test_a_program_that_is_killed_while_it_saves_leaves_the_file_in_its_place(
    path: Path, tmp_path: Path, at: str
) -> None:
    with other_process(DIES, path, tmp_path / "ไม่มี", at) as other:
        other.ends()
        assert other.process.returncode == 9
    if at == "moved":
        assert not path.exists()
    with Workspace.open(path) as workspace:
        assert [unit.name for unit in workspace.units()] == ["ก", "ของเรา"]
    assert _names_in(path) == ["ก", "ของเรา"]
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_is_there_again_is_not_written_over_by_putting_ours_back(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = _version(path, tmp_path, "ของเขา")
    workspace = Workspace.open(path)
    _add(workspace, "ของเรา")
    path.unlink()
    _before(monkeypatch, known, "place", lambda: _comes(theirs, path))
    with pytest.raises(WorkspaceError, match="แทนที่ขณะเปิดอยู่"):
        workspace.put_back()
    workspace.close()
    assert _names_in(path) == ["ก", "ของเขา"]
    assert _left_names() == [["ก", "ของเรา"]]


@pytest.mark.in_turn
def test_a_version_that_comes_while_a_safety_copy_is_restored_stays(
    path: Path, tmp_path: Path, medium: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = shutil.copyfile(path, tmp_path / "สำรอง.ita")
    with Workspace.open(path) as workspace:
        _add(workspace, "ต่อ")
    theirs = _version(path, tmp_path, "ของเขา")
    with monkeypatch.context() as patch:
        _before(patch, known, "exchange", lambda: _comes(theirs, path))
        with pytest.raises(WorkspaceError, match="โปรแกรมอื่นกำลังใช้แฟ้มนี้อยู่"):
            restore(backup, path)
    assert _names_in(path) == ["ก", "ต่อ", "ของเขา"]
    restore(backup, path)
    assert _names_in(path) == ["ก"]


@pytest.mark.in_turn
def test_a_replaced_file_that_cannot_be_deleted_goes_the_next_time(
    path: Path, medium: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink = Path.unlink

    def refuse(file: Path, missing_ok: bool = False) -> None:
        if known.is_taken_out(path) and file.name.startswith(f".{path.name}."):
            raise PermissionError(13, "Permission denied")
        unlink(file, missing_ok)

    with Workspace.open(path) as workspace:
        _add(workspace, "ข")
        with monkeypatch.context() as patch:
            patch.setattr(Path, "unlink", refuse)
            workspace.publish()
        assert workspace.saved.is_all
        assert known.is_taken_out(path)
        _add(workspace, "ค")
        workspace.publish()
        assert not known.is_taken_out(path)
    assert _names_in(path) == ["ก", "ข", "ค"]
    assert list(path.parent.iterdir()) == [path]
