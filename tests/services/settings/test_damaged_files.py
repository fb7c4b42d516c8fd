"""A picture or file that changed on the disk is told with its name, and with the file it is in."""

from datetime import date, datetime
from pathlib import Path

import pytest

from ita_desktop.domain.records import Evidence, new_id
from ita_desktop.services.checks.checking import check
from ita_desktop.services.settings import safety_copies
from ita_desktop.settings import Settings
from ita_desktop.storage.workspace import Workspace

YEAR = 2567
DAY = date(2024, 1, 1)
PICTURE = bytes(range(256)) * 50


@pytest.fixture
def path(begun: bytes, tmp_path: Path) -> Path:
    """A file with two proofs, of which one was changed on the disk."""
    path = tmp_path / "งาน.ita"
    path.write_bytes(begun)
    with Workspace.open(path) as workspace, workspace.change("แนบ") as change:
        for name, content in (("ดี.png", b"whole"), ("เสีย.png", PICTURE)):
            change.insert(
                Evidence(
                    id=new_id(),
                    year_id=workspace.year(YEAR).fiscal_year.id,
                    item_code="O1",
                    title=name,
                    location="",
                    media=change.keep(content),
                    file_name=name,
                )
            )
    content = bytearray(path.read_bytes())
    content[content.index(PICTURE[:100]) + 3] ^= 1
    path.write_bytes(content)
    return path


def test_a_check_names_the_damaged_file_alone(path: Path) -> None:
    with Workspace.open(path, read_only=True) as workspace:
        (told,) = (one for one in check(workspace, YEAR, DAY) if one.code == "damaged-media")
    assert str(told.where) == "เสีย.png"
    assert "1 รายการ" in str(told.message)


def test_a_look_at_all_files_tells_in_which_ones_it_is(path: Path, tmp_path: Path) -> None:
    with Workspace.open(path, backup_root=tmp_path / "สำรอง") as workspace:
        copy = workspace.copies.make("asked")
        assert copy is not None
        found = safety_copies.look(workspace, Settings(), datetime(2025, 1, 1))  # noqa: DTZ001
        told = [
            problem.sentence() for problem in safety_copies.check_all(workspace, found).problems
        ]
    for damaged in (path, copy.path):
        assert any("เสียหาย 1 รายการ" in text and damaged.name in text for text in told), told
