"""Whoever starts the program sees its window at once: what it opens, then the file's last page."""

import os
import subprocess
import sys

import pytest

from ita_desktop.services import workspaces
from ita_desktop.ui.opening.workspace_opener import OpeningPage
from ita_desktop.ui.theme.tokens import tokens

START = """
import sys
import ita_desktop.app
from ita_desktop.cli.main import main
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

first_window = ita_desktop.app._first_window

def state(window):
    shown = [type(widget).__name__ for widget in QApplication.topLevelWidgets()
             if widget.isVisible()]
    late = {"sqlalchemy", "ita_desktop.ui.opening.open_job"} & sys.modules.keys()
    print(shown, bool(late), window.at_home, window.current_page)

def watched(*given, **named):
    window = first_window(*given, **named)
    begin = window.opener.begin_first

    def begin_first():
        state(window)
        print(window._home.accessibleName())
        begin()
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)

    window.opener.begin_first = begin_first
    window.opener.first_shown.connect(lambda: state(window))
    window.idle.connect(lambda: print(window.top_bar.search.hasFocus()))
    window.idle.connect(QApplication.quit)
    return window

ita_desktop.app._first_window = watched
main(sys.argv[1:])
"""


def started(folder, *words: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", START, *words],
        env=os.environ | {"ITA_DESKTOP_HOME": str(folder)},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    assert not done.stderr
    return done.stdout.splitlines()


@pytest.mark.in_turn
def test_the_window_says_what_it_opens_before_what_takes_long_is_loaded(tmp_path) -> None:
    file = workspaces.copy_sample(tmp_path / "ตัวอย่าง.ita")
    assert started(tmp_path, str(file)) == [
        "['Window'] False True ",
        "กำลังเปิด ตัวอย่าง.ita",
        "['Window'] True False overview",
        "True",
    ]


@pytest.mark.in_turn
@pytest.mark.parametrize("name", ["ไม่มี.ita", "ไม่ใช่.ita"])
def test_a_file_that_does_not_open_leaves_the_welcome_page(tmp_path, name: str) -> None:
    (tmp_path / "ไม่ใช่.ita").write_bytes(b"nothing")
    before, what, after, _ = started(tmp_path, str(tmp_path / name))
    assert before == "['Window'] False True "
    assert name in what
    assert after == "['Window'] True True "


def test_it_has_the_programs_colours_and_shortens_a_long_name(qtbot) -> None:
    page = OpeningPage("กำลังเปิด " + 40 * "แฟ้ม")
    qtbot.addWidget(page)
    page.setAutoFillBackground(True)
    page.resize(400, 200)
    page.show()
    picture = page.grab().toImage()
    colours = {picture.pixelColor(x, 100).name() for x in range(400)}
    assert tokens().text2.name() in colours
    assert picture.pixelColor(2, 100) == picture.pixelColor(397, 100)
