"""What a killed program has left half made goes with a later run; what may be in use stays."""

import os
import tempfile
import time
from pathlib import Path

import pytest

from ita_desktop import home
from ita_desktop.filing import atomic_write
from ita_desktop.settings import backup_root
from ita_desktop.storage.files.backups import BackupFolder
from ita_desktop.storage.workspace import Workspace


def _made(path: Path, *, hours: float) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"half")
    os.utime(path, (time.time() - hours * 3600,) * 2)
    return path


def test_half_made_files_beside_a_workspace_go_when_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "งาน (1).ita"
    Workspace.create(path).close()
    name = path.name
    old = [f".{name}.4711.part", f".{name}.4711.part-journal", f".{name}.12.left.part-wal"]
    other = [f".{name}.x.part", ".อื่น.ita.4711.part", "งาน.part", f"{name}.part"]
    for left in (*old, *other):
        _made(tmp_path / left, hours=2)
    _made(tmp_path / f".{name}.99.part", hours=0)
    with Workspace.open(path):
        pass
    assert {found.name for found in tmp_path.iterdir()} == {name, *other, f".{name}.99.part"}


def test_half_made_safety_copies_go_with_the_next_one(tmp_path: Path) -> None:
    path = tmp_path / "งาน.ita"
    Workspace.create(path).close()
    folder = BackupFolder(backup_root() / "ก")
    made = folder.make(path, "asked").path
    left = _made(made.with_name(f".{made.name}.4711.part"), hours=2)
    noted = _made(made.with_name("จดไว้.part"), hours=2)
    folder.make(path, "asked")
    assert not left.exists()
    assert noted.exists()


def test_half_written_documents_go_when_more_are_written_there(tmp_path: Path) -> None:
    left = _made(tmp_path / f".{'0a' * 8}.tmp", hours=2)
    other = _made(tmp_path / "รายงาน.tmp", hours=2)
    atomic_write.write(b"x", tmp_path / "เอกสาร.docx")
    assert not left.exists()
    assert other.exists()


def test_temporary_folders_of_earlier_runs_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    old, new, other = (
        tmp_path / name for name in ("ita-desktop-old", "ita-desktop-new", "somebody")
    )
    for folder in (old, new, other):
        _made(folder / "photo.jpg", hours=2)
        if folder != new:
            os.utime(folder, (time.time() - 7200,) * 2)
    home.clear_temporary()
    assert {folder.name for folder in tmp_path.iterdir()} == {"ita-desktop-new", "somebody"}
