"""A user who does anything at any time, the same for the same seed.

Each action draws from its own stream of chance, so that one action that turns out otherwise (work
in another thread was faster) does not turn all later ones. To see what a failing run did::

    python -m tests.ui.random_user SEED [ACTIONS]
"""

import random
import sys
import tempfile
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import pytest
from PySide6.QtCore import QEventLoop, QThread, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from ita_desktop.i18n import language
from ita_desktop.ui.background import wait_for_all
from ita_desktop.ui.window import Window
from tests.ui.random_user.actions import UserActions
from tests.ui.random_user.copies import Copies
from tests.ui.random_user.desk import Desk
from tests.ui.random_user.hands import Steps
from tests.ui.random_user.starts import Starts
from tests.ui.random_user.watch import Watch
from tests.ui.support.collecting import in_the_windows_thread

RESTLESS = 600
"""First actions, in which the program is also ended, started and shown in another language. One
window lives from then to the end, so that what piles up in it is seen."""
LAST = 30
"""How many of the last actions a failure tells."""
SHOWN = 3
"""How many of the things that broke, one because of the other, a failure tells."""
WAITING = 20
"""Milliseconds between two looks at whether something beside the work has come to its end."""
LOG = "actions.txt"
"""The file in the user's folder that tells all actions, for when the program itself is gone."""


class RandomUserError(AssertionError):
    """Something broke; the sentence tells how to see it again."""


class RandomUser(UserActions):
    """Works in the program at ``desk``."""

    def __init__(self, desk: Desk, watch: Watch, seed: int) -> None:
        super().__init__(desk.start_program())
        # How long a start takes is measured by itself.
        watch.reset()
        self._show(self.window)
        QTest.qWaitForWindowExposed(self.window)
        self.desk = desk
        self.watch = watch
        self.seed = seed
        self.tell: Callable[[str], None] = str
        """Gets each action's words as soon as they are known."""
        self.did: deque[str] = deque(maxlen=LAST)
        self.copies = Copies(desk.folder / "แฟลชไดรฟ์", watch.problems.append)
        self.starts = Starts(
            watch.problems.append, self._come_forward, lambda: self.written, desk.sample
        )
        self._begun: dict[int, Steps] = {}
        """What is half done, by the level of its event loop."""
        self._busy: set[int] = set()
        """Levels at which a step is being taken."""
        self._until = 0
        # One for all ticks: PySide keeps a reference of each connection to what is no QObject.
        self._next = QTimer(singleShot=True)
        self._next.timeout.connect(self._tick)

    def _show(self, window: Window) -> Window:
        window.activateWindow()
        return window

    @property
    def written(self) -> Path | None:
        """The file that the window writes now."""
        session = self.window.session
        if session is None or session.workspace.read_only:
            return None
        return session.workspace.path

    def _come_forward(self) -> None:
        shown = self.window
        while shown.successor is not None:
            shown = shown.successor
        shown.come_forward()

    # -- one action after the other

    def acts(self, count: int) -> None:
        """Does ``count`` actions more, and leaves every menu and dialog. Raises RandomUserError at
        the first thing that breaks."""
        self._work(count)
        if self.watch.problems:
            raise RandomUserError(self.report("\n".join(self.watch.problems[:SHOWN])))

    def _work(self, count: int) -> None:
        self._until = self.number + count
        self._loop = QEventLoop()
        self.watch.reset()
        self._next.start(0)
        self._loop.exec()

    def _tick(self) -> None:
        """One step of what is being done, or the next action. Where a step opens a dialog that is
        waited for, the next tick comes inside it, and what is done there is done before."""
        self._next.start(0)
        try:
            self.starts.look()
            if self.number >= self._until or self.watch.problems:
                self._leave_all()
            else:
                self._step()
        except Exception:  # noqa: BLE001 - whatever broke is reported with what led to it
            self.watch.problems.append(traceback.format_exc())

    def _step(self) -> None:
        level = self._level
        if level in self._busy:
            # The hands let events through in the middle of a step.
            return
        steps = self._begun.pop(level, None) or self._begin()
        self._busy.add(level)
        self._follow_window()
        try:
            pause = next(steps, None)
        finally:
            self._busy.remove(level)
        if pause is not None:
            self._begun[level] = steps
            self._next.start(pause)

    @property
    def _level(self) -> int:
        """How many event loops are running inside one another: one more in a dialog."""
        return QThread.currentThread().loopLevel()

    def _begin(self) -> Steps:
        self.number += 1
        self.restless = self.number <= RESTLESS
        self._draw = self.desk.draw = random.Random(f"{self.seed}/{self.number}")
        self._find_window()
        self._activate()
        action = self._choose(self.actions())
        self.watch.number = self.number
        self._note(action.__name__)
        yield from action() or ()

    def _note(self, what: str) -> None:
        """What is being done, for the report."""
        self.did.append(f"{self.number:6} {what}")
        self.watch.action = what
        self.tell(self.did[-1])

    def _detail(self, what: str) -> None:
        self.watch.action += f": {what}"
        self.did[-1] = f"{self.number:6} {self.watch.action}"
        self.tell(self.did[-1])

    def _leave_all(self) -> None:
        """Leaves menus and dialogs, one at a time; then the work is over."""
        popup, dialog = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        if popup is not None:
            popup.close()
        elif isinstance(dialog, QDialog):
            wait_for_all()
            dialog.reject()
        elif self.copies.is_busy or self.starts.is_busy or wait_for_all():
            # What has ended may open a dialog, as a file opened for a new year does: nobody would
            # leave it once the user has gone.
            self._next.start(WAITING)
        elif not self._busy:
            self._next.stop()
            self._begun.clear()
            self._find_window()
            self._loop.quit()

    def leave(self) -> None:
        """Goes home: the window is closed."""
        self._work(0)
        self.starts.end()
        self.window.close()
        # With work in the sample the window asks first what becomes of it, and stays.
        self.window.opener.end()
        self.window.deleteLater()

    def _find_window(self) -> None:
        """The program's window as it is now: made anew, or to be started again."""
        self._follow_window()
        if not self.window.isVisible():
            old = self.window
            self.window = self._show(self.desk.start_program())
            old.deleteLater()
            # How long a start takes is measured by itself; there is no window yet to answer.
            self.watch.reset()

    def _follow_window(self) -> None:
        """In another language the window is another one, also in the middle of an action."""
        while self.window.successor is not None:
            self.window = self._show(self.window.successor)

    def _activate(self) -> None:
        """What a window manager does when a window closes: the one in front gets the keyboard."""
        active = QApplication.activeWindow()
        if active is None or not active.isVisible():
            self._top.activateWindow()

    def report(self, problem: str) -> str:
        """What broke, after what, and how to see it again."""
        last = "\n".join(self.did)
        return (
            f"{problem}\n\nseed {self.seed}, action {self.number}; the last {len(self.did)}:\n"
            f"{last}\n\nto see it again: QT_QPA_PLATFORM=offscreen python -m tests.ui.random_user"
            f" {self.seed} {self.number}"
        )


def say(words: str, to: TextIO = sys.stdout) -> None:
    """A line that is there even where the program is gone the next moment."""
    to.write(f"{words}\n")
    to.flush()


@contextmanager
def at_work(
    folder: Path, seed: int, patch: pytest.MonkeyPatch, *, look_inside: float = 0
) -> Iterator[RandomUser]:
    """A random user in the program, with everything outside it below ``folder``."""
    patch.setenv("ITA_DESKTOP_TODAY", "2025-03-14")
    patch.setenv("ITA_DESKTOP_HOME", str(folder / "home"))
    patch.chdir(folder)
    (folder / "tmp").mkdir()
    patch.setattr(tempfile, "tempdir", str(folder / "tmp"))
    desk = Desk(folder, patch)
    with (
        (folder / LOG).open("w", encoding="utf-8") as log,
        Watch(look_inside=look_inside) as watch,
        in_the_windows_thread(),
    ):
        user = RandomUser(desk, watch, seed)
        user.tell = lambda words: say(words, log)
        try:
            yield user
        finally:
            user.leave()
            wait_for_all()
            language.choose("th")
            # The clipboard of this display outlives Python, and what Python put there must not.
            QApplication.clipboard().clear()
