"""Full disks, failing disks and files that go away: told in Thai, nothing half done."""

import contextlib
import errno
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ita_desktop.domain.errors import InputError, WorkspaceError, reason_of
from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.services import workspaces
from ita_desktop.storage.reasons import why
from ita_desktop.storage.workspace import Workspace
from tests.support.processes import other_process


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "แฟ้ม"
    folder.mkdir()
    Workspace.create(folder / "งาน.ita").close()
    return folder / "งาน.ita"


def _add(workspace: Workspace, name: str, *, length: int = 1) -> None:
    with workspace.change("เพิ่ม {name}", name=name) as change:
        change.insert(Unit(id=name, name=name, kind=UnitKind.SECTION, aliases="ก" * length))


def _raw(workspace: Workspace) -> sqlite3.Connection:
    raw = workspace.connections._writer.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


def test_an_edit_that_finds_the_disk_full_is_refused_and_the_next_one_works(path: Path) -> None:
    with Workspace.open(path) as workspace:
        _add(workspace, "ก")
        before = workspace.dump()
        (pages,) = _raw(workspace).execute("PRAGMA page_count").fetchone()
        _raw(workspace).execute(f"PRAGMA max_page_count={pages}")
        with pytest.raises(WorkspaceError, match=r"บันทึกไม่ได้ .เนื้อที่ดิสก์ไม่พอ") as raised:
            _add(workspace, "ข", length=20_000)
        assert "ข้อมูลยังเป็นอย่างเดิม" in raised.value.sentence()
        assert raised.value.exit_code == 3
        assert workspace.dump() == before
        assert workspace.edits.undo_label == "เพิ่ม ก"
        _raw(workspace).execute("PRAGMA max_page_count=1000000")
        _add(workspace, "ข", length=20_000)
        assert len(workspace.units()) == 2
    assert list(path.parent.iterdir()) == [path]


FILL = """
import resource, signal, sys
from pathlib import Path
from ita_desktop.domain.errors import ItaError
from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.storage.workspace import Workspace
path = Path(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
workspace = Workspace.open(path)
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 20_000, -1))
done = 0
try:
    for number in range(1000):
        with workspace.change("เพิ่ม") as change:
            change.insert(Unit(id=str(number), name="ก" * 2000, kind=UnitKind.SECTION))
        done += 1
except ItaError as error:
    print(error.sentence(), flush=True)
print(done, len(workspace.units()), flush=True)
workspace.close()
print("closed", flush=True)
"""


@pytest.mark.in_turn
@pytest.mark.posix("Windows limits no sizes of files")
def test_a_file_that_may_not_grow_keeps_every_edit_that_was_saved(path: Path) -> None:
    with other_process(FILL, path) as other:
        sentence, counts, closed = other.ends()
    assert "บันทึกไม่ได้" in sentence
    done, kept = map(int, counts.split())
    assert done == kept > 0
    assert closed == "closed"
    with Workspace.open(path) as workspace:
        assert len(workspace.units()) == done
    assert list(path.parent.iterdir()) == [path]


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 6000 KiB of its own."""
    place = tmp_path / "tiny"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6000k", "tiny", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:  # noqa: PLW1510
        pytest.skip("only root can mount a disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def _add_until_refused(workspace: Workspace) -> int:
    for number in range(1000):
        try:
            _add(workspace, str(number), length=3000)
        except WorkspaceError as error:
            assert "บันทึกไม่ได้ (เนื้อที่ดิสก์ไม่พอ)" in error.sentence()  # noqa: PT017
            return number
    raise AssertionError("the disk took everything")


def test_a_disk_that_runs_full_loses_no_stored_edit(
    tiny_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ITA_DESKTOP_HOME", str(tiny_disk / "home"))
    path, filler = tiny_disk / "งาน.ita", tiny_disk / "filler"
    filler.write_bytes(bytes(3_000_000))
    workspace = Workspace.create(path)
    stored = _add_until_refused(workspace)
    assert len(workspace.units()) == stored > 0
    workspace.close()
    filler.unlink()
    with Workspace.open(path) as workspace:
        assert len(workspace.units()) == stored
        assert workspace.undo() is not None
    assert sorted(one.name for one in tiny_disk.iterdir()) == ["home", "งาน.ita"]
    assert list((tiny_disk / "home" / "working").iterdir()) == []


def _fill(disk: Path) -> None:
    with (disk / "filler").open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(bytes(4096)):
            pass


def test_a_workspace_on_a_full_disk_takes_edits_and_tells_that_they_are_not_saved(
    tiny_disk: Path,
) -> None:
    path = tiny_disk / "งาน.ita"
    with Workspace.create(path) as workspace:
        _add(workspace, "ก")
    _fill(tiny_disk)
    before = path.read_bytes()
    workspace = Workspace.open(path)
    _add(workspace, "ข", length=20_000)
    with pytest.raises(WorkspaceError, match=r"บันทึกลงแฟ้มไม่ได้ \(เนื้อที่ดิสก์ไม่พอ\)"):
        workspace.publish()
    assert not workspace.saved.is_all
    assert workspace.saved.problem is not None
    workspace.close()
    assert path.read_bytes() == before
    assert sorted(one.name for one in tiny_disk.iterdir()) == ["filler", "งาน.ita"]
    (tiny_disk / "filler").unlink()
    with Workspace.open(path) as workspace:
        assert workspace.notice is not None
        assert len(workspace.units()) == 2
        assert workspace.wait_saved(5)
    with Workspace.open(path, read_only=True) as workspace:
        assert len(workspace.units()) == 2


def test_a_full_disk_takes_no_new_workspace_and_no_copy_and_keeps_no_pieces(
    tiny_disk: Path, path: Path
) -> None:
    with Workspace.open(path) as workspace:
        for number in range(20):
            _add(workspace, str(number), length=3000)
    _fill(tiny_disk)
    with pytest.raises(InputError, match=r"สร้างแฟ้มไม่ได้ \(เนื้อที่ดิสก์ไม่พอ\)"):
        workspaces.create(tiny_disk / "ใหม่.ita", "สำนักงานเขตตัวอย่าง", 2567)
    with (
        Workspace.open(path) as workspace,
        pytest.raises(WorkspaceError, match=r"สำรองแฟ้มไม่ได้ \(เนื้อที่ดิสก์ไม่พอ\)"),
    ):
        workspace.copies.write_to(tiny_disk / "สำเนา.ita")
    assert [one.name for one in tiny_disk.iterdir()] == ["filler"]


@pytest.mark.in_turn
@pytest.mark.parametrize("gone", ["removed", "renamed", "replaced"])
def test_an_edit_of_a_file_that_went_away_is_refused_not_lost(path: Path, gone: str) -> None:
    workspace = Workspace.open(path)
    _add(workspace, "ก")
    elsewhere = path.with_name("ย้าย.ita")
    path.rename(elsewhere)
    if gone == "removed":
        elsewhere.unlink()
    elif gone == "replaced":
        path.write_bytes(b"something else")
    for write in (lambda: _add(workspace, "ข"), workspace.undo, workspace.publish):
        with pytest.raises(WorkspaceError, match="ถูกย้าย ลบ หรือแทนที่"):
            write()
    assert not workspace.saved.is_all
    workspace.copies.write_to(path.with_name("สำเนา.ita"))
    if gone == "renamed":
        elsewhere.rename(path)
        _add(workspace, "ข")
        assert len(workspace.units()) == 2
    workspace.close()
    with Workspace.open(path.with_name("สำเนา.ita")) as copy:
        assert [unit.name for unit in copy.units()] == ["ก"], "what was stored is not lost"
    if gone == "replaced":
        assert path.read_bytes() == b"something else"


@pytest.mark.posix("Windows removes no folder of an open file")
def test_a_folder_that_vanishes_is_told_and_closing_still_works(path: Path) -> None:
    workspace = Workspace.open(path)
    shutil.rmtree(path.parent)
    with pytest.raises(WorkspaceError, match="ถูกย้าย ลบ หรือแทนที่"):
        _add(workspace, "ก")
    workspace.close()
    assert not path.parent.exists()


class _Failing(sqlite3.Connection):
    """A connection whose disk fails when a test says so."""

    trouble: sqlite3.OperationalError | None = None

    def cursor(self, *arguments, **named):  # type: ignore[no-untyped-def]
        if _Failing.trouble is not None:
            raise _Failing.trouble
        return super().cursor(*arguments, **named)


def _trouble(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    return error


@pytest.fixture
def failing(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: connect(*a, factory=_Failing, **k))
    workspace = Workspace.open(path)
    yield workspace
    _Failing.trouble = None
    workspace.close()


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (sqlite3.SQLITE_IOERR | (3 << 8), "อ่านหรือเขียนดิสก์ไม่ได้"),
        (sqlite3.SQLITE_READONLY, "เขียนไม่ได้"),
        (sqlite3.SQLITE_BUSY, "โปรแกรมอื่นใช้อยู่"),
        (sqlite3.SQLITE_CORRUPT, "แฟ้มเสียหาย"),
    ],
)
def test_a_failing_disk_is_told_when_reading_and_when_writing(
    failing: Workspace, code: int, reason: str
) -> None:
    _Failing.trouble = _trouble(code)
    with pytest.raises(WorkspaceError, match=f"อ่านข้อมูลไม่ได้ .{reason}") as raised:
        failing.units()
    assert raised.value.exit_code == 3
    with pytest.raises(WorkspaceError, match=f"บันทึกไม่ได้ .{reason}"):
        _add(failing, "ก")
    with pytest.raises(WorkspaceError, match=f"บันทึกไม่ได้ .{reason}"):
        failing.undo()
    _Failing.trouble = None
    _add(failing, "ก")
    assert len(failing.units()) == 1


BUSY = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("mine", flush=True)
sys.stdin.readline()
"""


def test_a_file_that_another_program_keeps_shut_is_not_called_damaged(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ita_desktop.storage.sqlite_engines.LOCK_TIMEOUT", 0.05)
    with other_process(BUSY, path) as other:
        assert other.hears() == "mine"
        with pytest.raises(WorkspaceError, match="โปรแกรมอื่นกำลังใช้แฟ้มนี้อยู่"):
            Workspace.open(path)
    with Workspace.open(path) as workspace:
        assert not workspace.read_only
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("how", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_file_that_another_program_is_writing_is_not_replaced(path: Path, how: str) -> None:
    with Workspace.open(path) as workspace:
        _add(workspace, "ก")
        with other_process(BUSY.replace("EXCLUSIVE", how), path) as other:
            assert other.hears() == "mine"
            with pytest.raises(WorkspaceError, match=r"บันทึกลงแฟ้มไม่ได้ .โปรแกรมอื่นใช้อยู่"):
                workspace.publish()
        workspace.publish()
        assert workspace.saved.is_all
        assert workspace.saved.problem is None


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (errno.ENOSPC, "เนื้อที่ดิสก์ไม่พอ"),
        (errno.EACCES, "ไม่มีสิทธิ์"),
        (errno.EIO, "อ่านหรือเขียนดิสก์ไม่ได้"),
        (errno.EMFILE, "เปิดแฟ้มไว้มากเกินไป"),
        (errno.EPROTO, "ระบบแจ้งรหัส EPROTO"),
    ],
)
def test_reasons_of_the_system_are_told_in_thai_where_they_are_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, text: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "touch", fail)
    with pytest.raises(InputError, match=text):
        Workspace.create(tmp_path / "ใหม่.ita")


def test_no_words_of_a_library_stand_in_our_sentences() -> None:
    for number in errno.errorcode:
        assert os.strerror(number) not in reason_of(OSError(number, os.strerror(number)))
    for error in (sqlite3.OperationalError("no such table: person"), UnicodeError("bad")):
        assert why(error) == f"ฐานข้อมูลแจ้งรหัส {type(error).__name__}"
    with contextlib.closing(sqlite3.connect(":memory:")) as raw:
        with pytest.raises(sqlite3.Error) as caught:
            raw.execute("SELECT * FROM person")
        assert why(caught.value) == "ฐานข้อมูลแจ้งรหัส SQLITE_ERROR"
