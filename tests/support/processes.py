"""Another program at work: a Python process that a test talks with, and may kill."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.support.places import ROOT


class Other:
    """A running process; each :meth:`hears` waits for a line that it prints."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def hears(self) -> str:
        """The next line that the process prints."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def says(self, word: str = "") -> None:
        """Sends the process a line."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()

    def ends(self) -> list[str]:
        """The lines that the process prints until it has ended by itself."""
        heard, _ = self.process.communicate()
        return heard.splitlines()

    def killed(self) -> None:
        """Ends the process the hard way, as a power cut does."""
        self.process.kill()
        self.process.wait()


@contextmanager
def other_process(code: str, *arguments: object, **environment: str) -> Iterator[Other]:
    """Runs Python ``code`` beside the test; it is killed at the end."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"} | environment,
    )
    try:
        yield Other(process)
    finally:
        process.kill()
        if process.stdin is not None and not process.stdin.closed:
            process.communicate()
