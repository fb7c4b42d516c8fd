"""Second starts of the program beside the window that is at work: real processes. Each must end by
itself; nothing of it may stay."""

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QDir, QObject

from ita_desktop.storage.files.lock import CALL_NAME, WriterLock
from ita_desktop.ui.opening import instance_listener
from ita_desktop.ui.opening.instance_listener import InstanceListener
from tests.support.processes import ROOT

MOST = 40
"""How many second starts a user makes."""
PATIENCE = 60.0
"""Seconds after which a start does not come to its end any more."""
_PARTED = 5.0
"""Seconds that a start gets when its file was left here meanwhile, or the window did not answer in
time, as on a machine that has much else to do: then it may show its file itself."""
_HUNG = instance_listener.PATIENCE / 2000
"""Seconds without a turn of the event loop in which a start may have called in vain."""


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
        self._called = InstanceListener(self._owner)
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
        self._is_held, self._parted = True, 0.0
        self._looked = time.monotonic()
        self._before, self._begun = self._raised, time.monotonic()
        self._calls = kind in {Kind.SAME, Kind.NOTHING}
        files = [] if kind is Kind.NOTHING else [str(self._file)]
        shown = [] if self._calls else ["--exit-when-shown"]
        with self._said.open("wb") as text:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "ita_desktop", *shown, *files],
                stdin=subprocess.DEVNULL,
                stdout=text,
                stderr=text,
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
        now = time.monotonic()
        needs_file = self._kind in {Kind.SAME, Kind.BESIDE}
        is_left = needs_file and self._written() != self._file
        is_hung = self._calls and now - self._looked > _HUNG
        if self._is_held and (is_left or is_hung):
            self._is_held, self._parted = False, now
        self._looked = now
        if process.poll() is not None:
            self._judge(process.returncode)
        elif not self._is_held and now - self._parted > _PARTED:
            self._kill(process)
        elif now - self._begun > PATIENCE:
            self._tell(f"a second start with {self._kind} does not end: {self._words()}")
            self._kill(process)

    def end(self) -> None:
        """Nothing is left of the starts, and nobody is called any more."""
        if self._process is not None:
            self._kill(self._process)
        self._called.end()

    def _judge(self, code: int) -> None:
        words, self._process = self._words(), None
        right = not words if self._calls else words.isdigit()
        if not self._is_held and self._file is not None and not self._file.exists():
            # A sample that was kept under another name, say: that it is gone was said.
            return
        if code or not right:
            self._tell(f"a second start with {self._kind} ended with {code}: {words}")
        elif self._calls and self._is_held and self._raised == self._before:
            self._tell(f"a second start with {self._kind} did not raise the window")
        elif self._kind is Kind.OTHER and WriterLock(self._other).is_there:
            self._tell("a second start with another file left its lock")

    def _words(self) -> str:
        return self._said.read_text(encoding="utf-8", errors="replace").strip()

    def _kill(self, process: "subprocess.Popen[bytes]") -> None:
        """Ends a start that has a window of its own, and clears away what a crash leaves."""
        notes = self._notes()
        names = {WriterLock(note).holder().call for note in notes} - {"", CALL_NAME}
        process.kill()
        process.wait()
        self._process = None
        self.killed += 1
        for note in notes:
            lock = WriterLock(note)
            # What is read for a moment may be gone by now.
            with contextlib.suppress(FileNotFoundError):
                if not lock.acquire():
                    continue
                lock.release()
                if note.parent.name.startswith("reading-"):
                    shutil.rmtree(note.parent, ignore_errors=True)
        for name in names:
            with contextlib.suppress(OSError):
                Path(QDir.tempPath(), name).unlink()

    def _notes(self) -> list[Path]:
        """The files that somebody holds."""
        found = self._other.parent.rglob(".*.lock")
        return [path.with_name(path.name[1:].removesuffix(".lock")) for path in found]
