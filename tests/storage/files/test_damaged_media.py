"""A picture or file of which a bit has changed is never taken for the one that was kept."""

import random
import re
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ita_desktop.cli.main import main
from ita_desktop.domain.documents import OfficeFile
from ita_desktop.domain.records import new_id
from ita_desktop.services import workspaces
from ita_desktop.storage.workspace import Workspace

PICTURE = bytes(range(256)) * 50


def _keep(workspace: Workspace, data: bytes) -> str:
    with workspace.change("เพิ่ม") as change:
        key = change.keep(data)
        change.insert(OfficeFile(id=new_id(), name=new_id(), file_name="ภาพ.png", media=key))
    return key


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "งาน.ita"
    workspaces.create(path, "สำนักงานเขตตัวอย่าง", 2568).close()
    return path


@pytest.fixture
def key(path: Path) -> str:
    with Workspace.open(path) as workspace:
        return _keep(workspace, PICTURE)


def _flip(path: Path, chance: random.Random) -> None:
    """Changes one bit of the picture in the file, wherever that lies."""
    content = bytearray(path.read_bytes())
    places = [found.start() for found in re.finditer(re.escape(bytes(range(100))), content)]
    at = chance.choice(places) + chance.randrange(100)
    content[at] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


@pytest.mark.in_turn
@pytest.mark.parametrize("seed", range(8))
def test_a_flipped_bit_is_no_picture_any_more(path: Path, key: str, seed: int) -> None:
    _flip(path, random.Random(seed))
    with Workspace.open(path) as workspace:
        assert workspace.media(key) is None
        assert workspace.damaged_media() == [key]
        other = _keep(workspace, b"another")
        assert workspace.media(other) == b"another"
        # Whoever adds it again has it again.
        assert _keep(workspace, PICTURE) == key
        assert workspace.media(key) == PICTURE
        assert workspace.damaged_media() == []


def test_what_is_whole_is_found_whole(path: Path, key: str) -> None:
    with Workspace.open(path) as workspace:
        assert workspace.media(key) == PICTURE
        assert workspace.damaged_media() == []


@pytest.mark.in_turn
def test_a_check_tells_it(path: Path, key: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "เสียหาย" not in (main(["check", str(path)]), capsys.readouterr().out)[1]
    _flip(path, random.Random(1))
    assert main(["check", str(path)]) == 1
    assert "ภาพหรือไฟล์แนบในแฟ้มเสียหาย 1 รายการ" in capsys.readouterr().out


def test_a_safety_copy_tells_it_and_takes_no_older_one_away(
    path: Path, key: str, tmp_path: Path
) -> None:
    with Workspace.open(path, backup_root=tmp_path / "สำรอง") as workspace:
        first = workspace.copies.make("asked")
        assert first is not None
        assert workspace.copies.problem is None
        long_ago = datetime(2001, 1, 1)  # noqa: DTZ001
        for day in range(40):
            made = long_ago + timedelta(days=day // 4, hours=day % 4)
            first.path.with_name(f"{made:%Y%m%d-%H%M%S}-000-open.ita").touch()
        first.path.rename(first.path.with_name("20010120-000000-000-asked.ita"))
        count = len(workspace.copies.all())
    _flip(path, random.Random(2))
    with Workspace.open(path, backup_root=tmp_path / "สำรอง") as workspace:
        workspace.copies.make("asked")
        assert workspace.copies.problem is not None
        assert "เสียหาย 1 รายการ" in workspace.copies.problem.sentence()
        assert len(workspace.copies.all()) == count + 1
        _keep(workspace, PICTURE)
        workspace.copies.make("asked")
        assert workspace.copies.problem is None
        assert len(workspace.copies.all()) < count


def test_a_file_of_the_first_schema_knows_no_pictures(tmp_path: Path) -> None:
    from ita_desktop.storage import sqlite_checks

    with closing(sqlite3.connect(tmp_path / "old.ita")) as raw:
        raw.execute("CREATE TABLE meta (key TEXT)")
    assert sqlite_checks.prove(tmp_path / "old.ita").damaged == 0
