"""What a clerk stored is in her file, or is kept on this machine and found again wherever the file
is by then: nothing is thrown away because it was called saved once."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from unittest.mock import Mock

import pytest

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.home import data_folder
from ita_desktop.services.settings import joining, safety_copies
from ita_desktop.settings import backup_root
from ita_desktop.storage import sqlite_checks
from ita_desktop.storage.files import digests, life, remembered
from ita_desktop.storage.files import working as working_file
from ita_desktop.storage.files.known import KnownFile
from ita_desktop.storage.files.life import FileState
from ita_desktop.storage.files.lock import WriterLock
from ita_desktop.storage.files.remembered import FileFinding, FileFindingKind, left_works
from ita_desktop.storage.files.working import WorkingFile
from ita_desktop.storage.workspace import Workspace

FIVE = ("ข", "ค", "ง", "จ", "ฉ")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "แฟลชไดรฟ์").mkdir()
    path = tmp_path / "แฟลชไดรฟ์" / "งาน.ita"
    with Workspace.create(path) as workspace:
        _add(workspace, "ก")
    return path


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A stick that is full: nothing replaces a file there, until the test undoes it."""

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(KnownFile, "replace_by", refuse)
        yield patched


def _add(workspace: Workspace, *names: str) -> None:
    for name in names:
        with workspace.change("เพิ่ม {name}", name=name) as change:
            change.insert(Unit(id=name, name=name, kind=UnitKind.SECTION))


def _names(workspace: Workspace) -> list[str]:
    return [unit.name for unit in workspace.units()]


def _names_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as raw:
        return [name for (name,) in raw.execute("SELECT name FROM unit ORDER BY rowid")]


def _kinds(workspace: Workspace) -> list[FileFindingKind]:
    return [finding.kind for finding in workspace.findings()]


def _only(workspace: Workspace, kind: FileFindingKind) -> FileFinding:
    (found,) = [finding for finding in workspace.findings() if finding.kind is kind]
    return found


def _left_on_a_full_stick(path: Path, full: pytest.MonkeyPatch, *names: str) -> None:
    workspace = Workspace.open(path)
    _add(workspace, *names)
    workspace.close()
    full.undo()
    assert _names_in(path) == ["ก"]


# -- the file is replaced after all was saved


def test_what_was_saved_is_kept_when_another_version_takes_the_place_of_the_file(
    path: Path, tmp_path: Path
) -> None:
    older = Path(shutil.copy(path, tmp_path / "ก่อนหน้า.ita"))
    workspace = Workspace.open(path)
    _add(workspace, *FIVE)
    workspace.publish()
    assert workspace.saved.is_all
    older.replace(path)
    with pytest.raises(WorkspaceError, match="ยังอยู่ครบในเครื่องนี้"):
        _add(workspace, "ช")
    assert not workspace.saved.is_all
    assert workspace.file_state is FileState.PARTED
    workspace.close()
    assert workspace.file_state is FileState.LEFT
    (left,) = left_works()
    assert _names_in(left.path) == ["ก", *FIVE]
    assert left.target == path


@pytest.mark.parametrize("edited", [True, False])
def test_what_was_saved_is_kept_when_the_folder_is_deleted(path: Path, edited: bool) -> None:
    workspace = Workspace.open(path)
    if edited:
        _add(workspace, *FIVE)
        workspace.publish()
    shutil.rmtree(path.parent)
    workspace.close()
    (left,) = left_works()
    assert _names_in(left.path) == ["ก", *(FIVE if edited else ())]


@pytest.mark.in_turn
@pytest.mark.parametrize("when", ["left_in", "base"])
def test_work_of_another_place_that_goes_while_a_file_is_opened_is_passed_over(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """A session of a copy ends just then, and takes its working file with it."""
    copy = Path(shutil.copy(path, tmp_path / "สำเนา.ita"))
    other = Workspace.open(copy)
    _add(other, "ข")
    look = getattr(WorkingFile, when)

    def as_it_goes(of: Path | WorkingFile) -> object:
        folder = of.path.parent if isinstance(of, WorkingFile) else of
        found = look(of) if when == "base" else None
        if folder == other.connections.stored_at.parent:
            shutil.rmtree(folder, ignore_errors=True)
        return look(of) if when == "left_in" else found

    with monkeypatch.context() as patched:
        patched.setattr(WorkingFile, when, as_it_goes)
        with Workspace.open(path) as workspace:
            assert _names(workspace) == ["ก"]
    other.close()


@pytest.mark.in_turn
def test_a_file_that_was_replaced_without_any_edit_here_is_kept_as_it_was(
    path: Path, tmp_path: Path
) -> None:
    older = Path(shutil.copy(path, tmp_path / "ก่อนหน้า.ita"))
    with Workspace.open(path) as workspace:
        _add(workspace, *FIVE)
    workspace = Workspace.open(path)
    older.replace(path)
    workspace.close()
    (left,) = left_works()
    assert _names_in(left.path) == ["ก", *FIVE]
    with Workspace.open(path, backup_root=backup_root()) as workspace:
        assert _names(workspace) == ["ก"], "an older file is not gone over without a word"
        assert workspace.notice is not None
        (left,) = left_works()
        assert str(left.path) in workspace.notice
        assert _names_in(left.path) == ["ก", *FIVE]
        assert _only(workspace, FileFindingKind.LEFT).path == left.path


def test_another_content_of_the_same_size_and_time_is_not_taken_for_the_file(
    path: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copy(path, tmp_path / "อื่น.ita"))
    with closing(sqlite3.connect(other)) as raw, raw:
        raw.execute("UPDATE meta SET value = replace(value, substr(value, 1, 1), '-')")
    with Workspace.open(path) as workspace:
        _add(workspace, "ข")
        found = path.stat()
        size = other.stat().st_size
        workspace._life.must_be_in_place()  # type: ignore[union-attr]
        assert size == found.st_size
        os.utime(other, ns=(found.st_atime_ns, found.st_mtime_ns))
        content = other.read_bytes()
        other.replace(path)
        with pytest.raises(WorkspaceError, match="แทนที่ขณะเปิดอยู่"):
            workspace.publish()
        assert path.read_bytes() == content
        workspace.close()
    assert [left.edits for left in left_works()] == [1]


def test_asked_to_save_with_nothing_to_carry_the_content_of_the_file_is_read(
    path: Path, tmp_path: Path
) -> None:
    with Workspace.open(path) as workspace:
        _add(workspace, "ข")
        workspace.publish()
        found, other = path.stat(), tmp_path / "อื่น.ita"
        other.write_bytes(bytes(reversed(path.read_bytes())))
        os.utime(other, ns=(found.st_atime_ns, found.st_mtime_ns))
        other.replace(path)
        with pytest.raises(WorkspaceError, match="แทนที่ขณะเปิดอยู่"):
            workspace.publish()
        assert not workspace.saved.is_all
        workspace.close()
    assert [_names_in(left.path) for left in left_works()] == [["ก", "ข"]]


def test_a_file_that_went_on_elsewhere_with_all_of_ours_needs_no_copy(
    path: Path, tmp_path: Path
) -> None:
    workspace = Workspace.open(path)
    _add(workspace, *FIVE)
    workspace.publish()
    elsewhere = Path(shutil.copy(path, tmp_path / "เครื่องอื่น.ita"))
    with Workspace.open(elsewhere) as other:
        _add(other, "จากเครื่องอื่น")
    elsewhere.replace(path)
    workspace.close()
    assert workspace.file_state is FileState.CLOSED
    assert left_works() == []


# -- left on this machine


@pytest.mark.in_turn
def test_what_a_full_stick_could_not_take_is_told_and_found_again(
    path: Path, full: pytest.MonkeyPatch
) -> None:
    workspace = Workspace.open(path)
    _add(workspace, "ข")
    with pytest.raises(WorkspaceError, match="เนื้อที่ดิสก์ไม่พอ"):
        workspace.publish()
    saved = workspace.saved
    assert workspace.file_state is FileState.REFUSED
    assert not saved.is_all
    assert saved.problem is not None
    assert saved.since is not None
    workspace.close()
    full.undo()
    with Workspace.open(path) as again:
        assert _names(again) == ["ก", "ข"]
        assert again.notice is not None


@pytest.mark.in_turn
@pytest.mark.parametrize("how", ["renamed", "another letter"])
def test_work_left_here_is_found_wherever_the_file_is_by_then(
    path: Path, tmp_path: Path, full: pytest.MonkeyPatch, how: str
) -> None:
    _left_on_a_full_stick(path, full, *FIVE)
    new = tmp_path / "เดสก์ท็อป" / "งานของฉัน.ita"
    new.parent.mkdir()
    if how == "renamed":
        new = path.rename(path.with_name("งานของฉัน.ita"))
    else:
        path.parent.rename(tmp_path / "ไดรฟ์ F")
        new = tmp_path / "ไดรฟ์ F" / path.name
    with Workspace.open(new) as workspace:
        assert _names(workspace) == ["ก", *FIVE]
        assert workspace.notice is not None
        assert "5 รายการ" in workspace.notice
        assert str(path) in workspace.notice
    assert _names_in(new) == ["ก", *FIVE]
    assert left_works() == []


@pytest.mark.in_turn
def test_work_left_a_second_time_under_another_name_is_still_known(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stick is full from the first byte, and still is when the file has another name."""

    def refuse(*_: object) -> bool:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(life.sqlite_engines, "copy_content", refuse)
        workspace = Workspace.open(path)
        _add(workspace, "ข", "ค")
        workspace.close()
        path = path.rename(tmp_path / "ชื่อใหม่.ita")
        for names in ((), ("ง",)):
            workspace = Workspace.open(path)
            assert _names(workspace) == ["ก", "ข", "ค"]
            _add(workspace, *names)
            workspace.close()
    (left,) = left_works()
    assert (left.target, left.edits) == (path, 3)
    with Workspace.open(path) as workspace:
        assert _names(workspace) == ["ก", "ข", "ค", "ง"]
    assert _names_in(path) == ["ก", "ข", "ค", "ง"]


@pytest.mark.in_turn
def test_work_that_was_joined_with_a_copy_is_told_by_neither(
    path: Path, tmp_path: Path, full: pytest.MonkeyPatch
) -> None:
    """Also the way on for work of a stick that is full: its file is copied, and asked for there."""
    copy = Path(shutil.copy(path, tmp_path / "สำเนา.ita"))
    _left_on_a_full_stick(path, full, *FIVE)
    with Workspace.open(copy) as other:
        left = _only(other, FileFindingKind.LEFT).path
        assert left is not None
        joining.join(other, left)
        assert _names(other) == ["ก", *FIVE]
        assert _kinds(other) == []
    with Workspace.open(path) as workspace:
        assert _names(workspace) == ["ก", *FIVE]
        assert _kinds(workspace) == []


# -- left by a program that was killed, of a file of which there is a copy

_KILLED = """
import os, signal, sys
from pathlib import Path
from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.storage.files import life
from ita_desktop.storage.workspace import Workspace
life.IDLE = life.AT_LATEST = 60
workspace = Workspace.open(Path(sys.argv[1]))
with workspace.change("เพิ่ม") as change:
    change.insert(Unit(id="ข", name="ข", kind=UnitKind.SECTION))
os.kill(os.getpid(), signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
"""


def _killed(path: Path) -> Path:
    """Copy a file, and kill a program that edits it; return the copy."""
    copy = Path(shutil.copy(path, path.with_name("สำเนา.ita")))
    subprocess.run([sys.executable, "-c", _KILLED, path], check=False)
    assert [left.target for left in left_works()] == [path]
    return copy


@pytest.mark.in_turn
@pytest.mark.parametrize("what", ["stays", "deleted", "moved", "copied anew"])
def test_what_was_left_of_a_file_is_not_taken_into_its_copy(path: Path, what: str) -> None:
    copy = _killed(path)
    match what:
        case "moved":
            path = path.rename(path.with_name("ที่ใหม่.ita"))
        case "deleted" | "copied anew":
            path.unlink()
    if what == "copied anew":  # the system may give the copy the number of the file
        copy = Path(shutil.copy(copy, path.with_name("สำเนาที่สอง.ita")))
    with Workspace.open(copy) as other:
        assert _names(other) == ["ก"]
        assert other.notice is None
        assert _only(other, FileFindingKind.LEFT).edits == 1
        _add(other, "ค")
    assert _names_in(copy) == ["ก", "ค"]
    assert len(left_works()) == 1
    if path.exists():
        with Workspace.open(path) as workspace:
            assert _names(workspace) == ["ก", "ข"]
            assert workspace.notice is not None


@pytest.mark.in_turn
def test_a_folder_that_was_copied_has_its_work_in_the_first_one(path: Path, tmp_path: Path) -> None:
    _killed(path)
    copies = Path(shutil.copytree(path.parent, tmp_path / "สำเนา"))
    with Workspace.open(copies / path.name) as other:
        assert _names(other) == ["ก"]
        assert str(path) in _only(other, FileFindingKind.LEFT).text
    with Workspace.open(path) as workspace:
        assert _names(workspace) == ["ก", "ข"]


@pytest.mark.in_turn
def test_a_file_renamed_to_the_name_of_its_copy_has_its_work(path: Path) -> None:
    path = path.replace(_killed(path))
    with Workspace.open(path) as workspace:
        assert _names(workspace) == ["ก", "ข"]
    assert left_works() == []


@pytest.mark.in_turn
def test_a_file_is_free_while_its_copy_is_opened(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, opened, check = _killed(path), list[bool](), sqlite_checks.check_content

    def meanwhile(*args: object) -> None:
        monkeypatch.setattr(sqlite_checks, "check_content", check)
        with Workspace.open(path) as workspace:
            opened.append(not workspace.read_only)
        check(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(sqlite_checks, "check_content", meanwhile)
    Workspace.open(copy).close()
    assert opened == [True]


def test_work_that_has_parted_is_told_with_its_place_and_not_taken(
    path: Path, tmp_path: Path, full: pytest.MonkeyPatch
) -> None:
    elsewhere = Path(shutil.copy(path, tmp_path / "เครื่องอื่น.ita"))
    workspace = Workspace.open(path)
    _add(workspace, *FIVE)
    workspace.close()
    full.undo()
    with closing(sqlite3.connect(elsewhere)) as raw, raw:
        # As edited on another machine, which knows nothing of what was left here.
        raw.execute(
            "INSERT INTO history_group (id, label, who, at, kind, status)"
            " VALUES (9, '', '', '2026-01-01', 'do', 'done')"
        )
        digests.take(raw)
    with Workspace.open(elsewhere) as other:
        assert _names(other) == ["ก"]
        finding = _only(other, FileFindingKind.LEFT)
        assert finding.edits == 5
        assert finding.path is not None
        assert _names_in(finding.path) == ["ก", *FIVE]
    (left,) = left_works()
    remembered.drop(left)
    assert left_works() == []


@pytest.mark.in_turn
def test_two_who_list_what_was_left_both_find_it_and_nobody_is_kept_from_it(
    path: Path, full: pytest.MonkeyPatch
) -> None:
    _left_on_a_full_stick(path, full, *FIVE)
    ended, missed = threading.Event(), list[Path]()

    def look() -> None:
        while not ended.is_set():
            if not left_works():
                missed.append(path)

    with ThreadPoolExecutor(3) as pool:
        lookers = [pool.submit(look) for _ in range(3)]
        try:
            for _ in range(100):
                assert len(left_works()) == 1
            assert not missed
        finally:
            ended.set()
        for looker in lookers:
            looker.result()


def test_who_looks_for_work_while_its_file_is_closed_leaves_no_folder(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace.open(path)
    (folder,) = remembered.root().iterdir()
    looking = WorkingFile.left_in(folder)
    assert looking is not None
    release = WriterLock.release

    def and_another_takes_it(lock: WriterLock) -> None:
        monkeypatch.setattr(WriterLock, "release", release)
        release(lock)
        assert looking.acquire()

    monkeypatch.setattr(WriterLock, "release", and_another_takes_it)
    workspace.close()
    assert folder.exists()
    looking.leave()
    assert not folder.exists()


def test_a_file_whose_folder_goes_while_it_is_opened_is_opened(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acquire = WriterLock.acquire

    def once_without_its_folder(lock: WriterLock) -> bool:
        folder = lock._path.parent
        if remembered.root() in folder.parents:
            monkeypatch.setattr(WriterLock, "acquire", acquire)
            folder.rmdir()
        return acquire(lock)

    monkeypatch.setattr(WriterLock, "acquire", once_without_its_folder)
    with Workspace.open(path) as workspace:
        assert not workspace.read_only
        assert WriterLock.acquire is acquire


def test_work_in_use_by_another_window_is_nobody_elses(path: Path, tmp_path: Path) -> None:
    elsewhere = Path(shutil.copy(path, tmp_path / "สำเนา.ita"))
    with Workspace.open(path) as workspace:
        _add(workspace, "ข")
        with Workspace.open(elsewhere) as other:
            assert _names(other) == ["ก"]
            assert left_works() == []


# -- what was last saved here


def test_a_file_older_than_what_was_last_saved_here_says_so(path: Path, tmp_path: Path) -> None:
    older = Path(shutil.copy(path, tmp_path / "เก่า.ita"))
    with Workspace.open(path) as workspace:
        _add(workspace, "ข")
        assert _kinds(workspace) == []
    with Workspace.open(path) as workspace:
        assert _kinds(workspace) == []
    with Workspace.open(older) as workspace:
        finding = _only(workspace, FileFindingKind.SAVED)
        assert finding.path == path
        assert str(path) in finding.text


def test_what_a_killed_program_saved_last_counts_as_saved_here(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = Path(shutil.copy(path, tmp_path / "เก่า.ita"))
    workspace = Workspace.open(path)
    _add(workspace, "ข")
    with monkeypatch.context() as killed:
        killed.setattr(life.remembered, "note_saved", Mock())
        workspace.publish()
    home = data_folder()
    before = tmp_path / "killed"
    shutil.copytree(home, before)
    workspace.close()
    shutil.rmtree(home)
    before.rename(home)
    with Workspace.open(path) as workspace:
        assert _names(workspace) == ["ก", "ข"]
    with Workspace.open(older) as workspace:
        assert _only(workspace, FileFindingKind.SAVED).path == path


def test_a_file_that_was_restored_on_purpose_is_not_complained_about(path: Path) -> None:
    with Workspace.open(path, backup_root=backup_root()) as workspace:
        copy = workspace.copies.make("asked")
        assert copy is not None
        _add(workspace, "ข")
    safety_copies.restore(copy.path, path)
    with Workspace.open(path) as workspace:
        assert _names(workspace) == ["ก"]
        assert _kinds(workspace) == []


# -- copies beside, and the lock of another machine


@pytest.mark.in_turn
@pytest.mark.parametrize(
    "name", ["งาน (2).ita", "งาน-PC2.ita", "งาน (clerk2's conflicted copy).ita"]
)
def test_a_copy_beside_the_file_that_has_more_is_named(path: Path, name: str) -> None:
    beside = Path(shutil.copy(path, path.with_name(name)))
    shutil.copy(path, path.with_name("สำรอง.ita"))
    with Workspace.open(beside) as other:
        _add(other, "ของเครื่องอื่น")
    with Workspace.open(path) as workspace:
        finding = _only(workspace, FileFindingKind.COPY)
        assert finding.path == beside
        assert name in finding.text
        assert finding.edits == 1


def test_a_lock_that_came_with_the_file_is_told(path: Path) -> None:
    lock = path.with_name(f".{path.name}.lock")
    lock.write_text(
        '{"user": "clerk2", "host": "OFFICE-PC-7", "since": "2026-11-25T09:12:00", "call": ""}',
        encoding="utf-8",
    )
    with Workspace.open(path) as workspace:
        assert not workspace.read_only
        finding = _only(workspace, FileFindingKind.HELD)
        assert "clerk2" in finding.text
        assert "OFFICE-PC-7" in finding.text
        assert "09:12" in finding.text
    with Workspace.open(path) as workspace:
        assert _kinds(workspace) == []


@pytest.mark.in_turn
@pytest.mark.parametrize("host", ["PC\u202e-7", "P" * 9000, "PC\n\n7", "PC\x00\x1b[31m"])
def test_the_text_of_a_strange_lock_turns_no_sentence_around(path: Path, host: str) -> None:
    lock = path.with_name(f".{path.name}.lock")
    note = {"user": "\u202ex\u2066", "host": host, "since": f"{host}", "call": ""}
    lock.write_text(json.dumps(note), encoding="utf-8")
    with Workspace.open(path) as workspace:
        told = [str(found.text) for found in workspace.findings()]
    assert all(text.isprintable() and len(text) < 400 for text in told)
    assert told or len(host) > 4000


@pytest.mark.in_turn
@pytest.mark.parametrize("text", ["", "{", "[]", "3", '{"user": null, "host": "PC", "since": ""}'])
def test_a_lock_that_says_nothing_is_no_news(path: Path, text: str) -> None:
    path.with_name(f".{path.name}.lock").write_text(text, encoding="utf-8")
    with Workspace.open(path) as workspace:
        assert _kinds(workspace) == []


# -- a copy of a file that says little of its size


def test_a_huge_hole_behind_the_file_is_not_copied(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(1 << 40)
    try:
        with Workspace.open(path) as workspace:
            assert _names(workspace) == ["ก"]
            copied = workspace.connections.stored_at.stat().st_size
            assert copied < 1 << 22
    finally:
        path.unlink()


def test_a_file_that_claims_more_than_the_disk_has_is_refused_and_leaves_nothing(
    path: Path,
) -> None:
    with path.open("r+b") as file:
        file.seek(28)
        file.write((0xFFFFFFFE).to_bytes(4))
        file.truncate(1 << 40)
    try:
        with pytest.raises(WorkspaceError):
            Workspace.open(path)
    finally:
        path.unlink()
    assert [one for one in working_file.root().rglob("*") if one.is_file()] == []
