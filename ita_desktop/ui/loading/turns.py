"""Work in pieces, each in a turn of its own of the event loop, between which the window answers."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.loading.later import is_amid_something
from ita_desktop.ui.loading.typed_meanwhile import TypedMeanwhile

_NOTHING = QRect(-1, -1, 1, 1)
"""A part of a widget where there is nothing to paint."""


class InTurns(QObject):
    """What somebody waits for, piece by piece; only the last that was asked for is done. What is
    typed meanwhile in the window of ``parent`` is meant for that, so it is there at once."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._keys = TypedMeanwhile(self)
        self._keys.typed.connect(self.hurry)
        self._pieces: Iterator[None] = iter(())
        self._then: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)

    def do(self, pieces: Iterator[None], then: Callable[[], None]) -> None:
        """Does the pieces, and calls ``then`` when they are done."""
        self._pieces, self._then = pieces, then
        self._keys.watch(self._over.window())
        self._timer.start(0)

    def hurry(self) -> None:
        """Does what is left of the pieces at once; not under a dialog or a list, which has the
        keyboard itself."""
        if is_amid_something():
            return
        while self._timer.isActive():
            self._turn()

    def drop(self) -> None:
        """Nobody waits any more."""
        self._timer.stop()
        self._keys.leave()
        self._pieces, self._then = iter(()), None

    def _turn(self) -> None:
        if next(self._pieces, self) is not self:
            return
        then = self._then
        self.drop()
        if then is not None:
            then()


def lay_out(widget: QWidget) -> None:
    """Lays out a widget that is out of sight: before Qt takes a picture of it, even of nothing in
    it, it does so."""
    widget.grab(_NOTHING)
