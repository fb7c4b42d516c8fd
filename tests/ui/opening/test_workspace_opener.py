"""Another workspace is opened: the window goes on answering, and shows one of them whole."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from ita_desktop.services import workspaces
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.oit import assignments
from ita_desktop.settings import Settings, place_of
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.background import wait_for_all
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.dialogs.about import AboutDialog
from ita_desktop.ui.dialogs.previews.imports import ImportDialog
from ita_desktop.ui.opening import open_job as opening
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.saving.copying import save_copy
from ita_desktop.ui.window import Window
from tests.ui.support.arriving import arrives
from tests.ui.support.gate import Gate
from tests.ui.support.keyboard import press
from tests.ui.support.modal import in_dialog

pytestmark = pytest.mark.painted

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SOON = 15_000


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Holds each opening in another thread."""
    made, open_workspace = Gate(), workspaces.open_workspace

    def held(path: Path, **options: Any) -> Workspace:
        if threading.current_thread() is not threading.main_thread():
            made.wait()
        return open_workspace(path, **options)

    monkeypatch.setattr(opening.workspaces, "open_workspace", held)
    yield made
    made.open()
    wait_for_all()


@pytest.fixture
def other(tmp_path: Path) -> Path:
    return workspaces.copy_sample(tmp_path / "อีกแฟ้ม.ita")


def shown(window: Window) -> str:
    """The name of the workspace that is shown whole, with a page."""
    session = window.session
    if session is None or session.workspace.path is None or not window.current_page:
        return ""
    return session.workspace.path.name


def is_free(path: Path) -> bool:
    """Whether nobody has the file open for writing."""
    with Workspace.open(path) as workspace:
        return not workspace.read_only


def note(window: Window, text: str) -> None:
    assignments.edit(window.session.workspace, 2568, [CellEdit("O3", "note", text)])


@pytest.mark.in_turn
def test_one_goes_on_working_until_the_other_file_has_been_read(
    window, qtbot, gate: Gate, other: Path
) -> None:
    window.opener.begin(other)
    assert gate.begun.wait(SOON / 1000)
    press(Key.Key_3, CTRL)
    assert arrives(window, PageKey.OIT)
    note(window, "ระหว่างเปิด")
    window.session.choose_year(2567)
    assert window.session.data.year == 2567
    before = window.session.workspace.path
    gate.open()
    qtbot.waitUntil(lambda: shown(window) == other.name, timeout=SOON)
    window.opener.end()
    assert is_free(other)
    with Workspace.open(before) as workspace:
        assert workspace.year(2568).assignment_by_item["O3"].note == "ระหว่างเปิด"


def test_what_is_stopped_is_not_opened_and_nothing_is_kept_of_it(
    window, qtbot, gate: Gate, other: Path
) -> None:
    session = window.session
    window.opener.begin(other)
    assert gate.begun.wait(SOON / 1000)
    window.progress.stopped.emit()
    gate.open()
    qtbot.waitUntil(lambda: window.message.message is not None, timeout=SOON)
    assert window.message.message.sentence == "หยุดแล้ว ไม่ได้เปิดแฟ้มนั้น"
    assert window.session is session
    assert is_free(other)
    assert other not in window.settings.recent_files()


def test_a_file_that_cannot_be_opened_leaves_the_one_that_is(window, qtbot, tmp_path) -> None:
    session = window.session
    broken = tmp_path / "เสีย.ita"
    broken.write_bytes(b"no database at all" * 20)
    window.opener.begin(broken)
    qtbot.waitUntil(lambda: window.message.message is not None, timeout=SOON)
    assert "เสีย.ita" in window.message.message.sentence
    assert window.session is session
    note(window, "ยังเขียนได้")


@pytest.mark.in_turn
def test_of_two_files_the_one_that_was_asked_for_last_is_shown(
    window, qtbot, gate: Gate, other: Path, tmp_path: Path
) -> None:
    last = workspaces.copy_sample(tmp_path / "แฟ้มสุดท้าย.ita")
    window.opener.begin(other)
    window.opener.begin(last)
    gate.open()
    qtbot.waitUntil(lambda: shown(window) == last.name, timeout=SOON)
    wait_for_all()
    assert shown(window) == last.name
    assert is_free(other)


@pytest.mark.in_turn
def test_the_file_before_can_be_opened_again_at_once_and_be_written(
    window, qtbot, other: Path
) -> None:
    first = window.session.workspace.path
    for path in (other, first, other, first):
        window.opener.begin(path)
        qtbot.waitUntil(lambda path=path: shown(window) == path.name, timeout=SOON)
        assert not window.session.workspace.read_only


@pytest.mark.in_turn
def test_under_a_dialog_the_workspace_is_not_changed(
    window, qtbot, gate: Gate, other: Path
) -> None:
    session = window.session
    window.opener.begin(other)
    dialog = ImportDialog(session, "roster", window)
    dialog.open()
    gate.open()
    qtbot.wait(300)
    assert window.session is session
    dialog.reject()
    qtbot.waitUntil(lambda: shown(window) == other.name, timeout=SOON)


def test_closing_while_a_file_is_opened_asks_nothing_and_leaves_it_to_others(
    window, qtbot, gate: Gate, other: Path
) -> None:
    window.opener.begin(other)
    assert gate.begun.wait(SOON / 1000)
    threading.Timer(0.2, gate.open).start()
    window.close()
    assert window.session is None
    wait_for_all()
    assert is_free(other)
    assert window.session is None


def test_the_file_is_whole_when_the_window_closes_right_after_another_was_opened(
    window, qtbot, other: Path, tmp_path: Path
) -> None:
    first = window.session.workspace.path
    note(window, "ก่อนเปิดแฟ้มอื่น")
    window.opener.begin(other)
    qtbot.waitUntil(lambda: window.session.workspace.path == other, timeout=SOON)
    window.close()
    beside = [path.name for path in tmp_path.iterdir() if first.stem in path.name]
    assert beside == [first.name]
    with Workspace.open(first) as workspace:
        assert workspace.year(2568).assignment_by_item["O3"].note == "ก่อนเปิดแฟ้มอื่น"


@pytest.mark.in_turn
def test_the_sample_is_opened_beside_ones_own_work(window, qtbot) -> None:
    own = window.session.workspace.path
    window.commands.run(Command.SAMPLE)
    qtbot.waitUntil(lambda: window.session.workspace.path != own, timeout=SOON)
    qtbot.waitUntil(lambda: bool(shown(window)), timeout=SOON)
    assert own in window.settings.recent_files()
    assert window.session.workspace.path not in window.settings.recent_files()
    wait_for_all()
    assert is_free(own)


@pytest.mark.in_turn
def test_the_title_names_the_file_that_is_open_and_no_other(
    window, qtbot, other: Path, tmp_path: Path
) -> None:
    session = window.session
    work = f"{session.data.organisation.name} ปี {session.year}"
    assert window.windowTitle() == f"{work} – ตัวอย่าง – ITA Desktop"
    window.opener.begin(other)
    qtbot.waitUntil(lambda: shown(window) == other.name, timeout=SOON)
    assert window.windowTitle() == f"{work} – อีกแฟ้ม – ITA Desktop"
    copy = tmp_path / "สำเนา.ita"
    save_copy(window, window.session, copy, lambda: None, replaces=False)
    qtbot.waitUntil(copy.exists, timeout=SOON)
    wait_for_all()
    assert window.windowTitle() == f"{work} – อีกแฟ้ม – ITA Desktop"
    window.reopen()
    fresh = window.successor
    assert fresh.windowTitle() == f"{work} – อีกแฟ้ม – ITA Desktop"
    fresh.commands.run(Command.CLOSE)
    assert fresh.windowTitle() == "ITA Desktop"
    fresh.close()


@pytest.mark.in_turn
def test_the_language_changes_without_the_file_being_closed(window, qtbot) -> None:
    workspace, page = window.session.workspace, PageKey.OIT
    window.go(page)
    # As two arrow keys in the list of languages ask for it, before the first is followed.
    for _ in range(2):
        window.commands.run(Command.REOPEN)
    qtbot.waitUntil(lambda: window.successor is not None, timeout=SOON)
    qtbot.wait(0)
    fresh = window.successor
    others = [each for each in QApplication.topLevelWidgets() if isinstance(each, Window)]
    assert [each for each in others if each.isVisible()] == [fresh]
    assert fresh.session.workspace is workspace
    qtbot.waitUntil(lambda: fresh.current_page == page, timeout=SOON)
    note(fresh, "เขียนต่อได้")
    fresh.session.undo()
    # It closes once the file has everything, at once or a moment later.
    fresh.close()
    qtbot.waitUntil(lambda: fresh.session is None, timeout=SOON)
    assert is_free(workspace.path)


def test_from_the_first_page_a_file_is_opened_while_the_rest_answers(
    qtbot, gate: Gate, other: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Window(Settings(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.opener.show_welcome()
    with qtbot.waitExposed(made):
        made.show()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(other), ""))
    made.commands.run(Command.OPEN)
    assert gate.begun.wait(SOON / 1000)
    assert made.at_home
    in_dialog(AboutDialog, lambda sheet: sheet.accept())
    made.commands.run(Command.ABOUT)
    gate.open()
    qtbot.waitUntil(lambda: shown(made) == other.name, timeout=SOON)
    assert not made.at_home
    made.opener.end()


def test_a_file_that_is_named_without_its_folder_is_known_with_it(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert place_of("งาน.ita") == tmp_path / "งาน.ita"
