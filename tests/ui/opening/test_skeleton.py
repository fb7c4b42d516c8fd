"""Whoever starts the program meets a bare window first: whatever is done to it then holds."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest

from ita_desktop.services import workspaces
from ita_desktop.settings import Settings
from ita_desktop.ui.frame.skeleton import Skeleton
from ita_desktop.ui.theme.tokens import DARK, LIGHT, LIGHT_HIGH, tokens
from ita_desktop.ui.window import Window

START = """
import sys
from ita_desktop import app
from ita_desktop.cli.main import main

start_run = app.Start.run

def is_bare(window):
    return not window.is_populated

def run(start, *given, **named):
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication
    window, shows = start.window, start.window.show_bare
{}
    return start_run(start, *given, **named)

app.Start.run = run
code = main(sys.argv[1:])
print("ended", code)
"""


def started(folder: Path, early: str, *words: str) -> subprocess.CompletedProcess[str]:
    """A start of the program with ``early`` done to it before it shows its window."""
    code = START.format("\n".join(f"    {line}" for line in early.splitlines()))
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        env=os.environ | {"ITA_DESKTOP_HOME": str(folder), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return workspaces.copy_sample(tmp_path / "ตัวอย่าง.ita")


@pytest.mark.in_turn
def test_keys_typed_before_there_is_a_part_reach_the_page_in_order(
    tmp_path: Path, file: Path
) -> None:
    early = """
def show():
    shows()
    assert is_bare(window)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, "o")
    QTest.keyClick(window, "1")
    start._skeleton.due.connect(typed)
def typed():
    assert not is_bare(window)
    QTest.keyClick(window.focusWidget(), "2")
    window.opener.first_shown.connect(lambda: QTimer.singleShot(0, tell))
def tell():
    print(window.top_bar.search.text(), window.top_bar.search.hasFocus())
    window.close()
window.show_bare = show
"""
    done = started(tmp_path, early, str(file))
    assert done.stdout.splitlines() == ["o12 True", "ended 0"]
    assert not done.stderr


@pytest.mark.in_turn
def test_a_window_that_is_never_painted_opens_its_file_all_the_same(
    tmp_path: Path, file: Path
) -> None:
    early = """
def show():
    window.showMinimized()
    assert is_bare(window)
    start._skeleton.due.connect(watch)
def tell():
    print(window.isMinimized(), window.current_page)
    window.close()
def watch():
    window.opener.first_shown.connect(tell)
window.show_bare = show
"""
    done = started(tmp_path, early, str(file))
    assert done.stdout.splitlines() == ["True overview", "ended 0"]
    assert not done.stderr


@pytest.mark.in_turn
def test_what_keeps_the_parts_from_being_made_is_told_in_another_window(
    tmp_path: Path, file: Path
) -> None:
    (tmp_path / "settings.json").write_text('{"theme": "dark"}', encoding="utf-8")
    early = """
from ita_desktop.ui.commands.menus import Menus
make = Menus.__init__
def fail(*given):
    Menus.__init__ = make
    raise ValueError("secret")
Menus.__init__ = fail
def tell():
    shown = [made for made in QApplication.topLevelWidgets() if made.isVisible()]
    fresh = window.successor
    print(shown == [fresh], fresh.at_home, fresh.message.message.sentence)
    fresh.close()
start._skeleton.due.connect(lambda: QTimer.singleShot(0, tell))
"""
    done = started(tmp_path, early, str(file))
    told, ended = done.stdout.splitlines()
    assert told.startswith("True True โปรแกรมทำงานผิดพลาด (ValueError)")
    assert "secret" not in done.stdout
    assert ended == "ended 0"
    assert (tmp_path / "settings.damaged").exists()


@pytest.mark.in_turn
def test_what_keeps_every_window_from_being_made_ends_in_a_sentence(
    tmp_path: Path, file: Path
) -> None:
    early = """
from ita_desktop.ui.commands.menus import Menus
def fail(*given):
    raise ValueError("secret")
Menus.__init__ = fail
"""
    done = started(tmp_path, early, str(file))
    assert done.stdout.splitlines() == ["ended 2"]
    (sentence,) = done.stderr.splitlines()
    assert "ValueError" in sentence
    assert "secret" not in sentence


def test_a_dark_window_is_dark_from_its_first_painting_and_closes_at_once(
    tmp_path: Path, file: Path
) -> None:
    (tmp_path / "settings.json").write_text('{"theme": "dark"}', encoding="utf-8")
    early = """
def look():
    picture = window.grab().toImage()
    x = picture.width() // 2
    print(*(picture.pixelColor(x, y).name() for y in (2, 100, picture.height() - 2)))
    window.close()
def show():
    shows()
    QTimer.singleShot(0, look)
QApplication.instance().aboutToQuit.connect(lambda: print(is_bare(window)))
window.show_bare = show
"""
    done = started(tmp_path, early, str(file))
    chrome, surface = DARK.chrome.name(), DARK.surface.name()
    assert done.stdout.splitlines() == [f"{chrome} {surface} {chrome}", "True", "ended 0"]
    assert not done.stderr


def test_high_contrast_has_the_same_areas_in_light_colours() -> None:
    """So the first painting need not ask the system for it."""
    assert (LIGHT.chrome, LIGHT.surface) == (LIGHT_HIGH.chrome, LIGHT_HIGH.surface)


@pytest.fixture
def bare(qtbot, tmp_path: Path) -> Window:
    window = Window(Settings(tmp_path / "settings.json"), populate=False)
    qtbot.addWidget(window)
    return window


def test_a_window_that_is_closed_at_once_gets_no_parts(qtbot, bare: Window, tmp_path: Path) -> None:
    skeleton = Skeleton(bare)
    with qtbot.assertNotEmitted(skeleton.due, wait=400):
        skeleton.show()
        bare.move(7, 9)
        bare.close()
    assert not bare.isVisible()
    kept = json.loads((tmp_path / "settings.json").read_text(encoding="utf-8"))
    assert kept["frame.geometry"][:2] == [7, 9]


def test_a_maximised_window_is_maximised_from_its_first_painting(qtbot, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.set("frame.maximised", True)
    window = Window(settings, populate=False)
    qtbot.addWidget(window)
    Skeleton(window).show()
    assert window.isMaximized()


def edge(window: Window) -> list[QColor]:
    """The colours of a window's right edge from top to bottom, where no part has words."""
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ratio = round(picture.devicePixelRatio())
    x = picture.width() - 2
    return [picture.pixelColor(x, y) for y in range(0, picture.height(), ratio)]


@pytest.mark.parametrize("height", [560, 768])
def test_nothing_jumps_when_the_parts_come(
    qtbot, bare: Window, tmp_path: Path, height: int
) -> None:
    window = bare
    skeleton = Skeleton(window)
    window.resize(1200, height)
    with qtbot.waitSignal(skeleton.due):
        skeleton.show()
    before, size = edge(window), window.size()
    window.populate()
    window.opener.announce_first(lambda _progress: tmp_path / "x.ita", "กำลังเปิด")
    window.show_parts()
    skeleton.end()
    after = edge(window)
    assert window.size() == size
    moved = [y for y, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    # Only the hairlines come with the parts.
    assert [after[y] for y in moved] == [tokens().line] * 2
    assert len(set(map(QColor.name, before))) == 2


def test_a_bare_window_has_its_name_and_tab_leads_into_the_page_to_come(
    qtbot, bare: Window
) -> None:
    skeleton = Skeleton(bare)
    with qtbot.waitSignal(skeleton.due):
        skeleton.show()
    named = QAccessible.queryAccessibleInterface(bare)
    assert named.text(QAccessible.Text.Name) == "ITA Desktop"
    QTest.keyClick(bare, Qt.Key.Key_Tab)
    bare.populate()
    bare.opener.show_welcome()
    bare.show_parts()
    at_first = bare.focusWidget()
    skeleton.end()
    assert bare.focusWidget() not in {None, at_first, bare}
    assert bare.centralWidget().isAncestorOf(bare.focusWidget())
