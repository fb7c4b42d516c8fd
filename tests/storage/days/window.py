"""The real window at one clerk's desk, without a screen."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QDialog

from ita_desktop.domain.errors import Phrase
from ita_desktop.settings import Settings
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.frame.top_bar import SaveState
from ita_desktop.ui.loading.idle import Collector
from ita_desktop.ui.window import Window

CLOSES: Final = 20.0
"""Seconds after which a window that is still there hangs."""


class WindowDesk:
    """A workspace in the window; what that shows counts."""

    def __init__(self) -> None:
        self._application = QApplication(["ita-desktop", "-style", "Fusion"])
        Collector(self._application)
        self._window = Window(Settings())

    def open(self, path: str) -> Workspace:
        self._window.open_file(Path(path))
        self._window.show()
        self.goes_on()
        assert self._window.session is not None
        workspace, shown = self._window.session.workspace, self._window.message.message
        if shown is not None:  # the window has taken what the workspace had to tell
            workspace.notice = Phrase("{shown}", shown=shown.sentence)
        return workspace

    def edit(self, edit: Callable[[], None]) -> None:
        edit()

    def save(self) -> None:
        self._window.commands.run(Command.SAVE)

    def begin_save(self) -> None:
        self.save()

    def is_saved(self) -> bool:
        self.goes_on()
        return self._window.top_bar.saved.state is SaveState.SAVED

    def problem(self) -> str:
        saved = self._window.top_bar.saved
        return saved.answer if saved.state is SaveState.FAILED else ""

    def close(self, held_by: Path | None) -> None:
        """Close the window; what it asks is answered as it proposes."""
        assert held_by is None
        self._window.close()
        until = time.monotonic() + CLOSES
        while self._window.isVisible():
            for asked in self._window.findChildren(QDialog):
                if asked.isVisible():
                    asked.accept()
            self.goes_on()
            if time.monotonic() > until:
                raise TimeoutError("the window does not close")
        self._window.opener.end()
        self.goes_on()

    def goes_on(self) -> None:
        self._application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
