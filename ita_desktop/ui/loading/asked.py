"""What comes in a later turn of the event loop: delayed calls bound to an owner's lifetime, and
dialogs that were requested. What such a dialog needs is imported and worked out while the loop
runs; what is typed meanwhile is for it.
"""

import sys
import time
from collections.abc import Callable
from typing import ClassVar, Final, Optional, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

_T = TypeVar("_T")

_TURN_SECONDS: Final = 0.03
"""Duration of a turn in seconds after which no further module is imported: other work goes on
between two turns, but the clerk waits for this."""


_KEYS: Final = frozenset((QEvent.Type.KeyPress, QEvent.Type.KeyRelease))
_REFUSED: Final = frozenset(
    (
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.ContextMenu,
        QEvent.Type.Close,
    )
)
"""What a window below an open dialog does not get either."""


class ComingDialog(QObject):
    """Takes the input of all windows: keys are held until they are delivered, in order, to the
    dialog, and clicks and closing refused as if it stood there.

    There is one at a time: two would change the order of the keys.
    """

    _current: ClassVar[Optional["ComingDialog"]] = None

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._held: list[QKeyEvent] = []
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._arrive)
        application.installEventFilter(self)

    @classmethod
    def expect(cls) -> "ComingDialog":
        """From now on a dialog is coming, or still is; until :meth:`arrive_soon`."""
        coming = cls._current
        if coming is None:
            coming = cls._current = cls(_application())
        coming._soon.stop()
        return coming

    @classmethod
    def is_expected(cls) -> bool:
        """Returns whether a dialog was requested that is not shown yet."""
        return cls._current is not None

    def arrive_soon(self) -> None:
        """The dialog is opened before the next turn of an event loop: then the keys are delivered
        to it, or to the focus widget if it was not opened after all."""
        self._soon.start()

    def _arrive(self) -> None:
        ComingDialog._current = None
        self._soon.stop()
        _application().removeEventFilter(self)
        for event in self._held:
            modal = QApplication.activeModalWidget()
            receiver = (modal.focusWidget() or modal) if modal else QApplication.focusWidget()
            if receiver is not None:
                QApplication.sendEvent(receiver, event)
        self.deleteLater()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        is_key = kind in _KEYS or kind == QEvent.Type.ShortcutOverride
        if not (is_key or kind in _REFUSED):
            return False
        if self._soon.isActive() and QApplication.activeModalWidget() is not None:
            # The dialog is there, and this is its own.
            self._arrive()
            return False
        if kind == QEvent.Type.ShortcutOverride:
            # Otherwise it would be handled as a shortcut of the window.
            event.accept()
        elif isinstance(event, QKeyEvent):
            self._held.append(event.clone())
        else:
            event.ignore()
        return True


def _application() -> QCoreApplication:
    running = QCoreApplication.instance()
    if running is None:
        raise RuntimeError("there is no window without an application")
    return running


def load(name: str) -> None:
    """Imports a module and what it needs in steps, between which the window paints. To be called
    before the statement that would import it in one go; returns when it is there.

    Meanwhile the dialog is coming: nothing is exchanged below it, as below an open one
    (:func:`~ita_desktop.ui.loading.asked.is_amid_something`), and what is typed is for it.
    """
    if name in sys.modules or QThread.currentThread().loopLevel() == 0:
        # Before the window's loop runs, nobody waits.
        return
    from ita_desktop.ui.loading.idle import pieces

    dialog = ComingDialog.expect()
    try:
        end = time.perf_counter() + _TURN_SECONDS
        for _ in pieces(name):
            if time.perf_counter() > end:
                QCoreApplication.processEvents()
                end = time.perf_counter() + _TURN_SECONDS
        # Keys that come when the dialog is open, but were meant for the window, are lost.
        QCoreApplication.processEvents()
    finally:
        dialog.arrive_soon()


def work_out(work: Callable[[], _T]) -> _T:
    """Returns what some work gives on which it depends whether a dialog opens. It is done in
    another thread, and meanwhile the dialog is coming, as with :func:`load`."""
    if QThread.currentThread().loopLevel() == 0:
        return work()
    from concurrent.futures import ThreadPoolExecutor

    dialog = ComingDialog.expect()
    try:
        with ThreadPoolExecutor(1) as pool:
            given = pool.submit(work)
            while not given.done():
                time.sleep(_TURN_SECONDS / 10)
                QCoreApplication.processEvents()
            return given.result()
    finally:
        dialog.arrive_soon()


def later(owner: QObject, milliseconds: int, call: Callable[[], object]) -> None:
    """Calls once after a delay, unless ``owner`` was deleted.

    ``QTimer.singleShot`` with a context would keep a reference to ``call``, and so to the owner's
    window, if the owner is deleted first.
    """
    timer = QTimer(owner, singleShot=True, interval=milliseconds)
    timer.timeout.connect(call)
    timer.timeout.connect(timer.deleteLater)
    timer.start()


def is_amid_something() -> bool:
    """Returns whether a dialog, menu or popup is open above the window, or a dialog is coming."""
    is_inside = QThread.currentThread().loopLevel() > 1
    asked = QApplication.activeModalWidget() or QApplication.activePopupWidget()
    return is_inside or asked is not None or ComingDialog.is_expected()
