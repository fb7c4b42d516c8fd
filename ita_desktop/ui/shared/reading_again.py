"""What the window goes on showing while it cannot be read, until it can be read again."""

from collections.abc import Callable, Hashable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from ita_desktop.domain.errors import InputError, WorkspaceError
from ita_desktop.i18n import sentence
from ita_desktop.ui.background import Job, Progress, post_to_window

if TYPE_CHECKING:
    from ita_desktop.storage.workspace import Workspace

_T = TypeVar("_T")
AGAIN_EVERY: Final = 1_000
"""Interval in ms between attempts to read what could not be read."""


class ReadingAgain(QObject):
    """Keeps what was read last. While something of it cannot be read, :attr:`since` says from when
    on it may be old, and another thread tries again."""

    changed = Signal()
    """:attr:`since` has changed."""
    renewed = Signal()
    """All was read again, and has to be shown anew."""

    def __init__(self, workspace: "Workspace", year: Callable[[], int], parent: QObject) -> None:
        """``year`` returns the Buddhist fiscal year that is shown."""
        super().__init__(parent)
        self._workspace = workspace
        self._year = year
        self._known: dict[Hashable, Any] = {}
        self._post = post_to_window()
        self.since: datetime | None = None
        """The local time since when what is shown may be old; None if it is not."""
        self.why = ""
        self._is_over = False
        self._again = QTimer(self, singleShot=True, interval=AGAIN_EVERY)
        self._again.timeout.connect(self._read_again)

    def latest(self, what: Hashable, read: Callable[[], _T]) -> _T:
        """Returns what ``read`` does, or where it cannot be read now, what that was the last time.
        Raises WorkspaceError if it was never read."""
        try:
            self._known[what] = found = read()
        except WorkspaceError as error:
            if what not in self._known:
                raise
            why = sentence(error)
            self._post(self, lambda: self._note(why))
            found = self._known[what]
        return found

    def stop(self) -> None:
        """Ends it with the session."""
        self._is_over = True
        self._again.stop()

    def _note(self, why: str) -> None:
        if self.since is None and not self._is_over:
            self.since, self.why = datetime.now().astimezone(), why
            self._again.start()
            self.changed.emit()

    def _read_again(self) -> None:
        workspace, year = self._workspace, self._year()

        def work(_progress: Progress) -> None:
            workspace.years()
            with suppress(InputError):  # the year is gone, which the window is told
                workspace.year(year)
            workspace.year_before(year)

        job = Job(work, self.parent())
        job.done.connect(self._show)
        job.failed.connect(self._wait)
        job.start()

    def _wait(self, _why: str) -> None:
        if not self._is_over:
            self._again.start()

    def _show(self, _none: object) -> None:
        if self._is_over:
            return
        self.since, self.why = None, ""
        self.renewed.emit()
        self.changed.emit()
