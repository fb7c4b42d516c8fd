"""What the program writes is its owner's alone, unless somebody chose otherwise."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from ita_desktop.error_log import note
from ita_desktop.filing.atomic_write import write
from ita_desktop.home import data_folder, keep_own
from ita_desktop.services import workspaces
from ita_desktop.services.documents import exporting
from ita_desktop.services.roster.orders import edit_organisation
from ita_desktop.settings import Settings
from ita_desktop.storage import sqlite_engines
from ita_desktop.storage.files.backups import write_backup

pytestmark = pytest.mark.posix("rights of files are told by POSIX modes")
OFFICE = "สำนักงานเขตลับเฉพาะ"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Everybody may read what is written without a thought."""
    monkeypatch.setenv("ITA_DESKTOP_HOME", str(tmp_path / "home"))
    before = os.umask(0o022)
    yield tmp_path / "home"
    os.umask(before)


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def open_to_others(folder: Path) -> set[str]:
    """What below a folder others may read; locks say who works, and anybody may take them."""
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if rights(path) & 0o077 and not path.name.endswith((".lock", "-lock"))
    }


def test_workspace_copies_exports_settings_and_folders_are_the_owners_alone(
    tmp_path: Path, home: Path
) -> None:
    path = tmp_path / "เขต.ita"
    workspace = workspaces.create(path, OFFICE, 2568)
    with workspace:
        workspace.copies.make("asked")
        edit_organisation(workspace, short_name="ลับ")
        workspace.publish()
        data = workspace.year(2568)
        context = exporting.context_of(workspace, data, None)
        made = exporting.export(context, "oit-assignments", tmp_path / "ออก" / "ลึก")
        assert made.files
        assert not open_to_others(tmp_path)
    write_backup(path, tmp_path / "สำเนา.ita")
    settings = Settings(home / "settings.json")
    settings.set("x", 1)
    settings.write()
    note(ValueError("x"))
    assert data_folder() == home
    assert list(home.rglob("*.ita"))
    assert (home / "error.log").exists()
    assert not open_to_others(tmp_path)


def test_a_file_keeps_the_rights_that_somebody_gave_it(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write(b"1", path)
    path.chmod(0o644)
    write(b"2", path)
    assert (rights(path), path.read_bytes()) == (0o644, b"2")


def test_in_a_shared_folder_the_group_reads_on(tmp_path: Path) -> None:
    shared = tmp_path / "ร่วม"
    shared.mkdir()
    shared.chmod(0o2775)
    write(b"1", shared / "a.docx")
    write(b"1", shared / "ใหม่" / "a.docx")
    workspaces.create(shared / "เขต.ita", OFFICE, 2568).close()
    assert rights(shared / "a.docx") == 0o660
    assert rights(shared / "ใหม่") == 0o2770
    assert rights(shared / "ใหม่" / "a.docx") == 0o660
    assert rights(shared / "เขต.ita") == 0o660


def test_a_folder_for_everybody_is_not_a_shared_one(tmp_path: Path) -> None:
    anybody = tmp_path / "tmp"
    anybody.mkdir()
    anybody.chmod(0o1777)
    write(b"1", anybody / "a.docx")
    assert rights(anybody / "a.docx") == 0o600


def test_an_earlier_programs_folder_is_closed_to_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ITA_DESKTOP_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    folder = data_folder()
    folder.mkdir()
    assert rights(folder) == 0o755
    keep_own()
    assert rights(folder) == 0o700


def test_what_was_erased_is_not_left_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "เขต.ita"
    workspaces.create(path, OFFICE, 2568).close()
    secret = "0812345678-" + "ลับ" * 200
    engine = sqlite_engines.engine_of(path, read_only=False)
    raw = sqlite_engines.raw_connection(engine)
    raw.execute("CREATE TABLE note (text TEXT)")
    raw.execute("INSERT INTO note VALUES (?)", [secret])
    assert secret.encode() in path.read_bytes()
    raw.execute("DELETE FROM note")
    engine.dispose()
    assert secret.encode() not in path.read_bytes()
