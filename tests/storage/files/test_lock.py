"""One writer a file: who comes second reads, and a crash leaves nothing behind."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.storage.edits.changes import Changed
from ita_desktop.storage.files.lock import LockHolder, WriterLock
from ita_desktop.storage.workspace import Workspace
from tests.storage.earlier_release import copied_while_open
from tests.support.processes import Other, other_process

HOLD = """
import os, socket, sys
from pathlib import Path
os.environ["LOGNAME"] = "สมศรี"
socket.gethostname = lambda: "PC-7"
from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.storage.edits.changes import Changed
from ita_desktop.storage.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]))
for name in sys.stdin:
    with workspace.change("เพิ่ม") as change:
        change.insert(Unit(id=name.strip(), name=name.strip(), kind=UnitKind.SECTION))
    if sys.argv[2:] != ["stored"]:
        workspace.publish()
    print("saved", flush=True)
workspace.close()
print("closed", flush=True)
"""
READ = """
import sys
from pathlib import Path
from ita_desktop.storage.edits.changes import Changed
from ita_desktop.storage.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]), read_only=True)
workspace.units()
print("open", flush=True)
sys.stdin.readline()
workspace.close()
print("closed", flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "แฟ้ม"
    folder.mkdir()
    Workspace.create(folder / "งาน.ita").close()
    return folder / "งาน.ita"


def _names(workspace: Workspace) -> list[str]:
    return [unit.name for unit in workspace.units()]


def _add(workspace: Workspace, name: str) -> None:
    with workspace.change("เพิ่ม") as change:
        change.insert(Unit(id=name, name=name, kind=UnitKind.SECTION))


def test_the_second_opener_reads_and_is_told_who_writes(path: Path) -> None:
    with other_process(HOLD, path) as other:
        other.says("ก")
        assert other.hears() == "saved"
        with Workspace.open(path) as second:
            assert second.read_only
            assert second.holder is not None
            assert (second.holder.user, second.holder.host) == ("สมศรี", "PC-7")
            assert _names(second) == ["ก"]
            with pytest.raises(WorkspaceError, match="สมศรี กำลังแก้ไขอยู่ที่เครื่อง PC-7 ตั้งแต่") as raised:
                _add(second, "ข")
            assert raised.value.exit_code == 3
            with pytest.raises(WorkspaceError, match="สมศรี"):
                second.undo()
            assert _names(second) == ["ก"]
            other.says("ค")
            assert other.hears() == "saved"
            second.catch_up()
            assert _names(second) == ["ก", "ค"]


def test_the_second_opener_learns_what_the_writer_has_saved_since(path: Path) -> None:
    with Workspace.open(path) as first, Workspace.open(path) as second:
        heard: list[Changed] = []
        second.subscribe(heard.append)
        second.catch_up()
        assert heard == []
        _add(first, "ก")
        _add(first, "ข")
        first.undo()
        second.catch_up()
        assert heard == [], "what is not saved yet is nobody else's"
        first.publish()
        second.catch_up()
        second.catch_up()
        (changed,) = heard
        assert changed.tables == {"unit"}
        assert {row.key for row in changed.rows} == {"ก", "ข"}
        assert _names(second) == ["ก"]
        assert second.edits.redo_label == "เพิ่ม"


def test_a_file_that_was_closed_can_be_written_by_the_next(path: Path) -> None:
    with Workspace.open(path) as first:
        _add(first, "ก")
        with Workspace.open(path) as second:
            assert second.read_only
    with Workspace.open(path) as third:
        assert not third.read_only
        _add(third, "ข")
        assert _names(third) == ["ก", "ข"]
    assert list(path.parent.iterdir()) == [path]


def test_a_killed_holder_leaves_no_lock_and_loses_no_stored_edit(path: Path) -> None:
    with other_process(HOLD, path, "stored") as other:
        for name in ("ก", "ข", "ค"):
            other.says(name)
            assert other.hears() == "saved"
        other.killed()
    with Workspace.open(path) as workspace:
        assert not workspace.read_only
        assert _names(workspace) == ["ก", "ข", "ค"]
        assert workspace.undo() == "เพิ่ม"
        assert _names(workspace) == ["ก", "ข"]
    assert list(path.parent.iterdir()) == [path]


def test_reading_after_a_crash_shows_every_stored_edit_and_leaves_one_file(path: Path) -> None:
    with other_process(HOLD, path, "stored") as other:
        other.says("ก")
        assert other.hears() == "saved"
        other.killed()
    with Workspace.open(path, read_only=True) as workspace:
        assert _names(workspace) == ["ก"]
        assert workspace.read_only
        assert workspace.notice is not None
    with Workspace.open(path) as workspace:
        assert _names(workspace) == ["ก"]
        assert workspace.notice is None
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.in_turn
@pytest.mark.parametrize("writer_first", [True, False])
def test_whoever_closes_last_leaves_one_file(path: Path, writer_first: bool) -> None:
    with other_process(HOLD, path) as writer, other_process(READ, path) as reader:
        writer.says("ก")
        assert writer.hears() == "saved"
        assert reader.hears() == "open"
        for other in (writer, reader) if writer_first else (reader, writer):
            assert other.ends() == ["closed"]
    assert list(path.parent.iterdir()) == [path]
    with Workspace.open(path) as workspace:
        assert _names(workspace) == ["ก"]


@pytest.mark.posix("Windows lets only administrators make links")
def test_a_link_to_the_file_has_the_same_lock(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "ทางลัด.ita"
    link.symlink_to(path)
    with Workspace.open(path), Workspace.open(link) as second:
        assert second.read_only


def test_a_lock_that_lost_its_note_still_keeps_others_out(path: Path) -> None:
    with Workspace.open(path):
        (lock_file,) = path.parent.glob(".*.lock")
        lock_file.write_bytes(b"")
        with Workspace.open(path) as second:
            assert second.holder == LockHolder()
            with pytest.raises(WorkspaceError, match="มีผู้อื่นกำลังแก้ไขอยู่"):
                _add(second, "ก")


def test_a_lock_that_is_removed_while_another_waits_is_not_taken(path: Path) -> None:
    first, second, third = WriterLock(path), WriterLock(path), WriterLock(path)
    assert first.acquire()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    assert not third.acquire()
    third.release()  # never had it: must not take it from the second
    assert not third.acquire()
    second.release()
    assert third.acquire()
    assert third.acquire()
    third.release()
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.posix("Windows removes no open file")
def test_a_lock_file_that_its_holder_removes_meanwhile_is_made_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    flock, tries = fcntl.flock, []

    def remove_first(handle: int, how: int) -> None:
        if not tries:
            path.with_name(f".{path.name}.lock").unlink()
        tries.append(handle)
        flock(handle, how)

    monkeypatch.setattr(fcntl, "flock", remove_first)
    lock = WriterLock(path)
    assert lock.acquire()
    assert len(tries) == 2
    assert not WriterLock(path).acquire()
    lock.release()


def test_a_lock_file_left_by_a_crash_is_taken_over_with_the_new_name(path: Path) -> None:
    left = path.with_name(f".{path.name}.lock")
    left.write_text(
        '{"user": "คนก่อน", "host": "PC-1", "since": "08:00", "more": "…………………………"}',
        encoding="utf-8",
    )
    with Workspace.open(path) as workspace, Workspace.open(path) as second:
        assert second.holder is not None
        assert second.holder.user == workspace.edits.who
    assert list(path.parent.iterdir()) == [path]


def test_the_clerks_name_is_known_even_without_an_account(monkeypatch: pytest.MonkeyPatch) -> None:
    from ita_desktop.storage.files import lock

    pwd = pytest.importorskip("pwd")

    def fail(_number: int) -> str:
        raise KeyError

    monkeypatch.setattr(pwd, "getpwuid", fail)
    for variable in ("LOGNAME", "USER", "LNAME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("USERNAME", "สมศรี")
    assert lock.user_name() == "สมศรี"
    monkeypatch.delenv("USERNAME")
    assert lock.user_name() == ""


@pytest.mark.posix("Windows locks by other means than flock")
def test_a_disk_without_locks_may_still_be_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno
    import fcntl

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with Workspace.open(path) as workspace:
        _add(workspace, "ก")
    assert list(path.parent.iterdir()) == [path]


# -- rights: as an ordinary user, whom the system does refuse

AS_NOBODY = """
import json, os, sys
from pathlib import Path
from ita_desktop.storage.edits.changes import Changed
from ita_desktop.storage.workspace import Workspace
from ita_desktop.domain.errors import ItaError
# Once as the one who may read Python's own files, so that everything is loaded.
import tempfile
with tempfile.TemporaryDirectory() as folder:
    with Workspace.create(Path(folder) / "warm.ita") as workspace, workspace.change("x"):
        workspace.units()

def opens(path, home):
    if os.geteuid() == 0:
        os.setgid(65534); os.setuid(65534)
    os.environ["ITA_DESKTOP_HOME"] = home + "/own"
    try:
        with Workspace.open(Path(path)) as workspace:
            print("read-only" if workspace.read_only else "writable", flush=True)
            print(len(workspace.units()), flush=True)
            with workspace.change("แก้"):
                pass
            print("edited", flush=True)
    except ItaError as error:
        print(error.sentence(), flush=True)

# A process of its own for each file, which begins with everything loaded.
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        opens(*json.loads(line))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    print("ended", os.waitstatus_to_exitcode(status), flush=True)
"""


class Nobody:
    """An ordinary user, who has a folder of his own."""

    def __init__(self, process: Other) -> None:
        self._process = process

    def opens(self, path: Path) -> list[str]:
        """The lines that his program prints about a file."""
        home = Path(tempfile.mkdtemp(prefix="ita-home-"))
        home.chmod(0o777)
        self._process.says(json.dumps([str(path), str(home)]))
        heard = []
        while not (line := self._process.hears()).startswith("ended"):
            assert line, "the process that loaded everything has ended"
            heard.append(line)
        assert line == "ended 0"
        shutil.rmtree(home)
        return heard


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that any user can reach; pytest's own is closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="ita-shared-"))
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def nobody() -> Iterator[Nobody]:
    home = tempfile.mkdtemp(prefix="ita-home-")
    with other_process(AS_NOBODY, PYTHONDONTWRITEBYTECODE="1", ITA_DESKTOP_HOME=home) as process:
        yield Nobody(process)
    shutil.rmtree(home)


@pytest.mark.in_turn
@pytest.mark.posix("rights of files are told by POSIX modes")
@pytest.mark.parametrize(
    ("file_mode", "folder_mode", "heard"),
    [
        (0o444, 0o777, ["read-only", "1", "เปิดอ่านได้อย่างเดียว"]),
        (0o666, 0o555, ["read-only", "1", "เปิดอ่านได้อย่างเดียว"]),
        (0o000, 0o777, ["อ่านแฟ้มไม่ได้ (ไม่มีสิทธิ์)"]),
        (0o666, 0o000, ["อ่านแฟ้มไม่ได้ (ไม่มีสิทธิ์)"]),
        (0o666, 0o777, ["writable", "1", "edited"]),
    ],
)
@pytest.mark.parametrize("was_copied_while_open", [False, True])
def test_rights_decide_between_writing_reading_and_a_refusal(
    shared_folder: Path,
    file_mode: int,
    folder_mode: int,
    heard: list[str],
    was_copied_while_open: bool,
    nobody: Nobody,
) -> None:
    path = shared_folder / "งาน.ita"
    with Workspace.create(path) as workspace:
        _add(workspace, "ก")
    if was_copied_while_open:
        copied_while_open(path)
        assert path.read_bytes()[18:20] == b"\x02\x02"
    path.chmod(file_mode)
    shared_folder.chmod(folder_mode)
    text = nobody.opens(path)
    assert len(text) == len(heard)
    assert all(part in line for part, line in zip(heard, text, strict=True))
    shared_folder.chmod(0o777)
    assert [one.name for one in shared_folder.iterdir()] == ["งาน.ita"]


@pytest.mark.in_turn
@pytest.mark.posix("rights of files are told by POSIX modes")
def test_a_lock_left_by_another_user_does_not_shut_the_next_one_out(
    shared_folder: Path, nobody: Nobody
) -> None:
    path = shared_folder / "งาน.ita"
    Workspace.create(path).close()
    path.chmod(0o666)
    with other_process(HOLD, path) as other:
        other.says("ก")
        assert other.hears() == "saved"
        other.killed()
    for one in shared_folder.iterdir():
        if one.suffix != ".lock":
            one.chmod(0o666)
    assert nobody.opens(path) == ["writable", "1", "edited"]
