"""A dialog that is asked for before its modules were loaded gets them in several turns, and what
comes in meanwhile waits as if it stood there already."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from ita_desktop.domain.errors import InputError
from ita_desktop.services import workspaces
from ita_desktop.ui.loading.asked import ComingDialog, work_out
from ita_desktop.ui.pages import writing
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.shared import desk
from ita_desktop.ui.table.editing import acting
from tests.support.places import ROOT

PROBE = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ita_desktop.settings import Settings
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.loading.asked import ComingDialog
from ita_desktop.ui.loading.idle import Collector
from ita_desktop.ui.opening.dropped_files import DroppedFiles
from ita_desktop.ui.theme.theme import ColourMode, Theme
from ita_desktop.ui.window import Window

folder, file = map(Path, sys.argv[1:])
app = QApplication([])
Collector(app)
Theme(app, ColourMode.LIGHT)
window = Window(Settings(folder / "settings.json"))
window.open_file(file)
window.show()
told = {}

def modules():
    return sum(name.startswith("ita_desktop") for name in list(sys.modules))

def ask():
    # The loader of all modules has not begun yet.
    window._start_timer.stop()
    window.commands.run(Command.NEW)

DroppedFiles(window, lambda: window.session)
counts = []

class Turns(QObject):
    def timerEvent(self, event):
        counts.append(modules())

def may_drop():
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder / "list.csv"))])
    event = QDragEnterEvent(
        QPoint(300, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    app.sendEvent(window, event)
    return event.isAccepted()

def page_by_click():
    entry = window.rail.entries["oit"]
    place = entry.mapTo(window, entry.rect().center())
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    return window.navigation.coming

def meanwhile():
    told["coming"] = ComingDialog.is_expected()
    told["drop"], told["closed"] = may_drop(), window.close()
    told["page"] = page_by_click()
    QTest.keyClick(window, Qt.Key.Key_Delete)
    QTest.keyClicks(window, "28")
    window.opener.begin(folder / "other.ita")

def look():
    dialog = app.activeModalWidget()
    if dialog is None or ComingDialog.is_expected():
        return
    field = dialog.focusWidget()
    told["dialog"], told["typed"] = type(dialog).__name__, field.text()
    told["file"] = window.session.workspace.path.name
    told["opening"] = window.opener.is_opening
    looking.stop()
    dialog.reject()
    waiting.start()

def wait():
    session = window.session
    is_shown = window.current_page and not window.navigation.coming
    if is_shown and session is not None and session.workspace.path.name == "other.ita":
        told["drop later"], told["page later"] = may_drop(), page_by_click()
        told["counts"] = counts
        print(json.dumps(told))
        window.close()

looking, waiting = QTimer(interval=20, timeout=look), QTimer(interval=20, timeout=wait)
looking.start()
turns = Turns()
turns.startTimer(0)
QTimer.singleShot(0, lambda: (QTimer.singleShot(1, meanwhile), ask()))
app.exec()
"""


def answered(folder: Path) -> dict[str, object]:
    """What a window in a process of its own tells."""
    file = workspaces.copy_sample(folder / "sample.ita")
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(folder), str(file)],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "ITA_DESKTOP_HOME": str(folder)},
        cwd=ROOT,
        timeout=120,
    )
    assert "Traceback" not in done.stderr, done.stderr
    answer: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return answer


@pytest.mark.in_turn
def test_its_modules_come_in_turns_and_what_comes_in_waits_for_it(tmp_path: Path) -> None:
    workspaces.copy_sample(tmp_path / "other.ita")
    (tmp_path / "list.csv").write_text("ชื่อ,ตำแหน่ง\nสมชาย,เลขานุการ\n", encoding="utf-8")
    told = answered(tmp_path)
    counts = told.pop("counts")
    assert isinstance(counts, list)
    assert len(set(counts)) >= 5
    more = [after - before for before, after in pairwise(counts)]
    assert max(more) < (counts[-1] - counts[0]) / 2, "not in one go"
    assert told == {
        "coming": True,
        "drop": False,
        "closed": False,
        "page": "",
        "dialog": "NewWorkspaceDialog",
        "typed": "28",
        "file": "sample.ita",
        "opening": True,
        "drop later": True,
        "page later": "oit",
    }


def test_what_decides_whether_it_opens_is_worked_out_while_the_window_goes_on(qtbot) -> None:
    went_on = threading.Event()
    told: list[object] = []

    def work() -> tuple[bool, bool, bool]:
        is_elsewhere = threading.current_thread() is not threading.main_thread()
        return is_elsewhere, went_on.wait(20), ComingDialog.is_expected()

    def fail() -> None:
        raise InputError("ผิด", remedy="แก้")

    def ask() -> None:
        QTimer.singleShot(0, went_on.set)
        told.append(work_out(work))
        with pytest.raises(InputError):
            work_out(fail)
        told.append("failed")

    QTimer.singleShot(0, ask)
    qtbot.waitUntil(lambda: "failed" in told, timeout=30_000)
    assert told == [(True, True, True), "failed"]
    qtbot.waitUntil(lambda: not ComingDialog.is_expected())


@pytest.mark.in_turn
def test_a_first_paste_loads_what_reads_it_bit_by_bit(window, monkeypatch) -> None:
    asked: list[str] = []

    def work_out_noted(work: Callable[[], str]) -> str:
        asked.append("kind")
        return work()

    monkeypatch.setattr(desk, "load", asked.append)
    monkeypatch.setattr(desk, "work_out", work_out_noted)
    QGuiApplication.clipboard().setText("ก\tข\nค\tง\n")
    window.paste()
    assert asked == [
        "ita_desktop.services.imports.pasted", "ita_desktop.ui.dialogs.previews.found", "kind",
    ]  # fmt: skip


@pytest.mark.in_turn
def test_a_first_paste_on_a_page_is_read_in_another_thread(window, monkeypatch) -> None:
    asked: list[str] = []

    def work_out_noted(work: Callable[[], object]) -> object:
        asked.append("read")
        return work()

    monkeypatch.setattr(writing, "work_out", work_out_noted)
    monkeypatch.setattr(acting, "work_out", work_out_noted)
    window.go(PageKey.ROSTER)
    page = window.page(PageKey.ROSTER)
    QGuiApplication.clipboard().setText("ก\tข\nค\tง\n")
    page.table.setFocus()
    page.table.paste()
    page.editing.paste()
    assert asked == ["read", "read"]
