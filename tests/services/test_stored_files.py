"""Stored files are written out again, and copies to look at do not pile up."""

import os
import time
from pathlib import Path

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.home import data_folder
from ita_desktop.services import stored_files
from ita_desktop.storage.workspace import Workspace


@pytest.fixture
def stored(office: Workspace) -> str:
    with office.change("แนบ") as change:
        return change.keep(b"%PDF-1.7")


def test_a_stored_file_is_saved_where_it_is_wanted(
    office: Workspace, stored: str, tmp_path: Path
) -> None:
    path = tmp_path / "แผน.pdf"
    assert stored_files.save(office, stored, path) == path
    assert path.read_bytes() == stored_files.content(office, stored, "แผน.pdf") == b"%PDF-1.7"
    with pytest.raises(InputError, match=r"เนื้อไฟล์ แผน\.pdf ไม่อยู่ในแฟ้มแล้ว"):
        stored_files.content(office, "gone", "แผน.pdf")


@pytest.mark.posix("says what may be done with a file otherwise")
def test_a_copy_to_look_at_is_the_user_s_own_and_not_for_writing(
    office: Workspace, stored: str, own_home: Path
) -> None:
    path = stored_files.copy_to_look_at(office, stored, 'แผน "1/2": ก?.pdf')
    assert path.name == "แผน 1 2 ก .pdf"
    assert (path.parent.parent, own_home in path.parents) == (data_folder() / "opened", True)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"%PDF-1.7", 0o400)
    other = stored_files.copy_to_look_at(office, stored, " .แผน. ")
    assert (other.name, other.parent != path.parent) == ("แผน", True)


def test_copies_of_the_day_before_are_forgotten(own_home: Path) -> None:
    old, young = (stored_files.place_to_look_at(b"1", name) for name in ("ก.txt", "ข.txt"))
    for path, hours in ((old, 25), (young, 23)):
        then = time.time() - hours * 3600
        os.utime(path.parent, (then, then))
    new = stored_files.place_to_look_at(b"1", "ค.txt")
    assert [path.exists() for path in (old, young, new)] == [False, True, True]
    assert own_home in new.parents


def test_copies_are_forgotten_also_where_no_read_only_file_is_deleted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As on Windows."""
    unlink = os.unlink

    def refuse(path: str, *, dir_fd: int | None = None) -> None:
        if not os.stat(path, dir_fd=dir_fd).st_mode & 0o200:
            raise PermissionError(path)
        unlink(path, dir_fd=dir_fd)

    old, other = (stored_files.place_to_look_at(b"1", name) for name in ("ก.txt", "ข.txt"))
    monkeypatch.setattr(os, "unlink", refuse)
    then = time.time() - 25 * 3600
    os.utime(old.parent, (then, then))
    young = stored_files.place_to_look_at(b"1", "ค.txt")
    assert [path.exists() for path in (old, other, young)] == [False, True, True]
    stored_files.forget_opened()
    assert not other.parent.parent.exists()
    stored_files.forget_opened()


def test_where_no_copy_can_be_placed_it_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "ไฟล์"
    blocked.write_text("")
    monkeypatch.setenv("ITA_DESKTOP_HOME", str(blocked))
    with pytest.raises(InputError, match=r"วางสำเนาของ ก\.txt เพื่อเปิดดูไม่ได้"):
        stored_files.place_to_look_at(b"1", "ก.txt")
