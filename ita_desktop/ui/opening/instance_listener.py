"""Single instance per file: a second start by the same user activates the first window.

The local server's name is in the lock of the file that the first instance writes, or of the user's
folder if no file was given. Only a fixed word is sent and accepted.
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
from ita_desktop.ui.loading.asked import later

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

WORD: Final = b"show\n"
ANSWER: Final = b"shown\n"
PATIENCE: Final = 1_500
"""Time in ms within which a responsive window answers."""
_LATELY: Final = timedelta(seconds=15)
"""Age below which an instance may not be listening yet: it does once it has painted."""
_AGAIN: Final = 0.1
"""Interval in seconds between calls to such an instance."""
_AT_ONCE: Final = 4
"""Greatest number of pending connections."""


def _abort(caller: "QLocalSocket") -> None:
    caller.abort()


class InstanceListener(QObject):
    """Listens for later starts while the window exists, and locks the user's folder, so that a
    start without a file finds it."""

    called = Signal()
    """The window should be activated."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None
        # Linux may lack a library of QtNetwork: then a later start opens its own window.
        with contextlib.suppress(ImportError):
            self._server = self._listen()
        self._lock = WriterLock(own_window())
        # Without this lock, a start without a file opens the last file and finds this window by its
        # lock.
        with contextlib.suppress(OSError):
            self._lock.acquire()

    def _listen(self) -> "QLocalServer":
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.setMaxPendingConnections(_AT_ONCE)
        server.newConnection.connect(lambda: self._accept_connections(server))
        server.listen(CALL_NAME)
        return server

    def end(self) -> None:
        """Stops listening because the window was closed."""
        if self._server is not None:
            self._server.close()
        self._lock.release()

    def _accept_connections(self, server: "QLocalServer") -> None:
        while (caller := server.nextPendingConnection()) is not None:
            caller.setReadBufferSize(len(WORD))
            caller.readyRead.connect(lambda caller=caller: self._answer(caller))
            caller.disconnected.connect(caller.deleteLater)
            # A bound method of the socket would become a slot of the object being deleted.
            later(caller, PATIENCE, partial(_abort, caller))

    def _answer(self, caller: "QLocalSocket") -> None:
        if caller.bytesAvailable() < len(WORD):
            return
        if caller.read(len(WORD)).data() == WORD:
            caller.write(ANSWER)
            caller.flush()
            self.called.emit()
        caller.disconnectFromServer()


def call(holder: LockHolder) -> bool:
    """Calls an instance; returns whether its window was activated. A hung one, and a command that
    writes the file, do not answer."""
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
    """Like :func:`call`, for an instance that already listens; ``patience`` is in ms."""
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
    """Permits the other process to activate its window, which on Windows only the process just
    started may do."""
    if sys.platform == "win32":
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)
