"""One window for all scenes of a file, as their pictures are taken: each scene tidies up."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from ita_desktop.settings import Settings
from ita_desktop.ui.loading.pages import PagePreloader
from ita_desktop.ui.window import Window
from tests.support import known_files
from tests.ui.scenes.every_scene import SCENES
from tests.ui.support import known_sample
from tests.ui.support.collecting import in_the_windows_thread
from tools.scenes import pages as scenes


@contextmanager
def scene_window(
    home: Path, size: QSize | None = None, *, made_ahead: bool = False
) -> Iterator[Window]:
    """The shown window with a copy of the sample on 14 March 2568, of its own size or ``size``.

    It outlives the test that asks first, so that all it is made of belongs to it alone. Unless
    ``made_ahead``, pages are made when a scene goes to them: many scenes open a file anew, and
    the window would begin to make all pages for each.
    """
    with pytest.MonkeyPatch.context() as patched, in_the_windows_thread():
        patched.setenv("ITA_DESKTOP_HOME", str(home))
        patched.setenv("ITA_DESKTOP_TODAY", "2025-03-14")
        known_files.known_in(patched)
        known_sample.found_in(patched)
        made = Window(Settings(home / "settings.json"))
        if not made_ahead:
            patched.setattr(PagePreloader, "preload", lambda *_: None)
        if size is not None:
            made.resize(size)
        made.open_file(scenes.fresh_sample(), remember=False)
        made.show()
        assert QTest.qWaitForWindowExposed(made)
        yield made
        made.opener.end()
        # Another language has made another window in its place.
        if isValid(made):
            made.close()
            made.deleteLater()


def look_at(window: Window, scene: str, look: Callable[[], None]) -> None:
    """Brings a scene about in a window that has shown others before; nothing of them is left."""
    window.activateWindow()
    scenes.wait_until_idle()
    assert QApplication.activePopupWidget() is None
    assert QApplication.activeModalWidget() is None
    SCENES[scene](window, look)
