"""What the bar says of saving, and that it is so."""

import os
import re
import shutil
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ita_desktop.services import workspaces
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.oit import assignments
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.frame.top_bar import SaveState


@pytest.mark.in_turn
def test_closing_leaves_one_file_that_holds_everything(window, tmp_path: Path) -> None:
    path = window.session.workspace.path
    assignments.edit(window.session.workspace, 2568, [CellEdit("O3", "note", "ก่อนปิด")])
    window.opener.end()
    assert [path.name for path in tmp_path.iterdir() if "ตัวอย่าง" in path.name] == [path.name]
    with Workspace.open(path) as workspace:
        assert workspace.year(2568).assignment_by_item["O3"].note == "ก่อนปิด"


@pytest.mark.in_turn
def test_the_bar_says_saved_once_the_edit_is_in_the_one_file(window, qtbot, tmp_path: Path) -> None:
    saved, workspace = window.top_bar.saved, window.session.workspace
    assert re.fullmatch(r"บันทึกแล้ว \d\d:\d\d", saved.text()), "the copy was just made"
    assignments.edit(workspace, 2568, [CellEdit("O3", "note", "โทรตาม")])
    assert saved.text() == "กำลังบันทึก"
    qtbot.waitUntil(lambda: saved.state is SaveState.SAVED)
    copy = shutil.copyfile(workspace.path, tmp_path / "สำเนา.ita")
    assert saved.text() == f"บันทึกแล้ว {workspace.saved.at:%H:%M}"
    assert datetime.now().astimezone() - workspace.saved.at < timedelta(minutes=1)
    with Workspace.open(copy) as copied:
        assert copied.year(2568).assignment_by_item["O3"].note == "โทรตาม"


def test_a_file_of_another_day_says_of_which(window, tmp_path: Path) -> None:
    path = workspaces.copy_sample(tmp_path / "เมื่อวาน.ita")
    at = datetime(2025, 11, 3, 16, 20).astimezone().timestamp()
    os.utime(path, (at, at))
    window.open_file(path)
    assert window.top_bar.saved.text() == "บันทึกแล้ว 3 พ.ย. 68"


@pytest.mark.in_turn
def test_control_s_saves_at_once_and_tells_what_stands_in_the_way(window, qtbot) -> None:
    workspace = window.session.workspace
    assignments.edit(workspace, 2568, [CellEdit("O3", "note", "ก")])
    away = workspace.path.rename(workspace.path.with_name("อื่น.ita"))
    window.commands.run("save")
    qtbot.waitUntil(lambda: window.message.message is not None)
    assert "ถูกย้าย" in window.message.message.sentence
    away.rename(workspace.path)
    window.commands.run("save")
    qtbot.waitUntil(lambda: getattr(window.message.message, "sentence", "").startswith("บันทึกแล้ว"))


@pytest.mark.in_turn
def test_what_could_not_be_saved_is_told_in_the_bar_and_below_until_it_can(window, qtbot) -> None:
    session = window.session
    path = session.workspace.path
    away = path.with_name("อื่น.ita")
    path.rename(away)
    session.attempt(
        lambda: assignments.edit(session.workspace, 2568, [CellEdit("O3", "note", "ก")])
    )
    saved = window.top_bar.saved
    assert saved.state is SaveState.FAILED
    assert "ถูกย้าย" in saved.toolTip()
    assert "ถูกย้าย" in window.message.message.sentence
    away.rename(path)
    session.attempt(
        lambda: assignments.edit(session.workspace, 2568, [CellEdit("O3", "note", "ก")])
    )
    qtbot.waitUntil(lambda: saved.state is SaveState.SAVED)


@pytest.mark.in_turn
def test_writing_that_takes_long_is_told_while_it_lasts(window, qtbot) -> None:
    session, saved = window.session, window.top_bar.saved
    qtbot.waitUntil(lambda: window.top_bar.year._years[0].note != "")
    go_on = threading.Event()

    def write(_progress: Progress) -> None:
        with session.workspace.change("เขียนนาน") as change:
            go_on.wait(5)
            change.update(session.data.organisation, address="ถนนตัวอย่าง")

    Job(write).start()
    qtbot.waitUntil(lambda: saved.state is SaveState.SAVING)
    go_on.set()
    qtbot.waitUntil(lambda: saved.state is SaveState.SAVED)
    assert session.data.organisation.address == "ถนนตัวอย่าง"
