"""Handling of unexpected errors while the window is open: logged, and shown once."""

import sys
import threading
import time
from collections.abc import Callable
from queue import SimpleQueue
from types import TracebackType
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

from ita_desktop import error_log
from ita_desktop.domain.errors import InputError, ItaError
from ita_desktop.i18n import sentence
from ita_desktop.ui.loading.asked import later

_AGAIN: Final = 5.0
"""Seconds during which a repeated error is not shown again, as with errors in painting."""
_LOOK_EVERY: Final = 1_000
"""Interval in ms between checks for errors in other threads."""


def error_sentence(error: BaseException) -> str:
    """Returns the sentence for an unexpected error."""
    if isinstance(error, ItaError):
        return sentence(error)
    return sentence(
        InputError(
            "โปรแกรมทำงานผิดพลาด ({kind}) งานที่บันทึกแล้วยังอยู่ครบ",
            remedy="ทำงานต่อได้ ถ้าเกิดซ้ำ ให้ส่งไฟล์ {log} ให้ผู้ดูแลโปรแกรม",
            kind=type(error).__name__,
            log=error_log.note(error),
        )
    )


class FailureWatch(QObject):
    """Receives every uncaught exception of any thread, and passes its sentence to ``tell``."""

    def __init__(self, parent: QObject, show: Callable[[str], object]) -> None:
        super().__init__(parent)
        self._show_message = show
        self._last: dict[tuple[object, ...], float] = {}
        self._pending: SimpleQueue[str] = SimpleQueue()
        self._thread = threading.get_ident()
        # Other threads must not use Qt objects.
        self._look = QTimer(self, interval=_LOOK_EVERY, timerType=Qt.TimerType.VeryCoarseTimer)
        self._look.timeout.connect(self._show_all)
        self._hooks = sys.excepthook, threading.excepthook, sys.unraisablehook

    def begin(self) -> None:
        """Installs the exception hooks."""
        self._look.start()
        sys.excepthook = self._on_error
        threading.excepthook = lambda args: self._record(args.exc_value)
        sys.unraisablehook = lambda args: self._record(args.exc_value)

    def end(self) -> None:
        """Restores the previous exception hooks."""
        self._look.stop()
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._hooks

    def _on_error(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        self._record(error)

    def _record(self, error: BaseException | None) -> None:
        if not isinstance(error, Exception):
            return
        now, which = time.monotonic(), _identity(error)
        if now - self._last.get(which, -_AGAIN) < _AGAIN:
            return
        self._last[which] = now
        self._pending.put(error_sentence(error))
        if threading.get_ident() == self._thread:
            # Deferred, because it may come from within a paint event.
            later(self, 0, self._show_all)

    def _show_all(self) -> None:
        while not self._pending.empty():
            self._show_message(self._pending.get())


def _identity(error: Exception) -> tuple[object, ...]:
    """Returns the identity of an error: its type and origin."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = (trace.tb_frame.f_code, trace.tb_lineno) if trace is not None else ()
    return type(error), *place
