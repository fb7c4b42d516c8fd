"""A workspace is copied over nothing, and a restored one leaves the former file."""

import os
import shutil
from errno import ENOSPC
from pathlib import Path

import pytest

from ita_desktop.domain.errors import InputError, WorkspaceError
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.oit import assignments
from ita_desktop.services.settings import differences, safety_copies
from ita_desktop.settings import backup_root
from ita_desktop.storage.workspace import Workspace
from tests.support.processes import other_process

YEAR = 2567


def note(workspace: Workspace, text: str) -> None:
    assignments.edit(workspace, YEAR, [CellEdit("O3", "note", text)])


def noted(path: Path) -> str:
    with Workspace.open(path, read_only=True) as workspace:
        return workspace.year(YEAR).assignment_by_item["O3"].note


@pytest.mark.in_turn
def test_a_copy_replaces_another_file_only_where_that_is_said_and_never_the_own(
    office: Workspace, tmp_path: Path
) -> None:
    other = tmp_path / "สำเนา.ita"
    note(office, "หนึ่ง")
    safety_copies.copy_to(office, other)
    note(office, "สอง")
    with pytest.raises(InputError, match="มีแฟ้มชื่อนี้อยู่แล้ว"):
        safety_copies.copy_to(office, other)
    assert noted(other) == "หนึ่ง"
    safety_copies.copy_to(office, other, replaces=True)
    assert noted(other) == "สอง"
    assert office.path is not None
    for replaces in (False, True):
        with pytest.raises(InputError, match="มีแฟ้มชื่อนี้อยู่แล้ว"):
            safety_copies.copy_to(office, office.path, replaces=replaces)


@pytest.mark.posix("an open file cannot be removed")
def test_the_own_file_is_put_back_where_it_is_gone(office: Workspace, tmp_path: Path) -> None:
    note(office, "หนึ่ง")
    assert office.path is not None
    office.path.unlink()
    other = tmp_path / "อื่น.ita"
    other.write_bytes(b"")
    safety_copies.copy_to(office, other, replaces=True)
    safety_copies.copy_to(office, office.path)
    note(office, "สอง")
    office.publish()
    assert [noted(path) for path in (other, office.path)] == ["หนึ่ง", "สอง"]


def test_where_the_file_is_in_use_nothing_is_left_beside_it(begun: bytes, tmp_path: Path) -> None:
    target, backup = tmp_path / "เขต.ita", tmp_path / "สำรอง.ita"
    for path in (target, backup):
        path.write_bytes(begun)
    with Workspace.open(target):
        before = sorted(tmp_path.iterdir())
        with pytest.raises(WorkspaceError):
            safety_copies.restore(backup, target)
        assert sorted(tmp_path.iterdir()) == before


@pytest.mark.in_turn
def test_what_a_restored_file_replaces_is_kept(begun: bytes, tmp_path: Path) -> None:
    target, backup = tmp_path / "เขต.ita", tmp_path / "สำรอง.ita"
    for path, text in ((target, "ใหม่"), (backup, "เก่า")):
        path.write_bytes(begun)
        with Workspace.open(path) as workspace:
            note(workspace, text)
    kept = safety_copies.restore(backup, target)
    assert kept is not None
    assert kept.parent == backup_root() / "restore"
    assert kept.name.startswith("เขต-")
    assert [noted(path) for path in (target, kept, backup)] == ["เก่า", "ใหม่", "เก่า"]
    target.unlink()
    assert safety_copies.restore(backup, target) is None
    assert noted(target) == "เก่า"
    assert sorted(path.name for path in tmp_path.glob("*.ita")) == ["สำรอง.ita", "เขต.ita"]


@pytest.mark.posix("a device is no path there")
def test_nothing_is_restored_over_a_device(begun: bytes, tmp_path: Path) -> None:
    """It would be kept first, which has no end. A device of the machine would be lost here if this
    failed for one who may write it: a pipe is refused by the same rule."""
    target, backup = tmp_path / "เขต.ita", tmp_path / "สำรอง.ita"
    os.mkfifo(tmp_path / "ท่อ")
    target.symlink_to("ท่อ")
    backup.write_bytes(begun)
    with pytest.raises(WorkspaceError, match="ไม่ใช่แฟ้ม"):
        safety_copies.restore(backup, target)
    assert sorted(tmp_path.iterdir()) == [tmp_path / "ท่อ", backup, target]
    assert (tmp_path / "ท่อ").is_fifo()


def test_a_former_file_that_cannot_be_kept_whole_leaves_no_part_of_it(
    begun: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, backup = tmp_path / "เขต.ita", tmp_path / "สำรอง.ita"
    for path in (target, backup):
        path.write_bytes(begun)

    def full(_source: Path, copy: Path) -> None:
        copy.write_bytes(begun[:100])
        raise OSError(ENOSPC, "full")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(WorkspaceError, match="เนื้อที่ดิสก์ไม่พอ"):
        safety_copies.restore(backup, target)
    assert not list((backup_root() / "restore").iterdir())
    assert target.read_bytes() == begun
    assert sorted(tmp_path.glob("*.ita")) == [backup, target]


@pytest.mark.in_turn
@pytest.mark.posix("a link needs a right there")
def test_restoring_over_a_link_restores_the_file_that_it_leads_to(
    begun: bytes, tmp_path: Path
) -> None:
    target, link, backup = (tmp_path / f"{name}.ita" for name in ("เขต", "ทางลัด", "สำรอง"))
    for path, text in ((target, "ใหม่"), (backup, "เก่า")):
        path.write_bytes(begun)
        with Workspace.open(path) as workspace:
            note(workspace, text)
    link.symlink_to(target)
    kept = safety_copies.restore(backup, link)
    assert kept is not None
    assert link.is_symlink()
    assert [noted(path) for path in (target, kept)] == ["เก่า", "ใหม่"]


@pytest.mark.parametrize("lock", ["EXCLUSIVE", "IMMEDIATE"])
def test_a_file_that_another_program_writes_is_not_replaced(
    begun: bytes, tmp_path: Path, lock: str
) -> None:
    """What that program writes would be in neither file."""
    target, backup = tmp_path / "เขต.ita", tmp_path / "สำรอง.ita"
    for path in (target, backup):
        path.write_bytes(begun)
    code = (
        "import sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute(f'BEGIN {sys.argv[2]}')\n"
        "connection.execute(\"UPDATE organisation SET name = 'อื่น'\")\n"
        "print('held', flush=True)\n"
        "sys.stdin.readline()\n"
        "connection.execute('COMMIT')"
    )
    with other_process(code, target, lock) as other:
        assert other.hears() == "held"
        before = sorted(tmp_path.iterdir())
        with pytest.raises(WorkspaceError, match="โปรแกรมอื่นกำลังใช้แฟ้มนี้อยู่"):
            safety_copies.restore(backup, target)
        assert sorted(tmp_path.iterdir()) == before
        other.says()
        assert other.ends() == []
        assert other.process.returncode == 0
    assert safety_copies.restore(backup, target) is not None


@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may write anywhere")
def test_a_file_that_may_only_be_read_is_restored_by_nobody(begun: bytes, tmp_path: Path) -> None:
    target, backup = tmp_path / "เขต.ita", tmp_path / "สำรอง.ita"
    for path, text in ((target, "ใหม่"), (backup, "เก่า")):
        path.write_bytes(begun)
        with Workspace.open(path) as workspace:
            note(workspace, text)
    target.chmod(0o444)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(WorkspaceError, match="เปิดอ่านได้อย่างเดียว"):
        safety_copies.restore(backup, target)
    assert sorted(tmp_path.iterdir()) == before
    assert noted(target) == "ใหม่"


@pytest.mark.posix("a link needs a right there")
@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("วน.ita", "ลิงก์วนกลับมาที่เดิม"),
        ("แฟ้ม/เขต.ita", "มีแฟ้มอยู่ตรงที่ต้องเป็นโฟลเดอร์"),
        ("ไม่มี/เขต.ita", "ไม่พบแฟ้มหรือโฟลเดอร์"),
        (f"{'ก' * 100}.ita", "ชื่อยาวเกินไป"),
    ],
)
def test_nothing_is_restored_to_where_no_file_can_be(
    begun: bytes, tmp_path: Path, place: str, why: str
) -> None:
    backup = tmp_path / "สำรอง.ita"
    backup.write_bytes(begun)
    (tmp_path / "วน.ita").symlink_to("วน.ita")
    (tmp_path / "แฟ้ม").write_text("")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(WorkspaceError, match="กู้คืนไม่ได้") as refused:
        safety_copies.restore(backup, tmp_path / place)
    assert why in str(refused.value)
    assert refused.value.where == str(tmp_path / place)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.posix("a pipe is no path there")
@pytest.mark.parametrize(
    ("name", "says"), [("ท่อ", "ไม่ใช่แฟ้ม"), ("ไม่มี", "ไม่พบแฟ้มนี้"), ("วน", "ลิงก์วนกลับมาที่เดิม")]
)
def test_kinds_come_back_from_a_workspace_alone(
    office: Workspace, tmp_path: Path, name: str, says: str
) -> None:
    os.mkfifo(tmp_path / "ท่อ")
    (tmp_path / "วน").symlink_to("วน")
    with pytest.raises(WorkspaceError, match=says) as refused:
        differences.bring_back(office, tmp_path / name, ["meeting"])
    assert str(tmp_path / name) in refused.value.where
