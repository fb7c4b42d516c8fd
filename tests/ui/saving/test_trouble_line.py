"""What is not in the file stands below the pages until it is there: what, where and since when."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ita_desktop.storage.files.life import FileState
from ita_desktop.storage.files.remembered import left_works
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.frame.top_bar import SaveState
from ita_desktop.ui.opening.workspace_opener import WorkspaceOpener
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.saving import desk as file_desk
from ita_desktop.ui.widgets.status import MessageKind
from tests.ui.saving.conftest import SOON, edited, office_in, rename_office
from tests.ui.support.keyboard import focused, press, type_text


def line(window):
    return window.file_desk.trouble


def wait_for_line(window, qtbot) -> str:
    qtbot.waitUntil(lambda: line(window) is not None, timeout=SOON)
    return line(window).text.words


def wait_until_gone(window, qtbot) -> None:
    qtbot.waitUntil(lambda: line(window) is None, timeout=SOON)


def workspace_of(window):
    return window.session.workspace


@pytest.mark.in_turn
def test_a_healthy_file_has_no_line(desktop, qtbot, path: Path) -> None:
    rename_office(workspace_of(desktop), "ก")
    qtbot.waitUntil(lambda: workspace_of(desktop).saved.is_all, timeout=SOON)
    assert line(desktop) is None
    assert desktop.file_desk.found is None
    assert office_in(path) == "ก"


@pytest.mark.in_turn
def test_a_full_stick_is_told_with_place_and_time_until_it_has_room(
    desktop, qtbot, path: Path, full
) -> None:
    rename_office(workspace_of(desktop), "ก")
    words = wait_for_line(desktop, qtbot)
    assert str(path) in words
    assert f"{workspace_of(desktop).saved.since:%H:%M}" in words
    assert "ลองใหม่เอง" in words
    assert line(desktop).accessibleName() == words
    # It does not go while it is tried again, in vain.
    failed = workspace_of(desktop).saved.problem
    line(desktop).button("ลองใหม่").click()
    assert not line(desktop).button("ลองใหม่").isEnabled()
    qtbot.waitUntil(lambda: workspace_of(desktop).saved.problem is not failed, timeout=SOON)
    qtbot.waitUntil(lambda: line(desktop).button("ลองใหม่").isEnabled(), timeout=SOON)
    full()
    line(desktop).button("ลองใหม่").click()
    wait_until_gone(desktop, qtbot)
    assert office_in(path) == "ก"
    assert desktop.top_bar.saved.state is SaveState.SAVED


@pytest.mark.in_turn
def test_the_line_is_reached_by_f6_and_gives_the_keyboard_back(desktop, qtbot, full) -> None:
    desktop.navigation.show_last_page()
    rename_office(workspace_of(desktop), "ก")
    wait_for_line(desktop, qtbot)
    button = line(desktop).button("ลองใหม่")
    qtbot.waitUntil(button.isVisible)
    for _ in range(8):
        if button.hasFocus():
            break
        press(Qt.Key.Key_F6)
    assert button.hasFocus()
    press(Qt.Key.Key_Tab)
    assert line(desktop).button("บันทึกไว้ที่อื่น…").hasFocus()
    full()
    workspace_of(desktop).publish_soon()
    wait_until_gone(desktop, qtbot)
    assert desktop.ui.pages.isAncestorOf(focused())


@pytest.mark.in_turn
def test_a_file_that_was_replaced_is_noticed_without_an_edit(
    desktop, qtbot, path: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copy(path, tmp_path / "อื่น.ita"))
    edited(other, "ของคนอื่น")
    other.replace(path)
    words = wait_for_line(desktop, qtbot)
    qtbot.waitUntil(lambda: "มาแทนที่" in line(desktop).text.title, timeout=SOON)
    assert str(path) in words
    assert desktop.top_bar.saved.state is SaveState.FAILED
    assert office_in(path) == "ของคนอื่น", "nothing is written over it"


def test_a_file_that_parted_is_noticed_when_the_window_is_activated(
    window, qtbot, path: Path
) -> None:
    window.open_file(path)
    path.rename(path.with_name("ย้าย.ita"))
    window.file_desk._looking.setInterval(SOON * 10)
    window.commands.run(Command.HELP)
    window.activateWindow()
    wait_for_line(window, qtbot)


@pytest.mark.in_turn
def test_a_missing_file_is_noticed_and_the_line_goes_when_it_is_back(
    desktop, qtbot, path: Path
) -> None:
    away = path.with_name("ที่อื่น.ita")
    path.rename(away)
    assert "ไม่อยู่ที่เดิม" in wait_for_line(desktop, qtbot)
    desktop.commands.run(Command.SAVE)
    qtbot.waitUntil(
        lambda: (said := desktop.message.message) is not None and said.kind is MessageKind.BAD,
        timeout=SOON,
    )
    away.rename(path)
    wait_until_gone(desktop, qtbot)
    qtbot.waitUntil(lambda: desktop.top_bar.saved.state is SaveState.SAVED, timeout=SOON)
    rename_office(workspace_of(desktop), "ต่อ")
    assert workspace_of(desktop).wait_saved(10)
    assert office_in(path) == "ต่อ"


@pytest.mark.in_turn
def test_a_missing_file_is_written_anew_on_request(desktop, qtbot, path: Path) -> None:
    folder = path.parent
    shutil.rmtree(folder)
    wait_for_line(desktop, qtbot)
    line(desktop).button("ลองใหม่").click()
    qtbot.waitUntil(lambda: desktop.message.message is not None, timeout=SOON)
    assert str(path) in desktop.message.message.sentence
    folder.mkdir()
    line(desktop).button("ลองใหม่").click()
    wait_until_gone(desktop, qtbot)
    assert office_in(path) == "สำนักงานเขตตัวอย่าง"


@pytest.mark.in_turn
def test_what_stands_in_the_place_of_the_file_can_be_opened(
    desktop, qtbot, path: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copy(path, tmp_path / "อื่น.ita"))
    edited(other, "ของคนอื่น")
    rename_office(workspace_of(desktop), "ของฉัน")
    assert workspace_of(desktop).wait_saved(10)
    other.replace(path)
    wait_for_line(desktop, qtbot)
    qtbot.waitUntil(lambda: "มาแทนที่" in line(desktop).text.title, timeout=SOON)
    former = desktop.session
    line(desktop).button("เปิดแฟ้มที่อยู่ที่นั่น").click()
    question = desktop.opener.parting._asked
    assert question is not None, "her work is in none but this PC"
    question.lose_button.click()
    qtbot.waitUntil(
        lambda: desktop.session is not None and desktop.session is not former, timeout=SOON
    )
    assert not workspace_of(desktop).read_only
    assert desktop.session.data.organisation.name == "ของคนอื่น"
    qtbot.waitUntil(lambda: all(event.is_set() for event in desktop.opener.former), timeout=SOON)
    (left,) = left_works()
    assert office_in(left.path) == "ของฉัน"
    qtbot.waitUntil(lambda: desktop.file_desk.found is not None, timeout=SOON)
    told = [found.finding.path for found in desktop.file_desk.findings.found]
    assert left.path in told


@pytest.mark.in_turn
def test_saving_elsewhere_goes_on_there_and_leaves_nothing_behind(
    desktop, qtbot, path: Path, full, elsewhere: Path
) -> None:
    rename_office(workspace_of(desktop), "ของฉัน")
    wait_for_line(desktop, qtbot)
    line(desktop).button("บันทึกไว้ที่อื่น…").click()
    qtbot.waitUntil(
        lambda: desktop.session is not None and workspace_of(desktop).path == elsewhere,
        timeout=SOON,
    )
    qtbot.waitUntil(lambda: all(event.is_set() for event in desktop.opener.former), timeout=SOON)
    assert left_works() == []
    assert line(desktop) is None
    rename_office(workspace_of(desktop), "ต่อ")
    assert workspace_of(desktop).wait_saved(10)
    assert office_in(elsewhere) == "ต่อ"
    assert office_in(path) == "สำนักงานเขตตัวอย่าง"
    assert desktop.settings.recent_files()[0] == elsewhere


@pytest.mark.in_turn
def test_what_is_edited_while_it_is_saved_elsewhere_is_there_too(
    desktop, qtbot, full, elsewhere: Path, monkeypatch
) -> None:
    workspace = workspace_of(desktop)
    rename_office(workspace, "ก่อน")
    wait_for_line(desktop, qtbot)
    write_to, written = workspace.copies.write_to, []

    def write(*given: object) -> None:
        write_to(*given)
        if not written:
            rename_office(workspace, "ระหว่าง")
        written.append(given)

    monkeypatch.setattr(workspace.copies, "write_to", write)
    line(desktop).button("บันทึกไว้ที่อื่น…").click()
    qtbot.waitUntil(
        lambda: desktop.session is not None and workspace_of(desktop).path == elsewhere,
        timeout=SOON,
    )
    assert desktop.session.data.organisation.name == "ระหว่าง"
    qtbot.waitUntil(lambda: all(event.is_set() for event in desktop.opener.former), timeout=SOON)
    assert left_works() == []


@pytest.mark.in_turn
def test_what_is_being_typed_is_copied_where_it_cannot_be_stored(
    desktop, qtbot, path: Path, elsewhere: Path
) -> None:
    desktop.go(PageKey.OIT)
    table = desktop.page(PageKey.OIT).table
    row = next(line.id for line in table.sheet.lines if line.group is None)
    table.setFocus()
    table.edit_cell(row, "note")
    type_text("พิมพ์ค้าง")
    path.unlink()
    wait_for_line(desktop, qtbot)
    line(desktop).button("บันทึกไว้ที่อื่น…").click()
    qtbot.waitUntil(
        lambda: desktop.session is not None and workspace_of(desktop).path == elsewhere,
        timeout=SOON,
    )
    assert QGuiApplication.clipboard().text().endswith("พิมพ์ค้าง")
    qtbot.waitUntil(lambda: desktop.message.message is not None, timeout=SOON)
    assert "Ctrl+V" in desktop.message.message.sentence


@pytest.mark.in_turn
def test_saving_elsewhere_in_vain_changes_nothing(
    desktop, qtbot, path: Path, full, elsewhere: Path
) -> None:
    rename_office(workspace_of(desktop), "ของฉัน")
    wait_for_line(desktop, qtbot)
    shutil.rmtree(elsewhere.parent)
    elsewhere.parent.touch()
    line(desktop).button("บันทึกไว้ที่อื่น…").click()
    qtbot.waitUntil(lambda: desktop.message.message is not None, timeout=SOON)
    assert workspace_of(desktop).path == path
    assert line(desktop) is not None


@pytest.mark.in_turn
def test_the_sample_has_no_line(window, qtbot, full) -> None:
    window.commands.run(Command.SAMPLE)
    former = window.session
    qtbot.waitUntil(
        lambda: window.session is not None and window.session is not former, timeout=SOON
    )
    assert not window.file_desk._looking.isActive()
    assert isinstance(window.opener, WorkspaceOpener)


@pytest.mark.in_turn
def test_a_large_file_says_truly_where_the_work_is(desktop, qtbot) -> None:
    workspace = workspace_of(desktop)
    rename_office(workspace, "ก")
    assert workspace.wait_saved(10)
    at = f"{workspace.saved.at:%H:%M}"
    workspace._life._took = 60.0
    rename_office(workspace, "ข")
    saved = desktop.top_bar.saved
    qtbot.waitUntil(lambda: saved.state is SaveState.HERE, timeout=SOON)
    assert saved.text() == f"อยู่ในเครื่องนี้แล้ว · ในแฟ้มเมื่อ {at}"
    assert workspace.file_state is FileState.HERE
    assert line(desktop) is None
    desktop.commands.run(Command.SAVE)
    qtbot.waitUntil(lambda: saved.state is SaveState.SAVED, timeout=SOON)


@pytest.mark.in_turn
def test_ctrl_s_looks_at_the_file_before_it_says_saved(
    window, qtbot, path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(file_desk, "LOOK_EVERY", 10**6)
    window.open_file(path)
    rename_office(workspace_of(window), "ก")
    qtbot.waitUntil(lambda: workspace_of(window).saved.is_all, timeout=SOON)
    path.unlink()
    window.commands.run(Command.SAVE)
    qtbot.waitUntil(lambda: window.top_bar.saved.state is not SaveState.SAVED, timeout=SOON)
    wait_for_line(window, qtbot)
    assert window.message.message.kind is not MessageKind.GOOD
