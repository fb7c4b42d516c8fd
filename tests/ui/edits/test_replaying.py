"""A large edit is undone while the window answers: what is stored is shown, nothing else is."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.oit import assignments
from ita_desktop.services.roster import roster
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.background import Job, wait_for_all
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.session import LONG
from ita_desktop.ui.widgets.status import Message, MessageKind
from ita_desktop.ui.window import Window
from tests.ui.support.arriving import arrives
from tests.ui.support.gate import Gate
from tests.ui.support.keyboard import press

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SOON = 15_000
MANY = LONG + 1


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    made, replay = Gate(), Change.replay

    def held(change: Change, value: object) -> None:
        if len(change.rows) == MANY // 2:
            made.wait()
        replay(change, value)

    monkeypatch.setattr(Change, "replay", held)
    yield made
    made.open()
    wait_for_all()


@pytest.fixture
def large(window) -> Window:
    """The window after an edit of many rows."""
    with window.session.workspace.change("เพิ่มหลายหน่วย") as change:
        for at in range(MANY):
            change.insert(Unit(id=f"u{at}", name=f"หน่วย {at}", kind=UnitKind.SECTION))
    return window


def units(window: Window) -> int:
    return sum(unit.id.startswith("u") for unit in window.session.data.units)


def told(window: Window) -> str:
    message = window.message.message
    return message.sentence if message is not None else ""


@pytest.mark.in_turn
def test_a_large_edit_is_undone_and_done_again_by_the_same_keys(large, qtbot) -> None:
    press(Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: told(large) == "เลิกทำแล้ว: เพิ่มหลายหน่วย", timeout=SOON)
    assert units(large) == 0
    press(Key.Key_Y, CTRL)
    qtbot.waitUntil(lambda: told(large) == "ทำซ้ำแล้ว: เพิ่มหลายหน่วย", timeout=SOON)
    assert units(large) == MANY


@pytest.mark.in_turn
def test_meanwhile_pages_years_and_rows_are_shown_as_they_are_stored(
    large, qtbot, gate: Gate
) -> None:
    large.go(PageKey.OIT)
    page = large.page(PageKey.OIT)
    press(Key.Key_Z, CTRL)
    assert gate.begun.wait(SOON / 1000)
    assert page.table.go_to("O12")
    assert page.pane.isVisible()
    for year in (2567, 2566, 2568):
        large.session.choose_year(year)
        assert large.session.data.year == year
        assert units(large) == MANY
    large.go(PageKey.ROSTER)
    assert arrives(large, PageKey.ROSTER)
    large.news.show_history()
    gate.open()
    qtbot.waitUntil(lambda: units(large) == 0, timeout=SOON)


@pytest.mark.in_turn
def test_meanwhile_an_edit_is_refused_and_says_why(large, qtbot, gate: Gate) -> None:
    session = large.session
    press(Key.Key_Z, CTRL)
    assert gate.begun.wait(SOON / 1000)
    edit = [CellEdit("O3", "note", "เร็วไป")]
    assert session.attempt(lambda: assignments.edit(session.workspace, 2568, edit)) is None
    assert "ยังบันทึกงานก่อนหน้าไม่เสร็จ" in told(large)
    gate.open()
    qtbot.waitUntil(lambda: units(large) == 0, timeout=SOON)
    assert session.data.assignment_by_item["O3"].note != "เร็วไป"
    assignments.edit(session.workspace, 2568, edit)
    assert session.data.assignment_by_item["O3"].note == "เร็วไป"


@pytest.mark.in_turn
def test_once_stopped_everything_is_as_it_was(large, qtbot, gate: Gate) -> None:
    before = large.session.workspace.dump()
    press(Key.Key_Z, CTRL)
    assert gate.begun.wait(SOON / 1000)
    large.progress.stopped.emit()
    gate.open()
    qtbot.waitUntil(lambda: "ทุกอย่างยังเป็นอย่างเดิม" in told(large), timeout=SOON)
    assert large.message.message.kind is MessageKind.INFO
    assert large.session.workspace.dump() == before
    assert large.session.undo_label == "เพิ่มหลายหน่วย"


@pytest.mark.in_turn
def test_closing_meanwhile_leaves_a_whole_file(large, gate: Gate) -> None:
    path = large.session.workspace.path
    before = large.session.workspace.dump()
    press(Key.Key_Z, CTRL)
    assert gate.begun.wait(SOON / 1000)
    (undoing,) = (job for job in large.session.findChildren(Job) if not job.ended.is_set())
    asked = undoing._task.progress._stop
    threading.Thread(target=lambda: (asked.wait(SOON / 1000), gate.open())).start()
    large.close()
    large.opener.end()  # the file is left in a thread of its own
    with Workspace.open(path) as workspace:
        assert workspace.dump() == before
        assert workspace.undo() == "เพิ่มหลายหน่วย"


@pytest.mark.in_turn
def test_what_a_page_said_of_an_edit_goes_once_it_is_undone(window, qtbot) -> None:
    window.go(PageKey.ROSTER)
    session, page = window.session, window.page(PageKey.ROSTER)
    member = session.data.members[0]
    roster.edit(session.workspace, session.year, [CellEdit(member.id, "note", "ซ้ำ")])
    page.notified.emit(Message(MessageKind.WARNING, "อยู่ในคณะนี้สองครั้ง"))
    QApplication.processEvents()
    assert window.message.message.sentence == "อยู่ในคณะนี้สองครั้ง"
    session.undo()
    qtbot.waitUntil(lambda: getattr(window.message.message, "sentence", "").startswith("เลิกทำแล้ว"))
    window.message.dismiss()
    assert window.message.message is None


def test_what_was_undone_is_told_until_the_next_edit(window) -> None:
    session = window.session
    session.write(assignments.edit, [CellEdit("O9", "note", "ก")])
    session.undo()
    QApplication.processEvents()
    assert "เลิกทำแล้ว" in told(window)
    session.write(assignments.edit, [CellEdit("O9", "note", "ข")])
    QApplication.processEvents()
    assert "เลิกทำแล้ว" not in told(window)
