"""Takes the pictures of README and manual: the window on the sample, on a day in its year."""

import os
import sys
import tempfile
from pathlib import Path
from unittest import mock

from PIL import Image
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ita_desktop.services import workspaces
from ita_desktop.settings import Settings
from ita_desktop.ui.background import wait_for_all
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.theme.theme import Choice, Theme
from ita_desktop.ui.translation import install
from ita_desktop.ui.window import Window

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
TODAY = "2025-03-14"
SIZE = (1366, 768)
COLOURS = 256
TARGETS = {PageKey.OIT: "O12", PageKey.DOCUMENTS: "oit-assignments"}
"""What is chosen on a page before its picture is taken."""
NAMES = {PageKey.OIT: "window"}
"""The page that stands for the whole program in README."""


def take(folder: Path) -> None:
    """Writes one picture a page into ``folder``."""
    app = QApplication(sys.argv[:1])
    Theme(app, Choice.LIGHT)
    install(app)
    window = Window(Settings())
    window.resize(*SIZE)
    window.show_welcome()
    window.show()
    _save(window, folder / "welcome.png")
    window.open_file(workspaces.temporary_sample(), remember=False)
    for key in PageKey:
        window.go(key, TARGETS.get(key, ""))
        _save(window, folder / f"{NAMES.get(key, key)}.png")
    window.end()


def _save(window: Window, path: Path) -> None:
    # What a page shows later comes from timers and jobs; a job may call for another.
    for _ in range(3):
        QTest.qWait(400)
        wait_for_all()
    QTest.qWait(400)
    window.grab().save(str(path), "PNG")
    with Image.open(path) as picture:
        few_colours = picture.convert("RGB").quantize(
            COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
        )
    few_colours.save(path, optimize=True)
    sys.stdout.write(f"{path}\n")


def main() -> None:
    """Takes all pictures, or writes them into the folder that is named."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as home,
        mock.patch.dict(os.environ, ITA_DESKTOP_HOME=home, ITA_DESKTOP_TODAY=TODAY),
    ):
        take(folder)


if __name__ == "__main__":
    main()
