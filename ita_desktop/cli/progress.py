"""How far long work is, told on a terminal while it lasts."""

import sys
import time
from typing import Self

from ita_desktop.cli.output import one_line

WAIT = 1.0
"""Seconds of work of which nothing is reported."""


class ProgressOutput:
    """One line on standard error that comes when the work takes long, and goes with its end.
    Nothing is written where standard error is no terminal."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._has_reported = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._has_reported:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def show(self, done: int, of: int, what: str = "") -> None:
        """``done`` of ``of`` (0 while not known) and what is being done."""
        if time.monotonic() - self._began < WAIT or not sys.stderr.isatty():
            return
        self._has_reported = True
        sys.stderr.write(f"\r{done}/{of or '…'} {one_line(what)}\x1b[K")
        sys.stderr.flush()
