"""Bytes of pictures stay as long as any undo can bring their row back, and go after a copy."""

from hashlib import sha256
from pathlib import Path

import pytest

from ita_desktop.domain.documents import OfficeFile
from ita_desktop.domain.records import new_id
from ita_desktop.storage.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path):
    with Workspace.create(tmp_path / "a.ita", backup_root=tmp_path / "copies") as made:
        yield made


def add(workspace: Workspace, data: bytes) -> OfficeFile:
    with workspace.change("เพิ่ม") as change:
        name = data.decode()
        row = OfficeFile(id=new_id(), name=name, file_name=name, media=change.keep(data))
        return change.insert(row)


def other_edit(workspace: Workspace) -> None:
    add(workspace, new_id().encode())


def copied(workspace: Workspace) -> Path:
    copy = workspace.copies.make("asked")
    assert copy is not None
    return copy.path


def test_bytes_stay_while_a_row_names_them(workspace: Workspace) -> None:
    row = add(workspace, b"one")
    copied(workspace)
    assert workspace.media(row.media) == b"one"


def test_bytes_of_a_row_that_was_taken_out_come_back_with_it(workspace: Workspace) -> None:
    row = add(workspace, b"one")
    with workspace.change("เอาออก") as change:
        change.delete(row)
    copied(workspace)
    workspace.undo()
    assert workspace.media(row.media) == b"one"


def test_bytes_that_another_picture_replaced_come_back_with_undo(workspace: Workspace) -> None:
    row = add(workspace, b"one")
    with workspace.change("แก้") as change:
        change.update(row, media=change.keep(b"two"))
    copied(workspace)
    workspace.undo()
    copied(workspace)
    assert workspace.media(row.media) == b"one"
    workspace.redo()
    assert [name for name in (b"one", b"two") if kept(workspace, name)] == [b"one", b"two"]


def kept(workspace: Workspace, data: bytes) -> bool:
    return workspace.media(sha256(data).hexdigest()) == data


def test_what_was_undone_can_be_done_again_until_another_edit_overtakes_it(
    workspace: Workspace,
) -> None:
    add(workspace, b"one")
    workspace.undo()
    copied(workspace)
    assert kept(workspace, b"one")
    other_edit(workspace)
    copy = copied(workspace)
    assert not kept(workspace, b"one")
    with Workspace.open(copy, read_only=True) as former:
        assert kept(former, b"one")


def test_bytes_that_two_rows_name_stay_for_the_other(workspace: Workspace) -> None:
    add(workspace, b"one")
    workspace.undo()
    with workspace.change("เพิ่ม") as change:
        media = change.keep(b"one")
        change.insert(OfficeFile(id=new_id(), name="อีกแฟ้ม", file_name="", media=media))
    copied(workspace)
    assert kept(workspace, b"one")


def test_what_was_taken_out_while_the_file_was_made_has_no_way_back(workspace: Workspace) -> None:
    row = add(workspace, b"one")
    with workspace.change("เอาออก") as change:
        change.delete(row)
    workspace.edits.close()
    copied(workspace)
    assert not kept(workspace, b"one")


def test_a_reader_lets_nothing_go(workspace: Workspace, tmp_path: Path) -> None:
    add(workspace, b"one")
    workspace.undo()
    other_edit(workspace)
    workspace.publish()
    path = workspace.path
    assert path is not None
    with Workspace.open(path, read_only=True, backup_root=tmp_path / "other") as reader:
        reader.copies.make("asked")
        assert kept(reader, b"one")
