"""Second starts of the program beside the window that is at work: real processes. Each must end by
itself; nothing of it may stay."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QDir, QObject

from ita_desktop.storage.lock import CALL_NAME, WriterLock
from ita_desktop.ui.calling import Called
from tests.processes import ROOT

MOST = 40
"""How many second starts a user makes."""
PATIENCE = 60.0
"""Seconds after which a start does not come to its end any more."""
_PARTED = 5.0
"""Seconds that a start gets when its file was left here meanwhile: then it may show that itself."""


class Kind(StrEnum):
    """What is started once more."""

    SAME = "the open file"
    NOTHING = "no file"
    BESIDE = "the open file, shown beside"
    OTHER = "another file"


class Starts:
    """Starts the program once more, one at a time, and tells what went wrong with it."""

    def __init__(
        self,
        tell: Callable[[str], None],
        come_forward: Callable[[], None],
        written: Callable[[], Path | None],
        other: Path,
    ) -> None:
        """``come_forward``: raises the window; ``written``: the file that it writes now;
        ``other``: a file that it never opens."""
        self._tell = tell
        self._come_forward = come_forward
        self._written = written
        self._other = other
        self._said = other.with_name("second_start.txt")
        self._process: subprocess.Popen[bytes] | None = None
        self._raised = 0
        self.made: list[Kind] = []
        self.killed = 0
        """How many had a window of their own, because the file was left meanwhile."""
        self._owner = QObject()
        self._called = Called(self._owner)
        self._called.called.connect(self._on_called)

    def _on_called(self) -> None:
        self._raised += 1
        self._come_forward()

    @property
    def is_busy(self) -> bool:
        return self._process is not None

    def begin(self, kind: Kind) -> bool:
        """Starts the program; False where one start is still under way, or there were enough."""
        file = self._written()
        if self.is_busy or len(self.made) >= MOST or (file is None and kind is not Kind.OTHER):
            return False
        self._kind, self._file = kind, self._other if kind is Kind.OTHER else file
        self._is_held = True
        self._parted = 0.0
        self._before, self._begun = self._raised, time.monotonic()
        files = [] if kind is Kind.NOTHING else [str(self._file)]
        shown = ["--exit-when-shown"] if kind in {Kind.OTHER, Kind.BESIDE} else []
        with self._said.open("wb") as said:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "ita_desktop", *shown, *files],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                cwd=ROOT,
                env=os.environ | {"PYTHONIOENCODING": "utf-8"},
            )
        self.made.append(kind)
        return True

    def look(self) -> None:
        """Sees whether the start has ended, and how. To be called again and again."""
        process = self._process
        if process is None:
            return
        if self._kind is Kind.SAME and self._is_held and self._written() != self._file:
            self._is_held, self._parted = False, time.monotonic()
        if process.poll() is not None:
            self._judge(process.returncode)
        elif not self._is_held and time.monotonic() - self._parted > _PARTED:
            self._kill(process)
        elif time.monotonic() - self._begun > PATIENCE:
            self._tell(f"a second start with {self._kind} does not end: {self._words()}")
            self._kill(process)

    def end(self) -> None:
        """Nothing is left of the starts, and nobody is called any more."""
        if self._process is not None:
            self._kill(self._process)
        self._called.end()

    def _judge(self, code: int) -> None:
        words, self._process = self._words(), None
        shown = self._kind in {Kind.OTHER, Kind.BESIDE}
        right = words.isdigit() if shown else not words
        if code or not right:
            self._tell(f"a second start with {self._kind} ended with {code}: {words}")
        elif not shown and self._is_held and self._raised == self._before:
            self._tell(f"a second start with {self._kind} did not raise the window")
        elif self._kind is Kind.OTHER and WriterLock(self._other).is_there:
            self._tell("a second start with another file left its lock")

    def _words(self) -> str:
        return self._said.read_text(encoding="utf-8", errors="replace").strip()

    def _kill(self, process: "subprocess.Popen[bytes]") -> None:
        """Ends a start that has a window of its own, and clears away what a crash leaves."""
        lock = WriterLock(self._file) if self._file is not None else None
        name = lock.holder().call if lock is not None else ""
        is_its_own = name not in {"", CALL_NAME}
        process.kill()
        process.wait()
        self._process = None
        self.killed += 1
        if is_its_own and lock is not None and lock.acquire():
            lock.release()
        if is_its_own:
            with contextlib.suppress(OSError):
                Path(QDir.tempPath(), name).unlink()
