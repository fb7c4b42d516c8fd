"""The sample that is tried out lies in the user's own folder, and no work in it goes unasked."""

from pathlib import Path

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.services import workspaces
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.oit import assignments
from ita_desktop.services.settings import safety_copies
from ita_desktop.storage.workspace import Workspace


def note(workspace: Workspace, text: str) -> None:
    assignments.edit(workspace, 2568, [CellEdit("O3", "note", text)])


def test_the_sample_lies_in_the_user_s_own_folder(own_home: Path) -> None:
    path = workspaces.sample_to_open()
    assert own_home in path.parents
    assert workspaces.is_sample(path)
    assert not workspaces.is_sample(None)
    assert not workspaces.is_sample(workspaces.copy_sample(own_home / "ตัวอย่าง.ita"))


def test_two_windows_have_a_sample_each() -> None:
    with Workspace.open(workspaces.sample_to_open()) as one:
        other = workspaces.sample_to_open()
        assert other != one.path
        with Workspace.open(other) as second:
            assert not second.read_only


@pytest.mark.in_turn
def test_work_that_was_left_when_the_machine_went_off_is_there_again() -> None:
    with Workspace.open(workspaces.sample_to_open()) as workspace:
        assert not workspaces.sample_has_work(workspace)
        note(workspace, "ค้างไว้")
        assert workspaces.sample_has_work(workspace)
    path = workspaces.sample_to_open()
    with Workspace.open(path) as workspace:
        assert workspace.year(2568).assignment_by_item["O3"].note == "ค้างไว้"
        workspace.undo()
        assert not workspaces.sample_has_work(workspace)
    workspaces.drop_sample(path)
    assert not path.exists()
    with Workspace.open(workspaces.sample_to_open()) as workspace:
        assert workspace.edits.redo_label is None


def test_an_office_s_own_file_has_no_work_of_a_sample(tmp_path: Path) -> None:
    assert workspaces.sample_to_open().parent.name == "1"
    with Workspace.open(workspaces.copy_sample(tmp_path / "ตัวอย่าง.ita")) as own:
        note(own, "ของฉัน")
        assert own.edits.undo_label is not None
        assert not workspaces.sample_has_work(own)


def test_only_a_sample_is_ever_taken_away(tmp_path: Path) -> None:
    own = workspaces.copy_sample(tmp_path / "ตัวอย่าง.ita")
    workspaces.drop_sample(own)
    assert own.exists()


@pytest.mark.in_turn
def test_a_copy_of_the_sample_is_a_file_of_its_own_that_shows_today(tmp_path: Path) -> None:
    kept = tmp_path / "ของฉัน.ita"
    with Workspace.open(workspaces.sample_to_open()) as workspace:
        note(workspace, "ของฉัน")
        safety_copies.copy_to(workspace, kept)
        assert workspace.shown_day is not None
        key = workspace.workspace_id
    with Workspace.open(kept) as workspace:
        assert workspace.shown_day is None
        assert workspace.workspace_id not in {key, ""}
        assert workspace.undo() == "แก้หมายเหตุ O3"


def test_where_no_sample_can_be_made_it_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    blocked = tmp_path / "ไฟล์"
    blocked.write_text("")
    monkeypatch.setenv("ITA_DESKTOP_HOME", str(blocked))
    with pytest.raises(InputError, match="เขียนแฟ้มตัวอย่างไม่ได้"):
        workspaces.sample_to_open()
