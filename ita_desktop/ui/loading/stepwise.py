"""Performs work in steps, one per turn of the event loop, so that the window stays responsive."""

from collections import deque
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.loading.delayed import is_amid_something
from ita_desktop.ui.loading.key_watch import KeyWatch, let_paint

_NOTHING = QRect(-1, -1, 1, 1)
"""An empty area of a widget."""


class StepwiseWork(QObject):
    """Performs requested work in steps; a new request replaces the last one. A key typed in the
    window of ``parent`` meanwhile completes it at once, because it is meant for the result."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._keys = KeyWatch(self)
        self._keys.typed.connect(self.hurry)
        self._pieces: Iterator[None] = iter(())
        self._then: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._run_step)

    def do(self, pieces: Iterator[None], then: Callable[[], None]) -> None:
        """Performs the steps, then calls ``then``."""
        self._pieces, self._then = pieces, then
        self._keys.watch(self._over.window())
        self._timer.start(0)

    def hurry(self) -> None:
        """Performs the remaining steps, unless a dialog or popup is open."""
        if is_amid_something():
            return
        while self._timer.isActive():
            self._run_step()
            let_paint()

    def drop(self) -> None:
        """Cancels the request."""
        self._timer.stop()
        self._keys.leave()
        self._pieces, self._then = iter(()), None

    def _run_step(self) -> None:
        if next(self._pieces, self) is not self:
            return
        then = self._then
        self.drop()
        if then is not None:
            then()


def finish(pieces: Iterator[None]) -> None:
    """Performs the remaining steps at once."""
    deque(pieces, maxlen=0)


def lay_out(widget: QWidget) -> None:
    """Lays out a hidden widget: ``grab`` does so, even of an empty area."""
    widget.grab(_NOTHING)
