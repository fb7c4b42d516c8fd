"""Takes pictures of the window on the sample, on a day in its year.

Without arguments: those of README and manual. ``--all FOLDER``: every scene on both common
screens, at each scale that they are used at, light and dark, some in English and with strong
contrast; ``--only NAME`` one of the scenes.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple
from unittest import mock

from PIL import Image
from PySide6.QtWidgets import QApplication

from ita_desktop.i18n import language
from ita_desktop.settings import Settings
from ita_desktop.ui.language import install
from ita_desktop.ui.loading.idle import Collector
from ita_desktop.ui.theme.theme import ColourMode, Contrast, Theme
from ita_desktop.ui.window import Window
from tools.scenes.elsewhere import ELSEWHERE
from tools.scenes.newcomers import NEWCOMERS
from tools.scenes.pages import PAGES, fresh_sample, picture, wait_until_idle
from tools.scenes.pages import SCENES as ON_PAGES
from tools.scenes.passing import PASSING
from tools.scenes.saving import SAVING
from tools.scenes.shared import SHARED
from tools.scenes.together import TOGETHER
from tools.scenes.within import WITHIN

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
TODAY = "2025-03-14"
COLOURS = 256
NAMES = {"oit": "window"}
"""The page that stands for the whole program in README."""
SCENES: Final = ON_PAGES | WITHIN | ELSEWHERE | NEWCOMERS | PASSING | SAVING | SHARED | TOGETHER


class Screen(NamedTuple):
    """A screen in its own pixels, and how much the system enlarges everything on it."""

    width: int
    height: int
    per_cent: int = 100

    @property
    def size(self) -> tuple[int, int]:
        """The size of a window that fills it, in logical pixels."""
        return self.width * 100 // self.per_cent, self.height * 100 // self.per_cent


SCREENS: Final = (
    Screen(1366, 768),
    Screen(1366, 768, 125),
    Screen(1920, 1080),
    Screen(1920, 1080, 125),
    Screen(1920, 1080, 150),
    Screen(1920, 1080, 200),
)


class Look(NamedTuple):
    """How the window is shown: its colours, and its language."""

    theme: ColourMode = ColourMode.LIGHT
    contrast: Contrast = Contrast.NORMAL
    language: str = "th"

    @property
    def name(self) -> str:
        """What it adds to the name of a picture."""
        high = "-high" if self.contrast is Contrast.HIGH else ""
        english = "-en" if self.language == "en" else ""
        return f"{self.theme}{high}{english}"


EVERYWHERE: Final = (Look(), Look(ColourMode.DARK))
LOOKS: Final = (
    *product(SCREENS, EVERYWHERE),
    *product(SCREENS[:2], (Look(language="en"),)),
    *((SCREENS[0], Look(theme, Contrast.HIGH)) for theme in (ColourMode.LIGHT, ColourMode.DARK)),
)
"""Every screen that each look is seen on."""


def take_for_manual() -> None:
    """Writes one picture a page, in few colours, to where README and manual look for it."""
    window = _window(SCREENS[0], Look())
    for name, scene in PAGES.items():
        path = IMAGES / f"{NAMES.get(name, name)}.png"
        scene(window, lambda path=path: _take(window, path))
        with Image.open(path) as taken:
            few_colours = taken.convert("RGB").quantize(
                COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
            )
        few_colours.save(path, optimize=True)
    window.opener.end()


def take_all(folder: Path, screen: Screen, look: Look, only: str) -> None:
    """Writes the picture of every scene on one screen."""
    folder.mkdir(parents=True, exist_ok=True)
    window = _window(screen, look)
    for name, scene in SCENES.items():
        if only in {"", name}:
            place = f"{name}-{screen.width}x{screen.height}-{screen.per_cent}-{look.name}.png"
            # A sheet that was left gives the keyboard to no window on a screen that is not there.
            window.activateWindow()
            wait_until_idle()
            scene(window, lambda path=folder / place: _take(window, path))
    window.opener.end()


def _window(screen: Screen, look: Look) -> Window:
    app = QApplication(sys.argv[:1])
    Collector(app)
    Theme(app, look.theme, look.contrast)
    language.choose(look.language)
    install(app)
    window = Window(Settings())
    window.resize(*screen.size)
    window.open_file(fresh_sample(), remember=False)
    window.show()
    window.activateWindow()
    return window


def _take(window: Window, path: Path) -> None:
    wait_until_idle()
    picture(window).save(str(path), "PNG")
    sys.stdout.write(f"{path}\n")


def _take_everywhere(folder: Path, only: str) -> None:
    """The scale of a screen is settled before Qt begins, so each has a process of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for screen, look in LOOKS:
        words = ["--all", str(folder), "--only", only, "--screen", *map(str, screen)]
        words += ["--theme", look.theme, "--contrast", look.contrast, "--language", look.language]
        subprocess.run(
            [sys.executable, "-m", "tools.take_pictures", *words],
            check=True,
            env=os.environ | _screen_of(screen, folder),
        )


def _take_for_manual_on_its_screen() -> None:
    """Qt's own screen that is not there is 800 px wide, and the window would be made to fit it."""
    screen = SCREENS[0]
    words = ["--screen", *map(str, screen)]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "tools.take_pictures", *words],
            check=True,
            env=os.environ | _screen_of(screen, Path(folder)),
        )


def _screen_of(screen: Screen, folder: Path) -> dict[str, str]:
    """A screen that is not there, as large as the real one: popups keep within it."""
    described = {"name": "screen", "x": 0, "y": 0, "width": screen.width, "height": screen.height}
    path = folder / f"screen-{screen.width}.json"
    path.write_text(json.dumps({"screens": [described]}), encoding="utf-8")
    return {
        "QT_QPA_PLATFORM": f"offscreen:configfile={path}",
        "QT_SCALE_FACTOR": str(screen.per_cent / 100),
    }


def main() -> None:
    """Takes the pictures that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path, metavar="FOLDER")
    parser.add_argument("--only", default="", choices=["", *SCENES])
    parser.add_argument("--screen", type=int, nargs=3, help=argparse.SUPPRESS)
    parser.add_argument(
        "--theme", type=ColourMode, default=ColourMode.LIGHT, help=argparse.SUPPRESS
    )
    parser.add_argument("--contrast", type=Contrast, default="normal", help=argparse.SUPPRESS)
    parser.add_argument("--language", default="th", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.screen is None:
        if asked.all is None:
            _take_for_manual_on_its_screen()
        else:
            _take_everywhere(asked.all, asked.only)
        return
    with (
        tempfile.TemporaryDirectory() as home,
        mock.patch.dict(os.environ, ITA_DESKTOP_HOME=home, ITA_DESKTOP_TODAY=TODAY),
    ):
        if asked.all is None:
            take_for_manual()
        else:
            look = Look(asked.theme, asked.contrast, asked.language)
            take_all(asked.all, Screen(*asked.screen), look, asked.only)


if __name__ == "__main__":
    main()
