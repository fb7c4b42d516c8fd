"""A clerk goes back to a safety copy, and back again."""

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from ita_desktop.services import calendar
from ita_desktop.ui.dialogs.backup_rows import when_made
from ita_desktop.ui.dialogs.restore import RestoreDialog
from ita_desktop.ui.menus import Command
from tests.ui.keyboard import press
from tests.ui.modal import in_dialog

TITLE = "วันที่พิมพ์หลังสำรอง"


def titles(window) -> set[str]:
    return {one.title for one in window.session.data.calendar}


@pytest.fixture
def edited(window):
    """A copy was made, then something was typed."""
    window.session.workspace.back_up("asked")
    calendar.add(window.session.workspace, 2568, TITLE, date(2025, 5, 1))
    return window


def restore(window, row: int) -> None:
    """Opens the sheet by its command, chooses a row and presses Enter."""

    def choose(_sheet: RestoreDialog) -> None:
        for _ in range(row):
            press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Return)

    in_dialog(RestoreDialog, choose)
    window.menus.run(Command.RESTORE)


def test_enter_goes_back_to_the_newest_copy(edited) -> None:
    restore(edited, 0)
    assert TITLE not in titles(edited)
    assert edited.message.message.sentence == "กู้คืนแฟ้มแล้ว"


def test_what_was_there_is_kept_and_can_be_fetched_back(edited) -> None:
    restore(edited, 0)
    reasons = [one.reason for one in edited.session.workspace.backups()]
    assert reasons[0] == "restore"
    restore(edited, 0)
    assert TITLE in titles(edited)


def test_a_file_that_is_no_workspace_is_refused_and_the_work_stays_open(
    edited, qtbot, tmp_path
) -> None:
    foreign = tmp_path / "foreign.ita"
    foreign.write_text("not a workspace")
    sheet = RestoreDialog(edited.session, edited)
    qtbot.addWidget(sheet)
    sheet.show()
    sheet._restore(foreign)
    qtbot.waitUntil(lambda: "foreign.ita" in sheet._problem.text(), timeout=15_000)
    assert sheet.isVisible()
    assert TITLE in titles(edited)
    calendar.add(edited.session.workspace, 2568, "ยังเขียนได้", date(2025, 5, 2))
    assert "ยังเขียนได้" in titles(edited)


@pytest.mark.parametrize(
    ("days", "said"), [(0, "วันนี้ 09:10"), (1, "เมื่อวาน 09:10"), (11, "3 มี.ค. 68  09:10")]
)
def test_the_time_of_a_copy_is_said_as_one_would_say_it(days: int, said: str) -> None:
    made = datetime(2025, 3, 14, 9, 10) - timedelta(days=days)  # noqa: DTZ001
    assert when_made(made, date(2025, 3, 14)) == said
