"""A clerk goes back to a safety copy, and back again."""

import threading
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from ita_desktop.services.edits import CellEdit
from ita_desktop.services.settings import safety_copies
from ita_desktop.services.years import calendar
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.background import wait_for_all
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.dialogs.backups import when_made
from ita_desktop.ui.dialogs.restore import RestoreDialog, RestoreRecordsSheet
from ita_desktop.ui.saving import leaving
from ita_desktop.ui.table.values import ChangedValue
from tests.ui.support.gate import Gate
from tests.ui.support.keyboard import press
from tests.ui.support.modal import in_dialog

TITLE = "วันที่พิมพ์หลังสำรอง"


def titles(window) -> set[str]:
    return {one.title for one in window.session.data.calendar}


@pytest.fixture
def edited(window):
    """A copy was made, then something was typed."""
    window.session.workspace.copies.make("asked")
    calendar.add(window.session.workspace, 2568, TITLE, date(2025, 5, 1))
    return window


def restore(window, row: int) -> None:
    """Opens the sheet by its command, chooses a row and presses Enter."""

    def choose(_sheet: RestoreDialog) -> None:
        for _ in range(row):
            press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Return)

    in_dialog(RestoreDialog, choose)
    window.commands.run(Command.RESTORE)


@pytest.mark.in_turn
def test_enter_goes_back_to_the_newest_copy(edited) -> None:
    restore(edited, 0)
    assert TITLE not in titles(edited)
    assert edited.message.message.sentence == (
        "กู้คืนแฟ้มแล้ว: กลับมา 0 แถว กลับเป็นเดิม 0 เอาออก 1 · ย้อนได้ด้วยสำเนา “ก่อนกู้คืน”"
    )


@pytest.mark.in_turn
def test_what_was_there_is_kept_and_can_be_fetched_back(edited) -> None:
    restore(edited, 0)
    reasons = [one.reason for one in edited.session.workspace.copies.all()]
    assert reasons[0] == "restore"
    restore(edited, 0)
    assert TITLE in titles(edited)


def test_a_file_that_is_no_workspace_is_refused_and_the_work_stays_open(
    edited, qtbot, tmp_path
) -> None:
    foreign = tmp_path / "foreign.ita"
    foreign.write_text("not a workspace")
    sheet = RestoreDialog(edited.session, edited.opener)
    qtbot.addWidget(sheet)
    sheet.show()
    sheet._restore(foreign)
    qtbot.waitUntil(lambda: "foreign.ita" in sheet._problem.text(), timeout=15_000)
    assert sheet.isVisible()
    assert TITLE in titles(edited)
    calendar.add(edited.session.workspace, 2568, "ยังเขียนได้", date(2025, 5, 2))
    assert "ยังเขียนได้" in titles(edited)


@pytest.fixture
def gate(edited, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Holds a restore before the copy is laid beside the file."""
    made, prepare = Gate(), safety_copies.prepare_restore

    def held(*given: Any) -> object:
        made.wait()
        return prepare(*given)

    monkeypatch.setattr(safety_copies, "prepare_restore", held)
    yield made
    made.open()
    wait_for_all()


@pytest.fixture
def sheet(edited, qtbot, gate: Gate) -> RestoreDialog:
    """The sheet at work on the newest copy."""
    made = RestoreDialog(edited.session, edited.opener)
    qtbot.addWidget(made)
    made.show()
    made.accept()
    assert gate.begun.wait(15)
    return made


def left_beside(path: Path) -> list[str]:
    return [one.name for one in path.parent.iterdir() if one.name.startswith(f".{path.name}.")]


@pytest.mark.in_turn
def test_what_is_made_ready_can_be_stopped_and_another_copy_chosen(
    edited, qtbot, sheet: RestoreDialog, gate: Gate
) -> None:
    assert not sheet.accept_button.isEnabled()
    sheet.work.line.stopped.emit()
    gate.open()
    qtbot.waitUntil(lambda: "หยุดแล้ว" in sheet._problem.text(), timeout=15_000)
    assert TITLE in titles(edited)
    assert sheet.accept_button.isEnabled()
    sheet.accept()
    qtbot.waitUntil(lambda: not sheet.isVisible(), timeout=15_000)
    assert TITLE not in titles(edited)


@pytest.mark.in_turn
@pytest.mark.parametrize("way", ["Esc", "close"])
def test_whoever_leaves_meanwhile_has_the_file_as_it_was(
    edited, sheet: RestoreDialog, gate: Gate, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    # Else a window on a busy machine closes a moment later, when the copy has taken its place.
    monkeypatch.setattr(leaving, "_AT_ONCE", 15)
    path = edited.session.workspace.path
    if way == "Esc":
        sheet.reject()
    else:
        threading.Timer(0.2, gate.open).start()
        edited.close()
    gate.open()
    wait_for_all()
    edited.opener.end()
    with Workspace.open(path) as workspace:
        assert not workspace.read_only
        assert TITLE in {calendar_date.title for calendar_date in workspace.year(2568).calendar}
    assert not left_beside(path)


@pytest.mark.in_turn
def test_closing_while_the_copy_takes_its_place_leaves_that_or_the_former_one_whole(
    edited, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, put = Gate(), safety_copies.put_back

    def held(*given: Any) -> object:
        gate.wait()
        return put(*given)

    monkeypatch.setattr(safety_copies, "put_back", held)
    path = edited.session.workspace.path
    made = RestoreDialog(edited.session, edited.opener)
    qtbot.addWidget(made)
    made.show()
    made.accept()
    qtbot.waitUntil(gate.begun.is_set, timeout=15_000)
    made.reject()
    assert made.isVisible(), "what has begun to take the place does so"
    threading.Timer(0.2, gate.open).start()
    edited.close()
    wait_for_all()
    with Workspace.open(path) as workspace:
        assert not workspace.read_only
        assert TITLE not in {calendar_date.title for calendar_date in workspace.year(2568).calendar}
    assert not left_beside(path)


@pytest.mark.parametrize(
    ("days", "text"), [(0, "วันนี้ 09:10"), (1, "เมื่อวาน 09:10"), (11, "3 มี.ค. 68  09:10")]
)
def test_the_time_of_a_copy_is_said_as_one_would_say_it(days: int, text: str) -> None:
    made = datetime(2025, 3, 14, 9, 10) - timedelta(days=days)  # noqa: DTZ001
    assert when_made(made, date(2025, 3, 14)) == text


@pytest.mark.in_turn
def test_what_was_done_since_is_told_and_a_part_is_brought_back(edited, qtbot) -> None:
    workspace = edited.session.workspace
    noted = edited.session.data.calendar[0]
    calendar.remove(workspace, 2568, [noted.id])
    sheet = RestoreDialog(edited.session, edited.opener)
    qtbot.waitUntil(lambda: "ปฏิทิน" in sheet.since.text(), timeout=15_000)
    assert sheet.since.text() == "ตั้งแต่สำเนานี้: ปฏิทิน เพิ่ม 1 เอาออก 1"
    assert not sheet.part_button.isHidden()
    sheet.part_button.click()
    records = sheet.findChild(RestoreRecordsSheet)
    records.chips["ปฏิทิน"].click()
    records.all_button.click()
    assert records.accept_button.text() == "นำกลับ 1 รายการ"
    records.accept_button.click()
    qtbot.waitUntil(lambda: sheet.result() == RestoreDialog.DialogCode.Accepted, timeout=15_000)
    assert {noted.title, TITLE} <= titles(edited)
    assert "นำกลับมา 1 แถว: ปฏิทิน" in edited.message.message.sentence
    edited.session.undo()
    assert noted.title not in titles(edited)


@pytest.mark.in_turn
def test_one_record_of_several_is_brought_back(edited, qtbot) -> None:
    workspace = edited.session.workspace
    first, second, third = edited.session.data.calendar[:3]
    calendar.remove(workspace, 2568, [first.id, second.id])
    calendar.edit(workspace, 2568, [CellEdit(third.id, "title", "ชื่อใหม่")])
    sheet = RestoreDialog(edited.session, edited.opener)
    sheet.show()
    qtbot.waitUntil(lambda: "ปฏิทิน" in sheet.since.text(), timeout=15_000)
    sheet.part_button.click()
    records = sheet.findChild(RestoreRecordsSheet)
    assert records.accept_button.text() == "นำกลับแถวนี้", "nothing is ticked"
    cells = {row.cells["รายการ"]: row.cells["ข้อความ"] for row in records.rows}
    assert {first.title, second.title, third.title} <= cells.keys()
    changed = cells[third.title]
    assert isinstance(changed, ChangedValue)
    assert (changed.new.value, changed.old) == (third.title, "ขณะนี้ ชื่อใหม่")
    qtbot.waitUntil(records.table.hasFocus)
    records.table.go_to(f"calendar_date/{second.id}")
    press(Qt.Key.Key_Space)
    assert records.accept_button.text() == "นำกลับ 1 รายการ"
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sheet.result() == RestoreDialog.DialogCode.Accepted, timeout=15_000)
    assert second.title in titles(edited)
    assert not {first.title, third.title} & titles(edited)
    edited.session.undo()
    assert second.title not in titles(edited)
