"""The file is moved away, or its stick pulled out, while it is open: nothing typed is lost."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from ita_desktop.services.edits import CellEdit
from ita_desktop.services.oit import assignments
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.frame.top_bar import SaveState
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.widgets.status import MessageKind
from tests.ui.support.keyboard import press, type_text

Key = Qt.Key
SOON = 15_000


def _note(workspace: Workspace, text: str) -> None:
    assignments.edit(workspace, 2568, [CellEdit("O3", "note", text)])


def _note_in(path: Path) -> str:
    with Workspace.open(path, read_only=True) as workspace:
        return workspace.year(2568).assignment_by_item["O3"].note


@pytest.fixture
def path(window) -> Path:
    found = window.session.workspace.path
    assert found is not None
    return found


@pytest.fixture
def away(path: Path) -> Path:
    return path.with_name("ที่อื่น.ita")


@pytest.fixture
def unsaved(window, qtbot, path: Path, away: Path) -> None:
    """An edit that was stored, and could not reach the file any more."""
    _note(window.session.workspace, "ยังไม่ถึงแฟ้ม")
    path.rename(away)
    window.commands.run(Command.SAVE)
    qtbot.waitUntil(lambda: window.top_bar.saved.state is SaveState.FAILED, timeout=SOON)


def _save_copy(window, qtbot, monkeypatch: pytest.MonkeyPatch, target: Path) -> str:
    """What is told after a copy was asked for at ``target``."""
    window.message.clear()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    window.commands.run(Command.SAVE_COPY)
    qtbot.waitUntil(
        lambda: (
            window.message.message is not None
            and window.message.message.kind is not MessageKind.INFO
        ),
        timeout=SOON,
    )
    return str(window.message.message.sentence)


@pytest.mark.in_turn
@pytest.mark.usefixtures("unsaved")
@pytest.mark.parametrize("stands", [False, True])
def test_a_copy_holds_all_that_was_done(
    window, qtbot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, stands: bool
) -> None:
    target = tmp_path / "สำเนา.ita"
    if stands:
        target.write_bytes(b"old")
    assert "บันทึกสำเนาที่" in _save_copy(window, qtbot, monkeypatch, target)
    assert _note_in(target) == "ยังไม่ถึงแฟ้ม"


@pytest.mark.usefixtures("unsaved")
def test_a_copy_in_the_old_place_is_the_file_again(
    window, qtbot, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    assert "บันทึกสำเนาที่" in _save_copy(window, qtbot, monkeypatch, path)
    qtbot.waitUntil(lambda: window.top_bar.saved.state is SaveState.SAVED, timeout=SOON)
    _note(window.session.workspace, "ต่อ")
    assert window.session.workspace.wait_saved(10)
    assert _note_in(path) == "ต่อ"


@pytest.mark.usefixtures("unsaved")
def test_why_no_copy_can_be_made_is_said_of_its_place(
    window, qtbot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "แฟ้มธรรมดา").touch()
    target = tmp_path / "แฟ้มธรรมดา" / "สำเนา.ita"
    told = _save_copy(window, qtbot, monkeypatch, target)
    assert str(target.parent) in told
    assert "Error" not in told


def test_another_file_in_its_place_is_not_written_over_without_being_asked(
    window, qtbot, monkeypatch: pytest.MonkeyPatch, path: Path, away: Path
) -> None:
    path.rename(away)
    path.write_bytes(b"another")
    assert "มีแฟ้มชื่อนี้อยู่แล้ว" in _save_copy(window, qtbot, monkeypatch, path)
    assert path.read_bytes() == b"another"


def test_the_red_bar_goes_when_the_file_is_there_again(
    window, qtbot, path: Path, away: Path
) -> None:
    """Whether by an edit, by asking to save, or because what waited could be saved."""
    session, saved = window.session, window.top_bar.saved
    for waits in (False, True):
        if waits:
            _note(session.workspace, "ค้าง")
        path.rename(away)
        assert not session.do(lambda: _note(session.workspace, "ก"))
        assert saved.state is SaveState.FAILED
        assert window.message.message.kind is MessageKind.BAD
        away.rename(path)
        window.commands.run(Command.SAVE)
        qtbot.waitUntil(lambda: saved.state is SaveState.SAVED, timeout=SOON)
        told = window.message.message
        assert told is None or told.kind is not MessageKind.BAD


def test_what_was_typed_stays_in_its_editor_until_it_can_be_saved(
    window, qtbot, path: Path, away: Path
) -> None:
    window.go(PageKey.OIT)
    table = window.page(PageKey.OIT).table
    row = window.session.data.assignments[0].item_code
    table.edit_cell(row, "note")
    type_text("พิมพ์ไว้แล้ว")
    path.rename(away)
    press(Key.Key_Return)
    assert table.editing.open
    assert "ถูกย้าย" in window.message.message.sentence
    press(Key.Key_Return)
    assert table.editing.open
    shutil.move(away, path)
    press(Key.Key_Return)
    assert not table.editing.open
    assert window.session.data.assignment_by_item[row].note.endswith("พิมพ์ไว้แล้ว")
    told = window.message.message
    assert told is None or told.kind is not MessageKind.BAD


def test_what_was_typed_in_a_pane_stays_in_its_editor_until_it_can_be_saved(
    window, path: Path, away: Path
) -> None:
    data = window.session.data
    meeting, other = data.meetings[0], data.meetings[1]
    window.go(PageKey.MEETINGS, meeting.id)
    view = window.page(PageKey.MEETINGS).view
    cell = view.head.cells["place"]
    cell.begin()
    type_text("ห้องใหม่")
    path.rename(away)
    for _ in range(2):
        press(Key.Key_Return)
        assert cell.editor is not None
        assert cell.editor.invalid
        assert "ถูกย้าย" in window.message.message.sentence
        assert cell.editor.result().text.endswith("ห้องใหม่")
    # Another meeting has not the text of this one, which comes back with it.
    view.head.show_meeting(other)
    assert cell.editor is None
    view.head.show_meeting(meeting)
    cell.begin()
    assert cell.editor.result().text.endswith("ห้องใหม่")
    shutil.move(away, path)
    press(Key.Key_Return)
    assert cell.editor is None
    assert window.session.data.meeting_by_id[meeting.id].place.endswith("ห้องใหม่")

    outline = view.agenda.outline
    outline.setFocus()
    matter = next(line.id for line in outline.items if line.number == "3.1")
    assert outline.go_to(matter)
    press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    text = view.agenda.form.texts["presenter"]
    text.setFocus()
    press(Key.Key_Return)
    type_text("ฝ่ายปกครอง")
    path.rename(away)
    press(Key.Key_Return)
    assert text.editor is not None
    assert text.editor.isVisible()
    assert text.editor.invalid
    type_text(" เสนอ")
    shutil.move(away, path)
    press(Key.Key_Return)
    assert text.editor is None
    items = {item.id: item.presenter for item in window.session.data.agenda_items}
    assert items[matter].endswith("ฝ่ายปกครอง เสนอ")
