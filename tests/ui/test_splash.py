"""Whoever starts the program sees at once that it starts, and then its window alone."""

import os
import subprocess
import sys

from ita_desktop.services import workspaces
from ita_desktop.ui.splash import show_splash
from ita_desktop.ui.theme.tokens import tokens

START = """
import sys
import ita_desktop.app
from ita_desktop.cli.main import main
from PySide6.QtWidgets import QApplication

def shown():
    return [type(widget).__name__ for widget in QApplication.topLevelWidgets()
            if widget.isVisible()]

first_window = ita_desktop.app._first_window

def watched(*given, **named):
    print(shown(), "sqlalchemy" in sys.modules)
    window = first_window(*given, **named)
    window.idle.connect(lambda: print(shown()))
    window.idle.connect(QApplication.quit)
    return window

ita_desktop.app._first_window = watched
main(sys.argv[1:])
"""


def test_it_is_there_before_what_takes_long_and_gone_with_the_window(tmp_path) -> None:
    file = workspaces.copy_sample(tmp_path / "ตัวอย่าง.ita")
    done = subprocess.run(
        [sys.executable, "-c", START, str(file)],
        env=os.environ | {"ITA_DESKTOP_HOME": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    assert done.stdout.splitlines() == ["['SplashScreen'] False", "['Window']"], done.stderr


def test_it_has_the_programs_colours(qtbot) -> None:
    splash = show_splash()
    qtbot.addWidget(splash)
    assert splash.isVisible()
    picture = splash.grab().toImage()
    middle = picture.pixelColor(picture.width() - 20, picture.height() // 2)
    assert middle == tokens().surface
