"""One window for one file: a second start by the same user calls the first window to the front.

The name to call stands in the lock of the file that the first one writes, or of the user's folder
where no file is named. Nothing but a fixed word is sent, and nothing else is listened to.
"""

import contextlib
import sys
import time
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from ita_desktop.settings import own_window
from ita_desktop.storage.files.lock import CALL_NAME, LockHolder, WriterLock
from ita_desktop.ui.loading.later import later

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

WORD: Final = b"show\n"
ANSWER: Final = b"shown\n"
PATIENCE: Final = 1_500
"""Milliseconds in which a window answers that is not hung."""
_LATELY: Final = timedelta(seconds=15)
"""A window that began so lately may not listen yet: it does once it has painted."""
_AGAIN: Final = 0.1
"""Seconds between two calls of such a window."""
_AT_ONCE: Final = 4
"""Callers that may wait for their turn."""


def _give_up(caller: "QLocalSocket") -> None:
    caller.abort()


class Called(QObject):
    """Listens for later starts as long as the window is there, and holds the user's folder, so
    that one without a file finds it."""

    called = Signal()
    """The window is to come to the front."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None
        # A bare Linux may lack a library of QtNetwork's: then a later start opens its own window.
        with contextlib.suppress(ImportError):
            self._server = self._listen()
        self._lock = WriterLock(own_window())
        # Without it a start without a file opens the last one, and finds this window by that.
        with contextlib.suppress(OSError):
            self._lock.acquire()

    def _listen(self) -> "QLocalServer":
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.setMaxPendingConnections(_AT_ONCE)
        server.newConnection.connect(lambda: self._meet(server))
        server.listen(CALL_NAME)
        return server

    def end(self) -> None:
        """Nobody is answered any more: the window has closed."""
        if self._server is not None:
            self._server.close()
        self._lock.release()

    def _meet(self, server: "QLocalServer") -> None:
        while (caller := server.nextPendingConnection()) is not None:
            caller.setReadBufferSize(len(WORD))
            caller.readyRead.connect(lambda caller=caller: self._answer(caller))
            caller.disconnected.connect(caller.deleteLater)
            # A bound method of Qt's own would be made a slot of the object that goes.
            later(caller, PATIENCE, partial(_give_up, caller))

    def _answer(self, caller: "QLocalSocket") -> None:
        if caller.bytesAvailable() < len(WORD):
            return
        if caller.read(len(WORD)).data() == WORD:
            caller.write(ANSWER)
            caller.flush()
            self.called.emit()
        caller.disconnectFromServer()


def call(holder: LockHolder) -> bool:
    """Calls a window; whether it has come to the front. A hung one, and a command that writes the
    file, do not answer."""
    until = time.monotonic() + PATIENCE / 1000
    while True:
        if call_once(holder, PATIENCE):
            return True
        began = holder.began
        starts = began is not None and datetime.now() - began < _LATELY  # noqa: DTZ005
        if not starts or time.monotonic() > until:
            return False
        time.sleep(_AGAIN)


def call_once(holder: LockHolder, patience: int) -> bool:
    """:func:`call` of a window that is there, which has ``patience`` milliseconds to answer."""
    try:
        from PySide6.QtNetwork import QLocalSocket
    except ImportError:
        return False
    socket = QLocalSocket()
    socket.connectToServer(holder.call)
    if not socket.waitForConnected(patience):
        return False
    _let_come_forward()
    socket.write(WORD)
    answered = socket.waitForReadyRead(patience)
    return answered and socket.read(len(ANSWER)).data() == ANSWER


def _let_come_forward() -> None:
    """Windows lets a window come before others only where the program that has the right to, as
    the one that was just started has, lets it."""
    if sys.platform == "win32":
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)
