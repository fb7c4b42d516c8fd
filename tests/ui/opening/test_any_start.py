"""A start shows the window, whatever is in the file and in the settings, and says what is wrong."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from ita_desktop.error_log import error_log
from ita_desktop.services import workspaces
from ita_desktop.settings import Settings
from ita_desktop.storage.files import digests
from ita_desktop.ui.failures import FailureWatch
from tests.support.places import ROOT
from tests.ui.opening.test_second_start import SHOW

BREAK = """
from ita_desktop.ui.session import Session
def fail(*_):
    raise ZeroDivisionError("secret")
Session.data = property(fail)
"""
BREAK_PAGES = """
from ita_desktop.ui.pages.page import Page
def fail(*_):
    raise ZeroDivisionError("secret")
Page.prepare = fail
"""
BREAK_PLACE = """
from ita_desktop.ui.frame import window_geometry
restore = window_geometry.WindowPlace.restore
def fail(self):
    if self._memory.get("frame.maximised"):
        raise ZeroDivisionError("secret")
    restore(self)
window_geometry.WindowPlace.restore = fail
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return workspaces.copy_sample(tmp_path / "งาน.ita")


def start(*files: Path, before: str = "") -> tuple[str, str]:
    """The title of the window that a start shows, and its message."""
    done = subprocess.run(
        [sys.executable, "-c", before + SHOW, *map(str, files)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    title, message, _ = done.stdout.split("|")
    return title.strip(), message.strip()


@pytest.mark.in_turn
def test_a_figure_that_is_no_number_is_told_on_the_welcome_page(file: Path) -> None:
    with closing(sqlite3.connect(file)) as raw, raw:
        assert raw.execute("UPDATE score SET value='NaN'").rowcount
        digests.take(raw)
    Settings().note_opened(file)
    title, message = start()
    assert title == "ITA Desktop"
    assert "ข้อมูลบางแถวในแฟ้มอ่านไม่ได้ (ตาราง score" in message
    assert start(file) == (title, message)


@pytest.mark.in_turn
def test_a_file_that_cannot_be_opened_is_told_in_the_window(tmp_path: Path) -> None:
    title, message = start(tmp_path / "ไม่มี.ita")
    assert title == "ITA Desktop"
    assert "ไม่พบแฟ้มนี้" in message
    (tmp_path / "ว่าง.ita").touch()
    assert "แฟ้มว่างเปล่า" in start(tmp_path / "ว่าง.ita")[1]


@pytest.mark.in_turn
def test_a_mistake_of_the_program_while_it_starts_is_told_and_written_down(file: Path) -> None:
    title, message = start(file, before=BREAK)
    assert title == "ITA Desktop"
    assert "โปรแกรมทำงานผิดพลาด (ZeroDivisionError)" in message
    log = error_log().read_text(encoding="utf-8")
    assert "secret" not in log
    assert "ui/window.py" in log


@pytest.mark.in_turn
def test_a_page_that_cannot_be_shown_is_told_and_leaves_the_window_open(file: Path) -> None:
    title, message = start(file, before=BREAK_PAGES)
    assert title.endswith(" – งาน – ITA Desktop")
    assert "โปรแกรมทำงานผิดพลาด (ZeroDivisionError)" in message


@pytest.mark.in_turn
def test_settings_that_break_the_window_are_put_aside(own_home: Path, file: Path) -> None:
    settings = own_home / "settings.json"
    settings.write_text(json.dumps({"frame.maximised": True}), encoding="utf-8")
    title, message = start(file, before=BREAK_PLACE)
    assert title == "ITA Desktop"
    assert "ZeroDivisionError" in message
    assert settings.with_suffix(".damaged").exists()
    assert start(file, before=BREAK_PLACE)[0].endswith(" – งาน – ITA Desktop")


@pytest.fixture
def heard(qapp):
    """What a watch over the errors has told."""
    told: list[str] = []
    watch = FailureWatch(qapp, told.append)
    watch.begin()
    yield told
    watch.end()
    watch.deleteLater()


def test_an_error_in_the_window_is_told_once_and_work_goes_on(qtbot, heard) -> None:
    def fail() -> None:
        raise ZeroDivisionError("secret")

    for _ in range(3):
        try:
            fail()
        except ZeroDivisionError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: bool(heard))
    assert len(heard) == 1
    assert "โปรแกรมทำงานผิดพลาด (ZeroDivisionError)" in heard[0]
    assert str(error_log()) in heard[0]
    assert error_log().read_text(encoding="utf-8").count("Traceback of ZeroDivisionError") == 1


def test_an_error_in_another_thread_is_told_too(qtbot, heard) -> None:
    thread = threading.Thread(target=lambda: {}["no key"])
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(heard))
    assert "KeyError" in heard[0]
