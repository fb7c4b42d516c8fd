"""Copies of the open workspace are made beside the work on it."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from ita_desktop.services import workspaces
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.oit import assignments
from ita_desktop.settings import Settings
from ita_desktop.storage import sqlite_engines
from ita_desktop.storage.files import backups
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.background import Job, wait_for_all
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.ui.support.gate import Gate

pytestmark = pytest.mark.painted

SOON = 15_000


def held(gate: Gate) -> Callable[..., bool]:
    """Copying that comes to the gate after each piece."""
    copy = sqlite_engines.copy_content

    def held_copy(source: Path, target: Path, progress: Any = None) -> bool:
        def step(done: int, of: int, what: str) -> None:
            gate.wait()
            if progress is not None:
                progress(done, of, what)

        return copy(source, target, step)

    return held_copy


@pytest.fixture
def gate(window, qtbot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    # The copy that an opening makes is made first.
    qtbot.waitUntil(lambda: bool(window.session.workspace.copies.all()), timeout=SOON)
    made = Gate()
    monkeypatch.setattr(sqlite_engines, "copy_content", held(made))
    yield made
    made.open()
    wait_for_all()


def note(window: Window, text: str) -> None:
    assignments.edit(window.session.workspace, 2568, [CellEdit("O3", "note", text)])


def noted(path: Path) -> str:
    with Workspace.open(path, read_only=True) as workspace:
        return workspace.year(2568).assignment_by_item["O3"].note


def told(window: Window) -> str:
    message = window.message.message
    return message.sentence if message is not None else ""


def begin_saving(window: Window, monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.commands.run(Command.SAVE_COPY)


@pytest.mark.in_turn
def test_one_goes_on_editing_while_a_safety_copy_is_made(window, qtbot, gate: Gate) -> None:
    window.commands.run(Command.BACK_UP)
    assert gate.begun.wait(SOON / 1000)
    note(window, "ระหว่างสำรอง")
    window.go(PageKey.OIT)
    window.session.undo()
    window.session.redo()
    gate.open()
    qtbot.waitUntil(lambda: told(window) == "สำรองแฟ้มแล้ว", timeout=SOON)
    newest = window.session.workspace.copies.all()[0]
    assert newest.reason == "asked"
    moments = [""] if sqlite_engines.is_log_sound() else ["", "ระหว่างสำรอง"]
    assert noted(newest.path) in moments, "with a log, of the moment in which it was begun"


def test_a_copy_that_is_stopped_leaves_what_lay_in_its_place(
    window, qtbot, gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = workspaces.copy_sample(tmp_path / "สำเนา.ita")
    content = target.read_bytes()
    begin_saving(window, monkeypatch, target)
    assert gate.begun.wait(SOON / 1000)
    window.progress.stopped.emit()
    gate.open()
    qtbot.waitUntil(lambda: told(window) == "หยุดแล้ว ยังไม่ได้ทำสำเนา", timeout=SOON)
    assert target.read_bytes() == content
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".part"]


def test_a_copy_replaces_the_file_that_was_chosen_for_it(
    window, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = workspaces.copy_sample(tmp_path / "สำเนา.ita")
    note(window, "ใหม่กว่า")
    begin_saving(window, monkeypatch, target)
    qtbot.waitUntil(lambda: "สำเนา.ita" in told(window), timeout=SOON)
    assert noted(target) == "ใหม่กว่า"


@pytest.mark.in_turn
@pytest.mark.parametrize("name", ["ตัวอย่าง.ita", "สำเนา"])
def test_a_copy_takes_the_place_of_no_file_that_nobody_agreed_to_lose(
    window, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The workspace itself, and a file whose ending the clerk has not typed."""
    there = tmp_path / "สำเนา.ita"
    workspaces.copy_sample(there)
    content = there.read_bytes()
    begin_saving(window, monkeypatch, tmp_path / name)
    qtbot.waitUntil(lambda: "จึงไม่เขียนทับ" in told(window), timeout=SOON)
    assert there.read_bytes() == content
    note(window, "แฟ้มยังอยู่")


@pytest.mark.in_turn
def test_closing_while_a_copy_is_made_asks_nothing_and_leaves_no_half_one(
    window, gate: Gate
) -> None:
    path = window.session.workspace.path
    before = window.session.workspace.copies.all()
    folder = before[0].path.parent
    window.commands.run(Command.BACK_UP)
    assert gate.begun.wait(SOON / 1000)
    note(window, "ก่อนปิด")
    threading.Timer(0.2, gate.open).start()
    window.close()
    wait_for_all()
    # Whichever was first, the copy or the closing: it is whole, or it is not there.
    more = {path.name for path in folder.iterdir()} - {one.path.name for one in before}
    assert len(more) <= 1
    for name in more:
        noted(folder / name)
    assert noted(path) == "ก่อนปิด"


@pytest.mark.in_turn
def test_an_old_safety_copy_is_followed_by_one_once_the_window_stands_there(
    qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate()
    monkeypatch.setattr(sqlite_engines, "copy_content", held(gate))
    window = Window(Settings(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    window.open_file(workspaces.copy_sample(tmp_path / "งาน.ita"))
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(gate.begun.is_set, timeout=SOON)
    note(window, "ก่อนสำรองเสร็จ")
    assert window.status.backup == ""
    gate.open()
    qtbot.waitUntil(lambda: window.status.backup != "", timeout=SOON)
    assert [backup.reason for backup in window.session.workspace.copies.all()] == ["open"]
    window.close()


@pytest.mark.in_turn
def test_why_there_is_no_safety_copy_is_told_and_the_work_goes_on(
    qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> bool:
        raise OSError(28, "no space")

    monkeypatch.setattr(backups.sqlite_engines, "copy_content", full)
    window = Window(Settings(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    window.open_file(workspaces.copy_sample(tmp_path / "งาน.ita"))
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: "สำรองแฟ้มไม่ได้" in told(window), timeout=SOON)
    assert window.status.backup == "สำรองแฟ้มไม่สำเร็จ"
    note(window, "ทำงานต่อได้")
    window.close()


def test_two_works_are_followed_one_after_the_other(window, qtbot) -> None:
    through = {name: threading.Event() for name in ("แรก", "หลัง")}
    stopped = []

    def begin(name: str) -> Job:
        def work(progress: Any) -> None:
            progress(1, 2)
            assert through[name].wait(SOON / 1000)
            progress(2, 2)

        job = Job(work, window)
        job.stopped.connect(lambda: stopped.append(name))
        window.work.watch(job, name)
        job.start()
        return job

    first, second = begin("แรก"), begin("หลัง")
    line = window.progress
    qtbot.waitUntil(lambda: line.accessibleName().startswith("หลัง"))
    with qtbot.waitSignal(second.done):
        through["หลัง"].set()
    assert line.accessibleName() == "แรก 1 จาก 2"
    line.stopped.emit()
    with qtbot.waitSignal(first.stopped):
        through["แรก"].set()
    assert stopped == ["แรก"]
    assert line.isHidden()


def test_a_window_that_stays_open_makes_another_copy_of_what_was_edited(
    window, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = window.session.workspace.copies
    qtbot.waitUntil(lambda: len(copies.all()) == 1, timeout=SOON)
    looks = window.opener.findChild(QTimer, "copying").timeout
    monkeypatch.setattr(backups, "MEANWHILE", timedelta(0))
    looks.emit()
    qtbot.wait(50)
    assert len(copies.all()) == 1
    qtbot.wait(2_100)
    assignments.edit(window.session.workspace, 2568, [CellEdit("O3", "note", "ก")])
    assert window.session.workspace.wait_saved(10)
    looks.emit()
    qtbot.waitUntil(lambda: len(copies.all()) == 2, timeout=SOON)
    assert copies.all()[0].reason == "meanwhile"
