"""What must not happen while somebody works: exceptions, Qt's warnings, a window that does not
answer. The first two are collected as problems, the third is measured."""

import faulthandler
import logging
import re
import sys
import threading
import time
import traceback
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import NamedTuple, Self

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler

BEAT = 5
"""Milliseconds between two beats of the event loop."""
HARMLESS = ("This plugin does not support ", "Mouse event at ")
"""What Qt says of the display that tests run on, and of a mouse that is dragged out of a window."""
OWN = "/ita_desktop/"
"""What the path of the program's own files has in it."""
_INNERMOST = 14
_CALL = re.compile(r'^  File "(.+)", line (\d+) in (.+)$', re.MULTILINE)
Places = tuple[tuple[str, int, str], ...]
"""File, line and function, call by call."""


class CellRange(NamedTuple):
    """A time in which the event loop did not turn: its length, the main thread's share of it, the
    action, and where the program was in the middle of it (where anybody looked)."""

    seconds: float
    busy: float
    number: int
    action: str
    stack: "Places" = ()

    def __str__(self) -> str:
        words = f"{self.seconds * 1000:5.0f} ms ({self.busy * 1000:.0f} of its own)"
        own = [
            f"{name} ({Path(file).name}:{line})" for file, line, name in self.stack if OWN in file
        ]
        return f"{words} {self.number} {self.action}\n        {' > '.join(own)}"


class Watch(logging.Handler):
    """Watches from entering to leaving the context. Beats come from a timer in the event loop, so
    that the time between two of them, less the timer's own, is a time without any answer."""

    def __init__(self, *, look_inside: float = 0) -> None:
        """``look_inside``: seconds after which a block's stack is kept; 0: never."""
        super().__init__(logging.ERROR)
        self.problems: list[str] = []
        self.blocks: list[CellRange] = []
        self.least = 0.05
        """Seconds from which on a block is kept."""
        self.number, self.action = 0, ""
        self._look_inside = look_inside
        self._last = self._last_busy = 0.0
        self._stack: Places = ()
        self._ended = threading.Event()

    def __enter__(self) -> Self:
        self._hooks = sys.excepthook, sys.unraisablehook, threading.excepthook
        sys.excepthook = self._on_exception
        sys.unraisablehook = lambda args: self._on_exception(
            args.exc_type, args.exc_value, args.exc_traceback
        )
        threading.excepthook = lambda args: self._on_exception(
            args.exc_type, args.exc_value, args.exc_traceback
        )
        self._former = qInstallMessageHandler(self._on_message)
        logging.getLogger().addHandler(self)
        self._timer = QTimer(interval=BEAT)
        self._timer.timeout.connect(self._beat)
        self.reset()
        self._timer.start()
        if self._look_inside:
            main = threading.get_ident()
            threading.Thread(target=self._look, args=(main,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.stop()
        self._ended.set()
        logging.getLogger().removeHandler(self)
        qInstallMessageHandler(self._former)
        sys.excepthook, sys.unraisablehook, threading.excepthook = self._hooks

    # -- problems

    def _on_exception(
        self,
        kind: type[BaseException],
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.problems.append("".join(traceback.format_exception(kind, value, trace)))

    def _on_message(self, kind: QtMsgType, _at: QMessageLogContext, text: str | None) -> None:
        described = text or ""
        grave = kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)
        if grave and not described.startswith(HARMLESS):
            here = "".join(traceback.format_stack(sys._getframe(1))[-_INNERMOST:])
            self.problems.append(f"Qt: {described}\n{here}")

    def emit(self, record: logging.LogRecord) -> None:
        self.problems.append(self.format(record))

    # -- answering

    def reset(self) -> None:
        """What went before does not count: it was the watcher's own work."""
        self._last, self._last_busy = time.perf_counter(), time.thread_time()

    def _beat(self) -> None:
        now, busy = time.perf_counter(), time.thread_time()
        seconds = now - self._last - BEAT / 1000
        if seconds > self.least:
            spent = busy - self._last_busy
            self.blocks.append(CellRange(seconds, spent, self.number, self.action, self._stack))
        self._last, self._last_busy, self._stack = now, busy, ()

    def _look(self, main: int) -> None:
        """In a thread of its own: notes where the main thread is once a block grows long."""
        while not self._ended.wait(0.01):
            if not self._stack and time.perf_counter() - self._last > self._look_inside:
                self._stack = _places(main)


def _places(thread: int) -> Places:
    """File, line and function of a thread's calls, the innermost last. No frame is
    held meanwhile: it would keep its painter alive, of which Qt complains."""
    with TemporaryFile("w+") as file:
        faulthandler.dump_traceback(file)
        file.seek(0)
        _, _, told = file.read().partition(f"hread 0x{thread:016x} ")
    found = _CALL.findall(told.split("\n\n", 1)[0])
    return tuple((name, int(line), of) for name, line, of in reversed(found[:_INNERMOST]))
