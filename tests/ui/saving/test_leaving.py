"""A file that does not have everything is left as with a word processor: she is asked, and what she
keeps is found again."""

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from ita_desktop.storage.files.known import KnownFile
from ita_desktop.storage.files.remembered import left_works
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.saving import leaving
from ita_desktop.ui.saving.leaving import UnsavedQuestion
from tests.ui.saving.conftest import SOON, edited, office_in, rename_office

MINE = "ของฉัน"


def make_full(window, _path: Path, full) -> None:
    rename_office(window.session.workspace, MINE)


def replace(window, path: Path, full) -> None:
    full()
    rename_office(window.session.workspace, MINE)
    assert window.session.workspace.wait_saved(10)
    older = path.with_name("เก่า.ita")
    older.write_bytes(Path(path.parent.parent / "ก่อน.ita").read_bytes())
    older.replace(path)


def delete_folder(window, path: Path, full) -> None:
    full()
    rename_office(window.session.workspace, MINE)
    assert window.session.workspace.wait_saved(10)
    shutil.rmtree(path.parent)


@pytest.fixture(params=[make_full, replace, delete_folder])
def unsaved(request, desktop, path: Path, full):
    """Her work is on this PC alone."""
    shutil.copy(path, path.parent.parent / "ก่อน.ita")
    request.param(desktop, path, full)
    return desktop


def asked(window) -> UnsavedQuestion:
    """The question, once it is in sight."""
    question = window.opener.parting._asked
    assert isinstance(question, UnsavedQuestion)
    until = time.monotonic() + SOON / 1000
    while not question.isVisible():
        assert time.monotonic() < until
        QTest.qWait(10)
    return question


@pytest.fixture(params=["close", "welcome"])
def leave(request, unsaved):
    """Leaves, by closing the window or the file."""
    if request.param == "close":
        unsaved.close()
        return unsaved.isHidden
    unsaved.opener.close_file()
    return lambda: unsaved.at_home


@pytest.mark.in_turn
def test_work_that_is_kept_on_this_pc_is_found_again(unsaved, leave, qtbot, path: Path) -> None:
    assert not leave()
    question = asked(unsaved)
    assert str(path) in question.accessibleDescription()
    assert "ไม่มีอะไรหาย" in question.accessibleDescription()
    question.lose_button.click()
    qtbot.waitUntil(leave, timeout=SOON)
    unsaved.opener.end()
    (left,) = left_works()
    assert office_in(left.path) == MINE
    assert left.target == path


@pytest.mark.in_turn
def test_she_may_stay(unsaved, leave, path: Path) -> None:
    asked(unsaved).keep_button.click()
    assert not leave()
    assert unsaved.session.data.organisation.name == MINE
    unsaved.close()
    assert unsaved.isVisible()
    assert asked(unsaved).isVisible(), "she is asked the next time, too"
    asked(unsaved).lose_button.click()


@pytest.mark.in_turn
def test_what_is_saved_after_she_stayed_is_no_answer(desktop, path: Path, full) -> None:
    rename_office(desktop.session.workspace, MINE)
    desktop.close()
    question = asked(desktop)
    question.keep_button.click()
    full()
    desktop.session.workspace.publish()
    QTest.qWait(3 * leaving._EVERY)
    assert desktop.isVisible()


@pytest.mark.in_turn
def test_work_that_is_saved_elsewhere_is_all_there(
    unsaved, leave, qtbot, path: Path, elsewhere: Path
) -> None:
    asked(unsaved).save_button.click()
    qtbot.waitUntil(leave, timeout=SOON)
    unsaved.opener.end()
    assert office_in(elsewhere) == MINE
    assert left_works() == []
    assert unsaved.settings.recent_files()[0] == elsewhere


@pytest.mark.in_turn
def test_another_file_is_opened_after_the_answer(
    desktop, qtbot, path: Path, tmp_path: Path, full
) -> None:
    other = Path(shutil.copy(path, tmp_path / "อีกแฟ้ม.ita"))
    rename_office(desktop.session.workspace, MINE)
    desktop.opener.begin(other)
    assert desktop.session.workspace.path == path
    asked(desktop).lose_button.click()
    qtbot.waitUntil(lambda: desktop.session.workspace.path == other, timeout=SOON)


@pytest.mark.in_turn
def test_what_is_edited_on_an_unchanged_file_needs_no_question(desktop, qtbot, path: Path) -> None:
    rename_office(desktop.session.workspace, MINE)
    desktop.close()
    qtbot.waitUntil(desktop.isHidden, timeout=SOON)
    assert desktop.opener.parting._asked is None
    assert office_in(path) == MINE
    assert left_works() == []


@pytest.mark.in_turn
def test_a_room_made_while_she_is_asked_ends_the_question(desktop, qtbot, path: Path, full) -> None:
    rename_office(desktop.session.workspace, MINE)
    desktop.close()
    assert asked(desktop).isVisible()
    full()
    desktop.session.workspace.publish_soon()
    qtbot.waitUntil(desktop.isHidden, timeout=SOON)
    assert office_in(path) == MINE
    assert left_works() == []


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A stick that takes long, until the event is set."""
    replace_by, is_over = KnownFile.replace_by, threading.Event()

    def wait(file: KnownFile, fresh: Path, digest: str) -> None:
        assert is_over.wait(SOON / 1000)
        replace_by(file, fresh, digest)

    monkeypatch.setattr(KnownFile, "replace_by", wait)
    yield is_over
    is_over.set()


@pytest.mark.in_turn
def test_a_stick_is_waited_for_out_of_sight_at_first(
    desktop, qtbot, path: Path, slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving, "_SHOWN_AFTER", 600)
    rename_office(desktop.session.workspace, MINE)
    began = time.monotonic()
    desktop.close()
    assert time.monotonic() - began < 20 * leaving._AT_ONCE, "the window answers meanwhile"
    question = desktop.opener.parting._asked
    QTest.qWait(5 * leaving._EVERY)
    assert desktop.isVisible()
    assert not question.isVisible()
    slow.set()
    qtbot.waitUntil(desktop.isHidden, timeout=SOON)
    assert not question.isVisible()
    assert office_in(path) == MINE


@pytest.mark.in_turn
def test_a_slow_stick_is_waited_for_in_sight(desktop, qtbot, path: Path, slow) -> None:
    rename_office(desktop.session.workspace, MINE)
    desktop.close()
    question = asked(desktop)
    assert question.windowTitle() == "กำลังบันทึกลงแฟ้ม"
    slow.set()
    qtbot.waitUntil(desktop.isHidden, timeout=SOON)
    assert office_in(path) == MINE


@pytest.mark.in_turn
def test_a_stick_that_takes_too_long_is_asked_about(
    desktop, qtbot, slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving, "_LIMIT", 0.3)
    rename_office(desktop.session.workspace, MINE)
    desktop.close()
    question = asked(desktop)
    qtbot.waitUntil(lambda: "ไม่เสร็จ" in question.windowTitle(), timeout=SOON)
    question.keep_button.click()
    assert desktop.isVisible()


@pytest.mark.in_turn
def test_a_file_that_parted_a_moment_ago_is_asked_about(window, path: Path) -> None:
    window.open_file(path)
    window.file_desk._looking.stop()
    with Workspace.open(path, read_only=True) as workspace:
        workspace.copies.write_to(path.with_name("อื่น.ita"))
    edited(path.with_name("อื่น.ita"), "ของคนอื่น")
    path.with_name("อื่น.ita").replace(path)
    window.close()
    asked(window).lose_button.click()
    assert window.isHidden()
