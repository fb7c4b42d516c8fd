"""How far the reading of many places is: progress, stopping, and a limit of time for each."""

import time
from collections.abc import Callable
from typing import Final, TypeAlias

from ita_desktop.domain.errors import WorkspaceError

Progress: TypeAlias = Callable[[int, int, str], None]
"""Called with places read, their number, and the name of the next one; may raise to stop."""

MOST_SECONDS: Final = 60.0
"""Seconds that one place may take: an office's workspace takes a tenth of one."""


class Watch:
    """Tells the progress of reading some places, one after another."""

    def __init__(self, progress: Progress | None, places: int) -> None:
        self._progress = progress
        self._places = places
        self._begun = -1
        self._name = ""
        self._until = 0.0
        self._stop: BaseException | None = None

    def begin(self, name: str) -> None:
        """Report that the next place is begun, or with an empty name that all are read. Raises what
        the progress raises."""
        self._begun += 1
        self._name = name
        self._until = time.monotonic() + MOST_SECONDS
        self._report()

    def step(self, _done: int, _of: int, _what: str) -> None:
        """Called within a place. Raises what the progress raises, and WorkspaceError for a place
        that takes too long."""
        self._report()
        if time.monotonic() > self._until:
            raise WorkspaceError(
                "ใช้เวลาอ่านนานเกินไป ({seconds} วินาที)",
                where=self._name,
                remedy="ตรวจว่าเป็นแฟ้มงานของสำนักงานเขต หรือทำสำเนาไว้ในเครื่องแล้วอ่านสำเนา",
                seconds=int(MOST_SECONDS),
            )

    def raise_stop(self) -> None:
        """Raise what the progress raised, if it did."""
        if self._stop is not None:
            raise self._stop

    def _report(self) -> None:
        if self._progress is None:
            return
        try:
            self._progress(self._begun, self._places, self._name)
        except BaseException as stop:
            self._stop = stop
            raise
