"""The journal that a file gets where it lies: quick on a local disk, safe on shares and sticks."""

from pathlib import Path

import pytest

from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.storage import sqlite_file
from ita_desktop.storage.workspace import Workspace
from tests.processes import other_process

EDIT_AND_WAIT = """
import sys
from pathlib import Path
from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.storage import sqlite_file
from ita_desktop.storage.workspace import Workspace
sqlite_file.is_local_disk = lambda path: False
workspace = Workspace.open(Path(sys.argv[1]))
with workspace.change("เพิ่ม") as change:
    change.insert(Unit(id="ข", name="ข", kind=UnitKind.SECTION))
print("saved", flush=True)
if sys.argv[2] == "half":
    with workspace.change("เพิ่ม") as change:
        change.insert(Unit(id="ค", name="ค" * 20_000, kind=UnitKind.SECTION))
        workspace._writer.exec_driver_sql("PRAGMA cache_spill=1")
        for number in range(3000):
            change.insert(Unit(id=str(number), name="ง" * 2_000, kind=UnitKind.SECTION))
        print("half", flush=True)
        sys.stdin.readline()
sys.stdin.readline()
"""


def _add(workspace: Workspace, name: str) -> None:
    with workspace.change("เพิ่ม") as change:
        change.insert(Unit(id=name, name=name, kind=UnitKind.SECTION))


def _beside(path: Path) -> set[str]:
    return {one.name.removeprefix(path.name) for one in path.parent.iterdir() if one != path}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "แฟ้ม").mkdir()
    path = tmp_path / "แฟ้ม" / "งาน.ita"
    with Workspace.create(path) as workspace:
        _add(workspace, "ก")
    return path


@pytest.fixture
def share(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files lie on a network share."""
    monkeypatch.setattr(sqlite_file, "is_local_disk", lambda _: False)


def test_a_local_file_has_a_log_while_it_is_open(path: Path) -> None:
    with Workspace.open(path) as workspace:
        _add(workspace, "ข")
        assert "-wal" in _beside(path)
    assert _beside(path) == set()


@pytest.mark.usefixtures("share")
def test_a_file_on_a_share_never_has_a_log(path: Path) -> None:
    with Workspace.open(path) as workspace:
        _add(workspace, "ข")
        assert _beside(path) == {f".{path.name}.lock"}
        with Workspace.open(path) as second:
            assert len(second.units()) == 2
        workspace.undo()
        assert len(workspace.units()) == 1
    assert _beside(path) == set()


@pytest.mark.usefixtures("share")
def test_a_file_that_moved_to_a_share_with_its_log_loses_nothing(path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite_file, "is_local_disk", lambda _: True)
        with Workspace.open(path) as workspace:
            _add(workspace, "ข")
            copy = path.with_name("ย้าย.ita")
            copy.write_bytes(path.read_bytes())
            copy.with_name("ย้าย.ita-wal").write_bytes(Path(f"{path}-wal").read_bytes())
    with Workspace.open(copy) as workspace:
        assert len(workspace.units()) == 2
        _add(workspace, "ค")
    assert {one.name for one in path.parent.iterdir()} == {path.name, copy.name}


@pytest.mark.parametrize("moment", ["between", "half"])
def test_a_crash_on_a_share_takes_back_what_was_half_done_only(path: Path, moment: str) -> None:
    with other_process(EDIT_AND_WAIT, path, moment) as other:
        assert other.hears() == "saved"
        if moment == "half":
            assert other.hears() == "half"
        other.killed()
    if moment == "half":
        assert "-journal" in _beside(path)
    with Workspace.open(path) as workspace:
        assert [unit.name for unit in workspace.units()] == ["ก", "ข"]
    assert _beside(path) == set()


@pytest.mark.parametrize(
    ("mounts", "local"),
    [
        ("/dev/sda1 / ext4 rw 0 0\n", True),
        ("/dev/sda1 / ext4 rw 0 0\n//server/share /mnt/office cifs rw 0 0\n", False),
        ("/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /mnt vfat rw 0 0\n", False),
        ("/dev/sda1 / ext4 rw 0 0\nserver:/x /mnt/off nfs4 rw 0 0\n", True),
        ("overlay / overlay rw 0 0\n/dev/sdc1 /mnt/office\\040file exfat rw 0 0\n", True),
        ("", False),
    ],
)
def test_the_kind_of_disk_is_read_from_the_mounts(
    monkeypatch: pytest.MonkeyPatch, mounts: str, local: bool
) -> None:
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: mounts)
    assert sqlite_file.is_local_disk(Path("/mnt/office/งาน.ita")) is local


def test_where_the_mounts_are_not_told_the_safe_journal_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object, **__: object) -> str:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "read_text", fail)
    assert not sqlite_file.is_local_disk(Path("/mnt/office/งาน.ita"))
