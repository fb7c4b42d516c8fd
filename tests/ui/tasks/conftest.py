"""Each task is done twice: with the mouse (and typing where there is something to type), and by
keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QScreen
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from ita_desktop.settings import Settings
from ita_desktop.ui.commands.search import Search
from ita_desktop.ui.pages.documents import printing as document_printing
from ita_desktop.ui.pages.documents.preview import PreviewPages
from ita_desktop.ui.window import Window
from tests.support.known_files import begun_workspace
from tests.ui.tasks.hand import Hand


@pytest.fixture(autouse=True, params=[100, 125, 150], ids="{} %".format)
def screen(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> QRect:
    """The work area of a 1366x768 screen that the system enlarges by so many per cent: what the
    window fills at first, and popups and dialogs stay in."""
    width, height = (side * 100 // request.param for side in (1366, 768))
    area = QRect(0, 0, width, height)
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _screen: area)
    return area


@pytest.fixture
def made_ahead(request: pytest.FixtureRequest) -> bool:
    """As in the program, on one of the screens."""
    return bool(request.node.callspec.params["screen"] == 100)


@pytest.fixture
def painted() -> bool:
    """What a clerk does is done in the window that she sees."""
    return True


def at_rest(qtbot: QtBot, window: Window) -> Window:
    """The window once it has made what nobody sees at first; no hand is faster than that."""
    qtbot.waitUntil(lambda: window.findChild(Search) is not None)
    return window


@pytest.fixture
def window(window: Window, qtbot: QtBot) -> Window:
    """The window with the sample, as a clerk finds it."""
    return at_rest(qtbot, window)


@pytest.fixture
def mouse() -> Hand:
    """A hand that points and types, and knows no shortcut."""
    return Hand("mouse")


@pytest.fixture
def keys() -> Hand:
    """A hand that never touches the mouse."""
    return Hand("keys")


@pytest.fixture
def fresh(
    qtbot: QtBot, tmp_path: Path, making_ahead: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Window]:
    """The window with a new file for 2570, in which nothing but the office's units stands."""
    monkeypatch.setenv("ITA_DESKTOP_TODAY", "2026-11-04")
    yield from opened(qtbot, tmp_path, 2570)


def opened(qtbot: QtBot, folder: Path, year: int) -> Iterator[Window]:
    """The window with a new file for a year."""
    path = folder / "เขตตัวอย่าง.ita"
    path.write_bytes(begun_workspace(year))
    made = Window(Settings(folder / "settings.json"))
    qtbot.addWidget(made)
    made.open_file(path)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield at_rest(qtbot, made)
    made.opener.end()


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """What comes out of the printer: a file, in the place of the system's dialog and a printer."""
    target = tmp_path / "printed.pdf"

    def ask(pages: PreviewPages, _title: str, _parent: object) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setResolution(72)
        printer.setFullPage(True)
        printer.setPageLayout(document_printing._layout(pages))
        return printer

    monkeypatch.setattr(document_printing, "ask", ask)
    return target
