"""What the random user holds against a copy: that it is cut, or lacks what was said to be saved."""

import time
from pathlib import Path

import pytest

from ita_desktop.services import workspaces
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.oit import assignments
from ita_desktop.storage.workspace import Workspace
from tests.ui.random_user.copies import Copies, Said, _edits


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return workspaces.copy_sample(tmp_path / "งาน.ita")


def said_of(workspace: Workspace) -> Said:
    return Said(_edits(workspace.edits.groups(20)), workspace.dump())


def note(workspace: Workspace, text: str) -> None:
    assignments.edit(workspace, 2568, [CellEdit("O3", "note", text)])


def told_of(tmp_path: Path, file: Path, text: Said | None, piece: int = 4096) -> list[str]:
    """What is told of one copy that is made now."""
    texts: list[str] = []
    copies = Copies(tmp_path / "แฟลชไดรฟ์", texts.append)
    copies.begin(file, text, piece, 0)
    until = time.monotonic() + 30
    while copies.is_busy:
        assert time.monotonic() < until
        time.sleep(0.01)
    assert bool(texts) or copies.sound == 1
    return texts


@pytest.mark.in_turn
@pytest.mark.parametrize("piece", [1, 1 << 20])
def test_a_copy_that_holds_what_was_said_is_right(tmp_path, file, piece: int) -> None:
    with Workspace.open(file) as workspace:
        note(workspace, "ก่อน")
        workspace.publish()
        assert told_of(tmp_path, file, said_of(workspace), piece) == []


@pytest.mark.in_turn
def test_a_copy_that_holds_more_is_right(tmp_path, file) -> None:
    with Workspace.open(file) as workspace:
        note(workspace, "ก่อน")
        text = said_of(workspace)
        note(workspace, "หลัง")
        workspace.publish()
        assert told_of(tmp_path, file, text) == []


@pytest.mark.in_turn
def test_a_copy_that_lacks_the_last_edit_is_told(tmp_path, file) -> None:
    with Workspace.open(file) as workspace:
        note(workspace, "ก่อน")
        workspace.publish()
        note(workspace, "ยังไม่ถึงแฟ้ม")
        (wrong,) = told_of(tmp_path, file, said_of(workspace))
    assert "lacks what was said to be saved" in wrong


def test_a_copy_with_another_content_is_told(tmp_path, file) -> None:
    with Workspace.open(file) as workspace:
        text = said_of(workspace)
        text.content["assignment"].pop()
        (wrong,) = told_of(tmp_path, file, text)
    assert "not what was said" in wrong


def test_a_cut_copy_is_told(tmp_path, file) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert len(told_of(tmp_path, file, None)) == 1
