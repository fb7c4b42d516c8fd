"""A second start: two real processes, the real lock of the file, and what they say together."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalSocket

from ita_desktop.services import workspaces
from ita_desktop.settings import Settings, own_window
from ita_desktop.storage.files import lock
from ita_desktop.storage.files.lock import LockHolder, WriterLock, own_holder
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.opening import instance_listener
from ita_desktop.ui.opening.instance_listener import ANSWER, InstanceListener
from tests.support.processes import ROOT, Other, other_process

FIRST = """
import sys
from ita_desktop.ui import window
from ita_desktop.ui.frame.main_frame import MainFrame

class Told(window.Window):
    def come_forward(self):
        super().come_forward()
        print("minimised" if self.isMinimized() else "shown", flush=True)
        self.showMinimized()

    def _finish_start(self):
        self.idle.connect(lambda: print("idle", flush=True))
        self.idle.connect(self.showMinimized)
        yield from super()._finish_start()

window.Window = Told
from ita_desktop.app import run
from pathlib import Path
run(*map(Path, sys.argv[1:]) if sys.argv[1:] else [None])
"""
HOLD = """
import sys
from pathlib import Path
from ita_desktop.storage.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.readline()
"""
SHOW = """
import sys
from pathlib import Path
from ita_desktop.app import run
from ita_desktop.ui import window

class Told(window.Window):
    def _finish_start(self):
        said = self.message.message
        print(self.windowTitle(), "|", said.sentence if said else "", "|",
              said.action if said else "", flush=True)
        self.close()
        yield 0

window.Window = Told
sys.exit(run(Path(sys.argv[1]) if sys.argv[1:] else None))
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return workspaces.copy_sample(tmp_path / "งาน.ita")


@contextmanager
def first_window(*files: Path) -> Iterator[Other]:
    with other_process(FIRST, *files) as first:
        while first.hears() != "idle":
            assert first.process.poll() is None
        yield first


def second_start(*files: Path) -> str:
    """What a second start shows: its window's title and message; empty where it shows none."""
    done = subprocess.run(
        [sys.executable, "-c", SHOW, *map(str, files)],
        check=True,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        timeout=60,
    )
    return done.stdout.strip()


@pytest.mark.in_turn
def test_a_later_start_brings_the_window_that_has_the_file_to_the_front(
    window, file: Path, tmp_path: Path
) -> None:
    """One window for all that is asked of it: it is put away after each answer."""
    session = window.session
    with first_window(file) as first:
        assert second_start(file) == ""
        assert first.hears() == "shown"
        # So does a start without a file.
        assert second_start() == ""
        assert first.hears() == "shown"
        # And a window that is asked to open it.
        window.opener.begin(file)
        assert first.hears() == "shown"
        # Another file gets a window of its own.
        other = workspaces.copy_sample(tmp_path / "อีกแฟ้ม.ita")
        assert " – อีกแฟ้ม – ITA Desktop" in second_start(other)
    assert window.session is session
    assert not window.opener.parting._asked
    assert window.message.message is None


@pytest.mark.in_turn
def test_a_window_without_a_file_is_found_as_well() -> None:
    with first_window() as first:
        assert second_start() == ""
        assert first.hears() == "shown"


@pytest.mark.in_turn
def test_a_command_that_writes_the_file_does_not_answer_and_the_start_says_who_has_it(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with other_process(HOLD, file) as holding:
        assert holding.hears() == "open"
        text = second_start(file)
    assert "เปิดอยู่ในหน้าต่าง (หรือคำสั่ง) ITA Desktop ของท่านเองที่เครื่องนี้" in text
    assert text.endswith("| เปิดสำเนา…")


@pytest.mark.in_turn
def test_on_another_machine_it_is_said_who_and_since_which_day(file: Path) -> None:
    with other_process(HOLD, file) as holding:
        assert holding.hears() == "open"
        (note,) = file.parent.glob(".*.lock")
        described = json.loads(note.read_text(encoding="utf-8"))
        note.write_text(json.dumps(described | {"host": "PC-7", "since": "2026-01-31T08:05:00"}))
        assert own_holder(file) is None
        text = second_start(file)
    assert "กำลังแก้ไขอยู่ที่เครื่อง PC-7 ตั้งแต่วันที่ 31 ม.ค. 69 เวลา 08:05 น." in text
    assert text.endswith("| เปิดสำเนา…")


@pytest.mark.in_turn
def test_after_the_first_window_has_closed_a_start_opens_the_file_again(file: Path) -> None:
    with first_window(file) as first:
        first.killed()
    assert " – งาน – ITA Desktop |" in second_start(file)
    with Workspace.open(file) as workspace:
        assert not workspace.read_only


# -- what is listened to


@pytest.fixture
def called(qapp) -> Iterator[InstanceListener]:
    owner = QObject()
    made = InstanceListener(owner)
    yield made
    made.end()


def say(qtbot, words: bytes) -> bytes:
    """What is answered to ``words``, until the line is closed."""
    socket = QLocalSocket()
    socket.connectToServer(lock.CALL_NAME)
    assert socket.waitForConnected(1000)
    socket.write(words)
    socket.flush()
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    return socket.readAll().data()


@pytest.mark.parametrize("words", [b"", b"sho", b"quit\n", b"\0" * 100_000])
def test_nothing_but_the_word_is_listened_to(called: InstanceListener, qtbot, words: bytes) -> None:
    with qtbot.assertNotEmitted(called.called):
        assert say(qtbot, words) == b""


def test_the_word_is_answered(called: InstanceListener, qtbot) -> None:
    with qtbot.waitSignal(called.called):
        assert say(qtbot, instance_listener.WORD) == ANSWER


def test_one_window_of_a_user_is_found_until_it_closes(
    called: InstanceListener, monkeypatch
) -> None:
    monkeypatch.setattr(lock, "CALL_NAME", "ita-desktop-other")
    found = own_holder(own_window())
    assert found is not None
    called.end()
    assert own_holder(own_window()) is None


def test_a_window_that_hangs_is_not_waited_for_longer_than_it_takes_to_see(
    called: InstanceListener, monkeypatch
) -> None:
    """Nothing turns here, so that nobody answers."""
    monkeypatch.setattr(instance_listener, "PATIENCE", 200)
    long_ago = "2026-01-31T08:05:00"
    before = time.monotonic()
    assert not instance_listener.call(LockHolder("ก", "ข", long_ago, lock.CALL_NAME))
    assert time.monotonic() - before < 1.4  # less than the program's own patience


def test_without_qt_s_network_library_each_start_has_its_own_window(qapp, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtNetwork", None)
    owner = QObject()
    made = InstanceListener(owner)
    made.end()
    assert not instance_listener.call_once(LockHolder("ก", "ข", "", lock.CALL_NAME), 100)


def test_the_lock_of_a_folder_that_cannot_be_written_keeps_no_start_back(tmp_path, qapp) -> None:
    assert own_holder(tmp_path / "ไม่มี" / "งาน.ita") is None
    assert WriterLock(tmp_path / "ไม่มี.ita").is_there is False
    assert Settings(tmp_path / "ไม่มี.json").recent_files() == []
